"""Sets of words of many figures, and what any two of them have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


class Bags:
    """Sets of words, a row for each figure: how much two rows have in common is asked for many pairs at once."""

    def __init__(self, sets: Sequence[Iterable[str]], telling: Mapping[str, float] | None = None) -> None:
        self.fill(sets, telling, {})

    @classmethod
    def of_one_list(cls, *parts: Sequence[Iterable[str]]) -> list[Bags]:
        """Make bags whose rows can be held against each other's: their words are numbered together."""
        numbers: dict[str, int] = {}
        for words in (words for sets in parts for words in sets):
            for word in sorted(words):
                numbers.setdefault(word, len(numbers))
        bags = [cls.__new__(cls) for _ in parts]
        for bag, sets in zip(bags, parts, strict=True):
            bag.fill(sets, None, numbers)
        return bags

    def fill(
        self, sets: Sequence[Iterable[str]], telling: Mapping[str, float] | None, numbers: dict[str, int]
    ) -> None:
        """Give the words their numbers and lay them out, a row for each set."""
        from scipy.sparse import csr_matrix

        rows = [sorted({numbers.setdefault(word, len(numbers)) for word in sorted(words)}) for words in sets]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.concatenate([np.array(row, dtype=int) for row in rows]) if rows else np.array([], int)
        each = np.array([1.0 if telling is None else telling.get(word, 1.0) for word in numbers])
        shape = (len(rows), max(1, len(numbers)))
        self.held = csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
        self.told = csr_matrix((each[columns] if len(columns) else [], columns, ends), shape=shape)
        self.whole = np.asarray(self.told.sum(axis=1)).ravel()

    def common(self, i: Array, j: Array) -> Array:
        """Return what the words that both rows hold tell together."""
        return np.asarray(self.held[i].multiply(self.told[j]).sum(axis=1)).ravel()

    def inside(self, other: Bags, i: Array, j: Array) -> Array:
        """Whether one's row holds a word of the other's row of other bags, either way round."""
        both = self.held[i].multiply(other.held[j]).sum(axis=1) + self.held[j].multiply(other.held[i]).sum(
            axis=1
        )
        return np.asarray(both).ravel() > 0

    def overlap(self, i: Array, j: Array) -> Array:
        """Return the share of two rows' words that both have (Dice 1945), each counted by what it tells, 0 to 1."""
        whole = self.whole[i] + self.whole[j]
        return 2 * self.common(i, j) / np.where(whole > 0, whole, 1.0)

    def apart(self, i: Array, j: Array) -> Array:
        """Whether both rows hold something, and nothing in common."""
        return (self.whole[i] > 0) & (self.whole[j] > 0) & (self.common(i, j) == 0)
