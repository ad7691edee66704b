"""Offsets between a clean text and the raw text it was made from.

A clean text is made in one way only: by applying changes to the raw text. A change covers ``[start, end)`` of the
raw text and puts a replacement there that is never longer than what it covers, so that every character of the
clean text stands for a character of the raw text and a span can be carried there and back without loss.

The map between the two is a list of *breaks*: at each of them the clean text goes on at another place of the raw
text; between two breaks both advance together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.errors import EditError


class Change(NamedTuple):
    """Characters ``[start, end)`` of the raw text and what stands there in the clean text."""

    start: int
    end: int
    replacement: str = ""


class OffsetMap(NamedTuple):
    """Where each stretch of a clean text begins in the raw text.

    ``texts[i]`` and ``raws[i]`` begin the same stretch; both rise. ``length`` is the length of the clean text.
    """

    texts: tuple[int, ...]
    raws: tuple[int, ...]
    length: int


class Applied(NamedTuple):
    """A clean text and the map from its offsets to those of the raw text."""

    text: str
    offsets: OffsetMap


def check_changes(changes: Iterable[Change], start: int, end: int) -> list[Change]:
    """Return the changes in order of their place.

    Raises
    ------
    EditError
        If two of them overlap, one lies outside ``[start, end)``, or a replacement is longer than what it covers.

    Examples
    --------
    >>> check_changes([Change(4, 6), Change(0, 1)], 0, 9)
    [Change(start=0, end=1, replacement=''), Change(start=4, end=6, replacement='')]
    """
    ordered = sorted(changes)
    last = start
    for change in ordered:
        if not last <= change.start <= change.end <= end:
            raise EditError(
                f"The edit [{change.start}, {change.end}) overlaps another or leaves the text "
                f"[{start}, {end}); the text before {last} is taken. Drop one of the two."
            )
        if len(change.replacement) > change.end - change.start:
            raise EditError(
                f"The edit [{change.start}, {change.end}) would put {len(change.replacement)} characters in the "
                f"place of {change.end - change.start}; a replacement may not be longer than what it covers."
            )
        last = change.end
    return ordered


def apply_changes(raw: str, changes: Iterable[Change], *, start: int = 0, end: int | None = None) -> Applied:
    """Make the clean text of ``raw[start:end]`` and the map back.

    Raises
    ------
    EditError
        As :func:`check_changes`.

    Examples
    --------
    >>> clean = apply_changes("Menu. Rain fell. . More rain.", [Change(0, 6), Change(16, 18)])
    >>> clean.text
    'Rain fell. More rain.'
    >>> clean.offsets
    OffsetMap(texts=(0, 10), raws=(6, 18), length=21)
    """
    end = len(raw) if end is None else end
    pieces: list[str] = []
    breaks: list[tuple[int, int]] = []
    length, place = 0, start
    for change in check_changes(changes, start, end):
        length = _piece(pieces, breaks, length, raw[place : change.start], place)
        length = _piece(pieces, breaks, length, change.replacement, change.start)
        place = change.end
    length = _piece(pieces, breaks, length, raw[place:end], place)
    return Applied("".join(pieces), _offset_map(breaks, length, start))


def _piece(pieces: list[str], breaks: list[tuple[int, int]], length: int, piece: str, place: int) -> int:
    if piece:
        pieces.append(piece)
        breaks.append((length, place))
    return length + len(piece)


def _offset_map(breaks: list[tuple[int, int]], length: int, start: int) -> OffsetMap:
    kept = [
        pair
        for i, pair in enumerate(breaks)
        if i == 0 or pair[1] - pair[0] != breaks[i - 1][1] - breaks[i - 1][0]
    ] or [(0, start)]
    return OffsetMap(tuple(text for text, _ in kept), tuple(raw for _, raw in kept), length)


def restore(text: str, changes: Iterable[tuple[Change, str]], *, start: int = 0) -> str:
    """Rebuild the raw text from a clean text and the changes with the characters each of them covered.

    Examples
    --------
    >>> restore("Rain fell.", [(Change(0, 6), "Menu. ")])
    'Menu. Rain fell.'
    """
    pieces: list[str] = []
    read, place = 0, start
    for change, before in sorted(changes):
        kept = change.start - place
        pieces += [text[read : read + kept], before]
        read += kept + len(change.replacement)
        place = change.end
    return "".join([*pieces, text[read:]])


def to_raw_offset(offsets: OffsetMap, place: int) -> int:
    """Return the raw offset of the character at ``place`` of the clean text; its end for ``place == length``.

    Examples
    --------
    >>> to_raw_offset(OffsetMap((0, 10), (6, 18), 21), 12)
    20
    """
    if 0 < place == offsets.length:
        return to_raw_offset(offsets, place - 1) + 1
    i = max(bisect_right(offsets.texts, place) - 1, 0)
    return offsets.raws[i] + place - offsets.texts[i]


def to_raw_span(offsets: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """Return the tightest raw span that holds the characters ``[start, end)`` of the clean text.

    Examples
    --------
    >>> to_raw_span(OffsetMap((0, 10), (6, 18), 21), 5, 15)
    (11, 23)
    """
    first = to_raw_offset(offsets, start)
    return (first, first) if start >= end else (first, to_raw_offset(offsets, end - 1) + 1)


def to_clean_offset(offsets: OffsetMap, raw: int) -> int:
    """Return how many characters of the clean text come from before ``raw``.

    Examples
    --------
    >>> to_clean_offset(OffsetMap((0, 10), (6, 18), 21), 17)
    10
    """
    i = bisect_right(offsets.raws, raw) - 1
    if i < 0:
        return 0
    limit = offsets.texts[i + 1] if i + 1 < len(offsets.texts) else offsets.length
    return min(offsets.texts[i] + raw - offsets.raws[i], limit)


def to_clean_span(offsets: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """Return the span of the clean text whose characters come from ``[start, end)`` of the raw text.

    Examples
    --------
    >>> to_clean_span(OffsetMap((0, 10), (6, 18), 21), 11, 23)
    (5, 15)
    """
    return to_clean_offset(offsets, start), to_clean_offset(offsets, end)


def cut(offsets: OffsetMap, start: int, end: int) -> OffsetMap:
    """Return the map of the stretch ``[start, end)`` of the clean text, counted from its own beginning.

    Examples
    --------
    >>> cut(OffsetMap((0, 10), (6, 18), 21), 5, 15)
    OffsetMap(texts=(0, 5), raws=(11, 18), length=10)
    """
    first = max(bisect_right(offsets.texts, start) - 1, 0)
    last = max(bisect_right(offsets.texts, max(start, end - 1)) - 1, first)
    texts = (0, *(text - start for text in offsets.texts[first + 1 : last + 1]))
    raws = (to_raw_offset(offsets, start), *offsets.raws[first + 1 : last + 1])
    return OffsetMap(texts, raws, end - start)


def format_breaks(offsets: OffsetMap) -> str:
    """Write the map as the column ``breaks``: empty where the text is the raw slice.

    Examples
    --------
    >>> format_breaks(OffsetMap((0, 5), (11, 18), 10))
    '0:11 5:18'
    >>> format_breaks(OffsetMap((0,), (11,), 10))
    ''
    """
    if len(offsets.texts) == 1:
        return ""
    return " ".join(f"{text}:{raw}" for text, raw in zip(offsets.texts, offsets.raws, strict=True))


def parse_breaks(start: int, breaks: str, length: int) -> OffsetMap:
    """Read the column ``breaks`` of a text of that length that begins at ``start`` of the raw text.

    Raises
    ------
    EditError
        If the text is not of the form ``"0:11 5:18"``.

    Examples
    --------
    >>> parse_breaks(11, "0:11 5:18", 10)
    OffsetMap(texts=(0, 5), raws=(11, 18), length=10)
    """
    try:
        pairs = [tuple(map(int, pair.split(":", 1))) for pair in breaks.split()] or [(0, int(start))]
        return OffsetMap(tuple(text for text, _ in pairs), tuple(raw for _, raw in pairs), int(length))
    except ValueError as error:
        raise EditError(
            f"Breaks are written '0:11 5:18' (text offset:raw offset); got {breaks!r}."
        ) from error


def to_raw(start: int, breaks: str, offset: int) -> int:
    """Return the raw offset of the character at ``offset`` of a sentence's text.

    ``start`` and ``breaks`` are the sentence's columns. For the end of a span use :func:`raw_span`.

    Examples
    --------
    >>> to_raw(100, "", 7)
    107
    >>> to_raw(11, "0:11 5:18", 7)
    20
    """
    return start + offset if not breaks else to_raw_offset(parse_breaks(start, breaks, offset + 1), offset)


def raw_span(start: int, breaks: str, text_start: int, text_end: int) -> tuple[int, int]:
    """Return the raw span of ``[text_start, text_end)`` of a sentence's text.

    Examples
    --------
    >>> raw_span(11, "0:11 5:18", 2, 7)
    (13, 20)
    """
    return to_raw_span(parse_breaks(start, breaks, max(text_end, text_start) + 1), text_start, text_end)


def clean_span(start: int, breaks: str, length: int, raw_start: int, raw_end: int) -> tuple[int, int]:
    """Return where the characters ``[raw_start, raw_end)`` of the raw text stand in a sentence's text.

    ``length`` is the length of the sentence's text.

    Examples
    --------
    >>> clean_span(11, "0:11 5:18", 10, 13, 20)
    (2, 7)
    """
    return to_clean_span(parse_breaks(start, breaks, length), raw_start, raw_end)


def merge_spans(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, with those that touch or overlap made one.

    Examples
    --------
    >>> merge_spans([(5, 9), (0, 2), (8, 12)])
    [(0, 2), (5, 12)]
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
