"""What holds for every text: spans, values however they are written, no figure where none may be, no failure."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from word2number import w2n

from workbench.figures import find_figures
from workbench.numbers import find_quantities

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def below_thousand(number, joiner):
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    rest = f"{joiner}{below_thousand(number % 100, joiner)}" if number % 100 else ""
    return f"{ONES[number // 100]} hundred{rest}"


def in_words(number, joiner=" and ", comma=", "):
    """Write a whole number below 10^15 in English words."""
    groups = []
    for scale, name in SCALES:
        if number >= scale:
            groups.append(f"{below_thousand(number // scale, joiner)} {name}")
            number %= scale
    if number or not groups:
        last = below_thousand(number, joiner)
        groups.append(f"and {last}" if groups and number < 100 and joiner.strip() else last)
    return comma.join(groups).replace(", and ", " and ")


NUMBERS = st.one_of(
    st.integers(0, 10**15 - 1),
    st.integers(0, 120),
    st.integers(0, 10**6),
    st.sampled_from([10**i for i in range(15)]),
)


def value_of(written):
    found = find_quantities(f"They counted {written} tents there.")
    assert [q.exact for q in found] == [written]
    return found[0].value


@given(NUMBERS, st.sampled_from([" and ", " "]), st.sampled_from([", ", " "]))
@settings(max_examples=300, deadline=None)
@example(10**15 - 1, " and ", ", ")
@example(1_000_001, " and ", ", ")
def test_a_whole_number_has_one_value_however_it_is_written(number, joiner, comma):
    words = in_words(number, joiner, comma)
    assert value_of(words) == number
    assert value_of(f"{number:,}") == number
    if not 1900 <= number <= 2099:
        assert value_of(str(number)) == number


@given(st.integers(1, 10**12 - 1))
@settings(max_examples=150, deadline=None)
def test_words_are_read_as_another_library_reads_them(number):
    assume(number % 1000)  # of round thousands behind millions the other library makes another number
    words = in_words(number, " and ", " ")
    assert value_of(words) == w2n.word_to_num(words)


PIECES = st.sampled_from(
    [
        "300",
        "1,037",
        "fifty",
        "hundred",
        "and",
        "of",
        "the",
        "a",
        "half",
        "third",
        "%",
        "$",
        "€",
        "km",
        "(",
        ")",
        "[",
        "]",
        "-",
        "–",
        "“",
        "”",
        "'",
        "…",
        "😀",
        "٣٠٠",
        "½",
        "10-15",
        "July",
        "5",
        "2021",
        "to",
        "from",
        "between",
        "million",
        "dozens",
        "several",
        "few",
        "more",
        "than",
        "at",
        "least",
        "6:30",
        "pm",
        ".",
        ",",
        ":",
        "/",
        "x",
        "1/4",
        "minus",
        "-5",
        "°C",
        "″",
        "US$",
        "per",
        "day",
        "old",
        "aged",
        "one",
        "no",
        "first",
        "Covid-19",
        "#7",
        "www.a.org",
        "\xa0",
        "\u200b",
        "\t",
        "\n",
        "soldiers",
        "killed",
        "rose",
        "by",
        "down",
        "3rd",
    ]
)


@given(
    st.lists(PIECES, max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=30).map("".join)
    | st.text(max_size=200)
)
@settings(max_examples=400, deadline=None)
def test_every_figure_is_a_slice_and_figures_do_not_overlap(text):
    found = find_quantities(text)
    for quantity in found:
        assert quantity.exact == text[quantity.start : quantity.end] != ""
        assert (
            quantity.low is None or quantity.high is None or quantity.low <= quantity.high or quantity.low < 0
        )
        if quantity.modifier == "exact" and quantity.kind != "score":
            assert quantity.low == quantity.high
    assert all(a.end <= b.start for a, b in pairwise(found))


SPELLINGS = [
    ("at least 300 soldiers and $2.5 million", " ", "\u00a0"),
    ("at least 300 soldiers and $2.5 million", " ", "  "),
    ("at least 300 soldiers and $2.5 million", " ", "\n"),
    ("a 35-year-old man and 10-15 boats", "-", "–"),
    ("a 35-year-old man and 10-15 boats", "-", "‑"),
    ("the town's “27 schools” and ‘40’ pupils", "'", "’"),
    ("the town's “27 schools” closed", "“", '"'),
]


@pytest.mark.parametrize(("text", "old", "new"), SPELLINGS)
def test_figures_survive_white_space_quotes_and_dashes_of_another_kind(text, old, new):
    def read(version):
        return [(q.low, q.high, q.modifier, q.unit, q.kind) for q in find_quantities(version)]

    assert read(text.replace(old, new)) == read(text) != []


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = st.integers(1, 28)
YEARS = st.integers(1900, 2099)


@given(DAYS, st.sampled_from(MONTHS), YEARS, st.integers(0, 23), st.integers(0, 59))
@settings(max_examples=150, deadline=None)
def test_no_figure_in_a_date_or_a_time(day, month, year, hour, minute):
    for text in (
        f"They met on {month} {day}, {year}.",
        f"They met on {day} {month} {year}.",
        f"They met in {month} {year}.",
        f"They met in {year}.",
        f"They met at {hour}:{minute:02d} on {month} {day}.",
        f"They met on {year}-{MONTHS.index(month) + 1:02d}-{day:02d}.",
        f"They met at {hour % 12 + 1} p.m. on Monday.",
    ):
        assert find_quantities(text) == []


@given(st.from_regex(r"[A-Z]{1,4}-?[0-9]{1,4}[A-Z]?", fullmatch=True), st.integers(1, 9999))
@settings(max_examples=150, deadline=None)
def test_no_figure_in_an_identifier_or_an_address(name, number):
    for text in (
        f"See https://example.org/{name}/{number}?a={number} now.",
        f"Ask desk{number}@example.org now.",
    ):
        assert find_quantities(text) == []
    from workbench.numbers.vocabulary import currency_signs

    if name.rstrip("0123456789").rstrip("-") not in currency_signs() and name[-1].isdigit():
        assert find_quantities(f"They saw {name} there.") == []


HOSTILE = [
    "9" * 1_000_000,
    "and " * 250_000,
    "one hundred and " * 6_000,
    "[" * 50_000 + "5" + "]" * 50_000,
    "😀" * 50_000 + " 300 men",
    "٣" * 100_000,
    "1,000," * 20_000,
    "1/2/" * 5_000,
    "10-" * 5_000,
    "$" * 50_000,
    "a few of several " * 3_000,
    "5 and " * 4_000,
    "million " * 10_000,
    "a" * 1_000_000 + "5",
    "1." * 50_000,
    "http://" * 20_000,
    "x@" * 50_000,
    "5.a@" * 10_000,
    "$5 (5 " * 2_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8] + str(len(text)))
def test_hostile_text_is_read_to_its_end(text):
    for quantity in find_quantities(text):
        assert quantity.exact == text[quantity.start : quantity.end]


def test_hostile_sentences_make_a_table():
    rows = [
        {
            "doc_id": "a",
            "sentence": i,
            "start": 0,
            "end": len(text[:3000]),
            "text": text[:3000],
            "part": "body",
            "paragraph": 0,
            "breaks": "",
        }
        for i, text in enumerate([*HOSTILE, "", " ", "5", "%", "\x00 5 \x00"])
    ]
    frame = find_figures(pd.DataFrame(rows))
    assert (frame["start"] < frame["end"]).all()
