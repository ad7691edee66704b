"""One decision as a row of ``reviews.csv``: what it must hold, and how it is written as one line and read back."""

from __future__ import annotations

import csv
import getpass
import io
import math
from datetime import UTC, datetime
from typing import Any

from workbench.errors import ReviewError
from workbench.tables import DECISIONS, table

COLUMNS = tuple(column.name for column in table("reviews").columns)
RATINGS = {"source_rating": "ABCDEF", "information_rating": "123456"}  # Admiralty code, NATO AJP-2.1
NUMBERS = ("value_low", "value_high")
NEEDS = {
    "correct": ("value_low", "value_high", "unit", "concept"),
    "rename": ("concept",),
    "merge": ("concept",),
    "split": ("figures",),
    "rate": ("source_rating", "information_rating"),
}
HEADER = ",".join(COLUMNS).encode() + b"\n"
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\0": ""}


def checked_row(fields: dict[str, Any]) -> dict[str, str]:
    """Return a decision made now by this user as a row, all cells text.

    Raises
    ------
    ReviewError
        If it is no decision.

    Examples
    --------
    >>> checked_row({"subject": "f1", "decision": "confirm", "reviewer": "ana"})["reviewer"]
    'ana'
    """
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
    return _contradiction(row)


def _contradiction(row: dict[str, str]) -> str:
    """Say which two cells of a row exclude each other."""
    low, high = row["value_low"], row["value_high"]
    if low and high and float(low) > float(high):
        return f"the low end, {low}, is above the high end, {high}"
    if row["decision"] == "merge" and row["concept"] == row["subject"]:
        return "a claim cannot be merged with itself"
    return ""


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def written(row: dict[str, str], columns: list[str]) -> bytes:
    r"""Return a row as one line of a file with these columns.

    The last cell stands in quotes and has none inside (they are written ``\'``): so a line that lost its end is told
    from one that lost only its line break.

    Raises
    ------
    ReviewError
        If the row has a value that no column takes.

    Examples
    --------
    >>> written({"subject": "f1", "note": "a, b"}, ["subject", "note"])
    b'f1,"a, b"\n'
    """
    lost = [name for name, value in row.items() if value and name not in columns]
    if lost:
        raise ReviewError(f"The file's first line lacks the column(s) {', '.join(lost)}: add them there.")
    out = io.StringIO()
    *cells, last = (_escape(row.get(name, "")) for name in columns)
    csv.writer(out, lineterminator=",").writerow(cells)
    return (out.getvalue() + '"' + last.replace('"', "\\'") + '"\n').encode("utf-8", "replace")


def _escape(text: str) -> str:
    return "".join(ESCAPES.get(letter, letter) for letter in text)


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    back = {"\\\\": "\\", "\\'": '"', "\\n": "\n", "\\r": "\r"}
    out, place = [], 0
    while place < len(text):
        pair = text[place : place + 2]
        out.append(back.get(pair, pair[0]))
        place += 2 if pair in back else 1
    return "".join(out)


def parsed_row(text: str, columns: list[str]) -> tuple[dict[str, Any], str]:
    """Read a line back as a row, its numbers as numbers; and say why, where it is no decision.

    Examples
    --------
    >>> row, reason = parsed_row('f1,confirm,"seen"', ["subject", "decision", "note"])
    >>> row["note"], reason
    ('seen', '')
    >>> parsed_row("f1", ["subject", "decision"])[1]
    '1 cells where the header names 2 columns'
    """
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
