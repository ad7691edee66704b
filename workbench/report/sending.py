"""A report to be sent: all of it in one zip, or its pages in one file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from workbench.errors import ReportError
from workbench.load.walk import RECORD
from workbench.report.layout import Page, render_together

SINGLE = "report-in-one-file.html"
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip can name: the same bytes on every run


def zip_place(report: Path) -> Path:
    """Return where the zip of a report goes: beside its folder, as what is sealed in there is no place for more.

    Raises
    ------
    ReportError
        If something else than an older zip of a report is there.
    """
    path = report.with_name(f"{report.name}.zip")
    if path.exists() and not _is_a_report(path):
        raise ReportError(f"'{path}' is no zip of a report: move it away, or name another folder with -o.")
    return path


def _is_a_report(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            return any(name.endswith(f"/{RECORD}") for name in packed.namelist())
    except (OSError, zipfile.BadZipFile):
        return False


def zip_report(folder: Path, path: Path, title: str) -> Path:
    """Put every file of a report into a zip, in a folder that is called by the report's title, and return its path.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "index.html").write_text("")
    >>> zipfile.ZipFile(zip_report(folder, zip_place(folder), "Storm of 4 March")).namelist()
    ['storm-of-4-march/index.html']
    """
    name = re.sub(r"\W+", "-", title).strip("-").lower() or "report"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    half = path.with_name(f".{path.name}.new")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            entry = zipfile.ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}", _WHEN)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, file.read_bytes())
    return half.replace(path)


def write_single_file(folder: Path, pages: list[Page], title: str, about: str) -> Path:
    """Write all pages of a report as one, with everything to be found and clicked as in the folder, and return its path."""
    path = folder / SINGLE
    path.write_text(render_together(pages, title, about, live=True), encoding="utf-8")
    return path
