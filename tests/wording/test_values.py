"""Values and days in words: spans, bounds and units; no end that nobody stated; one style of days."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.wording import bounded, claim_values, days_in_words, moment_in_words, number, value_in_words

NAN = float("nan")


@pytest.mark.parametrize(
    ("low", "high", "unit", "said"),
    [
        (1037, 1037, "", "1,037"),
        (1000, 9999, "", "1,000 to 9,999"),
        (3, 3, "day", "3 days"),
        (1, 1, "day", "1 day"),
        (1, 2, "week", "1 to 2 weeks"),
        (0, 0, "hour", "0 hours"),
        (0.5, 0.5, "", "0.5"),
        (910, 910, "km", "910 km"),
        (12, 12, "percent", "12\N{NO-BREAK SPACE}%"),
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


@pytest.mark.parametrize(
    ("low", "high", "modifier", "unit", "exact", "said"),
    [
        (300, NAN, "more_than", "", "300", "more than 300"),
        (NAN, 3, "at_most", "ft", "3", "at most 3 ft"),
        (2000, 2000, "nearly", "", "2,000", "nearly 2,000"),
        (100, 999, "vague", "", "Hundreds", "hundreds"),
        (24, 99, "vague", "day", "dozens of", "dozens of days"),
        (100, 999, "vague", "", "", ""),
        (30, 40, "range", "", "30 to 40", "30 to 40"),
        (8, 8, "exact", "", "eight", "8"),
        (NAN, NAN, "at_least", "", "", ""),
    ],
)
def test_a_value_is_said_with_its_bound_and_no_end_is_made_up(low, high, modifier, unit, exact, said):
    assert bounded(low, high, modifier, unit=unit, exact=exact) == said


@pytest.mark.parametrize(
    ("low", "high", "said"), [(38, 41, "38 or 41"), (23, 41, "23 or 38 or 41"), (38, NAN, "38 or 41")]
)
def test_of_a_dispute_only_what_stands_against_each_other_is_said(low, high, said):
    stated = [
        {"claim_id": "c", "exact": str(n), "modifier": "exact", "value_low": n, "value_high": n, "unit": ""}
        for n in (23, 41, 38)
    ]
    claim = {
        "claim_id": "c",
        "value_best": NAN,
        "modifier": "",
        "unit": "",
        "value_low": low,
        "value_high": high,
    }
    assert claim_values(pd.DataFrame([claim]), pd.DataFrame(stated)) == {"c": said}


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_no_digit_of_a_whole_number_is_lost(value):
    said = value_in_words(value, value)
    size = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
    digits, _, name = said.partition(" ")
    assert math.isclose(float(digits.replace(",", "")) * size.get(name, 1), value, rel_tol=1e-15)


@given(st.floats(allow_infinity=False))
def test_a_number_is_always_said(value):
    assert (number(value) == "") == math.isnan(value)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2021-07-04", "2021-07-04", "4 Jul 2021"),
        ("2021-07-02", "2021-07-05", "2 to 5 Jul 2021"),
        ("2021-06-30", "2021-07-05", "30 Jun to 5 Jul 2021"),
        ("2020-12-31", "2021-01-02", "31 Dec 2020 to 2 Jan 2021"),
        ("", "2021-07-05", "until 5 Jul 2021"),
        ("2021-07-05", "", "since 5 Jul 2021"),
        ("", "", ""),
    ],
)
def test_days_are_said_as_one_span(first, last, said):
    assert days_in_words(first, last).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2021-07-04", "", "4 Jul 2021"),
        ("2021-07-04", "14:05", "4 Jul 2021, 14:05"),
        ("2021-07-04T14:05:59+02:00", "", "4 Jul 2021, 14:05"),
        ("", "", ""),
        ("yesterday", "", "yesterday"),
    ],
)
def test_a_moment_is_said_to_the_minute_where_it_is_known(day, time, said):
    assert moment_in_words(day, time).replace("\N{NO-BREAK SPACE}", " ") == said
