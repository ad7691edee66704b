"""The stemma of a number: where it was first stated, by whom, who carried it, and where it changed on the way."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.ledger.origins import Sources, read_sources
from workbench.ledger.statements import Statement, collect_statements, in_words, of_several
from workbench.ledger.values import in_common_unit
from workbench.tables import as_table, empty

LOWER = frozenset({"more_than", "at_least"})
UPPER = frozenset({"less_than", "at_most"})
ROUGH = frozenset({"about", "nearly"})
NEAR = 1e-6  # relative: the last digits of a converted value
CONVERTED = 0.02  # relative: a converted value is printed rounded
ROUNDED = 0.1  # relative: what is further off is another value


def trace_statements(
    figures: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    accounts: pd.DataFrame,
) -> pd.DataFrame:
    """Trace each claim of several articles from statement to statement: which one each was taken from, and what changed.

    A statement comes from an earlier one whose very sentence it reworks, else from an earlier one of its origin; of
    several, from one with the same value, else from the first. One that comes from none was stated there first, on
    the word of who is named. What an article says twice is traced once.

    Parameters
    ----------
    figures
        The table ``figures`` after the decisions.
    articles, families, links, sentences, accounts
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        The table ``stemma``.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> names = ["figures", "articles", "families", "links", "sentences", "accounts"]
    >>> trace_statements(*map(empty, names)).empty
    True
    """
    shared = of_several(figures)
    if shared.empty:
        return empty("stemma")
    sources = read_sources(articles, families, links, sentences)
    claims = collect_statements(shared, articles, families, links, sentences, accounts)
    rows = [row for claim, group in claims.items() for row in trace_claim(claim, _once(group), sources)]
    return as_table(rows, "stemma")


def _once(group: Sequence[Statement]) -> list[Statement]:
    """Leave out what an article says again."""
    first: dict[tuple[str, str], Statement] = {}
    for one in group:
        first.setdefault((one.doc_id, in_words(one)), one)
    return list(first.values())


def trace_claim(claim: str, group: Sequence[Statement], sources: Sources) -> list[dict[str, Any]]:
    """Return the rows of one claim, whose statements are given by publication, with their origins."""
    rows = []
    group = _sources_first(group, sources)
    for place, one in enumerate(group):
        parent = _parent(one, group[:place], sources)
        rows.append(
            {
                "claim_id": claim,
                "figure_id": one.figure_id,
                "doc_id": one.doc_id,
                "origin": one.origin,
                "said_by": one.said_by or one.via,
                "said": in_words(one),
                "step": "first" if parent is None else step_between(parent, one),
                "from_figure_id": "" if parent is None else parent.figure_id,
                "from_doc_id": "" if parent is None else parent.doc_id,
                "in_order": parent is None or _is_before(parent.published, one.published),
            }
        )
    return rows


def _sources_first(group: Sequence[Statement], sources: Sources) -> list[Statement]:
    """Put what bears the name of its origin before the copies of its day, where no times tell which was first."""
    ordered: list[Statement] = []
    for one in group:
        place = len(ordered)
        if _bears_origin(one, sources):
            place = next((at for at, other in enumerate(ordered) if _may_copy(other, one, sources)), place)
        ordered.insert(place, one)
    return ordered


def _bears_origin(one: Statement, sources: Sources) -> bool:
    return sources.names.get(one.doc_id, ())[:1] == (one.origin,)


def _may_copy(other: Statement, one: Statement, sources: Sources) -> bool:
    of_one_day = other.published[:10] == one.published[:10] and not (
        "T" in other.published and "T" in one.published
    )
    return other.origin == one.origin and of_one_day and not _bears_origin(other, sources)


def _is_before(one: str, other: str) -> bool:
    """Whether one moment is known to lie before another: of one day only where both have a time."""
    if not ("T" in one and "T" in other):
        one, other = one[:10], other[:10]
    return "" < one < other


def _parent(one: Statement, earlier: Sequence[Statement], sources: Sources) -> Statement | None:
    """Return the statement that one was taken from, as far as its sentence or its origin tells."""
    others = [other for other in earlier if other.doc_id != one.doc_id]
    reworked = sources.reworked.get((one.doc_id, one.sentence), frozenset())
    kin = [other for other in others if (other.doc_id, other.sentence) in reworked] or [
        other for other in others if other.origin == one.origin
    ]
    same = [other for other in kin if step_between(other, one) == "carried"]
    return next(iter([*same, *kin]), None)


def step_between(before: Statement, after: Statement) -> str:
    """Say what became of a value on its way from one statement to the next.

    Returns
    -------
    str
        ``carried``, ``bound lost``, ``bound added``, ``rounded``, ``made exact``, ``unit changed`` (the same amount in
        another unit), ``unit swapped`` (the same number with another unit), ``transposed``, ``a digit more or less`` or
        ``changed``.

    Examples
    --------
    >>> one = Statement(low=1037.0, high=1037.0)
    >>> step_between(one, one._replace(low=1073.0, high=1073.0))
    'transposed'
    >>> step_between(one, one._replace(low=1000.0, high=math.nan, modifier="more_than"))
    'rounded'
    >>> step_between(one._replace(high=math.nan, modifier="at_least"), one)
    'bound lost'
    """
    factor = in_common_unit(before.unit, after.unit)[1]
    if before.unit != after.unit:
        return _across_units(before, after, factor)
    one, other = _number(before), _number(after)
    if _close(one, other, NEAR):
        return _with_bounds(before, after)
    if _is_round_of(other, one):
        return "rounded"
    if _is_round_of(one, other):
        return "made exact"
    return _by_digits(one, other)


def _number(one: Statement) -> float:
    return one.high if math.isnan(one.low) else one.low


def _close(one: float, other: float, within: float) -> bool:
    return one == other or abs(one - other) <= within * max(abs(one), abs(other))


def _across_units(before: Statement, after: Statement, factor: float) -> str:
    if not math.isnan(factor) and _close(_number(before), _number(after) * factor, CONVERTED):
        return "unit changed"
    return "unit swapped" if _close(_number(before), _number(after), NEAR) else "changed"


def _with_bounds(before: Statement, after: Statement) -> str:
    bound = [_side(before), _side(after)]
    if bound[0] == bound[1]:
        ends = [end for end in (before.high, after.high) if end == end]
        return "carried" if len(ends) != 2 or _close(ends[0], ends[1], NEAR) else "changed"
    if bound[0] and bound[1]:
        return "changed"
    return "bound lost" if bound[0] else "bound added"


def _side(one: Statement) -> str:
    return next(
        (name for name, of in (("low", LOWER), ("high", UPPER), ("rough", ROUGH)) if one.modifier in of), ""
    )


def _is_round_of(rough: float, exact: float) -> bool:
    """Whether a number has fewer digits than another that it stands for."""
    fewer = len(_significant(rough)) < len(_significant(exact))
    return fewer and _close(rough, exact, ROUNDED)


def _significant(value: float) -> str:
    return re.sub(r"[.-]|e.*", "", f"{value:.9g}").strip("0")


def _by_digits(one: float, other: float) -> str:
    digits = f"{one:.9g}", f"{other:.9g}"
    if sorted(digits[0]) == sorted(digits[1]) and sum(a != b for a, b in zip(*digits, strict=True)) == 2:
        return "transposed"
    short, long = sorted(digits, key=len)
    if len(long) == len(short) + 1 > 2 and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
        return "a digit more or less"
    return "changed"


def stemma_tree(stemma: pd.DataFrame, claim_id: str) -> list[tuple[int, dict[Any, Any]]]:
    """Return the statements of a claim as a tree: how deep each stands below the one it comes from, and its row.

    Parameters
    ----------
    stemma
        The table of that name.
    claim_id
        The claim.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> stemma_tree(empty("stemma"), "c1")
    []
    """
    rows = stemma[stemma["claim_id"] == claim_id].to_dict("records")
    below: dict[str, list[dict[Any, Any]]] = {}
    for row in rows:
        below.setdefault(row["from_figure_id"], []).append(row)
    tree: list[tuple[int, dict[Any, Any]]] = []
    waiting = [(0, row) for row in reversed(below.get("", []))]
    while waiting:
        depth, row = waiting.pop()
        tree.append((depth, row))
        waiting += [(depth + 1, child) for child in reversed(below.get(row["figure_id"], []))]
    return tree
