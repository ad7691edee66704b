"""How sure the value, the concept and the speaker of a figure are, as calibrated on articles left out."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

from workbench.numbers.quantity import Quantity

# What a probability is kept away from 0 and 1 by.
EDGE = 0.001


class Confidence(NamedTuple):
    """The probabilities, 0 to 1, that the value with its bound, the concept, and the speaker are as they stand."""

    value: float
    concept: float
    speaker: float


class _Scale(NamedTuple):
    """What was kept: of each class of value, concept and speaker, and how a choice's share is to be read."""

    value: dict[str, float]
    concept: dict[str, float]
    speaker: dict[str, float]
    slope: float
    shift: float


@cache
def _scale() -> _Scale:
    text = files("workbench.figures").joinpath("weights", "confidence.json").read_text(encoding="utf-8")
    return _Scale(**{name: value for name, value in json.loads(text).items() if name != "note"})


def confidence_of(quantity: Quantity, route: str) -> Confidence:
    """Return how sure a figure is; ``route`` is how its speaker, or that there is none, was found.

    Notes
    -----
    Each is the share that was right among figures of its kind in articles that no rule or weight had seen: of those
    at .9, nine in ten hold. A concept chosen among candidates has its own probability, scaled (Platt 1999).
    """
    scale = _scale()
    return Confidence(
        _looked_up(scale.value, value_class(quantity)),
        chosen(quantity.share, scale.slope, scale.shift)
        if quantity.route == "chosen"
        else _looked_up(scale.concept, concept_class(quantity)),
        _looked_up(scale.speaker, route),
    )


def _looked_up(table: dict[str, float], name: str) -> float:
    """Return what is known of a class, else of the wider one that its first word names, else of all."""
    return table.get(name, table.get(name.partition(" ")[0], table[""]))


def value_class(quantity: Quantity) -> str:
    """Return the class of figures whose value is as sure as this one's: its kind, and how it is written.

    Examples
    --------
    >>> value_class(Quantity(0, 3, "300", 300.0, 300.0))
    'count digits exact'
    """
    written = "digits" if any(letter.isdigit() for letter in quantity.exact) else "words"
    return f"{quantity.kind} {written} {quantity.modifier}"


def concept_class(quantity: Quantity) -> str:
    """Return the class of figures whose concept is as sure as this one's.

    Examples
    --------
    >>> concept_class(Quantity(0, 3, "300", 300.0, 300.0, route="beside"))
    'beside count'
    """
    return f"{quantity.route} {quantity.kind}"


def chosen(share: float, slope: float, shift: float) -> float:
    """Return the probability that a choice is right whose share among its candidates is known.

    Examples
    --------
    >>> round(chosen(0.8, 1.0, 0.0), 3)
    0.8
    """
    share = min(max(share, EDGE), 1 - EDGE)
    return round(1 / (1 + exp(-slope * log(share / (1 - share)) - shift)), 3)
