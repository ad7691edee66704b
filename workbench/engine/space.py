"""The folder that all workers share: tables in parts, and compact arrays in which every article has its row."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from workbench.case.steps import STEP_OF, shape
from workbench.errors import InputError
from workbench.export import write_table
from workbench.tables import as_table

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
