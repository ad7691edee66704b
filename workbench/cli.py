"""The command line: the same engine for people and for scripts outside a notebook."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from workbench import __version__
from workbench.errors import InputError, WorkbenchError
from workbench.starting import leave_out_current_folder

if TYPE_CHECKING:
    import pandas as pd

DONE, NEEDS_A_PERSON, FAILED = 0, 1, 2

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0: done; 1: done, but something needs a person, who is told what; 2: could not be done, and why.

    Examples
    --------
    >>> main(["export", "no-such-folder", "--table", "figures", "-o", "figures.csv"])
    2
    """
    leave_out_current_folder()
    arguments = _parser().parse_args(argv)
    try:
        return arguments.run(arguments)
    except WorkbenchError as error:
        _say(f"workbench: {error}")
        return FAILED
    except Exception as error:
        from workbench.case.progress import FEWER, is_of_memory

        if not is_of_memory(error):
            raise
        _say(f"workbench: there is not enough memory. What was made is kept, nothing half-written. {FEWER}")
        return FAILED
    except KeyboardInterrupt:
        print("workbench: stopped. Nothing half-written was left behind.", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="Compare what different news sources say about one event: who copied whom, every figure, one ledger.",
        epilog="Exit status: 0 done; 1 done, but something needs a person; 2 could not be done, or a check failed.",
    )
    parser.add_argument("--version", action="version", version=f"workbench {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_report(commands)
    _add_lab(commands)
    _add_new(commands)
    _add_validate(commands)
    _add_verify(commands)
    _add_export(commands)
    return parser


def _add_memory(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--memory",
        metavar="SIZE",
        help="most memory for a process: 6GB, 800MB, 50%% (default: WORKBENCH_MEMORY, or 75%% of what there is)",
    )


def _within_memory(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Return a command that makes its tables, and lets those it starts make theirs, in no more memory than was said."""

    def within(arguments: argparse.Namespace) -> int:
        if not arguments.memory:
            return run(arguments)
        from workbench.case.progress import MEMORY, memory_there

        memory_there(arguments.memory)  # raises where it is no size
        before, os.environ[MEMORY] = os.environ.get(MEMORY), arguments.memory
        try:
            return run(arguments)
        finally:
            os.environ.pop(MEMORY)
            os.environ.update({} if before is None else {MEMORY: before})

    return within


def _say(line: str) -> None:
    print(_shown(line), file=sys.stderr, flush=True)


def _shown(line: object) -> str:
    """Return a line with its control characters written out: names of files may hold commands for a terminal."""
    return "".join(char if _is_plain(char) else ascii(char)[1:-1] for char in str(line))


def _is_plain(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs"  # spaces, such as those that do not break


def _say_duplicates(load_report: pd.DataFrame) -> None:
    for row in load_report[load_report["outcome"] == "duplicate"].itertuples():
        _say(f"left out as a duplicate: {row.path}: {row.reason}")


# --- report


def _add_report(commands: Commands) -> None:
    command = commands.add_parser(
        "report",
        help="run every notebook on a case, check it, and write a self-contained report",
        description="Run every notebook on a case, check the results, and write a self-contained report.",
    )
    command.add_argument("case", metavar="CASE", help="a case folder, or any folder of articles")
    command.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        help="where to put it (default: report/NAME); only an earlier report of the case is replaced, other files stay",
    )
    command.add_argument(
        "--pdf",
        nargs="?",
        const="briefing",
        default="",
        choices=("briefing", "all"),
        help="also write report.pdf: the briefing and the claims, or with --pdf=all every page (needs an installed Chromium)",
    )
    command.add_argument("--zip", action="store_true", help="also write DIR.zip: all of it, to be sent")
    command.add_argument(
        "--single-file", action="store_true", help="also write all pages into one file, to be sent"
    )
    command.add_argument(
        "--against", metavar="OLD", type=Path, help="an older report: show which results moved"
    )
    command.add_argument(
        "--seal", action="store_true", help="also what anyone can check it by: sources, hashes, verify.py"
    )
    _add_memory(command)
    command.set_defaults(run=_within_memory(_report))


def _report(arguments: argparse.Namespace) -> int:
    from workbench.case import Case

    case = Case(arguments.case, progress=_say)
    from workbench.report import build_report
    from workbench.report.warm import WarmStart

    output = arguments.output or Path("report") / case.path.resolve().stem
    with WarmStart(copy=True) as warm:  # before this process does anything but import
        _say_duplicates(case.load_report)
        built = build_report(
            case,
            output,
            pdf=arguments.pdf,
            zipped=arguments.zip,
            single_file=arguments.single_file,
            against=arguments.against,
            seal=arguments.seal,
            warm=warm,
            progress=_say,
        )
    print(built.page)
    if built.seal:
        _say(f"sealed: {built.seal}")
        command = shlex.join([_command(), "verify", str(output), "--seal", built.seal])
        _say(f"Keep that line elsewhere; then check with: {command}")
    for line in built.attention:
        _say(f"needs a person: {line}")
    if built.failed:
        _say("the report has failed checks; they stand at its top: " + "; ".join(built.failed))
        return FAILED
    return NEEDS_A_PERSON if built.attention else DONE


# --- lab


def _add_lab(commands: Commands) -> None:
    command = commands.add_parser(
        "lab",
        help="open the notebooks in JupyterLab on a case",
        description="Open the notebooks in JupyterLab on a case.",
    )
    command.add_argument("case", metavar="CASE", nargs="?", help="a case folder (default: the sample)")
    command.add_argument("--port", type=int, default=8888, help="port on this machine (default: 8888)")
    command.add_argument(
        "--no-browser", action="store_true", help="print the address instead of opening a browser"
    )
    command.add_argument(
        "--trust", action="store_true", help="open the case though others have written notebooks in it"
    )
    _add_memory(command)
    command.set_defaults(run=_within_memory(_lab))


def _lab(arguments: argparse.Namespace) -> int:
    from workbench.lab import open_lab

    return open_lab(
        arguments.case,
        port=arguments.port,
        browser=not arguments.no_browser,
        trust=arguments.trust,
        progress=_say,
    )


# --- new


def _add_new(commands: Commands) -> None:
    command = commands.add_parser(
        "new", help="make the folder of a new case", description="Make the folder of a new case."
    )
    command.add_argument("name", metavar="NAME", type=Path, help="the folder to make")
    command.set_defaults(run=_new)


def _new(arguments: argparse.Namespace) -> int:
    from workbench.newcase import make_case

    folder = make_case(arguments.name)
    command = shlex.join([_command(), "report", str(folder)])
    print(f"Made {folder}. Put the articles into {folder / 'articles'}, then: {command}")
    return DONE


def _command() -> str:
    """Return how this was called, so that a command in a message works as it is printed."""
    called, known = Path(sys.argv[0]), shutil.which("workbench")
    by_path = called.name == "workbench" and not (known and called.exists() and called.samefile(known))
    return str(called) if by_path else "workbench"


# --- validate


def _add_validate(commands: Commands) -> None:
    command = commands.add_parser(
        "validate",
        help="re-run the committed notebooks and compare them with their stored outputs",
        description="Re-run the committed notebooks and compare them with their stored outputs (nbval).",
    )
    command.set_defaults(run=_validate)


def _validate(arguments: argparse.Namespace) -> int:
    from workbench.report import validate_notebooks

    return validate_notebooks(progress=_say)


# --- verify


def _add_verify(commands: Commands) -> None:
    command = commands.add_parser(
        "verify",
        help="check a sealed report: files, decisions, figures, answers and the numbers of its briefing",
        description="Check a sealed report. The same is done by the file verify.py inside it, with nothing but Python.",
    )
    command.add_argument(
        "bundle", metavar="BUNDLE", type=Path, help="the folder of a report made with --seal"
    )
    command.add_argument("--seal", metavar="HASH", default="", help="the seal that was kept elsewhere")
    command.set_defaults(run=_verify)


def _verify(arguments: argparse.Namespace) -> int:
    from workbench.report.verify import check, summary

    faults = check(arguments.bundle, arguments.seal)
    for fault in faults:
        _say(fault)
    print(_shown(summary(arguments.bundle, faults)))
    return FAILED if faults else DONE


# --- export


def _add_export(commands: Commands) -> None:
    from workbench.tables import TABLES

    command = commands.add_parser(
        "export",
        help="write a table as .csv, .jsonl, .parquet or .xlsx",
        description="Write a table as .csv, .jsonl, .parquet or .xlsx, by the ending of FILE.",
        epilog="Tables: " + ", ".join(sorted(TABLES)) + ".",
    )
    command.add_argument(
        "input",
        metavar="INPUT",
        help='a case, a folder of articles, one file, or a JSONL of {"id", "text"} rows',
    )
    command.add_argument("--table", metavar="NAME", required=True, help="which table")
    command.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the file to write")
    command.add_argument("--encoding", help="how to read text files, where the workbench guesses wrongly")
    _add_engine(command)
    _add_memory(command)
    command.set_defaults(run=_within_memory(_export))


def _add_engine(command: argparse.ArgumentParser) -> None:
    options = command.add_argument_group(
        "more articles than one process should hold",
        "With --engine dask, INPUT may be of any size (also Parquet), FILE is a folder to make, with Parquet in "
        "parts, and NAME may be several with commas between or 'all'. The rows are those of one process.",
    )
    options.add_argument("--engine", choices=("one", "dask"), default="one", help="one process, or Dask")
    options.add_argument(
        "--scheduler", metavar="ADDRESS", help="a running Dask scheduler (default: processes on this machine)"
    )
    options.add_argument("--workers", type=int, help="processes on this machine (default: one a processor)")
    options.add_argument("--cleaned", action="store_true", help="the texts are clean bodies already")


def _export_by_engine(arguments: argparse.Namespace) -> int:
    from workbench.engine import ENGINE_TABLES, run_engine

    tables = ENGINE_TABLES if arguments.table == "all" else arguments.table.split(",")
    done = run_engine(
        arguments.input,
        arguments.output,
        tables=tables,
        scheduler=arguments.scheduler,
        workers=arguments.workers,
        encoding=arguments.encoding,
        cleaned=arguments.cleaned,
        progress=_say,
    )
    _say(f"{done.n_articles:,} articles; {', '.join(tables)} written to {done.folder}")
    if done.rejected:
        _say(f"needs a person: {done.rejected:,} files or records were not read; see the table load_report")
    return NEEDS_A_PERSON if done.rejected else DONE


def _refuse_engine_options(arguments: argparse.Namespace) -> None:
    if arguments.scheduler or arguments.workers or arguments.cleaned:
        raise InputError(
            "--scheduler, --workers and --cleaned belong to --engine dask: add it, or leave them out."
        )


def _export(arguments: argparse.Namespace) -> int:
    if arguments.engine == "dask":
        return _export_by_engine(arguments)
    _refuse_engine_options(arguments)
    from workbench.case import Case
    from workbench.export import write_table

    case = Case(arguments.input, encoding=arguments.encoding, progress=_say)
    frame = case.table(arguments.table)
    write_table(frame, arguments.output)
    _say(f"{len(frame)} rows of '{arguments.table}' written to {arguments.output}")
    from workbench.load import needs_a_person

    _say_duplicates(case.load_report)
    unread = needs_a_person(case.load_report)
    for row in unread.itertuples():
        _say(f"needs a person: {row.path}: {row.reason}")
    for line in case.misnamed:
        _say(f"needs a person: {line}")
    return NEEDS_A_PERSON if len(unread) or case.misnamed else DONE
