"""The words that tell what is counted and what happened to it, read from the lexicon."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from workbench.compare.happenings import happenings_in, stems
from workbench.lexicon.reading import rows
from workbench.lexicon.units import units
from workbench.lexicon.word_classes import is_person, singular


class Counted(NamedTuple):
    """A class of things that are counted: what it is a kind of, what the word itself says happened, and what loss means."""

    name: str
    kind_of: str
    happening: str
    lost: str


NO_CLASS = Counted("", "", "", "take")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BEHIND = re.compile(r"\b(?:of|in|from|at|on|who|that|which|with|for)\b")
# A figure of these is not about the unit.
EXTENSIVE = frozenset({"time", "length", "area", "weight", "volume"})
COLLECTIVE = frozenset({"member", "number", "total", "group", "crowd"})


def core_of(concept: str) -> str:
    """Return a concept up to what is counted, without what follows it: "people" of "people shot in Dover".

    Examples
    --------
    >>> core_of("people shot in Dover"), core_of("two gun shots")
    ('people', 'two gun shots')
    """
    words = BEHIND.split(concept)[0].split()
    while len(words) > 1 and _is_plural(words[-2].lower()) and happenings_in(stems(words[-1].lower())):
        words.pop()
    return " ".join(words)


def _is_plural(word: str) -> bool:
    return singular(word) != word and singular(word) in _counted()


def counted_class(concept: str) -> Counted:
    """Return the class of the things that a concept counts; without a name if it has none.

    The last noun before "of", "in" and the like tells; if that is "members", "a number" and the like, the rest does.

    Examples
    --------
    >>> counted_class("Afghan soldiers").name, counted_class("deaths").happening, counted_class("ideas").name
    ('troops', 'die', '')
    >>> counted_class("members of the security forces").name
    'troops'
    """
    known, words = _counted(), [singular(word) for word in WORD.findall(concept.lower())]
    core = [singular(word) for word in WORD.findall(core_of(concept).lower())]
    if core and core[-1] not in COLLECTIVE:
        return known.get(core[-1]) or _by_form(core[-1])
    pairs = ["_".join(core[-2:]), *reversed(words)]
    return next((known[word] for word in pairs if word in known), NO_CLASS)


@cache
def _by_form(noun: str) -> Counted:
    """Return the class of a noun by its last part: a farmhouse is a house, a docker a person."""
    part = next((part for part in _parts() if noun.endswith(part) and len(noun) > len(part) + 2), "")
    if part:
        return _counted()[part]
    return Counted(noun, "people", "", "take") if is_person(noun) else NO_CLASS


@cache
def _parts() -> tuple[str, ...]:
    return tuple(word for row in rows("compounds") for word in row["words"].split())


@cache
def _counted() -> dict[str, Counted]:
    return {
        singular(word): Counted(row["counted"], row["kind_of"], row["happening"], row["lost"] or "take")
        for row in rows("counted")
        for word in row["words"].split()
    }


@cache
def unit_words() -> frozenset[str]:
    """Return the stems of words for units: a span of years is not about years, nor an area about acres.

    Examples
    --------
    >>> {"week", "acr"} <= unit_words()
    True
    """
    words = [
        word for unit in units() if unit.dimension in EXTENSIVE for word in unit.words if " " not in word
    ]
    words += [row["word"] for row in rows("rates") if row["dimension"]]
    return frozenset(stem for word in words for stem in stems(word))


@cache
def in_dollars() -> dict[str, float]:
    """Return what a unit of each currency has been worth in dollars, roughly, over the last decades.

    It tells whether sums in two currencies may be one; no value is ever converted with it.

    Examples
    --------
    >>> in_dollars()["GBP"] > in_dollars()["USD"]
    True
    """
    return {row["unit"]: float(row["dollars"]) for row in rows("exchange")}


@cache
def weights(table: str = "pairs") -> dict[str, float]:
    """Return how much each piece of evidence weighs: that two figures are one quantity, or that a claim is asked for first.

    Examples
    --------
    >>> weights()["equal_money"] > 0 > weights()["different"], weights("asked_first")["origins"] > 0
    (True, True)
    """
    text = files("workbench.ledger").joinpath("weights", f"{table}.csv").read_text(encoding="utf-8")
    return {row["evidence"]: float(row["weight"]) for row in csv.DictReader(text.splitlines())}
