"""Tables as a reader meets them: ends and units in one cell, days unbroken, everything escaped."""

import math
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.explorers.markup import MOST_ROWS, Mark, highlight, table
from workbench.explorers.words import days_in_words, number, value_in_words

NAN = float("nan")


def cells(markup):
    return re.findall(r"<td[^>]*>(.*?)</td>", markup)


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        (1037, 1037, "", "1,037"),
        (1000, 9999, "", "1,000 to 9,999"),
        (3, 3, "day", "3 days"),
        (1, 1, "day", "1 day"),
        (1, 2, "week", "1 to 2 weeks"),
        (0, 0, "hour", "0 hours"),
        (0.5, 0.5, "", "0.50"),
        (910, 910, "km", "910 km"),
        (12, 12, "percent", "12 percent"),
        (300, NAN, "", "from 300"),
        (NAN, 300, "m", "up to 300 m"),
        (NAN, NAN, "km", ""),
        (6.6e9, 6.6e9, "EUR", "6.6 billion EUR"),
        (1_234_567, 1_234_567, "", "1,234,567"),
        (-2_500_000, 2_500_000, "USD", "-2.5 million to 2.5 million USD"),
        (1_999_999_999, 1_999_999_999, "", "1,999,999,999"),
    ],
)
def test_a_value_is_said_with_its_span_and_unit(low, high, unit, said):
    assert value_in_words(low, high, unit) == said


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_no_digit_of_a_whole_number_is_lost(value):
    said = value_in_words(value, value)
    size = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
    digits, _, name = said.partition(" ")
    assert math.isclose(float(digits.replace(",", "")) * size.get(name, 1), value, rel_tol=1e-15)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-07-04", "2021-07-04", "2021-07-04"),
        ("2021-07-02", "2021-07-05", "2021-07-02 to 2021-07-05"),
        ("", "2021-07-05", "until 2021-07-05"),
        ("2021-07-05", "", "since 2021-07-05"),
        ("", "", ""),
    ],
)
def test_days_are_said_as_one_span(first, last, said):
    assert days_in_words(first, last) == said


def test_the_ends_of_a_value_and_of_a_span_of_days_are_one_column_each():
    row = {"value_low": 300.0, "value_high": NAN, "unit": "m", "as_of_low": "2021-07-02", "as_of_high": ""}
    shown = table(pd.DataFrame([row]))
    assert re.findall(r"<th [^>]*>(.*?)</th>", shown) == ["value", "for when"]
    assert cells(shown) == ["from 300 m", "<span>since 2021-07-02</span>"]
    assert 'data-sort="300.0"' in shown


def test_a_column_that_is_half_of_nothing_stays_a_column():
    shown = table(pd.DataFrame([{"unit": "m", "value_high": 3.0, "as_of_high": "2021-07-02"}]))
    assert cells(shown) == ["m", "3", "2021-07-02"]


def test_a_value_that_is_missing_sorts_as_missing():
    shown = table(
        pd.DataFrame([{"value_low": NAN, "value_high": NAN}, {"value_low": NAN, "value_high": 7.0}])
    )
    assert re.findall('data-sort="(.*?)"', shown) == ["", "7.0"]


def test_everything_that_is_no_markup_of_ours_is_escaped():
    hostile = "<img src=x onerror=alert(1)>"
    row = {"verdict": hostile, "modifier": hostile, "unit": hostile, "value_low": 1.0, "value_high": 1.0}
    row |= {"as_of_low": hostile, "as_of_high": hostile, "claim": hostile}
    shown = table(pd.DataFrame([row]), caption=hostile, heads={"claim": hostile})
    assert "<img" not in shown
    assert shown.count("&lt;img") == 7 + 1  # the verdict is its own class as well


def test_a_table_of_many_rows_says_how_many_it_leaves_out():
    shown = table(pd.DataFrame({"n": range(MOST_ROWS + 5)}))
    assert shown.count("<tr>") == MOST_ROWS + 1
    assert f"The first {MOST_ROWS:,} of {MOST_ROWS + 5:,} rows" in shown


@given(st.floats(allow_infinity=False))
def test_a_number_is_always_said(value):
    assert (number(value) == "") == math.isnan(value)


def test_a_mark_that_others_split_is_named_on_each_of_its_pieces():
    marks = [Mark(3, 6, "figure", anchor="f1"), Mark(4, 5, "edit"), Mark(0, 4, "drift", anchor="d1")]
    pieces = re.findall(r'data-for="([^"]*)"[^>]*>([^<]*)<', highlight("to -14 C", marks))
    assert "".join(text for names, text in pieces if "f1" in names.split()) == "-14"
    assert "".join(text for names, text in pieces if "d1" in names.split()) == "to -"
    assert highlight("to -14 C", marks).count('id="f1"') == 1
