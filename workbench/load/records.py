"""What readers are given, what they hand back, and how articles are named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from workbench.load.decode import Decoded, decode
from workbench.load.limits import LIMITS, Limits

UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
STORY_SUFFIX = re.compile(r"#(?=\d+$)")


class Ids:
    """The names given so far; no two are the same, whatever their case or normal form.

    Examples
    --------
    >>> ids = Ids()
    >>> [ids.give(name) for name in ("storm", "storm", "Storm", "storm#2")]
    ['storm', 'storm~2', 'Storm~3', 'storm~2~2']
    """

    def __init__(self) -> None:
        self._met: dict[str, int] = {}

    def give(self, name: str) -> str:
        """Return the name, or the name with ``~2``, ``~3`` … if it is taken.

        ``#2`` at the end of a name is kept for the second story of a file, so it becomes ``~2``.
        """
        name = STORY_SUFFIX.sub("~", clean_name(name))
        return self.give_free(name)

    def give_record(self, stem: str, number: int) -> str:
        """Return the name of a record that has none of its own: ``stem#number``, the first one just ``stem``."""
        return self.give_free(self.of_record(stem, number))

    @staticmethod
    def of_record(stem: str, number: int) -> str:
        """Return the name that a record without a name of its own should have."""
        name = STORY_SUFFIX.sub("~", clean_name(stem))
        return name if number == 1 else f"{name}#{number}"

    def give_free(self, name: str) -> str:
        """Return the name as it is, or with ``~2``, ``~3`` … if it is taken."""
        key = key_of(name)
        n = self._met.get(key, 0) + 1
        free = name if n == 1 else f"{name}~{n}"
        while key_of(free) in self._met and n > 1:
            n += 1
            free = f"{name}~{n}"
        self._met[key] = n
        self._met.setdefault(key_of(free), 1)
        return free


def clean_name(name: str) -> str:
    r"""Return a name in normal form C, without control and invisible characters.

    Examples
    --------
    >>> clean_name("cafe\u0301\u202e\n"), clean_name(" \t")
    ('café', 'article')
    """
    return UNFIT.sub("", unicodedata.normalize("NFC", name)).strip() or "article"


def key_of(name: str) -> str:
    """Return what names are told apart by."""
    return unicodedata.normalize("NFC", name.casefold())


SNIFFED_BYTES = 65_536
# Control characters that no text format uses; tab, line ends, form feed and escape are left out.
CONTROL_BYTES = bytes(n for n in range(32) if n not in b"\t\n\v\f\r\x1b") + b"\x7f"


class Record(NamedTuple):
    """An article as its reader found it.

    Parameters
    ----------
    raw
        The whole text of the file or record.
    number
        Which record of the file, counted from 1; None if the file is one article.
    name
        Its own id, if the format has ids.
    fields
        Known columns of the table ``articles``: headline, publisher, date_published, date_basis, …
    extra
        Everything else the record says, kept as columns of their own.
    warnings
        What a person should know.
    main_spans
        The main article inside raw, where the format tells it from the rest.
    caption_spans
        Captions of pictures inside raw, where the format marks them.
    encoding
        How the bytes were read.
    """

    raw: str
    number: int | None = None
    name: str = ""
    fields: Mapping[str, str] = {}
    extra: Mapping[str, Any] = {}
    warnings: tuple[str, ...] = ()
    main_spans: tuple[tuple[int, int], ...] = ()
    caption_spans: tuple[tuple[int, int], ...] = ()
    encoding: str = ""


class Rejected(NamedTuple):
    """A record, or the file, that is no article, and why."""

    reason: str
    number: int | None = None


class Note(NamedTuple):
    """Something to be known about the file as a whole."""

    text: str


class Member(NamedTuple):
    """A file inside the file: a member of an archive, an attachment."""

    name: str
    data: bytes


class Unread(NamedTuple):
    """A file inside the file that is not read, and why."""

    name: str
    reason: str


Found = Record | Rejected | Note | Member | Unread


@dataclass(frozen=True)
class Source:
    """A file on its way to a reader: where it was met, its bytes, and how to read them.

    Examples
    --------
    >>> source = Source("notes/a.TXT", "Grüße".encode())
    >>> source.stem, source.suffix, source.text
    ('a', '.txt', 'Grüße')
    """

    path: str
    data: bytes = field(repr=False)
    encoding: str | None = None
    limits: Limits = LIMITS
    depth: int = 0
    linked: str = ""

    @property
    def told_by(self) -> str:
        """The path by which it is told whether this is the same file as another: of a link, what it leads to."""
        return self.linked or self.path

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.path.rpartition("!")[2]).stem

    @property
    def suffix(self) -> str:
        """The ending of the file's name, lower case, with its dot."""
        return PurePosixPath(self.path.rpartition("!")[2]).suffix.lower()

    @cached_property
    def decoded(self) -> Decoded:
        """The text, its encoding and warnings."""
        return decode(self.data, encoding=self.encoding)

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.decoded.text

    @cached_property
    def head(self) -> str:
        """The first few thousand characters, lower case, without leading white space: for telling formats."""
        return self.text[:SNIFFED_BYTES].lstrip().lower()

    @cached_property
    def is_binary(self) -> bool:
        """Whether the bytes are no text in any encoding: control characters on more than 1 in 50 places."""
        if self.encoding is None:
            sample = self.data[:SNIFFED_BYTES]
            odd = len(sample) - len(sample.translate(None, CONTROL_BYTES))
            if odd * 50 > len(sample) and not _is_wide(sample):
                return True
        sample_text = self.text[:SNIFFED_BYTES]
        return len(UNPRINTABLE.findall(sample_text)) * 50 > len(sample_text)

    def member(self, name: str, data: bytes) -> Source:
        """Return the source for a file inside this one."""
        safe = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return replace(self, path=f"{self.path}!{safe}", data=data, depth=self.depth + 1, linked="")


UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff\ufdd0-\ufdef\ue000-\uf8ff]")


def _is_wide(sample: bytes) -> bool:
    from workbench.load.decode import MARKS, utf16_pattern

    return bool(utf16_pattern(sample)) or any(sample.startswith(mark) for mark, _ in MARKS)
