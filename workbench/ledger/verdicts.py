"""The answer of a claim: which value stands, how its statements compare once time is taken into account, and why."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from workbench.compare.happenings import growing
from workbench.ledger.columns import FALLING, STILL
from workbench.ledger.statements import Statement, distinct, in_words, moment, speakers, when
from workbench.ledger.values import Plain, compare_values, in_common_unit, plain_value

GROWN = 1.1  # an article's value that is so many times an earlier one's is a later state, even where both may hold
COMPARED = (
    200  # statements of one claim, above which one of each value is compared: time grows with their cube
)
MOST = 0.5  # of the origins: what more of them state is an answer also where another excludes it
# A count that can only grow while the event goes on, besides those of which new ones are found.
TAKEN = frozenset({"take", "surrender", "move", "charge", "convict"})
# What one says of these is so at a moment, and another value a day later need not contradict it.
PRICED = re.compile(
    r"\b(?:prices?|a\sshare|a\sbarrel|per\sbarrel|per\sshare|shares?|stock|clos(?:e|ed|ing)|trad(?:ed|ing))\b",
    re.I,
)
EARLY = re.compile(
    r"\b(?:preliminar\w+|initial(?:ly)?|first\s(?:thought|believed|reported|said|counted|put)|earlier)\b",
    re.I,
)
REVISED = re.compile(
    r"\b(?:preliminar\w+|initial(?:ly)?|first\s(?:thought|believed|reported|said|counted|put)|earlier\s(?:said|reported|put|estimate|count|figure)\w*"
    r"|upgraded|downgraded|revis\w+|correct(?:ed|ion)|lowered|scaled\sback|recount\w*|updat\w+"
    r"|(?:rose|risen|rises|climb(?:s|ed)|up|down|fell|fallen|dropped|reduced|raised|increased)\s(?:to|from)\b)",
    re.I,
)
Pair = tuple[Statement, Statement]
Says = Callable[[Pair], bool]


class Verdict(NamedTuple):
    """How the statements of a claim compare and the reason in words; the value that stands, its modifier and the rule that gave it.

    Of a conflict also the statements that stand against each other: a value that a later one replaced is none of them.
    """

    verdict: str
    why: str
    best: float = math.nan
    modifier: str = ""
    basis: str = ""
    disputed: tuple[Statement, ...] = ()


def judge(statements: Sequence[Statement]) -> Verdict:
    """Compare all statements of a claim in the order of their times, and say which value stands.

    Origins are compared, not articles: five copies of one wire story are one voice. A later count that takes the
    place of an earlier one is an update, also within one origin; a source that lags is behind, not in conflict.
    Values for one moment that exclude each other are a conflict. What an article gives as the value before a change
    ("up from 12") is history and contradicts nothing.

    Parameters
    ----------
    statements
        The figures of one claim, by publication; at least one. Of more than 200 one of each value is compared, and the reason says so.

    Returns
    -------
    Verdict
        ``single``, ``agree``, ``compatible``, ``updated`` or ``conflict``, with the reason; ``best`` is in the unit of
        the claim, not-a-number where origins exclude each other and no value has most of them.

    Examples
    --------
    >>> early = Statement(doc_id="a", origin="AP", low=12.0, high=12.0, published="2024-04-09", happening="die")
    >>> late = early._replace(doc_id="b", low=27.0, high=27.0, published="2024-04-10")
    >>> judge([early, late])[:1] + judge([early, late])[2:5]
    ('updated', 27.0, 'exact', 'the latest value')
    """
    compared = _to_compare(statements)
    verdict = _judge(compared)
    if len(compared) == len(statements):
        return verdict
    return verdict._replace(
        why=f"{verdict.why} Of {len(statements):,} statements these {len(compared)} were compared: the values that most articles give, the lowest and the highest."
    )


def _to_compare(statements: Sequence[Statement]) -> Sequence[Statement]:
    """Return the statements that are compared: all of them, or of very many one of each value, the most stated ones."""
    if len(statements) <= COMPARED:
        return statements
    faces: dict[tuple[object, ...], Statement] = {}
    for one in statements:
        faces.setdefault((one.doc_id, one.low, one.high, one.modifier, one.formerly, moment(one)), one)
    stated = Counter((one.low, one.high, one.modifier) for one in statements)
    ends = {min(faces.values(), key=size), max(faces.values(), key=size)}
    most = sorted(faces.values(), key=lambda one: (one not in ends, -stated[one.low, one.high, one.modifier]))
    kept = set(most[:COMPARED])
    return [one for one in faces.values() if one in kept]


def _judge(statements: Sequence[Statement]) -> Verdict:
    current, known_order = what_counts_now(statements), _Order(statements)
    clashes = [pair for pair in combinations(current, 2) if _clash(pair, current)]
    at_once = [pair for pair in clashes if not known_order.explains(pair)]
    if at_once:
        best = _most_stated(current, conflict=True)
        return Verdict("conflict", _conflict(at_once), *best, disputed=_of_pairs(at_once))
    if clashes or known_order.has_grown(current) or _is_revised(statements, current):
        return Verdict("updated", _updated(current), *_latest(current, known_order))
    fits = _fitting(_without_history(statements))
    return Verdict(fits.verdict, fits.why, *_most_stated(current, conflict=False))


def _of_pairs(pairs: Iterable[Pair]) -> tuple[Statement, ...]:
    return tuple(dict.fromkeys(one for pair in pairs for one in pair))


def what_counts_now(statements: Sequence[Statement]) -> list[Statement]:
    """Return what a claim's verdict rests on: no value before a change, and no vague word where there is a number.

    A sum, count or share that is the only one of its kind among others is left out, too.
    """
    current = _without_history(statements)
    kinds = Counter(_kind(one) for one in current)
    commonest = max(kinds, key=lambda kind: (kinds[kind], kind == _kind(current[0])))
    current = [one for one in current if _kind(one) == commonest]
    return [one for one in current if one.modifier != "vague"] or current


def _without_history(statements: Sequence[Statement]) -> list[Statement]:
    return [one for one in statements if not one.formerly] or list(statements)


def _is_revised(statements: Sequence[Statement], current: Sequence[Statement]) -> bool:
    """Whether an article gives a value as what was so, or was said, before its own."""
    return any(
        then.formerly and now.doc_id == then.doc_id and compare_values(now, then) == "different"
        for then in statements
        for now in current
    )


def _kind(one: Statement) -> str:
    return "share" if one.kind == "percent" else one.kind


def _clash(pair: Pair, current: Sequence[Statement]) -> bool:
    """Whether two values exclude each other.

    A rough one does not if its own article also gives the other's value on nobody else's word, and none does of which its own sentence gives
    a conversion that does not: "10 metres (30 feet)".
    """
    a, b = pair
    if compare_values(a, b) != "different" or _converted(a, b, current) or _converted(b, a, current):
        return False
    return _rivals(a, b) or not any(
        rough.modifier != "exact"
        and any(one.doc_id == rough.doc_id and compare_values(one, other) == "equal" for one in current)
        for rough, other in ((a, b), (b, a))
    )


def _converted(one: Statement, other: Statement, current: Sequence[Statement]) -> bool:
    """Whether the sentence of a value gives it in the other's unit, too, and as the other's value."""
    if one.unit == other.unit:
        return False
    same = (again for again in current if (again.doc_id, again.sentence) == (one.doc_id, one.sentence))
    return any(again.unit == other.unit and compare_values(again, other) != "different" for again in same)


def size(one: Statement) -> float:
    """Return one number for a statement's value: its lower end, else its upper one."""
    return one.high if math.isnan(one.low) else one.low


class _Order:
    """The statements of a claim in time: what a later one replaces, and what only lags."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.days = [moment(one)[:10] for one in statements]
        self.first_day = min(self.days, default="")
        self.undated = not any(self.days)
        self.happening = Counter(one.happening for one in statements).most_common(1)[0][0]
        kind = Counter(_kind(one) for one in statements).most_common(1)[0][0]
        still = self.happening in STILL
        self.counts = kind == "count" and not still
        self.goes_on = not still and kind in ("count", "share") and self.happening in growing()
        self.only_grows = not still and self.happening in (growing() | TAKEN) - FALLING
        self.moves = self.goes_on or (kind == "money" and all(map(_is_priced, statements)))

    def explains(self, pair: Pair) -> bool:
        """Whether time tells why two values that exclude each other were both stated."""
        early, late = sorted(pair, key=_by_moment)
        ways = (self._by_its_words, self._in_one_article, self._as_of_two_days, self._without_order)
        told = (way(early, late) for way in ways)
        known = next((answer for answer in told if answer is not None), None)
        return self._in_order(early, late) if known is None else known

    def _by_its_words(self, early: Statement, late: Statement) -> bool | None:
        pair = early, late
        return True if self._is_history(*pair) or self._said_to_be_revised(pair) else None

    def _in_one_article(self, early: Statement, late: Statement) -> bool | None:
        if early.doc_id != late.doc_id:
            return None
        if _of_two_days(early, late):
            return True
        return self.goes_on and self._retold((early, late)) and not _rivals(early, late)

    def _as_of_two_days(self, early: Statement, late: Statement) -> bool | None:
        if not _of_two_days(early, late):
            return None
        return size(late) > size(early) or not self.only_grows

    def _without_order(self, early: Statement, late: Statement) -> bool | None:
        """Answer where the moments are not known, or not both with a year, or the day alone is known of both."""
        first, second = moment(early), moment(late)
        if not _can_be_ordered(first, second):
            return self.moves and not _rivals(early, late)
        same_day = first[:10] == second[:10]
        if not (self.moves or (self.counts and not same_day)):
            return False
        if same_day and min(len(first), len(second)) < len("2024-01-01T00:00"):
            return not _rivals(early, late)
        return None

    def _in_order(self, early: Statement, late: Statement) -> bool:
        return size(late) > size(early) or not self.only_grows or self._is_behind(late, early)

    def _is_behind(self, late: Statement, early: Statement) -> bool:
        """Whether a later and lower value lags; not where another named speaker holds to it, and one origin alone has more."""
        above = {
            one.origin
            for one in self.statements
            if not one.formerly and compare_values(one, early) == "equal"
        }
        return self.lags(late) and not (_rivals(early, late) and len(above) == 1)

    def lags(self, late: Statement) -> bool:
        """Whether a lower value is one that had been given before the higher one: a source that is behind."""
        return any(
            one.doc_id != late.doc_id
            and _by_moment(one) < _by_moment(late)
            and compare_values(one, late) != "different"
            for one in self.statements
        )

    def _retold(self, pair: Pair) -> bool:
        """Whether the lower of two values in one article is what an earlier article had stated."""
        low = min(pair, key=size)
        day = moment(low)[:10]
        return day > self.first_day and any(
            before < day and compare_values(one, low) == "equal"
            for one, before in zip(self.statements, self.days, strict=True)
        )

    def _is_history(self, a: Statement, b: Statement) -> bool:
        """Whether the article of one value gives the other as the value before a change: "rose to 23, from 14"."""
        former = [one for one in self.statements if one.formerly and one.doc_id in (a.doc_id, b.doc_id)]
        return any(
            one.doc_id == new.doc_id and compare_values(one, old) != "different"
            for one in former
            for new, old in ((a, b), (b, a))
        )

    def is_replaced(self, one: Statement) -> bool:
        """Whether an article that is not older calls the value what was said before."""
        return any(
            then.formerly
            and moment(one)[:10] <= (then.published or moment(then))[:10]
            and compare_values(one, then) == "equal"
            for then in self.statements
        )

    @staticmethod
    def _said_to_be_revised(pair: Pair) -> bool:
        return any(REVISED.search(f"{one.before} {one.exact} {one.after}") for one in pair)

    def has_grown(self, current: Sequence[Statement]) -> bool:
        """Whether values that may all hold were given at other moments, and the later one is well above."""
        if not self.counts:
            return False
        leads = sorted((one for one in _leads(current) if moment(one)), key=_by_moment)
        return any(
            (self.only_grows or moment(early)[:10] != moment(late)[:10])
            and size(late) > GROWN * size(early) > 0
            for early, late in combinations(leads, 2)
        )


def _is_priced(one: Statement) -> bool:
    return bool(PRICED.search(f"{one.concept} {one.before[-40:]} {one.after[:40]}"))


def _can_be_ordered(first: str, second: str) -> bool:
    """Whether one of two moments is known to be the earlier: both are known, and with a year or both without."""
    return bool(first and second) and first.startswith("--") == second.startswith("--")


def _rivals(a: Statement, b: Statement) -> bool:
    """Whether two values of one day are said by two who are both named."""
    return len(speakers([a, b])) == 2 and bool(a.said_by and b.said_by)


def _of_two_days(early: Statement, late: Statement) -> bool:
    """Whether the text gives both values as of days that differ."""
    return bool(early.until and late.until and early.until != late.until)


def _by_moment(one: Statement) -> tuple[str, float]:
    return moment(one), size(one)


def _leads(current: Sequence[Statement]) -> list[Statement]:
    """Return the statement that stands for each article: of its commonest value, the first on a tie."""
    articles: dict[str, list[Statement]] = {}
    for one in current:
        articles.setdefault(one.doc_id, []).append(one)
    return [_commonest(said) for said in articles.values()]


def _commonest(said: Sequence[Statement]) -> Statement:
    counted = Counter(
        (one.low, one.high) if one.low == one.high else (one.modifier, size(one)) for one in said
    )
    return max(
        said,
        key=lambda one: counted[(one.low, one.high) if one.low == one.high else (one.modifier, size(one))],
    )


Best = tuple[float, str, str]
NO_BEST: Best = (math.nan, "", "no value: what is stated for one moment excludes each other")


def _latest(current: Sequence[Statement], order: _Order) -> Best:
    """Return the latest value; of what only grows none that is behind."""
    final = _still_said(current, order)
    leads = _leads(final)
    if order.undated:
        highest = _exactly(max(leads, key=size), final)
        return _value_of(highest, current, "the highest value, as no article is dated")
    return _value_of(_exactly(_last(leads, order), final), current, "the latest value")


def _still_said(current: Sequence[Statement], order: _Order) -> Sequence[Statement]:
    """Leave out what is said to be an early value, and what an article calls a former one, if anything else is left."""
    late = [one for one in current if not EARLY.search(one.before[-40:])] or current
    return [one for one in late if not order.is_replaced(one)] or late


def _last(leads: Sequence[Statement], order: _Order) -> Statement:
    """Return the last dated statement; of what only grows the highest one, where the last is behind."""
    by_time = sorted(leads, key=lambda one: (moment(one), size(one) if order.only_grows else 0.0))
    dated = [one for one in by_time if moment(one)] or by_time
    last, ahead = dated[-1], max(dated, key=size)
    behind = order.only_grows and size(ahead) > size(last) and order.lags(last)
    return ahead if behind else last


def _exactly(one: Statement, current: Sequence[Statement]) -> Statement:
    """Return the exact value that an article gives for what it also says roughly: "nearly 650" and 646."""
    exact = [
        other
        for other in current
        if other.doc_id == one.doc_id
        and other.modifier == "exact"
        and compare_values(one, other) == "compatible"
    ]
    return one if one.modifier == "exact" or not exact else _commonest(exact)


def _most_stated(current: Sequence[Statement], *, conflict: bool) -> Best:
    """Return the value that most origins state: an exact one before a rounded one before a vague one."""
    if sum(one.modifier == "range" for one in current) * 2 >= len(current):
        return (math.nan, "range", "a range is stated, and no value in it") if not conflict else NO_BEST
    origins, leads = _by_origin(current), _leads(current)
    values = [plain_value(one) for one in current]  # one that many state is compared once
    behind = _times_said(set(values), [set(map(plain_value, said)) for said in origins.values()])
    times = _times_said(set(values), [{plain_value(lead)} for lead in leads])
    most = max(
        range(len(current)),
        key=lambda at: (behind[values[at]], _exactness(current[at]), times[values[at]]),
    )
    best, value = current[most], values[most]
    if conflict and not _has_most(behind[value], len(origins), times[value], len(leads)):
        return NO_BEST
    return _value_of(best, current, _basis(behind[value], len(origins), best))


def _by_origin(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    origins: dict[str, list[Statement]] = {}
    for one in statements:
        origins.setdefault(one.origin, []).append(one)
    return origins


def _times_said(values: Iterable[Plain], groups: Sequence[Iterable[Plain]]) -> dict[Plain, int]:
    """Return for each value how many of the groups state one that is equal to it."""
    return {
        value: sum(any(compare_values(value, other) == "equal" for other in said) for said in groups)
        for value in values
    }


def _has_most(origins: int, of_origins: int, times: int, of_times: int) -> bool:
    return origins > MOST * of_origins if of_origins > 1 else times > MOST * of_times


def _exactness(one: Statement) -> int:
    return {"exact": 2, "vague": 0}.get(one.modifier, 1)


def _basis(origins: int, of_origins: int, best: Statement) -> str:
    if of_origins == 1:
        return "the value of its only origin"
    if origins == 1:
        return (
            "the most exact value"
            if best.modifier == "exact"
            else "the value of one origin, which the others fit"
        )
    return f"the value of {origins} of {of_origins} origins"


def _value_of(one: Statement, current: Sequence[Statement], basis: str) -> Best:
    factor = in_common_unit(claim_unit(current), one.unit)[1]
    value = size(one) * (1.0 if math.isnan(factor) else factor)
    if one.modifier == "range" and one.low != one.high:
        return math.nan, "range", f"{basis}, a range"
    if one.modifier == "vague":
        return math.nan, "vague", f"{basis}, a vague one: {one.exact}"
    return value, one.modifier, basis


def claim_unit(statements: Iterable[Statement]) -> str:
    """Return the unit in which a claim is given: the one that most of its statements with a unit have."""
    counted = Counter(one.unit for one in statements)
    named = {unit: count for unit, count in counted.items() if unit} or counted
    return max(named, key=lambda unit: named[unit], default="")  # the first one on a tie


def _fitting(current: Sequence[Statement]) -> Verdict:
    """Return the verdict on statements of which none excludes another."""
    voices = _by_origin(current)
    if len(voices) == 1:
        return Verdict("single", _single(current))
    pairs = [pair for one, other in combinations(voices.values(), 2) for pair in product(one, other)]
    equal = [pair for pair in pairs if compare_values(*pair) == "equal"]
    agreeing = distinct(one.origin for pair in equal for one in pair)
    parts = "; ".join(f"{name}: {', '.join(distinct(map(in_words, said)))}" for name, said in voices.items())
    if agreeing:
        return Verdict(
            "agree", f"{_agreed(equal)}{_in_origins(agreeing, voices)}. {parts}.{_one_source(voices)}"
        )
    return _compatible(pairs, parts, _one_source(voices))


def _compatible(pairs: Sequence[Pair], parts: str, one_source: str) -> Verdict:
    """Return the verdict on statements of which none excludes and none equals another."""
    if _in_other_units(pairs):
        units = "currencies" if pairs[0][0].kind == "money" else "units"
        return Verdict("compatible", f"Stated in different {units}, which are not converted. {parts}.")
    return Verdict("compatible", f"Differently exact, and one can hold the other. {parts}.{one_source}")


def _in_other_units(pairs: Iterable[Pair]) -> bool:
    return all(compare_values(*pair) == "incomparable" for pair in pairs)


def _in_origins(agreeing: Sequence[str], voices: Mapping[str, object]) -> str:
    if len(agreeing) == len(voices):
        return f" in {len(voices)} independent origins"
    return f" in {len(agreeing)} of {len(voices)} independent origins, and the rest fits"


def _agreed(equal: Sequence[Pair]) -> str:
    """Return the value that most agree on, rather an exact one than a vague one."""
    told = [in_words(pair[0]) for pair in equal]
    exact = {in_words(pair[0]): pair[0].modifier != "vague" for pair in equal}
    best = min(told, key=lambda value: (not exact[value], -told.count(value), value))
    return best[:1].upper() + best[1:]  # it opens a sentence


def _one_source(voices: dict[str, list[Statement]]) -> str:
    """Say so where all origins name one and the same source: they carry one statement."""
    named = [speakers(said) for said in voices.values()]
    everyone = speakers(one for said in voices.values() for one in said)
    if all(named) and len(everyone) == 1:
        return f" All name one source, {everyone[0]}: {len(voices)} carriers of one statement."
    return ""


def _single(statements: Sequence[Statement]) -> str:
    docs = distinct(one.doc_id for one in statements)
    if len(statements) == 1:
        return f"Only {docs[0]} states it."
    times = f"{len(statements)} times in {docs[0]}" if len(docs) == 1 else f"in {len(docs)} articles"
    return f"One origin only, {statements[0].origin}: stated {times}."


def _conflict(clashes: Sequence[Pair]) -> str:
    a, b = min(clashes, key=lambda pair: (pair[0].modifier != "exact", pair[1].modifier != "exact"))
    same = moment(a) == moment(b) and moment(a)
    day = f"both for {when(moment(a))}" if same else "and nothing shows that one replaces the other"
    return f"{_credited(a)} against {_credited(b)}, {day}."


def _updated(statements: Sequence[Statement]) -> str:
    steps = distinct(
        f"{in_words(one)} ({when(moment(one)) or one.doc_id})" for one in sorted(statements, key=_by_moment)
    )
    return f"A later count takes the place of an earlier one: {' → '.join(steps)}."


def _credited(one: Statement) -> str:
    said = f", said by {one.said_by}" if one.said_by else ""
    day = f", {when(moment(one))}" if moment(one) else ""
    return f"{in_words(one)} ({one.origin}{said}{day})"
