"""One row of reviews.csv: its columns, how it is written and read, and the layout of the file around it."""

from __future__ import annotations

import codecs
import csv
import getpass
import io
import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

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
ARTICLE_FIELDS = ("publisher", "published", "short_name", "origin", "reliability", "left_out")
ALL_OF = {"add": ("doc_id", "start", "end", "exact", "kind"), "set": ("field",)}
NEEDS = {  # one of these at least
    "correct": CORRECTED,
    "add": ("value_low", "value_high"),
    "tag": ("value",),
    "set": ("value",),
    "settle": ("value",),
    "rename": ("concept",),
    "merge": ("concept",),
    "split": ("figures",),
    "rate": ("source_rating", "information_rating"),
}
HEADER = ",".join(COLUMNS).encode() + b"\n"
EMPTY = "no cell holds anything"
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\0": ""}
_POINT = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?")
_GROUPED = re.compile(r"([-+]?\d{1,3})(?:([,.'])\d{3})(?:\2\d{3})*(?:([.,])\d+)?")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
SEPARATORS = (",", ";", "\t")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_NEEDED = {"subject", "decision"}
_LINES = 100  # a note has fewer; a quote that nobody closed must not swallow the rows behind it


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
    looked_for = (
        _number_fault,
        _word_fault,
        _day_fault,
        _article_fault,
        _place_fault,
        _missing,
        _contradiction,
    )
    return next((reason for find in looked_for if (reason := find(row))), "")


def _number_fault(row: dict[str, str]) -> str:
    for name in NUMBERS:
        if row[name] and not _is_number(row[name]):
            return f"{name} must be a number that can mean only one, such as 2100.5, not '{row[name]}'"
    return ""


def _word_fault(row: dict[str, str]) -> str:
    """Say which cell of a closed vocabulary holds another word."""
    for name, allowed in (*RATINGS.items(), *VOCABULARIES.items()):
        if row[name] and row[name] not in tuple(allowed):
            return f"{name} must be one of {', '.join(allowed)}, not '{row[name]}'"
    return ""


def _day_fault(row: dict[str, str]) -> str:
    for name in DAYS:
        if row[name] not in ("", NOTHING) and not _is_day(row[name]):
            return f"{name} must be a day like 2024-01-31, not '{row[name]}'"
    return ""


def _article_fault(row: dict[str, str]) -> str:
    """Say what a decision on an article sets that cannot be set, or not to that."""
    if row["field"] and row["field"] not in ARTICLE_FIELDS:
        return f"field must be one of {', '.join(ARTICLE_FIELDS)}, not '{row['field']}'"
    if row["field"] == "published" and row["value"] not in ("", NOTHING) and not _is_moment(row["value"]):
        return f"a time of publication must read like 2024-01-31 or 2024-01-31T14:05, not '{row['value']}'"
    if row["field"] == "reliability" and row["value"] not in (*RATINGS["source_rating"], NOTHING, ""):
        return f"a reliability must be one of {', '.join(RATINGS['source_rating'])}, not '{row['value']}'"
    return ""


def _place_fault(row: dict[str, str]) -> str:
    for name in PLACES:
        if row[name] and not (float(row[name]).is_integer() and float(row[name]) >= 0):
            return f"{name} must be a whole number of characters from the beginning, not '{row[name]}'"
    return ""


def _missing(row: dict[str, str]) -> str:
    """Say which cells the decision takes that are empty."""
    if missing := [name for name in ALL_OF.get(row["decision"], ()) if not row[name]]:
        return f"to {row['decision']} takes {', '.join(missing)}"
    needed = NEEDS.get(row["decision"], ())
    if needed and not any(row[name] for name in needed):
        return f"to {row['decision']} takes {' or '.join(needed)}"
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
    if crossed := _crossed(row):
        return crossed
    if row["decision"] == "add" and float(row["start"]) >= float(row["end"]):
        return f"the figure begins at {row['start']} and ends at {row['end']}"
    if row["decision"] == "merge" and row["concept"] == row["subject"]:
        return "a claim cannot be merged with itself"
    return ""


def _crossed(row: dict[str, str]) -> str:
    """Say it of a value or a span of days that ends before it begins."""
    low, high = row["value_low"], row["value_high"]
    if low and high and float(low) > float(high):
        return f"the low end, {low}, is above the high end, {high}"
    first, last = ("" if row[name] == NOTHING else row[name] for name in DAYS)
    if first and last and first > last:
        return f"the first day, {first}, is after the last, {last}"
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
        return _ungrouped(plain, grouped, separator)
    if separator != "," and _DECIMAL_COMMA.fullmatch(plain):
        return plain.replace(",", ".")
    return plain if _POINT.fullmatch(plain) else text


def _ungrouped(plain: str, grouped: re.Match[str], separator: str) -> str:
    """Return a number without what groups its digits; both readings where that may as well be a decimal mark."""
    sure = grouped[3] or plain.count(grouped[2]) > 1 or grouped[2] == "'"
    if sure or separator == "," == grouped[2]:
        return plain.replace(grouped[2], "").replace(",", ".")
    return f"{plain} ({plain.replace(',', '.')} or {plain.replace(grouped[2], '')})"


def cells_of(text: str, separator: str = ",") -> list[str]:
    """Return the cells of a row; none where it is no row.

    Examples
    --------
    >>> cells_of('f1;"a; b"', ";")
    ['f1', 'a; b']
    """
    try:
        return list(map(_cell, _split(text, separator)))
    except csv.Error:
        return []


def _cell(text: str) -> str:
    """Return what a cell says; a NUL, which is never written, says nothing."""
    return _unescape(text.strip("\r").replace("\0", ""))


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
    known = dict(zip(columns, map(_cell, cells), strict=True))
    row = {name: known.get(name, "") for name in COLUMNS}
    row["decision"] = row["decision"].strip().lower()
    for name in NUMBERS:
        row[name] = read_number(row[name], separator)
    reason = _fault(row)
    numbers = {name: float(row[name]) if row[name] and not reason else None for name in NUMBERS}
    return row | numbers, reason


class Dialect(NamedTuple):
    """How a file of decisions is written; ``first`` is the number of its first row behind the names."""

    encoding: str
    separator: str
    columns: list[str]
    first: int

    @property
    def is_plain(self) -> bool:
        """Whether a row can be added as the workbench writes it."""
        return self.encoding == "utf-8" and self.separator == "," and self.first == 1


def dialect_of(content: bytes) -> Dialect:
    r"""Find out how a file is written, from its first lines; without the columns of a review there are none.

    Examples
    --------
    >>> dialect_of("subject;decision\r\n".encode("utf-16")).separator
    ';'
    """
    encoding = _encoding(content)
    lines = _lines(content, encoding)[:2]
    first = 1 if lines and lines[0].strip().lower().startswith("sep=") else 0  # a word of Excel's to itself
    head = lines[first] if len(lines) > first else ""
    found = {separator: _names(head, separator) for separator in SEPARATORS}
    separator = next((one for one, names in found.items() if set(names) >= _NEEDED), ",")
    return Dialect(encoding, separator, found[separator], first + 1)


def _encoding(content: bytes) -> str:
    if content[:2] in _WIDE:
        return _WIDE[content[:2]]
    head = content[:200]
    if len(head) > 3 and head[1::2].count(0) > len(head) // 4 > head[::2].count(0):
        return "utf-16-le"
    if len(head) > 3 and head[::2].count(0) > len(head) // 4 > head[1::2].count(0):
        return "utf-16-be"
    return "utf-8"


def _lines(content: bytes, encoding: str) -> list[str]:
    """Return the lines of a file; one that is no UTF-8 is what spreadsheets in the west save, code page 1252."""
    if encoding != "utf-8":
        return content.decode(encoding, "replace").removeprefix("\ufeff").split("\n")
    return [_decoded(line) for line in content.removeprefix(codecs.BOM_UTF8).split(b"\n")]


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _names(head: str, separator: str) -> list[str]:
    try:
        names = next(csv.reader([head.strip("\r\n")], delimiter=separator), [])
    except csv.Error:
        return []
    return [name.strip() for name in names]


def rows_of(content: bytes, dialect: Dialect) -> Iterator[tuple[int, str, dict[str, Any], str, bool]]:
    """Go through the rows of a file: number of its line, text, row, why it is no decision, and whether it has an end.

    A cell in quotes may hold line breaks; a line is joined with those behind it only if a decision comes of it.
    """
    lines = _lines(content, dialect.encoding)
    number = dialect.first
    while number < len(lines):
        text, row, reason, taken = _row(lines, number, dialect)
        if text.strip() and reason != EMPTY:
            yield number + 1, text, row, reason, number + taken < len(lines)
        number += taken


def _row(lines: list[str], number: int, dialect: Dialect) -> tuple[str, dict[str, Any], str, int]:
    row, reason = parsed_row(lines[number], dialect.columns, dialect.separator)
    if reason and '"' in lines[number]:
        for end in range(number + 2, min(number + _LINES, len(lines)) + 1):
            text = "\n".join(lines[number:end])
            joined, fault = parsed_row(text, dialect.columns, dialect.separator)
            if not fault:
                return text, joined, "", end - number
    return lines[number], row, reason, 1


def plain_lines(content: bytes, dialect: Dialect) -> bytes:
    """Return a file as the workbench writes one: the same cells, a line each, in UTF-8 with commas.

    A number that has two readings keeps both, so that it is still no number where commas part the cells.
    """
    lines = [written({name: name for name in dialect.columns}, dialect.columns)]
    for _, text, _, _, _ in rows_of(content, dialect):
        cells = cells_of(text, dialect.separator) or [text]
        named = dict(zip(dialect.columns, cells, strict=False))
        named |= {name: read_number(named[name], dialect.separator) for name in NUMBERS if name in named}
        shown = [named[name] for name in dialect.columns[: len(cells)]] + cells[len(dialect.columns) :]
        names = [str(place) for place in range(len(shown))]  # of a row that is none, as many cells as it has
        lines.append(written(dict(zip(names, shown, strict=True)), names))
    return b"".join(lines)
