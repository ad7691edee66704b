"""The ledger: a line for each real-world quantity, weighed by independent origin."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from workbench.ledger.changes import Changes, read_changes
from workbench.ledger.decisions import claim_of
from workbench.ledger.marks import mark_decisions, says_rejected
from workbench.ledger.naming import name_claim_in_words, tell_apart
from workbench.ledger.ordering import importance
from workbench.ledger.statements import Statement, collect_statements, distinct, in_words, speakers, when
from workbench.ledger.values import SAME, in_common_unit
from workbench.ledger.verdicts import claim_unit, judge
from workbench.ledger.warnings import find_warnings
from workbench.tables import as_table, empty


def build_ledger(
    figures: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    drifts: pd.DataFrame,
    *,
    links: pd.DataFrame | None = None,
    sentences: pd.DataFrame | None = None,
    accounts: pd.DataFrame | None = None,
    reviews: pd.DataFrame | None = None,
    question: str = "",
) -> pd.DataFrame:
    """Bring the figures of each claim into one line: answer, weight, verdict with its reason, lineage, decisions.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``, after the decisions.
    articles, families, drifts
        The tables of those names.
    links, sentences, accounts
        The tables of those names; without them sentences that are one reworked, signatures in the text and growing
        counts are not known.
    reviews
        The table ``reviews``: names, ratings and decisions that people gave to claims.
    question
        What the analyst wants to know: claims that answer it come first.

    Returns
    -------
    pandas.DataFrame
        The table ``ledger``, the claims that an analyst asks for first at its head.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> build_ledger(empty("figures"), empty("articles"), empty("families"), empty("drifts")).empty
    True
    """
    given = {"links": links, "sentences": sentences, "accounts": accounts, "reviews": reviews}
    tables = {name: empty(name) if frame is None else frame for name, frame in given.items()}
    claims = collect_statements(
        figures, articles, families, tables["links"], tables["sentences"], tables["accounts"]
    )
    decided = _decisions(figures, tables["reviews"])
    changes = read_changes(drifts)
    lines = [_line(claim, group, changes) for claim, group in claims.items()]
    groups = list(claims.values())
    names = tell_apart(
        [name_claim_in_words(group) for group in groups],
        groups,
        [_best_in_words(line["value_best"], group) for line, group in zip(lines, groups, strict=True)],
    )
    rows = [
        {"claim": name, **line, **decided.get(claim, {})}
        for name, line, claim in zip(names, lines, claims, strict=True)
    ]
    for row in rows:
        row["importance"] = importance(row, claims[row["claim_id"]], question)
    return in_order(as_table(rows, "ledger"))


def in_order(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of one or several ledgers: what is pinned first, then what an analyst asks for first.

    Examples
    --------
    >>> in_order(empty("ledger")).empty
    True
    """
    keys = ["pinned", "importance", "n_origins", "claim", "claim_id"]
    return ledger.sort_values(keys, ascending=[False, False, False, True, True], ignore_index=True)


def _line(claim: str, group: Sequence[Statement], changes: Changes) -> dict[str, Any]:
    verdict = judge(group)
    articles = distinct(one.doc_id for one in group)
    publishers = distinct(one.publisher for one in group)
    origins = distinct(one.origin for one in group)
    low, high = _ends(group)
    return {
        "claim_id": claim,
        "kind": _commonest(one.kind for one in group),
        "unit": claim_unit(group),
        "value_best": verdict.best,
        "modifier": verdict.modifier,
        "basis": verdict.basis,
        "value_low": low,
        "value_high": high,
        "n_figures": len(group),
        "n_articles": len(articles),
        "n_publishers": len(publishers),
        "n_origins": len(origins),
        "n_families": len(origins),
        "n_speakers": len(speakers(group)),
        "articles": "; ".join(articles),
        "publishers": "; ".join(publishers),
        "origins": "; ".join(_origins(group)),
        "families": "; ".join(distinct(one.family for one in group)),
        "stated_by": "; ".join(_speakers(group)),
        "as_of_low": min(distinct(one.since for one in group), default=""),
        "as_of_high": max(distinct(one.until for one in group), default=""),
        "first_seen": f"{when(group[0].published)} {group[0].doc_id}".strip(),
        "lineage": _lineage(group, changes),
        "verdict": verdict.verdict,
        "confidence": _sure(group),
        "why": verdict.why,
        "warnings": "; ".join(find_warnings(group)),
        "source_rating": "",
        "information_rating": "",
        "pinned": False,
        "tags": "",
        "reviewed": "",
        "importance": 0.0,
    }


def _best_in_words(best: float, group: Sequence[Statement]) -> str:
    """Return the answer of a claim as the figure that gives it puts it; without one, the values that are stated."""
    given = next((one for one in group if best in (one.low, one.high)), None)
    return (
        in_words(given)
        if given
        else " or ".join(distinct(in_words(one) for one in group if one.unit == group[0].unit)[:2])
    )


def _sure(group: Sequence[Statement]) -> float:
    """Return how sure a claim is; one whose figures a person brought together is as sure as its least sure part."""
    return min((one.sure for one in group if one.sure == one.sure), default=math.nan)


def _commonest(values: Any) -> str:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _origins(group: Sequence[Statement]) -> list[str]:
    """Return each origin with the number of its articles where several rest on it: "AP (2 articles)"."""
    held = {name: distinct(one.doc_id for one in group if one.origin == name) for name in _in_order(group)}
    return [f"{name} ({len(docs)} articles)" if len(docs) > 1 else name for name, docs in held.items()]


def _in_order(group: Sequence[Statement]) -> list[str]:
    return distinct(one.origin for one in group)


def _ends(group: Sequence[Statement]) -> tuple[float, float]:
    """Return the lowest and highest value of a claim in its unit; an end that nobody states is not-a-number.

    A vague word gives no end where there is a number, and "more than 300" none above where nobody has a higher value.
    """
    unit = claim_unit(group)
    told = [one for one in group if one.modifier != "vague"]
    factors = [(one, in_common_unit(unit, one.unit)[1]) for one in told]
    own = {end for one, factor in factors if factor == 1.0 for end in (one.low, one.high) if end == end}
    lows = [_unconverted(one.low * factor, own) for one, factor in factors]
    highs = [_unconverted(one.high * factor, own) for one, factor in factors]
    ends = [end for end in (*lows, *highs) if end == end]
    open_above = any(low >= max(ends) for one, low in zip(told, lows, strict=True) if math.isnan(one.high))
    open_below = any(high <= min(ends) for one, high in zip(told, highs, strict=True) if math.isnan(one.low))
    if not ends:
        return min((one.low for one in group if one.low == one.low), default=math.nan), math.nan
    return math.nan if open_below else min(ends), math.nan if open_above else max(ends)


def _unconverted(value: float, own: Collection[float]) -> float:
    """Return the value that is stated in the claim's unit for one that is but its conversion."""
    near = [end for end in own if abs(end - value) <= SAME * abs(end)]
    return min(near, key=lambda end: abs(end - value)) if near else value


def _speakers(group: Sequence[Statement]) -> list[str]:
    """Return who is said to have stated a claim, with the agencies that carried it."""
    carried = {one.said_by: one.via for one in group if one.via}
    named = [f"{name} (via {carried[name]})" if carried.get(name) else name for name in speakers(group)]
    return named + distinct(one.via for one in group if one.via and not one.said_by)


def _lineage(group: Sequence[Statement], changes: Changes) -> str:
    moved = " → ".join(distinct(f"{one.doc_id}: {in_words(one)}" for one in group))
    return "; ".join([moved, *changes.meeting((one.doc_id, one.start, one.end) for one in group)])


def _decisions(figures: pd.DataFrame, reviews: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return what people gave to each claim: a name, ratings, tags, a place at the head, and what they decided last."""
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


def _given(reviews: Sequence[dict[str, Any]], figure_ids: set[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    of_the_claim = [review for review in reviews if review["subject"] not in figure_ids]
    for review in of_the_claim:
        if review["decision"] in ("pin", "unpin"):
            fields["pinned"] = review["decision"] == "pin"
        elif review["decision"] == "tag":
            fields["tags"] = "; ".join(distinct([*fields.get("tags", "").split("; "), review["value"]]))
        elif review["decision"] == "unresolved":
            fields |= {"verdict": "unresolved", "why": _left_open(review)}
        elif review["decision"] == "confirm":  # what the machine says stands
            fields = {name: said for name, said in fields.items() if name not in ("verdict", "why")}
    for review in reviews:
        fields |= {name: review[name] for name in ("source_rating", "information_rating") if review[name]}
        if review["decision"] == "rename":
            fields["claim"] = review["concept"]
    own = mark_decisions(of_the_claim)
    # What is decided on one of its figures brings no rejected claim back.
    return {**fields, "reviewed": own if says_rejected(own) else mark_decisions(reviews)}


def _left_open(review: dict[str, Any]) -> str:
    """Say who left a claim open, and why."""
    who = review["reviewer"] or "A person"
    note = f": {review['note']}" if review["note"] else ""
    return f"{who} left it open on {review['at'][:10]}{note}."
