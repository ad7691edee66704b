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
from workbench.load.blocks import LEAST_WORDS, Block, Structure, letters_of, read_structure
from workbench.load.limits import LIMITS, Limits
from workbench.load.page_facts import article_body, page_facts
from workbench.spans import merge_spans

# Laid out as a table, the lines of neighbouring cells are woven into each other, and many an article stands in one.
TABLES = ("table", "tr", "td", "th")
# A line of running text, as against a menu, a headline or a teaser.
MIN_PROSE_WORDS = 15
MIN_PAGE_PROSE_WORDS = 40
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*$")
MIN_ALIGNED = 0.9
MOST_LOST = 2
"""One reading of the page holds less than the half of another: one of them is likely wrong."""
MANY_CARDS, FEWEST_WORDS = 12, 20
FEWEST_ENTRIES = 3
ENTRY_TIME = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: ?\(?[A-Z]{2,4}\)?)?", re.IGNORECASE
)
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
    main_is_sure: bool = True


def read_page(source: str, *, url: str = "", limits: Limits = LIMITS) -> Page:
    """Read a page from its HTML.

    The raw text is all the text that the page has (by inscriptis), hidden parts too, scripts and styles apart.
    The main article is what trafilatura extracts, found again in the raw text, and weighed against the structure of
    the page (:mod:`workbench.load.blocks`): cards of other stories are taken out, what it skips inside the article is put
    back. Where the two exclude each other, or the main article holds less than half of the page's running text, a
    warning says so.

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
    main = _main_article(tree, whole)
    captions = _captions(tree, whole)
    return Page(raw, main.spans, captions, fields, extra, (*warnings, *main.doubts), main.is_sure)


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


class _Main(NamedTuple):
    """Where the main article stands, whether two opinions agree on that, and what a person should know."""

    spans: tuple[Span, ...] = ()
    is_sure: bool = True
    doubts: tuple[str, ...] = ()


def _main_article(tree: Any, whole: Whole) -> _Main:
    """Find the main article by the library, and weigh it against the structure of the page."""
    structure = read_structure(tree)
    extracted = _extract(tree)
    by_structure = "\n".join(block.text for block in structure.body)
    if not extracted.strip():
        return _found_alone(by_structure, whole, "no main article was found on the page")
    main = whole.align(extracted)
    if main.found < MIN_ALIGNED:
        return _found_alone(by_structure, whole, "the main article could not be found again in the page")
    weighed = _weigh(main.spans, extracted, structure, whole)
    lost = [
        *_lost_prose(whole.text, weighed.spans, _of_others(structure)),
        *_lost_body(tree, extracted),
        *_index_page(structure),
    ]
    return weighed._replace(doubts=(*weighed.doubts, *lost))


def _found_alone(by_structure: str, whole: Whole, why: str) -> _Main:
    """Return what the structure of the page alone gives, where the library gives nothing."""
    found = (
        whole.align(by_structure) if len(by_structure.split()) >= MIN_PAGE_PROSE_WORDS else Aligned((), 0.0)
    )
    if found.found < MIN_ALIGNED:
        return _Main(doubts=(f"{why}: all of its text is kept",))
    return _Main(found.spans, doubts=(f"{why} but by its structure: look at the page",))


def _weigh(spans: tuple[Span, ...], extracted: str, structure: Structure, whole: Whole) -> _Main:
    """Compare what the library took for the article with the paragraphs of the element that holds most text.

    Where they agree, cards are taken out and what the library skips inside the article is put back. Where the library
    took a small part of these paragraphs, all of them are the article. Where they exclude each other it is not sure.
    """
    taken, body = letters_of(extracted), structure.body
    n_taken, n_body = len(extracted.split()), sum(block.n_words for block in body)
    n_both = sum(block.n_words for block in body if letters_of(block.text) in taken)
    if 2 * n_both >= n_body:
        kept = _without_cards(extracted, structure)
        spans = spans if kept == extracted else whole.align(kept).spans
        return _Main(_mended(spans, letters_of(kept), structure, whole), doubts=_too_long(kept, structure))
    if n_both and n_body >= MOST_LOST * n_taken:
        every = whole.align("\n".join(block.text for block in body)).spans
        return _Main(
            tuple(merge_spans([*spans, *every])),
            doubts=(
                f"of the {n_body:,} words of the article's paragraphs one reading finds {n_taken:,}, the other all: "
                "all are kept, look at the page",
            ),
        )
    if n_body < MOST_LOST * n_taken:
        return _Main(spans)
    return _Main(
        spans,
        is_sure=False,
        doubts=(
            f"the main article is not sure: one reading finds {n_taken:,} words, another one {n_body:,} elsewhere on the "
            "page; all are kept, look at the page",
        ),
    )


def _without_cards(extracted: str, structure: Structure) -> str:
    """Take out what the library took along of other stories and furniture; nothing where hardly an article is left."""
    around = {letters_of(block.text) for block in structure.around} - {""}
    kept = [
        part
        for line in extracted.splitlines()
        for part in _parted(line, structure)
        if letters_of(part) not in around
    ]
    return "\n".join(kept) if sum(len(line.split()) for line in kept) >= FEWEST_WORDS else extracted


def _parted(line: str, structure: Structure) -> list[str]:
    """Return a line, or of a row of a table that holds several paragraphs of the article these alone."""
    if "|" not in line:
        return [line]
    letters = letters_of(line)
    own = [structure.blocks[number] for number in sorted(structure.inside)]
    held = [block for block in own if block.text and letters_of(block.text) in letters]
    return [block.text for block in held] if sum(block.is_prose for block in held) > 1 else [line]


def _mended(spans: tuple[Span, ...], taken: str, structure: Structure, whole: Whole) -> tuple[Span, ...]:
    """Put back what the library skips between the paragraphs of the article: one that is a link, times of entry."""
    inside = [structure.blocks[number] for number in sorted(structure.inside)]
    known = [letters_of(block.text) in taken and bool(block.text) for block in inside]
    if True not in known:
        return spans
    first, last = known.index(True), len(known) - known[::-1].index(True)
    first -= first > 0 and bool(ENTRY_TIME.fullmatch(inside[first - 1].text))
    within = list(zip(inside[first:last], known[first:last], strict=True))
    clocks = [block for block, _ in within if ENTRY_TIME.fullmatch(block.text)]
    back = {
        number
        for number, (block, is_known) in enumerate(within)
        if not is_known
        and (_is_linked_paragraph(block) or (len(clocks) >= FEWEST_ENTRIES and block in clocks))
    }
    if not back:
        return spans
    lines = [block.text for number, (block, is_known) in enumerate(within) if is_known or number in back]
    return tuple(merge_spans([*spans, *whole.align("\n".join(lines)).spans]))


def _too_long(kept: str, structure: Structure) -> tuple[str, ...]:
    """Warn if what is kept is much more than the article's element holds."""
    inside = "".join(letters_of(structure.blocks[number].text) for number in sorted(structure.inside))
    n_inside = sum(block.n_words for block in structure.body)
    n_beside = sum(len(line.split()) for line in kept.splitlines() if letters_of(line) not in inside)
    if n_inside < MIN_PAGE_PROSE_WORDS or 2 * n_beside <= n_inside:
        return ()
    return (
        f"{n_beside:,} words that are kept stand elsewhere on the page than the article's {n_inside:,}: look at the page",
    )


def _is_linked_paragraph(block: Block) -> bool:
    closed = SENTENCE_END.search(block.text)
    return 2 * block.n_linked >= block.n_words >= LEAST_WORDS and bool(closed) and not block.is_heading


def _index_page(structure: Structure) -> list[str]:
    """Warn if the page lists other stories and holds hardly a paragraph of its own."""
    n_words = sum(block.n_words for block in structure.body)
    if structure.n_cards < MANY_CARDS or n_words >= MIN_PAGE_PROSE_WORDS:
        return []
    return [
        f"the page lists other stories ({structure.n_cards} titles and teasers) and has {n_words} words of running text "
        "of its own: perhaps no article"
    ]


def _extract(tree: Any) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, include_comments=False)
    return (found.text or "") if found else ""


def _captions(tree: Any, whole: Whole) -> tuple[Span, ...]:
    captions = [" ".join("".join(caption.itertext()).split()) for caption in tree.iter("figcaption")]
    return whole.align("\n".join(captions)).spans if captions else ()


def _of_others(structure: Structure) -> set[str]:
    """Return the texts that are cards of other stories or links: however they end, they are no running text."""
    linked = (
        block for block in structure.blocks if block.is_card or 2 * block.n_linked >= max(block.n_words, 1)
    )
    return {letters_of(block.text) for block in linked}


def _lost_prose(raw: str, spans: tuple[Span, ...], of_others: set[str]) -> list[str]:
    """Warn if most of the page's running text is not in the main article."""
    kept = total = start = 0
    for line in raw.splitlines(keepends=True):
        n_words = len(line.split())
        is_prose = n_words >= MIN_PROSE_WORDS and SENTENCE_END.search(line)
        if is_prose and letters_of(line) not in of_others:
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
