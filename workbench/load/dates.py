"""A date that a format gives in a field of its own, as ISO 8601: a whole date, or nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
EPOCH = re.compile(r"\s*(\d{10})(\d{3})?(?:\.\d+)?\s*")
MAX_CHARS = 80
DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))


def iso_date(value: str) -> str:
    """Read a whole date; the empty string if a part is missing or day and month could be exchanged.

    The date is taken as it is written: a time zone does not move it (see :func:`workbench.load.moments.local_day`).

    Examples
    --------
    >>> iso_date("2021-07-05T23:30:00Z"), iso_date("20210705T101500Z"), iso_date("Mon, 5 Jul 2021 10:00:00 GMT")
    ('2021-07-05', '2021-07-05', '2021-07-05')
    >>> iso_date("July 2021"), iso_date("05/07/2021"), iso_date("25/07/2021"), iso_date("today")
    ('', '', '2021-07-25', '')
    """
    if not value or len(value) > MAX_CHARS:
        return ""
    found = ISO.match(value)
    if found:
        return _checked(int(found[1]), int(found[2]), int(found[3]))
    found = EPOCH.fullmatch(value)
    if found:
        return datetime.fromtimestamp(int(found[1]), UTC).date().isoformat()
    return _spelled(value)


def _checked(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _spelled(value: str) -> str:
    """Read a date in words or with slashes, if every way of reading it comes to the same day."""
    from dateutil import parser

    if not re.search(r"\d{4}", value):
        return ""
    read = set()
    for default in DEFAULTS:
        for dayfirst in (True, False):
            try:
                read.add(parser.parse(value, default=default, dayfirst=dayfirst, ignoretz=True).date())
            except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
                return ""
    return read.pop().isoformat() if len(read) == 1 else ""
