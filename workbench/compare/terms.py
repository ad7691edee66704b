"""The terms of a sentence, stems, figures, names and quoted words, and which of them say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import function_words, irregular_forms, number_values
from workbench.starting import import_part

# Acronyms with points first (U.S.), then figures with their separators, then words. Hyphens part words.
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
# Quotation marks; a straight one opens before a word and closes behind one. A lone ’ is an apostrophe.
_OPENS = re.compile(r"[“«„‘]|(?<!\w)\"(?=[\w(\[…])")
_CLOSES = re.compile(r"[”»]|(?<=[\w.,!?…\])'’])\"|(?<=[.,!?])’(?!\w)")
_SINGLE = re.compile(r"‘[^‘’]*(’)(?!\w)")


# Words of grammar whose change changes what is said.
_NEVER_MINOR = frozenset({"no", "not", "nor", "never", "without", "before", "after", "against", "all"})


class Term(NamedTuple):
    """A word or figure of a sentence.

    ``key`` is what terms are compared by: the stem of a word, the plain number of a figure.
    """

    key: str
    start: int
    is_name: bool = False
    is_number: bool = False
    is_function: bool = False
    in_quotation: bool = False


@cache
def _stemmer() -> Any:
    return import_part("snowballstemmer", "english_stemmer").EnglishStemmer()  # of thirty languages one


@cache
def _numbers() -> dict[str, str]:
    return {word: str(value) for word, value in number_values().items()}


def is_function_word(word: str) -> bool:
    """Say whether a lower-case word is one of grammar and not of content.

    Examples
    --------
    >>> is_function_word("but"), is_function_word("not"), is_function_word("boat")
    (True, False, False)
    """
    return word in function_words("likeness") and word not in _NEVER_MINOR


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word; irregular forms go by their dictionary form.

    Examples
    --------
    >>> stem("fled") == stem("fleeing")
    True
    """
    return str(_stemmer().stemWord(irregular_forms().get(word, word)))


@cache
def _common() -> dict[str, float]:
    return {row["stem"]: float(row["weight"]) for row in rows("common_words")}


def in_general(key: str) -> float:
    """Return the weight of a term in news at large, 0 to 1, higher is rarer; of a phrase, that of its rarest word.

    Examples
    --------
    >>> in_general(stem("people")) < in_general(stem("avalanche"))
    True
    """
    return max(_common().get(part, 1.0) for part in key.split(" "))


def find_terms(text: str, *, opened: bool = False) -> list[Term]:
    """Return the terms of a sentence in order.

    A name is a capitalised word that does not open the sentence. ``opened`` says that the sentence begins
    within a quotation; see :func:`find_quotations`.

    Source: own.

    Examples
    --------
    >>> [term.key for term in find_terms("More than 1,037 of Rome's soldiers fled")]
    ['more', 'than', '1037', 'of', 'rome', 'soldier', 'flee']
    """
    terms: list[Term] = []
    marks = iter([*_marks(text), (len(text) + 1, False)])
    place, opens, quoted = *next(marks), opened
    for match in _TOKEN.finditer(text):
        while place <= match.start():
            quoted = opens
            place, opens = next(marks)
        terms.append(_term(match.group(), match.start(), first=not terms, quoted=quoted))
    return terms


def _marks(text: str) -> list[tuple[int, bool]]:
    opening = [(match.start(), True) for match in _OPENS.finditer(text)]
    closing = {(match.start(), False) for match in _CLOSES.finditer(text)}
    closing |= {(match.start(1), False) for match in _SINGLE.finditer(text)}
    return sorted([*opening, *closing])


def find_quotations(texts: Sequence[str]) -> list[bool]:
    """Say of each of an article's sentences, in order, whether it begins within a quotation.

    A sentence does if the first mark in it closes one, or if it has no mark and a quotation opened before it
    is closed behind it.

    Examples
    --------
    >>> find_quotations(["“We left.", "We ran.", "It burned,” she said.", "He stayed."])
    [False, True, True, False]
    """
    marks = [_marks(text) for text in texts]
    behind = False
    begins = [False] * len(texts)
    for i in range(len(texts) - 1, -1, -1):
        if marks[i]:
            behind = not marks[i][0][1]
        begins[i] = behind
    opened = False
    for i, found in enumerate(marks):
        # Without a mark of its own, a sentence needs an opening before it; a closing one alone is enough.
        begins[i] = begins[i] and (opened or bool(found))
        opened = found[-1][1] if found else opened
    return begins


def _term(token: str, start: int, *, first: bool, quoted: bool) -> Term:
    if token[0].isdigit():
        return Term(token.replace(",", "").rstrip("."), start, is_number=True, in_quotation=quoted)
    word = token.replace(".", "").replace("’", "'").removesuffix("'s").lower()
    if word in _numbers() and not (word == "one" and first):
        return Term(_numbers()[word], start, is_number=True, in_quotation=quoted)
    function = word in function_words("likeness") and not token.isupper()
    named = token[0].isupper() and not first and not function
    return Term(stem(word), start, is_name=named, is_function=function, in_quotation=quoted)


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
        merged.append(terms[i] if size == 1 else _joined_term(terms[i : i + size]))
        i += size
    return merged


def _joined_term(run: list[Term]) -> Term:
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
