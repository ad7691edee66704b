r"""Patterns over the words around a number, written as rows with an example each that they take and leave.

A pattern is a line of items, one of them ``N``, the number:

===============  =======================================================================================
``of|from``      one of these words or signs, in whatever case
``<street>``     a word or phrase of that list of the lexicon; ``A<street>`` one with a capital
``#  ddd``       a number in digits; one of so many; ``mm`` minutes, ``YYYY`` a year, ``0d`` an area code
``w  Aa  aa``    a word; one that begins with a capital, a small letter; ``Ab``, ``aA`` as in Ann, iPad; ``AA``, ``AAA`` in capitals, short or long
``-  --``        a hyphen; a hyphen or dash
``…``            anything
``w-<prefix>``   a word that is none of that list
``~x  =x``       x with nothing between it and what stands before; with white space between
``!x``           no x here
``x?  x*``       x may be missing; may come several times, at most four
``^  $``         the ends of the sentence
``N:\d\d  N<25``  the number itself, as it is written; how large it is
===============  =======================================================================================

Two regular expressions are made of a pattern: one runs forward from behind the number, the other backward from it over
the line turned round, so that neither searches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from math import inf
from typing import NamedTuple

from workbench.lexicon.reading import rows
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantity import Numeral
from workbench.numbers.units import DASHES, HYPHENS, Measured
from workbench.numbers.vocabulary import currency_signs, number_words, word_list

APART, GLUED = " ", "\x1f"  # what stands before a word in the line: white space lay there, or nothing
_GAP = {"": f"[{APART}{GLUED}]", "~": GLUED, "=": APART}
_WHOLE = f"[^{APART}{GLUED}]+"
_CAPITAL, _SMALL = "[A-ZÀ-ÖØ-Þ]", "[a-zß-öø-ÿ]"

# Of each class what it looks like, and what it looks like turned round.
_CLASSES = {
    "#": (rf"(?={_WHOLE[:-1]}*\d)[\d.,\u00a0\u2009\u202f]+",) * 2,
    "dd": (r"\d\d",) * 2,
    "ddd": (r"\d{3}",) * 2,
    "dddd": (r"\d{4}",) * 2,
    "mm": (r"[0-5]\d", r"\d[0-5]"),
    "YYYY": (r"(?:19|20)\d\d", r"\d\d(?:91|02)"),
    "w": (rf"(?={_WHOLE[:-1]}*[^\W\d_]){_WHOLE}",) * 2,
    "Aa": (rf"(?={_CAPITAL}){_WHOLE}", rf"{_WHOLE}(?<={_CAPITAL})"),
    "aa": (rf"(?={_SMALL}){_WHOLE}", rf"{_WHOLE}(?<={_SMALL})"),
    "Ab": (
        rf"(?={_CAPITAL}{_WHOLE[:-1]}*{_SMALL}){_WHOLE}",
        rf"(?={_WHOLE[:-1]}*{_SMALL}){_WHOLE}(?<={_CAPITAL})",
    ),
    "aA": (rf"{_SMALL}{_CAPITAL}{_WHOLE}", rf"{_WHOLE}{_CAPITAL}{_SMALL}"),
    "AA": (rf"{_CAPITAL}{{1,2}}",) * 2,
    "AAA": (rf"{_CAPITAL}{{3,}}",) * 2,
    "…": (_WHOLE,) * 2,
    "-": (f"[{''.join(HYPHENS)}]",) * 2,
    "--": (f"[{''.join(map(re.escape, DASHES))}]",) * 2,
    "0d": (r"0\d{2,4}", r"\d{2,4}0"),
}
_ITEM = re.compile(r"(?P<no>!?)(?P<gap>[~=]?)(?P<what>.+?)(?P<often>[?*]?)")
_ONE = re.compile(r"(?P<capital>A?)<(?P<role>[^>]+)>|(?P<kind>[^<]+)-(?P<but><.+>)")
_NUMBER = re.compile(r"(?P<gap>[~=]?)N(?:(?P<than>[<>])(?P<bound>\d+))?(?::(?P<own>.+))?")
_OFTEN = {"": "", "?": "?", "*": "{0,4}"}

Guard = Callable[[Tokens, Numeral, Measured], bool]


class Rule(NamedTuple):
    """A pattern, a text that it takes and one that it leaves (the number in brackets), and what must hold besides."""

    pattern: str
    takes: str
    leaves: str
    when: Guard | None = None


class Rules:
    """Rules of one subject, of which one has to fit.

    Examples
    --------
    >>> streets = Rules(Rule("N Aa A<street>", "in [12] Elm Street", "[12] long streets"))
    >>> tokens = Tokens("The shop in 12 Elm Street shut.")
    >>> streets.fit(tokens, Numeral(3, 4, 12.0, 12.0), Measured("", "count", 3, 4))
    True
    """

    def __init__(self, *rules: Rule) -> None:
        self.rules = rules

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str], list[tuple[Sides, Guard | None]]]:
        """Return those that ask for one side only in one pattern for each, and the others one by one."""
        sides = [(compiled(rule.pattern), rule.when) for rule in self.rules]
        rest = [(side, when) for side, when in sides if when or not side.is_one_sided]
        free = [side for side, when in sides if not when and side.is_one_sided]
        return _any_of([side.before for side in free]), _any_of([side.behind for side in free]), rest

    def fit(self, tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
        """Whether one of the rules fits a number."""
        left, right, rest = self._compiled
        line, back, places = tokens.line
        first, last = places[numeral.first], places[numeral.last]
        before = len(line) - 1 - first
        if right.match(line, last) or left.match(back, before):
            return True
        for side, when in rest:
            if side.behind and not side.right.match(line, last):
                continue
            if side.before and not side.left.match(back, before):
                continue
            if side.takes(numeral, line, first + 1, last) and (not when or when(tokens, numeral, measured)):
                return True
        return False


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern that takes what any of them takes; without one, nothing."""
    return re.compile("|".join(filter(None, patterns)) or "(?!)")


class Sides:
    """A pattern as regular expressions: of what stands before the number (turned round) and behind it, and of itself.

    An empty one asks nothing. Each is compiled when it is first tried.
    """

    def __init__(
        self, before: str, behind: str, itself: str, above: float = -inf, below: float = inf
    ) -> None:
        self.before, self.behind, self.itself = before, behind, itself
        self.above, self.below = above, below

    @cached_property
    def left(self) -> re.Pattern[str]:
        """What stands before the number, over the line turned round."""
        return re.compile(self.before)

    @cached_property
    def right(self) -> re.Pattern[str]:
        """What stands behind the number."""
        return re.compile(self.behind)

    @cached_property
    def own(self) -> re.Pattern[str]:
        """The number itself, as it is written."""
        return re.compile(self.itself)

    def takes(self, numeral: Numeral, line: str, first: int, last: int) -> bool:
        """Whether the number itself is as the pattern asks, in writing and in size."""
        if self.itself and not self.own.fullmatch(line, first, last):
            return False
        return self.above < (numeral.low or 0) < self.below

    @property
    def is_one_sided(self) -> bool:
        """Whether nothing is asked of the number itself, nor of what stands on one side of it."""
        free = not self.itself and self.above == -inf and self.below == inf
        return free and not (self.before and self.behind)


def compiled(pattern: str) -> Sides:
    """Return the regular expressions of a pattern.

    Raises
    ------
    ValueError
        If the pattern has not just one ``N``.
    """
    items = re.findall(r"(?:<[a-z][^>]*>|\S)+", pattern)
    numbers = [(i, found) for i, item in enumerate(items) if (found := _NUMBER.fullmatch(item))]
    if len(numbers) != 1:
        raise ValueError(f"A pattern has one number, N; '{pattern}' has {len(numbers)}.")
    [(at, number)] = numbers
    opens, closes = items[0] == "^", items[-1] == "$"
    before = "".join(map(_backward, reversed(items[opens:at]))) + r"\Z" * opens
    left = _GAP[number["gap"]] + before if before or number["gap"] else ""
    bound = float(number["bound"] or 0)
    above, below = (
        bound if number["than"] == than else default for than, default in ((">", -inf), ("<", inf))
    )
    right = "".join(map(_forward, items[at + 1 : len(items) - closes])) + r"\Z" * closes
    return Sides(left, right, number["own"] or "", above, below)


def _forward(item: str) -> str:
    found = _parts(item)
    one = f"{_GAP[found['gap']]}{_alternatives(found['what'], back=False)}(?=[{APART}{GLUED}]|\\Z)"
    return f"(?!{one})" if found["no"] else f"(?:{one}){_OFTEN[found['often']]}"


def _backward(item: str) -> str:
    found = _parts(item)
    one = f"{_alternatives(found['what'], back=True)}{_GAP[found['gap']]}"
    return f"(?!{one})" if found["no"] else f"(?:{one}){_OFTEN[found['often']]}"


def _parts(item: str) -> re.Match[str]:
    found = _ITEM.fullmatch(item)
    assert found is not None  # every text that is not empty is an item
    return found


def _alternatives(what: str, *, back: bool) -> str:
    return f"(?:{'|'.join(_one(one, back=back) for one in re.findall(r'(?:<[^>]*>|[^|])+', what))})"


def _one(one: str, *, back: bool) -> str:
    if one in _CLASSES:
        return _CLASSES[one][back]
    found = _ONE.fullmatch(one)
    if found is None:
        return _literal(one, back=back)
    if found["but"]:
        none = "|".join(_of_role(role, back=back) for role in re.findall("<([^>]+)>", found["but"]))
        return rf"(?!(?:{none})(?:[{APART}{GLUED}]|\Z)){_one(found['kind'], back=back)}"
    some = _of_role(found["role"], back=back)
    if not found["capital"]:
        return some
    return f"{some}(?<={_CAPITAL})" if back else f"(?={_CAPITAL}){some}"


@cache
def _of_role(role: str, *, back: bool) -> str:
    words = _special().get(role) or word_list(role)
    return f"(?:{'|'.join(_literal(word, back=back) for word in sorted(words, key=lambda word: (-len(word), word)))})"


@cache
def _special() -> dict[str, frozenset[str]]:
    """Return the lists that stand in tables of their own."""
    return {
        "label": frozenset(row["words"] for row in rows("not_figures") if row["role"] == "label"),
        "currency sign": frozenset(currency_signs()),
        "number word": frozenset(word for word, (role, _) in number_words().items() if role != "suffix"),
    }


def _literal(words: str, *, back: bool) -> str:
    parts: Sequence[str] = Tokens(words).text
    spelt = [re.escape(part[::-1] if back else part) for part in (reversed(parts) if back else parts)]
    return f"(?i:{_GAP[''].join(spelt)})"
