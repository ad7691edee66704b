"""Passages that two texts have in common, and how far one text is taken from the other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from workbench.compare.measured import probability_of_passage
from workbench.compare.similarity import build_corpus, compare_blocks
from workbench.compare.terms import find_terms
from workbench.compare.wording import function_words

_WORD = re.compile(r"\w+")
_CONTENT = 4  # letters from which a word tells something
_SHUFFLED = 0.5  # share of words in common from which a passage is called copied though its order is lost
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
    ``least`` words is dropped. Where that finds nothing, three content words near each other in any order are
    taken as seeds (contextual n-grams, Rodríguez-Torrejón & Martín-Ramos 2013), and passages are kept in which
    enough words answer each other: that finds text whose words were shuffled and replaced.

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
    a_found, b_found = (list(_WORD.finditer(text)) for text in (a, b))
    a_words, b_words = ([match.group().lower() for match in found] for found in (a_found, b_found))
    found = _long_enough(_joined(_seeds(a_words, b_words, seed), gap), least)
    if not found:
        found = _shuffled(a_words, b_words, gap, least)
    rows = [
        (
            a_found[one.a_start].start(),
            a_found[one.a_end - 1].end(),
            b_found[one.b_start].start(),
            b_found[one.b_end - 1].end(),
        )
        for one in _apart(found)
    ]
    return pd.DataFrame(sorted(rows), columns=list(_COLUMNS), dtype="int64")


def _long_enough(found: Iterable[Passage], least: int) -> list[Passage]:
    return [one for one in found if min(one.a_end - one.a_start, one.b_end - one.b_start) >= least]


def _shuffled(a: Sequence[str], b: Sequence[str], gap: int, least: int) -> list[Passage]:
    """Passages whose words answer each other in any order."""
    found = _long_enough(_joined(_loose_seeds(a, b), gap), least)
    return [one for one in found if _in_common(a, b, one) >= _SHUFFLED]


def _loose_seeds(a: Sequence[str], b: Sequence[str]) -> list[Passage]:
    places = defaultdict(list)
    for key, start, end in _triples(b):
        places[key].append((start, end))
    return sorted(
        Passage(start, end, *place)
        for key, start, end in _triples(a)
        if len(places.get(key, ())) <= _MOST_PLACES
        for place in places.get(key, ())
    )


def _triples(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Three content words out of four in a row, in alphabetical order, and the range that they span."""
    places = [at for at, word in enumerate(words) if len(word) >= _CONTENT and word not in function_words()]
    for at in range(len(places) - 3):
        window = places[at : at + 4]
        for three in ([0, 1, 2], [0, 1, 3], [0, 2, 3]):
            held = [window[one] for one in three]
            yield tuple(sorted(words[place] for place in held)), held[0], held[-1] + 1


def _in_common(a: Sequence[str], b: Sequence[str], one: Passage) -> float:
    """Share of the words of the longer side that the other side has, too."""
    x, y = Counter(a[one.a_start : one.a_end]), Counter(b[one.b_start : one.b_end])
    return (x & y).total() / max(x.total(), y.total())


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


GradeLabel = Literal["cut", "light", "heavy", "non"]

SOME = 3  # words in a row from which on a text counts as taken, not as on the same subject
PHRASE, PASSAGE = 5, 14  # … as taken phrase by phrase, and as pasted
TAKEN = 0.2
PASTED, KEPT = 0.75, 0.65
ALL_BUT_A_WORD = 0.95


class Grade(NamedTuple):
    """What :func:`grade_reuse` finds."""

    label: GradeLabel
    share: float
    pasted: float
    phrases: float


def grade_reuse(source: str, text: str) -> Grade:
    """Say how far a text is taken from a source.

    Parameters
    ----------
    source, text
        The two texts; order matters, as the shares are those of ``text``.

    Returns
    -------
    Grade
        ``label``: ``cut`` (pasted), ``light`` (revised with phrases kept), ``heavy`` (rewritten from it) or
        ``non``. ``share`` is the share of the text's words, 0 to 1, that stand in runs of three or more words
        of the source, whatever their inflection; ``pasted`` and ``phrases`` the share of those that stand in
        runs of fourteen and of five. Higher means nearer to the source.

    Notes
    -----
    Classes after Clough and Stevenson 2011; the measures are containments of word runs as in Clough et al.
    2002, the thresholds our own, set on the development half of their short answers.

    Examples
    --------
    >>> grade_reuse("The old mill on the river burned down on Sunday.", "It rained all week.").label
    'non'
    """
    known, words = ([term.key for term in find_terms(part)] for part in (source, text))
    share, phrases, pasted = (_share_in_runs(words, known, n) for n in (SOME, PHRASE, PASSAGE))
    phrases, pasted = (part / share if share else 0.0 for part in (phrases, pasted))
    return Grade(_grade(share, pasted, phrases), share, pasted, phrases)


def _grade(share: float, pasted: float, phrases: float) -> GradeLabel:
    if share < TAKEN:
        return "non"
    if pasted >= PASTED or share >= ALL_BUT_A_WORD:
        return "cut"
    return "light" if phrases >= KEPT else "heavy"


def _share_in_runs(words: Sequence[str], source: Sequence[str], n: int) -> float:
    """Share of the words that stand in runs of at least n words of the source."""
    known = {tuple(source[i : i + n]) for i in range(len(source) - n + 1)}
    inside = np.zeros(len(words), dtype=bool)
    for i in range(len(words) - n + 1):
        if tuple(words[i : i + n]) in known:
            inside[i : i + n] = True
    return float(inside.mean()) if len(words) else 0.0


def match_passages(a: str, b: str) -> float:
    """Return the probability that one passage is the other reworked, for passages without surroundings.

    Parameters
    ----------
    a, b
        Passages of a sentence or several; their order does not matter.

    Returns
    -------
    float
        0 to 1, higher is surer; at even odds beforehand.

    Notes
    -----
    Source: own; weights of ``weights/links.json``, trained by ``benchmarks/train_links.py``.

    Examples
    --------
    >>> match_passages("The old mill on the river burned down.", "It rained all week.") < 0.5
    True
    """
    corpus = build_corpus([a, b])
    measured = compare_blocks(corpus, np.array([0]), np.array([1]))
    return float(probability_of_passage(measured)[0, 0])
