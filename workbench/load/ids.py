"""Names for articles: the file's stem, made unique in one way only."""

from __future__ import annotations

import re
import unicodedata

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
