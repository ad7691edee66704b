"""What a person decided takes effect, in order, and survives that claims are made anew."""

import pandas as pd
import pytest

from workbench.ledger import (
    append_review,
    apply_reviews,
    build_ledger,
    find_orphans,
    read_reviews,
    retell_decisions,
    retell_rejections,
    what_counts,
)
from workbench.ledger.decisions import decisions_that_stand
from workbench.tables import empty

TEXTS = {
    "a": "More than 300 soldiers crossed the border.\nThe storm killed 14 people.",
    "b": "At least 300 troops crossed the border.",
    "c": "Police seized 52 boats.",
}


@pytest.fixture
def decide(case, tmp_path):
    """Return the case's articles and figures, and a way to decide and see the figures and the ledger that follow."""
    sentences, articles, figures = case(TEXTS)
    path = tmp_path / "reviews.csv"

    def after(*decisions):
        for subject, decision, fields in decisions:
            append_review(path, subject, decision, reviewer="ana", **fields)
        reviews = read_reviews(path)
        decided = apply_reviews(figures, reviews, articles, sentences)
        ledger = build_ledger(decided, articles, empty("families"), empty("drifts"), reviews=reviews)
        return decided.set_index("figure_id"), ledger.set_index("claim_id")

    return figures, after


def one(figures, doc, exact):
    return figures[(figures["doc_id"] == doc) & (figures["exact"] == exact)].iloc[0]


def members(figures, claim):
    return figures.loc[figures["claim_id"] == claim, "figure_id"].tolist()


def test_speaker_day_and_how_exactly_are_corrected_and_taken_away(decide):
    figures, after = decide
    boats = one(figures, "c", "52")
    decided, _ = after(
        (
            boats.figure_id,
            "correct",
            {
                "attributed_to": "the coast guard",
                "as_of_low": "2024-05-01",
                "as_of_high": "2024-05-02",
                "modifier": "about",
            },
        )
    )
    row = decided.loc[boats.figure_id]
    assert (row.attributed_to, row.as_of_low, row.as_of_high) == (
        "the coast guard",
        "2024-05-01",
        "2024-05-02",
    )
    assert (row.value_low, row.modifier) == (52, "about")
    assert (row.confidence, row.speaker_confidence) == (1, 1)
    assert row.concept_confidence == boats.concept_confidence < 1
    decided, _ = after((boats.figure_id, "correct", {"attributed_to": "-", "as_of_low": "-"}))
    row = decided.loc[boats.figure_id]
    assert (row.attributed_to, row.as_of_low, row.as_of_high) == ("", "", "2024-05-02")


def add(doc, exact, **fields):
    start = TEXTS[doc].index(exact)
    place = {"doc_id": doc, "start": start, "end": start + len(exact), "exact": exact, "kind": "count"}
    return ("added", "add", place | fields)


def test_a_figure_that_was_missed_is_added_to_a_claim(decide):
    figures, after = decide
    soldiers = one(figures, "a", "300")
    decided, ledger = after(
        add(
            "c",
            "Police",
            value_low=40,
            value_high=40,
            concept="officers",
            attributed_to="ana",
            figures=soldiers.figure_id,
        )
    )
    row = decided.loc["added"]
    assert (row.claim_id, row.exact, row.value_low, row.modifier) == (
        soldiers.claim_id,
        "Police",
        40,
        "exact",
    )
    assert (row.sentence, row.part, row.attributed_to) == (0, "body", "ana")
    assert row.reviewed.startswith("added by ana")
    assert "c" in ledger.loc[soldiers.claim_id, "articles"].split("; ")


def test_an_added_figure_is_a_claim_of_its_own_and_is_corrected_and_rejected_like_any(decide):
    figures, after = decide
    decided, ledger = after(
        add("c", "Police", value_low=40), ("added", "correct", {"value_low": 41, "value_high": 41})
    )
    assert ledger.loc[decided.loc["added", "claim_id"], "n_figures"] == 1
    assert decided.loc["added", "value_low"] == 41
    decided, ledger = after(("added", "reject", {}))
    assert decided.loc["added", "claim_id"] == ""
    assert len(ledger) == len(set(figures["claim_id"]) - {""})


def test_an_added_figure_whose_characters_moved_is_an_orphan(decide, tmp_path):
    figures, after = decide
    decided, _ = after(("added", "add", {**add("c", "Police", value_low=40)[2], "start": 1, "end": 7}))
    assert "added" not in decided.index
    orphans = find_orphans(figures, read_reviews(tmp_path / "reviews.csv"))
    assert orphans["subject"].tolist() == ["added"]


def test_a_figure_that_was_found_is_not_counted_twice(decide):
    figures, after = decide
    decided, _ = after(add("c", "52 boats", value_low=53))
    assert "added" not in decided.index
    assert len(decided) == len(figures)


def test_a_claim_is_pinned_tagged_and_left_open(decide):
    figures, after = decide
    boats = one(figures, "c", "52").claim_id
    _, ledger = after(
        (boats, "pin", {}), (boats, "tag", {"value": "boats"}), (boats, "tag", {"value": "police"})
    )
    assert ledger.index[0] == boats
    assert ledger.loc[boats, "pinned"]
    assert ledger.loc[boats, "tags"] == "boats; police"
    _, ledger = after((boats, "unpin", {}), (boats, "unresolved", {"note": "two counts of one day"}))
    assert not ledger.loc[boats, "pinned"]
    assert ledger.loc[boats, "verdict"] == "unresolved"
    assert "two counts of one day" in ledger.loc[boats, "why"]
    _, ledger = after((boats, "confirm", {}))
    assert ledger.loc[boats, "verdict"] == "single"


def test_a_correction_changes_the_value_and_is_marked(decide):
    figures, after = decide
    boats = one(figures, "c", "52")
    decided, ledger = after(
        (boats.figure_id, "correct", {"value_low": 25, "value_high": 25, "concept": "small boats"})
    )
    row = decided.loc[boats.figure_id]
    assert (row.value_low, row.value_high, row.concept, row.modifier) == (25, 25, "small boats", "exact")
    assert row.reviewed.startswith("corrected by ana, 20")
    assert ledger.loc[boats.claim_id, "value_low"] == 25
    assert ledger.loc[boats.claim_id, "reviewed"].startswith("corrected by ana")


@pytest.mark.parametrize(
    ("low", "high", "modifier"),
    [(5, 5, "exact"), (5, 9, "range"), (5, None, "at_least"), (None, 9, "at_most")],
)
def test_the_corrected_ends_say_how_exact_it_is(decide, low, high, modifier):
    figures, after = decide
    boats = one(figures, "c", "52")
    decided, _ = after((boats.figure_id, "correct", {"value_low": low, "value_high": high}))
    assert decided.loc[boats.figure_id, "modifier"] == modifier


def test_a_rejected_figure_leaves_the_ledger_and_comes_back_when_confirmed(decide):
    figures, after = decide
    boats = one(figures, "c", "52")
    decided, ledger = after((boats.figure_id, "reject", {}))
    assert decided.loc[boats.figure_id, "claim_id"] == ""
    assert boats.claim_id not in ledger.index
    decided, ledger = after((boats.figure_id, "confirm", {}))
    assert decided.loc[boats.figure_id, "reviewed"].startswith("confirmed")
    assert boats.claim_id in ledger.index


def test_what_was_corrected_stays_marked_when_it_is_confirmed(decide):
    figures, after = decide
    boats = one(figures, "c", "52")
    decided, ledger = after(
        (boats.figure_id, "correct", {"value_low": 25, "value_high": 25}), (boats.figure_id, "confirm", {})
    )
    assert decided.loc[boats.figure_id, "reviewed"].startswith("corrected, confirmed by ana")
    assert ledger.loc[boats.claim_id, "reviewed"].startswith("corrected, confirmed by ana")
    decided, _ = after((boats.figure_id, "correct", {"value_low": 26, "value_high": 26}))
    assert decided.loc[boats.figure_id, "reviewed"].startswith("corrected by ana")


def test_a_rejected_claim_stands_in_the_ledger_and_counts_nowhere(decide):
    figures, after = decide
    boats = one(figures, "c", "52")
    decided, ledger = after((boats.claim_id, "reject", {}), (boats.claim_id, "rename", {"concept": "boats?"}))
    assert ledger.loc[boats.claim_id, "reviewed"].startswith("rejected, renamed by ana")
    counted, claims = what_counts(decided.reset_index(), ledger.reset_index())
    assert boats.figure_id not in set(counted["figure_id"])
    assert set(ledger.index) - set(claims["claim_id"]) == {boats.claim_id}
    _, ledger = after((boats.figure_id, "confirm", {}))
    assert ledger.loc[boats.claim_id, "reviewed"].startswith("rejected"), "a figure brings no claim back"
    _, ledger = after((boats.claim_id, "confirm", {}))
    assert ledger.loc[boats.claim_id, "reviewed"].startswith("renamed, confirmed by ana")


def test_a_rejected_claim_stays_rejected_when_it_is_made_anew(case, decide, tmp_path):
    figures, after = decide
    crossed = one(figures, "a", "300")
    after((crossed.claim_id, "reject", {"figures": members(figures, crossed.claim_id)}))
    _, articles, more = case(TEXTS | {"d": "Some 300 soldiers crossed the border on Saturday."})
    reviews = read_reviews(tmp_path / "reviews.csv")
    ledger = build_ledger(more, articles, empty("families"), empty("drifts"), reviews=reviews)
    assert crossed.claim_id not in set(more["claim_id"])
    assert ledger["reviewed"].str.startswith("rejected").sum() == 1


def test_only_rejections_that_hold_are_retold(decide, tmp_path):
    figures, after = decide
    boats, dead = one(figures, "c", "52"), one(figures, "a", "14")
    decided, ledger = after(
        (boats.figure_id, "reject", {"note": "first"}),
        (boats.figure_id, "reject", {"note": "no boats"}),
        (dead.claim_id, "reject", {"note": "not dead"}),
    )
    path = tmp_path / "reviews.csv"
    told = retell_rejections(read_reviews(path), decided.reset_index(), ledger.reset_index())
    assert told["note"].tolist() == ["no boats", "not dead"]
    decided, ledger = after((boats.figure_id, "confirm", {}))
    told = retell_rejections(read_reviews(path), decided.reset_index(), ledger.reset_index())
    assert told["note"].tolist() == ["not dead"]


def test_decisions_are_retold_with_what_they_are_about(decide, tmp_path):
    figures, after = decide
    boats, dead = one(figures, "c", "52"), one(figures, "a", "14")
    decided, ledger = after(
        (boats.figure_id, "correct", {"value_low": 25, "value_high": 25, "note": "a slip"}),
        (dead.claim_id, "rename", {"concept": "the dead", "figures": [dead.figure_id]}),
        ("gone", "reject", {}),
    )
    told = retell_decisions(
        read_reviews(tmp_path / "reviews.csv"), decided.reset_index(), ledger.reset_index()
    )
    assert told["about"].tolist() == ["52 boats in c", "the dead", "gone"]
    assert told["evidence"].tolist() == [boats.figure_id, dead.figure_id, ""]
    assert told["note"].tolist() == ["a slip", "", ""]
    assert told["became"].tolist() == ["25", "the dead", ""]


def test_a_merge_and_a_field_are_retold_by_name_and_value(decide, tmp_path):
    figures, after = decide
    boats, dead = one(figures, "c", "52"), one(figures, "a", "14")
    both = [boats.figure_id, dead.figure_id]
    decided, ledger = after(
        (boats.claim_id, "merge", {"concept": dead.claim_id, "figures": both}),
        ("a", "set", {"field": "publisher", "value": "The Echo"}),
    )
    told = retell_decisions(
        read_reviews(tmp_path / "reviews.csv"), decided.reset_index(), ledger.reset_index()
    )
    assert told["became"].tolist() == [ledger.loc[boats.claim_id, "claim"], "publisher: The Echo"]


def test_claims_are_merged_and_split_again(decide):
    figures, after = decide
    boats, dead = one(figures, "c", "52"), one(figures, "a", "14")
    both = [boats.figure_id, dead.figure_id]
    _, ledger = after((boats.claim_id, "merge", {"concept": dead.claim_id, "figures": both}))
    assert ledger.loc[boats.claim_id, "n_figures"] == 2
    assert dead.claim_id not in ledger.index
    decided, ledger = after((boats.claim_id, "split", {"figures": [dead.figure_id]}))
    assert ledger.loc[boats.claim_id, "n_figures"] == 1
    assert decided.loc[dead.figure_id, "claim_id"] != boats.claim_id


def test_names_and_ratings_go_to_the_claim(decide):
    figures, after = decide
    crossed = one(figures, "a", "300")
    held = {"figures": members(figures, crossed.claim_id)}
    _, ledger = after(
        (crossed.claim_id, "rename", {"concept": "who crossed first", **held}),
        (crossed.claim_id, "rate", {"source_rating": "B", "information_rating": "2", **held}),
    )
    row = ledger.loc[crossed.claim_id]
    assert (row.claim, row.source_rating, row.information_rating) == ("who crossed first", "B", "2")


def test_a_decision_follows_its_figures_when_the_claim_is_made_anew(case, decide):
    figures, after = decide
    crossed = one(figures, "a", "300")
    after((crossed.claim_id, "rename", {"concept": "first", "figures": members(figures, crossed.claim_id)}))
    _, articles, more = case(TEXTS | {"d": "Some 300 soldiers crossed the border on Saturday."})
    reviews = empty("reviews")
    renamed = dict.fromkeys(reviews.columns, "") | {
        "at": "2026-01-01", "reviewer": "ana", "subject": crossed.claim_id, "decision": "rename", "concept": "first",
        "figures": "; ".join(members(figures, crossed.claim_id)), "value_low": None, "value_high": None,
    }  # fmt: skip
    ledger = build_ledger(
        more, articles, empty("families"), empty("drifts"), reviews=pd.DataFrame([renamed])
    ).set_index("claim")
    assert crossed.claim_id not in set(more["claim_id"])
    assert ledger.loc["first", "n_articles"] == 3


def test_orphans_are_reported_and_change_nothing(decide, tmp_path):
    figures, after = decide
    decided, _ = after(
        ("gone", "reject", {}), ("c-gone", "merge", {"concept": "c-lost", "figures": ["gone", "lost"]})
    )
    assert decided.reset_index()["claim_id"].tolist() == figures["claim_id"].tolist()
    orphans = find_orphans(figures, read_reviews(tmp_path / "reviews.csv"))
    assert orphans["subject"].tolist() == ["gone", "c-gone"]
    assert orphans["reason"].str.contains("article may have changed").all()


ARTICLE, DRIFT, EDIT = "an article", "a changed fact", "an edit"
CROSSED = [
    *[
        (decision, "a", ARTICLE, {})
        for decision in ("reject", "confirm", "dismiss", "pin", "unresolved", "accept")
    ],
    ("correct", "a", ARTICLE, {"unit": "km"}),
    ("correct", "claim", "a claim", {"value_low": 3, "value_high": 3}),
    ("set", "figure", "a figure", {"field": "publisher", "value": "The Post"}),
    ("dismiss", "figure", "a figure", {}),
    ("put_back", "claim", "a claim", {}),
    ("tag", "figure", "a figure", {"value": "boats"}),
    ("reject", "d1", DRIFT, {}),
    ("confirm", "e1", EDIT, {}),
    ("unlink", "e1", EDIT, {}),
    ("rename", "e1", EDIT, {"concept": "boats"}),
]
RIGHT = [
    *[(decision, "figure", {}) for decision in ("confirm", "reject")],
    *[(decision, "claim", {}) for decision in ("confirm", "reject", "pin", "unpin", "unresolved")],
    *[(decision, "d1", {}) for decision in ("confirm", "dismiss")],
    *[(decision, "e1", {}) for decision in ("accept", "put_back")],
    ("rate", "claim", {"source_rating": "B"}),
    ("settle", "a", {"value": "ana"}),
    ("set", "a", {"field": "publisher", "value": "The Post"}),
    ("unlink", "s1+s2", {}),
]
BESIDES = {"article": ["a"], "changed fact": ["d1"], "edit": ["e1"], "pair of sentences": ["s1+s2"]}


def subject_of(figures, name):
    boats = one(figures, "c", "52")
    return {"figure": boats.figure_id, "claim": boats.claim_id}.get(name, name)


@pytest.mark.parametrize(("decision", "name", "kind", "fields"), CROSSED)
def test_a_decision_on_another_kind_of_thing_is_named_and_does_nothing(
    decide, tmp_path, decision, name, kind, fields
):
    figures, after = decide
    before, ledger = after()
    decided, then = after((subject_of(figures, name), decision, fields))
    kept = ["value_low", "value_high", "unit", "claim_id"]
    pd.testing.assert_frame_equal(decided[kept], before[kept])
    assert then[["claim", "verdict", "pinned", "tags"]].equals(ledger[["claim", "verdict", "pinned", "tags"]])
    (reason,) = find_orphans(figures, read_reviews(tmp_path / "reviews.csv"), besides=BESIDES)["reason"]
    assert f"is the name of {kind}, and '{decision}' is said of" in reason


@pytest.mark.parametrize(("decision", "name", "fields"), RIGHT)
def test_a_decision_on_its_own_kind_of_thing_is_no_orphan(decide, tmp_path, decision, name, fields):
    figures, after = decide
    after((subject_of(figures, name), decision, fields))
    assert find_orphans(figures, read_reviews(tmp_path / "reviews.csv"), besides=BESIDES).empty


def test_the_input_stays_as_it_was(decide):
    figures, after = decide
    kept = figures.copy(deep=True)
    after((one(figures, "c", "52").figure_id, "reject", {}))
    pd.testing.assert_frame_equal(figures, kept)


def decided(*rows):
    columns = empty("reviews").columns
    return pd.DataFrame([dict.fromkeys(columns, "") | row for row in rows])


SETTLED = [
    {"reviewer": "ana", "subject": "a", "decision": "set", "field": "publisher", "value": "The Post"},
    {"reviewer": "ben", "subject": "a", "decision": "set", "field": "publisher", "value": "The Mail"},
    {"reviewer": "ben", "subject": "a", "decision": "set", "field": "short_name", "value": "Mail"},
    {"reviewer": "ben", "subject": "a", "decision": "tag", "value": "to call"},
]


@pytest.mark.parametrize(("who", "left"), [("ana", [0, 2, 3]), ("ben", [1, 2, 3]), ("nobody", [0, 1, 2, 3])])
def test_only_what_two_people_decided_differently_is_settled(who, left):
    settling = {"reviewer": "eva", "subject": "a", "decision": "settle", "value": who}
    stand = decisions_that_stand(decided(*SETTLED, settling))
    assert stand.to_dict("records") == decided(*[SETTLED[n] for n in left], settling).to_dict("records")
