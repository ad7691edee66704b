"""Which pairs of figures are worth weighing: a step that keeps the time from growing with the square of the figures."""

from __future__ import annotations

import numpy as np

from workbench.ledger.bags import Array
from workbench.ledger.columns import KINDS, NOBODY, Columns

TINY = 1e-9  # below any value that is told
CROWD = 60  # figures of one sentence from which it is a table: they are not weighed against each other
STEPS = 10  # to an order of magnitude
# What these are of is told by the whole sentence, so that all of one event may be one.
NAMELESS = [KINDS.index(kind) for kind in ("money", "share", "duration", "age", "score")]


def candidates(columns: Columns) -> tuple[Array, Array]:
    """Return the places of the pairs that are worth weighing: of one kind, and with something in common.

    That is what they count or its class, what happened to it, a linked sentence, or about the same value.
    """
    keys = [columns.head, columns.counted, columns.kind_of, columns.happening, *_sizes(columns)]
    keys.append(np.where(np.isin(columns.kind, NAMELESS), 0, NOBODY))
    found = [_pairs_of_linked(columns)]
    for key in keys:
        for members in _buckets(columns.kind, key):
            i, j = np.triu_indices(len(members), 1)
            found.append(members[i] * len(columns.kind) + members[j])
    both = np.sort(np.concatenate(found))
    both = both[np.diff(both, prepend=-1) > 0]
    i, j = both // max(1, len(columns.kind)), both % max(1, len(columns.kind))
    crowded = np.bincount(columns.sentence, minlength=1)[columns.sentence] > CROWD
    apart = ~((columns.sentence[i] == columns.sentence[j]) & crowded[i]) if len(i) else np.zeros(0, bool)
    return i[apart], j[apart]


def _sizes(columns: Columns) -> list[Array]:
    """Return two numbers for about how large each value is: any two that are nearly equal share one of them."""
    size = np.log10(np.maximum(np.abs(np.nan_to_num(np.fmax(columns.low, columns.high))), TINY)) - np.log10(
        TINY
    )
    return [np.floor(size * STEPS).astype(int), np.floor(size * STEPS + 0.5).astype(int)]


def _buckets(kind: Array, key: Array) -> list[Array]:
    """Return the places that have kind and key in common, each in ascending order."""
    places = np.flatnonzero(key != NOBODY)
    order = places[np.lexsort((places, key[places], kind[places]))]
    if not len(order):
        return []
    new = (np.diff(kind[order]) != 0) | (np.diff(key[order]) != 0)
    return [part for part in np.split(order, np.flatnonzero(new) + 1) if len(part) > 1]


def _pairs_of_linked(columns: Columns) -> Array:
    held: dict[int, list[int]] = {}
    for place, sentence in enumerate(columns.sentence.tolist()):
        held.setdefault(sentence, []).append(place)
    pairs = [
        min(a, b) * len(columns.kind) + max(a, b)
        for one, other in columns.labels
        for a in held[one]
        for b in held[other]
        if columns.kind[a] == columns.kind[b]
    ]
    return np.array(pairs, dtype=int)
