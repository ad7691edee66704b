"""Short names for axes: what a reader recognises an article or a claim by."""

from __future__ import annotations

import pandas as pd


def article_labels(articles: pd.DataFrame) -> dict[str, str]:
    """Return a short label for each article: its publisher where known, else its file.

    Two articles of one publisher are told apart by their file.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a", "b"], "publisher": ["Radio One", ""]})
    >>> article_labels(frame)
    {'a': 'Radio One', 'b': 'b'}
    """
    names = articles["publisher"].where(articles["publisher"] != "", articles["doc_id"])
    doubled = names.duplicated(keep=False)
    labels = names.where(~doubled, names + " · " + articles["doc_id"])
    return {doc: shorten(label, 34) for doc, label in zip(articles["doc_id"], labels, strict=True)}


def shorten(text: str, width: int) -> str:
    """Cut a text to a width in characters, marking the cut.

    Examples
    --------
    >>> shorten("districts in the north", 12)
    'districts i…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
