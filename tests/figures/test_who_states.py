"""Wordings that name who stated a figure, each beside one that looks alike and names nobody; all are our own."""

from __future__ import annotations

import re

import pytest

from workbench.figures.attribution import attribute
from workbench.figures.neighbours import Sentence


def told(*texts: str, part: str = "body", paragraphs: tuple[int, ...] = ()) -> list[str]:
    """Return who states each figure in square brackets of the last sentence."""
    places = paragraphs or (0,) * len(texts)
    sentences = [_marked(text, part, place) for text, place in zip(texts, places, strict=True)]
    return [one.attributed_to for one in attribute(sentences)[-1]]


def _marked(text: str, part: str, paragraph: int) -> Sentence:
    spans: list[tuple[int, int]] = []
    for removed, match in enumerate(re.finditer(r"\[([^\]]*)\]", text)):
        start = match.start() - 2 * removed
        spans.append((start, start + len(match[1])))
    return Sentence(re.sub(r"[\[\]]", "", text), spans, part, paragraph)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # documents that close a sentence, under whatever tag the verb has
        ("The dam had leaked for [six] months, state records show.", "state records"),
        ("Costs doubled to $[4] million, the audit found.", "the audit"),
        ("He took $[2] million from the fund, a criminal complaint alleges.", "a criminal complaint"),
        ("Some [40] people were inside, police believe.", "police"),
        ("The suspect, police believe, fled with [two] bags.", "police"),
        ("She lost $[5,000] a night, an agent wrote in an affidavit.", "an agent"),
        # when a document came out
        ("A report released Tuesday says [40] bridges need repair.", "A report"),
        ("A survey published Monday showed [12] percent were out of work.", "A survey"),
        # set off twice
        ("Ana Ruiz, 44, a driver, told reporters she was [50] metres away.", "Ana Ruiz"),
        ("One neighbour, a nurse named Eva Holm, said [two] men ran off.", "One neighbour"),
        # what somebody saw, measured, gave
        ("Witnesses described [two] explosions.", "Witnesses"),
        ("The Geological Survey measured the quake at magnitude [6.3].", "Geological Survey"),
        ("Officials had earlier given a toll of [five].", "Officials"),
        ("The ministry gave the number of wounded as [30].", "The ministry"),
        ("The weather service is forecasting [6] inches of snow.", "The weather service"),
        ("The party promised [40,000] new jobs.", "The party"),
        ("Lamar Post, citing hospital officials, reported [11] deaths.", "Lamar Post"),
    ],
)
def test_speaker_is_named(text: str, speaker: str) -> None:
    assert told(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "According to nobody, she wrote [460] letters.",
        "She wrote [460] cheques to herself.",
        "The room measured [20] feet across.",
        "It measured [20] feet across.",
        "The tower measures [300] metres.",
        "The path is described in [two] guidebooks.",
        "Her mother gave [five] euros to the beggar.",
        "He gave a number of [two]-hour talks.",
        "The school gave prizes to [12] pupils.",
        "He read the diary, the letters and [two] police reports.",
        "The shop sells [40] kinds of tea and shows films.",
        "[Two] men who took part in the shows left early.",
        "The suspect fled with [two] bags.",
        "A suspect drove [40] miles.",
        "The report released [two] months ago was withdrawn.",
        "He was writing for [two] hours and was not disturbed.",
        "A man named after his father carried [two] bags.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert told(text) == [""]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[Three] killed in mill blast: police", "police"),
        ("[Three] killed in mill blast - Police", "Police"),
        ("[Three] killed in mill blast: the sequel", ""),
        ("Cup final: [three] players hurt", ""),
    ],
)
def test_headline_label(text: str, speaker: str) -> None:
    assert told(text, part="headline") == [speaker]


@pytest.mark.parametrize(
    ("texts", "speaker"),
    [
        # a name behind "the" is a body's, and "it" may stand for it
        (
            ("The Red Cross said it was sending tents.", "It estimated that [6,000] people slept outside."),
            "Red Cross",
        ),
        (("Rosa Cross said she was sending tents.", "It estimated that [6,000] people slept outside."), ""),
        (("Rosa Cross said she was sending tents.", "She said [6,000] people slept outside."), "Rosa Cross"),
    ],
)
def test_pronoun_and_the_name_it_stands_for(texts: tuple[str, ...], speaker: str) -> None:
    assert told(*texts) == [speaker]
