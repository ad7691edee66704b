"""How sure a claim is: the calibrated probability that it holds the figures of one quantity, and all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from workbench.ledger.bags import Array
from workbench.ledger.vocabulary import weights

LOUDEST = 4.0  # no score says more than this
NOT_WEIGHED = -4.0  # the score of figures that share nothing for which they would have been weighed


def traits(groups: Sequence[Sequence[int]], i: Array, j: Array, scores: Array, never: Array) -> Array:
    """Return a row for each group: whether it is one figure, its mean score inside, the best one outside, its doublings.

    Parameters
    ----------
    groups
        The places of the figures of each claim of an event.
    i, j, scores, never
        The places of the figures of each weighed pair, its log-odds, and whether it cannot be one.

    Examples
    --------
    >>> ends = np.array([0, 0]), np.array([1, 2])
    >>> traits([[0, 1], [2]], *ends, np.array([2.0, -1.0]), np.array([False, False])).tolist()
    [[0.0, 2.0, -1.0, 1.0], [1.0, 0.0, -1.0, 0.0]]
    """
    size = sum(map(len, groups))
    group = np.zeros(size, dtype=int)
    for number, members in enumerate(groups):
        group[list(members)] = number
    cut = np.where(never, -LOUDEST, np.clip(scores, -LOUDEST, LOUDEST))
    inside, mine = group[i] == group[j], group[i]
    sums = np.bincount(mine[inside], cut[inside], len(groups))
    pairs = np.array([len(members) * (len(members) - 1) / 2 for members in groups], dtype=float)
    weighed = np.bincount(mine[inside], minlength=len(groups))
    mean = (sums + NOT_WEIGHED * (pairs - weighed)) / np.maximum(pairs, 1.0)
    best = np.full(len(groups), NOT_WEIGHED)
    for ends in (group[i], group[j]):
        np.maximum.at(best, ends[~inside], cut[~inside])
    many = np.array([math.log2(len(members)) for members in groups], dtype=float)
    return np.column_stack([(pairs == 0).astype(float), mean, best, many])


def sureness(rows: Array) -> Array:
    """Return for rows of :func:`traits` the probability that each claim is right, 0 to 1.

    Of claims said at .9, nine in ten are right on events that were not fitted on: ``benchmarks/fit_claims.py`` fits
    the weights, a logistic regression (Cox 1958), and leaves whole events out.

    Examples
    --------
    >>> sure, unsure = sureness(np.array([[0.0, 4.0, -4.0, 1.0], [0.0, 0.5, 2.0, 1.0]]))
    >>> bool(0 <= unsure < sure <= 1)
    True
    """
    table = weights("confidence")
    values = np.array([table[name] for name in ("single", "inside", "outside", "doublings")])
    return np.asarray(1 / (1 + np.exp(-(table["start"] + rows @ values))))
