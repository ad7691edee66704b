"""Calendar dates as pages print them, read strictly; one that could mean two days is said, and settled only where it can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from workbench.load.moments import CLOCK, falls_on, timed

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
SHOWN = (
    r"(?P<clock>\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?(?: ?\(?[A-Z]{1,4}\b| ?[+-]\d\d:?\d\d)?"
    r"|\d{1,2} ?[ap]\.?m\b\.?(?: ?\(?[A-Z]{2,4}\b)?)"
)
DATE_AND_CLOCK = re.compile(rf"(?P<date>{DATE})(?:T|[\s,|/•·–—-]*(?:at )?){SHOWN}", re.IGNORECASE)
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
        return iso_day(found[3], first, second) if second > 12 else _in_use(text, found)
    return ""


# Where the zone of a clock is used, people write the month first, or the day.
AMERICAN = re.compile(r"\d ?(?:[ap]\.?m\.? ?)?\(?(?:E|C|P|M)[SD]?T\b", re.IGNORECASE)
DAY_FIRST_ZONE = re.compile(
    r"\d ?(?:[ap]\.?m\.? ?)?\(?(?:BST|CES?T|EES?T|WES?T|AE[SD]T|NZ[SD]T|WAT|EAT|SAST)\b", re.IGNORECASE
)


def _in_use(text: str, found: re.Match[str]) -> str:
    """Return a day in numbers as it is read where it was written: dots part a day first, zones tell the country."""
    day_first = "." in found[0] or bool(DAY_FIRST_ZONE.search(text, found.end()))
    if day_first == bool(AMERICAN.search(text, found.end())):
        return ""
    day, month = (found[1], found[2]) if day_first else (found[2], found[1])
    return iso_day(found[3], month, day)


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
    return timed(read_date(found[0]), clock) if found and clock and (clock["minute"] or clock["half"]) else ""


# What is printed beside a date: what it dates, how long reading takes, where in the paper it stands.
CHANGED = r"(?:last |first |page )?(?:updated?|modified|edited|revised|reviewed)"
PUBLISHED = (
    r"(?:first |originally |date |article |story )?"
    r"(?:published|posted|issued|released|publication date|publish date|uploaded|filed|date)"
)
STAMP_WORD = re.compile(rf"(?P<changed>{CHANGED})|{PUBLISHED}", re.IGNORECASE)
BESIDE = re.compile(
    rf"\b(?:(?:{CHANGED}|{PUBLISHED})(?: on\b| at\b)?(?: ?:)?|{WEEKDAY}\b|\d+ min(?:ute)?s?(?: read)?\b"
    r"|(?:page|pg?\.) ?[A-Z]?\d+\b|(?:first|final|late|national|city|morning|evening) edition\b"
    rf"|(?:at )?{SHOWN.replace('?P<clock>', '?:')})",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"[|•·]|\s[-–—/]+(?=\s|$)|^[-–—/]+\s|,(?=\s|$)|\sby:?(?=\s)|^by:?(?=\s)|^\W+$", re.IGNORECASE
)
MOMENT = re.compile(
    rf"(?:{SHOWN.replace('?P<clock>', '?P<first>')}\)?[\s,|•·–—-]*(?:on )?)?(?P<date>{DATE})"
    rf"(?:(?:T|[\s,|/•·–—-]*(?:at )?){SHOWN})?",
    re.IGNORECASE,
)


class Stamp(NamedTuple):
    """What a line with dates says: when the text was published, when it was changed last, and what else stands there."""

    published: str
    changed: str
    rest: tuple[str, ...]
    is_bare: bool


def read_stamp(text: str) -> Stamp | None:
    """Read a line with a full date; the days and times of which one reads are ISO 8601, empty where none is told.

    A date counts as the day of a change where the label before it says so. ``rest`` are the parts of the line that
    are no date, time or label; a stamp is bare if the line holds a single date and nothing but a time beside it.

    Examples
    --------
    >>> read_stamp("Ana Reed | Published 5.30pm, Tue 4 May 2021 | Updated: 5 May 2021")
    Stamp(published='2021-05-04T17:30', changed='2021-05-05', rest=('Ana Reed',), is_bare=False)
    >>> read_stamp("2021-05-04T18:45:00+02:00")
    Stamp(published='2021-05-04T18:45+02:00', changed='', rest=(), is_bare=True)
    >>> read_stamp("Updated at noon")
    """
    moments = [(found, read_date(found[0])) for found in MOMENT.finditer(text)]
    if not any(day for _, day in moments):
        return None
    told = {"published": "", "changed": ""}
    for (found, day), before in zip(moments, [0, *(found.end() for found, _ in moments)], strict=False):
        labels = list(STAMP_WORD.finditer(text, before, found.start()))
        kind = "changed" if labels and labels[-1]["changed"] else "published"
        told[kind] = told[kind] or (_at(found, day) if day else "")
    beside = BESIDE.sub("|", MOMENT.sub("|", text))
    rest = tuple(filter(None, (part.strip(" ,.:;-–—/()[]*_>") for part in BETWEEN.split(beside))))
    is_bare = len(moments) == 1 and not STAMP_WORD.search(text) and not rest
    return Stamp(told["published"], told["changed"], rest, is_bare)


def _at(found: re.Match[str], day: str) -> str:
    """Return the day with the time beside it, if there is one."""
    clock = CLOCK.match(found["clock"] or found["first"] or "")
    return (timed(day, clock) if clock and (clock["minute"] or clock["half"]) else "") or day


def month_number(name: str) -> int:
    """Return the number of a month, from 1, by its English name or the first three letters of it."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def iso_day(year: str | int, month: str | int, day: str | int) -> str:
    """Return a day as ISO 8601, or the empty string if there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


UNSURE = "date_unsure"
NO_YEAR = re.compile(
    rf"\b(?:(?P<m1>{MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? ?\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<m2>{MONTH})\b(?!\.?,?[ -]\d{{4}}))",
    re.IGNORECASE,
)
NEAR_DAYS = 31
"""The dates of a case are near each other, and a reading near them, within this many days."""
FEWEST_DATES = 2


def find_unsure(text: str) -> tuple[str, str]:
    """Return a date that could be more than one day, as printed, and why; empty if there is none.

    Examples
    --------
    >>> find_unsure("For release 12/03/2026")
    ('12/03/2026', 'day and month could be either way round')
    >>> find_unsure("Posted by Ana Reed on Mar 10th, 7:05am")
    ('Mar 10th', 'it gives no year')
    >>> find_unsure("Updated 25/12/2021")
    ('', '')
    """
    if found := NUMBERS.search(text):
        is_open = len(_readings(found.group(), ())) == 2
        return (found.group(), "day and month could be either way round") if is_open else ("", "")
    found = NO_YEAR.search(text)
    return (found.group(), "it gives no year") if found else ("", "")


def _readings(printed: str, years: tuple[int, ...]) -> list[str]:
    """Return the days that a printed date can mean; one without a year is tried in the given years."""
    if found := NUMBERS.fullmatch(printed):
        days = [iso_day(found[3], found[1], found[2]), iso_day(found[3], found[2], found[1])]
    else:
        found = NO_YEAR.fullmatch(printed)
        name, number = (found["m1"] or found["m2"], found["d1"] or found["d2"]) if found else ("", "")
        days = [iso_day(year, month_number(name), number) for year in years] if name else []
    return sorted(set(filter(None, days)))


def settle_dates(
    articles: pd.DataFrame, fields: pd.DataFrame, *, published: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return the articles with a warning for each date that is printed but not certain, or with the date.

    A reading is certain if the articles are one case, at least two others have a date, all those lie within a month
    of each other, and this reading alone lies within a month of them.

    Parameters
    ----------
    articles
        The table ``articles``, cleaned.
    fields
        The table ``fields``; its rows ``date_unsure`` hold the dates as printed.
    published
        Dates by ``doc_id`` that are known from outside the files, with a time of day (``2021-07-05T21:30-04:00``) or
        without. Given, even empty, the articles are one case.
    """
    known = _with_known(articles, published or {})
    dates = [] if published is None else sorted(day[:10] for day in known["date_published"] if day)
    unsure = fields[fields["field"] == UNSURE].drop_duplicates("doc_id").set_index("doc_id")
    rows = [_settled(row, unsure, dates) for row in known[["doc_id", *_COLUMNS]].itertuples(index=False)]
    settled = pd.DataFrame(rows, columns=_COLUMNS, index=known.index, dtype="str")
    return known.assign(**{name: settled[name] for name in _COLUMNS})


_COLUMNS = ["date_published", "date_basis", "warnings"]


def _with_known(articles: pd.DataFrame, published: Mapping[str, str]) -> pd.DataFrame:
    """Fill in the dates that the analyst gave: they know more than the file."""
    known = articles["doc_id"].isin(list(published))
    given = articles["doc_id"].map(dict(published)).astype("str")
    days = articles["date_published"].mask(known, given.str[:10])
    times = zip(articles["time_published"], given.where(known, ""), days, strict=True)
    return articles.assign(
        date_published=days,
        date_basis=articles["date_basis"].mask(known, "given in case.toml"),
        time_published=pd.Series([_time(*row) for row in times], index=articles.index, dtype="str"),
    )


def _time(read: str, given: str, day: str) -> str:
    """Return the time that the analyst gave with the day, else the one that was read if it fits the day."""
    if len(given) > len(day):
        return given
    return read if not given or falls_on(read, day) else ""


def _settled(row: tuple[str, ...], unsure: pd.DataFrame, dates: list[str]) -> tuple[str, str, str]:
    doc_id, day, basis, warnings = row
    if day or doc_id not in unsure.index:
        return day, basis, warnings
    printed, why = str(unsure.loc[doc_id, "value"]), str(unsure.loc[doc_id, "basis"])
    fitting = _fitting(printed, dates)
    if fitting:
        told = f"'{printed}' on the page; the case's dates, {dates[0]} to {dates[-1]}, leave this day only"
        return fitting, told, warnings
    years = tuple(sorted({date.fromisoformat(known).year for known in dates}))
    example = " or ".join(f'"{choice}"' for choice in _readings(printed, years)) or '"2024-01-31"'
    warning = (
        f"'{printed}' on the page is not used as the publication date: {why}. If you know the day, "
        f'write  "{doc_id}" = {example}  under [published] in case.toml'
    )
    return day, basis, "; ".join(filter(None, (warnings, warning)))


def _fitting(printed: str, dates: list[str]) -> str:
    """Return the one reading that is near all dates of the case, if these are near each other; else nothing."""
    if len(dates) < FEWEST_DATES or _days(dates[0], dates[-1]) > NEAR_DAYS:
        return ""
    year = date.fromisoformat(dates[0]).year
    near = [
        day
        for day in _readings(printed, (year - 1, year, year + 1))
        if all(_days(day, other) <= NEAR_DAYS for other in (dates[0], dates[-1]))
    ]
    return near[0] if len(near) == 1 else ""


def _days(first: str, second: str) -> int:
    return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)
