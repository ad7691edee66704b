"""What a chart must not get wrong: units, names, and what it says of how much it shows."""

import re
import xml.etree.ElementTree as ET
from html import unescape

import pandas as pd
import pytest

from workbench import charts
from workbench.charts import style
from workbench.charts.sources import origin_tree
from workbench.charts.style import family_looks, save_chart, to_svg

NAN = float("nan")


def figure_row(doc, low, high, unit="", modifier="exact", **more):
    number = f"{doc}-{low}-{high}-{unit}"
    row = {"figure_id": number, "claim_id": "c1", "doc_id": doc, "exact": str(low), "value_low": low}
    return (
        row
        | {"value_high": high, "unit": unit, "modifier": modifier, "as_of_low": "", "as_of_high": ""}
        | more
    )


def case_of(rows, *, claim="rain", unit=""):
    docs = list(dict.fromkeys(row["doc_id"] for row in rows))
    figures = pd.DataFrame(rows)
    line = {"claim_id": "c1", "claim": claim, "unit": unit, "verdict": "agree"}
    ledger = pd.DataFrame([line | {"n_articles": len(docs), "n_families": len(docs), "n_origins": len(docs)}])
    articles = pd.DataFrame({"doc_id": docs, "publisher": docs})
    families = pd.DataFrame(
        {"doc_id": docs, "family": [f"F{i}" for i, _ in enumerate(docs)], "origin": "own"}
    )
    return figures, ledger, articles, families


def axes_of(chart):
    return chart.figure.axes


def words_of(chart):
    return [text.get_text() for axes in axes_of(chart) for text in axes.texts]


def test_units_that_can_be_converted_stand_on_one_axis_in_the_unit_of_the_claim():
    chart = charts.chart_ranges(
        *case_of([figure_row("a", 120.0, 120.0, "mm"), figure_row("b", 4.7, 4.7, "in")], unit="in")
    )
    drawn = chart.frame.set_index("doc_id")["value_low"]
    assert drawn["a"] == pytest.approx(120 / 25.4)
    assert drawn["b"] == 4.7
    assert [axes.get_xlabel().split(";")[0] for axes in axes_of(chart)] == ["in"]
    assert "120.0 mm" in words_of(chart), (
        "what the article printed is not what is drawn, so its unit must be read"
    )


def test_sums_in_two_currencies_are_never_drawn_on_one_axis():
    chart = charts.chart_ranges(
        *case_of([figure_row("a", 3.0, 3.0, "USD"), figure_row("b", 2.0, 2.0, "EUR")], unit="USD")
    )
    assert sorted(axes.get_xlabel().split(";")[0] for axes in axes_of(chart)) == ["EUR", "USD"]


def test_a_span_that_is_narrow_beside_the_others_can_be_seen():
    rows = [figure_row("a", 3.0, 4.0, modifier="range"), figure_row("b", 9e7, 9e7)]
    (axes,) = axes_of(charts.chart_ranges(*case_of(rows)))
    assert any(line.get_marker() == "|" and list(line.get_xdata()) == [3.0, 4.0] for line in axes.lines)


def test_values_that_nearly_agree_are_drawn_near_each_other():
    (axes,) = axes_of(
        charts.chart_ranges(*case_of([figure_row("a", 21.7, 21.7), figure_row("b", 21.75, 21.75)]))
    )
    left, right = axes.get_xlim()
    assert 0.05 / (right - left) < 0.05


NAMES = ["price_$5_and_$9", r"$\frac{x$", "$10%_off_$5", "US$ 5 to A$ 9", "<b>&amp;", "名前", "a_b^c{d}"]


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name_and_no_formula(name, tmp_path):
    figures, ledger, articles, families = case_of([figure_row(name, 5.0, 9.0)], claim=name)
    for chart in (
        charts.chart_ranges(figures, ledger, articles, families, claims=["c1"]),
        charts.chart_coverage(figures, ledger, articles, families),
    ):
        ET.fromstring(to_svg(chart))
        assert len(save_chart(chart, tmp_path)) == 3
    labels = [label.get_text() for label in axes_of(chart)[0].get_xticklabels()]
    assert labels == [name]
    assert not any(label.get_parse_math() for label in axes_of(chart)[0].get_xticklabels())


def test_each_mark_leads_to_its_evidence_and_a_file_has_no_dead_link():
    rows = [
        figure_row('a"<', 5.0, 5.0),
        figure_row("b", 7.0, float("nan"), modifier="more_than"),
        figure_row("c", 8.0, 9.0, modifier="range"),
    ]
    tables = case_of(rows)
    chart = charts.chart_ranges(*tables)
    led = re.findall(
        r'<a class="evidence" data-evidence="([^"]*)"( tabindex="-1")?><title>', chart._repr_html_()
    )
    assert {unescape(anchor) for anchor, _ in led} == set(chart.frame["figure_id"])
    assert sum(not again for _, again in led) == len(rows), "the keyboard comes to each once"
    assert "<a " not in to_svg(chart)
    assert 'data-evidence="c1"' in charts.chart_coverage(*tables)._repr_html_()


def test_a_timeline_names_days_and_no_hours():
    rows = [
        figure_row(doc, 1.0, 1.0, as_of_low=day, as_of_high=day)
        for doc, day in (("a", "2024-03-11"), ("b", "2024-03-12"))
    ]
    chart = charts.chart_timeline(*case_of(rows))
    chart.figure.canvas.draw()
    (axes,) = axes_of(chart)
    assert not any(":" in label.get_text() for label in axes.get_xticklabels())


def test_a_timeline_without_days_shows_no_axis():
    (axes,) = axes_of(charts.chart_timeline(*case_of([figure_row("a", 1.0, 1.0)])))
    assert not axes.axison


@pytest.mark.parametrize(("n", "said"), [(9, "one colour and shape each"), (65, "colours and shapes repeat")])
def test_a_chart_says_when_colours_repeat(n, said):
    chart = charts.chart_coverage(*case_of([figure_row(f"d{i}", 1.0, 1.0) for i in range(n)]))
    assert re.search(said, " ".join(words_of(chart)))


def rain(value, **more):
    rows = [figure_row(doc, value + at, value + at, "mm", **more) for at, doc in enumerate("ab")]
    return charts.chart_ranges(*case_of(rows, unit="mm"))


def test_the_same_chart_is_drawn_once_and_another_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    drawn = []
    draw = style._draw
    monkeypatch.setattr(style, "_draw", lambda chart, kind: drawn.append(chart.name) or draw(chart, kind))
    first = to_svg(rain(12.0))
    assert to_svg(rain(12.0)) == first
    assert len(drawn) == 1
    assert to_svg(rain(13.0)) != first
    assert len(drawn) == 2
    assert to_svg(rain(12.0, reviewed="confirmed")) == first
    assert len(drawn) == 2, "a decision that no drawing shows makes none anew"


def test_a_chart_that_somebody_changed_is_drawn_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    first, changed = to_svg(rain(12.0)), rain(12.0)
    changed.figure.set_facecolor("red")
    assert to_svg(changed) != first
    assert to_svg(rain(12.0)) == first


def test_what_has_no_lasting_hash_is_not_kept():
    assert style._key("a", object()) == ""
    assert style._key("a", {"b": [1.5, None]}) != style._key("a", {"b": [1.5, "None"]})


def test_nothing_is_drawn_of_what_all_articles_state_alike():
    rows = [figure_row("a", 3.0, 3.0), figure_row("b", 3.0, 3.0), figure_row("c", 3.0, 3.0)]
    assert charts.chart_ranges(*case_of(rows)).frame.empty
    rows[2] |= {"value_low": 4.0, "value_high": 4.0}
    assert len(charts.chart_ranges(*case_of(rows)).frame) == 3


@pytest.mark.parametrize(("values", "said"), [((900.0, 950.0), True), ((0.0, 950.0), False)])
def test_an_axis_says_when_it_does_not_begin_at_zero(values, said):
    rows = [figure_row(doc, value, value) for doc, value in zip("ab", values, strict=True)]
    (axes,) = axes_of(charts.chart_ranges(*case_of(rows)))
    assert ("does not begin at zero" in axes.get_xlabel()) == said


def test_origins_are_told_apart_by_shape_as_well_as_by_colour():
    rows = [figure_row(doc, value, value) for doc, value in (("a", 3.0), ("b", 5.0))]
    (axes,) = axes_of(charts.chart_ranges(*case_of(rows)))
    assert len({line.get_marker() for line in axes.lines}) == 2


def test_a_drawing_takes_the_colours_of_its_page_and_a_file_its_own():
    chart = charts.chart_ranges(*case_of([figure_row("a", 3.0, 3.0), figure_row("b", 5.0, 5.0)]))
    assert "var(--wb-ink, #222222)" in chart._repr_html_()
    assert "var(" not in to_svg(chart)


# --- the tree of origins


def families_of(**family):
    rows = [{"doc_id": doc, "family": name, "origin": "own", "taken": 0.4} for doc, name in family.items()]
    return pd.DataFrame(rows)


def derived(source, doc, share):
    return {
        "a": source,
        "b": doc,
        "relation": "wholly derived",
        "source": source,
        "share_of_a": 0.1,
        "share_of_b": share,
    }


def test_an_article_stands_below_the_one_that_it_takes_most_from():
    families = families_of(a="F1", b="F1", c="F1", d="F2")
    relations = pd.DataFrame([derived("a", "b", 0.9), derived("a", "c", 0.2), derived("b", "c", 0.6)])
    tree = origin_tree(relations, families)
    assert tree[["doc_id", "parent", "level", "share"]].to_numpy().tolist() == [
        ["a", "", 0, 40.0],
        ["b", "a", 1, 90.0],
        ["c", "b", 2, 60.0],
        ["d", "", 0, 40.0],
    ]


def test_a_circle_of_copies_has_a_beginning_all_the_same():
    families = families_of(a="F1", b="F1", c="F1")
    circle = pd.DataFrame([derived("a", "b", 0.5), derived("b", "c", 0.5), derived("c", "a", 0.5)])
    tree = origin_tree(circle, families)
    assert sorted(tree["doc_id"]) == ["a", "b", "c"]
    assert tree["level"].min() == 0


def test_an_article_of_another_origin_is_nobodys_parent():
    families = families_of(a="F1", b="F2")
    assert origin_tree(pd.DataFrame([derived("a", "b", 0.9)]), families)["parent"].tolist() == ["", ""]


def test_many_copies_of_one_origin_are_counted_and_not_drawn():
    docs = [f"d{i}" for i in range(38)]
    families = families_of(**dict.fromkeys(docs, "F1"))
    relations = pd.DataFrame([derived("d0", doc, 0.8) for doc in docs[1:]])
    articles = pd.DataFrame({"doc_id": docs, "publisher": docs})
    chart = charts.chart_sources(articles, relations, families)
    assert len(chart.frame) == 38
    assert "and 30 more" in words_of(chart)
    assert len(words_of(chart)) < 25


def test_of_many_articles_the_matrix_shows_those_that_share_most_by_origin():
    docs = [f"d{i:02}" for i in range(38)]
    families = families_of(**{doc: f"F{i % 2}" if i < 6 else doc for i, doc in enumerate(docs)})
    relations = pd.DataFrame(
        [derived("d00", "d02", 0.8), derived("d01", "d03", 0.7), derived("d02", "d04", 0.6)]
    )
    articles = pd.DataFrame({"doc_id": docs, "publisher": docs})
    chart = charts.chart_reuse(articles, relations, families)
    labels = [label.get_text() for label in axes_of(chart)[0].get_yticklabels()]
    assert len(chart.frame) == 38
    assert len(labels) == 24
    assert labels[:3] == ["d00", "d02", "d04"]
    assert any("24 of 38 articles" in words for words in words_of(chart))


def test_no_matrix_is_drawn_where_nothing_is_shared():
    relations = pd.DataFrame([derived("a", "b", 0.0) | {"share_of_a": 0.0}])
    articles = pd.DataFrame({"doc_id": ["a", "b"], "publisher": ["a", "b"]})
    (axes,) = axes_of(charts.chart_reuse(articles, relations, families_of(a="F1", b="F2")))
    assert not axes.axison


def test_no_two_origins_look_alike():
    looks = family_looks(pd.DataFrame({"family": [f"F{i:02}" for i in range(64)]}))
    assert len(set(looks.values())) == 64


# --- how a quantity moved


def moved(values, **more):
    days = ("2024-03-11", "2024-03-12", "2024-03-13")
    rows = [
        figure_row(doc, value, value, as_of_low=day, as_of_high=day, **more)
        for doc, value, day in zip("abc", values, days, strict=False)
    ]
    figures, ledger, articles, families = case_of(rows)
    return figures, ledger, articles.assign(date_published="", time_published=""), families


def test_a_toll_over_time_is_drawn_as_steps_a_line_an_origin():
    chart = charts.chart_steps(*moved((12.0, 27.0, 63.0)))
    (axes,) = axes_of(chart)
    steps = [line for line in axes.lines if line.get_drawstyle() == "steps-post"]
    assert [line.get_ydata()[0] for line in steps] == [12.0, 27.0, 63.0]
    assert axes.get_ylim()[0] == 0
    assert {line.get_marker() for line in axes.lines} - {"None"} == {"o", "s", "D"}
    assert sorted(text.get_text() for text in axes.get_legend().get_texts()) == ["a", "b", "c"]


@pytest.mark.parametrize("values", [(3.0, 3.0, 3.0), (3.0,)])
def test_no_steps_are_drawn_of_what_did_not_move(values):
    chart = charts.chart_steps(*moved(values))
    assert chart.frame.empty
    assert "No quantity moved" in chart.alt


def test_steps_say_when_their_axis_does_not_begin_at_zero():
    (axes,) = axes_of(charts.chart_steps(*moved((900.0, 940.0, 950.0))))
    assert "does not begin at zero" in axes.get_ylabel()


def test_without_a_day_in_the_sentence_a_step_stands_at_the_publication():
    figures, ledger, articles, families = moved((12.0, 27.0))
    figures = figures.assign(as_of_low="", as_of_high="")
    dated = articles.assign(date_published=["2024-03-11", "2024-03-12"], time_published=["09:30", ""])
    assert charts.chart_steps(figures, ledger, dated, families).frame["moment"].tolist() == [
        "2024-03-11 09:30:00",
        "2024-03-12 00:00:00",
    ]
    assert charts.chart_steps(figures, ledger, articles, families).frame.empty
