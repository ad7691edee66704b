"""How long a report takes beside the same number of empty notebooks: ``python benchmarks/report.py [-n RUNS]``.

Each measure is a process of its own, started as a person starts it; the three follow each other in every run.
``empty`` runs as many empty notebooks as the report has, in the report's own way (two side by side), ``one by
one`` runs them as ``jupyter execute`` does with several. ``first`` is ``workbench report`` on the sample with
nothing in the cache, ``second`` the same again. Wall seconds are what a person waits; processor seconds (of all
processes together) say the same on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
import sys
from pathlib import Path
import nbformat
from workbench.report.notebooks import execute, execute_all

count, folder, way = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
empty = {f"{n}.ipynb": nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("pass")]) for n in range(count)}
if way == "together":
    execute_all(empty, folder=folder)
else:
    for name, notebook in empty.items():
        execute(notebook, folder=folder, name=name)
"""
MEASURES = ("empty", "one by one", "first", "second")


def commands(workplace: Path) -> dict[str, list[str]]:
    """Return what is measured, in order: each measure with its command."""
    from workbench.case import sample_folder
    from workbench.report.notebooks import chapters

    report = ["-m", "workbench", "report", str(sample_folder()), "-o", str(workplace / "report")]
    empty = ["-c", EMPTY, str(len(chapters())), str(workplace)]
    lines = ([*empty, "together"], [*empty, "apart"], report, report)
    return {name: [sys.executable, *line] for name, line in zip(MEASURES, lines, strict=True)}


def seconds(command: list[str], cache: Path) -> tuple[float, float]:
    """Run a command and return the seconds that passed and those that its processes computed."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "WORKBENCH_CACHE": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled code is at hand, as after any first run
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    passed, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return passed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(runs: int) -> dict[str, dict[str, float]]:
    """Return for each measure the medians of wall and processor seconds, and both over the empty notebooks."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in MEASURES}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as workplace:
            for name, command in commands(Path(workplace)).items():
                found[name].append(seconds(command, Path(workplace) / "cache"))
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)]
        for name, rows in found.items()
    }
    keys = ("wall", "processor")
    return {
        name: dict(zip(keys, values, strict=True))
        | {
            f"{key} over empty": value / base
            for key, value, base in zip(keys, values, medians["empty"], strict=True)
        }
        | {"wall over one by one": values[0] / medians["one by one"][0]}
        for name, values in medians.items()
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-n", "--runs", type=int, default=3)
    result = measure(parser.parse_args().runs)
    rounded = {
        name: {key: round(value, 2) for key, value in values.items()} for name, values in result.items()
    }
    print(json.dumps(rounded, indent=1))
