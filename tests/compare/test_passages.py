import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.compare import find_passages, grade_reuse, match_passages

from .stories import FERRY, OTHER, OWN_REPORT, REWORKED

STORY = (
    "The bridge over the Orr will stay closed until the end of May, the mayor of Arlen told the council, because "
    "engineers found cracks in four of its nine piers and no firm has yet offered to repair them for the sum set aside."
)
DULL = (
    "Nothing in this sentence, dull as it is, stands anywhere else in the papers of that week or the next. "
)


def passages(a, b, **options):
    return [tuple(row) for row in find_passages(a, b, **options).itertuples(index=False)]


def test_a_passage_is_found_at_its_place_in_both_texts():
    a, b = DULL + STORY, STORY + " " + DULL.upper().replace("E", "X")
    assert passages(a, b) == [(len(DULL), len(a) - 1, 0, len(STORY) - 1)]


def test_a_changed_word_does_not_split_a_passage():
    changed = STORY.replace("mayor", "provost").replace("nine", "eight")
    assert passages(STORY, changed) == [(0, len(STORY) - 1, 0, len(changed) - 1)]


def test_passages_far_apart_are_two():
    filler = " ".join(f"word{n}" for n in range(60))
    other = " ".join(f"else{n}" for n in range(60))
    first = " ".join(f"left{n}" for n in range(40))
    last = " ".join(f"right{n}" for n in range(40))
    assert len(passages(f"{first} {filler} {last}", f"{first} {other} {last}")) == 2


def test_a_passage_is_found_though_its_words_were_shuffled_and_some_replaced():
    words = (STORY + " " + DULL).split()
    chance = np.random.default_rng(5)
    shuffled = [word for at in range(0, len(words), 4) for word in chance.permutation(words[at : at + 4])]
    shuffled[::9] = ["other"] * len(shuffled[::9])
    filler = " ".join(f"word{n}" for n in range(80))
    b = f"{filler} {' '.join(shuffled)} {filler}"
    ((a_start, a_end, b_start, b_end),) = passages(" ".join(words), b)
    assert a_end - a_start > 0.8 * len(" ".join(words))
    assert len(filler) - 5 <= b_start < b_end <= len(b) - len(filler) + 5


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", STORY), (STORY, DULL), ("the " * 200, "of the " * 200)])
def test_no_passage_where_nothing_is_copied(a, b):
    assert passages(a, b) == []


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e.", "f,", "g"]), max_size=120),
    st.integers(1, 6),
    st.integers(0, 10),
)
def test_passages_lie_inside_both_texts_and_are_long_enough(words, seed, gap):
    a, b = " ".join(words), " ".join(words[::-1] + words)
    for a_start, a_end, b_start, b_end in passages(a, b, seed=seed, gap=gap, least=seed):
        assert 0 <= a_start < a_end <= len(a)
        assert 0 <= b_start < b_end <= len(b)
        assert len(a[a_start:a_end].split()) >= seed


SOURCE = " ".join(FERRY)
TOUCHED_UP = [
    "The ferry Marigold was stranded off Port Sella early on Tuesday with 212 passengers on board.",
    "Helpers brought everyone ashore within three hours, the harbour master said.",
    "A commission will look at why the vessel left its normal channel.",
    "This was the second accident on the route since the firm replaced its old fleet last year.",
]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (SOURCE, "cut"),
        (" ".join(FERRY[1:4]), "cut"),
        (" ".join(TOUCHED_UP), "light"),
        (" ".join(REWORKED), "heavy"),
        (" ".join(OWN_REPORT), "non"),
        (" ".join(OTHER), "non"),
        ("", "non"),
    ],
    ids=["all", "a part", "words changed", "clauses moved", "same event", "another matter", "empty"],
)
def test_grades(text, label):
    assert grade_reuse(SOURCE, text).label == label


def test_phrases_broken_up_are_a_heavy_revision():
    text = (
        "A ferry called Marigold ran aground on Tuesday. Within three hours everyone was ashore, "
        "as the harbour master told reporters. Now an inquiry will ask why the usual channel was not used "
        "by the vessel. Since last spring, when the old fleet was replaced, it was the second accident."
    )
    assert grade_reuse(SOURCE, text).label == "heavy"


@given(st.text(max_size=60), st.text(max_size=60))
def test_shares_are_shares(source, text):
    graded = grade_reuse(source, text)
    assert 0 <= graded.pasted <= graded.phrases <= 1
    assert 0 <= graded.share <= 1


@pytest.mark.parametrize(("a", "b"), list(zip(FERRY, REWORKED, strict=True)))
def test_reworked_passages_match_either_way(a, b):
    assert match_passages(a, b) > 0.5
    assert match_passages(a, b) == pytest.approx(match_passages(b, a))


@pytest.mark.parametrize("a", FERRY)
@pytest.mark.parametrize("b", OTHER)
def test_passages_on_another_matter_do_not_match(a, b):
    assert match_passages(a, b) < 0.1


@pytest.mark.parametrize(("a", "b", "own"), list(zip(FERRY, REWORKED, OWN_REPORT, strict=True)))
def test_a_reworked_passage_is_nearer_than_one_on_the_same_event(a, b, own):
    assert match_passages(a, b) > match_passages(a, own)
