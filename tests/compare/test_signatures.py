"""Buckets, pairs and groups: what holds for any keys, and what keeps a crowd in bounds."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare import group_duplicates, near_duplicates
from workbench.compare.events import group_events_by_sketch
from workbench.compare.signatures import Edges, agreement, bucket_pairs, join, sign

KEYS = st.lists(st.integers(0, 5), max_size=40)


def frame(texts):
    return pd.DataFrame({"doc_id": [f"d{n}" for n in range(len(texts))], "text": texts})


@given(KEYS)
def test_pairs_are_those_that_share_a_key(keys):
    a, b = bucket_pairs(np.array(keys, dtype=np.uint64), np.arange(len(keys)))
    wanted = [(i, j) for i in range(len(keys)) for j in range(i + 1, len(keys)) if keys[i] == keys[j]]
    assert list(zip(a.tolist(), b.tolist(), strict=True)) == wanted


@settings(deadline=None)  # the first call loads a library
@given(KEYS, st.integers(1, 5))
def test_a_crowded_bucket_joins_the_same_rows_with_fewer_pairs(keys, crowded):
    array, rows = np.array(keys, dtype=np.uint64), np.arange(len(keys))
    few, many = (bucket_pairs(array, rows, crowded=limit) for limit in (crowded, 1000))
    assert len(few[0]) <= len(many[0])
    groups = [join(len(keys), Edges(*pairs, np.ones(len(pairs[0]))), least=0.5) for pairs in (few, many)]
    assert groups[0].tolist() == groups[1].tolist() == pd.factorize(array)[0].tolist()


@settings(deadline=None)
@given(st.permutations(range(8)))
def test_groups_do_not_depend_on_the_order_of_pairs(order):
    pairs = np.array([(0, 3), (1, 2), (3, 5), (6, 7)] * 2)[list(order)]
    edges = Edges(pairs[:, 0], pairs[:, 1], np.ones(8))
    assert join(9, edges, least=0.5).tolist() == [0, 1, 1, 0, 2, 0, 3, 3, 4]


def test_a_chain_of_chance_is_parted_and_one_text_in_many_copies_is_not():
    n = 60
    chain = Edges(np.arange(n - 1), np.arange(1, n), np.full(n - 1, 0.55))
    copies = Edges(np.zeros(n - 1, dtype=int), np.arange(1, n), np.ones(n - 1))
    assert len(set(join(n, chain, least=0.5, largest=50))) == n
    assert set(join(n, copies, least=0.5, largest=50)) == {0}
    assert set(join(n, chain, least=0.5, largest=100)) == {0}


def test_the_estimate_is_near_the_share_of_runs_in_common():
    words = [f"w{n}" for n in range(400)]
    one, other = sign([" ".join(words[:300]), " ".join(words[100:])])
    assert agreement(one[None], other[None])[0] == pytest.approx(198 / 398, abs=0.12)


def test_groups_of_copies_follow_from_the_pairs():
    chance = np.random.default_rng(5)
    words = [f"word{n}" for n in range(900)]
    originals = [" ".join(chance.choice(words, 70)) for _ in range(30)]
    texts = originals + [f"{text} and more" for text in originals[:10]] + ["", ""]
    found = group_duplicates(frame(texts))
    assert found["group"].tolist()[30:] == [*range(10), 30, 30]
    pairs = near_duplicates(frame(texts))
    place = found.set_index("doc_id")["group"]
    assert (place[pairs["a"]].to_numpy() == place[pairs["b"]].to_numpy()).all()
    assert (found["share"].to_numpy()[10:30] == 0).all()


def test_short_texts_on_one_pattern_make_no_giant():
    texts = [f"Shares of company{n} rose {n % 7} percent in early trading on day{n}." for n in range(3000)]
    assert group_duplicates(frame(texts))["group"].value_counts().max() <= 50


def test_boilerplate_alone_does_not_join_articles():
    chance = np.random.default_rng(9)
    words = [f"word{n}" for n in range(5000)]
    notice = " ".join(f"notice{n}" for n in range(60))
    texts = [f"{' '.join(chance.choice(words, 80))} {notice}" for _ in range(1500)]
    assert group_duplicates(frame(texts))["group"].value_counts().max() <= 3


PLACES = ("Dover", "Arlen", "Minsk", "Lagos", "Quito", "Turin")


def test_events_are_found_by_sketch_and_copies_of_a_count_do_not_matter():
    texts = [
        f"The river rose in {place} on Sunday. In {place} mayor {place}son asked for boats, said {place}son {n}."
        for place in PLACES
        for n in range(3)
    ]
    assert group_events_by_sketch(texts).tolist() == [event for event in range(6) for _ in range(3)]


@pytest.mark.parametrize("texts", [[], ["One."], ["", ""], ["the of", "and"], ["Rain fell.", "Wind blew."]])
def test_few_or_empty_texts_stand_alone(texts):
    assert group_events_by_sketch(texts).tolist() == list(range(len(texts)))
