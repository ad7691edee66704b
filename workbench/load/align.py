"""Finding an extracted text again in the text it was extracted from, as spans of the latter.

An extractor gives back an article's words, but not where they stood. Its lines are looked up in the whole text
word by word: first as they are, after the line before; if that fails in pieces, where of all places at which
four words agree the one with the longest agreement is taken. White space, bullets and marks do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
GRAM = 4
MAX_CANDIDATES = 16
# How far ahead, in characters, a line is looked for as a whole. Lines of fewer than four words stand anywhere, so
# they are looked for close by only.
FAR, NEAR = 200_000, 2_000
# Words of the whole text between two found runs of one line that are taken to belong to it: an extractor may
# normalise a letter or leave out a footnote mark.
MAX_GAP = 3

Span = tuple[int, int]


class Aligned(NamedTuple):
    """Where an extracted text stands, and the share of its words that were found (higher is better)."""

    spans: tuple[Span, ...]
    found: float


def align(extracted: str, whole: str) -> Aligned:
    r"""Return the spans of ``whole`` that hold the words of ``extracted``.

    Parameters
    ----------
    extracted
        Text made of parts of the whole, one block a line.
    whole
        The text to find it in.

    Returns
    -------
    Aligned
        Spans in order, half-open, not touching; between two of them stands at least one word that was not
        extracted. The share of extracted words that were found, 0 to 1.

    Examples
    --------
    >>> whole = "Home\nNews\n\nRain fell for “three days.”\n\n  * It stopped on Friday.\n\nMore news"
    >>> align("Rain fell for “three days.”\n- It stopped on Friday.", whole)
    Aligned(spans=((11, 65),), found=1.0)
    >>> whole[11:65]
    'Rain fell for “three days.”\n\n  * It stopped on Friday.'
    """
    return Whole(whole).align(extracted)


def covered(spans: tuple[Span, ...], start: int, end: int) -> int:
    """Count the characters of [start, end) that lie in one of the spans.

    Examples
    --------
    >>> covered(((0, 4), (6, 9)), 2, 8)
    4
    """
    return sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in spans)


class Whole:
    """A text in which others are looked up, as :func:`align` does, one after the other.

    Parameters
    ----------
    text
        The whole text.
    """

    # The words are kept as one string with single spaces between them, and where each of them stands.
    def __init__(self, text: str) -> None:
        self.text = text
        found = list(WORD.finditer(text))
        self.words = [match[0] for match in found]
        self.places = [match.span() for match in found]
        self.joined = f" {' '.join(self.words)} "
        self.starts = list(accumulate((len(word) + 1 for word in self.words), initial=0))
        self.cursor = 0

    def align(self, extracted: str) -> Aligned:
        """Return the spans of the whole text that hold the words of ``extracted``."""
        self.cursor = 0
        blocks = [WORD.findall(line) for line in extracted.splitlines()]
        runs = [run for block in blocks for run in self._place(block)]
        n_words = sum(map(len, blocks))
        n_found = sum(stop - start for start, stop in runs)
        return Aligned(self._spans(runs), min(1.0, n_found / n_words) if n_words else 0.0)

    def _place(self, block: list[str]) -> list[Span]:
        """Return the runs of words, as [start, stop) word numbers, that a block consists of."""
        if not block:
            return []
        whole = self._ahead(block, FAR if len(block) >= GRAM else NEAR)
        runs = [whole] if whole else _bridged(self._pieces(block))
        if runs:
            self.cursor = runs[-1][1]
        return runs

    def _ahead(self, block: list[str], reach: int) -> Span | None:
        begin = self.starts[self.cursor]
        at = self.joined.find(f" {' '.join(block)} ", begin, begin + reach)
        if at < 0:
            return None
        start = bisect_left(self.starts, at)
        return start, start + len(block)

    def _pieces(self, block: list[str]) -> Iterator[Span]:
        done = 0
        while done <= len(block) - GRAM:
            candidates = self._candidates(tuple(block[done : done + GRAM]))
            run = max(
                ((at, self._end(block, done, at)) for at in candidates),
                key=lambda run: run[1] - run[0],
                default=None,
            )
            if run is None:
                done += 1
                continue
            self.cursor = run[1]
            yield run
            done += run[1] - run[0]

    def _candidates(self, gram: tuple[str, ...]) -> list[int]:
        positions = self._grams.get(gram, [])
        nearest = bisect_left(positions, self.cursor)
        return (
            positions[nearest : nearest + MAX_CANDIDATES]
            + positions[max(0, nearest - MAX_CANDIDATES) : nearest]
        )

    @cached_property
    def _grams(self) -> dict[tuple[str, ...], list[int]]:
        grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for position in range(len(self.words) - GRAM + 1):
            grams[tuple(self.words[position : position + GRAM])].append(position)
        return grams

    def _end(self, block: list[str], done: int, position: int) -> int:
        longest = min(len(block) - done, len(self.words) - position)
        same = 0
        while same < longest and block[done + same] == self.words[position + same]:
            same += 1
        return position + same

    def _spans(self, runs: list[Span]) -> tuple[Span, ...]:
        """Return runs of words as spans of characters, those next to each other as one."""
        merged: list[list[int]] = []
        for start, stop in sorted(runs):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(stop, merged[-1][1])
            else:
                merged.append([start, stop])
        return tuple(self._characters(start, stop) for start, stop in merged)

    def _characters(self, start: int, stop: int) -> Span:
        """Return the characters of some words, with the marks that stand against the first and the last."""
        begin, end = self.places[start][0], self.places[stop - 1][1]
        floor = self.places[start - 1][1] if start else 0
        roof = self.places[stop][0] if stop < len(self.places) else len(self.text)
        while begin > floor and not self.text[begin - 1].isspace():
            begin -= 1
        while end < roof and not self.text[end].isspace():
            end += 1
        return begin, end


def _bridged(runs: Iterable[Span]) -> list[Span]:
    """Join runs of one block with no more than a few words between them."""
    joined: list[Span] = []
    for run in runs:
        if joined and 0 <= run[0] - joined[-1][1] <= MAX_GAP:
            joined[-1] = (joined[-1][0], run[1])
        else:
            joined.append(run)
    return joined
