"""Values as a reader says them: bound, span or open end, unit, thousands apart."""

from __future__ import annotations

import pandas as pd

# Units that are words, and so take a plural; the others are symbols.
_WORDS = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade"})
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_BOUNDS = ("about", "nearly", "more_than", "at_least", "less_than", "at_most")


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
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.3g}"


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
    return with_unit(said, unit)


def with_unit(said: str, unit: str) -> str:
    """Write a unit behind a number that is in words already.

    Examples
    --------
    >>> with_unit("3", "day"), with_unit("1", "day"), with_unit("hundreds", "")
    ('3 days', '1 day', 'hundreds')
    """
    many = unit in _WORDS and said != "1"
    if unit in ("percent", "%"):
        return f"{said}\N{NO-BREAK SPACE}%"
    return f"{said} {unit}{'s' if many else ''}".rstrip()


def bounded(low: float, high: float, modifier: str, *, unit: str = "", exact: str = "") -> str:
    """Write a value with its bound; of a vague one its own words, never the ends that were made up for it.

    Parameters
    ----------
    low, high
        The two ends; of a bound the open one is missing.
    modifier
        How exactly, as in the table ``figures``.
    unit
        The unit.
    exact
        The words of the article, for a vague value.

    Examples
    --------
    >>> bounded(300, float("nan"), "more_than"), bounded(100, 999, "vague", exact="Hundreds")
    ('more than 300', 'hundreds')
    >>> bounded(30, 40, "range"), bounded(70e9, 70e9, "about", unit="USD")
    ('30 to 40', 'about 70 billion USD')
    """
    if modifier == "vague":
        words = " ".join(exact.split())
        return with_unit(words[:1].lower() + words[1:], unit) if words else ""
    if modifier not in _BOUNDS:
        return value_in_words(low, high, unit)
    known = low if pd.notna(low) else high
    at_upper = modifier in ("less_than", "at_most", "nearly") and pd.notna(high)
    said = _round_or_whole(high if at_upper else known)
    return with_unit(f"{modifier.replace('_', ' ')} {said}", unit) if said else ""


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
