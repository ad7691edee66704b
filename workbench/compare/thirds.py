"""What third articles say of two sentences: how near they are by way of one that is surely a version of either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from workbench.compare.context import EVEN, Array
from workbench.compare.measured import Folded, Measured

SURE = 0.8
WITNESSES = 24  # a wire story may stand in hundreds of papers: so many ways from a sentence are enough
_NONE = -1


class Event(NamedTuple):
    """The sentences of an event: which distinct one and of which article each is, and what is known of them.

    ``places`` lists the sentences of each article. ``holders`` names of a distinct sentence that stands in no more than
    two articles the first and the last of these; one that stands in more is there for any two articles.
    """

    kind: Array
    article: Array
    places: list[Array]
    measured: Measured
    holders: tuple[Array, Array]


class Ways(NamedTuple):
    """For each row those that it is most surely one with, the surest first, and how sure; none as -1 and 0."""

    to: Array
    sure: Array


def event_of(folded: Folded, places: Sequence[Array], measured: Measured) -> Event:
    """Return an event with each sentence's article and each distinct sentence's few holders."""
    article = np.empty(len(folded.kind), dtype=np.int64)
    for number, rows in enumerate(places):
        article[rows] = number
    held = np.unique(np.stack([folded.kind, article]), axis=1)
    first, last = np.full(len(folded.first), len(places)), np.full(len(folded.first), _NONE)
    np.minimum.at(first, held[0], held[1])
    np.maximum.at(last, held[0], held[1])
    many = np.bincount(held[0], minlength=len(folded.first)) > 2
    first[many] = last[many] = _NONE
    return Event(folded.kind, article, list(places), measured, (first, last))


def ways_of(matrix: Any, *, least: float, most: int = WITNESSES) -> Ways:
    """Return for each row of a sparse matrix its highest cells, from ``least`` on.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> ways_of(csr_array(np.array([[0.9, 0.95, 0.1], [0.0, 0.0, 0.0]])), least=0.5, most=2).to.tolist()
    [[1, 0], [-1, -1]]
    """
    to = np.full((matrix.shape[0], most), _NONE, dtype=np.int64)
    sure = np.zeros(to.shape)
    for row in range(matrix.shape[0]):
        cells = slice(matrix.indptr[row], matrix.indptr[row + 1])
        columns, values = matrix.indices[cells], matrix.data[cells]
        high = np.flatnonzero(values >= least)
        high = high[np.lexsort((columns[high], -values[high]))][:most]
        to[row, : len(high)], sure[row, : len(high)] = columns[high], values[high]
    return Ways(to, sure)


def relay(event: Event, ways: Ways, here: Array, columns: Array) -> Array:
    """Return how probable each pair of an article's sentences and those of others is by way of a third article.

    A sentence of one article that is surely one with a sentence of a third takes over what that has in common with the
    sentence of the other, and the other way round.

    Parameters
    ----------
    event
        The event.
    ways
        Of its distinct sentences, to those that each is surely one with.
    here, columns
        The sentences of the article, and those of the others.
    """
    alone, rows, kinds = event.measured.alone, event.kind[here], event.kind[columns]
    own, others = int(event.article[here[0]]), event.article[columns]
    beside, anywhere = alone[rows].toarray(), _anywhere(event, own)
    best = np.zeros(beside.shape)  # over what stands in third articles whichever the other one is
    for way in ways.to[rows].T:
        held = np.flatnonzero((way != _NONE) & anywhere[way])
        if len(held):
            best[held] = np.maximum(best[held], alone[way[held]].toarray())
    for way in ways.to.T:
        held = np.flatnonzero((way != _NONE) & anywhere[way])
        best[:, held] = np.maximum(best[:, held], beside[:, way[held]])
    result = best[:, kinds]
    for row, rank in zip(*np.nonzero((ways.to[rows] != _NONE) & ~anywhere[ways.to[rows]]), strict=True):
        way = ways.to[rows[row], rank]
        passed = alone[[way]].toarray()[0, kinds] * ~_held_by_both(event, way, own, others)
        np.maximum(result[row], passed, out=result[row])
    for way in ways.to[kinds].T:
        held = np.flatnonzero((way != _NONE) & ~anywhere[way])
        held = held[~_held_by_both(event, way[held], own, others[held])]
        result[:, held] = np.maximum(result[:, held], beside[:, way[held]])
    return result


def _anywhere(event: Event, own: int) -> Array:
    """Say of each distinct sentence whether it stands in a third article, whichever the other of two is."""
    first, last = event.holders
    return (first == _NONE) | ((first != last) & (first != own) & (last != own))


def _held_by_both(event: Event, kind: Array | int, one: int, others: Array) -> Array:
    """Whether a distinct sentence stands in no article but two."""
    first, last = event.holders[0][kind], event.holders[1][kind]
    return ((first == one) | (first == others)) & ((last == one) | (last == others))


def carry_over(event: Event, scores: Any, ways: Ways, here: Array, columns: Array) -> Array:
    """Return the best product of two probabilities on the way over a third article, where that is even or better.

    If two sentences are both the reworked version of a third one, they are versions of one another.

    Parameters
    ----------
    event
        The event.
    scores
        Sparse matrix of the probabilities of every two sentences, those that are even or better.
    ways
        Of the sentences, by it.
    here, columns
        The sentences of one article, and those of others.
    """
    best = np.zeros((len(here), len(columns)))
    for way, sure in zip(ways.to[here].T, ways.sure[here].T, strict=True):
        if not sure.any():
            break
        product = sure[:, None] * scores[np.maximum(way, 0)].toarray()[:, columns]
        product[event.article[way][:, None] == event.article[columns]] = 0
        np.maximum(best, product, out=best)
    return np.where(best >= EVEN, best, 0.0)


class RunsByWay:
    """How many telling runs of words join two sentences on the way over a third article.

    Parameters
    ----------
    event
        The event.
    """

    def __init__(self, event: Event) -> None:
        self._kind, self._article = event.kind.tolist(), event.article.tolist()
        self._holders = [set(pair) for pair in zip(*(side.tolist() for side in event.holders), strict=True)]
        self._runs = event.measured.runs
        self._of_kind: dict[int, dict[int, float]] = {}
        self._known: dict[tuple[int, int], list[tuple[float, int]]] = {}

    def __call__(self, one: int, other: int) -> int:
        """Return the most runs that both have with one of a third article, or with each other."""
        kinds = self._kind[one], self._kind[other]
        if kinds not in self._known:
            self._known[kinds] = sorted(self._shared(*kinds), reverse=True)
        articles = {self._article[one], self._article[other]}
        by_way = (n for n, kind in self._known[kinds] if not self._holders[kind] <= articles)
        return int(max(next(by_way, 0.0), self._row(kinds[0]).get(kinds[1], 0.0)))

    def _shared(self, one: int, other: int) -> Iterator[tuple[float, int]]:
        of_one, of_other = self._row(one), self._row(other)
        for kind in of_one.keys() & of_other.keys():
            yield min(of_one[kind], of_other[kind]), kind

    def _row(self, kind: int) -> dict[int, float]:
        if kind not in self._of_kind:
            cells = slice(self._runs.indptr[kind], self._runs.indptr[kind + 1])
            columns, runs = self._runs.indices[cells].tolist(), self._runs.data[cells].tolist()
            self._of_kind[kind] = dict(zip(columns, runs, strict=True))
        return self._of_kind[kind]
