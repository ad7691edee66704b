"""A page's running text by structure: a second opinion on where the article stands.

Paragraphs are weighed by their words outside links; the element whose paragraphs weigh most holds the article. A card, a
short text beside a title that is a link as in a list of stories, is no paragraph, however it ends; nor is a remark, one of
many alike that each have a name and buttons beside their text; and what stands in the furniture of a page
(``data/page_parts.csv``) does not count. Source of the method: own, after the idea of text density.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from math import inf
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
# However such an element is called, that says nothing of what it is.
NAMES_SAY_NOTHING = WHOLE | HEADINGS | {"article"}
UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "head", "title"))
SENTENCE = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\s|$)")
SHARES = re.compile(
    r"^#|^mailto:|^javascript:|facebook|twitter|whatsapp|//x\.com|telegram|share", re.IGNORECASE
)
NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
# What a class says of the whole page: "has-sidebar", "no-menu".
SAID_OF_ALL = frozenset(("has", "no", "with", "without", "hide", "show", "to"))
LEAST_WORDS, LEAST_TITLE, LINK_WORDS = 10, 4, 3
CARD_WORDS, CARD_HOLDS, CARD_LEVELS, FEWEST_ALIKE = 45, 80, 3, 3
ITEM_WORDS, FEWEST_ITEMS = 15, 3
FEWEST_REMARKS, REMARK_LEVELS, LEAST_BESIDE, LEFT_WORDS = 8, 3, 2, 40
CELLS = frozenset(("td", "th", "li"))
QUOTATION = "blockquote"
# Why a part of a page is no part of its article (data/page_parts.csv).
SITE, STORIES, CAPTIONS, HOLDERS = "furniture", "other stories", "captions", "what may hold the article"
READERS = "what readers say"
MOST_SEARCHED, NEAR = 3_000_000_000, 5_000
HOLDER_WORDS = 120
"""An offer, a card about the author, a row of buttons has fewer words outside links; a paywall around the rest has more."""
GROWS = 1.25
"""What holds a quarter more running text than the element inside it is the article rather than that one."""


class Block(NamedTuple):
    """A block of text: its words, how many of them are links, what holds it, and what it is.

    A card stands among other stories, what is aside in furniture that its name or element shows, or among the remarks of
    readers; what is beside the article is a remark or a caption, as its name says. Blocks of one kind have the same element in elements of one name.
    """

    text: str
    letters: str
    n_words: int
    n_linked: int
    holder: Any
    kind: str
    is_prose: bool
    is_card: bool
    is_heading: bool
    is_aside: bool
    is_beside: bool = False

    @property
    def is_link(self) -> bool:
        """Whether half of its words are links at least."""
        return 2 * self.n_linked >= max(self.n_words, 1)


class Structure(NamedTuple):
    """The blocks of a page in their order, and the numbers of those that the article's element holds."""

    blocks: list[Block]
    inside: frozenset[int]

    @property
    def body(self) -> list[Block]:
        """The paragraphs of the article's element."""
        return [block for block in self.own if block.is_prose]

    @property
    def own(self) -> list[Block]:
        """The blocks of the article's element, in their order."""
        return [self.blocks[number] for number in sorted(self.inside)]

    @property
    def n_cards(self) -> int:
        """How many blocks the page gives to other stories: a title, a line or two."""
        return sum(block.is_card and block.n_words >= LEAST_TITLE for block in self.blocks)

    @property
    def around(self) -> list[Block]:
        """The blocks that are none of the article's: cards, furniture, links, and quotations that repeat a paragraph of it."""
        said = Letters((block.letters for block in self.body if block.holder.tag != QUOTATION), between="\n")
        paragraphs = {id(block) for block in self.body}
        inside = {id(block) for block in self.own}

        def is_around(block: Block) -> bool:
            if (block.is_card or block.is_aside) and id(block) not in paragraphs:
                return True
            return (block.is_link and id(block) not in inside) or _repeats(block, said)

        return list(filter(is_around, self.blocks))


def _repeats(block: Block, said: Letters) -> bool:
    return block.holder.tag == QUOTATION and block.n_words >= LEAST_TITLE and said.hold(block.letters)


class _Counts:
    """What is counted of each element: words and words in links, its own and below it."""

    def __init__(self) -> None:
        self.text: defaultdict[Any, list[str]] = defaultdict(list)
        self.words: defaultdict[Any, int] = defaultdict(int)
        self.linked: defaultdict[Any, int] = defaultdict(int)
        self.own_words: defaultdict[Any, int] = defaultdict(int)
        self.own_linked: defaultdict[Any, int] = defaultdict(int)
        self.titled: defaultdict[Any, int] = defaultdict(
            int
        )  # words of blocks that are links, or begin with one
        self.broken: dict[Any, bool] = {}  # whether all was a link that stood before the first line break
        self.headed: set[Any] = set()
        self.timed: set[Any] = set()
        self.order: list[Any] = []
        self.outside: set[Any] = set()
        self.barred: set[Any] = set()
        self.beside: set[Any] = set()
        self.alike: dict[tuple[Any, str], int] = {}

    def leads(self, element: Any) -> bool:
        """Whether an element's text is a title that is a link, then a line break, then more."""
        return self.broken.get(element, False)


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
    _set_aside(counts, tree)
    blocks = [_block(element, counts) for element in counts.order]
    remarks = _remarks(blocks, counts)
    blocks = [
        block._replace(is_prose=False, is_aside=True, is_beside=True) if element in remarks else block
        for block, element in zip(blocks, counts.order, strict=True)
    ]
    holder = _first_article(_holder(blocks))
    below = set() if holder is None else set(holder.iter())
    inside = (
        number
        for number, (block, element) in enumerate(zip(blocks, counts.order, strict=True))
        if element in below and not block.is_card and not block.is_aside
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
            elif tag == "br" and counts.own_words[nearest[-1]]:
                counts.broken.setdefault(nearest[-1], _is_title_link(nearest[-1], counts))
            if tag in BLOCKS:
                nearest.append(element)
                counts.order.append(element)
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


def _is_title_link(element: Any, counts: _Counts) -> bool:
    """Whether so far an element holds the words of a link and no others."""
    return counts.own_words[element] == counts.own_linked[element] >= LINK_WORDS


def _close(counts: _Counts, element: Any, parent: Any) -> None:
    if element.tag in HEADINGS or element in counts.headed:
        counts.headed.add(parent)
    own, linked = counts.own_words[element], counts.own_linked[element]
    if linked >= LINK_WORDS and (2 * linked >= own or counts.leads(element)):
        counts.titled[element] += linked
    counts.words[parent] += counts.words[element]
    counts.linked[parent] += counts.linked[element]
    counts.titled[parent] += counts.titled[element]


def _set_aside(counts: _Counts, tree: Any) -> None:
    """Tell what is furniture: by its element or its name, unless it holds most of the page's words outside links."""
    most = (counts.words[tree] - counts.linked[tree]) / 2
    enough = {
        SITE: most,
        STORIES: most,
        HOLDERS: HOLDER_WORDS,
    }  # whose name then says nothing; captions always are
    for element in counts.order:
        parent = element.getparent()
        why, n_words = _furniture(element), counts.words[element] - counts.linked[element]
        holds_most = n_words > most
        if parent in counts.outside or (why and n_words <= enough.get(why, inf)):
            counts.outside.add(element)
        # Paragraphs right in what is called comments may be an article: a remark has an element of its own.
        of_readers = element.tag != "p" and _called(parent) == READERS if parent is not None else False
        if parent in counts.beside or why == CAPTIONS or of_readers:
            counts.beside.add(element)
        if parent in counts.barred or (element.tag in BARS and not holds_most):
            counts.barred.add(element)


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
    is_card = may_be_card and _is_card(element, counts)
    is_prose = (
        n_words >= LEAST_WORDS
        and 2 * n_linked < n_words
        and not is_card
        and element.tag not in HEADINGS
        and not in_furniture
        and bool(SENTENCE.search(text))
    )
    return Block(
        text,
        letters_of(text),
        n_words,
        n_linked,
        _holder_of(element, n_words),
        _kind(element),
        is_prose,
        is_card,
        element.tag in HEADINGS,
        in_furniture,
        element in counts.beside,
    )


def _holder_of(element: Any, n_words: int) -> Any:
    """Return what holds a paragraph: the element around it, or itself where it holds text without paragraphs."""
    is_paragraph = element.tag in ("p", "pre") or (element.tag in CELLS and n_words <= CARD_HOLDS)
    return element.getparent() if is_paragraph else element


def _kind(element: Any) -> str:
    parent = element.getparent()
    if parent is None:
        return str(element.tag)
    named = " ".join((parent.get("class") or "").split()[:1])
    return f"{element.tag} in {parent.tag} {named}"


def _is_card(element: Any, counts: _Counts) -> bool:
    """Whether a short text stands in something small that links elsewhere, or is the link of such a thing.

    What is small has a title that is a link beside the text, or is one of several alike, each with a heading and a link.
    """
    if counts.leads(element) or _in_link_list(element, counts):
        return True
    for holder in islice(_upward(element), CARD_LEVELS):
        if holder.tag in WHOLE or counts.words[holder] > CARD_HOLDS:
            return False
        if holder is not element and _is_titled(element, holder, counts):
            return True
        if _is_teaser(holder, counts) and _alike(holder, counts) >= FEWEST_ALIKE:
            return True
    return False


def _is_titled(element: Any, holder: Any, counts: _Counts) -> bool:
    """Whether what holds a text has a title that is a link beside it, or the text is that link and stands beside others."""
    n_linked = counts.own_linked[element]
    is_link = n_linked >= LINK_WORDS and 2 * n_linked >= counts.own_words[element]
    beside = counts.titled[holder] - (n_linked if is_link else 0)
    others = counts.words[holder] - counts.own_words[element] - beside
    return beside >= LINK_WORDS or (is_link and others >= LINK_WORDS)


def _in_link_list(element: Any, counts: _Counts) -> bool:
    """Whether an element is an item of a list whose items are short and have links, a third of their words at least."""
    listed = element.getparent()
    if element.tag != "li" or listed is None:
        return False
    known = (listed, "links")
    if known not in counts.alike:
        items = [child for child in listed if child.tag == "li"]
        counts.alike[known] = len(items) >= FEWEST_ITEMS and _are_links(items, counts)
    return bool(counts.alike[known])


def _are_links(items: list[Any], counts: _Counts) -> bool:
    n_words, linked = sum(counts.words[item] for item in items), [counts.linked[item] for item in items]
    return n_words <= ITEM_WORDS * len(items) and 3 * sum(linked) >= n_words and all(linked)


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


def _remarks(blocks: list[Block], counts: _Counts) -> set[Any]:
    """Return the elements of remarks: many alike without headings, each with its text and a name or a button beside it.

    There are none where they would leave hardly a paragraph: what repeats is then the article.
    """
    short: Counter[Any] = Counter()
    with_prose: set[Any] = set()
    for block, element in zip(blocks, counts.order, strict=True):
        above = list(islice(_upward(element.getparent()), REMARK_LEVELS))
        with_prose.update(above if block.is_prose else ())
        if 0 < block.n_words < LEAST_WORDS and not block.is_heading:
            short.update(above)
    may_be = {
        holder for holder in with_prose if short[holder] >= LEAST_BESIDE and holder not in counts.headed
    }
    remarks = (group for group in _groups(with_prose) if len(group) >= FEWEST_REMARKS and group <= may_be)
    held = set(chain.from_iterable(holder.iter() for group in remarks for holder in group))
    return held if _n_left(blocks, counts, held) >= LEFT_WORDS else set()


def _groups(elements: Iterable[Any]) -> Iterable[set[Any]]:
    """Return the elements that stand in one, of one tag and class, together."""
    groups: defaultdict[tuple[Any, str, str], set[Any]] = defaultdict(set)
    for element in elements:
        groups[element.getparent(), str(element.tag), element.get("class") or ""].add(element)
    return groups.values()


def _n_left(blocks: list[Block], counts: _Counts, held: set[Any]) -> int:
    """Count the words of paragraphs outside some elements."""
    pairs = zip(blocks, counts.order, strict=True)
    return sum(block.n_words for block, element in pairs if block.is_prose and element not in held)


def is_caption(element: Any) -> bool:
    """Whether an element is called a caption.

    Examples
    --------
    >>> from lxml import html
    >>> [is_caption(html.fromstring(f"<div class={name}>A ship</div>")) for name in ("imageCaption", "story")]
    [True, False]
    """
    return _named(element.get("class") or "") == CAPTIONS


def _furniture(element: Any) -> str:
    """Return why an element is no part of an article, as its tag or name shows; empty if neither does."""
    if element.tag == "header" and next(element.iter("time"), None) is not None:
        return ""  # the head of an article, or of an entry of a live report
    why = SITE if element.tag in FURNITURE else _called(element)
    return why if why and next(element.iter("h1"), None) is None else ""


def _called(element: Any) -> str:
    """Return why an element is no part of an article, as its name says."""
    if element.tag in NAMES_SAY_NOTHING:
        return ""
    why = _named(f"{element.get('class') or ''} {element.get('id') or ''}")
    # A first paragraph is often called a teaser.
    return "" if why == STORIES and element.tag == "p" else why


@cache
def _named(names: str) -> str:
    parts, before = _parts(), ""
    for name in map(str.lower, NAME_PARTS.findall(names)):
        known = next((part for part in (name, before + name) if part in parts), "")  # "fact-box", "factbox"
        if known and before not in SAID_OF_ALL:
            return parts[known]
        before = name
    return ""


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


def _first_article(holder: Any) -> Any:
    """Return of an element with several articles, each under a title of the first rank, the first of these."""
    titles = [] if holder is None else list(holder.iter("h1"))
    if len(titles) < 2:
        return holder
    first = next((above for above in _upward(titles[0]) if above.getparent() is holder), holder)
    return holder if titles[1] in set(first.iter()) else first


def letters_of(text: str) -> str:
    """Return the letters and digits alone, by which two printings of a text are compared.

    Examples
    --------
    >>> letters_of("Rain, again: 3 days.")
    'rainagain3days'
    """
    return "".join(filter(str.isalnum, text.casefold()))


class Letters:
    """The letters of a text, in which those of others are looked up.

    What is a line of the text, or stands close behind what was found last, is found at once. All else is searched for in the
    whole, which takes time with the square of a page: once so many letters were gone through, it is taken to be missing.

    Parameters
    ----------
    lines
        The letters of each line.
    between
        What is set between them; with nothing, what spans several lines is found too.

    Examples
    --------
    >>> letters = Letters(["rainfell", "itstopped"])
    >>> letters.hold("itstopped"), letters.hold("fellit"), letters.hold("snow")
    (True, True, False)
    """

    def __init__(self, lines: Iterable[str], *, between: str = "") -> None:
        listed = list(lines)
        self.lines, self.whole = frozenset(listed), between.join(listed)
        self.left, self.last = MOST_SEARCHED, 0

    def hold(self, letters: str) -> bool:
        """Whether the letters stand in the text."""
        if letters in self.lines:
            return True
        at = self.whole.find(letters, self.last, self.last + NEAR + len(letters))
        if at < 0 < self.left:
            self.left -= len(self.whole)
            at = self.whole.find(letters)
        self.last = max(at, self.last)
        return at >= 0


def _upward(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


@cache
def _parts() -> dict[str, str]:
    text = (files("workbench.load") / "data" / "page_parts.csv").read_text(encoding="utf-8")
    return {row["part"]: row["why"] for row in csv.DictReader(text.splitlines())}
