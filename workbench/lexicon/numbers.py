"""Number words and what they are worth."""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import lists, rows

PLAIN = ("unit", "teen", "ten")  # of the roles in numbers.csv: a number by itself, below a hundred
LAST_ORDINAL = 10


@cache
def number_values() -> dict[str, int]:
    """Return the plain number words below a hundred, and the ordinals up to the tenth, with their values.

    Examples
    --------
    >>> number_values()["fifty"], number_values()["third"]
    (50, 3)
    """
    cardinals = {row["word"]: int(row["value"]) for row in rows("numbers") if row["role"] in PLAIN}
    ordinals = {word: int(value) for word, value in lists("times")["ordinal_word"].items()}
    return {word: value for word, value in ordinals.items() if value <= LAST_ORDINAL} | cardinals


@cache
def counting_words() -> dict[str, int]:
    """Return the cardinals from one on, as they count days and weeks.

    Examples
    --------
    >>> counting_words()["two"], "zero" in counting_words()
    (2, False)
    """
    cardinals = {row["word"]: int(row["value"]) for row in rows("numbers") if row["role"] in PLAIN}
    return {word: value for word, value in cardinals.items() if value}
