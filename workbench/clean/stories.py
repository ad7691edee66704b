"""Where one story of a file ends and the next begins, and which span of the file each takes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.clean.around import read_spans, touches
from workbench.clean.dates import DATE, MONTH, WEEKDAY
from workbench.clean.heading import is_title, stems
from workbench.clean.page import Edit, Line, Page

SEPARATOR = re.compile(
    r"[-=*_#~•·+ ]{3,}|(?:document|article|story|item|text) \d+(?: of \d+)?[:.]?|end of (?:document|article|story)",
    re.IGNORECASE,
)
DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:\([\w ]{2,20}\) ?)?[-–—]{1,2} ")
LEDE = re.compile(
    rf"\b(?:(?:{WEEKDAY})\b|(?-i:(?:{MONTH})\.? \d)|(?:{DATE})|today\b|yesterday\b|reported\b|has said\b|according to\b|announced\b)",
    re.IGNORECASE,
)
FEWEST_WORDS_BEFORE = 60


class _Needed(NamedTuple):
    """What a headline must have to begin a story: a share of content that is taken up, words of content, words."""

    share: float
    content: int
    words: int


IN_MID_PAGE, BEHIND_STARS, BEHIND_RULE = _Needed(0.6, 4, 6), _Needed(0.34, 4, 6), _Needed(0.34, 2, 4)
STARS = re.compile(r"[*•·~ ]+|\W{3,4}")  # a pause within a story as often as its end


class Story(NamedTuple):
    """A stretch ``[start, end)`` of the raw text that holds one story, and how it is known that it begins there."""

    start: int
    end: int
    reason: str


def find_stories(page: Page) -> list[Story]:
    """Return the stretches of the page that hold one story each; they cover it without gaps.

    A story begins at a headline in mid-page whose words its next paragraph takes up again, if that paragraph
    opens as news does (a dateline, a day, who reported it), or at a headline behind a separator.
    """
    starts = list(_starts(page))
    places = [page.start, *(line.start for line, _ in starts), page.end]
    reasons = ["the file begins", *(reason for _, reason in starts)]
    return [Story(*span, reason) for span, reason in zip(pairwise(places), reasons, strict=True)]


def _starts(page: Page) -> Iterator[tuple[Line, str]]:
    words = 0
    behind: Line | None = None  # the first line behind a separator
    needed = IN_MID_PAGE
    spans = read_spans(page.known.get("main_spans", ""))
    # Teasers around the main article of a web page look like stories: a headline and a sentence that takes it up.
    lines = tuple(line for line in page.free if touches(line, spans)) if spans else page.free
    for i, line in enumerate(lines):
        if SEPARATOR.fullmatch(line.text):
            needed, behind = BEHIND_STARS if STARS.fullmatch(line.text) else BEHIND_RULE, None
            continue
        behind = behind or (line if needed is not IN_MID_PAGE else None)
        if words >= FEWEST_WORDS_BEFORE and _heads_story(lines, i, needed):
            where = "behind a separator, " if behind else ""
            # The outlet and the day between a separator and a headline are the new story's.
            yield behind or line, f"{where}a headline that the next paragraph takes up"
            words, needed, behind = 0, IN_MID_PAGE, None
        elif line.is_prose:
            words, needed, behind = words + line.n_words, IN_MID_PAGE, None


def _heads_story(free: tuple[Line, ...], i: int, needed: _Needed) -> bool:
    """Whether a line is a headline that the next paragraph takes up, and that paragraph opens as news does."""
    title, content = free[i], stems(free[i].text)
    is_headline = (
        title.n_words >= needed.words and is_title(title) and not (title.is_closed or title.is_prose)
    )
    lede = next((line for line in free[i + 1 : i + 6] if line.is_prose), None)
    if lede is None or len(content) < needed.content or not is_headline:
        return False
    opens = LEDE.search(lede.text[:400]) or DATELINE.match(lede.text)
    shared = len(content & stems(lede.text[:600]))
    return bool(opens) and shared >= max(2, needed.share * len(content))


STORY_FIELDS = ("headline", "subheading", "caption", "credit", "byline", "agencies", "date_published")
"""Fields whose text belongs to the story even where it stands outside the body."""


class Cut(NamedTuple):
    """A story's span of the raw text, the edits inside it, those outside every story, and why it begins there.

    There is no reason where the file holds one story.
    """

    start: int
    end: int
    edits: list[Edit]
    outside: list[Edit]
    reason: str = ""


def cut_stories(pages: Sequence[Page], reasons: Sequence[str]) -> list[Cut]:
    """Return the span and the edits of the story on each page of a file.

    Every character of the pages that is not white space is then either inside a story or covered by an edit, and
    the white space around a removed line goes with it.
    """
    cuts = [_cut(page) for page in pages]
    if len(cuts) > 1:
        cuts = [cut._replace(reason=reason) for cut, reason in zip(cuts, reasons, strict=True)]
    for (before, after), reason in zip(pairwise(cuts), reasons[1:], strict=True):
        if before.outside and before.outside[-1].rule == "outer-space":
            gap = before.outside.pop()
            after.edits.insert(0, gap._replace(rule="story-boundary", reason=f"a new story: {reason}"))
    return cuts


def _cut(page: Page) -> Cut:
    owners = _owners(page)
    inside = [i for i, owner in enumerate(owners) if owner is None or page.edits[owner].field in STORY_FIELDS]
    first, last = (inside[0], inside[-1]) if inside else (len(owners), len(owners))
    grown = _grown(page, _gaps(page, owners, first, last))
    if not inside:
        return Cut(page.start, page.start, [], [*grown, *_rims(page, grown, page.start, page.start)])
    begins, end = page.lines[first].start, page.lines[last].end
    start = min([begins, *(edit.start for edit in grown if edit.end > begins)])
    within, outside = _parted(grown, start, end)
    return Cut(start, end, within, sorted([*outside, *_rims(page, grown, start, end)]))


def _parted(edits: Sequence[Edit], start: int, end: int) -> tuple[list[Edit], list[Edit]]:
    """Return the edits inside a span, and those outside it."""
    within = [edit for edit in edits if start <= edit.start and edit.end <= end]
    return within, [edit for edit in edits if edit.end <= start or edit.start >= end]


def _owners(page: Page) -> list[int | None]:
    """Return for each line the number of the edit that takes it out whole."""
    starts = [line.start for line in page.lines]
    owners: list[int | None] = [None] * len(starts)
    for number, edit in enumerate(page.edits):
        if edit.action == "flagged" or edit.replacement:
            continue
        for i in range(bisect_left(starts, edit.start), bisect_left(starts, edit.end)):
            if page.lines[i].end <= edit.end:
                owners[i] = number
    return owners


def _gaps(page: Page, owners: list[int | None], first: int, last: int) -> list[tuple[int, int, int]]:
    """Return the stretches of white space that go with an edit: its number, start and end."""
    tail = _tail(owners, last)
    gaps = []
    for i, (line, following) in enumerate(pairwise(page.lines)):
        owner = _gap_owner(
            owners[i], owners[i + 1], first <= i <= last, first <= i + 1 <= last, i + 1 >= tail
        )
        if owner is not None:
            gaps.append((owner, line.end, following.start))
    if owners and owners[-1] is not None and last != len(owners) - 1:
        gaps.append((owners[-1], page.lines[-1].end, page.end))
    opening = [number for number, edit in enumerate(page.edits) if _opens(page, edit)]
    return gaps + [(number, page.start, page.lines[0].start) for number in opening]


def _tail(owners: list[int | None], last: int) -> int:
    """Return where the lines begin that are taken out whole up to the last one of the story."""
    tail = last + 1
    while 0 < tail <= len(owners) and owners[tail - 1] is not None:
        tail -= 1
    return tail


def _opens(page: Page, edit: Edit) -> bool:
    return (
        bool(page.lines)
        and edit.start == page.lines[0].start
        and edit.action != "flagged"
        and not edit.replacement
    )


def _gap_owner(
    before: int | None, after: int | None, before_in: bool, after_in: bool, in_tail: bool
) -> int | None:
    if before_in and not after_in:
        return after
    if before is not None:
        return before
    return after if in_tail else None


def _grown(page: Page, gaps: list[tuple[int, int, int]]) -> list[Edit]:
    edits = list(page.edits)
    for number, start, end in gaps:
        edit = edits[number]
        edits[number] = edit._replace(start=min(edit.start, start), end=max(edit.end, end))
    grown: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not grown or edit.start >= grown[-1].end:
            grown.append(edit)
    return grown


def _rims(page: Page, edits: Sequence[Edit], start: int, end: int) -> list[Edit]:
    """Return edits for the white space outside the story that no other edit covers."""
    rims, place = [], page.start
    for first, last in sorted(
        [(start, end), *((edit.start, edit.end) for edit in edits), (page.end, page.end)]
    ):
        if place < first and not start <= place < end:
            rims.append(Edit(place, first, "", "outer-space", "removed", "", "white space around the text"))
        place = max(place, last)
    return rims
