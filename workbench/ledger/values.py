"""Whether two stated values agree, fit each other, or differ."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple, Protocol

from workbench.lexicon.reading import rows
from workbench.starting import import_without

SAME = 0.005  # relative; below half of the last of three digits, for values in two units
EXACT = 1e-9  # relative; values in one unit are the same or not
ROUND = 0.06  # the most by which rounding moves a value
HEDGED = {"about": 0.1, "nearly": 0.1}  # relative: the most that a rough value may lie off the exact one
OWN = {"point", "magnitude"}  # what news means by these is not what a table of units does
YEARS = {"decade": 10, "century": 100}  # pint knows other things by these names


class Stated(Protocol):
    """Anything with the ends of a value, how exactly it is stated, and its unit."""

    @property
    def low(self) -> float:
        """Lower end, not-a-number if there is none."""

    @property
    def high(self) -> float:
        """Upper end, not-a-number if there is none."""

    @property
    def modifier(self) -> str:
        """How exactly the value is stated."""

    @property
    def unit(self) -> str:
        """Normalised unit, empty for plain counts."""


def compare_values(a: Stated, b: Stated) -> str:
    """Say whether two stated values are equal, compatible (one may contain the other), different or incomparable.

    Values in units of one dimension are compared in a common unit; currencies are never converted.

    Examples
    --------
    >>> from types import SimpleNamespace as Value
    >>> bound = Value(low=1000, high=float("nan"), modifier="more_than", unit="")
    >>> exact = Value(low=1037, high=1037, modifier="exact", unit="")
    >>> compare_values(bound, exact), compare_values(exact, exact)
    ('compatible', 'equal')
    """
    return _compared(plain_value(a), plain_value(b))


class Plain(NamedTuple):
    """What of a stated value is compared: equal ones are compared once, in however many articles they stand."""

    low: float
    high: float
    modifier: str
    unit: str


def plain_value(value: Stated) -> Plain:
    """Return what of a stated value is compared, with one and the same not-a-number, which no other one is equal to.

    Examples
    --------
    >>> plain_value(Plain(1000, float("nan"), "more_than", "")).high is math.nan
    True
    """
    low, high = value.low, value.high
    return Plain(
        low if low == low else math.nan, high if high == high else math.nan, value.modifier, value.unit
    )


@lru_cache(maxsize=100_000)
def _compared(a: Plain, b: Plain) -> str:
    factor_a, factor_b = in_common_unit(a.unit, b.unit)
    if math.isnan(factor_b):
        return "incomparable"
    ends_a, ends_b = _ends(a, factor_a), _ends(b, factor_b)
    near = EXACT if factor_b == 1.0 else SAME
    points = _is_point(a) and _is_point(b)
    same = points or a.modifier == b.modifier
    if same and all(map(_close, ends_a, ends_b, (near, near))):
        return "equal"
    if points and _is_rounded(a, b, factor_b):
        return "compatible"
    slack = _slack(a, b)
    return "compatible" if _touch(_widened(a, ends_a, slack), _widened(b, ends_b, slack)) else "different"


def in_common_unit(a: str, b: str) -> tuple[float, float]:
    """Return what to multiply values in unit ``a`` and in unit ``b`` with to compare them.

    Units that cannot be converted into each other, or are not known, give 1 and not-a-number. A sum a year is
    compared with a sum, because an article that says "a year" once leaves it out later.

    Examples
    --------
    >>> in_common_unit("", "")
    (1.0, 1.0)
    >>> in_common_unit("km", "mile")
    (1.0, 1.609344)
    >>> in_common_unit("percent", "")
    (1.0, 100.0)
    """
    a, b = a.partition(" per ")[0], b.partition(" per ")[0]
    if {a, b} == {"percent", ""}:
        return (1.0, 0.01) if b else (1.0, 100.0)
    return 1.0, 1.0 if a == b else _convert(b, a)


@cache
def _convert(unit: str, into: str) -> float:
    """Return how many of ``into`` one ``unit`` is, not-a-number if that has no answer."""
    registry = _registry()
    try:
        return float(registry.Quantity(1.0, unit).to(into).magnitude) if unit and into else math.nan
    except Exception:  # pint raises errors of many kinds for words that are no units
        return math.nan


@cache
def _registry() -> Any:
    return import_without("pint", "dask").UnitRegistry()


class BaseUnit(NamedTuple):
    """How values of a unit turn into those of its base unit: the dimension, what one unit is, and where zero lies."""

    dimension: str
    scale: float
    zero: float

    def turn(self, value: float) -> float:
        """Return a value in the base unit."""
        return value * self.scale + self.zero


# Squares and cubes as they are written: "km2".
RAISED = re.compile(r"\b([a-z]+)([23])$")

# What most figures are in. The library says the same, but takes longer to load than all figures of an article take.
COMMON = {
    "": BaseUnit("dimensionless", 1.0, 0.0),
    "percent": BaseUnit("dimensionless", 0.01, 0.0),
    "minute": BaseUnit("[time]", 60.0, 0.0),
    "hour": BaseUnit("[time]", 3600.0, 0.0),
    "day": BaseUnit("[time]", 86_400.0, 0.0),
    "week": BaseUnit("[time]", 604_800.0, 0.0),
    "month": BaseUnit("[time]", 2_629_800.0, 0.0),
    "year": BaseUnit("[time]", 31_557_600.0, 0.0),
    "cm": BaseUnit("[length]", 0.01, 0.0),
    "m": BaseUnit("[length]", 1.0, 0.0),
    "km": BaseUnit("[length]", 1000.0, 0.0),
    "mi": BaseUnit("[length]", 1609.344, 0.0),
    "ha": BaseUnit("[length] ** 2", 10_000.0, 0.0),
    "kg": BaseUnit("[mass]", 1.0, 0.0),
    "t": BaseUnit("[mass]", 1000.0, 0.0),
    "mph": BaseUnit("[length] / [time]", 0.44704, 0.0),
}


@cache
def _currencies() -> frozenset[str]:
    return frozenset(row["unit"] for row in rows("currencies"))


@cache
def in_base_unit(unit: str) -> BaseUnit:
    """Return how values of a unit turn into base units; a unit that is not known is a dimension of its own.

    Examples
    --------
    >>> in_base_unit("km").turn(6.2), in_base_unit("ha").dimension == in_base_unit("acre").dimension
    (6200.0, True)
    >>> in_base_unit("EUR")
    BaseUnit(dimension='EUR', scale=1.0, zero=0.0)
    """
    unit = unit.partition(" per ")[0]
    if unit in OWN or unit in _currencies():
        return BaseUnit(unit, 1.0, 0.0)
    if unit in COMMON:
        return COMMON[unit]
    return by_library(unit)


def by_library(unit: str) -> BaseUnit:
    """Return the same as the library of units says it.

    Examples
    --------
    >>> by_library("hour") == COMMON["hour"]
    True
    >>> by_library("km2").scale == 100 * in_base_unit("ha").scale
    True
    """
    if unit in YEARS:
        return BaseUnit(in_base_unit("year").dimension, in_base_unit("year").scale * YEARS[unit], 0.0)
    registry = _registry()
    raised = RAISED.sub(r"\1**\2", unit)
    try:
        zero, one = (registry.Quantity(value, raised).to_base_units() for value in (0.0, 1.0))
        dimension = str(one.dimensionality)
        return BaseUnit(dimension, float(one.magnitude - zero.magnitude), float(zero.magnitude))
    except Exception:  # pint raises errors of many kinds for words that are no units
        return BaseUnit(unit, 1.0, 0.0)


def significant_digits(value: Stated) -> int:
    """Return how many digits of a value carry information, at most 4: 20,000 has one, 1,037 has four.

    Examples
    --------
    >>> from types import SimpleNamespace as Value
    >>> significant_digits(Value(low=1037.0, high=1037.0)), significant_digits(Value(low=20000.0, high=20000.0))
    (4, 1)
    """
    end = value.low if value.low == value.low else value.high
    if end != end or end == 0:
        return 1
    digits = f"{abs(end):.3e}".partition("e")[0].replace(".", "").rstrip("0")
    return max(len(digits), 1)


def half_step(value: Stated) -> float:
    """Return how far the true value may lie from one that is told in a round number of its unit.

    Examples
    --------
    >>> from types import SimpleNamespace as Value
    >>> half_step(Value(low=2.3e6, high=2.3e6))
    50000.0
    """
    size = abs(value.low if value.low == value.low else value.high)
    if not 0 < size < math.inf:
        return 0.0
    return min(last_digit(value) / 2, ROUND * size)


def last_digit(value: Stated) -> float:
    """Return what one more in the last digit that carries information means: 10 for 1,040, 10,000 for 20,000.

    Examples
    --------
    >>> from types import SimpleNamespace as Value
    >>> last_digit(Value(low=1040.0, high=1040.0)), last_digit(Value(low=20000.0, high=20000.0))
    (10.0, 10000.0)
    """
    size = abs(value.low if value.low == value.low else value.high)
    return float(10.0 ** (math.floor(math.log10(size)) - significant_digits(value) + 1))


def _ends(value: Stated, factor: float) -> tuple[float, float]:
    low = -math.inf if math.isnan(value.low) else value.low * factor
    high = math.inf if math.isnan(value.high) else value.high * factor
    return low, high


def _is_point(value: Stated) -> bool:
    return value.low == value.high


def _close(a: float, b: float, near: float) -> bool:
    return a == b or (math.isfinite(a) and math.isfinite(b) and abs(a - b) <= near * max(abs(a), abs(b)))


def _is_rounded(a: Stated, b: Stated, factor: float) -> bool:
    """Whether one is the other in fewer digits, or converted: 2.3 million and 2,317,450."""
    gap, steps = abs(a.low - b.low * factor), (half_step(a), half_step(b) * factor)
    digits = significant_digits(a), significant_digits(b)
    if factor != 1.0:
        return gap <= sum(steps)
    return digits[0] != digits[1] and gap <= steps[digits[1] < digits[0]]


def _slack(a: Stated, b: Stated) -> Callable[[Stated], float]:
    """Return how far rough values may lie off: two of them only by their last digits, as neither is the exact one."""
    rough = a.modifier in HEDGED and b.modifier in HEDGED
    return _of_last_digit if rough else lambda value: HEDGED.get(value.modifier, EXACT)


def _of_last_digit(value: Stated) -> float:
    size = abs(value.low if value.low == value.low else value.high)
    return min(HEDGED[value.modifier], last_digit(value) / 2 / size) if 0 < size < math.inf else EXACT


def _widened(
    value: Stated, ends: tuple[float, float], slack_of: Callable[[Stated], float]
) -> tuple[float, float]:
    slack = slack_of(value)
    return ends[0] - slack * abs(ends[0]), ends[1] + slack * abs(ends[1])


def _touch(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return max(a[0], b[0]) <= min(a[1], b[1])
