"""Measure finding figures: speed beside quantulum3, growth with length, cold start, memory.

    python benchmarks/figures.py [SENTENCES.jsonl]

SENTENCES holds ``{"text"}`` a line; without it, sentences of our own are used. Every number is taken on one thread;
the two engines read the same sentences in turns in one run, so that a busy machine slows both alike. Peak memory and
the time of the first figure are taken in processes of their own, beyond importing pandas.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

OWN = (
    "A magnitude 6.4 quake shook the island at 4:12 a.m. on Tuesday, killing at least 31 people and hurting 140.",
    "The mayor said 12 of the town's 19 schools would stay closed for two weeks.",
    "Sales rose 7 percent to $2.4 billion, from $2.25 billion a year earlier.",
    "Nobody expected the council to change its mind before the summer.",
    "Some 3,500 homes lost power as winds of up to 120 km/h tore down lines.",
    "Ana Petrov, 34, was one of several dozen volunteers who carried sandbags overnight.",
    "Two-thirds of voters backed the plan, up from about half in March.",
    "The ferry left the harbour in calm weather and with its lights on.",
)
COLD = """
import pandas, time, resource
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
from workbench.figures import find_figures
frame = pandas.DataFrame([dict(doc_id="a", sentence=0, start=0, end=44, part="body", paragraph=0, breaks="",
                               text="More than 300 soldiers fled, officials said.")])
assert len(find_figures(frame)) == 1
print(time.perf_counter() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def as_sentences(texts: list[str]):
    import pandas as pd

    return pd.DataFrame(
        {
            "doc_id": [f"article-{i // 25}" for i in range(len(texts))],
            "sentence": [i % 25 for i in range(len(texts))],
            "start": 0,
            "end": [len(text) for text in texts],
            "text": texts,
            "part": "body",
            "paragraph": [i % 25 // 3 for i in range(len(texts))],
            "breaks": "",
        }
    )


def seconds(call) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def side_by_side(texts: list[str], rounds: int = 5) -> None:
    from workbench.figures import find_figures

    frame = as_sentences(texts)
    find_figures(frame)
    ours, theirs = [], []
    peer = quantulum(texts[:60])
    for _ in range(rounds):
        ours.append(len(texts) / seconds(lambda: find_figures(frame)))
        if peer:
            theirs.append(min(60, len(texts)) / seconds(peer))
    print(f"find_figures, everything included: {median(ours):8.0f} sentences/s")
    if theirs:
        print(f"quantulum3:                        {median(theirs):8.0f} sentences/s")
        print(f"ratio:                             {median(ours) / median(theirs):8.1f}")


def quantulum(texts: list[str]):
    try:
        from quantulum3 import parser
    except ImportError:
        print("quantulum3 is not installed: uv sync --group bench")
        return None

    def read() -> None:
        for text in texts:
            try:
                parser.parse(text)
            except Exception:
                continue

    read()
    return read


def growth(texts: list[str]) -> None:
    from workbench.figures import find_figures

    for times in (1, 2, 4, 8):
        frame = as_sentences(texts * times)
        spent = min(seconds(lambda frame=frame: find_figures(frame)) for _ in range(3))
        print(f"{len(frame):7d} sentences: {spent:7.3f} s, {spent / len(frame) * 1e6:6.0f} µs each")


def cold_start() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", COLD], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    print(f"first figure from a cold start:    {median(float(run[0]) for run in runs):8.2f} s beyond pandas")
    print(f"its peak memory:                   {median(float(run[1]) for run in runs):8.0f} MB beyond pandas")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path, nargs="?")
    path = parser.parse_args().sentences
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
    texts = [json.loads(line)["text"] for line in lines if line.strip()] or list(OWN) * 25
    cold_start()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    side_by_side(texts)
    growth(texts)
    print(
        f"peak memory of this run, the peer included: {(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
