"""Claims of the ledger in the shape of schema.org's ClaimReview.

Standard: https://schema.org/ClaimReview. The rating is the analyst's own; without one there is none, because a
ledger that has only been computed is no review.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

CONTEXT = "https://schema.org"
ADMIRALTY = {
    "1": 6,
    "2": 5,
    "3": 4,
    "4": 3,
    "5": 2,
}  # schema.org: a higher rating is better; 6 cannot be judged
ALTERNATE = {
    "1": "Confirmed",
    "2": "Probably true",
    "3": "Possibly true",
    "4": "Doubtful",
    "5": "Improbable",
    "6": "Truth cannot be judged",
}


def review_claims(
    ledger: pd.DataFrame, figures: pd.DataFrame, articles: pd.DataFrame
) -> list[dict[str, Any]]:
    """Return each claim of the ledger as a ClaimReview, ready for JSON.

    Parameters
    ----------
    ledger, figures, articles
        The tables of those names.

    Returns
    -------
    list of dict
        In the order of the ledger. ``reviewBody`` holds verdict and reason; ``reviewRating`` is there only where a
        person has rated the information.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> review_claims(empty("ledger"), empty("figures"), empty("articles"))
    []
    """
    sources = {row["doc_id"]: row for row in articles.to_dict("records")}
    told = {
        claim: list(dict.fromkeys(group["doc_id"]))
        for claim, group in figures.groupby("claim_id", sort=False)
    }
    return [
        _review(claim, [sources[doc] for doc in told.get(claim["claim_id"], [])])
        for claim in ledger.to_dict("records")
    ]


def _review(claim: dict[str, Any], sources: list[dict[str, Any]]) -> dict[str, Any]:
    review = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "@id": f"urn:workbench:claim:{claim['claim_id']}",
        "claimReviewed": claim["claim"],
        "reviewBody": f"{claim['verdict']}: {claim['why']}",
        "itemReviewed": {
            "@type": "Claim",
            "appearance": [_appearance(source) for source in sources],
            "author": [
                {"@type": "Organization", "name": name} for name in claim["stated_by"].split("; ") if name
            ],
        },
    }
    return review | ({"reviewRating": _rating(claim)} if claim["information_rating"] else {})


def _appearance(source: dict[str, Any]) -> dict[str, Any]:
    known = {
        "@type": "NewsArticle",
        "headline": source["headline"],
        "url": source["url"],
        "datePublished": source["date_published"],
        "publisher": {"@type": "Organization", "name": source["publisher"]} if source["publisher"] else "",
    }
    return {name: value for name, value in known.items() if value}


def _rating(claim: dict[str, Any]) -> dict[str, Any]:
    code = claim["information_rating"]
    rating: dict[str, Any] = {
        "@type": "Rating",
        "alternateName": ALTERNATE[code],
        "bestRating": 6,
        "worstRating": 2,
    }
    return rating | ({"ratingValue": ADMIRALTY[code]} if code in ADMIRALTY else {})
