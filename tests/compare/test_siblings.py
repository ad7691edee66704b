"""Tests of who else has the words of a linked sentence."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.compare.siblings import Siblings, keys_of

TEXTS = ("Dover flooded.", "Arlen flooded.", "Dover and Arlen.", "It rained.")
ENDS = st.tuples(st.sampled_from("abcde"), st.integers(0, 1), st.sampled_from(TEXTS))


@given(st.lists(st.tuples(ENDS, ENDS), max_size=20), st.sets(st.sampled_from(("dover", "arlen", "flood"))))
def test_a_third_article_counts_if_its_sentences_linked_with_either_hold_all_the_words(ends, keys):
    links = [
        dict(zip(("a_doc_id", "a_start", "a_text", "b_doc_id", "b_start", "b_text"), (*a, *b), strict=True))
        for a, b in ends
    ]
    places = ("a", 0), ("b", 0)
    held = {}
    for a, b in ends:
        for here, there in ((a, b), (b, a)):
            if here[:2] in places and there[0] not in "ab":
                held[there[0]] = held.get(there[0], frozenset()) | keys_of(there[2])
    assert Siblings(links).count(keys, *places) == sum(keys <= words for words in held.values())
