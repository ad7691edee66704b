"""Groups from scores of pairs: the best first, and never against a veto."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ledger.joining import join

CASES = [
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


@pytest.mark.parametrize(("what", "size", "pairs", "groups"), CASES, ids=[row[0] for row in CASES])
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
