"""What the other sentences say about a pair: neighbours, rivals, order, how much is shared, other articles.

An article is looked at beside many others at once: a row for each of its sentences, a column for each of theirs, article
after article; ``starts`` holds the first column of each.
"""

from __future__ import annotations

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
EVEN = 0.5
_LIMIT = 8.0
# Steps down, by steps to the right, to the pairs around one.
_AROUND = {0: (1, -1), 1: (0, 2, 3), -1: (0, -2, -3), 2: (1, 2), -2: (-1, -2), 3: (1,), -3: (-1,)}


def log_odds(probability: Array) -> Array:
    """Return log(p / (1 - p)), cut off at 8 either way."""
    p = np.clip(probability, 1e-6, 1 - 1e-6)
    return np.clip(np.log(p / (1 - p)), -_LIMIT, _LIMIT)


def place_in_context(
    alone: Array, quoted: Array, relayed: Array, starts: Array | None = None
) -> dict[str, Array]:
    """Measure what surrounds each pair of a sentence of one article and one of another.

    ``alone`` holds the probability of each pair by itself; ``quoted`` the share of what the two have in common that
    both quote; ``relayed`` how probable it is by way of a third article. Every result has their shape. Without
    ``starts`` all columns are of one article.

    Source: own, after the monotone alignment of Gale and Church 1993, with crossings allowed at a price.

    Examples
    --------
    >>> alone = np.array([[0.9, 0.0, 0.0], [0.0, 0.0, 0.4]])
    >>> float(place_in_context(alone, 0 * alone, 0 * alone)["near_neighbours"][1, 2])
    0.9
    """
    starts = np.zeros(1, dtype=np.int64) if starts is None else starts
    odds = log_odds(alone)
    between, outside = _order(alone, starts)
    elsewhere = _elsewhere(alone * (1 - quoted), starts)
    return {
        "alone": odds,
        "near_neighbours": _near(alone, starts),
        "rival_a": np.maximum(_best_other_in_row(odds, starts) - odds, 0.0),
        "rival_b": np.maximum(_best_other_in_column(odds) - odds, 0.0),
        "reuse_elsewhere": elsewhere,
        "some_reuse": np.sqrt(elsewhere),
        "in_order": between,
        "out_of_order": outside,
        "relayed": relayed,
        "quoted_only": quoted * (1 - elsewhere),
    }


def _widths(matrix: Array, starts: Array) -> Array:
    """Return how many columns each article has."""
    return np.diff(np.append(starts, matrix.shape[1]))


def _near(alone: Array, starts: Array) -> Array:
    article = np.repeat(np.arange(len(starts)), _widths(alone, starts))
    result = np.zeros(alone.shape)
    n = len(alone)
    for right, steps in _AROUND.items():
        moved = _moved(alone, right, article)
        for down in steps:
            into = slice(max(-down, 0), max(n - max(down, 0), 0))
            taken = slice(max(down, 0), max(n - max(-down, 0), 0))
            np.maximum(result[into], moved[taken], out=result[into])
    return result


def _moved(matrix: Array, right: int, article: Array) -> Array:
    """Return the matrix whose cell holds what stands some columns further in the same article, else 0."""
    if right == 0:
        return matrix
    width = matrix.shape[1]
    result = np.zeros(matrix.shape)
    if abs(right) < width:
        into = slice(max(-right, 0), width - max(right, 0))
        taken = slice(max(right, 0), width - max(-right, 0))
        result[:, into] = matrix[:, taken] * (article[into] == article[taken])
    return result


def _best_of_articles(matrix: Array, starts: Array) -> tuple[Array, Array]:
    """Return for each row and each article the best cell, and the first column where it stands."""
    best = np.maximum.reduceat(matrix, starts, axis=1)
    is_best = matrix == np.repeat(best, _widths(matrix, starts), axis=1)
    columns = np.where(is_best, np.arange(matrix.shape[1]), matrix.shape[1])
    return best, np.minimum.reduceat(columns, starts, axis=1)


def _best_other_in_row(odds: Array, starts: Array) -> Array:
    """Return for each cell the best of the other cells of its row that are of the same article."""
    widths = _widths(odds, starts)
    best, place = _best_of_articles(odds, starts)
    rows = np.arange(len(odds))[:, None]
    rest = odds.copy()
    rest[rows, place] = -_LIMIT
    second = np.maximum.reduceat(rest, starts, axis=1)
    result = np.repeat(best, widths, axis=1)
    result[rows, place] = second
    result[:, np.repeat(widths < 2, widths)] = -_LIMIT
    return result


def _best_other_in_column(odds: Array) -> Array:
    """Return for each cell the best of the other cells of its column."""
    if len(odds) < 2:
        return np.full(odds.shape, -_LIMIT)
    columns = np.arange(odds.shape[1])
    top = np.argmax(odds, axis=0)
    result = np.repeat(odds.max(axis=0)[None, :], len(odds), axis=0)
    result[top, columns] = np.partition(odds, -2, axis=0)[-2]
    return result


def _elsewhere(alone: Array, starts: Array) -> Array:
    """Return how much else of the two articles is reworked: the larger of what both sides' other sentences say."""
    widths = _widths(alone, starts)
    best_a, best_b = np.maximum.reduceat(alone, starts, axis=1), alone.max(axis=0)
    share_a = (best_a.sum(axis=0) - best_a) / max(len(best_a) - 1, 1)
    sums = np.repeat(np.add.reduceat(best_b, starts), widths)
    share_b = (sums - best_b) / np.repeat(np.maximum(widths - 1, 1), widths)
    return np.maximum(np.maximum(np.repeat(share_a, widths, axis=1), share_b), 0.0)


def _order(alone: Array, starts: Array) -> tuple[Array, Array]:
    """Whether a pair keeps the order of the likely pairs of other sentences around it."""
    widths, columns = _widths(alone, starts), np.arange(alone.shape[1])
    best, place = _best_of_articles(alone, starts)
    low, before = _last_likely(best, place, starts - 1)
    high, behind = _last_likely(best[::-1], place[::-1], starts + widths)
    high, known = high[::-1], before | behind[::-1]
    inside = (columns >= np.repeat(low, widths, axis=1)) & (columns <= np.repeat(high, widths, axis=1))
    known = np.repeat(known, widths, axis=1)
    return (inside & known).astype(float), (~inside & known).astype(float)


def _last_likely(best: Array, place: Array, nowhere: Array) -> tuple[Array, Array]:
    """Return for each row where the likely pair of the last row before it stands, by article, and whether there is one."""
    last, known = np.tile(nowhere, (len(best), 1)), np.zeros(best.shape, dtype=bool)
    for row in range(1, len(best)):
        likely = best[row - 1] >= EVEN
        last[row] = np.where(likely, place[row - 1], last[row - 1])
        known[row] = known[row - 1] | likely
    return last, known
