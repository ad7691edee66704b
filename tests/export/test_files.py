"""Tables written to files and read back."""

import csv
import json
import os
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.export import ENDINGS, escape_formulas, replace_file, write_table, write_workbook
from workbench.tables import as_table

READERS = {
    ".csv": lambda path: pd.read_csv(path, keep_default_na=False, na_values={"value_low": [""], "n": [""]}),
    ".jsonl": lambda path: pd.DataFrame(
        [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]
    ),
    ".parquet": pd.read_parquet,
    ".xlsx": lambda path: pd.read_excel(
        path, keep_default_na=False, na_values={"value_low": [""], "n": [""]}
    ),
}


def table():
    return pd.DataFrame(
        {
            "exact": ["1,037", "a third\u2028“of”", "line\nbreak"],
            "value_low": [1037.0, 1 / 3, float("nan")],
            "n": pd.array([1, None, 3], dtype="Int64"),
            "in_body": [True, False, True],
        }
    )


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_what_is_written_reads_back_the_same(ending, tmp_path):
    before = table()
    path = write_table(before, tmp_path / f"table{ending}")
    back = READERS[ending](path)
    assert back["exact"].tolist() == before["exact"].tolist()
    assert back["value_low"].tolist()[:2] == pytest.approx(before["value_low"].tolist()[:2], rel=1e-15)
    assert back.isna().sum().to_dict() == {"exact": 0, "value_low": 1, "n": 1, "in_body": 0}
    assert back["in_body"].astype(bool).tolist() == [True, False, True]
    pd.testing.assert_frame_equal(before, table())


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1 degree", "'-1 degree"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("1 - 2", "1 - 2"),
        ("", ""),
        ("'quoted'", "'quoted'"),
    ],
)
def test_formulas_are_escaped(value, written):
    assert escape_formulas(pd.DataFrame({"note": [value]})).loc[0, "note"] == written


def test_negative_numbers_are_no_formulas(tmp_path):
    assert write_table(pd.DataFrame({"n": [-1]}), tmp_path / "n.csv").read_text() == "n\n-1\n"


def test_a_formula_is_text_in_excel(tmp_path):
    import openpyxl

    path = write_table(pd.DataFrame({"note": ["=1+1"]}), tmp_path / "t.xlsx")
    cell = openpyxl.load_workbook(path).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_excel_takes_any_text(tmp_path):
    path = write_workbook({"a/b": pd.DataFrame({"raw": ["\x00", "x" * 40_000]})}, tmp_path / "t.xlsx")
    back = pd.read_excel(path, sheet_name="a b")
    assert back.loc[0, "raw"] == "\ufffd"
    assert len(back.loc[1, "raw"]) == 32_767
    assert back.loc[1, "raw"].endswith("[cut, 40000 characters in all]")


@pytest.mark.parametrize("ending", list(ENDINGS))
@pytest.mark.parametrize("name", ["figures", "ledger", "articles", "reviews"])
def test_empty_tables_keep_their_header(ending, name, tmp_path):
    path = write_table(as_table([], name), tmp_path / f"empty{ending}")
    assert len(READERS[ending](path)) == 0


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_lone_surrogates_do_not_stop_a_write(ending, tmp_path):
    path = write_table(pd.DataFrame({"raw": ["a\ud800b"]}, dtype=object), tmp_path / f"t{ending}")
    assert READERS[ending](path).loc[0, "raw"] == "a\ufffdb"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(), max_size=4))
def test_any_text_is_one_line_of_json(tmp_path_factory, texts):
    path = write_table(pd.DataFrame({"text": texts}, dtype="str"), tmp_path_factory.mktemp("j") / "t.jsonl")
    lines = path.read_text("utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == texts


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"t\.docx.*\.csv, \.jsonl, \.parquet, \.xlsx"):
        write_table(table(), tmp_path / "t.docx")


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"t\.csv"):
        write_table(table(), tmp_path / "file" / "t.csv")
    with pytest.raises(InputError, match="at least one table"):
        write_workbook({}, tmp_path / "t.xlsx")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), replace_file(path) as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("note.txt", "old")]


def test_names_of_columns_are_no_formulas_either(tmp_path):
    frame = pd.DataFrame({"=HYPERLINK(A1)": ["fine"]})
    path = write_table(frame, tmp_path / "a.csv")
    assert path.read_text(encoding="utf-8").splitlines()[0] == "'=HYPERLINK(A1)"


def test_a_carriage_return_tears_no_row(tmp_path):
    frame = pd.DataFrame({"words\rhere": ["rain\r=1+1,2", "snow"], "n": [1, 2]})
    path = write_table(frame, tmp_path / "a.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [["words\rhere", "n"], ["rain\r=1+1,2", "1"], ["snow", "2"]]
    assert pd.read_csv(path)["words\rhere"].tolist() == frame["words\rhere"].tolist()


def test_parts_of_killed_writers_are_cleared_up(tmp_path):
    left, fresh, other = (tmp_path / f".{name}.part" for name in ("a.csv.1", "a.csv.2", "b.csv.1"))
    for path in (left, fresh, other):
        path.write_bytes(b"half")
    for path in (left, other):
        os.utime(path, (0, time.time() - 86_400))
    write_table(pd.DataFrame({"a": [1]}), tmp_path / "a.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == [fresh.name, other.name, "a.csv"]


def test_a_place_that_is_none_is_an_error_of_ours(tmp_path):
    with pytest.raises(InputError, match="Cannot write"):
        write_table(pd.DataFrame({"a": [1]}), f"{tmp_path}/a\0.csv")
