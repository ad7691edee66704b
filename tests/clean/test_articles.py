"""Articles come out of cleaning with every change on record."""

import pytest

from workbench.spans import Change, restore

PAGE = """\
March 3, 2019

Valley Daily Post

Landslide cuts off three mountain villages near Orlava

ORLAVA, Montania – A landslide cut off three mountain villages near Orlava on Sunday, officials said. regional.

Download the Valley Daily app for the latest alerts

"The road is gone," said Ana Petrov, who runs the village shop. . She has food for a week.

READ  Five things to pack for a long hike

Crews hope to reach the villages by Tuesday, the road agency said in a statement.

With reporting by AP and Reuters
"""


def test_a_page_is_cleaned_to_its_body(clean):
    text = clean(PAGE).articles.loc[0, "text"]
    assert text.startswith("ORLAVA, Montania – A landslide")
    assert text.endswith("the road agency said in a statement.")
    assert "officials said.\n\n" in text
    assert "shop. She has" in text
    assert not any(word in text for word in ("Download", "READ", "With reporting", "Daily Post"))


def test_what_is_known_stands_in_the_fields(clean):
    row = clean(PAGE).articles.loc[0]
    assert row["headline"] == "Landslide cuts off three mountain villages near Orlava"
    assert row["publisher"] == "Valley Daily Post"
    assert row["date_published"] == ""
    assert row["date_retrieved"] == "2019-03-03"
    assert row["dateline"] == "ORLAVA, Montania"
    assert row["agencies"] == "AP; Reuters"
    assert row["language"] == "en"


def test_the_edits_restore_the_raw_text(clean):
    cleaned = clean(PAGE)
    done = cleaned.edits[cleaned.edits["action"] != "flagged"]
    changes = [(Change(e.start, e.end, e.replacement), e.before) for e in done.itertuples()]
    assert restore(cleaned.articles.loc[0, "text"], changes) == PAGE


def test_cleaning_again_changes_nothing(clean):
    once = clean(PAGE).articles.loc[0, "text"]
    assert clean(once).articles.loc[0, "text"] == once


CUT_TAILS = [
    ("The levee held on Monday, but the river was still ri… [+2381 chars]\n", "still ri"),
    ("The levee held on Monday, the mayor said... [+17 chars]", "the mayor said"),
    ("The levee held on Monday, the mayor said.\n\n[+1204 chars]", "the mayor said."),
]


@pytest.mark.parametrize(("raw", "ends"), CUT_TAILS)
def test_the_mark_of_a_cut_text_is_an_edit_of_its_own(clean, raw, ends):
    cleaned = clean(raw)
    row = cleaned.articles.loc[0]
    assert row["text"].endswith(ends)
    assert "the text is cut" in row["warnings"]
    [edit] = cleaned.edits[cleaned.edits["rule"] == "cut-tail"].to_dict("records")
    assert "cut the text off" in edit["reason"] and "chars]" in edit["before"]


@pytest.mark.parametrize(
    "raw", ["The field takes [+17 chars] at most, the manual says.", "It took 12 chars]", "[+ chars]"]
)
def test_other_brackets_stay(clean, raw):
    cleaned = clean(raw)
    assert (
        "cut-tail" not in set(cleaned.edits["rule"])
        and "text is cut" not in cleaned.articles.loc[0, "warnings"]
    )


def test_a_space_before_an_apostrophe_that_opens_an_ending_is_no_slip_of_a_quotation(clean):
    body = "Rain fell on the valley for the whole of Monday, the village said. ’s"
    assert clean(f"{body} mayor came later.").articles.loc[0, "text"].startswith(body)
    moved = clean("“The road is gone and will stay gone, all of it. ”She has food for a week.")
    assert "all of it.” She" in moved.articles.loc[0, "text"]
