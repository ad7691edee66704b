"""Fits which claims an analyst asks for first, on events whose first questions are known.

    python -m benchmarks.fit_order EVENT_FOLDER ...

EVENT_FOLDER holds ``docs/*.txt``, ``figures.jsonl``: a line a figure with doc, start, end and claim, and ``key.json``: the
quantities asked for first, each with its ``claim``. Claims asked for are held against the others of their event (RankNet's
pairwise logistic loss without the net, Burges et al. 2005); whole events are left out, and only the ranks on these are
printed. The fitted weights are printed to be rounded by hand into ``workbench/ledger/weights/asked_first.csv``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections import Counter
from pathlib import Path
from shutil import copy
from typing import Any, NamedTuple

import numpy as np

from benchmarks.fit_claims import _marked
from workbench import Case
from workbench.ledger.ordering import signs
from workbench.ledger.statements import collect_statements
from workbench.ledger.vocabulary import weights

RIDGE = 0.3
FIRST = 8  # claims that stand in front
# Set by hand: too few of the events have them, and a ledger that begins with another event's numbers is never right.
BY_HAND = ("elsewhere", "part", "vague")


class Event(NamedTuple):
    """An event: the signs of each of its claims, and the places of the claims that are asked for."""

    name: str
    rows: np.ndarray[Any, Any]
    asked: list[int]


def read_event(folder: Path) -> Event:
    """Analyse an event and find the claims that hold most of each quantity asked for."""
    with tempfile.TemporaryDirectory() as place:
        for path in sorted((folder / "docs").glob("*.txt")):
            copy(path, place)
        case = Case(place, cache=False)
        groups = collect_statements(
            case.figures, case.articles, case.families, case.links, case.sentences, case.accounts
        )
        lines, figures = case.ledger.to_dict("records"), case.figures
    rows = [
        [float(signs(line, groups[line["claim_id"]])[name]) for name in weights("asked_first")]
        for line in lines
    ]
    place_of = {line["claim_id"]: at for at, line in enumerate(lines)}
    held: dict[str, Counter[str]] = {}
    for claim, quantity in zip(figures["claim_id"], _marked(folder, figures), strict=True):
        if quantity and claim in place_of:
            held.setdefault(quantity, Counter())[claim] += 1
    asked = json.loads((folder / "key.json").read_text("utf-8"))
    known = [held[one["claim"]] for one in asked if one["claim"] in held]
    return Event(folder.name, np.array(rows), [place_of[count.most_common(1)[0][0]] for count in known])


def fit(events: list[Event], free: list[int]) -> np.ndarray[Any, Any]:
    """Return the weights by which the claims asked for stand before the others; each event weighs the same."""
    from scipy.optimize import minimize

    spread = np.concatenate([event.rows for event in events]).std(axis=0)[free] + 1e-9
    pairs, share = [], []
    for event in events:
        others = np.setdiff1d(np.arange(len(event.rows)), event.asked)
        rows = event.rows[:, free] / spread
        apart = (rows[sorted(set(event.asked)), None] - rows[None, others]).reshape(-1, len(free))
        pairs.append(apart)
        share.append(np.full(len(apart), 1 / max(len(apart), 1)))
    wide, weight = np.concatenate(pairs), np.concatenate(share)

    def loss(values: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        z = wide @ values
        slope = -wide.T @ (weight / (1 + np.exp(z))) + RIDGE * values
        return float((weight * np.logaddexp(0, -z)).sum() + RIDGE * (values @ values) / 2), slope

    found = minimize(loss, np.zeros(len(free)), jac=True, method="L-BFGS-B").x
    return np.asarray(found / spread)


def ranks(event: Event, values: np.ndarray[Any, Any]) -> list[int]:
    """Return the places, counted from 1, of the claims asked for."""
    order = np.argsort(-(event.rows @ values), kind="stable")
    place = {at: rank for rank, at in enumerate(order.tolist(), 1)}
    return [place[at] for at in event.asked]


def say(name: str, found: list[int]) -> None:
    """Print what ranks come to."""
    first = sum(rank <= FIRST for rank in found)
    print(
        f"{name:22} median rank {statistics.median(found)}, mean {statistics.mean(found):.1f}, "
        f"{first} of {len(found)} among the first {FIRST}"
    )


def main() -> None:
    """Fit with whole events left out, and print the ranks and the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", nargs="+", type=Path)
    events = [read_event(folder) for folder in parser.parse_args().events]
    names = list(weights("asked_first"))
    shipped = np.array([weights("asked_first")[name] for name in names])
    free = [at for at, name in enumerate(names) if name not in BY_HAND]
    say("shipped", [rank for event in events for rank in ranks(event, shipped)])
    left_out = []
    for event in events:
        values = shipped.copy()
        values[free] = fit([other for other in events if other is not event], free)
        left_out += ranks(event, values)
    say("events left out", left_out)
    for at, value in zip(free, fit(events, free), strict=True):
        print(f"{names[at]:12} shipped {shipped[at]:+.2f}  fitted {value:+.2f}")


if __name__ == "__main__":
    main()
