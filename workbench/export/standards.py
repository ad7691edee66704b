"""Results in the shapes of others: figures as web annotations (W3C, 2017), claims as reviews (schema.org ClaimReview)."""

from __future__ import annotations

from typing import Any

import pandas as pd

ANNOTATION = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix, enough to find the place again in a changed text
STATED = (
    "value_low",
    "value_high",
    "modifier",
    "unit",
    "concept",
    "kind",
    "attributed_to",
    "as_of_low",
    "as_of_high",
)


def annotate_figures(figures: pd.DataFrame, articles: pd.DataFrame) -> dict[str, Any]:
    """Return the figures as a W3C annotation collection, ready for JSON.

    Each annotation names its place twice: by offsets (``TextPositionSelector``, code points of the raw text) and by
    quotation (``TextQuoteSelector`` with prefix and suffix), so that it can be found again when the text moved.

    Parameters
    ----------
    figures, articles
        The tables of those names.

    Returns
    -------
    dict
        An ``AnnotationPage`` whose ``items`` are the annotations, in the order of the figures.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> annotate_figures(empty("figures"), empty("articles"))["items"]
    []
    """
    sources = {row["doc_id"]: row for row in articles.to_dict("records")}
    items = [_annotation(row, sources[row["doc_id"]]) for row in figures.to_dict("records")]
    return {"@context": ANNOTATION, "type": "AnnotationPage", "items": items}


def _annotation(figure: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"urn:workbench:figure:{figure['figure_id']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "Dataset", "value": stated(figure)},
        "target": {
            "source": source["url"] or source["source_file"],
            "state": {"type": "State", "sha256": source["sha256"]},
            "selector": [_position(figure), _quote(figure, source["raw"])],
        },
    }


def stated(figure: dict[str, Any]) -> dict[str, Any]:
    """Return what a figure states, without what is unknown.

    Examples
    --------
    >>> row = dict.fromkeys(STATED, "") | {"value_low": 300.0, "value_high": float("nan"), "concept": "troops"}
    >>> stated(row)
    {'value_low': 300.0, 'concept': 'troops'}
    """
    return {name: figure[name] for name in STATED if figure[name] != "" and not pd.isna(figure[name])}


def _position(figure: dict[str, Any]) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": int(figure["start"]), "end": int(figure["end"])}


def _quote(figure: dict[str, Any], raw: str) -> dict[str, Any]:
    start, end = int(figure["start"]), int(figure["end"])
    return {
        "type": "TextQuoteSelector",
        "exact": raw[start:end],
        "prefix": raw[max(0, start - AROUND) : start],
        "suffix": raw[end : end + AROUND],
    }


SCHEMA_ORG = "https://schema.org"
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
        "@context": SCHEMA_ORG,
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
