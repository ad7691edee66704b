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
from workbench.load.align import Aligned, Span, Whole, covered
from workbench.load.limits import LIMITS, Limits
from workbench.load.page_facts import article_body, page_facts

# Laid out as a table, the lines of neighbouring cells are woven into each other, and many an article stands in one.
TABLES = ("table", "tr", "td", "th")
# A line of running text, as against a menu, a headline or a teaser.
MIN_PROSE_WORDS = 15
MIN_PAGE_PROSE_WORDS = 40
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*$")
MIN_ALIGNED = 0.9
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
    The main article is what trafilatura extracts, found again in the raw text. The raw text serves as the second
    opinion: where the main article holds less than half of the page's running text, a warning says so.

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
    fields, extra, warnings = page_facts(tree, url=url)
    whole = Whole(raw)
    main, doubts = _main_article(tree, whole)
    return Page(raw, main.spans, _captions(tree, whole), fields, extra, (*warnings, *doubts))


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
    broken_off = any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log)
    return None if broken_off else tree


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


def _main_article(tree: Any, whole: Whole) -> tuple[Aligned, list[str]]:
    extracted = _extract(tree)
    if not extracted.strip():
        return Aligned((), 0.0), ["no main article was found on the page: all of its text is kept"]
    main = whole.align(extracted)
    if main.found < MIN_ALIGNED:
        return Aligned((), 0.0), [
            "the main article could not be found again in the page: all of its text is kept"
        ]
    return main, [*_lost_prose(whole.text, main.spans), *_lost_body(tree, extracted)]


def _extract(tree: Any) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, include_comments=False)
    return (found.text or "") if found else ""


def _captions(tree: Any, whole: Whole) -> tuple[Span, ...]:
    captions = [" ".join("".join(caption.itertext()).split()) for caption in tree.iter("figcaption")]
    return whole.align("\n".join(captions)).spans if captions else ()


def _lost_prose(raw: str, spans: tuple[Span, ...]) -> list[str]:
    """Warn if most of the page's running text is not in the main article."""
    kept = total = start = 0
    for line in raw.splitlines(keepends=True):
        n_words = len(line.split())
        if n_words >= MIN_PROSE_WORDS and SENTENCE_END.search(line):
            total += n_words
            if covered(spans, start, start + len(line)) * 2 > len(line.strip()):
                kept += n_words
        start += len(line)
    if total < MIN_PAGE_PROSE_WORDS or kept * 2 >= total:
        return []
    return [
        f"of {total:,} words of running text on the page, the main article holds {kept:,}: look at the page"
    ]


def _lost_body(tree: Any, extracted: str) -> list[str]:
    """Warn if the page's own structured data has an article body more than twice as long."""
    stated, kept = len(article_body(tree).split()), len(extracted.split())
    if kept * 2 >= stated:
        return []
    return [
        f"the page states an article of {stated:,} words, the main article holds {kept:,}: look at the page"
    ]
