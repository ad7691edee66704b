"""Find the numbers of a sentence and read their values: digits, words, fractions, scale words, vague numbers.

No model is needed for this layer. A reader looks at the tokens from one place on and returns a
:class:`Numeral` or nothing; each token is read a bounded number of times, so time grows with length.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.figures.lexing import Tokens
from workbench.figures.vocabulary import number_words, word_list

Vague = Mapping[str, tuple[float | None, float | None]]

# Digits beyond this are an identifier or noise; no figure in the news is that long.
MOST_DIGITS = 16
_GROUPED = re.compile(r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{2,3})*[,\u00a0\u2009\u202f]\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 32, 64, 100})


@dataclass(slots=True)
class Numeral:
    """A number in a sentence: its tokens ``[first, last)``, its value or ends, and how it is written.

    ``shape`` is plain, fraction or vague; ``scale`` what its scale words multiply by; ``digits`` whether it is
    written in digits; ``mantissa`` the value before scaling.
    """

    first: int
    last: int
    low: float | None
    high: float | None
    shape: str = "plain"
    scale: float = 1
    digits: bool = False
    mantissa: float = 0.0


def find_numerals(tokens: Tokens, vague: Vague) -> list[Numeral]:
    """Return the numbers of a sentence, from left to right, whether or not they are figures.

    Examples
    --------
    >>> from workbench.figures.vocabulary import vague_preset
    >>> [n.low for n in find_numerals(Tokens("2.5 million and twenty-five hundred"), vague_preset())]
    [2500000.0, 2500.0]
    """
    found: list[Numeral] = []
    words, index = _openers(), 0
    while index < len(tokens):
        if tokens.sort[index] == "n" or tokens.low[index] in words:
            numeral = read_numeral(tokens, index, vague)
            if numeral is not None:
                found.append(numeral)
                index = numeral.last
                continue
        index += 1
    return found


def _openers() -> frozenset[str]:
    return word_list("opener")


def read_numeral(tokens: Tokens, index: int, vague: Vague) -> Numeral | None:
    """Read the number that begins at a token, or return nothing."""
    return _read_vague(tokens, index, vague) or _read_fraction(tokens, index) or _read_cardinal(tokens, index)


# ---- cardinals -------------------------------------------------------------------------------------------------------


def literal_value(text: str) -> float | None:
    """Return the value of a number in digits; nothing if its separators fit no way of writing numbers.

    Examples
    --------
    >>> literal_value("12,34,567.89"), literal_value("1.2.3")
    (1234567.89, None)
    """
    if len(text) > MOST_DIGITS + 8 or sum(char.isdigit() for char in text) > MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"[,\u00a0\u2009\u202f]", "", text))
    return None


def _read_cardinal(tokens: Tokens, index: int) -> Numeral | None:
    if tokens.sort[index] == "n":
        return _read_digits(tokens, index)
    if tokens.low[index] in ("a", "an"):
        numeral = _read_scaled_article(tokens, index)
    elif tokens.text[index] != "½" and len(tokens.text[index]) == 1:
        return None
    else:
        numeral = _read_words(tokens, index)
    return numeral and _with_half(tokens, numeral)


def _read_digits(tokens: Tokens, index: int) -> Numeral | None:
    value = literal_value(tokens.text[index])
    if value is None:
        return None
    value, last = _with_fraction(tokens, index, value)
    mantissa, scale, last = value, *_scales(tokens, last)
    numeral = Numeral(index, last, value * scale, value * scale, "plain", scale, True, mantissa)
    power = _power_of_ten(tokens, last)
    if power:
        low = value * 10.0 ** power[0]
        return Numeral(index, power[1], low, low, "plain", 1, True, mantissa)
    numeral = _plus_smaller_group(tokens, numeral)
    if scale == 1:
        _suffix(tokens, numeral)
    return _with_half(tokens, numeral)


def _with_fraction(tokens: Tokens, index: int, value: float) -> tuple[float, int]:
    """Return the value with a fraction behind it ("7 3/4", "2½") or turned into one ("1/4"), and the index."""
    vulgar = _vulgar(tokens.raw(index + 1))
    if vulgar:
        return value + vulgar, index + 2
    own = _slashed(tokens, index)
    if own:
        return own, index + 3
    next_one = _slashed(tokens, index + 1) if tokens.is_sort(index + 1, "n") else None
    if next_one and value == int(value):
        return value + next_one, index + 4
    return value, index + 1


def _slashed(tokens: Tokens, index: int) -> float | None:
    if tokens.at(index + 1) not in ("/", "⁄") or not tokens.is_sort(index + 2, "n"):
        return None
    if not (tokens.glued(index + 1) and tokens.glued(index + 2)) or tokens.at(index + 3) == "/":
        return None
    above, below = literal_value(tokens.text[index]), literal_value(tokens.text[index + 2])
    if above is None or below not in _DENOMINATORS or not 0 < above < below:
        return None
    return above / below


def _vulgar(text: str) -> float | None:
    if len(text) == 1 and unicodedata.category(text) == "No":
        value = unicodedata.numeric(text, 0.0)
        return value if 0 < value < 1 else None
    return None


def _power_of_ten(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the exponent of "× 10^8" and the index behind it, or nothing."""
    if tokens.at(index) not in ("×", "x", "*", "·") or tokens.at(index + 1) != "10":
        return None
    at = index + 2 + (tokens.at(index + 2) == "^")
    sign = -1 if tokens.at(at) in ("-", "−", "–") else 1
    at += sign == -1
    exponent = literal_value(tokens.text[at]) if tokens.is_sort(at, "n") and tokens.glued(at) else None
    return None if exponent is None or exponent > 300 else (sign * int(exponent), at + 1)


def _scales(tokens: Tokens, index: int) -> tuple[float, int]:
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
    """Add a smaller group of digits with its own scale: "1 million 200 thousand"."""
    index = numeral.last
    if numeral.scale < 1000 or not tokens.is_sort(index, "n"):
        return numeral
    value = literal_value(tokens.text[index])
    scale, last = _scales(tokens, index + 1)
    if value is None or value >= 1000 or scale >= numeral.scale or scale == 1:
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
        return people_follow and (following != "of" or tokens.at(index + 2) in word_list("determiner"))
    return letter in "kKM" or (letter in "bB" and people_follow)


def _has_sign(tokens: Tokens, index: int) -> bool:
    before = tokens.raw(index - 1)
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
    if word in ("-", "‐", "‑") and tokens.glued(index) and tokens.glued(index + 1):
        return index + 1
    if word == "," and after_scale and room == 1000 and _opens_group(tokens, index + 1):
        return index + 1
    if word == "and" and after_scale and room >= 100 and _opens_group(tokens, index + 1):
        return index + 1
    return None


def _opens_group(tokens: Tokens, index: int) -> bool:
    return number_words().get(tokens.at(index), ("", 0))[0] in ("unit", "teen", "ten")


def _with_half(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Add "and a half", "and a quarter"; a half of the scale if one stands before it ("a million and a half")."""
    index = numeral.last
    if tokens.at(index) != "and" or tokens.at(index + 1) not in ("a", "one"):
        return numeral
    role, parts = number_words().get(tokens.at(index + 2), ("", 1))
    if role not in ("half", "quarter"):
        return numeral
    scale, last = _scales(tokens, index + 3)
    value = ((numeral.low or 0.0) + max(numeral.scale, 1) / parts) * scale
    return Numeral(
        numeral.first, last, value, value, "plain", numeral.scale * scale, numeral.digits, numeral.mantissa
    )


# ---- fractions -------------------------------------------------------------------------------------------------------


def _read_fraction(tokens: Tokens, index: int) -> Numeral | None:
    vulgar = _vulgar(tokens.text[index])
    if vulgar:
        return _fraction(tokens, index, index + 1, vulgar)
    role, times = number_words().get(tokens.low[index], ("", 0))
    if role == "fold":
        return Numeral(index, index + 1, times, times, "fold", 1, False, times)
    if role == "half":
        return _read_half(tokens, index, index)
    if role == "quarter":
        return _scaled_fraction(tokens, index, index + 1, 0.25)
    above = _above(tokens, index)
    return _read_parts(tokens, index, above) if 0 < above <= 20 else None


def _above(tokens: Tokens, index: int) -> int:
    """Return the number above the line of a fraction that begins here: "a third", "two thirds", "9 out of 10"."""
    if tokens.sort[index] == "n":
        return _plain_integer(tokens, index) if tokens.at(index + 1) in ("in", "out") else 0
    return 1 if tokens.low[index] in ("a", "an") else number_words().get(tokens.low[index], ("", 0))[1]


def _read_parts(tokens: Tokens, index: int, above: int) -> Numeral | None:
    at = index + 2 if tokens.at(index + 1) in ("-", "‑", "‐") else index + 1
    if tokens.at(at) in ("in", "out"):
        return _read_proportion(tokens, index, at, above)
    role, below = number_words().get(tokens.at(at), ("", 0))
    if role == "half" and above == 1:
        return _read_half(tokens, index, at)
    if role == "parts" and above > 1:
        return _fraction(tokens, index, at + 1, above / below)
    if role in ("part", "quarter") and above == 1 and _is_share(tokens, index, at):
        return _fraction(tokens, index, at + 1, 1 / below)
    return None


def _read_proportion(tokens: Tokens, index: int, at: int, above: int) -> Numeral | None:
    """Read "one in five", "nine out of ten"; not "one in five years"."""
    if tokens.low[index] in ("a", "an"):
        return None
    of = tokens.at(at) == "out" and tokens.at(at + 1) in ("of", "every")
    at += 1 if of or tokens.at(at + 1) == "every" else 0
    below = _plain_integer(tokens, at + 1)
    following = tokens.at(at + 2)
    if not below or below not in _WHOLES or not above < below or following in word_list("temporal"):
        return None
    if following in word_list("plural scale") or following in number_words() or tokens.is_sort(at + 2, "n"):
        return None
    return Numeral(index, at + 2, above / below, above / below, "fraction", 1, False, above / below)


_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 25, 50, 100, 1000})


def _plain_integer(tokens: Tokens, index: int) -> int:
    if tokens.is_sort(index, "n"):
        value = literal_value(tokens.text[index])
        return int(value) if value is not None and value == int(value) else 0
    role, value = number_words().get(tokens.at(index), ("", 0))
    return value if role in ("unit", "teen", "ten", "hundred") else 0


def _is_share(tokens: Tokens, index: int, at: int) -> bool:
    """Whether "a third" is a share and no ordinal ("a third term")."""
    following = tokens.at(at + 1)
    if not following or not following[0].isalpha():
        return tokens.low[index] == "one" or tokens.at(index - 1) in word_list("before share")
    if following in word_list("after share") or number_words().get(following, ("", 0))[0] == "scale":
        return True
    return at == index + 2 and following != "party"


def _read_half(tokens: Tokens, index: int, at: int) -> Numeral | None:
    scaled = _scaled_fraction(tokens, index, at + 1, 0.5)
    if scaled:
        return scaled
    following, before = tokens.at(at + 1), tokens.at(index - 1)
    if following in ("-", "‑") and tokens.glued(at + 1):
        joined = tokens.at(at + 2) in word_list("half of unit")
        return _fraction(tokens, index, at + 1, 0.5) if joined else None
    if before in word_list("not before half") or following in word_list("not after half"):
        return None
    if following in word_list("after half") or before in word_list("before share"):
        return _fraction(tokens, index, at + 1, 0.5)
    return None


def _scaled_fraction(tokens: Tokens, index: int, at: int, value: float) -> Numeral | None:
    """Read "half a million", "quarter million", "half-dozen"."""
    start = at
    if tokens.at(at) in ("a", "of") and tokens.at(at + 1) == "a":
        at += 1
    if tokens.at(at) in ("a", "-"):
        at += 1
    scale, last = _scales(tokens, at)
    if scale == 1 or (at == start and tokens.glued(at)):
        return None
    return Numeral(index, last, value * scale, value * scale, "plain", scale, False, value)


def _fraction(tokens: Tokens, first: int, last: int, value: float) -> Numeral:
    scaled = _scaled_fraction(tokens, first, last, value)
    return scaled or Numeral(first, last, value, value, "fraction", 1, False, value)


# ---- vague numbers ---------------------------------------------------------------------------------------------------


def _read_vague(tokens: Tokens, index: int, vague: Vague) -> Numeral | None:
    word = tokens.low[index]
    if word in ("a", "an"):
        named = f"a {tokens.at(index + 1)}"
        return _vague_scaled(tokens, index, index + 2, vague[named], vague) if named in vague else None
    if word not in vague or (word in word_list("needs of") and tokens.at(index + 1) != "of"):
        return None
    if word in ("few", "couple", "handful") and tokens.at(index - 1) not in word_list("before few"):
        return None
    return _vague_scaled(tokens, index, index + 1, vague[word], vague)


def _vague_scaled(
    tokens: Tokens, first: int, last: int, ends: tuple[float | None, float | None], vague: Vague
) -> Numeral | None:
    """Multiply "several" and "tens" by what follows them: "several hundred", "tens of thousands"."""
    low, high = ends
    at = last + 1 if tokens.at(last) == "of" else last
    if tokens.at(at) in vague and tokens.at(at) in word_list("plural scale") and at > last:
        plural = vague[tokens.at(at)][0] or 1.0
        return Numeral(first, at + 1, *_times(low, high, plural), "vague", plural)
    scale, behind = _scales(tokens, at)
    if scale > 1 and tokens.at(last - 1) not in word_list("plural scale"):
        ends = _times(low, 9.0 if high and high > 5 else high, scale)
        return Numeral(first, behind, *ends, "vague", scale)
    return Numeral(first, last, low, high, "vague")


def _times(low: float | None, high: float | None, scale: float) -> tuple[float | None, float | None]:
    """Scale both ends; the high end reaches up to the next number that would be named otherwise."""
    if high is not None:
        high = (high + 1) * scale - 1
    return (None if low is None else low * scale), (None if high is None or math.isinf(high) else high)
