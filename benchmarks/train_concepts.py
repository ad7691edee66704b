"""Fit the weights by which it is chosen what a figure counts that has no noun of its own.

    python benchmarks/train_concepts.py EVENT ... [--check]

EVENT is a folder with articles (in ``docs``, or as they lie) and ``figures.jsonl``, there or one folder up: a line a
figure with ``doc``, ``start``, ``end``, ``concept`` and perhaps ``concept_b``, another reading that is right as well.
``benchmarks/own_sentences/counted.jsonl`` is read, too. ``--check`` leaves whole events out, a seventh at a time, and
prints how many of them are right and how far what is promised lies from what is kept. Written is
``workbench/figures/weights/concepts.json``: names of features and numbers, no word of any text.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
import pandas as pd
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from workbench import Case
from workbench.compare.links import reliability
from workbench.figures import concepts, find, find_figures
from workbench.figures.candidates import Memory, candidates_for, phrase_for
from workbench.figures.confidence import Confidence
from workbench.figures.tree import Scene
from workbench.numbers.quantity import Quantity

WEIGHTS = Path("workbench/figures/weights/concepts.json")
NOTE = (
    "Fitted by benchmarks/train_concepts.py on marked news of disasters, courts, markets and sport, and on our own "
    "sentences; features of closed classes and numbers only. MIT."
)
OWN = Path(__file__).parent / "own_sentences" / "counted.jsonl"
L2 = 15.0  # looked for on whole events left out, among 3 to 60: the higher, the better calibrated
STEPS = 60
MIN_EVENTS = 3  # a feature that fewer events show tells of them and not of the language
FOLDS = 7
OWN_WEIGHT = 3  # our own sentences show what must hold, one wording each
LEAST = 0.02  # a weight below this decides nothing
BEHIND = re.compile(r"\b(?:of|in|from|at|on|who|that|which)\b")
FUNCTION = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "to", "for", "from", "by", "at", "with", "s"]
)


class Example(NamedTuple):
    """A figure whose concept is to be chosen: of which event, and what each candidate shows, is called, is worth."""

    event: str
    kind: str
    features: list[list[str]]
    heads: list[str]
    right: list[bool]


def head(concept: str) -> str:
    """Return the last content word before any "of", without its plural."""
    words = re.findall(r"[^\W_]+", BEHIND.split(concept.lower())[0]) or re.findall(
        r"[^\W_]+", concept.lower()
    )
    words = [word for word in words if word not in FUNCTION]
    return re.sub(r"(?<=\w{3})(?<!s)s$", "", words[-1]) if words else ""


def words(text: str) -> set[str]:
    found = [word for word in re.findall(r"[^\W_]+", (text or "").lower()) if word not in FUNCTION]
    return {re.sub(r"(?<=\w{3})(?<!s)s$", "", word) for word in found}


class Watch:
    """Notes the candidates of every figure while the workbench finds them."""

    def __init__(self) -> None:
        self.seen: dict[int, tuple[list[list[str]], list[str]]] = {}
        self.quantities: dict[str, Quantity] = {}
        self.routes: dict[int, str] = {}
        self._choose, self._row = concepts.choose, find._row

    def choose(self, scene: Scene, place: int, memory: Memory) -> concepts.Choice | None:
        candidates = candidates_for(scene, place, memory)
        if candidates:
            texts = [phrase_for(scene, place, one)[0] for one in candidates]
            self.seen[id(scene.quantities[place])] = concepts.View(scene, place).features(candidates), texts
        return self._choose(scene, place, memory)

    def row(self, sentence: dict, quantity: Quantity, own_id: str, whole_id: str) -> dict:
        self.quantities[own_id] = quantity
        return self._row(sentence, quantity, own_id, whole_id)

    def confidence(self, quantity: Quantity, route: str) -> Confidence:
        self.routes[id(quantity)] = route
        return Confidence(0.0, 0.0, 0.0)

    def figures(self, sentences: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
        with (
            mock.patch.object(concepts, "choose", self.choose),
            mock.patch.object(find, "_row", self.row),
            mock.patch.object(find, "confidence_of", self.confidence),
        ):
            return find_figures(sentences, articles)

    def example(self, event: str, kind: str, figure_id: str, concepts: list[str]) -> Example | None:
        features, texts = self.seen.get(id(self.quantities[figure_id]), ([], []))
        wanted = {head(concept) for concept in concepts if head(concept)}
        heads = [head(text) or text for text in texts]
        right = [one in wanted for one in heads]
        return Example(event, kind, features, heads, right) if texts and wanted else None


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def of_event(folder: Path) -> Iterator[Example]:
    """Yield the figures of an event that are found, have a concept in the gold, and none of their own beside them."""
    gold = folder / "figures.jsonl"
    marked = read(gold if gold.exists() else folder.parent / "figures.jsonl")
    case = Case(folder / "docs" if (folder / "docs").exists() else folder, cache=False)
    watch = Watch()
    found = watch.figures(case.sentences, case.articles)
    for row in found.itertuples():
        doc = re.sub(r"#\d+$", "", row.doc_id)
        same = [
            one for one in marked if one["doc"] == doc and one["start"] < row.end and row.start < one["end"]
        ]
        for one in same[:1]:
            example = watch.example(
                folder.name, row.kind, row.figure_id, [one["concept"], one.get("concept_b") or ""]
            )
            if example:
                yield example


def of_own_sentences() -> Iterator[Example]:
    for number, row in enumerate(read(OWN)):
        texts = row["texts"]
        sentences = pd.DataFrame(
            [
                {"doc_id": "own", "sentence": i, "start": 0, "end": len(text), "text": text, "part": "body"}
                | {"paragraph": 0, "breaks": ""}
                for i, text in enumerate(texts)
            ]
        )
        watch = Watch()
        found = watch.figures(sentences)
        found = found[found["sentence"] == len(texts) - 1]
        wanted = row.get("figures") or dict(zip(found["exact"], row["concepts"], strict=False))
        for one in found.itertuples():
            concept = wanted.get(one.exact.strip("$€£"), wanted.get(one.exact, ""))
            example = watch.example(f"own {number % FOLDS}", one.kind, one.figure_id, [concept])
            if example:
                yield example


def matrix(examples: list[Example], names: dict[str, int]) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Return which features each candidate has, where each figure's candidates begin, and which are right."""
    rows, columns, ends, right = [], [], [0], []
    for example in examples:
        for features, is_right in zip(example.features, example.right, strict=True):
            known = [names[name] for name in features if name in names]
            rows += [len(right)] * len(known)
            columns += known
            right.append(is_right)
        ends.append(len(right))
    shown = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(right), len(names)))
    return shown, np.array(ends), np.array(right, float)


def fit(examples: list[Example]) -> dict[str, float]:
    """Return the weights that make the right candidates of each figure most probable together."""
    examples = [one for one in examples if any(one.right)]
    events = defaultdict(set)
    for example in examples:
        for name in {name for features in example.features for name in features}:
            events[name].add(example.event)
    names = {
        name: i for i, name in enumerate(sorted(n for n, seen in events.items() if len(seen) >= MIN_EVENTS))
    }
    shown, ends, right = matrix(examples, names)
    figure, turned = np.repeat(np.arange(len(examples)), np.diff(ends)), shown.T.tocsr()
    worth = np.array([OWN_WEIGHT if one.event.startswith("own ") else 1.0 for one in examples])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = shown @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, ends[:-1])[figure])
        shares /= np.add.reduceat(shares, ends[:-1])[figure]
        kept = np.maximum(np.add.reduceat(shares * right, ends[:-1]), 1e-9)
        slope = turned @ ((shares - shares * right / kept[figure]) * worth[figure])
        return L2 / 2 * weights @ weights - worth @ np.log(kept), slope + L2 * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {name: round(float(found[i]), 2) for name, i in names.items() if abs(found[i]) >= LEAST}


def answers(examples: list[Example], weights: dict[str, float]) -> Iterator[tuple[float, bool]]:
    """Yield how sure the first answer for each figure is, and whether it is right."""
    for example in examples:
        sums: dict[str, float] = defaultdict(float)
        shares = concepts.probabilities(example.features, weights)
        for name, share in zip(example.heads, shares, strict=True):
            sums[name] += share
        best = max(sums, key=sums.__getitem__)
        yield (
            sums[best],
            any(ok and name == best for name, ok in zip(example.heads, example.right, strict=True)),
        )


def left_out(examples: list[Example]) -> list[tuple[Example, float, bool]]:
    """Return the answer for each figure by weights that have not seen its event."""
    events = sorted({one.event for one in examples})
    result = []
    for fold in (set(events[i::FOLDS]) for i in range(FOLDS)):
        weights = fit([one for one in examples if one.event not in fold])
        held = [one for one in examples if one.event in fold]
        result += [(one, *answer) for one, answer in zip(held, answers(held, weights), strict=True)]
    return result


def expected_error(promised: list[float], right: list[bool]) -> float:
    table = reliability(promised, right)
    return round(float((table["n"] * (table["promised"] - table["kept"]).abs()).sum() / table["n"].sum()), 3)


def report(results: list[tuple[Example, float, bool]]) -> None:
    kinds = defaultdict(list)
    for example, _, right in results:
        kinds[example.kind].append(right)
    print("right of", len(results), round(np.mean([right for *_, right in results]), 3))
    print({kind: f"{sum(right)} of {len(right)}" for kind, right in sorted(kinds.items())})
    promised, kept = [sure for _, sure, _ in results], [right for *_, right in results]
    print(reliability(promised, kept).round(3).to_string(index=False))
    print("expected error", expected_error(promised, kept))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("events", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="only report on events left out")
    arguments = parser.parse_args()
    examples = [one for folder in arguments.events for one in of_event(folder)]
    own = list(of_own_sentences())
    if arguments.check:
        names = {folder.name for folder in arguments.events}
        report([one for one in left_out([*examples, *own]) if one[0].event in names])
        return
    weights = fit([*examples, *own])
    text = json.dumps({"note": NOTE, "weights": weights}, ensure_ascii=False, indent=0, sort_keys=True)
    WEIGHTS.write_text(text + "\n", encoding="utf-8")
    print(len(weights), "weights from", len(examples) + len(own), "figures")


if __name__ == "__main__":
    main()
