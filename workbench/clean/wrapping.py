"""Lines that were wrapped at a width: which printed lines make one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

CLOSED = re.compile(r"[.!?…:;。؟।][\"'”’»)\]]{0,3}$")
WIDEST, NARROWEST = 100, 30
"""Widths (code points) between which a text can have been wrapped by a machine."""
NARROWEST_COLUMN, FEWEST_IN_COLUMNS = 14, 6
"""A column may be narrower, if more of its lines show that it is one."""
FEWEST_PAIRS = 3
MOST_LONG = 0.1
"""Share of the lines that may be longer than any width: not wrapped, pasted in."""
# Lines that begin in lower case without going on from the one above: who wrote it, when, where it was shared from.
OPENS_NEW = re.compile(
    r"(?:by|at|via|updated|posted|published|with|photo|source|share|e-?mail)\b(?:\S*\s+\S+){0,5}\s*$",
    re.IGNORECASE,
)

Spans = list[tuple[int, int]]


def join_wrapped(raw: str, spans: Spans) -> Iterator[tuple[int, int]]:
    r"""Yield the spans of the lines, with those that continue one another made one.

    A line goes on in the next one, without a blank line between, if it is not closed and the next begins in lower
    case; in a text that was wrapped at a width, also if the next line's first word would not have fitted on it.

    Examples
    --------
    >>> raw = "Rain closed the northern road to\nthe valley\nNo one was hurt"
    >>> [raw[start:end] for start, end in join_wrapped(raw, [(0, 32), (33, 43), (44, 59)])]
    ['Rain closed the northern road to\nthe valley', 'No one was hurt']
    """
    width = _width(raw, spans)
    run: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    for span in spans:
        if run and last and _goes_on(raw, last, span, width):
            run = (run[0], span[1])
        else:
            if run:
                yield run
            run = span
        last = span
    if run:
        yield run


def _width(raw: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return the width at which the text was wrapped, or 0 if it was not."""
    pairs = [
        (first, second)
        for first, second in pairwise(spans)
        if first[1] - first[0] <= WIDEST and _is_adjacent(raw, first, second)
    ]
    broken = [first[1] - first[0] for first, second in pairs if _is_cut(raw, first, second)]
    long = sum(end - start > WIDEST and not _is_one_word(raw, start, end) for start, end in spans)
    if len(broken) < FEWEST_PAIRS or len(broken) < 0.4 * len(pairs) or long > MOST_LONG * len(spans):
        return 0
    width = _reached(broken)
    in_columns = len(broken) >= FEWEST_IN_COLUMNS and len(broken) >= 0.5 * len(pairs)
    return width if width >= NARROWEST or (in_columns and width >= NARROWEST_COLUMN) else 0


def _reached(lengths: list[int]) -> int:
    """Return the width that lines come near to again and again; one line that is longer does not set it."""
    enough = max(2, len(lengths) // 10)
    return next(
        (
            length
            for length in sorted(lengths, reverse=True)
            if sum(0.8 * length <= other <= length for other in lengths) >= enough
        ),
        max(lengths),
    )


def _is_one_word(raw: str, start: int, end: int) -> bool:
    """Whether a line is an address or the like, which cannot be wrapped."""
    return max(map(len, raw[start:end].split())) > WIDEST // 2


def _is_cut(raw: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    return not CLOSED.search(raw[max(first[0], first[1] - 6) : first[1]]) and raw[second[0]].islower()


def _is_adjacent(raw: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    gap = raw[first[1] : second[0]]
    return gap.count("\n") == 1 or gap in ("\r", "\u2028")


def _goes_on(raw: str, first: tuple[int, int], second: tuple[int, int], width: int) -> bool:
    length = first[1] - first[0]
    narrowest = min(NARROWEST, 0.35 * width) if width else NARROWEST
    if not narrowest <= length <= WIDEST or not _is_adjacent(raw, first, second):
        return False
    if _is_cut(raw, first, second):
        return width > 0 or not OPENS_NEW.match(raw[second[0] : min(second[1], second[0] + 120)])
    word = raw[second[0] : second[1]].split(maxsplit=1)[0]
    least = 0.6 if width >= NARROWEST else 0.35  # in a column a long word leaves half of a line empty
    return width > 0 and length >= least * width and length + 1 + len(word) > width
