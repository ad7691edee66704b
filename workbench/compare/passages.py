"""Passages that two texts have in common, word for word or lightly changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

_WORD = re.compile(r"\w+")
_MOST_PLACES = 20  # a run of words that stands more often than this is a formula, not a passage
_COLUMNS = ("a_start", "a_end", "b_start", "b_end")


class Passage(NamedTuple):
    """Ranges of words, half-open, that stand for each other in two texts."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def find_passages(a: str, b: str, *, seed: int = 5, gap: int = 15, least: int = 25) -> pd.DataFrame:
    """Find passages of one text that stand in another.

    Seeds and extension (Sanchez-Perez, Gelbukh & Sidorov 2014): runs of ``seed`` words found in both texts are
    joined as long as no more than ``gap`` words lie between them on either side; what stays shorter than
    ``least`` words is dropped.

    Parameters
    ----------
    a, b : str
        The texts.
    seed, gap, least : int
        In words. A longer seed finds less by chance, a wider gap survives heavier rewording.

    Returns
    -------
    pandas.DataFrame
        Columns ``a_start``, ``a_end``, ``b_start``, ``b_end``: half-open offsets in code points of each text,
        sorted by their place in ``a``.

    Examples
    --------
    >>> a = "Rain again. The bridge at Dover will stay closed until May, the mayor said."
    >>> b = "The bridge at Dover will stay closed until May. Trains run."
    >>> [a[row.a_start:row.a_end] for row in find_passages(a, b, least=6).itertuples()]
    ['The bridge at Dover will stay closed until May']
    """
    a_words, b_words = (list(_WORD.finditer(text)) for text in (a, b))
    seeds = _seeds(
        [word.group().lower() for word in a_words], [word.group().lower() for word in b_words], seed
    )
    found = [
        one for one in _joined(seeds, gap) if min(one.a_end - one.a_start, one.b_end - one.b_start) >= least
    ]
    rows = [
        (
            a_words[one.a_start].start(),
            a_words[one.a_end - 1].end(),
            b_words[one.b_start].start(),
            b_words[one.b_end - 1].end(),
        )
        for one in _apart(found)
    ]
    return pd.DataFrame(sorted(rows), columns=list(_COLUMNS), dtype="int64")


def _seeds(a: Sequence[str], b: Sequence[str], size: int) -> list[Passage]:
    """Longest runs of words in both texts, at least ``size`` long, in the order of a."""
    places = defaultdict(list)
    for at in range(len(b) - size + 1):
        places[tuple(b[at : at + size])].append(at)
    open_runs: dict[int, Passage] = {}
    found: list[Passage] = []
    for at in range(len(a) - size + 1):
        going = {}
        for place in places.get(tuple(a[at : at + size]), ())[:_MOST_PLACES]:
            run = open_runs.pop(place - 1, Passage(at, 0, place, 0))
            going[place] = run._replace(a_end=at + size, b_end=place + size)
        found += open_runs.values()
        open_runs = going
    return sorted([*found, *open_runs.values()])


def _joined(seeds: Iterable[Passage], gap: int) -> list[Passage]:
    """Join runs that follow each other closely in both texts."""
    grown: list[Passage] = []
    active: list[Passage] = []
    for seed in seeds:
        grown += [one for one in active if seed.a_start - one.a_end > gap]
        active = [one for one in active if seed.a_start - one.a_end <= gap]
        near = [
            one for one in active if -gap <= seed.b_start - one.b_end <= gap and one.b_start <= seed.b_end
        ]
        for one in near:
            active.remove(one)
            seed = _cover(one, seed)
        active.append(seed)
    return grown + active


def _cover(one: Passage, other: Passage) -> Passage:
    return Passage(
        min(one.a_start, other.a_start),
        max(one.a_end, other.a_end),
        min(one.b_start, other.b_start),
        max(one.b_end, other.b_end),
    )


def _apart(found: Iterable[Passage]) -> list[Passage]:
    """Leave out a passage whose two sides both lie inside a longer one."""
    kept: list[Passage] = []
    for one in sorted(found, key=lambda passage: (passage.a_start - passage.a_end, passage)):
        if not any(_inside(one, other) for other in kept):
            kept.append(one)
    return kept


def _inside(one: Passage, other: Passage) -> bool:
    return (other.a_start <= one.a_start and one.a_end <= other.a_end) or (
        other.b_start <= one.b_start and one.b_end <= other.b_end
    )
