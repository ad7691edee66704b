"""Numbers that only name or number something: models, labels, streets, telephones, idioms."""

from __future__ import annotations

import re

from workbench.figures.calendars import noun_follows, noun_like
from workbench.figures.cardinals import literal_value
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

LOWEST_BLOCK = 100
HIGHEST_SCORE = 250
LONGEST_HEADLINE = 30


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
    """Whether three and four digits are joined by a hyphen ("555-1234"), or a country's or area's code stands here."""
    if tokens.at(first - 1) == "+" and tokens.glued(first) and tokens.is_sort(first + 1, "n"):
        return True
    if tokens.at(first - 1) == "(" and tokens.at(first + 1) == ")" and _is_phone_number(tokens, first + 2):
        return True
    if _among_bare_numbers(tokens, first) or _behind_area_code(tokens, first):
        return True
    return any(
        tokens.at(a + 1) in HYPHENS
        and tokens.glued(a + 1)
        and tokens.glued(a + 2)
        and re.fullmatch(r"\d{3} \d{4}", f"{tokens.raw(a)} {tokens.raw(a + 2)}")
        for a in (first, first - 2)
    )


def _behind_area_code(tokens: Tokens, first: int) -> bool:
    """Whether an area code stands before the number: "01632 960114"."""
    return tokens.is_sort(first - 1, "n") and bool(re.fullmatch(r"0\d{2,4}", tokens.raw(first - 1)))


def _among_bare_numbers(tokens: Tokens, first: int) -> bool:
    """Whether three or more numbers follow one another with nothing between, as in "20 7946 0958"."""
    low = high = first
    while high - low < 2 and tokens.is_sort(low - 1, "n"):
        low -= 1
    while high - low < 2 and tokens.is_sort(high + 1, "n"):
        high += 1
    return high - low >= 2


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
        return before not in word_list("prefix")
    if before not in (*HYPHENS, "–", "/", ".") or not tokens.glued(first - 1):
        return False
    word = tokens.at(first - 2)
    if tokens.is_sort(first - 2, "w"):
        joined = tokens.at(first - 3) in HYPHENS and tokens.is_sort(first - 4, "n")
        if joined and word in word_list("in ratio"):
            return False
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
    if word in HYPHENS and tokens.at(last + 1) in word_list("in ratio") and tokens.at(last + 2) in HYPHENS:
        return False
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


def names_weapon(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether the number is the calibre that a weapon is called by: "a .22 rifle"; "9 mm" measures something."""
    if measured.unit or tokens.text[numeral.first][0] != ".":
        return False
    at = measured.last + (tokens.at(measured.last) in HYPHENS)
    for _ in range(3):
        if tokens.at(at) in word_list("weapon"):
            return True
        if tokens.at(at) not in word_list("sort of weapon"):
            return False
        at += 1 + (tokens.at(at + 1) in HYPHENS)
    return False


def names_flood(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether this is how rare something is called: "a 1-in-100-year flood"; "1 in 100 years" are figures."""
    low = [word for word in tokens.low[numeral.last : numeral.last + 6] if word not in HYPHENS]
    return numeral.low == 1 and len(low) >= 3 and low[0] == "in" and low[1].isdigit() and low[2] == "year"


def is_label(tokens: Tokens, numeral: Numeral, last: int) -> bool:
    """Whether the number only numbers something: "Article 50", "Boeing 737", "S&P 500", "1. Introduction"."""
    first = numeral.first
    if numeral.low is None or numeral.scale != 1 or (tokens.text[first].find(",") >= 0):
        return False
    behind = last + 1 if tokens.at(last) in HYPHENS else last
    if tokens.at(behind) in word_list("label behind") or _is_block(tokens, numeral):
        return True
    if _numbers_item(tokens, first, last) or _in_street(tokens, numeral):
        return True
    if _is_dialled(tokens, numeral, first - 1):
        return True
    if noun_follows(tokens, last):
        return False
    if tokens.at(first - 1) in ("a", "an") and tokens.at(last)[:1].isalpha() and (numeral.low or 0) > 99:
        return last == numeral.last
    before = first - 1
    if tokens.at(before) in ("and", "or", "to", ",", "&", *DASHES) and tokens.is_sort(before - 1, "n"):
        before -= 2
    if longest(not_figures("label"), tokens, before, -1)[0]:
        return True
    if _in_score(tokens, first):
        return False
    return _follows_name(tokens, before, last)


def _numbers_item(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the number opens an item of a list: "1. The bank", "2) The bank", "(3)", or stands alone as "4."."""
    if first == 1:
        return tokens.at(0) == "(" and tokens.at(last) == ")"
    opens = tokens.raw(last + 1)[:1].isupper() or last + 1 == len(tokens)
    return first == 0 and tokens.at(last) in (".", ")") and opens


def _is_block(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether this is where in a street something is: "the 3400 block of Elm Street"."""
    return (
        tokens.at(numeral.last) == "block"
        and tokens.at(numeral.last + 1) == "of"
        and (numeral.low or 0) >= LOWEST_BLOCK
    )


def _is_dialled(tokens: Tokens, numeral: Numeral, before: int) -> bool:
    """Whether somebody calls this number: "called 911"; who called 47 of his pilots called people."""
    if tokens.text[numeral.first] in ("911", "999", "112") and tokens.at(numeral.last) in word_list(
        "dialled for"
    ):
        return True
    return (
        tokens.at(before) in word_list("dials")
        and len(tokens.text[numeral.first]) == 3
        and tokens.at(numeral.last) != "of"
    )


def _in_score(tokens: Tokens, first: int) -> bool:
    """Whether the number is one side of "51-50": below what aircraft and roads are numbered with."""
    for a in (first, first - 2):
        if tokens.at(a + 1) in DASHES and tokens.glued(a + 1) and tokens.glued(a + 2):
            sides = [literal_value(tokens.raw(i)) if tokens.is_sort(i, "n") else None for i in (a, a + 2)]
            return all(side is not None and side < HIGHEST_SCORE for side in sides)
    return False


def label_in_words(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number in words only numbers something: "Phase two", "day six of the siege", "World War Two"."""
    if measured.unit or measured.last != numeral.last or noun_follows(tokens, numeral.last):
        return False
    found, _ = longest(not_figures("label"), tokens, numeral.first - 1, -1)
    return bool(found) and numeral.shape == "plain" and numeral.scale == 1


def _in_street(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether this is a house number: capitals follow and one of them is a street."""
    begin = numeral.last
    if tokens.at(begin) in DASHES and tokens.is_sort(begin + 1, "n"):
        begin += 2
    for index in range(begin, begin + 6):
        ordinal = tokens.at(index) in ("st", "nd", "rd", "th") and tokens.glued(index)
        initial = tokens.at(index) == "." and len(tokens.raw(index - 1)) <= 2
        if index > begin and (tokens.is_sort(index, "n") or ordinal or initial):
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
    if following == "of" and any(tokens.is_sort(last + step, "n") for step in (1, 2, 3)):
        return False  # "gives the Alliance 118 of the 225 seats"
    if _in_title_case(tokens):
        low = following.lower()
        return not (noun_like(low) or noun_like(tokens.at(last + 1)))
    if following in DASHES and tokens.glued(last) and tokens.is_sort(last + 1, "n"):
        return len(tokens.text[last + 1]) > 2 or (literal_value(tokens.text[last - 1]) or 0) >= HIGHEST_SCORE
    if following[:1].islower():
        return following in word_list("function") or following.endswith("ed") or _is_change_verb(tokens, last)
    return True


def _in_title_case(tokens: Tokens) -> bool:
    """Whether the text is a headline whose words all begin with a capital, so that capitals show no names."""
    long = [
        text for text, sort in zip(tokens.text, tokens.sort, strict=True) if sort == "w" and len(text) > 3
    ]
    small = sum(text[0].islower() for text in long)
    return len(long) >= 4 and small * 5 <= len(long) and len(tokens) < LONGEST_HEADLINE


def _is_change_verb(tokens: Tokens, index: int) -> bool:
    return longest(changes()[0], tokens, index, -1)[0] is not None
