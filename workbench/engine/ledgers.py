"""The ledger of each event: its articles' tables are brought to one place, and compared as those of a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench.engine.cluster import Progress, collect
from workbench.engine.space import Space
from workbench.tables import as_table, empty

Array = np.ndarray[Any, Any]
AT_HOME = 200  # articles whose events are compared in one task
MOST_COMPARED = 200  # articles of one event that are compared: time grows with their pairs
MADE = ("links", "relations", "families", "drifts", "figures", "ledger")
NEEDED = ("articles", "sentences", "found_figures")


def compare_event(
    event: int, articles: pd.DataFrame, sentences: pd.DataFrame, figures: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Return the tables that follow from the articles of one event, from ``links`` to ``ledger``.

    Families are called ``E<event>.F1`` …, so that they differ from event to event. Of more than 200 articles
    the first 200 are compared, and every row of the ledger says so; the figures of the others have no claim.
    """
    from workbench.compare import find_drifts, find_families, link_sentences, relate_articles
    from workbench.ledger import build_ledger
    from workbench.ledger.claims import claim_figures

    n_articles = len(articles)
    kept = articles.head(MOST_COMPARED)
    held = [frame[frame["doc_id"].isin(kept["doc_id"])] for frame in (sentences, figures)]
    sentences, compared = (frame.reset_index(drop=True) for frame in held)
    alone = n_articles == 1  # nothing to compare it with: most events of a large collection
    links = empty("links") if alone else link_sentences(sentences)
    relations = empty("relations") if alone else relate_articles(links, sentences, kept)
    families = find_families(relations, kept, links, sentences)
    families = families.assign(family=f"E{event}." + families["family"])
    drifts = empty("drifts") if alone else find_drifts(links, sentences, articles=kept)
    claimed, accounts = claim_figures(compared, links, sentences)
    ledger = build_ledger(
        claimed, kept, families, drifts, links=links, sentences=sentences, accounts=accounts
    )
    rest = figures[~figures["doc_id"].isin(kept["doc_id"])]
    return {
        "links": links,
        "relations": relations,
        "families": families,
        "drifts": drifts,
        "figures": as_table(pd.concat([claimed, rest], ignore_index=True), "figures"),
        "ledger": ledger if n_articles <= MOST_COMPARED else _warned(ledger, n_articles),
    }


def _warned(ledger: pd.DataFrame, n_articles: int) -> pd.DataFrame:
    said = f"of the event's {n_articles:,} articles only the first {MOST_COMPARED:,} were compared"
    return ledger.assign(warnings=[f"{text}; {said}" if text else said for text in ledger["warnings"]])


def homes_of(events: Array) -> Array:
    """Return the task that compares each row: events in order, some 200 articles together.

    Examples
    --------
    >>> homes_of(np.array([0, 1, 0])).tolist()
    [0, 0, 0]
    """
    sizes = np.bincount(events) if len(events) else np.zeros(0, dtype=int)
    before = np.cumsum(sizes) - sizes
    return (before // AT_HOME)[events] if len(events) else events


def build_ledgers(
    client: Any, space: Space, offsets: Sequence[int], events: Array, progress: Progress
) -> int:
    """Write the tables from ``links`` to ``ledger``, a part for each home, and return how many parts there are."""
    from distributed import futures_of

    n_rows = int(offsets[-1])
    space.make_array("events", (n_rows,), np.int64)
    space.make_array("homes", (n_rows,), np.int64)
    space.fill("events", 0, events)
    homes = homes_of(events)
    space.fill("homes", 0, homes)
    n_homes = int(homes.max(initial=-1)) + 1
    if not n_homes:
        return 0
    frames = [_brought_home(space, name, offsets, n_homes) for name in NEEDED]
    made = frames[0].map_partitions(
        compare_homes, *frames[1:], space, align_dataframes=False, meta=pd.DataFrame({"home": [0]}).iloc[:0]
    )
    collect(futures_of(client.persist(made)), doing="Comparing and building ledgers", progress=progress)
    return n_homes


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
    """Return a part of a table with the row, event and home of its articles, and the place in the part."""
    doc_ids = space.read("articles", number, ["doc_id"])["doc_id"]
    row = pd.Series(np.arange(start, start + len(doc_ids)), index=doc_ids)
    frame = as_table(space.read(name, number), "figures" if name == "found_figures" else name)
    rows = row.reindex(frame["doc_id"]).to_numpy()
    return frame.assign(
        _row=rows,
        _place=np.arange(len(frame)),
        _event=np.asarray(space.array("events")[rows]),
        _home=np.asarray(space.array("homes")[rows]),
    )


def compare_homes(
    articles: pd.DataFrame, sentences: pd.DataFrame, figures: pd.DataFrame, space: Space
) -> pd.DataFrame:
    """Compare the events of the homes that stand in a partition, and write a part for each home."""
    homes = sorted(articles["_home"].unique())
    for home in homes:
        here = [frame[frame["_home"] == home] for frame in (articles, sentences, figures)]
        for name, frame in compare_events(*here).items():
            space.write(name, int(home), frame)
    return pd.DataFrame({"home": homes})


def compare_events(
    articles: pd.DataFrame, sentences: pd.DataFrame, figures: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Compare the articles of each event in turn; the frames have columns ``_event``, ``_row`` and ``_place`` besides."""
    made: dict[str, list[pd.DataFrame]] = {name: [] for name in MADE}
    for event, *tables in _by_event(articles, sentences, figures):
        for name, frame in compare_event(event, *tables).items():
            made[name].append(frame)
    return {name: stack(frames, name) for name, frames in made.items()}


def stack(frames: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    """Return parts of a table as one; those without rows do not decide the types of further columns."""
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    return as_table(pd.concat(filled, ignore_index=True), name)


def _by_event(*frames: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    names = ("articles", "sentences", "figures")
    parts = [dict(list(frame.sort_values(["_row", "_place"]).groupby("_event"))) for frame in frames]
    for event in sorted(parts[0]):
        tables = [part.get(event, frame.iloc[:0]) for part, frame in zip(parts, frames, strict=True)]
        yield (
            int(event),
            *(
                as_table(table.drop(columns=["_row", "_place", "_event", "_home"]), name)
                for table, name in zip(tables, names, strict=True)
            ),
        )
