"""Find the numbers of a sentence and read their values: digits, words, fractions, scale words, vague numbers.

No model is needed for this layer. A reader looks at the tokens from one place on and returns a
:class:`Numeral` or nothing; each token is read a bounded number of times, so time grows with length.
"""

from __future__ import annotations

import math

from workbench.numbers.cardinals import literal_value, read_cardinal, scales, vulgar_value
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantity import Numeral, Vague
from workbench.numbers.vocabulary import noun_like, number_words, word_list


def find_numerals(tokens: Tokens, vague: Vague) -> list[Numeral]:
    """Return the numbers of a sentence, from left to right, whether or not they are figures.

    Examples
    --------
    >>> from workbench.numbers.vocabulary import vague_preset
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
        return _read_vague_with_article(tokens, index, vague)
    if word not in vague or (word in word_list("needs of") and tokens.at(index + 1) != "of"):
        return None
    if word in ("few", "couple", "handful") and tokens.at(index - 1) not in word_list("before few"):
        return None
    return _vague_scaled(tokens, index, index + 1, vague[word], vague)


def _read_vague_with_article(tokens: Tokens, index: int, vague: Vague) -> Numeral | None:
    named = f"a {tokens.at(index + 1)}"
    if named not in vague or (named == "a score" and not _counts_people_or_things(tokens, index + 2)):
        return None
    return _vague_scaled(tokens, index, index + 2, vague[named], vague)


def _counts_people_or_things(tokens: Tokens, index: int) -> bool:
    """Whether a plural follows "of": "a score of men"; not "a score of 80", "a score of two goals to one"."""
    noun = tokens.at(index + 1)
    return tokens.at(index) == "of" and noun not in number_words() and noun_like(noun)


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


# ---- fractions -------------------------------------------------------------------------------------------------------


def read_fraction(tokens: Tokens, index: int) -> Numeral | None:
    """Read the fraction that begins at a token, or return nothing."""
    vulgar = vulgar_value(tokens.text[index])
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
    most = 99 if tokens.at(index + 2) == "every" else 20
    return _read_parts(tokens, index, above) if 0 < above <= most else None


def _above(tokens: Tokens, index: int) -> int:
    """Return the number above the line of a fraction that begins here: "a third", "two thirds", "9 out of 10"."""
    if tokens.sort[index] == "n":
        return _plain_integer(tokens, index) if _leads_to_whole(tokens, index + 1) else 0
    return 1 if tokens.low[index] in ("a", "an") else number_words().get(tokens.low[index], ("", 0))[1]


def _read_parts(tokens: Tokens, index: int, above: int) -> Numeral | None:
    at = index + 2 if tokens.at(index + 1) in ("-", "‑", "‐") else index + 1
    if _leads_to_whole(tokens, at):
        return _read_proportion(tokens, index, at, above)
    role, below = number_words().get(tokens.at(at), ("", 0))
    if role == "half" and above == 1:
        return _read_half(tokens, index, at)
    if role == "parts" and above > 1:
        return _fraction(tokens, index, at + 1, above / below)
    if role in ("part", "quarter") and above == 1 and _is_share(tokens, index, at):
        return _fraction(tokens, index, at + 1, 1 / below)
    return None


def _leads_to_whole(tokens: Tokens, index: int) -> bool:
    """Whether the whole of a proportion may follow: "one in five", "9 out of 10", "11 of every 12"."""
    return tokens.at(index) in ("in", "out") or tokens.low[index : index + 2] == ["of", "every"]


def _read_proportion(tokens: Tokens, index: int, at: int, above: int) -> Numeral | None:
    """Read "one in five", "nine out of ten"; not "one in five years"."""
    if tokens.low[index] in ("a", "an"):
        return None
    of = tokens.at(at) == "out" and tokens.at(at + 1) in ("of", "every")
    every = tokens.at(at + 1) == "every"
    at += 1 if of or every else 0
    below = _plain_integer(tokens, at + 1)
    if not above < below or not (every or below in _WHOLES):
        return None
    if _is_amount_or_time(tokens, at + 2) and tokens.at(at - 1) != "of":
        return None
    return Numeral(index, at + 2, above / below, above / below, "fraction", 1, False, above / below)


def _is_amount_or_time(tokens: Tokens, index: int) -> bool:
    """Whether a number goes on here, or a word of time: "one in five thousand", "one in five years"."""
    word = tokens.at(index)
    if word in word_list("temporal") or word in word_list("plural scale"):
        return True
    return word in number_words() or tokens.is_sort(index, "n")


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
    if _halves_unit(tokens, at):
        return True  # "after a quarter-century"
    if tokens.low[index] == "a" and following in ("is", "was", "has"):
        return False  # "A third was also shot": one more
    if not following or not following[0].isalpha():
        return tokens.low[index] == "one" or tokens.at(index - 1) in word_list("before share")
    if following in word_list("after share") or number_words().get(following, ("", 0))[0] == "scale":
        return True
    return at == index + 2 and following != "party"


def _halves_unit(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen joins the part to the unit that it is of."""
    joined = tokens.at(at + 1) in ("-", "‑") and tokens.glued(at + 1)
    return joined and tokens.at(at + 2) in word_list("half of unit")


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
    scale, last = scales(tokens, at)
    if scale == 1 or (at == start and tokens.glued(at)):
        return None
    return Numeral(index, last, value * scale, value * scale, "plain", scale, False, value)


def _fraction(tokens: Tokens, first: int, last: int, value: float) -> Numeral:
    scaled = _scaled_fraction(tokens, first, last, value)
    return scaled or Numeral(first, last, value, value, "fraction", 1, False, value)


# ---- "one" that stands for a certain thing or for anybody, and counts nothing: "one witness said" -------------------------


# How many words the noun behind "One" may have, and how far the words that tell of its fate are looked for.
LONGEST_NOUN = 5
FATE = 14


def is_certain_one(tokens: Tokens, index: int) -> bool:
    """Whether "one" introduces somebody or something of whom the text goes on to tell.

    "One witness said", "One firm with two owners", "One, a nurse, said", "in one case", "not one answer"; but
    "One man, a miner, was killed" counts the dead.

    Examples
    --------
    >>> is_certain_one(Tokens("One witness told police that he ran"), 0)
    True
    >>> is_certain_one(Tokens("One firefighter was treated for burns"), 0)
    False
    """
    before = tokens.at(index - 1)
    if before == "not" and tokens.is_sort(index + 1, "w"):
        return tokens.at(index + 1) not in word_list("not behind not one")
    if before == "in" and tokens.at(index + 1) in word_list("one instance"):
        return True
    opens = index == 0 or before in word_list("clause opener")
    if not (opens or tokens.text[index] == "One") or _tells_fate(tokens, index):
        return False
    return _is_presented(tokens, index)


def _tells_fate(tokens: Tokens, index: int) -> bool:
    """Whether somebody was killed, hurt or held, so that it matters how many."""
    return any(tokens.at(at) in word_list("casualty") for at in range(index + 1, index + FATE))


def _is_presented(tokens: Tokens, index: int) -> bool:
    """Whether behind the noun the text says more of it, or lets it speak."""
    if tokens.is_sort(index + 1, "n") and tokens.at(index + 2) == "-":
        return True  # "One 16-year-old girl", "One 10-bed clinic": what is said of it is the figure
    for at in range(index + 1, index + 1 + LONGEST_NOUN):
        word = tokens.at(at)
        if word == ",":
            return tokens.at(at + 1) in word_list("presents")
        if word in word_list("speaks behind noun"):
            return True  # at once as well: "It is open," one said
        if word in word_list("presents behind noun") and at > index + 1:
            return True
        if not _may_be_of_noun(tokens, at):
            return False
    return False


def _may_be_of_noun(tokens: Tokens, at: int) -> bool:
    word = tokens.at(at)
    if word in number_words() or word in word_list("auxiliary of one"):
        return False
    return tokens.is_sort(at, "w") or word == "-" or tokens.is_sort(at, "n")


def is_anyone(tokens: Tokens, index: int) -> bool:
    """Whether "one" is anybody: "the way one is treated", "if one has the time".

    Examples
    --------
    >>> is_anyone(Tokens("much the way one is treated"), 3)
    True
    """
    asks, present = word_list("before anyone"), word_list("behind anyone")
    return tokens.at(index - 1) in asks and tokens.at(index + 1) in present
