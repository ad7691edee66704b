"""Full calendar dates as pages print them, read strictly: a date that could mean two days is not read."""

from __future__ import annotations

import re
from datetime import date

from workbench.load.moments import CLOCK, timed

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
DATE = (
    rf"(?:(?:{WEEKDAY})\.?,? )?"
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH}\.?,?[ -]\d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
MONTH_FIRST = re.compile(rf"({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? ?(\d{{4}})", re.IGNORECASE)
DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]({MONTH})\.?,?[ -](\d{{4}})", re.IGNORECASE)
SHOWN = r"(?P<clock>\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?(?: ?\(?[A-Z]{1,4}\b)?|\d{1,2} ?[ap]\.?m\b\.?(?: ?\(?[A-Z]{2,4}\b)?)"
DATE_AND_CLOCK = re.compile(rf"(?P<date>{DATE})[\s,|•·–—-]*(?:at )?{SHOWN}", re.IGNORECASE)
CLOCK_AND_DATE = re.compile(rf"{SHOWN}\)?[\s,|•·–—-]*(?:on )?(?P<date>{DATE})", re.IGNORECASE)
NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def read_date(text: str) -> str:
    """Return the first full date in the text as ISO 8601, or the empty string.

    ``07/05/2021`` may be July or May and is not read; ``25/12/2021`` is.

    Examples
    --------
    >>> read_date("Updated: Mon, 5 July 2021 14:02 GMT")
    '2021-07-05'
    >>> read_date("07/05/2021")
    ''
    """
    if found := ISO.search(text):
        return iso_day(found[1], found[2], found[3])
    if found := MONTH_FIRST.search(text):
        return iso_day(found[3], month_number(found[1]), found[2])
    if found := DAY_FIRST.search(text):
        return iso_day(found[3], month_number(found[2]), found[1])
    if found := NUMBERS.search(text):
        first, second = int(found[1]), int(found[2])
        if first > 12 or first == second:
            return iso_day(found[3], second, first)
        return iso_day(found[3], first, second) if second > 12 else ""
    return ""


def read_time(text: str) -> str:
    """Return the first full date that has a time of day beside it, as ISO 8601 to the minute, or the empty string.

    Examples
    --------
    >>> read_time("Published 3:04 PM EDT, Mon May 3, 2021"), read_time("Posted 3 May 2021 | 09:15 Updated 11:40")
    ('2021-05-03T15:04-04:00', '2021-05-03T09:15')
    >>> read_time("May 3, 2021. Updated 3:04 PM"), read_time("3:04 PM")
    ('', '')
    """
    found = DATE_AND_CLOCK.search(text) or CLOCK_AND_DATE.search(text)
    clock = CLOCK.match(found["clock"]) if found else None
    return (
        timed(read_date(found["date"]), clock)
        if found and clock and (clock["minute"] or clock["half"])
        else ""
    )


def month_number(name: str) -> int:
    """Return the number of a month, from 1, by its English name or the first three letters of it."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def iso_day(year: str | int, month: str | int, day: str | int) -> str:
    """Return a day as ISO 8601, or the empty string if there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
