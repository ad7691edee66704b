"""What kinds of fact differ between two aligned sentences: one small detector for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.compare.alignment import Alignment, align, alike, meet
from workbench.compare.names import Casing, initials, name_runs
from workbench.compare.terms import vocabulary
from workbench.compare.wording import Unit, calendar_words, function_words, tokens

Range = tuple[int, int]
Partners = Sequence[int | None]


class Difference(NamedTuple):
    """A difference: its kind, where it stands in a and in b (ranges of units), and in words what changed.

    ``forward`` says it as a change from a to b, ``backward`` as one from b to a.
    """

    kind: str
    a: Range
    b: Range
    forward: str
    backward: str


class Pair(NamedTuple):
    """Two linked sentences with what the detectors ask of them."""

    words: Alignment
    casing: Casing
    light: bool

    def flipped(self) -> Pair:
        """Return the same pair seen from the other side."""
        return self._replace(words=self.words.flipped())


def find_differences(a_text: str, b_text: str, casing: Casing, *, light: bool) -> list[Difference]:
    """List the facts in which two linked sentences differ."""
    pair = Pair(align(a_text, b_text), casing, light)
    return [found for detect in DETECTORS for found in detect(pair)]


def context(found: Alignment, a: Range, b: Range) -> int:
    """Count how many of four neighbours agree: the units beside two ranges, and the content words beyond them."""
    beside = meet(found, a[0] - 1, b[0] - 1) + meet(found, a[1], b[1])
    before = meet(found, _content(found.a, a[0] - 1, -1), _content(found.b, b[0] - 1, -1))
    behind = meet(found, _content(found.a, a[1], 1), _content(found.b, b[1], 1))
    return beside + before + behind


def _content(units: Sequence[Unit], at: int, step: int) -> int:
    while 0 <= at < len(units) and units[at].key in function_words():
        at += step
    return at


def _free(ranges: Iterable[Range], partners: Partners) -> list[Range]:
    """Parts of ranges that have no partner at all."""
    return [found for found in ranges if all(partners[at] is None for at in range(*found))]


def _answering(found: Alignment, a: list[Range], b: list[Range], least: int) -> list[tuple[Range, Range]]:
    """Pair ranges of both sides, those with the most neighbours in common first."""
    scored = sorted((-context(found, x, y), x, y) for x in a for y in b)
    used_a: set[Range] = set()
    used_b: set[Range] = set()
    pairs = []
    for score, x, y in scored:
        if -score >= least and x not in used_a and y not in used_b:
            used_a.add(x)
            used_b.add(y)
            pairs.append((x, y))
    return pairs


def words_of(units: Sequence[Unit], where: Range) -> str:
    """Words of a range of units, as printed."""
    return " ".join(unit.text for unit in units[where[0] : where[1]])


def _swap(kind: str, pair: Pair, a: Range, b: Range) -> Difference:
    x, y = words_of(pair.words.a, a), words_of(pair.words.b, b)
    return Difference(kind, a, b, f"“{x}” became “{y}”", f"“{y}” became “{x}”")


def numbers(pair: Pair) -> list[Difference]:
    """Numbers that stand in the same place and differ."""
    found = pair.words
    a, b = (
        _free(_number_runs(side), partners)
        for side, partners in ((found.a, found.to_b), (found.b, found.to_a))
    )
    return [_swap("number", pair, x, y) for x, y in _answering(found, a, b, 2)]


def _number_runs(units: Sequence[Unit]) -> list[Range]:
    return [
        (at, at + 1) for at, unit in enumerate(units) if unit.text[0].isdigit() or unit.key in _number_words()
    ]


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    return frozenset(
        "=" + row["meaning"]
        for row in vocabulary("equivalents")
        if "|" in row["wordings"] and row["wordings"].split("|")[1].isdigit()
    )


def dates(pair: Pair) -> list[Difference]:
    """Weekdays or months that stand in the same place and differ."""
    found = pair.words
    a, b = (
        _free([(at, at + 1) for at, unit in enumerate(side) if unit.key in calendar_words()], partners)
        for side, partners in ((found.a, found.to_b), (found.b, found.to_a))
    )
    return [_swap("date", pair, x, y) for x, y in _answering(found, a, b, 2)]


def names(pair: Pair) -> list[Difference]:
    """Names that stand in the same place and are not one name."""
    found = pair.words
    least = 2 if pair.light else 3
    certain = {False: _names(pair, first=False), True: _names(pair.flipped(), first=False)}
    a, b = _names(pair, first=True), _names(pair.flipped(), first=True)
    return [
        _swap("name", pair, x, y)
        for x, y in _answering(found, a, b, least)
        if (x in certain[False] or y in certain[True])
        and not _one_name(found.a[slice(*x)], found.b[slice(*y)])
    ]


def _names(pair: Pair, *, first: bool) -> list[Range]:
    return _free_parts(name_runs(pair.words.a, pair.casing, first=first), pair.words.to_b)


def _free_parts(ranges: list[Range], partners: Partners) -> list[Range]:
    parts = []
    for start, end in ranges:
        at = start
        while at < end:
            stop = at
            while stop < end and partners[stop] is None:
                stop += 1
            if stop > at:
                parts.append((at, stop))
            at = stop + 1
    return parts


def _one_name(a: Sequence[Unit], b: Sequence[Unit]) -> bool:
    return (
        initials(a) == b[0].key.rstrip(".")
        or initials(b) == a[0].key.rstrip(".")
        or any(alike(x, y) for x in a for y in b)
    )


def negations(pair: Pair) -> list[Difference]:
    """Negations that one side lost, where the other side negates a word that both have."""
    lost = [Difference("negation", a, b, *_lost_or_added(word)) for a, b, word in _lost(pair)]
    added = [
        Difference("negation", b, a, *_lost_or_added(word)[::-1]) for a, b, word in _lost(pair.flipped())
    ]
    return lost + added


def _lost_or_added(word: str) -> tuple[str, str]:
    return f"the negation “{word}” was lost", f"the negation “{word}” was added"


def _lost(pair: Pair) -> Iterator[tuple[Range, Range, str]]:
    found = pair.words
    mine, others = _negators(found.a), _negators(found.b)
    if len(mine) <= len(others):
        return
    for at in mine:
        if found.to_b[at] is not None:
            continue
        behind = _content(found.a, at + 1, 1)
        partner = found.to_b[behind] if behind < len(found.a) else None
        if partner is None:
            continue
        before = found.to_b[at - 1] if at else None
        start = before if before is not None and before < partner and partner - before < 4 else partner
        yield (max(at - 1, 0), behind + 1), (start, partner + 1), found.a[at].text


def _negators(units: Sequence[Unit]) -> list[int]:
    keys = [unit.key for unit in units]
    return [
        at for at in range(len(keys)) if any(tuple(keys[at : at + len(w)]) == w for w in _negator_wordings())
    ]


@lru_cache(maxsize=1)
def _negator_wordings() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(unit.key for unit in tokens(row["wording"])) for row in vocabulary("negators"))


DETECTORS: tuple[Callable[[Pair], list[Difference]], ...] = (numbers, dates, names, negations)
