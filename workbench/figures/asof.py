"""For when a figure is stated: the time expression that governs it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.figures.clauses import segments, stated, word_at
from workbench.figures.speech_scope import Frame
from workbench.grammar import Word
from workbench.times import Time

# A time in another part of the sentence governs a figure only so many words away.
_REACH = 18
_COMPARED = frozenset({"from", "than", "with", "to", "against"})


def as_of(
    words: Sequence[Word],
    frames: Sequence[Frame],
    times: Sequence[Time],
    span: tuple[int, int],
    anchor: str,
    *,
    figures: Sequence[tuple[int, int]] = (),
) -> tuple[str, str]:
    """Return the first and last day for which a figure is stated; both empty where the sentence does not tell.

    Parameters
    ----------
    words, frames, times
        The parsed sentence, who speaks in it, and its time expressions.
    span
        The figure, as offsets of the sentence's text.
    anchor
        Publication date, ISO 8601; the end of "since June". Empty if unknown.
    figures
        All figures of the sentence, so that each finds the time that is nearest to it.

    Notes
    -----
    A time in the figure's own stretch of the sentence comes first, then one in another part of what was stated,
    then the time of the statement.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> from workbench.times import find_times
    >>> text = "Guards said on Monday that 300 had fled on July 3 and another 94 on July 4."
    >>> times = find_times(text, "2021-07-05")
    >>> from workbench.figures.speech import find_frames
    >>> [words] = parse([text])
    >>> as_of(words, find_frames(words), times, (64, 66), "2021-07-05")
    ('2021-07-04', '2021-07-04')
    """
    usable = [time for time in times if (time.low or time.high) and not _names_something(words, time)]
    usable = [time for time in usable if not (time.start < span[1] and span[0] < time.end) or time.quantity]
    if not usable:
        return "", ""
    time = _governing(words, frames, usable, span, figures)
    return _days(time, anchor) if time else ("", "")


def _names_something(words: Sequence[Word], time: Time) -> bool:
    """Say whether a time only names a thing: "the July 4 attack", "the 2012 election"."""
    first, behind = word_at(words, time.start), word_at(words, time.end)
    named = (
        behind < len(words)
        and words[behind].upos in ("NOUN", "PROPN")
        and words[behind].start <= time.end + 1
    )
    return named and first > 0 and words[first - 1].upos in ("DET", "PRON", "ADJ", "PART", "VERB")


def _governing(
    words: Sequence[Word],
    frames: Sequence[Frame],
    times: Sequence[Time],
    span: tuple[int, int],
    figures: Sequence[tuple[int, int]],
) -> Time | None:
    number, at = segments(words), word_at(words, span[0])
    places = [(time, word_at(words, time.start)) for time in times]
    said = [(time, place) for time, place in places if not stated(frames, place)]
    facts = [pair for pair in places if pair not in said and _may_govern(words, pair, span, figures)]
    here = [pair for pair in facts if _segment(number, pair[1]) == _segment(number, at)]
    if here:
        return _nearest(here, at)
    opening = [pair for pair in facts if pair[1] < at and _opens(words, pair[1])]
    if opening:
        return opening[0][0]
    free = [
        pair for pair in facts if abs(pair[1] - at) <= _REACH and not _taken(number, pair[1], words, figures)
    ]
    if free:
        return _nearest(free, at)
    return _nearest(said, at) if said and stated(frames, at) else None


def _segment(number: Sequence[int], i: int) -> int:
    return number[min(i, len(number) - 1)] if number else 0


def _nearest(pairs: Sequence[tuple[Time, int]], at: int) -> Time:
    """Return the nearest time; of two equally near the one behind the figure."""
    return min(pairs, key=lambda pair: (abs(pair[1] - at), -pair[1]))[0]


def _opens(words: Sequence[Word], i: int) -> bool:
    """Say whether a time stands at the head of the sentence: "Since June, …", "On Monday night …"."""
    return (
        all(word.upos in ("ADP", "SCONJ", "DET", "ADJ", "ADV", "PUNCT", "NUM", "NOUN") for word in words[:i])
        and i <= 6
    )


def _taken(
    number: Sequence[int], place: int, words: Sequence[Word], figures: Sequence[tuple[int, int]]
) -> bool:
    """Say whether a time stands beside another figure, which it then belongs to."""
    return any(_segment(number, word_at(words, start)) == _segment(number, place) for start, _ in figures)


def _may_govern(
    words: Sequence[Word], pair: tuple[Time, int], span: tuple[int, int], figures: Sequence[tuple[int, int]]
) -> bool:
    """Say whether a time can be the figure's own: what is compared with belongs to the figure right before it."""
    time, place = pair
    before = words[place - 1].text.lower() if place else ""
    if time.bound or (before not in _COMPARED and time.kind != "relative"):
        return True
    if before in _COMPARED:
        return time.kind not in ("relative", "year", "month", "quarter", "ago") or before == "to"
    nearest = max((start for start, end in figures if end <= time.start), default=span[0])
    return nearest == span[0]


def _days(time: Time, anchor: str) -> tuple[str, str]:
    """Return the days that a time with its preposition means: "since June 22" lasts until publication."""
    if time.bound == "since":
        return time.low, max(anchor[:10], time.high) if anchor else ""
    if time.bound in ("until", "by", "before"):
        return "", time.high
    if time.bound == "after":
        return time.low, ""
    return time.low, time.high
