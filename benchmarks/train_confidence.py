"""Measure how sure values, concepts and speakers are, so that the workbench can say it of each figure.

    python benchmarks/train_confidence.py EVENT ... [--check]

EVENT is a folder as for ``train_concepts.py``; its ``figures.jsonl`` also holds ``low``, ``high``, ``modifier`` and
``attributed_to``. Written is ``workbench/figures/weights/confidence.json``: for each class of figures the share that
was right, drawn towards the wider class where there are few. What is chosen by weights is measured on events that the
weights have not seen. ``--check`` measures on some events and reports on the others.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from train_concepts import (
    FOLDS,
    Watch,
    expected_error,
    head,
    left_out,
    of_event,
    of_own_sentences,
    read,
    words,
)

from workbench import Case
from workbench.compare.links import reliability
from workbench.figures import confidence

WEIGHTS = Path("workbench/figures/weights/confidence.json")
DRAWN = 4.0  # as many figures as the wider class is worth in a narrower one
TOLERANCE = 0.01
BOUNDS = {"nearly": "about", "at_least": "more_than", "at_most": "less_than"}


class Outcome(NamedTuple):
    """A figure: its event, what is looked at (value, concept, speaker), its class, and whether it was right."""

    event: str
    part: str
    name: str
    right: bool


def same_end(a: float | None, b: float) -> bool:
    if a is None or pd.isna(b):
        return a is None and pd.isna(b)
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b), 1e-9)


def same_value(one: dict, row) -> bool:
    bound = BOUNDS.get(one["modifier"], one["modifier"]) == BOUNDS.get(row.modifier, row.modifier)
    return bound and (
        one["modifier"] == "vague"
        or (same_end(one["low"], row.value_low) and same_end(one["high"], row.value_high))
    )


def cases_of(folder: Path) -> Iterator[Outcome]:
    gold = folder / "figures.jsonl"
    marked = read(gold if gold.exists() else folder.parent / "figures.jsonl")
    docs = {one["doc"] for one in marked}
    case = Case(folder / "docs" if (folder / "docs").exists() else folder, cache=False)
    watch = Watch()
    found = watch.figures(case.sentences, case.articles)
    for row in found.itertuples():
        doc = re.sub(r"#\d+$", "", row.doc_id)
        if doc not in docs:
            continue
        quantity = watch.quantities[row.figure_id]
        same = [
            one for one in marked if one["doc"] == doc and one["start"] < row.end and row.start < one["end"]
        ]
        if not same:
            yield Outcome(folder.name, "value", confidence.value_class(quantity), False)
            continue
        one = same[0]
        yield Outcome(folder.name, "value", confidence.value_class(quantity), same_value(one, row))
        if head(one["concept"]) and quantity.route != "chosen":
            right = head(row.concept) in {head(one["concept"]), head(one.get("concept_b") or "")}
            yield Outcome(folder.name, "concept", confidence.concept_class(quantity), right)
        agreed = bool(words(one["attributed_to"]) & words(row.attributed_to))
        silent = not one["attributed_to"] and not row.attributed_to
        yield Outcome(folder.name, "speaker", watch.routes[id(quantity)], agreed or silent)


def shares(cases: list[Outcome]) -> dict[str, float]:
    """Return the share that was right, of all, of each wide class, and of each narrow one drawn towards its wide one."""
    table = {"": float(np.mean([one.right for one in cases]))}
    for width in (1, 2, 9):
        groups = defaultdict(list)
        for one in cases:
            groups[" ".join(one.name.split()[:width])].append(one.right)
        for name, rights in groups.items():
            wider = table.get(name.rpartition(" ")[0], table[""])
            table.setdefault(name, (sum(rights) + DRAWN * wider) / (len(rights) + DRAWN))
    return {name: round(share, 3) for name, share in table.items()}


def scaled(results: list[tuple[float, bool]]) -> tuple[float, float]:
    """Return slope and shift that make the shares of the choices come true (Platt 1999)."""
    sure, right = np.array([one[0] for one in results]), np.array([one[1] for one in results], float)
    sure = np.clip(sure, confidence.EDGE, 1 - confidence.EDGE)
    scores = np.log(sure / (1 - sure))

    def loss(line: np.ndarray) -> float:
        p = np.clip(1 / (1 + np.exp(-line[0] * scores - line[1])), 1e-9, 1 - 1e-9)
        return -float((right * np.log(p) + (1 - right) * np.log(1 - p)).sum())

    slope, shift = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return round(float(slope), 3), round(float(shift), 3)


def check(cases: list[Outcome], choices: list, events: list[str]) -> None:
    """Measure on six sevenths of the events at a time, and report on the rest."""
    promised: dict[str, list[float]] = defaultdict(list)
    kept: dict[str, list[bool]] = defaultdict(list)
    for fold in (set(events[i::FOLDS]) for i in range(FOLDS)):
        slope, shift = scaled([(sure, right) for one, sure, right in choices if one.event not in fold])
        for part in ("value", "concept", "speaker"):
            table = shares([one for one in cases if one.part == part and one.event not in fold])
            for one in cases:
                if one.part == part and one.event in fold:
                    promised[part].append(confidence._looked_up(table, one.name))
                    kept[part].append(one.right)
        for one, sure, right in choices:
            if one.event in fold:
                promised["concept"].append(confidence.chosen(sure, slope, shift))
                kept["concept"].append(right)
    for part in promised:
        print(
            part,
            len(kept[part]),
            "right",
            round(np.mean(kept[part]), 3),
            "expected error",
            expected_error(promised[part], kept[part]),
        )
        print(reliability(promised[part], kept[part]).round(3).to_string(index=False))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="only report on events left out")
    arguments = parser.parse_args()
    events = sorted({folder.name for folder in arguments.events})
    cases = [one for folder in arguments.events for one in cases_of(folder)]
    examples = [one for folder in arguments.events for one in of_event(folder)]
    choices = [one for one in left_out([*examples, *of_own_sentences()]) if one[0].event in events]
    if arguments.check:
        check(cases, choices, events)
        return
    slope, shift = scaled([(sure, right) for _, sure, right in choices])
    tables = {
        part: shares([one for one in cases if one.part == part]) for part in ("value", "concept", "speaker")
    }
    note = "Measured by benchmarks/train_confidence.py on marked news, events left out: shares that were right, by class. MIT."
    text = json.dumps({"note": note, **tables, "slope": slope, "shift": shift}, indent=0, sort_keys=True)
    WEIGHTS.write_text(text + "\n", encoding="utf-8")
    print(len(cases), "figures;", "choices scaled by", slope, shift)


if __name__ == "__main__":
    main()
