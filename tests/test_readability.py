"""Readability works without a network and says nothing where it has nothing to say."""

import socket

import pandas as pd
import pytest

from workbench.readability import MIN_WORDS, score_readability

PLAIN = "The dog ran to the gate. It sat down. We saw it go home. "
HARD = (
    "Administrative responsibilities necessitate comprehensive interdepartmental documentation procedures. "
)


def articles(*texts, language="en"):
    return pd.DataFrame({"doc_id": [f"d{i}" for i in range(len(texts))], "text": texts, "language": language})


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("readability tried to open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("no_network")
def test_plain_text_reads_more_easily_than_hard_text():
    scores = score_readability(articles(PLAIN * 20, HARD * 20)).set_index("doc_id")
    assert scores.loc["d0", "flesch_reading_ease"] > scores.loc["d1", "flesch_reading_ease"]
    assert scores.loc["d0", "flesch_kincaid_grade"] < scores.loc["d1", "flesch_kincaid_grade"]
    assert scores.loc["d0", "gunning_fog"] < scores.loc["d1", "gunning_fog"]


def test_every_score_names_the_source_of_its_syllables():
    assert score_readability(articles(PLAIN * 20)).loc[0, "syllables"].startswith("syllapy ")


@pytest.mark.parametrize("text", ["", "   ", "Too short.", "word " * (MIN_WORDS - 1)])
def test_short_text_gets_no_score(text):
    row = score_readability(articles(text)).iloc[0]
    assert row[["flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog"]].isna().all()
    assert row["syllables"] == ""


def test_other_languages_get_no_score():
    assert score_readability(articles(PLAIN * 20, language="de"))["gunning_fog"].isna().all()


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("area", 3), ("afghanistan", 4), ("people", 2), ("moved", 1), ("wanted", 2), ("reservists", 3)],
)
def test_syllables_are_counted_as_spoken(word, syllables):
    from workbench.readability import _textstat

    assert _textstat().syllable_count(word) == syllables
