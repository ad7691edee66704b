"""Every two distinct sentences of an event, measured once: copies of a sentence are folded onto one of them first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from workbench.compare.context import CONTEXT, Array, place_in_context
from workbench.compare.similarity import FEATURES, Corpus, compare_blocks

# By what two sentences were found to share a fact: quoted words, names with much else, or a figure with a name.
BY_WORDS, BY_NAMES, BY_FIGURES = 1, 2, 3
WORTH_A_LOOK = 0.001  # probability by itself from which the other articles may make a link of a pair
_CELLS_AT_ONCE = 400_000  # pairs that are measured at once: more would only take memory


class Folded(NamedTuple):
    """Sentences with each distinct one once: which one each of them is, and where each distinct one stands first."""

    kind: Array
    first: Array


class Measured(NamedTuple):
    """What is known of every two distinct sentences, as sparse matrices: most have nothing in common.

    ``alone`` is the probability by itself that one is the other reworked, where it is worth a look; ``quoted`` the
    share of what both have that both quote; ``near`` whether the wording is; ``runs`` the telling runs of words in
    common; ``facts`` the share in common of two that may state one fact, ``ways`` by what that was found.
    """

    alone: Any
    quoted: Any
    near: Any
    runs: Any
    facts: Any
    ways: Any


def fold(corpus: Corpus, languages: Sequence[str]) -> Folded:
    """Fold the sentences of a corpus that are the same in every term, letter and language.

    Examples
    --------
    >>> from workbench.compare.similarity import build_corpus
    >>> fold(build_corpus(["It rained.", "The river rose.", "It rained."]), ["en"] * 3).kind.tolist()
    [0, 1, 0]
    """
    number: dict[tuple[object, ...], int] = {}
    first: list[int] = []
    kind = np.zeros(len(corpus.texts), dtype=np.int64)
    for at, sentence in enumerate(zip(corpus.texts, map(tuple, corpus.terms), languages, strict=True)):
        if sentence not in number:
            number[sentence] = len(first)
            first.append(at)
        kind[at] = number[sentence]
    return Folded(kind, np.array(first, dtype=np.int64))


def measure(corpus: Corpus, rows: Array) -> Measured:
    """Measure every two of some sentences, a few of them beside all at once.

    Examples
    --------
    >>> from workbench.compare.similarity import build_corpus
    >>> texts = ["The river rose in Dover.", "In Dover the river rose.", "Shares fell."]
    >>> (measure(build_corpus(texts), np.arange(3)).alone.toarray() > 0.5).tolist()
    [[True, True, False], [True, True, False], [False, False, True]]
    """
    found = [np.zeros((7, 0))]
    at_once = max(1, _CELLS_AT_ONCE // max(len(rows), 1))
    for top in range(0, len(rows), at_once):
        measured = compare_blocks(corpus, rows[top : top + at_once], rows[top:])
        alone, (facts, ways) = probability_alone(measured), _facts(measured)
        i, j = np.nonzero(np.triu((alone >= WORTH_A_LOOK) | (facts > 0)))
        cells = alone, measured["quoted"], _nearness(measured), facts, ways
        found.append(np.stack([top + i, top + j, *(cell[i, j] for cell in cells)]))
    one, other, *values = np.concatenate(found, axis=1)
    alone, quoted, near, facts, ways = (_both_ways(one, other, value, len(rows)) for value in values)
    own = corpus.own_runs[rows]
    return Measured(alone, quoted, near, (own @ own.T).tocsr(), facts, ways)


def _both_ways(one: Array, other: Array, values: Array, size: int) -> Any:
    """Return the symmetric matrix of which the upper half is given; what is 0 is not kept."""
    from scipy.sparse import coo_array

    told = values != 0
    below = told & (one != other)
    rows, columns = np.append(one[told], other[below]), np.append(other[told], one[below])
    places = rows.astype(np.int64), columns.astype(np.int64)
    return coo_array((np.append(values[told], values[below]), places), shape=(size, size)).tocsr()


def _nearness(measured: dict[str, Array]) -> Array:
    """Whether most of the content stands in the same order, as in a light edit."""
    return (measured["order"] >= 0.6) & (measured["cover_product"] >= 0.6)


def _facts(measured: dict[str, Array]) -> tuple[Array, Array]:
    """Sentences with figures or names in common and enough else: the share in common, and by what it is told."""
    figure = (measured["numbers"] > 0) & (measured["names"] > 0) & (measured["cover_most"] >= 0.35)
    story = (measured["names"] >= 0.4) & (measured["cover_most"] >= 0.5) & (measured["mass"] >= 1.3)
    words = (measured["quoted"] >= 0.4) & (measured["cover_most"] >= 0.4) & (measured["mass"] >= 1.0)
    ways = np.select([words, story, figure], [BY_WORDS, BY_NAMES, BY_FIGURES], 0)
    return np.where(ways > 0, measured["cover_most"], 0.0), ways


@cache
def _weights(stage: str, names: tuple[str, ...]) -> tuple[Array, float]:
    path = files("workbench.compare") / "weights" / "links.json"
    document = json.loads(path.read_text(encoding="utf-8"))[stage]
    return np.array([document["weights"][name] for name in names]), float(document["intercept"])


def _logistic(measured: dict[str, Array], stage: str, names: tuple[str, ...]) -> Array:
    slope, intercept = _weights(stage, names)
    margin = sum(value * measured[name] for name, value in zip(names, slope, strict=True) if value)
    return 1 / (1 + np.exp(-(margin + intercept)))


def probability_alone(measured: dict[str, Array]) -> Array:
    """Turn what two sentences have in common into the probability that one is the other reworked."""
    return _logistic(measured, "alone", FEATURES)


def probability_of_passage(measured: dict[str, Array]) -> Array:
    """Return the same for passages that stand by themselves, at even odds beforehand."""
    return _logistic(measured, "passage", FEATURES)


def probability_in_context(alone: Array, quoted: Array, relayed: Array, starts: Array) -> Array:
    """Revise the probabilities of an article's sentences beside those of others in the light of one another."""
    return _logistic(place_in_context(alone, quoted, relayed, starts), "in_context", CONTEXT)
