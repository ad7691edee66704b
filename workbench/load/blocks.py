"""A page's running text by structure: a second opinion on where the article stands.

Paragraphs are weighed by their words outside links; the element whose paragraphs weigh most holds the article. A card, a
short text beside a link of its own as in a list of stories, is no paragraph, however it ends, and what stands in the
furniture of a page (``data/page_parts.csv``) does not count. Source of the method: own, after the idea of text density.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

BLOCKS = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "table",
        "tbody",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "figcaption",
        "header",
        "footer",
        "nav",
        "aside",
        "form",
        "details",
        "summary",
        "address",
        "center",
        "fieldset",
        "label",
        "button",
        "option",
        "select",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FURNITURE = frozenset(
    ("nav", "footer", "aside", "form", "header", "figure", "select", "button", "label", "option")
)
BARS = frozenset(("nav", "footer", "header", "form", "select"))
WHOLE = frozenset(("html", "body", "main"))
UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "head", "title"))
SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\s|$)")
SHARES = re.compile(
    r"^#|^mailto:|^javascript:|facebook|twitter|whatsapp|//x\.com|telegram|share", re.IGNORECASE
)
NAME_PARTS = re.compile(r"[a-z]+")
LEAST_WORDS, LEAST_TITLE, LINK_WORDS = 10, 4, 3
CARD_WORDS, CARD_HOLDS, CARD_LEVELS, FEWEST_ALIKE = 45, 80, 3, 3
QUOTATION = "blockquote"
GROWS = 1.25
"""What holds a quarter more running text than the element inside it is the article rather than that one."""


class Block(NamedTuple):
    """A block of text: its words, how many of them are links, what holds it, and what it is.

    A card stands among other stories, what is aside in furniture that its name or element shows.
    """

    text: str
    n_words: int
    n_linked: int
    holder: Any
    is_prose: bool
    is_card: bool
    is_heading: bool
    is_aside: bool


class Structure(NamedTuple):
    """The blocks of a page in their order, and the numbers of those that the article's element holds."""

    blocks: list[Block]
    inside: frozenset[int]

    @property
    def body(self) -> list[Block]:
        """The paragraphs of the article's element."""
        return [self.blocks[number] for number in sorted(self.inside) if self.blocks[number].is_prose]

    @property
    def n_cards(self) -> int:
        """How many blocks the page gives to other stories: a title, a line or two."""
        return sum(block.is_card and block.n_words >= LEAST_TITLE for block in self.blocks)

    @property
    def around(self) -> list[Block]:
        """The blocks that are none of the article's: cards, furniture, links, and quotations that repeat a paragraph of it."""
        said = "\n".join(letters_of(block.text) for block in self.body if block.holder.tag != QUOTATION)
        paragraphs = {id(self.blocks[number]) for number in self.inside if self.blocks[number].is_prose}
        inside = {id(self.blocks[number]) for number in self.inside}
        return [
            block
            for block in self.blocks
            if ((block.is_card or block.is_aside) and id(block) not in paragraphs)
            or (2 * block.n_linked >= max(block.n_words, 1) and id(block) not in inside)
            or (
                block.holder.tag == QUOTATION
                and block.n_words >= LEAST_TITLE
                and letters_of(block.text) in said
            )
        ]


class _Counts:
    """What is counted of each element: words and words in links, its own and below it."""

    def __init__(self) -> None:
        self.text: defaultdict[Any, list[str]] = defaultdict(list)
        self.words: defaultdict[Any, int] = defaultdict(int)
        self.linked: defaultdict[Any, int] = defaultdict(int)
        self.own_words: defaultdict[Any, int] = defaultdict(int)
        self.own_linked: defaultdict[Any, int] = defaultdict(int)
        self.headed: set[Any] = set()
        self.timed: set[Any] = set()
        self.order: list[Any] = []
        self.outside: set[Any] = set()
        self.barred: set[Any] = set()
        self.alike: dict[tuple[Any, str], int] = {}


def read_structure(tree: Any) -> Structure:
    """Return the blocks of a parsed page and where its article stands.

    Examples
    --------
    >>> from lxml import html
    >>> body = "<p>Rain fell on the valley for three days, and the river rose by a metre.</p>" * 2
    >>> card = "<li><a href=/a>Mill closed for repairs today</a><p>The mill is closed until the end of the summer.</p></li>"
    >>> found = read_structure(html.fromstring(f"<body><div>{body}</div><ul>{card * 3}</ul></body>"))
    >>> [block.n_words for block in found.body], found.n_cards
    ([15, 15], 6)
    """
    counts = _count(tree)
    blocks = [_block(element, counts) for element in counts.order]
    holder = _holder(blocks)
    below = set() if holder is None else set(holder.iter())
    inside = (
        number
        for number, (block, element) in enumerate(zip(blocks, counts.order, strict=True))
        if element in below and not block.is_card and element not in counts.outside
    )
    return Structure(blocks, frozenset(inside))


def _count(tree: Any) -> _Counts:
    from lxml import etree

    counts = _Counts()
    nearest, links, skipped = [tree], 0, 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if event == "start":
            skipped += tag in UNREAD
            links += _leads_elsewhere(element)
            if tag == "time":
                counts.timed.update(nearest)
            if tag in BLOCKS:
                nearest.append(element)
                _open(counts, element)
            if not skipped:
                _add(counts, nearest[-1], element.text, links)
            continue
        skipped -= tag in UNREAD
        links -= _leads_elsewhere(element)
        if tag in BLOCKS:
            nearest.pop()
            _close(counts, element, nearest[-1])
        if not skipped:
            _add(counts, nearest[-1], element.tail, links)
    return counts


def _open(counts: _Counts, element: Any) -> None:
    counts.order.append(element)
    parent = element.getparent()
    if parent in counts.outside or _is_furniture(element):
        counts.outside.add(element)
    if parent in counts.barred or element.tag in BARS:
        counts.barred.add(element)


def _close(counts: _Counts, element: Any, parent: Any) -> None:
    if element.tag in HEADINGS or element in counts.headed:
        counts.headed.add(parent)
    counts.words[parent] += counts.words[element]
    counts.linked[parent] += counts.linked[element]


def _leads_elsewhere(element: Any) -> bool:
    """Whether an element is a link to another page: not to a place on this one, and not for passing it on."""
    return element.tag == "a" and not SHARES.search(element.get("href") or "")


def _add(counts: _Counts, element: Any, text: str | None, links: int) -> None:
    if text and not text.isspace():
        n_words = len(text.split())
        counts.text[element].append(text)
        counts.words[element] += n_words
        counts.own_words[element] += n_words
        if links:
            counts.linked[element] += n_words
            counts.own_linked[element] += n_words


def _block(element: Any, counts: _Counts) -> Block:
    text = " ".join("".join(counts.text[element]).split())
    n_words, n_linked = len(text.split()), counts.own_linked[element]
    in_furniture = element in counts.outside
    may_be_card = 0 < n_words <= CARD_WORDS and element not in counts.barred
    is_card = may_be_card and _is_card(element, n_linked, counts)
    is_prose = (
        n_words >= LEAST_WORDS
        and 2 * n_linked < n_words
        and not is_card
        and element.tag not in HEADINGS
        and not in_furniture
        and bool(SENTENCE.search(text))
    )
    parent = element.getparent() if element.tag in ("p", "li", "pre", "td") else element
    return Block(text, n_words, n_linked, parent, is_prose, is_card, element.tag in HEADINGS, in_furniture)


def _is_card(element: Any, n_linked: int, counts: _Counts) -> bool:
    """Whether a short text stands in something small that links elsewhere, or is the link of such a thing.

    What is small links elsewhere by words beside the text, or is one of several alike, each with a heading and a link.
    """
    is_link = n_linked >= LINK_WORDS and 2 * n_linked >= counts.own_words[element]
    holder = element
    for _ in range(CARD_LEVELS):
        if holder is None or holder.tag in WHOLE or counts.words[holder] > CARD_HOLDS:
            return False
        beside = counts.linked[holder] - n_linked
        others = counts.words[holder] - counts.own_words[element] - beside
        if holder is not element and (beside >= LINK_WORDS or (is_link and others >= LINK_WORDS)):
            return True
        if _is_teaser(holder, counts) and _alike(holder, counts) >= FEWEST_ALIKE:
            return True
        holder = holder.getparent()
    return False


def _alike(element: Any, counts: _Counts) -> int:
    """Return how many of an element's kind stand beside it, itself included, that each have a heading and a link."""
    parent = element.getparent()
    if parent is None:
        return 0
    known = (parent, element.tag)
    if known not in counts.alike:
        counts.alike[known] = sum(child.tag == element.tag and _is_teaser(child, counts) for child in parent)
    return counts.alike[known]


def _is_teaser(element: Any, counts: _Counts) -> bool:
    """Whether an element holds a heading and a link, and no time as the entries of a live report do."""
    return bool(counts.linked[element]) and element in counts.headed and element not in counts.timed


def _is_furniture(element: Any) -> bool:
    if element.tag in FURNITURE:
        return next(element.iter("h1"), None) is None
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if not names.strip() or element.tag in WHOLE or element.tag in ("article", *HEADINGS):
        return False
    return not _parts().isdisjoint(NAME_PARTS.findall(names)) and next(element.iter("h1"), None) is None


def _holder(blocks: list[Block]) -> Any:
    """Return the element that holds the article: that of the heaviest paragraphs, or one around it that grows."""
    weight: defaultdict[Any, int] = defaultdict(int)
    under: defaultdict[Any, int] = defaultdict(int)
    for block in blocks:
        if block.is_prose:
            weight[block.holder] += block.n_words - block.n_linked
            for holder in _upward(block.holder):
                under[holder] += block.n_words - block.n_linked
    if not weight:
        return None
    best = max(weight, key=lambda element: weight[element])
    for around in list(_upward(best))[1:]:
        if around.tag in ("html", "body"):
            break
        if under[around] >= GROWS * under[best]:
            best = around
    return best


def letters_of(text: str) -> str:
    """Return the letters and digits alone, by which two printings of a text are compared.

    Examples
    --------
    >>> letters_of("Rain, again: 3 days.")
    'rainagain3days'
    """
    return "".join(filter(str.isalnum, text.casefold()))


def _upward(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


@cache
def _parts() -> frozenset[str]:
    text = (files("workbench.load") / "data" / "page_parts.csv").read_text(encoding="utf-8")
    return frozenset(row["part"] for row in csv.DictReader(text.splitlines()))
