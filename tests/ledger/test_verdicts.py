"""How independent origins compare, what the reason says, and what is pointed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ledger.build import find_warnings
from workbench.ledger.statements import Statement
from workbench.ledger.values import compare_values
from workbench.ledger.verdicts import judge

BLANK = Statement(doc_id="a", published="2024-04-09", low=1.0, high=1.0, concept="people", end=1)
NONE = float("nan")


def say(doc, family, low, high=None, **more):
    high = low if high is None else high
    return BLANK._replace(
        figure_id=f"{doc}{low}", doc_id=doc, family=family, origin=family, low=low, high=high,
        exact=more.pop("exact", f"{low:g}"), **more
    )  # fmt: skip


VERDICTS = [
    ("one article", "single", [say("a", "F1", 5)]),
    ("copies of one story", "single", [say("a", "F1", 5), say("b", "F1", 5)]),
    ("the same", "agree", [say("a", "F1", 5), say("b", "F2", 5)]),
    ("across units", "agree", [say("a", "F1", 10, unit="km"), say("b", "F2", 6.2, unit="mi")]),
    ("a bound and a number", "compatible", [say("a", "F1", 1000, NONE, modifier="more_than"), say("b", "F2", 1037)]),
    ("a hedge", "compatible", [say("a", "F1", 400, modifier="about"), say("b", "F2", 421)]),
    ("a vague number", "compatible", [say("a", "F1", 200, 999, modifier="vague"), say("b", "F2", 300)]),
    ("at one time", "conflict", [say("a", "F1", 10), say("b", "F2", 16)]),
    ("day after day", "updated", [say("a", "F1", 12), say("b", "F2", 27, published="2024-04-10")]),
    ("two days, no count", "conflict", [say("a", "F1", 5.0, kind="measure"), say("b", "F2", 9.0, kind="measure", published="2024-04-10")]),
    ("for two days", "updated", [say("a", "F1", 12, until="2024-04-08"), say("b", "F2", 27, until="2024-04-09")]),
    ("no dates", "conflict", [say("a", "F1", 12, published=""), say("b", "F2", 27, published="")]),
    ("the value before", "updated", [say("a", "F1", 12, formerly=True), say("a", "F1", 27), say("b", "F2", 27)]),
    ("said earlier, and no longer", "updated", [say("a", "F1", 65), say("b", "F1", 60, happening="die"), say("b", "F1", 65, formerly=True)]),
    ("two speakers of one article", "conflict", [say("a", "F1", 34, happening="die"), say("b", "F2", 34, published="2024-04-10", happening="die", said_by="the coastguard"), say("b", "F2", 40, NONE, modifier="at_least", published="2024-04-10", happening="die", said_by="a senator")]),
    ("a speaker holds to a lower value", "conflict", [say("a", "F1", 34, happening="die", said_by="the coastguard"), say("b", "F2", 40, published="2024-04-10", happening="die", said_by="a senator"), say("c", "F3", 34, published="2024-04-11", happening="die", said_by="the coastguard")]),
    ("a source that lags", "updated", [say("a", "F1", 34, happening="die"), say("b", "F2", 40, published="2024-04-10", happening="die"), say("c", "F3", 34, published="2024-04-11", happening="die")]),
    ("a conversion told beside it", "single", [say("a", "F1", 10, unit="m", kind="measure"), say("a", "F1", 30, unit="ft", kind="measure"), say("b", "F1", 30, unit="ft", kind="measure")]),
    ("two rough values", "updated", [say("a", "F1", 56, modifier="about"), say("b", "F2", 50, modifier="about", published="2024-04-10")]),
    ("rough beside exact", "agree", [say("a", "F1", 1000, NONE, modifier="more_than"), say("a", "F1", 1037), say("b", "F2", 1037)]),
    ("risen from the other", "updated", [say("a", "F1", 14, published=""), say("b", "F2", 23, published=""), say("b", "F2", 14, formerly=True, published="")]),
    ("risen from a third", "conflict", [say("a", "F1", 17, published=""), say("b", "F2", 23, published=""), say("b", "F2", 14, formerly=True, published="")]),
    ("days without a year", "updated", [say("a", "F1", 14, published="", day_named="--05-05"), say("b", "F2", 23, published="", day_named="--05-06")]),
    ("a day with a year and one without", "conflict", [say("a", "F1", 14), say("b", "F2", 23, published="", day_named="--05-06")]),
    ("a growing toll with one day unknown", "updated", [say("a", "F1", 14, happening="die"), say("b", "F2", 20, published="", happening="die"), say("c", "F3", 23, published="2024-04-10", happening="die")]),
    ("a day unknown, two named speakers", "conflict", [say("a", "F1", 14, happening="die", said_by="the coastguard"), say("b", "F2", 20, published="", happening="die", said_by="a senator")]),
    ("a day unknown of what does not grow", "conflict", [say("a", "F1", 14), say("b", "F2", 20, published="")]),
    ("a share in two ways", "agree", [say("a", "F1", 0.9, kind="share"), say("b", "F2", 90, kind="percent", unit="percent")]),
    ("two shares", "conflict", [say("a", "F1", 0.9, kind="share"), say("b", "F2", 80, kind="percent", unit="percent")]),
    ("two currencies", "compatible", [say("a", "F1", 85e6, unit="EUR", kind="money"), say("b", "F2", 92e6, unit="USD", kind="money")]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "verdict", "statements"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_verdicts(what, verdict, statements):
    assert judge(statements).verdict == verdict


def test_of_very_many_statements_one_of_each_value_is_compared_and_the_reason_says_so():
    once, twice = say("a", "F1", 5), say("b", "F2", 7)
    few = judge([once] * 3)
    many = judge([once] * 300)
    assert (many.verdict, many.best) == (few.verdict, few.best)
    assert "Of 300 statements these 1 were compared" in many.why
    assert "compared" not in few.why
    different = [say("a", "F1", value) for value in range(1, 400)]
    found = judge([*different, twice, twice])
    assert found.verdict == "conflict"
    assert {1, 7, 399} <= {one.low for one in found.disputed}


def test_a_value_that_was_replaced_is_not_in_dispute():
    early = say("a", "F1", 23, happening="die")
    mayor = say("b", "F2", 41, published="2024-04-10", happening="die", said_by="the mayor")
    governor = say("c", "F3", 38, published="2024-04-10", happening="die", said_by="the governor")
    found = judge([early, mayor, governor])
    assert (found.verdict, {one.low for one in found.disputed}) == ("conflict", {38, 41})
    assert judge([early, mayor]).disputed == ()


BEST = [
    ("the exact one beside a rough one", 646, [say("a", "F1", 525, happening="die"), say("b", "F1", 650, modifier="nearly", published="2024-04-12", happening="die"), say("b", "F1", 646, published="2024-04-12", happening="die")]),
    ("what was said earlier stands no more", 60, [say("a", "F1", 65, happening="die"), say("b", "F1", 60, happening="die"), say("b", "F1", 65, formerly=True, happening="die")]),
    ("the later of two", 27, [say("a", "F1", 12, happening="die"), say("b", "F2", 27, published="2024-04-10", happening="die")]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "best", "statements"), BEST, ids=[row[0] for row in BEST])
def test_the_value_that_stands(what, best, statements):
    assert judge(statements).best == best


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (
            [say("a", "AP", 10, said_by="Rahim"), say("b", "Radio", 16, said_by="officials")],
            "10 (AP, said by Rahim",
        ),
        (
            [say("a", "AP", 12), say("b", "Radio", 27, published="2024-04-10")],
            "12 (2024-04-09) → 27 (2024-04-10)",
        ),
        ([say("a", "AP", 5), say("b", "AP", 5)], "One origin only, AP: stated in 2 articles"),
        ([say("a", "AP", 5)], "Only a states it"),
        (
            [
                say("a", "AP", 12, published="", day_named="--04-09"),
                say("b", "Radio", 27, published="", day_named="--04-10"),
            ],
            "12 (9 Apr) → 27 (10 Apr)",
        ),
        (
            [say("a", "AP", 5, said_by="the mayor"), say("b", "AFP", 5, said_by="the mayor")],
            "All name one source, the mayor: 2 carriers of one statement",
        ),
        (
            [say("a", "AP", 85e6, unit="EUR", kind="money"), say("b", "AFP", 92e6, unit="USD", kind="money")],
            "different currencies, which are not converted",
        ),
    ],
)
def test_the_reason_says_who_and_what(statements, says):
    assert says in judge(statements).why


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ([say("a", "F1", 10, part="headline"), say("a", "F1", 16)], ["a contradicts itself: 10 (headline) against 16 (body)"]),
        ([say("a", "F1", 1000, 9999, modifier="vague", exact="Thousands", part="headline"), say("a", "F1", 1037)],
         ["a overstates: thousands (headline) over 1,037 (body)"]),
        ([say("a", "F1", 1000, 9999, modifier="vague", exact="Thousands", part="headline"), say("a", "F1", 2400)], []),
        ([say("a", "F1", 12, formerly=True), say("a", "F1", 27)], []),
        ([say("a", "F1", 300, part="caption")], ["a states 300 only in a caption"]),
        ([say("a", "F1", 5), say("b", "F1", 5)], ["one origin, repeated by 2 articles"]),
        ([say("a", "F1", 500, unit="mi", kind="measure"), say("b", "F2", 804.7, unit="km", kind="measure")],
         ["suspicious precision: 804.7 km in b is 500 mi converted"]),
        ([say("a", "F1", 1000, modifier="about"), say("b", "F2", 1037)],
         ["suspicious precision: only F2 has 1,037, and names nobody for it"]),
        ([say("a", "F1", 1000, modifier="about"), say("b", "F2", 1037, said_by="the army")], []),
    ],
)  # fmt: skip
def test_warnings(statements, says):
    assert find_warnings(statements) == says


ENDS = st.floats(0, 1e12, allow_nan=False)
MODIFIERS = st.sampled_from(["exact", "about", "nearly"])


@given(ENDS, ENDS, MODIFIERS, MODIFIERS)
def test_comparing_values_is_symmetric(low, other, modifier, other_modifier):
    a, b = say("a", "F1", low, modifier=modifier), say("b", "F2", other, modifier=other_modifier)
    assert compare_values(a, b) == compare_values(b, a)
    assert compare_values(a, a) == "equal"


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["F1", "F2"]), ENDS, MODIFIERS),
        min_size=1,
        max_size=6,
    )
)
def test_every_claim_gets_a_verdict_with_a_reason(rows):
    statements = [say(doc, family, low, modifier=modifier) for doc, family, low, modifier in rows]
    verdict = judge(statements)
    assert verdict.why
    one_origin = len({one.origin for one in statements}) == 1
    assert verdict.verdict != "single" or one_origin
    assert not one_origin or verdict.verdict in ("single", "updated", "conflict")
    assert verdict.basis
    find_warnings(statements)


def test_common_units_and_currencies_are_what_the_library_says():
    from workbench.ledger.values import COMMON, _currencies, by_library, in_base_unit

    assert {unit: by_library(unit) for unit in COMMON} == COMMON
    odd = [code for code in sorted(_currencies()) if by_library(code) != in_base_unit(code)]
    assert odd == []
