"""Parting the input, and telling names and duplicates across batches as one process does."""

import json
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from workbench.engine.batches import plan_batches, read_batch
from workbench.engine.names import in_doubt, name_articles, name_report, settle_names
from workbench.errors import InputError
from workbench.load import load_articles
from workbench.tables import TABLES


def read_in_batches(path, size):
    """What the workers do, one batch after the other."""
    batches = plan_batches(path, size=size).batches
    read = [read_batch(batch) for batch in batches]
    names = settle_names(
        batches, [(one.keys, one.outcomes) for one in read], lambda number: read[number].sightings
    )
    articles = [name_articles(one, name.settled) for one, name in zip(read, names, strict=True)]
    reports = [
        name_report(one, name.settled, name.totals, heads=name.heads)
        for one, name in zip(read, names, strict=True)
    ]
    return (pd.concat(frames, ignore_index=True) for frames in (articles, reports))


def assert_as_in_one_process(path, size):
    articles, report = read_in_batches(path, size)
    whole = load_articles(path)
    columns = [column.name for column in TABLES["articles"].columns]
    assert_frame_equal(articles, whole.articles[columns])
    assert_frame_equal(report, whole.load_report)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_mixed_folder_is_read_as_in_one_process(mixed, size):
    assert_as_in_one_process(mixed, size)


ROW = st.fixed_dictionaries(
    {"text": st.sampled_from(["Rain fell.", "Snow  fell.", "Snow fell.", "Hail.", ""])},
    optional={
        "id": st.sampled_from(["a", "A", "a~2", "b#2", "feed", "feed#2"]),
        "publisher": st.sampled_from(["Post", "Echo"]),
    },
)


@settings(deadline=None, max_examples=25)
@given(rows=st.lists(ROW, min_size=2, max_size=12), size=st.integers(1, 5))
def test_names_and_duplicates_do_not_hang_on_the_batches(tmp_path_factory, rows, size):
    path = tmp_path_factory.mktemp("lines") / "feed.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert_as_in_one_process(path, size)


@pytest.mark.parametrize("depth", [300, 900, 3000])
@pytest.mark.parametrize("nested", ['{"a": ', "["])
def test_a_record_that_is_nested_too_deeply_is_a_row_of_the_report(tmp_path, depth, nested):
    """A little below the limit of the parser, where other code would give up, and far above it."""
    value = nested * depth + "1" + ("}" if nested[0] == "{" else "]") * depth
    lines = [
        '{"text": "Rain fell."}',
        f'{{"id": "x", "text": "Hail.", "more": {value}}}',
        '{"text": "Snow."}',
    ]
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert_as_in_one_process(path, 2)
    report = load_articles(path).load_report
    assert report["outcome"].tolist() == ["loaded", "loaded", "rejected", "loaded"]
    assert "nested too deeply" in report["reason"][2]


def test_a_line_that_is_not_utf8_is_read_with_its_file(tmp_path):
    path = tmp_path / "feed.jsonl"
    path.write_bytes('{"text": "It rained."}\n{"text": "Zürich"}\n'.encode("cp1252"))
    assert [batch.kind for batch in plan_batches(path, size=1).batches] == ["files"]
    assert_as_in_one_process(path, 1)


def test_every_record_stands_in_one_batch(mixed):
    batches = plan_batches(mixed, size=4).batches
    lines = [(batch.first, batch.last) for batch in batches if batch.kind == "lines"]
    assert lines[0][0] == 0
    assert all(before[1] == after[0] for before, after in pairwise(lines))
    assert sum(len(batch.files) for batch in batches if batch.kind == "files") == 7


def test_no_input_is_said(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        plan_batches(tmp_path / "nowhere")


def test_only_what_is_met_twice_is_in_doubt():
    keys = [np.array([[1, 5], [2, 6]]), np.zeros((0, 2)), np.array([[3, 5], [1, 7], [8, 8]])]
    assert [rows.tolist() for rows in in_doubt(keys)] == [[0], [], [0, 1]]
