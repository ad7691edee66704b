"""Tables as a reader meets them: ends and units in one cell, days unbroken, everything escaped."""

import re

import pandas as pd
import pytest

from workbench.case.progress import STATIC
from workbench.explorers.markup import MOST_ROWS, Mark, highlight, table

NAN = float("nan")


def cells(markup):
    return re.findall(r"<td[^>]*>(.*?)</td>", markup)


def test_the_ends_of_a_value_and_of_a_span_of_days_are_one_column_each():
    row = {"value_low": 300.0, "value_high": NAN, "unit": "m", "as_of_low": "2021-07-02", "as_of_high": ""}
    shown = table(pd.DataFrame([row]))
    assert re.findall(r"<th [^>]*>(.*?)</th>", shown) == ["value", "for when"]
    assert cells(shown) == ["from 300 m", "since 2\N{NO-BREAK SPACE}Jul\N{NO-BREAK SPACE}2021"]
    assert 'data-sort="300.0"' in shown


def test_a_column_that_is_half_of_nothing_stays_a_column():
    shown = table(pd.DataFrame([{"unit": "m", "value_high": 3.0, "as_of_high": "2021-07-02"}]))
    assert cells(shown) == ["m", "3", "2021-07-02"]


def test_articles_are_called_by_their_names_wherever_a_column_tells_of_them():
    row = {"doc_id": "storm", "why": "Only storm says so.", "claim": "storm damage"}
    shown = table(pd.DataFrame([row]), names={"storm": "Radio One, 3 Jul"})
    assert cells(shown) == ["Radio One, 3 Jul", "Only Radio One, 3 Jul says so.", "storm damage"]


def test_a_word_of_the_tables_is_said_plainly_and_says_what_it_means():
    shown = table(pd.DataFrame([{"relation": "siblings", "verdict": "single", "kind": "money"}]))
    told = [re.sub(r"<[^>]*>", "", cell) for cell in cells(shown)]
    assert told == ["two copies of one text that we do not have", "one origin", "money"]
    assert all("title=" in cell for cell in cells(shown)[:2])


def test_what_is_said_on_a_second_line_stays_with_its_row():
    rows = [{"claim": "a", "why": "because", "warnings": ""}, {"claim": "b", "why": "", "warnings": ""}]
    shown = table(
        pd.DataFrame(rows).assign(claim_id=["c1", "c2"]), below=["why", "warnings"], anchor="claim_id"
    )
    assert re.findall(r'<tbody id="(\w+)">(.*?)</tbody>', shown) == [
        (
            "c1",
            '<tr><td data-label="claim">a</td></tr><tr class="below"><td colspan="1"><div>because</div></td></tr>',
        ),
        ("c2", '<tr><td data-label="claim">b</td></tr>'),
    ]


@pytest.mark.parametrize("nothing", [None, pd.NA, NAN])
def test_nothing_is_said_of_what_is_missing(nothing):
    assert cells(table(pd.DataFrame([{"line": nothing, "what": "x"}], dtype=object)))[0] == ""


def test_a_value_that_is_missing_sorts_as_missing():
    shown = table(
        pd.DataFrame([{"value_low": NAN, "value_high": NAN}, {"value_low": NAN, "value_high": 7.0}])
    )
    assert re.findall('data-sort="(.*?)"', shown) == ["", "7.0"]


def test_everything_that_is_no_markup_of_ours_is_escaped():
    hostile = "<img src=x onerror=alert(1)>"
    row = {"verdict": hostile, "modifier": hostile, "unit": hostile, "value_low": 1.0, "value_high": 1.0}
    row |= {"relation": hostile, "as_of_low": hostile, "as_of_high": hostile, "claim": hostile}
    shown = table(pd.DataFrame([row]), caption=hostile, heads={"claim": hostile})
    assert "<img" not in shown
    assert (
        shown.count("&lt;img") == 7 + 3
    )  # the verdict is its own class as well, each column names its cells


def test_a_table_of_many_rows_says_how_many_it_leaves_out():
    shown = table(pd.DataFrame({"n": range(MOST_ROWS + 5)}))
    assert shown.count("<tr>") == MOST_ROWS + 1
    assert f"The first {MOST_ROWS:,} of {MOST_ROWS + 5:,} rows" in shown


def test_a_mark_that_others_split_is_named_on_each_of_its_pieces():
    marks = [Mark(3, 6, "figure", anchor="f1"), Mark(4, 5, "edit"), Mark(0, 4, "drift", anchor="d1")]
    pieces = re.findall(r'data-for="([^"]*)"[^>]*>([^<]*)<', highlight("to -14 C", marks))
    assert "".join(text for names, text in pieces if "f1" in names.split()) == "-14"
    assert "".join(text for names, text in pieces if "d1" in names.split()) == "to -"
    assert highlight("to -14 C", marks).count('id="f1"') == 1


def test_a_table_answers_in_jupyterlab_and_is_plain_markup_in_a_report(monkeypatch):
    shown = table(pd.DataFrame({"claim": ["houses"]}))
    monkeypatch.delenv(STATIC, raising=False)
    live = shown._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in live
    monkeypatch.setenv(STATIC, "1")
    assert set(shown._repr_mimebundle_()) == {"text/plain", "text/html"}
    assert live["text/html"] == shown._repr_mimebundle_()["text/html"]


def test_no_text_is_dimmed_and_a_marked_link_is_underlined():
    """Dimmed text falls below the contrast that WCAG 2.2 asks for; a link is told by more than its colour."""
    from workbench.report.layout import _style

    style = _style()
    assert "opacity" not in re.sub(r"@media print.*", "", style)
    assert re.search(r"mark a \{[^}]*text-decoration: underline", style)
