"""Builds the report of a case: runs the notebooks, checks the results, writes the pages, all or nothing."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pandas as pd

from workbench.case import Case
from workbench.case.progress import Pace
from workbench.checks import REPORT_IT, Check, run_checks
from workbench.export import annotate_figures, review_claims, write_workbook
from workbench.load.walk import RECORD
from workbench.report import results
from workbench.report.editors import briefing_in_markdown, briefing_in_word, to_bibtex, to_csl
from workbench.report.layout import Page, print_pdf, render_together, write_single_file, zip_place, zip_report
from workbench.report.notebooks import (
    SIDE_BY_SIDE,
    Executed,
    chapters,
    failed_assertions,
    keep,
    notebook_folder,
    parameterize,
    read_kept,
    read_notebook,
    started_ahead,
)
from workbench.report.pages import Outcome, about, briefing_and_claims, write_pages
from workbench.report.place import (
    find_destination,
    is_of,
    keep_what_is_not_ours,
    list_files,
    put_in_place,
    signature,
    workplace,
)
from workbench.report.results import pack
from workbench.report.seal import add_evidence, write_manifest
from workbench.report.verify import FILE
from workbench.report.warm import WarmStart
from workbench.wording import listed, named

_LIBRARIES = (
    "pandas",
    "numpy",
    "matplotlib",
    "scipy",
    "rapidfuzz",
    "trafilatura",
    "textstat",
    "nbclient",
)


class Built(NamedTuple):
    """A report that was built: its first page, the checks that failed, what needs a person, its seal if it has one."""

    page: Path
    failed: list[str]
    attention: list[str]
    seal: str = ""


def build_report(
    case: Case,
    output: Path,
    *,
    executed: Executed = (),
    pdf: str = "",
    zipped: bool = False,
    single_file: bool = False,
    against: Path | None = None,
    seal: bool = False,
    warm: WarmStart | None = None,
    progress: Callable[[str], None] = lambda line: None,
) -> Built:
    """Run every notebook on a case, check the results, and write a self-contained report.

    Parameters
    ----------
    case
        The case.
    output
        The folder of the report; an older report of the case there is replaced, and compared with, in one step.
        Files that somebody else has put into it are kept.
    executed
        Path and content of notebooks that have run on the case already; by default they are run now.
    pdf
        What to print to ``report.pdf`` as well: ``briefing`` (the briefing and the claims), ``all`` pages with a table of
        contents, or nothing; needs an installed Chromium.
    zipped
        Whether to put all of it into a zip beside the folder as well.
    single_file
        Whether to write all pages into one file as well.
    against
        An older report to compare with, instead of the one that stands in ``output``.
    seal
        Whether to put beside the pages what anyone can check them by: the sources, the decisions, a manifest of hashes
        and ``verify.py`` (:mod:`workbench.report.verify`).
    warm
        Where kernels come from, if that is there already.
    progress
        Is called with a line of words before each step.

    Returns
    -------
    Built
        ``failed`` names the checks that failed, ``attention`` what a person has to look at.

    Raises
    ------
    ReportError
        If a notebook fails, a report cannot or must not go to ``output`` (see
        :func:`~workbench.report.place.find_destination`), or the old report cannot be read.
    """
    destination = find_destination(output, case)
    zip_to = zip_place(destination) if zipped else None
    earlier = _read_earlier(against, destination)
    notebooks = executed or _run_notebooks(case, progress, warm)
    tables = results.result_tables(case)
    checks = [*run_checks(case), *_notebook_checks(notebooks)]
    with workplace(destination) as place:
        folder = place / "report"
        files = results.write_tables(tables, folder / "tables")
        _write_exchange(case, folder / "tables")
        record = _record(case, tables, files, checks, [path.name for path, _ in notebooks])
        _write_json(record, folder / RECORD)
        moved = results.compare_results(earlier, results.read_results(folder)) if earlier else None
        other = _other_case(earlier, case)
        outcome = Outcome(record, checks, [*other, *_attention(case)], moved, " ".join(other))
        progress("Writing the pages")
        pages = write_pages(folder, case, notebooks, outcome)
        _write_for_editors(case, folder, about(record))
        if pdf:
            progress("Printing the PDF")
            _print_pages(folder, pages, case.title, about(record), everything=pdf == "all")
        if single_file:
            write_single_file(folder, pages, case.title, about(record))
        sealed = _list_and_seal(case, folder, record, outcome.attention, seal=seal)
        put_in_place(folder, destination, before=keep_what_is_not_ours)
    if zip_to:
        zip_report(destination, zip_to, case.title)
    failed = [check.name for check in checks if not check.passed]
    return Built(output / "index.html", failed, outcome.attention, sealed)


def _read_earlier(against: Path | None, destination: Path) -> results.Earlier | None:
    """Return the results of the report to compare with: the one that was named, or the one that is to be replaced."""
    previous = against or (destination if (destination / RECORD).is_file() else None)
    return results.read_results(previous) if previous else None


def _print_pages(folder: Path, pages: list[Page], title: str, about: str, *, everything: bool) -> None:
    """Print all pages with their contents, or the briefing and the claims."""
    chosen = pages if everything else briefing_and_claims(pages)
    print_pdf(render_together(chosen, title, about, contents=everything), folder / "report.pdf")


def _list_and_seal(
    case: Case, folder: Path, record: dict[str, Any], attention: list[str], *, seal: bool
) -> str:
    """Write down which files the report has and, where it is to be sealed, what it can be checked by; return the seal."""
    evidence = add_evidence(case, folder, record, attention) if seal else None
    added = [FILE] if evidence else []
    _write_json({**record, "files": sorted({*list_files(folder), *added})}, folder / RECORD)
    return write_manifest(folder, evidence) if evidence else ""


def _write_exchange(case: Case, folder: Path) -> None:
    """Write what other tools read: the tables as one workbook, evidence as annotations, claims as reviews.

    What is large is packed, as the tables and notebooks are.
    """
    write_workbook({"ledger": case.ledger, "figures": case.figures}, folder / "case.xlsx")
    pack(_write_json(annotate_figures(case.figures, case.articles), folder / "annotations.jsonld"))
    pack(_write_json(review_claims(case.ledger, case.figures, case.articles), folder / "claims.json"))


def _write_for_editors(case: Case, folder: Path, about: str) -> None:
    """Write what goes into texts of others: the briefing as Markdown and for Word with its notes, the articles as references."""
    briefing = briefing_in_markdown(case, about)
    (folder / "briefing.md").write_text(briefing, encoding="utf-8")
    (folder / "briefing.docx").write_bytes(briefing_in_word(briefing))
    _write_json(to_csl(case.articles, case.names), folder / "references.json")
    (folder / "references.bib").write_text(to_bibtex(case.articles), encoding="utf-8")


def _write_json(content: Any, path: Path) -> Path:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _other_case(earlier: results.Earlier | None, case: Case) -> list[str]:
    """Say it when the earlier report is of another case: it was named on purpose, and so it is compared."""
    if earlier is None or is_of(earlier.record, case):
        return []
    title = earlier.record.get("title", "")
    return [f"The earlier report, in '{earlier.folder}', is of another case: {title}."]


def _notebook_checks(executed: Executed) -> list[Check]:
    """Return the assertions of the notebooks that did not hold, each as a check that failed."""
    return [
        Check(f"notebook {path.stem}: {what}", False, f"{where}. {REPORT_IT}")
        for path, notebook in executed
        for what, where in failed_assertions(path.name, notebook)
    ]


def _run_notebooks(case: Case, progress: Callable[[str], None], warm: WarmStart | None = None) -> Executed:
    """Return every notebook as it runs on the case; those whose results cannot have changed are not run again."""
    paths = {path.name: path for path in chapters()}
    written = {name: read_notebook(path) for name, path in paths.items()}
    order = {name: number for number, name in enumerate(written, start=1)}
    done = {name: read_kept(case, name, notebook) for name, notebook in written.items()}
    due = {name: written[name] for name, notebook in done.items() if notebook is None}
    if len(due) < len(written):
        progress(f"{len(written) - len(due)} of {len(written)} notebooks are as they were")
    if due:
        with nullcontext(warm) if warm else WarmStart() as kernels:
            done |= _run(case, due, kernels, _announcer(order, len(due), progress))
    return [(path, done[name]) for name, path in paths.items()]


def _announcer(order: dict[str, int], due: int, progress: Callable[[str], None]) -> Callable[[str], None]:
    """Return what says of each notebook that it runs, and how long the rest will take if they go on as they did."""
    begun: list[Pace] = []

    def say(name: str) -> None:
        begun.append(Pace())
        done = max(0, len(begun) - SIDE_BY_SIDE)
        progress(f"Running notebook {order[name]} of {len(order)}: {name}{begun[0].left(done / due)}")

    return say


def _run(case: Case, due: dict[str, Any], warm: WarmStart, started: Callable[[str], None]) -> dict[str, Any]:
    """Run notebooks on the case and keep what they give, with the tables that each asked for."""
    warm.prepare()  # kernels start while the tables are made, which they then find in the store
    decisions = case.decisions_digest
    ready = {name: parameterize(notebook, case.path) for name, notebook in due.items()}
    with TemporaryDirectory() as folder:
        asked = Path(folder)
        options = {"folder": notebook_folder(), "started": started, "warm": warm, "asked": asked}
        with started_ahead(ready, **options) as run:
            results.result_tables(case)
            case.hand_on()
            done = run()
        for name in due:
            noted = asked / name
            names = noted.read_text(encoding="utf-8").split() if noted.exists() else []
            keep(case, name, due[name], done[name], sorted(set(names)), decisions=decisions)
    return done


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
        **signature(case),
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
        *case.misnamed,
        *unread,
        *_undated(case),
        *(f"{case.names[row.doc_id]}: {named(row.warnings, case.names)}" for row in warned.itertuples()),
        *(
            f"people differ on {row.subject}, {row.of}: {row.said}. Settle it in notebook 04"
            for row in case.disagreements.itertuples()
        ),
        *(
            f"decision of {row.at} on {row.subject} ({row.decision}): {row.reason}"
            for row in case.orphans.itertuples()
        ),
        *(f"{row.file}, line {row.line}: {row.reason}" for row in damaged.itertuples()),
    ]


def _undated(case: Case) -> list[str]:
    """Name the articles without a day of publication: what grows with time cannot be put in order without it."""
    unknown = case.articles.loc[case.articles["date_published"] == "", "doc_id"].tolist()
    if not unknown:
        return []
    line = f'{_in_toml(unknown[0])} = "2024-01-31"'
    called = listed([case.names[doc] for doc in unknown], most=8)
    return [
        f"No day of publication is known for {called}: earlier and later figures are not told apart there. Write it "
        f"into case.toml, under [published], a line each: {line}"
    ]


def _in_toml(text: str) -> str:
    """Return a text as a string of TOML, in characters that survive a terminal."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)
