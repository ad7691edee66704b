import pandas as pd
import pytest

from workbench.compare import find_families, link_sentences, relate_articles
from workbench.compare.copying import agreements

from .stories import FERRY, OTHER, OWN_REPORT, REWORKED, articles, sentences

BRIEF = FERRY[:2]


def relate(frame, pages):
    return relate_articles(link_sentences(frame), frame, pages)


def relation(frame, pages):
    return relate(frame, pages).loc[0, "relation"]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (REWORKED, "wholly derived"),
        (FERRY, "wholly derived"),
        (BRIEF, "wholly derived"),
        ([*FERRY[:2], *OWN_REPORT], "partly derived"),
        (OWN_REPORT, "independent"),
        (OTHER, "independent"),
    ],
    ids=["reworked", "copied", "shortened", "borrowed", "same event", "another matter"],
)
def test_two_articles(other, expected):
    assert relation(sentences(a=FERRY, b=other), articles(a="", b="")) == expected


def test_a_copy_that_names_a_wire_is_a_sibling():
    found = relate(sentences(a=FERRY, b=REWORKED), articles(a="", b="Reuters")).iloc[0]
    assert found["relation"] == "siblings"
    assert "b names Reuters" in found["evidence"]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({}, "wholly derived"),
        ({"a": "2020-03-01", "b": "2020-03-01"}, "wholly derived"),
        ({"a": "2020-03-02", "b": "2020-03-01"}, "siblings"),
    ],
    ids=["no dates", "one day", "the signed text is later"],
)
def test_a_copy_that_names_the_wire_at_hand_is_derived_from_it(dates, expected):
    pages = articles(dates=dates, a="Reuters", b="Reuters").assign(byline=["Ann Lee, Reuters", ""])
    found = relate(sentences(a=FERRY, b=REWORKED[:5]), pages).iloc[0]
    assert found["relation"] == expected
    assert found["source"] == ("a" if expected == "wholly derived" else "")
    assert ("b is derived from a, which Reuters signs" in found["evidence"]) == (expected == "wholly derived")


def test_where_nothing_tells_who_took_from_whom_it_says_so():
    found = relate(sentences(a=FERRY, b=REWORKED), articles(a="", b="")).iloc[0]
    assert "not known" in found["evidence"] and found["source"] == ""


def test_headlines_and_captions_are_no_reuse():
    a = [(text, "headline") for text in FERRY[:2]] + [(text, "body") for text in OWN_REPORT]
    b = [(text, "caption") for text in FERRY[:2]] + [(text, "body") for text in OTHER]
    found = relate(sentences(a=a, b=b), articles(a="", b="")).iloc[0]
    assert found["relation"] == "independent"
    assert found["share_of_a"] == found["share_of_b"] == 0


def test_quotations_alone_are_no_reuse():
    quoted = [
        "“We will not rest until every family has been told what happened that night,” Reyl said.",
        "“The channel was marked as it always is, and nobody had moved the buoys,” he added.",
    ]
    frame = sentences(a=[*FERRY, *quoted], b=[*OWN_REPORT, *quoted])
    assert relation(frame, articles(a="", b="")) == "independent"


def test_the_later_article_is_named():
    pages = articles(dates={"a": "2020-03-02", "b": "2020-03-01"}, a="", b="")
    found = relate(sentences(a=FERRY, b=REWORKED), pages).loc[0]
    assert "a is the later one: a is derived from b" in found["evidence"]
    assert found["source"] == "b"


ORIGINAL = [
    "The council of Orsk voted on Monday to close the old harbour bridge to lorries from next month.",
    "Engineers had found deep cracks in two of its seven pillars during a routine survey in January.",
    "Drivers of heavy vehicles will have to take the longer way round through the northern suburbs.",
    "Repairs are expected to cost nine million crowns and to last until the autumn of next year.",
]
# Each version keeps words of the original that the other one lost; the third keeps words of both.
FIRST = [
    "The council of Orsk voted on Monday to shut the old harbour bridge to trucks from next month.",
    "Engineers had discovered deep cracks in two of its seven pillars during a normal survey in January.",
    "Drivers of heavy vehicles will have to take the longer way round through the northern suburbs.",
    "Repairs are expected to cost nine million crowns and to last until the autumn of next year.",
]
SECOND = [
    "The council of Orsk voted on Monday to close the old harbour bridge to lorries from next month.",
    "Engineers had found deep cracks in two of its seven pillars during a routine survey in January.",
    "Drivers of big vehicles will need to take the longer road round through the northern outskirts.",
    "Repairs are likely to cost nine million crowns and to go on until the fall of next year.",
]


def test_a_third_article_shows_an_absent_original():
    frame = sentences(a=FIRST, b=SECOND, c=ORIGINAL)
    agree = agreements(link_sentences(frame))
    assert agree["a", "c", "b"] >= 2
    assert agree["b", "c", "a"] >= 2
    found = relate(frame, articles(a="", b="", c=""))
    row = found[(found["a"] == "a") & (found["b"] == "b")].iloc[0]
    assert row["relation"] == "siblings"
    assert "both derive from c" in row["evidence"]  # which is at hand here


def test_every_pair_stands_once_and_input_is_left_alone():
    frame, pages = sentences(a=FERRY, b=REWORKED, c=OWN_REPORT), articles(a="", b="", c="")
    links = link_sentences(frame)
    before = [part.copy(deep=True) for part in (links, frame, pages)]
    found = relate_articles(links, frame, pages)
    find_families(found, pages, links, frame)
    for part, old in zip((links, frame, pages), before, strict=True):
        pd.testing.assert_frame_equal(part, old)
    assert list(zip(found["a"], found["b"], strict=True)) == [("a", "b"), ("a", "c"), ("b", "c")]
