"""From what an expression says to the days that it means, seen from a publication date.

A :class:`When` keeps what was read; its ``resolve`` gives the first and the last day for a :class:`Frame`
(the publication date, and whether the sentence looks forward), or None where the two do not tell.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

Day = dt.date
Interval = tuple[Day, Day]


def month_interval(year: int, month: int) -> Interval:
    """Return the first and last day of a month."""
    return Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1])


def year_interval(year: int) -> Interval:
    """Return the first and last day of a year."""
    return Day(year, 1, 1), Day(year, 12, 31)


def add_months(day: Day, months: int) -> Day:
    """Return the same day some months on, or the last one of a shorter month.

    Examples
    --------
    >>> add_months(Day(2021, 3, 31), -1).isoformat()
    '2021-02-28'
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def third(interval: Interval, position: str) -> Interval:
    """Return the early, middle or late third of a month, year or decade.

    Examples
    --------
    >>> [day.isoformat() for day in third(month_interval(2021, 4), "mid")]
    ['2021-04-11', '2021-04-20']
    """
    low, high = interval
    if (high - low).days < 40:
        cut = {"early": (1, 10), "mid": (11, 20), "late": (21, high.day)}[position]
        return low.replace(day=cut[0]), low.replace(day=cut[1])
    months = (high.year - low.year) * 12 + high.month - low.month + 1
    first = {"early": 0, "mid": months // 3, "late": months * 2 // 3}[position]
    last = {"early": months // 3, "mid": months * 2 // 3, "late": months}[position]
    return add_months(low, first), add_months(low, last) - dt.timedelta(days=1)


def unit_interval(day: Day, unit: str) -> Interval | None:
    """Return the day, calendar week (from Monday), month, quarter, year or decade that a day lies in.

    None for any other unit.

    Examples
    --------
    >>> [day.isoformat() for day in unit_interval(Day(2021, 7, 7), "week")]
    ['2021-07-05', '2021-07-11']
    """
    if unit == "day":
        return day, day
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday())
        return monday, monday + dt.timedelta(days=6)
    if unit == "month":
        return month_interval(day.year, day.month)
    if unit == "year":
        return year_interval(day.year)
    if unit == "decade":
        return Day(day.year // 10 * 10, 1, 1), Day(day.year // 10 * 10 + 9, 12, 31)
    if unit == "quarter":
        return _quarter_of(day)
    return None


def _quarter_of(day: Day) -> Interval:
    first = (day.month - 1) // 3 * 3 + 1
    return Day(day.year, first, 1), month_interval(day.year, first + 2)[1]


def shifted(day: Day, number: int, unit: str) -> Day | None:
    """Return the day some units on (back for a negative number); None for a unit finer than a day.

    Examples
    --------
    >>> shifted(Day(2021, 7, 5), -2, "week").isoformat()
    '2021-06-21'
    """
    if unit in ("month", "quarter", "year", "decade"):
        return add_months(day, number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
    if unit in ("day", "week", "fortnight"):
        return day + dt.timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return None


def hours_from(day: Day, number: int, unit: str) -> Day | None:
    """Return the furthest day that so many hours, minutes or seconds reach; None for other units.

    Examples
    --------
    >>> hours_from(Day(2021, 7, 5), -36, "hour").isoformat()
    '2021-07-03'
    """
    per_day = {"hour": 24, "minute": 1440, "second": 86400}.get(unit)
    if per_day is None:
        return None
    days = -(-abs(number) // per_day)
    return day + dt.timedelta(days=days if number > 0 else -days)


def around(day: Day | None, unit: str) -> Interval | None:
    """Return the days that a point counted in a unit may mean: weeks are exact to three days either way.

    Examples
    --------
    >>> [day.isoformat() for day in around(Day(2021, 7, 5), "week")]
    ['2021-07-02', '2021-07-08']
    """
    if day is None:
        return None
    if unit in ("week", "fortnight"):
        return day - dt.timedelta(days=3), day + dt.timedelta(days=3)
    if unit == "decade":
        return year_interval(day.year)
    return unit_interval(day, unit)


# How far ahead a day without a year may lie, and how far back the last one must, to be taken for the next one.
_SOON, _LONG_AGO = 120, 240
_YEARS_AROUND = 4


class Frame(NamedTuple):
    """From where an expression is seen.

    ``anchor`` is the publication date, ``tense`` -1, 0 or 1 for past, open, future; ``year`` is a year that
    another part of the expression gives; ``after`` the day on or after which it must lie (the end of a range);
    ``reference`` a day that the sentence has spoken of before.
    """

    anchor: Day | None
    tense: int = 0
    year: int | None = None
    after: Day | None = None
    reference: Interval | None = None


Resolver = Callable[[Frame], Interval | None]


class When(NamedTuple):
    """What an expression says: its kind and how it is resolved."""

    kind: str
    resolver: Resolver
    year: int | None = None
    quantity: tuple[int, int] | None = None

    def resolve(self, frame: Frame) -> Interval | None:
        """Return the first and the last day meant, or None where they cannot be known."""
        try:
            return self.resolver(frame)
        except (ValueError, OverflowError):  # a day that no calendar has: 30 February, the year 12,000
            return None


def unknown(frame: Frame) -> Interval | None:
    """Resolve to nothing: what is meant cannot be known."""
    return None


def always(low: Day, high: Day | None = None) -> Resolver:
    """Resolve to the same days from everywhere."""
    return lambda frame: (low, high or low)


def yearly(make: Callable[[int], Interval], year: int | None) -> Resolver:
    """Resolve something that every year has: in the year given, else the one that the sentence points to."""

    def resolve(frame: Frame) -> Interval | None:
        known = year or frame.year
        if known:
            return make(known)
        start = frame.after or frame.anchor
        return _pick(list(_each_year(make, start)), frame) if start else None

    return resolve


def _each_year(make: Callable[[int], Interval], around: Day) -> Iterable[Interval]:
    for year in range(max(1, around.year - _YEARS_AROUND), min(9999, around.year + _YEARS_AROUND) + 1):
        try:
            yield make(year)
        except ValueError:  # 29 February
            continue


def _pick(found: list[Interval], frame: Frame) -> Interval | None:
    if frame.after:
        return next((each for each in found if each[0] >= frame.after), None)
    assert frame.anchor is not None
    return _nearest_to(frame.anchor, found, frame.tense)


def _nearest_to(anchor: Day, found: list[Interval], tense: int) -> Interval | None:
    """Return the next interval where the tense looks ahead, or is silent and it comes soon; else the last one."""
    past = max((each for each in found if each[0] <= anchor), default=None)
    future = min((each for each in found if each[1] >= anchor), default=None)
    if tense > 0 or past is None:
        return future
    soon = tense == 0 and future is not None and _comes_soon(anchor, past, future)
    return future if soon else past


def _comes_soon(anchor: Day, past: Interval, future: Interval) -> bool:
    return (future[0] - anchor).days <= _SOON and (anchor - past[1]).days >= _LONG_AGO


def day_of_month(month: int, day: int, year: int | None, last: int | None = None) -> Resolver:
    """Resolve a day of a month, or a run of days within one."""
    return yearly(lambda y: (Day(y, month, day), Day(y, month, last or day)), year)


def whole_month(month: int, year: int | None, position: str = "") -> Resolver:
    """Resolve a month, or the early, middle or late third of it."""

    def make(y: int) -> Interval:
        found = month_interval(y, month)
        return third(found, position) if position else found

    return yearly(make, year)


def months_of_year(first: int, last: int, year: int | None) -> Resolver:
    """Resolve a season or quarter; one whose last month comes before its first ends in the next year."""
    return yearly(lambda y: (Day(y, first, 1), month_interval(y + (last < first), last)[1]), year)


def seen_from(resolver: Callable[[Day], Interval | None]) -> Resolver:
    """Resolve what only a publication date can tell; to nothing without one."""
    return lambda frame: resolver(frame.anchor) if frame.anchor else None


def weekday(number: int, which: int | None) -> Resolver:
    """Resolve a day of the week: the last one up to the publication date, or the next one on.

    ``which`` is -1 for "last", 1 for "next", 0 for "this", None where nothing is said. "Last" and "next" never
    mean the day of publication itself.
    """

    def resolve(frame: Frame) -> Interval | None:
        start = frame.after or frame.anchor
        if start is None:
            return None
        ahead = (number - start.weekday()) % 7
        behind = (start.weekday() - number) % 7
        if which:
            # Nobody calls tomorrow "next Tuesday".
            shift = (ahead if ahead > 1 else ahead + 7) if which > 0 else -(behind or 7)
        else:
            shift = ahead if frame.after or frame.tense > 0 else -behind
        day = start + dt.timedelta(days=shift)
        return day, day

    return resolve


def weekday_of_week(number: int, weeks: int) -> Resolver:
    """Resolve "Tuesday of last week": a weekday in a week counted from that of publication."""

    def from_anchor(anchor: Day) -> Interval:
        day = anchor + dt.timedelta(days=number - anchor.weekday() + 7 * weeks)
        return day, day

    return seen_from(from_anchor)


def days_from(shift: int, until: int | None = None) -> Resolver:
    """Resolve a day counted from publication (yesterday: -1), or a run of days."""

    def from_anchor(anchor: Day) -> Interval:
        return anchor + dt.timedelta(days=shift), anchor + dt.timedelta(
            days=shift if until is None else until
        )

    return seen_from(from_anchor)


def weekend(which: int | None) -> Resolver:
    """Resolve a weekend (Saturday and Sunday): the last one begun, or the one to come."""

    def resolve(frame: Frame) -> Interval | None:
        if frame.anchor is None:
            return None
        begun = frame.anchor - dt.timedelta(days=(frame.anchor.weekday() - 5) % 7)
        inside = frame.anchor.weekday() >= 5
        # In the middle of a week "this weekend" is the one to come, on a Monday the one just over.
        ahead = frame.tense > 0 or (which == 0 and frame.tense == 0 and frame.anchor.weekday() >= 2)
        if which == 1 or (which != -1 and ahead and not inside):
            begun += dt.timedelta(days=7)
        elif which == -1 and inside:
            begun -= dt.timedelta(days=7)
        return begun, begun + dt.timedelta(days=1)

    return resolve


def calendar_unit(which: int, unit: str) -> Resolver:
    """Resolve "last month", "this week", "next year": a unit of the calendar counted from publication."""

    def from_anchor(anchor: Day) -> Interval | None:
        day = shifted(anchor, which, unit)
        return unit_interval(day, unit) if day else None

    return seen_from(from_anchor)


def stretch(which: int, number: int, unit: str) -> Resolver:
    """Resolve "the past three days", "the next two weeks": a stretch that ends or begins at publication."""

    def from_anchor(anchor: Day) -> Interval | None:
        day = hours_from(anchor, which * number, unit) or shifted(anchor, which * number, unit)
        return (min(day, anchor), max(day, anchor)) if day else None

    return seen_from(from_anchor)


def away(number: int, unit: str) -> Resolver:
    """Resolve "two weeks ago": a point so many units from publication, as exact as its unit.

    Weeks are exact to three days either way, months and years to the calendar month and year.
    """

    def from_anchor(anchor: Day) -> Interval | None:
        far = hours_from(anchor, number, unit)
        if far:
            return min(far, anchor), max(far, anchor)
        return around(shifted(anchor, number, unit), unit)

    return seen_from(from_anchor)


def relative_to(when: When, number: int, unit: str) -> Resolver:
    """Resolve "two days before X": so many units from what X means."""

    def resolve(frame: Frame) -> Interval | None:
        base = when.resolve(frame)
        if base is None or (unit in ("day", "week", "fortnight") and base[0] != base[1]):
            return None
        return around(shifted(base[0] if number < 0 else base[1], number, unit), unit)

    return resolve


def same_unit(unit: str) -> Resolver:
    """Resolve "the same day", "that week": the unit of the calendar that the time spoken of before lies in."""

    def resolve(frame: Frame) -> Interval | None:
        if frame.reference is None:
            return None
        found = unit_interval(frame.reference[0], unit)
        return found if found and frame.reference[1] <= found[1] else None

    return resolve


def until(when: When, number: int, unit: str) -> Resolver:
    """Resolve "the three months to January": so many units that end with what another expression means."""

    def resolve(frame: Frame) -> Interval | None:
        found = when.resolve(frame._replace(tense=-1))
        if found is None:
            return None
        begin = shifted(found[1] + dt.timedelta(days=1), -number, unit)
        return (begin, found[1]) if begin and begin <= found[0] else None

    return resolve


def edge_units(when: When, number: int, unit: str, *, last: bool) -> Resolver:
    """Resolve "the first three months of 2020", "the last week of February": units at the edge of a longer stretch."""

    def resolve(frame: Frame) -> Interval | None:
        found = when.resolve(frame)
        if found is None:
            return None
        if last:
            begin, end = shifted(found[1] + dt.timedelta(days=1), -number, unit), found[1]
        else:
            begin, beyond = found[0], shifted(found[0], number, unit)
            end = beyond - dt.timedelta(days=1) if beyond else found[0]
        return (begin, end) if begin and found[0] <= begin <= end <= found[1] else None

    return resolve


def from_reference(number: int, unit: str) -> Resolver:
    """Resolve "a year earlier": from the time that the sentence spoke of before, a year also from publication."""

    def resolve(frame: Frame) -> Interval | None:
        if frame.reference:
            found = relative_to(When("", always(*frame.reference)), number, unit)(frame)
            ahead = found and frame.anchor and found[0] > frame.anchor
            return None if ahead else found
        return away(number, unit)(frame) if (unit, number) == ("year", -1) else None

    return resolve
