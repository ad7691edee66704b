"""The words table: raw offsets, other parsers, empty tables."""

import pytest

from workbench.analysis import Analysis, tag_words
from workbench.errors import TableError
from workbench.grammar import Word
from workbench.tables import as_table, empty


def sentences(*rows):
    return as_table(
        [
            {"doc_id": "a", "sentence": at, "part": "body", "paragraph": 0} | row
            for at, row in enumerate(rows)
        ],
        "sentences",
    )


def test_words_stand_at_their_place_in_the_raw_text():
    raw = "Menu. Rain  fell [1] twice."
    table = sentences({"start": 6, "end": 27, "text": "Rain fell twice.", "breaks": "0:6 5:12 10:21"})
    words = tag_words(table)
    assert [raw[row.start : row.end] for row in words.itertuples()] == ["Rain", "fell", "twice", "."]


def test_the_sentences_are_left_as_they_were():
    table = sentences({"start": 0, "end": 5, "text": "Rain.", "breaks": ""})
    before = table.copy(deep=True)
    tag_words(table)
    assert table.equals(before)


def test_another_parser_can_stand_behind_it():
    def upper(texts):
        return [[Word(text, 0, len(text), text.lower(), "NOUN", 0, "root")] for text in texts]

    words = tag_words(
        sentences({"start": 3, "end": 7, "text": "Rain", "breaks": ""}), analysis=Analysis(parser=upper)
    )
    assert words.loc[0, ["start", "end", "relation"]].tolist() == [3, 7, "root"]


def test_no_sentences_no_words():
    assert tag_words(empty("sentences")).columns.tolist() == empty("words").columns.tolist()


def test_a_table_without_text_is_refused():
    with pytest.raises(TableError, match="text"):
        tag_words(empty("sentences").drop(columns="text"))
