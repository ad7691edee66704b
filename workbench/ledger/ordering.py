"""Which claims an analyst asks for first: those that answer the case's question, then the event's own counts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from workbench.compare.happenings import happenings_in, stems, told
from workbench.compare.terms import find_terms
from workbench.ledger.statements import Statement
from workbench.ledger.vocabulary import counted_class, weights

# "the two companies", "his three trips": what the reader knows of already is rather named than counted.
KNOWN = re.compile(r"\b(?:the|these|those|both|its|his|her|their|all)\s(?:[a-z-]+\s)?$", re.I)
ASKED = 12.0  # more than all the rest: what answers the question stands first
# Of what an answer weighs: a count stands before a bound, and both before "hundreds".
BY_MODIFIER = {"vague": 0.8, "more_than": 0.95, "at_least": 0.95, "less_than": 0.95, "at_most": 0.95}
ANSWERS = 0.5  # of the words of a name that the question holds before the claim answers it
STEP = 0.01  # behind it, and before what is less asked for than it
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
    The weights (``weights/asked_first.csv``) are rounded from a fit by ``benchmarks/fit_order.py`` on which quantities
    analysts named first for other events; those of background, parts and vague words are set by hand.
    """
    found = signs(row, group)
    answered = answers(row["claim"], question, _told(row["claim"]) or _happening(group))
    answered *= BY_MODIFIER.get(row["modifier"], 1.0)
    return sum(weights("asked_first")[name] * value for name, value in found.items()) + ASKED * answered


def _told(name: str) -> str:
    """Return what happened as the name of a claim says."""
    told = happenings_in(stems(name))
    return told[-1][1] if told else ""


def signs(row: dict[str, Any], group: Sequence[Statement]) -> dict[str, float]:
    """Return what tells how early an analyst asks for a claim, by the names in ``weights/asked_first.csv``.

    Parameters
    ----------
    row
        The line of the ledger.
    group
        The statements of the claim.
    """
    return {**_of_line(row), **_of_statements(group)}


def wholes_first(rows: Sequence[dict[str, Any]], groups: Sequence[Sequence[Statement]]) -> None:
    """Put every class of people to whom something happened behind the claim of all of them, where that is not smaller.

    "Children killed" is a part of "people killed", however often it is told; the importance of the row is changed.

    Parameters
    ----------
    rows
        The lines of the ledger, each with its importance.
    groups
        The statements of each.

    Examples
    --------
    >>> from types import SimpleNamespace as Said
    >>> told = [("children killed", 3, 5.0), ("people killed", 5, 4.0), ("people killed in 1987", 9, 1.0)]
    >>> rows = [{"claim": c, "kind": "count", "value_best": v, "importance": i} for c, v, i in told]
    >>> wholes_first(rows, [[Said(happening="die", event=event)] for event in ("", "", "1987")])
    >>> [row["importance"] for row in rows]
    [3.99, 4.0, 1.0]
    """
    for happening in HARM:
        here = [row for row, group in zip(rows, groups, strict=True) if _is_toll_of(happening, row, group)]
        wholes = [row for row in here if row["claim"].startswith("people")]
        for part in (row for row in here if row not in wholes):
            above = [row["importance"] for row in wholes if row["value_best"] >= part["value_best"]]
            if above:
                part["importance"] = min(part["importance"], max(above) - STEP)


def _is_toll_of(happening: str, row: dict[str, Any], group: Sequence[Statement]) -> bool:
    told = [one for one in group if one.happening == happening and not one.event]
    return row["kind"] == "count" and row["value_best"] == row["value_best"] and 2 * len(told) > len(group)


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
    happenings = {found for _, found in happenings_in(stems(question))}
    same = happening in happenings
    words = [word for word in name.split() if not set(stems(word)) <= _words_told(happening)]
    if any(word.isdigit() and word not in question.split() for word in words):
        return 0.0  # of another year
    share = _share_asked(words, question, same=same)
    share *= 1.0 if same or not happenings else 0.5
    return share if share >= ANSWERS else 0.0


def _share_asked(words: Sequence[str], question: str, *, same: bool) -> float:
    """Return the share of the words that the question holds or has another word for; that the same happened counts as a word."""
    asked, things = _content(question), _things(question)
    named = [word for word in words if _content(word) and word.lower() != "people"]
    held = sum(bool(_content(word) & asked) or bool(_things(word) & things) for word in named) + same
    return held / (len(named) + same) if named or same else 0.0


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
        "magnitude": row["unit"] == "magnitude",
        "telling": value == value and len(f"{value:.0f}".rstrip("0")) > 1,
        "updated": row["verdict"] == "updated",
        "duration": row["kind"] == "duration",
        "age": row["kind"] == "age",
        "measure": row["kind"] == "measure",
        "distance": row["kind"] == "measure" and row["claim"].startswith("distance"),
        "small": row["kind"] == "count" and value <= 2,
        "vague": row["modifier"] == "vague",
        "people": row["kind"] == "count" and row["claim"].startswith("people"),
    }


def _of_statements(group: Sequence[Statement]) -> dict[str, float]:
    happenings = [one.happening for one in group]
    return {
        "headline": any(one.part == "headline" for one in group),
        "late": math.log1p(sum(one.sentence for one in group) / len(group)),
        "harm": max(dict.fromkeys(happenings), key=happenings.count) in HARM,
        "spoken": _share(bool(one.said_by) for one in group),
        "known": _share(bool(KNOWN.search(one.before)) for one in group),
        "elsewhere": _share(bool(one.event) for one in group),
        "part": _share(one.extent == "part" for one in group),
    }


def _share(held: Iterable[bool]) -> float:
    told = list(held)
    return sum(told) / len(told)
