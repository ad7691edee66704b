"""Wordings that name who stated a figure, each beside one that looks alike and names nobody; all are our own."""

from __future__ import annotations

import re

import pytest

from workbench.figures.attribution import attribute
from workbench.figures.quotations import Sentence


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
        # what somebody saw, measured
        ("Witnesses described [two] explosions.", "Witnesses"),
        ("The Geological Survey measured the quake at magnitude [6.3].", "Geological Survey"),
        ("The weather service is forecasting [6] inches of snow.", "The weather service"),
        ("The party promised [40,000] new jobs.", "The party"),
        ("Lamar Post, citing hospital officials, reported [11] deaths.", "Lamar Post"),
        # a document, whatever stands behind it
        (
            "The drought has cost [five] harvests, a new study by two colleges has found.",
            "a new study by two colleges",
        ),
        ("A survey carried out in May and June also showed that [16] percent are ill.", "A survey"),
        (
            "The port authority published estimates suggesting that [3] million had left.",
            "The port authority",
        ),
        (
            "The town's charter stipulates that there should be one clerk for every [300] citizens.",
            "The town's charter",
        ),
        ("A brochure for the firm lists [eight] partners.", "A brochure for the firm"),
        ("It was revealed by harbour officials that the ship sent [24] messages.", "harbour officials"),
        # a name, with its office on either side
        ("The region needs [5] million tons, Mara Nogi, deputy head of the food office said.", "Mara Nogi"),
        ("Tomas Roda, a spokesman for the Farm Party, another group, said [six] had come.", "Tomas Roda"),
        (
            "The coast's pastor, Old Harbour Bishop Karl Brava, said [30] died.",
            "Old Harbour Bishop Karl Brava",
        ),
        # what "who" and "which" stand for
        ("The wards are full, with patients, [200] of whom the minister said were dying.", "the minister"),
        ("Crews dug for the [14] miners who the ministry said were trapped.", "the ministry"),
        ("Ms. Chong said about [half] of the visits were announced.", "Ms. Chong"),
        ("Most experts agree that more than [one million] have died.", "Most experts"),
        ("He checked the list with [six] clerks and said it was true.", ""),
        # a number in a name, and what a participle says of a thing
        ("They found the gun, [two] officials said.", ""),
        ("They found a 9 mm gun believed to have hit [two] guards.", ""),
        ("Storm hits [four] towns; no damage reported", ""),
    ],
)
def test_speaker_is_named(text: str, speaker: str) -> None:
    assert told(text) == [speaker]


def test_answers_of_an_interview_have_their_speaker() -> None:
    texts = [
        "Ada J. Klein, keeper of the lighthouse, talked to us on Monday.",
        "Q. Do you get many visitors, more than 40?",
        "A. Some [300] a year.",
        "Q. Is that enough? A.",
        "I think [500] would be too many.",
    ]
    assert told(*texts[:3]) == [""], "no interview yet"
    assert told(*texts) == ["Ada J. Klein"]
    assert told(*texts, "Q. Why [500]?") == [""]
    assert told("MARA: We came at [six].", "TOM: No.", "MARA: Yes.", "TOM: It was [seven].") == ["TOM"]
    assert told("Note: the [six] came late.", "The rain: a diary.", "It was [seven].") == [""]


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


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("It earned $[3] million, missing the [4] million expected by analysts.", ["", "analysts"]),
        ("Tests found it in [11] of [30] wells, the ministry said.", ["the ministry", "the ministry"]),
        ("The bill is $[85] million; analysts put it nearer to $[140] million.", ["", "analysts"]),
        ("Shops lost $[100] million, traders moaned.", ["traders"]),
        ('"I pay $[95] a month," fumed a mum.', ["a mum"]),
        # alike, and nobody speaks
        ("The epidemic claimed [1,270] lives.", [""]),
        ("The number of people confirmed dead has risen to [23].", [""]),
        ("It earned $[3] million, helped by [two] good months.", ["", ""]),
        ("A wall built by [20] farmers fell.", [""]),
        ("He was found by [two] boys.", [""]),
    ],
)
def test_several_voices(text: str, speakers: list[str]) -> None:
    assert told(text) == speakers


@pytest.mark.parametrize(
    ("texts", "paragraphs", "speaker"),
    [
        # what a court hears and a document tells goes on to the end of the paragraph
        (("The court heard that they broke in at night.", "They fled with [six] bags."), (0, 0), "The court"),
        (("The jury heard that he lied.", "It began early.", "He took [six] bags."), (0, 0, 0), "The jury"),
        (("Documents show the firm paid nothing.", "It moved $[190] million abroad."), (0, 0), "Documents"),
        # a new paragraph, another voice, a quotation or a plain speaker ends it
        (("The court heard that they broke in at night.", "They fled with [six] bags."), (0, 1), ""),
        (
            (
                "The court heard that they broke in.",
                "His lawyer said he slept.",
                "They fled with [six] bags.",
            ),
            (0, 0, 0),
            "",
        ),
        (("Rosa Cross said it rained.", "They fled with [six] bags."), (0, 0), ""),
        (
            ("They broke in, the court heard.", '"It was late," she said.', "They had [six] bags."),
            (0, 0, 0),
            "",
        ),
        (("The court sentenced him on Monday.", "He fled with [six] bags."), (0, 0), ""),
        (("The roof fell, said a baker.", "It says the bill will be $[85] million."), (0, 1), ""),
    ],
)
def test_who_goes_on(texts: tuple[str, ...], paragraphs: tuple[int, ...], speaker: str) -> None:
    assert told(*texts, paragraphs=paragraphs) == [speaker]
