"""Which articles report the same event, and which are nearly the same text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench.compare.signatures import Edges, agreement, band_keys, edges_of, join, nearest, sign
from workbench.errors import TableError
from workbench.tables import as_table

_WORD = r"(?u)\b\w\w+\b"
_INSIDE_NAME = re.compile(r"(?<=[a-z,] )[A-Z]\w+")
_LOWER = re.compile(r"\b[a-z]\w+")
_NAME_WEIGHT = 2.0  # names and figures tell events apart; 1.5 to 3 score alike on the development articles
_LEAST_ALIKE = 0.20  # mean cosine from which groups are one event, set on the development articles
_DENSE = 2000  # articles whose similarities are held in one matrix


def group_events(articles: pd.DataFrame, *, least: float = _LEAST_ALIKE) -> pd.DataFrame:
    """Group articles by the event they report.

    Articles are compared by their words and pairs of neighbouring words, tf-idf weighted with names and figures
    counting double, and grouped by average linkage (Sokal & Michener 1958). Above 2,000 articles only those
    are compared that share a rare term, so that time grows with the articles and not with their square.

    Parameters
    ----------
    articles : pandas.DataFrame
        Columns ``doc_id``, ``headline`` and ``text`` of the table ``articles``.
    least : float
        Mean similarity, 0 to 1, from which two groups are one event; higher makes more and smaller groups.

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
    texts = _texts(articles)
    vectors = _vectors(texts)
    labels = _cluster(vectors, 1 - least)
    order = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return as_table(
        pd.DataFrame({"doc_id": articles["doc_id"].to_numpy(), "event": [order[label] for label in labels]}),
        "events",
    )


def _texts(articles: pd.DataFrame) -> list[str]:
    parts = articles[["headline", "text"]].fillna("").itertuples(index=False)
    return [f"{headline}.\n{text}" for headline, text in parts]


def _vectors(texts: Sequence[str]) -> Any:
    """Rows of unit length: tf-idf of words and word pairs that at least two articles have."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.preprocessing import normalize

    counter = CountVectorizer(ngram_range=(1, 2), stop_words="english", token_pattern=_WORD, min_df=2)
    try:
        counts = counter.fit_transform(texts).astype(float)
    except ValueError:  # no word stands in two articles
        return csr_matrix((len(texts), 1))
    counts.data = 1 + np.log(counts.data)
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    weight = np.log((len(texts) + 1) / (held + 1)) + 1
    return normalize(counts.multiply(weight * _boosts(counter.get_feature_names_out(), texts)).tocsr())


def _boosts(terms: Iterable[str], texts: Sequence[str]) -> np.ndarray[Any, Any]:
    """Factor of each term: mean over its words, where names and figures have more than 1."""
    lower = Counter(word for text in texts for word in _LOWER.findall(text))
    upper = Counter(word.lower() for text in texts for word in _INSIDE_NAME.findall(text))

    def boost(word: str) -> float:
        return _NAME_WEIGHT if word.isdigit() or upper[word] > lower[word] else 1.0

    return np.array([np.mean([boost(word) for word in term.split()]) for term in terms])


def _cluster(vectors: Any, most_apart: float) -> list[int]:
    """Label each row; rows of different components of the graph of similar rows are never compared."""
    if vectors.shape[0] <= _DENSE:
        return _average_linkage(vectors, most_apart).tolist()
    labels = np.zeros(vectors.shape[0], dtype=int)
    for part in _components(vectors, 1 - most_apart):
        labels[part] = labels.max() + 1 + _average_linkage(vectors[part], most_apart)
    return labels.tolist()


def _average_linkage(vectors: Any, most_apart: float) -> np.ndarray[Any, Any]:
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if vectors.shape[0] < 2:
        return np.zeros(vectors.shape[0], dtype=int)
    apart = np.clip(1 - (vectors @ vectors.T).toarray(), 0, 1)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average")
    return fcluster(tree, most_apart, "distance")


def _components(vectors: Any, least: float) -> list[np.ndarray[Any, Any]]:
    """Split rows into components joined by a similarity of at least ``least``; too large ones are split again."""
    pending, parts = [(np.arange(vectors.shape[0]), least)], []
    while pending:
        rows, cut = pending.pop()
        for part in _joined(vectors[rows], cut):
            if len(part) > _DENSE and cut < 1:
                pending.append((rows[part], cut + 0.1))
            else:
                parts += [rows[part][i : i + _DENSE] for i in range(0, len(part), _DENSE)]
    return parts


def _joined(vectors: Any, cut: float) -> list[np.ndarray[Any, Any]]:
    from scipy.sparse import vstack
    from scipy.sparse.csgraph import connected_components

    rare = _rare(vectors)
    blocks = []
    for start in range(0, rare.shape[0], _DENSE):
        alike = (rare[start : start + _DENSE] @ rare.T).tocsr()
        alike.data[alike.data < cut] = 0
        alike.eliminate_zeros()
        blocks.append(alike)
    count, labels = connected_components(vstack(blocks), directed=False)
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.cumsum(np.bincount(labels, minlength=count))[:-1])


def _rare(vectors: Any) -> Any:
    """Leave out terms that more than one article in fifty has: they join everything and cost the most."""
    held = np.bincount(vectors.indices, minlength=vectors.shape[1])
    return vectors[:, np.flatnonzero(held <= max(50, vectors.shape[0] // 50))]


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
