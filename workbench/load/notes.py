"""What a person should know about a text as it was read: nothing here changes a character."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Oddity(NamedTuple):
    """Characters that a reader of the text would not see or expect."""

    pattern: re.Pattern[str]
    what: str


ODDITIES = (
    Oddity(re.compile("\x00"), "NUL character(s)"),
    Oddity(re.compile("[\x01-\x08\x0e-\x1f\x7f]"), "control character(s)"),
    Oddity(
        re.compile("[\u202a-\u202e\u2066-\u2069]"), "character(s) that override the direction of the text"
    ),
    Oddity(re.compile("[\u200b-\u200d\u2060\ufeff]"), "zero-width character(s)"),
    Oddity(re.compile("\u00ad"), "soft hyphen(s)"),
    Oddity(re.compile("\ufffd"), "character(s) that could not be read (U+FFFD)"),
)
# UTF-8 read as Windows-1252: the lead byte as Â, Ã, â, ð, and what the following bytes become there.
MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf\u0192\u02c6\u02dc\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122]|Â[\u00a0-\u00bf]|â€[\u0080-\u00bf\u0153\u02dc\u0161\u017e\u2122\u009d\u00a2\u00a6]?|ðŸ"
)
SUSPICIOUS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200d\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffdÂÃâð]"
)


def notes_on(text: str) -> tuple[str, ...]:
    r"""Return what is odd about a text's characters, with counts and the first line; nothing for most texts.

    Examples
    --------
    >>> notes_on("Plain words, café."), notes_on("so\u00adft")
    ((), ('1 soft hyphen(s), the first in line 1',))
    >>> notes_on("Itâ€™s late")
    ('looks like UTF-8 read as Windows-1252, 1 place(s), the first in line 1: "â€™" may be "’"; not changed',)
    """
    notes = []
    if not text.isascii() or SUSPICIOUS.search(text):
        notes += [note for note in (_count(text, oddity) for oddity in ODDITIES) if note]
        notes += _mojibake(text)
        if not unicodedata.is_normalized("NFC", text):
            notes.append("letters with separate accents (not Unicode normal form C)")
    return tuple(notes)


def line_of(text: str, offset: int) -> int:
    r"""Return the number of the line, from 1, in which an offset lies.

    Examples
    --------
    >>> line_of("a\nb\nc", 2)
    2
    """
    return text.count("\n", 0, offset) + 1


def _count(text: str, oddity: Oddity) -> str:
    first = oddity.pattern.search(text)
    if first is None:
        return ""
    count = sum(1 for _ in oddity.pattern.finditer(text))
    return f"{count:,} {oddity.what}, the first in line {line_of(text, first.start())}"


def _mojibake(text: str) -> list[str]:
    first = MOJIBAKE.search(text)
    if first is None:
        return []
    meant = _repaired(first[0])
    if not meant:
        return []
    count = sum(1 for _ in MOJIBAKE.finditer(text))
    return [
        f"looks like UTF-8 read as Windows-1252, {count:,} place(s), the first in line "
        f'{line_of(text, first.start())}: "{first[0]}" may be "{meant}"; not changed'
    ]


def _repaired(seen: str) -> str:
    try:
        return b"".join(_byte(character) for character in seen).decode("utf-8", "ignore") or "?"
    except UnicodeEncodeError:
        return ""


def _byte(character: str) -> bytes:
    return character.encode("latin-1" if "\x80" <= character < "\xa0" else "cp1252")
