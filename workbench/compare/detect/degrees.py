"""How sure, how many and which of several: what a copy states more firmly, or more broadly, than its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from workbench.compare.alignment import meet
from workbench.compare.detect.amounts import LOWER, UPPER, find_amounts
from workbench.compare.detect.pair import Difference, Pair, Range, closeness, content, swap, words_of
from workbench.compare.phrases import find_phrases
from workbench.compare.wording import Unit, function_words
from workbench.lexicon.reading import rows

_NEAR = 0.75  # share of words in common from which two sentences are one but for single words


@cache
def _words(of_class: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("degrees") if row["class"] == of_class)


@cache
def _ranks() -> dict[str, int]:
    """Return the words for a share of a whole in their order: to go from one to another changes how many."""
    return {row["word"]: int(row["rank"]) for row in rows("degrees") if row["class"] == "share"}


def certainty(pair: Pair) -> list[Difference]:
    """Tell what may be on one side and is on the other: "was set", "could have been set"."""
    return [*_maybe(pair), *(one.flipped() for one in _maybe(pair.flipped()))]


def _maybe(pair: Pair) -> Iterator[Difference]:
    found = pair.words
    for at, unit in enumerate(found.a):
        if unit.text.lower() not in _words("maybe") or (unit.text[0].isupper() and not unit.opens):
            continue  # "3 May" is a day
        verb = _past_auxiliaries(found.a, at + 1, 1)
        partner = found.to_b[verb] if verb < len(found.a) else None
        if partner is None:
            continue
        start = _past_auxiliaries(found.b, partner - 1, -1) + 1
        if _is_open(found.b, start, partner) or not _same_subject(pair, at, start):
            continue
        yield swap("meaning", pair, (at, verb + 1), (start, partner + 1))


def _past_auxiliaries(found: Sequence[Unit], at: int, step: int) -> int:
    while 0 <= at < len(found) and found[at].text.lower() in _words("auxiliary"):
        at += step
    return at


def _is_open(found: Sequence[Unit], start: int, verb: int) -> bool:
    """Whether anything before or behind a verb leaves open whether it is so."""
    modal = any(
        unit.text.lower() in _words("maybe") | _words("open") for unit in found[max(start - 1, 0) : verb]
    )
    hedges = find_phrases(found[max(start - 3, 0) : verb + 3], "tones")
    return modal or any(one.row["tone"] == "hedge" for one in hedges)


def _same_subject(pair: Pair, at_a: int, at_b: int) -> bool:
    left, other = content(pair.words.a, at_a - 1, -1), content(pair.words.b, at_b - 1, -1)
    return left >= 0 and other >= 0 and pair.words.to_b[left] == other


def shares(pair: Pair) -> list[Difference]:
    """List the parts of a whole that are another part on the other side: "most of the houses", "many of the houses"."""
    found, seen = pair.words, []
    for at, unit in enumerate(found.a):
        rank = _share(unit)
        noun = _past(found.a, at + 1, 1)
        partner = found.to_b[noun] if rank is not None and noun < len(found.a) else None
        if partner is None or found.to_b[at] is not None or found.a[noun].text[0].isdigit():
            continue
        other = _past(found.b, partner - 1, -1)
        if _is_superlative(found.a, at) or _is_superlative(found.b, other):
            continue
        theirs = _share(found.b[other]) if other >= 0 else None
        if theirs is not None and theirs != rank and found.to_a[other] is None:
            seen.append(swap("quantity", pair, (at, at + 1), (other, other + 1)))
    return seen


def _is_superlative(found: Sequence[Unit], at: int) -> bool:
    """Whether "most" makes a superlative: "the most expensive houses"."""
    return at > 0 and found[at - 1].text.lower() in _words("between")


def _share(unit: Unit) -> int | None:
    """Return how large a part a word or "most of" names; none if it names no part."""
    return _ranks().get(unit.text.lower().split()[0])


def _past(found: Sequence[Unit], at: int, step: int) -> int:
    while 0 <= at < len(found) and found[at].text.lower() in _words("between"):
        at += step
    return at


def alternatives(pair: Pair) -> list[Difference]:
    """List the one of two that was dropped, where either may be so: "destroyed or damaged", "destroyed"."""
    return [*_dropped(pair), *(one.flipped() for one in _dropped(pair.flipped()))]


def _dropped(pair: Pair) -> Iterator[Difference]:
    found = pair.words
    for at in range(1, len(found.a) - 1):
        if found.a[at].text.lower() != "or" or found.to_b[at] is not None:
            continue
        kept = [one for one in (at - 1, at + 1) if found.to_b[one] is not None]
        both = found.a[at - 1], found.a[at + 1]
        if len(kept) != 1 or any(_no_choice(unit) for unit in both):
            continue
        partner = found.to_b[kept[0]]
        if partner is not None and _framed(pair, (at - 1, at + 2), (partner, partner + 1)):
            yield swap("meaning", pair, (at - 1, at + 2), (partner, partner + 1))


def _no_choice(unit: Unit) -> bool:
    return unit.key in function_words() or unit.text.lower() in _words("no choice")


def _framed(pair: Pair, a: Range, b: Range) -> bool:
    """Whether the content words on both sides of two ranges answer each other."""
    found = pair.words
    before = meet(found, content(found.a, a[0] - 1, -1), content(found.b, b[0] - 1, -1))
    return before and meet(found, content(found.a, a[1], 1), content(found.b, b[1], 1))


def bounds(pair: Pair) -> list[Difference]:
    """List the bounds that one side lost: "at least 90", "90 or more" and "90"."""
    return [*_unbounded(pair), *(one.flipped() for one in _unbounded(pair.flipped()))]


def _unbounded(pair: Pair) -> Iterator[Difference]:
    found = pair.words
    if closeness(found) < _NEAR:
        return
    exact = [one for one in find_amounts(pair.b_text) if one.modifier == "exact"]
    for x in find_amounts(pair.a_text):
        if x.modifier not in UPPER + LOWER:
            continue
        partners = {found.to_b[at] for at in range(*x.where)}
        for y in exact:
            if partners == set(range(*y.where)) and (x.low or x.high) == y.low and x.unit == y.unit:
                yield _freed(pair, x.whole, y.where)


def _freed(pair: Pair, a: Range, b: Range) -> Difference:
    units = pair.words.a
    behind = [unit.text.lower() for unit in units[a[1] : a[1] + 2]]
    where = (a[0], a[1] + 2) if behind in (["or", "more"], ["or", "less"], ["or", "fewer"]) else a
    x, y = words_of(units, where), words_of(pair.words.b, b)
    return Difference("quantity", where, b, f"“{x}” became “{y}”", f"“{y}” became “{x}”")
