"""OpenDocument text (odt)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from workbench.errors import InputError
from workbench.load.archives import MAGIC, check_zip, names_in
from workbench.load.nexis import articles_or_one
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

KIND = b"mimetypeapplication/vnd.oasis.opendocument.text"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BLOCKS = (f"{TEXT}p", f"{TEXT}h")
MARKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n", f"{TEXT}s": " "}
SKIPPED = (f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{TEXT}note-citation")


def recognises(source: Source) -> bool:
    """Take zips that say that they are an OpenDocument text."""
    return (
        source.data.startswith(MAGIC) and KIND in source.data[:200] and "content.xml" in names_in(source.data)
    )


def read(source: Source) -> Iterator[Found]:
    """Yield the document, or the articles of a Nexis export.

    Raises
    ------
    InputError
        If it is damaged, or unpacks to more than the limits.
    """
    from defusedxml.ElementTree import ParseError, fromstring

    check_zip(source.data, limits=source.limits)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            root = fromstring(archive.read("content.xml"))
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError) as error:
        raise InputError(
            f"a damaged OpenDocument file ({type(error).__name__}: {str(error)[:120]})"
        ) from error
    body = root.find(f"{OFFICE}body")
    blocks = [] if body is None else [text for text in _paragraphs(body) if text.strip()]
    yield from articles_or_one(Record("\n\n".join(blocks), encoding="odt"))


def _paragraphs(element: Any) -> Iterator[str]:
    if element.tag in SKIPPED:
        return
    if element.tag in BLOCKS:
        yield "".join(_pieces(element)).strip()
        return
    for child in element:
        yield from _paragraphs(child)


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in MARKS:
            yield MARKS[child.tag]
        elif child.tag not in SKIPPED:
            yield from _pieces(child)
        yield child.tail or ""


READER = Reader(
    "OpenDocument", (".odt",), "a document of LibreOffice, or an export of Nexis with many", recognises, read
)
