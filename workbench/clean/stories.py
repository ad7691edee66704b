"""Where one story of a file ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from workbench.clean.dates import DATE, MONTH, WEEKDAY
from workbench.clean.heading import is_title, stems
from workbench.clean.main_article import read_spans, touches
from workbench.clean.page import Line, Page

SEPARATOR = re.compile(
    r"[-=*_#~•·+ ]{3,}|(?:document|article|story|item|text) \d+(?: of \d+)?[:.]?|end of (?:document|article|story)",
    re.IGNORECASE,
)
DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:\([\w ]{2,20}\) ?)?[-–—]{1,2} ")
LEDE = re.compile(
    rf"\b(?:(?:{WEEKDAY})\b|(?-i:(?:{MONTH})\.? \d)|(?:{DATE})|today\b|yesterday\b|reported\b|has said\b|according to\b|announced\b)",
    re.IGNORECASE,
)
FEWEST_WORDS_BEFORE = 60
SURE_SHARE, SEPARATED_SHARE = 0.6, 0.34


class Story(NamedTuple):
    """A stretch ``[start, end)`` of the raw text that holds one story, and how it is known that it begins there."""

    start: int
    end: int
    reason: str


def find_stories(page: Page) -> list[Story]:
    """Return the stretches of the page that hold one story each; they cover it without gaps.

    A story begins at a headline in mid-page whose words its next paragraph takes up again, if that paragraph
    opens as news does (a dateline, a day, who reported it), or at a headline behind a separator.
    """
    starts = list(_starts(page))
    places = [page.start, *(line.start for line, _ in starts), page.end]
    reasons = ["the file begins", *(reason for _, reason in starts)]
    return [Story(*span, reason) for span, reason in zip(pairwise(places), reasons, strict=True)]


def _starts(page: Page) -> Iterator[tuple[Line, str]]:
    words, separated = 0, False
    spans = read_spans(page.known.get("main_spans", ""))
    # Teasers around the main article of a web page look like stories: a headline and a sentence that takes it up.
    lines = tuple(line for line in page.free if touches(line, spans)) if spans else page.free
    for i, line in enumerate(lines):
        if SEPARATOR.fullmatch(line.text):
            separated = True
        elif words >= FEWEST_WORDS_BEFORE and _share(lines, i) >= (
            SEPARATED_SHARE if separated else SURE_SHARE
        ):
            yield (
                line,
                f"{'behind a separator, ' if separated else ''}a headline that the next paragraph takes up",
            )
            words, separated = 0, False
        elif line.is_prose:
            words, separated = words + line.n_words, False


def _share(free: tuple[Line, ...], i: int) -> float:
    """Return the share of a headline's content in the next paragraph, 0 if that does not open as news does."""
    if not is_title(free[i]) or free[i].is_closed or free[i].is_prose:
        return 0.0
    content = stems(free[i].text)
    lede = next((line for line in free[i + 1 : i + 6] if line.is_prose), None)
    if lede is None or len(content) < 4 or free[i].n_words < 6:
        return 0.0
    opens = LEDE.search(lede.text[:400]) or DATELINE.match(lede.text)
    return len(content & stems(lede.text[:600])) / len(content) if opens else 0.0
