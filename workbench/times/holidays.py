"""Days of the calendar that have a name: fixed ones, nth weekdays, and those counted from Easter."""

from __future__ import annotations

import calendar
import datetime as dt

from workbench.times.days import Day
from workbench.times.intervals import Resolver, yearly


def easter(year: int) -> Day:
    """Return Easter Sunday (Gregorian calendar; the anonymous algorithm, *Nature*, 20 April 1876).

    Examples
    --------
    >>> easter(2021).isoformat()
    '2021-04-04'
    """
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday_shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday_shift) // 451
    month, day = divmod(h + weekday_shift - 7 * m + 114, 31)
    return Day(year, month, day + 1)


def holiday(rule: str, year: int | None = None) -> Resolver:
    """Resolve a day of the calendar: ``12-25``, ``easter 1`` or ``fourth thursday 11``."""
    return yearly(lambda y: (_holiday(rule, y),) * 2, year)


def _holiday(rule: str, year: int) -> Day:
    words = rule.split()
    if words[0] == "easter":
        return easter(year) + dt.timedelta(days=int(words[1]))
    if len(words) == 1:
        return Day(year, int(rule[:2]), int(rule[3:]))
    number = [name.lower() for name in calendar.day_name].index(words[1])
    days = [
        day for day in calendar.Calendar().itermonthdates(year, int(words[2])) if day.month == int(words[2])
    ]
    fitting = [day for day in days if day.weekday() == number]
    return fitting[{"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[words[0]]]
