"""What the rules of several modules share."""

from __future__ import annotations

from workbench.times import intervals as iv
from workbench.times.days import Day, Interval, month_interval
from workbench.times.intervals import When
from workbench.times.notation import Parts

Made = When | None
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
