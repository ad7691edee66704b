"""What is quoted in the sentences of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

Spans = Sequence[tuple[int, int]]


def quoted_spans(texts: Sequence[str], paragraphs: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Return what is quoted in each sentence; a quotation may run on into the next, not beyond its paragraph.

    Examples
    --------
    >>> quoted_spans(["He said: “Five died.", "Two live.” That was all."], [0, 0])
    [[(9, 20)], [(0, 10)]]
    """
    found: list[list[tuple[int, int]]] = []
    still_open, paragraph = False, -1
    for text, current in zip(texts, paragraphs, strict=True):
        if current != paragraph:
            still_open, paragraph = False, current
        spans, still_open = _quoted(text, still_open)
        found.append(spans)
    return found


def _quoted(text: str, still_open: bool) -> tuple[list[tuple[int, int]], bool]:
    spans: list[tuple[int, int]] = []
    start = 0 if still_open else -1
    for mark in re.finditer('[“”"]', text):
        opens = mark.group() == "“" or (mark.group() == '"' and start < 0)
        if opens and start < 0:
            start = mark.start()
        elif not opens and start >= 0:
            spans.append((start, mark.end()))
            start = -1
    if start >= 0:
        spans.append((start, len(text)))
    return spans, start >= 0


def quote_at(quotes: Spans, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the quotation that a span begins in."""
    return next(((low, high) for low, high in quotes if low <= span[0] < high), None)
