"""Numbers paired by what they count, wherever they stand: a copy may have turned the sentence round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from workbench.analysis import Analysis
from workbench.compare.detect.amounts import Amount, compatible, find_amounts
from workbench.compare.detect.dates import other_moment
from workbench.compare.detect.pair import Difference, Pair, swap
from workbench.compare.happenings import opening_happening, stems
from workbench.compare.likeness import concept
from workbench.compare.wording import units

if TYPE_CHECKING:
    from workbench.compare.surroundings import Surroundings
    from workbench.figures.tree import Tree

# What such a number is added to, no sentence need say: "two more died" is no other toll than "six died".
_ADDED = re.compile(r"\s+(?:more|additional|further|extra|new)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|further)\s+$", re.IGNORECASE)
_PART = re.compile(
    r"\s+of\s+(?:the|its|his|her|their|all|some|these|those)\b", re.IGNORECASE
)  # "two of the four"
_ANYBODY = frozenset({"", "people", "persons", "others", "individuals", "victims"})


class Count(NamedTuple):
    """A number with what it counts: the noun ("" where it stands alone), what happened to it, and the verb above.

    ``depends`` tells that it says something only beside another number: a part, a whole, what came on top, what was
    before a change.
    """

    amount: Amount
    exact: str
    noun: str
    happening: str
    verb: str
    depends: bool


def counted(pair: Pair) -> list[Difference]:
    """Numbers of one class of things that differ, though the words around them stand in another order.

    A number is compared only with the one number of the other sentence that may count the same: which of a toll
    and the one before it, of a part and its whole, answers which, no class can tell.
    """
    a, b = find_amounts(pair.a_text), find_amounts(pair.b_text)
    if not a or not b or [x[3:] for x in a] == [y[3:] for y in b] or other_moment(pair):
        return []
    return list(_clashes(pair))


def of_other_things(pair: Pair, x: Amount, y: Amount) -> bool:
    """Whether two numbers in one place count different things, as each one's class is met in the other sentence."""
    a, b = counts_of(pair)
    one, other = (next((c for c in side if c.amount == at), None) for side, at in ((a, x), (b, y)))
    if one is None or other is None:
        return False
    if one.depends != other.depends or _adds_up(a, other) or _adds_up(b, one):
        return True
    apart = bool(one.happening and other.happening) and one.happening != other.happening
    return apart and (_happens(a, other) or _happens(b, one))


def _happens(counts: tuple[Count, ...], one: Count) -> bool:
    return any(other.happening == one.happening for other in counts)


def _clashes(pair: Pair) -> Iterator[Difference]:
    a, b = counts_of(pair)
    for x in a:
        answers = [y for y in b if _may_be_one(x, y)]
        if len(answers) != 1 or sum(_may_be_one(other, answers[0]) for other in a) != 1:
            continue
        y = answers[0]
        if not (compatible(x.amount, y.amount) or _adds_up(a, y) or _adds_up(b, x) or _vaguely(a, b, x, y)):
            yield _swap(pair, x.amount, y.amount)


def _swap(pair: Pair, x: Amount, y: Amount) -> Difference:
    kind = "quantity" if "vague" in (x.modifier, y.modifier) else "number"
    if x.modifier == y.modifier:
        return swap(kind, pair, x.where, y.where)
    return swap(kind, pair, x.whole, y.whole)


def _adds_up(parts: tuple[Count, ...], whole: Count) -> bool:
    """Whether a number is the sum of the other sentence's: "40 in Arlen and 12 in Dover" are 52."""
    lows = [one.amount.low or 0.0 for one in parts]
    return len(lows) > 1 and whole.amount.low in (sum(lows), lows[0] + lows[1])


def _vaguely(a: tuple[Count, ...], b: tuple[Count, ...], x: Count, y: Count) -> bool:
    """Whether only what happened joins two numbers, and a third one shares it: "212 guests and 14 crew aboard"."""
    named = bool(x.noun) and concept(_stem(x.noun)) == concept(_stem(y.noun))
    return not named and any(sum(other.happening == x.happening for other in side) > 1 for side in (a, b))


def _may_be_one(x: Count, y: Count) -> bool:
    """Whether two numbers may count the same: one happening, or one verb and one noun."""
    if x.depends or y.depends or not _nouns_agree(x.noun, y.noun):
        return False
    if x.happening or y.happening:
        return x.happening == y.happening
    return bool(x.noun and x.verb) and x.verb == y.verb


@lru_cache(maxsize=20_000)
def _nouns_agree(x: str, y: str) -> bool:
    from workbench.figures.direct import is_people

    if concept(_stem(x)) == concept(_stem(y)):
        return True
    return any(one in _ANYBODY and (other in _ANYBODY or is_people(other)) for one, other in ((x, y), (y, x)))


def counts_of(pair: Pair) -> tuple[tuple[Count, ...], tuple[Count, ...]]:
    """Find the numbers of both sentences that count things; each sentence is read once, however often it is linked."""
    pair.analysis.parse((pair.a_text, pair.b_text))
    return pair.analysis.once(find_counts, pair.a_text), pair.analysis.once(find_counts, pair.b_text)


def find_counts(analysis: Analysis, text: str) -> tuple[Count, ...]:
    """Find the numbers of a sentence that count things, with the class of these things.

    Examples
    --------
    >>> found = find_counts(Analysis(), "A fire killed nine cows and hurt 12 men.")
    >>> [(one.exact, one.noun, one.happening) for one in found]
    [('nine', 'cows', 'die'), ('12', 'men', 'injure')]
    """
    from workbench.compare.surroundings import Neighbourhood
    from workbench.figures.tree import Tree

    found, amounts = units(text), find_amounts(text)
    spans = [(found[one.start].start, found[one.end - 1].end) for one in amounts]
    tree = Tree(text, analysis.words(text))
    around = Neighbourhood(tree, spans)
    counts = []
    for one, span in zip(amounts, spans, strict=True):
        told = around.around(*span)
        if one.kind == "count" and not one.unit:
            known = _noun(tree, span), told.happening, _verb(tree, span), _depends(text, span, told)
            counts.append(Count(one, text[slice(*span)], *known))
    return tuple(counts)


def _depends(text: str, span: tuple[int, int], told: Surroundings) -> bool:
    """Whether a number says something only beside another one."""
    start, end = span
    added = _ADDED.match(text, end) or _ANOTHER.search(text, max(0, start - 12), start)
    return bool(told.some_of or told.total or told.formerly or added or _PART.match(text, end))


def _noun(tree: Tree, span: tuple[int, int]) -> str:
    """Return the noun behind a number in lower case; none where only what happened stands there ("19 injured")."""
    top = tree.top(tree.between(*span))
    if tree.relation(top) != "nummod":
        return ""
    word = tree.lower(tree.word(top).head)
    return "" if opening_happening(stems(word)) else word


def _verb(tree: Tree, span: tuple[int, int]) -> str:
    """Return what the verb above a number means; nothing if that verb says little by itself."""
    from workbench.compare.surroundings import LIGHT

    number = tree.top(tree.between(*span))
    while tree.has(number) and tree.upos(number) != "VERB":
        number = tree.word(number).head
    if not tree.has(number) or tree.word(number).lemma in LIGHT:
        return ""
    return concept(_stem(tree.lower(number)))


def _stem(word: str) -> str:
    return next(iter(stems(word)), "")
