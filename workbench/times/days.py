"""Days and stretches of the calendar: months, quarters, thirds, and so many units on or back."""

from __future__ import annotations

import calendar
import datetime as dt

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
