"""Choose what a figure counts among candidates, and say how sure the choice is."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from workbench.figures.candidates import Candidate, Memory, View, candidates_for, phrase_for
from workbench.figures.phrases import Phrase
from workbench.figures.scene import Scene


class Choice(NamedTuple):
    """What a figure counts, its noun phrase, how probable that is (0 to 1), and the reading that comes next."""

    concept: str
    noun: Phrase | None
    confidence: float
    second: str = ""


@cache
def _weights() -> dict[str, float]:
    text = files("workbench.figures").joinpath("weights", "concepts.json").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in json.loads(text)["weights"].items()}


def choose(scene: Scene, place: int, memory: Memory) -> Choice | None:
    """Return the most probable of what a figure may count; none if its sentence and the text before offer nothing."""
    candidates = candidates_for(scene, place, memory)
    if not candidates:
        return None
    shares = probabilities(View(scene, place).features(candidates), _weights())
    heads = _by_head(scene, candidates, shares)
    (confidence, first), (_, second) = (*heads[:2], (0.0, candidates[0]))[:2]
    concept, noun = phrase_for(scene, place, first)
    other = phrase_for(scene, place, second)[0] if len(heads) > 1 else ""
    return Choice(concept, noun, confidence, other)


def probabilities(features: list[list[str]], weights: dict[str, float]) -> list[float]:
    """Return the probability of each candidate: a softmax over the sums of the weights of its features."""
    scores = [sum(weights.get(name, 0.0) for name in one) for one in features]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def _by_head(scene: Scene, candidates: list[Candidate], shares: list[float]) -> list[tuple[float, Candidate]]:
    """Return the candidates with one head as one, the most probable first."""
    found: dict[str, tuple[float, float, Candidate]] = {}
    for one, share in zip(candidates, shares, strict=True):
        head = one.text.rpartition(" ")[2].lower() or scene.tree.word(one.at).lemma
        total, best, kept = found.get(head, (0.0, 0.0, one))
        found[head] = (total + share, max(best, share), one if share > best else kept)
    return sorted(((total, one) for total, _, one in found.values()), key=lambda pair: -pair[0])
