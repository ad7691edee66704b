"""Rules for captions and credits that are known by where they stand or by what marks them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.clean.agencies import mention_names
from workbench.clean.dates import MONTH, WEEKDAY
from workbench.clean.main_article import read_spans
from workbench.clean.page import Edit, Page, edit_line

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
