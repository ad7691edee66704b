"""Where a report may go, how it comes there whole and in one step, and what of an older one there is kept."""

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

from workbench.case import Case
from workbench.errors import ReportError
from workbench.load.walk import IN_WORK, MADE_BY, place_of, report_record

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


def find_destination(output: Path, case: Case) -> Path:
    """Return the folder that a report goes to, with links followed.

    Raises
    ------
    ReportError
        If a report must not or cannot be written there: it is a file, or a folder that holds something else, holds
        the case, or is where the user is or at home; it holds a report of another case; it cannot be written.
    """
    place = _resolved(output)
    _refuse_what_is_needed(output, place, case)
    if place.exists() and not place.is_dir():
        raise ReportError(f"'{output}' is a file; name a folder for the report.")
    if place.is_dir():
        _refuse_what_is_not_ours(output, place, case)
    with workplace(place):  # whoever cannot make a folder there now, cannot either when all is computed
        return place


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a null in it, or a link to itself
        raise ReportError(
            f"'{path}' is no folder that a report can go to ({error}); name another."
        ) from error


def _refuse_what_is_needed(output: Path, place: Path, case: Case) -> None:
    held = {
        "the case": _resolved(case.path),
        "the articles": _resolved(case.path / "articles"),
        "the folder that you are in": _resolved(Path()),
        "your home folder": _resolved(Path("~").expanduser()),
    }
    for what, path in held.items():
        if path.is_relative_to(place):
            verb = "is" if path == place else "holds"
            raise ReportError(
                f"'{output}' {verb} {what}, and a report takes the place of the whole folder; name another one, "
                f"such as '{output / 'report'}'."
            )


def _refuse_what_is_not_ours(output: Path, place: Path, case: Case) -> None:
    if place.is_mount():
        raise ReportError(
            f"'{output}' is a disk of its own; name a folder on it, such as '{output / 'report'}'."
        )
    try:
        empty = not any(place.iterdir())
    except OSError as error:
        raise ReportError(f"'{output}' cannot be opened ({error.strerror}); name another folder.") from error
    record = report_record(place)
    if not empty and record is None:
        raise ReportError(f"'{output}' holds something else than a report; name another folder, or empty it.")
    if record is not None and not is_of(record, case):
        raise ReportError(
            f"'{output}' holds the report of another case, '{record.get('title', '')}': choose another folder with "
            f"-o, or delete it."
        )


def signature(case: Case) -> dict[str, Any]:
    """Return the fields of ``report.json`` by which the workbench knows its own report, and of which case it is."""
    return {"made_by": MADE_BY, "case": place_of(case.path)}


def is_of(record: dict[str, Any], case: Case) -> bool:
    """Whether an earlier report is of this case: of this very place, or of this title with an article of it.

    A case that was moved is still the same; two cases of one name that have no article in common are not, nor are
    two of different names that share one.
    """
    if record.get("case") == place_of(case.path):
        return True
    earlier = {str(entry.get("sha256")) for entry in record.get("inputs", []) if isinstance(entry, dict)}
    return record.get("title") == case.title and not earlier.isdisjoint(case.articles["sha256"])


def list_files(folder: Path) -> list[str]:
    """List every file below a folder, as paths from there."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() or path.is_symlink()
    )


def keep_what_is_not_ours(old: Path, new: Path) -> None:
    """Take over into a new report what somebody else has put into the folder of the old one.

    Raises
    ------
    ReportError
        If the old folder is no longer a report, or a file in it has the name that one of the new report has.
    """
    if not any(old.iterdir()):
        return
    record = report_record(old)
    if record is None:
        raise ReportError(
            f"'{old}' holds something else than a report by now; name another folder, or empty it."
        )
    for name in sorted(set(list_files(old)) - set(record["files"])):
        if os.path.lexists(new / name):
            raise ReportError(
                f"'{old / name}' is not of the report, and the new report has a file of that name: move it away."
            )
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        _take_over(old / name, new / name)


def _take_over(file: Path, name: Path) -> None:
    try:
        os.link(file, name, follow_symlinks=False)  # the old name goes with the old report
    except OSError:  # not on every disk
        shutil.copy2(file, name, follow_symlinks=False)
