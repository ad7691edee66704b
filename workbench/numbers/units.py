"""The unit of a number: a currency before or behind it, a unit word or symbol behind it, a rate."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from workbench.lexicon.reading import rows, spellings
from workbench.lexicon.units import UnitOfMeasure
from workbench.numbers.cardinals import literal_value, scales
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantity import Numeral, Quantity
from workbench.numbers.vocabulary import (
    currency_signs,
    longest,
    number_words,
    rate_words,
    unit_symbols,
    unit_words,
    word_list,
)

HYPHENS = ("-", "‐", "‑")
DASHES = (*HYPHENS, "–", "—", "−")


# Symbols that mean another unit beside words of a list: "968 mb", "12 nm off the coast".
_MEANS_ELSEWHERE = {"Mbit": ("air pressure", "mbar"), "nm": ("at sea", "nmi")}


@dataclass(slots=True)
class Measured:
    """A number's unit: its name and kind, and the tokens ``[first, last)`` of number and unit together."""

    unit: str
    kind: str
    first: int
    last: int
    rate: str = ""
    scale: float = 1.0


def find_unit(tokens: Tokens, numeral: Numeral) -> Measured:
    """Return the unit that the sentence speaks of with this number; kind count and no unit if there is none.

    Examples
    --------
    >>> from workbench.numbers.numerals import find_numerals
    >>> tokens = Tokens("US$5 million a year for 40 sq ft")
    >>> [find_unit(tokens, numeral).unit for numeral in find_numerals(tokens, {})]
    ['USD', 'ft2']
    """
    measured = (
        _currency_before(tokens, numeral)
        or _unit_behind(tokens, numeral)
        or Measured("", "share" if numeral.shape == "fraction" else "count", numeral.first, numeral.last)
    )
    if measured.kind == "duration":
        _age(tokens, numeral, measured)
    elif measured.unit == "lb" and _is_sterling(tokens, numeral):
        measured.unit, measured.kind = "GBP", "money"
    elif measured.unit in _MEANS_ELSEWHERE:
        role, unit = _MEANS_ELSEWHERE[measured.unit]
        measured.unit = measured.unit if word_list(role).isdisjoint(tokens.low) else unit
    _rate(tokens, measured)
    return measured


# ---- money -----------------------------------------------------------------------------------------------------------


def _currency_before(tokens: Tokens, numeral: Numeral) -> Measured | None:
    index = numeral.first - 1 - _is_inner_minus(tokens, numeral.first - 1)
    unit, first, scale = (
        currency_at(tokens, index, before=True) if not _is_console(tokens, numeral) else _NO_SIGN
    )
    if not unit:
        unit, first = _abbreviated_currency(tokens, index)
    if not unit or _belongs_to_number_before(tokens, index, numeral.first):
        return None
    last = numeral.last
    behind, _, _ = currency_at(tokens, last, before=False)
    words, reached = longest(unit_words(), tokens, last)
    if behind:
        last += 1
    elif words is not None and words.kind == "money":
        unit, last = (words.unit if words.unit != "USD" else unit), reached
    return Measured(unit, "money", first, last, scale=scale)


_NO_SIGN = ("", 0, 1.0)


def _abbreviated_currency(tokens: Tokens, index: int) -> tuple[str, int]:
    """Return the currency written with a full stop ("Rs. 500") or behind its sign ("$US30"), and its first token."""
    if not tokens.glued(index):
        return "", index
    before, text = tokens.raw(index - 1), tokens.raw(index)
    if text == "." and not tokens.glued(index - 1):
        return currency_signs().get(f"{before}.", ""), index - 1
    if before == "$" and text.isalpha() and not tokens.glued(index - 1):
        return currency_signs().get(f"${text}", ""), index - 1
    return "", index


def _is_inner_minus(tokens: Tokens, index: int) -> bool:
    """Whether a dash joins a number to the sign of a currency: "US$-5"."""
    joins = tokens.at(index) in DASHES and tokens.glued(index) and tokens.glued(index + 1)
    return joins and _is_sign(tokens.raw(index - 1))


def _is_console(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether "PS" before a number is no pound sign that was spelt in letters on the way: "PS5", not "PS2.7m"."""
    if tokens.raw(numeral.first - 1) != "PS":
        return False
    amount = numeral.scale > 1 or any(mark in tokens.text[numeral.first] for mark in ".,")
    return not (tokens.glued(numeral.first) and amount)


def _belongs_to_number_before(tokens: Tokens, index: int, first: int) -> bool:
    """Whether the sign stands apart between two numbers ("17 USD 25"): then it belongs to the first."""
    return tokens.is_sort(index - 1, "n") and not tokens.glued(first)


def currency_at(tokens: Tokens, index: int, *, before: bool) -> tuple[str, int, float]:
    """Return the currency written as a sign or code at a token, the first token of it, and a scale ("MUSD")."""
    text, signs = tokens.raw(index), currency_signs()
    none = "", index, 1.0
    if not text or not _may_be_currency(text):
        return none
    prefixed = _prefixed_sign(tokens, index) if before and _is_sign(text) else ""
    if prefixed:
        return prefixed, index - 1, 1.0
    if text not in signs or not _stands_as_currency(tokens, index, before=before):
        return none
    return signs[text], index, 1e6 if len(text) == 4 and text[0] == "M" else 1.0


def _may_be_currency(text: str) -> bool:
    return text in currency_signs() or _is_sign(text) or text[:1] == "M"


def _stands_as_currency(tokens: Tokens, index: int, *, before: bool) -> bool:
    """Whether a sign or code is one here: a code stands apart before a number, a letter alone touches it."""
    text = tokens.raw(index)
    if _is_sign(text):
        return True
    if before and tokens.glued(index) and tokens.at(index - 1) not in ("(", "["):
        return False
    return len(text) > 1 or (tokens.glued(index + 1) if before else text.islower())


def _prefixed_sign(tokens: Tokens, index: int) -> str:
    """Return the currency of a sign with its country before it: "US$", "A $"."""
    country = tokens.raw(index - 1)
    if not tokens.is_sort(index - 1, "w") or (country == "a" and not tokens.glued(index)):
        return ""
    whole = country + tokens.raw(index)
    return currency_signs().get(whole) or currency_signs().get(whole.replace(".", "").upper(), "")


def _is_sign(text: str) -> bool:
    return len(text) == 1 and (unicodedata.category(text) == "Sc" or text == "元")


def _is_sterling(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether "pounds" are money: large sums are, and those in a sentence that speaks of money."""
    near = tokens.low[max(0, numeral.first - MONEY_NEAR) : numeral.last + MONEY_NEAR]
    return numeral.scale >= 1e5 or "£" in tokens.source or not word_list("money").isdisjoint(near)


# ---- units -----------------------------------------------------------------------------------------------------------


_GAP = re.compile(r"[ \u00a0\u202f\u2009]?-?")


@cache
def _longest_symbol() -> int:
    return max(map(len, unit_symbols()))


def _symbol_at(source: str, start: int) -> str:
    """Return the longest symbol of a unit that stands here; one that ends in a letter must end the word."""
    for size in range(_longest_symbol(), 0, -1):
        symbol, behind = source[start : start + size], source[start + size : start + size + 1]
        if symbol in unit_symbols() and not (symbol[-1].isalnum() and (behind.isalnum() or behind == "_")):
            return symbol
    return ""


# Symbols that are words as well, or letters of names: they must touch the number, or end its phrase.
_MUST_TOUCH = frozenset(
    [
        "in",
        "s",
        "h",
        "t",
        "st",
        "b",
        "B",
        "A",
        "a",
        "F",
        "C",
        "N",
        "R",
        "K",
        "J",
        "g",
        "m",
        "l",
        "L",
        "W",
        "V",
        "x",
        "×",
        "′",
        "'",
        "”",
        "″",
        "ac",
        "ct",
        "ly",
        "au",
        "AU",
        "bar",
        "U",
    ]
)


_OF_SHAPE = {"fold": "-fold", "times": "time"}  # "threefold", "twice"
MOST_MAGNITUDE = 10
MONEY_NEAR = 8
MOST_WORDS_BEFORE_PER = 3  # "4.5 deaths per 1,000"
LEAST_IN_CROWNS = 50  # fewer of them are worn


def _unit_behind(tokens: Tokens, numeral: Numeral) -> Measured | None:
    at = numeral.last
    if numeral.shape == "fraction" and tokens.at(at - 2) == "every":
        return None  # "23 of every 24 hours" is a share of them
    if numeral.shape in _OF_SHAPE:
        return Measured(_OF_SHAPE[numeral.shape], "count", numeral.first, numeral.last)
    symbol = _symbol_behind(tokens, numeral)
    words = _unit_inside(tokens, numeral) or _magnitude(tokens, numeral) or _unit_words(tokens, numeral, at)
    return words if symbol is None or (words and words.last > symbol.last) else symbol


def _symbol_behind(tokens: Tokens, numeral: Numeral) -> Measured | None:
    """Return the symbol of a unit or a currency behind a number in digits, or a fraction."""
    if not numeral.digits and numeral.shape != "fraction":
        return None
    return _symbol(tokens, numeral) or _currency_behind(tokens, numeral)


def _unit_inside(tokens: Tokens, numeral: Numeral) -> Measured | None:
    """Return the unit inside the number: "a month and a half", "a minute or two", "nearly a year", "decades of"."""
    if numeral.shape == "vague":
        unit, last = longest(unit_words(), tokens, numeral.first)
        return Measured(unit.unit, unit.kind, numeral.first, last) if last == numeral.last else None
    if numeral.shape == "unit":
        article = tokens.at(numeral.first) in ("a", "an")
        unit, _ = longest(unit_words(), tokens, numeral.first + article)
        return unit and Measured(unit.unit, unit.kind, numeral.first, numeral.last)
    if tokens.at(numeral.last - 1) != "half" or tokens.at(numeral.first) not in ("a", "an"):
        return None
    unit, _ = longest(unit_words(), tokens, numeral.first + 1)
    return unit and Measured(unit.unit, unit.kind, numeral.first, numeral.last)


def _magnitude(tokens: Tokens, numeral: Numeral) -> Measured | None:
    """Read "magnitude 7.1", "a magnitude of 6", "7.1-magnitude"; "Mach 1.2"."""
    if numeral.digits and tokens.at(numeral.first - 1) == "mach":
        return Measured("Mach", "measure", numeral.first, numeral.last)
    if _is_told_as_magnitude(tokens, numeral):
        return Measured("magnitude", "measure", numeral.first, numeral.last)
    at = numeral.last + 1 if tokens.at(numeral.last) in HYPHENS else numeral.last
    return Measured("magnitude", "measure", numeral.first, at + 1) if tokens.at(at) == "magnitude" else None


def _is_told_as_magnitude(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether the words around a number, but for "magnitude" right behind it, tell the strength of a quake."""
    behind = tokens.low[numeral.last : numeral.last + 3]
    richter = tokens.at(numeral.last) == "on" and "richter" in behind
    if richter or behind[:2] == ["in", "magnitude"]:
        return True
    ways = (_measured_quake, _quake_of, _revised_magnitude, _magnitude_leads)
    return any(fits(tokens, numeral) for fits in ways)


def _magnitude_leads(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether "magnitude" leads to the number: "a magnitude of about 6", "magnitude-6"."""
    index = numeral.first - 1
    if tokens.at(index) in HYPHENS and tokens.glued(numeral.first):
        index -= 1
    while tokens.at(index) in word_list("inside magnitude"):
        index -= 1
    return tokens.at(index) == "magnitude"


def _quake_of(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a decimal right before a quake is its strength: "the 7.8 earthquake"."""
    value = numeral.low
    strength = numeral.digits and value is not None and value < MOST_MAGNITUDE and value % 1 > 0
    return strength and tokens.at(numeral.last) in word_list("quake")


def _measured_quake(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a quake measured this without a unit: "the tremor, which measured 6.4,"."""
    first, value = numeral.first, numeral.low
    if tokens.at(first - 1) not in ("measured", "measuring", "registered", "registering") or value is None:
        return False
    near = tokens.low[max(0, first - 8) : first]
    bare = not tokens.at(numeral.last)[:1].isalpha() or tokens.at(numeral.last) in (
        "and",
        "on",
        "struck",
        "hit",
    )
    return numeral.digits and value < MOST_MAGNITUDE and bare and not word_list("quake").isdisjoint(near)


def _revised_magnitude(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a decimal is what a magnitude named before was "measured as", "upgraded to"."""
    value, before = numeral.low, numeral.first - 1
    if not numeral.digits or value is None or value >= MOST_MAGNITUDE or value % 1 == 0:
        return False
    before -= tokens.at(before) in ("a", "an")
    if tokens.at(before) not in ("to", "as", "at") or tokens.raw(numeral.last)[:1].isalpha():
        return False
    told = tokens.low[:before]
    return "magnitude" in told and not word_list("raises level").isdisjoint(told[-6:])


def _unit_words(tokens: Tokens, numeral: Numeral, at: int) -> Measured | None:
    if tokens.at(at) in DASHES and (tokens.glued(at) or tokens.at(at) in HYPHENS):
        at += 1
    elif tokens.at(at) == ")" and tokens.at(numeral.first - 1) == "(":
        at += 1  # "about (300) dollars"
    if tokens.at(at) in ("of", "a", "an") and numeral.shape in ("vague", "fraction"):
        at += 1 + (tokens.at(at + 1) in ("a", "an"))
    unit, last = longest(unit_words(), tokens, at)
    if unit is None:
        return _qualified_unit(tokens, numeral, at)
    if _is_other_word(tokens, unit, at, last, numeral.low):
        return None
    return Measured(unit.unit, unit.kind, numeral.first, last)


def _qualified_unit(tokens: Tokens, numeral: Numeral, at: int) -> Measured | None:
    """Read a unit behind one qualifier that leaves it what it is: "three consecutive days", "10 more minutes"."""
    unit, last = longest(unit_words(), tokens, at + 1)
    if tokens.at(at) not in word_list("before unit") and not _is_kind_of_time(tokens, at, unit, last):
        return None
    dated = tokens.at(at) in ("last", "next", "past", "this") and not tokens.at(last - 1).endswith("s")
    if unit is None or dated:  # "14 last year" is 14 of something in a year
        return None
    return Measured(unit.unit, unit.kind, numeral.first, last)


def _is_kind_of_time(tokens: Tokens, at: int, unit: UnitOfMeasure | None, last: int) -> bool:
    """Whether an adjective stands before a plural unit of time: "11 unpaid days"; not "three shot hours later"."""
    if unit is None or unit.kind != "duration" or not tokens.at(at + 1).endswith("s"):
        return False
    word = tokens.raw(at)
    if not (word.isalpha() and word.islower()) or word in word_list("function") or word in number_words():
        return False
    tells = word.endswith(("s", "ed")) or word in word_list("casualty") or word in word_list("people")
    return not tells and tokens.at(last) not in word_list("behind time")


def _is_other_word(tokens: Tokens, unit: UnitOfMeasure, at: int, last: int, value: float | None) -> bool:
    """Whether the word is no unit here: "two second-half goals", "three May days", "five Pound reviews"."""
    if unit.unit in ("stone", "T") and tokens.raw(at)[0].isupper():
        return True
    if tokens.at(at) in word_list("seldom money") and _are_worn(tokens, at, value):
        return True
    if tokens.at(at) == "second" and tokens.at(at - 1) not in (*HYPHENS, "one", "a"):
        return True  # behind a number that is apart from it: "2008 second-quarter", "30 second graders"
    if unit.unit in ("s", "min") and tokens.at(at) in ("second", "minute"):
        return _is_ordinal_of_play(tokens, last)
    return unit.kind == "measure" and _are_capitalised(tokens, at, last)


def _are_capitalised(tokens: Tokens, *places: int) -> bool:
    return all(tokens.raw(place)[:1].isupper() for place in places)


def _is_ordinal_of_play(tokens: Tokens, last: int) -> bool:
    """Whether "half" or "place" follows: "a second-half goal"."""
    follows = tokens.at(last) in ("-", "half", "place")
    return follows and tokens.at(last + 1) in ("half", "place", "placed")


def _are_worn(tokens: Tokens, at: int, value: float | None) -> bool:
    """Whether "crowns" are no money: few, and no price, share or other sum stands near."""
    near = tokens.low[max(0, at - MONEY_NEAR) : at + MONEY_NEAR]
    sums = sum(word in word_list("seldom money") for word in tokens.low)
    few = value is not None and value < LEAST_IN_CROWNS and value == int(value)
    return few and sums == 1 and word_list("money").isdisjoint(near)


def _symbol(tokens: Tokens, numeral: Numeral) -> Measured | None:
    end = tokens.end[numeral.last - 1]
    gap = _GAP.match(tokens.source, end)
    start = gap.end() if gap else end
    symbol = _symbol_at(tokens.source, start)
    if not symbol:
        return None
    last = _token_behind(tokens, numeral.last, start + len(symbol))
    if symbol in _MUST_TOUCH and not _may_stand(tokens, symbol, start > end, last):
        return None
    unit = unit_symbols()[symbol]
    return Measured(unit.unit, unit.kind, numeral.first, last)


def _may_stand(tokens: Tokens, symbol: str, apart: bool, last: int) -> bool:
    """Whether what is a word or a letter of a name as well is a symbol here."""
    if symbol in "′'”″":
        return not apart and not _closes_quote(tokens, symbol, last)
    if symbol == "in":
        behind_feet = not apart and tokens.at(last - 3) in ("ft", "feet", "foot", "'", "′", "’")
        return behind_feet or tokens.at(last) in word_list("behind inch")
    return not apart or _may_stand_apart(tokens, symbol, last)


def _may_stand_apart(tokens: Tokens, symbol: str, last: int) -> bool:
    """Whether what stands apart from its number is a symbol, by the word that follows."""
    following = tokens.at(last)
    if symbol.isupper() and len(symbol) == 1 and following in ("and", "or", "to", "&"):
        return False
    if not following[:1].isalpha() or following in word_list("behind symbol"):
        return True
    if symbol.isupper() and "." in tokens.text[last - 2]:
        return following in word_list("function")  # "0.7 AU from the sun"
    return _is_letter_of_unit(tokens, symbol, last)


def _is_letter_of_unit(tokens: Tokens, symbol: str, last: int) -> bool:
    """Whether a letter before a word is a unit: "20 C outside", "500 W lamps"; not "20 C batteries"."""
    following = tokens.at(last)
    if symbol in "CF":  # "it was 20 C outside"; not "Grade 3 C pupils"
        lower = tokens.raw(last).islower() and not following.endswith("s")
        return lower or tokens.at(last - 3) in word_list("before degrees")
    return symbol in "WVmg" and following not in word_list("determiner")


def _closes_quote(tokens: Tokens, symbol: str, last: int) -> bool:
    """Whether a mark is no sign of feet or inches: it closes a quotation, or letters follow."""
    source, start = tokens.source, tokens.start[last - 1]
    if source[tokens.end[last - 1] :][:1].isalpha():
        return True
    if symbol == "”":
        return source.count("“", 0, start) > source.count("”", 0, start)
    return symbol == "'" and _opens_quote(source, start)


def _opens_quote(source: str, end: int) -> bool:
    """Whether a single quotation mark was opened before: one at the start or behind a space."""
    return source[:1] in "'‘" or " '" in source[:end] or "‘" in source[:end]


def _token_behind(tokens: Tokens, index: int, offset: int) -> int:
    while index < len(tokens) and tokens.start[index] < offset:
        index += 1
    return index


def _currency_behind(tokens: Tokens, numeral: Numeral) -> Measured | None:
    unit, first, scale = currency_at(tokens, numeral.last, before=False)
    prefixed = tokens.raw(numeral.last) + tokens.raw(numeral.last + 1)
    if not unit and tokens.glued(numeral.last + 1) and prefixed[-1:] == "$" and prefixed in currency_signs():
        return Measured(currency_signs()[prefixed], "money", numeral.first, numeral.last + 2)
    if not unit or first != numeral.last:
        return None
    last = numeral.last + 1
    role, value = number_words().get(tokens.at(last), ("", 0))
    if role == "scale" and numeral.scale == 1:
        return Measured(unit, "money", numeral.first, last + 1, scale=float(value))
    return Measured(unit, "money", numeral.first, last, scale=scale)


# ---- ages and rates --------------------------------------------------------------------------------------------------


def _age(tokens: Tokens, numeral: Numeral, measured: Measured) -> None:
    """Make a duration an age: "35-year-old", "three months old", "ninety years of age", "Ann Lee, age 2 months"."""
    at = measured.last
    if tokens.at(at) in DASHES and tokens.glued(at):
        at += 1
    if tokens.at(at) in ("old", "olds", "old's", "old’s"):
        measured.kind, measured.last = "age", at + 1
    elif tokens.at(at) == "of" and tokens.at(at + 1) == "age":
        measured.kind, measured.last = "age", at + 2
    elif tokens.at(numeral.first - 1) in ("age", "aged") and tokens.at(numeral.first - 2) == ",":
        measured.kind = "age"


def _rate(tokens: Tokens, measured: Measured) -> None:
    """Add what the amount is reckoned by: "per day", "a barrel", "/kg", "-a-share"."""
    if not measured.rate:
        measured.rate = _per_number(tokens, measured)
    if measured.rate or not measured.unit or measured.kind == "age":
        return
    for at in _rate_places(tokens, measured):
        unit, last = rate_at(tokens, at)
        if unit:
            measured.rate = unit
            if at == measured.last or tokens.at(measured.last) in HYPHENS:
                measured.last = last
            elif tokens.at(at - 1) == ")":
                _write_as_one(tokens, measured, at, last)
            return


def _write_as_one(tokens: Tokens, measured: Measured, at: int, last: int) -> None:
    """Name a unit and its rate as one where they have a name: km/h of "80 kilometres (50 miles) per hour"."""
    words = tokens.low[measured.last - 1 : measured.last] + tokens.low[at:last]
    unit, behind = longest(unit_words(), Tokens(" ".join(words)), 0)
    if unit is not None and behind == len(words):
        measured.unit, measured.kind, measured.rate = unit.unit, unit.kind, ""


def _per_number(tokens: Tokens, measured: Measured) -> str:
    """Return the number that an amount is reckoned by, "100,000" of "4.5 deaths per 100,000"; nothing if there is none."""
    for at in range(measured.last, measured.last + MOST_WORDS_BEFORE_PER + 1):
        word = tokens.at(at)
        if word == "per":
            return _number_of_rate(tokens, at + 1)
        if not tokens.is_sort(at, "w") or word in word_list("function") or word in number_words():
            break
    return ""


def _number_of_rate(tokens: Tokens, index: int) -> str:
    """Return the number that stands here, "1,000" or "million", written in digits; nothing before a unit."""
    value = literal_value(tokens.text[index]) if tokens.is_sort(index, "n") else 1.0
    scale, last = scales(tokens, index + tokens.is_sort(index, "n"))
    if value is None or value * scale <= 1 or longest(unit_words(), tokens, last)[0]:
        return ""
    return f"{value * scale:,.0f}"


def _rate_places(tokens: Tokens, measured: Measured) -> list[int]:
    """Return where a rate may begin: at once, behind a hyphen, a restatement in brackets, or "of jet fuel"."""
    at = measured.last
    if tokens.at(at) in ("(", ")"):
        return [past_restatement(tokens, at)]
    if tokens.at(at) in HYPHENS:
        return [at + 1]
    if tokens.at(at) != "of" or measured.kind not in ("measure", "money"):
        return [at]
    behind = [i for i in range(at + 2, min(at + 6, len(tokens))) if tokens.at(i) in ("a", "per", "an")]
    return behind[:1]


def past_restatement(tokens: Tokens, index: int) -> int:
    """Return the index behind a figure told again in brackets, or behind those around it: "62 miles (100 km) or more"."""
    if tokens.at(index) == ")":
        return index + 1
    closing = next((at for at in range(index + 2, index + 7) if tokens.at(at) == ")"), 0)
    return closing + 1 if closing and tokens.at(index) == "(" else index


def rate_at(tokens: Tokens, at: int) -> tuple[str, int]:
    """Return the unit of the rate that begins at a token ("per day"), and the index behind it; or ("", at)."""
    word = tokens.at(at)
    if word not in ("per", "a", "an", "each", "every", "/", "p"):
        return "", at
    begin = at + 1
    if tokens.at(begin) in HYPHENS and word in ("a", "an", "per"):
        begin += 1
    unit, last = longest(rate_words()[0], tokens, begin)
    if unit is None and word == "per" and _is_noun_of_rate(tokens, at + 1):
        return tokens.at(at + 1), at + 2
    if unit is None or not _reckons_by(tokens, at, begin, last):
        return "", at
    return unit, last


def _reckons_by(tokens: Tokens, at: int, begin: int, last: int) -> bool:
    """Whether a unit is one that its word may lead to, "a day", "/kg", and no time that was: "a year ago"."""
    word, words = tokens.at(at), " ".join(tokens.low[begin:last])
    if word in ("a", "an", "each", "every") and words not in rate_words()[1]:
        return False
    # "km / h" is spaced out at both sides; behind "12 kg/ day 3" another thing begins.
    apart = word == "/" and not tokens.glued(begin) and tokens.glued(at)
    return not apart and tokens.at(last) not in word_list("behind time")


# ---- money whose name several countries share ------------------------------------------------------------------------


_WORD = re.compile(r"[^\W\d_]+")


def settle_currency(sentences: Iterable[tuple[Tokens, list[Quantity]]], texts: Iterable[str]) -> None:
    """Give sums in "rupees" the currency of the country that an article names most often.

    ``sentences`` are those with figures, ``texts`` all sentences of the article.

    Sums whose currency is written out or has a sign of its own ("₹", "Pakistani rupees") stay. Between countries
    named equally often the first in the lexicon counts; where none is named, sums stay as they are.

    Examples
    --------
    >>> from workbench.numbers.quantities import find_quantities
    >>> text = "Officials in Lahore paid Rs 500 each."
    >>> found = find_quantities(text)
    >>> settle_currency([(Tokens(text), found)], [text])
    >>> found[0].unit
    'PKR'
    """
    read = [(tokens, quantity) for tokens, found in sentences for quantity in found]
    shared = [(quantity, units) for tokens, quantity in read if (units := _shared(tokens, quantity))]
    if not shared:
        return
    places = _places()
    named = Counter(places[word] for text in texts for word in _WORD.findall(text.lower()) if word in places)
    for quantity, units in shared:
        quantity.unit = (
            max(units, key=lambda unit: named[unit]) if any(map(named.get, units)) else quantity.unit
        )


def _shared(tokens: Tokens, quantity: Quantity) -> tuple[str, ...]:
    """Return the currencies that may be meant by a sum that names its own by a word which several countries use."""
    words = [word for word in tokens.low[quantity.first : quantity.last] if word.isalpha()]
    if quantity.kind != "money" or not _places().keys().isdisjoint(words[:-1] or words):
        return ()
    return next((units for word in words if (units := _currencies_called().get(word, ()))), ())


@cache
def _places() -> dict[str, str]:
    return {place: row["unit"] for row in rows("currency_places") for place in spellings(row["place"])}


@cache
def _currencies_called() -> dict[str, tuple[str, ...]]:
    called: dict[str, tuple[str, ...]] = {}
    for row in rows("currency_places"):
        for word in spellings(row["words"]):
            called[word] = (*called.get(word, ()), row["unit"])
    return called


def _is_noun_of_rate(tokens: Tokens, at: int) -> bool:
    """Whether one word behind "per" is what the amount is reckoned by: "$30 per passenger"."""
    noun, following = tokens.raw(at), tokens.raw(at + 1)
    return (
        noun.isalpha()
        and noun.islower()
        and len(noun) > 2
        and noun not in word_list("function")
        and not following[:1].isalpha()
    )
