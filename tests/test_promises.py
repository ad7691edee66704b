"""An attack on each promise of ``docs/promises.md``, of a kind that the tests of its room do not have."""

import hashlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
import zlib
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from fuzz.files import pdf
from fuzz.memory import multiple
from fuzz.targets import _articles, check_tables, tables_of
from workbench.case import Case
from workbench.clean import clean_articles
from workbench.errors import WorkbenchError
from workbench.export import write_table
from workbench.ledger import append_review, damaged_reviews, read_reviews
from workbench.load import load_articles
from workbench.load.limits import Limits
from workbench.load.readers.html import read_page
from workbench.report.evidence import evidence_pages
from workbench.sentences import split_text
from workbench.spans import Change, restore
from workbench.store import Store
from workbench.tables import empty

ROOT = Path(__file__).parents[1]
NEWS = "Police in Arbel said on Monday that 14 people drowned in the flood. The mayor said that 300 homes were lost.\n"
ROW = re.compile(r"^\| (?P<promise>[^|]+) \| [^|]+ \| `(?P<test>[^`]+)` \|$", re.MULTILINE)


def rows():
    table = (
        (ROOT / "docs" / "promises.md").read_text(encoding="utf-8").partition("\n\n")[2].partition("\n\n")[0]
    )
    return table.splitlines()[2:]


def test_each_promise_names_an_attack_that_is_run():
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(rows()) > 20
    for row in rows():
        found = ROW.match(row)
        assert found, row
        assert f"def {found['test']}(" in tests, row


def written(folder, name, text=NEWS):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


# --- what comes in

NAMES = (
    *(
        "a\nb.txt",
        'q"uo"te.txt',
        "=1+1.txt",
        " lead.txt",
        "trail .txt",
        "-rf.txt",
        "#x.txt",
        "%2e%2e.txt",
        "&amp;.txt",
    ),
    *(
        "<b>.txt",
        "'.txt",
        "x;y,z.txt",
        "\u202etxt.txt",
        "con.txt",
        ".hidden.txt",
        "~$a.txt",
        "x" * 240 + ".txt",
        "a.txt.",
    ),
    *("A.txt", "a.txt", "e\u0301.txt", "\u00e9.txt"),
)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the kinds of files are those of POSIX")
def test_files_of_any_name_and_kind_are_each_accounted_for(tmp_path):
    for number, name in enumerate(NAMES):
        written(tmp_path, name, f"{NEWS}It was number {number}.")
    written(tmp_path / "dir.txt", "in.txt", NEWS + "Inside.")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(tmp_path / "socket.txt"))
    loaded = load_articles(tmp_path)
    report = loaded.load_report
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert sorted(report["path"]) == sorted(there)
    assert (report.loc[report["outcome"] != "loaded", "reason"] != "").all()
    assert len(loaded.articles) == (report["outcome"] == "loaded").sum()


def test_marks_of_a_report_that_name_another_case_hide_no_article(tmp_path):
    folder = written(tmp_path / "articles", "a.txt")
    case = hashlib.sha256(str(tmp_path).encode()).hexdigest()
    for name in ("report", ".report.workbench", "articles.report"):
        written(folder / name, "hidden.txt", f"{NEWS}Hidden in {name}.")
        record = {"made_by": "workbench report", "case": case[:16], "files": ["report.json", "hidden.txt"]}
        (folder / name / "report.json").write_text(json.dumps(record), encoding="utf-8")
    report = load_articles(tmp_path).load_report
    for name in ("report", ".report.workbench", "articles.report"):
        rows = report[report["path"].str.contains(re.escape(f"/{name}") + r"(?:$|/)")]
        assert len(rows) and ((rows["outcome"] == "loaded") | (rows["reason"] != "")).all(), name


BREAKS = ("\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\n\u200b\n", "\ufeff\n")


@pytest.mark.parametrize("line_end", BREAKS, ids=ascii)
def test_whatever_ends_a_line_the_edits_lead_back_to_the_raw_text(line_end):
    raw = line_end.join(
        ["By Ana Reed", "Advertisement", NEWS.strip(), "Read more: floods", "\u00ad\u2060The end.\u200d", ""]
    )
    articles, edits, _ = clean_articles(_articles([raw]))
    done = edits[edits["action"] != "flagged"].sort_values(["start", "end"])
    changes = [(Change(e.start, e.end, e.replacement), e.before) for e in done.itertuples()]
    assert restore("".join(articles["text"]), changes) == raw
    assert [raw[e.start : e.end] for e in edits.itertuples()] == edits["before"].tolist()


LONGER = ("İ", "ŉ", "ﬃ", "ẞ", "😀", "e\u0301", "\u202e", "ǰΐ")


@pytest.mark.parametrize("letters", LONGER, ids=ascii)
def test_letters_that_grow_in_lower_case_move_no_figure(letters):
    text = f"{NEWS}{letters * 9} The fire service said on Tuesday that 1,037 people drowned in {letters}, and 3½ km of dykes were lost. {letters}"
    hidden = text.replace("1,037", "1\u200b,037")
    tables = tables_of([text, f"{letters}\n\n{hidden}"])
    check_tables(tables)
    assert len(tables["figures"])


UNKNOWN = (
    "0000-00-00",
    "today",
    "now",
    "yesterday",
    "99999-01-01",
    "2020-13-45",
    "1e99",
    "-1",
    "null",
    "31 February 2021",
)


@pytest.mark.parametrize("stated", UNKNOWN)
def test_a_day_that_is_none_is_not_resolved_to_any(tmp_path, stated):
    head = f"<meta property='article:published_time' content='{stated}'><meta name='date' content='{stated}'>"
    (tmp_path / "a.html").write_text(
        f"<html><head>{head}</head><body><p>{NEWS * 9}</p></body></html>", encoding="utf-8"
    )
    (tmp_path / "b.json").write_text(json.dumps({"text": NEWS + "Two.", "date": stated}), encoding="utf-8")
    for path in tmp_path.iterdir():
        os.utime(path, (4_000_000_000, 4_000_000_000))  # a file of the year 2096
    articles = clean_articles(load_articles(tmp_path).articles).articles
    assert articles["date_published"].tolist() == ["", ""]


def test_copies_that_hide_as_others_are_one_voice(tmp_path):
    story = (
        "Police in Arbel said on Monday that 14 people drowned when the river burst its banks near the old mill. "
        "Rescuers in boats took families from their roofs until dawn, and the school became a shelter for the night. "
        "The water fell slowly on Tuesday, but two bridges stayed shut and the railway line was under mud. "
    )
    disguises = (
        story, story.replace(" ", "  "), story.replace("e", "e\u200b"), story.replace("a", "\u0430"),
        story.replace(". ", ".\n\n"), "\u202b" + story,
    )  # fmt: skip
    for number, text in enumerate(disguises):
        written(tmp_path, f"{number}.txt", text)
    case = Case(tmp_path, cache=False)
    assert len(set(case.families["family"])) == 1


PRINT = """
import hashlib, sys
from workbench.case import Case
case = Case(sys.argv[1], cache=False)
for name in ("figures", "ledger", "families", "links", "dependence"):
    print(name, hashlib.sha256(case.table(name).to_csv().encode()).hexdigest())
"""


def test_the_hash_seed_the_zone_the_language_and_the_folder_change_no_result(tmp_path):
    for number, n in enumerate((14, 17, 14)):
        written(
            tmp_path / "case",
            f"{number}.txt",
            NEWS.replace("14", str(n)) + f"It was report {number} of the day.",
        )
    told = []
    for seed, zone, language in (("1", "UTC", "C"), ("77", "Pacific/Kiritimati", "tr_TR.UTF-8")):
        around = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language}
        (tmp_path / seed).mkdir()
        command = [
            sys.executable,
            "-P",
            "-W",
            "ignore",
            "-c",
            PRINT,
            os.path.relpath(tmp_path / "case", tmp_path / seed),
        ]
        told.append(
            subprocess.run(
                command, env=around, cwd=tmp_path / seed, capture_output=True, text=True, check=True
            ).stdout
        )
    assert told[0] == told[1] != ""


# --- decisions


def test_an_editor_that_replaces_the_file_between_two_decisions_loses_none(tmp_path):
    path = tmp_path / "reviews.csv"
    for number in range(4):
        append_review(
            path,
            f"f{number}",
            "confirm",
            reviewer="ana",
            note=f'"{number}"\n=1+1',
            at=f"9999-12-3{number % 2}",
        )
        other = path.with_suffix(".new")
        content = path.read_bytes()
        other.write_bytes(content.rstrip(b"\n") if number % 2 else content.replace(b"\n", b"\r\n"))
        other.replace(path)
    kept = read_reviews(path)
    assert kept["subject"].tolist() == ["f0", "f1", "f2", "f3"]
    assert kept["note"].tolist() == [f'"{number}"\n=1+1' for number in range(4)]
    assert damaged_reviews(path).empty


WIDE = {
    "blank columns behind": lambda line: f"{line},,,",
    "a blank row between": lambda line: f"{line}\n,,,,",
    "quotes around all": lambda line: ",".join(f'"{cell}"' for cell in line.split(",")),
    "blanks in front": lambda line: line.replace("confirm", " confirm"),
    "capitals": lambda line: line.replace("confirm", "CONFIRM"),
}


@pytest.mark.parametrize("how", WIDE.values(), ids=WIDE)
def test_what_an_editor_of_tables_adds_costs_no_decision(tmp_path, how):
    path = tmp_path / "reviews.csv"
    lines = ["subject,decision,reviewer", *(f"f{number},confirm,ana" for number in range(5))]
    path.write_text("\n".join(map(how, lines)) + "\n", encoding="utf-8")
    read = {*read_reviews(path)["subject"]}
    named = damaged_reviews(path)["text"].str.extract(r"\b(f\d)\b")[0]
    assert read | {*named.dropna()} == {f"f{number}" for number in range(5)}


# --- files


def test_a_link_that_waits_where_a_draft_is_written_is_not_written_through(tmp_path):
    victim = written(tmp_path, "victim.txt", "mine") / "victim.txt"
    for ending in (".csv", ".jsonl", ".parquet", ".xlsx"):
        for name in (f"t{ending}", f".t{ending}.part", f"t{ending}.tmp", f"t{ending}~"):
            (tmp_path / name).symlink_to(victim)
        write_table(pd.DataFrame({"a": ["x"]}), tmp_path / f"t{ending}")
        assert not (tmp_path / f"t{ending}").is_symlink()
    assert victim.read_text(encoding="utf-8") == "mine"


def test_a_stored_table_of_another_place_or_version_is_not_believed(tmp_path):
    told = []
    one, other = (Store(digest * 32, root=tmp_path, tell=told.append) for digest in "ab")
    one.write("reviews", empty("reviews"))
    other.folder.mkdir()
    name = next(one.folder.iterdir()).name
    kept = (one.folder / name).read_bytes()
    for content in (
        kept,
        b"\x80\x04cos\nsystem\n",
        kept[:-1],
        kept + b"\0",
        kept[::-1],
        b"",
        hashlib.sha256(b"x").digest() + b"x",
    ):
        (other.folder / name).write_bytes(content)
        assert other.read("reviews") is None
    assert len(told) == 7
    assert one.read("reviews") is not None


def test_a_case_whose_stored_tables_vanish_while_it_is_read_gives_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    written(tmp_path / "case", "a.txt")
    first, second = Case(tmp_path / "case"), Case(tmp_path / "case")
    figures = first.figures
    assert any((tmp_path / "cache").rglob("*"))
    second.articles  # noqa: B018
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("no folder any more", encoding="utf-8")
    pd.testing.assert_frame_equal(second.figures, figures)
    pd.testing.assert_frame_equal(Case(tmp_path / "case").ledger, first.ledger)


# --- what is shown and handed on


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_fields_that_are_scripts_become_no_element_and_no_address(tmp_path):
    evil = "\"><img src=x onerror=alert(1)><script>alert(1)</script><a href='javascript:alert(1)'>"
    record = {
        "id": evil, "title": evil, "publisher": evil, "author": evil, "text": f"{NEWS}{evil}", "section": evil,
        "url": "javascript:alert(document.domain)//https://paper.example/a",
    }  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    case = Case(tmp_path, cache=False)
    assert len(case.articles) == 1
    for page in evidence_pages(case):
        seen = _Elements()
        seen.feed(str(page.body))
        assert not {tag for tag, _ in seen.found} & {
            "img",
            "script",
            "iframe",
            "object",
            "base",
            "link",
            "form",
        }
        for _, attributes in seen.found:
            assert not [name for name in attributes if name.startswith("on")]
            assert (
                not (attributes.get("href") or "")
                .strip()
                .lower()
                .startswith(("javascript", "data", "//", "http"))
            )


FORMULAS = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff20A1",
    "\uff0d1",
)


@pytest.mark.parametrize("formula", FORMULAS, ids=ascii)
def test_no_name_of_a_column_or_cell_begins_as_a_formula_does(tmp_path, formula):
    frame = pd.DataFrame({formula: [formula, "a"], "b": pd.Series([formula, None], dtype=object)})
    text = write_table(frame, tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    import csv

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) == 6
    assert [cell for cell in cells if re.match("[=+\\-@\t\r\n\uff1d\uff0b\uff20\uff0d]", cell)] == []


# --- what is refused, and what is bounded

ODD = {
    "case.toml is a folder": lambda case: (case / "case.toml").mkdir(),
    "reviews.csv is a folder": lambda case: (case / "reviews.csv").mkdir(),
    "articles is a file": lambda case: (shutil.rmtree(case / "articles"), written(case, "articles")),
    "case.toml nests": lambda case: written(case, "case.toml", "a = " + "[" * 5_000),
    "case.toml has huge numbers": lambda case: written(case, "case.toml", "title = " + "9" * 6_000),
    "case.toml has no text": lambda case: (case / "case.toml").write_bytes(b"\xff\xfe\x00title"),
    "case.toml has a name twice": lambda case: written(case, "case.toml", "title = 'a'\ntitle = 'b'\n"),
    "a record nests": lambda case: written(case / "articles", "b.json", "[" * 100_000),
    "numbers without end": lambda case: written(
        case / "articles", "b.json", '{"text": "x", "date": ' + "9" * 5_000 + "}"
    ),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_lies_in_the_place_of_another_thing_is_an_error_of_ours_or_told(tmp_path, make):
    written(tmp_path / "articles", "a.txt")
    make(tmp_path)
    try:
        case = Case(tmp_path, cache=False)
        told = (
            [*case.load_report["reason"], *case.damaged_reviews["reason"]]
            if hasattr(case, "damaged_reviews")
            else [*case.load_report["reason"]]
        )
        assert len(case.ledger)
        assert any(told) or len(case.articles) == 1
    except WorkbenchError as error:
        assert str(error)


SLOW_TAGS = """
from workbench.load.readers.html import parse_page
import sys
n = int(sys.argv[1])
for piece in ("<a b=", "<a b='", '<a b="', "<a ", "<a / ", "<a b=c d ", "<a\\t", "<!-- <a ", "<a b='\\"", "<a =", "<a b = "):
    parse_page("<p>x</p>" + piece * n)
    parse_page("<p>x</p>" + "<a " + piece[2:] * n)
print("done")
"""


def test_tags_made_to_be_slow_are_parsed():
    # Were the time quadratic this would take hours; it takes a few seconds.
    command = [sys.executable, "-P", "-c", SLOW_TAGS, "40000"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    assert done.stdout == "done\n"


WITHOUT_END = (
    "x" * 9_000,
    "\u0301" * 9_000,
    "“" * 9_000,
    "…" * 9_000,
    "水" * 9_000,
    "a\u200b" * 5_000,
    "😀" * 9_000,
    "1," * 5_000,
    "((" * 5_000,
)


@pytest.mark.parametrize("text", WITHOUT_END, ids=lambda text: ascii(text[:2]))
def test_no_letter_makes_a_sentence_without_end(text):
    spans = split_text(f"It rained. {text} It stopped.")
    assert max(end - start for start, end in spans) <= 1_500
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


ENDLESS = {
    "pages that hold themselves": lambda whole: whole.replace(
        b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R]/Count 9"
    ),
    "contents that are the page": lambda whole: whole.replace(b"/Contents 4 0 R", b"/Contents 3 0 R"),
    "an endless list of references": lambda whole: whole.replace(b"/Root 1 0 R", b"/Prev 9/Root 1 0 R"),
    "a bomb": lambda whole: whole.replace(b"<</Length", b"<</Filter/FlateDecode/Length", 1),
}


@pytest.mark.parametrize("spoil", ENDLESS.values(), ids=ENDLESS)
def test_a_pdf_made_never_to_end_is_a_row_of_the_load_report(tmp_path, spoil):
    bomb = spoil is ENDLESS["a bomb"]
    content = zlib.compress(b"BT (Rain) Tj ET " * 2_000_000) if bomb else b"BT /F1 10 Tf (Rain fell.) Tj ET"
    (tmp_path / "b.pdf").write_bytes(spoil(pdf(content)[1]))
    written(tmp_path, "a.txt")
    report = load_articles(tmp_path, limits=Limits(pdf_seconds=20)).load_report.set_index("path")
    assert report.loc["a.txt", "outcome"] == "loaded"
    assert report.loc["b.pdf", "outcome"] == "loaded" or report.loc["b.pdf", "reason"]


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked of POSIX")
@pytest.mark.parametrize(("room", "most"), [("page", 300), ("times", 200)])
def test_a_page_and_its_times_take_no_more_memory_than_is_promised(room, most):
    assert multiple(room, 300_000) < most


def test_a_text_of_one_sentence_with_a_thousand_values_has_a_ledger(tmp_path):
    lines = [f"In Port Tallow {3000 + 7 * n} boats sank." for n in range(1000)]
    case = Case(written(tmp_path / "articles", "flood.txt", "\n".join(lines)).parent, cache=False)
    figures, ledger = case.figures, case.ledger
    assert len(figures) >= 1000
    assert figures["claim_id"].ne("").all()
    assert ledger["n_figures"].sum() == len(figures)


def test_nothing_of_the_environment_comes_into_what_is_written(tmp_path):
    written(tmp_path / "case", "a.txt")
    around = {
        **os.environ,
        "AWS_SECRET_ACCESS_KEY": "swordfish-1",
        "API_TOKEN": "swordfish-2",
        "WORKBENCH_CACHE": str(tmp_path / "kept"),
    }
    code = (
        "import sys; from workbench.case import Case; from workbench.export import write_table; case = Case(sys.argv[1])\n"
        "for name in ('ledger', 'figures', 'articles', 'load_report'): write_table(case.table(name), f'{sys.argv[2]}/{name}.csv')\n"
        "case.decide(case.figures['figure_id'][0], 'confirm')"
    )
    (tmp_path / "out").mkdir()
    subprocess.run(
        [sys.executable, "-P", "-W", "ignore", "-c", code, str(tmp_path / "case"), str(tmp_path / "out")],
        env=around,
        check=True,
    )
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 8
    assert [path for path in files if b"swordfish" in path.read_bytes()] == []


def test_what_is_locked_comes_from_the_public_index_with_its_hash():
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    packages = [
        one for one in lock["package"] if "editable" not in one["source"] and "virtual" not in one["source"]
    ]
    assert len(packages) > 100
    assert {tuple(one["source"].items()) for one in packages} == {(("registry", "https://pypi.org/simple"),)}
    files = [
        file
        for one in packages
        for file in [*one.get("wheels", ()), *([one["sdist"]] if "sdist" in one else ())]
    ]
    assert [file for file in files if not file.get("hash", "").startswith("sha256:")] == []


def test_a_page_reads_the_same_whatever_it_says_of_its_address():
    page = (
        "<html><head><base href='{0}'><link rel=canonical href='{0}'></head><body><article><p>"
        + NEWS * 5
        + "</p></article></body></html>"
    )
    read = [
        read_page(page.format(url))
        for url in ("https://paper.example/a", "file:///etc/passwd", "javascript:alert(1)", "//[::1")
    ]
    assert len({one.raw for one in read}) == len({one.main_spans for one in read}) == 1
    assert [one.fields["url"] for one in read[1:3]] == ["", ""]


@pytest.mark.parametrize("size", [1, 2, 5, 1_000])
def test_names_that_look_alike_are_told_apart_whatever_the_batches(tmp_path, size):
    from tests.engine.test_batches import assert_as_in_one_process

    names = (
        "a",
        "A",
        "\u00e9",
        "e\u0301",
        "a~2",
        "a#2",
        "\uff41",
        "../a",
        "a\n",
        " a",
        "a ",
        "",
        "\u202ea",
        "=a",
    )
    rows = [json.dumps({"id": name, "text": f"{NEWS}{number}"}) for number, name in enumerate(names)]
    (tmp_path / "feed.jsonl").write_text("\n".join([*rows, "[" * 50_000, *rows[::-1]]), encoding="utf-8")
    assert_as_in_one_process(tmp_path / "feed.jsonl", size)
