"""Numbers and vague quantities that changed, or that a copy left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from workbench.compare.alignment import Alignment, meet
from workbench.compare.detect.pair import (
    Difference,
    Pair,
    Range,
    answering,
    before,
    behind,
    content,
    free,
    swap,
    words_of,
)
from workbench.compare.phrases import Phrase, find_phrases
from workbench.compare.terms import vocabulary
from workbench.compare.wording import Unit, function_words


def numbers(pair: Pair) -> list[Difference]:
    """Numbers that stand in the same place and differ."""
    found = pair.words
    a, b = free(_number_runs(found.a), found.to_b), free(_number_runs(found.b), found.to_a)
    return [swap("number", pair, x, y) for x, y in answering(found, a, b, 2)]


def _number_runs(units: Sequence[Unit]) -> list[Range]:
    return [
        (at, at + 1) for at, unit in enumerate(units) if unit.text[0].isdigit() or unit.key in _number_words()
    ]


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    rows = (row for row in vocabulary("equivalents") if "|" in row["wordings"])
    return frozenset("=" + row["meaning"] for row in rows if row["wordings"].split("|")[1].isdigit())


def quantities(pair: Pair) -> list[Difference]:
    """Vague quantities that contradict each other, or that one side left out: "hundreds of" them is not all."""
    lost = [*_lost(pair), *(one.flipped() for one in _lost(pair.flipped()))]
    return [*_conflicts(pair), *lost]


def _conflicts(pair: Pair) -> Iterator[Difference]:
    found = pair.words
    for x in _free(found.a, found.to_b):
        for y in _free(found.b, found.to_a):
            if _apart(x, y) and _count_the_same(found, x, y):
                yield swap("quantity", pair, (x.start, x.end), (y.start, y.end))


def _free(units: Sequence[Unit], partners: Sequence[int | None]) -> list[Phrase]:
    return [
        one
        for one in _vague(units)
        if all(partners[at] is None or units[at].key in function_words() for at in range(one.start, one.end))
    ]


def _vague(units: Sequence[Unit]) -> list[Phrase]:
    """Find vague quantities; "two hundred" and "a thousand" are numbers, though their stems are those of plurals."""
    plurals = {"hundred", "thousand", "million", "billion", "dozen", "score"}
    found = find_phrases(units, "vague_quantities")
    return [
        one for one in found if units[one.start].key not in plurals or units[one.start].text.endswith("s")
    ]


def _apart(x: Phrase, y: Phrase) -> bool:
    return float(x.row["high"]) < float(y.row["low"]) or float(y.row["high"]) < float(x.row["low"])


def _count_the_same(found: Alignment, x: Phrase, y: Phrase) -> bool:
    theirs = _counted(found.b, y)
    return any(found.to_b[at] in theirs for at in _counted(found.a, x) if found.to_b[at] is not None)


def _counted(units: Sequence[Unit], phrase: Phrase) -> set[int]:
    """Places of the words that may name what is counted: behind "of", or before "of whom"."""
    keys = [unit.key for unit in units[phrase.end : phrase.end + 2]]
    if keys[:1] == ["of"] and keys[1:] and keys[1] in ("whom", "which", "them"):
        return set(range(max(phrase.start - 2, 0), phrase.start))
    first = content(units, phrase.end, 1)
    return set(range(first, min(first + 3, len(units))))


def _lost(pair: Pair) -> Iterator[Difference]:
    """Quantities of a that b leaves out, with the same words on both sides of the place."""
    found = pair.words
    for one in _free(found.a, found.to_b):
        counted = content(found.a, one.end, 1)
        partner = found.to_b[counted] if counted < len(found.a) else None
        if partner is None or _quantified(found.b, partner):
            continue
        a, b = (one.start, counted), (partner, partner)
        if before(found, a, b) and behind(found, a, b) and _same_start(found, one.start, partner):
            words = words_of(found.a, (one.start, one.end))
            yield Difference(
                "quantity",
                (one.start, counted + 1),
                (partner, partner + 1),
                f"“{words}” was left out",
                f"“{words}” was added",
                "b",
            )


def _quantified(units: Sequence[Unit], at: int) -> bool:
    """Whether a number or quantity stands right before a word."""
    return any(one.end <= at <= one.end + 2 for one in _vague(units)) or (
        at > 0 and bool(_number_runs(units[max(at - 2, 0) : at]))
    )


def _same_start(found: Alignment, at: int, partner: int) -> bool:
    """Whether the words before a quantity and before its bare noun answer each other, articles left out."""
    while (
        partner > 0 and found.to_a[partner - 1] is None and found.b[partner - 1].key in ("the", "a", "some")
    ):
        partner -= 1
    return meet(found, at - 1, partner - 1) or (
        at > 0 and found.a[at - 1].key in ("the", "some") and meet(found, at - 2, partner - 1)
    )
