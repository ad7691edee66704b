"""The rule for pages whose reader told which spans are the main article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from workbench.clean.page import Edit, Line, Page
from workbench.spans import merge_spans

UNSURE = "?"


def read_spans(text: str) -> list[tuple[int, int]]:
    """Read the column ``main_spans``.

    Examples
    --------
    >>> read_spans("40:90 90:95 120:300")
    [(40, 95), (120, 300)]
    """
    pairs = (pair.split(":") for pair in text.removeprefix(UNSURE).split())
    return merge_spans([(int(start), int(end)) for start, end in pairs])


def propose_main_article(page: Page) -> Iterator[Edit]:
    """Propose to remove the lines that lie outside the main article as its reader found it.

    They are flagged instead where the reader is not sure, and says so in a warning: two readings of the page exclude
    each other.
    """
    known = page.known.get("main_spans", "")
    spans = read_spans(known)
    if not spans:
        return
    outside = [line for line in page.free if not touches(line, spans)]
    action = "flagged" if known.startswith(UNSURE) else "removed"
    reason = "outside the main article that was found on the page"
    for _, run in groupby(enumerate(outside), key=lambda pair: pair[1].number - pair[0]):
        lines = [line for _, line in run]
        yield Edit(lines[0].start, lines[-1].end, "", "main-article", action, "", reason)


def touches(line: Line, spans: list[tuple[int, int]]) -> bool:
    """Whether a line lies at least partly inside one of the spans."""
    return any(start < line.end and line.start < end for start, end in spans)
