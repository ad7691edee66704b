"""Conflicts, updates and changed facts as sentences, each number of which leads to its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.explorers.cited import drift_anchor
from workbench.explorers.markup import Html, evidence
from workbench.findings import plural
from workbench.ledger import what_counts
from workbench.wording import day_in_words, listed, named, shorten
from workbench.wording.values import in_words

MOST_TOLD = 12  # sentences of one kind; the rest is counted and stands in the ledger


def pinned_claims(ledger: pd.DataFrame) -> list[str]:
    """Return the claims that a person pinned as answers, in the order of the ledger.

    Examples
    --------
    >>> pinned_claims(pd.DataFrame({"claim_id": ["c1", "c2"], "pinned": [False, True]}))
    ['c2']
    """
    return ledger.loc[ledger["pinned"].astype(bool), "claim_id"].tolist()


def updates(case: Case) -> list[Html]:
    """Return a sentence for each claim whose value moved with time: from what to what, in how long, who says so last."""
    figures, ledger = what_counts(case.figures, case.ledger)
    moments, names = _moments(case), case.names
    rows = ledger[ledger["verdict"] == "updated"]
    told = []
    for row in rows.itertuples():
        how = _moved(row, figures[figures["claim_id"] == row.claim_id], moments, names)
        if how:
            told.append(Html(f"<b>{evidence(_claim(row.claim), row.claim_id)}</b> {how}."))
    return _first(told, rows)


def moved(case: Case, claim_id: str) -> Html:
    """Return how the value of a claim moved, without the claim's name; empty where it has no number that did.

    Parameters
    ----------
    case
        The case.
    claim_id
        The claim.
    """
    claim = next(case.ledger[case.ledger["claim_id"] == claim_id].itertuples())
    return _moved(claim, case.figures[case.figures["claim_id"] == claim_id], _moments(case), case.names)


def _moments(case: Case) -> dict[str, str]:
    """Return when each article was published, to the minute where that is known."""
    articles = case.articles
    return {
        doc: f"{day} {time}".strip()
        for doc, day, time in zip(
            articles["doc_id"], articles["date_published"], articles["time_published"], strict=True
        )
    }


def _moved(claim: Any, figures: pd.DataFrame, moments: dict[str, str], names: dict[str, str]) -> Html:
    told = [row for row in figures.to_dict("records") if row["modifier"] != "vague"]
    if not told:
        return Html("")

    def when(row: dict[Any, Any]) -> tuple[str, str]:
        return moments[row["doc_id"]], row["as_of_high"]

    told.sort(key=when)
    best = claim.value_best
    last = next((row for row in reversed(told) if best in (row["value_low"], row["value_high"])), told[-1])
    first = min(told, key=lambda row: (when(row), _size(row)))
    if _size(first) == _size(last):
        return _came_back(told, last, moments, names)
    verb = "rose" if _size(last) > _size(first) else "fell" if _size(last) < _size(first) else "changed"
    days = _days_between(moments[first["doc_id"]], moments[last["doc_id"]])
    since = f" in {plural(days, 'day')}" if days > 0 else ""
    name = names[last["doc_id"]]
    return Html(
        f"{verb} from {_value(first)} to {_value(last)}{since}; the last to say so is "
        f"{escape(name)}{_day(moments[last['doc_id']], name)}"
    )


def _came_back(
    told: list[dict[Any, Any]], last: dict[Any, Any], moments: dict[str, str], names: dict[str, str]
) -> Html:
    """Return how a value came back to what it was: by way of the one that lies farthest off."""
    other = max(told, key=lambda row: abs(_size(row) - _size(last)))
    if _size(other) == _size(last):
        return Html("")
    between, name = names[other["doc_id"]], names[last["doc_id"]]
    return Html(
        f"was given as {_value(other)} by {escape(between)}{_day(moments[other['doc_id']], between)}; the last to say "
        f"{_value(last)} is {escape(name)}{_day(moments[last['doc_id']], name)}"
    )


def _value(row: dict[Any, Any]) -> str:
    return evidence(in_words(row), row["figure_id"])


def _day(moment: str, name: str) -> str:
    """Say the day where the name of the article does not."""
    day = day_in_words(moment[:10], year=False) if moment else ""
    return f" on {escape(day)}" if day and day not in name else ""


def _size(row: dict[Any, Any]) -> float:
    return float(row["value_high"] if pd.isna(row["value_low"]) else row["value_low"])


def _days_between(first: str, last: str) -> int:
    if not (first and last):
        return 0
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def conflicts(case: Case) -> list[Html]:
    """Return a sentence for each claim of which two statements for one moment exclude each other, with what a copy changed."""
    figures, ledger = what_counts(case.figures, case.ledger)
    rows = ledger[ledger["verdict"] == "conflict"]
    told = []
    for row in rows.itertuples():
        said = _by_copying(case, figures[figures["claim_id"] == row.claim_id]) or escape(
            named(row.why, case.names)
        )
        told.append(Html(f"<b>{evidence(_claim(row.claim), row.claim_id)}</b>: {said}"))
    return _first(told, rows)


def _by_copying(case: Case, figures: pd.DataFrame) -> str:
    """Say which copy changed a value, if all values that exclude each other come from that; else nothing."""
    changed = [
        (copy, source)
        for drift in case.drifts.itertuples()
        for copy in _at(figures, drift.doc_id, drift.start, drift.end)
        for source in _at(figures, drift.reference_doc_id, drift.reference_start, drift.reference_end)
    ]
    altered = {copy["figure_id"] for copy, _ in changed}
    left = figures[~figures["figure_id"].isin(altered)]
    if not changed or len(set(left["value_low"])) > 1:
        return ""
    told = "; ".join(
        f"{escape(case.names[copy['doc_id']])} has {_value(copy)} where {escape(case.names[source['doc_id']])}, "
        f"whose sentence it reworks, has {_value(source)}"
        for copy, source in changed
    )
    return f"{told}. A copy changed it: this is no second report."


def _at(figures: pd.DataFrame, doc_id: str, start: int, end: int) -> list[dict[Any, Any]]:
    """Return the figures of an article that a stretch of it touches."""
    touches = (figures["doc_id"] == doc_id) & (figures["start"] < end) & (figures["end"] > start)
    return figures[touches].to_dict("records")


def _first(told: list[Html], rows: pd.DataFrame) -> list[Html]:
    left = len(rows) - min(len(told), MOST_TOLD)
    verdict = rows["verdict"].iloc[0] if len(rows) else ""
    more = [Html(f"{evidence(str(left), f'find:what=claim&verdict={verdict}')} more stand in the ledger.")]
    return told[:MOST_TOLD] + (more if left else [])


def _claim(claim: str) -> str:
    words = shorten(claim, 70)
    return words[:1].upper() + words[1:]


def changes(case: Case) -> list[Html]:
    """Return a sentence for each fact that a copy changed: what it says, and what the text it reworks says."""
    names, drifts = case.names, case.drifts
    told = [
        Html(
            f"{escape(names[row.doc_id])} has {_quoted(row.exact, drift_anchor(row.doc_id, row.start))} where "
            f"{escape(names[row.reference_doc_id])} has "
            f"{_quoted(row.reference_exact, drift_anchor(row.reference_doc_id, row.reference_start, 'reference'))}."
        )
        for row in drifts.itertuples()
    ]
    left = len(told) - MOST_TOLD
    more = [
        Html(f"{evidence(plural(left, 'more changed fact'), SECTION_OF_DRIFTS)} under source comparison.")
    ]
    return told[:MOST_TOLD] + (more if left > 0 else [])


SECTION_OF_DRIFTS = "02_source_comparison-where-a-copy-changed-a-fact"


def _quoted(words: str, anchor: str) -> str:
    return f"“{evidence(shorten(' '.join(words.split()), 80), anchor)}”" if words else "nothing"


def tell_way(stemma: pd.DataFrame, claim_id: str, names: Mapping[str, str]) -> str:
    """Say in a sentence how a claim travelled: who states it on its own, who carries it, and who changed it on the way.

    Parameters
    ----------
    stemma
        The table of that name.
    claim_id
        The claim; of one that stands in one article nothing is said.
    names
        What articles are called.

    Examples
    --------
    >>> rows = [("c", "a", "first"), ("c", "b", "carried"), ("c", "d", "rounded"), ("c", "e", "first")]
    >>> stemma = pd.DataFrame(rows, columns=["claim_id", "doc_id", "step"])
    >>> tell_way(stemma, "c", {"a": "AP", "b": "Echo", "d": "Post", "e": "Star"})
    'On their own: AP and Star; carried on by Echo; rounded by Post.'
    """
    steps: dict[str, dict[str, None]] = {}
    for row in stemma[stemma["claim_id"] == claim_id].to_dict("records"):
        steps.setdefault(row["step"], {})[names.get(row["doc_id"], row["doc_id"])] = None
    if len({name for held in steps.values() for name in held}) < 2:
        return ""
    words = {
        "first": "on its own: " if len(steps.get("first", ())) == 1 else "on their own: ",
        "carried": "carried on by ",
    }
    told = "; ".join(
        f"{words.get(step, f'{step} by ')}{listed(held, most=3)}" for step, held in steps.items()
    )
    return f"{told[:1].upper()}{told[1:]}."


def whose(names: list[str]) -> str:
    """Say on whose word something is stated; that no speaker was found is said as well.

    Examples
    --------
    >>> whose(["the ministry", "a governor"]), whose([])
    ('the ministry and a governor', 'no speaker was found')
    """
    return listed(names, most=3) if names else "no speaker was found"
