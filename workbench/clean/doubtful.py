"""Rules that only flag: lines that are likely not the article, which a person should look at.

The one exception is a list of links under a heading that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from workbench.clean.heading import headline_edit, same_text, stems
from workbench.clean.page import Edit, Line, Page, edit_line
from workbench.clean.wording import SPEECH
from workbench.lexicon.reading import rows

WORD = re.compile(r"[^\W\d_][\w'’-]*")
NUMBER = re.compile(r"[-+▲▼(]*[$€£]?\d[\d.,:/%-]*[)%]*")
QUOTED = re.compile(r"[\"“”‘«»]|(?<!\w)'")
BULLETS = ("•", "·", "▪", "●", "■", "*", "-", "–", "—")
MOST_LINKS = 12
LONGEST_TITLE = 30
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
    headings = {
        edit.start
        for edit in page.edits
        if edit.rule == "related-heading" or (edit.rule == "related-link" and edit.end - edit.start < 40)
    }
    free = {line.number for line in page.free}
    for heading in (line for line in page.lines if line.start in headings):
        action = "removed" if heading.number > page.last_prose >= 0 else "flagged"
        below = page.lines[heading.number + 1 : heading.number + 1 + MOST_LINKS]
        for line in takewhile(lambda line: line.number in free and _is_link(line), below):
            yield edit_line(line, "linked-title", action, "a title in a list of links")


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
        if not inside or not _is_link(line) or line.n_words < 5 or QUOTED.search(line.text):
            continue
        words = [word for word in WORD.findall(line.text) if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        if (
            (words and capitals >= 0.7 * len(words))
            or line.n_words >= 9
            or len(stems(line.text) & title) >= 4
        ):
            yield edit_line(line, "title-line", "flagged", "printed like the title of another article")


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
        words = [word.casefold().replace("’", "'") for word in WORD.findall(line.text[:400])]
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
