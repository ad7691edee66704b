"""Reading one batch: the articles under numbers, for names are given when all batches are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.engine.batches import Batch
from workbench.errors import InputError
from workbench.load.desk import LOADED, REJECTED, Desk, told_by
from workbench.load.ids import STORY_SUFFIX, Ids, clean_name, key_of
from workbench.load.records import Record, Rejected, Source
from workbench.load.twins import fingerprint

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
        reader = _lines if self._batch.kind == "lines" else _rows
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
                *_names(record, source),
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


def _names(record: Record, source: Source) -> tuple[str, str]:
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
    from workbench.load.readers.jsonl import read

    entry = batch.files[0]
    with entry.path.open("rb") as stream:
        stream.seek(batch.offset)
        data = stream.read(batch.stop - batch.offset)
    yield from read(Source(entry.shown, data, "utf-8"))


def _rows(batch: Batch) -> Iterator[Record | Rejected]:
    from workbench.load.readers.parquet import row_record

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
