"""Word documents (docx), among them exports of Nexis Uni with many articles in one file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from workbench.errors import InputError
from workbench.load.archives import MAGIC, check_zip, names_in
from workbench.load.nexis import articles_or_one
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT, PARAGRAPH = f"{W}t", f"{W}p"
MARKS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
# Text taken out under tracked changes, and the second rendering of a text box.
SKIPPED = {f"{W}del", f"{W}moveFrom", FALLBACK}
NOTES = ("footnotes", "endnotes")
MARGINS = ("header", "footer")


def recognises(source: Source) -> bool:
    """Take zips that hold a Word document."""
    return source.data.startswith(MAGIC) and "word/document.xml" in names_in(source.data)


def read(source: Source) -> Iterator[Found]:
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
    blocks = list(_paragraphs(document.element.body))
    blocks += [text for part in _parts(document, NOTES) for text in _paragraphs(part)]
    record = Record(
        "\n\n".join(blocks),
        encoding="docx",
        fields=_titled(document),
        extra=_properties(document),
        warnings=tuple(_warnings(document)),
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


def _paragraphs(body: Any) -> Iterator[str]:
    """Yield the paragraphs that hold text, those in tables and text boxes too, in the order of the document."""
    for paragraph in body.iter(PARAGRAPH):
        if not _is_skipped(paragraph):
            text = "".join(_pieces(paragraph)).strip()
            if text:
                yield text


def _is_skipped(paragraph: Any) -> bool:
    return any(ancestor.tag in SKIPPED for ancestor in paragraph.iterancestors())


def _pieces(paragraph: Any) -> Iterator[str]:
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == TEXT:
            yield element.text or ""
        elif element.tag in MARKS:
            yield MARKS[element.tag]
        elif element.tag not in SKIPPED and element.tag != PARAGRAPH:
            stack.extend(reversed(element))


def _parts(document: Any, names: tuple[str, ...]) -> Iterator[Any]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in names and not relation.is_external:
            yield etree.fromstring(relation.target_part.blob, parser=parser)


def _warnings(document: Any) -> Iterator[str]:
    margins = dict.fromkeys(text for part in _parts(document, MARGINS) for text in _paragraphs(part))
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


READER = Reader(
    "Word document",
    (".docx",),
    "one article, or an export of Nexis Uni with many; old .doc files must be saved as docx first",
    recognises,
    read,
)
