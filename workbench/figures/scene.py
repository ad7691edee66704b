"""A sentence with its words, its tree and its figures, as the rules for concepts look at it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.figures.lexing import Tokens
from workbench.figures.quantity import Quantity
from workbench.figures.tree import Tree
from workbench.figures.vocabulary import word_list

REACH = 12


class Scene:
    """A sentence: its tokens, its tree, its figures, and which words each figure covers, unit included."""

    def __init__(self, tokens: Tokens, tree: Tree, quantities: list[Quantity]) -> None:
        self.tokens, self.tree, self.quantities = tokens, tree, quantities
        self.spans = [tree.between(tokens.start[q.first], tokens.end[q.last - 1]) for q in quantities]
        self.covered = {number: place for place, span in enumerate(self.spans) for number in span}

    def word(self, token: int) -> int:
        """Return the number of the word that holds a token."""
        return self.tree.at(self.tokens.start[token])

    def token(self, number: int) -> int:
        """Return the token that holds a word of the tree; the number of tokens beyond the end."""
        if not self.tree.has(number):
            return len(self.tokens)
        return self.tokens.holding(self.tree.word(number).start)

    def before(self, place: int) -> Iterator[Quantity]:
        """Yield the figures before this one, the nearest first; not those of a page-long list."""
        yield from reversed(self.quantities[max(0, place - REACH) : place])

    def earlier_count(self, place: int) -> Quantity | None:
        """Return the nearest figure before this one that counts something named beside it."""
        for other in self.before(place):
            if other.kind == "count" and other.counted and not other.inner:
                return other
        return None

    def is_casualty(self, quantity: Quantity, reach: int = 3) -> bool:
        """Whether the words beside a figure say that somebody was killed, hurt or held."""
        tokens = self.tokens
        around = [tokens.at(quantity.phrase - 1), *(tokens.at(quantity.last + step) for step in range(reach))]
        return any(word in word_list("casualty") for word in around)
