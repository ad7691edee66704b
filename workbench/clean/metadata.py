"""What is known about an article, and how: fields read from its file's metadata, its edits and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from workbench.clean.agencies import find_agencies
from workbench.clean.dates import read_date
from workbench.clean.page import Edit, Page

GIVEN = "metadata of the file"
KNOWN_FIELDS = ("headline", "publisher", "date_published", "date_retrieved", "byline")
BYLINE = re.compile(
    r"^\W*(?:(?:written|posted|story|report|text|words|published|reported) )?by:?\s+|^(?:authors?|reporter|byline|writer) ?: ?",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’/-]+(?:[ -][A-Z][A-Z.'’-]+){0,3}(?:, (?:[A-Z][\w.’'-]*[ ,]?){1,4})?)"
    r"\s*(?P<slug>\((?:[A-Z][\w./ -]{1,30})\))?\s*(?:[-–—]{1,2})\s"
)
SLUGGED = re.compile(
    r"(?P<place>[A-Z][\w.'’-]+(?:[ -][A-Z][\w.'’-]+){0,3}(?:, (?:[A-Z][\w.’'-]*[ ,]?){1,4})?)"
    r"\s*(?P<slug>\((?:AP|AFP|Reuters|UPI|dpa|Xinhua|ANI|PTI|IANS|TASS|EFE|ANSA|Bloomberg|CNN|RFE/RL)\))\s*[-–—:]{1,2}\s"
)


class Field(NamedTuple):
    """A thing known about an article: which field, its value, how it is known, and where it stands in the raw text."""

    field: str
    value: str
    basis: str
    start: int | None = None
    end: int | None = None


def read_fields(page: Page) -> list[Field]:
    """Return all that is known about the story on the page, the surest source of each field first."""
    edits = [edit for edit in page.edits if edit.field and edit.action == "moved"]
    given = [Field(name, page.known[name], GIVEN) for name in KNOWN_FIELDS if page.known.get(name)]
    return [*given, *_from_edits(page, edits), *_dateline(page), *_agencies(page, edits)]


def _from_edits(page: Page, edits: Sequence[Edit]) -> Iterator[Field]:
    for edit in edits:
        text = " ".join(page.raw[edit.start : edit.end].split())
        value = _value(edit.field, text)
        if value and edit.field != "agencies":
            yield Field(edit.field, value, edit.reason, edit.start, edit.end)


def _value(field: str, text: str) -> str:
    if field.startswith("date_"):
        return read_date(text)
    return BYLINE.sub("", text) if field == "byline" else text


def find_dateline(page: Page) -> re.Match[str] | None:
    """Return the match of the place at the head of the first paragraph, or None."""
    first = next((line for line in page.free if line.is_prose), None)
    if first is None:
        return None
    return DATELINE.match(first.text[:160]) or SLUGGED.match(first.text[:160])


def _dateline(page: Page) -> Iterator[Field]:
    found = find_dateline(page)
    first = next((line for line in page.free if line.is_prose), None)
    if found and first:
        start, end = found.span("place")
        yield Field(
            "dateline",
            found["place"].strip(" ,"),
            "at the head of the first paragraph",
            first.start + start,
            first.start + end,
        )


def _agencies(page: Page, edits: Sequence[Edit]) -> Iterator[Field]:
    places = [(edit.start, edit.end, "credit line") for edit in edits if edit.field == "agencies"]
    places += [(line.start, line.end, "named in the text") for line in page.free]
    seen: set[str] = set()
    for start, end, basis in places:
        for name, first, last in find_agencies(page.raw[start:end]):
            if name not in seen:
                seen.add(name)
                yield Field("agencies", name, basis, start + first, start + last)


def first_value(fields: Sequence[Field], name: str) -> str:
    """Return the value of the surest source of a field, or the empty string."""
    return next((field.value for field in fields if field.field == name), "")


def all_values(fields: Sequence[Field], name: str) -> str:
    """Return all values of a field, joined by semicolons.

    Examples
    --------
    >>> all_values([Field("byline", "A. Reed", ""), Field("byline", "B. Lee", "")], "byline")
    'A. Reed; B. Lee'
    """
    return "; ".join(dict.fromkeys(field.value for field in fields if field.field == name))


def find_warnings(fields: Sequence[Field], text: str, *, today: date) -> Iterator[str]:
    """Return what a person should know: a date in the future, two dates, characters that could not be read."""
    published = {field.value for field in fields if field.field == "date_published"}
    yield from (
        f"the publication date {day} lies in the future"
        for day in sorted(published)
        if day[:10] > today.isoformat()
    )
    if len({day[:10] for day in published}) > 1:
        yield f"the file gives several publication dates: {', '.join(sorted(published))}"
    if "\ufffd" in text:
        yield "characters could not be read (U+FFFD)"
    if not text.strip():
        yield "no body text is left"
