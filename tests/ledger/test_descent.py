"""The stemma of a number: first stated where, carried by whom, changed where and how."""

import math

import pytest

from workbench.case import Case
from workbench.explorers.sources import show_stemma
from workbench.ledger import stemma_tree
from workbench.ledger.descent import step_between, trace_claim
from workbench.ledger.origins import Sources
from workbench.ledger.statements import Statement

ONE = Statement(low=1037.0, high=1037.0)


def of(low, high=None, modifier="exact", unit=""):
    return Statement(low=low, high=low if high is None else high, modifier=modifier, unit=unit)


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        (of(1037.0), of(1037.0), "carried"),
        (of(1037.0), of(1000.0, modifier="about"), "rounded"),
        (of(1037.0), of(1040.0), "rounded"),
        (of(1000.0, modifier="about"), of(1037.0), "made exact"),
        (of(300.0, math.nan, "more_than"), of(300.0), "bound lost"),
        (of(300.0, modifier="about"), of(300.0), "bound lost"),
        (of(300.0), of(300.0, math.nan, "at_least"), "bound added"),
        (of(300.0, math.nan, "more_than"), of(300.0, math.nan, "at_least"), "carried"),
        (of(300.0, math.nan, "more_than"), of(math.nan, 300.0, "at_most"), "changed"),
        (of(5.0, unit="mi"), of(8.0, unit="km"), "unit changed"),
        (of(5.0, unit="mi"), of(5.0, unit="km"), "unit swapped"),
        (of(5.0, unit="mi"), of(50.0, unit="km"), "changed"),
        (of(14.0), of(41.0), "transposed"),
        (of(1037.0), of(1073.0), "transposed"),
        (of(1037.0), of(137.0), "a digit more or less"),
        (of(120.0), of(12.0), "a digit more or less"),
        (of(14.0), of(17.0), "changed"),
        (of(1037.0), of(2000.0), "changed"),
        (of(10.0, 15.0, "range"), of(10.0, 20.0, "range"), "changed"),
    ],
)
def test_what_became_of_a_value_is_named(before, after, step):
    assert step_between(before, after) == step


STORY = (
    "Rescue crews in Tarn Vale worked through the night after a dam above the town gave way and {} homes were flooded, "
    "the county office said."
)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stemma") / "case"
    (folder / "articles").mkdir(parents=True)
    told = {
        "a": (STORY, "412", 3),
        "b": (STORY, "412", 4),
        "c": (STORY, "421", 5),
    }
    for name, (story, number, day) in told.items():
        text = f"Dam gives way {name}\nPublished: {day} May 2024\n\n{story.format(number)} The mayor thanked everybody.\n"
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    return Case(folder, cache=False)


def test_copies_hang_below_the_first(case):
    stemma = case.stemma
    (claim,) = stemma.loc[stemma["doc_id"] == "a", "claim_id"].unique()
    rows = stemma[stemma["claim_id"] == claim].set_index("doc_id")
    assert rows.loc["a", ["step", "from_doc_id"]].tolist() == ["first", ""]
    assert "county office" in rows.loc["a", "said_by"]
    assert rows.loc["b", ["step", "from_doc_id"]].tolist() == ["carried", "a"]
    assert rows.loc["c", "step"] == "transposed"
    assert rows.loc["c", "from_doc_id"] in ("a", "b")
    assert rows["in_order"].all()


def test_a_report_of_its_own_stands_alone_and_what_an_origin_says_again_does_not():
    nothing = Sources({}, {}, {}, frozenset(), {})
    group = [
        of(412.0)._replace(figure_id="f1", doc_id="a", origin="AP", published="2024-05-03"),
        of(400.0, modifier="about")._replace(figure_id="f2", doc_id="b", origin="b", published="2024-05-04"),
        of(400.0, modifier="about")._replace(figure_id="f3", doc_id="c", origin="AP", published="2024-05-04"),
        of(412.0)._replace(figure_id="f4", doc_id="d", origin="AP", published=""),
    ]
    rows = [(row["step"], row["from_doc_id"], row["in_order"]) for row in trace_claim("c1", group, nothing)]
    assert rows == [("first", "", True), ("first", "", True), ("rounded", "a", True), ("carried", "a", False)]


def test_of_one_day_only_times_tell_an_order():
    nothing = Sources({}, {}, {}, frozenset(), {})
    times = ["2024-05-03T08:00", "2024-05-03", "2024-05-03T09:00"]
    group = [
        of(412.0)._replace(figure_id=f"f{n}", doc_id=f"d{n}", origin="AP", published=time)
        for n, time in enumerate(times)
    ]
    assert [row["in_order"] for row in trace_claim("c1", group, nothing)] == [True, False, True]


@pytest.mark.parametrize(
    ("times", "first"),
    [
        (["2024-05-03T08:00", "2024-05-03"], "wire"),
        (["2024-05-03", "2024-05-03"], "wire"),
        (["2024-05-03T08:00", "2024-05-03T09:00"], "copy"),
        (["2024-05-02", "2024-05-03"], "copy"),
    ],
)
def test_what_bears_the_name_of_its_origin_stands_before_the_copies_of_its_day(times, first):
    known = Sources({"wire": ("Reed Press",), "copy": ("The Echo",)}, {}, {}, frozenset(), {})
    group = [
        of(11.0)._replace(figure_id=name, doc_id=name, origin="Reed Press", published=time)
        for name, time in zip(["copy", "wire"], times, strict=True)
    ]
    rows = trace_claim("c1", group, known)
    assert [row["step"] for row in rows] == ["first", "carried"]
    assert rows[0]["doc_id"] == first


def test_the_tree_holds_every_statement_once_and_is_well_formed(case):
    from xml.etree import ElementTree

    for claim, rows in case.stemma.groupby("claim_id"):
        nodes = stemma_tree(case.stemma, claim)
        assert sorted(row["figure_id"] for _, row in nodes) == sorted(rows["figure_id"])
        shown = ElementTree.fromstring(f"<div>{show_stemma(case.stemma, claim, {})}</div>")
        assert len(list(shown.iter("li"))) == len(rows)


def test_nothing_comes_from_itself_or_from_another_claim(case):
    known = dict(zip(case.stemma["figure_id"], case.stemma["claim_id"], strict=True))
    for row in case.stemma.itertuples():
        assert row.from_figure_id != row.figure_id
        assert (row.from_figure_id == "") == (row.step == "first")
        assert not row.from_figure_id or known[row.from_figure_id] == row.claim_id
