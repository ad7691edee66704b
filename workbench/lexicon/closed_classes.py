"""Words of closed classes: number words, months and days of the week, function words."""

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


@cache
def months(*, short: bool = True) -> frozenset[str]:
    """Return the names of months in lower case, with or without abbreviations.

    Examples
    --------
    >>> {"march", "sept"} <= months(), "sept" in months(short=False)
    (True, False)
    """
    times = lists("times")
    return frozenset({*times["month"], *times["month_or_name"], *(times["month_short"] if short else ())})


@cache
def weekdays(*, short: bool = True) -> frozenset[str]:
    """Return the names of the days of the week in lower case, with or without abbreviations.

    Examples
    --------
    >>> len(weekdays(short=False))
    7
    """
    times = lists("times")
    return frozenset({*times["weekday"], *(times["weekday_short"] if short else ())})


@cache
def function_words(question: str) -> frozenset[str]:
    """Return the words that carry grammar and not content, in lower case, as one question takes them.

    Parameters
    ----------
    question
        "likeness": what adds little to the likeness of two sentences. "changes": what changes no fact when it changes.
        "figures": what is no noun that a number could count or name.

    Examples
    --------
    >>> "the" in function_words("likeness"), "border" in function_words("likeness")
    (True, False)
    """
    return frozenset(row["word"] for row in rows("function_words") if row[f"in_{question}"])
