"""The amounts that a sentence states, exact or vague, as ranges of its units."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.compare.detect.pair import Range
from workbench.compare.phrases import find_phrases
from workbench.compare.wording import Unit, units

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
    from workbench.figures import find_quantities

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
        return _level(x) == _level(y) and (x.modifier in UPPER) == (y.modifier in UPPER)
    slack = _ROUNDED if {x.modifier, y.modifier} & set(_LOOSE) else 0.0
    return _reaches(x, y, slack) and _reaches(y, x, slack) and (not bounds or _near(x, y))


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
