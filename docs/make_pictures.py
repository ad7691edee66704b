"""Makes the pictures of README and docs from the real thing: ``python -m docs.make_pictures`` (needs Chromium).

Builds the report of the sample case and takes pictures of its pages; opens JupyterLab on a copy of the sample, as the
browser tests do, and takes pictures there; corrects a figure and merges two claims by hand, and takes a picture of the
report that follows. Nothing in a picture depends on the day or the machine but the fonts of the browser and the date of the decisions.
"""

import os
import sys
import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from workbench.case import Case, sample_folder
from workbench.report import build_report
from workbench.report.layout import find_chromium

TESTS = Path(__file__).parents[1] / "tests" / "browser" / "conftest.py"
IMAGES = Path(__file__).parent / "images"
PAGES = {"report": "index.html", "ledger": "04_ledger.html", "comparison": "02_source_comparison.html"}
SIZE = {"width": 1400, "height": 900}
CORRECTED = "300"  # what the picture of a correction writes into the figure that it opens


def browser_tests() -> Any:
    """Return what the browser tests start a JupyterLab with; ``tests`` is no package that could be imported."""
    spec = spec_from_file_location("browser_tests", TESTS)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def picture_report(page: Any, folder: Path) -> None:
    """Take a picture of the top of each page, and of the ledger with a claim opened."""
    for name, file in PAGES.items():
        page.goto((folder / file).as_uri())
        if name == "ledger":
            claim = page.locator("main details").first
            claim.locator("summary").click()
            claim.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.screenshot(path=IMAGES / f"{name}.png")


def picture_lab(page: Any, lab: Any) -> None:
    """Take pictures of JupyterLab: the start page, a figure corrected, two claims merged."""
    run(page, lab, "00_start.ipynb")
    show(page, page.locator(".jp-Notebook h1").first, "lab-start")
    run(page, lab, "03_figures.ipynb")
    mark = page.locator("mark.figure[data-id]").nth(1)
    mark.click()
    for field in ("Low", "High"):
        page.get_by_label(field, exact=True).fill(CORRECTED)
        page.get_by_label(field, exact=True).press("Tab")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.get_by_text("Recorded: correct").wait_for()
    show(page, page.get_by_text("Recorded: correct"), "lab-figures", block="end")
    run(page, lab, "04_ledger.ipynb")
    page.get_by_label("Claim", exact=True).select_option(index=0)
    page.get_by_text("Rename, merge, split, rate, tag").click()
    page.get_by_label("Merge with", exact=True).select_option(index=1)
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_text("Recorded: merge").wait_for()
    show(page, page.get_by_label("Find", exact=True), "lab-ledger")


def run(page: Any, lab: Any, name: str) -> None:
    """Open a notebook, run all its cells, and wait until the last one has run."""
    page.goto(lab.url(f"lab/tree/{name}") + "&reset")
    lab.wait_for(f"the kernel of {name}", 120, lambda: lab.idle_kernel(name))
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def saved() -> Any:
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
        return lab.ran(name)

    lab.wait_for(f"{name} run to its end", 240, saved)


def show(page: Any, place: Any, name: str, *, block: str = "start") -> None:
    """Take a picture of the window, scrolled so that a place is at its start or end."""
    if page.locator(".jp-DirListing").first.is_visible():
        page.keyboard.press("Control+b")  # the list of files says how old each is
    place.evaluate(f"element => element.scrollIntoView({{block: '{block}'}})")
    page.mouse.move(SIZE["width"] - 5, SIZE["height"] - 5)  # no tip is shown
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / f"{name}.png")


def picture_decisions(page: Any, folder: Path) -> None:
    """Take a picture of what moved since the report before the decisions."""
    page.goto((folder / "validation.html").as_uri())
    page.get_by_role("heading", name="Since the last report").evaluate(
        "element => element.scrollIntoView({block: 'start'})"
    )
    page.screenshot(path=IMAGES / "decisions.png")


def main() -> None:
    """Take all pictures."""
    from playwright.sync_api import sync_playwright

    tests = browser_tests()
    os.environ["LOGNAME"] = "analyst"  # who decides, in the pictures
    with tempfile.TemporaryDirectory() as workplace, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=tests.FLAGS)
        page = browser.new_page(viewport=SIZE)
        output = Path(workplace) / "report"
        picture_report(page, build_report(Case(sample_folder()), output).page.parent)
        (Path(workplace) / "lab").mkdir()
        with tests.running_lab(Path(workplace) / "lab") as lab:
            picture_lab(page, lab)
            picture_decisions(page, build_report(Case(lab.case), output).page.parent)
        browser.close()


if __name__ == "__main__":
    if find_chromium() is None:
        sys.exit("No Chromium was found; install one to take the pictures.")
    main()
