"""A single file packed with gzip."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile

from workbench.errors import InputError
from workbench.load.limits import size
from workbench.load.readers import Reader
from workbench.load.records import Found, Member, Source

MAGIC = b"\x1f\x8b"


def recognises(source: Source) -> bool:
    """Take what begins as gzip does."""
    return source.data.startswith(MAGIC)


def read(source: Source) -> Iterator[Found]:
    """Yield the file inside.

    Raises
    ------
    InputError
        If it is damaged or unpacks to more than the limit.
    """
    limit = source.limits.member_bytes
    try:
        data = GzipFile(fileobj=io.BytesIO(source.data)).read(limit + 1)
    except (BadGzipFile, EOFError, zlib.error, OSError) as error:
        raise InputError(f"a damaged gzip file ({error})") from error
    if len(data) > limit:
        raise InputError(f"unpacks to more than {size(limit)}")
    yield Member(source.stem, data)


READER = Reader("gzip", (".gz",), "one of these, packed", recognises, read)
