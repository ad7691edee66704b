"""Parquet: a row is an article."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from workbench.load.readers import Reader
from workbench.load.readers.json import record_of
from workbench.load.records import Found, Record, Rejected, Source

MAGIC = b"PAR1"
ROWS = 1000


def recognises(source: Source) -> bool:
    """Take what begins and ends as Parquet does."""
    return source.data.startswith(MAGIC) and source.data.endswith(MAGIC)


def read(source: Source) -> Iterator[Found]:
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


READER = Reader(
    "Parquet",
    (".parquet",),
    "a row an article, with columns named as the fields of JSON",
    recognises,
    read,
)
