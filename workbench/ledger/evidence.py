"""What is known about each figure that tells which real-world quantity it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from workbench.analysis import Analysis
from workbench.compare.happenings import growing
from workbench.compare.surroundings import NOTHING, Neighbourhood, Surroundings, may_be_said_again, says_again
from workbench.compare.terms import find_terms
from workbench.figures.tree import Tree
from workbench.ledger.accounts import (
    EARLIER,
    Slots,
    follows_another,
    groups_in,
    read_slots,
    refers_back,
    role_in_time,
    says_inhabitants,
    says_population,
    what_they_were,
)
from workbench.ledger.naming_figures import name_figure
from workbench.ledger.vocabulary import Counted, core_of, counted_class, unit_words
from workbench.numbers.vocabulary import word_list
from workbench.spans import clean_span
from workbench.tables import rows_of

# "found 22 bodies, bringing the toll to 58": what is added is no earlier state of the toll.
ADDS_UP = re.compile(
    r"\b(?:bring|brought|bringing|takes?|taking|took|push(?:es|ed|ing)?|rais(?:es|ed|ing)|lift(?:s|ed|ing)?)\s[^.;]{0,60}?"
    r"\b(?:toll|total|number|count|tally)\b[^.;]{0,30}?\sto\s",
    re.I,
)
# "20 bodies every hour", "one for every three": how much for each, which is no part of a total. What is said of a
# year is left out, because an article that says "a year" once leaves it out later.
RATE = re.compile(
    r"(?:[\s-][^\W\d]{1,20}){0,3}?(?<!\bin)\s(?:(?:being|are|were|was|is)\s\w{1,20}\s)?(?:(?:every|per)\s(?!year|cent)|each\b"
    r"|an?\s(?:second|minute|hour|day|night|week|month)\b(?!\s(?:earlier|later|ago|before|after|old|long|and))"
    r"|an?\s(?:share|barrel|head|person|piece|ticket|gallon|lit(?:re|er)|pound|kilo|tonne|ton|ounce|acre)\b"
    r"|(?:hour|dai|week|month)ly\b)"
    r"|-(?:an?|per)-(?!year|cent)[^\W\d]",
    re.I,
)
OTHERS = re.compile(r"\b(?:others?|another|additional|further|more)\b", re.I)
MOST = 0.7  # of the words of a headline in title case are capitalised
INHABITANTS = Counted("people", "", "inhabit", "take")
NEAR = 80  # characters to each side in which a phrase around a figure stands
TELLING = 100  # a whole number from which two equal ones are rather one
PEOPLED = 1000  # a population has at least so many
BACK = 5  # figures back, exclusive, to which one may refer
FOR_EACH = re.compile(r"\b(?:every|each|per)\s$", re.I)
LABEL = re.compile(r"\W*[^\W\d_]+(?:\s[^\W\d_]+){0,3}:\s")  # "Containment: 18 percent" names nobody
ANOTHER = re.compile(r"\b(?:another|other|second)\s(?:\w{1,20}\s){0,2}$", re.I)
APPOSED = re.compile(
    r"(?:[-\s]years?[-\s]old)?(?:\s[a-z]\w{1,20}){1,3},?\s(?P<name>(?:[A-Z][\w’'-]{1,30}\s?){1,3})"
)
NAME_START = 4  # letters in which two spellings of a surname agree
SINCE = r"(?:(?<!since )|(?=\d{4},? (?:when|where|in which)))"  # "the highest since 1998" is not about 1998
YEAR = re.compile(SINCE + r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d,.%-]\d|\d)")


class Evidence(NamedTuple):
    """A figure with what stands around it; words are stems."""

    figure_id: str
    doc_id: str
    sentence: tuple[str, int]
    concept: str
    kind: str
    unit: str
    low: float
    high: float
    modifier: str
    change: str
    head: str
    counted: Counted
    happening: str
    qualifiers: frozenset[str]
    concept_names: frozenset[str]
    above: tuple[str, ...]
    clause: frozenset[str]
    names: frozenset[str]
    context: frozenset[str]
    since: str
    until: str
    part_of: str
    some_of: bool
    total: bool
    formerly: bool
    rate: bool
    person: str
    others: bool
    said_again: str
    years: frozenset[str]
    periods: frozenset[tuple[str, float]]
    refers_back: bool
    role: str
    place: str
    slots: Slots = Slots()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    companions: frozenset[tuple[float, float]] = frozenset()
    lead: int = 2
    label: str = ""


def collect_evidence(
    figures: pd.DataFrame, sentences: pd.DataFrame, *, analysis: Analysis | None = None
) -> list[Evidence]:
    """Describe each figure by what it counts, what happened, and the words and names around it.

    Parameters
    ----------
    figures
        The table ``figures``.
    sentences
        The table ``sentences`` that the figures were found in.
    analysis
        What is known of the sentences already.

    Returns
    -------
    list of Evidence
        One for each figure, in their order.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> collect_evidence(empty("figures"), empty("sentences"))
    []
    """
    known = {(row.doc_id, row.sentence): row for row in rows_of(sentences)}
    rows = list(rows_of(figures))
    held = [(known[key], group) for key, group in _by_sentence(rows).items() if key in known]
    texts = analysis or Analysis()
    texts.parse(sentence.text for sentence, _ in held)
    described = {
        row.figure_id: _describe(row, row.exact, NOTHING)
        for row in rows
        if (row.doc_id, row.sentence) not in known
    }
    for sentence, group in held:
        found = _of_sentence(sentence, group, Tree(sentence.text, texts.words(sentence.text)))
        before = known.get((sentence.doc_id, sentence.sentence - 1))
        described |= _of_event_before(found, getattr(before, "text", ""))
    return _with_units(_referring_back([described[row.figure_id] for row in rows]))


def _by_sentence(rows: Sequence[Any]) -> dict[tuple[str, int], list[Any]]:
    groups: dict[tuple[str, int], list[Any]] = {}
    for row in rows:
        groups.setdefault((row.doc_id, row.sentence), []).append(row)
    return groups


def _of_event_before(found: dict[str, Evidence], before: str) -> dict[str, Evidence]:
    """Let figures be of the other event of which the sentence before began to tell."""
    if not follows_another(before):
        return found
    return {
        name: one if one.slots.event else one._replace(slots=one.slots._replace(event=EARLIER))
        for name, one in found.items()
    }


def _with_units(described: Sequence[Evidence]) -> list[Evidence]:
    """Give a bare number the unit that it has in its sentence, or that all others of its value have in the event.

    "The 7.4 quake", "the 630-mile race": only a number that counts nothing, and that is rather found out than said so.
    """
    equal: dict[float, set[str]] = {}
    beside: dict[tuple[str, int], set[str]] = {}
    for one in described:
        if one.unit and one.kind == "measure":
            beside.setdefault(one.sentence, set()).add(one.unit)
            if one.low == one.high:
                equal.setdefault(one.low, set()).add(one.unit)
    return [_with_unit(one, equal.get(one.low, set()), beside.get(one.sentence, set())) for one in described]


def _with_unit(one: Evidence, equal: set[str], beside: set[str]) -> Evidence:
    if not _is_bare(one):
        return one
    broken = one.low != int(one.low)
    telling = len(equal) == 1 and (broken or one.low >= TELLING)
    units = equal if telling else beside if broken else set()
    return one._replace(kind="measure", unit=next(iter(units))) if len(units) == 1 else one


def _is_bare(one: Evidence) -> bool:
    """Whether a figure is one number that counts nothing and has no unit."""
    counts = one.unit or one.counted.kind_of or one.counted.name == "people"
    return one.kind == "count" and one.low == one.high and not counts


def _of_sentence(sentence: Any, group: Sequence[Any], tree: Tree) -> dict[str, Evidence]:
    spans = [
        clean_span(sentence.start, sentence.breaks, len(sentence.text), row.start, row.end) for row in group
    ]
    again = _said_again(sentence.text, [row.figure_id for row in group], spans)
    neighbourhood = Neighbourhood(tree, spans)
    periods = frozenset((row.unit, row.value_low) for row in group if row.kind == "duration")
    found = [
        _describe(row, sentence.text, neighbourhood.around(*span), said_again)._replace(
            label=name_figure(tree, tree.between(*span), kind=row.kind, unit=row.unit, concept=row.concept)
        )
        for row, span, said_again in zip(group, spans, again, strict=True)
    ]
    found = _each_its_year(found, spans, sentence.text)
    values = [(one.low, one.high) for one in found]
    return {
        one.figure_id: _in_its_sentence(one, found[:place], sentence.text, span, periods)._replace(
            companions=frozenset(values[:place] + values[place + 1 :])
        )
        for place, (one, span) in enumerate(zip(found, spans, strict=True))
    }


def _said_again(text: str, names: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return for each figure the one that it says again in brackets; empty if it does not."""
    opened = [
        (name, end) for name, (_, end) in zip(names, spans, strict=True) if may_be_said_again(text, end)
    ]
    return [next((name for name, end in opened if says_again(text, end, start)), "") for start, _ in spans]


def _each_its_year(found: Sequence[Evidence], spans: Sequence[tuple[int, int]], text: str) -> list[Evidence]:
    """Take from the figures before a dated one the year behind that: "employs 640 people, was fined $2 in 2018"."""
    dated = [
        (start, one.since[:4])
        for one, (start, end) in zip(found, spans, strict=True)
        if one.since and text.find(one.since[:4]) >= end
    ]
    return [
        one if one.since else one._replace(years=one.years - {year for place, year in dated if end < place})
        for one, (_, end) in zip(found, spans, strict=True)
    ]


def _in_its_sentence(
    one: Evidence,
    earlier: Sequence[Evidence],
    text: str,
    span: tuple[int, int],
    periods: frozenset[tuple[str, float]],
) -> Evidence:
    before, after = text[: span[0]], text[span[1] :]
    one = _as_before_change(one, earlier, after)
    one = _as_put(one, before[-NEAR:], after[:NEAR])
    whole = one.part_of or _whole_of(one, earlier, after)
    some_of = one.some_of or bool(ADDS_UP.search(text, span[1], span[1] + 2 * NEAR))
    one = _of_its_kind(one, before[-NEAR:], after[:NEAR])
    return one._replace(
        slots=one.slots
        if in_title_case(text)
        else read_slots(text, *span, one.concept, part=some_of or bool(whole)),
        before=tuple(_content(before[-NEAR:])[-2:]),
        after=tuple(_content(after[:NEAR])[:2]),
        person=_person(one, text, after),
        rate=bool(RATE.match(text, span[1]) or FOR_EACH.search(text, max(0, span[0] - 10), span[0])),
        periods=frozenset() if one.kind == "duration" or one.total else periods,
        some_of=some_of or bool(whole and whole != one.part_of),
        part_of=whole,
    )


def _of_its_kind(one: Evidence, before: str, after: str) -> Evidence:
    """Read what only one kind of figure has: whose age it is, where a span of time begins, what a count refers back to."""
    if one.kind == "age":
        return one._replace(others=one.others or bool(ANOTHER.search(before)))
    if one.kind == "duration":
        return one._replace(role=role_in_time(before, after) or "length")
    return one._replace(refers_back=one.kind in ("count", "money") and refers_back(before, after))


def _as_put(one: Evidence, before: str, after: str) -> Evidence:
    """Give a count the thing that is counted where another phrase than the noun tells it."""
    if one.kind != "count":
        return one
    population = one.concept.lower().endswith("population") and one.low >= PEOPLED
    if (
        says_population(before, after)
        or population
        or (says_inhabitants(after) and one.happening not in growing())
    ):
        return one._replace(head="inhabit", counted=INHABITANTS, happening="inhabit", some_of=False)
    if were := what_they_were(after):
        return one._replace(head=split_concept(were)[0], counted=counted_class(were), some_of=False)
    return one


def _referring_back(described: Sequence[Evidence]) -> list[Evidence]:
    """Give a count that refers back what the one before it counts: "12,000 came; police put the number at 5,500"."""
    given: list[Evidence] = []
    for one in described:
        meant = next((other for other in given[:-BACK:-1] if _may_mean(one, other)), None)
        if meant and one.refers_back:
            one = one._replace(said_again=meant.figure_id, some_of=meant.some_of, **_told_by(meant))
        given.append(one)
    return given


def _may_mean(one: Evidence, other: Evidence) -> bool:
    near = one.doc_id == other.doc_id and 0 <= one.sentence[1] - other.sentence[1] <= 1
    plain = not (other.part_of or other.rate or other.formerly) and one.kind == other.kind
    return near and plain and one.years == other.years and one.low != other.low


def _as_before_change(one: Evidence, earlier: Sequence[Evidence], after: str) -> Evidence:
    """Give the value before a change what the value after it counts: "the number killed rose to 63 from 40"."""
    meant = next((other for other in earlier[::-1] if other.kind == one.kind and not other.rate), None)
    if not one.formerly or meant is None:
        return one
    own = one.head != meant.head and one.head in _content(after[:NEAR])[:2]
    return one if own else one._replace(**_told_by(meant))


def _told_by(meant: Evidence) -> dict[str, Any]:
    return {name: getattr(meant, name) for name in ("head", "counted", "happening", "qualifiers")}


def _whole_of(one: Evidence, earlier: Sequence[Evidence], after: str) -> str:
    """Return the earlier figure that one without a noun of its own is a part of: "10 boats sank, eight at night"."""
    if one.kind != "count" or one.said_again or one.formerly:
        return ""
    same = (one.head, one.happening)
    wholes = [
        other.figure_id for other in earlier if (other.head, other.happening) == same and one.low < other.low
    ]
    if not wholes or (one.head in _content(after[:NEAR])[:2] and not one.some_of):
        return ""
    return wholes[-1]


def _happened_to(counted: Counted, around: Surroundings) -> str:
    """Return what happened; what it is to lose something depends on what is lost."""
    return counted.lost if around.happening == "lose" else around.happening


def _describe(row: Any, text: str, around: Surroundings, said_again: str = "") -> Evidence:
    head, qualifiers = ("", frozenset()) if _is_speaker(row) else split_concept(row.concept)
    named = not (in_title_case(text) or LABEL.match(text))
    since, until = ("", "") if _is_since(text, row.as_of_low) else (row.as_of_low, row.as_of_high)
    counted = counted_class(row.concept)
    return Evidence(
        figure_id=row.figure_id,
        doc_id=row.doc_id,
        sentence=(row.doc_id, row.sentence),
        kind=row.kind,
        unit=row.unit,
        low=row.value_low,
        high=row.value_high,
        modifier=row.modifier,
        change=row.change,
        head="person" if _are_harmed(row.concept) else _head_of_measure(row.kind, head),
        counted=counted,
        happening=counted.happening or _happened_to(counted, around),
        qualifiers=qualifiers,
        concept_names=frozenset(_names(f"the {row.concept}") if named else ()),
        above=tuple(word for word in around.above if word != head),
        clause=around.clause - {head},
        names=around.names,
        context=_context(text),
        since=since,
        until=until,
        part_of=row.part_of,
        some_of=around.some_of,
        total=around.total,
        formerly=around.formerly,
        rate=False,
        person=person_in(row.concept) if named else "",
        others=bool(OTHERS.search(row.concept)),
        said_again=said_again,
        periods=frozenset(),
        refers_back=False,
        role="",
        place=row.place,
        years=_years(text) - {row.exact},
        concept=row.concept,
        slots=Slots(groups=groups_in(row.concept)),
        lead={"headline": 0}.get(row.part, min(row.sentence + 1, 4)),
    )


def _is_speaker(row: Any) -> bool:
    """Whether a figure's concept only names who states it, so that what is counted is not known."""
    said = set(core_of(row.attributed_to).lower().split())
    return bool(said) and {word.lower() for word in row.concept.split()} <= said


def _person(one: Evidence, text: str, after: str) -> str:
    """Return the person that an age is of, also where a class stands before the name: "a 15-year-old boy, Ann Kern"."""
    told = APPOSED.match(after) if one.kind == "age" and not one.person and not in_title_case(text) else None
    return person_in(told["name"]) if told else one.person


def _are_harmed(concept: str) -> bool:
    """Whether people are called by what happened to them: "the dead", "the most severely injured"."""
    return concept.lower().rpartition(" ")[2] in word_list("casualty")


def _head_of_measure(kind: str, head: str) -> str:
    """Return what is measured; where a unit stands for it, spans of time have nothing in common, other measures their unit's."""
    if kind not in ("duration", "measure") or head not in unit_words():
        return head
    return "" if kind == "duration" else "unit"


def _is_since(text: str, day: str) -> bool:
    """Whether a year only says since when something was not seen: "the highest since 1998"."""
    return bool(day) and re.search(rf"\bsince {day[:4]}\b(?!,? (?:when|where|in which))", text) is not None


def split_concept(concept: str) -> tuple[str, frozenset[str]]:
    """Return the stem of the thing that a concept counts, and the stems of its other words.

    Examples
    --------
    >>> head, qualifiers = split_concept("members of the security force")
    >>> head, sorted(qualifiers)
    ('member', ['forc', 'secur'])
    """
    core, words = _content(core_of(concept)), _content(concept)
    head = (core or words or [""])[-1]
    return head, frozenset(words) - {head}


@lru_cache(maxsize=1024)  # a sentence is asked once for each of its figures
def _years(text: str) -> frozenset[str]:
    return frozenset(YEAR.findall(text))


@lru_cache(maxsize=1024)
def _context(text: str) -> frozenset[str]:
    return frozenset(_content(text))


@lru_cache(maxsize=1024)
def in_title_case(text: str) -> bool:
    """Whether most words of a text are written like names, as in many headlines: there a capital tells nothing.

    Examples
    --------
    >>> in_title_case("Two Women Killed in Dover Plant"), in_title_case("Two women were killed in Dover")
    (True, False)
    """
    words = [term for term in find_terms(f"the {text}")[1:] if not (term.is_function or term.is_number)]
    return sum(term.is_name for term in words) > MOST * len(words)


def person_in(concept: str) -> str:
    """Return the stem of the surname of the person that a figure is of; empty if the concept does not end in a name.

    Examples
    --------
    >>> person_in("Deputy Anna Kern"), person_in("a Dover woman")
    ('kern', '')
    """
    names = [term for term in find_terms(f"the {concept}") if not term.is_function]
    return (
        names[-1].key[:NAME_START] if names and names[-1].is_name and not counted_class(concept).name else ""
    )


def _content(text: str) -> list[str]:
    return [term.key for term in find_terms(text) if not (term.is_function or term.is_number)]


def _names(text: str) -> list[str]:
    return [term.key for term in find_terms(text) if term.is_name]
