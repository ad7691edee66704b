import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compare import grade_reuse, match_passages

from .stories import FERRY, OTHER, OWN_REPORT, REWORKED

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
