"""Numbers that look like figures and count nothing, numbers broken by a slip, and those of bad translations."""

from __future__ import annotations

import pytest

from workbench.numbers.lexing import Tokens
from workbench.numbers.quantities import quantities_of
from workbench.numbers.vocabulary import vague_preset
from workbench.sentences import split_text


def values(text: str) -> list[tuple[float | None, str]]:
    return [(one.low, one.unit) for one in quantities_of(Tokens(text), vague_preset())]


@pytest.mark.parametrize(
    "text",
    [
        "One witness told police that he ran.",
        "One resident, who asked not to be named, left early.",
        "One victim, a retired teacher, was robbed again.",
        "One firm with an office in the port went under.",
        "One, a former nurse, said she would return.",
        "One farmer said the water rose.",
        "She wrote often and had not one answer.",
        "There is not one photograph of him.",
        "In one case a man fired into the air.",
        "“The gate is open,” one said.",
        "One said it was shut, one told a neighbour so.",
        "In one email the manager joked about it.",
        "It is much the way one is addicted to drugs.",
        "He asked what one does with a yacht.",
        "Helpline: 01632 960114.",
        "They dreamt of Web 2. 0 and little else.",
    ],
)
def test_counts_nothing(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "One firefighter was treated for burns.",
        "One man, a miner, was killed.",
        "One person died, officials said.",
        "One Syrian soldier was killed.",
        "One dead after fire, officials say.",
        "One was charged with murder.",
        "Rescuers found one boy alive.",
        "She had no quarrel with one woman.",
        "They found one case of measles.",
        "Not one but many reasons were given.",
    ],
)
def test_one_counts(text: str) -> None:
    assert values(text)[0] == (1, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A 6. 1-magnitude quake struck.", [(6.1, "magnitude")]),
        ("It struck at a depth of 10. 5 miles.", [(10.5, "mi")]),
        ("The firm paid $1. 2 billion, up 3. 4 percent.", [(1.2e9, "USD"), (3.4, "percent")]),
        ("It razed some 3 thousand 200 dwellings.", [(3200, "")]),
        ("The river rose 7,4 meters.", [(7.4, "m")]),
        ("Half a hundred of divers came.", [(50, "")]),
        ("There were 3 thousand, 200 of them children.", [(3000, ""), (200, "")]),
        ("The wall is 1,234 meters long.", [(1234, "m")]),
        ("It was 5. Two left.", [(5, ""), (2, "")]),
    ],
)
def test_broken_and_translated_numbers(text: str, found: list[tuple[float, str]]) -> None:
    assert values(text) == [(pytest.approx(low), unit) for low, unit in found]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It paid $1. 2 billion. It left.", 2),
        ("It measured 6. 1 on the Richter scale.", 1),
        ("A magnitude 6. 1 quake struck.", 1),
        ("He left at 5. 20 people stayed.", 2),
        ("It fell in 2005. 20 percent left.", 2),
        ("It ended 3. Two miles on it rained.", 2),
    ],
)
def test_a_broken_decimal_ends_no_sentence(text: str, sentences: int) -> None:
    assert len(split_text(text)) == sentences
