"""Prints a report to PDF with an installed Chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from workbench.errors import ReportError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 120


def find_chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None; one in the current folder is none."""
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path and Path(path).is_absolute()), None)


def print_pdf(page: str, pdf: Path) -> None:
    """Print a page of HTML to a PDF with bookmarks.

    Raises
    ------
    ReportError
        If there is no Chromium, or it does not print.
    """
    chromium = find_chromium()
    if chromium is None:
        raise ReportError(
            f"No Chromium was found to print with (looked for {', '.join(_NAMES)}). Install one, or leave out --pdf."
        )
    with tempfile.TemporaryDirectory() as workplace:
        printed = Path(workplace) / "report.html"
        printed.write_text(page, encoding="utf-8")
        command = [
            chromium,
            "--headless",
            "--disable-gpu",
            "--no-sandbox",  # the page is ours and may run no script but ours; containers offer no sandbox
            "--disable-background-networking",
            "--no-first-run",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--user-data-dir={workplace}/profile",
            f"--print-to-pdf={pdf.resolve()}",
            printed.resolve().as_uri(),
        ]
        try:
            done = subprocess.run(
                command, cwd=workplace, capture_output=True, text=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise ReportError(f"Chromium did not print the report within {_SECONDS} seconds.") from error
    if done.returncode or not pdf.is_file():
        raise ReportError(f"Chromium could not print the report: {done.stderr.strip()[-300:]}")
