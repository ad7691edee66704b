"""How sure a figure is said to be: probabilities, lower where there is more to choose from. All sentences are our own."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.figures import find_figures
from workbench.figures.confidence import chosen

SURE = ("confidence", "concept_confidence", "speaker_confidence")


def figures_of(*texts: str) -> pd.DataFrame:
    rows = [
        {"doc_id": "a", "sentence": i, "start": 0, "end": len(text), "text": text, "part": "body"}
        | {"paragraph": 0, "breaks": ""}
        for i, text in enumerate(texts)
    ]
    return find_figures(pd.DataFrame(rows))


def test_each_figure_says_how_sure_it_is() -> None:
    found = figures_of(
        "The storm killed 12 people, the mayor said.", "Dozens fled for three days.", "It cost $4 million."
    )
    assert len(found) == 4
    assert all(found[name].between(0, 1).all() for name in SURE)


def test_a_noun_beside_its_number_is_surer_than_one_that_was_chosen() -> None:
    found = figures_of(
        "They sold 40 boats.", "The plan, which the council and the port backed, would take 90."
    )
    beside, distant = found["concept_confidence"]
    assert beside > 0.9 > distant
    assert found["concept_second"].tolist()[0] == ""
    assert found["concept_second"].tolist()[1] != ""


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Reuters quoted the ministry as saying that 40 had fled.", "the ministry → Reuters"),
        ("The ministry said that 40 had fled.", ""),
    ],
)
def test_the_chain_of_sources_is_kept(text: str, chain: str) -> None:
    assert figures_of(text)["chain"].tolist() == [chain]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_is_never_less_sure(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= chosen(low, 0.9, -0.1) <= chosen(high, 0.9, -0.1) <= 1
