"""The frame around a page of the report and around all of them as one: to be read, printed, zipped or sent."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import tempfile
import zipfile
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from typing import Any, NamedTuple

from workbench.errors import ReportError
from workbench.explorers.markup import Html, markup_style, sorting_script
from workbench.load.walk import RECORD


class Page(NamedTuple):
    """A page of the report: its file name, title and body."""

    name: str
    title: str
    body: Html


@cache
def _asset(name: str) -> str:
    return files("workbench.report").joinpath("template", name).read_text(encoding="utf-8")


def _style() -> str:
    return _asset("style.css") + markup_style()


@cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(_asset("page.html"))


def render(page: Page, listed: list[tuple[str, str]], report_title: str, about: str, *, up: str = "") -> str:
    """Return a whole page as HTML that asks nothing of any other host.

    Its content security policy allows the one script of the report, by its hash, and no request at all.

    Parameters
    ----------
    page
        The page.
    listed
        File name and title of each page in the navigation.
    report_title
        The report's title.
    about
        What the foot of the page says.
    up
        The way from the page to the report's folder: ``../`` for a page one folder down.

    Examples
    --------
    >>> html = render(Page("a.html", "A", Html("<p>text</p>")), [("a.html", "A")], "R & D", "")
    >>> "R &amp; D" in html and "<p>text</p>" in html
    True
    """
    return _rendered(
        page, [{"name": name, "title": title} for name, title in listed], report_title, about, up
    )


def _rendered(
    page: Page, pages: list[dict[str, str]], report_title: str, about: str, up: str = "", *, live: bool = True
) -> str:
    from markupsafe import Markup

    script = sorting_script() + _asset("script.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _template().render(
        title=page.title,
        current=page.name,
        body=Markup(page.body),
        pages=pages,
        report_title=report_title,
        footer=Markup(escape(about)),
        up=up,
        style=Markup(_style()),
        script=Markup(script if live else ""),
        script_hash=digest,
    )


def render_together(
    pages: list[Page], report_title: str, about: str, *, contents: bool = True, live: bool = False
) -> str:
    """Return all pages as one, to be printed or sent: a table of contents first, whatever folds is unfolded in print.

    A link to another page leads to its place in this one; what is no page (a table, a notebook) stands in the
    folder of the report, and is named without a link.

    Parameters
    ----------
    pages
        The pages.
    report_title, about
        The report's title, and what the foot says.
    contents
        Whether a table of contents stands first.
    live
        Whether the script of the report runs in it: for a file that is read on a screen.

    Examples
    --------
    >>> pages = [Page("a.html", "A", Html('<a href="b.html#f1">94</a>')), Page("b.html", "B", Html(""))]
    >>> '<a href="#f1">94</a>' in render_together(pages, "Flood", "")
    True
    """
    names = {page.name: f"page-{number}" for number, page in enumerate(pages, start=1)}
    listed = "".join(f'<li><a href="#{names[page.name]}">{escape(page.title)}</a></li>' for page in pages)
    first = f"<h1>{escape(report_title)}</h1><p>{escape(about)}</p><h2>Contents</h2><ol>{listed}</ol>"
    sheets = "".join(
        f'<section class="{_sheet(page)}" id="{names[page.name]}">{_folded(_linked_inside(page, names), live=live)}</section>'
        for page in pages
    )
    whole = Page("", report_title, Html((first if contents else "") + sheets))
    return _rendered(whole, [], report_title, about, live=live)


def _sheet(page: Page) -> str:
    """Say how a page is printed: on its side where a table of many columns stands in it."""
    return "sheet wide" if 'class="sortable wide"' in page.body else "sheet"


def _folded(body: str, *, live: bool) -> str:
    return body if live else body.replace("<details>", "<details open>")


def _linked_inside(page: Page, names: dict[str, str]) -> str:
    """Turn links between pages into links inside of one; those that lead anywhere else are taken out."""
    folder = PurePosixPath(page.name).parent.as_posix()

    def place(found: re.Match[str]) -> str:
        target, _, anchor = found[1].partition("#")
        name = normpath(join(folder, target)) if target else page.name
        if name not in names:
            return "<a"
        return f'<a href="#{anchor or names[name]}"'

    return re.sub(r'<a(?: class="(?:evidence|counted)")? href="([^"]*)"', place, page.body)


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
