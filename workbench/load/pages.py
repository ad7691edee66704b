"""A page as raw text, what of it is the article, and what its markup says."""

from __future__ import annotations

import csv
import html as html_escapes
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from workbench.errors import InputError
from workbench.load.align import Span, Whole
from workbench.load.blocks import is_caption
from workbench.load.limits import LIMITS, Limits
from workbench.load.main_article import find_main_article
from workbench.load.page_facts import page_facts

# Laid out as a table, the lines of neighbouring cells are woven into each other, and many an article stands in one.
TABLES = ("table", "tr", "td", "th")
# XPath has no lower case of its own: caption, imageCaption.
NAMED_CAPTIONS = "//*[contains(@class, 'aption')]"
CAPTION_WORDS = 120
RAISED, RAISED_DIGITS, SLASHES = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"), 3, ("/", "\u2044")
TAG = re.compile(r"<[^<>]*>")
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
        return _page(tree, url)
    except RecursionError:
        return _without_tree(source)


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
        tree = html.document_fromstring(source.replace("\0", " ").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"HTML that cannot be parsed: {error}") from error
    _write_raised(tree)
    broken_off = any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)
    return None if broken_off else tree


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
    config.attribute_handler.attribute_mapping = {}
    return config


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
