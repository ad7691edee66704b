"""Time expressions in a text, resolved against its publication date."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.lexicon.reading import either, lines
from workbench.times import relative_rules, year_rules
from workbench.times.calendar_rules import CLOCK_RULES, DAY_RULES, MONTH_RULES
from workbench.times.days import Interval
from workbench.times.intervals import Frame, When, unknown
from workbench.times.notation import Layer, layer, run, translate
from workbench.times.phrases import phrases, ranges
from workbench.times.tense import tense_at
from workbench.times.tokens import Token, codes, tokens

_ATOMS = ("day_atom", "span_atom", "clock_atom", "vague_atom")

_MADE = (*_ATOMS, "overnight", "eve")

# A text without any of these holds no time expression; units and parts of the day count only beside a second word.
_SURE = (
    "any_month any_weekday year_number decade_number decade_word year_range day_range iso_date numeric_date clock "
    "clock_meridiem meridiem oclock zone quarter quarter_number deictic ago season overnight eve phrase_head fiscal"
)
_PAIRS = (
    ("which", "unit weekend part_of_day season_or_verb"),
    ("earlier recent ordinal", "unit"),
    ("the", "weekend"),
)


@functools.cache
def _money() -> re.Pattern[str]:
    """Return what shows news about money: elsewhere a quarter may be one of a match."""
    return re.compile(rf"[$£€¥%]|\b{either(lines('money'))}", re.IGNORECASE)


class Time(NamedTuple):
    """A time expression: where it stands in the text, what it is, and the days that it means.

    ``low`` and ``high`` are the first and the last day, ISO 8601; both are empty where they cannot be known.
    ``bound`` is "since", "until", "by", "before" or "after" where that word leads to it. ``quantity`` is the part
    that is a figure in its own right: "three days" in "the past three days".
    """

    start: int
    end: int
    exact: str
    kind: str
    low: str
    high: str
    bound: str = ""
    quantity: tuple[int, int] | None = None


@functools.cache
def _gate() -> re.Pattern[str]:
    sure = "".join(translate(name) for name in _SURE.split()).replace("][", "")
    pairs = [
        f"{_one(first)}.{{0,4}}{_one(second)}|{_one(second)}.{{0,4}}{_one(first)}" for first, second in _PAIRS
    ]
    return re.compile("|".join([sure, *pairs]))


def _one(names: str) -> str:
    return "".join(translate(name) for name in names.split()).replace("][", "")


@functools.cache
def atoms() -> Layer:
    """Return the first layer of rules: dates, clock times and stretches of time on their own, the surest first."""
    ordered = (DAY_RULES, MONTH_RULES, year_rules.RULES, relative_rules.RULES, CLOCK_RULES)
    return layer([rule for rules in ordered for rule in rules])


def as_date(anchor: str) -> dt.date | None:
    """Return the day that an ISO date or date-time begins with, or None.

    Examples
    --------
    >>> as_date("2021-07-05T10:00:00Z")
    datetime.date(2021, 7, 5)
    >>> as_date("July") is None
    True
    """
    try:
        return dt.date.fromisoformat(anchor[:10])
    except ValueError:
        return None


def find_times(text: str, anchor: str) -> list[Time]:
    """Find the time expressions of a text and resolve them against its publication date.

    Parameters
    ----------
    text
        A sentence, or any text.
    anchor
        The publication date, ISO 8601; empty if unknown. What only a publication date can tell ("Saturday") then
        stays unresolved: it is never resolved against the day on which this runs.

    Returns
    -------
    list of Time
        In the order of the text, without overlap; offsets are code points of ``text``, half-open. A leading
        preposition is not part of an expression, but the ones inside a range are.

    Notes
    -----
    A cascade of finite-state rules over classes of words (Abney 1996). Weekdays without "last" or "next" are the
    most recent one up to and including the publication date, or the next one where the words around look forward
    ("will open on Friday"). Early, mid and late parts of months are thirds.

    Examples
    --------
    >>> [tuple(time)[2:6] for time in find_times("It has held the town since late June, he said on Saturday.", "2021-07-05")]
    [('late June', 'part_of_month', '2021-06-21', '2021-06-30'), ('Saturday', 'weekday', '2021-07-03', '2021-07-03')]
    >>> find_times("He said so on Saturday.", "")
    [Time(start=14, end=22, exact='Saturday', kind='weekday', low='', high='', bound='', quantity=None)]
    """
    return resolve_times(mark_times(text), text, anchor)


Marked = tuple[Token, ...]
"""The tokens of a text with its time expressions made; none if it holds no time expression."""


def mark_times(text: str) -> Marked:
    """Find the time expressions of a text, without saying yet which days they mean."""
    if not _gate().search(codes(text)):
        return ()
    found = tokens(text)
    for stage in (atoms(), phrases(), ranges()):
        found = run(stage, found, text)
        if not any(token.kind in _MADE for token in found):
            return ()
    return tuple(found)


def resolve_times(found: Marked, text: str, anchor: str) -> list[Time]:
    """Say which days the time expressions that were found in a text mean; see :func:`find_times`."""
    published = as_date(anchor)
    frames = [
        (i, Frame(published, tense_at(found, i))) for i, token in enumerate(found) if token.kind in _ATOMS
    ]
    said = next((day for i, frame in frames if (day := _plain_day(found[i], frame))), None)
    times: list[Time] = []
    reference: Interval | None = None
    money = _money().search(text) is not None
    for i, frame in frames:
        when: When = found[i].value
        if when.kind == "bare_quarter" and not money:
            when = When("quarter", unknown)
        meant = when.resolve(frame._replace(reference=said if when.kind == "overnight" else reference))
        reference = meant or reference
        times.append(_time(found[i], when, meant, _bound(found, i)))
    return times


def _plain_day(token: Token, frame: Frame) -> Interval | None:
    """Return the day that a weekday or date means: "officials said on Sunday" tells when "overnight" was."""
    return token.value.resolve(frame) if token.value.kind in ("weekday", "day") else None


def _time(token: Token, when: When, meant: Interval | None, bound: str) -> Time:
    low, high = (day.isoformat() for day in meant) if meant else ("", "")
    kind = when.kind.removeprefix("bare_")
    return Time(token.start, token.end, token.text, kind, low, high, bound, when.quantity)


def _bound(found: Sequence[Token], i: int) -> str:
    word = next(
        (token.text.lower() for token in reversed(found[max(0, i - 2) : i]) if token.kind != "the"), ""
    )
    return (
        {"till": "until"}.get(word, word)
        if word in ("since", "until", "till", "by", "before", "after")
        else ""
    )


def named_spans(times: Iterable[Time]) -> list[tuple[int, int]]:
    """Return the spans of times that name a moment and so hold no figure, leaving out quantities.

    Examples
    --------
    >>> text = "two days before the September 11 attacks"
    >>> [text[start:end] for start, end in named_spans(find_times(text, ""))]
    [' before the September 11 attacks']
    """
    spans: list[tuple[int, int]] = []
    for time in times:
        inner = time.quantity or (time.start, time.start)
        spans += [(time.start, inner[0]), (inner[1], time.end)]
    return [(start, end) for start, end in spans if start < end]
