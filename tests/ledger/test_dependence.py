"""What a verdict depends on, against trying every set of articles and of origins by building the ledger anew."""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.case import Case
from workbench.ledger import build_ledger, find_dependence, tell_dependence

TABLES = ("figures", "articles", "families", "links", "sentences", "accounts", "grouped_figures", "reviews")
STORIES = (
    "Police in Oldmere said on Monday that {} people were hurt when a stand gave way at the fair.",
    "At the fair in Oldmere {} people were hurt on Monday after a stand fell, the fire service said.",
    "The hospital of Oldmere treated the wounded: {} people were hurt when the stand at the fair gave way.",
    "The mayor of Oldmere told reporters that {} people were hurt as a stand broke down at the fair.",
)


def case_of(folder, numbers, days=("1", "1", "1", "1"), same=()):
    (folder / "articles").mkdir(parents=True)
    for place, number in enumerate(numbers):
        story = STORIES[0 if place in same else place].format(number)
        text = f"Oldmere Stand {place}\nPublished: {days[place]} May 2024\n\n{story} The fair had opened at noon.\n"
        (folder / "articles" / f"{'abcd'[place]}.txt").write_text(text, encoding="utf-8")
    return Case(folder, cache=False)


def outcomes(case, figures):
    """Return verdict and answer of each claim by the ledger itself, of the figures that are left."""
    ledger = build_ledger(
        figures, case.articles, case.families, case.drifts, links=case.links, sentences=case.sentences,
        accounts=case.accounts, reviews=case.reviews,
    )  # fmt: skip
    return {row.claim_id: (row.verdict, str(row.value_best), row.modifier) for row in ledger.itertuples()}


def by_brute_force(case, claim):
    """Return the size of the smallest set of articles that changes a claim, how many there are, and up to which size all were tried."""
    figures, now = case.figures, outcomes(case, case.figures)[claim]
    docs = figures.loc[figures["claim_id"] == claim, "doc_id"].unique()
    for size in range(1, len(docs) + 1):
        changing = [
            taken
            for taken in combinations(docs, size)
            if outcomes(case, figures[~figures["doc_id"].isin(taken)].reset_index(drop=True)).get(claim)
            != now
        ]
        if changing:
            return size, len(changing), changing
    return None, 0, []


@pytest.mark.parametrize(
    ("numbers", "days", "same"),
    [
        ((14, 14, 14, 14), "1111", ()),
        ((14, 14, 14, 17), "1111", ()),
        ((14, 17, 17, 17), "1234", ()),
        ((14, 15, 14, 15), "1111", ()),
        ((12, 14), "11", ()),
        ((14, 14, 14), "111", (0, 1, 2)),
        ((14, 14, 17), "122", (0, 1)),
        (("more than 10", "12", "about 12"), "111", ()),
    ],
)
def test_the_smallest_sets_are_those_of_brute_force(tmp_path, numbers, days, same):
    case = case_of(tmp_path / "case", numbers, days, same)
    found = case.dependence
    claims = found.loc[found["kind"] == "article", "claim_id"].unique()
    assert len(claims)
    for row in found[found["kind"] == "article"].itertuples():
        size, n_sets, changing = by_brute_force(case, row.claim_id)
        assert (None if pd.isna(row.n_needed) else row.n_needed, row.n_sets) == (size, n_sets)
        assert row.fragile == (size == 1)
        if changing:
            assert set(row.without.split("; ")) in [set(taken) for taken in changing]
            left = case.figures[~case.figures["doc_id"].isin(row.without.split("; "))].reset_index(drop=True)
            then = outcomes(case, left).get(row.claim_id, ("", "nan", ""))
            assert then == (row.verdict, str(row.value_best), row.modifier)


def test_three_copies_of_one_story_are_one_origin_to_take_out(tmp_path):
    case = case_of(tmp_path / "case", (14, 14, 14), "111", (0, 1, 2))
    rows = case.dependence.set_index("kind")
    assert rows.loc["origin", "fragile"] and rows.loc["origin", "verdict"] == ""
    assert rows.loc["article", "n_needed"] > 1


def test_a_decision_that_a_verdict_depends_on_is_named(tmp_path):
    from workbench.ledger import append_review

    case = case_of(tmp_path / "case", (14, 14, 71), "111")
    wrong = case.figures.loc[case.figures["exact"] == "71", "figure_id"].item()
    before = case.ledger.loc[0, "verdict"]
    append_review(case.reviews_path, wrong, "reject", reviewer="ana", at="2024-05-02")
    append_review(case.reviews_path, wrong, "confirm", reviewer="ana", at="2024-05-01", note="x")
    append_review(case.reviews_path, wrong, "reject", reviewer="ben", at="2024-05-03")
    case = Case(tmp_path / "case", cache=False)
    assert case.ledger.loc[0, "verdict"] != before
    row = case.dependence.set_index("kind").loc["decision"]
    assert row["fragile"] and row["without"].startswith("2024-05-03 reject")
    assert row["verdict"] == before
    assert row["without"] in tell_dependence(case.dependence, row["claim_id"])


@settings(max_examples=15, deadline=None)
@given(numbers=st.lists(st.sampled_from([14, 15, 40]), min_size=2, max_size=4))
def test_sizes_and_words_always_hold(tmp_path_factory, numbers):
    case = case_of(tmp_path_factory.mktemp("d") / "case", numbers)
    assert set(case.dependence["claim_id"]) == set(case.ledger.loc[case.ledger["n_articles"] > 1, "claim_id"])
    for claim, rows in case.dependence.groupby("claim_id"):
        assert rows["fragile"].tolist() == [needed == 1 for needed in rows["n_needed"].fillna(0)]
        now = case.ledger.set_index("claim_id").loc[claim, "verdict"]
        said = tell_dependence(case.dependence, claim, verdict=now)
        assert f"the verdict would be: {now}" not in said
        assert said.startswith("Fragile" if rows["fragile"].any() else "Robust")


def test_a_bound_of_work_is_kept_and_said(tmp_path):
    from workbench.ledger.dependence import smallest_sets
    from workbench.ledger.origins import read_sources
    from workbench.ledger.statements import Statement

    case = case_of(tmp_path / "case", (14, 14))
    sources = read_sources(case.articles, case.families, case.links, case.sentences)
    group = [
        Statement(doc_id=f"d{i}", origin=f"d{i}", low=3.0, high=3.0, published="2024-05-01") for i in range(9)
    ]
    assert smallest_sets(group, sources, lambda one: one.doc_id, work=0).tried == 0
    assert smallest_sets(group, sources, lambda one: one.doc_id, work=9 * 9 * 9).tried == 1
    assert len(smallest_sets(group, sources, lambda one: one.doc_id).without) == 8


def test_no_input_is_changed(tmp_path):
    case = case_of(tmp_path / "case", (14, 17))
    tables = [case.table(name) for name in TABLES]
    before = [frame.copy() for frame in tables]
    find_dependence(*tables)
    for frame, was in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(frame, was)


def test_of_what_was_not_tried_nothing_is_promised():
    row = {
        "claim_id": "c",
        "kind": "article",
        "n_needed": float("nan"),
        "without": "",
        "n_sets": 0,
        "tried": 0,
        "fragile": False,
    }
    assert "not tried" in tell_dependence(pd.DataFrame([row]), "c")


@pytest.mark.parametrize(
    "numbers",
    [
        ("12 to 15", "14", "at least 14", "about 20"),
        ("dozens of", "14", "14", "more than 12"),
        ("1,400", "1.4 thousand", "1,399", "up to 1,400"),
        ("no", "14", "14", "no"),
    ],
)
def test_what_depends_on_what_holds_for_values_of_every_kind(tmp_path, numbers):
    case = case_of(tmp_path / "case", numbers)
    rows = case.dependence[case.dependence["kind"] == "article"]
    for row in rows.itertuples():
        size, n_sets, _ = by_brute_force(case, row.claim_id)
        assert (None if pd.isna(row.n_needed) else row.n_needed, row.n_sets) == (size, n_sets)
