"""Time expressions; all sentences are our own. The publication date is a Monday, 5 July 2021."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis import tag_times
from workbench.times import Time, find_times, last_named, named_spans
from workbench.times.calendar_rules import easter
from workbench.times.tokens import GROUPS, NEVER_FIRST, letters, phrases, tokens, translate, words

ANCHOR = "2021-07-05"


def found(text, anchor=ANCHOR):
    return [(time.exact, time.low, time.high) for time in find_times(text, anchor)]


def day(text):
    return text, text


ONE = [
    # weekdays: the most recent, the day of publication included
    ("He spoke on Monday.", "Monday", "2021-07-05", "2021-07-05"),
    ("He spoke on Saturday.", "Saturday", "2021-07-03", "2021-07-03"),
    ("He spoke Tuesday in Oslo.", "Tuesday", "2021-06-29", "2021-06-29"),
    ("Tuesday's vote failed.", "Tuesday", "2021-06-29", "2021-06-29"),
    ("He spoke last Monday.", "last Monday", "2021-06-28", "2021-06-28"),
    ("The court will rule on Friday.", "Friday", "2021-07-09", "2021-07-09"),
    ("It meets next Friday.", "next Friday", "2021-07-09", "2021-07-09"),
    ("It meets next Tuesday.", "next Tuesday", "2021-07-13", "2021-07-13"),
    ("They met Tuesday of last week.", "Tuesday of last week", "2021-06-29", "2021-06-29"),
    ("It began early Sunday.", "early Sunday", "2021-07-04", "2021-07-04"),
    ("It began late on Sunday night.", "late on Sunday night", "2021-07-04", "2021-07-04"),
    ("It began on the morning of July 3.", "morning of July 3", "2021-07-03", "2021-07-03"),
    (
        "They crossed at 6:30 pm local time Saturday.",
        "6:30 pm local time Saturday",
        "2021-07-03",
        "2021-07-03",
    ),
    ("They crossed on Saturday at 6 a.m.", "Saturday at 6 a.m.", "2021-07-03", "2021-07-03"),
    # seen from publication
    ("It rained today.", "today", "2021-07-05", "2021-07-05"),
    ("It rained yesterday.", "yesterday", "2021-07-04", "2021-07-04"),
    ("It rained the day before yesterday.", "day before yesterday", "2021-07-03", "2021-07-03"),
    ("It will rain tomorrow.", "tomorrow", "2021-07-06", "2021-07-06"),
    ("It rained last night.", "last night", "2021-07-04", "2021-07-04"),
    ("It rained overnight.", "overnight", "2021-07-04", "2021-07-05"),
    (
        "It rained overnight from Saturday to Sunday.",
        "overnight from Saturday to Sunday",
        "2021-07-03",
        "2021-07-04",
    ),
    ("It rained overnight into Sunday.", "overnight into Sunday", "2021-07-03", "2021-07-04"),
    ("It rained over the weekend.", "weekend", "2021-07-03", "2021-07-04"),
    ("It will rain this weekend.", "this weekend", "2021-07-10", "2021-07-11"),
    ("Sales fell last month.", "last month", "2021-06-01", "2021-06-30"),
    ("Sales fell this year.", "this year", "2021-01-01", "2021-12-31"),
    ("Sales fell earlier this year.", "earlier this year", "2021-01-01", "2021-07-05"),
    ("Sales fell last week.", "last week", "2021-06-28", "2021-07-04"),
    ("Sales fell in the past three days.", "past three days", "2021-07-02", "2021-07-05"),
    ("Sales fell within the last 24 hours.", "last 24 hours", "2021-07-04", "2021-07-05"),
    ("Sales fell over the past week.", "past week", "2021-06-28", "2021-07-05"),
    ("It opened two weeks ago.", "two weeks ago", "2021-06-18", "2021-06-24"),
    ("It opened a year ago.", "a year ago", "2020-01-01", "2020-12-31"),
    ("Profit rose from a year earlier.", "a year earlier", "2020-01-01", "2020-12-31"),
    # months and their parts
    ("It fell in May.", "May", "2021-05-01", "2021-05-31"),
    ("It fell in mid-April.", "mid-April", "2021-04-11", "2021-04-20"),
    ("It fell in late June.", "late June", "2021-06-21", "2021-06-30"),
    ("Late in June it fell.", "Late in June", "2021-06-21", "2021-06-30"),
    ("It fell at the end of June.", "end of June", "2021-06-21", "2021-06-30"),
    ("It will close by the end of August.", "end of August", "2021-08-21", "2021-08-31"),
    ("It fell late last month.", "late last month", "2021-06-21", "2021-06-30"),
    ("It fell in the first half of June.", "first half of June", "2021-06-01", "2021-06-15"),
    ("It fell last September.", "last September", "2020-09-01", "2020-09-30"),
    ("It fell in May of last year.", "May of last year", "2020-05-01", "2020-05-31"),
    ("It fell between April and June.", "April and June", "2021-04-01", "2021-06-30"),
    # days
    ("It fell on July 4.", "July 4", "2021-07-04", "2021-07-04"),
    ("It fell on Dec. 24.", "Dec. 24", "2020-12-24", "2020-12-24"),
    ("It fell on 2 July 2021.", "2 July 2021", "2021-07-02", "2021-07-02"),
    ("It fell on the 4th of July, 1999.", "4th of July, 1999", "1999-07-04", "1999-07-04"),
    ("It fell on Sunday, July 4, 2021.", "Sunday, July 4, 2021", "2021-07-04", "2021-07-04"),
    ("It fell on 25/12/2020.", "25/12/2020", "2020-12-25", "2020-12-25"),
    ("It fell on 5/7/2021.", "5/7/2021", "", ""),
    ("It fell on New Year's Eve.", "New Year's Eve", "2020-12-31", "2020-12-31"),
    ("It fell on Easter Monday.", "Easter Monday", "2021-04-05", "2021-04-05"),
    (
        "He died two days before the September 11 attacks.",
        "two days before the September 11 attacks",
        "2001-09-09",
        "2001-09-09",
    ),
    ("It fell on the eve of July 4.", "eve of July 4", "2021-07-03", "2021-07-03"),
    # ranges
    ("It ran between 3 and 5 July.", "3 and 5 July", "2021-07-03", "2021-07-05"),
    ("It ran from July 3 to July 5, 2019.", "from July 3 to July 5, 2019", "2019-07-03", "2019-07-05"),
    ("It ran from Monday to Wednesday.", "from Monday to Wednesday", "2021-07-05", "2021-07-07"),
    ("It ran June 28-30.", "June 28-30", "2021-06-28", "2021-06-30"),
    ("It ran from 2000 to 2006.", "from 2000 to 2006", "2000-01-01", "2006-12-31"),
    # years and more
    ("It fell in 2001.", "2001", "2001-01-01", "2001-12-31"),
    ("It fell in early 2020.", "early 2020", "2020-01-01", "2020-04-30"),
    ("It fell in the 1990s.", "1990s", "1990-01-01", "1999-12-31"),
    ("It fell in the '80s.", "'80s", "1980-01-01", "1989-12-31"),
    ("It fell in the 19th century.", "19th century", "1801-01-01", "1900-12-31"),
    ("Profit fell in the first quarter.", "first quarter", "2021-01-01", "2021-03-31"),
    ("Profit fell in the third quarter of 2019.", "third quarter of 2019", "2019-07-01", "2019-09-30"),
    ("They scored twice in the first quarter.", "first quarter", "", ""),
    ("It opens in fiscal 2022.", "fiscal 2022", "", ""),
    ("It fell in the summer of 2019.", "summer of 2019", "2019-06-01", "2019-08-31"),
    # ahead and back
    ("The hearing is scheduled for August.", "August", "2021-08-01", "2021-08-31"),
    ("They agreed to meet again on October 12.", "October 12", "2021-10-12", "2021-10-12"),
    ("The fair will be held in May.", "May", "2022-05-01", "2022-05-31"),
    ("The fair was held in May.", "May", "2021-05-01", "2021-05-31"),
    ("Snow is forecast for this weekend.", "this weekend", "2021-07-10", "2021-07-11"),
    # so long up to an end, and at the edge of a longer stretch
    ("Sales fell in the three months to May.", "three months to May", "2021-03-01", "2021-05-31"),
    ("In the year to June it grew.", "year to June", "2020-07-01", "2021-06-30"),
    ("In the quarter ended March 31 it shrank.", "quarter ended March 31", "2021-01-01", "2021-03-31"),
    ("For the week ending July 2, claims fell.", "week ending July 2", "2021-06-26", "2021-07-02"),
    ("It ran for the first six months of 2020.", "first six months of 2020", "2020-01-01", "2020-06-30"),
    ("It rained in the last week of May.", "last week of May", "2021-05-25", "2021-05-31"),
    ("It reopens a week from Friday.", "a week from Friday", "2021-07-16", "2021-07-16"),
    # days that have a name
    ("Sales fell on Black Friday.", "Black Friday", "2020-11-27", "2020-11-27"),
    ("It closed on Shrove Tuesday.", "Shrove Tuesday", "2021-02-16", "2021-02-16"),
    ("It closed two weeks before Christmas.", "two weeks before Christmas", "2020-12-08", "2020-12-14"),
    ("Nine drowned over the Labor Day weekend.", "Labor Day weekend", "2020-09-05", "2020-09-07"),
    ("Nine drowned over the Thanksgiving weekend.", "Thanksgiving weekend", "2020-11-26", "2020-11-29"),
]

# What came before, a sentence, and what it means.
CARRIED = [
    ("The dam broke on June 28.", "Two days later the army came.", "Two days later", "2021-06-30"),
    ("On June 3 a strike began.", "The day before, talks had failed.", "day before", "2021-06-02"),
    ("The fire broke out on June 30.", "The next day it was out.", "next day", "2021-07-01"),
    ("It rained all Friday.", "On the same day a bridge fell.", "same day", "2021-07-02"),
    ("She came on Saturday.", "That night she met the mayor.", "That night", "2021-07-03"),
    (
        "The dam broke on Friday, officials said on Sunday.",
        "A day later the army came.",
        "A day later",
        "2021-07-03",
    ),
    ("Nothing is known.", "The day before, talks had failed.", "day before", ""),
]


@pytest.mark.parametrize(("told", "text", "exact", "low"), CARRIED)
def test_what_counts_from_a_time_that_the_sentence_before_named(told, text, exact, low):
    reference = last_named(find_times(told, ANCHOR), told)
    assert [time[2:5:2] for time in find_times(text, ANCHOR, reference=reference)] == [(exact, low)]


@pytest.mark.parametrize(("text", "exact", "low", "high"), ONE)
def test_one_expression(text, exact, low, high):
    assert found(text) == [(exact, low, high)]


NONE = [
    "The senator may march on.",
    "Theresa May resigned.",
    "The Christmas market opened.",
    "He voted for April Reed.",
    "The day before the vote was quiet.",
    "The Sunday Times reported it.",
    "More than 2000 people came.",
    "It cost $1999.",
    "They won 24-20.",
    "A ratio of 3:2 was agreed.",
    "The talks will last three days.",
    "He is 35 years old.",
    "Boeing 737 jets were grounded.",
    "It was a second-half goal.",
    "He walked 1950 meters.",
    "April Jones sang.",
    "The sun set.",
    "He sat down.",
    "I am 6.",
    "One of the towns fell.",
    "He is in his 50s.",
    "The last minute of the game.",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_no_expression(text):
    assert find_times(text, ANCHOR) == []


RELATIVE = [
    "on Saturday",
    "last month",
    "overnight",
    "today",
    "in May",
    "two weeks ago",
    "over the weekend",
    "July 4",
]


@pytest.mark.parametrize("text", RELATIVE)
def test_without_publication_date_nothing_is_resolved(text):
    [time] = find_times(f"It fell {text}.", "")
    assert (time.low, time.high) == ("", "")


def test_full_dates_need_no_publication_date():
    assert found("It fell on 2 July 2021 and in 1999.", "") == [
        ("2 July 2021", "2021-07-02", "2021-07-02"),
        ("1999", "1999-01-01", "1999-12-31"),
    ]


BOUNDS = [
    ("since June 22", "since"),
    ("until Friday", "until"),
    ("by August", "by"),
    ("after July 1", "after"),
    ("on July 1", ""),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_bound(text, bound):
    assert find_times(f"It has stood {text}.", ANCHOR)[0].bound == bound


@pytest.mark.parametrize(
    ("reference", "low"),
    [
        (("", ""), ""),
        (("2021-07-03", ""), "2021-07-02"),
        (("", "2021-07-03"), "2021-07-02"),
        (("soon", "soon"), ""),
        (("2021-07-03T10:00Z", "2021-07-03"), "2021-07-02"),
    ],
)
def test_a_reference_may_lack_its_days(reference, low):
    (time,) = find_times("The ship sank the day before.", "2021-07-05", reference=reference)
    assert time.low == low


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The summit is on Friday.", "2021-07-09"),
        ("The hearings are on Thursday.", "2021-07-08"),
        ("The man is held and was seen on Friday.", "2021-07-02"),
        ("The hearing was on Thursday.", "2021-07-01"),
    ],
)
def test_what_is_on_a_day_lies_ahead(text, low):
    assert find_times(text, "2021-07-05")[-1].low == low


def test_a_night_is_the_one_before_the_day_that_it_was_told():
    text = "Troops fled overnight, officials said on Sunday."
    assert found(text)[0] == ("overnight", "2021-07-03", "2021-07-05")


def test_quantities_are_not_named_spans():
    text = "In the past three days, two days before 4 July, 10 towns fell at 6:30 pm."
    named = [text[low:high] for low, high in named_spans(find_times(text, ANCHOR))]
    assert not any("three" in part or "two" in part or "10" in part for part in named)
    assert any("4 July" in part for part in named) and any("6:30" in part for part in named)


def test_impossible_days_resolve_to_nothing():
    assert found("It fell on 30 February 2021.") == [("30 February 2021", "", "")]


def test_leap_day_is_the_last_there_was():
    assert found("It fell on February 29.") == [("February 29", "2020-02-29", "2020-02-29")]


def test_easter_agrees_with_another_calculation():
    dateutil = pytest.importorskip("dateutil.easter")
    assert all(easter(year) == dateutil.easter(year) for year in range(1900, 2100))


def test_table_gives_raw_offsets():
    raw = "Menu. It fell on  Friday, 2 July."
    sentences = pd.DataFrame(
        [
            {
                "doc_id": "a",
                "sentence": 0,
                "start": 6,
                "end": 33,
                "text": "It fell on Friday, 2 July.",
                "breaks": "0:6 11:18",
            }
        ]
    )
    articles = pd.DataFrame([{"doc_id": "a", "date_published": ANCHOR, "raw": raw}])
    before = sentences.copy(), articles.copy()
    [row] = tag_times(sentences, articles).to_dict("records")
    assert raw[row["start"] : row["end"]] == row["exact"] == "Friday, 2 July"
    assert (row["low"], row["kind"]) == ("2021-07-02", "day")
    pd.testing.assert_frame_equal(sentences, before[0])
    pd.testing.assert_frame_equal(articles, before[1])


def test_table_of_nothing():
    sentences = pd.DataFrame(columns=["doc_id", "sentence", "start", "end", "text", "breaks"])
    assert tag_times(sentences, pd.DataFrame(columns=["doc_id", "date_published", "raw"])).empty


def test_every_class_of_words_has_a_letter_and_no_rule_begins_with_a_class_passed_by():
    from workbench.times import find as second
    from workbench.times.find import atoms

    for stage in (atoms(), second.phrases(), second.ranges()):
        for rule in stage.rules:
            first = rule.pattern.split(")", 1)[-1] if rule.pattern.startswith("(?<!") else rule.pattern
            optional = first.split()[0]
            for kind in GROUPS[NEVER_FIRST].split("|"):
                assert optional.strip("()?").split("|")[0] != kind, rule.pattern


def test_fixed_phrases_are_one_token():
    assert [token.kind for token in tokens("on New Year’s Eve")] == ["on", "holiday"]
    assert all(phrase.words[0] == first for first, found in phrases().items() for phrase in found)
    assert {entry.kind for entry in words().values()} <= set(letters())
    assert translate("day_number")


PIECES = st.sampled_from(
    [
        "on",
        "in",
        "at",
        "since",
        "by",
        "the",
        "last",
        "next",
        "this",
        "early",
        "mid",
        "-",
        "late",
        "end",
        "of",
        "first",
        "half",
        "overnight",
        "from",
        "to",
        "between",
        "and",
        ",",
        ".",
        ":",
        "'s",
        "Monday",
        "Sat.",
        "July",
        "May",
        "Dec.",
        "4",
        "5th",
        "31",
        "2001",
        "1990s",
        "'80s",
        "6:30",
        "pm",
        "2021-07-05",
        "5/7/2021",
        "week",
        "days",
        "quarter",
        "century",
        "ago",
        "earlier",
        "weekend",
        "today",
        "tomorrow",
        "night",
        "noon",
        "Christmas",
        "Eve",
        "September",
        "11",
        "attacks",
        "two",
        "a",
        "few",
        "2019-20",
        "28-30",
        "GMT",
        "é",
        "😀",
    ]
)


@given(
    st.lists(PIECES, max_size=14).map(" ".join),
    st.sampled_from([ANCHOR, "", "0001-01-01", "9999-12-31", "x"]),
)
@settings(max_examples=400, deadline=None)
def test_any_text(text, anchor):
    times = find_times(text, anchor)
    end = 0
    for time in times:
        assert isinstance(time, Time) and time.start >= end and text[time.start : time.end] == time.exact
        end = time.end
        assert bool(time.low) == bool(time.high) and time.low <= time.high
        for low in filter(None, (time.low, time.high)):
            dt.date.fromisoformat(low)
    for low, high in named_spans(times):
        assert 0 <= low < high <= len(text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_characters(text):
    for time in find_times(text, ANCHOR):
        assert text[time.start : time.end] == time.exact


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))
)
@settings(max_examples=200, deadline=None)
def test_a_full_date_means_the_same_from_everywhere(meant, anchor):
    month = meant.strftime("%B")
    ways = (f"{month} {meant.day}, {meant.year}", f"{meant.day} {month} {meant.year}", meant.isoformat())
    for way in ways:
        [time] = find_times(f"It fell on {way}.", anchor.isoformat())
        assert time.low == time.high == meant.isoformat()


LONG = [
    "1" * 50_000,
    "and " * 20_000,
    "5-" * 20_000,
    "[" * 20_000,
    "on Monday " * 5_000,
    "😀" * 20_000,
    "٣" * 20_000,
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_long_texts_end(text):
    assert isinstance(find_times(text, ANCHOR), list)


@pytest.mark.parametrize(
    ("published", "low"),
    [("2021-10-30", "2021-10-31"), ("2021-11-02", "2021-10-31"), ("2021-06-30", "2020-10-31")],
)
def test_a_holiday_of_the_next_days_is_the_coming_one(published, low):
    assert found("A fire killed two guests of a Halloween party.", published) == [("Halloween", low, low)]
