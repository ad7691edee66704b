"""In a notebook a value leads to its article at the place, a claim to its figures, a count to what is counted."""

import re
from html import unescape

import pytest

from workbench import briefing, charts
from workbench.case import Case, sample_folder
from workbench.charts.style import article_anchor
from workbench.explorers.cited import claim_table, counted_claims, drift_anchor, drift_table, figure_table
from workbench.explorers.leads import lead_to, linked, live
from workbench.explorers.markup import Html, evidence, show_chart
from workbench.findings import verdicts

LEADS = re.compile(r'data-leads="([^"]*)"')


@pytest.fixture(scope="module")
def case():
    return Case(sample_folder())


def marked(markup):
    return re.findall(r'<mark class="figure chosen"[^>]*>([^<]*)</mark>', markup)


def test_a_figure_leads_to_its_characters_and_to_its_claim(case):
    for figure in case.figures[case.figures["claim_id"] != ""].head(10).itertuples():
        shown = lead_to(case, figure.figure_id)
        assert [unescape(words) for words in marked(shown)] == [figure.exact]
        assert case.names[figure.doc_id] in unescape(shown)
        assert f'data-leads="{figure.claim_id}"' in shown


def test_a_changed_fact_leads_to_both_texts(case):
    drift = next(case.drifts.itertuples())
    now = lead_to(case, drift_anchor(drift.doc_id, drift.start))
    before = lead_to(case, drift_anchor(drift.reference_doc_id, drift.reference_start, "reference"))
    assert (marked(now), marked(before)) == ([drift.exact], [drift.reference_exact])


def test_a_claim_leads_to_the_sentences_of_its_figures(case):
    claim = case.ledger.iloc[0]
    shown = lead_to(case, claim["claim_id"])
    mine = case.figures.loc[case.figures["claim_id"] == claim["claim_id"], "figure_id"]
    assert set(mine) <= set(LEADS.findall(shown))
    assert claim["claim"] in shown


@pytest.mark.parametrize("verdict", ["agree", "single", "conflict"])
def test_a_count_leads_to_the_claims_that_are_counted(case, verdict):
    shown = lead_to(case, f"find:what=claim&verdict={verdict}")
    counted = case.ledger.loc[case.ledger["verdict"] == verdict, "claim_id"].tolist()
    assert LEADS.findall(shown) == counted


def test_an_article_is_shown_whole_and_what_is_gone_is_said(case):
    article = case.articles.iloc[0]
    assert article["headline"] in unescape(lead_to(case, article_anchor(article["doc_id"])))
    assert "not in the case any more" in lead_to(case, "f0000000000")


def test_what_leads_nowhere_in_a_notebook_is_no_link(case):
    shown = linked(
        evidence("3", "02_source_comparison-how-many-voices") + evidence("2", "find:what=article"), case
    )
    assert "data-leads" not in shown
    assert "data-evidence" not in shown


def every_value(case):
    columns = ["claim", "value", "evidence"]
    yield claim_table(case.ledger, case.figures, columns=columns, names=case.names)
    yield figure_table(case.figures, columns=["doc_id", "exact"], names=case.names)
    yield drift_table(case.drifts, names=case.names)
    yield briefing.answer_card(case)
    yield briefing.key_cards(case)
    yield counted_claims(verdicts(case.ledger))
    yield from briefing.conflicts(case)
    tables = case.figures, case.ledger, case.articles, case.families
    yield show_chart(charts.chart_ranges(*tables))
    yield show_chart(charts.chart_coverage(*tables))
    yield show_chart(charts.chart_cleaning(case.articles, case.edits))


def test_every_value_of_tables_cards_sentences_and_charts_leads_somewhere(case):
    for shown in every_value(case):
        asked = set(re.findall(r'data-evidence="([^"]*)"', shown))
        assert asked
        assert set(LEADS.findall(linked(shown, case))) == asked
        assert not any("any more" in lead_to(case, unescape(anchor)) for anchor in sorted(asked)[:3])


def test_a_notebook_shows_it_live_only_where_there_is_something_to_click(case, monkeypatch):
    monkeypatch.delenv("WORKBENCH_STATIC", raising=False)
    live_type = "application/vnd.jupyter.widget-view+json"
    assert live_type in Html(evidence("3", "f1"))._repr_mimebundle_()
    assert live_type not in Html("<p>three</p>")._repr_mimebundle_()
    monkeypatch.setenv("WORKBENCH_STATIC", "1")
    assert set(Html(evidence("3", "f1"))._repr_mimebundle_()) == {"text/plain", "text/html"}


def test_links_are_of_the_case_that_the_notebook_opened(case):
    opened = Case.open(case.path)
    assert Case.in_view() is opened
    figure = opened.figures["figure_id"].iloc[0]
    assert f'data-leads="{figure}"' in live(evidence("x", figure), Case.in_view()).markup
    assert "data-leads" not in live(evidence("x", figure), None).markup
