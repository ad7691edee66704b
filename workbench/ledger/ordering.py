"""Which claims an analyst asks for first: those that answer the case's question, then the event's own counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from workbench.compare.happenings import happenings_in, stems, told
from workbench.compare.terms import find_terms
from workbench.ledger.columns import STILL
from workbench.ledger.statements import Statement
from workbench.ledger.vocabulary import counted_class, weights

LEAD = 2  # the first sentences of an article, counted from 0
ASKED = 8.0  # more than all the rest: what answers the question stands first
ANSWERS = 0.5  # of the words of a name that the question holds before the claim answers it
HARM = frozenset({"die", "injure", "miss", "displace", "rescue", "detain", "infect"})


def importance(row: dict[str, Any], group: Sequence[Statement], question: str = "") -> float:
    """Return how early an analyst asks for a claim; higher is earlier.

    Parameters
    ----------
    row
        The line of the ledger.
    group
        The statements of the claim.
    question
        The question of the case; empty if there is none.

    Notes
    -----
    Weights fitted on which quantities analysts named first for other events, rounded (``weights/asked_first.csv``).
    """
    found = {**_of_line(row), **_of_statements(group)}
    return sum(weights("asked_first")[name] * value for name, value in found.items()) + ASKED * answers(
        row["claim"], question, _happening(group)
    )


def answers(name: str, question: str, happening: str = "") -> float:
    """Return how far a claim answers the question, 0 to 1; 0 where it is too little for an answer.

    It is the share of the name's words, of what is counted and where, that the question holds or has another word for,
    halved where the question asks what happened and nothing of that happened.

    Examples
    --------
    >>> asked = "How many people were killed?"
    >>> answers("people killed", asked, "die"), answers("houses damaged", asked, "damage")
    (1.0, 0.0)
    >>> answers("sailors", "How many seamen fled to Arlo?"), answers("sailors who fled", "How many seamen fled to Arlo?", "move")
    (0.5, 1.0)
    """
    asked, things = _content(question), _things(question)
    happenings = {found for _, found in happenings_in(stems(question))}
    same = happening in happenings
    words = [word for word in name.split() if not set(stems(word)) <= _words_told(happening)]
    if any(word.isdigit() and word not in question.split() for word in words):
        return 0.0  # of another year
    named = [word for word in words if _content(word) and word.lower() != "people"]
    held = sum(bool(_content(word) & asked) or bool(_things(word) & things) for word in named) + same
    share = held / (len(named) + same) if named or same else 0.0
    share *= 1.0 if same or not happenings else 0.5
    return share if share >= ANSWERS else 0.0


def _things(text: str) -> frozenset[str]:
    return frozenset(counted_class(word).name for word in text.split()) - {"", "people"}


def _words_told(happening: str) -> frozenset[str]:
    return frozenset(stems(told().get(happening, "")))


def _happening(group: Sequence[Statement]) -> str:
    """Return what happened, as more of the figures say than anything else."""
    happenings = [one.happening for one in group if one.happening]
    return max(dict.fromkeys(happenings), key=happenings.count, default="")


def _content(text: str) -> frozenset[str]:
    return frozenset(
        term.key for term in find_terms(text.lower()) if not (term.is_function or term.is_number)
    )


def _of_line(row: dict[str, Any]) -> dict[str, float]:
    ends = (row["value_best"], row["value_high"], row["value_low"])
    value = next((abs(end) for end in ends if end == end), math.nan)
    return {
        "origins": math.log2(row["n_origins"]),
        "articles": math.log2(row["n_articles"]),
        "figures": math.log2(row["n_figures"]),
        "magnitude": row["unit"] == "magnitude",
        "telling": value == value and len(f"{value:.0f}".rstrip("0")) > 1,
        "updated": row["verdict"] == "updated",
        "duration": row["kind"] == "duration",
        "age": row["kind"] == "age",
        "measure": row["kind"] == "measure",
        "small": row["kind"] == "count" and value <= 2,
        "vague": row["modifier"] == "vague",
    }


def _of_statements(group: Sequence[Statement]) -> dict[str, float]:
    happenings = [one.happening for one in group]
    happening = max(dict.fromkeys(happenings), key=happenings.count)
    return {
        "headline": any(one.part == "headline" for one in group),
        "lead": any(one.part == "headline" or one.sentence <= LEAD for one in group),
        "harm": happening in HARM,
        "damage": happening == "damage",
        "still": happening in STILL,
        "elsewhere": sum(bool(one.event) for one in group) / len(group),
        "part": sum(one.extent == "part" for one in group) / len(group),
    }
