"""Read cardinal numbers: digits with separators and scale letters, and words."""

from __future__ import annotations

import math
import re
import unicodedata

from workbench.numbers.lexing import Tokens
from workbench.numbers.quantity import Numeral
from workbench.numbers.vocabulary import hedges, longest, number_words, unit_words, word_list
from workbench.sentences import AFTER_DECIMAL

# Digits beyond this are an identifier or noise; no figure in the news is that long.
MOST_DIGITS = 16
_GROUPED = re.compile(r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{2,3})*[,\u00a0\u2009\u202f]\d{3}(?:\.\d+)?")
_APART = re.compile(r"\d{1,3}(?: ?, \d{3})+|\d{1,3}(?: \d{3})+(?:\.\d+)?")
_BROKEN = re.compile(r"\d{1,3}\. \d{1,2}")
_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_APOSTROPHES = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?")
_RAISED_POINT = re.compile(r"\d+·\d+")
_EXPONENT = re.compile(r"\d+(?:\.\d+)?[eE][+\-−]?\d{1,3}")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
HIGHEST_POWER = 300  # of ten: what lies beyond is no number that a machine holds
_RUN_TOGETHER = ("2", "3", "4", "8")
_LOST = "\ufffd"  # a character that a wrong encoding lost; behind digits and before a unit it was a fraction
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 100})


def literal_value(text: str) -> float | None:
    """Return the value of a number in digits; nothing if its separators fit no way of writing numbers.

    Examples
    --------
    >>> literal_value("12,34,567.89"), literal_value("1'250'000"), literal_value("4.2E9"), literal_value("1.2.3")
    (1234567.89, 1250000.0, 4200000000.0, None)
    """
    if len(text) > MOST_DIGITS + 8 or sum(char.isdigit() for char in text) > MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(text):
        return float(text)
    if _BROKEN.fullmatch(text):
        return float(text.replace(" ", ""))
    if _GROUPED.fullmatch(text) or _APART.fullmatch(text):
        return float(re.sub(r"[, \u00a0\u2009\u202f]", "", text))
    return _value_in_another_hand(text)


def _value_in_another_hand(text: str) -> float | None:
    """Return the value of "1'250'000", "2·4" and "4.2E9", which few newspapers write."""
    if _APOSTROPHES.fullmatch(text):
        return float(re.sub("['’]", "", text))
    if _RAISED_POINT.fullmatch(text):
        return float(text.replace("·", "."))
    if _EXPONENT.fullmatch(text):
        value = float(text.replace("−", "-"))
        return value if value < 10.0 ** (HIGHEST_POWER + 1) else None
    return None


def read_cardinal(tokens: Tokens, index: int) -> Numeral | None:
    """Read the cardinal that begins at a token, in digits or in words, or return nothing."""
    if tokens.sort[index] == "n":
        return _read_digits(tokens, index)
    role, value = number_words().get(tokens.low[index], ("", 0))
    if role in ("times", "multiple"):
        return _read_multiple(tokens, index, role, value)
    if tokens.low[index] in ("a", "an"):
        numeral = (
            _read_scaled_article(tokens, index)
            or _read_one_and_half(tokens, index)
            or _read_bounded_article(tokens, index)
        )
    elif tokens.at(index - 1) == "or" and tokens.at(index - 2) in word_list("single unit"):
        return _read_one_or_two(tokens, index)
    elif tokens.text[index] != "½" and len(tokens.text[index]) == 1:
        return None
    else:
        numeral = _read_words(tokens, index)
    return numeral and _with_half(tokens, numeral)


def _read_multiple(tokens: Tokens, index: int, role: str, value: float) -> Numeral | None:
    """Read "twice", and "double" and its like before what was done as often: "a double murder", not "double doors"."""
    numeral = Numeral(index, index + 1, value, value, role, 1, False, value)
    if role == "times":
        return None if tokens.at(index - 1) in word_list("not before twice") else numeral
    at = _skip_hyphen(tokens, index + 1)
    behind = tokens.low[at : at + 2]
    return None if word_list("happens several times").isdisjoint(behind) else numeral


def _read_one_and_half(tokens: Tokens, index: int) -> Numeral | None:
    """Read "a month and a half", its unit included; other nouns than those of time and length are not read so."""
    if tokens.at(index + 1) not in word_list("and a half"):
        return None
    if tuple(tokens.at(index + step) for step in (2, 3, 4)) != ("and", "a", "half"):
        return None
    return Numeral(index, index + 5, 1.5, 1.5, "plain", 1, False, 1.5)


def _read_bounded_article(tokens: Tokens, index: int) -> Numeral | None:
    """Read "more than a decade", "nearly a mile", "six months to a year": one of a unit, bounded or the end of a range."""
    if _ends_range(tokens, index):
        return Numeral(index, index + 2, 1.0, 1.0, "unit", 1, False, 1.0)
    goes_on = tokens.at(index + 2) == "or" or tokens.low[index + 2 : index + 4] == ["and", "a"]
    goes_on = goes_on or tokens.at(index + 2) in word_list("behind time")  # "less than a year later"
    if tokens.at(index + 1) not in word_list("single unit") or goes_on:
        return None
    found, reached = longest(hedges()[0], tokens, index - 1, -1)
    clear = reached < index - 2 or tokens.at(index - 1) in word_list("bounds one")
    return Numeral(index, index + 2, 1.0, 1.0, "unit", 1, False, 1.0) if found and clear else None


def _ends_range(tokens: Tokens, index: int) -> bool:
    """Whether one of a unit is an end of a range in like units: "six months to a year", "a week to ten days"."""
    if tokens.at(index - 1) == "to":
        return _alike(tokens, index + 1, index - 2) and _is_amount(tokens, index - 3)
    return (
        tokens.at(index + 2) == "to"
        and _alike(tokens, index + 1, index + 4)
        and _is_amount(tokens, index + 3)
        and tokens.at(index + 5) not in word_list("behind time")
    )


def _alike(tokens: Tokens, *places: int) -> bool:
    """Whether units of one dimension stand at these places."""
    kinds = {unit and unit.dimension for unit in (longest(unit_words(), tokens, at)[0] for at in places)}
    return len(kinds) == 1 and not kinds & {None, ""}


def _is_amount(tokens: Tokens, index: int) -> bool:
    """Whether a number ends here, or an article stands for one."""
    return tokens.is_sort(index, "n") or tokens.at(index) in ("a", "an") or tokens.at(index) in number_words()


def _read_one_or_two(tokens: Tokens, index: int) -> Numeral | None:
    """Read "a minute or two", "in the next day or two", the unit included."""
    role, value = number_words().get(tokens.at(index), ("", 0))
    opens = tokens.at(index - 3) in word_list("determiner") or tokens.at(index - 3) in word_list("before few")
    if role != "unit" or value not in (2, 3) or not opens:
        return _read_words(tokens, index)
    return Numeral(index - 2, index + 1, 1.0, float(value), "unit", 1, False, 1.0)


def _read_digits(tokens: Tokens, index: int) -> Numeral | None:
    value = _decimal_comma(tokens, index) or literal_value(tokens.text[index])
    if value is None:
        return None
    raised = _raised_power(tokens, index + 1) if tokens.text[index] == "10" else None
    if raised:
        return Numeral(index, raised[1], 10.0 ** raised[0], 10.0 ** raised[0], "plain", 1, True, 10.0)
    if tokens.at(index + 1) == _LOST and tokens.glued(index + 1) and _measures(tokens, index + 2):
        return Numeral(index, index + 2, value, value + 1, "plain", 1, True, value)
    value, last = _with_fraction(tokens, index, value)
    mantissa, scale, last = value, *scales(tokens, last)
    numeral = Numeral(index, last, value * scale, value * scale, "plain", scale, True, mantissa)
    power = _power_of_ten(tokens, last)
    if power and math.isfinite(low := value * 10.0 ** power[0]):
        return Numeral(index, power[1], low, low, "plain", 1, True, mantissa)
    numeral = _plus_smaller_group(tokens, numeral)
    if scale == 1:
        _suffix(tokens, numeral)
    return _with_half(tokens, numeral) if math.isfinite(value * numeral.scale) else None


def _decimal_comma(tokens: Tokens, index: int) -> float | None:
    """Return the value of "7,4 metres", "3,5-4 million": a comma for the point, as translations keep it, before a scale or unit."""
    ranges = tokens.at(index + 1) in ("-", "–") and tokens.is_sort(index + 2, "n")
    if tokens.at(index + 1 + 2 * ranges) not in AFTER_DECIMAL or not _COMMA.fullmatch(tokens.text[index]):
        return None
    return float(tokens.text[index].replace(",", "."))


def _with_fraction(tokens: Tokens, index: int, value: float) -> tuple[float, int]:
    """Return the value with a fraction behind it ("7 3/4", "3-1/2", "2½") or turned into one ("1/4"), and the index."""
    vulgar = vulgar_value(tokens.raw(index + 1))
    if vulgar:
        return value + vulgar, index + 2
    own = _slashed(tokens, index) or _run_together(tokens, index)
    if own:
        return own, index + 3
    at = _skip_hyphen(tokens, index + 1)
    next_one = (_slashed(tokens, at) or _dashed(tokens, at)) if tokens.is_sort(at, "n") else None
    if next_one and value >= 1 and value == int(value):
        return value + next_one, at + 3
    return value, index + 1


def _slashed(tokens: Tokens, index: int) -> float | None:
    if tokens.at(index + 1) not in ("/", "⁄") or not tokens.is_sort(index + 2, "n"):
        return None
    if tokens.at(index + 1) == "/" and not (tokens.glued(index + 1) and tokens.glued(index + 2)):
        return None
    if tokens.at(index + 3) == "/" or tokens.at(index - 1) == "/":
        return None  # "1/2/3"
    above, below = literal_value(tokens.text[index]), literal_value(tokens.text[index + 2])
    if above is None or below not in _DENOMINATORS or not 0 < above < below:
        return None
    return above / below


def _run_together(tokens: Tokens, index: int) -> float | None:
    """Return the value of "31 / 2 hours", a mixed number whose parts stand as one: three and a half."""
    digits, below = tokens.text[index], tokens.raw(index + 2)
    if (
        tokens.at(index + 1) not in ("/", "⁄")
        or below not in _RUN_TOGETHER
        or not _measures(tokens, index + 3)
    ):
        return None
    whole, above = digits[:-1], digits[-1]
    if not whole.isdecimal() or len(whole) > 2 or not 0 < int(above) < int(below):
        return None
    return int(whole) + int(above) / int(below)


def _dashed(tokens: Tokens, index: int) -> float | None:
    """Return the value of "1-2" of "7 1-2 hours", as agencies wrote a fraction on the wire."""
    above, below = tokens.raw(index), tokens.raw(index + 2)
    joined = tokens.at(index + 1) == "-" and tokens.glued(index + 1) and tokens.glued(index + 2)
    if not joined or tokens.glued(index) or below not in _RUN_TOGETHER or not _measures(tokens, index + 3):
        return None
    return int(above) / int(below) if len(above) == 1 and 0 < int(above) < int(below) else None


def _measures(tokens: Tokens, index: int) -> bool:
    """Whether a unit in words stands here."""
    return longest(unit_words(), tokens, index)[0] is not None


def vulgar_value(text: str) -> float | None:
    """Return the value of a fraction in one character ("½"); nothing for any other text."""
    if len(text) == 1 and unicodedata.category(text) == "No":
        value = unicodedata.numeric(text, 0.0)
        return value if 0 < value < 1 else None
    return None


def _power_of_ten(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the exponent of "× 10^8", "× 10⁸" and the index behind it, or nothing."""
    if tokens.at(index) not in ("×", "x", "*", "·") or tokens.at(index + 1) != "10":
        return None
    raised = _raised_power(tokens, index + 2)
    if raised:
        return raised
    at = index + 2 + (tokens.at(index + 2) == "^")
    sign = -1 if tokens.at(at) in ("-", "−", "–") else 1
    at += sign == -1
    exponent = literal_value(tokens.text[at]) if tokens.is_sort(at, "n") and tokens.glued(at) else None
    return None if exponent is None or exponent > HIGHEST_POWER else (sign * int(exponent), at + 1)


def _raised_power(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the exponent that stands in raised digits at a token, "⁻³", and the index behind it; or nothing."""
    behind = index + 1 + (tokens.at(index) == "⁻")
    if behind > len(tokens) or not all(tokens.glued(at) for at in range(index, behind)):
        return None
    digits = "".join(tokens.text[index:behind]).translate(_RAISED)
    if not re.fullmatch(r"-?[0-9]{1,3}", digits) or tokens.raw(behind - 1).isdecimal():
        return None
    return (int(digits), behind) if abs(int(digits)) <= HIGHEST_POWER else None


def scales(tokens: Tokens, index: int) -> tuple[float, int]:
    """Return the product of the scale words from here on ("hundred thousand"), and the index behind them."""
    product = 1.0
    for _ in range(3):
        at = index + 1 if tokens.at(index) == "-" and tokens.glued(index) else index
        role, value = number_words().get(tokens.at(at), ("", 0))
        if role not in ("scale", "hundred") or product * value > 1e18:
            break
        product *= value
        index = at + 1
    return product, index


def _plus_smaller_group(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Add a smaller group of digits with its own scale: "1 million 200 thousand", "3 thousand 200"."""
    index = numeral.last
    if numeral.scale < 1000 or not tokens.is_sort(index, "n"):
        return numeral
    value = literal_value(tokens.text[index])
    scale, last = scales(tokens, index + 1)
    hundreds = scale == 1 and numeral.scale == 1000 and len(tokens.text[index]) == 3
    if value is None or value >= 1000 or scale >= numeral.scale or (scale == 1 and not hundreds):
        return numeral
    total = (numeral.low or 0.0) + value * scale
    return Numeral(numeral.first, last, total, total, "plain", scale, True, numeral.mantissa)


def _suffix(tokens: Tokens, numeral: Numeral) -> None:
    """Let a letter behind the digits scale them: "60bn", "$4.2b", "8 B people"."""
    index = numeral.last
    role, value = number_words().get(tokens.at(index), ("", 0))
    if role != "suffix":
        return
    word, glued = tokens.text[index], tokens.glued(index)
    if len(word) == 1 and not _scales_by_letter(tokens, index, word, glued):
        return
    if not glued and len(word) > 1 and word == "mil":
        return
    numeral.scale = value
    numeral.low = numeral.high = (numeral.low or 0.0) * value
    numeral.last = index + 1


def _scales_by_letter(tokens: Tokens, index: int, letter: str, glued: bool) -> bool:
    following = tokens.raw(index + 1)
    people_follow = following[:1].islower() and following not in word_list("dimension")
    if _has_sign(tokens, index - 1):
        return glued or letter.isupper()
    if not glued:
        return letter in "BM" and people_follow
    if letter == "m":
        return _are_millions(tokens, index, people_follow=people_follow)
    return letter in "kKM" or (letter in "bB" and people_follow)


def _are_millions(tokens: Tokens, index: int, *, people_follow: bool) -> bool:
    """Whether "m" is no metres: "paid 600m in all", "600m people"; not "fell 600m while climbing"."""
    if _is_sum(tokens, index) or not people_follow:
        return _is_sum(tokens, index)
    following = tokens.raw(index + 1)
    if tokens.at(index - 2) == "of" and tokens.at(index - 3) in word_list("has length"):
        return False  # "a wave of 12m hit the pier"
    if following == "of":
        return tokens.at(index + 2) in word_list("determiner")
    return following not in word_list("function")


def _is_sum(tokens: Tokens, index: int) -> bool:
    """Whether a verb of payments stands before "80m": "lost 80m in a year"; not "lost 80m in height"."""
    _, reached = longest(hedges()[0], tokens, index - 2, -1)
    pays = tokens.at(min(reached, index - 2)) in word_list("moves money")
    return pays and word_list("has length").isdisjoint(tokens.low[index + 1 : index + 4])


def _has_sign(tokens: Tokens, index: int) -> bool:
    before = tokens.raw(index - 1)
    if before in ("-", "−", "–") and tokens.glued(index) and tokens.glued(index - 1):
        before = tokens.raw(index - 2)  # "$-7.5m"
    return bool(before) and (unicodedata.category(before[-1]) == "Sc" or before in word_list("currency code"))


def _read_scaled_article(tokens: Tokens, index: int) -> Numeral | None:
    """Read "a hundred and five", "a million", "a dozen"."""
    role, _ = number_words().get(tokens.at(index + 1), ("", 0))
    if role not in ("scale", "hundred"):
        return None
    return _read_words(tokens, index + 1, first=index, current=1)


def _read_words(tokens: Tokens, index: int, *, first: int | None = None, current: int = 0) -> Numeral | None:
    """Read a cardinal in words by the grammar of English numbers: groups below a thousand, each with a scale."""
    begin = index if first is None else first
    total, last_scale, scale, room = 0, 10**19, 1, 0 if current else 10**9
    last = index if current else None
    place: int | None = index
    while place is not None and place < len(tokens):
        role, value = number_words().get(tokens.low[place], ("", 0))
        if role in ("unit", "teen", "ten") and value < room:
            current, room = current + value, (10 if role == "ten" else 0)
        elif role == "hundred" and 0 < current < 100:
            current, room, scale = current * 100, 100, max(scale, 100)
        elif role == "scale" and current and value < last_scale:
            total, current, room, last_scale = total + current * value, 0, 1000, value
            scale = max(scale, value)
        elif role == "scale" and total and not current and total * value < 10**16:
            total, scale = total * value, scale * value
        else:
            break
        last = place + 1
        if value == 12 and role == "scale":
            break
        place = _join(tokens, last, room, after_scale=current == 0 or current % 100 == 0)
    if last is None:
        return None
    number = float(total + current)
    return Numeral(begin, last, number, number, "plain", scale, False, number / scale)


def _join(tokens: Tokens, index: int, room: int, *, after_scale: bool) -> int | None:
    """Return where the number goes on: at once, behind a hyphen, or behind "and" or a comma after a scale word."""
    word = tokens.at(index)
    if word in number_words():
        return index
    if _skip_hyphen(tokens, index) > index:
        return index + 1
    joins = (word == "," and room == 1000) or (word == "and" and room >= 100)
    return index + 1 if joins and after_scale and _opens_group(tokens, index + 1) else None


def _opens_group(tokens: Tokens, index: int) -> bool:
    return number_words().get(tokens.at(index), ("", 0))[0] in ("unit", "teen", "ten")


def _with_half(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Add "and a half", "-and-a-half", "and one-third"; a part of the scale before it ("a million and a half")."""
    behind = numeral.last
    index = _skip_hyphen(tokens, behind)
    if tokens.at(index) != "and":
        return numeral
    at = _skip_hyphen(tokens, index + 1)
    above = 1 if tokens.at(at) == "a" else number_words().get(tokens.at(at), ("", 0))[1]
    part = _skip_hyphen(tokens, at + 1)
    role, below = number_words().get(tokens.at(part), ("", 1))
    plural = tokens.at(part) in ("quarters", "thirds")
    fits = role in ("half", "quarter", "part", "parts") and plural == (above > 1)
    if not fits or not 0 < above < below or _is_share_of_its_own(tokens, numeral, at, part):
        return numeral
    scale, last = scales(tokens, part + 1)
    value = ((numeral.low or 0.0) + max(numeral.scale, 1) * above / below) * scale
    return Numeral(
        numeral.first, last, value, value, "plain", numeral.scale * scale, numeral.digits, numeral.mantissa
    )


def _skip_hyphen(tokens: Tokens, index: int) -> int:
    """Return the index behind a hyphen that two words share, or the same index."""
    joins = tokens.at(index) in ("-", "‐", "‑") and tokens.glued(index) and tokens.glued(index + 1)
    return index + 1 if joins else index


def _is_share_of_its_own(tokens: Tokens, numeral: Numeral, at: int, part: int) -> bool:
    """Whether the fraction is no part of this number: "two and a third of the crew", "two and a half-brother"."""
    joined = tokens.at(part + 1) in ("-", "‐", "‑") and tokens.glued(part + 1)
    if joined and tokens.glued(part + 2) and tokens.at(part + 2) not in word_list("and a half"):
        return tokens.at(numeral.last) not in ("-", "‐", "‑")
    if tokens.at(at) == "a" and tokens.at(part) in ("third", "quarter") and tokens.at(part + 1) != "of":
        return tokens.at(part) == "third"
    return tokens.at(part + 1) == "of" and tokens.at(part) != "half"
