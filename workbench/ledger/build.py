"""The ledger: a line for each real-world quantity, weighed by independent origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbench.ledger.changes import Changes, read_changes
from workbench.ledger.decisions import claim_of
from workbench.ledger.marks import mark_decisions, says_rejected
from workbench.ledger.naming import name_claim_in_words, tell_apart
from workbench.ledger.statements import Statement, collect_statements, distinct, in_words, speakers
from workbench.ledger.values import in_common_unit
from workbench.ledger.verdicts import judge
from workbench.ledger.warnings import find_warnings
from workbench.tables import as_table, empty


def build_ledger(
    figures: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    drifts: pd.DataFrame,
    *,
    reviews: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Bring the figures of each claim into one line: values, weight, verdict with its reason, lineage, decisions.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``, after the decisions.
    articles, families, drifts
        The tables of those names.
    reviews
        The table ``reviews``: names, ratings and decisions that people gave to claims.

    Returns
    -------
    pandas.DataFrame
        The table ``ledger``, the claims with most origins first.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> build_ledger(empty("figures"), empty("articles"), empty("families"), empty("drifts")).empty
    True
    """
    claims = collect_statements(figures, articles, families)
    decided = _decisions(figures, empty("reviews") if reviews is None else reviews)
    changes = read_changes(drifts)
    names = tell_apart([name_claim_in_words(group) for group in claims.values()], list(claims.values()))
    rows = [
        {"claim": name, **_line(claim, group, changes), **decided.get(claim, {})}
        for name, (claim, group) in zip(names, claims.items(), strict=True)
    ]
    rows.sort(key=_weight)
    return as_table(rows, "ledger")


def _weight(row: dict[str, Any]) -> tuple[int, int, int, str, str]:
    return -row["n_families"], -row["n_articles"], -row["n_figures"], row["claim"], row["claim_id"]


def _line(claim: str, group: Sequence[Statement], changes: Changes) -> dict[str, Any]:
    verdict = judge(group)
    articles = distinct(one.doc_id for one in group)
    publishers = distinct(one.publisher for one in group)
    families = distinct(one.family for one in group)
    ends = _ends(group)
    return {
        "claim_id": claim,
        "kind": _commonest(one.kind for one in group),
        "unit": _commonest(one.unit for one in group),
        "value_low": min(ends, default=None),
        "value_high": max(ends, default=None),
        "n_figures": len(group),
        "n_articles": len(articles),
        "n_publishers": len(publishers),
        "n_families": len(families),
        "articles": "; ".join(articles),
        "publishers": "; ".join(publishers),
        "families": "; ".join(families),
        "stated_by": "; ".join(_speakers(group)),
        "as_of_low": min(distinct(one.since for one in group), default=""),
        "as_of_high": max(distinct(one.until for one in group), default=""),
        "first_seen": f"{group[0].published} {group[0].doc_id}".strip(),
        "lineage": _lineage(group, changes),
        "verdict": verdict.verdict,
        "why": verdict.why,
        "warnings": "; ".join(find_warnings(group)),
        "source_rating": "",
        "information_rating": "",
        "reviewed": "",
    }


def _commonest(values: Any) -> str:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _ends(group: Sequence[Statement]) -> list[float]:
    """Return all values of a claim in the unit that most state it in; those of another currency are left out."""
    unit = _commonest(one.unit for one in group)
    factors = [(one, in_common_unit(unit, one.unit)[1]) for one in group]
    return [
        end * factor for one, factor in factors for end in (one.low, one.high) if end * factor == end * factor
    ]


def _speakers(group: Sequence[Statement]) -> list[str]:
    """Return who is said to have stated a claim, with the agencies that carried it."""
    carried = {one.said_by: one.via for one in group if one.via}
    named = [f"{name} (via {carried[name]})" if carried.get(name) else name for name in speakers(group)]
    return named + distinct(one.via for one in group if one.via and not one.said_by)


def _lineage(group: Sequence[Statement], changes: Changes) -> str:
    moved = " → ".join(distinct(f"{one.doc_id}: {in_words(one)}" for one in group))
    return "; ".join([moved, *changes.meeting((one.doc_id, one.start, one.end) for one in group)])


def _decisions(figures: pd.DataFrame, reviews: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return what people gave to each claim: a name, ratings, and what they decided last."""
    claims = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    known = set(figures["claim_id"]) - {""}
    given: dict[str, list[dict[str, Any]]] = {}
    for review in reviews.to_dict("records"):
        if review["subject"] in claims:  # a decision on a figure is about no other
            review = review | {"figures": ""}
        claim = claim_of(review, claims, known)
        if claim:
            given.setdefault(claim, []).append(review)
    return {claim: _given(made, set(claims)) for claim, made in given.items()}


def _given(reviews: Sequence[dict[str, Any]], figure_ids: set[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for review in reviews:
        fields |= {name: review[name] for name in ("source_rating", "information_rating") if review[name]}
        if review["decision"] == "rename":
            fields["claim"] = review["concept"]
    own = mark_decisions(review for review in reviews if review["subject"] not in figure_ids)
    # What is decided on one of its figures brings no rejected claim back.
    return {**fields, "reviewed": own if says_rejected(own) else mark_decisions(reviews)}
