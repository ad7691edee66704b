"""Tests of what shows copying, and of who was first."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compare import link_sentences, relate_articles
from workbench.compare.copying import Shared, probability_of_copying
from workbench.compare.provenance import Moments, is_credit_line

from .stories import FERRY, OWN_REPORT, articles, sentences

CREDIT = "(Reporting by Ilka Brandt in Sella and Jo Reyl in Orsk; Writing by Ann Lee; Editing by Tom Marsh)"
DATELINE = "PORT SELLA, Castelmont."
NAMES = "Ilka Brandt, Tomas Reyl, Jo Marsh, Ann Lee, Marta Sand and Piet Orr."
FACT = ["At least 40 people were killed when the ferry Marigold sank off Port Sella on Tuesday."]
SAME_FACT = ["The sinking of the ferry Marigold off Port Sella on Tuesday killed at least 40 people."]


def related(a, b, **columns):
    pages = articles(a="", b="").assign(**columns)
    frame = sentences(a=a, b=b)
    return relate_articles(link_sentences(frame), frame, pages).iloc[0]


@pytest.mark.parametrize(
    "both",
    [[CREDIT], [DATELINE], [NAMES], [CREDIT, DATELINE, NAMES]],
    ids=["credit line", "town and state", "list of names", "all of them"],
)
def test_what_everybody_prints_is_no_reuse(both):
    found = related([*FERRY, *both], [*OWN_REPORT, *both])
    assert found["relation"] in ("independent", "unsure")
    assert found["confidence"] > 0.5


def test_one_fact_that_leads_two_reports_is_no_reuse():
    found = related([*FACT, *FERRY[1:]], [*SAME_FACT, *OWN_REPORT])
    assert found["relation"] in ("independent", "unsure")


def test_sentences_that_were_taken_over_are_reuse_and_are_sure():
    found = related(FERRY, [*OWN_REPORT, *FERRY[2:5]])
    assert found["relation"] == "partly derived"
    assert found["confidence"] > 0.9


WITNESS = "A fuel line broke, a surveyor told the inquiry, and hot oil set the lower engine room alight."
TAKEN = (
    "A surveyor told the inquiry that a fuel line broke and that hot oil set the lower engine room alight."
)


def test_words_that_a_third_report_has_as_well_show_less():
    third = [
        "On Sunday hot oil from a fuel line that broke set the engine room alight; so a surveyor told the inquiry."
    ]
    found = {}
    for more in ({}, {"c": [*third, "It was the lower one."]}):
        frame = sentences(a=[*FERRY, WITNESS], b=[*OWN_REPORT, TAKEN], **more)
        pages = articles(**dict.fromkeys(["a", "b", *more], ""))
        row = relate_articles(link_sentences(frame), frame, pages).iloc[0]
        apart = row["relation"] in ("independent", "unsure")
        found[len(more)] = 1 - row["confidence"] if apart else row["confidence"]
    assert found[1] < found[0]


def test_one_outlet_takes_from_its_own_stories_sooner_than_from_others():
    later = [
        *OWN_REPORT,
        "Rescuers brought all of them ashore within three hours, the harbour master said on Wednesday.",
    ]
    alone = related(FERRY, later)
    together = related(FERRY, later, publisher=["Sella Post", "Sella Post"])
    apart = related(FERRY, later, publisher=["Sella Post", "Orsk Courier"])
    reuse = [
        row["confidence"] if row["relation"] == "partly derived" else 1 - row["confidence"]
        for row in (together, alone, apart)
    ]
    assert reuse[0] > reuse[1] == reuse[2]


@pytest.mark.parametrize(
    ("text", "is_credit"),
    [
        (CREDIT, True),
        ("Reporting by Ann Lee in Arlen", True),
        ("Additional reporting by Ann Lee; editing by Jo Lund", True),
        ("The report was written by Ann Lee, the coroner.", False),
        ("Divers found the hull.", False),
        ("", False),
    ],
)
def test_credit_lines(text, is_credit):
    assert is_credit_line(text) == is_credit


PAIRS = st.builds(
    Shared,
    st.tuples(st.just("a"), st.integers(0, 3)),
    st.tuples(st.just("b"), st.integers(0, 3)),
    st.just("light"),
    st.just(0.0),
    st.floats(0, 1),
)


@given(st.lists(PAIRS, max_size=6), PAIRS)
def test_no_order_and_no_repetition_of_links_matters(shared, more):
    found = probability_of_copying(shared)
    assert 0 <= found <= 1
    assert probability_of_copying(shared[::-1]) == pytest.approx(found)
    assert probability_of_copying([*shared, *shared]) == pytest.approx(found)
    assert probability_of_copying([more]) == pytest.approx(more.telling, abs=1e-9)


@pytest.mark.parametrize(
    ("a", "b", "first"),
    [
        (("2020-03-01", ""), ("2020-03-02", ""), "a"),
        (("2020-03-02", "2020-03-02T08:00"), ("2020-03-02", "2020-03-02T07:30"), "b"),
        (("2020-03-02", "2020-03-02T01:00+02:00"), ("2020-03-01", "2020-03-01T23:30+00:00"), "a"),
        (("2020-03-02", "2020-03-02T08:00+00:00"), ("2020-03-02", "2020-03-02T07:30"), ""),
        (("2020-03-02", ""), ("2020-03-02", "2020-03-02T07:30"), ""),
        (("", ""), ("2020-03-02", "2020-03-02T07:30"), ""),
    ],
    ids=["days", "hours", "zones", "a clock without a zone", "one time", "one date"],
)
def test_who_was_first(a, b, first):
    rows = pd.DataFrame([("a", *a), ("b", *b)], columns=["doc_id", "date_published", "time_published"])
    assert Moments(rows).first("a", "b") == Moments(rows).first("b", "a") == first


def test_the_hour_tells_who_copied_whom():
    times = ["2020-03-02T09:00+00:00", "2020-03-02T07:30+00:00"]
    found = related(FERRY, FERRY[:5], date_published="2020-03-02", time_published=times)
    assert found["source"] == "b"
