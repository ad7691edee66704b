"""Pairs of figures become groups: joined by their average score, and never against a veto."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
NOT_WEIGHED = -4.0  # the log-odds of two figures that share nothing for which they would have been weighed
NEVER = -np.inf


def join(size: int, i: Array, j: Array, scores: Array, never: Array) -> list[list[int]]:
    """Join the two groups with the highest average score until none is above zero or no two may be joined.

    Average linkage (Sokal and Michener 1958) with cannot-link constraints (Davidson and Ravi 2005): groups that hold
    a pair that cannot be one are never joined. Only figures that a chain of positive scores connects are looked at
    together.

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
    sums = np.full((size, size), NOT_WEIGHED)
    sums[i, j] = sums[j, i] = scores
    np.fill_diagonal(sums, NEVER)
    sizes, groups = np.ones(size), {place: [place] for place in range(size)}
    while len(groups) > 1:
        means = sums / np.outer(sizes, sizes)
        one, other = divmod(int(np.argmax(means)), size)
        if means[one, other] <= 0:
            break
        kept, gone = min(one, other), max(one, other)
        sums[kept] += sums[gone]
        sums[:, kept] += sums[:, gone]
        sums[kept, kept] = NEVER
        sums[gone, :] = sums[:, gone] = NEVER
        sizes[kept] += sizes[gone]
        groups[kept] = sorted(groups[kept] + groups.pop(gone))
    return list(groups.values())
