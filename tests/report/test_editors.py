"""What leaves the house: the briefing as Markdown, references, one zip, one file; complete, and the same each time."""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile

import pandas as pd
import pytest
from docx import Document

from workbench.case import Case
from workbench.errors import ReportError
from workbench.report import build_report, verify
from workbench.report.editors import briefing_in_markdown, briefing_in_word, to_bibtex, to_csl
from workbench.report.layout import Page, render_together, zip_place, zip_report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "Police said *14* people drowned at Marenby. The bridge, built for $5 million, fell [into] the river."


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "case"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "case.toml").write_text(
        'title = "The bridge *of* Marenby"\nquestion = "How many people drowned?"', encoding="utf-8"
    )
    return Case(folder, cache=False)


def test_each_footnote_of_the_briefing_is_named_and_quotes_its_characters(case):
    said = briefing_in_markdown(case, "foot")
    named, told = (
        set(re.findall(r"\[\^(\d+)\](?!:)", said)),
        dict(re.findall(r"^\[\^(\d+)\]: (.*)$", said, re.M)),
    )
    assert named == set(told) != set()
    raw = case.articles["raw"].iloc[0]
    for note in told.values():
        start, end = map(int, re.search(r"characters (\d+)–(\d+)\)$", note).groups())
        assert raw[start:end] in note.replace("\\", "")
    assert "How many people drowned?" in said
    assert said.endswith("foot\n")


def test_each_item_of_a_list_stands_in_one_line_with_its_words(case):
    lines = briefing_in_markdown(case, "").splitlines()
    assert [line for line in lines if line.strip() == "-"] == []
    assert any(line.startswith("- ") and "origin" in line for line in lines)


def test_what_articles_say_is_no_markdown(case):
    said = briefing_in_markdown(case, "")
    assert "bridge \\*of\\* Marenby" in said
    assert not re.search(r"(?<!\\)\[into\]", said)
    assert "<" not in re.sub(r"\\<", "", said)


def test_a_word_file_has_a_footnote_for_each_note_in_the_order_of_the_text(case):
    said = briefing_in_markdown(case, "")
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", said, re.M))
    with zipfile.ZipFile(io.BytesIO(briefing_in_word(said))) as packed:
        feet = ET.fromstring(packed.read("word/footnotes.xml"))
        text = ET.fromstring(packed.read("word/document.xml"))
        types = packed.read("[Content_Types].xml").decode()
        led = packed.read("word/_rels/document.xml.rels").decode()
    told = {
        foot.get(f"{W}id"): "".join(foot.itertext()).strip()
        for foot in feet.iter(f"{W}footnote")
        if not foot.get(f"{W}type")
    }
    assert list(told.values()) == [note.replace("\\", "") for note in notes.values()]
    referred = [one.get(f"{W}id") for one in text.iter(f"{W}footnoteReference")]
    assert referred == list(told), "each is referred to once, in the order of their numbers"
    assert "/word/footnotes.xml" in types
    assert "footnotes.xml" in led


@pytest.mark.parametrize(
    ("markdown", "text", "notes"),
    [
        ("**14**[^1] and 14[^1]\n\n[^1]: “14.”", "14 and 141", 1),  # again: the number of the note
        ("14[^7]", "147", 0),  # there is no such note
        ("fourteen", "fourteen", 0),
        ("14[^1]\n\n[^1]: a < b & c\x07", "14", 1),
    ],
)
def test_what_is_no_new_note_is_no_footnote(markdown, text, notes):
    packed = io.BytesIO(briefing_in_word(markdown))
    assert [paragraph.text for paragraph in Document(packed).paragraphs] == [text]
    names = zipfile.ZipFile(packed).namelist()
    assert ("word/footnotes.xml" in names) is bool(notes)
    if notes:
        feet = ET.fromstring(zipfile.ZipFile(packed).read("word/footnotes.xml"))
        assert len(list(feet)) == notes + 2  # with the two lines above notes


ROW = {
    "headline": "",
    "publisher": "",
    "date_published": "",
    "byline": "",
    "url": "",
    "language": "",
    "date_retrieved": "",
}


def test_a_reference_says_what_is_known_and_nothing_else():
    rows = [
        ROW | {"doc_id": "a"},
        ROW | {"doc_id": "b", "headline": "Storm", "date_published": "2024-03-04", "byline": "A. Bee"},
    ]
    bare, full = to_csl(pd.DataFrame(rows), {"a": "Article 1", "b": "Echo"})
    assert bare == {"id": "a", "type": "article-newspaper", "title-short": "Article 1"}
    assert full["author"] == [{"literal": "A. Bee"}]
    assert full["issued"] == {"date-parts": [[2024, 3, 4]]}


@pytest.mark.parametrize("title", [r"50% of {all} & $5 \input{x}", "under_score #1 ~ ^", "Ä 日本"])
def test_no_title_is_a_command_of_bibtex(title):
    entry = to_bibtex(pd.DataFrame([ROW | {"doc_id": "a", "headline": title}]))
    inside = re.search(r"title = \{(.*)\},", entry)[1]
    assert not re.search(r"(?<!\\)[%&$#_]", inside)
    bare = re.sub(r"\\[{}%&$#_]|\\text\w+\{\}", "", inside)
    assert "\\" not in bare
    assert "{" not in bare


def test_every_key_of_bibtex_is_its_own():
    entries = to_bibtex(pd.DataFrame([ROW | {"doc_id": doc} for doc in ("a b", "a-b", "日本", "خبر")]))
    keys = re.findall(r"@article\{([^,]*),", entries)
    assert len(set(keys)) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", key) for key in keys)


def test_a_zip_holds_every_file_and_is_the_same_each_time(tmp_path):
    folder = tmp_path / "report"
    (folder / "tables").mkdir(parents=True)
    (folder / "report.json").write_text("{}", encoding="utf-8")
    (folder / "tables" / "a.csv").write_text("a\n1\n", encoding="utf-8")
    path = zip_place(folder)
    first = zip_report(folder, path, "../Storm: 4 March").read_bytes()
    assert zip_report(folder, zip_place(folder), "../Storm: 4 March").read_bytes() == first
    with zipfile.ZipFile(path) as packed:
        assert sorted(packed.namelist()) == ["storm-4-march/report.json", "storm-4-march/tables/a.csv"]


def test_a_zip_of_something_else_is_never_overwritten(tmp_path):
    (tmp_path / "report.zip").write_text("mine", encoding="utf-8")
    with pytest.raises(ReportError, match="no zip of a report"):
        zip_place(tmp_path / "report")


def test_links_of_a_page_in_a_folder_lead_inside_the_one_file():
    pages = [
        Page("b.html", "B", '<p id="c1">x</p>'),
        Page("evidence/1.html", "E", '<a href="../b.html#c1">14</a><a href="../t.csv">t</a>'),
    ]
    whole = render_together(pages, "R", "", live=True)
    assert '<a href="#c1">14</a><a>t</a>' in whole
    assert whole.count("<script>") == 1
    assert "<script>" not in render_together(pages, "R", "")


@pytest.mark.notebooks
def test_the_report_holds_what_is_to_be_sent(executed, case, tmp_path):
    folder = tmp_path / "report"
    build_report(case, folder, executed=executed, zipped=True, single_file=True, seal=True)
    with zipfile.ZipFile(tmp_path / "report.zip") as packed:
        inside = {name.partition("/")[2] for name in packed.namelist()}
    record = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert inside == set(record["files"]) | {"report.json"}
    assert {"briefing.md", "references.json", "references.bib", "report-in-one-file.html"} <= inside
    assert check_files(folder) == []


def check_files(folder):
    manifest = json.loads((folder / verify.FILE).read_text(encoding="utf-8"))
    return list(verify.check_files(folder, manifest))


def test_letters_that_no_word_file_may_hold_are_shown_as_such():
    assert zipfile.is_zipfile(io.BytesIO(briefing_in_word("How **many\x07** killed\ufffe?")))
