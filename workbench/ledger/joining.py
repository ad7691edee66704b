"""Pairs of figures become groups: joined by their average score, and never against a veto."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
LOUDEST = 4.0  # no single pair says more for or against two groups than this
NEAREST = 0.3  # how much a figure's nearest one of the other group counts, beside the average of all
NOT_WEIGHED = -4.0  # the log-odds of two figures that share nothing for which they would have been weighed
NEVER = -np.inf


def join(size: int, i: Array, j: Array, scores: Array, never: Array) -> list[list[int]]:
    """Join the two groups with the highest score until none is above zero or no two may be joined.

    The score of two groups is the average of their pairs (average linkage, Sokal and Michener 1958), mixed with the
    average of what each figure has with its nearest one in the other group, so that a long chain of values of one
    count holds together. Groups with a pair that cannot be one are never joined (cannot-link constraints, Davidson
    and Ravi 2005). Only figures that a chain of positive scores connects are looked at together.

    Parameters
    ----------
    size
        How many figures there are.
    i, j, scores, never
        The places of the figures of each weighed pair, its log-odds, and whether it cannot be one.

    Returns
    -------
    list of list of int
        The places of the figures of each group, in ascending order.

    Examples
    --------
    >>> places, others = np.array([0, 0, 1]), np.array([1, 2, 2])
    >>> join(4, places, others, np.array([2.0, 1.0, 1.0]), np.array([False, False, True]))
    [[0, 1], [2], [3]]
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    near = (scores > 0) & ~never
    graph = coo_matrix((np.ones(near.sum()), (i[near], j[near])), shape=(size, size))
    count, part_of = connected_components(graph, directed=False)
    members = np.split(
        np.argsort(part_of, kind="stable"), np.cumsum(np.bincount(part_of, minlength=count))[:-1]
    )
    inside = np.flatnonzero(part_of[i] == part_of[j])
    inside = inside[np.argsort(part_of[i[inside]], kind="stable")]
    first = np.searchsorted(part_of[i[inside]], np.arange(count + 1))
    groups: list[list[int]] = []
    for number, places in enumerate(members):
        pairs = inside[first[number] : first[number + 1]]
        rows, columns = (np.searchsorted(places, ends[pairs]) for ends in (i, j))
        values = np.where(never[pairs], NEVER, scores[pairs])
        groups += [places[group].tolist() for group in _join_part(len(places), rows, columns, values)]
    return sorted(groups)


def _join_part(size: int, i: Array, j: Array, scores: Array) -> list[list[int]]:
    part = _Part(size, i, j, scores)
    while True:
        one, other = divmod(int(np.argmax(part.links)), size)
        if part.links[one, other] <= 0:
            return [np.flatnonzero(part.group == number).tolist() for number in np.unique(part.group)]
        part.merge(min(one, other), max(one, other))


class _Part:
    """Figures that a chain of positive scores connects: how near their groups are, kept up as groups are joined.

    ``sums`` holds the sum of the scores between two groups, ``best`` the highest score of each figure with a group.
    """

    def __init__(self, size: int, i: Array, j: Array, scores: Array) -> None:
        self.sums = np.full((size, size), max(NOT_WEIGHED, -LOUDEST))
        self.sums[i, j] = self.sums[j, i] = np.where(
            scores == NEVER, NEVER, np.clip(scores, -LOUDEST, LOUDEST)
        )
        np.fill_diagonal(self.sums, NEVER)
        self.best, self.links = self.sums.copy(), self.sums.copy()
        self.sizes, self.group = np.ones(size), np.arange(size)

    def merge(self, kept: int, gone: int) -> None:
        """Join two groups, and look how near the others are to the new one."""
        self.sums[kept] += self.sums[gone]
        self.sums[:, kept] = self.sums[kept]
        self.sums[gone], self.sums[:, gone] = NEVER, NEVER
        self.best[kept] = np.maximum(self.best[kept], self.best[gone])
        self.group[self.group == gone] = kept
        self.sizes[kept] += self.sizes[gone]
        self.links[gone], self.links[:, gone] = NEVER, NEVER
        self.links[kept] = self.links[:, kept] = self._near(kept)

    def _near(self, kept: int) -> Array:
        """Return how near each group is to one of them; those that cannot be joined with it are infinitely far."""
        open_to = np.isfinite(self.sums[kept])
        members = self.group == kept
        theirs = np.bincount(self.group, np.where(open_to[self.group], self.best[kept], 0.0), len(members))
        ours = np.where(open_to, self.best[:, members].mean(axis=1), 0.0)
        mean = self.sums[kept] / (self.sizes * self.sizes[kept])
        nearest = (theirs / self.sizes + ours) / 2
        return np.where(open_to, (1 - NEAREST) * mean + NEAREST * nearest, NEVER)
