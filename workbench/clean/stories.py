"""Where one story of a file ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from workbench.clean.dates import DATE, MONTH, WEEKDAY
from workbench.clean.heading import is_title, stems
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
    free, words, separated = page.free, 0, False
    skip = -1
    for i, line in enumerate(free):
        if SEPARATOR.fullmatch(line.text):
            separated = True
            continue
        lines = _headline_at(free, i) if words >= FEWEST_WORDS_BEFORE and i > skip else 0
        share = _share(free, i, lines) if lines else 0.0
        if lines and share >= (SEPARATED_SHARE if separated else SURE_SHARE):
            yield (
                line,
                f"{'behind a separator, ' if separated else ''}a headline that the next paragraph takes up",
            )
            words, skip = 0, i + lines
        elif line.is_prose:
            words += line.n_words
        separated = separated and not line.is_prose


def _headline_at(free: tuple[Line, ...], i: int) -> int:
    """Return how many lines the headline at line ``i`` has: 0 if it is none, 2 if it is wrapped."""
    line = free[i]
    if not is_title(line) or line.is_prose or line.is_closed:
        return 0
    following = free[i + 1] if i + 1 < len(free) else None
    if following is None:
        return 0
    wraps = not following.blank_before and not following.is_closed and not following.is_prose
    if wraps and 25 <= len(line.text) <= 110 and line.n_words + following.n_words <= 25:
        return 2
    return 1 if line.n_words >= 6 or following.is_prose else 0


def _share(free: tuple[Line, ...], i: int, lines: int) -> float:
    """Return the share of the headline's content in the next paragraph, 0 if that does not open as news does."""
    title = " ".join(line.text for line in free[i : i + lines])
    content = stems(title)
    lede = next((line for line in free[i + lines : i + lines + 5] if line.is_prose), None)
    if lede is None or len(content) < 4 or len(title.split()) < 6:
        return 0.0
    opens = LEDE.search(lede.text[:400]) or DATELINE.match(lede.text)
    return len(content & stems(lede.text[:600])) / len(content) if opens else 0.0
