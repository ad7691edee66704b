"""The vocabulary of figures, read once from the tables of the lexicon.

Phrases become tries over lower-case tokens, so that looking one up takes one step a word.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from workbench.lexicon.reading import rows, spellings
from workbench.lexicon.units import UnitOfMeasure, names_of, units, units_of_articles
from workbench.lexicon.word_classes import function_words, months, weekdays
from workbench.numbers.lexing import Tokens

Trie = dict[str, Any]
END = ""  # the key under which a trie keeps what its path means


def add_phrase(trie: Trie, phrase: str, meaning: Any, *, backwards: bool = False) -> None:
    """Put a phrase and what it means into a trie of lower-case tokens."""
    words = Tokens(phrase).low
    for word in reversed(words) if backwards else words:
        trie = trie.setdefault(word, {})
    trie[END] = meaning


def longest(trie: Trie, tokens: Tokens, index: int, step: int = 1) -> tuple[Any, int]:
    """Return what the longest phrase from ``index`` on means and the index behind it; (None, index) if none."""
    low, found, reached = tokens.low, None, index
    while 0 <= index < len(low) and low[index] in trie:
        trie = trie[low[index]]
        index += step
        if END in trie:
            found, reached = trie[END], index
    return found, reached


@cache
def number_words() -> dict[str, tuple[str, int]]:
    """Return what each number word is and is worth: ``{"fifty": ("ten", 50)}``."""
    return {row["word"]: (row["role"], int(row["value"])) for row in rows("numbers")}


@cache
def unit_words() -> Trie:
    """Return a trie from the words of a unit to the unit."""
    trie: Trie = {}
    for unit in units():
        for words in unit.words:
            add_phrase(trie, words, unit)
            if " " in words and "." not in words:
                add_phrase(trie, words.replace(" ", "-"), unit)  # "a two-square-mile area"
    for row in rows("currencies"):
        for words in spellings(row["names"]):
            add_phrase(trie, words, UnitOfMeasure(row["unit"], "money", row["unit"]))
    return trie


@cache
def unit_symbols() -> dict[str, UnitOfMeasure]:
    """Return the units by the symbol that follows a number in digits; capital and small letters differ."""
    return {symbol: unit for unit in units() for symbol in unit.symbols}


@cache
def currency_signs() -> dict[str, str]:
    """Return the currency's unit by sign or code, as it stands before or behind a number."""
    return {sign: row["unit"] for row in rows("currencies") for sign in spellings(row["signs"])}


@cache
def rate_words() -> tuple[Trie, frozenset[str]]:
    """Return what may follow "per", and those among it that may follow "a" as well."""
    trie: Trie = {}
    for row in rows("rates"):
        add_phrase(trie, row["word"], row["unit"])
    for word, unit in units_of_articles().items():
        add_phrase(trie, word, unit)
    with_article = frozenset(row["word"] for row in rows("rates") if row["article"] == "yes")
    return trie, with_article | units_of_articles().keys()


@cache
def hedges() -> tuple[Trie, Trie]:
    """Return the phrases that bound a figure: those before it (spelt backwards) and those behind it."""
    before: Trie = {}
    after: Trie = {}
    for row in rows("hedges"):
        backwards = row["side"] == "before"
        add_phrase(before if backwards else after, row["words"], row["modifier"], backwards=backwards)
    return before, after


@cache
def joined_hedges() -> dict[str, str]:
    """Return the words that bound a figure behind a hyphen: ``{"plus": "at_least"}``."""
    return {row["words"]: row["modifier"] for row in rows("hedges") if row["side"] == "joined"}


@cache
def changes() -> tuple[Trie, Trie]:
    """Return the words of change: those before a figure (spelt backwards) and the nouns behind it."""
    before: Trie = {}
    after: Trie = {}
    for row in rows("changes"):
        behind = row["by"] == "after"
        add_phrase(
            after if behind else before,
            row["word"],
            (row["direction"], row["by"]),
            backwards=not behind,
        )
    return before, after


@cache
def not_figures(role: str) -> Trie:
    """Return the phrases of one role in the table of what is no figure: ``label`` (backwards) or ``name``."""
    trie: Trie = {}
    for row in rows("not_figures"):
        if row["role"] == role:
            add_phrase(trie, row["words"], True, backwards=role == "label")
    return trie


VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"  # fractions in one character
_OPEN = ("unit", "teen", "ten", "half", "quarter", "fold", "times", "multiple")


def _openers() -> set[str]:
    """Return the words with which a number in words may begin."""
    alone = {word for word, (role, _) in number_words().items() if role in _OPEN}
    return {"a", "an", *VULGAR} | alone | {row["words"].rpartition(" ")[2] for row in rows("vague")}


# "more than a decade", "a month and a half", "half-acre", "one-acre": every unit may stand so.
_OF_UNITS = ("single unit", "and a half", "half of unit", "hyphened noun")


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in rows("words"):
        lists.setdefault(row["role"], set()).add(row["word"])
    for role in _OF_UNITS:
        lists.setdefault(role, set()).update(word for word in units_of_articles() if " " not in word)
    lists["opener"] = _openers()
    lists["area"] = set(names_of("area"))
    lists["function"] = set(function_words("figures"))
    lists |= {"month": set(months()), "weekday": set(weekdays())}
    return {role: frozenset(words) for role, words in lists.items()}


def word_list(role: str) -> frozenset[str]:
    """Return the words of one role: weekdays, determiners, units that may stand behind "a", and the like.

    Examples
    --------
    >>> "friday" in word_list("weekday")
    True
    """
    return _word_lists()[role]


def noun_like(word: str) -> bool:
    """Whether a word in small letters looks like a plural noun, or names people."""
    plural = (
        word.endswith("s") and not word.endswith(("ss", "'s", "’s")) and word not in word_list("function")
    )
    return plural or word in word_list("people")


def vague_preset(name: str = "default") -> dict[str, tuple[float | None, float | None]]:
    """Return a preset's ends for each vague number word: ``{"dozens": (24.0, 99.0)}``.

    Examples
    --------
    >>> vague_preset()["hundreds"]
    (100.0, 999.0)
    """
    return {
        row["words"]: (_end(row["low"]), _end(row["high"])) for row in rows("vague") if row["preset"] == name
    }


def _end(text: str) -> float | None:
    return float(text) if text else None
