"""Runs every benchmark that needs no data of others, one after the other, and writes what each printed.

    python benchmarks/run.py [-o benchmarks/out/results.md]

What needs a treebank or a public scorer's data is run by hand; each script says how at its head.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
SAMPLE = str(HERE.parent / "data" / "sample" / "articles")

# what is measured → script and arguments
BENCHMARKS: dict[str, tuple[str, ...]] = {
    "Loading, beside trafilatura": ("load.py",),
    "Cleaning and splitting into sentences": ("clean.py",),
    "Finding figures, beside quantulum3": ("figures.py",),
    "Comparing articles, beside difflib": ("reuse.py", "speed", SAMPLE),
    "Grouping figures into claims": ("ledger.py",),
    "A report, beside empty notebooks": ("report.py",),
}


def run(script: str, *arguments: str) -> str:
    """Run one benchmark in a process of its own, and return what it printed; its errors are shown as they come."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=HERE.parent,
    )
    return done.stdout.strip()


def machine() -> str:
    """Say what the figures were taken on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("workbench", "pandas", "numpy"))
    return f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} processors; {libraries}."


def main() -> None:
    """Run all and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path, default=HERE / "out" / "results.md")
    output = parser.parse_args().output
    parts = [f"# Benchmarks\n\n{machine()}\n"]
    for title, (script, *arguments) in BENCHMARKS.items():
        print(title, file=sys.stderr, flush=True)
        started = time.perf_counter()
        printed = run(script, *arguments)
        parts.append(
            f"\n## {title}\n\n`{script}`, {time.perf_counter() - started:.0f} s\n\n```\n{printed}\n```\n"
        )
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("".join(parts), encoding="utf-8")
    print(output)


if __name__ == "__main__":
    main()
