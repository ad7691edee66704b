"""Files that hold files: zip archives, gzip, and what a crawler stored as WARC or its forerunner ARC."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile
from typing import Any

from workbench.errors import InputError
from workbench.load.decode import decode
from workbench.load.limits import ZIP_MAGIC, names_in, size, unpack
from workbench.load.moments import iso_date
from workbench.load.pages import read_page
from workbench.load.readers import Reader
from workbench.load.readers.html import as_record
from workbench.load.records import Found, Member, Note, Record, Rejected, Source, Unread

BOOK, CHAPTERS = b"mimetypeapplication/epub+zip", (".xhtml", ".html", ".htm")
EMPTY = b"PK\x05\x06"
# Office formats are zips too; unpacked they would be hundreds of files of XML.
OFFICE = {
    "xl/workbook.xml": "an Excel workbook: save the sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint presentation: save it as PDF or paste its text",
    "content.xml": "an OpenDocument file that is no text: save it as CSV or plain text",
}


def recognises_zip(source: Source) -> bool:
    """Take zips that no other reader has taken."""
    return source.data.startswith((ZIP_MAGIC, EMPTY))


def read_zip(source: Source) -> Iterator[Found]:
    """Yield the files of the archive."""
    names = set(names_in(source.data))
    reason = next((reason for name, reason in OFFICE.items() if name in names), "")
    if reason:
        yield Rejected(reason)
        return
    is_book = BOOK in source.data[:200]
    for found in unpack(source.data, limits=source.limits):
        if is_book and not found.name.lower().endswith(CHAPTERS):
            continue  # styles, pictures and the table of contents
        yield Unread(found.name, found.reason) if found.reason else Member(found.name, found.data)


ZIP = Reader(
    "zip",
    (".zip", ".epub"),
    "an archive of any of these; the chapters of an e-book",
    recognises_zip,
    read_zip,
)


GZIP_MAGIC = b"\x1f\x8b"


def recognises_gzip(source: Source) -> bool:
    """Take what begins as gzip does."""
    return source.data.startswith(GZIP_MAGIC)


def read_gzip(source: Source) -> Iterator[Found]:
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


GZIP = Reader("gzip", (".gz",), "one of these, packed", recognises_gzip, read_gzip)


MAGICS, PACKED = (b"WARC/", b"filedesc://"), b"\x1f\x8b"
PAGES = ("text/html", "application/xhtml+xml")


def recognises_warc(source: Source) -> bool:
    """Take what begins as WARC does, packed or not."""
    return source.data.startswith(MAGICS) or (
        source.data.startswith(PACKED) and _unpacked_head(source.data).startswith(MAGICS)
    )


def read_warc(source: Source) -> Iterator[Found]:
    """Yield each page; what else the crawler stored is counted.

    The day of the crawl goes into ``date_retrieved``; it says nothing about when a page was published.

    Raises
    ------
    InputError
        If the file breaks off or is damaged; what stands before that is read.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    others: Counter[str] = Counter()
    try:
        for number, stored in enumerate(ArchiveIterator(io.BytesIO(source.data), arc2warc=True), start=1):
            kind = _other(stored)
            if kind:
                others[kind] += 1
            else:
                yield _page(stored, number, source)
    except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError) as error:
        raise InputError(f"a damaged WARC file ({error})") from error
    if others:
        yield Note("no pages: " + ", ".join(f"{kind} ({n:,})" for kind, n in sorted(others.items())))


def _other(stored: Any) -> str:
    """Return what a stored record is if it is no page."""
    if stored.rec_type not in ("response", "resource"):
        return f"{stored.rec_type} records"
    kind = _content_type(stored)
    return "" if kind in PAGES else kind or "responses of no type"


def _page(stored: Any, number: int, source: Source) -> Record | Rejected:
    status = stored.http_headers.get_statuscode() if stored.http_headers else "200"
    if status != "200":
        return Rejected(f"the server answered {status}", number)
    limit = source.limits.page_chars
    data = stored.content_stream().read(limit + 1)
    if len(data) > limit:
        return Rejected(f"a page of more than {size(limit)}", number)
    decoded = decode(data, encoding=source.encoding)
    address = stored.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        record = as_record(read_page(decoded.text, url=address, limits=source.limits), number)
    except InputError as error:
        return Rejected(str(error), number)
    crawled = iso_date(stored.rec_headers.get_header("WARC-Date") or "")
    fields = {**record.fields, "date_retrieved": crawled}
    return record._replace(
        fields=fields, encoding=decoded.encoding, warnings=decoded.warnings + record.warnings
    )


def _content_type(stored: Any) -> str:
    headers = stored.http_headers or stored.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _unpacked_head(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:4096], max(map(len, MAGICS)))
    except zlib.error:
        return b""


WARC = Reader(
    "WARC",
    (".warc", ".warc.gz", ".arc", ".arc.gz"),
    "pages as a crawler stored them",
    recognises_warc,
    read_warc,
)
