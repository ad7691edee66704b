"""XML and SGML: Factiva's articles, feeds, news corpora; of any other XML the text of its elements."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring

from workbench.errors import InputError
from workbench.load.fields import known, language_code
from workbench.load.moments import iso_date, publication
from workbench.load.readers import Reader
from workbench.load.readers.html import holds_elements, page_text
from workbench.load.readers.json import record_of
from workbench.load.records import Found, Record, Rejected, Source

DECLARATION = re.compile(r"<\?xml\b")
BODY = ("leadParagraph", "tailParagraphs")
KEPT = {
    "accessionNo": "accession_no",
    "sectionName": "section",
    "edition": "edition",
    "publisherName": "publishing_house",
}


def recognises_xml(source: Source) -> bool:
    """Take what begins as XML and is no page, or is called XML."""
    if source.is_binary or not source.head.startswith("<"):
        return False
    return (
        bool(DECLARATION.match(source.head)) or "<ppsarticle" in source.head or source.suffix in XML.endings
    )


def read_xml(source: Source) -> Iterator[Found]:
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


XML = Reader(
    "Factiva, XML",
    (".xml",),
    "an export with many articles; of other XML all its text",
    recognises_xml,
    read_xml,
)


OPENING = re.compile(
    r"(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|<\?[^>]*+>|\s)*+<(?:rss|feed|rdf:rdf)\b", re.DOTALL
)
ENTRIES = ("item", "entry")
# The elements of RSS and Atom by the names that a record has; of several texts the fullest counts.
FEED_NAMES = {
    **{
        "title": "title",
        "guid": "guid",
        "id": "guid",
        "pubDate": "pubdate",
        "published": "pubdate",
        "date": "pubdate",
    },
    **{
        "creator": "author",
        "author": "author",
        "category": "category",
        "link": "link",
        "source": "publisher",
    },
}
TEXTS = ("encoded", "content", "description", "summary")


def recognises_feed(source: Source) -> bool:
    """Take XML whose root is that of a feed."""
    return not source.is_binary and bool(OPENING.match(source.head))


def read_feed(source: Source) -> Iterator[Found]:
    """Yield the entries; the feed's title is their publisher where they name none.

    Raises
    ------
    InputError
        If it is no XML, or declares entities.
    """
    root = parse_xml(source)
    channel = child_of(root, "channel")
    publisher = _entry_text(child_of(root if channel is None else channel, "title"))
    entries = (element for element in root.iter() if name_of(element) in ENTRIES)
    for number, entry in enumerate(entries, start=1):
        yield record_of({"publisher": publisher, **_values(entry)}, number, what="feed element")


def _values(entry: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    texts = {}
    for element in entry:
        name, text = name_of(element), _entry_text(element)
        if name in TEXTS:
            texts[name] = _running_text(element)
        elif name == "link":
            is_own = element.get("rel", "alternate") == "alternate"
            values |= {"link": text or element.get("href", "")} if is_own else {}
        elif name in FEED_NAMES and text:
            values.setdefault(FEED_NAMES[name], text)
    return {**values, "text": max(texts.values(), key=len, default="")}


def _running_text(element: Any) -> str:
    """Return what an entry says, without the HTML that it is written in, as escaped text or as elements."""
    text = _markup(element) if len(element) else _entry_text(element)
    return page_text(text).strip() if holds_elements(text) else text


def _markup(element: Any) -> str:
    for inner in element.iter():
        inner.tag = name_of(inner)
    try:
        return tostring(element, encoding="unicode", method="html")
    except RecursionError:
        return "".join(element.itertext()).strip()


def _entry_text(element: Any) -> str:
    if element is None:
        return ""
    own = "".join(element.itertext()).strip()
    return own if "</" in own else unescape(own)


FEED = Reader(
    "feed", (".rss", ".atom"), "the entries of RSS or Atom, an article each", recognises_feed, read_feed
)


DOCUMENT = re.compile(
    r"<(?P<tag>DOC|REUTERS)(?:\s[^>]*)?>(?P<inside>.*?)(?:</(?P=tag)>|(?=<(?P=tag)[\s>])|\Z)",
    re.DOTALL | re.IGNORECASE,
)
NUMBERED = re.compile(
    r"<doc(?:\s[^>]*)?>\s*<(?:docno|docid|doc_no)\b|<doc\s[^>]*\bid\s*=[^>]*>\s*<(?:headline|text|dateline)\b"
    r"|(?:<!doctype[^>]*>\s*)?<reuters\s[^>]*\b(?:newid|oldid)\s*="
)
NUMBERED_DAY = re.compile(r"[A-Za-z]{2,5}(?:[_-][A-Za-z]{2,4})?[_-]?(\d{8}|\d{6})[.-]\d{3,5}")
ATTRIBUTE = re.compile(
    r"""\A<(?:DOC\s[^>]*?\bid|REUTERS\s[^>]*?\bnewid)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE
)
CONTROL = re.compile(r"&#(?:[0-8]|1[124-9]|2\d|3[01]);")
TAG = re.compile(r"<(/?)([A-Z][\w.-]*+)[^<>]*>", re.IGNORECASE)
SGML_NAMES = {
    **{
        "docno": "id",
        "docid": "id",
        "doc_no": "id",
        "head": "headline",
        "hl": "headline",
        "headline": "headline",
    },
    **{"title": "headline", "date": "date", "date_time": "date", "datetime": "date", "byline": "byline"},
    **{"dateline": "dateline", "source": "source", "text": "text", "body": "text"},
}


def recognises_sgml(source: Source) -> bool:
    """Take text that opens a document and its number."""
    return not source.is_binary and bool(NUMBERED.match(source.head))


def read_sgml(source: Source) -> Iterator[Found]:
    """Yield each document; all its text is kept, what stands in TEXT is the article."""
    for number, found in enumerate(DOCUMENT.finditer(source.text), start=1):
        yield _document(found, number)


def _document(found: re.Match[str], number: int) -> Record | Rejected:
    values: dict[str, str] = {}
    own_id = ATTRIBUTE.match(found[0])
    if own_id:
        values["id"] = own_id[1]
    for name, value in _inner_elements(CONTROL.sub("", found["inside"])):
        values.setdefault(SGML_NAMES.get(name, name), _plain(value))
    text = values.pop("text", "")
    if not text:
        return Rejected("a document without <TEXT>", number)
    told = known(values, what="SGML element")
    fields = told.fields if told.fields.get("date_published") else {**told.fields, **_numbered_day(told.name)}
    head = "\n\n".join(value for name, value in values.items() if name in ("headline", "byline", "dateline"))
    raw = "\n\n".join(filter(None, (head, text)))
    return Record(
        raw, number, told.name, fields, told.extra, told.warnings, ((len(raw) - len(text), len(raw)),)
    )


def _numbered_day(number: str) -> dict[str, str]:
    """Return the day that a document's number holds, if its digits can be read in one way only: LAN_ENG_20210705.0003.

    Examples
    --------
    >>> _numbered_day("LAN19980213.0012")["date_published"], _numbered_day("LN880212-0001")["date_published"]
    ('1998-02-13', '1988-02-12')
    >>> _numbered_day("LN010203-0001"), _numbered_day("LAN-1")
    ({}, {})
    """
    found = NUMBERED_DAY.fullmatch(number)
    if found is None:
        return {}
    digits = found[1]
    centuries = ("",) if len(digits) == len("20210705") else ("19", "20")
    ends = (digits, digits[4:] + digits[:4]) if centuries[0] else (digits,)
    texts = (century + end for century in centuries for end in ends)
    days = {day for text in texts if (day := iso_date(f"{text[:4]}-{text[4:6]}-{text[6:]}"))}
    past = {day for day in days if day <= date.today().isoformat()}
    return publication(past.pop(), basis=f"the number of the document ({number})") if len(past) == 1 else {}


def _inner_elements(text: str) -> Iterator[tuple[str, str]]:
    """Yield the elements; in the place of a TEXT that has a BODY inside it those that it holds."""
    for name, inside in _elements(text):
        nested = dict(_elements(inside)) if name == "text" else {}
        if "body" in nested:
            nested.pop("text", None)
            yield from nested.items()
        else:
            yield name, inside


def _elements(text: str) -> Iterator[tuple[str, str]]:
    """Yield the elements, one after the other: the name of each in small letters, and what stands inside it."""
    tags = list(TAG.finditer(text))
    closing: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if tag[1]:
            closing.setdefault(tag[2].lower(), []).append(number)
    at = 0
    for number, tag in enumerate(tags):
        ends = closing.get(tag[2].lower(), [])
        place = bisect(ends, number)
        if not tag[1] and tag.start() >= at and place < len(ends):
            end = tags[ends[place]]
            yield tag[2].lower(), text[tag.end() : end.start()]
            at = end.end()


def _plain(text: str) -> str:
    """Take the tags out; a paragraph stands on lines of its own, printed lines are kept as they are."""
    parted = TAG.sub(lambda tag: "\n\n" if tag[2].upper() == "P" else "", text)
    return re.sub(r"\n\s*\n\s*", "\n\n", unescape(parted)).strip()


SGML = Reader(
    "SGML",
    (".sgml", ".sgm"),
    "documents of a news corpus, with `<DOC>`, `<DOCNO>` and `<TEXT>`, or `<REUTERS>`",
    recognises_sgml,
    read_sgml,
)
