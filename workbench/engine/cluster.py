"""What all workers share: Dask's scheduler, and the folder with tables in parts and arrays in which each article has its row."""

from __future__ import annotations

import logging
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from workbench.case.progress import Pace
from workbench.case.steps import STEP_OF, shape
from workbench.errors import InputError, WorkbenchError
from workbench.export import write_table
from workbench.starting import safe_children
from workbench.tables import as_table

Progress = Callable[[str], None]
SECONDS_TO_CONNECT = 30
RETRIES = 2


@contextmanager
def open_cluster(
    scheduler: str | None = None, *, workers: int | None = None, progress: Progress = lambda line: None
) -> Iterator[Any]:
    """Open a client of a scheduler by its address, or of worker processes on this machine.

    Parameters
    ----------
    scheduler
        Address of a running Dask scheduler (``tcp://host:8786``); None starts a ``LocalCluster``.
    workers
        Worker processes on this machine, each of one thread; by default one a processor.
    progress
        Is called with a line of words.

    Raises
    ------
    InputError
        If Dask is not installed, or no scheduler answers.
    """
    try:
        from dask import config
        from distributed import Client
    except ImportError as error:
        raise InputError("Dask is not installed: pip install 'workbench[dask]'") from error
    with config.set(SETTINGS), _cluster(scheduler, workers, progress) as cluster:
        try:
            client = Client(cluster, timeout=SECONDS_TO_CONNECT, set_as_default=True)
        except (OSError, ValueError) as error:
            raise InputError(f"No Dask scheduler answers at '{scheduler}': {error}") from error
        with client:
            yield client


SETTINGS = {
    "dataframe.shuffle.method": "p2p",
    "distributed.comm.timeouts.connect": f"{SECONDS_TO_CONNECT}s",
    "distributed.worker.daemon": False,
}


@contextmanager
def _cluster(scheduler: str | None, workers: int | None, progress: Progress) -> Iterator[Any]:
    if scheduler:
        yield scheduler
        return
    from distributed import LocalCluster

    n_workers = workers or os.cpu_count() or 1
    progress(f"Starting {n_workers} worker processes on this machine")
    with (
        safe_children(),
        LocalCluster(
            n_workers=n_workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",  # seen from this machine only, on any free port
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster


def check_shared(client: Any, folder: Path) -> None:
    """Raise InputError if a worker does not see the file or folder."""
    seen = client.run(os.path.exists, str(folder))
    blind = sorted(address for address, found in seen.items() if not found)
    if blind:
        raise InputError(
            f"{len(blind)} of {len(seen)} workers do not see '{folder}' (the first is {blind[0]}): "
            "input and output must lie in a folder that all workers share."
        )


def each(
    client: Any, function: Callable[..., Any], *items: Sequence[Any], doing: str, progress: Progress
) -> list[Any]:
    """Run a function on every row of the items and return the results in order, saying how far it is.

    Results come to this process as they are made and are kept here, so that a worker that is lost is only
    asked for again what it had not finished.

    Raises
    ------
    WorkbenchError
        As the function raises it, or if workers died several times on one task.
    """
    futures = client.map(plainly(function), *items, pure=False, retries=RETRIES)
    return collect(futures, doing=doing, progress=progress)


def plainly(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with every error that is not ours turned into one of ours, by its words alone.

    What a library raises may hold anything: an error that takes minutes to be sent from process to process, or that
    cannot be sent at all, would end the work without a word.
    """
    return partial(_plainly, function)


def _plainly(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    try:
        return function(*arguments, **options)
    except WorkbenchError:
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {str(error)[:500]}"
    raise WorkbenchError(said)  # outside, so that it does not carry the other one with it


def collect(futures: Sequence[Any], *, doing: str, progress: Progress) -> list[Any]:
    """Return the results of futures in order, saying how far they are."""
    from distributed import KilledWorker, as_completed

    place = {future.key: number for number, future in enumerate(futures)}
    results: list[Any] = [None] * len(place)
    pace = Pace()
    progress(f"{doing}: {len(results)} batches")
    try:
        for done, (future, result) in enumerate(as_completed(futures, with_results=True), start=1):
            results[place[future.key]] = result
            if pace.is_due:
                progress(f"{doing}: batch {pace.told(done, len(results))}")
    except KilledWorker as error:
        raise WorkbenchError(
            f"{doing}: workers died again and again on one batch ({error}). It may need more memory than they have."
        ) from error
    return results


Array = np.ndarray[Any, Any]
SCRATCH = "scratch"


class Space:
    """The output folder while it is being made; it takes its place when all is there.

    Parameters
    ----------
    output
        The folder to make; it must not be there yet.

    Raises
    ------
    InputError
        If it is there already, or its parent cannot be written.
    """

    def __init__(self, output: Path) -> None:
        self.output = output.resolve()
        if self.output.exists():
            raise InputError(f"'{output}' is there already. Give a new folder: nothing is written over.")
        self.folder = self.output.with_name(f".{self.output.name}.{uuid.uuid4().hex[:8]}.unfinished")
        try:
            (self.folder / SCRATCH).mkdir(parents=True)
        except OSError as error:
            raise InputError(f"Cannot write '{output}': {error.strerror or error}.") from error

    def part(self, name: str, number: int) -> Path:
        """Return where a part of a table, or of scratch, stands."""
        folder = name if name in STEP_OF and name != "read_articles" else f"{SCRATCH}/{name}"
        return self.folder / folder / f"part-{number:06}.parquet"

    def write(self, name: str, number: int, frame: pd.DataFrame) -> None:
        """Write a part; a task that is done twice writes it twice alike."""
        write_table(frame, self.part(name, number))

    def read(self, name: str, number: int, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Read a part, or some columns of it."""
        frame = pd.read_parquet(self.part(name, number), columns=None if columns is None else list(columns))
        return as_table(frame, shape(name)) if columns is None and name in STEP_OF else frame

    def make_array(self, name: str, shape: tuple[int, ...], dtype: Any) -> None:
        """Make an array of zeros on disk, which tasks fill row by row."""
        np.lib.format.open_memmap(self._array(name), mode="w+", dtype=dtype, shape=shape).flush()

    def fill(self, name: str, start: int, rows: Array) -> None:
        """Write rows of an array."""
        if len(rows):
            array = np.load(self._array(name), mmap_mode="r+")
            array[start : start + len(rows)] = rows
            array.flush()

    def array(self, name: str) -> Array:
        """Open an array; only the rows that are asked for are read."""
        path = self._array(name)
        empty = np.load(path, mmap_mode=None) if path.stat().st_size <= 4096 else None
        return empty if empty is not None else np.load(path, mmap_mode="r")

    def _array(self, name: str) -> Path:
        return self.folder / SCRATCH / f"{name}.npy"

    def scratch(self, name: str) -> Path:
        """Return a file of scratch."""
        return self.folder / SCRATCH / name

    def finish(self, keep: Sequence[str]) -> Path:
        """Drop what is not asked for and move the folder to its place."""
        for child in self.folder.iterdir():
            if child.name not in keep:
                shutil.rmtree(child)
        self.folder.replace(self.output)
        return self.output

    def abandon(self) -> None:
        """Delete what was made so far."""
        shutil.rmtree(self.folder, ignore_errors=True)
