"""What stands around a figure in its sentence: what happened, in which words, and which names are near."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbench.compare.terms import find_terms
from workbench.figures.tree import Tree
from workbench.ledger.vocabulary import happenings_in

# A dependent that opens a clause of its own, or stands beside the clause: what it says is not about the figure.
ASIDE = frozenset({"advcl", "ccomp", "conj", "parataxis", "acl", "csubj", "discourse", "punct", "cc"})
PREDICATES = frozenset({"VERB", "ADJ", "AUX"})
REACH = 12  # words to each side, where the tree says nothing


class Surroundings(NamedTuple):
    """The words around a figure, as stems: those above it in the tree, of its clause, and the names among them."""

    above: tuple[str, ...]
    clause: frozenset[str]
    names: frozenset[str]
    happening: str


NOTHING = Surroundings((), frozenset(), frozenset(), "")


def look_around(tree: Tree, start: int, end: int, others: list[tuple[int, int]]) -> Surroundings:
    """Describe what stands around ``[start, end)`` in a sentence.

    Parameters
    ----------
    tree
        The sentence's words and tree.
    start, end
        Where the figure stands in the sentence.
    others
        Where its other figures stand: a word beyond one of them rather belongs to that one.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> text = "Police said 14 people were injured in Rome."
    >>> around = look_around(Tree(text, parse([text])[0]), 12, 14, [])
    >>> around.happening, sorted(around.names)
    ('injure', ['rome'])
    """
    figure = tree.between(start, end)
    if not figure:
        return NOTHING
    path = list(_upwards(tree, tree.top(figure)))
    members = _clause(tree, path, set(figure))
    terms = [term for number in sorted(members) for term in find_terms(f"the {tree.word(number).text}")[1:]]
    words = frozenset(term.key for term in terms if not term.is_function and not term.is_number)
    names = frozenset(term.key for term in terms if term.is_name)
    above = tuple(stem_of(tree, number) for number in path if number not in figure)
    return Surroundings(above, words, names, _happening(tree, path, members, start, end, others))


def stem_of(tree: Tree, number: int) -> str:
    """Return the stem of a word of a sentence; empty for a sign."""
    terms = find_terms(tree.word(number).text.lower())
    return terms[0].key if terms else ""


def _upwards(tree: Tree, number: int) -> Iterator[int]:
    while number:
        yield number
        number = tree.word(number).head


def _clause(tree: Tree, path: list[int], figure: set[int]) -> set[int]:
    """Return the words of the smallest clause that holds the figure."""
    top = next((number for number in path if tree.upos(number) in PREDICATES), path[-1])
    on_path, members, waiting = set(path), set(), [top]
    while waiting:
        number = waiting.pop()
        members.add(number)
        waiting += [kid for kid in tree.children[number] if kid in on_path or tree.relation(kid) not in ASIDE]
    return members - figure


def _happening(
    tree: Tree, path: list[int], members: set[int], start: int, end: int, others: list[tuple[int, int]]
) -> str:
    """Return what happened to the thing that is counted: what stands above it in the tree, else the nearest word."""
    for number in path:
        found = happenings_in([stem_of(tree, number)])
        if found:
            return found[0][1]
    low = max((stop for _, stop in others if stop <= start), default=0)
    high = min((begin for begin, _ in others if begin >= end), default=len(tree.text))
    numbers = list(tree.between(low, high))
    middle = tree.at(start)
    near = happenings_in([stem_of(tree, number) for number in numbers])
    ranked = [
        (_distance(numbers[place], middle), name)
        for place, name in near
        if abs(numbers[place] - middle) <= REACH
    ]
    return min(ranked, default=(0, ""))[1]


def _distance(number: int, middle: int) -> int:
    """Count the words between; one before the figure is further away than one behind it."""
    return number - middle if number > middle else middle - number + 3
