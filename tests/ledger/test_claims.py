"""Which figures state the same real-world quantity."""

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ledger import group_claims
from workbench.ledger.claims import WINDOW, candidates, join
from workbench.ledger.columns import make_columns
from workbench.ledger.evidence import collect_evidence
from workbench.tables import empty

ONE, TWO = "one quantity", "two quantities"

PAIRS = [
    ("More than 300 soldiers crossed the border.", "300", "At least 300 troops fled across the border.", "300", ONE),
    ("The quake killed 212 people.", "212", "At least 180 people died in the quake.", "180", ONE),
    ("The quake killed 212 people.", "212", "The quake injured 212 people.", "212", TWO),
    ("The quake killed 80 people.", "80", "In 2004 a quake killed 230 people there.", "230", TWO),
    ("The blast killed 44 people.", "44", "Nine children were killed in the blast.", "Nine", TWO),
    ("The bank said 1,204 jobs would go.", "1,204", "The bank will cut 1,204 jobs.", "1,204", ONE),
    ("Thieves stole jewels worth 40 million euros.", "40 million", "The stolen jewels are worth 40 million euros.", "40 million", ONE),
    ("The town asked for 85 million euros.", "85 million", "The state granted the town 50 million euros.", "50 million", TWO),
    ("The motion passed with 312 votes.", "312", "Lawmakers backed the motion with 312 votes.", "312", ONE),
    ("The party won 312 seats.", "312", "The trial lasted 312 days.", "312", TWO),
    ("The epicentre lay 10 km below the surface.", "10", "The epicentre was 6.2 miles below the surface.", "6.2", ONE),
    ("The ship weighs 900 tons.", "900", "The ship is 900 feet long.", "900", TWO),
    ("Turnout was 61 percent.", "61", "The party got 61 votes.", "61", TWO),
    ("Anna Kern, 35, was arrested on Monday.", "35", "The 35-year-old Kern was arrested at home.", "35", ONE),
    ("Anna Kern, 35, was arrested on Monday.", "35", "The victim was Paul Brandt, 61.", "61", TWO),
    ("He was sentenced to 12 years in prison.", "12", "The judge sentenced him to 12 years.", "12", ONE),
    ("About 4,000 people were evacuated.", "4,000", "Police evacuated 4,000 residents.", "4,000", ONE),
    ("Police arrested 46 people on Friday.", "46", "46 protesters were arrested.", "46", ONE),
    ("Divers recovered 22 bodies every hour.", "22", "The death toll rose to 22.", "22", TWO),
    ("The thieves stole cash worth £1.8 million.", "1.8 million", "Cash worth $2.4 million was stolen in the raid.", "2.4 million", ONE),
    ("The thieves stole cash worth £1.8 million.", "1.8 million", "The thieves stole $9,000.", "9,000", TWO),
    ("The gang stole $2,317,450.", "2,317,450", "The gang stole $2.3 million.", "2.3 million", ONE),
    ("The quake was 10 km deep.", "10", "The quake was 6 miles deep.", "6", ONE),
    ("Anna Kern, 35, was arrested.", "35", "Anna Kern, 36, was arrested.", "36", ONE),
    ("The guard, 35, was arrested.", "35", "The guard, 36, was arrested.", "36", TWO),
    ("Anna Kern, 35, was arrested.", "35", "Paul Brandt, 35, was hurt.", "35", TWO),
    ("Turnout was 61 percent by noon.", "61", "Turnout reached 67 percent.", "67", ONE),
    ("The team won 24-14.", "24-14", "The team won 31-24.", "31-24", TWO),
    ("Up to 900 jobs will go.", "900", "The bank will cut 900 jobs.", "900", ONE),
    ("Some 140 homes were lost in the fire.", "140", "The fire destroyed 60 homes.", "60", ONE),
    ("Two women were killed.", "Two", "Two other officers were shot at.", "Two", TWO),
    ("The trial took three days.", "three", "The jury was out for 72 hours.", "72", TWO),
    ("A 41-year-old Port Sella man was arrested.", "41", "Police arrested Anders Kern, 41.", "41", ONE),
    ("Harbour Freight will pay $25 a share.", "25", "The $25-per-share offer for Harbour Freight is fair.", "25", ONE),
    ("Harbour Freight pays $25 a share.", "25", "The driver was fined $25.", "25", TWO),
    ("He faces two counts of murder.", "two", "Two women were killed in Arlo.", "Two", TWO),
]  # fmt: skip


@pytest.mark.parametrize(("first", "a", "second", "b", "what"), PAIRS)
def test_pairs_of_sentences(case, first, a, second, b, what):
    _, _, figures = case({"a": first, "b": second})
    claims = {(row.doc_id, row.exact): row.claim_id for row in figures.itertuples()}
    assert {("a", a), ("b", b)} <= set(claims), list(claims)
    assert (ONE if claims["a", a] == claims["b", b] else TWO) == what


def test_the_value_in_brackets_is_the_same_in_another_unit(case):
    _, _, figures = case({"a": "The quake struck at a depth of 10 km (6.2 miles)."})
    assert len(set(figures["claim_id"])) == 1


def test_killed_and_missing_of_one_sentence_are_two(case):
    _, _, figures = case(
        {"a": "The flood killed 12 people and 40 were missing.", "b": "40 people are missing."}
    )
    claims = {(row.doc_id, row.exact): row.claim_id for row in figures.itertuples()}
    assert claims["a", "40"] == claims["b", "40"] != claims["a", "12"]


def test_the_value_before_a_change_belongs_to_the_count(case):
    _, _, figures = case({"a": "The death toll rose to 63, up from 27 on Monday."})
    assert figures["exact"].tolist() == ["63", "27"]
    assert len(set(figures["claim_id"])) == 1


def test_a_part_is_never_its_whole(case):
    _, _, figures = case({"a": "Of the 27 boats, 16 sank.", "b": "16 of the 27 boats sank."})
    claims = figures.groupby("exact")["claim_id"].agg(set).to_dict()
    assert not claims["27"] & claims["16"]


def test_the_order_of_articles_changes_no_group(case):
    texts = {
        "a": "The quake killed 212 people.",
        "b": "At least 180 people died.",
        "c": "A quake injured 40 people.",
    }
    forward = case(texts)[2]
    backward = case(dict(reversed(texts.items())))[2]
    both = [dict(zip(frame["figure_id"], frame["claim_id"], strict=True)) for frame in (forward, backward)]
    assert both[0] == both[1]


def test_the_input_stays_as_it_was_and_every_figure_gets_a_claim(case):
    sentences, _, figures = case({"a": "Two boats sank. 14 people drowned.", "b": "14 drowned."})
    before = figures.assign(claim_id="")
    kept = before.copy(deep=True)
    grouped = group_claims(before, empty("links"), sentences)
    pd.testing.assert_frame_equal(before, kept)
    assert (grouped["claim_id"] != "").all()
    assert grouped["figure_id"].tolist() == before["figure_id"].tolist()


def test_figures_without_their_sentences_are_grouped_by_what_is_known(case):
    _, _, figures = case({"a": "Police counted 1,204 boats.", "b": "There were 1,204 boats."})
    grouped = group_claims(figures, empty("links"), empty("sentences"))
    assert len(set(grouped["claim_id"])) == 1


def test_two_figures_of_one_sentence_that_exclude_each_other_are_two(case):
    _, _, figures = case(
        {"a": "Divers found 22 bodies, bringing the death toll to 58.", "b": "The toll is 58."}
    )
    claims = {(row.doc_id, row.exact): row.claim_id for row in figures.itertuples()}
    assert claims["a", "58"] == claims["b", "58"] != claims["a", "22"]


FLOOD = "A flood in Velmora killed 27 people. The river Amber rose in Velmora, the mayor of Velmora said."
CRASH = "A train crash near Tarnbeck killed 27 people. The Tarnbeck line was closed, the railway in Tarnbeck said."


def test_two_events_in_one_folder_have_no_claim_in_common(case):
    texts = {
        "a": FLOOD,
        "b": FLOOD.replace("mayor", "fire chief"),
        "c": CRASH,
        "d": CRASH.replace("line", "station"),
    }
    claims = case(texts)[2].groupby("doc_id")["claim_id"].agg(set)
    assert claims["a"] == claims["b"] and claims["c"] == claims["d"]
    assert not claims["a"] & claims["c"]


# Right of all pairs in pairs.csv; what two sentences alone say is less than what articles do.
LEAST_RIGHT = {"one": 0.8, "two": 0.75}
TABLE = list(csv.DictReader(Path(__file__).with_name("pairs.csv").read_text(encoding="utf-8").splitlines()))


def is_one(case, row):
    figures = case({"a": row["first"], "b": row["second"]})[2]
    claims = {(one.doc_id, one.exact): one.claim_id for one in figures.itertuples()}
    assert {("a", row["a"]), ("b", row["b"])} <= set(claims), row
    return claims["a", row["a"]] == claims["b", row["b"]]


@pytest.mark.parametrize("quantity", LEAST_RIGHT)
def test_most_pairs_of_many_subjects_are_told_right(case, quantity):
    asked = [row for row in TABLE if row["quantity"] == quantity]
    wrong = [row for row in asked if is_one(case, row) != (quantity == "one")]
    assert 1 - len(wrong) / len(asked) >= LEAST_RIGHT[quantity], wrong


def test_the_table_has_at_least_as_many_pairs_of_two_quantities_for_each_subject():
    counts = pd.DataFrame(TABLE).value_counts(["subject", "quantity"])
    subjects = {row["subject"] for row in TABLE}
    assert len(subjects) >= 8
    assert all(counts[subject, "two"] >= counts[subject, "one"] for subject in subjects), counts


def test_the_number_given_by_another_speaker_is_one_claim_in_two_values(case):
    figures = case(
        {"a": "The union said 12,000 people took part in the march.\nPolice put the number at 5,500."}
    )[2]
    assert figures["exact"].tolist() == ["12,000", "5,500"]
    assert len(set(figures["claim_id"])) == 1


def test_votes_against_are_not_another_number_of_votes_for(case):
    figures = case({"a": "The motion passed with 312 votes against 280."})[2]
    assert len(set(figures["claim_id"])) == len(figures)


@pytest.mark.parametrize(
    ("text", "happening"),
    [
        ("The epidemic has cost at least 58 lives.", "die"),
        ("Six firefighters lost their lives.", "die"),
        ("Boats saved 58 lives.", "rescue"),
        ("The disease killed 18 people and infected 640.", "infect"),
        ("The union said 12,000 people took part.", "protest"),
        ("The army took 12 villages.", "take"),
    ],
)
def test_what_happened_is_read_from_verb_and_noun_together(case, text, happening):
    sentences, _, figures = case({"a": text})
    assert collect_evidence(figures, sentences)[-1].happening == happening


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Nine of the dead were children.", "child"),
        ("Six of those killed are firefighters, the mayor said.", "firefight"),
        ("Six of the dead were found on Monday.", "person"),
        ("The town has 22,000 inhabitants.", "inhabit"),
        ("It is a town of 22,000 people.", "inhabit"),
        ("A group of 22 people waited.", "person"),
    ],
)
def test_what_is_counted_is_read_from_the_phrase(case, text, head):
    sentences, _, figures = case({"a": text})
    assert collect_evidence(figures, sentences)[0].head == head


GROUPS = [
    ("nothing speaks for any", 3, {}, [[0], [1], [2]]),
    ("one pair", 3, {(0, 2): 1.0}, [[0, 2], [1]]),
    ("a chain holds where its ends are weak against each other", 3, {(0, 1): 3.0, (1, 2): 3.0, (0, 2): -1.0}, [[0, 1, 2]]),
    ("a chain breaks where its ends are far apart", 3, {(0, 1): 3.0, (1, 2): 1.0, (0, 2): -4.0}, [[0, 1], [2]]),
    ("a veto outweighs all", 3, {(0, 1): 4.0, (1, 2): 3.0, (0, 2): None}, [[0, 1], [2]]),
    ("a veto counts for whole groups", 4, {(0, 1): 4.0, (2, 3): 3.5, (1, 2): 3.0, (0, 2): 3.0, (1, 3): 3.0, (0, 3): None}, [[0, 1], [2, 3]]),
]  # fmt: skip


def grouped(size, pairs):
    i, j = (np.array([pair[end] for pair in pairs], dtype=int) for end in (0, 1))
    scores = np.array([0.0 if score is None else score for score in pairs.values()])
    return join(size, i, j, scores, np.array([score is None for score in pairs.values()], dtype=bool))


@pytest.mark.parametrize(("what", "size", "pairs", "groups"), GROUPS, ids=[row[0] for row in GROUPS])
def test_groups(what, size, pairs, groups):
    assert grouped(size, pairs) == groups


SCORES = st.one_of(st.none(), st.floats(-9, 9, allow_nan=False))


@given(st.integers(1, 7).flatmap(lambda size: st.tuples(st.just(size), st.dictionaries(
    st.sampled_from([*combinations(range(size), 2), (0, 0)]), SCORES))))  # fmt: skip
def test_every_figure_is_in_one_group_and_no_veto_is_broken(drawn):
    size, pairs = drawn
    pairs = {pair: score for pair, score in pairs.items() if pair[0] != pair[1]}
    groups = grouped(size, pairs)
    assert sorted(place for group in groups for place in group) == list(range(size))
    vetoed = {pair for pair, score in pairs.items() if score is None}
    assert not any(set(combinations(group, 2)) & vetoed for group in groups)


def test_a_toll_raised_from_one_value_to_another_joins_the_claims_of_both(case):
    texts = {
        "a": "The sinking killed 21 people, the ministry said.",
        "b": "The death toll of the sinking stood at 21.",
        "c": "Three passengers died in hospital, the ministry said, raising the death toll of the sinking from 21 to 24.",
    }
    _, _, figures = case(texts, {"a": "2024-05-07", "b": "2024-05-07", "c": "2024-05-10"})
    tolls = figures[figures["exact"].isin(["21", "24"])]
    assert tolls["value_low"].tolist() == tolls["value_high"].tolist() == [21, 21, 21, 24]
    assert len(set(tolls["claim_id"])) == 1


@pytest.mark.parametrize("size", [799, 801, 2000])
@pytest.mark.parametrize("score", [4.0, 2.5, 0.5])
def test_however_many_are_alike_each_is_in_one_group(size, score):
    i, j = np.arange(size - 1), np.arange(1, size)
    groups = join(size, i, j, np.full(size - 1, score), np.zeros(size - 1, dtype=bool))
    assert sorted(place for group in groups for place in group) == list(range(size))


def test_a_crowd_is_weighed_against_its_neighbours_in_value_and_a_few_against_all(case):
    lines = [f"In Port Tallow {n} boats sank." for n in range(100, 1100)]
    for number, most in ((300, 300 * 299 // 2), (1000, 1000 * 2 * WINDOW)):
        sentences, _, figures = case({"a": "\n".join(lines[:number])})
        i, j = candidates(make_columns(collect_evidence(figures, sentences), {}))
        values = figures["value_low"].to_numpy()
        assert number <= len(i) <= most
        assert {(n, n + 1) for n in range(number - 1)} <= set(zip(i.tolist(), j.tolist(), strict=True))
        assert number == 300 or np.abs(values[i] - values[j]).max() < number / 2
