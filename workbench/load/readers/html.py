"""HTML pages: the raw layer is all the text of the page, the main article is spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.load.nexis import articles_or_one
from workbench.load.pages import Page, page_text, read_page
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

OPENING = re.compile(
    r"(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|\s)*+<(!doctype\s+html|html|head|body|title|meta)\b", re.DOTALL
)
END_TAG = re.compile(
    r"</(?:p|div|span|a|li|ul|h[1-6]|td|tr|table|article|section|strong|em|b|i|header|footer|nav)>"
)
ANY_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>")
EXPORT = re.compile(r">\s*\d+ (?:of|von|de) \d+ (?:DOCUMENTS|DOKUMENTEN?)\s*<")
MIN_END_TAGS = 3
MIN_TAG_SHARE = 1 / 200


def recognises(source: Source) -> bool:
    """Take text that opens like a page, or begins with a tag and closes several."""
    if source.is_binary:
        return False
    if OPENING.match(source.head):
        return True
    return (
        source.head.startswith("<") and not source.head.startswith("<?xml") and looks_like_html(source.head)
    )


def looks_like_html(text: str) -> bool:
    """Whether a text is marked up: it closes several elements, at least one in 200 characters.

    Examples
    --------
    >>> looks_like_html("<p>One.</p><p>Two.</p><p>Three.</p>"), looks_like_html("if a < b and b > c: </p>")
    (True, False)
    """
    n_tags = len(END_TAG.findall(text))
    return n_tags >= MIN_END_TAGS and n_tags >= len(text) * MIN_TAG_SHARE


def holds_elements(text: str) -> bool:
    """Whether an element of HTML stands in a text: enough where a format says that its texts may be HTML.

    Examples
    --------
    >>> holds_elements("Rain fell.<br/>It stopped."), holds_elements("if a < b and b > c, <unknown>")
    (True, False)
    """
    from lxml.html import defs

    return any(tag[1].lower() in defs.tags for tag in ANY_TAG.finditer(text))


def read(source: Source) -> Iterator[Found]:
    """Yield the page as one article, or the articles of an export of Nexis, which are numbered."""
    if EXPORT.search(source.text):
        found = list(articles_or_one(Record(page_text(source.text))))
        if len(found) > 1 or (found and isinstance(found[0], Record) and found[0].number):
            yield from found
            return
    yield as_record(read_page(source.text, limits=source.limits))


def as_record(page: Page, number: int | None = None) -> Record:
    """Return a page as a record, for every reader of a format that holds pages."""
    return Record(
        page.raw,
        number,
        fields=page.fields,
        extra=page.extra,
        warnings=page.warnings,
        main_spans=page.main_spans,
        caption_spans=page.caption_spans,
        main_is_sure=page.main_is_sure,
    )


READER = Reader(
    "web page",
    (".html", ".htm", ".xhtml"),
    "a page as saved by a browser or a tool: all its text is kept, the article is told from what surrounds it; "
    "headline, publisher, byline, date and address from its markup",
    recognises,
    read,
)
