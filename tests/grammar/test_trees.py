"""Scores become trees: one root, no cycle, and the best heads where those make a tree already."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.grammar.network import best_trees


def reaches_root(heads):
    for word in range(1, len(heads) + 1):
        steps = 0
        while word and steps <= len(heads):
            word, steps = heads[word - 1], steps + 1
        if word:
            return False
    return True


@given(st.integers(1, 14), st.integers(0, 10_000))
@settings(max_examples=300, deadline=None)
def test_any_scores_give_one_tree(length, seed):
    rng = np.random.default_rng(seed)
    arcs = rng.choice([rng.normal(size=(2, length, length + 1)), np.zeros((2, length, length + 1))]).astype(
        np.float32
    )
    arcs[:, np.arange(length), np.arange(length) + 1] = -1e9
    arcs[1, :, 2:] = -1e9
    for heads, size in zip(
        best_trees(arcs, np.array([length, 1], np.int32)).tolist(), (length, 1), strict=True
    ):
        assert heads[:size].count(0) == 1
        assert reaches_root(heads[:size])


def test_best_heads_stay_where_they_make_a_tree():
    gold = [2, 0, 2, 3]
    arcs = np.zeros((1, 4, 5), np.float32)
    arcs[0, np.arange(4), gold] = 1
    assert best_trees(arcs, np.array([4], np.int32)).tolist() == [gold]


def test_a_cycle_breaks_where_it_costs_least():
    arcs = np.full((1, 3, 4), -9.0, np.float32)
    arcs[0, 0] = [5, -9, 0, 0]  # the root
    arcs[0, 1] = [-9, 1, -9, 4]  # 2 and 3 want each other; 2 gives way for 3, 3 for 5
    arcs[0, 2] = [-9, -1, 4, -9]
    assert best_trees(arcs, np.array([3], np.int32)).tolist() == [[0, 1, 2]]
