"""What a worker does with one batch, with the keys of all articles brought together, and with those of an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench.case.by_event import Lot, part_in_lots
from workbench.case.steps import STEP_OF, Shared, Source, Step, make, shape
from workbench.compare.events import LEAST_BY_SKETCH, Sketch, cosine, part_events, topic_keys
from workbench.compare.signatures import Edges, agreement, band_keys, edges_of, join, nearest
from workbench.engine.batches import Batch, ReadBatch, read_batch
from workbench.engine.cluster import Progress, Space, collect, plainly
from workbench.engine.names import Names, name_articles, name_report
from workbench.tables import as_table, table

Array = np.ndarray[Any, Any]


class Reserved:
    """The names of the records, stem#2 and so on, of files that are read in several batches."""

    def __init__(self, last: Mapping[str, int]) -> None:
        self._last = last

    def __contains__(self, name: object) -> bool:
        stem, _, number = str(name).rpartition("#")
        return number.isdigit() and 1 < int(number) <= self._last.get(stem, 0)

    def __len__(self) -> int:
        return sum(self._last.values())

    def __iter__(self) -> Any:
        return (f"{stem}#{n}" for stem, last in self._last.items() for n in range(2, last + 1))


def read_step(number: int, batch: Batch, space: Space, encoding: str | None) -> tuple[Array, Counter[str]]:
    """Read a batch into scratch; return the hashes its articles are told by, and what became of its records."""
    read = read_batch(batch, encoding=encoding)
    space.write("read_articles", number, read.articles)
    space.write("read_report", number, read.load_report)
    space.write("sightings", number, read.sightings)
    return read.keys, read.outcomes


def read_back(space: Space, number: int) -> ReadBatch:
    """Return a batch as :func:`read_step` left it."""
    return ReadBatch(
        as_table(space.read("read_articles", number), "articles"),
        as_table(space.read("read_report", number), "load_report"),
        space.read("sightings", number),
    )


def article_step(number: int, space: Space, names: Names, *, source: Source, steps: Sequence[str]) -> int:
    """Name the articles of a batch and run the steps that need no others; return how many articles there are."""
    read = read_back(space, number)
    space.write("load_report", number, name_report(read, names.settled, names.totals, heads=names.heads))
    source = source._replace(reserved=Reserved(names.reserved), shared=Shared())
    tables = {"read_articles": name_articles(read, names.settled)}
    for step in (STEP_OF[name] for name in steps):
        made = make(step, source, [tables[name] for name in step.needs], {})
        for name, frame in zip(step.tables, made, strict=True):
            tables[name] = frame
            space.write(name, number, frame)
    return len(tables["articles"])


def sign_step(number: int, start: int, space: Space) -> None:
    """Write the signatures of a batch, and count its terms; ``start`` is the row of its first article."""
    from workbench.compare.events import count_terms
    from workbench.compare.signatures import sign

    articles = space.read("articles", number, ["headline", "text"])
    space.fill("signatures", start, sign(articles["text"].tolist()))
    counts = count_terms((articles["headline"] + ".\n" + articles["text"]).tolist())
    terms = np.flatnonzero(counts.seen.holding)
    np.savez(
        space.scratch(f"terms-{number:06}.npz"),
        row=counts.row.astype(np.int32),
        column=counts.column.astype(np.int32),
        times=counts.times.astype(np.int32),
        articles=len(articles),
        terms=terms,
        seen=np.array([side[terms] for side in counts.seen[1:]], dtype=np.int64),
    )


def add_up(space: Space, n_batches: int) -> None:
    """Add up the counts of terms of all batches, and leave them in scratch."""
    from workbench.compare.events import nothing_seen

    articles, sums = 0, np.array(nothing_seen()[1:])
    for number in range(n_batches):
        with np.load(space.scratch(f"terms-{number:06}.npz")) as part:
            articles += int(part["articles"])
            sums[:, part["terms"]] += part["seen"]
    np.savez(space.scratch("seen.npz"), articles=articles, sums=sums)


def weigh_step(number: int, start: int, space: Space) -> None:
    """Write the sketches of a batch, now that the counts of all terms are known."""
    from workbench.compare.events import Counts, Seen, nothing_seen, weigh

    with np.load(space.scratch("seen.npz")) as whole:
        seen = Seen(int(whole["articles"]), *whole["sums"])
    with np.load(space.scratch(f"terms-{number:06}.npz")) as part:
        own = nothing_seen()._replace(articles=int(part["articles"]))
        row, column, times = (part[name].astype(np.int64) for name in ("row", "column", "times"))
    counts = Counts(row, column, times, own)
    sketch = weigh(counts, seen)
    space.fill("terms", start, sketch.terms)
    space.fill("weights", start, sketch.weights)


AT_HOME = 200  # articles whose events are compared in one task
PLACE = ("_row", "_place", "_home", *(f"_{name}" for name in Lot._fields))


def homes_of(lots: Sequence[Lot]) -> Array:
    """Return the task that compares each row: lots in order, some 200 articles together.

    Examples
    --------
    >>> homes_of([Lot(0), Lot(1), Lot(0)]).tolist()
    [0, 0, 0]
    """
    if not lots:
        return np.zeros(0, dtype=np.int64)
    known, number = np.unique(np.array([lot[:2] for lot in lots]), axis=0, return_inverse=True)
    number = number.reshape(-1)
    sizes = np.bincount(number, minlength=len(known))
    return ((np.cumsum(sizes) - sizes) // AT_HOME)[number]


def compare_articles(
    client: Any,
    space: Space,
    offsets: Sequence[int],
    events: Array,
    source: Source,
    steps: Sequence[Step],
    progress: Progress,
) -> None:
    """Run the steps that compare articles, and write a part of their tables for each home."""
    from distributed import futures_of

    lots = part_in_lots(events)
    homes = homes_of(lots)
    for name, values in zip(
        ("_home", "_event", "_part", "_n_articles"), (homes, *zip(*lots, strict=True)), strict=True
    ):
        space.make_array(name, (len(homes),), np.int64)
        space.fill(name, 0, np.array(values, dtype=np.int64))
    n_homes = int(homes.max(initial=-1)) + 1
    made = {name for step in steps for name in step.tables}
    brought = sorted({name for step in steps for name in step.needs} - made - {"reviews"} | {"articles"})
    brought.sort(key=lambda name: name != "articles")
    frames = [_brought_home(space, name, offsets, n_homes) for name in brought]
    done = frames[0].map_partitions(
        plainly(compare_homes),
        *frames[1:],
        names=brought,
        steps=[step.tables[0] for step in steps],
        source=source,
        space=space,
        align_dataframes=False,
        meta=pd.DataFrame({"home": [0]}).iloc[:0],
    )
    collect(futures_of(client.persist(done)), doing="Comparing and building ledgers", progress=progress)


def _brought_home(space: Space, name: str, offsets: Sequence[int], n_homes: int) -> Any:
    """Return a table, as Dask holds it, with the rows of one home in one place."""
    from dask.dataframe import from_map

    numbers = list(range(len(offsets) - 1))
    meta = with_homes(numbers[0], space, name, offsets[0]).iloc[:0]
    frame = from_map(
        lambda number, start: with_homes(number, space, name, start), numbers, offsets[:-1], meta=meta
    )
    return frame.shuffle("_home", npartitions=n_homes)


def with_homes(number: int, space: Space, name: str, start: int) -> pd.DataFrame:
    """Return a part of a table with the row, lot and home of its articles, and the place in the part."""
    doc_ids = space.read("articles", number, ["doc_id"])["doc_id"]
    row = pd.Series(np.arange(start, start + len(doc_ids)), index=doc_ids)
    frame = space.read(name, number)
    if name == "articles":  # further columns differ from part to part, and no step asks for them
        frame = frame[[column.name for column in table(name).columns]]
    rows = row.reindex(frame["doc_id"]).to_numpy()
    of_row = {name: np.asarray(space.array(name)[rows]) for name in PLACE[2:]}
    return frame.assign(_row=rows, _place=np.arange(len(frame)), **of_row)


def compare_homes(
    *frames: pd.DataFrame, names: Sequence[str], steps: Sequence[str], source: Source, space: Space
) -> pd.DataFrame:
    """Run the steps on the homes that stand in a partition, and write a part for each home."""
    homes = sorted(frames[0]["_home"].unique())
    for home in homes:
        here = [frame[frame["_home"] == home].sort_values(["_row", "_place"]) for frame in frames]
        lot_of = _lots(here[0])
        tables = {
            name: as_table(frame.drop(columns=list(PLACE)), shape(name))
            for name, frame in zip(names, here, strict=True)
        }
        own = source._replace(shared=Shared())
        for step in (STEP_OF[name] for name in steps):
            needed = [tables[name] for name in step.needs]
            tables |= dict(zip(step.tables, make(step, own, needed, lot_of), strict=True))
            for name in step.tables:
                space.write(name, int(home), tables[name])
    return pd.DataFrame({"home": homes})


def _lots(articles: pd.DataFrame) -> dict[str, Lot]:
    columns = [articles[f"_{name}"].tolist() for name in Lot._fields]
    return dict(zip(articles["doc_id"], map(Lot, *columns), strict=True))


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
