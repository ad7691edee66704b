"""A page as the cleaning rules see it: its lines, which of them are spoken for, where the prose begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from workbench.clean.wrapping import join_wrapped
from workbench.spans import Change

# What ends a line in any of the formats that are read; \x0c is the page break of old text exports.
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
BLANK = " \t\u00a0\u3000\ufeff\u200b\u200e\u200f\u2060"
LONG = 5000
TERMINAL = re.compile(r"[.!?…。؟।] ?[\"'”’»)\]]{0,3}$")
DECORATION = re.compile(r"^[\s•·▪●■◆►▶→»›>|*+#–—-]+|[\s•·▪●■◆◀←|»›>–—-]+$")
STRAIGHT = str.maketrans("‘’“”\u00a0\u2009\u202f", "''\"\"   ")


class Edit(NamedTuple):
    """A change that a rule proposes to the raw text.

    ``action`` is removed, moved (into ``field``), replaced or flagged. A flagged edit changes nothing until a
    person accepts it; it is then a move if it names a field, otherwise a removal.
    """

    start: int
    end: int
    replacement: str
    rule: str
    action: str
    field: str
    reason: str

    @property
    def change(self) -> Change:
        """What it does to the text."""
        return Change(self.start, self.end, self.replacement)


class Line(NamedTuple):
    """A line that is not blank: its number, its place in the raw text without outer spaces, its text."""

    number: int
    start: int
    end: int
    text: str
    plain: str
    blank_before: bool
    n_words: int
    is_closed: bool
    is_prose: bool


def split_lines(raw: str, start: int, end: int) -> tuple[Line, ...]:
    r"""Return the lines of ``raw[start:end]`` that are not blank.

    ``plain`` is the text with single spaces and straight quotes and without bullets or rules at either end;
    a line is closed if it ends as a sentence does, and prose if it is closed and of some length, or very long.

    Examples
    --------
    >>> [(line.start, line.text, line.blank_before) for line in split_lines("One\n\n  Two ", 0, 11)]
    [(0, 'One', True), (7, 'Two', True)]
    """
    return tuple(_lines(raw, start, end))


def _lines(raw: str, start: int, end: int) -> Iterator[Line]:
    last = start
    for number, (first, stop) in enumerate(join_wrapped(raw, _printed_lines(raw, start, end))):
        yield _line(number, first, raw[first:stop], number == 0 or _is_blank_between(raw, last, first))
        last = stop


def _printed_lines(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the lines as printed, without the blanks at either end; blank lines are left out."""
    spans = []
    for found in LINE.finditer(raw, start, end):
        text = found.group().strip(BLANK)
        if text and not text.isspace():
            first = found.start() + found.group().index(text[0])
            spans.append((first, first + len(text)))
    return spans


def _is_blank_between(raw: str, start: int, end: int) -> bool:
    return (raw.count("\n", start, end) or raw.count("\r", start, end)) > 1


def _line(number: int, start: int, text: str, blank_before: bool) -> Line:
    words = text.count(" ") + 1 if len(text) > LONG else len(text.split())
    closed = bool(TERMINAL.search(text[-8:]))
    prose = (closed and words >= 7) or words >= 40 or len(text) >= 300
    plain = text if len(text) > LONG else " ".join(DECORATION.sub("", text.translate(STRAIGHT)).split())
    return Line(number, start, start + len(text), text, plain, blank_before, words, closed, prose)


@dataclass(frozen=True)
class Page:
    """A text to clean: ``raw[start:end]``, its language, what its file said about it, and the edits so far."""

    raw: str
    start: int
    end: int
    language: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    edits: tuple[Edit, ...] = ()

    @classmethod
    def read(cls, raw: str, start: int, end: int, language: str, known: Mapping[str, str]) -> Page:
        """Make a page of ``raw[start:end]`` with no edits yet."""
        return cls(raw, start, end, language, known, split_lines(raw, start, end))

    def taking(self, proposed: Sequence[Edit]) -> Page:
        """Return the page with those of the proposed edits that do not run into an earlier one."""
        if not proposed:
            return self
        taken = list(self.edits)
        place, starts = 0, [edit.start for edit in self.edits]
        for edit in sorted(proposed):
            i = bisect_left(starts, edit.start)
            is_clear = edit.start >= place and (i == 0 or self.edits[i - 1].end <= edit.start)
            if is_clear and (i == len(starts) or edit.end <= starts[i]):
                taken.append(edit)
                place = edit.end
        taken.sort()
        return replace(self, edits=tuple(taken), lines=_trimmed(self.lines, taken))

    @cached_property
    def claimed(self) -> frozenset[int]:
        """Numbers of the lines that an edit covers whole."""
        starts = [line.start for line in self.lines]
        return frozenset(
            self.lines[i].number
            for edit in self.edits
            for i in range(bisect_left(starts, edit.start), bisect_left(starts, edit.end))
            if self.lines[i].end <= edit.end
        )

    @cached_property
    def free(self) -> tuple[Line, ...]:
        """The lines that no edit covers whole."""
        return tuple(line for line in self.lines if line.number not in self.claimed)

    @cached_property
    def first_prose(self) -> int:
        """Number of the first free line that reads as a paragraph; the number of lines if none does."""
        return next((line.number for line in self.free if line.is_prose), len(self.lines))

    @cached_property
    def last_prose(self) -> int:
        """Number of the last free line that reads as a paragraph; -1 if none does."""
        return next((line.number for line in reversed(self.free) if line.is_prose), -1)

    @property
    def head(self) -> tuple[Line, ...]:
        """The free lines above the first paragraph."""
        return tuple(line for line in self.free if line.number < self.first_prose)

    @property
    def tail(self) -> tuple[Line, ...]:
        """The free lines below the last paragraph; none if there is no paragraph."""
        return tuple(line for line in self.free if -1 < self.last_prose < line.number)


def _trimmed(lines: tuple[Line, ...], edits: Sequence[Edit]) -> tuple[Line, ...]:
    """Return the lines with the first one cut shorter where an edit takes its beginning away."""
    opening = edits[0] if edits and lines and edits[0].start <= lines[0].start else None
    if opening is None or not lines[0].start < opening.end < lines[0].end or opening.replacement:
        return lines
    text = lines[0].text[opening.end - lines[0].start :]
    return (_line(0, lines[0].end - len(text.lstrip(BLANK)), text.lstrip(BLANK), True), *lines[1:])


def edit_line(line: Line, rule: str, action: str, reason: str, field: str = "") -> Edit:
    """Propose to take a whole line out, or to flag it."""
    return Edit(line.start, line.end, "", rule, action, field, reason)
