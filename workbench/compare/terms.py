"""The terms of a sentence: stems, figures, names and quoted words, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from workbench.lexicon.function_words import function_words
from workbench.lexicon.numbers import number_values
from workbench.lexicon.reading import rows

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
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def irregular_forms() -> dict[str, str]:
    """Return the dictionary form of each irregular form, lower case.

    Examples
    --------
    >>> irregular_forms()["fled"]
    'flee'
    """
    return {row["form"]: row["base"] for row in rows("irregular_forms")}


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
