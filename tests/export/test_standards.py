"""Figures as web annotations and claims as claim reviews."""

import json
from pathlib import Path

import pytest

from workbench.case import Case
from workbench.export import annotate_figures, review_claims

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def case():
    return Case(DATA / "toll", cache=False)


def test_each_annotation_finds_its_place_by_offset_and_by_quotation(case):
    page = annotate_figures(case.figures, case.articles)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    raw = {row.source_file: row.raw for row in case.articles.itertuples()}
    assert len(page["items"]) == len(case.figures)
    for item, exact in zip(page["items"], case.figures["exact"], strict=True):
        position, quote = item["target"]["selector"]
        text = raw[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"] == exact
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    json.dumps(page, allow_nan=False)


def test_claims_carry_verdict_appearances_and_no_rating_of_their_own(case):
    reviews = review_claims(case.ledger, case.figures, case.articles)
    assert [review["claimReviewed"] for review in reviews] == case.ledger["claim"].tolist()
    for review, row in zip(reviews, case.ledger.itertuples(), strict=True):
        assert review["@type"] == "ClaimReview"
        assert review["reviewBody"] == f"{row.verdict}: {row.why}"
        assert len(review["itemReviewed"]["appearance"]) == row.n_articles
        assert "reviewRating" not in review
    json.dumps(reviews, allow_nan=False)


@pytest.mark.parametrize(("code", "value"), [("1", 6), ("5", 2), ("6", None)])
def test_the_analysts_rating_is_handed_on(case, code, value):
    rated = case.ledger.assign(information_rating=code)
    rating = review_claims(rated, case.figures, case.articles)[0]["reviewRating"]
    assert rating.get("ratingValue") == value
    assert rating["alternateName"]
