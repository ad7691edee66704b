"""The way of the data on Dask: batches in, the same tables as of a case out, as Parquet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.engine.batches import Batch, plan_batches
from workbench.engine.cluster import Progress, check_shared, each, open_cluster
from workbench.engine.grouping import group_copies, group_events
from workbench.engine.ledgers import MADE, build_ledgers, stack
from workbench.engine.names import Names, settle_names
from workbench.engine.space import Space
from workbench.engine.steps import add_up, clean_step, read_step, sign_step, weigh_step
from workbench.errors import InputError
from workbench.load.decode import check_encoding
from workbench.tables import as_table

Array = np.ndarray[Any, Any]
CLEANED = ("articles", "load_report", "edits", "fields")
FOUND = ("sentences", "found_figures")
GROUPED = ("near_duplicates", "events")
ENGINE_TABLES = (*CLEANED, *FOUND, *GROUPED, *MADE)
WORTH_IT = 2000  # articles below which starting the workers takes longer than they save


class Done(NamedTuple):
    """Where the tables are, how many articles there are, and what a person should look at."""

    folder: Path
    n_articles: int
    rejected: int


class _Work(NamedTuple):
    client: Any
    space: Space
    progress: Progress


def run_engine(
    path: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    tables: Sequence[str] = ENGINE_TABLES,
    scheduler: str | None = None,
    workers: int | None = None,
    encoding: str | None = None,
    cleaned: bool = False,
    size: int | None = None,
    progress: Progress = lambda line: None,
) -> Done:
    """Compute tables of any number of articles on Dask, and write them as Parquet, a folder of parts each.

    Parameters
    ----------
    path
        A folder of articles, or one file: JSON Lines, Parquet, WARC or any other that the workbench reads.
    output
        The folder to make. It appears when all is done, and not before.
    tables
        Which tables: those of a case, and ``found_figures``, the figures before they are grouped into claims.
        Claims, families and ledger are made for each event by itself.
    scheduler
        Address of a running Dask scheduler whose workers share the folders of ``path`` and ``output``; None
        starts worker processes on this machine.
    workers
        Worker processes on this machine; by default one a processor.
    encoding
        How to read text files, where the workbench guesses wrongly.
    cleaned
        The texts are clean bodies already: they are grouped and searched as they are.
    size
        Articles of a batch; results do not depend on it.
    progress
        Is called with a line of words.

    Returns
    -------
    Done
        ``rejected`` counts the rows of ``load_report`` that a person should look at.

    Raises
    ------
    InputError
        If there is nothing to read, the output is there already, or no scheduler answers.
    WorkbenchError
        If workers die again and again on one batch.
    """
    _check(tables)
    check_encoding(encoding)
    space = Space(Path(output))
    try:
        plan = plan_batches(Path(path).resolve(), size=size)
        if not scheduler and plan.n_articles < WORTH_IT:
            progress(
                f"About {plan.n_articles:,} articles: a single process is as fast (leave out --engine dask)"
            )
        with open_cluster(scheduler, workers=workers, progress=progress) as client:
            for folder in (space.folder, Path(path).resolve()):
                check_shared(client, folder)
            done = _run(_Work(client, space, progress), plan.batches, tables, encoding, cleaned)
        return done._replace(folder=space.finish(tables))
    except BaseException:
        space.abandon()
        raise


def _check(tables: Sequence[str]) -> None:
    unknown = [name for name in tables if name not in ENGINE_TABLES]
    if unknown:
        raise InputError(f"The engine makes no table '{unknown[0]}'. It makes: {', '.join(ENGINE_TABLES)}.")


def _run(
    work: _Work, batches: list[Batch], tables: Sequence[str], encoding: str | None, cleaned: bool
) -> Done:
    grouped = bool({*tables} & {*GROUPED, *MADE})
    names = _read(work, batches, encoding)
    figures = bool({*tables} & {*FOUND, *MADE})
    sizes = _clean(work, names, cleaned, figures)
    offsets = [0, *np.cumsum(sizes).tolist()]
    if not offsets[-1]:
        raise InputError("None of the files can be read: nothing to compute.")
    if grouped:
        events = _group(work, offsets)
        if {*tables} & {*MADE}:
            build_ledgers(work.client, work.space, offsets, events, work.progress)
    return Done(work.space.folder, offsets[-1], _rejected(work.space, len(batches)))


def _read(work: _Work, batches: list[Batch], encoding: str | None) -> list[Names]:
    """Read all batches, and settle names and duplicates."""
    n = len(batches)
    read = each(
        work.client,
        read_step,
        list(range(n)),
        batches,
        [work.space] * n,
        [encoding] * n,
        doing="Reading",
        progress=work.progress,
    )
    return settle_names(batches, read, lambda number: work.space.read("sightings", number))


def _clean(work: _Work, names: list[Names], cleaned: bool, figures: bool) -> list[int]:
    from functools import partial

    n = len(names)
    return each(
        work.client,
        partial(clean_step, cleaned=cleaned, figures=figures),
        list(range(n)),
        [work.space] * n,
        names,
        doing="Cleaning and finding figures" if figures else "Cleaning",
        progress=work.progress,
    )


def _group(work: _Work, offsets: list[int]) -> Array:
    """Write the tables ``near_duplicates`` and ``events``, and return the event of each article."""
    from workbench.compare.signatures import HASHES
    from workbench.compare.sketches import TERMS

    n_rows, parts = offsets[-1], list(range(len(offsets) - 1))
    for name, width, dtype in (
        ("signatures", HASHES, np.uint32),
        ("terms", TERMS, np.uint32),
        ("weights", TERMS, np.float32),
    ):
        work.space.make_array(name, (n_rows, width), dtype)
    shared = [work.space] * len(parts)
    arguments = (parts, offsets[:-1], shared)
    each(work.client, sign_step, *arguments, doing="Making signatures", progress=work.progress)
    add_up(work.space, len(parts))
    each(work.client, weigh_step, *arguments, doing="Weighing terms", progress=work.progress)
    groups, share = group_copies(work.client, work.space, n_rows, work.progress)
    events = group_events(work.client, work.space, groups, work.progress)
    for part, start, stop in zip(parts, offsets, offsets[1:], strict=False):
        doc_ids = work.space.read("articles", part, ["doc_id"])
        own = slice(start, stop)
        copies = doc_ids.assign(group=groups[own], share=share[own])
        work.space.write("near_duplicates", part, as_table(copies, "near_duplicates"))
        work.space.write("events", part, as_table(doc_ids.assign(event=events[own]), "events"))
    return events


def _rejected(space: Space, n_batches: int) -> int:
    from workbench.load import needs_a_person

    return sum(
        len(needs_a_person(as_table(space.read("load_report", number), "load_report")))
        for number in range(n_batches)
    )


def read_output(folder: str | os.PathLike[str], name: str) -> pd.DataFrame:
    """Return a table that the engine wrote, whole: for those that fit into one process.

    Raises
    ------
    InputError
        If the folder holds no such table.
    """
    parts = sorted((Path(folder) / name).glob("part-*.parquet"))
    if not parts:
        raise InputError(f"'{folder}' holds no table '{name}'.")
    return stack(list(map(pd.read_parquet, parts)), "figures" if name == "found_figures" else name)
