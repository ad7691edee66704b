"""Two linked sentences as the detectors see them, and how places of one are matched with places of the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench.analysis import Analysis
from workbench.compare.alignment import Alignment, meet
from workbench.compare.moments import Later
from workbench.compare.names import Background
from workbench.compare.wording import Unit, function_words

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


class Pair(NamedTuple):
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

    def flipped(self) -> Pair:
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


def same_place(pair: Pair, a: Range, b: Range) -> bool:
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


def answering(pair: Pair, a: Iterable[Range], b: Sequence[Range]) -> list[tuple[Range, Range]]:
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


def swap(kind: str, pair: Pair, a: Range, b: Range) -> Difference:
    """Say that the words at one range became those at the other."""
    x, y = words_of(pair.words.a, a), words_of(pair.words.b, b)
    return Difference(kind, a, b, f"“{x}” became “{y}”", f"“{y}” became “{x}”")
