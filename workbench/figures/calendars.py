"""Numbers that belong to the calendar or the clock: dates, clock times, years, decades, ordinals.

Dates and years are found by the room of times. What stands here is what tells no day: clock times, ordinals, and
dates and times with slips of the keyboard in them ("6: 30 p. m.", "12 / 19 / 2005").
"""

from __future__ import annotations

from workbench.figures.lexing import Tokens
from workbench.figures.numeral import Numeral
from workbench.figures.units import DASHES, Measured
from workbench.figures.vocabulary import word_list

# Between the numbers of a date, a clock time, a telephone number or a record in sport; never a comma.
_CHAINING = frozenset({"-", "/", ".", ":", "–", "—", "@", "‑"})
_CHAIN = 3


def is_round_count(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether what could be a year is a round number of things: "1900 troops", "in 2000 homes"."""
    text = tokens.text[numeral.first]
    return len(text) == 4 and text.endswith("00") and noun_follows(tokens, numeral.last)


def is_calendar(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number belongs to a clock time, a decade, an ordinal, a short year or a chain of numbers."""
    return (
        is_clock(tokens, numeral)
        or _is_ordinal(tokens, numeral)
        or _is_short_year(tokens, numeral)
        or (not measured.unit and _is_old_year(tokens, numeral))
        or _in_chain(tokens, numeral)
    )


def is_clock(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a number is part of a time of day: "6:30", "6: 30 p. m.", "5 to 7 p.m."."""
    first, last = numeral.first, numeral.last
    if tokens.at(last) == ":" and _is_minutes(tokens, last + 1):
        return True
    if tokens.at(first - 1) == ":" and tokens.is_sort(first - 2, "n") and _is_minutes(tokens, first):
        return True
    if _in_clock_range(tokens, first, last) and (numeral.low or 0) < 25:
        return True
    following = tokens.at(last)
    if following in word_list("clock"):
        return (numeral.low or 0) < 25 or following in ("gmt", "utc", "hrs", "hours")
    return _meridiem_apart(tokens, last) or (
        tokens.at(last) in ("to", *DASHES) and tokens.at(last + 2) in word_list("meridiem")
    )


def _in_clock_range(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a full hour is one end of a range whose other end has minutes: "between 10 and 11:30", "9:30 to 12"."""
    between = tokens.at(first - 1) == "between"
    if _links_hours(tokens, last, between=between) and tokens.at(last + 2) == ":":
        return _is_minutes(tokens, last + 3)
    if tokens.at(first - 3) != ":" or not _is_minutes(tokens, first - 2) or noun_follows(tokens, last):
        return False
    return _links_hours(tokens, first - 1, between=tokens.at(first - 5) == "between")


def _links_hours(tokens: Tokens, index: int, *, between: bool) -> bool:
    word = tokens.at(index)
    return word == "to" or word in DASHES or (word == "and" and between)


def _meridiem_apart(tokens: Tokens, index: int) -> bool:
    """Whether "a. m." stands here, written with a space."""
    return (
        tokens.at(index) in ("a", "p", "a.", "p.")
        and tokens.at(index + 1) == "."
        and tokens.at(index + 2) in ("m", "m.")
    )


def _is_minutes(tokens: Tokens, index: int) -> bool:
    """Whether two digits stand behind a colon, or a slip of the keyboard beside it ("6: 30", "6 : 30")."""
    if not tokens.is_sort(index, "n"):
        return False
    text = tokens.text[index]
    return (tokens.glued(index) and tokens.glued(index - 1)) or (len(text) == 2 and text < "60")


def _is_ordinal(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether an ending makes this an ordinal or a decade: "4th", "the 90s"."""
    last = numeral.last
    suffix = tokens.at(last)
    if not tokens.glued(last):
        return suffix in ("'", "’") and tokens.at(last + 1) == "s"
    if suffix == "st" and _is_stone(tokens, numeral):
        return False
    if suffix in ("s", "st", "nd", "rd", "th"):
        return suffix != "s" or (numeral.low or 0) % 10 == 0
    return suffix in ("'", "’") and tokens.at(last + 1) == "s" and tokens.glued(last + 1)


def _is_stone(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether "st" is the weight: no ordinal of this number ends so ("13st"), or pounds follow ("21st 4lb")."""
    value = numeral.low or 0
    ordinal = value % 10 == 1 and value % 100 != 11
    pounds = tokens.is_sort(numeral.last + 1, "n") and tokens.at(numeral.last + 2) in ("lb", "lbs")
    return not ordinal or pounds


def _is_old_year(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether four digits are a year from before the ones that the room of times knows without a month."""
    text = tokens.text[numeral.first]
    if not (len(text) == 4 and text.isdigit() and numeral.last == numeral.first + 1):
        return False
    before = tokens.at(numeral.first - 1)
    return (
        before in ("in", "since", "circa", "until")
        and 1000 <= int(text) <= 2199
        and not noun_follows(tokens, numeral.last)
    )


def _is_short_year(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether these digits end a span of years ("2019-20") or are a year cut short ("'99")."""
    text, first = tokens.text[numeral.first], numeral.first
    if len(text) != 2 or not tokens.glued(first):
        return False
    if tokens.at(first - 1) in ("'", "’", "‘"):
        return not (tokens.is_sort(first - 2, "n") and tokens.glued(first - 1))  # "5'11" is feet and inches
    if tokens.at(first - 1) not in (*DASHES, "/"):
        return False
    whole = tokens.raw(first - 2)
    return (
        len(whole) == 4 and whole.isdigit() and whole[:2] in ("19", "20") and not tokens.at(first).isalpha()
    )


def _in_chain(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether this is one of three or more numbers that only signs part: "12 / 19 / 2005", "2. 48. 40"."""
    first = last = numeral.first
    count = 1
    while count < _CHAIN and (step := _link(tokens, first, -1)):
        first, count = first - step, count + 1
    while count < _CHAIN and (step := _link(tokens, last, 1)):
        last, count = last + step, count + 1
    return count >= _CHAIN


def _link(tokens: Tokens, index: int, side: int) -> int:
    """Return how many tokens away the next number of a chain stands; 0 if there is none."""
    if tokens.at(index + side) in _CHAINING and tokens.is_sort(index + 2 * side, "n"):
        return 2
    return 0


def noun_follows(tokens: Tokens, index: int) -> bool:
    """Whether a word follows that looks like a counted noun: a plural in small letters, or a name and such a one."""
    word = tokens.raw(index)
    if word[:1].isupper() and tokens.is_sort(index + 1, "w"):
        word = tokens.raw(index + 1)
    if not word[:1].islower() or word in word_list("function"):
        return False
    if noun_like(word):
        return True
    following = tokens.raw(index + 1)
    return following[:1].islower() and following.endswith("s") and following not in word_list("function")


def noun_like(word: str) -> bool:
    """Whether a word in small letters looks like a plural noun, or names people."""
    plural = (
        word.endswith("s") and not word.endswith(("ss", "'s", "’s")) and word not in word_list("function")
    )
    return plural or word in word_list("people")
