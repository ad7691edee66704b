"""Wordings of a vocabulary, found in a sentence's units."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from workbench.compare.wording import Unit, units
from workbench.lexicon.reading import rows


class Phrase(NamedTuple):
    """A wording of a vocabulary: the units [start, end) and the row that lists it."""

    start: int
    end: int
    row: dict[str, str]


@cache
def _table(name: str, column: str, filled: str) -> dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]:
    """First key of each wording -> wordings that begin with it, longest first, and their rows."""
    table: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for row in rows(name):
        for wording in row[column].split("|") if not filled or row[filled] else ():
            keys = tuple(unit.key for unit in units(wording))
            table.setdefault(keys[0], []).append((keys, row))
    return {first: sorted(found, key=lambda one: -len(one[0])) for first, found in table.items()}


def find_phrases(
    found: Sequence[Unit], name: str, column: str = "wording", *, filled: str = ""
) -> list[Phrase]:
    """Find the wordings of a vocabulary in a sentence: from left to right, the longest at each place.

    Rows whose column ``filled`` is empty are passed over.

    Examples
    --------
    >>> [(one.start, one.end) for one in find_phrases(units("They failed to land and never did"), "negators")]
    [(1, 3), (5, 6)]
    """
    return list(_found(tuple(unit.key for unit in found), name, column, filled))


@lru_cache(maxsize=50_000)  # a sentence is compared with many others
def _found(keys: tuple[str, ...], name: str, column: str, filled: str) -> tuple[Phrase, ...]:
    table, at, phrases = _table(name, column, filled), 0, []
    while at < len(keys):
        rows = table.get(keys[at], ())
        hit = next(((w, row) for w, row in rows if keys[at : at + len(w)] == w), None)
        if hit:
            phrases.append(Phrase(at, at + len(hit[0]), hit[1]))
        at += len(hit[0]) if hit else 1
    return tuple(phrases)
