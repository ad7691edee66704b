"""The answer of a claim as a reader says it: the value that stands with its bound, or what is stated beside each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.wording.values import bounded, value_in_words

_CROWD = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|tens|lots)$", re.I)
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
    behind = {claim: rows.to_dict("records") for claim, rows in figures.groupby("claim_id", sort=False)}
    return {
        row["claim_id"]: _value(row, behind.get(row["claim_id"], [])) for row in ledger.to_dict("records")
    }


def _value(claim: Mapping[str, Any], stated: list[dict[Any, Any]]) -> str:
    best, modifier = claim["value_best"], claim["modifier"]
    if pd.notna(best):
        return bounded(best, best, modifier, unit=claim["unit"])
    told = Counter(in_words(figure) for figure in stated if not modifier or figure["modifier"] == modifier)
    values = [value for value, _ in told.most_common() if value]
    if modifier and values:
        return values[0]
    exact = [figure for figure in stated if figure["modifier"] != "vague"] or stated
    values = list(dict.fromkeys(filter(None, map(in_words, sorted(exact, key=_size)))))
    if len(values) <= MOST_BESIDE:
        return " or ".join(values)
    return value_in_words(claim["value_low"], claim["value_high"], claim["unit"])


def value_of(value: str, name: str) -> str:
    """Return what a claim is called behind its value: "hundreds" are of something.

    Examples
    --------
    >>> value_of("hundreds", "boats lost"), value_of("14", "boats lost")
    ('of boats lost', 'boats lost')
    >>> value_of("1", "people killed in Arlo")
    'person killed in Arlo'
    """
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
