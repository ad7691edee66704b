"""The analyst's decisions: rows of ``reviews.csv``, appended so that none is lost and no half row is read.

A row is one line. A writer holds a lock, writes the line in one call and waits until it is on the disk. If a
writer was killed in the middle, the next one finds a last line without its end, keeps it in a file beside and
goes on behind it, so that a half row never joins with the next. A file that a spreadsheet has saved is read as it
is (:mod:`workbench.ledger.review_rows`), and made plain again before a row is added.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.errors import ReviewError
from workbench.ledger.review_rows import (
    COLUMNS,
    HEADER,
    cells_of,
    checked_row,
    dialect_of,
    parsed_row,
    plain_lines,
    rows_of,
    written,
)
from workbench.tables import as_table

LOCK_SECONDS = 60


def append_review(path: str | os.PathLike[str], subject: str, decision: str, **fields: Any) -> dict[str, str]:
    """Record one decision at the end of a reviews file and return the row as it was written.

    When the function returns, the row is on the disk.

    Parameters
    ----------
    path
        The file, usually ``reviews.csv`` in the case folder; it is made if it is not there, its folder is not.
    subject
        The ``figure_id`` or ``claim_id`` that the decision is about.
    decision
        One of those of the table ``reviews``: confirm, correct, reject, add (a figure); merge, split, rename, rate,
        pin, unpin, tag, unresolved (a claim); accept (an edit); set (an article); dismiss or confirm (a changed fact).
    **fields
        Other columns of the table ``reviews``. ``at`` is now and ``reviewer`` the user's name unless given.

    Raises
    ------
    ReviewError
        If the decision is none, a column is unknown or lacks what the decision needs, the folder is not there, or the
        file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "reviews.csv"
    >>> row = append_review(path, "f1", "correct", value_low=94, value_high=94, reviewer="ana", note="as printed")
    >>> read_reviews(path)[["reviewer", "decision", "value_low"]].values.tolist()
    [['ana', 'correct', 94.0]]
    """
    path = Path(path)
    row = checked_row({"subject": subject, "decision": decision, **fields})
    try:
        with _locked(path):
            _make_plain(path)
            _append_line(path, written(row, _header_for(path, row)))
    except OSError as error:
        raise ReviewError(f"Cannot record a decision in '{path}': {error.strerror or error}.") from error
    return row


def withdraw_review(path: str | os.PathLike[str], row: dict[str, str]) -> None:
    """Take a decision back: remove its row from a reviews file, and leave every other line as it is.

    Parameters
    ----------
    path
        The file that the decision was recorded in.
    row
        The row as :func:`append_review` returned it.

    Raises
    ------
    ReviewError
        If the row is not in the file any more, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "reviews.csv"
    >>> kept, taken = (append_review(path, name, "confirm", reviewer="ana") for name in ("f1", "f2"))
    >>> withdraw_review(path, taken)
    >>> read_reviews(path)["subject"].tolist()
    ['f1']
    """
    path = Path(path)
    try:
        with _locked(path):
            _make_plain(path)
            lines = _lines_without(path, written(row, _header(path)))
            _replace(path, b"".join(lines))
    except OSError as error:
        raise ReviewError(f"Cannot change '{path}': {error.strerror or error}.") from error


def _lines_without(path: Path, line: bytes) -> list[bytes]:
    lines = path.read_bytes().splitlines(keepends=True)
    place = next((i for i in reversed(range(len(lines))) if lines[i] == line), None)
    if place is None:
        raise ReviewError(f"The decision does not stand in '{path}' any more as it was written.")
    return lines[:place] + lines[place + 1 :]


def read_reviews(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Return the decisions in a reviews file, oldest first; none if there is no file.

    Lines that are no decision are left out here and listed by :func:`damaged_reviews`.

    Returns
    -------
    pandas.DataFrame
        The table ``reviews``.

    Raises
    ------
    ReviewError
        If the file is there and cannot be read, is a link, or its header names no ``subject`` and ``decision``.

    Examples
    --------
    >>> read_reviews("no/such/reviews.csv").empty
    True
    """
    rows = [row for _, _, row, reason in _parsed(Path(path)) if not reason]
    return as_table(pd.DataFrame(rows, columns=list(COLUMNS)), "reviews")


def damaged_reviews(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Return what stands in a reviews file, or was kept aside from it, and is no decision.

    Returns
    -------
    pandas.DataFrame
        ``file``, ``line`` (from 1), ``text`` and ``reason`` of each such line. Empty is good.

    Raises
    ------
    ReviewError
        If the file is there and cannot be read.

    Examples
    --------
    >>> damaged_reviews("no/such/reviews.csv").empty
    True
    """
    path = Path(path)
    found = [(path.name, line, text, reason) for line, text, _, reason in _parsed(path) if reason]
    aside = _aside(path)
    if aside.is_symlink() or (aside.exists() and not aside.is_file()):
        found.append((aside.name, 1, "", "a link, or no file: it is not read. Delete it"))
    elif aside.exists():
        kept = _read(aside).decode("utf-8", "replace").splitlines()
        found += [
            (aside.name, line, text, "half a row of a writer that was stopped, or no decision; kept aside")
            for line, text in enumerate(kept, start=1)
        ]
    return pd.DataFrame(found, columns=["file", "line", "text", "reason"])


# --- the file


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    if not path.parent.is_dir():  # the lock would make it
        raise ReviewError(f"Cannot record a decision in '{path}': there is no folder '{path.parent}'.")
    try:
        with FileLock(f"{path}.lock", timeout=LOCK_SECONDS, poll_interval=0.005):
            yield
    except Timeout as error:
        raise ReviewError(
            f"'{path}' has been locked by another program for {LOCK_SECONDS} seconds: close it and try again."
        ) from error


def _header(path: Path) -> list[str]:
    """Return the columns of the file in their order; make the file with all columns if it is not there."""
    if path.is_symlink():  # in a case of somebody else it may lead to any file
        raise ReviewError(f"'{path}' is a link: put the file itself in its place.")
    if not path.exists() or not path.stat().st_size:
        _replace(path, HEADER)
    with path.open("rb") as stream:
        first = stream.readline()
    _refuse_other_columns(path, columns := dialect_of(first).columns)
    return columns


def _make_plain(path: Path) -> None:
    """Write what a spreadsheet saved as lines that can be added to; what it saved stays in a file beside."""
    content = _read(path) if not path.is_symlink() else b""
    if not content.strip() or (dialect := dialect_of(content)).is_plain:
        return
    _refuse_other_columns(path, dialect.columns)
    _replace(_free(path.with_name(f"{path.name}.saved-by-a-spreadsheet")), content)
    _replace(path, plain_lines(content, dialect))


def _free(path: Path) -> Path:
    """Return a name that no file has yet: what was kept before is not overwritten."""
    names = (path.with_name(f"{path.name}{f'-{number}' if number > 1 else ''}") for number in count(1))
    return next(name for name in names if not name.exists())


def _header_for(path: Path, row: dict[str, str]) -> list[str]:
    """Return the columns of the file; a file of an earlier version gets those that the row needs and it lacks."""
    columns = _header(path)
    lacking = [name for name in COLUMNS if row[name] and name not in columns]
    if not lacking:
        return columns
    wider = [*columns[:-1], *lacking, columns[-1]]  # the last cell stays last: by it half a row is told
    # Names are quoted only where they hold a comma, as a person's own column may.
    plain = not any(mark in name for name in wider for mark in ',"\n')
    named = dict(zip(wider, wider, strict=True))
    lines = [",".join(wider).encode() + b"\n" if plain else written(named, wider)]
    for _, text, _, reason in _parsed(path):
        if not reason:  # with whatever a person keeps in columns of their own
            lines.append(written(dict(zip(columns, cells_of(text), strict=False)), wider))
        elif parsed_row(text, wider)[1]:
            lines.append(text.encode() + b"\n")
        else:  # with more columns, a row that was no decision would become one
            _keep_aside(path, text.encode() + b"\n")
    _replace(path, b"".join(lines))
    return wider


def _replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another in one step: a reader meets the one or the other, never half of one."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with part.open("xb") as stream:
        stream.write(content)
    _sync(part)
    part.replace(path)
    _sync(path.parent)


def _refuse_other_columns(path: Path, names: list[str]) -> None:
    if not {"subject", "decision"} <= set(names):
        raise ReviewError(
            f"'{path}', line 1: names no columns 'subject' and 'decision'. It should read: {','.join(COLUMNS)}"
        )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _append_line(path: Path, line: bytes) -> None:
    handle = os.open(path, os.O_RDWR | os.O_APPEND)
    try:
        size = _end_last_line(path, handle)
        if os.write(handle, line) != len(line):  # the disk is full
            os.ftruncate(handle, size)
            raise ReviewError(f"'{path}' could not take the whole row: is the disk full?")
        os.fsync(handle)
    finally:
        os.close(handle)


def _end_last_line(path: Path, handle: int) -> int:
    """Give a last line its line break, or move it into the file beside if it is half a row; return the size then."""
    size = os.fstat(handle).st_size
    if os.pread(handle, 1, size - 1) == b"\n":
        return size
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if not whole or _is_whole(path, content[whole:]):  # a person's editor wrote no last line break
        return size + os.write(handle, b"\n")
    _keep_aside(path, content[whole:] + b"\n")
    os.ftruncate(handle, whole)
    return whole


def _keep_aside(path: Path, line: bytes) -> None:
    """Keep a line that is no decision in the file beside, where a person is told of it."""
    with open(_aside(path), "ab", opener=_no_link) as aside:
        aside.write(line)
        aside.flush()
        os.fsync(aside.fileno())


def _is_whole(path: Path, line: bytes) -> bool:
    return not parsed_row(line.decode("utf-8", "replace"), _header(path))[1]


def _no_link(path: str, flags: int) -> int:
    # A pipe that nobody reads is an error at once.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.damaged")


def _read(path: Path) -> bytes:
    if path.is_symlink():  # in a case of somebody else it may lead to any file
        raise ReviewError(f"'{path}' is a link: put the file itself in its place.")
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ReviewError(f"'{path}' is a pipe, socket or device: put a file in its place, or delete it.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ReviewError(f"Cannot read '{path}': {error.strerror or error}.") from error


def _parsed(path: Path) -> Iterator[tuple[int, str, dict[str, Any], str]]:
    """Go through the lines behind the header: number, text, row and, where it is no decision, why."""
    content = _read(path)
    if not content.strip():
        return
    dialect = dialect_of(content)
    _refuse_other_columns(path, dialect.columns)
    for number, text, row, reason, ended in rows_of(content, dialect):
        yield number, text, row, reason and (reason if ended else "half a row: its end is missing")
