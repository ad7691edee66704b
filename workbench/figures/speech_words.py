"""The words that show who stated something, and the marks and tags that sentences are cut by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workbench.grammar import Word
from workbench.lexicon.agencies import agency_names
from workbench.lexicon.reading import lists
from workbench.lexicon.saying import sets_of_verbs

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})
INSIDE = NOMINAL | {"DET", "ADJ"}
QUOTES = frozenset('“”"„«»')
STOPS = frozenset(",;:—–()[]") | QUOTES
VERBAL = frozenset({"VERB", "AUX"})
LINKS = frozenset({"of", "for"})


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """Return the words that show who stated something: the verbs by what they lead to, and those around them."""
    sets = {name: frozenset(words) for name, words in lists("attribution").items()}
    return sets | sets_of_verbs() | {"carrier_name": sets["outlet_name"] | agency_names()}


def listed(word: Word, name: str) -> bool:
    """Say whether a word stands in a list, as written or in its dictionary form."""
    words = word_sets()[name]
    return word.lemma in words or word.text.lower() in words


def is_time(word: Word) -> bool:
    """Say whether a word names a time, which stands beside speakers and is none."""
    return listed(word, "time")


def is_passive(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb is in the passive: a form of "be" or "get" before it."""
    j = i - 1
    while j >= 0 and words[j].upos in ("ADV", "PART"):
        j -= 1
    return j >= 0 and words[j].lemma in ("be", "get") and not words[i].text.lower().endswith("ing")


def group_start(words: Sequence[Word], i: int) -> int:
    """Return where the verb's auxiliaries and adverbs begin."""
    while i and (
        words[i - 1].upos in ("AUX", "ADV") or words[i - 1].text.lower() in ("also", "later", "earlier")
    ):
        i -= 1
    return i
