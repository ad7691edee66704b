"""Values and days as a reader says them: a span, an open end, a unit, thousands apart."""

from __future__ import annotations

import pandas as pd

# Units that are words, and so take a plural; the others are symbols.
_WORDS = frozenset({"hour", "day", "week", "fortnight", "month", "year", "decade"})
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(value: float | None) -> str:
    """Write a number as a reader expects it: thousands apart, no needless decimals, nothing for a missing one.

    Examples
    --------
    >>> number(1037.0), number(0.3333), number(float("nan"))
    ('1,037', '0.33', '')
    """
    if value is None or pd.isna(value):
        return ""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) < 1e15 else f"{value:.3g}"


def value_in_words(low: float, high: float, unit: str = "") -> str:
    """Write a value, or the span that it lies in, with its unit; an end that is missing is open.

    Examples
    --------
    >>> value_in_words(1000, 9999), value_in_words(3, 3, "day"), value_in_words(6.6e9, 6.6e9, "EUR")
    ('1,000 to 9,999', '3 days', '6.6 billion EUR')
    >>> value_in_words(300, float("nan")), value_in_words(float("nan"), 50, "km")
    ('from 300', 'up to 50 km')
    """
    first, last = _round_or_whole(low), _round_or_whole(high)
    if not first and not last:
        return ""
    said = f"up to {last}" if not first else f"from {first}" if not last else first
    if first and last and first != last:
        said = f"{first} to {last}"
    many = unit in _WORDS and said != "1"
    return f"{said} {unit}{'s' if many else ''}".rstrip()


def _round_or_whole(value: float) -> str:
    """Write a number in millions and upwards where no digit is lost by that."""
    for size, name in _LARGE:
        if pd.notna(value) and abs(value) >= size:
            in_words = f"{value / size:,.3f}".rstrip("0").rstrip(".")
            return (
                f"{in_words} {name}"
                if round(float(in_words.replace(",", "")) * size) == value
                else number(value)
            )
    return number(value)


def days_in_words(first: str, last: str) -> str:
    """Write a day, or the span from the first to the last; a missing end is left open.

    Examples
    --------
    >>> days_in_words("2021-07-04", "2021-07-04"), days_in_words("2021-07-02", "2021-07-05")
    ('2021-07-04', '2021-07-02 to 2021-07-05')
    >>> days_in_words("", "2021-07-05"), days_in_words("2021-07-02", "")
    ('until 2021-07-05', 'since 2021-07-02')
    """
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"until {last}" if last else f"since {first}" if first else ""
