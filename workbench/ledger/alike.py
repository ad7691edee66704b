"""How likely two figures state the same real-world quantity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from workbench.ledger.evidence import Evidence
from workbench.ledger.values import compare_values, is_near, significant_digits
from workbench.ledger.vocabulary import growing, weights

NEVER = -99.0
YEAR_LONG = 360  # days
FAR = 60  # days: a count of another season is another count
NAME_START = 5
Links = Mapping[frozenset[tuple[str, int]], str]
# What money, a share or a span of time is of is told by the whole sentence, not by one noun.
LOOSE = frozenset({"money", "percent", "share", "duration"})


class Setting(NamedTuple):
    """What the case as a whole says: which sentences are linked, and how much a word tells."""

    links: Links
    telling: Mapping[str, float]


def set_the_scene(evidence: Sequence[Evidence], links: Links) -> Setting:
    """Weigh each word by how few of the sentences with figures hold it (idf, Spärck Jones 1972)."""
    sentences = {one.sentence: one.context for one in evidence}
    counts = Counter(word for context in sentences.values() for word in context)
    return Setting(links, {word: math.log((1 + len(sentences)) / n) for word, n in counts.items()})


def score_pair(a: Evidence, b: Evidence, setting: Setting) -> float:
    """Return the log-odds that two figures state the same quantity; above zero is more likely than not.

    The score is the sum of the weights of the evidence (``vocab/weights.csv``).

    Parameters
    ----------
    a, b
        The figures with what stands around them.
    setting
        What the case as a whole says.
    """
    if cannot_be_one(a, b):
        return NEVER
    table = weights()
    return table["start"] + sum(table[name] * amount for name, amount in weigh(a, b, setting))


def weigh(a: Evidence, b: Evidence, setting: Setting) -> Iterator[tuple[str, float]]:
    """Go through the evidence for and against two figures being one: its name and amount."""
    values = compare_values(a, b)
    yield from _values(a, b, values)
    yield from _things(a, b)
    yield from _words(a, b, setting.telling)
    yield from _time(a, b)
    if a.periods & b.periods:
        yield "period_same", 1.0
    if a.years != b.years:
        yield "year_other", 0.3 if values == "equal" else float(not a.years & b.years)
    label = setting.links.get(frozenset((a.sentence, b.sentence)), "")
    if label:
        yield f"{label}_{'differs' if values == 'different' else 'fits'}", 1.0
    if a.said_again == b.figure_id or b.said_again == a.figure_id:
        yield "said_again", 1.0
    elif a.sentence == b.sentence:
        yield ("formerly" if a.formerly != b.formerly else "same_sentence"), 1.0
    elif a.doc_id == b.doc_id:
        yield ("same_article_differs" if values == "different" else "same_article"), 1.0
    if a.some_of != b.some_of:
        yield "some_of_other", 1.0
    if a.total or b.total:
        yield ("total_same" if a.total and b.total else "total_other"), 1.0
    if a.change != b.change:
        yield "change_other", 1.0


def overlap(a: frozenset[str], b: frozenset[str], telling: Mapping[str, float]) -> float:
    """Return the share of two sets' members that both have (Dice 1945), each counted by what it tells, 0 to 1.

    Examples
    --------
    >>> overlap(frozenset("ab"), frozenset("bc"), {"b": 2.0})
    0.666...
    """
    both = a & b
    if not both:
        return 0.0
    whole = sum(telling.get(word, 1.0) for one in (a, b) for word in one)
    return 2 * sum(telling.get(word, 1.0) for word in both) / whole


def dimension(one: Evidence) -> str:
    """Return what sort of quantity a figure is, so that only like is compared with like."""
    return "share" if one.kind == "percent" else one.kind


def cannot_be_one(a: Evidence, b: Evidence) -> bool:
    """Whether the two cannot state one quantity: a share is no count, a part is not its whole, a length no weight."""
    if a.part_of == b.figure_id or b.part_of == a.figure_id or dimension(a) != dimension(b):
        return True
    return a.kind != "money" and compare_values(a, b) == "incomparable"


def _values(a: Evidence, b: Evidence, values: str) -> Iterator[tuple[str, float]]:
    if values == "equal" and a.modifier == "vague":
        yield "equal_vague", 1.0
    elif values == "equal":
        yield "equal", 1.0
        yield "equal_digits", significant_digits(a) - 1.0
    elif values == "incomparable":
        yield "other_currency", 1.0
    elif values == "compatible" and is_near(a, b):
        yield "near", 1.0
    else:
        yield ("fits" if values == "compatible" else "different"), 1.0
        if _runs_on(a, b):
            yield "running", _size(a, b)
            yield "running_elsewhere", float(bool(a.names and b.names and not a.names & b.names))


def _size(a: Evidence, b: Evidence) -> float:
    """Return how far a count is from a handful, 0 to 1: two and three victims rather are two counts than one."""
    ends = [end for one in (a, b) for end in (one.low, one.high) if end == end]
    return min(1.0, math.log10(max([1.0, *ends])))


def _runs_on(a: Evidence, b: Evidence) -> bool:
    """Whether both may be one count at two moments: the same happened to things of one class, not to some of them."""
    if a.sentence == b.sentence or _of_history(a) != _of_history(b):
        return False
    whole = {"", "people"}
    same = a.head == b.head or all(one.counted.happening or one.counted.name in whole for one in (a, b))
    return a.happening == b.happening and a.happening in growing() and same and a.some_of == b.some_of


def _of_history(one: Evidence) -> bool:
    """Whether a count is for a year as a whole, and so of no event that still goes on: "in 2009, 1,300 died"."""
    return bool(one.since and one.until and one.years) and _days(one.until) - _days(one.since) >= YEAR_LONG


def _things(a: Evidence, b: Evidence) -> Iterator[tuple[str, float]]:
    if a.kind == "age":
        yield from _people(a, b)
    elif a.head and b.head:
        name = _head(a, b)
        yield (f"{name}_loose" if a.kind in LOOSE else name), 1.0
    if a.happening and b.happening:
        yield _happened(a, b), 1.0
    if a.concept_names and b.concept_names and not _starts(a.concept_names) & _starts(b.concept_names):
        yield "names_other", 1.0


def _starts(names: frozenset[str]) -> set[str]:
    """Return the beginnings of names, in which a country and its adjective agree."""
    return {name[:NAME_START] for name in names}


def _happened(a: Evidence, b: Evidence) -> str:
    if a.happening == b.happening:
        return "happening_same"
    return "happening_rival" if {a.happening, b.happening} <= growing() else "happening_other"


def _people(a: Evidence, b: Evidence) -> Iterator[tuple[str, float]]:
    if a.concept_names & b.concept_names:
        yield "person_same", 1.0


def _head(a: Evidence, b: Evidence) -> str:
    if a.head == b.head:
        return "head_same"
    if a.counted.name and a.counted.name == b.counted.name:
        return "head_class"
    if b.counted.name and a.counted.kind_of == b.counted.name:
        return "head_kind"
    if a.counted.name and b.counted.kind_of == a.counted.name:
        return "head_kind"
    if a.head in b.qualifiers or b.head in a.qualifiers:
        return "head_kind"
    if a.counted.kind_of and a.counted.kind_of == b.counted.kind_of:
        return "head_kin"
    return "head_other"


def _words(a: Evidence, b: Evidence, telling: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    yield "above", overlap(frozenset(a.above), frozenset(b.above), telling)
    yield "clause", overlap(a.clause, b.clause, telling)
    yield "context", overlap(a.context, b.context, telling)
    yield "qualifiers", overlap(a.qualifiers, b.qualifiers, telling)


def _time(a: Evidence, b: Evidence) -> Iterator[tuple[str, float]]:
    if not (a.since and a.until and b.since and b.until):
        return
    gap = _days(max(a.since, b.since)) - _days(min(a.until, b.until))
    if gap <= 0:
        yield "time_same", 1.0
    elif gap > FAR:
        yield "time_far", 1.0
    elif a.happening not in growing():
        yield "time_apart", math.log1p(gap)


def _days(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()
