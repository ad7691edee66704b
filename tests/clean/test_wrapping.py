"""Text in columns and wrapped mail: the lines of a paragraph are one, whatever the width, and nothing else is joined."""

import textwrap

import pytest

from workbench.clean import clean_articles
from workbench.clean.page import split_lines
from workbench.load import load_articles
from workbench.sentences import split_sentences

PARAGRAPHS = (
    "The flood at Lower Reed cost the town at least $45 million, said Ana Reed, who runs the old mill by the bridge.",
    "More than 300 families left their homes on Monday, and the water board of Arva closed forty roads in the valley.",
    "“Nobody called us,” said Jo Lund of Castrel. The mayor, Ilya Tor, promised up to 2,000 crowns for each household.",
    "It was the second time this year that the river left its bed, and people along the road to Garvik have begun to move.",
    "Volunteers handed out blankets and hot soup in the old station, where a hundred beds had been put up over the weekend.",
)
ADDRESS = "https://lantern.example/2021/07/05/" + "flood-at-lower-reed-costs-the-town-millions-" * 3


def wrapped(width, *, between="\n\n", ending="\n"):
    return between.join(textwrap.fill(text, width) for text in PARAGRAPHS).replace("\n", ending)


TEXTS = {
    **{f"{width} characters": wrapped(width) for width in (18, 22, 26, 30, 40, 60, 72, 90)},
    "with an address": f"{wrapped(72)}\n\n{ADDRESS}\n",
    "narrow, with an address": f"{wrapped(24)}\n\n{ADDRESS}\n",
    "CRLF": wrapped(26, ending="\r\n"),
    "not wrapped": "\n\n".join(PARAGRAPHS),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_lines_of_a_paragraph_are_one(text):
    lines = [" ".join(line.text.split()) for line in split_lines(text, 0, len(text))]
    assert lines[: len(PARAGRAPHS)] == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [24, 72])
def test_a_sentence_goes_on_over_the_break(tmp_path, width):
    (tmp_path / "a.txt").write_text(f"{wrapped(width)}\n\n{ADDRESS}\n", encoding="utf-8")
    cleaned = clean_articles(load_articles(tmp_path).articles)
    sentences = split_sentences(cleaned.articles, cleaned.edits)["text"].tolist()
    assert PARAGRAPHS[0] in sentences
    assert PARAGRAPHS[1] in sentences


APART = {
    "a menu": "Home\nNews\nSport\nWeather\nLetters\nAbout us\nContact\nArchive",
    "a list in lower case": "bread\nmilk\nsalt",
    "headline and byline": "Forty saved from sinking barge\nby Ana Reed\nThe barge sank at noon.",
    "long lines and a short one": "\n".join(
        [f"{text} {text}" for text in PARAGRAPHS] + ["and so on", "to the end"]
    ),
    "a table": "Town  Dead\nArva  12\nReed  3\nCastrel  7\nIlova  1",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_lines_that_are_lines_stay_apart(text):
    assert [line.text for line in split_lines(text, 0, len(text))] == text.split("\n")
