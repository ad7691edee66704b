"""Rules for what stands around the body: author boxes, an outlet's account of itself, labels printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workbench.clean.heading import headline_edit, outlet_words
from workbench.clean.page import Edit, Line, Page, edit_line

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
