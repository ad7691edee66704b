"""When an article was published: to the minute where it is known, and on the day that it was there."""

import json

import pytest

from workbench.clean import clean_articles
from workbench.load import load_articles
from workbench.load.moments import address_day, falls_on, iso_time, publication
from workbench.load.readers.html import read_page

STAMP = "2021-07-06T02:30:00Z"
BODY = "<article><p>The Arva burst its banks at Lower Reed, and crews led forty people out of the mill.</p></article>"


@pytest.mark.parametrize(
    ("stated", "time"),
    [
        ("2021-07-05T23:30:12+02:00", "2021-07-05T23:30+02:00"),
        ("20210705T101500Z", "2021-07-05T10:15+00:00"),
        ("1625524200", "2021-07-05T22:30+00:00"),
        ("Mon, 05 Jul 2021 22:30:00 -0400", "2021-07-05T22:30-04:00"),
        ("July 5, 2021 10:30 PM ET", "2021-07-05T22:30-04:00"),
        ("January 5, 2021 10:30 PM ET", "2021-01-05T22:30-05:00"),
        ("2021-07-05 12:05 a.m.", "2021-07-05T00:05"),
        ("2021-07-05", ""),
        ("2021-07-05T00:00:00+00:00", ""),
        ("July 5, 2021", ""),
        ("2021-07-05T29:30", ""),
        ("10:30 PM", ""),
        ("", ""),
    ],
)
def test_a_time_is_read_to_the_minute_or_not_at_all(stated, time):
    assert iso_time(stated) == time


@pytest.mark.parametrize(
    ("head", "printed", "day"),
    [
        ('<link rel="canonical" href="https://example.org/2021/07/05/flood">', "", "2021-07-05"),
        ('<link rel="canonical" href="https://example.org/2021/06/02/flood">', "", "2021-07-06"),
        ("", "<time>July 5, 2021 at 10:30 p.m.</time>", "2021-07-05"),
        ("", "<span class='published-date'>Published 5 July 2021 22:30</span>", "2021-07-05"),
        ("", "<time>July 5, 2021 at 10:41 p.m.</time>", "2021-07-06"),
        ('<meta property="article:published_time" content="2021-07-05T22:30:00-04:00">', "", "2021-07-05"),
        ("", "", "2021-07-06"),
    ],
)
def test_a_stamp_in_utc_is_of_the_day_that_it_was_where_it_was_published(head, printed, day):
    data = json.dumps({"@type": "NewsArticle", "headline": "Flood", "datePublished": STAMP})
    page = f"<html><head>{head}<script type='application/ld+json'>{data}</script></head><body>{printed}{BODY}"
    fields = read_page(page).fields
    assert (fields["date_published"], fields["time_published"]) == (day, "2021-07-06T02:30+00:00")
    assert STAMP in fields["date_basis"]


@pytest.mark.parametrize(
    ("record", "day", "time"),
    [
        (
            {"published_at": STAMP, "url": "https://example.org/2021/07/05/a"},
            "2021-07-05",
            "2021-07-06T02:30+00:00",
        ),
        ({"date": "2021-07-05", "time": "22:30"}, "2021-07-05", "2021-07-05T22:30"),
        ({"date": "2021-07-05", "time": "3"}, "2021-07-05", ""),
        ({"time": STAMP}, "2021-07-06", "2021-07-06T02:30+00:00"),
        ({"published": True, "pubdate": "2021-07-05"}, "2021-07-05", ""),
        ({"published": "true"}, "", ""),
    ],
)
def test_a_record_says_its_time(tmp_path, record, day, time):
    (tmp_path / "a.json").write_text(json.dumps({"text": "Rain fell on Lower Reed all night.", **record}))
    article = load_articles(tmp_path).articles.iloc[0]
    assert (article["date_published"], article["time_published"]) == (day, time)


@pytest.mark.parametrize(
    ("line", "given", "time"),
    [
        ("Published: 5 July 2021, 22:30", {}, "2021-07-05T22:30"),
        ("Published: 5 July 2021", {}, ""),
        ("Published: 5 July 2021, 22:30", {"a": "2021-07-05"}, "2021-07-05T22:30"),
        ("Published: 5 July 2021, 22:30", {"a": "2021-07-07"}, ""),
        ("Published: 5 July 2021, 22:30", {"a": "2021-07-07T08:15+01:00"}, "2021-07-07T08:15+01:00"),
    ],
)
def test_a_printed_time_is_kept_unless_the_analyst_knows_another_day(tmp_path, line, given, time):
    (tmp_path / "a.txt").write_text(
        f"Mill flooded\n\n{line}\n\nThe Arva burst its banks at Lower Reed, and forty people were led out.\n"
    )
    cleaned = clean_articles(load_articles(tmp_path).articles, published=given).articles.iloc[0]
    assert cleaned["time_published"] == time
    assert cleaned["date_published"] == (given.get("a") or "2021-07-05")[:10]


@pytest.mark.parametrize(
    "url", ["https://example.org/2013/13/28/a", "https://example.org/a?id=20139928", "https://a.org/1-2-3"]
)
def test_an_address_without_a_day_has_none(url):
    assert address_day(url) == ""
    assert publication("", basis="the page's address") == {}


def test_the_day_of_a_time_is_told_by_its_own_clock_or_somewhere_on_earth():
    assert falls_on("2021-07-05T20:00+00:00", "2021-07-06")
    assert not falls_on("2021-07-05T20:00+00:00", "2021-07-07")
    assert not falls_on("", "2021-07-05")
