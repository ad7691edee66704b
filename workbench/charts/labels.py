"""Short names for axes: what a reader recognises an article or a claim by."""

from __future__ import annotations

import pandas as pd

WIDTH = 34  # characters of an article's label


def article_labels(articles: pd.DataFrame) -> dict[str, str]:
    """Return a short label for each article: its publisher where known, else its file; no two are the same.

    Two articles of one publisher are told apart by their file. What is too long is cut at its end, or, where
    that would make two labels the same, in its middle.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a", "b"], "publisher": ["Radio One", ""]})
    >>> article_labels(frame)
    {'a': 'Radio One', 'b': 'b'}
    """
    docs = articles["doc_id"]
    names = articles["publisher"].where(articles["publisher"] != "", docs)
    names = names.where(~names.duplicated(keep=False), names + " · " + docs)
    for cut in (shorten, shorten_middle):
        labels = names.map(lambda name, cut=cut: cut(name, WIDTH))
        if labels.is_unique:
            break
    else:
        numbers = (labels.groupby(labels).cumcount() + 1).astype(str)
        labels = labels.where(~labels.duplicated(keep=False), labels + " (" + numbers + ")")
    return dict(zip(docs, labels, strict=True))


def shorten(text: str, width: int) -> str:
    """Cut a text to a width in characters, marking the cut.

    Examples
    --------
    >>> shorten("districts in the north", 12)
    'districts i…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def shorten_middle(text: str, width: int) -> str:
    """Cut the middle out of a text, marking the cut, so that what differs at its end stays.

    Examples
    --------
    >>> shorten_middle("export_of_the_archive_17", 12)
    'expor…ive_17'
    """
    kept = width - 1
    return text if len(text) <= width else f"{text[: kept // 2]}…{text[len(text) - (kept - kept // 2) :]}"
