"""Which articles report the same event, and which are nearly the same text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from workbench.compare.signatures import Edges, agreement, band_keys, edges_of, join, nearest, sign
from workbench.compare.sketches import LEAST_ALIKE as LEAST_BY_SKETCH
from workbench.compare.sketches import Sketch, count_terms, group_sketches, weigh
from workbench.compare.terms import is_function_word
from workbench.errors import TableError
from workbench.tables import as_table

_WORD = re.compile(r"\b\w\w+\b")
_INSIDE_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_LOWER = re.compile(r"\b[a-z]\w+")
_NAME_WEIGHT = 2.0  # names and figures tell events apart; 1.5 to 3 score alike on the development articles
_LEAST_ALIKE = 0.12  # mean cosine from which groups are one event: 0.14 parts single events, 0.10 joins two
MOST_BESIDE = 2000  # articles of which every two are compared; of more, only those that share telling terms


def group_events(articles: pd.DataFrame, *, least: float | None = None) -> pd.DataFrame:
    """Group articles by the event they report.

    Articles are compared by their words and pairs of neighbouring words, tf-idf weighted with names and figures
    counting double, and grouped by average linkage (Sokal & Michener 1958). Of more than 2,000 articles copies are
    taken for one, and only those are compared, by their most telling words, that share two of them: time grows with
    the articles and not with their square.

    Parameters
    ----------
    articles : pandas.DataFrame
        Columns ``doc_id``, ``headline`` and ``text`` of the table ``articles``.
    least : float, optional
        Mean similarity, 0 to 1, from which two groups are one event; higher makes more and smaller groups. By default
        0.12, and 0.25 for the few telling words of a large collection.

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
    if len(articles) > MOST_BESIDE:
        labels = _by_sketch(articles, LEAST_BY_SKETCH if least is None else least).tolist()
    else:
        labels = _average_linkage(
            _vectors(_texts(articles)), 1 - (_LEAST_ALIKE if least is None else least)
        ).tolist()
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return as_table(
        pd.DataFrame({"doc_id": articles["doc_id"].to_numpy(), "event": [order[label] for label in labels]}),
        "events",
    )


def _by_sketch(articles: pd.DataFrame, least: float) -> np.ndarray[Any, Any]:
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
    held = Counter(term for row in counted for term in row)
    place = {term: at for at, term in enumerate(sorted(term for term, count in held.items() if count > 1))}
    if not place:
        return csr_matrix((len(texts), 1))
    rare = np.log((len(texts) + 1) / (np.array([held[term] for term in place]) + 1)) + 1
    weight = rare * _boosts(place, texts)
    kept = [{place[term]: times for term, times in row.items() if term in place} for row in counted]
    rows = np.repeat(np.arange(len(texts)), [len(row) for row in kept])
    columns = np.array([column for row in kept for column in row], dtype=int)
    times = np.array([count for row in kept for count in row.values()], dtype=float)
    values = (1 + np.log(times)) * weight[columns]
    length = np.sqrt(np.bincount(rows, values**2, minlength=len(texts)))
    return csr_matrix((values / length[rows], (rows, columns)), shape=(len(texts), len(place)))


def _terms(text: str) -> Iterator[str]:
    """Yield the words of a text that are no words of grammar, and every two that then follow each other."""
    words = [word for word in _WORD.findall(text.lower()) if not is_function_word(word)]
    yield from words
    yield from map(" ".join, pairwise(words))


def _boosts(terms: Iterable[str], texts: Sequence[str]) -> np.ndarray[Any, Any]:
    """Factor of each term: mean over its words, where names and figures have more than 1."""
    lower = Counter(word for text in texts for word in _LOWER.findall(text))
    upper = Counter(word.lower() for text in texts for word in _INSIDE_NAME.findall(text))

    def boost(word: str) -> float:
        return _NAME_WEIGHT if word.isdigit() or upper[word] > lower[word] else 1.0

    return np.array([np.mean([boost(word) for word in term.split()]) for term in terms])


def _average_linkage(vectors: Any, most_apart: float) -> np.ndarray[Any, Any]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if vectors.shape[0] < 2:
        return np.zeros(vectors.shape[0], dtype=int)
    apart = np.clip(1 - (vectors @ vectors.T).toarray(), 0, 1)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average")
    return fcluster(tree, most_apart, "distance")


def near_duplicates(articles: pd.DataFrame, *, least: float = 0.5) -> pd.DataFrame:
    """Find articles whose texts are nearly the same, without comparing every two.

    MinHash signatures of runs of three words (Broder 1997) in bands; time grows with the articles.

    Parameters
    ----------
    articles : pandas.DataFrame
        Columns ``doc_id`` and ``text`` of the table ``articles``.
    least : float
        Estimated share of runs of three words in common, 0 to 1, from which a pair is reported.

    Returns
    -------
    pandas.DataFrame
        Columns ``a``, ``b`` (articles, in the order given) and ``share`` (estimated Jaccard, higher is nearer).

    Examples
    --------
    >>> text = "The mayor of Dover said on Monday that the bridge would stay closed until the end of May."
    >>> articles = pd.DataFrame(dict(doc_id=list("abc"), text=[text, text + " He gave no reason.", "Rain fell."]))
    >>> near_duplicates(articles)[["a", "b"]].values.tolist()
    [['a', 'b']]
    """
    doc_ids = articles["doc_id"].to_numpy()
    edges = _near_edges(articles, least)
    return pd.DataFrame({"a": doc_ids[edges.a], "b": doc_ids[edges.b], "share": edges.share.astype(float)})


def group_duplicates(articles: pd.DataFrame, *, least: float = 0.5) -> pd.DataFrame:
    """Group the articles that are nearly the same text, each by way of the one nearest to it.

    Groups of more than 1,000 articles are parted by a higher bar: they are one text in many copies, and not a
    chain of texts that share their boilerplate.

    Parameters
    ----------
    articles : pandas.DataFrame
        Columns ``doc_id`` and ``text`` of the table ``articles``.
    least : float
        Estimated share of runs of three words in common, 0 to 1, from which two are nearly the same.

    Returns
    -------
    pandas.DataFrame
        Table ``near_duplicates``, a row an article in the order given. ``share`` is that of its nearest
        neighbour, higher is nearer, and 0 where it has none.

    Examples
    --------
    >>> text = "The mayor of Dover said on Monday that the bridge would stay closed until the end of May."
    >>> articles = pd.DataFrame(dict(doc_id=list("abc"), text=[text, "Rain fell.", text + " He gave no reason."]))
    >>> group_duplicates(articles)["group"].tolist()
    [0, 1, 0]
    """
    edges = _near_edges(articles, least)
    rows = {
        "doc_id": articles["doc_id"].to_numpy(),
        "group": join(len(articles), edges, least=least),
        "share": nearest(len(articles), edges),
    }
    return as_table(pd.DataFrame(rows), "near_duplicates")


def _near_edges(articles: pd.DataFrame, least: float) -> Edges:
    signatures = sign(articles["text"].fillna("").tolist())
    keys = band_keys(signatures)
    rows = np.repeat(np.arange(len(keys)), keys.shape[1])
    return edges_of(keys.ravel(), rows, lambda a, b: agreement(signatures[a], signatures[b]), least=least)
