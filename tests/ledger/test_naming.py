"""Names of claims: readable without the article, and told apart by what differs."""

import pytest

from workbench.ledger.naming import name_claim_in_words, tell_apart
from workbench.ledger.ordering import answers, importance
from workbench.ledger.statements import Statement


@pytest.mark.parametrize(
    ("one", "name"),
    [
        ({"kind": "duration", "unit": "day", "concept": "villages", "happening": "take", "after": " days the villages were taken."}, "days in which villages were taken"),
        ({"kind": "duration", "unit": "day", "concept": "blasts", "happening": "injure"}, "length of blasts in days"),
        ({"kind": "duration", "unit": "year", "concept": "rule", "after": " years of rule"}, "years of rule"),
        ({"kind": "duration", "unit": "min", "concept": "water", "before": "lay in the water for "}, "minutes in water"),
        ({"kind": "money", "unit": "EUR", "concept": "pier", "happening": "grant"}, "money granted for pier"),
        ({"kind": "money", "unit": "EUR", "concept": "repair of the pier"}, "cost of repair of the pier"),
        ({"kind": "measure", "unit": "km", "concept": "quake", "after": " km west of Dray."}, "distance from Dray"),
        ({"kind": "measure", "unit": "km", "concept": "Dray border", "after": " km from the Dray border."}, "distance from Dray border"),
        ({"kind": "measure", "unit": "m", "concept": "chimney", "after": " metres tall"}, "height of chimney"),
        ({"kind": "share", "concept": "villages and hamlets"}, "share of villages and hamlets"),
        ({"concept": "times", "unit": "time", "label": "barns", "after": " times as many"}, "times as many barns"),
        ({"concept": "hamlet", "low": 9.0, "before": "put the number in the hamlet at "}, "number in the hamlet"),
        ({"concept": "Ardland", "happening": "move", "after": " of soldiers flee"}, "soldiers who fled or crossed"),
        ({"concept": "Ardland", "happening": "move", "after": " flee"}, "people who fled or crossed"),
        ({"concept": "soldiers", "counted": "troops", "after": " soldiers escaped to Dray."}, "soldiers who fled or crossed"),
        ({"concept": "soldiers", "happening": "move", "before": "Ninety soldiers crossed on Friday and another ", "after": " on Sunday."}, "soldiers who fled or crossed"),
        ({"concept": "charred barns", "happening": "burn", "after": " charred barns burned on."}, "charred barns"),
        ({"kind": "duration", "unit": "year", "concept": "rules", "before": "Over the last "}, "length of past period in years"),
        ({"kind": "measure", "unit": "gal", "concept": "milk"}, "volume of milk"),
        ({"kind": "measure", "unit": "caliber", "concept": "rifle"}, "caliber of rifle"),
        ({"kind": "measure", "unit": "m", "after": " metres tall"}, "height"),
        ({"kind": "percent", "unit": "percent", "concept": "premium"}, "premium"),
        # what happened in another clause happened to something else
        ({"concept": "porters", "happening": "die", "after": " porters, who had heard of the killing, left"}, "porters"),
        ({"concept": "doors", "happening": "move", "after": " doors away, where he fled"}, "doors"),
        ({"kind": "money", "unit": "USD", "change": "up", "label": "money raised by Arlo Steel"}, "money raised by Arlo Steel"),
        ({"kind": "duration", "unit": "day", "concept": "vote", "after": " days to go before the vote."}, "days before vote"),
        ({"concept": "shops", "place": "Ardish", "after": " of the Ardish shops"}, "shops"),
    ],
)  # fmt: skip
def test_a_name_can_be_read_without_the_article(one, name):
    assert name_claim_in_words([Statement(**one)]) == name


def test_an_answer_in_numbers_stands_before_one_that_is_but_hundreds():
    asked, group = "How many soldiers crossed?", [Statement(happening="move", concept="soldiers")]
    row = {
        "claim": "soldiers who fled or crossed",
        "kind": "count",
        "unit": "",
        "verdict": "single",
        "n_origins": 2,
        "n_articles": 2,
    }
    ends = {"value_best": 90.0, "value_low": 90.0, "value_high": 90.0}
    exact, bound, vague = (
        importance(row | ends | {"modifier": known}, group, asked) for known in ("exact", "at_least", "vague")
    )
    assert exact > bound > vague


def test_what_differs_tells_claims_of_one_name_apart_and_the_answer_only_at_last():
    monday = [Statement(concept="barns", since="2024-05-06", until="2024-05-06")]
    tuesday = [Statement(concept="barns", since="2024-05-07", until="2024-05-07")]
    undated = [Statement(concept="barns")]
    assert tell_apart(["barns"] * 3, [monday, tuesday, undated], ["4", "9", "2"]) == [
        "barns (6 May)",
        "barns (7 May)",
        "barns",
    ]
    assert tell_apart(["barns"] * 2, [undated, undated], ["4", "9"]) == ["barns (4)", "barns (9)"]


@pytest.mark.parametrize(
    ("name", "happening", "share"),
    [
        ("Ardish troops who fled or crossed", "move", 1.0),  # another word for who, and for what happened
        ("Ardish soldiers", "", 0.5),
        ("people killed", "die", 0.0),
        ("Ardish soldiers who fled or crossed in 1987", "move", 0.0),  # another year
    ],
)
def test_a_claim_answers_by_what_is_counted_and_by_what_happened(name, happening, share):
    assert answers(name, "How many Ardish soldiers escaped to Dray in 2024?", happening) == share
