"""Which articles report the same event: few by all their words, many by sketches of their telling terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations, pairwise
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from workbench.compare.signatures import (
    Edges,
    edges_of,
    group_duplicates,
    in_order,
    join,
    mix,
)
from workbench.compare.terms import in_general, is_function_word, stem
from workbench.errors import TableError
from workbench.lexicon.word_classes import months, number_values, weekdays
from workbench.tables import as_table

Array = np.ndarray[Any, Any]
Gather = Callable[[Array], "Sketch"]

_WORD = re.compile(r"\b\w\w+\b")
_INSIDE_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_LOWER = re.compile(r"\b[a-z]\w+")
NAME_WEIGHT = 2.0  # names and figures tell events apart; 1.5 to 3 score alike on the development articles
_LEAST_ALIKE = 0.11  # mean cosine from which groups are one event; 0.14 splits single events, 0.1 joins two
_TELLING_FROM = 0.7  # weight in news at large from which a word is rare; 0.5 to 1 score alike
COLUMNS = (
    1 << 20
)  # terms are told apart by a number of 20 bits: two in a few hundred thousand may fall together
TERMS = 48  # terms that a sketch keeps
TELLING = 8  # terms of which any two in common make two articles worth comparing
LEAST_BY_SKETCH = 0.25  # mean cosine from which groups are one event, set on the development articles
LARGEST = 200  # articles of one event; a larger group is parted by a higher bar
MOST_BESIDE = 2000  # articles of which every two are compared; of more, only those that share telling terms


def group_events(articles: pd.DataFrame, *, least: float | None = None, telling: bool = True) -> pd.DataFrame:
    """Group articles by the event they report.

    Articles are compared by their words and pairs of neighbouring words, tf-idf weighted with names and figures
    counting double, and grouped by average linkage (Sokal & Michener 1958). Two that have no word in common but those
    of all news are not alike. Of more than 2,000 articles copies are
    taken for one, and only those are compared, by their most telling words, that share two of them: time grows with
    the articles and not with their square.

    Parameters
    ----------
    articles : pandas.DataFrame
        Columns ``doc_id``, ``headline`` and ``text`` of the table ``articles``.
    least : float, optional
        Mean similarity, 0 to 1, from which two groups are one event; higher makes more and smaller groups. By default
        0.11, and 0.25 for the few telling words of a large collection.
    telling : bool
        Whether two articles need a word in common that not all news has. Without it more short texts come together.

    Returns
    -------
    pandas.DataFrame
        The table ``events``: each ``doc_id`` with the number of its event, from 0 in order of appearance.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> texts = ["Floods hit Dover. The Dover mayor fled.", "Dover flooded, its mayor fled Dover.", "Shares of Acme fell."]
    >>> articles = pd.DataFrame(dict(doc_id=list("abc"), headline="", text=texts))
    >>> group_events(articles)["event"].tolist()
    [0, 0, 1]
    """
    missing = {"doc_id", "headline", "text"} - set(articles.columns)
    if missing:
        raise TableError(f"Table 'articles' lacks the column(s) {', '.join(sorted(missing))}.")
    if len(articles) < 2:
        labels = [0] * len(articles)  # nothing to compare, and no library to load for it
    elif len(articles) > MOST_BESIDE:
        labels = _by_sketch(articles, LEAST_BY_SKETCH if least is None else least).tolist()
    else:
        labels = _average_linkage(
            _alike(_texts(articles), telling=telling), 1 - (_LEAST_ALIKE if least is None else least)
        ).tolist()
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return as_table(
        pd.DataFrame({"doc_id": articles["doc_id"].to_numpy(), "event": [order[label] for label in labels]}),
        "events",
    )


def _by_sketch(articles: pd.DataFrame, least: float) -> Array:
    """Return the event of each article; copies follow the first of their group."""
    groups = group_duplicates(articles)["group"].to_numpy(dtype=int)
    counts = count_terms(_texts(articles))
    sketch = weigh(counts, counts.seen)
    _, first = np.unique(groups, return_index=True)
    return group_sketches(Sketch(*(side[first] for side in sketch)), least=least)[groups]


def _texts(articles: pd.DataFrame) -> list[str]:
    parts = articles[["headline", "text"]].fillna("").itertuples(index=False)
    return [f"{headline}.\n{text}" for headline, text in parts]


def _vectors(texts: Sequence[str]) -> Any:
    """Rows of unit length: tf-idf of words and word pairs that at least two articles have."""
    from scipy.sparse import csr_matrix

    counted = [Counter(_terms(text)) for text in texts]
    held = Counter(chain.from_iterable(counted))
    shared = sorted(term for term, count in held.items() if count > 1)
    if not shared:
        return csr_matrix((len(texts), 1))
    place = {term: at for at, term in enumerate(shared)}
    rare = np.log((len(texts) + 1) / (np.array([held[term] for term in shared]) + 1)) + 1
    weight = rare * _boosts(shared, texts)
    kept = [{place[term]: times for term, times in row.items() if term in place} for row in counted]
    rows = np.repeat(np.arange(len(texts)), [len(row) for row in kept])
    columns = np.fromiter(chain.from_iterable(kept), dtype=int)
    times = np.fromiter(chain.from_iterable(row.values() for row in kept), dtype=float)
    values = (1 + np.log(times)) * weight[columns]
    length = np.sqrt(np.bincount(rows, values**2, minlength=len(texts)))
    return csr_matrix((values / length[rows], (rows, columns)), shape=(len(texts), len(place)))


def _terms(text: str) -> Iterator[str]:
    """Yield the words of a text that are no words of grammar, and every two that then follow each other."""
    words = [word for word in _WORD.findall(text.lower()) if not is_function_word(word)]
    yield from words
    yield from map(" ".join, pairwise(words))


def _boosts(terms: Iterable[str], texts: Sequence[str]) -> Array:
    """Factor of each term: mean over its words, where names and figures have more than 1."""
    lower = Counter(word for text in texts for word in _LOWER.findall(text))
    upper = Counter(word.lower() for text in texts for word in _INSIDE_NAME.findall(text))

    def boost(word: str) -> float:
        return NAME_WEIGHT if word.isdigit() or upper[word] > lower[word] else 1.0

    return np.array([np.mean([boost(word) for word in term.split()]) for term in terms])


def _alike(texts: Sequence[str], *, telling: bool) -> Array:
    """Return how alike every two texts are; if need be not at all without a telling word in common.

    Of a short text few words stand elsewhere, too, and a number or a word that all news has weighs as much as a name.
    """
    from scipy.sparse import csr_matrix

    vectors = _vectors(texts)
    alike: Array = (vectors @ vectors.T).toarray()
    if not telling:
        return alike
    held = [sorted(filter(_is_telling, set(_terms(text)))) for text in texts]
    place = {term: at for at, term in enumerate(sorted({term for row in held for term in row}))}
    rows = np.repeat(np.arange(len(texts)), [len(row) for row in held])
    columns = np.array([place[term] for row in held for term in row], dtype=int)
    words = csr_matrix((np.ones(len(columns)), (rows, columns)), shape=(len(texts), max(len(place), 1)))
    return np.where((words @ words.T).toarray() > 0, alike, 0.0)


@lru_cache(maxsize=100_000)
def _is_telling(term: str) -> bool:
    """Whether a word tells what an article is about: no number, weekday or month, and rare in news at large."""
    if " " in term or term.isdigit() or term in number_values() or term in _calendar():
        return False
    return in_general(stem(term)) >= _TELLING_FROM


@cache
def _calendar() -> frozenset[str]:
    return frozenset(name.lower() for name in months(short=False) | weekdays(short=False))


def _average_linkage(alike: Array, most_apart: float) -> Array:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    apart = np.clip(1 - alike, 0, 1)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average")
    return fcluster(tree, most_apart, "distance")


class Seen(NamedTuple):
    """How many articles there are, how many hold each term, and how often it stands in small and in capital letters."""

    articles: int
    holding: Array
    small: Array
    capital: Array

    def __add__(self, other: Any) -> Seen:
        """Return the counts of both parts together."""
        return Seen(*(one + another for one, another in zip(self, other, strict=True)))


class Counts(NamedTuple):
    """Terms of articles: row, column and how many times, ordered by row, and the counts over all rows."""

    row: Array
    column: Array
    times: Array
    seen: Seen


class Sketch(NamedTuple):
    """The telling terms of articles, the most telling first, and their weights; each row has length 1."""

    terms: Array
    weights: Array


def nothing_seen() -> Seen:
    """Return the counts of no articles."""
    return Seen(0, *(np.zeros(COLUMNS, dtype=np.int64) for _ in range(3)))


def count_terms(texts: Iterable[str]) -> Counts:
    """Count the words of each text, those of grammar left out, and how they are written.

    Examples
    --------
    >>> counts = count_terms(["The river Dover rose. The river fell.", "In Dover it rained."])
    >>> counts.seen.articles, sorted(counts.seen.holding[counts.seen.holding > 0].tolist())
    (2, [1, 1, 1, 1, 2])
    """
    words = [_WORD.findall(text) for text in texts]
    codes, known = pd.factorize(np.array([word for row in words for word in row], dtype=object))
    columns = np.array([_column(word) for word in known], dtype=np.int64)[codes]
    capital = np.array([not word[0].islower() for word in known], dtype=bool)[codes]
    rows = np.repeat(np.arange(len(words)), [len(row) for row in words])
    kept = columns >= 0
    cells, count = np.unique(rows[kept] * COLUMNS + columns[kept], return_counts=True)
    seen = Seen(
        len(words),
        np.bincount(cells % COLUMNS, minlength=COLUMNS),
        np.bincount(columns[kept & ~capital], minlength=COLUMNS),
        np.bincount(columns[kept & capital], minlength=COLUMNS),
    )
    return Counts(cells // COLUMNS, cells % COLUMNS, count, seen)


def _column(word: str) -> int:
    word = word.lower()
    return -1 if is_function_word(word) else crc32(word.encode("utf-8", "replace")) % COLUMNS


def weigh(counts: Counts, seen: Seen) -> Sketch:
    """Return the sketches: tf-idf weights, names and figures counting double, of the 48 weightiest terms.

    Examples
    --------
    >>> counts = count_terms(["Floods hit Dover.", "Floods left Dover.", "Shares fell."])
    >>> np.count_nonzero(weigh(counts, counts.seen).weights, axis=1).tolist()
    [2, 2, 0]
    """
    n_rows = counts.seen.articles
    held = seen.holding[counts.column]
    weight = (1 + np.log(counts.times)) * (np.log((seen.articles + 1) / (held + 1)) + 1)
    weight *= np.where(seen.capital > seen.small, NAME_WEIGHT, 1.0)[counts.column]
    weight[held < 2] = 0.0  # nobody else has it
    order = np.lexsort((counts.column, -weight, counts.row))
    row = counts.row[order]
    place = np.arange(len(row)) - np.searchsorted(row, np.arange(n_rows))[row]
    kept = (place < TERMS) & (weight[order] > 0)
    terms = np.zeros((n_rows, TERMS), dtype=np.uint32)
    weights = np.zeros((n_rows, TERMS), dtype=np.float32)
    terms[row[kept], place[kept]] = counts.column[order][kept]
    weights[row[kept], place[kept]] = weight[order][kept]
    length = np.sqrt((weights**2).sum(axis=1, keepdims=True))
    return Sketch(terms, weights / np.maximum(length, 1e-9))


def topic_keys(sketch: Sketch) -> tuple[Array, Array]:
    """Return keys and the rows they belong to: one for every two of a row's eight most telling terms.

    Examples
    --------
    >>> counts = count_terms(["Floods hit Dover.", "Floods left Dover.", "Shares fell."])
    >>> keys, rows = topic_keys(weigh(counts, counts.seen))
    >>> rows.tolist(), bool(keys[0] == keys[1])
    ([0, 1], True)
    """
    telling = sketch.terms[:, :TELLING].astype(np.uint64)
    held = sketch.weights[:, :TELLING] > 0
    keys, rows = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    for i, j in combinations(range(telling.shape[1]), 2):
        row = np.flatnonzero(held[:, i] & held[:, j])
        low, high = np.sort(telling[row][:, [i, j]], axis=1).T if len(row) else (keys[0], keys[0])
        keys.append(mix(mix(low + np.uint64(1)) ^ high))
        rows.append(row)
    key, of = np.concatenate(keys), np.concatenate(rows)
    order = np.argsort(of, kind="stable")
    return key[order], of[order]


def cosine(one: Sketch, other: Sketch, *, batch: int = 2000) -> Array:
    """Return the likeness of sketches, row beside row: 0 nothing in common, 1 the same terms.

    Examples
    --------
    >>> counts = count_terms(["Floods hit Dover.", "Floods left Dover."])
    >>> sketch = weigh(counts, counts.seen)
    >>> cosine(Sketch(*(side[:1] for side in sketch)), Sketch(*(side[1:] for side in sketch))).round(3).tolist()
    [1.0]
    """
    found = [np.zeros(0, dtype=np.float32)]
    for at in range(0, len(one.terms), batch):
        a, b = (Sketch(*(side[at : at + batch] for side in sketch)) for sketch in (one, other))
        same = a.terms[:, :, None] == b.terms[:, None, :]
        found.append(np.einsum("nij,ni,nj->n", same, a.weights, b.weights, optimize=True))
    return np.concatenate(found)


def part_events(n_rows: int, edges: Edges, gather: Gather, *, least: float = LEAST_BY_SKETCH) -> Array:
    """Return each row's event: rows joined by pairs, parted where they are not alike on average.

    ``gather`` returns the sketches of given rows. Average linkage (Sokal & Michener 1958) within what the pairs
    join; numbered from 0 in order of appearance.
    """
    labels = join(n_rows, edges, least=least, largest=LARGEST)
    order = np.argsort(labels, kind="stable")
    result = labels * (n_rows + 1)
    for part in np.split(order, np.cumsum(np.bincount(labels))[:-1]) if n_rows else []:
        for at in range(0, len(part) if len(part) > 2 else 0, LARGEST):
            rows = part[at : at + LARGEST]
            result[rows] += at + _linked(gather(rows), least)
    return in_order(result)


def group_events_by_sketch(texts: Iterable[str], *, least: float = LEAST_BY_SKETCH) -> Array:
    """Return the event of each text, by its sketch: as group_events, for as many articles as there are.

    Time grows with the articles; :func:`workbench.compare.group_events` weighs pairs of words besides and is the
    better one for a few thousand.

    Examples
    --------
    >>> texts = ["Floods hit Dover. The Dover mayor fled.", "Dover flooded, its mayor fled Dover.", "Shares fell."]
    >>> group_events_by_sketch(texts).tolist()
    [0, 0, 1]
    """
    counts = count_terms(texts)
    return group_sketches(weigh(counts, counts.seen), least=least)


def group_sketches(sketch: Sketch, *, least: float = LEAST_BY_SKETCH) -> Array:
    """Return the event of each sketch, numbered from 0 in order of appearance."""

    def gather(rows: Array) -> Sketch:
        return Sketch(*(side[rows] for side in sketch))

    edges = edges_of(*topic_keys(sketch), lambda a, b: cosine(gather(a), gather(b)), least=least)
    return part_events(len(sketch.terms), edges, gather, least=least)


def _linked(sketch: Sketch, least: float) -> Array:
    from scipy.cluster.hierarchy import fcluster, linkage

    n = len(sketch.terms)
    if n < 2:
        return np.zeros(n, dtype=np.int64)
    i, j = np.triu_indices(n, 1)
    alike = cosine(Sketch(*(side[i] for side in sketch)), Sketch(*(side[j] for side in sketch)))
    return fcluster(linkage(np.clip(1 - alike, 0, 1), "average"), 1 - least, "distance") - 1
