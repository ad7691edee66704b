"""Dates that changed; the same day in other words is none."""

from __future__ import annotations

from typing import NamedTuple

from workbench.compare.detect.pair import Difference, Pair, Range, answering, free, same_place, swap
from workbench.compare.wording import calendar_words, function_words


class Date(NamedTuple):
    """A time expression: its units, what it is, and the days that it means, empty where nobody can know."""

    start: int
    end: int
    kind: str
    low: str
    high: str

    @property
    def where(self) -> Range:
        """Its units."""
        return self.start, self.end


def find_dates(pair: Pair) -> list[Date]:
    """Find the time expressions of sentence a, resolved against the publication date of its article."""
    dates = []
    for time in pair.analysis.times(pair.a_text, pair.a_date):
        inside = [
            at for at, unit in enumerate(pair.words.a) if unit.start < time.end and time.start < unit.end
        ]
        if inside:
            dates.append(Date(inside[0], inside[-1] + 1, time.kind, time.low, time.high))
    return dates


def in_time(pair: Pair, where: Range) -> bool:
    """Whether a range of sentence a lies in a time expression, where a number is part of a date."""
    return _known(find_dates(pair), where)


def dates(pair: Pair) -> list[Difference]:
    """Dates in the same place that cannot be one: other days, or another weekday, month or number in like words."""
    a, b = find_dates(pair), find_dates(pair.flipped())
    changed = [
        swap("date", pair, x.where, y.where)
        for x in a
        for y in b
        if _differ(pair, x, y) and (_share_a_word(pair, x, y) or same_place(pair, x.where, y.where))
    ]
    bare = (
        (x, y)
        for x, y in answering(pair, _calendar(pair), _calendar(pair.flipped()))
        if not (_known(a, x) and _known(b, y))
    )
    return [*changed, *(swap("date", pair, x, y) for x, y in bare)]


def other_moment(pair: Pair) -> bool:
    """Whether both sentences give a date and no two of their dates agree."""
    a, b = find_dates(pair), find_dates(pair.flipped())
    return bool(a and b) and all(_differ(pair, x, y) for x in a for y in b)


def _differ(pair: Pair, x: Date, y: Date) -> bool:
    known = all((x.low, x.high, y.low, y.high))
    if known and (x.low, x.high) == (y.low, y.high):
        return False
    if x.kind == y.kind and _telling(pair, x) and _telling(pair.flipped(), y):
        return True
    told = _telling(pair, x) or _telling(pair.flipped(), y)
    return known and told and (x.high < y.low or y.high < x.low)


def _telling(pair: Pair, one: Date) -> bool:
    """Whether a date has a weekday, a month or a number of its own."""
    return any(
        pair.words.to_b[at] is None
        and (pair.words.a[at].key in calendar_words() or pair.words.a[at].text[0].isdigit())
        for at in range(*one.where)
    )


def _share_a_word(pair: Pair, x: Date, y: Date) -> bool:
    theirs = set(range(*y.where))
    return any(
        pair.words.to_b[at] in theirs and pair.words.a[at].key not in function_words()
        for at in range(*x.where)
    )


def _calendar(pair: Pair) -> list[Range]:
    """Weekdays and months without partner."""
    places = [(at, at + 1) for at, unit in enumerate(pair.words.a) if unit.key in calendar_words()]
    return free(places, pair.words.to_b)


def _known(found: list[Date], where: Range) -> bool:
    return any(one.start <= where[0] < one.end for one in found)
