"""From an input of any size to batches that one process can hold, and reading one: its articles under numbers, as names are given when all batches are known."""

from __future__ import annotations

import hashlib
import itertools
import os
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.errors import InputError
from workbench.load.intake import LOADED, REJECTED, Desk, told_by
from workbench.load.notes import fingerprint
from workbench.load.records import STORY_SUFFIX, Ids, Record, Rejected, Source, clean_name, key_of
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
    from workbench.load.readers.json import recognises_jsonl
    from workbench.load.records import Source

    try:
        with path.open("rb") as stream:
            head = stream.read(SNIFFED_BYTES)
            head = head[: head.rfind(b"\n") + 1] or head
            source = Source(path.name, head)
            if b"\n" not in head or source.decoded.encoding != "utf-8" or not recognises_jsonl(source):
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


MARK = "\0"  # stands where the name of an article will, or what is to be said about it
Array = np.ndarray[Any, Any]


class ReadBatch(NamedTuple):
    """A batch as it was read: articles under numbers, what was met, and by what its articles are told apart."""

    articles: pd.DataFrame
    load_report: pd.DataFrame
    sightings: pd.DataFrame

    @property
    def outcomes(self) -> Counter[str]:
        """What became of the records."""
        return Counter(self.load_report.loc[self.load_report["line"].notna(), "outcome"])

    @property
    def keys(self) -> Array:
        """Hashes of name and text of each article, in two columns; 0 for a name that another may be given."""
        return np.array(
            [(_name_hash(name), _hash(text)) for name, text in self._told_by()], dtype=np.uint64
        ).reshape(-1, 2)

    def _told_by(self) -> Iterator[tuple[str, str]]:
        return zip(self.sightings["wanted"], self.sightings["text"], strict=True)


def read_batch(batch: Batch, *, encoding: str | None = None) -> ReadBatch:
    """Read a batch. ``doc_id`` of the articles is their number in it; names and duplicates are settled later.

    Returns
    -------
    ReadBatch
        ``articles`` and ``load_report`` as :func:`workbench.load.load_articles` gives them, but for what hangs
        on other batches. ``sightings``: ``name`` (the article's own), ``asked`` (the name it asks for),
        ``wanted`` (the one it gets if it is free),
        ``number``, ``file`` (if it is the only article of one), ``publisher``, ``published``, ``path``, ``sha256``,
        ``text`` (a hash).
    """
    desk = _Numbered(batch, encoding)
    if batch.kind == "files":
        for entry in batch.files:
            if entry.reason:
                desk.report(entry.shown, REJECTED, entry.reason)
            else:
                desk.take_file(entry.path, entry.shown)
    else:
        desk.take_part()
    return ReadBatch(desk.articles(), desk.load_report(), pd.DataFrame(desk.sightings, columns=SIGHTED))


SIGHTED = ("name", "asked", "wanted", "number", "file", "publisher", "published", "path", "sha256", "text")


class _Numbered(Desk):
    """A desk that takes in every article under a number and remembers what tells it from others."""

    def __init__(self, batch: Batch, encoding: str | None) -> None:
        super().__init__(encoding=encoding)
        self._batch = batch
        self.sightings: list[tuple[Any, ...]] = []

    def take_part(self) -> None:
        """Read the lines or rows of the batch."""
        entry = self._batch.files[0]
        source = Source(entry.shown, b"", self.encoding or "utf-8", self.limits)
        self.met.append({"path": entry.shown, "line": None, "outcome": LOADED, "doc_id": "", "reason": MARK})
        reader = _lines if self._batch.kind == "lines" else _records_of_rows
        for found in _to_the_end(reader(self._batch), self._batch.kind):
            if isinstance(found, Record):
                outcome, reason, doc_id = self.add(found, source, self._batch.sha256)
                self.report(entry.shown, outcome, reason, line=found.number, doc_id=doc_id)
            else:
                self.report(entry.shown, REJECTED, found.reason, line=found.number)

    def report(
        self, path: str, outcome: str, reason: str, *, line: int | None = None, doc_id: str = ""
    ) -> None:
        """Add a row; lines count from the beginning of the file."""
        line = None if line is None else line + self._batch.first
        super().report(path, outcome, reason, line=line, doc_id=doc_id)

    def add(self, record: Record, source: Source, sha256: str) -> tuple[str, str, str]:
        """Take in an article under its number, whatever its name and text."""
        reason = self.unfit(record)
        if reason:
            return REJECTED, reason, ""
        if record.number is not None:
            record = record._replace(number=record.number + self._batch.first)
        number = str(len(self.rows))
        row = self.make_row(record, source, [MARK]) | {"doc_id": number, "sha256": sha256}
        self.rows.append(row)
        name, file, publisher, published = told_by(record, source)
        self.sightings.append(
            (
                name,
                *_asked_and_wanted(record, source),
                record.number,
                file,
                publisher,
                published,
                source.path,
                sha256,
                fingerprint(record.raw).hex(),
            )
        )
        return LOADED, row["warnings"], number


def _asked_and_wanted(record: Record, source: Source) -> tuple[str, str]:
    """Return the name that an article asks for, and the one that it gets if nobody else has it."""
    if record.number is None or record.name:
        asked = record.name or source.stem
        return asked, STORY_SUFFIX.sub("~", clean_name(asked))
    name = Ids.of_record(source.stem, record.number)
    return name, name


def _to_the_end(found: Iterator[Record | Rejected], kind: str) -> Iterator[Record | Rejected]:
    """Yield what a reader finds; where it breaks off, that is a row of the report, as for a file that is read whole."""
    number = 0
    try:
        for one in found:
            number = one.number or number
            yield one
    except InputError:
        raise
    except Exception as error:
        said = f"{kind} that cannot be read: {type(error).__name__}: {str(error)[:200]}"
        yield Rejected(f"{said}; the file was read up to here", number + 1)


def _lines(batch: Batch) -> Iterator[Record | Rejected]:
    from workbench.load.readers.json import read_jsonl

    entry = batch.files[0]
    with entry.path.open("rb") as stream:
        stream.seek(batch.offset)
        data = stream.read(batch.stop - batch.offset)
    yield from read_jsonl(Source(entry.shown, data, "utf-8"))


def _records_of_rows(batch: Batch) -> Iterator[Record | Rejected]:
    from workbench.load.readers.tables import row_record

    for number, row in enumerate(islice(_parquet_rows(batch), batch.last - batch.first), start=1):
        yield row_record(row, number)


def _parquet_rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """Yield the file's rows from the batch's first one on; groups of rows before it are not read."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(batch.files[0].path) as file:
            skip, groups = batch.first, list(range(file.metadata.num_row_groups))
            while groups and skip >= file.metadata.row_group(groups[0]).num_rows:
                skip -= file.metadata.row_group(groups.pop(0)).num_rows
            for rows in file.iter_batches(1000, row_groups=groups):
                kept = rows.slice(min(skip, rows.num_rows))
                skip -= rows.num_rows - kept.num_rows
                yield from kept.to_pylist()
    except (ArrowException, OSError) as error:
        raise InputError(f"{batch.files[0].path}: Parquet that cannot be read ({error}).") from error


def _name_hash(name: str) -> int:
    return 0 if "~" in name else _hash(key_of(name))


def _hash(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
