"""A date that could be more than one day is told, and settled only where the case leaves one day."""

import pytest

from workbench.clean import clean_articles
from workbench.clean.dates import find_unsure

BODY = "A barge with 40 people aboard sank off Arvonia on Monday, officials said. Nobody was hurt."


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("For release 12/03/2026", "12/03/2026"),
        ("By Ana Reed, 10 March", "10 March"),
        ("Updated Sept. 3rd at noon", "Sept. 3rd"),
        ("Updated Sept. 3rd, 2021", ""),
        ("10 March 2026", ""),
        ("25/12/2026", ""),
        ("03/03/2026", ""),
        ("99/99/2026", ""),
        ("may 12 of them", "may 12"),
        ("", ""),
    ],
)
def test_what_is_unsure_is_found(text, printed):
    assert find_unsure(text)[0] == printed


def case_of(article, lines, **known):
    import pandas as pd

    rows = [
        article(f"Forty saved from sinking barge\n\n{line}\n\n{BODY}") | {"doc_id": f"a{i}"}
        for i, line in enumerate(lines)
    ]
    return clean_articles(pd.DataFrame(rows), **known).articles.set_index("doc_id")


@pytest.mark.parametrize("line", ["For release 12/03/2026", "Posted by Ana Reed on Mar 10th, 7:05am"])
def test_an_unsure_date_alone_stays_unknown_with_a_warning(article, line):
    for known in ({}, {"published": {}}):
        row = case_of(article, [line], **known).loc["a0"]
        assert (row["date_published"], row["date_basis"]) == ("", "")
        assert "not used" in row["warnings"]
        assert '"a0" = "' in row["warnings"]


OTHERS = ["Published: 9 March 2026", "Published: 14 March 2026"]


@pytest.mark.parametrize(
    ("line", "others", "day"),
    [
        ("For release 12/03/2026", OTHERS, "2026-03-12"),
        ("Posted by Ana Reed on Mar 10th, 7:05am", OTHERS, "2026-03-10"),
        (
            "Posted by Ana Reed on Jan 2nd",
            ["Published: 20 December 2025", "Published: 3 January 2026"],
            "2026-01-02",
        ),
        ("For release 12/03/2026", OTHERS[:1], ""),
        ("For release 12/03/2026", ["Published: 9 March 2026", "Published: 1 December 2026"], ""),
        ("For release 03/04/2026", ["Published: 1 April 2026", "Published: 20 March 2026"], ""),
        ("For release 04/03/2026", ["Published: 20 March 2026", "Published: 22 March 2026"], ""),
        ("Posted by Ana Reed on Aug 10th", OTHERS, ""),
    ],
)
def test_the_other_dates_of_a_case_leave_one_day_or_none(article, line, others, day):
    row = case_of(article, [line, *others], published={}).loc["a0"]
    assert row["date_published"] == day
    assert bool(row["warnings"]) == (not day)
    assert ("leave this day only" in row["date_basis"]) == bool(day)
    assert case_of(article, [line, *others]).loc["a0", "date_published"] == ""


def test_what_the_analyst_knows_goes_before_what_the_page_prints(article):
    row = case_of(article, ["For release 12/03/2026", *OTHERS], published={"a0": "2026-12-03"}).loc["a0"]
    assert (row["date_published"], row["date_basis"]) == ("2026-12-03", "given in case.toml")
    assert row["warnings"] == ""


def test_a_day_in_the_body_is_no_date_of_the_page(article):
    assert case_of(article, ["It fell on 10 March, the keeper told the crowd."]).loc["a0", "warnings"] == ""
