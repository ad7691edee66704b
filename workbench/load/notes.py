"""What a person should know of an article as it was read: odd characters, only a beginning, a copy of another."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from workbench.lexicon.reading import either, rows
from workbench.load.walk import NUMBERED, is_copy


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


# Above this length a line about subscribing is an advert inside a whole article.
MAX_STUB_WORDS = 200


def stub_note(text: str) -> str:
    """Return a warning if a text is short and asks its reader to subscribe or log in; empty otherwise.

    Parameters
    ----------
    text
        All text of the article, what surrounds it included.

    Examples
    --------
    >>> stub_note("Crews shored up the levee. Subscribe to continue reading.")
    "perhaps cut by a paywall: 9 words with 'subscribe to continue'"
    >>> stub_note("Crews shored up the levee.")
    ''
    """
    n_words = len(text.split(maxsplit=MAX_STUB_WORDS))
    found = _phrases().search(text) if n_words <= MAX_STUB_WORDS else None
    return f"perhaps cut by a paywall: {n_words} words with '{found[0].lower()}'" if found else ""


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b{either(row['phrase'] for row in rows('paywall'))}\b", re.IGNORECASE)


class Twin(NamedTuple):
    """What is remembered of an article to tell whether another one of the same text is the same article.

    ``name`` is its own id, if it has one; ``file`` the path of its file, if it is the only article in it.
    """

    doc_id: str
    name: str
    file: str
    publisher: str
    published: str


def told_apart(one: Twin, other: Twin) -> bool:
    """Say whether two articles of one text are two: their ids, names, outlets or days differ, where both are known.

    Examples
    --------
    >>> post = Twin("a", "", "post/a.txt", "the post", "2021-07-05")
    >>> told_apart(post, post._replace(file="backup/a (1).txt")), told_apart(post, post._replace(file="post/b.txt"))
    (False, True)
    >>> told_apart(post, post._replace(published="2021-07-06")), told_apart(post, post._replace(published=""))
    (True, False)
    """
    if one.file and other.file and not same_name(one.file, other.file):
        return True
    known = ((one.name, other.name), (one.publisher, other.publisher), (one.published, other.published))
    return any(mine and its and mine != its for mine, its in known)


def same_name(one: str, other: str) -> bool:
    """Say whether two paths lead to files of one name, the marks of a copy and the ending apart.

    Examples
    --------
    >>> same_name("a/storm.txt", "b.zip!Storm.txt"), same_name("storm.txt", "storm (1).txt"), same_name("x.txt", "storm copy.txt")
    (True, True, True)
    >>> same_name("storm-1.txt", "storm-2.txt"), same_name("post.txt", "echo.txt")
    (False, False)
    """
    first, second = _file_name(one), _file_name(other)
    if any(is_copy(name, ()) for name in (first, second)):
        return True
    stems = [PurePosixPath(name).stem.casefold() for name in (first, second)]
    originals = [NUMBERED.sub("", stem) for stem in stems]
    return stems[0] in (stems[1], originals[1]) or stems[1] == originals[0]


def find_same(paths: Iterable[str], path: str) -> str:
    """Return the first of the paths that leads to a file of the same name; empty if none does."""
    return next((known for known in paths if same_name(known, path)), "")


def fingerprint(raw: str) -> bytes:
    """Return a hash of a text, the same for texts that differ only in white space and normal form."""
    text = " ".join(unicodedata.normalize("NFC", raw).split())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def copy_note(original: str) -> str:
    """Return what is said of an article that has the text of another one."""
    return f"the same text as '{original}': counted as an article, never as a voice of its own"


def _file_name(path: str) -> str:
    return path.rpartition("!")[2].rpartition("/")[2]
