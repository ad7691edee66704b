"""Which terms say the same: synonyms, also of several words, derived words and names spelt nearly alike."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import numpy as np

from workbench.compare.terms import Term, stem
from workbench.lexicon.reading import rows

Array = np.ndarray[Any, Any]

WINDOW = 50  # spellings in alphabetic order that each name is compared with: the time stays linear


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Term → the groups of synonyms it stands in, each called by its first member."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows("synonyms"):
        members = [" ".join(map(stem, member.lower().split())) for member in row["words"].split(";")]
        for member in members:
            groups[member].append(members[0])
    return {member: tuple(names) for member, names in groups.items()}


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """First stem → the synonyms of several words that begin with it, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for member in _groups():
        if " " in member:
            found[member.split()[0]].append(member)
    return {first: tuple(sorted(names, key=lambda n: (-len(n.split()), n))) for first, names in found.items()}


def merge_phrases(terms: list[Term]) -> list[Term]:
    """Join the terms that form a synonym of several words.

    Examples
    --------
    >>> from workbench.compare.terms import find_terms
    >>> [term.key for term in merge_phrases(find_terms("The storm, according to police"))]
    ['the', 'storm', 'accord to', 'polic']
    """
    phrases, merged, i = _phrases(), [], 0
    while i < len(terms):
        size = _phrase_at(terms, i) if terms[i].key in phrases else 1
        merged.append(terms[i] if size == 1 else _joined(terms[i : i + size]))
        i += size
    return merged


def _joined(run: list[Term]) -> Term:
    key = " ".join(term.key for term in run)
    return run[0]._replace(key=key, is_function=all(term.is_function for term in run))


def _phrase_at(terms: list[Term], i: int) -> int:
    for phrase in _phrases().get(terms[i].key, ()):
        parts = phrase.split()
        if [term.key for term in terms[i : i + len(parts)]] == parts:
            return len(parts)
    return 1


def concept(key: str) -> str:
    """Return the first of the synonyms of a term, which stands for them all; the term itself if it has none.

    Examples
    --------
    >>> concept("tell") == concept("say"), concept("harbour")
    (True, 'harbour')
    """
    return _groups().get(key, (key,))[0]


def likeness(terms: list[list[Term]], columns: dict[str, int]) -> Any:
    """Return how alike any two terms are as a sparse matrix: 1 the same, less for synonyms and near spellings.

    Parameters
    ----------
    terms
        The terms of each sentence: they tell which are names.
    columns
        Row and column of each term.

    Notes
    -----
    Source: own; spellings are near by Damerau-Levenshtein distance 1 (names) or a common beginning.
    """
    from scipy.sparse import coo_array

    entries = {(i, i): 1.0 for i in columns.values()}
    names = {t.key for row in terms for t in row if t.is_name}
    for first, second, value in [*_synonyms(columns), *_near(sorted(columns), names)]:
        i, j = columns[first], columns[second]
        entries[i, j] = entries[j, i] = max(value, entries.get((i, j), 0.0))
    places = np.array(list(entries), dtype=int).reshape(-1, 2)
    size = max(len(columns), 1)
    return coo_array((list(entries.values()), (places[:, 0], places[:, 1])), shape=(size, size)).tocsr()


def _synonyms(columns: dict[str, int]) -> list[tuple[str, str, float]]:
    members: dict[str, list[str]] = defaultdict(list)
    for key in columns:
        for group in _groups().get(key, ()):
            members[group].append(key)
    alike = [(a, b, 0.8) for group in members.values() for a in group for b in group if a < b]
    parts = [(key, part, 0.5) for key in columns if " " in key for part in key.split() if part in columns]
    return alike + parts


def _near(keys: list[str], names: set[str]) -> list[tuple[str, str, float]]:
    """Terms that begin alike (advance, advancement), and names spelt nearly alike."""
    found = []
    for size, pool in ((4, keys), (1, sorted(names))):
        buckets: dict[str, list[str]] = defaultdict(list)
        for key in pool:
            if len(key) >= 4 and not key[0].isdigit():
                buckets[key[:size]].append(key)
        for bucket in buckets.values():
            found += [
                (a, b, 0.7)
                for i, a in enumerate(bucket)
                for b in bucket[i + 1 : i + WINDOW]
                if _close(a, b, size)
            ]
    return found


def _close(a: str, b: str, size: int) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein, Prefix

    if size == 1:
        return DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1 and min(len(a), len(b)) >= 5
    shared = Prefix.similarity(a, b)
    return (shared >= 5 and shared >= 0.7 * min(len(a), len(b))) or shared == min(len(a), len(b)) >= 4
