"""Every value of a table leads to its characters, every number of a sentence to what it counts, and all is escaped."""

import re

import pandas as pd
import pytest

from workbench.case import Case, sample_folder
from workbench.explorers.cited import (
    MOST_OPEN,
    claim_table,
    counted,
    counted_claims,
    drift_anchor,
    drift_table,
    figure_table,
    section_anchor,
)
from workbench.findings import verdicts

EVIDENCE = re.compile(r'data-evidence="([^"]*)">([^<]*)<')


def figure(number, claim, exact="1,037", doc_id="a"):
    return {"figure_id": f"f{number}", "claim_id": claim, "exact": exact, "doc_id": doc_id}


def claims(*ids):
    return pd.DataFrame({"claim_id": ids, "claim": [f"claim {claim}" for claim in ids]})


@pytest.mark.parametrize(
    ("confidence", "reviewed", "said"), [(0.3, "", True), (0.9, "", False), (0.3, "confirmed by ana", False)]
)
def test_an_unsure_claim_says_so_unless_a_person_looked_at_it(confidence, reviewed, said):
    line = {
        "claim_id": "c1",
        "claim": "rain",
        "verdict": "agree",
        "confidence": confidence,
        "reviewed": reviewed,
    }
    figures = pd.DataFrame(columns=["claim_id", "doc_id", "exact", "figure_id"])
    shown = claim_table(pd.DataFrame([line]), figures, columns=["claim", "verdict"], names={})
    assert (">unsure</abbr>" in shown) == said
    assert ">agree</abbr>" in shown


def test_a_claim_links_to_each_of_its_figures_by_its_words_and_article():
    figures = pd.DataFrame(
        [figure(1, "c1"), figure(2, "c1", "more than\n1,000", "b"), figure(3, "c2", "9"), figure(4, "")]
    )
    shown = claim_table(claims("c1", "c3"), figures, columns=["claim", "evidence"], names={})
    assert EVIDENCE.findall(shown) == [("f1", "1,037"), ("f2", "more than 1,000")]
    assert re.findall(r'class="quiet">([^<]*)<', shown) == ["a", "b"]


def test_the_figures_of_one_article_share_a_line():
    figures = pd.DataFrame([figure(1, "c1"), figure(2, "c1", "thousands")])
    shown = claim_table(claims("c1"), figures, columns=["evidence"], names={})
    assert "</span>, <span" in shown
    assert "<br>" not in shown


def test_each_figure_of_a_table_is_a_link_in_its_own_words():
    figures = pd.DataFrame([figure(2, "c1", "<b>9"), figure(1, "c1")])
    shown = figure_table(figures, columns=["doc_id", "exact"], names={})
    assert EVIDENCE.findall(shown) == [("f2", "&lt;b&gt;9"), ("f1", "1,037")]


def test_many_figures_of_a_claim_unfold():
    figures = pd.DataFrame([figure(number, "c1", doc_id=f"d{number}") for number in range(MOST_OPEN + 3)])
    shown = claim_table(claims("c1"), figures, columns=["claim", "evidence"], names={})
    assert len(EVIDENCE.findall(shown)) == len(figures)
    assert len(EVIDENCE.findall(shown.partition("<details><summary>3 more</summary>")[2])) == 3


def test_what_articles_say_is_escaped():
    figures = pd.DataFrame([figure(1, "c1", "<b>9", "<i>")])
    shown = claim_table(claims("c1"), figures, columns=["evidence"], names={})
    assert "&lt;b&gt;9" in shown
    assert "<i>" not in shown
    row = dict.fromkeys(
        ("doc_id", "reference_doc_id", "kind", "explanation", "exact", "reference_exact"), "<b>"
    )
    shown = drift_table(
        pd.DataFrame([{**row, "start": 1, "end": 4, "reference_start": 2, "reference_end": 5}]),
        names={},
    )
    assert "<b>" not in shown
    assert [words for _, words in EVIDENCE.findall(shown)] == ["&lt;b&gt;"] * 2


def test_a_drift_leads_to_both_of_its_places():
    drifts = Case(sample_folder()).drifts
    found = [anchor for anchor, _ in EVIDENCE.findall(drift_table(drifts, names={}))]
    assert found[::2] == [drift_anchor(row.doc_id, row.start) for row in drifts.itertuples()]
    assert found[1::2] == [
        drift_anchor(row.reference_doc_id, row.reference_start, "reference") for row in drifts.itertuples()
    ]


def test_articles_without_a_latin_letter_in_their_names_have_anchors_of_their_own():
    assert drift_anchor("日本語", 14) != drift_anchor("خبر", 14)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("4 changed facts in 3 articles: 1 name, 3 number.", ["4", "3", "1", "3"]),
        ("1,234 claims: 0 conflict.", ["1,234", "0"]),
        ("No changed fact was found.", []),
        ("covid19 and x2, it's 5%", ["5"]),
    ],
)
def test_each_number_of_a_sentence_leads_to_what_it_counts(line, numbers):
    shown = counted(line, section_anchor("04_ledger", "The claims"))
    assert EVIDENCE.findall(shown) == [
        (section_anchor("04_ledger", "The claims"), number) for number in numbers
    ]
    assert re.sub(r"<[^>]*>", "", shown).replace("&#x27;", "'") == line


def test_each_count_of_a_verdict_leads_to_the_claims_of_that_verdict():
    ledger = pd.DataFrame(
        {"verdict": ["single", "agree", "conflict"], "reviewed": ["rejected by ana", "", ""]}
    )
    found = {number: anchor for anchor, number in EVIDENCE.findall(counted_claims(verdicts(ledger)))}
    shown = EVIDENCE.findall(counted_claims(verdicts(ledger)))
    assert [anchor.partition("verdict=")[2] for anchor, _ in shown] == [
        "", "conflict", "updated", "compatible", "agree", "single", "rejected"
    ]  # fmt: skip
    assert found["2"] == "find:what=claim"
