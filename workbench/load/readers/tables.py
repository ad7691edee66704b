"""Tables, CSV with any of the usual delimiters and Parquet: a row is an article."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from workbench.errors import InputError
from workbench.load.fields import has_text, n_known, prose_in
from workbench.load.readers import Reader
from workbench.load.readers.json import record_of
from workbench.load.records import Found, Note, Record, Rejected, Source

SAMPLE_ROWS = 20
DELIMITERS = ",;\t|"
# The field limit is a setting of the whole process.
_LIMIT_LOCK = threading.Lock()


def recognises_csv(source: Source) -> bool:
    """Take text whose first line has columns that we know, or that is called a table."""
    if source.is_binary or not source.head:
        return False
    header = _header(source.text, _delimiter(source.text))
    if source.suffix in CSV.endings:
        return len(header) > 1 or has_text(header)
    return (
        len(header) > 1
        and n_known(header) > 1
        and n_known(header) * 2 >= len(header)
        and not _is_prose(header)
    )


def read_csv(source: Source) -> Iterator[Found]:
    """Yield an article for each row.

    A row with too few fields is read with a warning. In a row with too many, the delimiter stands in a field
    that should be quoted: if the text is the last column its pieces are joined again, else the row is rejected.

    Raises
    ------
    InputError
        If no column holds a text and none is known.
    """
    text = source.text.replace("\0", "")
    delimiter = _delimiter(text)
    header = _header(text, delimiter)
    if not n_known(header) and not _has_prose(text, delimiter, header):
        raise InputError(
            f"a table without a column 'text', 'body' or 'content'; its columns: {', '.join(header)[:200]}"
        )
    if delimiter != ",":
        yield Note(f"delimiter {delimiter!r}")
    rows = _rows(text, delimiter)
    next(rows, None)
    open_at_end = _is_open_at_end(text)
    row, number = next(rows, None), 1
    while row is not None:
        following = next(rows, None)
        if following is None and open_at_end:
            n_lines = sum(field.count("\n") for field in row)
            yield Rejected(
                f"a quote is opened and never closed: it takes in the {n_lines:,} lines behind", number
            )
        elif any(field.strip() for field in row):
            yield _record(row, header, number, delimiter)
        row, number = following, number + 1


def _has_prose(text: str, delimiter: str, header: list[str]) -> bool:
    """Whether a column of the first rows holds running text, whatever it is called."""
    first = islice(_rows(text, delimiter), 1, SAMPLE_ROWS)
    return any(prose_in(dict(zip(header, row, strict=False))) for row in first)


def _record(row: list[str], header: list[str], number: int, delimiter: str) -> Record | Rejected:
    warnings: tuple[str, ...] = ()
    if len(row) > len(header):
        if not has_text(header[-1:]):
            return Rejected(
                f"{len(row)} fields, but {len(header)} columns: a delimiter in an unquoted field?", number
            )
        row = [*row[: len(header) - 1], delimiter.join(row[len(header) - 1 :])]
        warnings = ("more fields than columns: the last ones were joined",)
    elif len(row) < len(header):
        warnings = (f"{len(row)} fields, but {len(header)} columns: the rest is empty",)
    values = dict(zip(header, row, strict=False))
    return record_of(values, number, warnings, what="CSV column")


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        with _LIMIT_LOCK:
            before = csv.field_size_limit(max(len(text), 1))
            try:
                row = next(reader, None)
            finally:
                csv.field_size_limit(before)
        if row is None:
            return
        yield row


def _is_open_at_end(text: str) -> bool:
    """Whether the last quote is never closed: their number is odd, and the file does not end in one."""
    return text.count('"') % 2 == 1 and not text.rstrip().endswith('"')


def _delimiter(text: str) -> str:
    """Return the delimiter under which the first line has most columns that we know, then most columns."""
    return max(DELIMITERS, key=lambda delimiter: _score(_header(text, delimiter)))


def _score(header: list[str]) -> tuple[int, int]:
    return n_known(header), len(header)


def _header(text: str, delimiter: str) -> list[str]:
    first = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    row = next(csv.reader([first], delimiter=delimiter), [])
    return [name.strip() or f"column_{number}" for number, name in enumerate(row, start=1)]


def _is_prose(header: list[str]) -> bool:
    return any(len(name) > 60 for name in header)


CSV = Reader(
    "table",
    (".csv", ".tsv"),
    "one article a row, a column `text`, `body` or `content`; other columns as in JSON Lines; delimiter comma, "
    "semicolon, tab or bar",
    recognises_csv,
    read_csv,
)


MAGIC = b"PAR1"
ROWS = 1000


def recognises_parquet(source: Source) -> bool:
    """Take what begins and ends as Parquet does."""
    return source.data.startswith(MAGIC) and source.data.endswith(MAGIC)


def read_parquet(source: Source) -> Iterator[Found]:
    """Yield an article for each row, as for a JSON object with the columns' names."""
    from pyarrow.parquet import ParquetFile

    number = 0
    for rows in ParquetFile(io.BytesIO(source.data)).iter_batches(ROWS):
        for row in rows.to_pylist():
            number += 1
            yield row_record(row, number)


def row_record(row: Mapping[str, Any], number: int) -> Record | Rejected:
    """Return the article that a row is, or why it is none."""
    found = record_of(row, number, what="Parquet column")
    return found._replace(encoding="utf-8") if isinstance(found, Record) else found


PARQUET = Reader(
    "Parquet",
    (".parquet",),
    "a row an article, with columns named as the fields of JSON",
    recognises_parquet,
    read_parquet,
)
