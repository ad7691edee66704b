"""The ledger of the two cases in data/, from the files to the verdicts."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.case import Case
from workbench.ledger.build import read_changes
from workbench.ledger.naming import name_claim_in_words
from workbench.ledger.statements import Statement
from workbench.tables import as_table

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def ledgers():
    return {name: Case(DATA / name, cache=False).ledger for name in ("sample", "toll")}


def line(ledger, low, high):
    """The one line that states these ends."""
    found = ledger[(ledger["value_low"] == low) & (ledger["value_high"] == high) & (ledger["n_origins"] > 1)]
    assert len(found) == 1, ledger[["claim", "value_low", "value_high", "verdict"]]
    return found.iloc[0]


def test_a_growing_toll_is_an_update(ledgers):
    row = line(ledgers["toll"], 12, 63)
    assert row.verdict == "updated"
    assert "at least 12 (2024-04-09) → 27 (2024-04-10) → 63 (2024-04-11)" in row.why
    assert (row.n_articles, row.n_origins) == (4, 3)  # two are signed by one wire


def test_two_authorities_on_one_day_are_a_conflict(ledgers):
    row = line(ledgers["toll"], 4000, 6200)
    assert row.verdict == "conflict"
    assert "said by the regional governor" in row.why
    assert "said by the mayor's office" in row.why


def test_an_earlier_flood_is_a_claim_of_its_own(ledgers):
    row = line(ledgers["toll"], 19, 19)
    assert (row.verdict, row.n_articles) == ("agree", 2)


def test_one_rainfall_in_two_units_agrees(ledgers):
    toll = ledgers["toll"]
    rain = toll[toll["kind"].eq("measure") & toll["n_articles"].eq(2)].iloc[0]
    assert rain.verdict == "agree"
    assert "310 mm" in rain.why and "12.2 in" in rain.why
    assert "converted" in rain.warnings


SAMPLE = [
    # value ends, verdict, families, what a reason or flag says
    (1000, 1037, "agree", 3, "overstates: thousands"),
    (20000, 20000, "agree", 2, "20,000 in 2 independent origins"),
    (6, 6, "agree", 2, "6 in 2 independent origins"),
    (1 / 3, 1 / 3, "agree", 2, "About 1/3 in 2 independent origins"),
    (400, 421, "compatible", 2, "about 400"),
    (10, 16, "conflict", 2, "16 (04_steppe_radio"),  # it falls, and nobody says that it was corrected
]


@pytest.mark.parametrize(("low", "high", "verdict", "families", "says"), SAMPLE)
def test_lines_of_the_sample(ledgers, low, high, verdict, families, says):
    row = line(ledgers["sample"], low, high)
    assert (row.verdict, row.n_origins) == (verdict, families)
    assert says in f"{row.why} {row.warnings}"


def test_five_copies_are_one_voice(ledgers):
    sample = ledgers["sample"]
    copies = sample[(sample["n_articles"] > 1) & (sample["n_origins"] == 1)]
    assert len(copies)
    assert (copies["verdict"] == "single").all()
    assert copies["warnings"].str.contains("one origin, repeated by").all()


def test_names_tell_claims_apart(ledgers):
    for ledger in ledgers.values():
        assert ledger["claim"].str.strip().ne("").all()
        assert ledger["claim_id"].is_unique
        assert ledger["claim"].duplicated().mean() < 0.1


def test_what_is_asked_for_comes_first(ledgers):
    toll, sample = ledgers["toll"], ledgers["sample"]
    assert toll.loc[0, "claim"].startswith("people killed") and toll.loc[0, "value_best"] == 63
    assert sample.head(3)["claim"].str.contains("soldiers|troops|members", case=False).all()
    last = toll.tail(4)
    assert not last["claim"].str.contains("killed|missing").any()


def test_every_figure_is_counted_once(ledgers):
    case = Case(DATA / "toll", cache=False)
    assert case.ledger["n_figures"].sum() == (case.figures["claim_id"] != "").sum()
    pd.testing.assert_frame_equal(case.ledger, ledgers["toll"])


NAMES = [
    ({"concept": "people", "counted": "people", "happening": "die"}, "people killed"),
    ({"concept": "death toll", "counted": "dead", "happening": "die"}, "people killed"),
    ({"concept": "people", "counted": "people", "happening": "die", "event": "1987"}, "people killed in 1987"),
    ({"concept": "others", "counted": "", "happening": "injure", "label": "residents"}, "people injured"),
    ({"concept": "bodies", "counted": "dead", "happening": "die", "state": "recovered"}, "bodies recovered"),
    ({"concept": "bodies", "counted": "dead", "happening": "die", "state": "identified"}, "bodies identified"),
    ({"concept": "the houses that stood by the river", "counted": "houses", "happening": "damage"}, "houses damaged or destroyed"),
    ({"concept": "a spokesman", "said_by": "a spokesman for the port", "label": "containers"}, "containers"),
    ({"concept": "depth", "label": "depth of the lake", "kind": "measure", "unit": "m"}, "depth of the lake"),
    ({"concept": "the quake", "kind": "measure", "unit": "magnitude"}, "magnitude of quake"),
    ({"concept": "Velmora voters", "kind": "percent", "unit": "percent"}, "share of Velmora voters"),
    ({"concept": "oil prices", "kind": "money", "unit": "USD", "change": "down"}, "fall in oil prices"),
]  # fmt: skip


@pytest.mark.parametrize(("known", "name"), NAMES)
def test_a_name_says_what_is_counted_and_what_happened_to_it(known, name):
    assert name_claim_in_words([Statement(**known)]) == name


def test_no_name_is_long(ledgers):
    for ledger in ledgers.values():
        told = ledger["claim"].str.replace(r" \(.*\)$", "", regex=True)
        assert told.str.split().str.len().max() <= 8
        assert not told.str.contains("…").any()


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
