"""Rules for what stands around the body: all outside the main article, captions, author boxes, lists of links.

What is only likely not the article is flagged, for a person to look at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, islice, pairwise, takewhile
from typing import Any

from workbench.clean.agencies import mention_names, outlet_words
from workbench.clean.dates import MONTH, WEEKDAY
from workbench.clean.heading import headline_edit, same_text, stems
from workbench.clean.page import Edit, Line, Page, edit_line, split_lines
from workbench.clean.wording import SPEECH
from workbench.lexicon.reading import rows
from workbench.load.fields import outlet_address
from workbench.spans import merge_spans


def read_spans(text: str) -> list[tuple[int, int]]:
    """Read the column ``main_spans``.

    Examples
    --------
    >>> read_spans("40:90 90:95 120:300")
    [(40, 95), (120, 300)]
    """
    pairs = (pair.split(":") for pair in text.split())
    return merge_spans([(int(start), int(end)) for start, end in pairs])


def propose_main_article(page: Page) -> Iterator[Edit]:
    """Propose to remove the lines that lie outside the main article as its reader found it."""
    spans = read_spans(page.known.get("main_spans", ""))
    if not spans:
        return
    outside = [line for line in page.free if not touches(line, spans)]
    reason = "outside the main article that was found on the page"
    for _, run in groupby(enumerate(outside), key=lambda pair: pair[1].number - pair[0]):
        lines = [line for _, line in run]
        yield Edit(lines[0].start, lines[-1].end, "", "main-article", "removed", "", reason)


def touches(line: Line, spans: list[tuple[int, int]]) -> bool:
    """Whether a line lies at least partly inside one of the spans."""
    return any(start < line.end and line.start < end for start, end in spans)


# ---- what the pages of one site have in common -----------------------------------------------------------------------


MOST_PAGES = 50  # a line on more of them is compared on these alone
MOST_SHARED = 0.5
"""Pages that share this much of the shorter one's words tell one story, and what they share is that."""
FEWEST_STORIES = 3
TIME_OF_ENTRY = re.compile(r"[\d:.\s]+(?:[ap]\.?m\.?\s*)?(?:\(?[A-Z]{2,4}\)?)?", re.IGNORECASE)


def lines_of_site(rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    r"""Return by article which of its lines stand in other stories of its site as well, and in how many, as "40:90:3".

    A site is told by the address of a page, else by its publisher. Copies of one story, or its stages, have their
    paragraphs in common as well: pages that share half of the shorter one's words, or headline or first paragraph, count
    as one story.

    Examples
    --------
    >>> pages = [f"Mill {n} shut\n\nRain {n} fell on it for days and days.\n\nWe thank all members." for n in range(3)]
    >>> rows = [dict(doc_id=f"d{n}", raw=raw, url="https://reed.example/a") for n, raw in enumerate(pages)]
    >>> lines_of_site(rows)["d1"]
    '51:72:3'
    """
    sites: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        site = outlet_address(_told(row, "url")) or _told(row, "publisher").casefold()
        if site:
            sites[site].append(row)
    return {
        doc_id: told for pages in sites.values() if len(pages) > 1 for doc_id, told in _shared_lines(pages)
    }


def _told(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _shared_lines(pages: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    lines = [list(_lines_inside(page)) for page in pages]
    on: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for number, own in enumerate(lines):
        for line in own:
            on[same_text(line.text)][number] = None
    stories = _stories(pages, lines, on)
    for page, own in zip(pages, lines, strict=True):
        counts = ((line, len({stories[number] for number in on[same_text(line.text)]})) for line in own)
        told = " ".join(f"{line.start}:{line.end}:{count}" for line, count in counts if count > 1)
        if told:
            yield page["doc_id"], told


def _lines_inside(page: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the lines of a page's main article, or all of a text without one, but times of entry."""
    raw, spans = _told(page, "raw"), read_spans(_told(page, "main_spans"))
    for line in split_lines(raw, 0, len(raw)):
        named = any(map(str.isalpha, line.text)) and not TIME_OF_ENTRY.fullmatch(line.text[:LONGEST])
        if named and (not spans or touches(line, spans)):
            yield line


def _stories(
    pages: list[Mapping[str, Any]], lines: list[list[Line]], on: Mapping[str, Mapping[int, None]]
) -> list[int]:
    """Return the number of the story that each page tells."""
    shared: Counter[tuple[int, int]] = Counter()
    n_words = [sum(line.n_words for line in own) for own in lines]
    opens = [_opening(page, own) for page, own in zip(pages, lines, strict=True)]
    told: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(lines):
        for line in own:
            first = next(iter(on[same_text(line.text)]))
            if first == number:
                continue
            for other in islice(on[same_text(line.text)], MOST_PAGES):
                shared[min(number, other), max(number, other)] += line.n_words if other < number else 0
        for key in opens[number]:
            told[key].append(number)
    same = [pair for pair, n in shared.items() if n >= MOST_SHARED * min(n_words[i] for i in pair)]
    same += [(numbers[0], other) for numbers in told.values() for other in numbers[1:]]
    return _joined(len(pages), same)


def _opening(page: Mapping[str, Any], lines: list[Line]) -> set[str]:
    """Return the headline and the first paragraph of a page, as they are compared."""
    first = next((line.text for line in lines if line.is_prose), "")
    return {same_text(first), same_text(_told(page, "headline"))} - {""}


def _joined(n: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each of n things the first of those that it is joined with."""
    first = list(range(n))

    def root(one: int) -> int:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    return [root(one) for one in range(n)]


def propose_site_lines(page: Page) -> Iterator[Edit]:
    """Propose to remove what other stories of the site have as well: labels, and what speaks to the reader or of itself.

    So are the paragraphs of a box, right below its label. A label that one other story has, and any other paragraph, which
    an outlet may say again in each of its stories, are flagged.
    """
    told = (part.split(":") for part in page.known.get("site_lines", "").split())
    counts = {int(start): int(count) for start, _, count in told}
    in_box = False
    for line in page.free:
        count = counts.get(line.start, 0)
        if count > 1:
            in_box = count >= FEWEST_STORIES and (in_box or not line.is_prose)
            action = "removed" if in_box or (line.is_prose and _speaks_for_site(line)) else "flagged"
            yield edit_line(line, "site-line", action, f"stands in {count} stories of the site")
        else:
            in_box = False


def _speaks_for_site(line: Line) -> bool:
    """Whether a paragraph speaks to the reader or of those who made the page, outside quotation marks.

    A question may be one that an interviewer asks of everybody.
    """
    words = {word.casefold().replace("’", "'") for word in LETTERED.findall(line.text[:LONGEST])}
    spoken = QUOTED.search(line.text) or SPEECH.search(line.text) or line.text.endswith("?")
    speaks = words & (_reader_words("reader") | _reader_words("site")) or CONTACT.search(line.text[:LONGEST])
    return not spoken and bool(speaks)


# A news agency's caption gives weekday, day and year, which the body of a report never does together.
FULL_DATE = re.compile(rf"\b(?:{WEEKDAY}),? {MONTH}\.? \d{{1,2}}, \d{{4}}\b", re.IGNORECASE)
PERSON = re.compile(r"(?<![\w.'’-])[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}")
AGENCY_SEPARATORS = re.compile(r"\s*(?:[/,;&|+-]|\band\b)\s*")
SHARE_MARKED = 0.8


def propose_marked_captions(page: Page) -> Iterator[Edit]:
    """Propose to move the lines that the format of the file marks as captions."""
    spans = read_spans(page.known.get("caption_spans", ""))
    for line in page.free if spans else ():
        marked = sum(max(0, min(end, line.end) - max(start, line.start)) for start, end in spans)
        if marked >= SHARE_MARKED * len(line.text):
            yield edit_line(line, "caption", "moved", "marked as a caption in the file", "caption")


def propose_agency_lines(page: Page) -> Iterator[Edit]:
    """Propose to move a line that is nothing but the names of news agencies."""
    for line in page.free:
        names = AGENCY_SEPARATORS.split(line.plain.strip("()[]. ")) if len(line.text) <= 60 else []
        if names and all(name in mention_names() for name in names):
            yield edit_line(line, "agency-credit", "moved", "names the agency and nothing else", "agencies")


def propose_credited_captions(page: Page) -> Iterator[Edit]:
    """Propose to move the caption that stands right above a picture credit, and the photographer between them.

    Without the full date of an agency's caption it may be a paragraph of the body, and is flagged.
    """
    free = {line.number: line for line in page.free}
    is_spaced = 2 * sum(line.blank_before for line in page.lines) > len(page.lines)
    for number in _credit_lines(page):
        above = free.get(number - 1)
        if above and PERSON.fullmatch(above.plain):
            yield edit_line(
                above, "picture-credit", "moved", "the photographer above a picture credit", "credit"
            )
            above = free.get(number - 2)
        if above and _stands_right_above(above, page):
            is_dated = bool(FULL_DATE.search(above.text))
            action = "moved" if is_dated else "flagged"
            if is_dated or is_spaced:
                yield edit_line(above, "caption", action, "stands right above a picture credit", "caption")


def _stands_right_above(line: Line, page: Page) -> bool:
    """Whether a line is prose without a blank line below it."""
    return line.is_prose and not page.lines[line.number + 1].blank_before


def _credit_lines(page: Page) -> list[int]:
    """Return the numbers of the lines that a picture credit begins in or goes on in."""
    of_credits = [edit for edit in page.edits if edit.field == "credit"]
    return [
        line.number for line in page.lines if any(edit.start <= line.start < edit.end for edit in of_credits)
    ]


def propose_dated_captions(page: Page) -> Iterator[Edit]:
    """Flag a line that gives a full date with its weekday as captions do."""
    for line in page.free:
        if line.n_words <= 90 and FULL_DATE.search(line.text):
            yield edit_line(
                line, "caption", "flagged", "gives a full date with its weekday, as captions do", "caption"
            )


BOX_VERB = re.compile(
    r"[,\s]+(?:is|are|was|were|has|have|covers?|writes?|reports?|joined|provides?|brings?|works?)\b"
)
WORD = re.compile(r"\w+")
ABOUT_SELF = re.compile(
    r"(?:.{2,80}\b(?:is|are) (?:an? |the |one of ).{0,80})\b(?:news|newspaper|media|broadcaster|newsroom|publication|magazine|news website)\b"
)
CONTACT = re.compile(
    r"(?:follow|reach|contact|e-?mail|write to) (?:him|her|them|@\w+)\b|[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{3,}",
    re.IGNORECASE,
)
LAST_LINES = 4
LONGEST = 1500  # no account of an author is longer (code points), even if it is one word


def propose_repeated_labels(page: Page) -> Iterator[Edit]:
    """Propose to move a short line printed twice in a row: the label of a picture or a map."""
    for first, second in pairwise(page.free):
        once = second.number == first.number + 1 and first.plain == second.plain
        if once and 2 <= first.n_words <= 25 and not first.is_closed:
            yield edit_line(
                first, "repeated-label", "moved", "a label printed twice: of a picture or a map", "caption"
            )
            yield edit_line(second, "repeated-label", "removed", "the same label once more")


def propose_boxes(page: Page) -> Iterator[Edit]:
    """Propose to take a box out that stands below the body: a name, and a paragraph that says who that is."""
    last = page.free[-LAST_LINES:]
    for name, account in pairwise(last):
        if name.n_words > 8 or name.is_closed or not account.plain.startswith(name.plain):
            continue
        if not BOX_VERB.match(account.plain[len(name.plain) :]):
            continue
        words = {word.casefold() for word in WORD.findall(account.plain)}
        yield from _box(name, account, words)


def _box(name: Line, account: Line, words: set[str]) -> Iterator[Edit]:
    if words & outlet_words("author"):
        yield edit_line(name, "author-box", "moved", "the name above an author's box", "byline")
        yield edit_line(account, "author-box", "removed", "says who the author is")
    elif words & outlet_words("outlet"):
        yield edit_line(
            name, "outlet-blurb", "moved", "the name above an outlet's account of itself", "publisher"
        )
        yield edit_line(account, "outlet-blurb", "removed", "an outlet's account of itself")
    else:
        yield edit_line(name, "author-box", "flagged", "perhaps the name above a box below the body")
        yield edit_line(account, "author-box", "flagged", "perhaps a box below the body")


def propose_biographies(page: Page) -> Iterator[Edit]:
    """Propose to remove, at the very end, who the author is and how to reach them; without a contact it is flagged."""
    for line in page.free[-2:]:
        words = {word.casefold() for word in WORD.findall(line.plain)}
        is_short = line.n_words <= 70 and len(line.text) <= LONGEST
        if (
            is_short
            and (words & outlet_words("author") or CONTACT.search(line.plain))
            and re.match(
                r"[A-Z][\w.'-]+ (?:[A-Z][\w.'-]+ ){1,3}(?:is|was|covers|writes|reports)\b", line.plain
            )
        ):
            action = "removed" if CONTACT.search(line.plain) else "flagged"
            yield edit_line(line, "author-box", action, "says who the author is")
        elif is_short and ABOUT_SELF.match(line.plain):
            yield edit_line(line, "outlet-blurb", "flagged", "perhaps an outlet's account of itself")


def propose_loose_lines(page: Page) -> Iterator[Edit]:
    """Flag what stands around the article and belongs to no paragraph: above the headline, below it if short, at the end."""
    headline = headline_edit(page)
    above = [line for line in page.head if headline and (line.end <= headline.start or line.n_words < 6)]
    for line in (*above, *page.tail):
        if not line.is_closed:
            yield edit_line(line, "loose-line", "flagged", "stands outside the paragraphs of the article")


LETTERED = re.compile(r"[^\W\d_][\w'’-]*")
NUMBER = re.compile(r"[-+▲▼(]*[$€£]?\d[\d.,:/%-]*[)%]*")
QUOTED = re.compile(r"[\"“”‘«»]|(?<!\w)'")
BULLETS = ("•", "·", "▪", "●", "■", "*", "-", "–", "—")
MOST_LINKS = 12
LONGEST_TITLE = 30
LONGEST_HEADING = 40
SHORTEST_RUN = 3


@cache
def _reader_words(kind: str) -> frozenset[str]:
    known = rows("reader_address")
    return frozenset(word for row in known if row["kind"] == kind for word in row["words"].split())


def _is_link(line: Line) -> bool:
    return (
        not line.is_closed and 1 <= line.n_words <= LONGEST_TITLE and not line.text.endswith((":", ",", ";"))
    )


def propose_linked_titles(page: Page) -> Iterator[Edit]:
    """Propose to remove the titles under the heading of a list of links below the article; inside it, flag them."""
    headings = {edit.start for edit in page.edits if _heads_links(edit)}
    free = {line.number for line in page.free}
    for heading in (line for line in page.lines if line.start in headings):
        action = "removed" if heading.number > page.last_prose >= 0 else "flagged"
        below = page.lines[heading.number + 1 : heading.number + 1 + MOST_LINKS]
        for line in takewhile(lambda line: line.number in free and _is_link(line), below):
            yield edit_line(line, "linked-title", action, "a title in a list of links")


def _heads_links(edit: Edit) -> bool:
    """Whether what an edit takes out is the heading of a list of links, and no link itself."""
    is_short = edit.end - edit.start < LONGEST_HEADING
    return edit.rule == "related-heading" or (edit.rule == "related-link" and is_short)


def propose_after_the_end(page: Page) -> Iterator[Edit]:
    """Flag what stands below the heading of the comments."""
    opening = next((line.end for line in page.free if line.is_prose), page.end)
    mark = min(
        (edit.end for edit in page.edits if edit.rule == "comments" and edit.start > opening),
        default=page.end,
    )
    for line in page.free:
        if line.start >= mark:
            yield edit_line(line, "after-the-end", "flagged", "stands below the heading of the comments")


def propose_link_runs(page: Page) -> Iterator[Edit]:
    """Flag three or more lines in a row none of which ends as a sentence does."""
    run: list[Line] = []
    for line in page.free:
        if not _is_link(line) or line.text.startswith(BULLETS):
            continue
        if run and line.number != run[-1].number + 1:
            yield from _flag_run(run)
            run = []
        run.append(line)
    yield from _flag_run(run)


def _flag_run(run: list[Line]) -> Iterator[Edit]:
    if len(run) >= SHORTEST_RUN:
        for line in run:
            yield edit_line(line, "link-run", "flagged", "one of several lines in a row that end no sentence")


def propose_title_lines(page: Page) -> Iterator[Edit]:
    """Flag a line inside the article that is printed like the title of another: long, capitalised, not closed."""
    headline = headline_edit(page)
    title = stems(page.raw[headline.start : headline.end]) if headline else set()
    for line in page.free:
        inside = page.first_prose < line.number < page.last_prose
        may_be = inside and _is_link(line) and line.n_words >= 5 and not QUOTED.search(line.text)
        if may_be and (_is_capitalised(line) or line.n_words >= 9 or len(stems(line.text) & title) >= 4):
            yield edit_line(line, "title-line", "flagged", "printed like the title of another article")


def _is_capitalised(line: Line) -> bool:
    """Whether most of the longer words of a line have a capital, as in title case."""
    words = [word for word in LETTERED.findall(line.text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def propose_repeated_paragraphs(page: Page) -> Iterator[Edit]:
    """Flag a paragraph that stood there before, word for word."""
    seen: set[str] = set()
    for line in page.free:
        text = same_text(line.text) if line.n_words >= 8 else ""
        if text and text in seen:
            yield edit_line(line, "repeated-paragraph", "flagged", "the same words stand further up")
        seen.add(text)


def propose_reader_address(page: Page) -> Iterator[Edit]:
    """Flag a short line that asks the reader to do something, outside quotation marks."""
    for line in page.free:
        words = [word.casefold().replace("’", "'") for word in LETTERED.findall(line.text[:400])]
        if (
            not 2 <= len(words) <= 45
            or QUOTED.search(line.text)
            or SPEECH.search(line.text)
            or words[0] not in _reader_words("opens")
        ):
            continue
        if _reader_words("reader") & set(words):
            yield edit_line(line, "addresses-reader", "flagged", "speaks to the reader")


def propose_tables(page: Page) -> Iterator[Edit]:
    """Flag the rows of tables: lines of mostly numbers that end no sentence."""
    for line in page.free:
        tokens = line.text.split() if len(line.text) <= 300 else []
        numbers = sum(bool(NUMBER.fullmatch(token)) for token in tokens)
        if len(tokens) >= 4 and 2 * numbers >= len(tokens) and not line.is_closed:
            yield edit_line(line, "table-row", "flagged", "a row of numbers")
