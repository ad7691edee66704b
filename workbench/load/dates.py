"""A date that a format gives in a field of its own, as ISO 8601: a whole date, or nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache

ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
EPOCH = re.compile(r"\s*(\d{10})(\d{3})?(?:\.\d+)?\s*")
MAX_CHARS = 80
FOREIGN = re.compile(r"[^\W\d_]{3,}\.?")
OF = re.compile(r"(?<=[\w.]) (?:de|del|di|van) (?=\w)|(?<=\d)(?:er|º|°)(?= )", re.IGNORECASE)
# Languages whose months exports of news databases write out.
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
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
    >>> iso_date("5. Juli 2021"), iso_date("lundi 1er février 2021"), iso_date("5 de julio de 2021")
    ('2021-07-05', '2021-02-01', '2021-07-05')
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


@cache
def _months() -> dict[str, str]:
    """Return the English name of each month by its names in other languages, and nothing for days of the week."""
    from babel import Locale

    english = Locale("en").months["format"]["wide"]
    names: dict[str, str] = {}
    for language in LANGUAGES:
        locale = Locale(language)
        for width in ("wide", "abbreviated"):
            names |= {
                name.casefold().rstrip("."): english[n] for n, name in locale.months["format"][width].items()
            }
            names |= {
                day.casefold().rstrip("."): ""
                for day in locale.days["format"][width].values()
                if len(day) > 2
            }
    own = {
        name.casefold()
        for width in ("wide", "abbreviated")
        for name in Locale("en").days["format"][width].values()
    }
    return {name: month for name, month in names.items() if name not in own}


def _spelled(value: str) -> str:
    """Read a date in words or with slashes, if every way of reading it comes to the same day."""
    from dateutil import parser

    if not re.search(r"\d{4}", value):
        return ""
    value = OF.sub(
        " ", FOREIGN.sub(lambda word: _months().get(word[0].casefold().rstrip("."), word[0]), value)
    )
    read = set()
    for default in DEFAULTS:
        for dayfirst in (True, False):
            try:
                read.add(parser.parse(value, default=default, dayfirst=dayfirst, ignoretz=True).date())
            except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
                return ""
    return read.pop().isoformat() if len(read) == 1 else ""
