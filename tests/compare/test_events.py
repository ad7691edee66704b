import numpy as np
import pandas as pd
import pytest

from workbench.compare import events as module
from workbench.compare import group_events, near_duplicates

PLACES = ["Dover", "Arlen", "Minsk", "Lagos", "Quito", "Turin"]
PARTS = [
    "The river rose above its banks in {0} on Sunday and the {0} market was flooded.",
    "Mayor Holt of {0} asked people near the {0} market to leave their homes.",
    "Boats took 40 families from the market quarter of {0}, firemen in {0} said.",
    "Trains to {0} stood still because the river had washed the {0} line away.",
]


def articles(texts):
    return pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(texts))], "headline": "", "text": texts})


def several_events():
    """Three articles an event, each of other sentences about one place."""
    return [
        " ".join(PARTS[(first + step) % 4].format(place) for step in range(3))
        for place in PLACES
        for first in range(3)
    ]


def test_articles_of_one_event_are_grouped_though_all_events_are_alike():
    found = group_events(articles(several_events()))
    assert found["event"].tolist() == [event for event in range(len(PLACES)) for _ in range(3)]


def test_groups_do_not_depend_on_the_number_of_articles_held_at_once(monkeypatch):
    frame = articles(several_events())
    whole = group_events(frame)
    monkeypatch.setattr(module, "MOST_BESIDE", 4)
    pd.testing.assert_frame_equal(group_events(frame), whole)


@pytest.mark.parametrize("texts", [[], ["One."], ["", ""], ["the of", "and"], ["Rain fell.", "Wind blew."]])
def test_few_or_empty_articles_stand_alone(texts):
    assert group_events(articles(texts))["event"].tolist() == list(range(len(texts)))


def test_a_higher_bar_makes_more_groups():
    frame = articles(several_events())
    counts = [group_events(frame, least=least)["event"].nunique() for least in (0.01, 0.2, 0.95)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_near_duplicates_are_found_among_many():
    chance = np.random.default_rng(3)
    words = [f"word{n}" for n in range(500)]
    texts = [" ".join(chance.choice(words, 80)) for _ in range(200)]
    texts[150] = texts[20].replace("word1 ", "") + " end"
    found = near_duplicates(articles(texts))
    assert found[["a", "b"]].to_numpy().tolist() == [["d20", "d150"]]
    assert found.loc[0, "share"] > 0.8


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["same text here again"] * 120])
def test_near_duplicates_of_odd_sets(texts):
    found = near_duplicates(articles(texts))
    assert list(found.columns) == ["a", "b", "share"]
    assert len(found) >= len(texts) - 1


SHORT_AND_ANOTHER = [
    (
        "Floods hit Arlen on Monday. Two people died, the mayor said.",
        "Two people died in floods in Arlen.",
        "The central bank of Norland raised its rate on Thursday. Governor Ida Holm said prices had risen by 4 per cent. "
        "The krone gained against the euro, and two people at the ministry said that a further step was likely.",
    ),
    (
        "Police in Tolva arrested three men on Sunday after a fire at a warehouse, officials said.",
        "Three men were arrested after a warehouse fire in Tolva.",
        "Officials said on Sunday that three new parks would open in Marren next year. The mayor planted the first of 40 "
        "trees. The parks cost 2 million euros, which the region pays.",
    ),
    (
        "An avalanche killed four skiers at Monte Grio.",
        "Four skiers died in an avalanche at Monte Grio on Saturday, rescuers said.",
        "The parliament of Estmark voted on Saturday to lower the tax on books. The opposition said that four other taxes "
        "had been raised. A publisher welcomed the vote.",
    ),
]


@pytest.mark.parametrize("texts", SHORT_AND_ANOTHER, ids=["flood", "fire", "avalanche"])
def test_numbers_days_and_words_of_all_news_join_no_events(texts):
    articles = pd.DataFrame({"doc_id": list("abc"), "headline": "", "text": texts})
    assert group_events(articles)["event"].tolist() == [0, 0, 1]
