"""Whether the independent origins of a claim agree, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from workbench.ledger.statements import Statement, distinct, in_words
from workbench.ledger.values import compare_values


class Verdict(NamedTuple):
    """How the origins of a claim compare, and the reason in words."""

    verdict: str
    why: str


def judge(statements: Sequence[Statement]) -> Verdict:
    """Compare what the independent origins of a claim say.

    Origins are compared, not articles: five copies of one wire story are one voice. A later value that replaces an
    earlier one is an update; values for the same moment that exclude each other are a conflict.

    Parameters
    ----------
    statements
        The figures of one claim, by publication.

    Returns
    -------
    Verdict
        ``single``, ``agree``, ``compatible``, ``updated`` or ``conflict``, with the reason.
    """
    voices = _voices(statements)
    if len(voices) == 1:
        return Verdict("single", _single(statements, next(iter(voices))))
    clashes = [
        pair
        for pair in _across(voices)
        if compare_values(*pair) == "different" and not _restated(voices, pair)
    ]
    if not clashes:
        return _without_clash(voices)
    open_clashes = [(a, b) for a, b in clashes if not _replaces(a, b)]
    if open_clashes:
        return Verdict("conflict", _conflict(open_clashes))
    return Verdict("updated", _updated(statements))


def _voices(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    voices: dict[str, list[Statement]] = {}
    for one in statements:
        voices.setdefault(one.family, []).append(one)
    return voices


def _across(voices: dict[str, list[Statement]]) -> list[tuple[Statement, Statement]]:
    return [(a, b) for one, other in combinations(voices.values(), 2) for a in one for b in other]


def _restated(voices: dict[str, list[Statement]], pair: tuple[Statement, Statement]) -> bool:
    """Whether one side says the same as the other elsewhere, so that the odd value is its rough restatement."""
    a, b = pair
    return any(
        rough.modifier != "exact"
        and any(compare_values(own, other) == "equal" for own in voices[rough.family])
        for rough, other in ((a, b), (b, a))
    )


def _without_clash(voices: dict[str, list[Statement]]) -> Verdict:
    equal = [pair for pair in _across(voices) if compare_values(*pair) == "equal"]
    agreeing = distinct(one.family for pair in equal for one in pair)
    if len(agreeing) == len(voices):
        return Verdict(
            "agree", f"{_told(equal[0][0])} in {len(voices)} independent origins: {', '.join(agreeing)}."
        )
    parts = "; ".join(f"{family}: {', '.join(distinct(map(_told, said)))}" for family, said in voices.items())
    if agreeing:
        return Verdict(
            "agree",
            f"{_told(equal[0][0])} in {len(agreeing)} of {len(voices)} origins, the rest fits it. {parts}.",
        )
    return Verdict(
        "compatible", f"The values differ in how exactly they are stated and fit one another. {parts}."
    )


def _single(statements: Sequence[Statement], family: str) -> str:
    docs = distinct(one.doc_id for one in statements)
    if len(statements) == 1:
        return f"Only {docs[0]} states it."
    times = f"{len(statements)} times in {docs[0]}" if len(docs) == 1 else f"in {len(docs)} articles"
    return f"One origin only, {family}: stated {times}."


def _replaces(a: Statement, b: Statement) -> bool:
    """Whether the two are for different moments, so that the later takes the place of the earlier."""
    first, second = moment(a), moment(b)
    return bool(first and second and first != second)


def moment(one: Statement) -> str:
    """Return the day for which a statement holds: as of which it is stated, else when it was published."""
    return one.until or one.published


def _conflict(clashes: Sequence[tuple[Statement, Statement]]) -> str:
    a, b = clashes[0]
    return f"{_credited(a)} against {_credited(b)}: for one time, and they exclude each other."


def _updated(statements: Sequence[Statement]) -> str:
    steps = sorted(statements, key=moment)
    return f"A later value takes the place of an earlier one: {' → '.join(distinct(f'{_told(one)} ({moment(one)})' for one in steps))}."


def _told(one: Statement) -> str:
    return in_words(one)


def _credited(one: Statement) -> str:
    said = f", said by {one.said_by}" if one.said_by else ""
    when = f", {moment(one)}" if moment(one) else ""
    return f"{_told(one)} ({one.doc_id}, {one.family}{said}{when})"
