"""The notebooks as the analyst meets them: in a real JupyterLab, in a real browser."""

import re

import pytest

from tests.browser.conftest import SELECT, run_all
from workbench.case import Case
from workbench.report import build_report
from workbench.report.notebooks import notebooks

pytestmark = [pytest.mark.browser, pytest.mark.notebooks, pytest.mark.timeout(600)]
NOTEBOOKS = [path.name for path in notebooks()]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_without_an_error(page, lab, name):
    cells = run_all(page, lab, name)
    assert [output for cell in cells for output in cell.outputs if output.output_type == "error"] == []
    assert page.errors == []


def test_what_jupyterlab_is_still_writing_is_no_answer_yet(lab):
    half = (lab.folder / "notebooks" / NOTEBOOKS[0]).read_text(encoding="utf-8")[:-40]
    path = lab.folder / "notebooks" / "half.ipynb"
    path.write_text(half, encoding="utf-8")
    with pytest.raises(TimeoutError, match="a whole notebook"):
        lab.wait_for("a whole notebook", 1, lambda: lab.ran("half.ipynb"))
    path.unlink()


def test_a_round_trip_of_the_analyst(page, lab, tmp_path):
    """Correct a figure, merge two claims, run again, and see both in the report."""
    before = Case(lab.case)
    first, second = before.ledger["claim_id"].head(2)
    run_all(page, lab, "03_figures.ipynb")
    mark = page.locator("mark.figure[data-id]").first
    figure_id = mark.get_attribute("data-id")
    mark.click()
    page.get_by_label("Low", exact=True).fill("77")
    page.get_by_label("High", exact=True).fill("77")
    page.get_by_label("High", exact=True).press("Tab")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_text("Recorded: correct").wait_for()

    run_all(page, lab, "04_ledger.ipynb")
    page.get_by_label("Claim", exact=True).select_option(index=0)
    page.get_by_text("Rename, merge, split, rate, tag").click()
    page.get_by_label("Merge with", exact=True).select_option(index=1)
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_text("Recorded: merge").wait_for()

    after = Case(lab.case)
    assert after.reviews["decision"].tolist() == ["correct", "merge"]
    assert after.figures.set_index("figure_id").loc[figure_id, ["value_low", "value_high"]].tolist() == [
        77.0,
        77.0,
    ]
    assert len(after.ledger) == len(before.ledger) - 1
    built = build_report(after, tmp_path / "report")
    assert "merge" in (tmp_path / "report" / "tables" / "reviews.csv").read_text(encoding="utf-8")
    assert built.failed == []
    assert {first, second} - set(after.ledger["claim_id"])


def test_a_figure_is_added_and_a_speaker_corrected_in_the_text(page, lab):
    run_all(page, lab, "03_figures.ipynb")
    pane = page.locator(".pane.text").first
    words = pane.evaluate(SELECT)
    page.locator("p", has_text="as a figure?").get_by_text(words, exact=True).wait_for()
    page.get_by_label("Low", exact=True).fill("12")
    page.get_by_label("High", exact=True).fill("12")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Recorded: add").wait_for()
    added = Case(lab.case).figures.set_index("exact").loc[words]
    assert added["value_low"] == 12
    raw = Case(lab.case).articles.set_index("doc_id").loc[added["doc_id"], "raw"]
    assert raw[added["start"] : added["end"]] == words

    page.locator("mark.figure[data-id]").first.click()
    page.get_by_label("Stated by", exact=True).fill("the harbour office")
    page.get_by_label("Stated by", exact=True).press("Tab")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_text("Recorded: correct").wait_for()
    assert "the harbour office" in set(Case(lab.case).figures["attributed_to"])


def test_an_article_is_told_its_origin_and_a_number_opens_its_article(page, lab):
    run_all(page, lab, "01_articles.ipynb")
    page.get_by_label("Origin", exact=True).fill("Lumera")
    page.get_by_label("Origin", exact=True).press("Tab")
    page.get_by_role("button", name="Set", exact=True).click()
    page.get_by_text("Recorded: set").wait_for()
    assert "Lumera" in set(Case(lab.case).articles["origin"])

    run_all(page, lab, "04_ledger.ipynb")
    figure = page.locator("td mark.figure[data-id]").first
    words = figure.inner_text()
    figure.click()
    page.locator(".pane.text mark.chosen").get_by_text(words, exact=True).wait_for()
    page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_text("Recorded: pin").wait_for()
    assert Case(lab.case).ledger["pinned"].any()


def test_a_value_opens_its_article_and_a_bar_of_a_chart_its_sentence(page, lab):
    run_all(page, lab, "04_ledger.ipynb")
    figures = Case(lab.case).figures.set_index("figure_id")
    place = page.locator("dialog.wb-place[open]")
    for link in (
        page.locator("td span[data-leads^=f]").first,
        page.locator("figure.chart a[data-leads^=f]:not([tabindex='-1'])").first,
    ):
        link.scroll_into_view_if_needed()
        asked = link.get_attribute("data-leads")
        link.focus()
        page.keyboard.press("Enter")
        mark = place.locator("mark.chosen")
        mark.wait_for()
        assert mark.inner_text() == figures.loc[asked, "exact"]
        pane = place.locator(".pane").bounding_box()
        assert pane["y"] <= mark.bounding_box()["y"] <= pane["y"] + pane["height"], "the place is in view"
        page.keyboard.press("Escape")
        place.wait_for(state="hidden")
    page.locator("td span[data-leads^=f]").first.click()
    place.locator("p span[data-leads^=c]").first.click()
    place.locator("h3 ~ div table, .scroll table").first.wait_for()
    place.get_by_role("button", name="Back").click()
    place.locator("mark.chosen").wait_for()
    place.get_by_role("button", name="Close").click()
    place.wait_for(state="hidden")
    assert page.errors == []


def test_tables_are_sorted_and_filtered_in_the_notebook(page, lab):
    run_all(page, lab, "03_figures.ipynb")
    table = page.locator("table.sortable").first
    rows = table.locator("tbody tr:visible")
    every = rows.count()
    table.get_by_role("button", name="value").click()
    values = [
        float(cell)
        for cell in table.locator("td[data-sort]").evaluate_all(
            "cells => cells.filter(cell => cell.cellIndex === cells[0].cellIndex).map(cell => cell.dataset.sort)"
        )
        if cell
    ]
    assert values == sorted(values)
    page.get_by_label("Only rows with").first.fill("troops")
    page.get_by_text(re.compile(rf"\d+ of {every} rows")).first.wait_for()
    assert 0 < rows.count() < every
