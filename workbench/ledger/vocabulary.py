"""The words that tell what is counted and what happened to it, read from the tables in ``vocab/``."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from workbench.compare.terms import find_terms


class Counted(NamedTuple):
    """A class of things that are counted: what it is a kind of, and what the word itself says happened."""

    name: str
    kind_of: str
    happening: str


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Read a vocabulary table.

    Examples
    --------
    >>> rows("counted")[0]["counted"]
    'people'
    """
    text = files("workbench.ledger").joinpath("vocab", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, in order; irregular forms meet too.

    Examples
    --------
    >>> stems("Soldiers fled") == stems("soldier flees")
    True
    """
    return [term.key for term in find_terms(text)]


@cache
def _runs() -> dict[tuple[str, ...], str]:
    return {
        tuple(stems(phrase.replace("_", " "))): row["happening"]
        for row in rows("happenings")
        for phrase in row["words"].split()
    }


def happenings_in(words: Sequence[str]) -> list[tuple[int, str]]:
    """Return where in a run of stems something happens, and what; the longest phrase at each place.

    Examples
    --------
    >>> happenings_in(stems("the quake killed and injured people"))
    [(2, 'die'), (4, 'injure')]
    """
    known = _runs()
    found = []
    for place in range(len(words)):
        run = next((length for length in (4, 3, 2, 1) if tuple(words[place : place + length]) in known), 0)
        if run:
            found.append((place, known[tuple(words[place : place + run])]))
    return found


@cache
def growing() -> frozenset[str]:
    """Return the happenings whose count goes on while the event does.

    Examples
    --------
    >>> "die" in growing(), "vote" in growing()
    (True, False)
    """
    return frozenset(row["happening"] for row in rows("happenings") if row["grows"] == "yes")


@cache
def counted_of() -> dict[str, Counted]:
    """Return the class of each counted word, by its stem.

    Examples
    --------
    >>> counted_of()["soldier"].name
    'troops'
    """
    return {
        stems(word)[-1]: Counted(row["counted"], row["kind_of"], row["happening"])
        for row in rows("counted")
        for word in row["words"].split()
    }


@cache
def weights() -> dict[str, float]:
    """Return how much each piece of evidence adds to the log-odds that two figures state one quantity.

    Examples
    --------
    >>> weights()["equal"] > 0 > weights()["different"]
    True
    """
    return {row["evidence"]: float(row["weight"]) for row in rows("weights")}
