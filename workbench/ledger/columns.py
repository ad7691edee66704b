"""The figures of one event as columns: what each states, counts and stands among, held against each other many at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from workbench.compare.happenings import akin, growing
from workbench.ledger.accounts import states_of_their_own
from workbench.ledger.evidence import Evidence
from workbench.ledger.values import EXACT, HEDGED, BaseUnit, half_step, in_base_unit, significant_digits
from workbench.ledger.vocabulary import in_dollars

Array = np.ndarray[Any, Any]
Links = Mapping[frozenset[tuple[str, int]], str]
YEAR_LONG = 360  # days
MANY = 50  # figures of an event among which it tells something that only two have a value
LEAD = 2  # the headline and the first two sentences of an article
GENERAL = 0.5  # of the articles: a place that more of them name is where all happened
NAME_START = 5
MOST_DENSE = 64  # figures of an event whose words are laid out in a table that is not sparse
# A count that stands still, and one that may fall: who was missing is found, who was hurt goes home.
STILL = frozenset({"inhabit", "carry", "family"})
FALLING = frozenset({"miss", "displace", "injure", "infect"})
KINDS = ("count", "measure", "money", "share", "duration", "age", "score")
LABELS = ("verbatim", "light", "paraphrase", "shared_fact")
NOBODY = -1  # the number of an empty word: it is like no other


class Bags:
    """Sets of words, a row for each figure: how much two rows have in common is asked for many pairs at once."""

    def __init__(self, sets: Sequence[Iterable[str]], telling: Mapping[str, float] | None = None) -> None:
        self.fill(sets, telling, {})

    @classmethod
    def of_one_list(cls, *parts: Sequence[Iterable[str]]) -> list[Bags]:
        """Make bags whose rows can be held against each other's: their words are numbered together."""
        numbers: dict[str, int] = {}
        for words in (words for sets in parts for words in sets):
            for word in sorted(words):
                numbers.setdefault(word, len(numbers))
        bags = [cls.__new__(cls) for _ in parts]
        for bag, sets in zip(bags, parts, strict=True):
            bag.fill(sets, None, numbers)
        return bags

    def fill(
        self, sets: Sequence[Iterable[str]], telling: Mapping[str, float] | None, numbers: dict[str, int]
    ) -> None:
        """Give the words their numbers and lay them out, a row for each set."""
        rows = [sorted({numbers.setdefault(word, len(numbers)) for word in sorted(words)}) for words in sets]
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.concatenate([np.array(row, dtype=int) for row in rows]) if rows else np.array([], int)
        each = np.array([1.0 if telling is None else telling.get(word, 1.0) for word in numbers])
        shape = (len(rows), max(1, len(numbers)))
        told = each[columns] if len(columns) else np.zeros(0)
        self.held, self.told = (
            _laid_out(values, columns, ends, shape) for values in (np.ones(len(columns)), told)
        )
        self.whole = _sums(self.told)

    def common(self, i: Array, j: Array) -> Array:
        """Return what the words that both rows hold tell together."""
        return _sums(_times(self.held[i], self.told[j]))

    def inside(self, other: Bags, i: Array, j: Array) -> Array:
        """Whether one's row holds a word of the other's row of other bags, either way round."""
        one_way, other_way = _times(self.held[i], other.held[j]), _times(self.held[j], other.held[i])
        return _sums(one_way) + _sums(other_way) > 0

    def overlap(self, i: Array, j: Array) -> Array:
        """Return the share of two rows' words that both have (Dice 1945), each counted by what it tells, 0 to 1."""
        whole = self.whole[i] + self.whole[j]
        return 2 * self.common(i, j) / np.where(whole > 0, whole, 1.0)

    def apart(self, i: Array, j: Array) -> Array:
        """Whether both rows hold something, and nothing in common."""
        return (self.whole[i] > 0) & (self.whole[j] > 0) & (self.common(i, j) == 0)


def _laid_out(values: Array, columns: Array, ends: Array, shape: tuple[int, int]) -> Any:
    """Return a table of words by its values, row by row: a sparse one, unless it is small, where that costs more."""
    if shape[0] > MOST_DENSE:
        from scipy.sparse import csr_matrix

        return csr_matrix((values, columns, ends), shape=shape)
    table = np.zeros(shape)
    table[np.repeat(np.arange(shape[0]), np.diff(ends)), columns] = values
    return table


def _times(one: Any, other: Any) -> Any:
    return one * other if isinstance(one, np.ndarray) else one.multiply(other)


def _sums(rows: Any) -> Array:
    """Return the sum of each row, added up in one order however it is laid out."""
    if isinstance(rows, np.ndarray):
        return rows.cumsum(axis=1)[:, -1] if len(rows) else np.zeros(0)
    return np.asarray(rows.sum(axis=1)).ravel()


class Columns(NamedTuple):
    """The evidence of the figures of an event, a place in each column for each figure.

    Words and names are numbers, equal where the words are; an empty one is -1. Values are in base units.
    """

    kind: Array
    dimension: Array
    unit: Array
    low: Array
    high: Array
    modifier: Array
    vague: Array
    slack: Array
    half_step: Array
    digits: Array
    change: Array
    head: Array
    counted: Array
    kind_of: Array
    general: Array
    anybody: Array
    class_of_people: Array
    happening: Array
    akin: Array
    role: Array
    grows: Array
    of_history: Array
    some_of: Array
    total: Array
    formerly: Array
    rate: Array
    others: Array
    dollars: Array
    person: Array
    named: Array
    tolls: Array
    only: Array
    only_so: Array
    sentence: Array
    doc: Array
    since: Array
    until: Array
    years: Array
    figure: Array
    part_of: Array
    said_again: Array
    main: Array
    place_in_text: Array
    lead: Array
    event: Array
    day: Array
    extent: Array
    state: Array
    apart_state: Array
    still: Array
    falls: Array
    published: Array
    rare: Array
    bags: Mapping[str, Bags]
    labels: Mapping[tuple[int, int], int]

    @property
    def money(self) -> Array:
        """Whether each figure is a sum of money."""
        return self.kind == KINDS.index("money")

    @property
    def aged(self) -> Array:
        """Whether each figure is the age of somebody."""
        return self.kind == KINDS.index("age")

    def label(self, i: Array, j: Array) -> Array:
        """Return the number of the label of the link between the sentences of each pair, -1 where there is none."""
        ends = zip(self.sentence[i].tolist(), self.sentence[j].tolist(), strict=True)
        return np.array([self.labels.get((min(pair), max(pair)), NOBODY) for pair in ends], dtype=int)


def make_columns(
    evidence: Sequence[Evidence], links: Links, published: Mapping[str, str] | None = None
) -> Columns:
    """Turn the evidence of an event's figures into columns.

    Each word weighs by how few of the event's sentences with figures hold it (idf, Spärck Jones 1972).

    Parameters
    ----------
    evidence
        The figures of one event with what stands around them.
    links
        How near the wording of two sentences is, for those that were linked.
    published
        The days of publication by ``doc_id``, as far as they are known.
    """
    base = list(map(_base_unit, evidence))
    figures = {one.figure_id: number for number, one in enumerate(evidence)}
    sentences: dict[tuple[str, int], int] = {}
    numbered = [sentences.setdefault(one.sentence, len(sentences)) for one in evidence]

    classes = _classes(evidence)

    def column(what: Callable[[Evidence], Any], dtype: type = float) -> Array:
        return np.array([what(one) for one in evidence], dtype=dtype)

    def codes(what: Callable[[Evidence], Hashable]) -> Array:
        return number_words(map(what, evidence))

    def in_base(what: Callable[[BaseUnit, Evidence], float]) -> Array:
        return np.array(list(map(what, base, evidence)), dtype=float)

    return Columns(
        kind=column(_kind, int),
        dimension=number_words(unit.dimension for unit in base),
        unit=codes(lambda one: one.unit.partition(" per ")[0]),
        low=in_base(lambda unit, one: unit.turn(one.low)),
        high=in_base(lambda unit, one: unit.turn(one.high)),
        modifier=codes(lambda one: one.modifier),
        vague=column(lambda one: one.modifier == "vague", bool),
        slack=column(lambda one: HEDGED.get(one.modifier, EXACT)),
        half_step=in_base(lambda unit, one: unit.scale * half_step(one)),
        digits=column(significant_digits),
        change=codes(lambda one: one.change or "none"),
        head=codes(lambda one: one.head),
        counted=classes[: len(evidence)],
        kind_of=classes[len(evidence) :],
        general=column(_is_general, bool),
        anybody=column(lambda one: one.counted.name == "people", bool),
        class_of_people=column(
            lambda one: one.counted.kind_of == "people" and not one.counted.happening, bool
        ),
        happening=codes(lambda one: one.happening),
        akin=codes(lambda one: akin().get(one.happening, one.happening)),
        role=codes(lambda one: one.role),
        grows=column(lambda one: one.happening in growing(), bool),
        of_history=column(_of_history, bool),
        some_of=column(lambda one: one.some_of, bool),
        total=column(lambda one: one.total, bool),
        formerly=column(lambda one: one.formerly, bool),
        rate=column(lambda one: one.rate, bool),
        others=column(lambda one: one.others, bool),
        dollars=column(lambda one: in_dollars().get(one.unit.partition(" per ")[0], math.nan)),
        person=codes(lambda one: one.person),
        named=column(lambda one: bool(one.person) and len(one.concept_names) > 1, bool),
        tolls=column(lambda one: bool(one.counted.happening), bool),
        only=only_ones(evidence, so=False),
        only_so=only_ones(evidence, so=True),
        sentence=np.array(numbered, dtype=int),
        doc=codes(lambda one: one.doc_id),
        since=column(lambda one: _day(one.since)),
        until=column(lambda one: _day(one.until)),
        years=codes(lambda one: one.years or "none"),
        figure=np.arange(len(evidence)),
        part_of=column(lambda one: figures.get(one.part_of, NOBODY), int),
        said_again=column(lambda one: figures.get(one.said_again, NOBODY), int),
        main=main_tolls(evidence),
        place_in_text=column(lambda one: one.sentence[1]),
        lead=column(lambda one: one.lead <= LEAD, bool),
        event=codes(lambda one: one.slots.event),
        day=codes(lambda one: one.slots.day),
        extent=codes(lambda one: one.slots.extent),
        state=codes(lambda one: one.slots.state),
        apart_state=column(lambda one: one.slots.state in states_of_their_own(), bool),
        still=column(lambda one: one.happening in STILL, bool),
        falls=column(lambda one: one.happening in FALLING, bool),
        published=column(lambda one: _day((published or {}).get(one.doc_id, ""))),
        rare=_rarity(evidence),
        bags=_bags(evidence),
        labels=_labels(links, sentences),
    )


def _base_unit(one: Evidence) -> BaseUnit:
    return in_base_unit(one.unit or ("year" if one.kind == "age" else ""))


def _kind(one: Evidence) -> int:
    return KINDS.index("share" if one.kind == "percent" else one.kind)


def _classes(evidence: Sequence[Evidence]) -> Array:
    """Return the classes of what is counted and behind them what these are kinds of, numbered together."""
    return number_words([getattr(one.counted, part) for part in ("name", "kind_of") for one in evidence])


def _is_general(one: Evidence) -> bool:
    """Whether people in general are counted, or nothing is named that is."""
    return bool(one.counted.happening) or one.counted.name == "people" or not (one.counted.name or one.head)


def _rarity(evidence: Sequence[Evidence]) -> Array:
    """Return how telling it is that two figures share a value, 0 to 1: a "two" is everywhere in an event."""
    held = Counter((one.low, one.high, one.unit) for one in evidence)
    many = [max(1, held[one.low, one.high, one.unit] - 1) for one in evidence]
    share = min(1.0, len(evidence) / MANY)  # among few figures nothing is known to be rare
    return np.array([share / math.sqrt(number) for number in many], dtype=float)


def main_tolls(evidence: Sequence[Evidence]) -> Array:
    """Return for each count that goes on whether it is its article's main one of the kind: 1, another: 2, or neither: 0.

    The main one counts people in general, no part, no rate, nothing of another event, and stands first.
    """
    first: dict[Hashable, tuple[float, float]] = {}
    for one in sorted(filter(_may_be_main, evidence), key=lambda one: one.lead):
        first.setdefault((one.doc_id, one.happening), (one.low, one.high))
    return np.array(
        [_rank_of_toll(one, first.get((one.doc_id, one.happening))) for one in evidence], dtype=int
    )


def _rank_of_toll(one: Evidence, main: tuple[float, float] | None) -> int:
    if not _goes_on(one):
        return 0
    return 1 if (one.low, one.high) == main and _may_be_main(one) else 2


def _goes_on(one: Evidence) -> bool:
    return one.kind == "count" and one.happening in growing()


def _may_be_main(one: Evidence) -> bool:
    people = one.counted.name in ("", "people") or bool(one.counted.happening)
    part = one.some_of or one.part_of or one.slots.extent == "part" or one.slots.groups - {"people"}
    return _goes_on(one) and people and not part and not (one.slots.event or one.rate or one.formerly)


def number_words(words: Iterable[Hashable]) -> Array:
    """Return a number for each word, equal for equal ones, -1 for an empty one.

    Examples
    --------
    >>> number_words(["a", "", "b", "a"]).tolist()
    [0, -1, 1, 0]
    """
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(word, len(numbers)) if word else NOBODY for word in words], dtype=int)


def only_ones(evidence: Sequence[Evidence], *, so: bool) -> Array:
    """Whether each figure's article counts or measures such a thing once only, however often it says so.

    What is part of another figure, was so before a change, or is so much for each does not count. ``so`` looks only
    at things to which the same happened.
    """
    values: dict[Hashable, set[tuple[float, float]]] = {}
    for one in evidence:
        if not (one.formerly or one.said_again or one.some_of or one.part_of or one.rate):
            values.setdefault(_thing(one, so), set()).add((one.low, one.high))
    once = [_is_thing(one, so) and len(values.get(_thing(one, so), ())) == 1 for one in evidence]
    return np.array(once, dtype=bool)


def _thing(one: Evidence, so: bool) -> tuple[str, ...]:
    unit = one.unit if one.kind == "measure" else ""
    return one.doc_id, one.kind, one.counted.name or one.head, unit, one.happening if so else ""


def _is_thing(one: Evidence, so: bool) -> bool:
    """Whether there is a noun that tells; people are told apart by what happened to them alone."""
    if one.counted.name == "people" or one.counted.happening:
        return so and one.happening in growing()
    return bool(one.counted.name or one.head)


# The words that two figures may share, by name: those that count by how few sentences hold them, and those that just count.
WEIGHED_WORDS: Mapping[str, Callable[[Evidence], Iterable[str]]] = {
    "above": lambda one: one.above,
    "clause": lambda one: one.clause,
    "context": lambda one: one.context,
    "qualifiers": lambda one: one.qualifiers,
}
WORDS_OF: Mapping[str, Callable[[Evidence], Iterable[str]]] = {
    "groups": lambda one: one.slots.groups - {"people"},
    "before": lambda one: one.before,
    "after": lambda one: one.after,
    "companions": lambda one: {f"{low} {high}" for low, high in one.companions},
    "names": lambda one: one.names,
    "place": lambda one: _content_of_place(one.place),
    "concept_names": lambda one: {name[:NAME_START] for name in one.concept_names},
    "years": lambda one: one.years,
    "periods": lambda one: {f"{unit} {length}" for unit, length in one.periods},
}


def _bags(evidence: Sequence[Evidence]) -> dict[str, Bags]:
    telling = _telling(evidence)
    heads, others = Bags.of_one_list(
        [[one.head] if one.head else [] for one in evidence], [one.qualifiers for one in evidence]
    )
    bags = {name: Bags(list(map(words_of, evidence)), telling) for name, words_of in WEIGHED_WORDS.items()}
    bags |= {name: Bags(list(map(words_of, evidence))) for name, words_of in WORDS_OF.items()}
    return bags | {"where": Bags(_telling_places(evidence)), "heads": heads, "others": others}


def _telling_places(evidence: Sequence[Evidence]) -> list[frozenset[str]]:
    """Return the places of each figure but those that most articles name: the event's own tell nothing apart."""
    docs = {one.doc_id for one in evidence}
    named: dict[str, set[str]] = {}
    for one in evidence:
        for place in one.slots.places:
            named.setdefault(place.lower()[:NAME_START], set()).add(one.doc_id)
    general = {place for place, held in named.items() if len(held) > GENERAL * len(docs)}
    return [frozenset(place.lower()[:NAME_START] for place in one.slots.places) - general for one in evidence]


def _content_of_place(place: str) -> frozenset[str]:
    return frozenset(word.lower()[:NAME_START] for word in place.split() if word[:1].isupper())


def _telling(evidence: Sequence[Evidence]) -> dict[str, float]:
    contexts = {one.sentence: one.context for one in evidence}
    counts = Counter(word for words in contexts.values() for word in words)
    return {word: math.log((1 + len(contexts)) / n) for word, n in counts.items()}


def _labels(links: Links, sentences: Mapping[tuple[str, int], int]) -> dict[tuple[int, int], int]:
    known = {}
    for pair, label in links.items():
        ends = sorted(sentences[end] for end in pair if end in sentences)
        if len(ends) == 2:
            known[ends[0], ends[1]] = LABELS.index(label)
    return known


def _day(day: str) -> float:
    return float(date.fromisoformat(day[:10]).toordinal()) if day else math.nan


def _of_history(one: Evidence) -> bool:
    """Whether a count is for a year as a whole, and so of no event that still goes on: "in 2009, 1,300 died"."""
    return bool(one.since and one.until and one.years) and _day(one.until) - _day(one.since) >= YEAR_LONG
