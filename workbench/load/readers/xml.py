"""XML: Factiva's articles, many in one file; of any other XML the text of its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from workbench.errors import InputError
from workbench.load.fields import language_code
from workbench.load.moments import publication
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

DECLARATION = re.compile(r"<\?xml\b")
BODY = ("leadParagraph", "tailParagraphs")
KEPT = {
    "accessionNo": "accession_no",
    "sectionName": "section",
    "edition": "edition",
    "publisherName": "publishing_house",
}


def recognises(source: Source) -> bool:
    """Take what begins as XML and is no page, or is called XML."""
    if source.is_binary or not source.head.startswith("<"):
        return False
    return (
        bool(DECLARATION.match(source.head))
        or "<ppsarticle" in source.head
        or source.suffix in READER.endings
    )


def read(source: Source) -> Iterator[Found]:
    """Yield the articles of a Factiva export, or all text of another XML file as one.

    Raises
    ------
    InputError
        If it is no XML, or declares entities: expanded, they can fill the memory of any machine.
    """
    root = parse_xml(source)
    articles = [
        element
        for element in root.iter()
        if name_of(element) == "article" and child_of(element, "headline") is not None
    ]
    if not articles:
        raw = "\n\n".join(filter(None, (" ".join(text.split()) for text in root.itertext())))
        yield Record(
            raw,
            warnings=(f"XML of an unknown kind (<{name_of(root)}>): the text of all its elements is kept",),
        )
    for number, element in enumerate(articles, start=1):
        yield _article(element, number)


def parse_xml(source: Source) -> Element:
    """Return the root of an XML file.

    Raises
    ------
    InputError
        If it is no XML, or declares entities: expanded, they can fill the memory of any machine.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    # The declaration may name an encoding other than the one the text was decoded from.
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", source.text)
    try:
        return fromstring(text.lstrip())
    except DefusedXmlException as error:
        raise InputError("XML that declares entities: not read, because they can be a bomb") from error
    except (ParseError, ValueError, RecursionError) as error:
        raise InputError(f"not well-formed XML: {error}") from error


def _article(element: Element, number: int) -> Record:
    headline = _text(child_of(element, "headline"))
    byline = _text(child_of(element, "byline"))
    body = [text for name in BODY for text in _paragraphs(child_of(element, name))]
    head = "\n\n".join(filter(None, (headline, byline)))
    start = len(head) + 2 if head else 0
    raw = "\n\n".join(filter(None, (head, *body)))
    fields = {
        "headline": headline,
        "byline": byline,
        "publisher": _text(child_of(element, "sourceName")),
        **publication(_text(child_of(element, "publicationDate")), basis="Factiva publicationDate"),
        "language": language_code(_text(child_of(element, "baseLanguage"))),
    }
    return Record(
        raw,
        number,
        fields={name: value for name, value in fields.items() if value},
        extra={column: text for name, column in KEPT.items() if (text := _text(child_of(element, name)))},
        main_spans=((start, len(raw)),) if body else (),
    )


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child_of(element: Element, name: str) -> Element | None:
    """Return the first child of a name, whatever its namespace."""
    return next((child for child in element if name_of(child) == name), None)


def _paragraphs(element: Element | None) -> list[str]:
    if element is None:
        return []
    paragraphs = [child for child in element.iter() if name_of(child) == "paragraph"] or [element]
    return list(filter(None, map(_text, paragraphs)))


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


READER = Reader(
    "Factiva, XML", (".xml",), "an export with many articles; of other XML all its text", recognises, read
)
