"""What is counted or measured where a pronoun, a verb or another figure says it; all sentences are our own."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.figures import find_figures
from workbench.figures.candidates import Topic, may_stand_for


def concepts(*texts: str) -> list[str]:
    """Return what the figures of the last sentence of a paragraph count or measure."""
    sentences = pd.DataFrame(
        [
            {"doc_id": "a", "sentence": i, "start": 0, "end": len(text), "text": text, "part": "body"}
            | {"paragraph": 0, "breaks": ""}
            for i, text in enumerate(texts)
        ]
    )
    found = find_figures(sentences)
    return found.loc[found["sentence"] == len(texts) - 1, "concept"].tolist()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # a pronoun stands for what the sentence before was about
        (("The tower was raised by volunteers.", "It weighs 40 tonnes."), ["tower"]),
        (("The tower was raised by volunteers.", "It is old.", "It weighs 40 tonnes."), ["tower"]),
        (
            ("Daniel Ott fled on foot.", "He is 6 feet tall, weighing 130 pounds."),
            ["Daniel Ott", "Daniel Ott"],
        ),
        (("The index rose early but it closed 3% lower.",), ["index"]),
        (("The tremor was felt far away and the institute put it at 6.5.",), ["tremor"]),
        # not what the pronoun cannot stand for
        (("The towers were raised by volunteers.", "It weighs 40 tonnes."), [""]),
        (("Daniel Ott fled on foot.", "They weigh 40 tonnes."), [""]),
        (("On Monday it rained.", "It weighs 40 tonnes."), [""]),
        # those whom a place holds, whom a storm leaves
        (("The camp at Rosh, built for 2,000, now houses 7,500.",), ["people", "people"]),
        (("The hall had room for 400.",), ["people"]),
        (("The storm left 200,000 without power.",), ["people"]),
        (("The blast left 40 dead and 300 homeless.",), ["people", "people"]),
        # not where a noun stands
        (("The camp now houses 700 horses.",), ["horses"]),
        (("The storm left 300 homes without power.",), ["homes"]),
        (("He left 20 letters in the room.",), ["letters"]),
        (("The tower, built for $2 million, is old.",), ["tower"]),
        (("They built 40 houses for 12 families.",), ["houses", "families"]),
        # what is a multiple of
        (("It needs 12 times the bandwidth.",), ["bandwidth"]),
        (("She called him 12 times.",), ["times"]),
        (("The survey had a margin of error of 3 points.",), ["margin of error"]),
        (("It had an area of 3 acres.",), ["area"]),
    ],
)
def test_concepts(texts: tuple[str, ...], expected: list[str]) -> None:
    assert concepts(*texts) == expected


@pytest.mark.parametrize(
    ("pronoun", "topic", "fits"),
    [
        ("he", Topic("driver", plural=False, person=True), True),
        ("he", Topic("drivers", plural=True, person=True), False),
        ("it", Topic("driver", plural=False, person=True), False),
        ("it", Topic("bridge", plural=False, person=False), True),
        ("them", Topic("bridges", plural=True, person=False), True),
        ("they", Topic("bridge", plural=False, person=False), False),
    ],
)
def test_pronoun_agrees(pronoun: str, topic: Topic, fits: bool) -> None:
    assert may_stand_for(pronoun, topic) is fits
