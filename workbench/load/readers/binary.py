"""Files that hold no text: named by their first bytes, so that the report can say what to do."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from workbench.load.readers import Reader
from workbench.load.records import Found, Rejected, Source

HEAD = 4096


def recognises(source: Source) -> bool:
    """Take what begins like a known binary format, or is no text in any known encoding."""
    return source.is_binary or (b"\0" in source.data[:HEAD] and bool(_signature(source.data)))


def read(source: Source) -> Iterator[Found]:
    """Yield why the file is not read."""
    yield Rejected(_signature(source.data) or "no text in any known encoding, and no known format")


def _signature(data: bytes) -> str:
    return next(
        (what for offset, mark, what in _signatures() if data[offset : offset + len(mark)] == mark), ""
    )


@cache
def _signatures() -> tuple[tuple[int, bytes, str], ...]:
    text = (files("workbench.load") / "data" / "signatures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((int(row["offset"]), bytes.fromhex(row["bytes"]), row["what"]) for row in rows)


READER = Reader("no text", (), "", recognises, read)
