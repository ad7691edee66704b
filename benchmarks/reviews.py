"""Whether decisions are lost when many write at once and writers are killed, and how long 10,000 take to apply.

    python benchmarks/reviews.py [--writers 8] [--kills 200] [--rows 10000]

A row counts as promised when the writer has said so through a pipe after the call returned. None may be missing.
"""

import argparse
import multiprocessing
import os
import signal
import tempfile
import time
from pathlib import Path

from workbench.ledger import append_review, apply_reviews, damaged_reviews, read_reviews
from workbench.tables import as_table, empty

FORK = multiprocessing.get_context("fork")  # dozens of writers that each import pandas would take minutes


def write(path, name, rows, told):
    """Record decisions, and after each tell through a pipe that it is on the disk."""
    for number in range(rows):
        append_review(path, f"{name}-{number}", "confirm", reviewer=name, note="x" * 200)
        os.write(told, f"{name}-{number}\n".encode())


def start(path, name, rows):
    hear, tell = os.pipe()
    process = FORK.Process(target=write, args=(path, name, rows, tell))
    process.start()
    os.close(tell)
    return process, os.fdopen(hear, "rb")


def kill_writers(path, writers, kills):
    said = []
    for batch in range(0, kills, writers):
        at_work = [start(path, f"k{batch}-{number}", 10_000) for number in range(min(writers, kills - batch))]
        for process, pipe in at_work:
            said.append(pipe.readline().decode().strip())
            os.kill(process.pid, signal.SIGKILL)
            said += finish(process, pipe)
    return said


def finish(process, pipe):
    """Return what a writer was promised, to its end; half a line at the end is no promise."""
    with pipe:
        said = pipe.read().decode().split("\n")[:-1]
    process.join()
    return said


def write_together(path, writers, rows):
    share = -(-rows // writers)
    at_work = [start(path, f"w{number}", share) for number in range(writers)]
    return [subject for process, pipe in at_work for subject in finish(process, pipe)]


def figures_for(reviews):
    """Make a figure for every decision, so that each of them has something to act on."""
    blank = dict.fromkeys(empty("figures").columns, "")
    fixed = {"value_low": 1.0, "value_high": 1.0, "start": 0, "end": 1, "sentence": 0}
    kinds = {"modifier": "exact", "kind": "count", "part": "body", "in_body": True, "claim_id": "c"}
    return as_table([blank | fixed | kinds | {"figure_id": name} for name in reviews["subject"]], "figures")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--writers", type=int, default=8)
    ask.add_argument("--kills", type=int, default=200)
    ask.add_argument("--rows", type=int, default=10_000)
    options = ask.parse_args()
    path = Path(tempfile.mkdtemp()) / "reviews.csv"
    begun = time.perf_counter()
    said = kill_writers(path, options.writers, options.kills)
    said += write_together(path, options.writers, options.rows)
    print(f"{len(said):,} rows promised, {options.kills} writers killed, {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    reviews = read_reviews(path)
    print(f"{len(reviews):,} rows read in {time.perf_counter() - begun:.2f} s")
    print(f"{len(set(said) - set(reviews['subject']))} promised rows missing")
    print(
        f"{int(reviews['subject'].duplicated().sum())} rows twice, {len(damaged_reviews(path))} half rows set aside"
    )
    figures = figures_for(reviews)
    begun = time.perf_counter()
    decided = apply_reviews(figures, reviews, empty("articles"), empty("sentences"))
    took = time.perf_counter() - begun
    print(f"{int((decided['reviewed'] != '').sum()):,} decisions applied in {took:.2f} s")


if __name__ == "__main__":
    main()
