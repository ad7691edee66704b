"""Tests of how frames become tables."""

import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.tables import ASKED_FOR, TABLES, as_table, empty, table


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_frame_that_is_a_table_already_comes_back_as_it_is_and_apart(name):
    frame = empty(name)
    again = as_table(frame, name)
    pd.testing.assert_frame_equal(again, frame)
    again["further"] = ""
    assert len(frame) == 0 and "further" not in frame and empty(name).empty


@pytest.mark.parametrize("unknown", [None, float("nan"), pd.NA])
def test_unknown_text_is_the_empty_string_whatever_type_the_column_has(unknown):
    for dtype in ("object", "str"):
        values = pd.Series([unknown, "F1"], dtype=dtype)
        rows = pd.DataFrame({"doc_id": ["a", "b"], "family": values, "origin": "own", "confidence": 1.0})
        before = rows.copy()
        assert as_table(rows, "families")["family"].tolist() == ["", "F1"]
        pd.testing.assert_frame_equal(rows, before)


def test_rows_are_numbered_from_nought_and_the_input_keeps_its_index():
    rows = as_table(
        [{"doc_id": d, "family": "F", "origin": "own", "confidence": 1} for d in "abc"], "families"
    )
    last = rows.iloc[1:]
    assert as_table(last, "families").index.tolist() == [0, 1] and last.index.tolist() == [1, 2]


def test_a_value_outside_the_vocabulary_is_named_also_where_the_type_is_right():
    rows = empty("edits").reindex(range(2)).assign(action=pd.Series(["removed", "eaten"], dtype="str"))
    with pytest.raises(TableError, match="'eaten'"):
        as_table(rows, "edits")


@pytest.mark.parametrize(
    ("asked", "meant"), [("claims", "ledger"), ("figure", "figures"), ("decisions", "reviews"), ("zebra", "")]
)
def test_a_table_that_there_is_not_is_told_with_the_one_that_is_meant(asked, meant):
    with pytest.raises(TableError, match=f"no table '{asked}'") as told:
        table(asked)
    assert (f"Perhaps '{meant}' is meant" in str(told.value)) is bool(meant)
    assert set(ASKED_FOR.values()) <= set(TABLES)
