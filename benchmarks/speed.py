"""What an analyst waits for, in processor seconds, beside the last run: ``python benchmarks/speed.py [ROW ...]``.

Each row is a process of its own, with nothing in the cache for ``first``. Results go to ``benchmarks/results/speed.json``;
a row that takes over a fifth more processor time than the last run there is named, and the status is then 1. Other work
on the machine moves wall seconds far more than processor seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.many_articles import write_stories

RESULTS = Path(__file__).parent / "results" / "speed.json"
SLOWER = 1.2
MANY = 40
ONE_EVENT = 100, 300  # articles on one event
LINKS = """
import sys
from workbench.case import Case
Case(sys.argv[1]).links
"""
DECIDE = """
import sys
from workbench.case import Case
case = Case(sys.argv[1])
case.decide(case.figures["figure_id"][0], "confirm", note="a try")
"""


def spent(command: list[str], cache: Path) -> dict[str, float]:
    """Run a command of Python and return its wall and processor seconds and the peak megabytes of any process so far."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "WORKBENCH_CACHE": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled code is at hand, as after any first run
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    passed, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "wall": round(passed, 1),
        "processor": round(computed, 2),
        "megabytes": round(after.ru_maxrss / 1024),
    }


def reports(case: Path, folder: Path) -> dict[str, dict[str, float]]:
    """Measure the first report of a case, the same again, after a decision, and after an article was added."""
    cache, report = folder / "cache", ["-m", "workbench", "report", str(case), "-o", str(folder / "report")]
    found = {"first": spent(report, cache), "again": spent(report, cache)}
    spent(["-c", DECIDE, str(case)], cache)
    found["after a decision"] = spent(report, cache)
    text = "Twelve families left their homes in Arlen on Monday, the mayor said. The bridge stays closed."
    (case / "articles" / "added.txt").write_text(text, encoding="utf-8")
    return found | {"after an article": spent(report, cache)}


def sample(folder: Path) -> dict[str, dict[str, float]]:
    """Measure the reports of the sample."""
    from workbench.case import sample_folder

    ignored = shutil.ignore_patterns("reviews.csv*", "notebooks")
    return reports(Path(shutil.copytree(sample_folder(), folder / "case", ignore=ignored)), folder)


def many(folder: Path) -> dict[str, dict[str, float]]:
    """Measure the reports of articles on several events."""
    write_stories(MANY, folder / "case" / "articles")
    return reports(folder / "case", folder)


def links(folder: Path) -> dict[str, dict[str, float]]:
    """Measure how long sentences take to be compared, in a process that does nothing else."""
    write_stories(MANY, folder / "case" / "articles")
    return {f"{MANY} articles": spent(["-c", LINKS, str(folder / "case")], folder / "cache")}


def one_event(folder: Path) -> dict[str, dict[str, float]]:
    """Measure how the comparison of sentences, and reports, grow with the articles on one event."""
    found = {}
    for count in ONE_EVENT:
        case, output = folder / str(count), folder / f"report {count}"
        write_stories(count, case / "articles", one_event=True)
        found[f"links of {count}"] = spent(["-c", LINKS, str(case)], folder / "cache")
        report = ["-m", "workbench", "report", str(case), "-o", str(output)]
        found[f"report of {count}"] = spent(report, folder / f"cold {count}")
        found[f"report of {count}, again"] = spent(report, folder / f"cold {count}")
    return found


def export(folder: Path) -> dict[str, dict[str, float]]:
    """Measure an export of the figures of one article beside the import of pandas."""
    write_stories(1, folder / "case" / "articles")
    command = ["-m", "workbench", "export", str(folder / "case"), "--table", "figures"]
    return {
        "import pandas": spent(["-c", "import pandas"], folder / "cache"),
        "figures of one article": spent([*command, "-o", str(folder / "f.csv")], folder / "cache"),
    }


ROWS: dict[str, Callable[[Path], dict[str, dict[str, float]]]] = {
    row.__name__: row for row in (sample, many, links, one_event, export)
}


def slower(last: dict[str, float] | None, now: dict[str, float]) -> bool:
    """Whether a row takes more processor time than it did, by more than one run differs from another."""
    return last is not None and now["processor"] > SLOWER * last["processor"]


def main() -> int:
    """Measure the rows, print them beside the last ones, and keep them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"which of {', '.join(ROWS)}")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where the results are kept")
    options = parser.parse_args()
    if unknown := [name for name in options.rows if name not in ROWS]:
        parser.error(f"there is no row '{unknown[0]}'; there are {', '.join(ROWS)}")
    kept = json.loads(options.json.read_text(encoding="utf-8")) if options.json.exists() else {}
    worse = 0
    for name in options.rows or ROWS:
        with tempfile.TemporaryDirectory() as folder:
            for what, now in ROWS[name](Path(folder)).items():
                last = kept.get(f"{name}: {what}")
                worse += slower(last, now)
                beside = (
                    f"  before {last['processor']:.2f}{'  SLOWER' if slower(last, now) else ''}"
                    if last
                    else ""
                )
                print(
                    f"{name}: {what:<24}{now['processor']:>8.2f} s, wall {now['wall']:.1f} s{beside}",
                    flush=True,
                )
                kept[f"{name}: {what}"] = now
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
