"""SGML of news corpora: many documents in one file, each with its number, head and text as elements."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from html import unescape

from workbench.load.fields import known
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Rejected, Source

DOCUMENT = re.compile(r"<DOC(?:\s[^>]*)?>(.*?)(?:</DOC>|(?=<DOC[\s>])|\Z)", re.DOTALL | re.IGNORECASE)
NUMBERED = re.compile(
    r"<doc(?:\s[^>]*)?>\s*<(?:docno|docid|doc_no)\b|<doc\s[^>]*\bid\s*=[^>]*>\s*<(?:headline|text|dateline)\b"
)
ATTRIBUTE = re.compile(r"""\A<DOC\s[^>]*?\bid\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
TAG = re.compile(r"<(/?)([A-Z][\w.-]*+)[^<>]*>", re.IGNORECASE)
NAMES = {
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


def recognises(source: Source) -> bool:
    """Take text that opens a document and its number."""
    return not source.is_binary and bool(NUMBERED.match(source.head))


def read(source: Source) -> Iterator[Found]:
    """Yield each document; all its text is kept, what stands in TEXT is the article."""
    for number, found in enumerate(DOCUMENT.finditer(source.text), start=1):
        yield _document(found, number)


def _document(found: re.Match[str], number: int) -> Record | Rejected:
    values: dict[str, str] = {}
    own_id = ATTRIBUTE.match(found[0])
    if own_id:
        values["id"] = own_id[1]
    for element, inside in _elements(found[1]):
        values.setdefault(NAMES.get(element, element), _plain(inside))
    text = values.pop("text", "")
    if not text:
        return Rejected("a document without <TEXT>", number)
    told = known(values, what="SGML element")
    head = "\n\n".join(value for name, value in values.items() if name in ("headline", "byline", "dateline"))
    raw = "\n\n".join(filter(None, (head, text)))
    return Record(
        raw, number, told.name, told.fields, told.extra, told.warnings, ((len(raw) - len(text), len(raw)),)
    )


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


READER = Reader(
    "SGML",
    (".sgml", ".sgm"),
    "documents of a news corpus, with `<DOC>`, `<DOCNO>` and `<TEXT>`",
    recognises,
    read,
)
