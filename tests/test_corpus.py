"""Our own articles on eleven events, measured against figures that were marked by hand.

The floors lie a little below what was measured. They guard all steps from the text to the claims at once; what each step must do is
tested in its own room.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from workbench.case import Case

CORPUS = Path(__file__).parent / "corpus"
EVENTS = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())
BOUNDS = {"nearly": "about", "at_least": "more_than", "at_most": "less_than"}
TOLERANCE = 0.01
BEHIND = re.compile(r"\b(?:of|in|from|at|on|who|that|which)\b")
FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "to",
        "for",
        "from",
        "by",
        "at",
        "with",
        "its",
        "their",
        "his",
        "her",
        "s",
    ]
)
# two events were marked when all rules stood, and are harder: a bad translation, elided nouns, growing tolls
HELD_BACK = frozenset(["flood", "fraud"])
# three more were marked before any output was seen, for the claims above all; then rules were made after their errors
GROWING = frozenset(["cholera", "plant", "strike"])
FLOORS = {
    "worked on": {
        "found": 0.98,
        "value": 0.98,
        "bound": 0.97,
        "head": 0.77,
        "attributed": 0.81,
        "unnamed": 0.93,
        "claims": 0.8,
    },
    "held back": {
        "found": 0.95,
        "value": 0.93,
        "bound": 0.94,
        "head": 0.8,
        "attributed": 0.68,
        "unnamed": 0.85,
        "claims": 0.55,
    },
    "growing": {
        "found": 0.98,
        "value": 0.95,
        "bound": 0.9,
        "head": 0.78,
        "attributed": 0.7,
        "unnamed": 0.85,
        "claims": 0.85,
    },
}

Row = dict[str, Any]


def gold() -> list[Row]:
    lines = (CORPUS / "figures.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def words(text: str) -> list[str]:
    found = [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in FUNCTION]
    return [re.sub(r"(?<=\w{3})(?<!s)s$", "", word) for word in found]


def head(concept: str) -> str:
    core = words(BEHIND.split(concept.lower())[0]) or words(concept)
    return core[-1] if core else ""


def pair_up(marked: list[Row], found: list[Row]) -> Iterator[tuple[Row, Row | None]]:
    """Pair each marked figure with the found one that overlaps it most and no other has taken."""
    taken: set[int] = set()
    for one in marked:
        overlaps = [
            (min(one["end"], other["end"]) - max(one["start"], other["start"]), -place)
            for place, other in enumerate(found)
            if other["doc_id"] == one["doc"] and place not in taken
        ]
        best, place = max(overlaps, default=(0, 0))
        if best > 0:
            taken.add(-place)
        yield one, found[-place] if best > 0 else None


def same_end(a: float | None, b: float) -> bool:
    missing = b != b
    return missing if a is None else not missing and abs(a - b) <= TOLERANCE * max(abs(a), abs(b), 1e-9)


def same_bound(one: Row, other: Row) -> bool:
    return BOUNDS.get(one["modifier"], one["modifier"]) == BOUNDS.get(other["modifier"], other["modifier"])


def same_value(one: Row, other: Row) -> bool:
    if one["modifier"] == "vague":
        return bool(other["modifier"] == "vague")
    return same_end(one["low"], other["value_low"]) and same_end(one["high"], other["value_high"])


def same_head(one: Row, other: Row) -> bool:
    return head(other["concept"]) in {head(one["concept"]), head(one["concept_b"])} - {""}


def same_speaker(one: Row, other: Row) -> bool:
    return not set(words(one["attributed_to"])).isdisjoint(words(other["attributed_to"]))


def f1(hits: int, found: int, marked: int) -> float:
    return 2 * hits / (found + marked) if found + marked else 0.0


def share(
    pairs: list[tuple[Row, Row | None]], counts: Callable[[Row], bool], right: Callable[[Row, Row], bool]
) -> float:
    asked = [(one, other) for one, other in pairs if counts(one)]
    return sum(other is not None and right(one, other) for one, other in asked) / len(asked)


def claims_f1(pairs: list[tuple[Row, Row | None]]) -> float:
    """Return the pairwise F1 of "both state one quantity", over all pairs of figures of one event."""
    hits = found = marked = 0
    for (a, one), (b, other) in combinations([pair for pair in pairs if pair[0]["claim"]], 2):
        if a["event"] == b["event"]:
            truth = a["claim"] == b["claim"]
            said = one is not None and other is not None and one["claim_id"] == other["claim_id"]
            hits, found, marked = hits + (truth and said), found + said, marked + truth
    return f1(hits, found, marked)


def measure(events: list[str]) -> dict[str, float]:
    marked = [one for one in gold() if one["event"] in events]
    found = [row for event in events for row in Case(CORPUS / event).figures.to_dict("records")]
    pairs = list(pair_up(marked, found))
    return {
        "found": f1(sum(other is not None for _, other in pairs), len(found), len(marked)),
        "value": share(pairs, lambda one: True, same_value),
        "bound": share(pairs, lambda one: one["modifier"] != "exact", same_bound),
        "head": share(pairs, lambda one: bool(words(one["concept"])), same_head),
        "attributed": share(pairs, lambda one: bool(one["attributed_to"]), same_speaker),
        "unnamed": share(
            pairs, lambda one: not one["attributed_to"], lambda one, other: not other["attributed_to"]
        ),
        "claims": claims_f1(pairs),
    }


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, float]]:
    return {
        "worked on": measure([event for event in EVENTS if event not in HELD_BACK | GROWING]),
        "held back": measure(sorted(HELD_BACK)),
        "growing": measure(sorted(GROWING)),
    }


def test_marks_are_slices_of_the_articles() -> None:
    for one in gold():
        text = (CORPUS / one["event"] / f"{one['doc']}.txt").read_text(encoding="utf-8")
        assert text[one["start"] : one["end"]] == one["text"], one


def test_every_article_has_marks() -> None:
    assert {one["doc"] for one in gold()} == {path.stem for path in CORPUS.glob("*/*.txt")}


@pytest.mark.parametrize("half", FLOORS)
def test_no_measure_falls_below_its_floor(measured: dict[str, dict[str, float]], half: str) -> None:
    below = {name: value for name, value in measured[half].items() if value < FLOORS[half][name]}
    assert not below, measured[half]
