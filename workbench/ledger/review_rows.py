"""One decision of the analyst: checked, written as one line, and read back from it."""

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
    "merge": ("figures", "concept"),
    "split": ("figures",),
    "rate": ("source_rating", "information_rating"),
}
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\0": ""}


def checked_row(fields: dict[str, Any]) -> dict[str, str]:
    """Return a decision as a row of all columns; when and who are filled in where they are not given.

    Raises
    ------
    ReviewError
        If a column is unknown, or the row is no decision.

    Examples
    --------
    >>> row = checked_row({"subject": "f1", "decision": "confirm", "reviewer": "ana"})
    >>> row["reviewer"], row["unit"]
    ('ana', '')
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
    return ""


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def written(row: dict[str, str], columns: list[str]) -> bytes:
    r"""Return a row as one line of the file; line ends inside a cell are written out.

    Raises
    ------
    ReviewError
        If the file has no column for something that the row says.

    Examples
    --------
    >>> written({"subject": "f1", "note": "two\nlines"}, ["subject", "note"])
    b'f1,two\\nlines\n'
    """
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


def parsed_row(text: str, columns: list[str]) -> tuple[dict[str, Any], str]:
    """Return what a line says, and why it is no decision; the second is empty for one that is.

    Examples
    --------
    >>> parsed_row("f1,confirm", ["subject", "decision"])[1]
    ''
    >>> parsed_row("f1,maybe", ["subject", "decision"])[1].partition(", not ")[2]
    "'maybe'"
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
