"""Zip archives: every file inside is read like any other."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.load.archives import MAGIC, names_in, unpack
from workbench.load.readers import Reader
from workbench.load.records import Found, Member, Rejected, Source, Unread

BOOK, CHAPTERS = b"mimetypeapplication/epub+zip", (".xhtml", ".html", ".htm")
EMPTY = b"PK\x05\x06"
# Office formats are zips too; unpacked they would be hundreds of files of XML.
OFFICE = {
    "xl/workbook.xml": "an Excel workbook: save the sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint presentation: save it as PDF or paste its text",
    "content.xml": "an OpenDocument file that is no text: save it as CSV or plain text",
}


def recognises(source: Source) -> bool:
    """Take zips that no other reader has taken."""
    return source.data.startswith((MAGIC, EMPTY))


def read(source: Source) -> Iterator[Found]:
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


READER = Reader(
    "zip", (".zip", ".epub"), "an archive of any of these; the chapters of an e-book", recognises, read
)
