"""PDF with a text layer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from workbench.errors import InputError
from workbench.load.nexis import articles_or_one
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

MAGIC = b"%PDF-"
HEADER_BYTES, TRAILER_BYTES = 1024, 2048
SCANNED_CHARS = 20


def recognises(source: Source) -> bool:
    """Take what begins as PDF does, or has its mark in the first thousand bytes and its objects behind."""
    head = source.data[:HEADER_BYTES]
    return head.lstrip().startswith(MAGIC) or (MAGIC in head and b"endobj" in source.data)


def read(source: Source) -> Iterator[Found]:
    """Yield the text of all pages as one article, or the articles of a Nexis export.

    Raises
    ------
    InputError
        If it is encrypted, has no text layer, or cannot be opened.
    """
    reader = _open(source)
    pages = [_page_text(page) for page in reader.pages]
    if sum(len(text.strip()) for text in pages) < SCANNED_CHARS * len(pages) or not pages:
        raise InputError(
            f"{len(pages)} page(s) without a text layer, probably scanned: run OCR over it first"
        )
    record = Record(
        "\n\n".join(pages),
        encoding="pdf",
        fields=_retrieved(reader),
        extra=_properties(reader),
        warnings=tuple(_warnings(source.data, pages)),
    )
    yield from articles_or_one(record)


def _open(source: Source) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("encrypted: save it without a password and add that file")
        n_pages = len(reader.pages)
    except DependencyError as error:
        raise InputError("encrypted: save it without a password and add that file") from error
    except (PyPdfError, RecursionError) as error:
        raise InputError(f"a damaged PDF ({error})") from error
    if n_pages > source.limits.pages:
        raise InputError(f"{n_pages:,} pages; the limit is {source.limits.pages:,}: split it")
    return reader


def _page_text(page: Any) -> str:
    text = str(page.extract_text() or "")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _warnings(data: bytes, pages: list[str]) -> Iterator[str]:
    blank = [str(number) for number, text in enumerate(pages, start=1) if len(text.strip()) < SCANNED_CHARS]
    if blank:
        yield f"no text on page(s) {', '.join(blank[:20])}: perhaps scanned"
    if b"%%EOF" not in data[-TRAILER_BYTES:]:
        yield "the end of the file is missing: pages may be lost"


def _retrieved(reader: Any) -> dict[str, str]:
    # A page is printed to PDF when it is fetched, never before it is published.
    created = _metadata(reader).creation_date if _metadata(reader) else None
    return {"date_retrieved": created.date().isoformat()} if created else {}


def _properties(reader: Any) -> dict[str, str]:
    found = _metadata(reader)
    if found is None:
        return {}
    properties = {"file_title": found.title, "file_author": found.author}
    return {name: str(value) for name, value in properties.items() if value}


def _metadata(reader: Any) -> Any:
    try:
        metadata = reader.metadata
        _ = metadata and (metadata.creation_date, metadata.title, metadata.author)
    except Exception:
        # A title that cannot be read is no reason to lose the text; pypdf raises many types here.
        return None
    return metadata


READER = Reader(
    "PDF", (".pdf",), "one article a file, with a text layer (scans need OCR first)", recognises, read
)
