"""Find the numbers of a sentence and read their values: digits, words, fractions, scale words, vague numbers.

No model is needed for this layer. A reader looks at the tokens from one place on and returns a
:class:`Numeral` or nothing; each token is read a bounded number of times, so time grows with length.
"""

from __future__ import annotations

import math

from workbench.figures.cardinals import read_cardinal, scales
from workbench.figures.fractions import read_fraction
from workbench.figures.lexing import Tokens
from workbench.figures.numeral import Numeral, Vague
from workbench.figures.vocabulary import word_list


def find_numerals(tokens: Tokens, vague: Vague) -> list[Numeral]:
    """Return the numbers of a sentence, from left to right, whether or not they are figures.

    Examples
    --------
    >>> from workbench.figures.vocabulary import vague_preset
    >>> [n.low for n in find_numerals(Tokens("2.5 million and twenty-five hundred"), vague_preset())]
    [2500000.0, 2500.0]
    """
    found: list[Numeral] = []
    words, index = word_list("opener"), 0
    while index < len(tokens):
        if tokens.sort[index] == "n" or tokens.low[index] in words:
            numeral = read_numeral(tokens, index, vague)
            if numeral is not None:
                found.append(numeral)
                index = numeral.last
                continue
        index += 1
    return found


def read_numeral(tokens: Tokens, index: int, vague: Vague) -> Numeral | None:
    """Read the number that begins at a token, or return nothing."""
    return read_vague(tokens, index, vague) or read_fraction(tokens, index) or read_cardinal(tokens, index)


def read_vague(tokens: Tokens, index: int, vague: Vague) -> Numeral | None:
    """Read the vague number that begins at a token, with the ends of the preset, or return nothing."""
    word = tokens.low[index]
    if _is_pair_of_people(tokens, index + (word in ("a", "an"))):
        return None
    if word in ("a", "an"):
        named = f"a {tokens.at(index + 1)}"
        return _vague_scaled(tokens, index, index + 2, vague[named], vague) if named in vague else None
    if word not in vague or (word in word_list("needs of") and tokens.at(index + 1) != "of"):
        return None
    if word in ("few", "couple", "handful") and tokens.at(index - 1) not in word_list("before few"):
        return None
    return _vague_scaled(tokens, index, index + 1, vague[word], vague)


def _is_pair_of_people(tokens: Tokens, index: int) -> bool:
    """Whether "couple" is two people: "the couple had two sons", "a couple was found dead"; not "a couple of days"."""
    if tokens.at(index) != "couple":
        return False
    following = tokens.at(index + 1)
    counted = following in ("of", "more", "dozen", "hundred", "thousand", "million") or (
        following.endswith("s") and following not in word_list("function")
    )
    return not counted or (tokens.at(index - 1) == "the" and following != "of")


def _vague_scaled(
    tokens: Tokens, first: int, last: int, ends: tuple[float | None, float | None], vague: Vague
) -> Numeral | None:
    """Multiply "several" and "tens" by what follows them: "several hundred", "tens of thousands"."""
    low, high = ends
    at = last + 1 if tokens.at(last) == "of" else last
    if tokens.at(at) in vague and tokens.at(at) in word_list("plural scale") and at > last:
        plural = vague[tokens.at(at)][0] or 1.0
        return Numeral(first, at + 1, *_times(low, high, plural), "vague", plural)
    scale, behind = scales(tokens, at)
    if scale > 1 and tokens.at(last - 1) not in word_list("plural scale"):
        ends = _times(low, 9.0 if high and high > 5 else high, scale)
        return Numeral(first, behind, *ends, "vague", scale)
    return Numeral(first, last, low, high, "vague")


def _times(low: float | None, high: float | None, scale: float) -> tuple[float | None, float | None]:
    """Scale both ends; the high end reaches up to the next number that would be named otherwise."""
    if high is not None:
        high = (high + 1) * scale - 1
    return (None if low is None else low * scale), (None if high is None or math.isinf(high) else high)
