"""HTML: a page as raw text, what of it is the article and what its markup says; Factiva's exports of many articles."""

from __future__ import annotations

import csv
import html as html_escapes
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from workbench.errors import InputError
from workbench.load.align import Span, Whole, align
from workbench.load.blocks import is_caption
from workbench.load.fields import language_code
from workbench.load.limits import LIMITS, Limits
from workbench.load.main_article import find_main_article
from workbench.load.moments import iso_date, publication
from workbench.load.nexis import articles_or_one
from workbench.load.page_facts import page_facts
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

# Laid out as a table, the lines of neighbouring cells are woven into each other, and many an article stands in one.
TABLES = ("table", "tr", "td", "th")
# XPath has no lower case of its own: caption, imageCaption.
NAMED_CAPTIONS = "//*[contains(@class, 'aption')]"
CAPTION_WORDS = 120
RAISED, RAISED_DIGITS, SLASHES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), 3, ("/", "\u2044")
TAG = re.compile(r"<[^<>]*>")
# The parser compares each attribute of a tag with all before it. What stands in a script may look like a tag, too.
ATTRIBUTE = r"""[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
OVERFULL = "a tag of the page has more than 1,000 attributes: those beyond were not read"
OVERFULL_TAG = re.compile(rf"(<[A-Za-z][^\s/>]*+(?:{ATTRIBUTE}){{1000}}+)(?:{ATTRIBUTE})++")
UNREAD = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
UNREAD_END = re.compile(r"</(?:script|style)", re.IGNORECASE)


class Page(NamedTuple):
    """A page: all of its text, the main article and captions in it, its fields, what a person should know."""

    raw: str
    main_spans: tuple[Span, ...]
    caption_spans: tuple[Span, ...]
    fields: dict[str, str]
    extra: dict[str, str]
    warnings: tuple[str, ...]


def read_page(source: str, *, url: str = "", limits: Limits = LIMITS) -> Page:
    """Read a page from its HTML.

    The raw text is all the text that the page has (by inscriptis), hidden parts too, scripts and styles apart.
    Which of it is the main article says :func:`workbench.load.main_article.find_main_article`.

    Raises
    ------
    InputError
        If the source is larger than a page may be, or no HTML.

    Examples
    --------
    >>> page = read_page("<html lang=en><title>Storm</title><nav>Home</nav><article><p>Rain fell.</p></article>")
    >>> page.raw.split(), page.fields["headline"], page.fields["language"]
    (['Home', 'Rain', 'fell.'], 'Storm', 'en')
    """
    if len(source) > limits.page_chars:
        raise InputError(f"{len(source):,} characters of HTML; a page may have {limits.page_chars:,}")
    tree = parse_page(source)
    if tree is None:
        return _without_tree(source)
    try:
        page = _page(tree, url)
    except RecursionError:
        return _without_tree(source)
    overfull = len(_bounded(source)) < len(source)
    return page._replace(warnings=(*page.warnings, OVERFULL)) if overfull else page


def page_text(source: str) -> str:
    """Return all the text of a piece of HTML, such as a body in a field of a record.

    Examples
    --------
    >>> page_text("<p>Rain fell.</p><p>It stopped.</p>").split()
    ['Rain', 'fell.', 'It', 'stopped.']
    """
    try:
        tree = parse_page(source)
        return _without_tree(source).raw if tree is None else element_text(tree)
    except RecursionError:
        return _without_tree(source).raw


def _page(tree: Any, url: str) -> Page:
    raw = element_text(tree)
    fields, extra, warnings = page_facts(tree, url=url, raw=raw)
    whole = Whole(raw)
    main = find_main_article(tree, whole)
    captions = _captions(tree, whole)
    return Page(raw, main.spans, captions, fields, extra, (*warnings, *main.doubts))


def parse_page(source: str) -> Any:
    """Parse a page; None if it is nested deeper than the parser goes, where it would drop what lies below."""
    from lxml import etree, html

    # Bytes, because lxml refuses text with an encoding declaration; NUL ends a document for it.
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        tree = html.document_fromstring(
            _bounded(source.replace("\0", " ")).encode("utf-8", "replace"), parser=parser
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"HTML that cannot be parsed: {error}") from error
    _write_raised(tree)
    broken_off = any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)
    return None if broken_off else tree


def _bounded(source: str) -> str:
    """Return HTML with no more than a thousand attributes in a tag."""
    return OVERFULL_TAG.sub(r"\1", source)


def _write_raised(tree: Any) -> None:
    """Write raised digits behind a digit as raised ones, and 2<sup>1</sup>/<sub>2</sub> as 2 1/2: neither is 21.

    The number of a note behind a figure would else become a digit of it.
    """
    for raised in list(tree.iter("sup")):
        digits = "".join(raised.itertext()).strip()
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= RAISED_DIGITS
        if is_number and _text_before(raised)[-1:].isdigit():
            for inner in list(raised):
                raised.remove(inner)
            raised.text = f" {digits}" if _is_fraction(raised) else digits.translate(RAISED)


def _text_before(element: Any) -> str:
    """Return the text between an element and the one before it, or the beginning of the one around it."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _is_fraction(raised: Any) -> bool:
    lowered = raised.getnext()
    return lowered is not None and lowered.tag == "sub" and (raised.tail or "").strip() in SLASHES


def _without_tree(source: str) -> Page:
    """Read a page that no parser can hold: tags out, the rest is kept."""
    text = html_escapes.unescape(TAG.sub("\n", _without_scripts(source)))
    raw = "\n".join(line for line in map(str.strip, text.splitlines()) if line)
    return Page(
        raw, (), (), {}, {}, ("nested too deeply for a page: its text is kept without telling the article",)
    )


def _without_scripts(source: str) -> str:
    kept, start = [], 0
    while opening := UNREAD.search(source, start):
        closing = UNREAD_END.search(source, opening.end())
        kept.append(source[start : opening.start()])
        start = closing.start() if closing else len(source)
    return "\n".join([*kept, source[start:]])


def element_text(tree: Any) -> str:
    """Return all the text of a parsed page, or of an element of one, laid out as a browser would."""
    from inscriptis.html_engine import Inscriptis

    return str(Inscriptis(tree, _layout()).get_text())


@cache
def _layout() -> Any:
    from inscriptis.css_profiles import STRICT_CSS_PROFILE
    from inscriptis.html_properties import Display
    from inscriptis.model.config import ParserConfig
    from inscriptis.model.html_element import HtmlElement
    from inscriptis.model.tag import CustomHtmlTagHandlerMapping as TagHandlers

    layouts = list(_layouts())
    shown = {"block": HtmlElement(display=Display.block), "none": HtmlElement(display=Display.none)}
    css = STRICT_CSS_PROFILE | {element: shown[layout] for element, layout in layouts if layout in shown}
    handlers = dict.fromkeys(TABLES) | {element: _space for element, layout in layouts if layout == "spaced"}
    # Where a page has no <body> tag, the parser leaves its text in the head.
    css["head"] = HtmlElement(display=Display.block)
    config = ParserConfig(css=css, custom_html_tag_handler_mapping=TagHandlers(handlers, handlers))
    # Styles can hide text, and the raw layer is to hold all of it.
    config.attribute_handler.apply_attributes = _as_it_is
    return config


def _as_it_is(_: Any, html_element: Any) -> Any:
    return html_element


def _space(state: Any, _: Any = None) -> None:
    state.tags[-1].write(" ")


def _layouts() -> Iterator[tuple[str, str]]:
    """Yield elements beyond those that inscriptis knows: on lines of their own, side by side, or without text."""
    text = (files("workbench.load") / "data" / "page_layout.csv").read_text(encoding="utf-8")
    yield from ((row["element"], row["layout"]) for row in csv.DictReader(text.splitlines()))


def _captions(tree: Any, whole: Whole) -> tuple[Span, ...]:
    """Return where captions stand: what is marked as one, or is called so and is no longer than one."""
    named = (element for element in tree.xpath(NAMED_CAPTIONS) if is_caption(element))
    texts = (" ".join("".join(found.itertext()).split()) for found in (*tree.iter("figcaption"), *named))
    captions = [text for text in texts if len(text.split()) <= CAPTION_WORDS]
    return whole.align("\n".join(captions)).spans if captions else ()


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
    return {
        "HD": _flat(headline[0]) if headline else "",
        "BY": _flat(author[0]) if author else "",
        **_dated(lines),
        "LA": next((line for line in lines if language_code(line) and len(line) > 2), ""),
    }


def _dated(lines: list[str]) -> dict[str, str]:
    """Return the line of the day, the time below it, and the outlet as the next line; nothing where no line is a day."""
    dated = next((number for number, line in enumerate(lines) if iso_date(line)), None)
    if dated is None:
        return {}
    near = lines[dated + 1 : dated + 4]
    outlet = next((line for line in near if line and not CLOCK.match(line)), "")
    return {"PD": lines[dated], "ET": next(filter(CLOCK.match, near[:1]), ""), "SN": outlet}


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
