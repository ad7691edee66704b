"""Figures as web annotations: each points at its place in the source and says what it states.

Standard: https://www.w3.org/TR/annotation-model/ (W3C Recommendation, 2017).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
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
    return {"@context": CONTEXT, "type": "AnnotationPage", "items": items}


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
