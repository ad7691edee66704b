"""Rules for months, parts of a month and runs of months."""

from __future__ import annotations

from workbench.times import intervals as iv
from workbench.times.days import Day, Interval, month_interval
from workbench.times.intervals import When
from workbench.times.notation import Parts, Rule
from workbench.times.rule_parts import MONTH, Made, month_of_year


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
    if parts.follows("in", "since", "during", "until", "till", "through", "by", "as of"):
        return not (after[:1].isupper() and parts.follows("by", "through", "until", "till"))
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


RULES = (
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
    Rule(f"{MONTH} of_in? which unit", "span_atom", month_of_year),
    Rule("full_month (to | dash | and) full_month (comma? of? year_number)?", "span_atom", _months),
    Rule("which full_month (?!dot? day_number)", "span_atom", _which_month),
    Rule(f"{MONTH} comma? of? year_number", "span_atom", _month),
    Rule("full_month", "span_atom", _bare_month),
)
