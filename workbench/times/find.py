"""Time expressions in a text, single and joined to ranges, resolved against its publication date."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.lexicon.reading import either, lines
from workbench.times import intervals as iv
from workbench.times import relative_rules, year_rules
from workbench.times.calendar_rules import CLOCK_RULES, DAY_RULES, MONTH_RULES
from workbench.times.intervals import Frame, Interval, When, third, unknown
from workbench.times.relative_rules import tense_at
from workbench.times.tokens import Layer, Parts, Rule, Token, codes, layer, run, tokens, translate

Made = When | None
_ONE_DAY = dt.timedelta(days=1)


def _only(parts: Parts) -> When:
    """Return the one date among the parts."""
    return parts.get("atom")


def _same(parts: Parts) -> Made:
    """Take the date's own meaning: a clock time or a part of the day beside it does not change the day."""
    return _only(parts)


def _pair(parts: Parts) -> Made:
    """Read "Monday, July 5": the date tells more than the weekday."""
    first, second = (token.value for token in parts.all("atom"))
    named = {first.kind, second.kind}
    if (
        "weekday" not in named
        or not named <= {"weekday", "day", "deictic", "holiday", "event"}
        or len(named) == 1
    ):
        return None
    return second if first.kind == "weekday" else first


def _range(parts: Parts) -> Made:
    """Read "from Monday to Wednesday", "between July 3 and July 5, 2021"."""
    first, last = (token.value for token in parts.all("atom"))
    return When("range", _from_to(first, last), last.year)


def _from_to(first: When, last: When) -> iv.Resolver:
    def resolve(frame: iv.Frame) -> Interval | None:
        begin = first.resolve(frame._replace(year=None if first.year else last.year))
        if begin is None:
            return None
        end = last.resolve(frame._replace(year=first.year, after=begin[0], reference=begin))
        return (begin[0], end[1]) if end and end[1] >= begin[0] else None

    return resolve


def _bare_range(parts: Parts) -> Made:
    """Read "Monday to Wednesday": only two dates of one kind are ends of a range."""
    first, last = (token.value for token in parts.all("atom"))
    return (
        _range(parts)
        if first.kind == last.kind and first.kind in ("weekday", "day", "month", "year")
        else None
    )


def _night_to(parts: Parts) -> Made:
    """Read "overnight into Monday": the night that ends on that day."""
    when = _only(parts)
    return When("overnight", _stretched(when, -1, 0))


def _night_of(parts: Parts) -> Made:
    """Read "overnight on Saturday": the night that begins on that day."""
    return When("overnight", _stretched(_only(parts), 0, 1))


def _overnight(parts: Parts) -> Made:
    return When("overnight", _last_night)


def _last_night(frame: iv.Frame) -> Interval | None:
    """Resolve to the night before publication; from the night before the day that the sentence was said on."""
    if frame.anchor is None:
        return None
    said = frame.reference[0] if frame.reference else frame.anchor
    gap = (frame.anchor - said).days
    if not 0 <= gap < 7:
        said, gap = frame.anchor, 0
    return said - _ONE_DAY, frame.anchor if gap < 2 else said


def _stretched(when: When, before: int, after: int) -> iv.Resolver:
    def resolve(frame: iv.Frame) -> Interval | None:
        found = when.resolve(frame)
        return (found[0] + before * _ONE_DAY, found[1] + after * _ONE_DAY) if found else None

    return resolve


def _eve(parts: Parts) -> Made:
    """Read "the eve of July 4": the day before."""
    return When("eve", iv.relative_to(_only(parts), -1, "day"))


def _bare_eve(parts: Parts) -> Made:
    """Read "on the eve of the vote": a day that the text does not tell."""
    return When("eve", iv.unknown) if parts.follows("the") else None


def _from_date(parts: Parts) -> Made:
    """Read "two days before the September 11 attacks"."""
    number = sum(token.value for token in parts.all("count")) or 1
    units = parts.all("unit")
    inside = [*parts.all("count"), *units]
    quantity = (min(token.start for token in inside), units[0].end) if parts.all("count") else None
    resolver = iv.relative_to(_only(parts), parts.get("before") * number, units[0].value)
    return When("event", resolver, quantity=quantity)


def _count_of(parts: Parts) -> int:
    return sum(token.value for token in parts.all("count")) or 1


def _counted(parts: Parts) -> tuple[int, int] | None:
    inside = [*parts.all("count"), *parts.all("unit|quarter")[:1]]
    return (min(each.start for each in inside), inside[-1].end) if parts.all("count") else None


def _until(parts: Parts) -> Made:
    """Read "the three months to January", "the quarter ended March 31"."""
    if parts.all("to") and not (parts.follows("the", "of", "in", "its") or parts.all("count")):
        return None
    when = _only(parts)
    unit = "quarter" if parts.get("quarter") == 3 else parts.get("unit")
    if unit not in ("day", "week", "month", "quarter", "year") or when.kind not in (
        "day",
        "month",
        "weekday",
    ):
        return None
    return When("range", iv.until(when, _count_of(parts), unit), when.year, _counted(parts))


def _edge_of(parts: Parts) -> Made:
    """Read "the first three months of 2020", "the last two weeks of February", "the last week of May"."""
    when, unit = _only(parts), parts.get("unit")
    which = parts.tokens[0].text.lower()
    longer = {"day": ("week", "month", "year"), "week": ("month", "year"), "month": ("year",)}
    if which not in ("first", "last", "final") or when.kind not in longer.get(unit, ()):
        return None
    found = iv.edge_units(when, _count_of(parts), unit, last=which != "first")
    return When("range", found, when.year, _counted(parts))


def _day_beside(parts: Parts) -> Made:
    """Read "the day before", "the week after" where nothing follows that it is counted from."""
    unit, side = parts.get("unit"), parts.get("before")
    if unit not in ("day", "week", "month", "year") or not parts.follows("the"):
        return None
    return When("relative", iv.from_reference(side, unit)) if _closes(parts.after) else None


def _closes(after: Token | None) -> bool:
    """Whether what stands behind begins something else: "the day before, …", "the day before in Arva"."""
    return (
        after is None or after.kind in ("comma", "dot", "in", "and", "dash") or after.text.lower() == "when"
    )


def _from_day(parts: Parts) -> Made:
    """Read "a week from Friday"."""
    when, unit = _only(parts), parts.get("unit")
    if unit not in ("day", "week", "month", "year") or when.kind not in ("weekday", "day", "deictic"):
        return None

    def resolve(frame: iv.Frame) -> Interval | None:
        base = when.resolve(frame._replace(tense=1))
        day = iv.shifted(base[0], _count_of(parts), unit) if base else None
        return (day, day) if day else None

    return When("relative", resolve, quantity=_counted(parts))


def _part_of(parts: Parts) -> Made:
    """Read "late last month", "the end of this year", "earlier this week"."""
    when = _only(parts)
    if when.kind not in ("month", "year", "week", "decade", "season", "quarter") or parts.follows(
        "until", "till"
    ):
        return None
    position = parts.get("position|edge")
    side = parts.get("earlier")
    return When(
        f"part_of_{when.kind}", _portion(when, position) if position else _side(when, side), when.year
    )


def _portion(when: When, position: str) -> iv.Resolver:
    def resolve(frame: iv.Frame) -> Interval | None:
        found = when.resolve(frame)
        if found is None or (found[1] - found[0]).days >= 20:
            return found and third(found, position)
        days = {"early": (0, 2), "mid": (2, 4), "late": (4, 6)}[position]
        return found[0] + days[0] * _ONE_DAY, found[0] + days[1] * _ONE_DAY

    return resolve


def _side(when: When, side: int) -> iv.Resolver:
    """Resolve to what lies before (or after) publication of the stretch that publication lies in."""

    def resolve(frame: iv.Frame) -> Interval | None:
        found = when.resolve(frame)
        if found is None or frame.anchor is None or not found[0] <= frame.anchor <= found[1]:
            return found
        return (found[0], frame.anchor) if side < 0 else (frame.anchor, found[1])

    return resolve


def _clocks(parts: Parts) -> Made:
    return When("clock", iv.unknown)


_RULES = (
    # A clock time or a part of the day beside a day.
    Rule("from? clock_atom (to | dash | and) clock_atom comma? on? day_atom", "day_atom", _same),
    Rule("clock_atom comma? (on | of)? (the part_of_day of)? day_atom", "day_atom", _same),
    Rule("day_atom part_of_day? comma? on clock_atom", "day_atom", _same),
    Rule("clock_atom (to | dash | and) clock_atom", "clock_atom", _clocks),
    Rule("overnight from? day_atom (to | dash) day_atom", "span_atom", _range),
    Rule("overnight to day_atom", "span_atom", _night_to),
    Rule("overnight (on | from)? day_atom", "span_atom", _night_of),
    Rule("day_atom overnight", "span_atom", _night_of),
    Rule("overnight", "span_atom", _overnight),
    Rule(
        "position? part_of_day of_in? on? day_atom (comma day_atom)?",
        "day_atom",
        lambda parts: _pair_or_same(parts),
    ),
    Rule("(position | earlier) on? (the part_of_day of)? day_atom part_of_day?", "day_atom", _same),
    Rule("position part_of_day (of | on)? day_atom", "day_atom", _same),
    Rule("day_atom part_of_day", "day_atom", _same),
    Rule("day_atom comma? day_atom", "day_atom", _pair),
    # So long before or after a day.
    Rule("(count | number_word dash number_word)? unit before (the | of)? atom", "span_atom", _from_date),
    Rule("count? (unit | quarter) (to | ended) (on | in)? atom", "span_atom", _until),
    Rule("(ordinal_word | last) count? unit of_in atom", "span_atom", _edge_of),
    Rule("count unit from atom", "day_atom", _from_day),
    Rule("unit before", "day_atom", _day_beside),
    Rule("eve of the? day_atom", "day_atom", _eve),
    Rule("eve", "vague_atom", _bare_eve),
    # Parts of a stretch.
    Rule("(position | earlier) in? span_atom", "span_atom", _part_of),
    Rule("edge of the? span_atom", "span_atom", _part_of),
)


def _pair_or_same(parts: Parts) -> Made:
    return _pair(parts) if len(parts.all("atom")) > 1 else _same(parts)


_RANGES = (
    Rule("from atom (to | dash) atom", "span_atom", _range),
    Rule("between atom and atom", "span_atom", _range),
    Rule("atom (to | dash) atom", "span_atom", _bare_range),
)


@functools.cache
def phrases() -> Layer:
    """Return the second layer, compiled."""
    return layer(_RULES)


@functools.cache
def ranges() -> Layer:
    """Return the third layer, compiled: what stands between two dates."""
    return layer(_RANGES)


_ATOMS = ("day_atom", "span_atom", "clock_atom", "vague_atom")

_SAID = re.compile(r"\b(?:said|says|told \w+|added|announced|reported|statement)(?: late| early)?(?: on)? $")

_MADE = (*_ATOMS, "overnight", "eve")

# A text without any of these holds no time expression; units and parts of the day count only beside a second word.
_SURE = (
    "any_month any_weekday year_number decade_number decade_word year_range day_range iso_date numeric_date clock "
    "clock_meridiem meridiem oclock zone quarter quarter_number deictic ago season overnight eve phrase_head fiscal"
)
_PAIRS = (
    ("which", "unit weekend part_of_day season_or_verb"),
    ("same", "unit part_of_day"),
    ("unit", "before"),
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


def find_times(text: str, anchor: str, *, reference: tuple[str, str] | None = None) -> list[Time]:
    """Find the time expressions of a text and resolve them against its publication date.

    Parameters
    ----------
    text
        A sentence, or any text.
    anchor
        The publication date, ISO 8601; empty if unknown. What only a publication date can tell ("Saturday") then
        stays unresolved: it is never resolved against the day on which this runs.
    reference
        The first and the last day of the time that the text before spoke of last, ISO 8601: from these "the day
        before" and "three days later" count where the sentence names no other. Where one is empty it is the other.

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
    return resolve_times(mark_times(text), text, anchor, reference=reference)


Marked = tuple[Token, ...]
"""The tokens of a text with its time expressions made; none if it holds no time expression."""


def mark_times(text: str) -> Marked:
    """Find the time expressions of a text, without saying yet which days they mean."""
    if not _gate().search(codes(text)):
        return ()
    found = tokens(text)
    for stage in (atoms(), phrases(), ranges()):
        found = run(stage, found, text)
        if not any(token.kind in (*_MADE, "before") for token in found):
            return ()
    return tuple(found) if any(token.kind in _ATOMS for token in found) else ()


def _span_of(first: str, last: str) -> Interval | None:
    """Return the days of a reference; where one is empty the other is both."""
    begins, ends = as_date(first or last), as_date(last or first)
    return (begins, ends) if begins and ends else None


def resolve_times(
    found: Marked, text: str, anchor: str, *, reference: tuple[str, str] | None = None
) -> list[Time]:
    """Say which days the time expressions that were found in a text mean; see :func:`find_times`."""
    published = as_date(anchor)
    frames = [
        (i, Frame(published, tense_at(found, i))) for i, token in enumerate(found) if token.kind in _ATOMS
    ]
    said = next((day for i, frame in frames if (day := _plain_day(found[i], frame))), None)
    times: list[Time] = []
    named = _span_of(*reference) if reference else None
    money = _money().search(text) is not None
    for i, frame in frames:
        when: When = found[i].value
        if when.kind == "bare_quarter" and not money:
            when = When("quarter", unknown)
        meant = when.resolve(frame._replace(reference=said if when.kind == "overnight" else named))
        named = meant or named
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


# What a later sentence may count from; not "the past three weeks" or "1990s".
_NAMES_A_TIME = frozenset(
    ("day", "weekday", "deictic", "holiday", "event", "relative", "month", "year", "weekend")
)


def last_named(times: Iterable[Time], text: str) -> tuple[str, str] | None:
    """Return the days of the last time that a sentence names, from which "three days later" counts in the next one.

    The day on which somebody said so is none of what is told.

    Examples
    --------
    >>> text = "The dam broke on Friday, officials said on Sunday."
    >>> last_named(find_times(text, "2021-07-05"), text)
    ('2021-07-02', '2021-07-02')
    """
    named = [
        (time.low, time.high)
        for time in times
        if time.low and time.high and time.kind in _NAMES_A_TIME and not _SAID.search(text[: time.start])
    ]
    return named[-1] if named else None


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
