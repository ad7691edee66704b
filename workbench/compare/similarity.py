"""Sentences as sparse matrices of their terms, and what any two of them have in common, measured for many pairs at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from workbench.compare.terms import (
    Term,
    concept,
    find_quotations,
    find_terms,
    in_general,
    likeness,
    merge_phrases,
)

Array = np.ndarray[Any, Any]


class Corpus(NamedTuple):
    """Sentences as sparse matrices: a row is a sentence, a column a term, a pair of terms or a run of three."""

    terms: list[list[Term]]
    texts: list[str]
    weight: Array
    plain_weight: Array
    present: Any
    alike: Any
    names: Any
    numbers: Any
    quoted: Any
    pairs: Any
    runs: Any
    own_runs: Any
    ids: list[list[int]]

    def sharing(self, places: Sequence[Array]) -> Array:
        """Say which sets of sentences have two content words in a row, or a figure, in common: set beside set."""
        if not places:
            return np.zeros((0, 0), dtype=bool)
        member = _incidence([rows.tolist() for rows in places], len(self.texts))
        held = [member @ matrix for matrix in (self.pairs, self.numbers)]
        return dense(held[0] @ held[0].T + held[1] @ held[1].T) > 0


def build_corpus(texts: Sequence[str], doc_ids: Sequence[str] | None = None) -> Corpus:
    """Turn sentences into the matrices that :func:`compare_blocks` works on.

    ``doc_ids`` names the article of each sentence; quotations that run over several sentences need it.

    Examples
    --------
    >>> corpus = build_corpus(["The river rose in Dover.", "In Dover the river rose."])
    >>> corpus.present.sum(axis=1).tolist(), corpus.names.sum(axis=1).tolist()
    ([5.0, 5.0], [1.0, 1.0])
    """
    terms = _flag_names(_terms_of(texts, doc_ids if doc_ids is not None else range(len(texts))))
    # One column at least, so that sentences without a word are matrices, too.
    columns = {key: i for i, key in enumerate(dict.fromkeys(t.key for row in terms for t in row) or [""])}
    weight = _weights(terms, columns)
    ids = [[columns[t.key] for t in row] for row in terms]
    present = _incidence(ids, len(columns))
    alike = present @ likeness(terms, columns)
    alike.data = np.minimum(alike.data, 1.0)
    pick = _picker(terms, columns)
    return Corpus(
        terms=terms,
        texts=list(texts),
        weight=weight,
        plain_weight=_plain_weights(weight, terms, columns),
        present=present,
        alike=alike,
        names=pick("is_name"),
        numbers=pick("is_number"),
        quoted=pick("in_quotation"),
        pairs=_grams(_concepts(terms), 2),
        runs=_grams([[t.key for t in row] for row in terms], 3),
        own_runs=_own_runs(terms),
        ids=ids,
    )


def _concepts(terms: list[list[Term]]) -> list[list[str]]:
    return [[concept(t.key) for t in row if not t.is_function] for row in terms]


def _plain_weights(weight: Array, terms: list[list[Term]], columns: dict[str, int]) -> Array:
    """Return the weights of the terms, those of names and figures as nothing."""
    special = {t.key for row in terms for t in row if t.is_name or t.is_number}
    return np.where([key in special for key in columns], 0.0, weight)


def _terms_of(texts: Sequence[str], doc_ids: Iterable[object]) -> list[list[Term]]:
    found: list[list[Term]] = []
    for _, group in groupby(zip(doc_ids, texts, strict=True), key=itemgetter(0)):
        article = [text for _, text in group]
        opened = find_quotations(article)
        found += [merge_phrases(find_terms(text, opened=o)) for text, o in zip(article, opened, strict=True)]
    return found


def _flag_names(terms: list[list[Term]]) -> list[list[Term]]:
    """Call a word a name everywhere if it is one in running text; headlines in title case tell nothing."""
    running_text = [row for row in terms if not _title_case(row)]
    names = {t.key for row in running_text for t in row if t.is_name}
    return [
        [t if t.is_name == (t.key in names) else t._replace(is_name=not t.is_name) for t in row]
        for row in terms
    ]


def _title_case(row: list[Term]) -> bool:
    words = [t for t in row if not t.is_function and not t.is_number]
    return sum(t.is_name for t in words) > 0.7 * len(words) > 2


def _picker(terms: list[list[Term]], columns: dict[str, int]) -> Any:
    def pick(flag: str) -> Any:
        return _incidence([[columns[t.key] for t in row if getattr(t, flag)] for row in terms], len(columns))

    return pick


def _incidence(rows: Iterable[Iterable[int]], width: int) -> Any:
    from scipy.sparse import csr_array

    sets = [sorted(set(row)) for row in rows]
    bounds = np.concatenate([[0], np.cumsum([len(row) for row in sets])]).astype(int)
    columns = np.array([i for row in sets for i in row], dtype=int)
    return csr_array((np.ones(len(columns)), columns, bounds), shape=(len(sets), max(width, 1)))


def _grams(rows: list[list[str]], n: int) -> Any:
    return _gram_matrix([list(zip(*(row[i:] for i in range(n)), strict=False)) for row in rows])


def _gram_matrix(rows: list[list[tuple[str, ...]]]) -> Any:
    columns = {gram: i for i, gram in enumerate(dict.fromkeys(g for row in rows for g in row))}
    return _incidence([[columns[g] for g in row] for row in rows], len(columns))


def _own_runs(terms: list[list[Term]]) -> Any:
    """Return runs that people rarely hit on by chance: no name, figure or quotation; five words, or four with two of content."""
    return _gram_matrix([sorted(_telling_runs(row, 4, 2) | _telling_runs(row, 5, 1)) for row in terms])


def _telling_runs(row: list[Term], n: int, n_content: int) -> set[tuple[str, ...]]:
    """Return the runs of n words, so many of them of content, that hold no name, figure or quotation."""
    common = [not (t.in_quotation or t.is_name or t.is_number) for t in row]
    content = [not t.is_function for t in row]
    return {
        tuple(t.key for t in row[i : i + n])
        for i in range(len(row) - n + 1)
        if all(common[i : i + n]) and sum(content[i : i + n]) >= n_content
    }


def _weights(terms: list[list[Term]], columns: dict[str, int]) -> Array:
    """Rare terms weigh more; with few sentences the difference is small, as their counts say little."""
    seen = Counter(key for row in terms for key in {t.key for t in row})
    function = {t.key for row in terms for t in row if t.is_function}
    n = len(terms) + 20
    return np.array(
        [
            np.log(n / (seen[key] + 1)) / np.log(n / 2) * (0.1 if key in function else in_general(key))
            for key in columns
        ]
    )


def dense(matrix: Any) -> Array:
    """Return a sparse matrix as a full one."""
    return np.asarray(matrix.todense())


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
    >>> from workbench.compare.similarity import build_corpus
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
