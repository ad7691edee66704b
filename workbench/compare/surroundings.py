"""What stands around a figure in its sentence: what happened, in which words, and which names are near."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from workbench.compare.happenings import PHRASE, happenings_in, opening_happening
from workbench.compare.terms import Term, find_terms
from workbench.figures.tree import Tree
from workbench.lexicon.reading import either
from workbench.lexicon.word_classes import moving_words

# A dependent that opens a clause of its own, or stands beside the clause: what it says is not about the figure.
ASIDE = frozenset({"advcl", "ccomp", "conj", "parataxis", "acl", "csubj", "discourse", "punct", "cc"})
PREDICATES = frozenset({"VERB", "ADJ", "AUX"})
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
WHOLE_REACH = 40  # characters that such words take at most
WHOLE = re.compile(r"\s+of\b[^.;]{0,30}")
OF = re.compile(r"(?<!\s)\s+of\b")
# "Of the province's 27 districts the army holds 16".
OF_ITS = re.compile(r"\b[Oo]f\s(?:its|their|all|(?:the\s)?(?:[\w-]+\s){0,3}?[\w-]+['’]s)\s$")
# A value, and in brackets the same once more.
BRACKET = re.compile(r"[^()\[\].;]{0,24}[(\[]")
OPENED = re.compile(BRACKET.pattern + r"\s*(?:\S{1,20}\s+){0,2}[^\s\d()]{0,4}")
FORMERLY = re.compile(
    rf"\b{either(moving_words())}\b[^.;]{{0,40}}?\bfrom\s+(?:(?!to\b)\S{{1,20}}\s+){{0,2}}$",
    re.I,
)
# What was said before: "at first 40 were thought dead". "First reported" tells who was first with the news.
SAID_EARLIER = re.compile(
    r"\b(?:(?:earlier|previously|initially|originally|at\sfirst)\s(?:(?:had|has|have|was|were|been|also)\s){0,2}"
    r"(?:reported|said|told|put|gave|given|announced|counted|estimated|believed|thought|feared|called|stated)"
    r"|first\s(?:thought|believed|feared|estimated|put|called)"
    r"|(?:an?|the|its|their)\s(?:earlier|previous|initial|preliminary|first)\s(?:[\w-]+\s)?(?:toll|count|figure|report|estimate|tally|number|total)s?)\b"
    r"(?:\s(?!but\b|and\b|or\b|while\b|than\b)[^\s.;,]{1,20}){0,4}\s?$",
    re.I,
)


Span = tuple[int, int]  # [start, end) of the sentence's text


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


class Neighbourhood:
    """A sentence with its figures, asked for what stands around each.

    What the figures of a sentence have in common is found once: a sentence of a table may hold hundreds of them.

    Parameters
    ----------
    tree
        The sentence's words and tree.
    spans
        Where its figures stand in the sentence: a word beyond another figure rather belongs to that one.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> text = "Police said 14 people were injured in Rome."
    >>> around = Neighbourhood(Tree(text, parse([text])[0]), [(12, 14)]).around(12, 14)
    >>> around.happening, sorted(around.names)
    ('injure', ['rome'])
    """

    def __init__(self, tree: Tree, spans: Sequence[Span]) -> None:
        self.tree = tree
        self.spans = spans
        self._stems: dict[int, str] = {}
        self._happenings: dict[int, str] = {}

    def around(self, start: int, end: int) -> Surroundings:
        """Describe what stands around the figure at ``[start, end)``."""
        tree = self.tree
        figure = tree.between(start, end)
        if not figure:
            return NOTHING
        path = list(_upwards(tree, tree.top(figure)))
        said = [_said(tree.word(number).text) for number in _clause(tree, path) if number not in figure]
        return Surroundings(
            above=tuple(stem_of(tree, number) for number in path if number not in figure),
            clause=frozenset().union(*(one.content for one in said)),
            names=frozenset().union(*(one.names for one in said)),
            happening=self._happening(path, figure, (start, end)),
            some_of=self._is_some_of(start, end),
            total=any(WHOLE.fullmatch(tree.text, stop, start) for stop in self._parts_before(start))
            or bool(OF_ITS.search(tree.text, max(0, start - 60), start)),
            formerly=any(
                told.search(tree.text, max(0, start - 80), start) for told in (FORMERLY, SAID_EARLIER)
            ),
        )

    def _stem(self, number: int) -> str:
        """Return the stem of a word that is no name: in "March 11" nobody marches."""
        if number not in self._stems:
            self._stems[number] = _stem_of_word(self.tree, number)
        return self._stems[number]

    def _begins(self, number: int) -> str:
        """Return what happens in the words that begin with this one; empty if nothing does."""
        if number not in self._happenings:
            near, far = self._words_behind(number)
            self._happenings[number] = opening_happening(far, 2) or opening_happening(near)
        return self._happenings[number]

    def _words_behind(self, number: int) -> tuple[list[str], list[str]]:
        """Return the stems from a word on: those next to each other, and those but for what may fill a phrase."""
        beyond = len(self.tree) + 1
        near = range(number, min(number + PHRASE, beyond))
        far = (other for other in range(number, min(number + REACH, beyond)) if not _fills(self.tree, other))
        return [self._stem(other) for other in near], [self._stem(other) for other in islice(far, PHRASE)]

    @cached_property
    def _parts(self) -> list[int]:
        """Where the figures end that "of" follows: they may be parts of a figure behind it."""
        return sorted(end for _, end in self.spans if OF.match(self.tree.text, end))

    def _parts_before(self, start: int) -> list[int]:
        """Return where those of the parts end that stand close enough before a figure to be of it."""
        parts = self._parts
        return parts[bisect_left(parts, start - WHOLE_REACH) : bisect_left(parts, start)]

    def _is_some_of(self, start: int, end: int) -> bool:
        text = self.tree.text
        if INCLUDING.search(text, max(0, start - 40), start):
            return True
        if not PARTITIVE.match(text, end):
            return False
        return not any(
            WHOLE.fullmatch(text, end, begin) for begin, _ in self.spans if end < begin < end + WHOLE_REACH
        )

    @cached_property
    def _counted(self) -> Counter[int]:
        """The words that figures hang on, and how many figures do."""
        return Counter(head for span in set(self.spans) for head in self._heads(span))

    def _heads(self, span: Span) -> set[int]:
        return {self.tree.word(number).head for number in self.tree.between(*span)}

    @cached_property
    def _firsts(self) -> list[tuple[int, Span]]:
        """The first word of each figure, in their order in the sentence."""
        return sorted((number, span) for span in set(self.spans) for number in self.tree.between(*span)[:1])

    def _happening(self, path: list[int], figure: range, span: Span) -> str:
        """Return what happened to the thing that is counted.

        First what is said of it at once ("40 were missing"), then what stands above it in the tree or is the
        subject there ("the number of people killed rose to 63"), then the nearest word that no other figure parts
        from it.
        """
        own, parted = _own_part(self.tree, path)
        acts = self._act(figure)
        told = self._told((*_at_once(self.tree, figure[-1]), *_just_before(self.tree, figure[0]), *own))
        if not told or told[0] == "carry":
            told += self._told(self._completing(own, self._heads(span), acts))
        if "carry" in told[:1]:  # those on board who died are counted as dead
            return "die" if "die" in told else "carry"
        if told or parted:
            return next(iter(told), "")
        return self._of_object(acts) if acts else self._nearest(figure, span)

    def _told(self, numbers: Iterable[int]) -> list[str]:
        """Return what happens in the words that begin with each of these."""
        return [found for number in numbers if (found := self._begins(number))]

    def _act(self, figure: range) -> int:
        """Return the verb of which those who are counted are the active subject: what others suffer is not theirs."""
        tree = self.tree
        counted = tree.word(tree.top(figure)).head
        if not tree.has(counted) or tree.relation(counted) != "nsubj":
            return 0
        verb = tree.word(counted).head
        acts = tree.has(verb) and tree.upos(verb) == "VERB" and tree.word(verb).lemma not in LIGHT
        return verb if acts else 0

    def _of_object(self, verb: int) -> str:
        """Return what the object of a verb says to have happened: "suffered injuries"."""
        tree = self.tree
        bare = {
            kid for kid in tree.children[verb] if tree.relation(kid) == "obl" and not tree.child(kid, "case")
        }
        objects = [kid for kid in tree.children[verb] if kid in bare or tree.relation(kid) == "obj"]
        found = self._told(number for kid in objects for number in (*self.tree.children[kid], kid))
        return next(iter(found), "")

    def _completing(self, above: list[int], heads: set[int], acts: int) -> Iterator[int]:
        """Go through the subjects of the words above a figure, with what hangs below them.

        Of what those who are counted do themselves only the verb: they "helped to search for the missing".
        """
        for number in (kid for word in above for kid in self.tree.children[word]):
            if self.tree.relation(number) in COMPLETING:
                yield number
                if not (self.tree.word(number).head == acts and self.tree.relation(number) == "xcomp"):
                    yield from self._below(number, heads)

    def _below(self, number: int, own: set[int]) -> Iterator[int]:
        """Go through what hangs below a word, but not below what another figure counts."""
        for kid in self.tree.children[number]:
            if self._counted[kid] <= (kid in own):
                yield kid
                yield from self._below(kid, own)

    def _nearest(self, figure: range, span: Span) -> str:
        first, last = figure[0], figure[-1]
        low, high = max(first - REACH, 1), min(last + REACH, len(self.tree))
        from_here = bisect_left(self._firsts, (low - 1,))
        for number, other in self._firsts[from_here : bisect_left(self._firsts, (high + 2,))]:
            if other != span and number < first:
                low = max(low, number + 1)
            elif other != span and number > last:
                high = min(high, number - 1)
        ranked = [
            (_distance(low + place, first, last), name)
            for place, name in happenings_in([self._stem(number) for number in range(low, high + 1)])
        ]
        return min(ranked, default=(0, ""))[1]


class _Said(NamedTuple):
    """What a word says, as stems: its content, and the names in it."""

    content: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=50_000)
def _said(word: str) -> _Said:
    terms = find_terms(f"the {word}")[1:]
    return _Said(
        frozenset(term.key for term in terms if not term.is_function and not term.is_number),
        frozenset(term.key for term in terms if term.is_name),
    )


def may_be_said_again(text: str, end: int) -> bool:
    """Whether brackets open close enough behind a figure that ends at ``end`` to hold it once more.

    Examples
    --------
    >>> may_be_said_again("10 km (6.2 miles)", 2), may_be_said_again("10 km (6.2 miles)", 10)
    (True, False)
    """
    return bool(BRACKET.match(text, end))


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


def _clause(tree: Tree, path: list[int]) -> set[int]:
    """Return the words of the smallest clause that holds the figure whose path to the root this is."""
    top = next((number for number in path if tree.upos(number) in PREDICATES), path[-1])
    on_path, members, waiting = set(path), set[int](), [top]
    while waiting:
        number = waiting.pop()
        members.add(number)
        waiting += [kid for kid in tree.children[number] if kid in on_path or tree.relation(kid) not in ASIDE]
    return members


def _own_part(tree: Tree, path: list[int]) -> tuple[list[int], bool]:
    """Return the way up to a verb that tells of something of its own, and whether there is such a verb."""
    for place, number in enumerate(path[:-1]):
        of_its_own = tree.upos(number) == "VERB" and tree.relation(number) in OF_ITS_OWN
        if of_its_own and tree.word(number).lemma not in LIGHT:
            return path[: place + 1], True
    return path, False


def _fills(tree: Tree, number: int) -> bool:
    return tree.upos(number) in FILLING or tree.word(number).text.lower() in HEDGES


def _stem_of_word(tree: Tree, number: int) -> str:
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
    if tree.lower(last + 1) == "of" and tree.upos(last + 2) == "PRON":
        last += 2  # "several hundred of whom fled"
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


def _distance(number: int, first: int, last: int) -> int:
    return number - last if number > last else first - number + BEFORE
