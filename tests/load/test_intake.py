"""Loading: what goes in comes out, or stands in the report with a reason."""

import json

import pytest

from workbench.case import Case
from workbench.clean import clean_articles
from workbench.errors import InputError
from workbench.load import load_articles, needs_a_person
from workbench.load.walk import is_copy


@pytest.fixture
def folder(tmp_path):
    def make(files):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return make


def report(loaded):
    return {row.path: (row.outcome, row.reason) for row in loaded.load_report.itertuples()}


def test_a_folder_of_text_files_becomes_articles_in_the_order_of_their_names(folder):
    loaded = load_articles(folder({"b.txt": "Two.\r\n", "a.md": "# One\n", "sub/c.text": "Three"}))
    assert loaded.articles["doc_id"].tolist() == ["a", "b", "c"]
    assert loaded.articles["raw"].tolist() == ["# One\n", "Two.\r\n", "Three"]
    assert loaded.articles["source_file"].tolist() == ["a.md", "b.txt", "sub/c.text"]
    assert set(loaded.articles["text"]) == {""}
    assert loaded.load_report["outcome"].tolist() == ["loaded"] * 3


def test_of_a_case_only_the_articles_are_read(folder):
    loaded = load_articles(folder({"case.toml": "title = 'x'", "notes.txt": "no", "articles/a.txt": "yes"}))
    assert loaded.articles["source_file"].tolist() == ["articles/a.txt"]
    assert loaded.load_report["path"].tolist() == ["articles/a.txt"]


def test_what_is_no_article_in_a_bare_folder_is_named_but_needs_nobody(folder):
    files = {".hidden": "x", "README.md": "x", "case.toml": "x", "report/index.html": "x", "a.txt": "yes"}
    loaded = load_articles(folder(files))
    assert loaded.articles["doc_id"].tolist() == ["a"]
    passed = [path for path, (_, reason) in report(loaded).items() if reason.startswith("not an article: ")]
    assert sorted(passed) == [".hidden", "README.md", "case.toml", "report"]
    assert needs_a_person(loaded.load_report).empty


def test_one_file_is_a_case_of_one_article(folder):
    path = folder({"storm.txt": "It rained."}) / "storm.txt"
    assert load_articles(path).articles["source_file"].tolist() == ["storm.txt"]


def test_rows_of_json_lines_keep_their_ids_and_unknown_names(folder):
    rows = [{"id": "x1", "text": "One.", "desk": "metro"}, {"id": "x2", "text": "Two.", "title": "2"}]
    path = folder({"rows.jsonl": "\n".join(map(json.dumps, rows))}) / "rows.jsonl"
    loaded = load_articles(path)
    assert loaded.articles["doc_id"].tolist() == ["x1", "x2"]
    assert loaded.articles["desk"].tolist() == ["metro", ""]
    assert loaded.articles["headline"].tolist() == ["", "2"]
    assert loaded.articles["record"].tolist() == [1, 2]
    assert loaded.load_report["line"].isna().tolist() == [True, False, False]


def test_records_without_ids_are_numbered_after_their_file(folder):
    path = folder({"rows.jsonl": '{"text": "One."}\n{"text": "Two."}\n'}) / "rows.jsonl"
    assert load_articles(path).articles["doc_id"].tolist() == ["rows", "rows#2"]


def test_the_same_file_twice_is_a_duplicate(folder):
    files = {
        "a.txt": "Rain fell.\n",
        "a (1).txt": "Rain fell.\n",
        "a - Copy.txt": "Rain\r\nfell.",
        "backup/a.txt": "Rain fell.\n",
        "d.txt": "Snow fell.",
    }
    loaded = load_articles(folder(files))
    assert loaded.articles["doc_id"].tolist() == ["a", "d"]
    assert report(loaded)["a (1).txt"] == ("duplicate", "the same bytes as 'a.txt'")
    assert report(loaded)["backup/a.txt"] == ("duplicate", "the same bytes as 'a.txt'")
    assert report(loaded)["a - Copy.txt"] == ("duplicate", "the same text as 'a'")


STORIES = """\
Bridge at Arbel closed after heavy storm

A bridge near Arbel was closed on Monday after a heavy storm, officials said.

Nobody could say how long the work would take, and the first estimates differed widely.

Last year a similar storm cost the town about 200,000 crowns and a good deal of patience.

The detour leads over the old ford, which is narrow, and lorries have to take the coast road instead.

***

Workers at Brodno steel mill begin strike over wages

Workers at the steel mill in Brodno began a strike over wages on Tuesday, the union said.

The regional government has promised a report by the end of the month, but gave no details.

The mill has had three owners in ten years, and each of them has cut the number of shifts.

Talks are to go on next week, and both sides said that they would bring figures of their own.
"""
RAIN = "Rain fell on Lower Reed."
COPIES = {
    "another file name, the same bytes": {"echo.txt": RAIN, "post.txt": RAIN},
    "another file name, other bytes": {"echo.txt": RAIN, "post.txt": RAIN + "\n"},
    "numbered files": {"wire-1.txt": RAIN, "wire-2.txt": RAIN},
    "another id": {"a.jsonl": '{"id": "x", "text": "R"}\n{"id": "y", "text": "R"}'},
    "another outlet": {"a.jsonl": '{"source": "Echo", "text": "R"}\n{"source": "Post", "text": "R"}'},
    "another day": {"a.jsonl": '{"date": "2021-07-05", "text": "R"}\n{"date": "2021-07-06", "text": "R"}'},
    "a page of another outlet": {
        name: f"<html><head><meta property='og:site_name' content='{name}'></head><body><p>{RAIN}</p></body></html>"
        for name in ("echo.html", "post.html")
    },
}


@pytest.mark.parametrize("files", COPIES.values(), ids=COPIES)
def test_the_same_text_under_another_name_outlet_or_day_is_an_article(folder, files):
    loaded = load_articles(folder(files))
    first, _copy = loaded.articles["doc_id"]
    assert loaded.articles["copy_of"].tolist() == ["", first]
    assert f"the same text as '{first}'" in loaded.articles["warnings"].iloc[1]
    assert set(loaded.load_report["outcome"]) == {"loaded"}


def test_a_copy_is_an_article_in_the_origin_of_its_text_and_no_voice(folder):
    text = "Forty cows drowned at Lower Reed on Monday."
    case = Case(folder({"echo.txt": text, "post.txt": text, "star.txt": text}), cache=False)
    assert case.articles["copy_of"].tolist() == ["", "echo", "echo"]
    assert set(case.relations["relation"]) == {"wholly derived"}
    assert set(case.families["family"]) == {"F1"}
    cows = case.ledger[case.ledger["value_low"] == 40].iloc[0]
    assert (cows["n_articles"], cows["n_families"], cows["verdict"]) == (3, 1, "single")


def test_the_stories_of_a_copy_are_copies_of_the_stories(folder):
    cleaned = clean_articles(load_articles(folder({"echo.txt": STORIES, "post.txt": STORIES})).articles)
    copies = dict(zip(cleaned.articles["doc_id"], cleaned.articles["copy_of"], strict=True))
    assert copies == {"echo": "", "echo#2": "", "post": "echo", "post#2": "echo#2"}


FORGED = {
    "a report": {
        "report.json": '{"made_by": "workbench report", "files": ["index.html"]}',
        "index.html": RAIN,
    },
    "a report being built": {"lock": ""},
}


@pytest.mark.parametrize("marks", FORGED.values(), ids=FORGED)
def test_a_folder_with_the_marks_of_a_report_is_named_where_it_is_passed_over(folder, marks):
    is_finished = "report.json" in marks
    name = "pack" if is_finished else ".pack-in-work-1"
    inside = {f"articles/sub/{name}/{file}": text for file, text in (marks | {"a.txt": "Hidden."}).items()}
    case_folder = folder({"articles/a.txt": RAIN})
    before = Case(case_folder).load_report
    folder(inside)
    for case in (Case(case_folder), Case(case_folder, cache=False)):
        (row,) = [row for row in case.load_report.itertuples() if name in row.path]
        assert row.outcome == "rejected"
        of_no_case_here = "the marks of a report, but not of one that was made of a case here"
        assert (of_no_case_here if is_finished else "a report that the workbench made") in row.reason
    assert len(before) == 1


def test_of_twins_the_one_named_like_a_copy_is_the_duplicate(folder):
    names = (
        "storm copy.txt",
        "storm_light.txt",
        "wire (1).txt",
        "wire.txt",
        "bay-1.txt",
        "bay.txt",
        "copy-desk.txt",
    )
    texts = dict(zip(names, ("Rain.", "Rain.", "Snow.", "Snow.", "Hail.", "Hail.", "Fog."), strict=True))
    loaded = load_articles(folder(texts))
    assert sorted(loaded.articles["doc_id"]) == ["bay", "copy-desk", "storm_light", "wire"]
    assert report(loaded)["storm copy.txt"] == ("duplicate", "the same bytes as 'storm_light.txt'")


@pytest.mark.parametrize(
    ("name", "names", "copy"),
    [
        ("part-2.txt", ["part-1.txt", "part-2.txt"], False),
        ("part-2.txt", ["part.txt", "part-2.txt"], True),
        ("Copy of storm.txt", [], True),
        ("storm - Copy (3).txt", [], True),
        ("copywriters.txt", [], False),
        ("storm copy sales.txt", [], False),
        ("hard copy sales fall again.txt", [], False),
        ("2024-01-31.txt", ["2024-01-31.txt"], False),
    ],
)
def test_what_is_named_like_a_copy(name, names, copy):
    assert is_copy(name, frozenset(names)) == copy


@pytest.mark.parametrize(
    ("first", "second", "loaded"),
    [
        ({"text": "Rain."}, {"text": "Rain."}, 1),
        ({"text": "Rain.", "id": "1"}, {"text": "Rain.", "id": "1"}, 1),
        ({"text": "Rain.", "id": "1"}, {"text": "Rain.", "id": "2"}, 2),
        ({"text": "Rain.", "publisher": "Post"}, {"text": "Rain.", "publisher": "Herald"}, 2),
        ({"text": "Rain.", "publisher": "Post"}, {"text": "Rain.", "publisher": "post"}, 1),
        ({"text": "Rain.", "publisher": "Post"}, {"text": "Rain."}, 1),
    ],
)
def test_a_copy_in_another_outlet_or_under_another_id_is_no_duplicate(folder, first, second, loaded):
    path = folder({"rows.jsonl": json.dumps(first) + "\n" + json.dumps(second)}) / "rows.jsonl"
    assert len(load_articles(path).articles) == loaded


def test_names_that_differ_by_case_normal_form_or_folder_are_kept_apart(folder):
    files = {
        "Storm.txt": "1",
        "storm.txt": "2",
        "x/storm.txt": "3",
        "cafe\u0301.txt": "4",
        "caf\u00e9.txt": "5",
    }
    articles = load_articles(folder(files)).articles
    assert articles["doc_id"].tolist() == ["Storm", "café", "café~2", "storm~2", "storm~3"]
    assert articles["warnings"].str.contains("another article is called").tolist() == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_progress_is_told_before_each_file(folder):
    told = []
    load_articles(folder({"a.txt": "1", "b.txt": "2"}), progress=lambda *step: told.append(step))
    assert told == [(0, 2, "a.txt"), (1, 2, "b.txt")]


@pytest.mark.parametrize("encoding", ["no-such-encoding", "rot13", "base64", "idna\0"])
def test_an_encoding_that_does_not_exist_is_an_input_error(folder, encoding):
    with pytest.raises(InputError, match="no text encoding"):
        load_articles(folder({"a.txt": "1"}), encoding=encoding)


def test_a_folder_that_does_not_exist_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="cannot be opened"):
        load_articles(tmp_path / "none")


def test_an_empty_folder_gives_empty_tables(tmp_path):
    loaded = load_articles(tmp_path)
    assert loaded.articles.empty and loaded.load_report.empty
