"""What always holds of cleaning, whatever the page."""

from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.clean import DEFAULT_RULES, Edit, Rule, clean_articles
from workbench.clean.page import edit_line
from workbench.errors import EditError
from workbench.sentences import split_sentences
from workbench.spans import Change, clean_span, raw_span, restore

LINES = (
    "Advertisement",
    "Menu",
    "Herald of Arbel",
    "May 4, 2020",
    "Storm closes bridge and school near Arbel",
    "By Ana Reed",
    "  date 2020-05-04 Storm closes bridge",
    "ARBEL, Brodno – A storm closed a bridge and a school near Arbel on Monday, officials said. regional.",
    "“It was loud, ”said Gen. Jo Lund. . Nobody was hurt on the U.S. side at 3 p.m. Monday.",
    "The water rose by 40 centimetres in an hour and fell again in the night.The road is open.",
    "A storm closed a bridge and",
    "a school near the town of Arbel",
    "What comes next",
    "Trees lie on the road. (file photo)",
    "Arbel, Brodno, Montania",
    "READ  Ten plants for the balcony",
    "Related",
    "Mayor opens a new library wing",
    "With reporting by AP and Reuters",
    "Leave a Reply",
    "***",
    "Workers at Arbel steel mill begin strike over wages",
    "Workers at the steel mill in Arbel began a strike over wages on Tuesday, the union said after a vote.",
    "Soft\u00adhyphens and zero\u200bwidth",
    "\ufeff",
    "😀 e\u0301 \u202eabc\u202c",
    "",
    "",
    "",
)
BREAKS = ("\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\n \t\n", "\x0c")


def make_page(seed):
    """A page of lines that real pages have, in any order, with any line ends; or plain noise."""
    chance = Random(seed)
    if chance.random() < 0.15:
        return "".join(chance.choices("aB .,!?\n\r\t“”'’-|>()\u00ad\u2028é9", k=chance.randint(0, 120)))
    lines = chance.choices(LINES, k=chance.randint(0, 14))
    return "".join(line + chance.choice(BREAKS) for line in lines)[: chance.choice([None, None, -1])]


PAGES = st.integers(0, 2**48).map(make_page)


def clean_page(article, raw, **options):
    return clean_articles(pd.DataFrame([article(raw)]), **options)


@settings(max_examples=400, deadline=None)
@given(raw=PAGES)
def test_the_edits_lead_from_raw_to_clean_and_back(article, raw):
    articles, edits, _ = clean_page(article, raw)
    done = edits[edits["action"] != "flagged"].sort_values(["start", "end"])
    assert [raw[e.start : e.end] for e in edits.itertuples()] == edits["before"].tolist()
    assert (done["start"].to_numpy()[1:] >= done["end"].to_numpy()[:-1]).all()
    changes = [(Change(e.start, e.end, e.replacement), e.before) for e in done.itertuples()]
    assert restore("".join(articles["text"]), changes) == raw


@settings(max_examples=200, deadline=None)
@given(raw=PAGES)
def test_sentences_lead_back_to_the_raw_text(article, raw):
    cleaned = clean_page(article, raw)
    before = cleaned.articles.copy(deep=True), cleaned.edits.copy(deep=True)
    for row in split_sentences(cleaned.articles, cleaned.edits).itertuples():
        assert row.text == row.text.strip() != ""
        assert raw_span(row.start, row.breaks, 0, len(row.text)) == (row.start, row.end)
        assert clean_span(row.start, row.breaks, len(row.text), row.start, row.end) == (0, len(row.text))
        if not row.breaks:
            assert len(row.text) == row.end - row.start
    pd.testing.assert_frame_equal(before[0], cleaned.articles)
    pd.testing.assert_frame_equal(before[1], cleaned.edits)


@settings(max_examples=100, deadline=None)
@given(raw=PAGES)
def test_accepting_every_flag_still_leads_back(article, raw):
    edits = clean_page(article, raw).edits
    flagged = set(edits.loc[edits["action"] == "flagged", "edit_id"])
    articles, after, _ = clean_page(article, raw, accepted=flagged)
    assert not flagged & set(after.loc[after["action"] == "flagged", "edit_id"])
    done = after[after["action"] != "flagged"].sort_values(["start", "end"])
    changes = [(Change(e.start, e.end, e.replacement), e.before) for e in done.itertuples()]
    assert restore("".join(articles["text"]), changes) == raw


def test_the_input_frame_stays_as_it_was(article):
    frame = pd.DataFrame([article("Menu\n\nThe river rose over its banks on Monday, officials said.")])
    before = frame.copy(deep=True)
    clean_articles(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_a_rule_of_ones_own_is_one_function_and_one_row(article):
    def propose_moods(page):
        return (edit_line(line, "moods", "removed", "a mood") for line in page.free if line.plain == "Happy")

    cleaned = clean_page(
        article, "Happy\n\nThe river rose.", rules=(*DEFAULT_RULES, Rule("moods", propose_moods))
    )
    assert cleaned.articles.loc[0, "text"] == "The river rose."


def test_a_rule_that_would_put_in_more_than_it_takes_is_refused(article):
    def propose_more(page):
        yield Edit(page.start, page.start + 1, "xyz", "more", "replaced", "", "")

    with pytest.raises(EditError, match="may not be longer"):
        clean_page(article, "The river rose.", rules=[Rule("more", propose_more)])


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["the water-\nfall is ", "a" * 40 + "-\n", " " * 50 + "x\n"])
def test_a_page_of_broken_words_is_cleaned_in_linear_time(article, piece):
    raw = piece * 5_000
    assert clean_page(article, raw).articles.loc[0, "raw"] == raw


def test_a_broken_word_is_joined_if_the_page_has_it_whole(article):
    raw = (
        "Early on Monday the visitors saw the water-\nfall behind the village and then the well-\n"
        "known cave. The waterfall was full of water again."
    )
    text = clean_page(article, raw).articles.loc[0, "text"]
    assert "saw the waterfall behind the village and then the well-known cave." in text
