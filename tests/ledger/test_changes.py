"""Tests of where the drifts of a claim are looked up."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.ledger.changes import read_changes
from workbench.tables import as_table

PLACES = st.tuples(st.sampled_from("abc"), st.integers(0, 60), st.integers(0, 12)).map(
    lambda one: (one[0], one[1], one[1] + one[2])
)


def drifts_at(pairs):
    rows = [
        {
            "drift_id": f"d{number}",
            "doc_id": changed[0],
            "start": changed[1],
            "end": changed[2],
            "exact": f"new {number}",
            "kind": "number",
            "reference_doc_id": reference[0],
            "reference_start": reference[1],
            "reference_end": reference[2],
            "reference_exact": f"old {number}",
            "explanation": "",
        }
        for number, (changed, reference) in enumerate(pairs)
    ]
    return as_table(rows, "drifts")


def overlap(one, other):
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


@given(st.lists(st.tuples(PLACES, PLACES), max_size=30), st.lists(PLACES, max_size=6))
def test_a_claim_finds_every_drift_that_overlaps_a_figure_of_it_in_the_order_of_the_drifts(pairs, spans):
    wanted = [
        f"{changed[0]} has 'new {number}' where {reference[0]} has 'old {number}'"
        for number, (changed, reference) in enumerate(pairs)
        if any(overlap(changed, span) or overlap(reference, span) for span in spans)
    ]
    assert read_changes(drifts_at(pairs)).meeting(spans) == wanted
