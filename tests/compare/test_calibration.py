import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compare import how_sure, reliability


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
