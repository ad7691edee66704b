"""What the other sentences say about a pair: neighbours, rivals, order, how much is shared, other articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

CONTEXT = (
    "alone",  # log odds of the pair by itself
    "near_neighbours",  # surest of the pairs up to three steps before and behind
    "rival_a",  # log odds of the best other partner of a above those of the pair
    "rival_b",
    "reuse_elsewhere",  # mean over the other sentences of the article with more reuse, quotations left out
    "some_reuse",  # its square root: the step from none to some says most
    "in_order",  # lies between the likely pairs of the sentences before and behind it
    "out_of_order",
    "relayed",  # probability by way of a sentence of another article that is surely linked to one of the two
    "quoted_only",  # share in common that both print in quotation marks, times that of other sentences not reworked
)
SURE, EVEN = 0.8, 0.5
MAX_THIRDS = 8  # a wire story may stand in hundreds of papers; a few witnesses are enough
_LIMIT = 8.0


def log_odds(probability: Array) -> Array:
    """Return log(p / (1 - p)), cut off at 8 either way."""
    p = np.clip(probability, 1e-6, 1 - 1e-6)
    return np.clip(np.log(p / (1 - p)), -_LIMIT, _LIMIT)


def place_in_context(alone: Array, quoted: Array, relayed: Array) -> dict[str, Array]:
    """Measure what surrounds each pair of sentences of two articles.

    ``alone`` holds the probability of each pair by itself: a row for each sentence of one article, a column
    for each of the other; ``quoted`` the share of what the two have in common that both quote; ``relayed``
    what :func:`relay` gives. Every result has their shape.

    Source: own, after the monotone alignment of Gale and Church 1993, with crossings allowed at a price.

    Examples
    --------
    >>> alone = np.array([[0.9, 0.0, 0.0], [0.0, 0.0, 0.4]])
    >>> float(place_in_context(alone, 0 * alone, 0 * alone)["near_neighbours"][1, 2])
    0.9
    """
    odds = log_odds(alone)
    between, outside = _order(alone)
    elsewhere = _elsewhere(alone * (1 - quoted))
    return {
        "alone": odds,
        "near_neighbours": _near(alone),
        "rival_a": np.maximum(_best_other(odds) - odds, 0.0),
        "rival_b": np.maximum(_best_other(odds.T).T - odds, 0.0),
        "reuse_elsewhere": elsewhere,
        "some_reuse": np.sqrt(elsewhere),
        "in_order": between,
        "out_of_order": outside,
        "relayed": relayed,
        "quoted_only": quoted * (1 - elsewhere),
    }


class Blocks(dict[tuple[int, int], Array]):
    """A matrix for every two articles, in either order, from one for each pair.

    ``partners`` says for each article with which others it has anything in common, in ascending order, and how
    much: to look through all pairs for it would take the cube of the articles.

    Examples
    --------
    >>> blocks = Blocks({(0, 1): np.array([[0.5, 0.25]])})
    >>> blocks[1, 0].shape, [column.tolist() for column in blocks.partners[0]]
    ((2, 1), [[1], [0.75]])
    """

    def __init__(self, pairs: dict[tuple[int, int], Array]) -> None:
        super().__init__(pairs)
        self.update({(b, a): block.T for (a, b), block in pairs.items()})
        held: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for (a, b), block in self.items():
            if block.any():
                held[a].append((b, float(block.sum())))
        self.partners: defaultdict[int, tuple[Array, Array]] = defaultdict(_nobody)
        for a, found in held.items():
            others, shared = zip(*sorted(found), strict=True)
            self.partners[a] = np.array(others), np.array(shared)


def _nobody() -> tuple[Array, Array]:
    return np.array([], dtype=int), np.array([])


def relay(alone: Blocks, a: int, b: int) -> Array:
    """Return how probable each pair of articles a and b is by way of a third article.

    ``alone`` holds a matrix for every two articles, in either order. A sentence of a that is surely linked to
    one of a third article c takes over what that one has in common with b.

    Examples
    --------
    >>> one, other = np.array([[0.9]]), np.array([[0.7]])
    >>> blocks = Blocks({(0, 2): one, (2, 1): other, (0, 1): 0 * one})
    >>> float(relay(blocks, 0, 1)[0, 0])
    0.7
    """
    result = np.zeros(alone[a, b].shape)
    for first, second in _by_way_of_thirds(alone, a, b):
        for here, there, turned in ((first, second, False), (second.T, first.T, True)):
            sure = here >= SURE
            if sure.any():
                passed = _handed_on(sure, there)
                result = np.maximum(result, passed.T if turned else passed)
    return result


def carry_over(score: Blocks, plausible: Array, a: int, b: int) -> Array:
    """Return the probabilities of articles a and b, raised where a third article joins the two sentences.

    If two sentences are both the reworked version of a third one, they are versions of one another: the
    probability is the product. ``plausible`` says which pairs have anything in common by themselves; the
    halves of a split sentence have a partner in common and are no versions of one another.

    Examples
    --------
    >>> one = np.array([[0.9]])
    >>> blocks = Blocks({(0, 2): one, (2, 1): one, (0, 1): 0 * one})
    >>> float(carry_over(blocks, one > 0, 0, 1)[0, 0].round(2))
    0.81
    """
    result = score[a, b]
    for first, second in _by_way_of_thirds(score, a, b):
        if first.max() * second.max() >= EVEN:
            result = np.maximum(result, _best_product(first, second) * plausible)
    return result


def runs_by_way(runs: Blocks, a: int, b: int) -> Array:
    """Return how many telling runs of words join the sentences of a and b on the way over a third article.

    Examples
    --------
    >>> blocks = Blocks({(0, 2): np.array([[3.0]]), (2, 1): np.array([[2.0]]), (0, 1): np.array([[0.0]])})
    >>> float(runs_by_way(blocks, 0, 1)[0, 0])
    2.0
    """
    result = runs[a, b]
    for first, second in _by_way_of_thirds(runs, a, b):
        weaker = np.zeros(result.shape)
        for row, link in zip(*np.nonzero(first), strict=True):  # few sentences have such a run in common
            np.maximum(weaker[row], np.minimum(first[row, link], second[link]), out=weaker[row])
        result = np.maximum(result, weaker)
    return result


def _by_way_of_thirds(blocks: Blocks, a: int, b: int) -> Iterator[tuple[Array, Array]]:
    """Blocks of a with each third article and of that one with b, for the few that have most in common."""
    (of_a, with_a), (of_b, with_b) = blocks.partners[a], blocks.partners[b]
    thirds, in_a, in_b = np.intersect1d(of_a, of_b, assume_unique=True, return_indices=True)
    most_first = np.argsort(-np.minimum(with_a[in_a], with_b[in_b]), kind="stable")
    for c in thirds[most_first[:MAX_THIRDS]].tolist():
        yield blocks[a, c], blocks[c, b]


def _handed_on(sure: Array, there: Array) -> Array:
    """Return for each row the best of what the rows of ``there`` have that it is surely linked to; few links are sure."""
    passed = np.zeros((sure.shape[0], there.shape[1]))
    for row, link in zip(*np.nonzero(sure), strict=True):
        np.maximum(passed[row], there[link], out=passed[row])
    return passed


def _best_product(first: Array, second: Array) -> Array:
    """Return the best product on the way over a sentence of the third article, where that comes out even or better.

    Both sides are then even or better, too, and few are.
    """
    likely = np.where(second >= EVEN, second, 0.0)
    best = np.zeros((first.shape[0], second.shape[1]))
    for row, way in zip(*np.nonzero(first >= EVEN), strict=True):
        np.maximum(best[row], first[row, way] * likely[way], out=best[row])
    return np.where(best >= EVEN, best, 0.0)


def _shifted(matrix: Array, down: int, right: int) -> Array:
    """Return the matrix whose cell holds what stands ``down`` rows and ``right`` columns further."""
    result = np.zeros(matrix.shape)
    n, m = matrix.shape
    if abs(down) < n and abs(right) < m:
        into = slice(max(-down, 0), n - max(down, 0)), slice(max(-right, 0), m - max(right, 0))
        taken = slice(max(down, 0), n - max(-down, 0)), slice(max(right, 0), m - max(-right, 0))
        result[into] = matrix[taken]
    return result


def _near(alone: Array) -> Array:
    steps = [(1, 2), (2, 1), (2, 2), (1, 0), (0, 1), (1, 3), (3, 1)]
    shifted = [_shifted(alone, sign * i, sign * j) for i, j in steps for sign in (1, -1)]
    return np.max(shifted, axis=0)


def _best_other(odds: Array) -> Array:
    """Return for each cell the best of the other cells of its row."""
    if odds.shape[1] < 2:
        return np.full(odds.shape, -_LIMIT)
    top = np.argmax(odds, axis=1)
    second = np.partition(odds, -2, axis=1)[:, -2]
    result = np.repeat(odds.max(axis=1)[:, None], odds.shape[1], axis=1)
    result[np.arange(len(odds)), top] = second
    return result


def _elsewhere(alone: Array) -> Array:
    best_a, best_b = alone.max(axis=1), alone.max(axis=0)
    share_a = (best_a.sum() - best_a) / max(len(best_a) - 1, 1)
    share_b = (best_b.sum() - best_b) / max(len(best_b) - 1, 1)
    return np.maximum.outer(share_a, share_b)


def _order(alone: Array) -> tuple[Array, Array]:
    """Whether a pair keeps the order of the likely pairs of other sentences around it."""
    n, m = alone.shape
    best = np.argmax(alone, axis=1)
    likely = alone[np.arange(n), best] >= 0.5
    places, columns = np.nonzero(likely)[0], np.arange(m)
    keeps, breaks = np.zeros((n, m)), np.zeros((n, m))
    for i in range(n):
        before, behind = places[places < i], places[places > i]
        low = best[before[-1]] if len(before) else -1
        high = best[behind[0]] if len(behind) else m
        if len(before) or len(behind):
            inside = (columns >= low) & (columns <= high)
            keeps[i], breaks[i] = inside, ~inside
    return keeps, breaks
