"""How far one text is taken from another: cut and pasted, lightly or heavily revised, or its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from workbench.compare.corpus import build_corpus
from workbench.compare.links import probability_of_passage
from workbench.compare.similarity import compare_blocks
from workbench.compare.terms import find_terms

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
    return Grade(_label(share, pasted, phrases), share, pasted, phrases)


def _label(share: float, pasted: float, phrases: float) -> GradeLabel:
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
