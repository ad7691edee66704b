"""Rules for the calendar and the clock: days, holidays, months and their parts, times of day."""

from __future__ import annotations

import calendar
import datetime as dt

from workbench.times import intervals as iv
from workbench.times.intervals import Day, Frame, Interval, Resolver, When, month_interval, yearly
from workbench.times.tokens import Parts, Rule, Token


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
    """Resolve a day of the calendar: ``12-25``, ``easter 1`` or ``fourth thursday 11``.

    One of the next days is meant whatever the tense: who "danced at a Halloween party" on the 30th did not a year ago.
    """
    of_year = yearly(lambda y: (_named_day(rule, y),) * 2, year)

    def resolve(frame: Frame) -> Interval | None:
        near = of_year(frame._replace(tense=1)) if frame.anchor and not (year or frame.year) else None
        is_next = near and frame.anchor and (near[0] - frame.anchor).days <= NEXT_DAYS
        return near if is_next and not frame.after else of_year(frame)

    return resolve


def _named_day(rule: str, year: int) -> Day:
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
    found = fitting[{"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[words[0]]]
    return found + dt.timedelta(days=sum(map(int, words[3:])))


Made = When | None
NEXT_DAYS = 7  # before a holiday in which its name means the coming one
MONTH = "(full_month | month_short dot?)"


def month_of_year(parts: Parts) -> Made:
    """Read "May of last year" and "June 5 last year"."""
    month, which = parts.get("any_month"), parts.get("which")
    day = parts.get("day_number|ordinal_number")
    if parts.get("unit") != "year":
        return None

    def from_anchor(anchor: Day) -> Interval:
        year = anchor.year + which
        return (Day(year, month, day),) * 2 if day else month_interval(year, month)

    return When("day" if day else "month", iv.seen_from(from_anchor))


# ---- days ----


def _iso(parts: Parts) -> Made:
    text = parts.all("iso_date")[0].text
    try:
        day = Day.fromisoformat(text[:10])
    except ValueError:
        return None
    return When("day", iv.always(day), day.year)


def _numeric(parts: Parts) -> Made:
    """Read 25/12/2021; where day and month could change places (5/7/2021) it stays unresolved."""
    text = parts.tokens[0].text
    numbers = [int(number) for number in text.replace(".", "/").replace("-", "/").split("/")]
    if len(str(numbers[0])) == 4:
        return When("day", lambda frame: (Day(*numbers),) * 2, numbers[0])
    first, second, year = numbers
    if max(first, second) > 31 or (first > 12 and second > 12) or not (first and second):
        return None
    if len(text.replace(".", "/").replace("-", "/").split("/")[2]) == 2 or (
        first != second and max(first, second) <= 12
    ):
        return When("day", iv.unknown)
    day, month = (first, second) if first > 12 else (second, first)
    return When("day", lambda frame: (Day(year, month, day),) * 2, year)


def _month_day(parts: Parts) -> Made:
    days = [token.value for token in parts.all("day_number|ordinal_number")]
    month, year = parts.get("any_month"), parts.get("year_number")
    if not 1 <= days[0] <= days[-1] <= 31:
        return None
    return When("day", iv.day_of_month(month, days[0], year, days[-1]), year)


def _day_range(parts: Parts) -> Made:
    first, last = (int(day) for day in parts.all("day_range")[0].text.replace("–", "-").split("-"))
    year = parts.get("year_number")
    return (
        When("range", iv.day_of_month(parts.get("any_month"), first, year, last), year)
        if first < last
        else None
    )


# Names that are also those of seasons, trees and islands: a day only behind such a word.
_SEASONS = ("christmas", "easter", "new year's", "new year’s")
_BEFORE_SEASONS = ("before", "after", "since", "until", "till", "by", "at", "over", "on")


def _holiday(parts: Parts) -> Made:
    year, named = parts.get("year_number"), parts.all("holiday")[0].text.lower()
    if named in _SEASONS and not (year or (parts.follows(*_BEFORE_SEASONS) and _ends(parts.after))):
        return None
    return When("holiday", holiday(parts.get("holiday"), year), year)


def _ends(after: Token | None) -> bool:
    """Whether no noun follows, as in "Christmas market"."""
    return after is None or after.kind != "other" or not after.text[:1].isalpha()


def _holiday_weekend(parts: Parts) -> Made:
    """Read "Labor Day weekend": with the days between the holiday and the weekend next to it."""
    year = parts.get("year_number")
    day = holiday(parts.get("holiday"), year)

    def resolve(frame: iv.Frame) -> Interval | None:
        found = day(frame)
        if found is None:
            return None
        number = found[0].weekday()
        first = number if 2 <= number <= 5 else 5
        saturday = found[0] + dt.timedelta(days=5 - number - (7 if number < 2 else 0))
        last = saturday + dt.timedelta(days=1 if number > 1 else 2 + number)
        return saturday - dt.timedelta(days=5 - first), last

    return When("weekend", resolve, year)


def _event(parts: Parts) -> Made:
    day = Day.fromisoformat(parts.get("event"))
    return When("event", iv.always(day), day.year)


_DAYS = "day_number|ordinal_number"


DAY_RULES = (
    # Whole dates.
    Rule("calendar_word? iso_date", "day_atom", _iso),
    Rule("numeric_date", "day_atom", _numeric),
    Rule("event", "day_atom", _event),
    Rule("holiday weekend (comma? (of | in)? year_number)?", "span_atom", _holiday_weekend),
    Rule("holiday (comma? year_number)?", "day_atom", _holiday),
    # A day of a month.
    Rule(f"{MONTH} the? ({_DAYS}) (of_in)? which unit", "day_atom", month_of_year),
    Rule(f"{MONTH} day_range (comma? year_number)?", "day_atom", _day_range),
    Rule(f"day_range {MONTH} (comma? year_number)?", "day_atom", _day_range),
    Rule(
        f"({_DAYS}) (to | dash | and) ({_DAYS}) of? {MONTH} (comma? year_number)?",
        "day_atom",
        _month_day,
    ),
    Rule(
        f"(?<!in) {MONTH} ({_DAYS}) (to | dash) ({_DAYS}) (comma? year_number)? (?!dot? any_month)",
        "day_atom",
        _month_day,
    ),
    Rule(
        f"(?<!in) {MONTH} ({_DAYS}) and ({_DAYS}) (comma? year_number)? (?!other | dot? any_month)",
        "day_atom",
        _month_day,
    ),
    Rule(f"{MONTH} the? ({_DAYS}) comma? year_number", "day_atom", _month_day),
    Rule(f"({_DAYS}) of? {MONTH} comma? year_number", "day_atom", _month_day),
    Rule(f"(?<!in) {MONTH} the? ({_DAYS})", "day_atom", _month_day),
    Rule(f"({_DAYS}) of? {MONTH}", "day_atom", _month_day),
)


# ---- months ----


def _month(parts: Parts) -> Made:
    year, position = parts.get("year_number"), parts.get("position|edge", "")
    kind = "part_of_month" if position else "month"
    return When(kind, iv.whole_month(parts.get("any_month"), year, position), year)


def _bare_month(parts: Parts) -> Made:
    """Read a month alone; one that is also a name only where the words about it speak for a month."""
    month = parts.tokens[0]
    if month.kind != "month" and not _reads_as_month(parts):
        return None
    return _month(parts)


def _reads_as_month(parts: Parts) -> bool:
    after = parts.after.text if parts.after else ""
    if parts.follows("in", "since", "during", "until", "till", "through", "by", "for", "to", "as of"):
        return not (after[:1].isupper() and parts.follows("by", "through", "until", "till", "for", "to"))
    if parts.follows("the"):
        return after[:1].islower()
    return after in ("'s", "’s") and parts.tokens[0].text not in ("May", "August")


def _part_of_month(parts: Parts) -> Made:
    """Read "the first half of June", "the second week of July"."""
    number, month, year = parts.get("ordinal_word"), parts.get("any_month"), parts.get("year_number")
    if parts.get("quarter") == 6 and number <= 2:
        first, last = (1, 15) if number == 1 else (16, 31)
    elif parts.get("unit") == "week" and number <= 4:
        first, last = 7 * number - 6, 7 * number
    else:
        return None

    def make(y: int) -> Interval:
        low, high = month_interval(y, month)
        return low.replace(day=first), low.replace(day=min(last, high.day))

    return When("part_of_month", iv.yearly(make, year), year)


def _last_of_month(parts: Parts) -> Made:
    """Read "the last week of May", "the last two days of February"."""
    unit, month, year = parts.get("unit"), parts.get("any_month"), parts.get("year_number")
    if unit not in ("day", "week") or parts.tokens[0].text.lower() != "last":
        return None
    counts = parts.all("count")  # a year at the end is among them
    number = counts[0].value if counts and counts[0] is parts.tokens[1] else 1
    whole = When("month", iv.whole_month(month, year), year)
    return When("part_of_month", iv.edge_units(whole, number, unit, last=True), year)


def _which_month(parts: Parts) -> Made:
    """Read "last May", "next March": the one before or after publication."""
    month, which = parts.get("any_month"), parts.get("which")
    if which == 0:
        return When("month", iv.seen_from(lambda anchor: month_interval(anchor.year, month)))

    def from_anchor(anchor: Day) -> Interval:
        year = (
            anchor.year + (which < 0 and month >= anchor.month) * -1 + (which > 0 and month <= anchor.month)
        )
        return month_interval(year, month)

    return When("month", iv.seen_from(from_anchor))


def _months(parts: Parts) -> Made:
    """Read "April to June": from the first day of one month to the last of the other."""
    first, last = (token.value for token in parts.all("full_month"))
    year = parts.get("year_number")
    leads = ("from", "between") if not parts.all("and") else ("between", "in", "during", "since")
    if year is None and not parts.follows(*leads):
        return None
    return When("range", iv.months_of_year(first, last, year), year)


MONTH_RULES = (
    # A month, or a part of one.
    Rule(
        f"(position dash? | edge dash) (of_in? the?)? {MONTH} (comma? of_in? year_number)? (?!dot? day_number)",
        "span_atom",
        _month,
    ),
    Rule(f"position in {MONTH} (comma? of_in? year_number)? (?!dot? day_number)", "span_atom", _month),
    Rule(f"edge of the? {MONTH} (comma? of_in? year_number)?", "span_atom", _month),
    Rule(
        "ordinal_word (quarter | unit) of_in the? any_month (comma? of_in? year_number)?",
        "span_atom",
        _part_of_month,
    ),
    Rule("last count? unit of_in any_month (comma? of_in? year_number)?", "span_atom", _last_of_month),
    Rule(f"{MONTH} of_in? which unit", "span_atom", month_of_year),
    Rule("full_month (to | dash | and) full_month (comma? of? year_number)?", "span_atom", _months),
    Rule("which full_month (?!dot? day_number)", "span_atom", _which_month),
    Rule(f"{MONTH} comma? of? year_number", "span_atom", _month),
    Rule("full_month", "span_atom", _bare_month),
)


# ---- times of day ----


def _clock(parts: Parts) -> Made:
    """Read a time of day, which tells no date."""
    return When("clock", iv.unknown)


def _bare_clock(parts: Parts) -> Made:
    before = (
        "at",
        "around",
        "about",
        "by",
        "until",
        "till",
        "before",
        "after",
        "from",
        "since",
        "between",
        "to",
    )
    return _clock(parts) if ":" in parts.tokens[0].text and parts.follows(*before) else None


def _noon(parts: Parts) -> Made:
    return _clock(parts) if parts.tokens[0].value == "clock" else None


_LOCAL = "(the? local time_word | local? time_word? zone | local time_word)?"


CLOCK_RULES = (
    # Time of day.
    Rule(f"(clock | digits) meridiem {_LOCAL}", "clock_atom", _clock),
    Rule(f"clock_meridiem {_LOCAL}", "clock_atom", _clock),
    Rule("(clock | digits) (local time_word | zone | local zone)", "clock_atom", _clock),
    Rule(f"plain_count oclock {_LOCAL}", "clock_atom", _clock),
    Rule("clock", "clock_atom", _bare_clock),
    Rule(f"part_of_day {_LOCAL}", "clock_atom", _noon),
)
