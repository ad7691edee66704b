import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare import find_drifts
from workbench.errors import TableError
from workbench.tables import DRIFT_KINDS, empty


def sentences(**texts):
    rows = [
        {
            "doc_id": doc_id,
            "sentence": 0,
            "start": 0,
            "end": len(text),
            "text": text,
            "part": "body",
            "paragraph": 0,
            "breaks": "",
        }
        for doc_id, text in texts.items()
    ]
    return pd.DataFrame(rows)


def links(frame, label="light"):
    """Link the only sentence of every article with that of every later one."""
    rows = frame.to_dict("records")
    return pd.DataFrame(
        [
            {f"{letter}_{name}": row[name] for letter, row in (("a", a), ("b", b)) for name in row}
            | {"label": label, "score": 0.9}
            for at, a in enumerate(rows)
            for b in rows[at + 1 :]
        ]
    )[
        [
            *(f"{letter}_{name}" for letter in "ab" for name in ("doc_id", "start", "end", "text")),
            "label",
            "score",
        ]
    ]


def drifts(label="light", **texts):
    frame = sentences(**texts)
    return find_drifts(links(frame, label), frame)


CHANGED = [
    (
        "The dam held back 14 million litres, engineers said.",
        "The dam held back 41 million litres, engineers said.",
        "number",
        "41",
    ),
    (
        "Rescuers found three hikers alive on the ridge.",
        "Rescuers found five hikers alive on the ridge.",
        "number",
        "five",
    ),
    (
        "The vote was held on Tuesday in the town hall.",
        "The vote was held on Thursday in the town hall.",
        "date",
        "Thursday",
    ),
    (
        "Minister Anna Berg opened the bridge at noon.",
        "Minister Anna Holt opened the bridge at noon.",
        "name",
        "Holt",
    ),
    (
        "The company is not selling its mine in Arlen.",
        "The company is selling its mine in Arlen.",
        "negation",
        "is selling",
    ),
    ("The union did accept the offer.", "The union did not accept the offer.", "negation", "did not accept"),
]


@pytest.mark.parametrize(("a", "b", "kind", "exact"), CHANGED)
def test_a_changed_fact_is_found_where_it_stands(a, b, kind, exact):
    found = drifts(a=a, b=b)
    assert found[["doc_id", "kind", "exact"]].to_numpy().tolist() == [["b", kind, exact]]
    assert b[found.loc[0, "start"] : found.loc[0, "end"]] == exact
    assert (
        a[found.loc[0, "reference_start"] : found.loc[0, "reference_end"]] == found.loc[0, "reference_exact"]
    )
    assert found.loc[0, "explanation"]


SAME = [
    ("Ten per cent of the crop was lost.", "10% of the crop was lost."),
    ("The spokesman said the road is closed.", "The spokeswoman stated the road is closed."),
    ("About a third of the harbour burned.", "Roughly one-third of the harbour burned."),
    ("In the past two days servicemen arrived.", "In the last two days military personnel arrived."),
    ("Aleksandr Petrovich Vasilyev resigned in Minsk.", "Alexander Petrovich Vasiliev resigned in Minsk."),
    ("The U.S. envoy met the Reuters reporter.", "The United States envoy met the Reuters reporter."),
    ("The mayor wasn't told of the leak.", "The mayor was not told of the leak."),
    ("The Associated Press saw the letter.", "AP saw the letter."),
    ("Rep. Ann Lee joined many people there.", "Representative Ann Lee joined numerous individuals there."),
    ("The mill, which closed in May, was sold.", "The mill was sold."),
    ("On Monday the mayor of Dover met Ann Lee.", "The mayor of Dover met Ann Lee on Monday."),
]


@pytest.mark.parametrize("label", ["light", "paraphrase"])
@pytest.mark.parametrize(("a", "b"), SAME)
def test_equivalent_wording_is_no_drift(a, b, label):
    assert drifts(label, a=a, b=b).empty
    assert drifts(label, a=b, b=a).empty


def test_shared_facts_are_not_compared():
    assert drifts("shared_fact", a="Police held 14 men.", b="Police held 41 men.").empty


def test_the_article_that_stands_alone_changed_the_fact():
    found = drifts(
        a="The fire killed 41 cows in Arlen.",
        b="The fire killed 14 cows in Arlen.",
        c="The fire killed 14 cows in Arlen.",
    )
    assert found[["doc_id", "exact", "reference_exact"]].to_numpy().tolist() == [["a", "41", "14"]]


def test_the_later_article_changed_the_fact_where_there_are_two():
    frame = sentences(a="The fire killed 41 cows.", b="The fire killed 14 cows.")
    articles = (
        empty("articles")
        .reindex(range(2))
        .assign(doc_id=["a", "b"], date_published=["2020-02-02", "2020-02-01"])
    )
    assert find_drifts(links(frame), frame, articles=articles)["doc_id"].tolist() == ["a"]


def test_raw_offsets_skip_what_cleaning_removed():
    text = "The fire killed 41 cows."
    frame = sentences(a="The fire killed 14 cows.", b=text).assign(start=[0, 10])
    frame.loc[1, ["end", "breaks"]] = [39, "0:10 9:24"]
    found = find_drifts(links(frame), frame)
    assert found[["start", "end"]].to_numpy().tolist() == [[31, 33]]


def test_nothing_linked_gives_an_empty_table():
    assert find_drifts(empty("links"), empty("sentences")).empty


def test_a_frame_without_its_columns_is_named():
    with pytest.raises(TableError, match="links"):
        find_drifts(pd.DataFrame({"x": [1]}), empty("sentences"))


def test_input_is_left_as_it_was():
    frame = sentences(a="The fire killed 41 cows.", b="The fire killed 14 cows.")
    linked = links(frame)
    before = frame.copy(), linked.copy()
    find_drifts(linked, frame)
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_frame_equal(linked, before[1])


WORDS = st.lists(
    st.sampled_from(
        [
            "The",
            "a",
            "14",
            "five",
            "Berg",
            "Arlen",
            "on",
            "Monday",
            "not",
            "said",
            "“",
            "”",
            "hundreds",
            "of",
            "men",
            "U.S.",
            "n't",
            "crossed",
            "from",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60))
def test_whatever_the_sentences_each_drift_is_a_span_of_them(a, b):
    found = drifts(a=a, b=b)
    assert set(found["kind"]) <= set(DRIFT_KINDS)
    for row in found.itertuples():
        text, other = (a, b) if row.doc_id == "a" else (b, a)
        assert text[row.start : row.end] == row.exact != ""
        assert other[row.reference_start : row.reference_end] == row.reference_exact


@settings(max_examples=40, deadline=None)
@given(WORDS | st.text(max_size=60))
def test_a_sentence_does_not_differ_from_itself(text):
    assert drifts(a=text, b=text + " ").empty
