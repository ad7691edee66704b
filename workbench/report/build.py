"""Builds the report of a case: runs the notebooks, checks the results, writes the pages, all or nothing."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from workbench.case import Case
from workbench.checks import Check, run_checks
from workbench.errors import ReportError
from workbench.explorers.markup import Html, table
from workbench.export import annotate_figures, review_claims, write_workbook
from workbench.report import results
from workbench.report.evidence import EvidencePage, evidence_pages
from workbench.report.layout import Page, render, render_together
from workbench.report.notebooks import (
    chapters,
    execute_all,
    notebook_folder,
    notebook_title,
    parameterize,
    read_notebook,
    to_html,
)
from workbench.report.packing import pack
from workbench.report.place import put_in_place, workplace
from workbench.report.warm import WarmStart

_LIBRARIES = (
    "pandas",
    "numpy",
    "matplotlib",
    "scikit-learn",
    "rapidfuzz",
    "trafilatura",
    "textstat",
    "nbclient",
)


class Built(NamedTuple):
    """A report that was built: its first page, the checks that failed, what needs a person."""

    page: Path
    failed: list[str]
    attention: list[str]


def build_report(
    case: Case,
    output: Path,
    *,
    pdf: bool = False,
    against: Path | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> Built:
    """Run every notebook on a case, check the results, and write a self-contained report.

    Parameters
    ----------
    case
        The case.
    output
        The folder of the report; an older report there is replaced, and compared with, in one step.
    pdf
        Whether to print the whole report, all pages with a table of contents, to ``report.pdf`` as well; needs
        an installed Chromium.
    against
        An older report to compare with, instead of the one that stands in ``output``.
    progress
        Is called with a line of words before each step.

    Returns
    -------
    Built
        ``failed`` names the checks that failed, ``attention`` what a person has to look at.

    Raises
    ------
    ReportError
        If a notebook fails, ``output`` is a folder of something else, or the old report cannot be read.
    """
    _refuse_other_folder(output)
    with WarmStart() as warm:  # it imports while the tables are made
        results.result_tables(case)  # the kernels of the notebooks then find the tables in the store
        executed = _run_notebooks(case, progress, warm)
    return write_report(case, executed, output, pdf=pdf, against=against, progress=progress)


def write_report(
    case: Case,
    executed: list[tuple[Path, Any]],
    output: Path,
    *,
    pdf: bool = False,
    against: Path | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> Built:
    """Check the results of a case and write its report from notebooks that have run on it.

    Parameters
    ----------
    case
        The case.
    executed
        Path and content of each notebook, with its outputs.
    output, pdf, against, progress
        As for :func:`build_report`.

    Returns
    -------
    Built
        As for :func:`build_report`.

    Raises
    ------
    ReportError
        If the report cannot be written, or the old one cannot be read.
    """
    tables = results.result_tables(case)
    checks = run_checks(case)
    with workplace(output) as place:
        folder = place / "report"
        files = results.write_tables(tables, folder / "tables")
        _write_exchange(case, folder)
        previous = against or (output if (output / "report.json").is_file() else None)
        moved = results.compare_results(previous, folder) if previous else None
        progress("Writing the pages")
        record = _record(case, tables, files, checks, [path.name for path, _ in executed])
        pages = _write_pages(folder, case, executed, checks, record, moved, previous)
        (folder / "report.json").write_text(
            json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        if pdf:
            from workbench.report.pdf import print_pdf

            progress("Printing the PDF")
            print_pdf(render_together(pages, case.title, _about(record)), folder / "report.pdf")
        put_in_place(folder, output)
    return Built(
        output / "index.html", [check.name for check in checks if not check.passed], _attention(case)
    )


def _write_exchange(case: Case, folder: Path) -> None:
    """Write what other tools read: the tables as one workbook, evidence as annotations, claims as reviews."""
    write_workbook({"ledger": case.ledger, "figures": case.figures}, folder / "tables" / "case.xlsx")
    exchanged = {
        "annotations.jsonld": annotate_figures(case.figures, case.articles),
        "claims.json": review_claims(case.ledger, case.figures, case.articles),
    }
    for name, content in exchanged.items():
        (folder / "tables" / name).write_text(
            json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def _refuse_other_folder(output: Path) -> None:
    if output.is_file():
        raise ReportError(f"'{output}' is a file; name a folder for the report.")
    if output.is_dir() and any(output.iterdir()) and not (output / "report.json").is_file():
        raise ReportError(f"'{output}' holds something else than a report; name another folder, or empty it.")


def _run_notebooks(case: Case, progress: Callable[[str], None], warm: WarmStart) -> list[tuple[Path, Any]]:
    paths = chapters()
    ready = {path.name: parameterize(read_notebook(path), case.path) for path in paths}
    order = {name: number for number, name in enumerate(ready, start=1)}
    executed = execute_all(
        ready,
        folder=notebook_folder(),
        started=lambda name: progress(f"Running notebook {order[name]} of {len(order)}: {name}"),
        warm=warm,
    )
    return [(path, executed[path.name]) for path in paths]


def _record(
    case: Case,
    tables: dict[str, pd.DataFrame],
    files: dict[str, str],
    checks: list[Check],
    names: list[str],
) -> dict[str, Any]:
    digests = results.digest(tables)
    inputs = case.articles.drop_duplicates("source_file")[["source_file", "sha256", "encoding"]]
    return {
        "title": case.title,
        "question": case.settings.question,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "digest": results.digest_of_digests(digests),
        "inputs": inputs.to_dict("records"),
        "tables": {
            name: {"rows": len(tables[name]), "sha256": digests[name], "file": f"tables/{files[name]}"}
            for name in tables
        },
        "checks": [check._asdict() for check in checks],
        "notebooks": names,
        "versions": {
            "workbench": version("workbench"),
            "python": platform.python_version(),
            **{name: version(name) for name in _LIBRARIES},
        },
    }


def _attention(case: Case) -> list[str]:
    from workbench.ledger import damaged_reviews
    from workbench.load import needs_a_person

    unread = [
        f"{row.path}: not loaded: {row.reason}" for row in needs_a_person(case.load_report).itertuples()
    ]
    warned = case.articles[case.articles["warnings"] != ""].drop_duplicates(["source_file", "warnings"])
    damaged = damaged_reviews(case.reviews_path)
    return [
        *unread,
        *(f"{row.doc_id}: {row.warnings}" for row in warned.itertuples()),
        *(
            f"decision of {row.at} on {row.subject} ({row.decision}): {row.reason}"
            for row in case.orphans.itertuples()
        ),
        *(f"{row.file}, line {row.line}: {row.reason}" for row in damaged.itertuples()),
    ]


# --- pages


def _write_pages(
    folder: Path,
    case: Case,
    executed: list[tuple[Path, Any]],
    checks: list[Check],
    record: dict[str, Any],
    moved: list[results.Moved] | None,
    previous: Path | None,
) -> list[Page]:
    """Write the pages of the report, and return them all in their order."""
    sources = evidence_pages(case)
    where = {anchor: page.name for page in sources for anchor in page.anchors}
    files = _write_notebooks(folder / "notebooks", executed)
    parts = [
        _chapter(path, notebook, where, file) for (path, notebook), file in zip(executed, files, strict=True)
    ]
    briefing = parts.pop()
    pages = [
        Page(
            "index.html",
            briefing.title,
            Html(_asked(case) + _alarm(checks, case) + briefing.body + _validated(checks, record, moved)),
        ),
        *parts,
        Page("validation.html", "Validation", _validation(checks, record, moved, previous)),
        Page("sources.html", "Sources as they came", _source_list(sources)),
    ]
    listed = [(page.name, page.title) for page in pages]
    shown = [_source_page(source) for source in sources]
    (folder / "evidence").mkdir()
    for page in (*pages, *shown):
        up = "../" if "/" in page.name else ""
        text = render(page, listed, case.title, _about(record), up=up)
        (folder / page.name).write_text(text, encoding="utf-8")
    return [*pages, *shown]


def _source_page(source: EvidencePage) -> Page:
    return Page(
        f"evidence/{source.name}", source.title, Html(f"<h1>{escape(source.title)}</h1>{source.body}")
    )


def _about(record: dict[str, Any]) -> str:
    return (
        f"workbench {record['versions']['workbench']} · results {record['digest'][:16]} · {record['built']}"
    )


def _write_notebooks(folder: Path, executed: list[tuple[Path, Any]]) -> list[str]:
    """Write the notebooks with their outputs, and return the names of their files."""
    import nbformat

    folder.mkdir()
    for path, notebook in executed:
        nbformat.write(notebook, folder / path.name)
    return [pack(folder / path.name).name for path, _ in executed]


def _chapter(path: Path, notebook: Any, where: dict[str, str], file: str) -> Page:
    body = _link_evidence(to_html(notebook), where)
    how = f'<p class="quiet">Computed by <a href="notebooks/{file}">notebooks/{file}</a>.</p>'
    return Page(f"{path.stem}.html", notebook_title(notebook, path), Html(body + how))


_EVIDENCE = re.compile(r'<span class="evidence" data-evidence="([^"]*)">([^<]*)</span>')


def _link_evidence(body: str, where: dict[str, str]) -> str:
    """Turn each piece of evidence into a link to its characters in the source file."""

    def link(found: re.Match[str]) -> str:
        anchor, words = found.groups()
        if anchor not in where:
            return words
        return f'<a class="evidence" href="evidence/{where[anchor]}#{anchor}">{words}</a>'

    return _EVIDENCE.sub(link, body)


def _asked(case: Case) -> str:
    """Return the question of the case, as its ``case.toml`` has it."""
    question = case.settings.question
    return f'<p class="asked">{escape(question)}</p>' if question else ""


def _alarm(checks: list[Check], case: Case) -> str:
    failed = [check for check in checks if not check.passed]
    lines = [f"Check failed: {check.name} ({check.compared})." for check in failed] + _attention(case)
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    look = "alarm" if failed else "note"
    lead = "This report has failed checks." if failed else "A person has to look at this."
    return f'<section class="{look}" aria-label="Attention"><p><strong>{lead}</strong></p><ul>{items}</ul></section>'


def _validated(checks: list[Check], record: dict[str, Any], moved: list[results.Moved] | None) -> str:
    passed = sum(check.passed for check in checks)
    lines = [
        f"Re-run from {len(record['inputs'])} files; {passed} of {len(checks)} checks passed.",
        f"Digest of the results: <code>{record['digest'][:16]}</code>.",
        _moved_line(moved),
    ]
    return f'<h2>Validated</h2><p>{" ".join(lines)} <a href="validation.html">Every check and input</a>.</p>'


def _moved_line(moved: list[results.Moved] | None) -> str:
    if moved is None:
        return "There is no earlier report to compare with."
    if not moved:
        return "The results equal those of the earlier report."
    return f"Results moved since the earlier report, in {', '.join(m.table for m in moved)}."


def _validation(
    checks: list[Check], record: dict[str, Any], moved: list[results.Moved] | None, previous: Path | None
) -> Html:
    outcome = pd.DataFrame(
        [(check.name, "passed" if check.passed else "FAILED", check.compared) for check in checks],
        columns=["check", "outcome", "compared"],
    )
    counted = pd.DataFrame(
        [(name, entry["rows"], entry["sha256"][:16]) for name, entry in record["tables"].items()],
        columns=["table", "rows", "sha256"],
    )
    versions = pd.DataFrame(record["versions"].items(), columns=["what", "version"])
    others = (
        "<p>The same for other tools: "
        '<a href="tables/case.xlsx">ledger and figures as Excel</a>, '
        '<a href="tables/annotations.jsonld">evidence as W3C Web Annotations</a>, '
        '<a href="tables/claims.json">claims in the shape of ClaimReview</a>.</p>'
    )
    files = {"table": lambda row: f'<a href="{record["tables"][row.table]["file"]}">{row.table}</a>'}
    return Html(
        "<h1>Validation</h1><h2>Checks</h2>"
        + table(outcome)
        + "<h2>Since the last report</h2>"
        + _differences(moved, previous)
        + "<h2>Inputs</h2>"
        + table(pd.DataFrame(record["inputs"]))
        + "<h2>Results</h2>"
        + table(counted, cells=files)
        + others
        + "<h2>Versions</h2>"
        + table(versions)
    )


def _differences(moved: list[results.Moved] | None, previous: Path | None) -> str:
    if not moved or previous is None:
        return f"<p>{_moved_line(moved)}</p>"
    lines = {"change": lambda row: escape(row.change).replace("\n", "<br>")}
    sections = [
        f"<h3>{m.table}: {m.added} added, {m.removed} removed, {m.changed} changed</h3>"
        + table(m.rows, cells=lines)
        for m in moved
    ]
    return f"<p>{_moved_line(moved)}</p>" + "".join(sections)


def _source_list(sources: list[EvidencePage]) -> Html:
    items = "".join(f'<li><a href="evidence/{page.name}">{escape(page.title)}</a></li>' for page in sources)
    return Html(
        f"<h1>Sources as they came</h1><p>Each file with its figures marked in place.</p><ul>{items}</ul>"
    )
