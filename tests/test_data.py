"""The cases in data/: described as they are, and as messy as they are meant to be."""

import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
CASES = ("sample", "toll")
describe = runpy.run_path(str(DATA / "describe.py"))["describe"]


def read(case, name):
    return (DATA / case / "articles" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_the_description_matches_the_files(case):
    written = json.loads((DATA / case / "datapackage.json").read_text(encoding="utf-8"))
    assert written == describe(DATA / case), "run: python data/describe.py"
    described = {resource["path"] for resource in written["resources"]}
    there = {path.relative_to(DATA / case).as_posix() for path in (DATA / case).rglob("*") if path.is_file()}
    assert described == there - {"datapackage.json"}


@pytest.mark.parametrize("case", CASES)
def test_the_description_follows_the_standard(case):
    package = json.loads((DATA / case / "datapackage.json").read_text(encoding="utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in [package["name"], *names])
    for resource in package["resources"]:
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
        assert not Path(resource["path"]).is_absolute()
        assert [licence["name"] for licence in resource["licenses"]] == ["CC0-1.0"]


@pytest.mark.parametrize("case", CASES)
def test_the_settings_speak_of_articles_that_are_there(case):
    settings = tomllib.loads((DATA / case / "case.toml").read_text(encoding="utf-8"))
    stems = {path.stem for path in (DATA / case / "articles").iterdir()}
    assert {doc_id.partition("#")[0] for doc_id in settings.get("published", {})} <= stems
    assert settings["title"]


MESS = [
    ("01_frontier_posts", r"\A(.+)\n\n\1\n", "a headline twice"),
    ("01_frontier_posts", r"(?m)^Get the \w+ News app", "an advert for an app"),
    ("01_frontier_posts", r"declared Sunday\. charge\.", "a stray word"),
    ("01_frontier_posts", r"Reconciliation\. \. ", "a stray full stop"),
    ("02_overnight_gains", r"\A date 2021-07-05 Tajikistan : \w", "a date glued to the first sentence"),
    ("02_overnight_gains", r"Mojaddedi also headed Jamiat", "a changed name"),
    ("02_overnight_gains", r"A handful of government soldiers", "a changed quantity"),
    ("03_border_digest", r"20,000 reservists to\nguard", "a second headline, broken over two lines"),
    ("03_border_digest", r"Northern Wire quoted (?s:.)+ told Meridian Press Agency", "two agencies"),
    ("03_border_digest", r"\(Note: members of", "a note on subscription"),
    ("04_steppe_radio", r"\ASkip to main content\n", "navigation"),
    ("04_steppe_radio", r"300 .* July 3 .*\(file photo\)", "a caption with a figure of its own"),
    ("04_steppe_radio", r"(?m)^(A street in .+)\n\1$", "a caption twice"),
    ("04_steppe_radio", r"Written with material from", "credits"),
    ("04_steppe_radio", r"16x9 Image", "the size of a picture"),
    ("04_steppe_radio", r"Nearly half of all adults", "an outlet's praise of itself"),
    (
        "05_world_today",
        r"\ASeptember 14, 2022\n\nWorld Courier Today\n",
        "the date of a crawl and a masthead",
    ),
    ("05_world_today", r"(?m)^READ  ", "links to other stories"),
    ("05_world_today", r"(?m)^Afghanistan: Thousands .+\n(?s:.)+1,037", "a headline above its figure"),
    ("05_world_today", r"retreated out of Tajikistan\. Taliban ”", "a broken quotation"),
]


@pytest.mark.parametrize(("name", "pattern", "what"), MESS, ids=[row[2] for row in MESS])
def test_the_sample_has_each_kind_of_mess(name, pattern, what):
    assert re.search(pattern, read("sample", name)), f"{name} lacks {what}"


def test_the_toll_grows_from_day_to_day():
    tolls = [
        int(re.search(pattern, read("toll", name)).group(1))
        for name, pattern in [
            ("01_inland_post", r"At least (\d+) people were killed"),
            ("02_coast_herald", r"rose to (\d+) on Wednesday"),
            ("04_northern_courier", r"has climbed to (\d+)"),
        ]
    ]
    assert tolls == sorted(set(tolls))
