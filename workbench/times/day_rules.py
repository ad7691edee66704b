"""Rules for days: full dates, days of a month, holidays, days named after an event."""

from __future__ import annotations

from workbench.times import intervals as iv
from workbench.times.days import Day
from workbench.times.holidays import holiday
from workbench.times.intervals import When
from workbench.times.notation import Parts, Rule
from workbench.times.rule_parts import MONTH, Made, month_of_year


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


def _holiday(parts: Parts) -> Made:
    year = parts.get("year_number")
    return When("holiday", holiday(parts.get("holiday"), year), year)


def _event(parts: Parts) -> Made:
    day = Day.fromisoformat(parts.get("event"))
    return When("event", iv.always(day), day.year)


_DAYS = "day_number|ordinal_number"


RULES = (
    # Whole dates.
    Rule("calendar_word? iso_date", "day_atom", _iso),
    Rule("numeric_date", "day_atom", _numeric),
    Rule("event", "day_atom", _event),
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
