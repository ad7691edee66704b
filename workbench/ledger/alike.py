"""How likely two figures state the same real-world quantity."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from workbench.ledger.evidence import Evidence
from workbench.ledger.values import compare_values
from workbench.ledger.vocabulary import growing

# Log-odds, each for one piece of evidence; a pair above zero is more likely one quantity than two.
START = -2.4
VALUE = {"equal": 2.2, "compatible": 0.4, "different": -3.0}
RUNNING_COUNT = 3.4  # a toll that differs is the same toll at another moment, or on another's word
HEAD_SAME, HEAD_KIND, HEAD_OTHER = 1.4, 0.9, -2.5
HAPPENING_SAME, HAPPENING_OTHER = 1.6, -2.6
LINKED = {"verbatim": 2.6, "light": 2.4, "paraphrase": 2.0, "shared_fact": 1.6}
QUALIFIERS, CONTEXT = 1.0, 2.5
SAME_SENTENCE, APART_IN_TIME, SAME_TIME = -3.0, -3.0, 0.4
NEVER = -99.0
FAR = 60  # days: a count of another year is another count


def score_pair(a: Evidence, b: Evidence, links: Mapping[frozenset[tuple[str, int]], str]) -> float:
    """Return the log-odds that two figures state the same quantity; above zero is more likely than not.

    Parameters
    ----------
    a, b
        The figures with what stands around them.
    links
        The label of the link between two sentences, where there is one.
    """
    if _cannot(a, b):
        return NEVER
    values = compare_values(a, b)
    score = START + VALUE[values] + _head(a, b) + _happening(a, b) + _time(a, b)
    score += RUNNING_COUNT * (values == "different" and _runs_on(a, b))
    score += QUALIFIERS * overlap(a.qualifiers, b.qualifiers) + CONTEXT * overlap(a.context, b.context)
    label = links.get(frozenset((a.sentence, b.sentence)), "")
    return score + LINKED.get(label, 0.0) + SAME_SENTENCE * (a.sentence == b.sentence)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of two sets' members that both have (Dice 1945), 0 to 1.

    Examples
    --------
    >>> overlap(frozenset("ab"), frozenset("bc"))
    0.5
    """
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _cannot(a: Evidence, b: Evidence) -> bool:
    """Whether the two can state one quantity at all: a share is no count, a part is not its whole."""
    return a.part_of == b.figure_id or b.part_of == a.figure_id or dimension(a) != dimension(b)


def dimension(one: Evidence) -> str:
    """Return what sort of quantity a figure is, so that only like is compared with like."""
    return "share" if one.kind == "percent" else one.kind


def _head(a: Evidence, b: Evidence) -> float:
    if not a.head or not b.head:
        return 0.0
    if a.head == b.head or (a.counted.name and a.counted.name == b.counted.name):
        return HEAD_SAME
    if a.counted.name and b.counted.name and _is_kind_of(a, b):
        return HEAD_KIND
    return HEAD_OTHER if a.head not in b.qualifiers and b.head not in a.qualifiers else 0.0


def _is_kind_of(a: Evidence, b: Evidence) -> bool:
    return a.counted.kind_of == b.counted.name or b.counted.kind_of == a.counted.name


def _happening(a: Evidence, b: Evidence) -> float:
    if not a.happening or not b.happening:
        return 0.0
    return HAPPENING_SAME if a.happening == b.happening else HAPPENING_OTHER


def _runs_on(a: Evidence, b: Evidence) -> bool:
    return a.happening == b.happening and a.happening in growing() and a.qualifiers == b.qualifiers


def _time(a: Evidence, b: Evidence) -> float:
    if not (a.since and a.until and b.since and b.until):
        return 0.0
    gap = _days(max(a.since, b.since)) - _days(min(a.until, b.until))
    if gap <= 0:
        return SAME_TIME
    if gap > FAR:
        return APART_IN_TIME
    return 0.0 if a.happening in growing() else -math.log1p(gap)


def _days(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()
