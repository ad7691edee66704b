"""A sentence's words and tree as the layer of concepts asks for them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from workbench.figures.vocabulary import word_list
from workbench.grammar import Word

NOMINAL = frozenset({"NOUN", "PROPN"})


class Tree:
    """The words of a sentence, numbered from 1 as their heads are, with the questions that rules put to them."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words
        self._starts = [word.start for word in words]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each word; of the root under 0."""
        kids: list[list[int]] = [[] for _ in range(len(self.words) + 1)]
        for number, word in enumerate(self.words, 1):
            kids[word.head].append(number)
        return kids

    def word(self, number: int) -> Word:
        """Return a word by its number."""
        return self.words[number - 1]

    def has(self, number: int) -> bool:
        """Whether there is a word of this number."""
        return 0 < number <= len(self.words)

    def lower(self, number: int) -> str:
        """Return a word in lower case; the empty string beyond either end."""
        return self.words[number - 1].text.lower() if self.has(number) else ""

    def upos(self, number: int) -> str:
        """Return a word's part of speech; the empty string beyond either end."""
        return self.words[number - 1].upos if self.has(number) else ""

    def at(self, offset: int) -> int:
        """Return the number of the word that holds or follows an offset's character; at least 1."""
        return max(1, bisect_right(self._starts, offset))

    def between(self, start: int, end: int) -> range:
        """Return the numbers of the words that overlap ``[start, end)``."""
        first = self.at(start)
        if self.words and self.words[first - 1].end <= start:
            first += 1
        return range(first, bisect_right(self._starts, max(start, end - 1)) + 1)

    def top(self, numbers: range) -> int:
        """Return the word of a stretch whose head lies outside of it; the last one if there is none."""
        for number in numbers:
            if self.word(number).head not in numbers:
                return number
        return numbers[-1] if numbers else 0

    def relation(self, number: int) -> str:
        """Return a word's relation without its subtype."""
        return self.words[number - 1].relation.partition(":")[0]

    def child(self, number: int, *relations: str) -> int:
        """Return the first dependent with one of these relations (a subtype counts); 0 if there is none."""
        for kid in self.children[number]:
            if self.word(kid).relation.partition(":")[0] in relations:
                return kid
        return 0

    def is_temporal(self, number: int) -> bool:
        """Whether a word names a time, which is never what is counted or measured."""
        return self.lower(number) in word_list("weekday") or self.lower(number) in word_list("temporal")

    def slice(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.word(first).start : self.word(last).end]
