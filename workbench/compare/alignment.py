"""Which word of one sentence answers which word of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from workbench.compare.wording import Unit, calendar_words, function_words, units

_LEAST_ALIKE = 80  # rapidfuzz ratio from which two capitalised words are one name spelled twice
_SHORTEST_NAME = 4


class Alignment(NamedTuple):
    """Two sentences as units, and the partner of each unit on the other side (None where it has none)."""

    a: Sequence[Unit]
    b: Sequence[Unit]
    to_b: list[int | None]
    to_a: list[int | None]

    def flipped(self) -> Alignment:
        """Return the same alignment seen from the other side."""
        return Alignment(self.b, self.a, self.to_a, self.to_b)


class Gap(NamedTuple):
    """Runs of units without partner that face each other: ranges in a and b, and how many of their ends meet."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    ends: int


def align(a_text: str, b_text: str) -> Alignment:
    """Align the words of two sentences: first in order, then what moved, then names spelled another way.

    Examples
    --------
    >>> found = align("On Monday the mayor resigned.", "The mayor stepped down on Monday.")
    >>> [(unit.text, found.b[at].text) for unit, at in zip(found.a, found.to_b) if at is not None]
    [('On', 'on'), ('Monday', 'Monday'), ('the', 'The'), ('mayor', 'mayor')]
    """
    a, b = units(a_text), units(b_text)
    found = Alignment(a, b, [None] * len(a), [None] * len(b))
    _in_order(found)
    _drop_stray(found)
    _moved(found)
    _respelled(found)
    _beside(found)
    return found


def _pair(found: Alignment, at_a: int, at_b: int) -> None:
    found.to_b[at_a], found.to_a[at_b] = at_b, at_a


def _in_order(found: Alignment) -> None:
    from rapidfuzz.distance import LCSseq

    blocks = LCSseq.editops(
        [unit.key for unit in found.a], [unit.key for unit in found.b]
    ).as_matching_blocks()
    for block in blocks:
        for step in range(block.size):
            _pair(found, block.a + step, block.b + step)


def _is_function(unit: Unit) -> bool:
    return unit.key in function_words()


def _drop_stray(found: Alignment) -> None:
    """Take apart function words whose neighbours have no partner: they met by chance."""
    for at, partner in enumerate(found.to_b):
        if partner is not None and _is_function(found.a[at]) and not _anchored(found, at, partner):
            found.to_b[at], found.to_a[partner] = None, None


def _anchored(found: Alignment, at: int, partner: int) -> bool:
    return meet(found, at - 1, partner - 1) or meet(found, at + 1, partner + 1)


def meet(found: Alignment, at_a: int, at_b: int) -> bool:
    """Whether two places answer each other: partners, or the same end of both sentences."""
    if at_a < 0 or at_b < 0:
        return at_a == at_b
    if at_a >= len(found.a) or at_b >= len(found.b):
        return at_a >= len(found.a) and at_b >= len(found.b)
    return found.to_b[at_a] == at_b


def _moved(found: Alignment) -> None:
    """Pair content words that stand in both sentences, but not in the same order."""
    places = defaultdict(list)
    for at, unit in enumerate(found.b):
        if found.to_a[at] is None and not _is_function(unit):
            places[unit.key].append(at)
    mine = {unit.key for at, unit in enumerate(found.a) if found.to_b[at] is None}
    for at, unit in enumerate(found.a):
        if found.to_b[at] is None and places.get(unit.key) and not _replaced(found, at, mine):
            _pair(found, at, places[unit.key].pop(0))


def _replaced(found: Alignment, at: int, mine: set[str]) -> bool:
    """Whether another word, which a has nowhere, stands in b where this one should."""
    left = _content(found.a, at - 1, -1)
    partner = found.to_b[left] if left >= 0 else None
    if partner is None:
        return False
    place = _content(found.b, partner + 1, 1)
    return place < len(found.b) and found.to_a[place] is None and found.b[place].key not in mine


def _content(units: Sequence[Unit], at: int, step: int) -> int:
    while 0 <= at < len(units) and _is_function(units[at]):
        at += step
    return at


def alike(a: Unit, b: Unit) -> bool:
    """Whether two capitalised words are one name in two spellings, or a name and its adjective.

    Examples
    --------
    >>> first, second, third = units("Rakhmon Rahmon Ramon")
    >>> alike(first, second)
    True
    >>> alike(*units("Afghan Afghanistan")), alike(*units("Monday Sunday"))
    (True, False)
    """
    return _spelled_alike(_as_name(a), _as_name(b))


def _as_name(unit: Unit) -> str:
    """Return a capitalised word in lower case, empty for one that is too short for a name or names a day."""
    name = unit.text.lower()
    telling = len(name) >= _SHORTEST_NAME and unit.text[0].isupper() and unit.key not in calendar_words()
    return name if telling else ""


def _spelled_alike(x: str, y: str) -> bool:
    from rapidfuzz import fuzz

    if not (x and y) or x[0] != y[0]:
        return False
    return x.startswith(y[:-1]) or y.startswith(x[:-1]) or fuzz.ratio(x, y) >= _LEAST_ALIKE


def _respelled(found: Alignment) -> None:
    places = [at for at, partner in enumerate(found.to_a) if partner is None]
    free = {at: name for at in places if (name := _as_name(found.b[at]))}
    for at, unit in enumerate(found.a):
        if found.to_b[at] is None and free and (name := _as_name(unit)):
            match = next((place for place, other in free.items() if _spelled_alike(name, other)), None)
            if match is not None:
                _pair(found, at, match)
                del free[match]


def _beside(found: Alignment) -> None:
    """Pair function words that stand beside a pair on both sides."""
    for step in (1, -1):
        order = range(len(found.a)) if step == 1 else range(len(found.a) - 1, -1, -1)
        for at in order:
            _pair_beside(found, at, step)


def _pair_beside(found: Alignment, at: int, step: int) -> None:
    if found.to_b[at] is not None or not 0 <= at - step < len(found.a):
        return
    partner = found.to_b[at - step]
    place = -1 if partner is None else partner + step
    if 0 <= place < len(found.b) and found.to_a[place] is None and found.b[place].key == found.a[at].key:
        _pair(found, at, place)


def runs(partners: Sequence[int | None]) -> list[tuple[int, int]]:
    """Longest runs of units without a partner, as half-open ranges.

    Examples
    --------
    >>> runs([None, 0, None, None])
    [(0, 1), (2, 4)]
    """
    found, start = [], None
    for at, partner in enumerate([*partners, 0]):
        if partner is None:
            start = at if start is None else start
        elif start is not None:
            found.append((start, at))
            start = None
    return found


def gaps(found: Alignment) -> list[Gap]:
    """Pair runs without partner that face each other: the units before them, behind them or both are partners.

    Examples
    --------
    >>> found = align("The mayor of Springfield resigned", "The mayor of Shelbyville resigned")
    >>> [(found.a[gap.a_start].text, found.b[gap.b_start].text, gap.ends) for gap in gaps(found)]
    [('Springfield', 'Shelbyville', 2)]
    """
    by_a = runs(found.to_b)
    faced = []
    for b_start, b_end in runs(found.to_a):
        for a_start, a_end in by_a:
            ends = meet(found, a_start - 1, b_start - 1) + meet(found, a_end, b_end)
            if ends:
                faced.append(Gap(a_start, a_end, b_start, b_end, ends))
    return sorted(faced, key=lambda gap: (-gap.ends, gap.a_start, gap.b_start))
