"""From an input of any size to batches that one process can hold: files, stretches of lines, or rows of Parquet."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from workbench.load.walk import Entry, walk

LINES_ENDINGS = (".jsonl", ".ndjson")
ROWS_ENDINGS = (".parquet",)
# A batch is small enough to be done again when a worker is lost, and large enough that handing it out costs nothing.
FEWEST, MOST, WANTED = 100, 5000, 64
SNIFFED_BYTES = 1 << 20
PAGES_PER_MEGABYTE = 100  # packed, in a file of a crawler
MANY_IN_ONE = (".gz", ".warc", ".zip", ".json", ".csv", ".xml", ".tsv")


class Batch(NamedTuple):
    """What one task reads: whole files, or the lines or rows of one file from ``start`` to ``end``.

    ``first`` is the number of records of the file that stand before it; ``offset`` and ``stop`` are the bytes of
    its lines, ``sha256`` the hash of the whole file.
    """

    files: tuple[Entry, ...]
    kind: str = "files"
    first: int = 0
    last: int = 0
    offset: int = 0
    stop: int = 0
    sha256: str = ""


class Plan(NamedTuple):
    """The batches in order, and about how many articles they hold."""

    batches: list[Batch]
    n_articles: int


def plan_batches(path: str | os.PathLike[str], *, size: int | None = None) -> Plan:
    r"""Part an input into batches.

    Parameters
    ----------
    path
        A folder of articles, or one file: JSON Lines, Parquet, WARC or any other that the workbench reads.
    size
        Articles of a batch; by default 100 to 5,000, so that there are some 64 batches or more.

    Raises
    ------
    InputError
        If there is no such file or folder.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "news.jsonl"
    >>> _ = path.write_text('{"id": "a", "text": "Rain fell."}\n' * 5)
    >>> [(batch.kind, batch.first, batch.last) for batch in plan_batches(path, size=2).batches]
    [('lines', 0, 2), ('lines', 2, 4), ('lines', 4, 5)]
    """
    entries = walk(Path(path))
    counted = [_count(entry) for entry in entries]
    total = sum(count for _, count in counted)
    size = size or min(MOST, max(FEWEST, total // WANTED))
    return Plan(list(_batches(entries, counted, size)), total)


def _count(entry: Entry) -> tuple[str, int]:
    """Return how a file is parted, and about how many articles it holds."""
    ending = entry.path.suffix.lower()
    if entry.reason:
        return "files", 0
    if ending in LINES_ENDINGS and _plain_lines(entry.path):
        return "lines", sum(1 for _ in _line_marks(entry.path, 1)) - 1
    if ending in ROWS_ENDINGS:
        rows = _rows_in(entry.path)
        return ("rows", rows) if rows else ("files", 1)
    if ending in MANY_IN_ONE:
        return "alone", max(1, entry.path.stat().st_size * PAGES_PER_MEGABYTE >> 20)
    return "files", 1


def _batches(entries: list[Entry], counted: list[tuple[str, int]], size: int) -> Iterator[Batch]:
    held: list[Entry] = []
    for entry, (kind, count) in zip(entries, counted, strict=True):
        if kind == "files":
            held.append(entry)
        if held and (kind != "files" or len(held) >= size):
            yield Batch(tuple(held))
            held = []
        if kind == "alone":
            yield Batch((entry,))
        elif kind == "lines":
            yield from _line_batches(entry, size)
        elif kind == "rows":
            yield from _row_batches(entry, size, count)
    if held:
        yield Batch(tuple(held))


def _row_batches(entry: Entry, size: int, count: int) -> Iterator[Batch]:
    whole = _sha256(entry.path)
    for first in range(0, count, size):
        yield Batch((entry,), "rows", first, min(first + size, count), sha256=whole)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _line_batches(entry: Entry, size: int) -> Iterator[Batch]:
    marks, whole = list(_line_marks(entry.path, size)), _sha256(entry.path)
    for (first, offset), (last, stop) in itertools.pairwise(marks):
        yield Batch((entry,), "lines", first, last, offset, stop, whole)


def _line_marks(path: Path, size: int) -> Iterator[tuple[int, int]]:
    """Yield number and byte of every ``size``-th line, and of the end."""
    number = offset = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream):
            if number % size == 0:
                yield number, offset
            offset += len(line)
    if offset:
        yield number + 1, offset


def _plain_lines(path: Path) -> bool:
    """Say whether a file can be parted by bytes: lines of JSON in UTF-8, ended by LF."""
    from workbench.load.readers.jsonl import recognises
    from workbench.load.records import Source

    try:
        with path.open("rb") as stream:
            head = stream.read(SNIFFED_BYTES)
            head = head[: head.rfind(b"\n") + 1] or head
            source = Source(path.name, head)
            if b"\n" not in head or source.decoded.encoding != "utf-8" or not recognises(source):
                return False
            stream.seek(0)
            return all(_is_utf8(line) for line in stream)
    except OSError:
        return False


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _rows_in(path: Path) -> int:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            return int(file.metadata.num_rows)
    except (ArrowException, OSError):
        return 0  # read, and reported, as any other file
