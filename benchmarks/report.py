"""How long a report takes beside the same number of empty notebooks, in one run: ``python benchmarks/report.py``."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from pathlib import Path

RUNS = 3


def empty_notebooks(count: int, folder: Path) -> None:
    """Run as many notebooks with one empty code cell, one kernel each, as the report does."""
    import nbformat

    from workbench.report.notebooks import execute

    for number in range(count):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")])
        execute(notebook, folder=folder, name=f"empty {number}")


def measure() -> dict[str, float]:
    """Return medians in seconds: empty notebooks, a first report with a cold cache, a second one."""
    from workbench.case import Case, sample_folder
    from workbench.report import build_report
    from workbench.report.notebooks import chapters

    times: dict[str, list[float]] = {"empty": [], "first": [], "second": []}
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as workplace:
            os.environ["WORKBENCH_CACHE"] = f"{workplace}/cache"
            work = {
                "empty": lambda: empty_notebooks(len(chapters()), Path(workplace)),
                "first": lambda: build_report(Case(sample_folder()), Path(workplace) / "report"),
                "second": lambda: build_report(Case(sample_folder()), Path(workplace) / "report"),
            }
            for name, run in work.items():
                started = time.perf_counter()
                run()
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


if __name__ == "__main__":
    found = measure()
    found |= {f"{name} over empty": found[name] / found["empty"] for name in ("first", "second")}
    print(json.dumps({name: round(value, 2) for name, value in found.items()}, indent=1))
