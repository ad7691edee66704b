"""Two linked sentences side by side: which word of one answers which of the other, and which places match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.analysis import Analysis
from workbench.compare.names import Background
from workbench.compare.provenance import Later
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


Range = tuple[int, int]
Partners = Sequence[int | None]
_LIGHT, _DEEP = (
    2,
    2,
)  # agreeing neighbours, of four, in a light edit; content words in a row in a reworked sentence


class Difference(NamedTuple):
    """A difference: its kind, where it stands in a and in b (ranges of units), and in words what changed.

    ``forward`` says it as a change from a to b, ``backward`` as one from b to a. ``changed`` names the side that
    must have changed it, where the wording itself tells: "a", "b" or empty.
    """

    kind: str
    a: Range
    b: Range
    forward: str
    backward: str
    changed: str = ""

    def flipped(self) -> Difference:
        """Return the same difference with the sides exchanged."""
        changed = {"a": "b", "b": "a"}.get(self.changed, "")
        return Difference(self.kind, self.b, self.a, self.backward, self.forward, changed)


class SentencePair(NamedTuple):
    """Two linked sentences: their articles, texts, aligned words, and what all articles together tell.

    ``analysis`` knows what was found in the sentences already.
    ``later`` tells how one may be an update of the other; empty where one article is a copy of the other as a whole.
    """

    a_doc_id: str
    b_doc_id: str
    a_text: str
    b_text: str
    words: Alignment
    background: Background
    light: bool
    analysis: Analysis
    a_date: str = ""
    b_date: str = ""
    later: Later = ""

    def flipped(self) -> SentencePair:
        """Return the same pair with the sides exchanged."""
        return self._replace(
            a_doc_id=self.b_doc_id,
            b_doc_id=self.a_doc_id,
            a_text=self.b_text,
            b_text=self.a_text,
            words=self.words.flipped(),
            a_date=self.b_date,
            b_date=self.a_date,
        )


def context(found: Alignment, a: Range, b: Range) -> int:
    """Count how many of four neighbours agree: the units beside two ranges, and the content words beyond them.

    Examples
    --------
    >>> from workbench.compare.alignment import align
    >>> context(align("He left Dover on foot", "He left Arlen on foot"), (2, 3), (2, 3))
    4
    """
    return before(found, a, b) + behind(found, a, b)


def closeness(found: Alignment) -> float:
    """Share of the words of the longer sentence that have a partner, from 0 to 1."""
    partners = sum(partner is not None for partner in found.to_b)
    return partners / max(len(found.a), len(found.b), 1)


def before(found: Alignment, a: Range, b: Range) -> int:
    """Count the agreeing neighbours to the left of two ranges, from 0 to 2."""
    far = meet(found, content(found.a, a[0] - 1, -1), content(found.b, b[0] - 1, -1))
    return meet(found, a[0] - 1, b[0] - 1) + far


def behind(found: Alignment, a: Range, b: Range) -> int:
    """Count the agreeing neighbours to the right of two ranges, from 0 to 2."""
    return meet(found, a[1], b[1]) + meet(found, content(found.a, a[1], 1), content(found.b, b[1], 1))


def content(units: Sequence[Unit], at: int, step: int) -> int:
    """Place of the next content word from ``at`` on, going by ``step``; outside the sentence if there is none."""
    while 0 <= at < len(units) and units[at].key in function_words():
        at += step
    return at


def free(ranges: Iterable[Range], partners: Partners) -> list[Range]:
    """Ranges of which no unit has a partner."""
    return [found for found in ranges if all(partners[at] is None for at in range(*found))]


def free_parts(ranges: Iterable[Range], partners: Partners) -> list[Range]:
    """Parts of ranges whose units have no partner.

    Examples
    --------
    >>> free_parts([(0, 3)], [None, 5, None])
    [(0, 1), (2, 3)]
    """
    parts: list[Range] = []
    for start, end in ranges:
        opened = start
        for at in range(start, end + 1):
            if at == end or partners[at] is not None:
                parts += [(opened, at)] if at > opened else []
                opened = at + 1
    return parts


def same_place(pair: SentencePair, a: Range, b: Range) -> bool:
    """Whether two ranges stand in the same place, by the words around them.

    In a lightly edited sentence two agreeing neighbours are enough. In a reworked one the content words on both
    sides must agree, or two in a row on one side: a single word in common is met by chance.
    """
    if pair.light:
        return context(pair.words, a, b) >= _LIGHT
    left, right = _depth(pair.words, a[0] - 1, b[0] - 1, -1), _depth(pair.words, a[1], b[1], 1)
    return (left > 0 and right > 0) or max(left, right) >= _DEEP


def _depth(found: Alignment, at_a: int, at_b: int, step: int) -> int:
    """How many content words in a row agree, going by ``step``; the end of a sentence is none."""
    depth = 0
    while depth < _DEEP:
        at_a, at_b = content(found.a, at_a, step), content(found.b, at_b, step)
        if not (0 <= at_a < len(found.a) and found.to_b[at_a] == at_b):
            break
        depth, at_a, at_b = depth + 1, at_a + step, at_b + step
    return depth


def answering(pair: SentencePair, a: Iterable[Range], b: Sequence[Range]) -> list[tuple[Range, Range]]:
    """Pair ranges of both sides that stand in the same place, those with the most neighbours in common first."""
    scored = sorted((-context(pair.words, x, y), x, y) for x in a for y in b if same_place(pair, x, y))
    used_a: set[Range] = set()
    used_b: set[Range] = set()
    pairs = []
    for _, x, y in scored:
        if x not in used_a and y not in used_b:
            used_a.add(x)
            used_b.add(y)
            pairs.append((x, y))
    return pairs


def words_of(units: Sequence[Unit], where: Range) -> str:
    """Words of a range of units, as printed."""
    return " ".join(unit.text for unit in units[where[0] : where[1]])


def swap(kind: str, pair: SentencePair, a: Range, b: Range) -> Difference:
    """Say that the words at one range became those at the other."""
    x, y = words_of(pair.words.a, a), words_of(pair.words.b, b)
    return Difference(kind, a, b, f"“{x}” became “{y}”", f"“{y}” became “{x}”")
