"""Measure time expressions against hand-made gold, and how long the search takes as texts grow.

    uv run python benchmarks/times.py GOLD.json ARTICLES_FOLDER

GOLD is ``{"anchor": day, "expressions": [{"file", "line0", "text", "start", "end"}]}``: ``file`` begins a file's
name, ``line0`` counts its lines from 0. An expression is *right* where one that we find there has exactly its first
and last day, *none* where nothing is found or resolved, else *wrong*. Exit status 1 if any is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from workbench.times import find_times

SIZES = (1, 10, 100)


def judge(expression: dict[str, Any], line: str, anchor: str) -> str:
    start = line.index(expression["text"])
    end = start + len(expression["text"])
    here = [found for found in find_times(line, anchor) if found.start < end and start < found.end]
    resolved = [(found.low, found.high) for found in here if found.low]
    if (expression["start"], expression["end"]) in resolved:
        return "right"
    return "wrong" if resolved else "none"


def lines_of(folder: Path, prefix: str) -> list[str]:
    [path] = sorted(folder.glob(f"{prefix}*"))
    return path.read_text(encoding="utf-8").split("\n")


def print_accuracy(gold: dict[str, Any], folder: Path) -> int:
    results: Counter[str] = Counter()
    for expression in gold["expressions"]:
        line = lines_of(folder, expression["file"])[expression["line0"]]
        result = judge(expression, line, gold["anchor"])
        results[result] += 1
        if result != "right":
            print(result, expression)
    print(
        f"of {len(gold['expressions'])}: "
        + ", ".join(f"{results[r]} {r}" for r in ("right", "wrong", "none"))
    )
    unresolved = sum(
        judge(one, lines_of(folder, one["file"])[one["line0"]], "") == "wrong" for one in gold["expressions"]
    )
    print(f"without a publication date: {unresolved} resolved to something else")
    return results["wrong"]


def seconds(texts: list[str], anchor: str) -> float:
    taken = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            find_times(text, anchor)
        taken.append(time.process_time() - began)
    return min(taken)


def print_speed(folder: Path, anchor: str) -> None:
    lines = [
        line for path in sorted(folder.glob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n")
    ]
    sentences = [part for line in lines if line.strip() for part in line.split(". ")]
    for size in SIZES:
        number = seconds(sentences * size, anchor) / size
        length = seconds([" ".join(lines) * size], anchor) / size
        print(
            f"{size:>4} times as many: {len(sentences) / number:,.0f} sentences/s; "
            f"as long: {sum(map(len, lines)) / length:,.0f} characters/s"
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    arguments = parser.parse_args()
    gold = json.loads(arguments.gold.read_text(encoding="utf-8"))
    wrong = print_accuracy(gold, arguments.articles)
    print_speed(arguments.articles, gold["anchor"])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
