"""Words, numbers and signs of a sentence, with their places: what every later layer reads."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from workbench.sentences import BROKEN_DECIMAL

# Every alternative begins with a different class of character and none can match in two ways: linear time.
# "2, 000" is a slip of the keyboard: no number is written 000 alone.
# A number takes a comma, point or thin space along only if a digit follows. ``U.S.`` and ``a.m.`` are one word.
# "1'250'000" as in Switzerland; "2·4m" with a raised point, which before a power of ten multiplies; "4.2E9".
_TOKEN = re.compile(
    r"(?P<n>(?<=-foot-)\d{1,2}(?=,\d{3}(?!\d))"
    r"|(?<![\w.,'’])[1-9]\d{0,2}(?:['’]\d{3})++(?![\w'’])(?:\.\d+)?"
    r"|(?<![\w.,·])\d+·(?!10[\^⁰¹²³⁴-⁹⁻])\d+(?![\d·])"
    r"|(?<![\w.,])\d+(?:\.\d+)?[eE][+\-−]?\d{1,3}(?![\w.,]\w|\w)"
    r"|(?<![\w.,])\d{1,3}"
    + BROKEN_DECIMAL
    + r"|\d{1,3}(?:, 000){1,4}+(?![\d,.]\d)(?!\d)|\d+(?:[.,\u00a0\u2009\u202f]\d+)*|(?<![\w.,])\.\d+)"
    r"|(?P<w>(?:[A-Za-z]\.)+[A-Za-z]\b\.?|[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<s>[^\w\s]|_)"
)
# "12 500": a space parts the thousands. Digits on either side make it a table, a telephone or two numbers.
# "1, 240": so does a comma with a blank beside it, unless more numbers follow.
_PARTED = re.compile(
    r"(?<![\d.,:/+#])(?<!\d )[1-9]\d{0,2}(?:(?: \d{3})++(?!\d|[ ]\d|[.,:/]\d{3}|:\d|[A-Za-z]{2,})"
    r"|(?: ?, \d{3})++(?! ?,? ?\d| ?, |[.:/-]\d| (?:and|or|to) \d))"
)

LONGEST_CODE = 3  # of a currency: "USD 12 500"
# Behind these a number of its own may stand before the amount: "in route 66 200 cars".
_NUMBERED = frozenset(
    {"route", "flight", "section", "page", "article", "number", "no", "line", "room", "day", "gate"}
    | {"pages", "rooms", "is", "was", "aged", "turned"}
)


class Tokens:
    """A sentence in parts: ``text``, ``low`` (lower case), ``start``, ``end`` and ``sort`` of each, as lists.

    ``sort`` is ``n`` for a number written in digits, ``w`` for a word, ``s`` for a sign.

    Examples
    --------
    >>> Tokens("about 1,037 U.S. troops").text
    ['about', '1,037', 'U.S.', 'troops']
    """

    __slots__ = ("_line", "end", "low", "sort", "source", "start", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.sort: list[str] = []
        parted = {match.start(): match.end() for match in _PARTED.finditer(source)}
        reached = 0
        for match in _TOKEN.finditer(source):
            start, end = match.span()
            if start < reached:
                continue
            if start in parted and self._parts_thousands(source[start : parted[start]]):
                end = reached = parted[start]
            self.text.append(source[start:end])
            self.start.append(start)
            self.end.append(end)
            self.sort.append(match.lastgroup or "s")
        self.low = [text.lower() for text in self.text]
        self._line: tuple[str, str, list[int]] | None = None

    def _parts_thousands(self, digits: str) -> bool:
        """Whether the word before lets the number be one: not "on May 12 300 people", "Flight 123 200 passengers"."""
        before = self.text[-1] if self.text else ""
        if "," in digits and not before.isalpha():
            return not before or (len(before) == 1 and unicodedata.category(before) == "Sc")
        if not before.isalpha() or digits.endswith(" 000"):
            return before not in ("-", "–") or len(self.text) < 2 or " " in self.text[-2]
        return (before.islower() and before not in _NUMBERED) or (
            before.isupper() and len(before) <= LONGEST_CODE
        )

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return 0 < index < len(self.start) and self.start[index] == self.end[index - 1]

    @property
    def line(self) -> tuple[str, str, list[int]]:
        """The tokens in one line, each behind a space or, where nothing parts it from the last one, a unit separator.

        With it the line turned round, and where each token begins in it; one more place for its end.
        """
        if self._line is None:
            parts = [
                ("\x1f" if self.glued(index) else " ") + text.replace(" ", "\u00a0")
                for index, text in enumerate(self.text)
            ]
            line = "".join(parts)
            self._line = line, line[::-1], [0, *accumulate(map(len, parts))]
        return self._line

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
