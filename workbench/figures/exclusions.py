"""Numbers that are no figures: dates, clock times, years, ordinals, names, labels, identifiers, idioms."""

from __future__ import annotations

import re

from workbench.figures.calendars import is_calendar, is_clock
from workbench.figures.certain_one import is_anyone, is_certain_one
from workbench.figures.identifiers import (
    in_identifier,
    in_name,
    is_label,
    is_letter,
    label_in_words,
    names_flood,
    names_weapon,
)
from workbench.figures.lexing import Tokens
from workbench.figures.numeral import Numeral
from workbench.figures.units import HYPHENS, Measured
from workbench.figures.vocabulary import (
    number_words,
    word_list,
)

_CHUNK = re.compile(r"\S+")
_AROUND = ".,;:!?()[]{}<>\"'“”‘’"


def addresses(text: str) -> list[tuple[int, int]]:
    """Return where web and mail addresses, handles and hashtags stand.

    Examples
    --------
    >>> addresses("see www.example.org/2021 now")
    [(4, 24)]
    """
    if not any(mark in text for mark in ("/", ".", "@", "#")):
        return []
    return [match.span() for match in _CHUNK.finditer(text) if _is_address(match.group())]


def _is_address(chunk: str) -> bool:
    low = chunk.strip(_AROUND).lower()
    if "." not in low and "@" not in low and low[:1] != "#":
        return False
    if "://" in low or low.startswith("www."):
        return True
    if low[:1] in ("@", "#"):
        return low[1:2].isalpha()
    host, at, domain = low.partition("/")[0].rpartition("@")
    ending = domain.rpartition(".")[2]
    return (
        ("." in domain and ending.isalpha())
        if at and host
        else ending in word_list("domain") and "." in domain
    )


def is_no_figure(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number is none that counts or measures anything.

    Examples
    --------
    >>> from workbench.figures.numerals import find_numerals
    >>> tokens = Tokens("On July 5, 2021 a 16x9 image of a Boeing 737 showed 300 troops")
    >>> plain = [(n, Measured("", "count", n.first, n.last)) for n in find_numerals(tokens, {})]
    >>> [tokens.text[n.first] for n, m in plain if not is_no_figure(tokens, n, m)]
    ['300']
    """
    if in_name(tokens, numeral):
        return True
    if numeral.digits:
        if measured.kind == "money":
            read_as_pence = measured.unit == "penny" and is_clock(tokens, numeral)
            return read_as_pence or in_identifier(tokens, numeral, measured)
        return (
            is_calendar(tokens, numeral, measured)
            or names_weapon(tokens, numeral, measured)
            or names_flood(tokens, numeral)
            or in_identifier(tokens, numeral, measured)
            or (
                (not measured.unit or is_letter(tokens, measured))
                and is_label(tokens, numeral, measured.last)
            )
        )
    return _is_word_of_other_use(tokens, numeral, measured)


def _is_word_of_other_use(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    first, last = numeral.first, numeral.last
    if is_one(tokens, numeral):
        return _is_pronoun(tokens, first, measured) or label_in_words(tokens, numeral, measured)
    if tokens.is_sort(last, "n") and tokens.glued(last):
        return True
    if (
        tokens.at(last) in HYPHENS
        and tokens.glued(last)
        and tokens.at(last + 1) in word_list("not behind hyphen")
    ):
        return True
    if tokens.at(first - 1) in HYPHENS and tokens.glued(first) and tokens.glued(first - 1):
        word = tokens.at(first - 2)
        return (
            tokens.is_sort(first - 2, "w") and word not in word_list("prefix") and word not in number_words()
        )
    if tokens.at(last) in ("o'clock", "o’clock") or label_in_words(tokens, numeral, measured):
        return True
    return _spoken_year(tokens, numeral)


def stands_for_nobody(tokens: Tokens, index: int) -> bool:
    """Whether "one" is a pronoun by the word beside it: "no one", "this one", "one another", "one should"."""
    before, following = tokens.at(index - 1), tokens.at(index + 1)
    if _takes_up(tokens, index):
        return True
    if before == "only" and tokens.at(index - 2) not in word_list("determiner"):
        return following in word_list("behind pronoun one") or not tokens.is_sort(index + 1, "w")
    return before in word_list("before pronoun one") or following in word_list("behind pronoun one")


def _takes_up(tokens: Tokens, index: int) -> bool:
    """Whether "one" takes up a noun named before: "a successful one", "the 2nd one he wrote", ", one it hopes"."""
    following = tokens.at(index + 1)
    if following in HYPHENS and tokens.glued(index + 1):
        return False
    if tokens.is_sort(index + 1, "w") and following not in word_list("behind taking up"):
        return False
    described = tokens.at(index - 2) in word_list("determiner") and tokens.is_sort(index - 1, "w")
    ordinal = tokens.at(index - 1) in ("st", "nd", "rd", "th")
    return (described and tokens.at(index - 1) not in word_list("function")) or ordinal


def is_one(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number is the word "one" alone."""
    return numeral.last == numeral.first + 1 and tokens.low[numeral.first] == "one"


def _spoken_year(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether these words are half of a year as it is said: "nineteen ninety-nine"."""
    value = numeral.low
    if tokens.at(numeral.last) in word_list("decade"):
        return True
    for other, side in ((numeral.last, 1), (numeral.first - 1, -1)):
        role, worth = number_words().get(tokens.at(other), ("", 0))
        if role in ("teen", "ten") and value is not None and 10 <= value <= 99 and numeral.shape == "plain":
            pair = (value, worth) if side == 1 else (worth, value)
            if pair[0] in (18, 19, 20):
                return True
    return False


def _is_pronoun(tokens: Tokens, index: int, measured: Measured) -> bool:
    """Whether "one" stands for a thing and counts none: "no one", "one of the", "this one", "one should"."""
    if stands_for_nobody(tokens, index):
        return True
    following = tokens.at(index + 1)
    if not measured.unit and (is_certain_one(tokens, index) or is_anyone(tokens, index)):
        return True
    if index and tokens.text[index] == "One" and tokens.raw(index + 1)[:1].isupper():
        return tokens.at(index - 1) not in (".", "“", '"', "!", "?")
    if following == "count" and tokens.at(index + 2) == "of":
        return False
    if not word_list("one thing").isdisjoint((following, tokens.at(index + 2))) and tokens.is_sort(
        index + 1, "w"
    ):
        return True
    if tokens.at(index + 1) in HYPHENS and tokens.glued(index + 1):
        return not measured.unit and tokens.at(index + 2) not in word_list("hyphened noun")
    return following == "of" and not measured.unit and tokens.at(index - 1) not in word_list("counts one of")
