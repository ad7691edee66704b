"""Decisions written to a file: none lost, no half row read, whatever happens to the writers."""

import contextlib
import csv
import io
import multiprocessing
import os
import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import ReviewError
from workbench.ledger import append_review, damaged_reviews, read_reviews, withdraw_review
from workbench.ledger.review_rows import COLUMNS

FORK = multiprocessing.get_context("fork")  # dozens of writers that each import pandas would take minutes


def write(path, name, rows, told):
    """Record decisions, and after each tell through a pipe that it is on the disk."""
    for number in range(rows):
        append_review(path, f"{name}-{number}", "confirm", reviewer=name, note="x" * 200)
        os.write(told, f"{name}-{number}\n".encode())


def start(path, name, rows):
    hear, tell = os.pipe()
    process = FORK.Process(target=write, args=(path, name, rows, tell))
    process.start()
    os.close(tell)
    return process, os.fdopen(hear, "rb")


def listen(process, pipe):
    """Return what a writer was promised, to its end; half a line at the end is no promise."""
    with pipe:
        said = pipe.read().decode().split("\n")[:-1]
    process.join()
    return said


def test_eight_writers_at_once_lose_nothing(tmp_path):
    path = tmp_path / "reviews.csv"
    writers = [start(path, f"w{number}", 60) for number in range(8)]
    said = {subject for writer in writers for subject in listen(*writer)}
    assert len(said) == 8 * 60
    assert sorted(read_reviews(path)["subject"]) == sorted(said)
    assert damaged_reviews(path).empty


def test_killed_writers_lose_nothing_that_was_promised(tmp_path):
    path = tmp_path / "reviews.csv"
    said = []
    for batch in range(6):
        writers = [start(path, f"k{batch}-{number}", 10_000) for number in range(8)]
        for process, pipe in writers:
            said.append(pipe.readline().decode().strip())  # it is at work
            os.kill(process.pid, signal.SIGKILL)
            said += listen(process, pipe)
    append_review(path, "last", "confirm")
    subjects = list(read_reviews(path)["subject"])
    assert set(said) <= set(subjects)
    assert len(said) >= 48
    assert len(subjects) == len(set(subjects))
    assert subjects[-1] == "last"


def test_a_half_row_is_kept_aside_and_joins_with_nothing(tmp_path):
    path = tmp_path / "reviews.csv"
    append_review(path, "f1", "confirm", reviewer="ana")
    whole = path.read_bytes()
    append_review(path, "f2", "confirm", reviewer="ana")
    half = path.read_bytes()[len(whole) : -9]
    path.write_bytes(whole + half)

    assert list(read_reviews(path)["subject"]) == ["f1"]
    assert damaged_reviews(path)[["file", "line"]].values.tolist() == [["reviews.csv", 3]]

    append_review(path, "f3", "reject", reviewer="ben")
    assert list(read_reviews(path)["subject"]) == ["f1", "f3"]
    damaged = damaged_reviews(path)
    assert damaged["file"].tolist() == ["reviews.csv.damaged"]
    assert damaged["text"].tolist() == [half.decode()]


NOTE = 'a "quoted", note'


@pytest.mark.parametrize("cut", [cut for cut in range(2, 60) if cut != 3])
def test_a_row_cut_anywhere_is_never_read_as_a_row(tmp_path, cut):
    """But where the last cell has not begun: there it is the whole row, for that cell is empty."""
    path = tmp_path / "reviews.csv"
    append_review(path, "f1", "correct", value_low=1200, note=NOTE)
    path.write_bytes(path.read_bytes()[:-cut])
    assert read_reviews(path).empty
    append_review(path, "f2", "confirm")
    assert list(read_reviews(path)["subject"]) == ["f2"]


def test_a_whole_last_row_without_its_line_break_is_a_row(tmp_path):
    """Many editors write no line break at the end of a file."""
    path = tmp_path / "reviews.csv"
    append_review(path, "f1", "confirm")
    append_review(path, "f2", "correct", value_low=12)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert read_reviews(path)["subject"].tolist() == ["f1", "f2"]
    append_review(path, "f3", "confirm")
    assert read_reviews(path)["subject"].tolist() == ["f1", "f2", "f3"]
    assert damaged_reviews(path).empty


def test_rows_without_quotes_at_their_end_are_read_as_well(tmp_path):
    path = tmp_path / "reviews.csv"
    empty = "," * (len(COLUMNS) - 4)
    path.write_text(f"{','.join(COLUMNS)}\n2026-01-01,ana,f1,confirm{empty}", encoding="utf-8")
    assert read_reviews(path)["subject"].tolist() == ["f1"]


@settings(max_examples=60, deadline=None)
@given(note=st.text(max_size=40), concept=st.text(min_size=1, max_size=10))
def test_any_text_comes_back_as_it_was(tmp_path_factory, note, concept):
    path = tmp_path_factory.mktemp("reviews") / "reviews.csv"
    append_review(path, "c1", "rename", concept=concept + "x", note=note, reviewer="ana")
    back = read_reviews(path).iloc[0]
    assert path.read_bytes().count(b"\n") == 2
    assert (back["note"], back["concept"]) == (note.replace("\0", ""), concept.replace("\0", "") + "x")


@pytest.mark.parametrize(
    ("decision", "fields", "says"),
    [
        ("doubt", {}, "must be one of confirm"),
        ("correct", {}, "takes value_low or value_high or modifier or unit or concept"),
        ("correct", {"value_low": "many"}, "must be a number"),
        ("correct", {"value_low": float("nan")}, "takes value_low"),
        ("rate", {"source_rating": "G"}, "must be one of A, B"),
        ("rate", {"information_rating": "0"}, "must be one of 1, 2"),
        ("rate", {}, "takes source_rating or information_rating"),
        ("correct", {"value_low": 50, "value_high": 10}, "the low end, 50, is above the high end, 10"),
        ("merge", {"concept": ""}, "takes concept"),
        ("correct", {"modifier": "roughly"}, "modifier must be one of exact"),
        ("correct", {"as_of_low": "May 5"}, "as_of_low must be a day like 2024-01-31"),
        ("correct", {"as_of_low": "2024-02-02", "as_of_high": "2024-02-01"}, "is after the last"),
        ("add", {"value_low": 3}, "takes doc_id, start, end, exact, kind"),
        (
            "add",
            {"doc_id": "a", "start": 4, "end": 4, "exact": "x", "kind": "count", "value_low": 3},
            "begins at 4 and ends at 4",
        ),
        ("tag", {}, "takes value"),
        ("set", {"value": "x"}, "takes field"),
        ("set", {"field": "published", "value": "05/07/2021"}, "must read like 2024-01-31"),
        ("set", {"field": "published", "value": "2021-13-45"}, "must read like 2024-01-31"),
        (
            "add",
            {"doc_id": "a", "start": 12.7, "end": 15, "exact": "x", "kind": "count", "value_low": 3},
            "start must be a whole number",
        ),
        (
            "add",
            {"doc_id": "a", "start": -10, "end": -3, "exact": "x", "kind": "count", "value_low": 3},
            "start must be a whole number",
        ),
        ("set", {"field": "colour", "value": "x"}, "field must be one of publisher"),
        ("merge", {"figures": "f1; f2"}, "takes concept"),
        ("merge", {"concept": "f1"}, "cannot be merged with itself"),
        ("rename", {"concept": ""}, "takes concept"),
        ("split", {}, "takes figures"),
        ("confirm", {"colour": "red"}, "no column colour"),
    ],
)
def test_what_is_no_decision_is_refused(tmp_path, decision, fields, says):
    with pytest.raises(ReviewError, match=says):
        append_review(tmp_path / "reviews.csv", "f1", decision, **fields)
    assert not (tmp_path / "reviews.csv").exists()


def test_a_decision_about_nothing_is_refused(tmp_path):
    with pytest.raises(ReviewError, match="names no figure"):
        append_review(tmp_path / "reviews.csv", "", "confirm")


def test_lines_that_are_no_decisions_are_shown_and_the_rest_is_read(tmp_path):
    path = tmp_path / "reviews.csv"
    append_review(path, "f1", "confirm")
    path.write_bytes(path.read_bytes() + b"one,two\n\n" + b"\x00\xff\n")
    append_review(path, "f2", "confirm")
    assert list(read_reviews(path)["subject"]) == ["f1", "f2"]
    assert damaged_reviews(path)["line"].tolist() == [3, 5]


def test_rows_that_contradict_themselves_are_listed_and_not_applied(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(
        "subject,decision,value_low,value_high,concept,figures\n"
        'f1,correct,50,10,,""\nc1,merge,,,,"f1; f2"\nc1,merge,,,c1,""\nf2,correct,5,,,""\n',
        encoding="utf-8",
    )
    assert read_reviews(path)["subject"].tolist() == ["f2"]
    assert damaged_reviews(path)[["line", "reason"]].values.tolist() == [
        [2, "the low end, 50, is above the high end, 10"],
        [3, "to merge takes concept"],
        [4, "a claim cannot be merged with itself"],
    ]


def test_a_decision_is_taken_back_and_the_others_stay_as_they_are(tmp_path):
    path = tmp_path / "reviews.csv"
    append_review(path, "f1", "confirm")
    before = path.read_bytes() + b"half,a row\n"
    path.write_bytes(before)
    row = append_review(path, "f2", "correct", value_low=3, note='with "quotes",\nand lines')
    append_review(path, "f3", "confirm")
    after = path.read_bytes().splitlines(keepends=True)[-1]
    withdraw_review(path, row)
    assert path.read_bytes() == before + after
    with pytest.raises(ReviewError, match="does not stand"):
        withdraw_review(path, row)
    assert path.read_bytes() == before + after


def test_no_folder_is_made_for_a_decision(tmp_path):
    with pytest.raises(ReviewError, match="there is no folder"):
        append_review(tmp_path / "gone" / "reviews.csv", "f1", "confirm")
    assert list(tmp_path.iterdir()) == []


def test_columns_in_another_order_are_kept(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(
        "decision,subject,note,at,reviewer\r\nconfirm,f1,fine,2026-01-01,ana\r\n", encoding="utf-8-sig"
    )
    append_review(path, "f2", "reject", note="no", reviewer="ben", at="2026-01-02")
    assert read_reviews(path)[["subject", "decision", "note"]].values.tolist() == [
        ["f1", "confirm", "fine"],
        ["f2", "reject", "no"],
    ]


def test_a_file_of_an_earlier_version_gets_the_columns_that_a_decision_needs(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(
        "at,reviewer,subject,decision,value_low,source,note\n,ana,f1,correct,2000,called them,a\nhalf,a row\n"
    )
    append_review(path, "f2", "correct", attributed_to="the harbour office", reviewer="ben")
    read = read_reviews(path)
    assert read["subject"].tolist() == ["f1", "f2"]
    assert read["value_low"].tolist()[0] == 2000
    assert read["attributed_to"].tolist() == ["", "the harbour office"]
    assert read["note"].tolist() == ["a", ""]
    assert damaged_reviews(path)["text"].tolist() == ["half,a row"]
    assert "called them" in path.read_text(), "what a person keeps in a column of their own"


def test_a_damaged_row_is_no_decision_of_a_wider_file(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text("decision,subject,note\nconfirm,f1,five,cells,here\nconfirm,f2,seen\n")
    append_review(path, "f3", "confirm", reviewer="ana", at="2024-05-06")
    assert read_reviews(path)["subject"].tolist() == ["f2", "f3"]
    assert damaged_reviews(path)["text"].tolist() == ["confirm,f1,five,cells,here"]


ROWS = [
    [
        "at",
        "reviewer",
        "subject",
        "decision",
        "value_low",
        "value_high",
        "unit",
        "concept",
        "figures",
        "note",
    ],
    ["2026-11-20 10:00", "Anaïs", "f1", "Correct", "2,100", "2,100", "", "", "", 'she said "two", twice'],
    ["20.11.2026", "ben", "c1", "rename", "", "", "", "hurt; slightly", "f1; f2", "first line\nsecond line"],
    ["", "", "", "", "", "", "", "", "", ""],
    ["20/11/2026", "ben", "f2", "reject", "", "", "", "", "", "-"],
]


def saved(path, *, encoding="utf-8", separator=",", rows=ROWS, first=""):
    out = io.StringIO()
    out.write(first)
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def rows_with(number):
    return [[cell.replace("2,100", number) for cell in row] for row in ROWS]


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"encoding": "utf-8-sig"},
        {"encoding": "cp1252"},
        {"encoding": "utf-16"},
        {"encoding": "utf-16-le"},
        {"encoding": "utf-16-be", "separator": "\t", "rows": rows_with("2,100.0")},
        {"separator": "\t", "encoding": "utf-16", "rows": rows_with("2100")},
        {"separator": ";", "rows": rows_with("2.100,0")},
        {"separator": ";", "rows": rows_with("2\u202f100"), "first": "sep=;\r\n"},
        {"separator": ";", "rows": rows_with("2'100"), "encoding": "utf-8-sig"},
    ],
    ids=str,
)
def test_what_a_spreadsheet_saved_is_read_and_can_be_added_to(tmp_path, how):
    path = saved(tmp_path / "reviews.csv", **how)
    before = path.read_bytes()
    read = read_reviews(path)
    assert damaged_reviews(path).empty
    assert read["subject"].tolist() == ["f1", "c1", "f2"]
    assert read["decision"].tolist() == ["correct", "rename", "reject"]
    assert read["value_low"].tolist()[0] == 2100
    assert read["reviewer"].tolist()[0] == "Anaïs"
    assert read["note"].tolist() == ['she said "two", twice', "first line\nsecond line", "-"]
    append_review(path, "f9", "correct", value_low=1, reviewer="ana", note='a "quoted" word', unit="m")
    after = read_reviews(path)
    assert after.iloc[:3].equals(read)
    assert after["note"].tolist()[3] == 'a "quoted" word'
    aside = tmp_path / "reviews.csv.saved-by-a-spreadsheet"
    assert aside.read_bytes() == before if aside.exists() else path.read_bytes().startswith(before)


def test_what_a_spreadsheet_saved_is_kept_each_time_it_saves(tmp_path):
    path = tmp_path / "reviews.csv"
    kept = []
    for note in ("first", "second", "third"):
        path.write_bytes(f"subject;decision;note\r\nf1;confirm;{note}\r\n".encode())
        kept.append(path.read_bytes())
        append_review(path, "f2", "confirm")
    aside = [path.with_name(f"{path.name}.saved-by-a-spreadsheet{end}") for end in ("", "-2", "-3")]
    assert [file.read_bytes() for file in aside] == kept


@pytest.mark.parametrize(
    ("value", "separator", "says"),
    [
        ("2.100", ";", "2.100 or 2100"),
        ("2,100", ";", "2.100 or 2100"),
        ("03. Apr", ";", "03. Apr"),
        ("Apr-94", ",", "Apr-94"),
        ("1,00", ",", "1,00"),
        ("#####", ",", "#####"),
    ],
)
def test_a_number_that_a_spreadsheet_spoilt_is_named_and_the_rest_is_read(tmp_path, value, separator, says):
    path = saved(tmp_path / "reviews.csv", separator=separator, rows=rows_with(value))
    assert read_reviews(path)["subject"].tolist() == ["c1", "f2"]
    damaged = damaged_reviews(path)
    assert damaged["line"].tolist() == [2]
    assert says in damaged["reason"].item()
    append_review(path, "f9", "confirm")  # and so it stays
    assert says in damaged_reviews(path)["reason"].item()
    assert read_reviews(path)["subject"].tolist() == ["c1", "f2", "f9"]


def test_a_quote_that_nobody_closed_swallows_no_row(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(
        'subject,decision,note\nf1,confirm,"open\nf2,confirm,x\nf3,reject,"y"\n', encoding="utf-8"
    )
    assert {"f2", "f3"} <= set(read_reviews(path)["subject"])
    assert damaged_reviews(path)["line"].tolist() == [2]


def test_notes_are_quoted_as_any_reader_of_csv_expects(tmp_path):
    path = tmp_path / "reviews.csv"
    append_review(path, "f1", "confirm", note=NOTE, reviewer="ana")
    with path.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["note"] == NOTE


def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(ReviewError, match="line 1"):
        read_reviews(path)
    with pytest.raises(ReviewError, match="line 1"):
        append_review(path, "f1", "confirm")
    assert path.read_text() == "a,b\n1,2\n"
    with pytest.raises(ReviewError, match="Cannot read"):
        read_reviews(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ReviewError, match="Cannot record"):
        append_review(tmp_path / "file" / "reviews.csv", "f1", "confirm")


def test_a_first_line_without_its_end_is_a_first_line(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text(",".join(COLUMNS), encoding="utf-8")
    append_review(path, "f1", "confirm")
    assert list(read_reviews(path)["subject"]) == ["f1"]
    assert damaged_reviews(path).empty


def test_a_very_long_row_comes_back(tmp_path):
    path, figures = tmp_path / "reviews.csv", "; ".join(f"f-{number:08}" for number in range(20_000))
    append_review(path, "c1", "confirm", figures=figures)
    append_review(path, "c2", "confirm")
    assert read_reviews(path)["figures"].tolist() == [figures, ""]


@pytest.mark.parametrize("value", ["inf", "-Infinity", "1e999", "9" * 400])
def test_a_value_without_end_is_no_value(tmp_path, value):
    with pytest.raises(ReviewError, match="must be a number"):
        append_review(tmp_path / "reviews.csv", "f1", "correct", value_low=value)


@pytest.mark.parametrize(
    "name", ["reviews.csv", ".reviews.csv.part", "reviews.csv.lock", "reviews.csv.damaged"]
)
def test_no_link_of_a_case_leads_a_decision_to_another_file(tmp_path, name):
    case, other = tmp_path / "case", tmp_path / "other.txt"
    case.mkdir()
    other.write_text(",".join(COLUMNS) + "\nnot yours", encoding="utf-8")
    before = other.read_bytes()
    if name.endswith("damaged"):
        (case / "reviews.csv").write_text(",".join(COLUMNS) + "\nhalf", encoding="utf-8")
    (case / name).symlink_to(other)
    with contextlib.suppress(ReviewError):
        append_review(case / "reviews.csv", "f1", "confirm")
    assert other.read_bytes() == before


@pytest.mark.parametrize("name", ["reviews.csv", "reviews.csv.damaged"])
def test_no_link_of_a_case_leads_to_decisions_that_lie_elsewhere(tmp_path, name):
    case, other = tmp_path / "case", tmp_path / "other.csv"
    case.mkdir()
    append_review(other, "f1", "confirm", note="swordfish")
    (case / name).symlink_to(other)
    if name == "reviews.csv":
        for read in (read_reviews, damaged_reviews):
            with pytest.raises(ReviewError, match="is a link"):
                read(case / name)
        return
    told = damaged_reviews(case / "reviews.csv")
    assert told["reason"].str.contains("a link").tolist() == [True]
    assert "swordfish" not in told.to_string()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("name", ["reviews.csv", "reviews.csv.damaged"])
def test_a_pipe_in_the_place_of_decisions_is_named_and_not_waited_for(tmp_path, name):
    path = tmp_path / "reviews.csv"
    if name != "reviews.csv":
        path.write_text(",".join(COLUMNS) + "\nhalf", encoding="utf-8")
    os.mkfifo(tmp_path / name)
    with pytest.raises(ReviewError):
        append_review(path, "f1", "confirm")
    if name == "reviews.csv":
        with pytest.raises(ReviewError, match="a pipe"):
            read_reviews(path)
    else:
        assert damaged_reviews(path)["reason"].str.contains("no file").any()


def test_a_column_of_ones_own_with_a_comma_in_its_name_stays_one_column(tmp_path):
    path = tmp_path / "reviews.csv"
    path.write_text('decision,subject,"mood, mine"\nconfirm,f1,glad\n', encoding="utf-8")
    append_review(path, "f2", "confirm", reviewer="ana", at="2020-05-06")
    assert read_reviews(path)["subject"].tolist() == ["f1", "f2"]
    assert damaged_reviews(path).empty
    assert "glad" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["mine, private", 'the "best" of it', " by whom ", "=1+1", "a;b"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_a_column_that_a_person_named_as_they_liked_costs_no_decision(tmp_path, name, separator):
    path, quoted = tmp_path / "reviews.csv", '"' + name.replace('"', '""') + '"'
    lines = [["subject", quoted, "decision", "note"], ["f0", "mine", "confirm", '"seen"']]
    path.write_text("".join(separator.join(line) + "\n" for line in lines), encoding="utf-8")
    for subject in ("f1", "f2"):  # needs columns that the file lacks: "at", "reviewer"
        append_review(path, subject, "confirm", reviewer="ana", note="a, b")
    read = read_reviews(path)
    assert read[["subject", "decision", "note"]].values.tolist() == [
        ["f0", "confirm", "seen"],
        ["f1", "confirm", "a, b"],
        ["f2", "confirm", "a, b"],
    ]
    assert damaged_reviews(path).empty
    assert "mine" in path.read_text(encoding="utf-8")
