"""What stands around a figure in its sentence: what happened, in which words, and which names are near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from workbench.compare.terms import Term, find_terms
from workbench.figures.tree import Tree
from workbench.ledger.vocabulary import happenings_in

# A dependent that opens a clause of its own, or stands beside the clause: what it says is not about the figure.
ASIDE = frozenset({"advcl", "ccomp", "conj", "parataxis", "acl", "csubj", "discourse", "punct", "cc"})
PREDICATES = frozenset({"VERB", "ADJ", "AUX"})
PHRASE = 4  # words of the longest phrase in the vocabulary
REACH = 12  # words to each side, where the tree says nothing
HEDGE = 5  # words back to the verb that a figure with its hedge stands behind, exclusive
BEFORE = 3  # a word before the figure is taken to be this many words further away than one behind it
# Words inside a phrase that change nothing: "lost their lives", "claimed at least 30 lives".
FILLING = frozenset({"DET", "PRON", "NUM"})
HEDGES = frozenset(
    {
        "at",
        "least",
        "most",
        "more",
        "less",
        "fewer",
        "than",
        "up",
        "to",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "over",
        "as",
    }
)
# A verb joined to another by these tells of something else: "killed 18 and infected 640".
OF_ITS_OWN = frozenset({"conj", "advcl", "parataxis"})
COMPLETING = frozenset({"nsubj", "nsubj:pass", "xcomp"})
# Verbs that say nothing of their own about what is counted.
LIGHT = frozenset(
    {
        "be",
        "have",
        "do",
        "get",
        "go",
        "come",
        "stand",
        "rise",
        "reach",
        "climb",
        "put",
        "bring",
        "say",
        "leave",
        "remain",
        "continue",
        "keep",
        "begin",
        "start",
        "amount",
        "ascend",
        "grow",
        "fall",
        "total",
    }
)
PASSED_OVER = frozenset({"NOUN", "PROPN", "ADJ", "AUX", "ADV", "DET", "PART", "NUM", "PRON"})
PARTITIVE = re.compile(r"\s+(?:of|among)\s+(?:the|them|those|these|its|his|her|their|whom|which|all)\b", re.I)
INCLUDING = re.compile(
    r"\b(?:including|among them|of which|of whom|of these|of them|of those)\W{1,3}(?:\w{1,20}\W{1,3}){0,2}$",
    re.I,
)
# Between a part and its whole: "16 of the province's 27 districts" is a count with its total, not some of a whole.
WHOLE = re.compile(r"\s+of\b[^.;]{0,30}")
# A value, and in brackets the same once more.
OPENED = re.compile(r"[^()\[\].;]{0,24}[(\[]\s*(?:\S{1,20}\s+){0,2}[^\s\d()]{0,4}")
FORMERLY = re.compile(
    r"\b(?:up|down|rose|risen|climbed|increased|grew|grown|fell|dropped|jumped|raised|revised)\b[^.;]{0,40}?"
    r"\bfrom\s+(?:\S{1,20}\s+){0,2}$",
    re.I,
)


class Surroundings(NamedTuple):
    """The words around a figure, as stems: those above it in the tree, of its clause, and the names among them.

    ``some_of`` says that it counts some of a whole, ``total`` that it is such a whole, ``formerly`` that it is the value before a change.
    """

    above: tuple[str, ...]
    clause: frozenset[str]
    names: frozenset[str]
    happening: str
    some_of: bool
    total: bool
    formerly: bool


NOTHING = Surroundings((), frozenset(), frozenset(), "", False, False, False)


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
    terms = [term for number in sorted(members) for term in _terms_of(f"the {tree.word(number).text}")[1:]]
    return Surroundings(
        above=tuple(stem_of(tree, number) for number in path if number not in figure),
        clause=frozenset(term.key for term in terms if not term.is_function and not term.is_number),
        names=frozenset(term.key for term in terms if term.is_name),
        happening=_happening(tree, path, figure, others),
        some_of=_is_some_of(tree.text, start, end, others),
        total=any(WHOLE.fullmatch(tree.text, stop, start) for _, stop in others if start - stop > 0),
        formerly=bool(FORMERLY.search(tree.text, max(0, start - 80), start)),
    )


def _is_some_of(text: str, start: int, end: int, others: list[tuple[int, int]]) -> bool:
    if INCLUDING.search(text, max(0, start - 40), start):
        return True
    has_total = any(WHOLE.fullmatch(text, end, begin) for begin, _ in others if begin > end)
    return bool(PARTITIVE.match(text, end)) and not has_total


def says_again(text: str, end: int, start: int) -> bool:
    """Whether the figure at ``start`` says in brackets what the one that ends at ``end`` says: 10 km (6.2 miles).

    Examples
    --------
    >>> says_again("10 km (6.2 miles)", 2, 7)
    True
    """
    return bool(OPENED.fullmatch(text, end, start))


def stem_of(tree: Tree, number: int) -> str:
    """Return the stem of a word of a sentence; empty for a sign."""
    terms = _terms_of(tree.word(number).text.lower())
    return terms[0].key if terms else ""


@lru_cache(maxsize=50_000)  # the words of a clause are asked for each of its figures
def _terms_of(text: str) -> tuple[Term, ...]:
    return tuple(find_terms(text))


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


def _happening(tree: Tree, path: list[int], figure: range, others: list[tuple[int, int]]) -> str:
    """Return what happened to the thing that is counted.

    First what is said of it at once ("40 were missing"), then what stands above it in the tree or is the subject
    there ("the number of people killed rose to 63"), then the nearest word that no other figure parts from it.
    """
    own, parted = _own_part(tree, path)
    subjects = [kid for number in own for kid in tree.children[number] if tree.relation(kid) in COMPLETING]
    rivals = {tree.word(number).head for span in others for number in tree.between(*span)}
    below = [kid for number in subjects for kid in (number, *_below(tree, number, rivals))]
    for number in (*_at_once(tree, figure[-1]), *_just_before(tree, figure[0]), *own, *below):
        if found := _said_by(tree, number):
            return found
    return "" if parted else _nearest(tree, figure, others)


def _own_part(tree: Tree, path: list[int]) -> tuple[list[int], bool]:
    """Return the way up to a verb that tells of something of its own, and whether there is such a verb."""
    for place, number in enumerate(path[:-1]):
        of_its_own = tree.upos(number) == "VERB" and tree.relation(number) in OF_ITS_OWN
        if of_its_own and tree.word(number).lemma not in LIGHT:
            return path[: place + 1], True
    return path, False


def _said_by(tree: Tree, number: int) -> str:
    """Return what a word and those behind it say happened; words that fill a phrase are left out if need be."""
    near = range(number, min(number + PHRASE, len(tree) + 1))
    far = [other for other in range(number, min(number + REACH, len(tree) + 1)) if not _fills(tree, other)]
    for words, least in ((far[:PHRASE], 2), (near, 1)):
        found = happenings_in([_stem_of_word(tree, other) for other in words], least)
        if found and found[0][0] == 0:
            return found[0][1]
    return ""


def _fills(tree: Tree, number: int) -> bool:
    return tree.upos(number) in FILLING or tree.word(number).text.lower() in HEDGES


def _stem_of_word(tree: Tree, number: int) -> str:
    """Return the stem of a word that is no name: in "March 11" nobody marches."""
    word = tree.word(number)
    return "" if word.upos == "PROPN" and word.text.istitle() and number > 1 else stem_of(tree, number)


def _just_before(tree: Tree, first: int) -> Iterator[int]:
    """Go to the verb that a figure stands behind, if only a hedge parts them: "killing at least 38"."""
    for number in range(first - 1, max(0, first - HEDGE), -1):
        if tree.upos(number) == "VERB":
            yield number
        if tree.upos(number) not in {"ADV", "ADP", "ADJ", "DET"}:
            return


def _at_once(tree: Tree, last: int) -> Iterator[int]:
    for number in range(last + 1, min(last + REACH, len(tree)) + 1):
        if tree.upos(number) not in PASSED_OVER | PREDICATES:
            if tree.upos(number) == "ADP":
                yield number  # "on board"
            return
        yield number
        if tree.upos(number) == "VERB":
            if tree.upos(number + 1) == "ADP":
                yield number + 1  # "remain under orders"
            return


def _below(tree: Tree, number: int, rivals: set[int]) -> Iterator[int]:
    """Go through what hangs below a word, but not below what another figure counts."""
    for kid in tree.children[number]:
        if kid not in rivals:
            yield kid
            yield from _below(tree, kid, rivals)


def _nearest(tree: Tree, figure: range, others: list[tuple[int, int]]) -> str:
    rivals = [number for span in others for number in tree.between(*span)[:1]]
    first, last = figure[0], figure[-1]
    low = max([first - REACH, 1, *(rival + 1 for rival in rivals if rival < first)])
    high = min([last + REACH, len(tree), *(rival - 1 for rival in rivals if rival > last)])
    ranked = [
        (_distance(low + place, first, last), name)
        for place, name in happenings_in([_stem_of_word(tree, number) for number in range(low, high + 1)])
    ]
    return min(ranked, default=(0, ""))[1]


def _distance(number: int, first: int, last: int) -> int:
    return number - last if number > last else first - number + BEFORE
