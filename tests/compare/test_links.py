import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare import how_sure, link_sentences, reliability
from workbench.compare.links import REUSE
from workbench.errors import TableError

from .stories import FERRY, OTHER, OWN_REPORT, REWORKED, sentences


def reused(links):
    kept = links[links["label"].isin(REUSE)]
    return list(zip(kept["a_text"], kept["b_text"], strict=True))


def test_a_reworked_article_is_linked_sentence_by_sentence():
    links = link_sentences(sentences(a=FERRY, b=REWORKED))
    assert reused(links) == list(zip(FERRY, REWORKED, strict=True))


def test_an_exact_copy_is_verbatim_and_sure():
    links = link_sentences(sentences(a=FERRY, b=FERRY), shared_facts=False)
    assert links["label"].tolist() == ["verbatim"] * len(FERRY)
    assert links["score"].min() > 0.9


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        (
            "But the ferry Marigold ran aground off Port Sella early on Tuesday with 212 passengers on board.",
            "verbatim",
        ),
        (
            "The ferry Marigold ran aground off Port Sella early on Tuesday with 211 passengers on board.",
            "light",
        ),
        (
            "The ferry Marigold ran aground off Port Sella early on Monday with 212 passengers on board.",
            "light",
        ),
        (
            "The ferry Marigold ran aground off Port Sella early on Tuesday without 212 passengers on board.",
            "light",
        ),
    ],
)
def test_a_changed_fact_is_never_verbatim(changed, label):
    links = link_sentences(sentences(a=FERRY, b=[changed, *FERRY[1:]]), shared_facts=False)
    assert links.loc[links["b_text"] == changed, "label"].tolist() == [label]


@pytest.mark.parametrize("other", [OWN_REPORT, OTHER], ids=["the same event", "another matter"])
def test_independent_reports_share_no_sentence(other):
    assert not reused(link_sentences(sentences(a=FERRY, b=other)))


def test_a_quotation_that_both_print_is_no_reuse():
    quotation = "“We will not rest until every family has been told what happened that night,” Reyl said."
    links = link_sentences(sentences(a=[*FERRY[:4], quotation], b=[*OWN_REPORT[:4], quotation]))
    assert not reused(links)
    assert links["label"].tolist() == ["shared_fact"]


def test_the_halves_of_a_split_sentence_are_both_linked():
    whole = (
        "The storm tore the roof off the market hall in Vessin on Friday, "
        "and power lines fell across the road to the airport."
    )
    halves = [
        "The storm tore the roof off the market hall in Vessin on Friday.",
        "Power lines fell across the road to the airport.",
    ]
    links = link_sentences(sentences(a=[*FERRY[:3], whole], b=[*FERRY[:3], *halves]), shared_facts=False)
    assert [b for a, b in reused(links) if a == whole] == halves


def test_two_versions_of_one_sentence_are_joined_by_a_third():
    links = link_sentences(sentences(a=FERRY, b=REWORKED, c=FERRY))
    assert {(a, c) for a, c in links[["a_doc_id", "b_doc_id"]].itertuples(index=False)} == {
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    }


def test_least_is_the_least_score_of_reuse():
    frame = sentences(a=FERRY, b=REWORKED)
    strict = link_sentences(frame, least=0.95, shared_facts=False)
    assert (strict["score"] >= 0.95).all()
    assert len(strict) <= len(link_sentences(frame, shared_facts=False))


@pytest.mark.parametrize("texts", [[], [""], ["."], ["…"], ["“"], ["a"], ["’’’"]])
def test_sentences_without_content_are_no_error(texts):
    assert link_sentences(sentences(a=texts, b=texts)).empty


def test_a_missing_column_is_named():
    with pytest.raises(TableError, match="breaks"):
        link_sentences(sentences(a=FERRY).drop(columns="breaks"))


WORDS = st.sampled_from(
    [
        "the",
        "mayor",
        "said",
        "fire",
        "burned",
        "12",
        "1,300",
        "“",
        "”",
        "Lund",
        "Oslo's",
        "ran",
        "fled,",
        "and.",
        "U.S.",
        "state-run",
        "’",
    ]
)
ARTICLES = st.lists(st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=4), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_links_hold_for_all_input(texts):
    frame = sentences(**{f"d{n}": article for n, article in enumerate(texts)})
    before = frame.copy(deep=True)
    links = link_sentences(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert links["score"].between(0, 1).all()
    assert (links["a_doc_id"] < links["b_doc_id"]).all()
    assert not links.duplicated(["a_doc_id", "a_start", "b_doc_id", "b_start"]).any()
    known = set(zip(frame["doc_id"], frame["start"], frame["end"], frame["text"], strict=True))
    for side in "ab":
        ends = [links[f"{side}_{name}"] for name in ("doc_id", "start", "end", "text")]
        assert set(zip(*ends, strict=True)) <= known


def test_the_order_of_the_articles_changes_only_the_sides():
    forth = link_sentences(sentences(a=FERRY, b=REWORKED), shared_facts=False)
    back = link_sentences(sentences(b=REWORKED, a=FERRY), shared_facts=False)
    assert sorted(forth["a_text"]) == sorted(back["b_text"])
    assert np.allclose(sorted(forth["score"]), sorted(back["score"]))


@pytest.mark.parametrize("text", ["“" * 5000, "‘a" * 5000, "Ab1 " * 5000, "word " * 5000, "A." * 5000])
def test_sentences_that_are_none_are_no_error(text):
    links = link_sentences(sentences(a=[text], b=[text + " z"]))
    assert links["score"].between(0, 1).all()


NO_SHARED_FACT = [
    (
        "Four people were killed in Dover when a tram left the rails.",
        "Support the Dover Mail from £4 a month.",
    ),
    ("On the morning of 9 March it took 48.", "A tram left the rails near Arlen on the morning of 9 March."),
    ("Three of the dead were from Dover and the fourth was the driver.", "Dover Mail costs four crowns."),
]


@pytest.mark.parametrize(("a", "b"), NO_SHARED_FACT)
def test_equal_digits_or_a_date_alone_are_no_shared_fact(a, b):
    assert (
        link_sentences(sentences(a=[a, *OTHER], b=[b, *OWN_REPORT]))
        .query("a_text == @a and b_text == @b")
        .empty
    )


def test_a_figure_of_one_kind_with_a_name_is_a_shared_fact():
    a, b = (
        "In Dover, the storm left 4,300 homes without light.",
        "Some 4,300 homes in Dover had no light on Monday.",
    )
    links = link_sentences(sentences(a=[a, *OTHER], b=[b, *OWN_REPORT]))
    assert links[links["a_text"] == a]["b_text"].tolist() == [b]


def test_a_class_holds_its_lower_end_and_the_last_one_both():
    found = reliability([0.0, 0.1, 0.19, 1.0], [False, False, True, True])
    assert found[["low", "n", "kept"]].to_numpy().tolist() == [[0.0, 1, 0.0], [0.1, 2, 0.5], [0.9, 1, 1.0]]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_every_score_is_counted_once(pairs):
    found = reliability([score for score, _ in pairs], [right for _, right in pairs])
    assert found["n"].sum() == len(pairs)
    assert (found["promised"] >= found["low"] - 1e-9).all()
    assert (found["promised"] <= found["high"] + 1e-9).all()


@pytest.mark.parametrize(("score", "word"), [(1, "sure"), (0.9, "sure"), (0.89, "likely"), (0.69, "unsure")])
def test_words_for_scores(score, word):
    assert how_sure(score) == word


def test_copies_are_measured_once_and_linked_as_ever(monkeypatch):
    from workbench.compare import measured

    cells = []
    compare = measured.compare_blocks

    def counted(corpus, rows, others):
        cells.append(len(rows) * len(others))
        return compare(corpus, rows, others)

    monkeypatch.setattr(measured, "compare_blocks", counted)
    names = [f"copy{n}" for n in range(12)]
    found = link_sentences(sentences(**dict.fromkeys(names, FERRY), other=REWORKED))
    assert sum(cells) <= (len(FERRY) + len(REWORKED)) ** 2
    of = found.groupby(["a_doc_id", "b_doc_id"])
    to_other = [of.get_group((name, "other")).drop(columns="a_doc_id").to_dict("list") for name in names]
    assert all(links == to_other[0] for links in to_other)
    assert (of.get_group(("copy0", "copy1"))["label"] == "verbatim").all()


def test_a_sentence_of_one_of_two_articles_is_no_third_witness():
    """What stands in a and b alone says nothing about a and b."""
    from scipy.sparse import csr_array

    from workbench.compare.measured import Folded, Measured
    from workbench.compare.thirds import event_of, relay, ways_of

    alone = csr_array(np.array([[1.0, 0.9, 0.7], [0.9, 1.0, 0.6], [0.7, 0.6, 1.0]]))
    measured = Measured(alone, *[0 * alone] * 5)
    rows = [np.array([0]), np.array([1]), np.array([2])]
    three = event_of(Folded(np.arange(3), np.arange(3)), rows, measured)
    two = event_of(Folded(np.arange(3), np.arange(3)), [rows[0], np.array([1, 2])], measured)
    ways = ways_of(alone, least=0.8)
    assert relay(three, ways, rows[0], np.array([2])).tolist() == [[0.6]]
    assert relay(two, ways, rows[0], np.array([1, 2])).tolist() == [[0.0, 0.0]]
