"""Copies and events among all articles: keys are brought together by Dask's shuffle, never article beside article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from workbench.compare.events import LEAST_BY_SKETCH, Sketch, cosine, part_events, topic_keys
from workbench.compare.signatures import Edges, agreement, band_keys, edges_of, join, nearest
from workbench.engine.cluster import Progress, Space, collect

Array = np.ndarray[Any, Any]
LEAST_COPIED = 0.5
ROWS_AT_ONCE = 20_000  # whose keys one task makes
KEYS_AT_ONCE = 2_000_000  # that one task sorts
EDGE = {"a": "int64", "b": "int64", "share": "float32"}


def signature_keys(start: int, space: Space, stop: int) -> pd.DataFrame:
    """Return the keys of the bands of some rows: columns ``key`` and ``row``."""
    keys = band_keys(space.array("signatures")[start:stop])
    return _keys(keys.ravel(), np.repeat(np.arange(start, stop), keys.shape[1]))


def sketch_keys(start: int, space: Space, stop: int) -> pd.DataFrame:
    """Return the keys of the telling terms of the rows that are no copies: columns ``key`` and ``row``."""
    rows = start + np.flatnonzero(space.array("first")[start:stop])
    keys, places = topic_keys(sketches(space, rows))
    return _keys(keys, rows[places])


def _keys(keys: Array, rows: Array) -> pd.DataFrame:
    return pd.DataFrame({"key": keys.astype(np.uint64), "row": rows.astype(np.int64)})


def sketches(space: Space, rows: Array) -> Sketch:
    """Read the sketches of some rows."""
    return Sketch(space.array("terms")[rows], space.array("weights")[rows])


def copied(keys: pd.DataFrame, space: Space) -> pd.DataFrame:
    """Return the pairs of a set of buckets whose signatures agree."""
    signatures = space.array("signatures")

    def nearness(a: Array, b: Array) -> Array:
        return agreement(signatures[a], signatures[b])

    return _edges(keys, nearness, LEAST_COPIED)


def alike(keys: pd.DataFrame, space: Space) -> pd.DataFrame:
    """Return the pairs of a set of buckets whose sketches are alike."""
    return _edges(keys, lambda a, b: cosine(sketches(space, a), sketches(space, b)), LEAST_BY_SKETCH)


def _edges(keys: pd.DataFrame, nearness: Callable[[Array, Array], Array], least: float) -> pd.DataFrame:
    found = edges_of(keys["key"].to_numpy(), keys["row"].to_numpy(), nearness, least=least, batch=20_000)
    return pd.DataFrame(found._asdict()).astype(EDGE)


def group_copies(client: Any, space: Space, n_rows: int, progress: Progress) -> tuple[Array, Array]:
    """Return the group of near duplicates of each row, and how near its nearest neighbour is."""
    edges = _shuffled(client, signature_keys, copied, space, n_rows, 32, "Grouping copies", progress)
    return join(n_rows, edges, least=LEAST_COPIED), nearest(n_rows, edges)


def group_many_events(client: Any, space: Space, groups: Array, progress: Progress) -> Array:
    """Return the event of each row, as ``group_events`` does for many; copies follow the first of their group."""
    n_rows = len(groups)
    _, first = np.unique(groups, return_index=True)
    space.make_array("first", (n_rows,), np.bool_)
    chosen = np.zeros(n_rows, dtype=np.bool_)
    chosen[first] = True
    space.fill("first", 0, chosen)
    edges = _shuffled(client, sketch_keys, alike, space, n_rows, 28, "Grouping by event", progress)
    of_group = groups[edges.a], groups[edges.b]
    events = part_events(
        len(first),
        Edges(*of_group, edges.share),
        lambda rows: sketches(space, first[rows]),
        least=LEAST_BY_SKETCH,
    )
    return events[groups]


def _shuffled(
    client: Any,
    keys_of: Callable[..., pd.DataFrame],
    pairs_of: Callable[..., pd.DataFrame],
    space: Space,
    n_rows: int,
    keys_a_row: int,
    doing: str,
    progress: Progress,
) -> Edges:
    """Make keys, bring equal ones together, and return the pairs that are near enough, each once."""
    from dask.dataframe import from_map
    from distributed import futures_of

    starts = list(range(0, n_rows, ROWS_AT_ONCE))
    if not starts:
        return Edges(*(np.zeros(0, dtype=dtype) for dtype in EDGE.values()))
    stops = [min(start + ROWS_AT_ONCE, n_rows) for start in starts]
    meta = _keys(np.zeros(0), np.zeros(0))
    keys = from_map(lambda start, stop: keys_of(start, space, stop), starts, stops, meta=meta)
    n_parts = max(1, n_rows * keys_a_row // KEYS_AT_ONCE)
    together = keys.shuffle("key", npartitions=n_parts)
    edges = together.map_partitions(pairs_of, space, meta=pd.DataFrame(columns=list(EDGE)).astype(EDGE))
    parts = collect(futures_of(client.persist(edges)), doing=doing, progress=progress)
    found = pd.concat(parts, ignore_index=True).drop_duplicates(["a", "b"])
    found = found.sort_values(["a", "b"])
    return Edges(*(found[name].to_numpy() for name in EDGE))
