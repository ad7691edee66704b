"""Numbers and vague quantities that changed, or that a copy left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.compare.alignment import Alignment, meet
from workbench.compare.detect.amounts import Amount, compatible, find_amounts
from workbench.compare.detect.counted import of_other_things
from workbench.compare.detect.dates import in_time, other_moment
from workbench.compare.detect.pair import (
    Difference,
    Pair,
    Range,
    answering,
    before,
    behind,
    closeness,
    content,
    free,
    swap,
    words_of,
)
from workbench.compare.phrases import find_phrases
from workbench.compare.wording import Unit, function_words, numerals

_TELLING = 10  # "several" and "a few" tell next to nothing: to leave them out changes no fact
_NEAR = 0.75  # share of words in common from which two sentences are one but for single words


def numbers(pair: Pair) -> list[Difference]:
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


def _free_digits(pair: Pair) -> list[Range]:
    found = pair.words.a
    places = [
        (at, at + 1) for at, unit in enumerate(found) if unit.text[0].isdigit() or unit.key in numerals()
    ]
    return free(places, pair.words.to_b)


def _at(amounts: Sequence[Amount], where: Range) -> Amount | None:
    return next((one for one in amounts if one.start <= where[0] < one.end), None)


def _may_be_one(pair: Pair, x: Amount | None, y: Amount | None) -> bool:
    """Whether two numbers in one place can both be true: they agree, or they count different things."""
    return x is not None and y is not None and (compatible(x, y) or of_other_things(pair, x, y))


def _rescaled(pair: Pair, a: Sequence[Amount], b: Sequence[Amount]) -> Iterator[Difference]:
    """Yield amounts that share a word and yet contradict each other: "5 million" and "5 billion"."""
    for x in a:
        for y in b:
            shared = {pair.words.to_b[at] for at in range(*x.where)} & set(range(*y.where))
            if shared and not compatible(x, y):
                kind = "quantity" if "vague" in (x.modifier, y.modifier) else "number"
                yield swap(kind, pair, x.whole, y.whole)


def quantities(pair: Pair) -> list[Difference]:
    """Vague quantities that contradict each other, or that one side left out: "hundreds of" them is not all."""
    if _vague(pair) and _vague(pair.flipped()):
        return list(_conflicts(pair))
    return [*_lost(pair), *(one.flipped() for one in _lost(pair.flipped()))]


def _vague(pair: Pair) -> list[Amount]:
    return [one for one in _free(pair) if one.modifier == "vague"]


def _conflicts(pair: Pair) -> Iterator[Difference]:
    found = pair.words
    for x in _vague(pair):
        for y in _vague(pair.flipped()):
            if not compatible(x, y) and _count_the_same(found, x, y):
                yield swap("quantity", pair, x.where, y.where)


def _free(pair: Pair) -> list[Amount]:
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


def _lost(pair: Pair) -> Iterator[Difference]:
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


def _droppable(pair: Pair) -> list[Range]:
    """Vague quantities, and parts of a whole, of which b has no word."""
    vague = [one.where for one in _vague(pair) if (one.low or 0) >= _TELLING]
    parts = [(one.start, one.end) for one in find_phrases(pair.words.a, "parts_of_a_whole")]
    return vague + free(parts, pair.words.to_b)


def _quantified(pair: Pair, at: int) -> bool:
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
