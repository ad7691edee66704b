"""Which span of a file each story takes, and how far the edits around it reach over white space."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.clean.page import Edit, Page

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
    start = min(
        [page.lines[first].start, *(edit.start for edit in grown if edit.end > page.lines[first].start)]
    )
    end = page.lines[last].end
    within = [edit for edit in grown if start <= edit.start and edit.end <= end]
    outside = [edit for edit in grown if edit.end <= start or edit.start >= end]
    return Cut(start, end, within, sorted([*outside, *_rims(page, grown, start, end)]))


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
    tail = last + 1
    while tail > 0 and tail <= len(owners) and owners[tail - 1] is not None:
        tail -= 1
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
