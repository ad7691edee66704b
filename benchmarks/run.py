"""Runs every benchmark that needs no data of others, one after the other, and writes what each printed.

    python benchmarks/run.py [-o benchmarks/out/results.md] [--full] [--only WORDS]

Each script measures the workbench beside its peers in one run and prints medians and ratios. The page names the
machine; growth is drawn as charts beside it. ``--full`` adds what takes an hour: up to 1,000,000 articles.
What needs a treebank or a public scorer's data is run by hand; each script says how at its head.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
SAMPLE = str(HERE.parent / "data" / "sample" / "articles")
ENGINE = str(HERE / "results" / "engine.json")


class Benchmark(NamedTuple):
    """What is measured, by which script, and what is added for the long measurement."""

    title: str
    command: tuple[str, ...]
    full: tuple[str, ...] = ()


BENCHMARKS = (
    Benchmark("Loading, beside trafilatura", ("load.py",)),
    Benchmark("Cleaning and splitting into sentences", ("clean.py",)),
    Benchmark("Finding figures, beside quantulum3", ("figures.py",)),
    Benchmark("Comparing articles, beside difflib", ("reuse.py", "speed", SAMPLE)),
    Benchmark("Grouping figures into claims", ("ledger.py",)),
    Benchmark("A report, beside empty notebooks", ("report.py",)),
    Benchmark("What an analyst waits for, beside the last run", ("speed.py",)),
    Benchmark("Reports of more and more articles", ("scale.py", "20", "60"), ("200",)),
    Benchmark("What the explorers take to answer", ("explorers.py",)),
    Benchmark("Importing, beside pandas", ("imports.py",)),
    Benchmark("Signatures, beside rensa and datasketch alone", ("engine.py", "signatures", "--json", ENGINE)),
    Benchmark("Cost per article of each step", ("engine.py", "costs", "--json", ENGINE)),
    Benchmark("The cluster beside one process", ("engine.py", "same", "--json", ENGINE)),
    Benchmark("Figures by one worker and by two", ("engine.py", "workers", "--json", ENGINE), ("--full",)),
    Benchmark("Grouping more and more articles", ("engine.py", "grow", "--json", ENGINE), ("--full",)),
)


def run(script: str, *arguments: str) -> str:
    """Run one benchmark in a process of its own, and return what it printed; its errors are shown as they come."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        cwd=HERE.parent,
    )
    if done.returncode > 1 or (done.returncode and script != "speed.py"):  # 1: a row is slower than it was
        raise SystemExit(f"{script} ended with status {done.returncode}")
    return done.stdout.strip()


def machine() -> str:
    """Say what the figures were taken on: the kind of machine, never its name."""
    names = ("workbench", "pandas", "numpy", "dask", "rensa", "datasketch", "quantulum3", "trafilatura")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"Python {platform.python_version()} on {platform.system()}, {platform.machine()}, {os.cpu_count()} processors, "
        f"{memory:.0f} GB of memory, {os.getloadavg()[0]:.1f} other processes at work when it began; "
        f"{', '.join(f'{name} {version(name)}' for name in names)}."
    )


def read_results() -> dict[str, Any]:
    """Return what the engine's benchmarks have left."""
    return json.loads(Path(ENGINE).read_text(encoding="utf-8")) if Path(ENGINE).exists() else {}


def draw(folder: Path) -> str:
    """Draw how time grows with the articles, and return the lines of the page that show it."""
    import matplotlib as mpl

    mpl.use("Agg")
    import pandas as pd
    from matplotlib import pyplot

    runs = pd.DataFrame(read_results()["grow"]["runs"])
    runs.to_csv(folder / "growth.csv", index=False)
    figure, axis = pyplot.subplots(figsize=(6, 4), layout="constrained")
    for column, label in (("seconds", "seconds"), ("processor_seconds", "processor seconds")):
        axis.loglog(runs["articles"], runs[column], marker="o", label=label)
    per_article = runs["processor_seconds"].iloc[-1] / runs["articles"].iloc[-1]
    axis.loglog(runs["articles"], per_article * runs["articles"], ls=":", color="grey", label="linear")
    axis.set_xlabel("articles")
    axis.set_ylabel("to group them into copies and events")
    axis.legend(frameon=False)
    figure.savefig(folder / "growth.png", dpi=120)
    pyplot.close(figure)
    return "\n![Time beside the number of articles](growth.png)\n"


def main() -> None:
    """Run all and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path, default=HERE / "out" / "results.md")
    parser.add_argument("--full", action="store_true", help="also what takes an hour")
    parser.add_argument("--only", default="", help="only those whose title holds these words")
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    parts = [f"# Benchmarks\n\n{machine()}\n"]
    for title, (script, *arguments), full in BENCHMARKS:
        if options.only.lower() not in title.lower():
            continue
        print(title, file=sys.stderr, flush=True)
        started = time.perf_counter()
        printed = run(script, *arguments, *(full if options.full else ()))
        parts.append(
            f"\n## {title}\n\n`{script}`, {time.perf_counter() - started:.0f} s\n\n```\n{printed}\n```\n"
        )
    if "grow" in read_results():
        parts.append(draw(options.output.parent))
    options.output.write_text("".join(parts), encoding="utf-8")
    print(options.output)


if __name__ == "__main__":
    main()
