"""What is quoted in the sentences of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

Spans = Sequence[tuple[int, int]]

# How many sentences a quotation may run on beyond the paragraph that opens it.
REACH = 4
_MARK = re.compile('[“”"]')


def quoted_spans(texts: Sequence[str], paragraphs: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Return what is quoted in each sentence; a quotation may run on into the next.

    It ends with its paragraph, unless the first mark behind that closes one: some texts part every sentence.

    Examples
    --------
    >>> quoted_spans(["He said: “Five died.", "Two live.” That was all."], [0, 0])
    [[(9, 20)], [(0, 10)]]
    """
    found: list[list[tuple[int, int]]] = []
    still_open, paragraph = False, -1
    for i, (text, current) in enumerate(zip(texts, paragraphs, strict=True)):
        if current != paragraph:
            still_open, paragraph = still_open and _closes_later(texts[i : i + REACH + 1]), current
        spans, still_open = _quoted(text, still_open)
        found.append(spans)
    return found


def _closes_later(texts: Sequence[str]) -> bool:
    """Say whether the first mark to come closes a quotation: a paragraph that opens one anew shows that it was over."""
    for text in texts:
        marks = _MARK.findall(text)
        if marks:
            return marks[0] == "”" or (marks[0] == '"' and len(marks) % 2 == 1 and not text.startswith('"'))
    return False


def _quoted(text: str, still_open: bool) -> tuple[list[tuple[int, int]], bool]:
    spans: list[tuple[int, int]] = []
    start = 0 if still_open else -1
    for mark in _MARK.finditer(text):
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
