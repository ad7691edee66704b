"""HTML: pages, whose main article is spans of all their text, and Factiva's exports with many articles in one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbench.errors import InputError
from workbench.load.align import align
from workbench.load.fields import language_code
from workbench.load.moments import iso_date, publication
from workbench.load.nexis import articles_or_one
from workbench.load.pages import Page, element_text, page_text, parse_page, read_page
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


def recognises_html(source: Source) -> bool:
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


def read_html(source: Source) -> Iterator[Found]:
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
    )


HTML = Reader(
    "web page",
    (".html", ".htm", ".xhtml"),
    "a page as saved by a browser or a tool: all its text is kept, the article is told from what surrounds it; "
    "headline, publisher, byline, date and address from its markup",
    recognises_html,
    read_html,
)


MARK = re.compile(r"""class=["'](?:article [a-z]{2}article|articleparagraph|[a-z]{2}articleparagraph)\b""")
ARTICLE = "//div[contains(concat(' ', @class), ' article') and contains(@class, 'Article')]"
CODE = re.compile(r"\s*([A-Z]{2,3})\s*\Z")
FIELDS = {"HD": "headline", "SN": "publisher", "BY": "byline", "PD": "date_published", "LA": "language"}
KEPT = {
    "SE": "section",
    "ED": "edition",
    "AN": "accession_no",
    "PUB": "publishing_house",
    "CR": "credit",
    "PG": "page",
}
BODY = ("LP", "TD")
CLOCK = re.compile(r"\d\d:\d\d(?: [A-Z]{2,4})?\Z")


def recognises_factiva_html(source: Source) -> bool:
    """Take pages with Factiva's classes."""
    return not source.is_binary and source.head.startswith("<") and bool(MARK.search(source.text.lower()))


def read_factiva_html(source: Source) -> Iterator[Found]:
    """Yield each article of the export."""
    if len(source.text) > source.limits.page_chars:
        raise InputError(
            f"{len(source.text):,} characters of HTML; a page may have {source.limits.page_chars:,}"
        )
    tree = parse_page(source.text)
    found = [] if tree is None else tree.xpath(ARTICLE)
    if not found:
        raise InputError("a Factiva page without an article in it")
    for number, element in enumerate(found, start=1):
        yield _article(element, number)


def _article(element: Any, number: int) -> Record:
    raw = element_text(element)
    coded = _coded(element)
    values, body = (coded, _coded_body(element)) if coded else (_plain(element), _paragraphs(element))
    fields = {FIELDS[code]: values[code] for code in FIELDS if values.get(code)}
    if "date_published" in fields:
        stated = " ".join(filter(None, (fields.pop("date_published"), values.get("ET", ""))))
        fields |= publication(stated, basis="Factiva PD")
    if "language" in fields:
        fields["language"] = language_code(fields["language"])
    extra = {KEPT[code]: values[code] for code in KEPT if values.get(code)}
    return Record(raw, number, fields=fields, extra=extra, main_spans=align("\n".join(body), raw).spans)


def _coded(element: Any) -> dict[str, str]:
    """Return the fields of a table whose first column holds the codes."""
    found: dict[str, str] = {}
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        code = CODE.match(_flat(cells[0])) if len(cells) >= 2 else None
        if code:
            found[code[1]] = _flat(cells[1])
    return found if {"HD", "PD"} & set(found) else {}


def _coded_body(element: Any) -> list[str]:
    lines: list[str] = []
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if len(cells) >= 2 and _flat(cells[0]) in BODY:
            lines += element_text(cells[1]).splitlines()
    return lines


def _plain(element: Any) -> dict[str, str]:
    """Return the fields of the layout without codes: a headline, then lines of facts."""
    headline = element.xpath(".//*[contains(@class, 'Headline') or @id='hd']")
    author = element.xpath(".//*[contains(@class, 'author')]")
    lines = [_flat(line) for line in element.xpath("./div | ./*/div") if len(_flat(line)) < 120]
    dated = next((number for number, line in enumerate(lines) if iso_date(line)), None)
    found = {"HD": _flat(headline[0]) if headline else "", "BY": _flat(author[0]) if author else ""}
    if dated is not None:
        near = lines[dated + 1 : dated + 4]
        behind = [line for line in near if line and not CLOCK.match(line)]
        clock = next(filter(CLOCK.match, near[:1]), "")
        found |= {"PD": lines[dated], "ET": clock, "SN": behind[0] if behind else ""}
    found["LA"] = next((line for line in lines if language_code(line) and len(line) > 2), "")
    return found


def _paragraphs(element: Any) -> list[str]:
    return [_flat(paragraph) for paragraph in element.xpath(".//p[contains(@class, 'articleParagraph')]")]


def _flat(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


FACTIVA_HTML = Reader(
    "Factiva, HTML",
    (".html",),
    "an export with many articles, with or without field codes",
    recognises_factiva_html,
    read_factiva_html,
)
