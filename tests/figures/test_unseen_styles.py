"""Wordings that other outlets use: bounds, negatives, halves, families and quakes, and who speaks in court."""

from __future__ import annotations

import pytest

from workbench.figures.attribution import attribute
from workbench.figures.concepts import add_concepts
from workbench.figures.quotations import Sentence
from workbench.figures.tree import Tree
from workbench.grammar import parse
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantities import quantities_of
from workbench.numbers.quantity import Quantity
from workbench.numbers.vocabulary import vague_preset


def read(text: str) -> dict[str, Quantity]:
    tokens = Tokens(text)
    found = quantities_of(tokens, vague_preset())
    add_concepts(tokens, Tree(text, parse([text])[0]), found)
    return {quantity.exact: quantity for quantity in found}


@pytest.mark.parametrize(
    ("text", "exact", "low", "modifier", "unit"),
    [
        ("Quake toll passes 100 as rescuers dig on.", "100", 100, "more_than", ""),
        ("Parliament passed 12 laws.", "12", 12, "exact", ""),
        ("She was jailed over the £2m raid on a depot.", "£2m", 2e6, "exact", "GBP"),
        ("Temperatures fell to -4C overnight.", "-4", -4, "exact", "degC"),
        ("The tremor measured 6.4 and was felt far away.", "6.4", 6.4, "exact", "magnitude"),
        ("The 7.8 earthquake was felt far away.", "7.8", 7.8, "exact", "magnitude"),
        ("The 12 quakes of May were weak.", "12", 12, "exact", ""),
        ("The hall measured 6.4 and was full.", "6.4", 6.4, "exact", ""),
        ("The trial has lasted a month and a half.", "a month and a half", 1.5, "exact", "month"),
    ],
)
def test_value_bound_and_unit(text: str, exact: str, low: float, modifier: str, unit: str) -> None:
    found = {key.strip("£"): quantity for key, quantity in read(text).items()}
    quantity = next(one for key, one in found.items() if key in exact)
    assert (quantity.low, quantity.modifier, quantity.unit) == (low, modifier, unit)


@pytest.mark.parametrize(
    ("text", "exact", "concept"),
    [
        ("A mother of three was pulled out alive.", "three", "children"),
        ("One victim was a grandfather of five.", "five", "grandchildren"),
        ("A crew of three was pulled out alive.", "three", "crew"),
        ("Police questioned six witnesses; lawyers questioned 47.", "47", "witnesses"),
        ("Of the province's 27 districts, the rebels captured 16 in three days.", "16", "districts"),
        ("Divers recovered 22 bodies, bringing the death toll to 58.", "58", "death toll"),
    ],
)
def test_concept(text: str, exact: str, concept: str) -> None:
    assert read(text)[exact].concept == concept


@pytest.mark.parametrize(
    ("text", "number", "speaker"),
    [
        ("The court heard he pocketed $9,000 for the tip.", "9,000", "The court"),
        ("Neighbours heard 12 shots.", "12", ""),
        ("Several soldiers escaped, those in charge declared Sunday.", "Several", "those in charge"),
        ("Troops of one unit had demanded reinforcements, which nobody sent, told one of them.", "one", ""),
        ("The toll climbed to 187, officials say, up from 114 a day earlier.", "114", "officials"),
    ],
)
def test_speaker(text: str, number: str, speaker: str) -> None:
    start = text.index(number)
    [[found]] = attribute([Sentence(text, [(start, start + len(number))])])
    assert found.attributed_to == speaker
