"""Numbers that belong to the calendar or the clock: dates, clock times, years, decades, ordinals."""

from __future__ import annotations

from workbench.figures.lexing import Tokens
from workbench.figures.numeral import Numeral
from workbench.figures.units import DASHES, Measured
from workbench.figures.vocabulary import (
    word_list,
)


def is_calendar(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number belongs to a date, a clock time, a year, a decade or an ordinal."""
    return (
        _is_clock(tokens, numeral)
        or _is_day(tokens, numeral)
        or _is_decade(tokens, numeral)
        or (not measured.unit and _is_year(tokens, numeral))
        or _is_written_date(tokens, numeral)
    )


def _is_clock(tokens: Tokens, numeral: Numeral) -> bool:
    first, last = numeral.first, numeral.last
    if tokens.at(last) == ":" and _is_minutes(tokens, last + 1):
        return True
    if tokens.at(first - 1) == ":" and tokens.glued(first - 1) and tokens.is_sort(first - 2, "n"):
        return _is_minutes(tokens, first)
    following = tokens.at(last)
    if following in word_list("clock"):
        return (numeral.low or 0) < 25 or following in ("gmt", "utc", "hrs", "hours")
    both = following in ("a", "p") and tokens.at(last + 1) == "." and tokens.at(last + 2) == "m"
    return both or (tokens.at(last) in ("to", *DASHES) and tokens.at(last + 2) in word_list("meridiem"))


def _is_minutes(tokens: Tokens, index: int) -> bool:
    """Whether two digits stand behind a colon, or a slip of the keyboard behind it ("6: 30")."""
    if not tokens.is_sort(index, "n"):
        return False
    text = tokens.text[index]
    return tokens.glued(index) or (len(text) == 2 and text < "60" and tokens.glued(index - 1))


def _is_month(tokens: Tokens, index: int) -> bool:
    """Whether a month's name stands here; "may", "march" and "sun" need their capital."""
    word = tokens.at(index)
    if word not in word_list("month"):
        return False
    if tokens.raw(index)[0].isupper():
        return True
    if tokens.is_sort(index - 1, "n") and tokens.at(index - 2) == "on":
        return True
    return tokens.at(index + 1) == "." and word not in ("may", "march")


def _is_day(tokens: Tokens, numeral: Numeral) -> bool:
    value = numeral.low or 0
    if not 0 < value <= 31 or value != int(value) or numeral.scale != 1:
        return False
    before = numeral.first - 1
    if tokens.at(before) in (".", "the"):
        before -= 1
    if _is_month(tokens, before):
        return True
    if tokens.at(before) in (*DASHES, "and", "to", ",", "or") and tokens.is_sort(before - 1, "n"):
        # "July 3-5", "July 3 and 5": the second day inherits the month.
        far = before - 2
        if _is_month(tokens, far - 1 if tokens.at(far) == "." else far):
            return tokens.at(before) in DASHES or not noun_follows(tokens, numeral.last)
    behind = numeral.last + 1 if tokens.at(numeral.last) in ("of", *DASHES) else numeral.last
    if tokens.at(numeral.last) in DASHES and tokens.is_sort(behind, "n"):
        behind += 1
    return _is_month(tokens, behind) and not _month_is_name(tokens, behind)


def _month_is_name(tokens: Tokens, index: int) -> bool:
    return tokens.at(index) == "may" and tokens.raw(index) == "may"


def _is_decade(tokens: Tokens, numeral: Numeral) -> bool:
    last = numeral.last
    suffix = tokens.at(last)
    if not tokens.glued(last):
        return suffix in ("'", "’") and tokens.at(last + 1) == "s"
    if suffix in ("s", "st", "nd", "rd", "th"):
        return suffix != "s" or (numeral.low or 0) % 10 == 0
    return suffix in ("'", "’") and tokens.at(last + 1) == "s" and tokens.glued(last + 1)


def _is_year(tokens: Tokens, numeral: Numeral) -> bool:
    text = tokens.text[numeral.first]
    before = tokens.at(numeral.first - 1)
    if before in ("'", "’", "‘") and len(text) == 2 and tokens.glued(numeral.first):
        return True
    if not (len(text) == 4 and text.isdigit() and numeral.last == numeral.first + 1):
        return _is_short_year(tokens, numeral)
    value = int(text)
    if before in word_list("before year") or _is_month(tokens, numeral.first - 1):
        oldest = 1000 if before in ("in", "since", "circa", "until") else 1900
        return oldest <= value <= 2199 and not (value % 100 == 0 and noun_follows(tokens, numeral.last))
    if not 1900 <= value <= 2099:
        return False
    if before in word_list("before count"):
        return not noun_follows(tokens, numeral.last)
    return not (value % 100 == 0 and noun_follows(tokens, numeral.last))


def _is_short_year(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether these digits end a span of years: "2019-20"."""
    text, first = tokens.text[numeral.first], numeral.first
    if len(text) != 2 or tokens.at(first - 1) not in (*DASHES, "/") or not tokens.glued(first):
        return False
    whole = tokens.raw(first - 2)
    return (
        len(whole) == 4 and whole.isdigit() and whole[:2] in ("19", "20") and not tokens.at(first).isalpha()
    )


def _is_written_date(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether these digits are part of "2021-07-05" or "5/7/2021", or of any longer chain of numbers."""
    first = last = numeral.first
    while tokens.at(first - 1) in ("-", "/", "–") and tokens.glued(first) and tokens.is_sort(first - 2, "n"):
        first -= 2
        if last - first > 6:
            return True
    while tokens.at(last + 1) in ("-", "/", "–") and tokens.glued(last + 1) and tokens.is_sort(last + 2, "n"):
        last += 2
        if last - first > 6:
            return True
    return last - first >= 4


def noun_follows(tokens: Tokens, index: int) -> bool:
    """Whether a word follows that looks like a counted noun: a plural in small letters, or a name and such a one."""
    word = tokens.raw(index)
    if word[:1].isupper() and tokens.is_sort(index + 1, "w"):
        word = tokens.raw(index + 1)
    if not word[:1].islower() or word in word_list("function"):
        return False
    if word.endswith("s") and not word.endswith(("ss", "'s", "’s")):
        return True
    if word in word_list("people"):
        return True
    following = tokens.raw(index + 1)
    return following[:1].islower() and following.endswith("s") and following not in word_list("function")
