"""Words as the comparison sees them: with offsets, one key for wordings that mean the same, and the phrases of a vocabulary."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from workbench.clean.slips import abbreviations
from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import function_words as known_function_words
from workbench.lexicon.word_classes import irregular_forms, months, number_values, weekdays

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+"
    r"|[%$£€¥]"
)
_CONTRACTION = re.compile(r"(?i)(?<=[^\W\d_])(?:n['’]t|['’](?:s|re|ve|ll|d|m))(?![^\W\d_])")
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "cannot": "can not", "n't": "not", "n’t": "not"}
_SHORTEST = 3


class Unit(NamedTuple):
    """A word, or words that the table of equivalents reads as one: text, offsets and the key that is compared.

    ``opens`` tells that it begins a sentence or a quotation, where a capital letter says nothing.
    """

    text: str
    start: int
    end: int
    key: str
    opens: bool = False


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Words that carry grammar, not content, lower case.

    Examples
    --------
    >>> "the" in function_words(), "border" in function_words()
    (True, False)
    """
    return known_function_words("changes")


def inflected(word: str) -> str:
    """Cut the inflection of a lower-case word, so that its forms meet; derived words stay apart.

    Unlike the stem that finds links, this keeps "authorities" from "authorise" and "nearly" from "near": one
    wrong merger hides a changed fact.

    Examples
    --------
    >>> [inflected(word) for word in ("districts", "captured", "capturing", "fled", "cities", "nearly")]
    ['district', 'captur', 'captur', 'flee', 'city', 'nearly']
    """
    word = irregular_forms().get(word, word)
    for ending, replacement in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        cut = word[: -len(ending)]
        if word.endswith(ending) and len(cut) >= _SHORTEST and not word.endswith(("ss", "us", "is", "ews")):
            return _bare(cut + replacement)
    return _bare(word)


def _bare(word: str) -> str:
    if len(word) >= _SHORTEST and word.endswith("e") and word[-2] != "e":
        return word[:-1]
    doubled = len(word) > _SHORTEST + 1 and word[-1] == word[-2] and word[-1] not in "slaeiou"
    return word[:-1] if doubled else word


def tokens(text: str) -> list[Unit]:
    """Split text into words, numbers and units of money, each with its own stem as key.

    Contractions come apart ("isn't" is "is" and "n't"), hyphens separate, a possessive "'s" is left out.

    Examples
    --------
    >>> [(unit.text, unit.key) for unit in tokens("It isn’t the U.S. minister's 1,500")]
    [('It', 'it'), ('is', 'is'), ('n’t', 'not'), ('the', 'the'), ('U.S.', 'us.'), ('minister', 'minister'), ('1,500', '1500')]
    """
    found, at = [], 0
    for cut in _CONTRACTION.finditer(text):
        found += _words(text, at, cut.start())
        if cut.group().lower() not in ("'s", "’s"):
            found.append(Unit(cut.group(), cut.start(), cut.end(), _key(cut.group())))
        at = cut.end()
    return _with_openings(text, found + _words(text, at, len(text)))


def _with_openings(text: str, found: list[Unit]) -> list[Unit]:
    opened = [True, *(_opens(text, one, other) for one, other in itertools.pairwise(found))]
    return [unit._replace(opens=opens) for unit, opens in zip(found, opened, strict=False)]


def _opens(text: str, before: Unit, word: Unit) -> bool:
    between = text[before.end : word.start]
    if any(mark in between for mark in '!?:"“”‘«'):
        return True
    return "." in between and len(before.text) > 1 and before.text.rstrip(".") not in abbreviations()


def _words(text: str, start: int, end: int) -> list[Unit]:
    return [
        Unit(match.group(), match.start(), match.end(), _key(match.group()))
        for match in _WORD.finditer(text, start, end)
    ]


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    if word in ("US", "U.S."):  # never the pronoun
        return "us."
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower[0].isdigit():
        return lower.replace(",", "")
    if "." in lower:
        return lower.replace(".", "")
    cut = lower if lower in function_words() else inflected(lower)
    return lower if cut in function_words() else cut  # "note" is not "not"


@lru_cache(maxsize=1)
def _equivalents() -> dict[tuple[str, ...], str]:
    """Keys of each wording in the table of equivalents -> the key of its group."""
    table = {}
    for row in rows("equivalents"):
        wordings = [tuple(unit.key for unit in tokens(wording)) for wording in row["wordings"].split("|")]
        table.update({wording: "=" + row["meaning"] for wording in wordings if wording})
    return table


@lru_cache(maxsize=1)
def _longest() -> dict[str, int]:
    """First key of a wording -> how many words the longest wording that begins with it has."""
    longest: dict[str, int] = {}
    for wording in _equivalents():
        longest[wording[0]] = max(longest.get(wording[0], 0), len(wording))
    return longest


@lru_cache(maxsize=20_000)
def units(text: str) -> tuple[Unit, ...]:
    """Split text into words, with one unit for each wording that the table of equivalents knows.

    Examples
    --------
    >>> [unit.key for unit in units("ten per cent")] == [unit.key for unit in units("10 percent")]
    True
    """
    words = tokens(text)
    found, at = [], 0
    while at < len(words):
        length = _match(words, at)
        if length:
            keys = tuple(word.key for word in words[at : at + length])
            start, end = words[at].start, words[at + length - 1].end
            found.append(Unit(text[start:end], start, end, _equivalents()[keys], words[at].opens))
        else:
            found.append(words[at])
        at += max(length, 1)
    return tuple(found)


def _match(words: list[Unit], at: int) -> int:
    for length in range(min(_longest().get(words[at].key, 0), len(words) - at), 0, -1):
        if tuple(word.key for word in words[at : at + length]) in _equivalents():
            return length
    return 0


@lru_cache(maxsize=1)
def calendar_words() -> frozenset[str]:
    """Keys of weekdays and months, which are capitalised but no names."""
    names = months(short=False) | weekdays(short=False)
    return frozenset(unit.key for name in names for unit in units(name.capitalize()))


@lru_cache(maxsize=1)
def numerals() -> frozenset[str]:
    """Keys of the number words."""
    return frozenset(unit.key for word in number_values() for unit in units(word))


class Phrase(NamedTuple):
    """A wording of a vocabulary: the units [start, end) and the row that lists it."""

    start: int
    end: int
    row: dict[str, str]


@cache
def _wordings_of(
    name: str, column: str, filled: str
) -> dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]:
    """First key of each wording -> wordings that begin with it, longest first, and their rows."""
    table: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for row in rows(name):
        for wording in row[column].split("|") if not filled or row[filled] else ():
            keys = tuple(unit.key for unit in units(wording))
            table.setdefault(keys[0], []).append((keys, row))
    return {first: sorted(found, key=lambda one: -len(one[0])) for first, found in table.items()}


def find_phrases(
    found: Sequence[Unit], name: str, column: str = "wording", *, filled: str = ""
) -> list[Phrase]:
    """Find the wordings of a vocabulary in a sentence: from left to right, the longest at each place.

    Rows whose column ``filled`` is empty are passed over.

    Examples
    --------
    >>> [(one.start, one.end) for one in find_phrases(units("They failed to land and never did"), "negators")]
    [(1, 3), (5, 6)]
    """
    return list(_phrases_in(tuple(unit.key for unit in found), name, column, filled))


@lru_cache(maxsize=50_000)  # a sentence is compared with many others
def _phrases_in(keys: tuple[str, ...], name: str, column: str, filled: str) -> tuple[Phrase, ...]:
    table, at, phrases = _wordings_of(name, column, filled), 0, []
    while at < len(keys):
        rows = table.get(keys[at], ())
        hit = next(((w, row) for w, row in rows if keys[at : at + len(w)] == w), None)
        if hit:
            phrases.append(Phrase(at, at + len(hit[0]), hit[1]))
        at += len(hit[0]) if hit else 1
    return tuple(phrases)
