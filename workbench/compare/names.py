"""Which words of a sentence are names, judged by how the articles at hand write them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from workbench.compare.wording import (
    Unit,
    calendar_words,
    find_phrases,
    function_words,
    numerals,
    tokens,
    units,
)

Range = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Casing:
    """How often the articles write a word in lower case, and how often capitalised inside a sentence.

    ``runs`` keeps the names that :func:`name_runs` found by it: a sentence is compared with many others.
    """

    lower: Counter[str] = field(default_factory=Counter)
    upper: Counter[str] = field(default_factory=Counter)
    runs: dict[tuple[Sequence[Unit], bool], list[Range]] = field(default_factory=dict)


def read_casing(texts: Iterable[str]) -> Casing:
    """Count how the words of some sentences are written.

    Examples
    --------
    >>> casing = read_casing(["Storms hit Dover.", "The storms left Dover dark."])
    >>> casing.upper["dover"], casing.lower["storms"], casing.upper["storms"]
    (2, 1, 0)
    """
    casing = Casing()
    for text in texts:
        words = tokens(text)
        casing.upper.update(word.text.lower() for word in words if word.text[0].isupper() and not word.opens)
        casing.lower.update(word.text.lower() for word in words if word.text[0].islower())
    return casing


class Background(NamedTuple):
    """What all sentences of a case tell about one of them.

    ``keys`` are the words that an article uses, ``titled`` the names that it gives to the holder of a title
    ("president" -> the words of the names).
    """

    casing: Casing
    keys: dict[str, frozenset[str]]
    titled: dict[str, dict[str, frozenset[str]]]


def read_background(doc_ids: Iterable[str], texts: Iterable[str]) -> Background:
    """Gather the background from the sentences of all articles.

    Examples
    --------
    >>> background = read_background(["x", "x"], ["Mayor Ann Lee resigned.", "The mayor left for Dover."])
    >>> sorted(background.titled["x"]["mayor"]), "dover" in background.keys["x"]
    (['ann', 'lee'], True)
    """
    texts = list(texts)
    rows = [(doc_id, units(text)) for doc_id, text in zip(doc_ids, texts, strict=True)]
    casing = read_casing(texts)
    keys: dict[str, set[str]] = defaultdict(set)
    titled: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for doc_id, found in rows:
        keys[doc_id].update(unit.key for unit in found)
        for title, name in titled_names(found, casing):
            titled[doc_id][title].update(unit.key for unit in found[slice(*name)])
    return Background(
        casing,
        {doc_id: frozenset(words) for doc_id, words in keys.items()},
        {
            doc_id: {title: frozenset(names) for title, names in held.items()}
            for doc_id, held in titled.items()
        },
    )


def titled_names(found: Sequence[Unit], casing: Casing) -> list[tuple[str, Range]]:
    """List titles that stand before a name, each with the range of the name.

    Examples
    --------
    >>> titled_names(units("former Prime Minister Olga Berg said"), read_casing([]))
    [('prime minister', (3, 5))]
    """
    titles = {one.end: one for one in find_phrases(found, "titles", "title")}
    return [
        (titles[at].row["title"], (at, end))
        for start, end in name_runs(found, casing)
        for at in range(max(start, 1), end)
        if at in titles
    ]


def is_name(found: Sequence[Unit], at: int, casing: Casing, *, first: bool = False) -> bool:
    """Whether the unit at a place is (part of) a name.

    The first word of a sentence is one if the articles mostly capitalise it elsewhere, too; with ``first`` it is
    one unless they write it in lower case somewhere. Inside a sentence a capital is enough, but for words that
    they mostly write in lower case: those are names only beside another ("Home Office").

    Examples
    --------
    >>> casing = read_casing(["Police say Dover is safe."])
    >>> found = units("Residents left Dover on Monday")
    >>> [unit.text for at, unit in enumerate(found) if is_name(found, at, casing)]
    ['Dover']
    """
    unit = found[at]
    word = unit.text.lower()
    if not _may_be_name(unit.text, unit.key):
        return False
    if casing.upper[word] > casing.lower[word]:
        return True
    if casing.lower[word] == 0:
        return first or not unit.opens
    return not unit.opens and any(_capital_inside(found, beside) for beside in (at - 1, at + 1))


@lru_cache(maxsize=65536)
def _may_be_name(text: str, key: str) -> bool:
    if key in calendar_words() or key in numerals() or text.lower() in function_words():
        return False
    return all(word[0].isupper() for word in text.split() if word.lower() not in function_words())


def _capital_inside(found: Sequence[Unit], at: int) -> bool:
    return 0 <= at < len(found) and not found[at].opens and _may_be_name(found[at].text, found[at].key)


def name_runs(found: Sequence[Unit], casing: Casing, *, first: bool = False) -> list[Range]:
    """Ranges of neighbouring units that are names, as :func:`is_name` has it.

    Examples
    --------
    >>> found = units("the mayor of New Haven met Ann Lee")
    >>> [" ".join(unit.text for unit in found[a:b]) for a, b in name_runs(found, read_casing([]))]
    ['New Haven', 'Ann Lee']
    """
    asked = (tuple(found), first)
    if asked not in casing.runs:
        casing.runs[asked] = _name_runs(found, casing, first)
    return casing.runs[asked]


def _name_runs(found: Sequence[Unit], casing: Casing, first: bool) -> list[Range]:
    flags = [is_name(found, at, casing, first=first) for at in range(len(found))]
    starts = [at for at, flag in enumerate(flags) if flag and (at == 0 or not flags[at - 1])]
    ends = [at + 1 for at, flag in enumerate(flags) if flag and (at + 1 == len(flags) or not flags[at + 1])]
    return list(zip(starts, ends, strict=True))


def initials(words: Sequence[Unit]) -> str:
    """First letters of the capitalised words, lower case: how a name is abbreviated."""
    return "".join(word.text[0] for word in words if word.text[0].isupper()).lower()
