"""What is claimed: negations, contraries, hedges, loaded words and quotations, how sure, how many and which of several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from workbench.compare.alignment import (
    Difference,
    Range,
    SentencePair,
    before,
    behind,
    closeness,
    content,
    gaps,
    meet,
    same_place,
    swap,
    words_of,
)
from workbench.compare.detect.amounts_and_dates import LOWER, UPPER, Amount, find_amounts
from workbench.compare.wording import Phrase, Unit, find_phrases, function_words, units
from workbench.lexicon.reading import rows

_QUOTATION = re.compile(
    r"“([^“”]{2,600})”|\"([^\"]{2,600})\"|(?<!\w)[‘']((?:[^‘’'\"“”]|['’](?=\w)){2,600})['’](?!\w)"
)


_FEW = 4  # words that are replaced by others; longer stretches are left out or put in
_SAME_QUOTATION = 0.5  # two words of which one changed are still one quotation


def negations(pair: SentencePair) -> list[Difference]:
    """Negations that one side lost, where the other side negates a word that both have."""
    return [*_lost(pair), *(one.flipped() for one in _lost(pair.flipped()))]


def _lost(pair: SentencePair) -> Iterator[Difference]:
    found = pair.words
    mine, others = _negators(found.a), _negators(found.b)
    if len(mine) <= len(others):
        return
    for one in mine:
        behind = content(found.a, one.end, 1)
        partner = found.to_b[behind] if behind < len(found.a) else None
        if partner is None or any(found.to_b[at] is not None for at in range(one.start, one.end)):
            continue
        if not meet(found, content(found.a, behind + 1, 1), content(found.b, partner + 1, 1)):
            continue  # the same word may stand in another clause
        word = words_of(found.a, (one.start, one.end))
        yield Difference(
            "negation",
            (max(one.start - 1, 0), behind + 1),
            (_verb_start(pair, one, partner), partner + 1),
            f"the negation “{word}” was lost",
            f"the negation “{word}” was added",
        )


def _negators(found: Sequence[Unit]) -> list[Phrase]:
    """Negations of a sentence; "No. 7" is none."""
    phrases = find_phrases(found, "negators")
    numbered = {at for at, unit in enumerate(found[1:]) if unit.text[0].isdigit() and found[at].text == "No"}
    return [one for one in phrases if one.start not in numbered]


def _verb_start(pair: SentencePair, negator: Phrase, partner: int) -> int:
    """Where the words of b begin that answer the negated ones: at the auxiliary before the negation."""
    auxiliary = pair.words.to_b[negator.start - 1] if negator.start else None
    return auxiliary if auxiliary is not None and 0 < partner - auxiliary < 4 else partner


@lru_cache(maxsize=1)
def _contraries() -> dict[str, list[tuple[int, int, str]]]:
    """Key of a word -> the sets it stands in: number of the set, its member, its kind."""
    table: dict[str, list[tuple[int, int, str]]] = {}
    for number, row in enumerate(rows("contraries")):
        for member, wordings in enumerate(row["members"].split(";")):
            for wording in wordings.split("|"):
                table.setdefault(units(wording)[0].key, []).append((number, member, row["kind"]))
    return table


@lru_cache(maxsize=1)
def _of_grammar() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("function_words"))


def contraries(pair: SentencePair) -> list[Difference]:
    """Words in the same place that exclude each other: "border" and "country", "accepted" and "rejected"."""
    found = pair.words
    seen = []
    for at, unit in enumerate(found.a):
        for other, partner in _excluded(pair, at, unit):
            x, y = (at, at + 1), (other, other + 1)
            if _answers(pair, x, y):
                seen.append(swap(partner, pair, x, y))
    return seen


def _answers(pair: SentencePair, x: Range, y: Range) -> bool:
    """Whether two words stand in the same place; "an hour before the vote" and "the vote, an hour after" do not."""
    if pair.words.a[x[0]].text.lower() in _of_grammar() and not behind(pair.words, x, y):
        return False
    return same_place(pair, x, y) or before(pair.words, x, y) == 2


def _excluded(pair: SentencePair, at: int, unit: Unit) -> Iterator[tuple[int, str]]:
    found = pair.words
    sets = _contraries().get(unit.key, []) if found.to_b[at] is None else []
    for other, partner in enumerate(found.b if sets else ()):
        if found.to_a[other] is None:
            for number, member, kind in _contraries().get(partner.key, []):
                if any(number == mine and member != held for mine, held, _ in sets):
                    yield other, kind


def tones(pair: SentencePair) -> list[Difference]:
    """Hedges that a side dropped ("alleged"), and loaded words that it put in ("notorious")."""
    return [*_toned(pair), *(one.flipped() for one in _toned(pair.flipped()))]


def _toned(pair: SentencePair) -> Iterator[Difference]:
    """Yield hedges and loaded words that only a has, beside words that both have."""
    found = pair.words
    for one in find_phrases(found.a, "tones"):
        behind = content(found.a, one.end, 1)
        partner = found.to_b[behind] if behind < len(found.a) else None
        if partner is None or any(found.to_b[at] is not None for at in range(one.start, one.end)):
            continue
        if not _same_before(pair, one, partner) or _toned_too(found.b, one, partner):
            continue
        word, hedge = words_of(found.a, (one.start, one.end)), one.row["tone"] == "hedge"
        told = (f"“{word}” was left out", f"“{word}” was added")
        yield Difference(
            "meaning", (one.start, behind + 1), (partner, partner + 1), *told, "b" if hedge else "a"
        )


def _same_before(pair: SentencePair, one: Phrase, partner: int) -> bool:
    """Whether the content words before a place answer each other, and b puts no other determiner there."""
    if (
        partner
        and pair.words.to_a[partner - 1] is None
        and pair.words.b[partner - 1].key not in ("the", "a", "an")
    ):
        return False
    left = content(pair.words.a, one.start - 1, -1)
    other = content(pair.words.b, partner - 1, -1)
    if left < 0 or other < 0:
        return left == other
    return pair.words.to_b[left] == other


def _toned_too(found: Sequence[Unit], one: Phrase, partner: int) -> bool:
    near = find_phrases(found[max(partner - 3, 0) : partner + 3], "tones")
    return any(other.row["tone"] == one.row["tone"] for other in near)


def quotations(pair: SentencePair) -> list[Difference]:
    """Words that changed inside quotation marks, where both sides quote the same words."""
    found = pair.words
    facing = gaps(found)
    one_quotation = [
        (x, y)
        for x in _quoted(pair.a_text, found.a)
        for y in _quoted(pair.b_text, found.b)
        if _share(pair, x, y) >= _SAME_QUOTATION
    ]
    return [
        Difference("meaning", a, b, _altered(pair, a, b), _altered(pair.flipped(), b, a))
        for x, y in one_quotation
        for gap in facing
        for a, b in [(_within((gap.a_start, gap.a_end), x), _within((gap.b_start, gap.b_end), y))]
        if _replaced(pair, a, b) and _bounded(pair, a, b, x, y)
    ]


def _within(where: Range, quotation: Range) -> Range:
    return max(where[0], quotation[0]), min(where[1], quotation[1])


def _replaced(pair: SentencePair, a: Range, b: Range) -> bool:
    """Whether a few words stand for a few others, content words on both sides."""
    few = 0 < a[1] - a[0] <= _FEW and 0 < b[1] - b[0] <= _FEW
    return few and _has_content(pair.words.a, a) and _has_content(pair.words.b, b)


def _altered(pair: SentencePair, a: Range, b: Range) -> str:
    x, y = words_of(pair.words.a, a), words_of(pair.words.b, b)
    return f"inside quotation marks “{x}” became “{y}”"


def _quoted(text: str, found: Sequence[Unit]) -> list[Range]:
    """Ranges of units that stand in quotation marks."""
    ranges = []
    for match in _QUOTATION.finditer(text):
        inside = [
            at for at, unit in enumerate(found) if match.start() < unit.start and unit.end < match.end()
        ]
        if inside:
            ranges.append((inside[0], inside[-1] + 1))
    return ranges


def _bounded(pair: SentencePair, a: Range, b: Range, x: Range, y: Range) -> bool:
    """Whether partners, or the quotation marks, stand on both sides of a gap."""
    left = (a[0], b[0]) == (x[0], y[0]) or meet(pair.words, a[0] - 1, b[0] - 1)
    right = (a[1], b[1]) == (x[1], y[1]) or meet(pair.words, a[1], b[1])
    return left and right


def _share(pair: SentencePair, a: Range, b: Range) -> float:
    """Share of the longer of two ranges whose units have their partner in the other."""
    partners = {pair.words.to_b[at] for at in range(*a)} & set(range(*b))
    return len(partners) / max(a[1] - a[0], b[1] - b[0])


def _has_content(found: Sequence[Unit], where: Range) -> bool:
    return any(unit.key not in function_words() for unit in found[where[0] : where[1]])


_NEAR = 0.75  # share of words in common from which two sentences are one but for single words


@cache
def _words(of_class: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("degrees") if row["class"] == of_class)


@cache
def _ranks() -> dict[str, int]:
    """Return the words for a share of a whole in their order: to go from one to another changes how many."""
    return {row["word"]: int(row["rank"]) for row in rows("degrees") if row["class"] == "share"}


def certainty(pair: SentencePair) -> list[Difference]:
    """Tell what may be on one side and is on the other: "was set", "could have been set"."""
    return [*_maybe(pair), *(one.flipped() for one in _maybe(pair.flipped()))]


def _maybe(pair: SentencePair) -> Iterator[Difference]:
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


def _same_subject(pair: SentencePair, at_a: int, at_b: int) -> bool:
    left, other = content(pair.words.a, at_a - 1, -1), content(pair.words.b, at_b - 1, -1)
    return left >= 0 and other >= 0 and pair.words.to_b[left] == other


def shares(pair: SentencePair) -> list[Difference]:
    """List the parts of a whole that are another part on the other side: "most of the houses", "many of the houses"."""
    found, seen = pair.words, []
    for at, unit in enumerate(found.a):
        rank = _share_named(unit)
        noun = _past(found.a, at + 1, 1)
        partner = found.to_b[noun] if rank is not None and noun < len(found.a) else None
        if partner is None or found.to_b[at] is not None or found.a[noun].text[0].isdigit():
            continue
        other = _past(found.b, partner - 1, -1)
        if _is_superlative(found.a, at) or _is_superlative(found.b, other):
            continue
        theirs = _share_named(found.b[other]) if other >= 0 else None
        if theirs is not None and theirs != rank and found.to_a[other] is None:
            seen.append(swap("quantity", pair, (at, at + 1), (other, other + 1)))
    return seen


def _is_superlative(found: Sequence[Unit], at: int) -> bool:
    """Whether "most" makes a superlative: "the most expensive houses"."""
    return at > 0 and found[at - 1].text.lower() in _words("between")


def _share_named(unit: Unit) -> int | None:
    """Return how large a part a word or "most of" names; none if it names no part."""
    return _ranks().get(unit.text.lower().split()[0])


def _past(found: Sequence[Unit], at: int, step: int) -> int:
    while 0 <= at < len(found) and found[at].text.lower() in _words("between"):
        at += step
    return at


def alternatives(pair: SentencePair) -> list[Difference]:
    """List the one of two that was dropped, where either may be so: "destroyed or damaged", "destroyed"."""
    return [*_dropped(pair), *(one.flipped() for one in _dropped(pair.flipped()))]


def _dropped(pair: SentencePair) -> Iterator[Difference]:
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


def _framed(pair: SentencePair, a: Range, b: Range) -> bool:
    """Whether the content words on both sides of two ranges answer each other."""
    found = pair.words
    before = meet(found, content(found.a, a[0] - 1, -1), content(found.b, b[0] - 1, -1))
    return before and meet(found, content(found.a, a[1], 1), content(found.b, b[1], 1))


def bounds(pair: SentencePair) -> list[Difference]:
    """List the bounds that one side lost: "at least 90", "90 or more" and "90"."""
    return [*_unbounded(pair), *(one.flipped() for one in _unbounded(pair.flipped()))]


def _unbounded(pair: SentencePair) -> Iterator[Difference]:
    found = pair.words
    if closeness(found) < _NEAR:
        return
    exact = [one for one in find_amounts(pair.b_text) if one.modifier == "exact"]
    bounded = [one for one in find_amounts(pair.a_text) if one.modifier in UPPER + LOWER]
    for x in bounded:
        partners = {found.to_b[at] for at in range(*x.where)}
        for y in exact:
            if partners == set(range(*y.where)) and _is_level(x, y):
                yield _freed(pair, x.whole, y.where)


def _is_level(bound: Amount, exact: Amount) -> bool:
    return (bound.low or bound.high) == exact.low and bound.unit == exact.unit


def _freed(pair: SentencePair, a: Range, b: Range) -> Difference:
    units = pair.words.a
    behind = [unit.text.lower() for unit in units[a[1] : a[1] + 2]]
    where = (a[0], a[1] + 2) if behind in (["or", "more"], ["or", "less"], ["or", "fewer"]) else a
    x, y = words_of(units, where), words_of(pair.words.b, b)
    return Difference("quantity", where, b, f"“{x}” became “{y}”", f"“{y}” became “{x}”")
