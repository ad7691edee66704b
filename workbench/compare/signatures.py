"""MinHash signatures of texts, the buckets they fall into, and the groups that follow: no two are compared needlessly.

Every function works on arrays, so that a machine of many workers can do its part of the rows and come to the
same groups as one process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.tables import as_table

Array = np.ndarray[Any, Any]

HASHES, BANDS, SEED = 128, 32, 7
TEXTS_AT_ONCE = 64  # whose runs of words are held in memory: few, so that they stay near the processor
CROWDED = 50  # rows of a bucket above which each meets the first only, which is enough to group them
LARGEST = 1000  # articles above which a group is looked at again with a higher bar
STEP, HIGHEST = 0.1, 0.9
_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio (Knuth, TAOCP 3, 6.4)


class Edges(NamedTuple):
    """Pairs of rows that are nearly the same: numbers of the rows, the smaller first, and how near they are."""

    a: Array
    b: Array
    share: Array


def sign(texts: Sequence[str]) -> Array:
    """Return the MinHash signature of each text: a row of 128 numbers, made from its runs of three words.

    Source: Broder 1997, computed by rensa.

    Examples
    --------
    >>> one, other = sign(["Rain fell on the town.", "rain fell on the TOWN"])
    >>> len(one), bool((one == other).all())
    (128, True)
    """
    from rensa import RMinHash

    found = np.empty((len(texts), HASHES), dtype=np.uint32)
    for at in range(0, len(texts), TEXTS_AT_ONCE):
        runs = [_runs(text) for text in texts[at : at + TEXTS_AT_ONCE]]
        found[at : at + len(runs)] = RMinHash.digest_matrix_from_token_sets(runs, HASHES, SEED).to_rows()
    return found


def _runs(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    runs = [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    return runs or [" ".join(words)]


def band_keys(signatures: Array) -> Array:
    """Return for each signature one number a band: two that agree in a whole band have the same number there.

    Examples
    --------
    >>> band_keys(sign(["Rain fell on the town."])).shape
    (1, 32)
    """
    bands = np.ascontiguousarray(signatures, dtype=np.uint32).reshape(-1, BANDS, HASHES // BANDS)
    keys = np.broadcast_to(np.arange(BANDS, dtype=np.uint64), bands.shape[:2]).copy()
    for place in range(bands.shape[2]):
        keys = mix(keys ^ bands[:, :, place])
    return keys


def mix(keys: Array) -> Array:
    """Scatter numbers over all of 64 bits, the same ones always to the same place."""
    keys = keys * _MIX
    return keys ^ (keys >> np.uint64(29))


def bucket_pairs(keys: Array, rows: Array, *, crowded: int = CROWDED) -> tuple[Array, Array]:
    """Return the pairs of rows with the same key, each pair once, the smaller row first, in order.

    In a bucket of more than ``crowded`` rows each meets the first only, so that time grows with the rows.

    Examples
    --------
    >>> a, b = bucket_pairs(np.array([7, 9, 7, 7], dtype=np.uint64), np.arange(4))
    >>> list(zip(a.tolist(), b.tolist()))
    [(0, 2), (0, 3), (2, 3)]
    """
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=int)
    sizes = np.diff(np.r_[starts, len(keys)])
    at = np.repeat(starts, sizes)  # where the bucket of each row begins
    full = np.repeat(sizes > crowded, sizes)
    stars = np.flatnonzero(full & (np.arange(len(rows)) > at))
    found = [(rows[at[stars]], rows[stars])]
    left = np.flatnonzero(~full & np.repeat(sizes > 1, sizes))
    for lag in range(1, int(min(sizes.max(initial=0), crowded))):
        left = left[left + lag < len(rows)]
        left = left[at[left + lag] == at[left]]
        found.append((rows[left], rows[left + lag]))
    return _once(*(np.concatenate(side) for side in zip(*found, strict=True)))


def _once(a: Array, b: Array) -> tuple[Array, Array]:
    a, b = a[a != b], b[a != b]  # a row may have one key twice
    order = np.lexsort((b, a))
    a, b = a[order], b[order]
    new = np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])][: len(a)]
    return a[new], b[new]


def agreement(one: Array, other: Array) -> Array:
    """Return the estimated Jaccard of signatures, row beside row, 0 to 1, higher is nearer.

    Examples
    --------
    >>> agreement(np.zeros((1, 128)), np.zeros((1, 128))).tolist()
    [1.0]
    """
    return (one == other).mean(axis=1)


def edges_of(
    keys: Array, rows: Array, nearness: Callable[[Array, Array], Array], *, least: float, batch: int = 100_000
) -> Edges:
    """Return the pairs of one set of buckets that are near enough; ``nearness`` is asked in batches."""
    a, b = bucket_pairs(keys, rows)
    shares = [nearness(a[i : i + batch], b[i : i + batch]) for i in range(0, len(a), batch)]
    share = np.concatenate([np.zeros(0), *shares]).astype(np.float32)
    near = share >= np.float32(least)
    return Edges(a[near], b[near], share[near])


def join(n_rows: int, edges: Edges, *, least: float, largest: int = LARGEST) -> Array:
    """Return the number of each row's group: groups are joined by pairs, and numbered from 0 in order of appearance.

    A group of more than ``largest`` rows, as chance makes where everything is short or boilerplate, is parted
    by a higher bar, up to 0.9; what then still hangs together is one text in many copies.

    Examples
    --------
    >>> join(4, Edges(np.array([0]), np.array([2]), np.array([0.8])), least=0.5).tolist()
    [0, 1, 0, 2]
    """
    labels = _components(n_rows, edges)
    bar = least
    while bar < HIGHEST:
        bar = min(bar + STEP, HIGHEST)
        large = np.bincount(labels, minlength=1)[labels] > largest
        if not large.any():
            break
        keep = (edges.share >= np.float32(bar)) | ~large[edges.a]
        edges = Edges(*(side[keep] for side in edges))
        labels = _components(n_rows, edges)
    return in_order(labels)


def _components(n_rows: int, edges: Edges) -> Array:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    flags = np.ones(len(edges.a), dtype=np.int8)
    graph = coo_array((flags, (edges.a, edges.b)), shape=(n_rows, n_rows))
    return connected_components(graph, directed=False)[1] if n_rows else np.zeros(0, dtype=np.int32)


def in_order(labels: Array) -> Array:
    """Return the labels numbered anew, from 0 in order of appearance."""
    _, first, place = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[place]


def nearest(n_rows: int, edges: Edges) -> Array:
    """Return for each row how near its nearest neighbour is; 0 where it has none."""
    found = np.zeros(n_rows, dtype=np.float64)
    for side in (edges.a, edges.b):
        np.maximum.at(found, side, edges.share)
    return found


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
