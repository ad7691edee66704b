"""Rules for what stands around the body: all outside the main article, captions and credits, author boxes, repeated labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from workbench.clean.agencies import mention_names
from workbench.clean.dates import MONTH, WEEKDAY
from workbench.clean.heading import headline_edit, outlet_words
from workbench.clean.page import Edit, Line, Page, edit_line
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
    credited = {number for edit in page.edits if edit.field == "credit" for number in _numbers(page, edit)}
    free = {line.number for line in page.free}
    spaced = 2 * sum(line.blank_before for line in page.lines) > len(page.lines)
    for number in sorted(credited):
        above = page.lines[number - 1] if number else None
        if above and above.number in free and PERSON.fullmatch(above.plain):
            yield edit_line(
                above, "picture-credit", "moved", "the photographer above a picture credit", "credit"
            )
            above = page.lines[number - 2] if number > 1 else None
        if (
            above
            and above.number in free
            and above.is_prose
            and not page.lines[above.number + 1].blank_before
        ):
            if not FULL_DATE.search(above.text) and not spaced:
                continue
            action = "moved" if FULL_DATE.search(above.text) else "flagged"
            yield edit_line(above, "caption", action, "stands right above a picture credit", "caption")


def _numbers(page: Page, edit: Edit) -> Iterator[int]:
    yield from (line.number for line in page.lines if edit.start <= line.start < edit.end)


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
            and words & outlet_words("author")
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
