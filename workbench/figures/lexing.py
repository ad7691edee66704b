"""Words, numbers and signs of a sentence, with their places: what every later layer reads."""

from __future__ import annotations

import re
from bisect import bisect_right

from workbench.sentences import BROKEN_DECIMAL

# Every alternative begins with a different class of character and none can match in two ways: linear time.
# "2, 000" is a slip of the keyboard: no number is written 000 alone.
# A number takes a comma, point or thin space along only if a digit follows. ``U.S.`` and ``a.m.`` are one word.
_TOKEN = re.compile(
    r"(?P<n>(?<![\w.,])\d{1,3}"
    + BROKEN_DECIMAL
    + r"|\d{1,3}(?:, 000){1,4}+(?![\d,.]\d)(?!\d)|\d+(?:[.,\u00a0\u2009\u202f]\d+)*|(?<![\w.,])\.\d+)"
    r"|(?P<w>(?:[A-Za-z]\.)+[A-Za-z]\b\.?|[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<s>[^\w\s]|_)"
)


class Tokens:
    """A sentence in parts: ``text``, ``low`` (lower case), ``start``, ``end`` and ``sort`` of each, as lists.

    ``sort`` is ``n`` for a number written in digits, ``w`` for a word, ``s`` for a sign.

    Examples
    --------
    >>> Tokens("about 1,037 U.S. troops").text
    ['about', '1,037', 'U.S.', 'troops']
    """

    __slots__ = ("end", "low", "sort", "source", "start", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.sort: list[str] = []
        for match in _TOKEN.finditer(source):
            self.text.append(match.group())
            self.start.append(match.start())
            self.end.append(match.end())
            self.sort.append(match.lastgroup or "s")
        self.low = [text.lower() for text in self.text]

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return 0 < index < len(self.start) and self.start[index] == self.end[index - 1]

    def holding(self, offset: int) -> int:
        """Return the token that holds an offset, or the one behind it."""
        index = max(0, bisect_right(self.start, offset) - 1)
        return index + 1 if self.end and self.end[index] <= offset else index

    def at(self, index: int) -> str:
        """Return the token in lower case; the empty string beyond either end."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def raw(self, index: int) -> str:
        """Return the token as written; the empty string beyond either end."""
        return self.text[index] if 0 <= index < len(self.text) else ""

    def is_sort(self, index: int, sort: str) -> bool:
        """Whether there is a token here and it is of this sort."""
        return 0 <= index < len(self.sort) and self.sort[index] == sort
