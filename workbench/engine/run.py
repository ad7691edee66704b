"""The way of the data on Dask: batches in, the same tables as of a case out, as Parquet."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.case.steps import (
    ARTICLE,
    STEP_OF,
    STEPS,
    Grouper,
    Source,
    Step,
    decided,
    make,
    open_source,
    put_together,
    shape,
    steps_for,
)
from workbench.engine.batches import Batch, plan_batches
from workbench.engine.cluster import Progress, Space, check_shared, each, open_cluster
from workbench.engine.names import Names, settle_names
from workbench.engine.steps import (
    add_up,
    article_step,
    compare_articles,
    group_copies,
    group_many_events,
    read_step,
    sign_step,
    weigh_step,
)
from workbench.errors import InputError
from workbench.load.decode import check_encoding
from workbench.tables import as_table, table

Array = np.ndarray[Any, Any]
INSIDE = (
    "read_articles",
    "grouped_figures",
    "reviews",
)  # stages on the way to a table, and what is read anyway
ENGINE_TABLES = tuple(name for step in STEPS for name in step.tables if name not in INSIDE)
GROUPED = ("near_duplicates", "events")
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
    source: Source


def run_engine(
    path: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    tables: Sequence[str] = ENGINE_TABLES,
    scheduler: str | None = None,
    workers: int | None = None,
    encoding: str | None = None,
    cleaned: bool = False,
    group: Grouper | None = None,
    size: int | None = None,
    progress: Progress = lambda line: None,
) -> Done:
    """Compute tables of any number of articles on Dask, and write them as Parquet, a folder of parts each.

    Parameters
    ----------
    path
        A case, a folder of articles, or one file: JSON Lines, Parquet, WARC or any other that the workbench reads.
        The ``case.toml`` and ``reviews.csv`` of a case count as they do there, but that a decision brings no claims
        of two events together.
    output
        The folder to make. It appears when all is done, and not before.
    tables
        Which tables: those of a case, and ``found_figures``, the figures before they are grouped into claims. Their
        rows are those that :class:`workbench.case.Case` has.
    scheduler
        Address of a running Dask scheduler whose workers share the folders of ``path`` and ``output``; None
        starts worker processes on this machine.
    workers
        Worker processes on this machine; by default one a processor.
    encoding
        How to read text files, where the workbench guesses wrongly.
    cleaned
        The texts are clean bodies already: they are grouped and searched as they are.
    group
        Says which articles report one event, as for :class:`workbench.case.Case`; it is given all of them in this
        process.
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
    source = open_source(Path(path).resolve(), encoding=encoding, group=group, cleaned=cleaned)
    check_encoding(source.encoding)
    space = Space(Path(output))
    try:
        plan = plan_batches(source.path, size=size)
        if not scheduler and plan.n_articles < WORTH_IT:
            progress(
                f"About {plan.n_articles:,} articles: a single process is as fast (leave out --engine dask)"
            )
        with open_cluster(scheduler, workers=workers, progress=progress) as client:
            for folder in (space.folder, source.path):
                check_shared(client, folder)
            done = _run(
                _Work(client, space, progress, _with_decisions(source)), plan.batches, steps_for(tables)
            )
        return done._replace(folder=space.finish(tables))
    except BaseException:
        space.abandon()
        raise


def _with_decisions(source: Source) -> Source:
    from workbench.ledger import read_reviews

    return decided(source, read_reviews(source.reviews_path))


def _check(tables: Sequence[str]) -> None:
    unknown = [name for name in tables if name not in ENGINE_TABLES]
    if unknown:
        raise InputError(f"The engine makes no table '{unknown[0]}'. It makes: {', '.join(ENGINE_TABLES)}.")


def _run(work: _Work, batches: list[Batch], steps: list[Step]) -> Done:
    names = _read(work, batches, work.source.encoding)
    sizes = _each_article(work, names, [step for step in steps if step.over == ARTICLE])
    offsets = [0, *np.cumsum(sizes).tolist()]
    if not offsets[-1]:
        raise InputError("None of the files can be read: nothing to compute.")
    comparing = [
        step for step in steps if step.over != ARTICLE and step.tables[0] not in ("read_articles", *GROUPED)
    ]
    if comparing or any(step.tables[0] in GROUPED for step in steps):
        events = _group(work, offsets)
        if comparing:
            source = work.source._replace(group=None)
            compare_articles(work.client, work.space, offsets, events, source, comparing, work.progress)
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


def _each_article(work: _Work, names: list[Names], steps: Sequence[Step]) -> list[int]:
    """Run the steps that need no other articles; return how many articles each batch has."""
    from functools import partial

    n = len(names)
    run = partial(
        article_step, source=work.source._replace(group=None), steps=[step.tables[0] for step in steps]
    )
    doing = "Cleaning and finding figures" if len(steps) > 1 else "Cleaning"
    return each(
        work.client, run, list(range(n)), [work.space] * n, names, doing=doing, progress=work.progress
    )


def _group(work: _Work, offsets: list[int]) -> Array:
    """Write the tables ``near_duplicates`` and ``events``, and return the event of each article."""
    from workbench.compare.events import TERMS
    from workbench.compare.signatures import HASHES

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
    events = _events(work, groups, len(parts))
    for part, start, stop in zip(parts, offsets, offsets[1:], strict=False):
        doc_ids = work.space.read("articles", part, ["doc_id"])
        own = slice(start, stop)
        copies = doc_ids.assign(group=groups[own], share=share[own])
        work.space.write("near_duplicates", part, as_table(copies, "near_duplicates"))
        work.space.write("events", part, as_table(doc_ids.assign(event=events[own]), "events"))
    return events


def _events(work: _Work, groups: Array, n_parts: int) -> Array:
    """Return the event of each article: said by the grouper, or for many by the keys that they share."""
    from workbench.compare import MOST_BESIDE

    if work.source.group is None and len(groups) > MOST_BESIDE:
        return group_many_events(work.client, work.space, groups, work.progress)
    work.progress("Grouping by event")
    columns = ["doc_id", "headline", "text"]
    articles = pd.concat([work.space.read("articles", number, columns) for number in range(n_parts)])
    (events,) = make(STEP_OF["events"], work.source, [articles.reset_index(drop=True)], {})
    return events["event"].to_numpy(dtype=int)


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
    whole = put_together([as_table(pd.read_parquet(part), shape(name)) for part in parts], name)
    # A further column of the articles stands in the parts only whose files have it.
    further = [column for column in whole.columns if name == "articles" and whole[column].hasnans]
    documented = {column.name for column in table("articles").columns}
    return whole.fillna({column: "" for column in further if column not in documented})
