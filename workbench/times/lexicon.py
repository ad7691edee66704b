"""The words of time expressions: which class each word belongs to, and what it stands for.

They stand in the lexicon: ``times.toml`` (classes of words), ``holidays.csv`` (days of the calendar),
``named_days.csv`` (days named after an event) and ``names_with_times.txt`` (names that hold a time word).
"""

from __future__ import annotations

import functools
import re
from typing import Any, NamedTuple

from workbench.lexicon.numbers import counting_words
from workbench.lexicon.reading import lines, lists, rows

# Classes that the reader of numbers and marks gives out, beside the tables of times.toml.
READ_CLASSES = (
    "day_number",
    "number",
    "year_number",
    "ordinal_number",
    "day_range",
    "year_range",
    "decade_number",
    "iso_date",
    "numeric_date",
    "clock",
    "clock_meridiem",
    "quarter_number",
    "holiday",
    "event",
    "name",
    "comma",
    "dot",
    "dash",
    "possessive",
    "other",
    # Made by the rules themselves.
    "day_atom",
    "span_atom",
    "clock_atom",
    "vague_atom",
    "phrase_head",
)


class Entry(NamedTuple):
    """A word's class and the value that it stands for."""

    kind: str
    value: Any


class Phrase(NamedTuple):
    """A fixed phrase: its words in lower case, its class and value."""

    words: tuple[str, ...]
    kind: str
    value: str


@functools.cache
def word_tables() -> dict[str, dict[str, Any]]:
    """Return the tables of ``times.toml``, by class."""
    tables = {kind: words for kind, words in lists("times").items() if isinstance(words, dict)}
    return tables | {"number_word": counting_words()}


@functools.cache
def letters() -> dict[str, str]:
    """Return the character that stands for each class in a code string.

    Examples
    --------
    >>> len(set(letters().values())) == len(letters())
    True
    """
    return {kind: chr(0xE000 + i) for i, kind in enumerate([*word_tables(), *READ_CLASSES])}


@functools.cache
def words() -> dict[str, Entry]:
    """Return every form that a time word may take, with its entry.

    Examples
    --------
    >>> words()["Sunday"]
    Entry(kind='weekday', value=6)
    >>> "may" in words(), "MAY" in words()
    (False, True)
    """
    capital_only = set(lists("times")["capital_only"])
    forms: dict[str, Entry] = {}
    for kind, table in word_tables().items():
        for word, value in table.items():
            cased = () if word in capital_only else (word,)
            forms.update(dict.fromkeys((*cased, word.capitalize(), word.upper()), Entry(kind, value)))
    heads = [first for first in phrases() if not first.isdigit() and phrases()[first][0].kind != "bound"]
    for first in heads:
        for form in (first.capitalize(), first.upper()):
            forms.setdefault(form, Entry("phrase_head", None))
    return forms


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(re.findall(r"['’]s\b|[^\W\d_]+|\d+(?:/\d+)?|[^\s.]", phrase))


@functools.cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Return the fixed phrases by their first word, longest first.

    Examples
    --------
    >>> phrases()["halloween"]
    (Phrase(words=('halloween',), kind='holiday', value='10-31'),)
    """
    every = [
        *(Phrase(_split(phrase), "holiday", rule) for phrase, rule in map(dict.values, rows("holidays"))),
        *(Phrase(_split(phrase), "event", day) for phrase, day in map(dict.values, rows("named_days"))),
        *(Phrase(_split(name), "name", "") for name in lines("names_with_times")),
        Phrase(("as", "of"), "bound", ""),
    ]
    by_first: dict[str, list[Phrase]] = {}
    for phrase in sorted(every, key=lambda phrase: (-len(phrase.words), phrase.words)):
        by_first.setdefault(phrase.words[0], []).append(phrase)
    return {first: tuple(found) for first, found in by_first.items()}
