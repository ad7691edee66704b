"""Sentences end where a reader would end them, and lead back to the raw text."""

import pandas as pd
import pytest

from workbench.clean import clean_articles
from workbench.sentences import is_subheading, split_sentences, split_text
from workbench.tables import table


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. sent aid.", "It came late."],
        ["He left the U.S.", "The crew stayed."],
        ["The U.S. Coast Guard and the U.N. Security Council met."],
        ["Gen. Ana Reed spoke at 3 p.m. Monday.", "Nobody asked why."],
        ["The shop shut at 6 p.m.", "The street was empty."],
        ["Storm No. 3 hit on Jan. 5.", "It passed."],
        ["Mr. and Mrs. Lund met Dr. J. R. Vale of St. Mary's.", "They left."],
        ["“We left at once.”", "He nodded."],
        ["“Why now?” she asked.", "“We do not know.”"],
        ['"Stop!" he cried.', "Nobody did."],
        ["Prices rose 3.5 percent.", "Wages did not."],
        ["She works for Calder Inc. in Hamburg.", "He works for Lund & Co.", "The firms merged."],
        ["Was it late?", "Yes!", "Very."],
        ["He waited … and waited.", "Then he left."],
        ["The fire spread fast (it had not rained in May).", "Crews came by noon."],
        ["About 300 fled.", "1,037 came overnight."],
        ["Sen. Ida Klem, R-Fla., voted no.", "Others did not vote."],
        ["It was cheap, i.e. under $5, vs. $9 before."],
        ["橋は閉鎖された。", "けが人はいない。"],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(sentences):
    text = "".join(sentences) if sentences[0][0] > "\u3000" else " ".join(sentences)
    assert [text[start:end] for start, end in split_text(text)] == sentences


def test_a_lost_space_ends_a_sentence():
    text = "The road is open again.Nobody was hurt."
    assert [text[start:end] for start, end in split_text(text)] == [
        "The road is open again.",
        "Nobody was hurt.",
    ]


@pytest.mark.parametrize("text", ["", "   ", ".", "...", "No end", "? ! .", "www.example.org/a.B"])
def test_any_text_is_split_without_loss(text):
    spans = split_text(text)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("What we know so far", True),
        ("'Nobody Called'", True),
        ("– “Emergency” –", True),
        ("He left.", False),
        ("• Two bridges", False),
        ("The mayor said:", False),
        ("", False),
    ],
)
def test_a_subheading_is_short_and_not_closed(text, verdict):
    assert is_subheading(text) is verdict


RAW = (
    "Storm closes bridge and school near Arbel\n\n"
    "A tree lies across the road near Arbel. (file photo)\n\n"
    "A storm closed a bridge and a school near Arbel on Monday. . Nobody was hurt.\n\n"
    "What comes next\n\n"
    "The bridge opens on Friday, the mayor said in a short statement.\n"
)


@pytest.fixture(scope="module")
def sentences():
    blank = {column.name: "" if column.dtype == "str" else None for column in table("articles").columns}
    cleaned = clean_articles(pd.DataFrame([blank | {"doc_id": "a", "raw": RAW}]))
    return split_sentences(cleaned.articles, cleaned.edits)


def test_headline_caption_and_subheading_are_parts_of_their_own(sentences):
    assert sentences["part"].tolist() == ["headline", "caption", "body", "body", "subheading", "body"]
    assert sentences["sentence"].tolist() == list(range(len(sentences)))


def test_raw_offsets_cut_the_sentence_out_of_the_raw_text(sentences):
    for row in sentences.itertuples():
        assert row.breaks or RAW[row.start : row.end] == row.text


def test_paragraphs_are_counted_through_the_article(sentences):
    assert sentences["paragraph"].is_monotonic_increasing
    assert sentences.loc[sentences["text"] == "Nobody was hurt.", "paragraph"].tolist() == [2]


def test_no_articles_give_no_sentences(sentences):
    empty = split_sentences(
        pd.DataFrame(columns=["doc_id", "raw", "start", "end"]), pd.DataFrame(columns=["doc_id"])
    )
    assert empty.columns.tolist() == sentences.columns.tolist()
    assert len(empty) == 0


@pytest.mark.timeout(60)
@pytest.mark.parametrize("mark", ["!", ".", "!'", '." ', "。", "…)", " ", "((", "U.S. "])
def test_a_paragraph_of_marks_alone_is_split_in_linear_time(mark):
    text = "It rained " + mark * 200_000 + "\0 there"
    spans = split_text(text)
    assert (spans[0][0], spans[-1][1]) == (0, len(text))


@pytest.mark.parametrize("piece", ["12 34 ", "word", "5 people,\t\t ", "a  b" + " " * 900])
def test_what_runs_on_without_an_end_is_cut_at_white_space(piece):
    text = "It rained, " + piece * 1_000
    spans = split_text(text)
    assert all(0 < end - start <= 1500 and text[start:end].strip() == text[start:end] for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
