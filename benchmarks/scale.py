"""How a report grows with its articles: ``python benchmarks/scale.py [20 60 200]``.

Writes articles of its own making (``many_articles.py``), builds their report with nothing in the cache, and prints
for each number of articles the seconds (wall, and processor of all processes) and the megabytes of the report.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.many_articles import write_stories


def measure(count: int, workplace: Path) -> dict[str, float]:
    """Build the report of so many articles, and return what it took and how large it is."""
    case, report = workplace / "case", workplace / "report"
    write_stories(count, case)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "workbench", "report", str(case), "-o", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    after, passed = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(path.stat().st_size for path in report.rglob("*") if path.is_file())
    return {
        "articles": count,
        "wall": round(passed, 1),
        "processor": round(computed, 1),
        "processor an article": round(computed / count, 2),
        "megabytes": round(size / 1e6, 1),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="*", default=[20, 60, 200])
    for number in parser.parse_args().counts:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(number, Path(folder))), flush=True)
