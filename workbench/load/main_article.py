"""Which text of a page is its article: what trafilatura extracts, weighed against the structure of the page.

trafilatura is asked to leave out rather than to take along. Where the paragraphs of the element that holds most running
text (:mod:`workbench.load.blocks`) agree with that, cards, remarks and furniture are taken out and what was skipped between
the paragraphs is put back. Where they do not, trafilatura is asked to take along what it can; the reading that a second one
confirms is taken, and a warning says that readings differ.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from workbench.load.align import Aligned, Span, Whole, covered
from workbench.load.blocks import (
    LEAST_WORDS,
    QUOTATION,
    Block,
    Letters,
    Structure,
    letters_of,
    read_structure,
)
from workbench.load.page_facts import article_body
from workbench.spans import merge_spans

# A line of running text, as against a menu, a headline or a teaser.
MIN_PROSE_WORDS = 15
MIN_PAGE_PROSE_WORDS = 40
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*$")
LIST_MARK = re.compile(r"\A\s*(?:\d{1,3}\.|\*)\s")
MIN_ALIGNED = 0.9
MOST_LOST = 2
"""One reading of the page holds less than the half of another: one of them is likely wrong."""
BOX_WORDS, FEWEST_AROUND = 120, 4
MANY_CARDS, FEWEST_WORDS, TITLE_WORDS = 12, 20, 4
FEWEST_ENTRIES, BEGINNING, MOST_ALIKE = 3, 12, 8
# "9:30 GMT", "14 min ago", "By Ana Reed, 10:15 BST", "10.15am Ana Reed"
ENTRY_TIME = re.compile(
    r"(?:By [^.!?\d]{3,60}[,|•·–—-] ?)?"
    r"(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|\d{1,3} ?(?:[mhd]|secs?|mins?|hrs?|minutes?|hours?|days?) ago)"
    r"(?: ?\(?[A-Z]{2,4}\)?)?(?:[ ,|•·–—-]{0,3}(?-i:[A-Z])[\w.'’-]+){0,4}",
    re.IGNORECASE,
)


class MainArticle(NamedTuple):
    """Where the main article stands, and what a person should know."""

    spans: tuple[Span, ...] = ()
    doubts: tuple[str, ...] = ()


def find_main_article(tree: Any, whole: Whole) -> MainArticle:
    r"""Return the spans of a page's text that are its main article, and what is doubtful about them.

    Parameters
    ----------
    tree
        The page, parsed by lxml.
    whole
        All of its text.

    Examples
    --------
    >>> from lxml import html
    >>> said = "Rain fell on the valley for three days, and the river rose by a metre and a half in one night."
    >>> tree = html.fromstring(f"<body><ul><li><a href=/a>Home and news</a></ul><article><p>{said}</p></article></body>")
    >>> find_main_article(tree, Whole(f"Home and news\n\n{said}"))
    MainArticle(spans=((15, 109),), doubts=())
    """
    structure = read_structure(tree)
    extracted = _extract(tree)
    if not extracted.strip():
        return _found_alone(structure, whole, "no main article was found on the page")
    reading, doubts = _choose(extracted, structure, tree)
    kept = _without_cards(reading, structure)
    main = whole.align(kept)
    if main.found < MIN_ALIGNED:
        return _found_alone(structure, whole, "the main article could not be found again in the page")
    spans = _mended(main.spans, _letters(kept), structure, whole)
    lost = [
        *_too_long(kept, structure),
        *_lost_prose(whole.text, spans, _of_others(structure)),
        *_lost_body(tree, kept),
        *_index_page(structure),
    ]
    return MainArticle(spans, (*doubts, *lost))


def _found_alone(structure: Structure, whole: Whole, why: str) -> MainArticle:
    """Return what the structure of the page alone gives, where the library gives nothing."""
    body = "\n".join(block.text for block in structure.body)
    found = whole.align(body) if len(body.split()) >= MIN_PAGE_PROSE_WORDS else Aligned((), 0.0)
    if found.found < MIN_ALIGNED:
        return MainArticle(doubts=(f"{why}: all of its text is kept",))
    return MainArticle(found.spans, (f"{why} but by its structure: look at the page",))


def _choose(extracted: str, structure: Structure, tree: Any) -> tuple[str, tuple[str, ...]]:
    """Return the reading of the page that two opinions support, and a doubt where they are far from each other."""
    body = structure.body
    n_taken, n_body = len(extracted.split()), sum(block.n_words for block in body)
    n_both = _shared(body, extracted)
    if 2 * n_both >= n_body:
        return extracted, ()
    more = _extract(tree, precise=False)
    if 2 * _shared(body, more) >= n_body:
        return more, ()
    by_structure = "\n".join(block.text for block in body)
    doubt = (
        f"one reading of the page finds an article of {n_taken:,} words, another one of {n_body:,}, of which {n_both:,} are "
        "the same: look at the page",
    )
    if _is_of_others(extracted, structure) or (n_both and n_body >= MOST_LOST * n_taken):
        return by_structure, doubt
    return extracted, doubt if n_body >= MIN_PAGE_PROSE_WORDS else ()


def _shared(body: list[Block], reading: str) -> int:
    """Count the words of the paragraphs that a reading holds whole."""
    letters = _letters(reading)
    return sum(block.n_words for block in body if letters.hold(block.letters))


def _letters(text: str) -> Letters:
    return Letters(map(letters_of, text.splitlines()))


def _is_of_others(reading: str, structure: Structure) -> bool:
    """Whether most of a reading is remarks, cards and furniture."""
    around = {block.letters for block in structure.around} - {""}
    n_around = sum(len(line.split()) for line in reading.splitlines() if letters_of(line) in around)
    return 2 * n_around > len(reading.split())


def _without_cards(extracted: str, structure: Structure) -> str:
    """Take out what the library took along of other stories and furniture; nothing where hardly an article is left."""
    others = (*structure.around, *_links_between(structure), *_behind(structure, extracted))
    boxed = {block.letters for block in _box(structure)}
    around = ({block.letters for block in others} - _own_letters(structure) | boxed) - {""}
    index = _Index(structure)
    links = Letters(block.letters for block in others if block.is_link)
    own = _letters("\n".join(block.text for block in structure.body))
    kept = [
        part
        for line in extracted.splitlines()
        for part in _parted(line, index)
        if not _is_made_of(part, around) and not _is_one_of_links(part, links, own)
    ]
    return "\n".join(kept) if sum(len(line.split()) for line in kept) >= FEWEST_WORDS else extracted


def _is_made_of(line: str, texts: set[str]) -> bool:
    """Whether a line is one of some texts, or the row of a table whose cells all are."""
    cells = filter(None, map(letters_of, line.split("|")))
    return letters_of(line) in texts or ("|" in line and all(cell in texts for cell in cells))


def _is_one_of_links(line: str, links: Letters, own: Letters) -> bool:
    """Whether a line is one of several titles that are links in one block of others, and stands in no paragraph."""
    letters = letters_of(line)
    of_title = len(line.split()) >= TITLE_WORDS and not SENTENCE_END.search(line)
    return of_title and links.hold(letters) and not own.hold(letters)


def _own_letters(structure: Structure) -> set[str]:
    """Return the article's own texts: another story may be told in the same words, its paragraph stays."""
    return {
        block.letters
        for block in structure.own
        if 2 * block.n_linked < block.n_words and block.holder.tag != QUOTATION
    }


def _box(structure: Structure) -> list[Block]:
    """Return the heading and the paragraphs of a box that the article runs around: "In numbers", "Who is who".

    It stands once in an element of its own, under a heading of its own, between paragraphs of the kind that most are of,
    and has few words beside theirs.
    """
    own = [block for block in structure.own if block.text]
    weights: Counter[str] = Counter()
    for block in own:
        weights[block.kind] += block.n_words if block.is_prose else 0
    (main, n_main) = weights.most_common(1)[0] if weights else ("", 0)
    if len([block for block in own if block.is_prose and block.kind == main]) < FEWEST_AROUND:
        return []
    boxed: list[Block] = []
    for kind, n_words in weights.items():
        numbers = [number for number, block in enumerate(own) if block.kind == kind and block.is_prose]
        if kind != main and 0 < n_words <= min(BOX_WORDS, n_main / 3):
            boxed += _boxed(own, numbers, main)
    return boxed


def _boxed(own: list[Block], numbers: list[int], main: str) -> list[Block]:
    """Return the blocks from a heading to the last of some paragraphs, if nothing of the article stands between them."""
    first, last = numbers[0] - 1, numbers[-1]
    within = own[max(first, 0) : last + 1]
    holder = within[0].holder.getparent()
    headed = first >= 0 and own[first].is_heading and all(block.holder is holder for block in within[1:])
    around = [block.kind for block in (*own[:first][-1:], *own[last + 1 :][:1]) if block.is_prose]
    return within if headed and around == [main, main] else []


def _behind(structure: Structure, extracted: str) -> list[Block]:
    """Return the blocks below the article's element that are of other kinds than its paragraphs, if it holds most."""
    if 2 * _shared(structure.body, extracted) <= len(extracted.split()):
        return []
    kinds = {block.kind for block in structure.body}
    last = max(structure.inside)
    return [block for block in structure.blocks[last + 1 :] if block.kind not in kinds]


def _links_between(structure: Structure) -> list[Block]:
    """Return the lines of the article's element that are the title of another story, a link and perhaps "More:"."""
    return [
        block
        for block in structure.own
        if block.n_linked >= max(TITLE_WORDS, 2 * (block.n_words - block.n_linked))
        and not block.is_heading
        and not SENTENCE_END.search(block.text)
    ]


class _Index:
    """The blocks of a page by their letters: which of them a line of an extracted text holds, and from where."""

    def __init__(self, structure: Structure) -> None:
        self.blocks, self.own = structure.blocks, structure.own
        self.places = {number: place for place, number in enumerate(sorted(structure.inside))}
        self.numbers: defaultdict[str, list[int]] = defaultdict(list)
        self.lengths: defaultdict[str, set[int]] = defaultdict(set)
        for number, block in enumerate(self.blocks):
            if block.text:
                self.numbers[block.letters].append(number)
                self.lengths[block.letters[:BEGINNING]].add(len(block.letters))

    def at(self, letters: str, start: int = 0) -> Iterator[int]:
        """Yield the numbers of the blocks whose letters stand there, of those that are alike the first few."""
        for length in self.lengths.get(letters[start : start + BEGINNING], ()):
            yield from self.numbers.get(letters[start : start + length], ())[:MOST_ALIKE]

    def joined(self, letters: str, number: int) -> list[str]:
        """Return the texts of the blocks from one on if together they are the letters of a line, else nothing."""
        texts, start = [], 0
        while start < len(letters) and number < len(self.blocks):
            block = self.blocks[number]
            if not letters.startswith(block.letters, start):
                return []
            texts += [block.text] if block.letters else []
            start, number = start + len(block.letters), number + 1
        return texts if start == len(letters) else []

    def in_row(self, letters: str) -> list[Block]:
        """Return the article's blocks that stand in a row: its paragraphs, and what stands beside them there."""
        numbers = {number for start in range(len(letters)) for number in self.at(letters, start)}
        prose = {
            self.places[number]
            for number in numbers
            if number in self.places and self.blocks[number].is_prose
        }
        held = {place for found in prose for step in (-1, 1) for place in self._beside(letters, found, step)}
        return [self.own[place] for place in sorted(held) if self.own[place].text]

    def _beside(self, letters: str, place: int, step: int) -> Iterator[int]:
        while 0 <= place < len(self.own) and self.own[place].letters in letters:
            yield place
            place += step


def _parted(line: str, index: _Index) -> list[str]:
    """Return the blocks that an extracted line joins, of a row of a table those of the article alone; else the line."""
    letters = letters_of(line)
    if "|" in line and (held := _held_by_row(line, index.in_row(letters))):
        return held
    joined = (index.joined(letters, number) for number in sorted(index.at(letters)))
    return next(filter(None, joined), [line])


def _held_by_row(line: str, held: list[Block]) -> list[str]:
    """Return the article's blocks in a row of a table that holds several paragraphs of it, or little else than one."""
    prose = [block.n_words for block in held if block.is_prose]
    return [block.text for block in held] if len(prose) > 1 or 2 * sum(prose) > len(line.split()) else []


def _mended(spans: tuple[Span, ...], taken: Letters, structure: Structure, whole: Whole) -> tuple[Span, ...]:
    """Put back what the library skips of the article's element: paragraphs like those it took, times of entry."""
    own = [block for block in structure.own if block.text]
    known = [taken.hold(block.letters) for block in own]
    if True not in known:
        return spans
    there = {number for number, is_known in enumerate(known) if is_known}
    back = _of_article(own, known) - there
    if not back:
        return spans
    lines = [own[number].text for number in sorted(there | back)]
    return tuple(merge_spans([*spans, *whole.align("\n".join(lines)).spans]))


def _of_article(own: list[Block], known: list[bool]) -> set[int]:
    """Return the numbers of the blocks that belong to an article of which some are known."""
    first, last = known.index(True), len(known) - known[::-1].index(True)
    first -= first > 0 and bool(ENTRY_TIME.fullmatch(own[first - 1].text))
    inside = range(first, last)
    clocks = {number for number in inside if ENTRY_TIME.fullmatch(own[number].text)}
    headings = {number for number in inside[:-1] if own[number].is_heading and known[number + 1]}
    linked = {number for number in inside if _is_linked_paragraph(own[number])}
    entries = clocks if len(clocks) >= FEWEST_ENTRIES else set()
    return _like_known(own, known) | headings | linked | entries


def _like_known(own: list[Block], known: list[bool]) -> set[int]:
    """Return the numbers of the paragraphs that are of the kinds of those that are known."""
    prose = {number: block.kind for number, block in enumerate(own) if block.is_prose}
    kinds = {kind for number, kind in prose.items() if known[number]}
    return {number for number, kind in prose.items() if kind in kinds}


def _too_long(kept: str, structure: Structure) -> tuple[str, ...]:
    """Warn if what is kept is much more than the article's element holds."""
    inside = Letters(block.letters for block in structure.own)
    n_inside = sum(block.n_words for block in structure.body)
    n_beside = sum(len(line.split()) for line in kept.splitlines() if not inside.hold(letters_of(line)))
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


def _extract(tree: Any, *, precise: bool = True) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, include_comments=False, favor_precision=precise)
    return (found.text or "") if found else ""


def _of_others(structure: Structure) -> set[str]:
    """Return the texts that are cards of other stories, links, remarks or captions: however they end, they are no text of the page."""
    blocks = structure.blocks
    return {block.letters for block in blocks if block.is_card or block.is_link or block.is_beside}


def _lost_prose(raw: str, spans: tuple[Span, ...], of_others: set[str]) -> list[str]:
    """Warn if most of the page's running text is not in the main article."""
    kept = total = start = 0
    stops = [stop for _, stop in spans]
    for line in raw.splitlines(keepends=True):
        n_words = len(line.split())
        is_prose = n_words >= MIN_PROSE_WORDS and SENTENCE_END.search(line)
        if is_prose and letters_of(LIST_MARK.sub("", line, 1)) not in of_others:
            total += n_words
            first, last = bisect_left(stops, start), bisect_left(stops, start + len(line))
            if covered(spans[first : last + 1], start, start + len(line)) * 2 > len(line.strip()):
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
