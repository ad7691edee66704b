"""Factiva exports in HTML: many articles in one page, with or without the two-letter field codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbench.errors import InputError
from workbench.load.align import align
from workbench.load.dates import iso_date
from workbench.load.fields import language_code
from workbench.load.moments import publication
from workbench.load.pages import element_text, parse_page
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

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


def recognises(source: Source) -> bool:
    """Take pages with Factiva's classes."""
    return not source.is_binary and source.head.startswith("<") and bool(MARK.search(source.text.lower()))


def read(source: Source) -> Iterator[Found]:
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


READER = Reader(
    "Factiva, HTML", (".html",), "an export with many articles, with or without field codes", recognises, read
)
