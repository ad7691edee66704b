"""The amounts and the dates that a sentence states, and the dates that changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.compare.alignment import Difference, Range, SentencePair, answering, free, same_place, swap
from workbench.compare.wording import Unit, calendar_words, find_phrases, function_words, units

UPPER, LOWER = ("less_than", "at_most"), ("more_than", "at_least")
_LOOSE = ("about", "nearly")
_BOUND_REACH = 1.3
_ROUNDED = 0.05  # "about 1,000" may stand for 1,037, "about 1,000" not for 1,200


class Amount(NamedTuple):
    """An amount: its number words [start, end), where its bound ("more than") begins, value, bound and unit."""

    start: int
    end: int
    phrase: int
    low: float | None
    high: float | None
    modifier: str
    unit: str
    kind: str

    @property
    def where(self) -> Range:
        """The number words."""
        return self.start, self.end

    @property
    def whole(self) -> Range:
        """The number words with the bound before them."""
        return self.phrase, self.end


@lru_cache(maxsize=20_000)
def find_amounts(text: str) -> tuple[Amount, ...]:
    """Find the amounts of a sentence: figures, and groups whose size is told in words ("a small contingent").

    Examples
    --------
    >>> [(one.low, one.high, one.modifier) for one in find_amounts("More than 40 men, hundreds of cows")]
    [(40.0, None, 'more_than'), (100.0, 999.0, 'vague')]
    """
    from workbench.numbers import find_quantities

    found = units(text)
    amounts = [
        Amount(*places, _phrase(found, places[0]), one.low, one.high, one.modifier, one.full_unit, one.kind)
        for one in find_quantities(text)
        if (places := _places(found, one.start, one.end))
    ]
    taken = {at for one in amounts for at in range(*one.where)}
    groups = [
        Amount(
            one.start, one.end, one.start, float(one.row["low"]), float(one.row["high"]), "vague", "", "count"
        )
        for one in find_phrases(found, "group_sizes")
        if not taken & set(range(one.start, one.end))
    ]
    return tuple(sorted([*amounts, *groups]))


def _places(found: Sequence[Unit], start: int, end: int) -> Range | None:
    inside = [at for at, unit in enumerate(found) if unit.start < end and start < unit.end]
    return (inside[0], inside[-1] + 1) if inside else None


@lru_cache(maxsize=1)
def _hedges() -> frozenset[str]:
    names = ("about", "nearly", "more than", "less than", "at least", "at most", "several")
    return frozenset("=" + name for name in names)


def _phrase(found: Sequence[Unit], start: int) -> int:
    """Where the words begin that say how exactly an amount is meant."""
    while start > 0 and found[start - 1].key in _hedges():
        start -= 1
    return start


def compatible(x: Amount, y: Amount) -> bool:
    """Whether two amounts can be said of one thing: "1,037" and "more than 1,000", "hundreds" and "300".

    Examples
    --------
    >>> x, y, z = find_amounts("more than 1,000 men or 1,037 men or 900 men")
    >>> compatible(x, y), compatible(x, z)
    (True, False)
    """
    if x.unit and y.unit and x.unit != y.unit:
        return False
    if x.modifier == y.modifier == "range":
        return (x.low, x.high) == (y.low, y.high)
    bounds = [one for one in (x, y) if one.modifier in UPPER + LOWER]
    if len(bounds) == 2:
        return _is_one_bound(x, y)
    slack = _ROUNDED if {x.modifier, y.modifier} & set(_LOOSE) else 0.0
    return _reaches(x, y, slack) and _reaches(y, x, slack) and (not bounds or _near(x, y))


def _is_one_bound(x: Amount, y: Amount) -> bool:
    return _level(x) == _level(y) and (x.modifier in UPPER) == (y.modifier in UPPER)


def _near(x: Amount, y: Amount) -> bool:
    """Whether a bound is one that a writer would choose for an amount: "more than 1,000" for 1,037, not for 9,000."""
    levels = [abs(level) for level in (_level(x), _level(y)) if level is not None]
    return len(levels) < 2 or "vague" in (x.modifier, y.modifier) or max(levels) <= _BOUND_REACH * min(levels)


def _level(one: Amount) -> float | None:
    return one.low if one.low is not None else one.high


def _reaches(x: Amount, y: Amount, slack: float) -> bool:
    """Whether the low end of one amount is not above the high end of the other."""
    if x.low is None or y.high is None:
        return True
    return x.low <= y.high + slack * max(abs(x.low), abs(y.high))


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


def find_dates(pair: SentencePair) -> list[Date]:
    """Find the time expressions of sentence a, resolved against the publication date of its article."""
    dates = []
    for time in pair.analysis.times(pair.a_text, pair.a_date):
        inside = [
            at for at, unit in enumerate(pair.words.a) if unit.start < time.end and time.start < unit.end
        ]
        if inside:
            dates.append(Date(inside[0], inside[-1] + 1, time.kind, time.low, time.high))
    return dates


def in_time(pair: SentencePair, where: Range) -> bool:
    """Whether a range of sentence a lies in a time expression, where a number is part of a date."""
    return _known(find_dates(pair), where)


def dates(pair: SentencePair) -> list[Difference]:
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


def other_moment(pair: SentencePair) -> bool:
    """Whether both sentences give a date and no two of their dates agree."""
    a, b = find_dates(pair), find_dates(pair.flipped())
    return bool(a and b) and all(_differ(pair, x, y) for x in a for y in b)


def _differ(pair: SentencePair, x: Date, y: Date) -> bool:
    known = all((x.low, x.high, y.low, y.high))
    if known and (x.low, x.high) == (y.low, y.high):
        return False
    if x.kind == y.kind and _telling(pair, x) and _telling(pair.flipped(), y):
        return True
    told = _telling(pair, x) or _telling(pair.flipped(), y)
    return known and told and (x.high < y.low or y.high < x.low)


def _telling(pair: SentencePair, one: Date) -> bool:
    """Whether a date has a weekday, a month or a number of its own."""
    return any(
        pair.words.to_b[at] is None
        and (pair.words.a[at].key in calendar_words() or pair.words.a[at].text[0].isdigit())
        for at in range(*one.where)
    )


def _share_a_word(pair: SentencePair, x: Date, y: Date) -> bool:
    theirs = set(range(*y.where))
    return any(
        pair.words.to_b[at] in theirs and pair.words.a[at].key not in function_words()
        for at in range(*x.where)
    )


def _calendar(pair: SentencePair) -> list[Range]:
    """Weekdays and months without partner."""
    places = [(at, at + 1) for at, unit in enumerate(pair.words.a) if unit.key in calendar_words()]
    return free(places, pair.words.to_b)


def _known(found: list[Date], where: Range) -> bool:
    return any(one.start <= where[0] < one.end for one in found)
