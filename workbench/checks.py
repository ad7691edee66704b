"""What must hold for the tables of every case, checked and told in words.

A check compares two things and says what it compared. The report lists them all; one that fails is shown at
the top and makes the exit status 2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from workbench.case import Case


class Check(NamedTuple):
    """The outcome of a check: its name, whether it passed, and what was compared, in words."""

    name: str
    passed: bool
    compared: str


def run_checks(case: Case) -> list[Check]:
    """Run every check on a case.

    Parameters
    ----------
    case
        The case; tables that are not there yet are computed.

    Returns
    -------
    list of Check
        In the order in which the data flows.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Two boats sank. Police said 14 people drowned.", encoding="utf-8")
    >>> all(check.passed for check in run_checks(Case(folder, cache=False)))
    True
    """
    return [Check(name, *check(case)) for name, check in _CHECKS.items()]


def _count(wrong: int, total: int, what: str) -> tuple[bool, str]:
    if wrong:
        return False, f"{wrong} of {total} {what} differ"
    return True, f"{total} {what} compared, all equal"


def _files_in(case: Case) -> tuple[bool, str]:
    """Count files apart from the records in them; each loaded one of either kind became an article."""
    report = case.load_report
    is_file = report["line"].isna()
    counts = report[is_file]["outcome"].value_counts()
    loaded, duplicate, rejected = (int(counts.get(name, 0)) for name in ("loaded", "duplicate", "rejected"))
    became = int(((report["outcome"] == "loaded") & (report["doc_id"] != "")).sum())
    read = len(case.table("read_articles"))
    return (
        loaded + duplicate + rejected == int(is_file.sum()) and became == read,
        f"{int(is_file.sum())} files met = {loaded} loaded + {duplicate} duplicate + {rejected} rejected; "
        f"{became} articles reported as loaded, {read} read",
    )


def _raw_of(case: Case) -> dict[str, str]:
    return dict(zip(case.articles["doc_id"], case.articles["raw"], strict=True))


def _slices(case: Case, frame: pd.DataFrame, *columns: str, what: str) -> tuple[bool, str]:
    """Compare the text that each row quotes with the characters of the raw text at its offsets."""
    doc_id, start, end, exact = columns
    raw = _raw_of(case)
    wrong = sum(
        raw[doc][begin:stop] != quoted
        for doc, begin, stop, quoted in zip(
            frame[doc_id], frame[start], frame[end], frame[exact], strict=True
        )
    )
    return _count(wrong, len(frame), what)


def _edits(case: Case) -> tuple[bool, str]:
    return _slices(
        case, case.edits, "doc_id", "start", "end", "before", what="edits and the raw characters they cover"
    )


def _figure_spans(case: Case) -> tuple[bool, str]:
    found = case.table("found_figures")
    return _slices(
        case, found, "doc_id", "start", "end", "exact", what="figures and the raw characters they quote"
    )


def _drift_spans(case: Case) -> tuple[bool, str]:
    return _slices(
        case, case.drifts, "doc_id", "start", "end", "exact", what="drifts and the raw characters they quote"
    )


def _links_are_sentences(case: Case) -> tuple[bool, str]:
    spans = set(zip(case.sentences["doc_id"], case.sentences["start"], case.sentences["end"], strict=True))
    links = case.links
    ends = [
        span
        for side in "ab"
        for span in zip(links[f"{side}_doc_id"], links[f"{side}_start"], links[f"{side}_end"], strict=True)
    ]
    return _count(
        sum(span not in spans for span in ends), len(ends), "ends of links and the sentences they name"
    )


def _every_pair(case: Case) -> tuple[bool, str]:
    n = len(case.articles)
    pairs = n * (n - 1) // 2
    return len(case.relations) == pairs, f"{len(case.relations)} relations for {pairs} pairs of {n} articles"


def _every_article_has_a_family(case: Case) -> tuple[bool, str]:
    placed, known = set(case.families["doc_id"]), set(case.articles["doc_id"])
    return placed == known, f"{len(placed)} articles placed in families, {len(known)} articles"


def _ledger_counts(case: Case) -> tuple[bool, str]:
    claimed = case.figures["claim_id"]
    stated, listed = int((claimed != "").sum()), int(case.ledger["n_figures"].sum())
    return stated == listed, f"{stated} figures carry a claim, {listed} are counted in the ledger"


def _values_are_ordered(case: Case) -> tuple[bool, str]:
    found = case.figures
    wrong = int((found["value_low"] > found["value_high"]).sum())
    return wrong == 0, f"{len(found)} figures, {wrong} with a lower end above the upper end"


_CHECKS: dict[str, Callable[[Case], tuple[bool, str]]] = {
    "every file is accounted for": _files_in,
    "every edit quotes the raw text": _edits,
    "every figure is a slice of the raw text": _figure_spans,
    "no figure has its ends the wrong way round": _values_are_ordered,
    "every link joins two sentences": _links_are_sentences,
    "every drift is a slice of the raw text": _drift_spans,
    "every pair of articles has a relation": _every_pair,
    "every article has an origin": _every_article_has_a_family,
    "the ledger counts every figure once": _ledger_counts,
}
