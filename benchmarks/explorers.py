"""How long the explorers take to answer: ``python benchmarks/explorers.py [CASE] [--articles 200]``.

Triggers what a person triggers (open an article, narrow by a word, choose a figure, open a claim, look a word up) and
prints for each the slowest answer in processor seconds; a kernel computes them on one thread, so that on a machine with
nothing else to do a person waits as long. The tables are there before, as they are when a notebook is open.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.many_articles import write_stories
from workbench import explorers
from workbench.case import Case, sample_folder

TIMES = 5  # answers measured of each kind


def controls(widget: Any) -> Iterator[Any]:
    """Walk through all widgets of an explorer."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from controls(child)


def find(widget: Any, description: str) -> Any:
    """Find a control by its description."""
    return next(one for one in controls(widget) if getattr(one, "description", "") == description)


def choices(control: Any) -> list[Any]:
    """Return the values that a person can choose, other than the one that is chosen."""
    values = [option[1] if isinstance(option, tuple) else option for option in control.options]
    return [value for value in values if value not in (control.value, *_chosen(control))][:TIMES]


def _chosen(control: Any) -> tuple[Any, ...]:
    return control.value if isinstance(control.value, tuple) else ()


def slowest(values: list[Any], answer: Callable[[Any], None]) -> float:
    """Return the seconds of the slowest answer."""
    found = [0.0]
    for value in values:
        started = time.process_time()
        answer(value)
        found.append(time.process_time() - started)
    return max(found)


def setting(control: Any) -> Callable[[Any], None]:
    """Return what sets a control, as the browser does."""
    several = isinstance(control.value, tuple)  # a list of which several can be chosen
    return lambda value: setattr(control, "value", (value,) if several else value)


def measure(case: Case) -> Iterator[tuple[str, float]]:
    """Yield what a person does with the slowest answer to it."""
    views: dict[str, Callable[[Case], Any]] = {
        name: getattr(explorers, f"explore_{name}")
        for name in ("articles", "figures", "ledger", "context", "timeline", "sources")
    }
    opened = {}
    for name, explore in views.items():
        started = time.process_time()
        opened[name] = explore(case).widget
        yield f"{name}: first shown", time.process_time() - started
    for name, view in opened.items():
        for control in list(controls(view)):
            if hasattr(control, "options") and control.description in CHOSEN.get(name, ()):
                yield f"{name}: choose {control.description}", slowest(choices(control), setting(control))
    words = ["people", "the", "homes", ""]
    for name, label in (
        ("figures", "Of what"),
        ("ledger", "Find"),
        ("timeline", "About"),
        ("context", "Word"),
    ):
        yield f"{name}: a word", slowest(words, setting(find(opened[name], label)))
    text = next(one for one in controls(opened["figures"]) if hasattr(one, "chosen"))
    ids = case.figures.loc[case.figures["doc_id"] == find(opened["figures"], "Article").value, "figure_id"]
    yield (
        "figures: click a figure",
        slowest(list(itertools.islice(ids, TIMES)), lambda value: setattr(text, "chosen", value)),
    )


CHOSEN = {
    "articles": ("Article",),
    "figures": ("Article", "Kind"),
    "ledger": ("Verdict", "Claim"),
    "timeline": ("Verdict",),
    "sources": ("This", "beside"),
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("case", type=Path, nargs="?", default=sample_folder())
    parser.add_argument("--articles", type=int, help="write so many articles and explore those")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.articles:
            write_stories(arguments.articles, Path(folder) / "case")
            arguments.case = Path(folder) / "case"
        explored = Case(arguments.case)
        _ = explored.ledger, explored.drifts, explored.relations, explored.families
        answers = {what: round(taken, 3) for what, taken in measure(explored)}
    print(
        json.dumps(
            answers | {"slowest answer": max(took for what, took in answers.items() if "first" not in what)},
            indent=1,
        )
    )
