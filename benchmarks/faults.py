"""Kills writers at random moments and looks at what is left: the old file or the new one, whole, every time.

    python benchmarks/faults.py [--times 200] [--reports 6] [--seed 1]

For each kind of file a process of its own writes one version after the other, and says which it is about to
write. At a random moment it is killed (SIGKILL: no handler runs, nothing is flushed). Then the place must hold a
version that was written, whole; a reader must be able to use it; and the next writer must be able to go on and to
clear up. ``--reports`` of the kills hit ``workbench report`` itself, anywhere from its start to its end.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

HERE = Path(__file__).resolve().parents[1]
TEXTS = ("Police said 14 people drowned. About 300 homes were lost.", "The mayor said 17 people drowned.")
READY_SECONDS = 180


class Kind(NamedTuple):
    """A kind of file: the code that writes it over and over, and how to look at what is left."""

    name: str
    code: str
    look: Callable[[Path], str]
    longest: float  # the kill comes after at most so many seconds of writing


# Each writer prints the number of a version before it writes it.
EXPORT = """
import sys, pandas as pd
from workbench.export import write_table
frame = pd.DataFrame({"version": [0] * 20_000, "words": ["it rained for three days"] * 20_000})
for version in range(10**9):
    print(version, flush=True)
    write_table(frame.assign(version=version), "t" + sys.argv[1])
"""
STORE = """
import pandas as pd
from pathlib import Path
from workbench.store import Store
frame = pd.DataFrame({"version": [0] * 50_000, "words": ["it rained for three days"] * 50_000})
for version in range(10**9):
    print(version, flush=True)
    Store("0" * 64, root=Path("store")).write("t", frame.assign(version=version))
"""
REVIEWS = """
from workbench.ledger import append_review
for version in range(10**9):
    append_review("reviews.csv", f"f{version}", "confirm", reviewer="ana", note="x" * 3000)
    print(version, flush=True)
"""
REPORT = """
import sys
from pathlib import Path
from workbench.case import Case
from workbench.report import build_report
from workbench.report.notebooks import read_notebook
executed = [(path, read_notebook(path)) for path in sorted(Path(sys.argv[1]).glob("*.ipynb"))]
case = Case("in")
for version in range(10**9):
    print(version, flush=True)
    case.settings = case.settings._replace(title=f"version {version}.")
    build_report(case, Path("report"), executed=executed)
"""


def look_at_export(ending: str) -> Callable[[Path], str]:
    """Return a function that says what is wrong with an exported table."""

    def look(folder: Path) -> str:
        import pandas as pd

        path = folder / f"t{ending}"
        if not path.exists():
            return ""
        read = {".csv": pd.read_csv, ".parquet": pd.read_parquet, ".xlsx": pd.read_excel}
        frame = read[ending](path) if ending in read else pd.read_json(path, lines=True)
        return "" if len(frame) == 20_000 and len(set(frame["version"])) == 1 else "a torn table"

    return look


def look_at_store(folder: Path) -> str:
    """Say what is wrong with a stored table: it must be there, whole."""
    from workbench.store import Store

    store = Store("0" * 64, root=folder / "store")
    frame = store.read("t")
    if (folder / "store" / ("0" * 32) / "t.table").exists() and frame is None:
        return "a torn table"
    if frame is not None and (len(frame) != 50_000 or len(set(frame["version"])) != 1):
        return "a torn table"
    return ""


def look_at_reviews(folder: Path) -> str:
    """Say what is wrong with the decisions: all that were promised are there, once, in order, and one more can be made."""
    from workbench.ledger import append_review, read_reviews

    promised = [f"f{line}" for line in (folder / "told").read_text().split("\n")[:-1]]
    read = read_reviews(folder / "reviews.csv")["subject"].tolist()
    if read[: len(promised)] != promised:
        return f"{len(promised)} decisions were promised, {len(read)} read"
    append_review(folder / "reviews.csv", "last", "confirm")
    after = read_reviews(folder / "reviews.csv")["subject"].tolist()
    return "" if after == [*read, "last"] else "the next decision does not stand behind the others"


def look_at_report(folder: Path) -> str:
    """Say what is wrong with a report: every page there, of one version; and a next run leaves nothing behind."""
    from workbench.report.place import workplace

    fault = _torn(folder / "report")
    with workplace(folder / "report"):
        pass
    left = [path.name for path in folder.glob(".report-in-work-*")]
    return fault or _torn(folder / "report") or (f"left behind: {left}" if left else "")


def _torn(report: Path) -> str:
    if not report.exists():
        return ""
    record = json.loads((report / "report.json").read_text(encoding="utf-8"))
    pages = sorted(report.rglob("*.html"))
    lacking = [page.name for page in pages if record["title"] not in page.read_text(encoding="utf-8")]
    tables = [name for name in record["tables"] if not (report / "tables" / f"{name}.csv").is_file()]
    n_expected = len(record["notebooks"]) + 2 + len(record["inputs"])
    if lacking or tables or len(pages) != n_expected:
        return f"a torn report: {lacking[:3]} {tables[:3]}, {len(pages)} pages of {n_expected}"
    return ""


KINDS = (
    *(Kind(f"export{e}", EXPORT, look_at_export(e), 0.6) for e in (".csv", ".jsonl", ".parquet")),
    Kind("export.xlsx", EXPORT, look_at_export(".xlsx"), 3.0),
    Kind("cache", STORE, look_at_store, 0.5),
    Kind("reviews", REVIEWS, look_at_reviews, 0.3),
    Kind("report", REPORT, look_at_report, 3.0),
)


def fault(kind: Kind, folder: Path, chance: Random, argument: str) -> str:
    """Start a writer, kill it at a random moment once it is at work, and say what is wrong with what is left."""
    environment = {**os.environ, "WORKBENCH_CACHE": str(folder / "cache"), "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-c", kind.code, argument]
    with (folder / "told").open("wb") as told:
        writer = subprocess.Popen(command, cwd=folder, stdout=told, env=environment, start_new_session=True)
        waited = time.monotonic() + READY_SECONDS
        while not (folder / "told").stat().st_size and writer.poll() is None and time.monotonic() < waited:
            time.sleep(0.01)
        if writer.poll() is not None or not (folder / "told").stat().st_size:
            return f"the writer did not work (status {writer.poll()})"
        time.sleep(chance.uniform(0, kind.longest))
        os.killpg(writer.pid, signal.SIGKILL)
        writer.wait()
    return kind.look(folder)


def fault_in_a_run(folder: Path, chance: Random, seconds: float) -> str:
    """Kill ``workbench report`` somewhere between its start and its end, and say what is wrong with what is left."""
    command = [sys.executable, "-m", "workbench", "report", "in", "-o", "report"]
    environment = {**os.environ, "WORKBENCH_CACHE": str(folder / "cache"), "PYTHONPATH": str(HERE)}
    writer = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(chance.uniform(0, seconds))
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    return look_at_report(folder)


def make_case(folder: Path) -> Path:
    """Make a small case and its first report; return the folder of its executed notebooks."""
    (folder / "in").mkdir(parents=True)
    for number, text in enumerate(TEXTS):
        (folder / "in" / f"a{number}.txt").write_text(text, encoding="utf-8")
    from workbench.case import Case
    from workbench.report import build_report

    return build_report(Case(folder / "in", cache=False), folder / "report").page.parent / "notebooks"


def main() -> int:
    """Kill, look, and print a table; the status is 1 if anything was torn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument(
        "--reports", type=int, default=6, help="how many of them hit workbench report as a whole"
    )
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance, torn = Random(arguments.seed), 0
    with tempfile.TemporaryDirectory() as place:
        started = time.monotonic()
        notebooks = make_case(Path(place) / "case")
        took = time.monotonic() - started
        shares = [(arguments.times - arguments.reports + n) // len(KINDS) for n in range(len(KINDS))]
        for kind, share in zip(KINDS, shares, strict=True):
            folder = Path(place) / "case" if kind.name == "report" else Path(place) / kind.name
            folder.mkdir(exist_ok=True)
            argument = (
                str(notebooks_apart(notebooks, place)) if kind.name == "report" else Path(kind.name).suffix
            )
            faults = []
            for _ in range(share):
                for name in ("reviews.csv", "reviews.csv.damaged"):
                    (folder / name).unlink(missing_ok=True)
                faults.append(fault(kind, folder, chance, argument))
            torn += tell(kind.name, faults)
        whole = [fault_in_a_run(Path(place) / "case", chance, took) for _ in range(arguments.reports)]
        torn += tell("workbench report", whole)
    print(f"{arguments.times} faults injected, {torn} left something torn")
    return 1 if torn else 0


def notebooks_apart(notebooks: Path, place: str) -> Path:
    """Copy the executed notebooks out of the report that is going to be replaced."""
    import shutil

    target = Path(place) / "notebooks"
    if not target.exists():
        shutil.copytree(notebooks, target)
    return target


def tell(name: str, faults: list[str]) -> int:
    """Print a line of the table and return how many faults left something torn."""
    wrong = [fault for fault in faults if fault]
    print(
        f"{name:<18}{len(faults):>5} killed {len(wrong):>5} torn  {'; '.join(sorted(set(wrong)))}", flush=True
    )
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
