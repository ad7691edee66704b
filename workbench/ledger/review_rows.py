"""One decision as a row of ``reviews.csv``: what it must hold, and how it is written as one line and read back."""

from __future__ import annotations

import csv
import getpass
import io
import math
import re
from datetime import UTC, date, datetime
from typing import Any

from workbench.errors import ReviewError
from workbench.tables import DECISIONS, KINDS, MODIFIERS, NOTHING, table

COLUMNS = tuple(column.name for column in table("reviews").columns)
RATINGS = {"source_rating": "ABCDEF", "information_rating": "123456"}  # Admiralty code, NATO AJP-2.1
NUMBERS = ("value_low", "value_high", "start", "end")
CORRECTED = (
    "value_low",
    "value_high",
    "modifier",
    "unit",
    "concept",
    "attributed_to",
    "as_of_low",
    "as_of_high",
)
PLACES = ("start", "end")
DAYS = ("as_of_low", "as_of_high")
VOCABULARIES = {"modifier": MODIFIERS, "kind": KINDS}
# What an analyst sets of an article: the same as case.toml says of it.
ARTICLE_FIELDS = ("publisher", "published", "short_name", "origin")
ALL_OF = {"add": ("doc_id", "start", "end", "exact", "kind"), "set": ("field",)}
NEEDS = {  # one of these at least
    "correct": CORRECTED,
    "add": ("value_low", "value_high"),
    "tag": ("value",),
    "set": ("value",),
    "rename": ("concept",),
    "merge": ("concept",),
    "split": ("figures",),
    "rate": ("source_rating", "information_rating"),
}
HEADER = ",".join(COLUMNS).encode() + b"\n"
EMPTY = "no cell holds anything"
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
            return f"{name} must be a number that can mean only one, such as 2100.5, not '{row[name]}'"
    for name, allowed in RATINGS.items():
        if row[name] and row[name] not in tuple(allowed):
            return f"{name} must be one of {', '.join(allowed)}, not '{row[name]}'"
    if reason := _word_fault(row):
        return reason
    if missing := [name for name in ALL_OF.get(row["decision"], ()) if not row[name]]:
        return f"to {row['decision']} takes {', '.join(missing)}"
    needed = NEEDS.get(row["decision"], ())
    if needed and not any(row[name] for name in needed):
        return f"to {row['decision']} takes {' or '.join(needed)}"
    return _contradiction(row)


def _word_fault(row: dict[str, str]) -> str:
    """Say which cell holds a word or a day that it cannot hold."""
    for name, allowed in VOCABULARIES.items():
        if row[name] and row[name] not in allowed:
            return f"{name} must be one of {', '.join(allowed)}, not '{row[name]}'"
    for name in DAYS:
        if row[name] not in ("", NOTHING) and not _is_day(row[name]):
            return f"{name} must be a day like 2024-01-31, not '{row[name]}'"
    if row["field"] and row["field"] not in ARTICLE_FIELDS:
        return f"field must be one of {', '.join(ARTICLE_FIELDS)}, not '{row['field']}'"
    if row["field"] == "published" and row["value"] not in ("", NOTHING) and not _is_moment(row["value"]):
        return f"a time of publication must read like 2024-01-31 or 2024-01-31T14:05, not '{row['value']}'"
    for name in PLACES:
        if row[name] and not (float(row[name]).is_integer() and float(row[name]) >= 0):
            return f"{name} must be a whole number of characters from the beginning, not '{row[name]}'"
    return ""


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return bool(re.match(r"\d{4}-\d\d-\d\d", text.strip()))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _contradiction(row: dict[str, str]) -> str:
    """Say which two cells of a row exclude each other."""
    low, high = row["value_low"], row["value_high"]
    if low and high and float(low) > float(high):
        return f"the low end, {low}, is above the high end, {high}"
    first, last = ("" if row[name] == NOTHING else row[name] for name in DAYS)
    if first and last and first > last:
        return f"the first day, {first}, is after the last, {last}"
    if row["decision"] == "add" and float(row["start"]) >= float(row["end"]):
        return f"the figure begins at {row['start']} and ends at {row['end']}"
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

    The last cell stands in quotes and has none inside: so a line that lost its end is told from one that lost only
    its line break. It is a rating; where an older file has notes there, quotes in them are written ``\'``.

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


_POINT = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
_GROUPED = re.compile(r"([-+]?\d{1,3})(?:([,.'])\d{3})(?:\2\d{3})*(?:([.,])\d+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")


def read_number(text: str, separator: str = ",") -> str:
    """Return a number that a spreadsheet may have saved as Python reads it; both readings where it has two.

    Parameters
    ----------
    text
        A cell.
    separator
        What parts the cells of the file: with a comma there, no comma is a decimal one; a semicolon is what
        spreadsheets take where it is.

    Examples
    --------
    >>> read_number("2,100"), read_number("2.100,5", ";"), read_number("1 200"), read_number("2,5", ";")
    ('2100', '2100.5', '1200', '2.5')
    >>> read_number("2.100", ";"), read_number("2,100", ";"), read_number("3. Apr")
    ('2.100 (2.100 or 2100)', '2,100 (2.100 or 2100)', '3. Apr')
    """
    plain = re.sub(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3})", "", text.strip())
    if separator == "," and _POINT.fullmatch(plain):
        return plain
    grouped = _GROUPED.fullmatch(plain)
    if grouped and grouped[3] != grouped[2]:
        sure = grouped[3] or plain.count(grouped[2]) > 1 or grouped[2] == "'"
        if sure or separator == "," == grouped[2]:
            return plain.replace(grouped[2], "").replace(",", ".")
        return f"{plain} ({plain.replace(',', '.')} or {plain.replace(grouped[2], '')})"
    if separator != "," and _DECIMAL_COMMA.fullmatch(plain):
        return plain.replace(",", ".")
    return plain if _POINT.fullmatch(plain) else text


def cells_of(text: str, separator: str = ",") -> list[str]:
    """Return the cells of a row; none where it is no row.

    Examples
    --------
    >>> cells_of('f1;"a; b"', ";")
    ['f1', 'a; b']
    """
    try:
        return [_unescape(cell.strip("\r")) for cell in _split(text, separator)]
    except csv.Error:
        return []


def _split(text: str, separator: str) -> list[str]:
    if len(text) > csv.field_size_limit():  # a claim of thousands of figures; the text is in memory anyway
        csv.field_size_limit(len(text))
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])


def parsed_row(text: str, columns: list[str], separator: str = ",") -> tuple[dict[str, Any], str]:
    """Read a line back as a row, its numbers as numbers; and say why, where it is no decision.

    What a spreadsheet makes of a number is read where it can mean only one: see :func:`read_number`.

    Examples
    --------
    >>> row, reason = parsed_row('f1,confirm,"seen"', ["subject", "decision", "note"])
    >>> row["note"], reason
    ('seen', '')
    >>> parsed_row("f1", ["subject", "decision"])[1]
    '1 cells where the header names 2 columns'
    """
    try:
        cells = _split(text, separator)
    except csv.Error as error:
        return {}, f"no row of a CSV file ({error})"
    if not any(cells):
        return {}, EMPTY
    if len(cells) != len(columns):
        return {}, f"{len(cells)} cells where the header names {len(columns)} columns"
    known = dict(zip(columns, (_unescape(cell.strip("\r")) for cell in cells), strict=True))
    row = {name: known.get(name, "") for name in COLUMNS}
    row["decision"] = row["decision"].strip().lower()
    for name in NUMBERS:
        row[name] = read_number(row[name], separator)
    reason = _fault(row)
    numbers = {name: float(row[name]) if row[name] and not reason else None for name in NUMBERS}
    return row | numbers, reason
