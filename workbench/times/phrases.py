"""The second layer of rules: what dates and times form together (ranges, parts of a day, days before a day)."""

from __future__ import annotations

import datetime as dt
import functools

from workbench.times import intervals as iv
from workbench.times.days import Interval, third
from workbench.times.intervals import When
from workbench.times.notation import Layer, Parts, Rule, layer

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
