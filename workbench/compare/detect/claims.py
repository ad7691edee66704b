"""Changes of what is claimed: negations, contraries, hedges and loaded words, and words inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workbench.compare.alignment import gaps, meet
from workbench.compare.detect.pair import (
    Difference,
    Pair,
    Range,
    before,
    behind,
    content,
    same_place,
    swap,
    words_of,
)
from workbench.compare.phrases import Phrase, find_phrases
from workbench.compare.wording import Unit, function_words, units
from workbench.lexicon.reading import rows

_QUOTATION = re.compile(
    r"“([^“”]{2,600})”|\"([^\"]{2,600})\"|(?<!\w)[‘']((?:[^‘’'\"“”]|['’](?=\w)){2,600})['’](?!\w)"
)


_FEW = 4  # words that are replaced by others; longer stretches are left out or put in
_SAME_QUOTATION = 0.5  # two words of which one changed are still one quotation


def negations(pair: Pair) -> list[Difference]:
    """Negations that one side lost, where the other side negates a word that both have."""
    return [*_lost(pair), *(one.flipped() for one in _lost(pair.flipped()))]


def _lost(pair: Pair) -> Iterator[Difference]:
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


def _verb_start(pair: Pair, negator: Phrase, partner: int) -> int:
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


def contraries(pair: Pair) -> list[Difference]:
    """Words in the same place that exclude each other: "border" and "country", "accepted" and "rejected"."""
    found = pair.words
    seen = []
    for at, unit in enumerate(found.a):
        for other, partner in _excluded(pair, at, unit):
            x, y = (at, at + 1), (other, other + 1)
            if _answers(pair, x, y):
                seen.append(swap(partner, pair, x, y))
    return seen


def _answers(pair: Pair, x: Range, y: Range) -> bool:
    """Whether two words stand in the same place; "an hour before the vote" and "the vote, an hour after" do not."""
    if pair.words.a[x[0]].text.lower() in _of_grammar() and not behind(pair.words, x, y):
        return False
    return same_place(pair, x, y) or before(pair.words, x, y) == 2


def _excluded(pair: Pair, at: int, unit: Unit) -> Iterator[tuple[int, str]]:
    found = pair.words
    sets = _contraries().get(unit.key, []) if found.to_b[at] is None else []
    for other, partner in enumerate(found.b if sets else ()):
        if found.to_a[other] is None:
            for number, member, kind in _contraries().get(partner.key, []):
                if any(number == mine and member != held for mine, held, _ in sets):
                    yield other, kind


def tones(pair: Pair) -> list[Difference]:
    """Hedges that a side dropped ("alleged"), and loaded words that it put in ("notorious")."""
    return [*_toned(pair), *(one.flipped() for one in _toned(pair.flipped()))]


def _toned(pair: Pair) -> Iterator[Difference]:
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


def _same_before(pair: Pair, one: Phrase, partner: int) -> bool:
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


def quotations(pair: Pair) -> list[Difference]:
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


def _replaced(pair: Pair, a: Range, b: Range) -> bool:
    """Whether a few words stand for a few others, content words on both sides."""
    few = 0 < a[1] - a[0] <= _FEW and 0 < b[1] - b[0] <= _FEW
    return few and _has_content(pair.words.a, a) and _has_content(pair.words.b, b)


def _altered(pair: Pair, a: Range, b: Range) -> str:
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


def _bounded(pair: Pair, a: Range, b: Range, x: Range, y: Range) -> bool:
    """Whether partners, or the quotation marks, stand on both sides of a gap."""
    left = (a[0], b[0]) == (x[0], y[0]) or meet(pair.words, a[0] - 1, b[0] - 1)
    right = (a[1], b[1]) == (x[1], y[1]) or meet(pair.words, a[1], b[1])
    return left and right


def _share(pair: Pair, a: Range, b: Range) -> float:
    """Share of the longer of two ranges whose units have their partner in the other."""
    partners = {pair.words.to_b[at] for at in range(*a)} & set(range(*b))
    return len(partners) / max(a[1] - a[0], b[1] - b[0])


def _has_content(found: Sequence[Unit], where: Range) -> bool:
    return any(unit.key not in function_words() for unit in found[where[0] : where[1]])
