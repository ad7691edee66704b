"""Offsets go from clean text to raw text and back without loss."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import EditError
from workbench.spans import (
    Change,
    OffsetMap,
    apply_changes,
    check_changes,
    clean_span,
    cut,
    format_breaks,
    merge_spans,
    parse_breaks,
    raw_span,
    restore,
    to_clean_span,
    to_raw,
    to_raw_offset,
    to_raw_span,
)

THOROUGH = settings(max_examples=3000, deadline=None)
ALPHABET = "ab .\n“é😀\u0301"


def make_case(seed):
    """A raw text, changes over it that do not overlap, and a span of the clean text.

    Built from one number: hypothesis draws a text and its spans piece by piece, which is too slow for thousands.
    """
    chance = Random(seed)
    raw = "".join(chance.choices(ALPHABET, k=chance.randint(0, 60)))
    places = sorted(chance.randint(0, len(raw)) for _ in range(2 * chance.randint(0, 6)))
    changes = [
        Change(
            start, end, "".join(chance.choices("xyz", k=chance.choice([0, chance.randint(0, end - start)])))
        )
        for start, end in zip(places[::2], places[1::2], strict=True)
    ]
    clean = apply_changes(raw, changes)
    start = chance.randint(0, len(clean.text))
    return raw, changes, clean, start, chance.randint(start, len(clean.text))


CASES = st.integers(0, 2**48).map(make_case)


@THOROUGH
@given(CASES)
def test_a_clean_span_goes_to_raw_and_back_unchanged(case):
    _, _, clean, start, end = case
    assert to_clean_span(clean.offsets, *to_raw_span(clean.offsets, start, end)) == (start, end)


@THOROUGH
@given(CASES)
def test_restoring_gives_the_raw_text(case):
    raw, changes, *_ = case
    clean = apply_changes(raw, changes)
    assert restore(clean.text, [(change, raw[change.start : change.end]) for change in changes]) == raw


@THOROUGH
@given(CASES)
def test_every_character_that_is_not_edited_survives_once_and_in_order(case):
    raw, changes, *_ = case
    clean = apply_changes(raw, changes)
    edited = {place for change in changes for place in range(change.start, change.end)}
    places = [to_raw_offset(clean.offsets, i) for i in range(len(clean.text))]
    assert places == sorted(set(places))
    assert [place for place in places if place not in edited] == [
        i for i in range(len(raw)) if i not in edited
    ]
    assert all(clean.text[i] == raw[place] for i, place in enumerate(places) if place not in edited)


@THOROUGH
@given(CASES)
def test_the_columns_of_a_sentence_lead_back_to_the_same_characters(case):
    _, _, clean, start, end = case
    inner = cut(clean.offsets, start, end)
    first, breaks = to_raw_offset(clean.offsets, start), format_breaks(inner)
    assert parse_breaks(first, breaks, end - start) == inner
    assert [to_raw(first, breaks, i) for i in range(end - start)] == [
        to_raw_offset(clean.offsets, start + i) for i in range(end - start)
    ]
    if start < end:
        span = raw_span(first, breaks, 0, end - start)
        assert span == to_raw_span(clean.offsets, start, end)
        assert clean_span(first, breaks, end - start, *span) == (0, end - start)


@settings(max_examples=500, deadline=None)
@given(CASES, st.integers(0, 60), st.integers(1, 8))
def test_an_overlapping_edit_is_refused(case, start, length):
    raw, changes, *_ = case
    other = Change(start, start + length)
    taken = {place for change in changes for place in range(change.start, change.end)}
    if taken & set(range(start, start + length)) or other.end > len(raw):
        with pytest.raises(EditError):
            apply_changes(raw, [*changes, other])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([Change(0, 5), Change(4, 6)], "overlaps another"),
        ([Change(0, 5), Change(0, 5)], "overlaps another"),
        ([Change(8, 12)], "leaves the text"),
        ([Change(-1, 2)], "leaves the text"),
        ([Change(5, 4)], "overlaps another"),
        ([Change(2, 3, "xy")], "may not be longer"),
    ],
)
def test_edits_that_cannot_be_applied_are_refused(changes, says):
    with pytest.raises(EditError, match=says):
        check_changes(changes, 0, 10)


def test_breaks_that_cannot_be_read_are_refused():
    with pytest.raises(EditError, match="0:11 5:18"):
        parse_breaks(0, "zero", 4)


def test_an_empty_text_has_a_map():
    assert apply_changes("abc", [Change(0, 3)], start=0).offsets == OffsetMap((0,), (0,), 0)
    assert to_raw_span(OffsetMap((0,), (5,), 0), 0, 0) == (5, 5)


def test_spans_that_touch_are_merged():
    assert merge_spans([(3, 4), (0, 1), (1, 3)]) == [(0, 4)]
