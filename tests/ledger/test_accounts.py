"""What a sentence tells of its figures: who, where, which event, which day, part or whole; and what follows from it."""

import re

import pytest

from workbench.ledger.accounts import read_slots
from workbench.ledger.ordering import answers

SLOTS = [
    # the figure stands between brackets; slot, and what it holds
    ("The blast in Arlo killed [12] people.", "event", ""),
    ("Last year a blast killed [12] people.", "event", "last year"),
    ("An earlier crash on the line killed [12] people.", "event", "earlier crash"),
    ("More than [900] people have died since October.", "event", "since october"),
    ("[12] people have died since rescuers arrived.", "event", ""),
    ("Monday's shooting came a month after a gunman killed [20] people.", "event", "an earlier event"),
    ("The arrest came a month after the gunman killed [20] people.", "event", ""),
    ("So far this year [40] hikers have died.", "event", "so far this year"),
    ("Tuesday's blast killed [12] people.", "day", "Tuesday"),
    ("[12] people were killed on Tuesday.", "day", "Tuesday"),
    ("The toll rose to [12] on Tuesday.", "day", ""),
    ("Officials said on Tuesday that [12] people were killed.", "day", ""),
    ("[Twelve] bodies were identified.", "state", "identified"),
    ("[Twelve] bodies were pulled from the river.", "state", "recovered"),
    ("[Twelve] people are in intensive care.", "state", "critical"),
    ("[Twelve] people were killed.", "state", ""),
    ("In all, [12] people were killed.", "extent", "whole"),
    ("Initially [12] people were thought to have died.", "stage", "early"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "slot", "held"), SLOTS)
def test_a_slot_is_read_or_left_open(marked, slot, held):
    start, end = marked.index("["), marked.index("]") - 1
    text = re.sub(r"[\[\]]", "", marked)
    assert getattr(read_slots(text, start, end, "people", part=False), slot) == held


PAIRS = [
    ("children are a part of the dead", False, "The blast killed 44 people.", "Nine children were killed in the blast."),
    ("those identified are no toll", False, "The fire killed 60 people.", "Forty of the bodies were identified."),
    ("who was on board is not who died", False, "The plane carried 228 people.", "The crash killed 228 people."),
    ("those on board who died are dead", True, "The crash killed 228 people.", "All 228 people on board were killed."),
    ("missing boats are no missing people", False, "Three people are missing.", "Two yachts are missing."),
    ("the toll of the event before is no earlier toll", False, "The quake killed 63 people.", "The quake comes a month after one in the hills. At least 41 people were killed in that quake."),
    ("those who search are not missing", False, "Some 230 people are missing.", "More than 1,200 volunteers helped to search for the missing."),
    ("a bare number takes its unit", True, "The quake had a magnitude of 7.4.", "The 7.4 quake struck at night."),
    ("a whole that stands is no part", False, "The rebels took ten districts.", "Of the province's 27 districts most are quiet."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "one", "first", "second"), PAIRS, ids=[row[0] for row in PAIRS])
def test_accounts_join_and_part(case, what, one, first, second):
    figures = case({"a": first, "b": second})[2]
    claims = [set(figures.loc[figures["doc_id"] == doc, "claim_id"]) for doc in "ab"]
    assert all(claims), figures[["doc_id", "exact"]]
    assert bool(claims[0] & claims[1]) == one


def test_one_article_has_one_main_count_of_a_kind(case):
    text = "The flood killed 63 people in the valley.\nRescuers found 22 people dead in a street."
    figures = case({"a": text})[2]
    assert figures["claim_id"].nunique() == 2


@pytest.mark.parametrize(
    ("name", "question", "is_answer"),
    [
        ("people killed", "How many people were killed?", True),
        ("Afghan soldiers", "How many Afghan soldiers fled?", True),
        ("price of bread", "How many people were killed?", False),
        ("people killed", "", False),
    ],
)
def test_what_answers_the_question_is_known_by_its_name(name, question, is_answer):
    assert (answers(name, question) > 0) == is_answer
