"""Numbers that are no figures: dates, clock times, years, ordinals, names, labels, identifiers, idioms."""

from __future__ import annotations

import re

from workbench.figures.lexing import Tokens
from workbench.figures.numerals import Numeral
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
    if _in_name(tokens, numeral):
        return True
    if numeral.digits:
        if measured.kind == "money":
            return _in_identifier(tokens, numeral, measured)
        return (
            _is_calendar(tokens, numeral, measured)
            or _in_identifier(tokens, numeral, measured)
            or (
                (not measured.unit or _is_letter(tokens, measured))
                and _is_label(tokens, numeral, measured.last)
            )
        )
    return _is_word_of_other_use(tokens, numeral, measured)


# ---- calendar --------------------------------------------------------------------------------------------------------


def _is_calendar(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
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
            return tokens.at(before) in DASHES or not _noun_follows(tokens, numeral.last)
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
        return oldest <= value <= 2199 and not (value % 100 == 0 and _noun_follows(tokens, numeral.last))
    if not 1900 <= value <= 2099:
        return False
    if before in word_list("before count"):
        return not _noun_follows(tokens, numeral.last)
    return not (value % 100 == 0 and _noun_follows(tokens, numeral.last))


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


def _noun_follows(tokens: Tokens, index: int) -> bool:
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


# ---- names and identifiers -------------------------------------------------------------------------------------------


def _in_name(tokens: Tokens, numeral: Numeral) -> bool:
    for index in range(numeral.first, max(numeral.first - 4, -1), -1):
        found, last = longest(not_figures("name"), tokens, index)
        if found and last > numeral.first:
            return True
    return False


def _is_letter(tokens: Tokens, measured: Measured) -> bool:
    """Whether the unit is one letter that touches the number: a label may end so as well ("Channel 5s")."""
    last = measured.last - 1
    return tokens.glued(last) and len(tokens.text[last]) == 1 and tokens.text[last].isalpha()


def _in_identifier(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
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


def _is_label(tokens: Tokens, numeral: Numeral, last: int) -> bool:
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
    if _noun_follows(tokens, last):
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


# ---- number words ----------------------------------------------------------------------------------------------------


def _is_word_of_other_use(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    first, last = numeral.first, numeral.last
    if is_one(tokens, numeral):
        return _is_pronoun(tokens, first, measured)
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
    if tokens.at(last) in ("o'clock", "o’clock"):
        return True
    return _spoken_year(tokens, numeral)


def stands_for_nobody(tokens: Tokens, index: int) -> bool:
    """Whether "one" is a pronoun by the word beside it: "no one", "this one", "one another", "one should"."""
    before, following = tokens.at(index - 1), tokens.at(index + 1)
    return before in word_list("before pronoun one") or following in word_list("behind pronoun one")


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
    if index and tokens.text[index] == "One" and tokens.raw(index + 1)[:1].isupper():
        return tokens.at(index - 1) not in (".", "“", '"', "!", "?")
    if not word_list("one thing").isdisjoint((following, tokens.at(index + 2))) and tokens.is_sort(
        index + 1, "w"
    ):
        return True
    if tokens.at(index + 1) in HYPHENS and tokens.glued(index + 1):
        return not measured.unit and tokens.at(index + 2) not in word_list("hyphened noun")
    return following == "of" and not measured.unit
