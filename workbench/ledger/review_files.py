"""A file of decisions as spreadsheets save it: other encodings, other separators, rows of several lines."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from typing import Any, NamedTuple

from workbench.ledger.review_rows import EMPTY, NUMBERS, cells_of, parsed_row, read_number, written

SEPARATORS = (",", ";", "\t")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_NEEDED = {"subject", "decision"}
_LINES = 100  # a note has fewer; a quote that nobody closed must not swallow the rows behind it


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
