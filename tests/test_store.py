"""The store: tables are kept whole or not at all, and what is damaged or left behind does no harm."""

import os
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.store import MOST_STATES, Store
from workbench.tables import as_table

FAMILIES = as_table([{"doc_id": "a", "family": "F1", "origin": "own", "confidence": 1.0}], "families")


@pytest.fixture
def store(tmp_path):
    return Store("0" * 64, root=tmp_path)


def test_a_table_comes_back_as_it_was(store):
    store.write("families", FAMILIES)
    pd.testing.assert_frame_equal(store.read("families"), FAMILIES)
    assert store.read("links") is None


def test_tables_of_other_states_are_told_apart_and_the_newest_are_kept(store):
    store.write("families", FAMILIES)
    for number in range(MOST_STATES + 2):
        store.write("families", FAMILIES.assign(family=f"F{number}"), f"{number:x}" * 8)
        store.keep_newest(MOST_STATES, "families.*.table")
        moment = 1_000_000 + number
        os.utime(store.folder / f"families.{f'{number:x}' * 8}.table", (moment, moment))
        assert len(list(store.folder.glob("families.*.table"))) == min(number + 1, MOST_STATES)
    newest = FAMILIES.assign(family=f"F{MOST_STATES + 1}")
    pd.testing.assert_frame_equal(store.read("families", f"{MOST_STATES + 1:x}" * 8), newest)
    assert store.read("families", "0" * 8) is None
    pd.testing.assert_frame_equal(store.read("families"), FAMILIES)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no table", b"PAR1" + bytes(200) + b"PAR1"])
def test_a_damaged_table_is_as_good_as_none(store, content):
    store.write("families", FAMILIES)
    (store.folder / "families.table").write_bytes(content)
    assert store.read("families") is None


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_one_flipped_bit_is_found_wherever_it_is_and_told(tmp_path_factory, place, bit):
    said = []
    store = Store("0" * 64, root=tmp_path_factory.mktemp("store"), tell=said.append)
    store.write("families", FAMILIES)
    path = store.folder / "families.table"
    kept = bytearray(path.read_bytes())
    kept[place % len(kept)] ^= 1 << bit
    path.write_bytes(kept)
    assert store.read("families") is None
    assert said == ["What was kept as 'families.table' is damaged: it is made anew"]


def test_a_whole_table_in_the_place_of_another_is_not_believed(store, tmp_path):
    store.write("families", FAMILIES)
    store.write("other", FAMILIES.assign(family="F2"))
    (store.folder / "other.table").replace(store.folder / "families.table")
    assert store.read("families") is None
    elsewhere = Store("1" * 64, root=tmp_path)
    elsewhere.write("families", FAMILIES)
    (elsewhere.folder / "families.table").replace(store.folder / "families.table")
    assert store.read("families") is None


def test_a_table_with_other_columns_is_as_good_as_none(store):
    store.write("families", FAMILIES.drop(columns="origin"))
    assert store.read("families") is None


def test_a_store_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    (tmp_path / "file").write_text("")
    blocked = Store("0" * 64, root=tmp_path / "file")
    blocked.write("families", FAMILIES)
    assert blocked.read("families") is None


def test_old_stores_and_parts_of_killed_writers_are_cleared_up(store):
    store.write("families", FAMILIES)
    unused = store.root / "unused"
    left, fresh = (store.folder / f".families.table.{n}.part" for n in "xy")
    unused.mkdir()
    left.write_bytes(b"half")
    fresh.write_bytes(b"at work")
    os.utime(unused, (0, time.time() - 40 * 86_400))
    os.utime(left, (0, time.time() - 2 * 86_400))
    store.prune()
    store.write("families", FAMILIES)
    assert sorted(path.name for path in store.root.rglob("*")) == [fresh.name, "0" * 32, "families.table"]
