"""Which other articles have a word in the sentences that are linked with one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from workbench.compare.wording import units

Place = tuple[str, int]  # an article and where a sentence of it begins in the raw text


class Siblings:
    """The articles that have a sentence's words in sentences of their own, by the links between them.

    Articles are bits of a number, one number for each word: to unite and to count them takes no time, however many
    links a sentence has.

    Parameters
    ----------
    links
        The rows of the table ``links``.

    Examples
    --------
    >>> rows = [("a", "It rained in Dover."), ("b", "It rained in Arlen."), ("c", "In Dover it rained.")]
    >>> links = [dict(a_doc_id=a, a_start=0, a_text=x, b_doc_id=b, b_start=0, b_text=y)
    ...          for a, x in rows for b, y in rows if a < b]
    >>> siblings = Siblings(links)
    >>> siblings.count({"dover"}, ("a", 0), ("b", 0)), siblings.count({"arlen"}, ("a", 0), ("b", 0))
    (1, 0)
    """

    def __init__(self, links: Iterable[Mapping[str, Any]]) -> None:
        self._bits: dict[str, int] = {}
        self._linked: defaultdict[Place, int] = defaultdict(int)
        self._having: defaultdict[Place, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for (place, text), bits in self._by_wording(links).items():
            self._linked[place] |= bits
            having = self._having[place]
            for key in keys_of(text):
                having[key] |= bits

    def _by_wording(self, links: Iterable[Mapping[str, Any]]) -> dict[tuple[Place, str], int]:
        """Return the articles in which each sentence is linked with each wording: copies have one in common."""
        found: defaultdict[tuple[Place, str], int] = defaultdict(int)
        for link in links:
            a, b = (link["a_doc_id"], link["a_start"]), (link["b_doc_id"], link["b_start"])
            found[a, link["b_text"]] |= self._bit(b[0])
            found[b, link["a_text"]] |= self._bit(a[0])
        return found

    def _bit(self, doc_id: str) -> int:
        return self._bits.setdefault(doc_id, 1 << len(self._bits))

    def count(self, keys: Iterable[str], *places: Place) -> int:
        """Count the third articles that have all these words in sentences linked with one of two places."""
        third = self._linked[places[0]] | self._linked[places[1]]
        for doc_id, _ in places:
            third &= ~self._bit(doc_id)
        one, other = (self._having[place] for place in places)
        for key in keys:
            third &= one.get(key, 0) | other.get(key, 0)
        return third.bit_count()


@lru_cache(maxsize=20_000)
def keys_of(text: str) -> frozenset[str]:
    """Return the keys of a sentence's words.

    Examples
    --------
    >>> sorted(keys_of("It rained twice."))
    ['it', 'rain', 'twic']
    """
    return frozenset(unit.key for unit in units(text))
