"""Whether two sentences in words of their own state one fact: equal digits or one date alone are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workbench.compare.corpus import Corpus
from workbench.compare.detect.amounts import find_amounts
from workbench.compare.terms import Term, stem
from workbench.compare.wording import units
from workbench.lexicon.calendar import months, weekdays

# By what two sentences were found to share a fact: quoted words, names with much else, or a figure with a name.
BY_WORDS, BY_NAMES, BY_FIGURES = 1, 2, 3


def is_shared(corpus: Corpus, one: int, other: int, way: int) -> bool:
    """Say whether two sentences have more in common than a date, or a number of different things.

    ``one`` and ``other`` are numbers of sentences, ``way`` tells by what they were found.

    Examples
    --------
    >>> from workbench.compare.corpus import build_corpus
    >>> corpus = build_corpus(["In Dover, four men died.", "Dover Mail costs £4 a month.", "Four men of Dover died."])
    >>> is_shared(corpus, 0, 1, BY_FIGURES), is_shared(corpus, 0, 2, BY_FIGURES)
    (False, True)
    """
    if way == BY_WORDS:
        return True
    a, b = corpus.terms[one], corpus.terms[other]
    if not (_names(a) & _names(b)) - _calendar():
        return False
    return way == BY_NAMES or _one_figure((corpus.texts[one], a), (corpus.texts[other], b))


def _names(terms: Sequence[Term]) -> set[str]:
    return {term.key for term in terms if term.is_name and not term.is_number}


@cache
def _calendar() -> frozenset[str]:
    return frozenset(stem(name) for name in months(short=False) | weekdays(short=False))


def _one_figure(a: tuple[str, Sequence[Term]], b: tuple[str, Sequence[Term]]) -> bool:
    """Whether a number that both have is a figure of one kind and unit in both, or a figure in neither."""
    ours, theirs = _figures(*a), _figures(*b)
    return any(ours[key] & theirs[key] for key in ours.keys() & theirs.keys())


def _figures(text: str, terms: Sequence[Term]) -> dict[str, set[tuple[str, str]]]:
    """Return for each number of a sentence the kinds and units of figure that it stands in; empty ones for none."""
    found = units(text)
    spans = [(found[one.start].start, found[one.end - 1].end, one) for one in find_amounts(text)]
    kinds: dict[str, set[tuple[str, str]]] = {}
    for term in terms:
        if term.is_number:
            inside = {(one.kind, one.unit) for start, end, one in spans if start <= term.start < end}
            kinds.setdefault(term.key, set()).update(inside or {("", "")})
    return kinds
