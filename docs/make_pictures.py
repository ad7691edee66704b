"""Makes the pictures of README and docs from the real thing: ``python -m docs.make_pictures`` (needs Chromium).

Builds the report of the sample case, opens its pages in a browser and takes the pictures.
"""

import sys
import tempfile
from pathlib import Path

from workbench.case import Case, sample_folder
from workbench.report import build_report
from workbench.report.pdf import find_chromium

IMAGES = Path(__file__).parent / "images"
PAGES = {"report": "index.html", "ledger": "04_ledger.html", "comparison": "02_source_comparison.html"}
SIZE = {"width": 1400, "height": 900}


def take(folder: Path) -> None:
    """Take a picture of the top of each page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        page = browser.new_page(viewport=SIZE)
        for name, file in PAGES.items():
            page.goto((folder / file).as_uri())
            if name == "ledger":
                page.locator("main details").first.locator("summary").click()
                page.locator("main details").first.scroll_into_view_if_needed()
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    if find_chromium() is None:
        sys.exit("No Chromium was found; install one to take the pictures.")
    with tempfile.TemporaryDirectory() as workplace:
        take(build_report(Case(sample_folder()), Path(workplace) / "report").page.parent)
