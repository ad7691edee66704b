"""PDF with a text layer."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import InputError
from workbench.load.nexis import articles_or_one
from workbench.load.pdf_pages import PdfError, pdf_pages
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
        If it is encrypted, has no text layer, cannot be opened, or takes too long to read.
    """
    try:
        found = pdf_pages(source.data, most_pages=source.limits.pages, seconds=source.limits.pdf_seconds)
    except PdfError as error:
        raise InputError(str(error)) from error
    pages = found["pages"]
    if sum(len(text.strip()) for text in pages) < SCANNED_CHARS * len(pages) or not pages:
        raise InputError(
            f"{len(pages)} page(s) without a text layer, probably scanned: run OCR over it first"
        )
    properties = {"file_title": found["title"], "file_author": found["author"]}
    record = Record(
        "\n\n".join(pages),
        encoding="pdf",
        # A page is printed to PDF when it is fetched, never before it is published.
        fields={"date_retrieved": found["created"]} if found["created"] else {},
        extra={name: value for name, value in properties.items() if value},
        warnings=tuple(_warnings(source.data, pages)),
    )
    yield from articles_or_one(record)


def _warnings(data: bytes, pages: list[str]) -> Iterator[str]:
    blank = [str(number) for number, text in enumerate(pages, start=1) if len(text.strip()) < SCANNED_CHARS]
    if blank:
        yield f"no text on page(s) {', '.join(blank[:20])}: perhaps scanned"
    if b"%%EOF" not in data[-TRAILER_BYTES:]:
        yield "the end of the file is missing: pages may be lost"


READER = Reader(
    "PDF", (".pdf",), "one article a file, with a text layer (scans need OCR first)", recognises, read
)
