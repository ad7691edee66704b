"""Names of months and days of the week: they stand once, among the words of time expressions."""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import lists


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
