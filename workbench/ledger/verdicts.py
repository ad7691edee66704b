"""Whether the independent origins of a claim agree, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from typing import NamedTuple

from workbench.ledger.statements import Statement, distinct, in_words, moment, speakers, when
from workbench.ledger.values import compare_values

Pair = tuple[Statement, Statement]
Voices = dict[str, list[Statement]]


class Verdict(NamedTuple):
    """How the origins of a claim compare, and the reason in words."""

    verdict: str
    why: str


def judge(statements: Sequence[Statement]) -> Verdict:
    """Compare what the independent origins of a claim say.

    Origins are compared, not articles: five copies of one wire story are one voice. A later count that replaces an
    earlier one is an update; values for the same moment that exclude each other are a conflict. What an article
    gives as the value before a change ("up from 12") is history and contradicts nothing.

    Parameters
    ----------
    statements
        The figures of one claim, by publication; at least one.

    Returns
    -------
    Verdict
        ``single``, ``agree``, ``compatible``, ``updated`` or ``conflict``, with the reason.
    """
    current = [one for one in statements if not one.formerly] or list(statements)
    voices: Voices = {}
    for one in current:
        voices.setdefault(one.family, []).append(one)
    if len({one.family for one in statements}) == 1:
        return Verdict("single", _single(statements))
    clashes = [pair for pair in _across(voices) if _clash(pair, voices)]
    if not clashes:
        return _without_clash(voices) if len(voices) > 1 else Verdict("single", _single(current))
    at_once = [pair for pair in clashes if not (_replaces(*pair) or _is_history(*pair, statements))]
    if at_once:
        return Verdict("conflict", _conflict(at_once))
    return Verdict("updated", _updated(current))


def _across(voices: Voices) -> list[Pair]:
    return [pair for one, other in combinations(voices.values(), 2) for pair in product(one, other)]


def _clash(pair: Pair, voices: Voices) -> bool:
    """Whether two values exclude each other; a rough one does not if its own origin also gives the other's value."""
    a, b = pair
    if compare_values(a, b) != "different":
        return False
    return not any(
        rough.modifier != "exact"
        and any(compare_values(own, other) == "equal" for own in voices[rough.family])
        for rough, other in ((a, b), (b, a))
    )


def _replaces(a: Statement, b: Statement) -> bool:
    """Whether the later of two values takes the place of the earlier: a count at another day, or said to be of one."""
    first, second = moment(a), moment(b)
    dated = bool(a.until and b.until)
    known = bool(first and second and first != second) and len(first) == len(second)
    return known and (dated or a.kind == "count")


def _is_history(a: Statement, b: Statement, statements: Sequence[Statement]) -> bool:
    """Whether the article of one value gives the other as the value before a change: "rose to 23, from 14"."""
    former = [one for one in statements if one.formerly and one.doc_id in (a.doc_id, b.doc_id)]
    return any(
        one.doc_id == new.doc_id and compare_values(one, old) != "different"
        for one in former
        for new, old in ((a, b), (b, a))
    )


def _without_clash(voices: Voices) -> Verdict:
    pairs = _across(voices)
    equal = [pair for pair in pairs if compare_values(*pair) == "equal"]
    agreeing = distinct(one.family for pair in equal for one in pair)
    parts = "; ".join(
        f"{said[0].origin}: {', '.join(distinct(map(in_words, said)))}" for said in voices.values()
    )
    if len(agreeing) == len(voices):
        return Verdict(
            "agree", f"{_best(equal)} in {len(voices)} independent origins. {parts}.{_one_source(voices)}"
        )
    if agreeing:
        return Verdict(
            "agree",
            f"{_best(equal)} in {len(agreeing)} of {len(voices)} independent origins, and the rest fits. "
            f"{parts}.{_one_source(voices)}",
        )
    if all(compare_values(*pair) == "incomparable" for pair in pairs):
        units = "currencies" if pairs[0][0].kind == "money" else "units"
        return Verdict("compatible", f"Stated in different {units}, which are not converted. {parts}.")
    return Verdict(
        "compatible", f"Differently exact, and one can hold the other. {parts}.{_one_source(voices)}"
    )


def _best(equal: Sequence[Pair]) -> str:
    """Return the value that most agree on, rather an exact one than a vague one."""
    told = [in_words(pair[0]) for pair in equal]
    exact = {in_words(pair[0]): pair[0].modifier != "vague" for pair in equal}
    best = min(told, key=lambda value: (not exact[value], -told.count(value), value))
    return best[:1].upper() + best[1:]  # it opens a sentence


def _one_source(voices: Voices) -> str:
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
        f"{in_words(one)} ({when(moment(one)) or one.doc_id})" for one in sorted(statements, key=_order)
    )
    return f"A later count takes the place of an earlier one: {' → '.join(steps)}."


def _order(one: Statement) -> tuple[str, float]:
    return moment(one), one.high if one.low != one.low else one.low


def _credited(one: Statement) -> str:
    said = f", said by {one.said_by}" if one.said_by else ""
    day = f", {when(moment(one))}" if moment(one) else ""
    return f"{in_words(one)} ({one.origin}{said}{day})"
