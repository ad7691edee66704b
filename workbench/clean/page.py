"""A page as the cleaning rules see it: its lines and paragraphs, which are spoken for, where the prose begins and ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from workbench.spans import Change

CLOSED = re.compile(r"[.!?…:;。؟।][\"'”’»)\]]{0,3}$")
WIDEST, NARROWEST = 100, 30
"""Widths (code points) between which a text can have been wrapped by a machine."""
NARROWEST_COLUMN, FEWEST_IN_COLUMNS = 14, 6
"""A column may be narrower, if more of its lines show that it is one."""
FEWEST_PAIRS = 3
MOST_LONG = 0.1
"""Share of the lines that may be longer than any width: not wrapped, pasted in."""
# Lines that begin in lower case without going on from the one above: who wrote it, when, where it was shared from.
OPENS_NEW = re.compile(
    r"(?:by|at|via|updated|posted|published|with|photo|source|share|e-?mail)\b(?:\S*\s+\S+){0,5}\s*$",
    re.IGNORECASE,
)

Spans = list[tuple[int, int]]


def join_wrapped(raw: str, spans: Spans) -> Iterator[tuple[int, int]]:
    r"""Yield the spans of the lines, with those that continue one another made one.

    A line goes on in the next one, without a blank line between, if it is not closed and the next begins in lower
    case; in a text that was wrapped at a width, also if the next line's first word would not have fitted on it.

    Examples
    --------
    >>> raw = "Rain closed the northern road to\nthe valley\nNo one was hurt"
    >>> [raw[start:end] for start, end in join_wrapped(raw, [(0, 32), (33, 43), (44, 59)])]
    ['Rain closed the northern road to\nthe valley', 'No one was hurt']
    """
    width = _width(raw, spans)
    run: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    for span in spans:
        if run and last and _goes_on(raw, last, span, width):
            run = (run[0], span[1])
        else:
            if run:
                yield run
            run = span
        last = span
    if run:
        yield run


def _width(raw: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return the width at which the text was wrapped, or 0 if it was not."""
    pairs = _adjacent_pairs(raw, spans)
    broken = [first[1] - first[0] for first, second in pairs if _is_cut(raw, first, second)]
    is_wrapped = len(broken) >= FEWEST_PAIRS and len(broken) >= 0.4 * len(pairs)
    if not is_wrapped or _has_long_lines(raw, spans):
        return 0
    width = _reached(broken)
    in_columns = len(broken) >= FEWEST_IN_COLUMNS and len(broken) >= 0.5 * len(pairs)
    return width if width >= (NARROWEST_COLUMN if in_columns else NARROWEST) else 0


def _adjacent_pairs(
    raw: str, spans: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the lines that are no longer than any that was wrapped, each with the one right below it."""
    short = (pair for pair in pairwise(spans) if pair[0][1] - pair[0][0] <= WIDEST)
    return [pair for pair in short if _is_adjacent(raw, *pair)]


def _has_long_lines(raw: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether more lines than a few are longer than any that was wrapped."""
    long = [span for span in spans if span[1] - span[0] > WIDEST and not _is_one_word(raw, *span)]
    return len(long) > MOST_LONG * len(spans)


def _reached(lengths: list[int]) -> int:
    """Return the width that lines come near to again and again; one line that is longer does not set it."""
    enough = max(2, len(lengths) // 10)
    return next(
        (
            length
            for length in sorted(lengths, reverse=True)
            if sum(0.8 * length <= other <= length for other in lengths) >= enough
        ),
        max(lengths),
    )


def _is_one_word(raw: str, start: int, end: int) -> bool:
    """Whether a line is an address or the like, which cannot be wrapped."""
    return max(map(len, raw[start:end].split())) > WIDEST // 2


def _is_cut(raw: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    return not CLOSED.search(raw[max(first[0], first[1] - 6) : first[1]]) and raw[second[0]].islower()


def _is_adjacent(raw: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    gap = raw[first[1] : second[0]]
    return gap.count("\n") == 1 or gap in ("\r", "\u2028")


def _goes_on(raw: str, first: tuple[int, int], second: tuple[int, int], width: int) -> bool:
    length = first[1] - first[0]
    narrowest = min(NARROWEST, 0.35 * width) if width else NARROWEST
    if not narrowest <= length <= WIDEST or not _is_adjacent(raw, first, second):
        return False
    if _is_cut(raw, first, second):
        return width > 0 or not OPENS_NEW.match(raw[second[0] : min(second[1], second[0] + 120)])
    word = raw[second[0] : second[1]].split(maxsplit=1)[0]
    least = 0.6 if width >= NARROWEST else 0.35  # in a column a long word leaves half of a line empty
    return width > 0 and length >= least * width and length + 1 + len(word) > width


# What ends a line in any of the formats that are read; \x0c is the page break of old text exports.
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
BLANK = " \t\u00a0\u3000\ufeff\u200b\u200e\u200f\u2060"
LONG = 5000
TERMINAL = re.compile(r"[.!?…。؟।] ?[\"'”’»)\]]{0,3}$")
DECORATION = re.compile(r"^[\s•·▪●■◆►▶→»›>|*+#_–—-]+|[\s•·▪●■◆◀←|»›>*_–—-]+$")
# A link and what is strongly said, in Markdown.
MARKUP = re.compile(r"!?\[(?P<shown>[^\[\]]{0,200})\]\([^()\s]{0,300}\)|\*\*(?P<strong>[^*]{1,200})\*\*")
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


def plain_text(text: str) -> str:
    """Return a text with single spaces and straight quotes, without bullets, rules and Markdown around its words.

    Examples
    --------
    >>> plain_text("## By **Ana Reed**"), plain_text("_[The Lantern](/about)_")
    ('By Ana Reed', 'The Lantern')
    """
    words = MARKUP.sub(r"\g<shown>\g<strong>", text) if "](" in text or "**" in text else text
    return " ".join(DECORATION.sub("", words.translate(STRAIGHT)).split())


def _line(number: int, start: int, text: str, blank_before: bool) -> Line:
    words = text.count(" ") + 1 if len(text) > LONG else len(text.split())
    closed = bool(TERMINAL.search(text[-8:]))
    prose = (closed and words >= 7) or words >= 40 or len(text) >= 300
    plain = text if len(text) > LONG else plain_text(text)
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
