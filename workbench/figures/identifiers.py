"""Numbers that only name or number something: models, labels, streets, telephones, idioms."""

from __future__ import annotations

import re

from workbench.figures.calendars import noun_follows
from workbench.figures.lexing import Tokens
from workbench.figures.numeral import Numeral
from workbench.figures.units import DASHES, HYPHENS, Measured
from workbench.figures.vocabulary import (
    changes,
    currency_signs,
    longest,
    not_figures,
    number_words,
    unit_symbols,
    word_list,
)


def in_name(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the number is part of a name or an idiom that the vocabulary lists: "24/7", "no one"."""
    for index in range(numeral.first, max(numeral.first - 4, -1), -1):
        found, last = longest(not_figures("name"), tokens, index)
        if found and last > numeral.first:
            return True
    return False


def is_letter(tokens: Tokens, measured: Measured) -> bool:
    """Whether the unit is one letter that touches the number: a label may end so as well ("Channel 5s")."""
    last = measured.last - 1
    return tokens.glued(last) and len(tokens.text[last]) == 1 and tokens.text[last].isalpha()


def in_identifier(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether the number is part of an identifier: "007", "B52", "COVID-19", "16x9", "555-1234"."""
    text, first, last = tokens.text[numeral.first], numeral.first, numeral.last
    if text[0] == "0" and text.isdigit() and len(text) > 1:
        return True
    if _is_phone_number(tokens, first):
        return True
    if tokens.at(first - 1) == "_" or tokens.at(last) == "_":
        return True
    if measured.first == first and (_glued_before(tokens, first) or _glued_chain(tokens, first)):
        return True
    return _glued_behind(tokens, numeral, measured)


def _is_phone_number(tokens: Tokens, first: int) -> bool:
    """Whether three and four digits are joined by a hyphen: "555-1234"."""
    return any(
        tokens.at(a + 1) in HYPHENS
        and tokens.glued(a + 1)
        and tokens.glued(a + 2)
        and re.fullmatch(r"\d{3} \d{4}", f"{tokens.raw(a)} {tokens.raw(a + 2)}")
        for a in (first, first - 2)
    )


def _glued_chain(tokens: Tokens, first: int) -> bool:
    """Whether the number goes on from another one that letters touch: "scp2-173", or from capitals: "COVID -19"."""
    if tokens.at(first - 1) not in HYPHENS or not tokens.glued(first):
        return False
    if tokens.is_sort(first - 2, "n") and tokens.glued(first - 1) and tokens.glued(first - 2):
        return tokens.is_sort(first - 3, "w") and tokens.raw(first - 3) not in currency_signs()
    return (
        tokens.is_sort(first - 2, "w") and tokens.raw(first - 2).isupper() and len(tokens.raw(first - 2)) > 2
    )


def _glued_before(tokens: Tokens, first: int) -> bool:
    """Whether letters touch the number from the left: "B52", "COVID-19", "TA-25"; not "sub-500"."""
    if not tokens.glued(first):
        return False
    before = tokens.raw(first - 1)
    if tokens.is_sort(first - 1, "w"):
        return before.lower() not in word_list("prefix")
    if before not in (*HYPHENS, "–", "/", ".") or not tokens.glued(first - 1):
        return False
    word = tokens.at(first - 2)
    if tokens.is_sort(first - 2, "w"):
        return word not in word_list("prefix") and number_words().get(word, ("suffix", 0))[0] == "suffix"
    return False


def _glued_behind(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether letters touch the number from the right that are no unit: "3G", "16x9", "4th", "737s"."""
    last = numeral.last
    if not tokens.glued(last):
        return False
    word = tokens.raw(last)
    if tokens.is_sort(last, "w"):
        if tokens.is_sort(last + 1, "n") and tokens.glued(last + 1):
            return measured.last < last + 2
        return measured.last == last and not _is_known_suffix(word)
    if word in HYPHENS and tokens.glued(last + 1) and tokens.is_sort(last + 1, "w"):
        return tokens.text[last + 1].isupper() and len(tokens.text[last + 1]) <= 2
    return word == "." and tokens.glued(last + 1) and tokens.is_sort(last + 1, "n")


def _is_known_suffix(word: str) -> bool:
    low = word.lower()
    return (
        word in unit_symbols()
        or number_words().get(low, ("", 0))[0] in ("suffix", "scale", "half")
        or low in word_list("suffix")
        or word in word_list("currency code")
        or "½¼¾".find(word) >= 0
    )


def is_label(tokens: Tokens, numeral: Numeral, last: int) -> bool:
    """Whether the number only numbers something: "Article 50", "Boeing 737", "S&P 500", "1. Introduction"."""
    first = numeral.first
    if numeral.low is None or numeral.scale != 1 or (tokens.text[first].find(",") >= 0):
        return False
    if tokens.at(last) in word_list("label behind"):
        return True
    if first == 0 and tokens.at(last) in (".", ")") and tokens.raw(last + 1)[:1].isupper():
        return True
    if tokens.at(first - 1) == "(" and tokens.at(last) == ")" and first == 1:
        return True
    if _in_street(tokens, numeral):
        return True
    if noun_follows(tokens, last):
        return False
    if tokens.at(first - 1) in ("a", "an") and tokens.at(last)[:1].isalpha() and (numeral.low or 0) > 99:
        return last == numeral.last
    before = first - 1
    if tokens.at(before) in ("and", "or", "to", ",", "&", *DASHES) and tokens.is_sort(before - 1, "n"):
        before -= 2
    found, _ = longest(not_figures("label"), tokens, before, -1)
    if found:
        return True
    return _follows_name(tokens, before, last)


def _in_street(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether this is a house number: capitals follow and one of them is a street."""
    begin = numeral.last
    if tokens.at(begin) in DASHES and tokens.is_sort(begin + 1, "n"):
        begin += 2
    for index in range(begin, begin + 6):
        if index > begin and (tokens.is_sort(index, "n") or tokens.at(index) in ("st", "nd", "rd", "th")):
            continue
        if not tokens.raw(index)[:1].isupper():
            return False
        if index > begin and tokens.at(index) in word_list("street"):
            return True
    return False


def _follows_name(tokens: Tokens, before: int, last: int) -> bool:
    """Whether a name stands before the number and nothing behind it that could be counted."""
    name = tokens.raw(before)
    if not (name[:1].isupper() or name[1:2].isupper()) or not tokens.is_sort(before, "w") or name == "I":
        return False
    if tokens.at(before) in word_list("not a name"):
        return False
    if name in currency_signs():
        return False
    if name.lower() in word_list("weekday") or name.endswith(("'s", "’s")):
        return False
    if before == 0 and not name.isupper() and tokens.at(before) in word_list("function"):
        return False
    following = tokens.raw(last)
    if following in DASHES and tokens.glued(last) and tokens.is_sort(last + 1, "n"):
        return len(tokens.text[last + 1]) > 2
    if following[:1].islower():
        return following in word_list("function") or following.endswith("ed") or _is_change_verb(tokens, last)
    return True


def _is_change_verb(tokens: Tokens, index: int) -> bool:
    return longest(changes()[0], tokens, index, -1)[0] is not None
