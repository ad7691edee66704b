"""Fits what tells whether two figures are one quantity, and how sure a claim is, on events with marked figures.

    python -m benchmarks.fit_claims EVENT_FOLDER ... [--write]

EVENT_FOLDER holds ``docs/*.txt`` and ``figures.jsonl``: a line a figure with doc, start, end and claim. Whole events are
left out: what is printed was measured on events that were not fitted on. ``--write`` stores the weights of the claims'
confidence, fitted on all events; those of the accounts are printed, to be rounded and weighed by hand.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from pathlib import Path
from shutil import copy
from typing import Any, NamedTuple

import numpy as np

from workbench import Case
from workbench.ledger.alike import compare, score_pairs, weigh
from workbench.ledger.claims import (
    TRAITS,
    _by_event,
    _label_of,
    _with_former_values,
    candidates,
    join,
    traits,
)
from workbench.ledger.columns import make_columns
from workbench.ledger.evidence import collect_evidence
from workbench.ledger.vocabulary import weights

WEIGHTS = Path("workbench/ledger/weights")
RIGHT = 0.8  # of its quantity's figures, and of its own, that a right claim holds
RIDGE = 1.0


class Fold(NamedTuple):
    """An event: the traits and rightness of its claims, and the account of its pairs with what is true of them."""

    name: str
    claims: np.ndarray[Any, Any]
    right: np.ndarray[Any, Any]
    pairs: dict[str, np.ndarray[Any, Any]]
    one: np.ndarray[Any, Any]


def read_event(folder: Path) -> Fold:
    """Analyse an event and mark its claims and pairs."""
    with tempfile.TemporaryDirectory() as place:
        for path in sorted((folder / "docs").glob("*.txt")):
            copy(path, place)
        case = Case(place, cache=False)
        figures, sentences = case.table("found_figures"), case.sentences
        evidence, links = collect_evidence(figures, sentences), _label_of(case.links, sentences)
    truth = _marked(folder, figures)
    claims, right, amounts, one = [], [], [], []
    for places in _by_event(evidence, sentences):
        columns = make_columns([evidence[at] for at in places], links)
        i, j = candidates(columns)
        scores, never = score_pairs(columns, i, j)
        groups = join(len(places), i, j, scores, never)
        groups = _with_former_values(groups, columns, (i, j), scores, never)
        rows = traits(groups, i, j, scores, never)
        named = np.array([truth[at] for at in places], dtype=object)
        for row, group in zip(rows, groups, strict=True):
            told = [named[at] for at in group if named[at]]
            if told:
                best, count = Counter(told).most_common(1)[0]
                claims.append(row)
                right.append(count >= RIGHT * len(told) and count >= RIGHT * truth.count(best))
        known = (named[i] != "") & (named[j] != "") if len(i) else np.zeros(0, bool)
        amounts.append(
            {
                name: np.asarray(value, float)[known]
                for name, value in weigh(columns, compare(columns, i, j)).items()
            }
        )
        one.append((named[i] == named[j])[known] if len(i) else np.zeros(0, bool))
    names = amounts[0] if amounts else {}
    joined = {name: np.concatenate([part[name] for part in amounts]) for name in names}
    return Fold(folder.name, np.array(claims), np.array(right, float), joined, np.concatenate(one))


def _marked(folder: Path, figures: Any) -> list[str]:
    rows = [json.loads(line) for line in (folder / "figures.jsonl").read_text("utf-8").splitlines() if line]
    found = []
    for row in figures.itertuples():
        over = [
            gold
            for gold in rows
            if gold["doc"] == row.doc_id.partition("#")[0]
            and gold["start"] < row.end
            and row.start < gold["end"]
        ]
        found.append(over[0]["claim"] if over else "")
    return found


def logistic(rows: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Fit a ridge logistic regression (Cox 1958; Hoerl and Kennard 1970): the start, then a weight a column."""
    from scipy.optimize import minimize

    wide = np.column_stack([np.ones(len(rows)), rows])

    def loss(values: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        z = wide @ values
        slope = wide.T @ (1 / (1 + np.exp(-z)) - truth)
        ridge = RIDGE * np.concatenate([[0.0], values[1:]])
        return float((np.logaddexp(0, z) - truth * z).sum() + (ridge @ values) / 2), slope + ridge

    return np.asarray(minimize(loss, np.zeros(wide.shape[1]), jac=True, method="L-BFGS-B").x)


def said(rows: np.ndarray[Any, Any], values: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the probabilities of fitted weights."""
    return np.asarray(1 / (1 + np.exp(-(values[0] + rows @ values[1:]))))


def main() -> None:
    """Fit with whole events left out, print what was measured, and store the weights if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    folds = [read_event(folder) for folder in asked.events]
    left_out = []
    for fold in folds:
        others = [other for other in folds if other is not fold]
        values = logistic(
            np.vstack([one.claims for one in others]), np.concatenate([one.right for one in others])
        )
        left_out.append(said(fold.claims, values))
    told, truth = np.concatenate(left_out), np.concatenate([fold.right for fold in folds])
    off = []
    for part in np.array_split(np.argsort(told), 10):
        off.append(abs(told[part].mean() - truth[part].mean()))
        print(f"said {told[part].mean():.2f}  right {truth[part].mean():.2f}  of {len(part)}")
    print(f"claims: worst decile off by {max(off):.3f}, on events left out")
    names = [name for name in folds[0].pairs if name in weights()]
    pairs = np.vstack([np.column_stack([fold.pairs[name] for name in names]) for fold in folds])
    fitted = logistic(pairs, np.concatenate([fold.one for fold in folds]).astype(float))
    for name, value in zip(names, fitted[1:], strict=True):
        print(f"{name:24} by hand {weights()[name]:+.2f}  fitted {value:+.2f}")
    if asked.write:
        values = logistic(np.vstack([fold.claims for fold in folds]), truth)
        path = WEIGHTS / "confidence.csv"
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
        fresh = dict(zip(("start", *TRAITS), values, strict=True))
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [rows[0], *([name, f"{fresh[name]:.2f}", meaning] for name, _, meaning in rows[1:])]
            )


if __name__ == "__main__":
    main()
