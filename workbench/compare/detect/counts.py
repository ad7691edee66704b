"""Numbers and vague quantities that changed or were left out; a later count is an update, and no change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from workbench.analysis import Analysis
from workbench.compare.alignment import (
    Alignment,
    Difference,
    Range,
    SentencePair,
    answering,
    before,
    behind,
    closeness,
    content,
    free,
    meet,
    swap,
    words_of,
)
from workbench.compare.detect.amounts_and_dates import Amount, compatible, find_amounts, in_time, other_moment
from workbench.compare.happenings import opening_happening, stems
from workbench.compare.terms import concept
from workbench.compare.wording import Unit, find_phrases, function_words, numerals, units

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


def counted(pair: SentencePair) -> list[Difference]:
    """Numbers of one class of things that differ, though the words around them stand in another order.

    A number is compared only with the one number of the other sentence that may count the same: which of a toll
    and the one before it, of a part and its whole, answers which, no class can tell.
    """
    a, b = find_amounts(pair.a_text), find_amounts(pair.b_text)
    if not a or not b or [x[3:] for x in a] == [y[3:] for y in b] or other_moment(pair):
        return []
    return list(_clashes(pair))


def of_other_things(pair: SentencePair, x: Amount, y: Amount) -> bool:
    """Whether two numbers in one place count different things, as each one's class is met in the other sentence."""
    a, b = counts_of(pair)
    one, other = _count_at(a, x), _count_at(b, y)
    if one is None or other is None:
        return False
    if one.depends != other.depends or _adds_up(a, other) or _adds_up(b, one):
        return True
    return _are_apart(one, other) and (_happens(a, other) or _happens(b, one))


def _count_at(counts: tuple[Count, ...], amount: Amount) -> Count | None:
    return next((one for one in counts if one.amount == amount), None)


def _are_apart(one: Count, other: Count) -> bool:
    """Whether different things happened to what two numbers count."""
    return bool(one.happening and other.happening) and one.happening != other.happening


def _happens(counts: tuple[Count, ...], one: Count) -> bool:
    return any(other.happening == one.happening for other in counts)


def _clashes(pair: SentencePair) -> Iterator[Difference]:
    a, b = counts_of(pair)
    for x in a:
        answers = [y for y in b if _may_count_one(x, y)]
        if len(answers) != 1 or sum(_may_count_one(other, answers[0]) for other in a) != 1:
            continue
        if not _can_both_be(a, b, x, answers[0]):
            yield _swapped(pair, x.amount, answers[0].amount)


def _can_both_be(a: tuple[Count, ...], b: tuple[Count, ...], x: Count, y: Count) -> bool:
    return compatible(x.amount, y.amount) or _adds_up(a, y) or _adds_up(b, x) or _vaguely(a, b, x, y)


def _swapped(pair: SentencePair, x: Amount, y: Amount) -> Difference:
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


def _may_count_one(x: Count, y: Count) -> bool:
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


def counts_of(pair: SentencePair) -> tuple[tuple[Count, ...], tuple[Count, ...]]:
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


_TELLING = 10  # "several" and "a few" tell next to nothing: to leave them out changes no fact
_NEAR = 0.75  # share of words in common from which two sentences are one but for single words


def numbers(pair: SentencePair) -> list[Difference]:
    """Numbers that stand in the same place and differ; "1.5 million" and "1,500,000" do not."""
    a, b = find_amounts(pair.a_text), find_amounts(pair.b_text)
    if closeness(pair.words) < _NEAR and other_moment(pair):
        return list(_rescaled(pair, a, b))
    swapped = [
        swap("number", pair, x, y)
        for x, y in answering(pair, _free_digits(pair), _free_digits(pair.flipped()))
        if not _may_be_one(pair, _at(a, x), _at(b, y))
        and not (in_time(pair, x) and in_time(pair.flipped(), y))
    ]
    return [*swapped, *_rescaled(pair, a, b)]


def _free_digits(pair: SentencePair) -> list[Range]:
    found = pair.words.a
    places = [
        (at, at + 1) for at, unit in enumerate(found) if unit.text[0].isdigit() or unit.key in numerals()
    ]
    return free(places, pair.words.to_b)


def _at(amounts: Sequence[Amount], where: Range) -> Amount | None:
    return next((one for one in amounts if one.start <= where[0] < one.end), None)


def _may_be_one(pair: SentencePair, x: Amount | None, y: Amount | None) -> bool:
    """Whether two numbers in one place can both be true: they agree, or they count different things."""
    return x is not None and y is not None and (compatible(x, y) or of_other_things(pair, x, y))


def _rescaled(pair: SentencePair, a: Sequence[Amount], b: Sequence[Amount]) -> Iterator[Difference]:
    """Yield amounts that share a word and yet contradict each other: "5 million" and "5 billion"."""
    for x in a:
        for y in b:
            shared = {pair.words.to_b[at] for at in range(*x.where)} & set(range(*y.where))
            if shared and not compatible(x, y):
                kind = "quantity" if "vague" in (x.modifier, y.modifier) else "number"
                yield swap(kind, pair, x.whole, y.whole)


def quantities(pair: SentencePair) -> list[Difference]:
    """Vague quantities that contradict each other, or that one side left out: "hundreds of" them is not all."""
    if _vague(pair) and _vague(pair.flipped()):
        return list(_conflicts(pair))
    return [*_lost(pair), *(one.flipped() for one in _lost(pair.flipped()))]


def _vague(pair: SentencePair) -> list[Amount]:
    return [one for one in _free(pair) if one.modifier == "vague"]


def _conflicts(pair: SentencePair) -> Iterator[Difference]:
    found = pair.words
    for x in _vague(pair):
        for y in _vague(pair.flipped()):
            if not compatible(x, y) and _count_the_same(found, x, y):
                yield swap("quantity", pair, x.where, y.where)


def _free(pair: SentencePair) -> list[Amount]:
    found = pair.words
    return [
        one
        for one in find_amounts(pair.a_text)
        if all(found.to_b[at] is None or found.a[at].key in function_words() for at in range(*one.where))
    ]


def _count_the_same(found: Alignment, x: Amount, y: Amount) -> bool:
    theirs = _counted(found.b, y)
    return any(found.to_b[at] in theirs for at in _counted(found.a, x) if found.to_b[at] is not None)


def _counted(units: Sequence[Unit], one: Amount) -> set[int]:
    """Places of the words that may name what is counted: behind "of", or before "of whom"."""
    keys = [unit.key for unit in units[one.end : one.end + 2]]
    if keys[:1] == ["of"] and keys[1:] and keys[1] in ("whom", "which", "them"):
        return set(range(max(one.start - 2, 0), one.start))
    first = content(units, one.end, 1)
    return set(range(first, min(first + 3, len(units))))


def _lost(pair: SentencePair) -> Iterator[Difference]:
    """Yield quantities of a that b leaves out, with the same words on both sides of the place."""
    found = pair.words
    for start, end in _droppable(pair):
        counted = content(found.a, end, 1)
        partner = found.to_b[counted] if counted < len(found.a) else None
        if partner is None or _quantified(pair, partner):
            continue
        a, b = (start, counted), (partner, partner)
        if before(found, a, b) and behind(found, a, b) and _same_start(found, a, partner):
            words = words_of(found.a, (start, end))
            told = (f"“{words}” was left out", f"“{words}” was added")
            yield Difference("quantity", (start, counted + 1), (partner, partner + 1), *told, "b")


def _droppable(pair: SentencePair) -> list[Range]:
    """Vague quantities, and parts of a whole, of which b has no word."""
    vague = [one.where for one in _vague(pair) if (one.low or 0) >= _TELLING]
    parts = [(one.start, one.end) for one in find_phrases(pair.words.a, "parts_of_a_whole")]
    return vague + free(parts, pair.words.to_b)


def _quantified(pair: SentencePair, at: int) -> bool:
    """Whether b has an amount right before a word."""
    amounts = [one.where for one in find_amounts(pair.b_text)]
    parts = [(one.start, one.end) for one in find_phrases(pair.words.b, "parts_of_a_whole")]
    return any(end <= at <= end + 2 for _, end in [*amounts, *parts])


def _same_start(found: Alignment, lost: Range, partner: int) -> bool:
    """Whether the words before a quantity and before its bare noun answer each other, articles left out."""
    at, articles = lost[0], ("the", "a", "an", "some")
    while partner > 0 and _belongs(found, partner - 1, lost, articles):
        partner -= 1
    if meet(found, at - 1, partner - 1):
        return True
    return at > 0 and found.a[at - 1].key in articles and meet(found, at - 2, partner - 1)


def _belongs(found: Alignment, at: int, lost: Range, articles: Sequence[str]) -> bool:
    """Whether a word of b stands inside the lost range of a, or is an article that b put in."""
    partner = found.to_a[at]
    return found.b[at].key in articles if partner is None else lost[0] <= partner < lost[1]


# Shares of words in common from which on a sentence with another number is a copy of it, and no later report: where
# the two are known to be of two moments, and where nobody knows.
_COPY, _UNDATED_COPY = 0.85, 0.4


def without_updates(pair: SentencePair, found: list[Difference]) -> list[Difference]:
    """Leave out the counts that differ between two moments of a running story.

    An outlet that prints another count later has updated its own. Between outlets it is an update, too, unless the
    sentence is the same but for that one number.
    """
    near, counts = closeness(pair.words), [one for one in found if _is_count(pair, one)]
    copied = {
        "own": False,
        "moment": len({one.a[1] for one in counts}) == 1 and near >= _COPY,
        "unknown": near >= _UNDATED_COPY,
        "": True,
    }
    return found if copied[pair.later] else [one for one in found if one not in counts]


def _is_count(pair: SentencePair, one: Difference) -> bool:
    """Whether a difference is one of how many, which may grow; a share, a sum or a measure is none."""
    if one.kind not in ("number", "quantity"):
        return False
    return _counts(pair.a_text, one.a) and _counts(pair.b_text, one.b)


def _counts(text: str, where: Range) -> bool:
    amounts = [one for one in find_amounts(text) if one.start < where[1] and where[0] < one.end]
    return any(one.kind == "count" and not one.unit for one in amounts)
