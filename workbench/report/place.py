"""Where a report is built, and how it comes to its place: whole, in one step, whoever else is at work there."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from workbench.errors import ReportError
from workbench.load.walk import IN_WORK

LOCK_SECONDS = 120
# Linux: renameat2(2), since 3.15; macOS: renamex_np(2). Both call the flag that swaps two names 2.
_SWAP, _HERE = 2, -100


@contextmanager
def workplace(output: Path) -> Iterator[Path]:
    """Make a hidden folder beside the place of a report to build it in; it is gone afterwards.

    What runs that were killed have left behind is taken away first, and an old report that one of them had
    already put aside is put back. Runs that are still at work are left alone: each holds a lock on its folder.

    Raises
    ------
    ReportError
        If the folder of the report cannot be written to.
    """
    from filelock import FileLock

    try:
        _try_to_write(output)
        with _turn(output):
            _clear_up(output)
            folder = Path(tempfile.mkdtemp(dir=output.parent, prefix=_prefix(output)))
            lock = FileLock(folder / "lock")
            lock.acquire()
        try:
            yield folder
        finally:
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise ReportError(
            f"The report cannot be written to '{output}': {error.strerror or error}."
        ) from error


def put_in_place(
    new: Path, output: Path, *, before: Callable[[Path, Path], None] = lambda old, new: None
) -> None:
    """Put a new report where the old one stands: at every moment one of them is there, whole.

    Where the system cannot swap two names in one step (neither Linux nor macOS), there is no report for the
    moment between two; a run that is killed just then leaves the old one aside, and the next run puts it back.

    Parameters
    ----------
    new
        The folder of the new report.
    output
        Its place.
    before
        Is called with the old and the new folder when the old one is about to go, and no other run can come
        between; what it raises leaves the old one where it is.
    """
    with _turn(output):
        if not os.path.lexists(output):
            new.rename(output)
            return
        before(output, new)
        if not _exchange(new, output):
            output.rename(new.parent / "old")
            new.rename(output)


def _prefix(output: Path) -> str:
    return f".{output.name}{IN_WORK}"


def _try_to_write(output: Path) -> None:
    """Find out whether a folder can be made there: a lock that cannot be made looks like one that others hold."""
    output.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=_prefix(output))
    os.close(handle)
    with suppress(FileNotFoundError):  # another run may have cleared it up already
        Path(name).unlink()


@contextmanager
def _turn(output: Path) -> Iterator[None]:
    """Wait for the turn of this run: no two come to one place at the same moment."""
    from filelock import FileLock, Timeout

    name = output.with_name(f".{output.name}.lock")
    try:
        with FileLock(name, timeout=LOCK_SECONDS, poll_interval=0.01):
            try:
                yield
            finally:  # whoever waits for this very file notices that it has lost its name, and takes a new one
                with suppress(OSError):
                    name.unlink()
    except Timeout as error:
        raise ReportError(
            f"'{output}' has been locked by another run for {LOCK_SECONDS} seconds: end it and try again."
        ) from error


def _clear_up(output: Path) -> None:
    """Take away the folders of runs that are no more, and the empty files with which they tried the place."""
    from filelock import FileLock, Timeout

    for folder in output.parent.iterdir():
        if not folder.name.startswith(_prefix(output)):
            continue
        if not folder.is_dir():
            _delete_empty(folder)
            continue
        lock = FileLock(folder / "lock")
        with suppress(Timeout, OSError):
            lock.acquire(timeout=0)
            if (folder / "old").is_dir() and not os.path.lexists(output):
                (folder / "old").rename(output)
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)


def _delete_empty(file: Path) -> None:
    with suppress(OSError):
        if file.lstat().st_size == 0:
            file.unlink()


def _exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders in one step; False where the system or the disk cannot."""
    with suppress(OSError, AttributeError):
        system: Any = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return system.renamex_np(*names, _SWAP) == 0
        return system.renameat2(_HERE, names[0], _HERE, names[1], _SWAP) == 0
    return False
