"""A sealed report can be checked by anyone, and what was altered is found."""

import csv
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from workbench.case import Case, sample_folder
from workbench.cli import main
from workbench.ledger import append_review
from workbench.report import build_report
from workbench.report.verify import (
    FILE,
    SEAL,
    check,
    check_answers,
    check_sources,
    readings,
    same,
    seal_of,
    summary,
    written,
)

TIMES = 80


@pytest.fixture(scope="module")
def sealed(tmp_path_factory, executed):
    """A sealed report of the sample with decisions of two people."""
    folder = tmp_path_factory.mktemp("sealed")
    shutil.copytree(sample_folder(), folder / "sample")
    case = Case(folder / "sample")
    figures = case.figures[case.figures["claim_id"] != ""]
    first, second = figures["figure_id"].iloc[0], figures["figure_id"].iloc[3]
    record = partial(append_review, folder / "sample" / "reviews.csv")
    record(first, "confirm", reviewer="ana", note="=seen")
    record(second, "correct", value_low=7, value_high=7, reviewer="ben", note='"as printed", twice')
    record(figures["claim_id"].iloc[5], "rename", concept="our own name", reviewer="ana")
    return folder, build_report(Case(folder / "sample"), folder / "report", executed=executed, seal=True)


@pytest.fixture
def bundle(sealed, tmp_path):
    shutil.copytree(sealed[1].page.parent, tmp_path / "bundle")
    return tmp_path / "bundle"


def test_a_sealed_report_holds_for_the_command_and_for_the_file_inside(sealed, bundle, capsys):
    seal = sealed[1].seal
    assert check(bundle, seal) == []
    assert main(["verify", str(bundle), "--seal", seal]) == 0
    assert "All holds" in capsys.readouterr().out
    command = [sys.executable, "-I", "-S", str(bundle / "verify.py"), str(bundle), "--seal", seal]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 decisions" in done.stdout


def test_a_check_that_failed_when_the_report_was_made_is_named(bundle):
    assert "A check failed" not in summary(bundle, [])
    record = json.loads((bundle / "report.json").read_text(encoding="utf-8"))
    record["checks"][0] |= {"passed": False, "compared": "5 files met, 4 loaded"}
    (bundle / "report.json").write_text(json.dumps(record), encoding="utf-8")
    assert f"{record['checks'][0]['name']} (5 files met, 4 loaded)" in summary(bundle, [])


def test_the_file_inside_is_short_and_needs_nothing_but_python(bundle):
    lines = (bundle / "verify.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
    imported = {line.split()[1].partition(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)


def test_a_report_without_a_seal_says_so(sample_report, capsys):
    assert main(["verify", str(sample_report.page.parent)]) == 2
    assert FILE in capsys.readouterr().err


def test_seeded_tampering_is_caught_and_located_without_false_alarms(sealed):
    path = Path(__file__).parents[2] / "benchmarks" / "tampering.py"
    spec = spec_from_file_location("tampering", path)
    tampering = module_from_spec(spec)
    spec.loader.exec_module(tampering)
    counts = tampering.measure(sealed[1].page.parent, times=TIMES, seed=20)
    assert sum(counts["alarms"].values()) == 0
    assert counts["caught"] == counts["located"] == counts["done"]
    assert len(counts["done"]) > 10


def resealed(bundle):
    """Seal a bundle anew after it was changed, as one who knows how would."""
    import hashlib

    manifest = json.loads((bundle / FILE).read_text(encoding="utf-8"))
    manifest["files"] = {
        name: hashlib.sha256((bundle / name).read_bytes()).hexdigest() for name in manifest["files"]
    }
    manifest[SEAL] = seal_of(manifest)
    (bundle / FILE).write_text(written(manifest), encoding="utf-8")


def change(path, before, after, *, count=1):
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after, count), encoding="utf-8")


def test_one_who_seals_it_anew_is_found_by_the_seal_that_was_kept(sealed, bundle):
    (bundle / "sources.html").write_text("changed", encoding="utf-8")
    resealed(bundle)
    assert check(bundle) == []
    (fault,) = check(bundle, sealed[1].seal)
    assert "sealed anew" in fault


def test_what_does_not_follow_is_named_even_when_it_was_sealed_anew(bundle):
    path = bundle / "tables" / "ledger.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        names, *rows = csv.reader(stream)
    place = next(i for i, row in enumerate(rows) if row[names.index("value_low")])
    rows[place][names.index("value_low")] = "1038.0"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([names, *rows])
    resealed(bundle)
    assert any("value_low 1038.0 is not that of its figures" in fault for fault in check(bundle))


def test_a_number_on_the_briefing_that_follows_from_nothing_is_named(bundle):
    page = bundle / "index.html"
    content = page.read_text(encoding="utf-8")
    page.write_text(content.replace("</main>", "<p>98,765 people</p></main>"), encoding="utf-8")
    resealed(bundle)
    assert check(bundle) == ["index.html: prints 98,765, which no figure, count or quotation gives"]


def test_characters_of_a_source_that_were_changed_are_named_figure_by_figure(bundle):
    for path in (bundle / "sources").iterdir():
        path.write_bytes(path.read_bytes().replace(b"1,037", b"1,039"))
    resealed(bundle)
    faults = check(bundle)
    assert any("the source has '1,039', the table '1,037'" in fault for fault in faults)


def test_the_article_of_a_source_that_was_changed_or_left_out_is_named(bundle):
    sources = json.loads((bundle / FILE).read_text(encoding="utf-8"))["sources"]
    (changed, one), (gone, other) = list(sources.items())[:2]
    (bundle / one["text"]).write_text("changed", encoding="utf-8")
    (bundle / other["file"]).unlink(missing_ok=True)
    faults = check(bundle)
    assert f"{one['text']}: was changed (the source of {changed})" in faults
    assert any(fault.startswith(f"{other['file']}: is left out (the source of ") for fault in faults), gone


def test_a_decision_that_was_forged_breaks_the_chain(bundle):
    change(bundle / "decisions.csv", "our own name", "another name")
    resealed(bundle)
    assert any("decisions, row 3" in fault and "changed or added" in fault for fault in check(bundle))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,037", 1037), ("1 037", None), ("1\u202f037", 1037), ("twenty-three", 23), ("two hundred and fifty", 250),
        ("1.04 million", 1_040_000), ("5 1/2", 5.5), ("2½", 2.5), ("two and a half", 2.5), ("one-third", 1 / 3),
        ("2 or 3 million", 2_000_000), ("2 or 3 million", 3_000_000), ("a dozen", 12), ("30–40", 40),
        ("half a million", 500_000), ("1,037", 1038), ("twenty-three", 24), ("three dozen", 30), ("", 0),
    ],
)  # fmt: skip
def test_values_follow_from_characters_by_small_rules(text, value):
    holds = value in (1037, 23, 250, 1_040_000, 5.5, 2.5, 1 / 3, 2_000_000, 3_000_000, 12, 40, 500_000)
    assert same(value or 0, readings(text)) is holds


def test_archives_can_take_it(bundle):
    crate = json.loads((bundle / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    ids = {entry["@id"] for entry in crate["@graph"]}
    assert {"./", "ro-crate-metadata.json", "verify.py", "decisions.csv"} <= ids
    parts = next(entry for entry in crate["@graph"] if entry["@id"] == "./")["hasPart"]
    assert all((bundle / part["@id"]).is_file() and part["@id"] in ids for part in parts)
    told = json.loads((bundle / "provenance.json").read_text(encoding="utf-8"))
    known = set(told["entity"]) | set(told["activity"]) | set(told["agent"])
    for relation in ("used", "wasGeneratedBy", "wasDerivedFrom", "wasAssociatedWith", "wasAttributedTo"):
        assert {end for pair in told[relation].values() for end in pair.values()} <= known
    assert {entry.get("prov:label") for entry in told["agent"].values()} >= {"ana", "ben"}


pytestmark = pytest.mark.notebooks

STORIES = {
    'the "old"\xa0mill': "The river rose. People left their homes.",
    "weir": "The weir at Orlam broke. Nobody was hurt, the council said.",
}


@pytest.fixture(scope="module", params=[1, 2])
def folder(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("few") / "two words"
    (folder / "articles").mkdir(parents=True)
    for name, text in list(STORIES.items())[: request.param]:
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_it_holds_and_its_hints_can_be_typed(folder, capsys):
    assert main(["report", str(folder), "-o", str(folder.parent / "the report"), "--seal"]) == 1
    said = capsys.readouterr().err
    command = shlex.split(said.partition("then check with: ")[2].partition("\n")[0])
    assert main(command[1:]) == 0
    assert "All holds" in capsys.readouterr().out
    hint = re.search(r"a line each: (.*)", said)[1]
    (named,) = tomllib.loads(f"[published]\n{hint}")["published"]
    assert named in set(Case(folder).articles["doc_id"])


@pytest.mark.parametrize(("low", "holds"), [("310", True), ("301", False)])
def test_a_value_told_in_two_units_is_one_within_its_rounding(low, holds):
    figures = [("310", "millimetre"), ("12.2", "inch")]
    stated = [
        {"claim_id": "c", "modifier": "exact", "value_low": v, "value_high": v, "unit": u, "doc_id": "a"}
        for v, u in figures
    ]
    ends = {"value_low": low, "value_high": "310", "value_best": "310"}
    claim = {"claim_id": "c", "claim": "rain", "unit": "millimetre", "n_articles": "1", **ends}
    manifest = {"conversions": [["inch", "millimetre", 25.4]]}
    assert (list(check_answers(manifest, {"ledger": [claim], "figures": stated})) == []) is holds


@pytest.mark.parametrize(
    ("low", "verdict", "holds"),
    [
        ("38", "conflict", True),
        ("38", "unresolved", True),
        ("38", "updated", False),
        ("37", "conflict", False),
    ],
)
def test_the_ends_of_a_dispute_are_values_that_are_stated(low, verdict, holds):
    stated = [
        {"claim_id": "c", "modifier": "exact", "value_low": v, "value_high": v, "unit": "", "doc_id": "a"}
        for v in ("23", "38", "41")
    ]
    ends = {"value_low": low, "value_high": "41", "value_best": ""}
    claim = {"claim_id": "c", "claim": "dead", "unit": "", "n_articles": "1", "verdict": verdict, **ends}
    tables = {"ledger": [claim], "figures": stated}
    assert (list(check_answers({"conversions": []}, tables)) == []) is holds


MIXED = (
    "It took six months to a year.",
    "It takes 18 months to two years.",
    "The trip took 45 minutes to two hours.",
    "The strike may last 10 days to three weeks.",
    "It fell 500 metres to 2 km away.",
    "It will last two and a half years to 40 months.",
)


def test_a_range_in_two_units_follows_from_its_characters(tmp_path):
    from fuzz.targets import tables_of
    from workbench.report.seal import _conversions

    tables = tables_of([text + f" Number {place} fell." for place, text in enumerate(MIXED)])
    figures, ledger = tables["figures"], tables["ledger"]
    ranges = figures[figures["modifier"] == "range"]
    assert len(ranges) >= 5
    for doc, raw in zip(tables["articles"]["doc_id"], tables["articles"]["raw"], strict=True):
        (tmp_path / f"{doc}.txt").write_text(raw, encoding="utf-8")
    sources = {doc: {"text": f"{doc}.txt", "read_as": ""} for doc in tables["articles"]["doc_id"]}
    manifest = {"sources": sources, "conventions": {}, "conversions": _conversions(figures, ledger)}
    rows = ranges.astype(str).replace("nan", "").to_dict("records")
    assert list(check_sources(tmp_path, manifest, {"decisions": [], "figures": rows})) == []
    forged = [row | {"value_high": "77.7"} for row in rows]
    assert len(list(check_sources(tmp_path, manifest, {"decisions": [], "figures": forged}))) == len(ranges)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the kinds of files are those of POSIX")
@pytest.mark.parametrize(
    "how", ["pipe", "link to the same", "link to nothing", "folder", "pipe beside", "link beside"]
)
def test_what_is_no_file_of_the_report_is_named_and_not_waited_for(bundle, tmp_path, how):
    page = bundle / "sources.html"
    kept = shutil.copy(page, tmp_path / "kept.html")
    beside = bundle / "tables" / "beside.csv"
    if "beside" not in how:
        page.unlink()
    {
        "pipe": lambda: os.mkfifo(page),
        "link to the same": lambda: page.symlink_to(kept),
        "link to nothing": lambda: page.symlink_to("nowhere"),
        "folder": page.mkdir,
        "pipe beside": lambda: os.mkfifo(beside),
        "link beside": lambda: beside.symlink_to(tmp_path),
    }[how]()
    faults = check(bundle)
    name = "tables/beside.csv" if "beside" in how else "sources.html"
    assert [fault for fault in faults if fault.startswith(f"{name}: ")]


def test_a_manifest_that_says_a_thing_twice_is_no_manifest_of_ours(bundle):
    path = bundle / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('{\n "', '{\n "files": {},\n "', 1), encoding="utf-8")
    assert any(fault.startswith(f"{FILE}: was changed") for fault in check(bundle))
