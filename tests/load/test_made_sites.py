"""Made sites of many structures: of each page the article is kept, and what surrounds it is not."""

import re
from collections import Counter

import pytest

from workbench.case import Case
from workbench.checks import run_checks
from workbench.clean import clean_articles
from workbench.load import load_articles
from workbench.load.readers.html import read_page
from workbench.report import build_report

from .made_sites import SITES, make_index, make_page

# Times of entry and questions as headings are kept, but are no paragraphs.
LEAST = {"live_blog": 0.8, "questions": 0.8, "sections_with_headings": 0.9}


def runs(text):
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + 4]) for i in range(max(len(words) - 3, 0)))


def f1(one, other):
    a, b = runs(one), runs(other)
    return 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.__name__)
def test_of_each_page_the_article_is_kept_and_what_surrounds_it_is_not(tmp_path, site):
    made = [make_page(site, number) for number in range(5)]
    for number, page in enumerate(made):
        (tmp_path / f"{number}.html").write_text(page.source, encoding="utf-8")
    cleaned = clean_articles(load_articles(tmp_path).articles, published={}).articles
    assert len(cleaned) == len(made)
    for page, row in zip(made, cleaned.itertuples(), strict=True):
        article = "\n".join(page.article)
        assert row.headline == page.headline
        assert f1(row.text, article) >= LEAST.get(site.__name__, 0.97)
        assert [line for line in page.around if line in row.text] == []
        length = len(row.text.split()) / len(article.split())
        assert 0.5 <= length <= 1.5 or row.warnings


def test_a_live_report_keeps_the_times_of_its_entries(tmp_path):
    page = make_page(SITES[3], 0)
    (tmp_path / "a.html").write_text(page.source, encoding="utf-8")
    row = clean_articles(load_articles(tmp_path).articles).articles.iloc[0]
    assert [
        line for n in range(8) if (line := f"{9 + n // 2}:{30 * (n % 2):02} GMT") not in row["text"]
    ] == []


@pytest.mark.parametrize("told", ["{} min ago", "By Jo Lund, 1{}:15 GMT", "1{}.05am Jo Lund", "{} hours ago"])
def test_entries_may_tell_their_time_in_other_ways(told):
    lines = make_page(SITES[3], 0).article[:6]
    times = [told.format(number) for number in range(6)]
    entries = "".join(
        f"<div class='e'><span>{time}</span><p>{line}</p></div>"
        for time, line in zip(times, lines, strict=True)
    )
    page = read_page(
        f"<html><body><main><h1>Mill closed at Arva today</h1><div>{entries}</div></main></body></html>"
    )
    kept = "".join(page.raw[start:end] for start, end in page.main_spans)
    assert [time for time in times if time not in kept] == []


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.__name__)
def test_what_is_told_from_the_article_for_sure_is_no_reason_to_warn(site):
    assert [
        warning for number in (0, 4) for warning in read_page(make_page(site, number).source).warnings
    ] == []


@pytest.mark.parametrize("seed", range(3))
def test_the_front_page_of_a_site_is_no_article_without_a_warning(seed):
    (warning,) = [line for line in read_page(make_index(seed)).warnings if "perhaps no article" in line]
    assert "40" in warning or "80" in warning


def test_two_readings_that_exclude_each_other_are_flagged_with_a_warning(tmp_path):
    far = "".join(f"<p>{line}</p>" for line in make_page(SITES[0], 4).article * 3)
    source = f"<html><body><article><h1>Mill closed at Arva</h1><p>{make_page(SITES[1], 0).article[0]} {make_page(SITES[1], 0).article[1]}</p></article><div><div>{far}</div></div></body></html>"
    (tmp_path / "a.html").write_text(source, encoding="utf-8")
    cleaned = clean_articles(load_articles(tmp_path).articles)
    kept = cleaned.articles.iloc[0]
    assert all(line in kept["text"] for line in make_page(SITES[0], 4).article) or kept["warnings"]


def test_a_case_of_a_page_of_every_site_passes_all_checks(tmp_path):
    for site in SITES:
        (tmp_path / f"{site.__name__}.html").write_text(make_page(site, 1).source, encoding="utf-8")
    failed = [check for check in run_checks(Case(tmp_path, cache=False)) if not check.passed]
    assert failed == []


def test_a_report_is_made_of_pages_with_pull_quotes_entries_and_questions(tmp_path):
    articles = tmp_path / "case" / "articles"
    articles.mkdir(parents=True)
    for site in SITES:
        if site.__name__ in ("pull_quotes", "live_blog", "questions", "comments"):
            (articles / f"{site.__name__}.html").write_text(make_page(site, 2).source, encoding="utf-8")
    built = build_report(Case(tmp_path / "case", cache=False), tmp_path / "report")
    assert built.failed == []
    assert built.page.is_file()
