"""Feeds, RSS and Atom: an article for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from xml.etree.ElementTree import tostring

from workbench.load.pages import page_text
from workbench.load.readers import Reader
from workbench.load.readers.html import holds_elements
from workbench.load.readers.json import record_of
from workbench.load.readers.xml import child_of, name_of, parse_xml
from workbench.load.records import Found, Source

OPENING = re.compile(
    r"(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|<\?[^>]*+>|\s)*+<(?:rss|feed|rdf:rdf)\b", re.DOTALL
)
ENTRIES = ("item", "entry")
# The elements of RSS and Atom by the names that a record has; of several texts the fullest counts.
NAMES = {
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


def recognises(source: Source) -> bool:
    """Take XML whose root is that of a feed."""
    return not source.is_binary and bool(OPENING.match(source.head))


def read(source: Source) -> Iterator[Found]:
    """Yield the entries; the feed's title is their publisher where they name none.

    Raises
    ------
    InputError
        If it is no XML, or declares entities.
    """
    root = parse_xml(source)
    channel = child_of(root, "channel")
    publisher = _text(child_of(root if channel is None else channel, "title"))
    entries = (element for element in root.iter() if name_of(element) in ENTRIES)
    for number, entry in enumerate(entries, start=1):
        yield record_of({"publisher": publisher, **_values(entry)}, number, what="feed element")


def _values(entry: Any) -> dict[str, str]:
    values: dict[str, str] = {}
    texts = {}
    for element in entry:
        name, text = name_of(element), _text(element)
        if name in TEXTS:
            texts[name] = _running_text(element)
        elif name == "link":
            is_own = element.get("rel", "alternate") == "alternate"
            values |= {"link": text or element.get("href", "")} if is_own else {}
        elif name in NAMES and text:
            values.setdefault(NAMES[name], text)
    return {**values, "text": max(texts.values(), key=len, default="")}


def _running_text(element: Any) -> str:
    """Return what an entry says, without the HTML that it is written in, as escaped text or as elements."""
    text = _markup(element) if len(element) else _text(element)
    return page_text(text).strip() if holds_elements(text) else text


def _markup(element: Any) -> str:
    for inner in element.iter():
        inner.tag = name_of(inner)
    try:
        return tostring(element, encoding="unicode", method="html")
    except RecursionError:
        return "".join(element.itertext()).strip()


def _text(element: Any) -> str:
    if element is None:
        return ""
    own = "".join(element.itertext()).strip()
    return own if "</" in own else unescape(own)


READER = Reader("feed", (".rss", ".atom"), "the entries of RSS or Atom, an article each", recognises, read)
