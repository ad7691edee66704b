"""The notebooks as the analyst meets them: in a real JupyterLab, in a real browser."""

import pytest

from workbench.case import Case
from workbench.report import build_report
from workbench.report.notebooks import notebooks

pytestmark = [pytest.mark.browser, pytest.mark.notebooks, pytest.mark.timeout(600)]
NOTEBOOKS = [path.name for path in notebooks()]


def run_all(page, lab, name):
    """Open a notebook, run all its cells, and return them as saved when the last one has run."""
    page.goto("about:blank")  # a notebook that is still open would save itself over the fresh one
    lab.make_fresh(name)
    page.goto(lab.url(f"lab/tree/{name}") + "&reset")
    lab.wait_for(f"the kernel of {name}", 90, lambda: lab.idle_kernel(name))
    page.locator(".jp-Notebook").first.wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def saved_with_all_run():
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
        return lab.ran(name)

    return lab.wait_for(f"{name} run to its end", 240, saved_with_all_run)


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
