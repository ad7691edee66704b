"""Names in a tree: where one begins and how far it goes, in whatever way the parser joined its words."""

from __future__ import annotations

from workbench.figures.tree import Tree

LONGEST = 12
QUOTES = ("'", '"', "“", "”", "‘", "’")


def first_of_name(tree: Tree, last: int) -> int:
    """Return the first word of the name that ends with a word; a nickname in quotation marks is part of it."""
    first = last
    while first > last - LONGEST and _goes_back(tree, first):
        first -= 1
    return first


def _goes_back(tree: Tree, first: int) -> bool:
    if tree.upos(first - 1) == "PROPN":
        return not tree.is_temporal(first - 1)
    return tree.lower(first - 1) in QUOTES and tree.upos(first - 2) == tree.upos(first) == "PROPN"


def names_before(tree: Tree, number: int, head: int) -> bool:
    """Whether a name begins before the words that the parser gave to its head: "Dow Jones Industrial Average"."""
    if head - number > LONGEST or tree.upos(head) != "PROPN" or not tree.word(number).text[0].isupper():
        return False
    return tree.upos(number - 1) == "PROPN" and not tree.is_temporal(number - 1)


def names_on(tree: Tree, number: int, head: int) -> bool:
    """Whether a name goes on behind its head: "Maria Lopez", "ASX 200"."""
    if tree.upos(number) == "NUM" and tree.upos(number - 1) == "PROPN":
        return tree.lower(number).isdigit()
    joined = (
        tree.relation(number) in ("flat", "nmod", "nummod", "compound") and tree.word(number).head == head
    )
    return tree.upos(number) in ("PROPN", "NUM") and joined
