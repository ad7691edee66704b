"""Days and times of publication, from a format's own fields to the day where the article was published."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files

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


STAMP = re.compile(
    r"\s*\d{4}-?\d\d-?\d\d[T ]+(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?\s*(?P<zone>[+-]\d\d:?\d\d|[A-Za-z]{1,4})?\b"
)
CLOCK = re.compile(
    r"(?<![\d:.,/-])(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?(?![\d/-])\s*\(?(?P<zone>[+-]\d\d:?\d\d|[A-Z]{1,4}\b)?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ADDRESS_DAY = re.compile(
    rf"(?<=[/_=-])(?P<year>(?:19|20)\d\d)(?P<gap>[/_-]?)(?P<month>0?[1-9]|1[0-2]|{'|'.join(MONTHS)})(?P=gap)"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?=[/_.?&-]|\Z)",
    re.IGNORECASE,
)
DAY = 24 * 60
# From the Aleutians to Kiribati, in minutes ahead of UTC; zones lie on quarters of an hour.
FIRST_ZONE, LAST_ZONE, STEP = -12 * 60, 14 * 60, 15


def iso_time(value: str) -> str:
    """Return a date with its time of day as ISO 8601 to the minute; empty if it gives no time of day.

    Midnight to the second is what many systems write for a day without a time, and counts as none. The offset is
    written where the value gives one, as a number or as the name of a zone.

    Examples
    --------
    >>> iso_time("2021-07-05T23:30:12.000Z"), iso_time("July 5, 2021 at 9:05 p.m. EDT"), iso_time("5 July 2021, 21.05")
    ('2021-07-05T23:30+00:00', '2021-07-05T21:05-04:00', '2021-07-05T21:05')
    >>> iso_time("2021-07-05"), iso_time("2021-07-05T00:00:00Z"), iso_time("July 2021, 9:05 p.m.")
    ('', '', '')
    """
    if not value or len(value) > MAX_CHARS:
        return ""
    if found := EPOCH.fullmatch(value):
        return _written(datetime.fromtimestamp(int(found[1]), UTC))
    if found := STAMP.match(value):
        return timed(iso_date(value), found)
    found = next((clock for clock in CLOCK.finditer(value) if clock["minute"] or clock["half"]), None)
    if not found:
        return ""
    return timed(iso_date(value) or iso_date(value[: found.start()].rstrip(" ,|-–—•at")), found)


def address_day(url: str) -> str:
    """Return the day that stands in the address of a page; empty if there is none.

    Examples
    --------
    >>> address_day("https://example.org/2013/04/28/storm"), address_day("https://example.org/world/2013/apr/28/storm")
    ('2013-04-28', '2013-04-28')
    >>> address_day("https://example.org/storm-20130428.html"), address_day("https://example.org/20130428-1")
    ('2013-04-28', '2013-04-28')
    >>> address_day("https://example.org/item/20131304"), address_day("https://example.org/2013/04/")
    ('', '')
    """
    for found in ADDRESS_DAY.finditer(url):
        name = found["month"].lower()
        month = f"{MONTHS.index(name) + 1:02}" if name in MONTHS else name.zfill(2)
        whole = found["gap"] or (len(found["month"]) == 2 and len(found["day"]) == 2)
        day = iso_date(f"{found['year']}-{month}-{found['day'].zfill(2)}") if whole else ""
        if day:
            return day
    return ""


def publication(value: str, *, basis: str, url: str = "", others: Iterable[str] = ()) -> dict[str, str]:
    """Return the columns of the table ``articles`` that a stated date of publication fills; none if it is no whole date.

    Parameters
    ----------
    value
        The date as it is stated.
    basis
        Where it is stated.
    url
        The article's address.
    others
        Other times that the page or record gives, as it states them.

    Examples
    --------
    >>> publication("2021-07-06T02:30Z", basis="JSON field date", url="https://example.org/2021/07/05/rain")
    {'date_published': '2021-07-05', 'date_basis': 'JSON field date (2021-07-06T02:30Z); the address says 2021-07-05, which
    it was there at that time', 'time_published': '2021-07-06T02:30+00:00'}
    >>> publication("2021-07-06", basis="JSON field date"), publication("summer", basis="JSON field date")
    ({'date_published': '2021-07-06', 'date_basis': 'JSON field date'}, {})
    """
    day, time = iso_date(value), iso_time(value)
    day = day or time[:10]
    if not day:
        return {}
    why = ""
    if time:
        day, why = local_day(time, url_day=address_day(url), others=filter(None, map(iso_time, others)))
    stated = f"{basis} ({value.strip()})" if value.strip() != day else basis
    fields = {"date_published": day, "date_basis": "; ".join(filter(None, (stated, why)))}
    return fields | ({"time_published": time} if time else {})


def timed(day: str, clock: re.Match[str]) -> str:
    """Return a day at the time that a clock shows; empty if there is no such moment, or it is midnight to the second.

    Examples
    --------
    >>> timed("2021-07-05", CLOCK.search("9:05 pm ET"))
    '2021-07-05T21:05-04:00'
    """
    half = (clock.groupdict().get("half") or "").lower()[:1]
    hour = _of_day(int(clock["hour"]), half)
    minute, second = int(clock["minute"] or 0), int(clock["second"] or 0)
    is_midnight = (hour, minute, second) == (0, 0, 0) and not half
    if not day or hour is None or minute > 59 or is_midnight:
        return ""
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time().replace(hour=hour, minute=minute))
    return _written(moment.replace(tzinfo=_zone(clock["zone"] or "")))


def _of_day(hour: int, half: str) -> int | None:
    """Return the hour of the day that a clock with ("a", "p") or without halves shows; none if there is no such hour."""
    if not half:
        return hour if hour < 24 else None
    return hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else None


def local_day(time: str, *, url_day: str = "", others: Iterable[str] = ()) -> tuple[str, str]:
    """Return the day that it was where an article was published, and how that is known.

    A stamp in UTC is the next day's on the evening of half the world. The day where it was published is told by
    another stamp of the same source that has an offset, by the same moment printed as a local clock shows it (minutes
    agree, hours differ as zones do), or by the day in the article's address.

    Parameters
    ----------
    time
        A time of publication, as :func:`iso_time` returns it.
    url_day
        The day in the article's address.
    others
        Other times that the page or record gives, in the same form.

    Returns
    -------
    tuple
        The day, the stamp's own if nothing tells of another; why it is another, empty if it is not.

    Examples
    --------
    >>> local_day("2021-07-06T02:30+00:00", url_day="2021-07-05")
    ('2021-07-05', 'the address says 2021-07-05, which it was there at that time')
    >>> local_day("2021-07-06T02:30+00:00", others=["2021-07-05T22:30"])
    ('2021-07-05', 'the page prints the same time as 2021-07-05T22:30')
    >>> local_day("2021-07-06T02:30+00:00", url_day="2021-06-01"), local_day("2021-07-06T02:30-04:00")
    (('2021-07-06', ''), ('2021-07-06', ''))
    """
    if not time.endswith("+00:00"):
        return time[:10], ""
    stamp = datetime.fromisoformat(time)
    for other in others:
        day, why = _day_by(stamp, other)
        if day:
            return day, why if day != time[:10] else ""
    if url_day and url_day != time[:10] and _is_possible(stamp, url_day):
        return url_day, f"the address says {url_day}, which it was there at that time"
    return time[:10], ""


def falls_on(time: str, day: str) -> bool:
    """Say whether a time of publication is on a day: by its own clock or, if it is in UTC, somewhere on earth.

    Examples
    --------
    >>> falls_on("2021-07-06T02:30+00:00", "2021-07-05"), falls_on("2021-07-06T02:30-04:00", "2021-07-05")
    (True, False)
    """
    if time[:10] == day or not (time and day and time.endswith("+00:00")):
        return time[:10] == day
    return _is_possible(datetime.fromisoformat(time), day)


def _day_by(stamp: datetime, other: str) -> tuple[str, str]:
    """Return the day of a moment by the zone of another time, or by its clock where that shows the same moment."""
    if len(other) <= len("2021-07-05"):
        return "", ""
    shown = datetime.fromisoformat(other)
    if shown.tzinfo is not None:
        day = stamp.astimezone(shown.tzinfo).date().isoformat() if shown.utcoffset() else ""
        return day, f"another time on the page has the zone {other[16:]}"
    ahead = (shown - stamp.replace(tzinfo=None)) // timedelta(minutes=1)
    is_zone = FIRST_ZONE <= ahead <= LAST_ZONE and ahead % STEP == 0
    return other[:10] if is_zone else "", f"the page prints the same time as {other}"


def _is_possible(stamp: datetime, day: str) -> bool:
    """Whether it was that day somewhere on earth at that moment."""
    first, last = (
        (stamp + timedelta(minutes=minutes)).date().isoformat() for minutes in (FIRST_ZONE, LAST_ZONE)
    )
    return first <= day <= last


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _zone(name: str) -> tzinfo | None:
    """Return the zone that a stamp names, by offset or by a name in ``data/zones.csv``; None for any other word."""
    from dateutil.tz import gettz

    zone = _zones().get(name.upper(), name)
    if zone[:1] in "+-" and zone:
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        ahead = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
        return timezone(ahead) if abs(ahead) < timedelta(minutes=DAY) else None
    return gettz(zone) if "/" in zone else None


@cache
def _zones() -> dict[str, str]:
    text = (files("workbench.load") / "data" / "zones.csv").read_text(encoding="utf-8")
    return {row["name"]: row["zone"] for row in csv.DictReader(text.splitlines())}
