"""Documents of word processors and PDF, among them exports of Nexis with many articles in one file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from workbench.errors import InputError
from workbench.load.limits import ZIP_MAGIC, check_zip, names_in
from workbench.load.nexis import articles_or_one
from workbench.load.pdf_pages import PdfError, pdf_pages
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

PDF_MAGIC = b"%PDF-"
HEADER_BYTES, TRAILER_BYTES = 1024, 2048
SCANNED_CHARS = 20


def recognises_pdf(source: Source) -> bool:
    """Take what begins as PDF does, or has its mark in the first thousand bytes and its objects behind."""
    head = source.data[:HEADER_BYTES]
    return head.lstrip().startswith(PDF_MAGIC) or (PDF_MAGIC in head and b"endobj" in source.data)


def read_pdf(source: Source) -> Iterator[Found]:
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
        warnings=tuple(_page_warnings(source.data, pages)),
    )
    yield from articles_or_one(record)


def _page_warnings(data: bytes, pages: list[str]) -> Iterator[str]:
    blank = [str(number) for number, text in enumerate(pages, start=1) if len(text.strip()) < SCANNED_CHARS]
    if blank:
        yield f"no text on page(s) {', '.join(blank[:20])}: perhaps scanned"
    if b"%%EOF" not in data[-TRAILER_BYTES:]:
        yield "the end of the file is missing: pages may be lost"


PDF = Reader(
    "PDF", (".pdf",), "one article a file, with a text layer (scans need OCR first)", recognises_pdf, read_pdf
)


RTF_MAGIC = b"{\\rtf"
LEFT_OUT = re.compile(r"\\(footnote|annotation|header[lrf]?|footer[lrf]?)\b")
MAX_FONT_CHARS = 300
UNICODE_HALF = re.compile("[\ud800-\udfff]")


def recognises_rtf(source: Source) -> bool:
    """Take what begins as RTF does."""
    return source.data.lstrip(b"\xef\xbb\xbf \r\n\t")[: len(RTF_MAGIC)] == RTF_MAGIC


def read_rtf(source: Source) -> Iterator[Found]:
    """Yield the document, or the articles of a Nexis export."""
    from striprtf.striprtf import rtf_to_text

    # RTF is ASCII; bytes above that are in the code page that the file names, which the library looks up by itself.
    text = _tamed(source.data.decode("latin-1"))
    raw = rtf_to_text(text, encoding=source.encoding or "cp1252", errors="replace")
    if UNICODE_HALF.search(raw):
        raw = raw.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    record = Record(raw, encoding="rtf", warnings=tuple(_rtf_warnings(source.data, text)))
    yield from articles_or_one(record)


def _tamed(text: str) -> str:
    """Rewrite what takes the library's patterns more than linear time; the document stays the same.

    Raises
    ------
    InputError
        If the table of fonts is none.
    """
    # A space behind a control word belongs to it. Without it a pattern for links runs over the line for each field.
    text = text.replace("{\\field{", "{\\field {")
    start = text.find("\\fonttbl")
    if start < 0:
        return text
    end = _end_of_group(text, start)
    entries = re.split(r"(?<=})", text[start:end])
    if max(map(len, entries)) > MAX_FONT_CHARS:
        raise InputError("an RTF file with a damaged table of fonts")
    # The pattern for a font reads on until a semicolon, over all fonts that have none.
    return text[:start] + "\n".join(re.sub("}$", ";}", entry) for entry in entries) + text[end:]


def _end_of_group(text: str, start: int) -> int:
    depth = 1
    for brace in re.finditer(r"[{}]", text[start:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return start + brace.end()
    return len(text)


def _rtf_warnings(data: bytes, text: str) -> Iterator[str]:
    left_out = sorted({match[1] for match in LEFT_OUT.finditer(text)})
    if left_out:
        yield f"the document has parts that are left out: {', '.join(left_out)}"
    if not data.rstrip(b"\0 \r\n\t").endswith(b"}"):
        yield "the end of the file is missing: text may be lost"


RTF = Reader("rich text", (".rtf",), "one article, or an export of Nexis with many", recognises_rtf, read_rtf)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DOCX_TEXT, PARAGRAPH = f"{W}t", f"{W}p"
DOCX_MARKS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
# Text taken out under tracked changes, and the second rendering of a text box.
DOCX_SKIPPED = {f"{W}del", f"{W}moveFrom", FALLBACK}
NOTES = ("footnotes", "endnotes")
MARGINS = ("header", "footer")


def recognises_docx(source: Source) -> bool:
    """Take zips that hold a Word document."""
    return source.data.startswith(ZIP_MAGIC) and "word/document.xml" in names_in(source.data)


def read_docx(source: Source) -> Iterator[Found]:
    """Yield the document, or the articles of a Nexis export.

    The raw text is the body with its tables and text boxes as Word would show it with all tracked changes
    accepted, then the notes. Headers and footers of pages repeat on every page; they are quoted in a warning.

    Raises
    ------
    InputError
        If it is damaged, or unpacks to more than the limits.
    """
    check_zip(source.data, limits=source.limits)
    document = _open(source.data)
    blocks = list(_docx_paragraphs(document.element.body))
    blocks += [text for part in _parts(document, NOTES) for text in _docx_paragraphs(part)]
    record = Record(
        "\n\n".join(blocks),
        encoding="docx",
        fields=_titled(document),
        extra=_properties(document),
        warnings=tuple(_docx_warnings(document)),
    )
    yield from articles_or_one(record)


def _open(data: bytes) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        return Document(io.BytesIO(data))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError) as error:
        raise InputError(f"a damaged Word document ({type(error).__name__}: {str(error)[:120]})") from error


def _docx_paragraphs(body: Any) -> Iterator[str]:
    """Yield the paragraphs that hold text, those in tables and text boxes too, in the order of the document."""
    for paragraph in body.iter(PARAGRAPH):
        if not _is_skipped(paragraph):
            text = "".join(_docx_pieces(paragraph)).strip()
            if text:
                yield text


def _is_skipped(paragraph: Any) -> bool:
    return any(ancestor.tag in DOCX_SKIPPED for ancestor in paragraph.iterancestors())


def _docx_pieces(paragraph: Any) -> Iterator[str]:
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == DOCX_TEXT:
            yield element.text or ""
        elif element.tag in DOCX_MARKS:
            yield DOCX_MARKS[element.tag]
        elif element.tag not in DOCX_SKIPPED and element.tag != PARAGRAPH:
            stack.extend(reversed(element))


def _parts(document: Any, names: tuple[str, ...]) -> Iterator[Any]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in names and not relation.is_external:
            yield etree.fromstring(relation.target_part.blob, parser=parser)


def _docx_warnings(document: Any) -> Iterator[str]:
    margins = dict.fromkeys(text for part in _parts(document, MARGINS) for text in _docx_paragraphs(part))
    if margins:
        yield f"text in page headers and footers, left out: {' | '.join(margins)[:200]!r}"
    if next(document.element.body.iter(f"{W}ins", f"{W}del"), None) is not None:
        yield "tracked changes: read as if all were accepted"


def _titled(document: Any) -> dict[str, str]:
    titles = (
        paragraph.text.strip() for paragraph in document.paragraphs[:20] if _style(paragraph) == "Title"
    )
    headline = next(filter(None, titles), "")
    return {"headline": headline} if headline else {}


def _style(paragraph: Any) -> str:
    return str(getattr(paragraph.style, "name", ""))


def _properties(document: Any) -> dict[str, str]:
    # Whoever typed the file, and when, is neither the byline nor the publication date.
    found = document.core_properties
    created = found.created.date().isoformat() if found.created else ""
    properties = {"file_title": found.title, "file_author": found.author, "file_created": created}
    return {name: value for name, value in properties.items() if value}


DOCX = Reader(
    "Word document",
    (".docx",),
    "one article, or an export of Nexis Uni with many; old .doc files must be saved as docx first",
    recognises_docx,
    read_docx,
)


KIND = b"mimetypeapplication/vnd.oasis.opendocument.text"
ODT_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BLOCKS = (f"{ODT_TEXT}p", f"{ODT_TEXT}h")
ODT_MARKS = {f"{ODT_TEXT}tab": "\t", f"{ODT_TEXT}line-break": "\n", f"{ODT_TEXT}s": " "}
ODT_SKIPPED = (f"{ODT_TEXT}tracked-changes", f"{OFFICE}annotation", f"{ODT_TEXT}note-citation")


def recognises_odt(source: Source) -> bool:
    """Take zips that say that they are an OpenDocument text."""
    return source.data.startswith(ZIP_MAGIC) and KIND in source.data[:200]


def read_odt(source: Source) -> Iterator[Found]:
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
    blocks = [] if body is None else [text for text in _odt_paragraphs(body) if text.strip()]
    yield from articles_or_one(Record("\n\n".join(blocks), encoding="odt"))


def _odt_paragraphs(element: Any) -> Iterator[str]:
    if element.tag in ODT_SKIPPED:
        return
    if element.tag in BLOCKS:
        yield "".join(_odt_pieces(element)).strip()
        return
    for child in element:
        yield from _odt_paragraphs(child)


def _odt_pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in ODT_MARKS:
            yield ODT_MARKS[child.tag]
        elif child.tag not in ODT_SKIPPED:
            yield from _odt_pieces(child)
        yield child.tail or ""


ODT = Reader(
    "OpenDocument",
    (".odt",),
    "a document of LibreOffice, or an export of Nexis with many",
    recognises_odt,
    read_odt,
)
