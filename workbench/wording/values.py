"""Values and days as a reader says them: bound, span or open end, unit, thousands apart; days in one style, 4 Jul 2021."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from workbench.lexicon.units import unit_behind

_ONE = re.compile(r"\D*1")  # with a bound or without
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
    >>> with_unit("3", "day"), with_unit("about 1", "acre"), with_unit("21", "acre"), with_unit("hundreds", "")
    ('3 days', 'about 1 acre', '21 acres', 'hundreds')
    """
    if unit in ("percent", "%"):
        return f"{said}\N{NO-BREAK SPACE}%"
    return f"{said} {unit_behind(unit, many=not _ONE.fullmatch(said))}".rstrip()


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
            said = f"{value / size:,.3f}".rstrip("0").rstrip(".")
            return f"{said} {name}" if round(float(said.replace(",", "")) * size) == value else number(value)
    return number(value)


_CROWD = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|tens|lots)$", re.I)
_STATED = ["claim_id", "value_low", "value_high", "modifier", "unit", "exact"]
_ANSWERED = ["value_best", "value_low", "value_high", "modifier", "unit", "verdict"]
MOST_BESIDE = 3  # values that are named beside each other; more are told by the lowest and the highest


def claim_values(ledger: pd.DataFrame, figures: pd.DataFrame) -> dict[str, str]:
    """Return the value of each claim in words, by ``claim_id``.

    Parameters
    ----------
    ledger, figures
        The tables of those names.

    Examples
    --------
    >>> ledger = pd.DataFrame([{"claim_id": "c", "value_best": float("nan"), "modifier": "vague", "unit": ""}])
    >>> figure = {"claim_id": "c", "exact": "Hundreds", "modifier": "vague", "value_low": 100, "value_high": 999, "unit": ""}
    >>> claim_values(ledger, pd.DataFrame([figure]))
    {'c': 'hundreds'}
    """
    if ledger.empty:
        return {}
    open_ones = ledger.loc[ledger["value_best"].isna() | _disputed(ledger), "claim_id"]
    behind: dict[str, list[dict[Any, Any]]] = {}
    for figure in figures.loc[figures["claim_id"].isin(open_ones), _STATED].to_dict("records"):
        behind.setdefault(figure["claim_id"], []).append(figure)
    claims = ledger.filter([*_ANSWERED, "claim_id"]).to_dict("records")
    return {claim["claim_id"]: _answer(claim, behind.get(claim["claim_id"], [])) for claim in claims}


def _disputed(ledger: pd.DataFrame) -> Any:
    return ledger.get("verdict", pd.Series("", index=ledger.index)) == "conflict"


def _answer(claim: Mapping[str, Any], stated: list[dict[Any, Any]]) -> str:
    """Return the value that stands; of a conflict all that stand against each other, whichever more origins state."""
    best, modifier = claim["value_best"], claim["modifier"]
    if claim.get("verdict") != "conflict":
        if pd.notna(best):
            return bounded(best, best, modifier, unit=claim["unit"])
        if modifier and (value := _said_most(figure for figure in stated if figure["modifier"] == modifier)):
            return value
    exact = [one for one in stated if one["modifier"] != "vague" and _counts_in(one, claim)] or stated
    values = list(dict.fromkeys(filter(None, map(in_words, sorted(exact, key=_size)))))
    if len(values) <= MOST_BESIDE:
        return " or ".join(values)
    return value_in_words(claim["value_low"], claim["value_high"], claim["unit"])


def _counts_in(figure: Mapping[str, Any], claim: Mapping[str, Any]) -> bool:
    """Whether a figure lies between the ends of its claim: of a dispute these are of what stands against each other."""
    low, high = (claim.get(end, math.nan) for end in ("value_low", "value_high"))
    return figure["unit"] != claim["unit"] or not (_size(figure) < low or _size(figure) > high)


def _said_most(figures: Iterable[Mapping[str, Any]]) -> str:
    """Return the value that more figures state than any other, in words."""
    told = Counter(map(in_words, figures))
    return next((value for value, _ in told.most_common() if value), "")


def value_of(value: str, name: str) -> str:
    """Return what a claim is called behind its value: "hundreds" are of something.

    Examples
    --------
    >>> value_of("hundreds", "boats lost"), value_of("14", "boats lost")
    ('of boats lost', 'boats lost')
    >>> value_of("1", "people killed in Arlo"), value_of("3 days", "days in which the water fell")
    ('person killed in Arlo', 'in which the water fell')
    """
    unit = re.split(r"\s", value)[-1]
    if unit.isalpha() and name.startswith(f"{unit} "):
        return name.removeprefix(f"{unit} ")
    if value == "1" and name.startswith("people "):
        return f"person {name.removeprefix('people ')}"
    return f"of {name}" if _CROWD.search(value) else name


def in_words(figure: Mapping[str, Any]) -> str:
    """Return the value of a figure in words, with its bound.

    Examples
    --------
    >>> in_words({"value_low": 300, "value_high": float("nan"), "modifier": "at_least", "unit": "", "exact": "300"})
    'at least 300'
    """
    return bounded(
        figure["value_low"],
        figure["value_high"],
        figure["modifier"],
        unit=figure["unit"],
        exact=figure["exact"],
    )


def _size(figure: Mapping[str, Any]) -> float:
    low = figure["value_low"]
    return float(figure["value_high"] if pd.isna(low) else low)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SPACE = "\N{NO-BREAK SPACE}"  # no line ends inside a day


def day_in_words(day: str, *, year: bool = True) -> str:
    """Write a day of ISO 8601; what is none stays as it is.

    Examples
    --------
    >>> day_in_words("2021-07-04").replace(SPACE, " "), day_in_words("2021-07-04", year=False).replace(SPACE, " ")
    ('4 Jul 2021', '4 Jul')
    >>> day_in_words("soon")
    'soon'
    """
    try:
        known = date.fromisoformat(day[:10])
    except ValueError:
        return day
    parts = [str(known.day), _MONTHS[known.month - 1], *([str(known.year)] if year else [])]
    return SPACE.join(parts)


def moment_in_words(day: str, time: str = "") -> str:
    """Write a day with its time, where one is known.

    Examples
    --------
    >>> moment_in_words("2021-07-04", "14:05").replace(SPACE, " ")
    '4 Jul 2021, 14:05'
    """
    time = time or (day[11:16] if day[10:11] == "T" else "")
    return f"{day_in_words(day)}, {time}" if time else day_in_words(day)


def days_in_words(first: str, last: str) -> str:
    """Write a day, or the span from the first to the last, with what both share said once; a missing end is open.

    Examples
    --------
    >>> for first, last in (("2021-07-04", "2021-07-04"), ("2021-07-02", "2021-07-05"), ("2021-06-30", "2021-07-05")):
    ...     print(days_in_words(first, last).replace(SPACE, " "))
    4 Jul 2021
    2 to 5 Jul 2021
    30 Jun to 5 Jul 2021
    >>> days_in_words("", "2021-07-05").replace(SPACE, " "), days_in_words("2021-07-02", "").replace(SPACE, " ")
    ('until 5 Jul 2021', 'since 2 Jul 2021')
    """
    if not (first and last):
        known = day_in_words(first or last)
        return f"until {known}" if last else f"since {known}" if first else ""
    if first[:10] == last[:10]:
        return day_in_words(last)
    begin = (
        first[8:10].lstrip("0") if first[:7] == last[:7] else day_in_words(first, year=first[:4] != last[:4])
    )
    return f"{begin} to {day_in_words(last)}"
