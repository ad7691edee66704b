"""How the values of many pairs of figures compare."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.ledger.bags import Array
from workbench.ledger.columns import KINDS, Columns
from workbench.ledger.values import EXACT, SAME

EXCHANGE = 2.5  # orders of magnitude: no two currencies in which large sums are told lie further apart
LARGE = 100  # of smaller values the last digit counts


TELLING = 3  # digits from which a value is rather found out than said so


class Pairs(NamedTuple):
    """Pairs of figures of one event: the places of both, and how their values compare."""

    i: Array
    j: Array
    equal: Array
    rounded: Array
    fits: Array
    same_number: Array
    a_step: Array
    different: Array
    currencies: Array
    apart: Array


def compare(columns: Columns, i: Array, j: Array) -> Pairs:
    """Compare values: equal, one the other rounded, one able to hold the other, or excluding each other."""
    low, high = np.nan_to_num(columns.low, nan=-np.inf), np.nan_to_num(columns.high, nan=np.inf)
    comparable = columns.dimension[i] == columns.dimension[j]
    points = (low == high)[i] & (low == high)[j]
    near = np.where(columns.unit[i] == columns.unit[j], EXACT, SAME)
    ends = _close(low[i], low[j], near) & _close(high[i], high[j], near)
    lasting = (columns.kind[i] == KINDS.index("duration")) & (columns.unit[i] != columns.unit[j])
    equal = comparable & ends & (points | (columns.modifier[i] == columns.modifier[j])) & ~lasting
    bottom, top = low - columns.slack * np.abs(low), high + columns.slack * np.abs(high)
    touch = np.maximum(bottom[i], bottom[j]) <= np.minimum(top[i], top[j])
    rounded = comparable & ~equal & points & _is_rounded(columns, i, j)
    fits = comparable & touch & ~equal & ~rounded
    apart = _apart(columns, i, j)
    money = ~comparable & (columns.kind[i] == columns.kind[j]) & (apart < EXCHANGE)
    same = fits & _one_number(columns, i, j)
    fits = fits & ~same
    a_step = fits & _is_a_step(columns, i, j)
    return Pairs(
        i, j, equal, rounded, fits, same, a_step, comparable & ~equal & ~rounded & ~touch, money, apart
    )


def _close(a: Array, b: Array, near: Array) -> Array:
    with np.errstate(invalid="ignore"):
        return (a == b) | (np.abs(a - b) <= near * np.maximum(np.abs(a), np.abs(b)))


def _one_number(columns: Columns, i: Array, j: Array) -> Array:
    """Whether two values are one number with other bounds: 900 and up to 900."""
    value, point = (
        middle(columns),
        (columns.low == columns.high) | np.isnan(columns.low) | np.isnan(columns.high),
    )
    return point[i] & point[j] & ~columns.vague[i] & ~columns.vague[j] & (value[i] == value[j])


def middle(columns: Columns) -> Array:
    """Return one number for each value: its lower end, else its upper one."""
    return np.where(np.isnan(columns.low), columns.high, columns.low)


def _apart(columns: Columns, i: Array, j: Array) -> Array:
    """Return how many orders of magnitude two values lie apart, at most 3."""
    size = np.log10(np.maximum(np.abs(np.nan_to_num(middle(columns))), 1e-9))
    return np.minimum(np.abs(size[i] - size[j]), 3.0)


def _is_a_step(columns: Columns, i: Array, j: Array) -> Array:
    """Whether one value is the other cut off to fewer digits, and said to be so: 4,127 and more than 4,100."""
    value, digits = middle(columns), columns.digits
    step = 2 * np.where(digits[i] < digits[j], columns.half_step[i], columns.half_step[j])
    large = np.minimum(np.abs(value[i]), np.abs(value[j])) >= LARGE
    whole = ~columns.vague[i] & ~columns.vague[j] & (np.maximum(digits[i], digits[j]) >= TELLING)
    return (digits[i] != digits[j]) & large & whole & (np.abs(value[i] - value[j]) <= step)


def _is_rounded(columns: Columns, i: Array, j: Array) -> Array:
    """Whether one value is the other one rounded: 2,317,450 and 2.3 million, 10 km and 6 miles."""
    value, digits = middle(columns), columns.digits
    gap = np.abs(value[i] - value[j])
    step = np.where(digits[i] < digits[j], columns.half_step[i], columns.half_step[j])
    larger = np.maximum(np.abs(value[i]), np.abs(value[j]))
    cut = (digits[i] != digits[j]) & (larger >= LARGE) & (gap <= step)
    converted = (columns.unit[i] != columns.unit[j]) & (columns.kind[i] == KINDS.index("measure"))
    within = gap <= np.maximum(columns.half_step[i], columns.half_step[j])
    return cut | (converted & within)
