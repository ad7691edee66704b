"""How values of pairs compare, and that it is what is said of them one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ledger.alike import compare
from workbench.ledger.columns import make_columns
from workbench.ledger.evidence import collect_evidence
from workbench.ledger.values import compare_values, in_base_unit
from workbench.tables import as_table, empty

NONE = float("nan")
BLANK = {name: NONE if kind == "float64" else "" for name, kind in empty("figures").dtypes.items()} | {
    "start": 0, "end": 1, "sentence": 0, "modifier": "exact", "kind": "count", "part": "body", "in_body": True,
}  # fmt: skip


def columns_of(*values):
    rows = [BLANK | {"figure_id": str(n), "doc_id": str(n), **value} for n, value in enumerate(values)]
    figures = as_table(rows, "figures")
    return make_columns(collect_evidence(figures, empty("sentences")), {})


def stated(low, high=None, **more):
    return {"value_low": low, "value_high": low if high is None else high} | more


MEASURE, MONEY = {"kind": "measure"}, {"kind": "money"}
PAIRS = [
    (stated(5), stated(5), "equal"),
    (stated(2302), stated(2301), "different"),
    (stated(1000, NONE, modifier="more_than"), stated(1037), "fits"),
    (stated(900, NONE, modifier="more_than"), stated(900), "same_number"),
    (stated(2_317_450, unit="USD", **MONEY), stated(2.3e6, unit="USD", **MONEY), "rounded"),
    (stated(1.39e10, unit="USD", **MONEY), stated(1e10, unit="USD", **MONEY), "different"),
    (stated(1.8e6, unit="GBP", **MONEY), stated(2.3e6, unit="USD", **MONEY), "currencies"),
    (stated(10, unit="km", **MEASURE), stated(6.2137, unit="mi", **MEASURE), "equal"),
    (stated(10, unit="km", **MEASURE), stated(6, unit="mi", **MEASURE), "rounded"),
    (stated(30, unit="degC", **MEASURE), stated(86, unit="degF", **MEASURE), "equal"),
]


@pytest.mark.parametrize(("a", "b", "relation"), PAIRS)
def test_relations(a, b, relation):
    pairs = compare(columns_of(a, b), np.array([0]), np.array([1]))
    named = ("equal", "rounded", "fits", "same_number", "different", "currencies")
    assert [name for name in named if getattr(pairs, name)[0]] == [relation]


@given(st.floats(0.1, 1e9), st.floats(0.1, 1e9), st.sampled_from(["exact", "about", "more_than", "at_most"]))
def test_excluding_each_other_is_the_same_for_pairs_and_one_by_one(low, other, modifier):
    ends = {"more_than": (low, NONE), "at_most": (NONE, low)}.get(modifier, (low, low))
    columns = columns_of(stated(*ends, modifier=modifier), stated(other))
    pairs = compare(columns, np.array([0]), np.array([1]))
    from types import SimpleNamespace as Value

    one = Value(low=ends[0], high=ends[1], modifier=modifier, unit="")
    two = Value(low=other, high=other, modifier="exact", unit="")
    assert not (pairs.equal[0] and compare_values(one, two) == "different")
    assert not (pairs.different[0] and compare_values(one, two) == "equal")


@given(
    st.sampled_from(["km", "mi", "ha", "acre", "degC", "degF", "kph", "EUR", "", "no such unit"]),
    st.floats(-50, 1e6),
)
def test_every_unit_has_a_base(unit, value):
    assert in_base_unit(unit).turn(value) == pytest.approx(
        value * in_base_unit(unit).scale + in_base_unit(unit).zero
    )
