"""Sentences end where a reader would end them, and lead back to the raw text."""

import pytest

from workbench.sentences import split_text


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. sent aid.", "It came late."],
        ["He left the U.S.", "The crew stayed."],
        ["Gen. Ana Reed spoke at 3 p.m. Monday.", "Nobody asked why."],
        ["Storm No. 3 hit on Jan. 5.", "It passed."],
        ["“We left at once.”", "He nodded."],
        ['"Why now?" she asked.', '"We do not know."'],
        ["Prices rose 3.5 percent.", "Wages did not."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_text(text)] == sentences
