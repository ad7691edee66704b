"""What two sentences have in common, measured for all pairs of two sets of sentences at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench.compare.corpus import Corpus, dense

Array = np.ndarray[Any, Any]

FEATURES = (
    "cover_most",  # share of the shorter side's weight that the other side has, too
    "cover_least",
    "cover_product",
    "plain_most",  # the same as cover_most and cover_least without names and figures
    "plain_least",
    "pairs_most",  # the same for two content words that follow each other
    "pairs_least",
    "runs_most",  # the same for three words in a row, function words included
    "own_runs",  # log of the number of telling runs of words in common, without names and quotations
    "order",  # length of the longest common subsequence of words beside the shorter sentence
    "names",  # share of the names in common
    "numbers",  # share of the figures in common
    "numbers_apart",  # both have figures and none is shared
    "length_ratio",
    "mass",  # log of the weight in common
    "quoted",  # share of the common weight that both print in quotation marks
)

LONGEST = 500  # words of a sentence whose order is compared: no sentence is longer, and the time stays linear


def compare_blocks(corpus: Corpus, rows: Array, others: Array) -> dict[str, Array]:
    """Measure every sentence of ``rows`` beside every sentence of ``others``.

    Parameters
    ----------
    corpus
        The sentences.
    rows, others
        Which of them, by number.

    Returns
    -------
    dict
        For each of ``FEATURES`` a matrix: a row for each of ``rows``, a column for each of ``others``.

    Examples
    --------
    >>> from workbench.compare.corpus import build_corpus
    >>> corpus = build_corpus(["The river rose in Dover.", "In Dover the river rose.", "Shares fell."])
    >>> compare_blocks(corpus, np.array([0]), np.array([1, 2]))["cover_least"].round(2).tolist()
    [[1.0, 0.0]]
    """
    a, b = _slice(corpus, rows), _slice(corpus, others)
    common, there, back = _cover(a, b, corpus.weight)
    low, high = np.minimum(there, back), np.maximum(there, back)
    _, plain_there, plain_back = _cover(a, b, corpus.plain_weight)
    pairs, runs = _contained(a["pairs"], b["pairs"]), _contained(a["runs"], b["runs"])
    names, _ = _contained_both(a["names"], b["names"])
    numbers, clash = _contained_both(a["numbers"], b["numbers"])
    lengths = np.array([len(corpus.terms[i]) for i in rows]), np.array([len(corpus.terms[j]) for j in others])
    candidates = high >= 0.25
    return {
        "cover_most": high,
        "cover_least": low,
        "cover_product": np.sqrt(low * high),
        "plain_most": np.maximum(plain_there, plain_back),
        "plain_least": np.minimum(plain_there, plain_back),
        "pairs_most": pairs[0],
        "pairs_least": pairs[1],
        "runs_most": runs[0],
        "own_runs": np.log1p(dense(a["own_runs"] @ b["own_runs"].T)),
        "order": _orders(corpus, rows, others, candidates),
        "names": names,
        "numbers": numbers,
        "numbers_apart": clash,
        "length_ratio": np.minimum.outer(*lengths) / np.maximum(np.maximum.outer(*lengths), 1),
        "mass": np.log1p(common),
        "quoted": dense((a["quoted"] * corpus.weight) @ b["quoted"].T) / np.maximum(common, 1e-9),
    }


def _slice(corpus: Corpus, rows: Array) -> dict[str, Any]:
    names = ("present", "alike", "names", "numbers", "quoted", "pairs", "runs", "own_runs")
    return {name: getattr(corpus, name)[rows] for name in names}


def _cover(a: dict[str, Any], b: dict[str, Any], weight: Array) -> tuple[Array, Array, Array]:
    """Weight in common, the share of a's weight that b covers, and the share of b's that a covers."""
    mass_a, mass_b = a["present"] @ weight, b["present"] @ weight
    there = dense((a["present"] * weight) @ b["alike"].T)
    back = dense((b["present"] * weight) @ a["alike"].T).T
    return (
        np.minimum(there, back),
        np.minimum(there / np.maximum(mass_a, 1e-9)[:, None], 1.0),
        np.minimum(back / np.maximum(mass_b, 1e-9)[None, :], 1.0),
    )


def _contained(a: Any, b: Any) -> tuple[Array, Array]:
    shared, n_a, n_b = dense(a @ b.T), a.sum(axis=1), b.sum(axis=1)
    small, large = np.minimum.outer(n_a, n_b), np.maximum.outer(n_a, n_b)
    return shared / np.maximum(small, 1), shared / np.maximum(large, 1)


def _contained_both(a: Any, b: Any) -> tuple[Array, Array]:
    """Share of the smaller set in common, and whether both sets hold something and share nothing."""
    shared, n_a, n_b = dense(a @ b.T), a.sum(axis=1), b.sum(axis=1)
    small = np.minimum.outer(n_a, n_b)
    return shared / np.maximum(small, 1), ((small > 0) & (shared == 0)).astype(float)


def _orders(corpus: Corpus, rows: Array, others: Array, wanted: Array) -> Array:
    from rapidfuzz.distance import LCSseq

    result = np.zeros(wanted.shape)
    for i, j in zip(*np.nonzero(wanted), strict=True):
        a, b = corpus.ids[rows[i]][:LONGEST], corpus.ids[others[j]][:LONGEST]
        result[i, j] = LCSseq.similarity(a, b) / max(min(len(a), len(b)), 1)
    return result
