"""Numbers that are no figures: dates, clock times, years, ordinals, names, labels, identifiers, idioms.

Dates and years are found by the room of times. What stands here is what tells no day: clock times, ordinals, and
dates and times with slips of the keyboard in them ("6: 30 p. m.", "12 / 19 / 2005").
"""

from __future__ import annotations

import re

from workbench.figures.cardinals import literal_value
from workbench.figures.certain_one import is_anyone, is_certain_one
from workbench.figures.lexing import Tokens
from workbench.figures.quantity import Numeral
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


# ---- calendar and clock ----------------------------------------------------------------------------------------------


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
        four = len(tokens.text[first]) == 4
        return (four or following != "hrs") and (
            (numeral.low or 0) < 25 or four or following in ("gmt", "utc")
        )
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


# ---- names, labels and identifiers -----------------------------------------------------------------------------------


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
