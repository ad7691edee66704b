"""The analyst's decisions: rows of ``reviews.csv``, appended so that none is lost and no half row is read.

A row is one line. A writer holds a lock, writes the line in one call and waits until it is on the disk. If a
writer was killed in the middle, the next one finds a last line without its end, keeps it in a file beside and
goes on behind it, so that a half row never joins with the next.
"""

from __future__ import annotations

import csv
import getpass
import io
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.errors import ReviewError
from workbench.tables import DECISIONS, as_table, table

COLUMNS = tuple(column.name for column in table("reviews").columns)
RATINGS = {"source_rating": "ABCDEF", "information_rating": "123456"}  # Admiralty code, NATO AJP-2.1
NUMBERS = ("value_low", "value_high")
NEEDS = {
    "correct": ("value_low", "value_high", "unit", "concept"),
    "rename": ("concept",),
    "merge": ("figures", "concept"),
    "split": ("figures",),
    "rate": ("source_rating", "information_rating"),
}
HEADER = ",".join(COLUMNS).encode() + b"\n"
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\0": ""}
LOCK_SECONDS = 60


def append_review(path: str | os.PathLike[str], subject: str, decision: str, **fields: Any) -> dict[str, str]:
    """Record one decision at the end of a reviews file and return the row as it was written.

    When the function returns, the row is on the disk.

    Parameters
    ----------
    path
        The file, usually ``reviews.csv`` in the case folder; it is made if it is not there.
    subject
        The ``figure_id`` or ``claim_id`` that the decision is about.
    decision
        One of confirm, correct, reject (a figure), merge, split, rename, rate, accept (a claim; rate also a figure).
    **fields
        Other columns of the table ``reviews``. ``at`` is now and ``reviewer`` the user's name unless given.

    Raises
    ------
    ReviewError
        If the decision is none, a column is unknown or lacks what the decision needs, or the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "reviews.csv"
    >>> row = append_review(path, "f1", "correct", value_low=94, value_high=94, reviewer="ana", note="as printed")
    >>> read_reviews(path)[["reviewer", "decision", "value_low"]].values.tolist()
    [['ana', 'correct', 94.0]]
    """
    path = Path(path)
    row = _checked({"subject": subject, "decision": decision, **fields})
    try:
        with _locked(path):
            _append_line(path, _line(row, _header(path)))
    except OSError as error:
        raise ReviewError(f"Cannot record a decision in '{path}': {error.strerror or error}.") from error
    return row


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
        If the file is there and cannot be read, or its header names no ``subject`` and ``decision``.

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
    if aside.exists():
        kept = _read(aside).splitlines()
        found += [
            (aside.name, line, text, "half a row of a writer that was stopped, kept aside")
            for line, text in enumerate(kept, start=1)
        ]
    return pd.DataFrame(found, columns=["file", "line", "text", "reason"])


# --- one decision


def _checked(fields: dict[str, Any]) -> dict[str, str]:
    unknown = sorted(set(fields) - set(COLUMNS))
    if unknown:
        raise ReviewError(f"A review has no column {', '.join(unknown)}; it has {', '.join(COLUMNS)}.")
    row = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "reviewer": _user()}
    row |= {name: _text(value) for name, value in fields.items()}
    row = {name: row.get(name, "") for name in COLUMNS}
    if reason := _fault(row):
        raise ReviewError(f"The decision on '{row['subject']}' cannot be recorded: {reason}.")
    return row


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return ""


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return "" if value is None or value != value else str(value)


def _fault(row: dict[str, str]) -> str:
    """Say why a row is no decision; nothing if it is one."""
    if not row["subject"]:
        return "it names no figure or claim"
    if row["decision"] not in DECISIONS:
        return f"the decision must be one of {', '.join(DECISIONS)}, not '{row['decision']}'"
    for name in NUMBERS:
        if row[name] and not _is_number(row[name]):
            return f"{name} must be a number, not '{row[name]}'"
    for name, allowed in RATINGS.items():
        if row[name] and row[name] not in tuple(allowed):
            return f"{name} must be one of {', '.join(allowed)}, not '{row[name]}'"
    needed = NEEDS.get(row["decision"], ())
    if needed and not any(row[name] for name in needed):
        return f"to {row['decision']} takes {' or '.join(needed)}"
    return ""


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


# --- the file


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
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
        part = path.with_name(f".{path.name}.part")
        part.unlink(missing_ok=True)
        with part.open("xb") as stream:
            stream.write(HEADER)
        _sync(part)
        part.replace(path)
        _sync(path.parent)
    with path.open("rb") as stream:
        first = stream.readline().decode("utf-8-sig", "replace")
    return _columns(path, first)


def _columns(path: Path, first: str) -> list[str]:
    try:
        names = next(csv.reader([first.strip()]), [])
    except csv.Error:
        names = []
    if not {"subject", "decision"} <= set(names):
        raise ReviewError(
            f"'{path}', line 1: names no columns 'subject' and 'decision'. It should read: {','.join(COLUMNS)}"
        )
    return names


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _line(row: dict[str, str], columns: list[str]) -> bytes:
    lost = [name for name, value in row.items() if value and name not in columns]
    if lost:
        raise ReviewError(f"The file's first line lacks the column(s) {', '.join(lost)}: add them there.")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_escape(row.get(name, "")) for name in columns])
    return out.getvalue().encode("utf-8", "replace")


def _escape(text: str) -> str:
    return "".join(ESCAPES.get(letter, letter) for letter in text)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    back = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
    out, place = [], 0
    while place < len(text):
        pair = text[place : place + 2]
        out.append(back.get(pair, pair[0]))
        place += 2 if pair in back else 1
    return "".join(out)


def _append_line(path: Path, line: bytes) -> None:
    handle = os.open(path, os.O_RDWR | os.O_APPEND)
    try:
        size = _set_half_row_aside(path, handle)
        if os.write(handle, line) != len(line):  # the disk is full
            os.ftruncate(handle, size)
            raise ReviewError(f"'{path}' could not take the whole row: is the disk full?")
        os.fsync(handle)
    finally:
        os.close(handle)


def _set_half_row_aside(path: Path, handle: int) -> int:
    """Move a last line that has no end into the file beside, and return the size of what is whole."""
    size = os.fstat(handle).st_size
    if os.pread(handle, 1, size - 1) == b"\n":
        return size
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if not whole:  # a first line without its end, typed by a person
        return size + os.write(handle, b"\n")
    with open(_aside(path), "ab", opener=_no_link) as aside:
        aside.write(content[whole:] + b"\n")
        aside.flush()
        os.fsync(aside.fileno())
    os.ftruncate(handle, whole)
    return whole


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.damaged")


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ReviewError(f"Cannot read '{path}': {error.strerror or error}.") from error


def _parsed(path: Path) -> Iterator[tuple[int, str, dict[str, Any], str]]:
    """Go through the lines behind the header: number, text, row and, where it is no decision, why."""
    lines = _read(path).split("\n")
    if not any(lines):
        return
    columns = _columns(path, lines[0])
    for number, text in enumerate(lines[1:-1], start=2):
        if text.strip():
            yield (number, text, *_row(text, columns))
    if lines[-1]:
        yield len(lines), lines[-1], {}, "half a row: its end is missing"


def _row(text: str, columns: list[str]) -> tuple[dict[str, Any], str]:
    if len(text) > csv.field_size_limit():  # a claim of thousands of figures; the text is in memory anyway
        csv.field_size_limit(len(text))
    try:
        cells = next(csv.reader([text], strict=True))
    except csv.Error as error:
        return {}, f"no row of a CSV file ({error})"
    if len(cells) != len(columns):
        return {}, f"{len(cells)} cells where the header names {len(columns)} columns"
    known = {name: _unescape(cell.strip("\r")) for name, cell in zip(columns, cells, strict=True)}
    row = {name: known.get(name, "") for name in COLUMNS}
    reason = _fault(row)
    numbers = {name: float(row[name]) if row[name] and not reason else None for name in NUMBERS}
    return row | numbers, reason
