"""What must hold for the tables of every case, checked and told in words.

A check compares two things and says what it compared. The report lists them all; one that fails is shown at
the top and makes the exit status 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
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


MOST_NAMED = 3  # offenders that a check names


def _count(wrong: Sequence[str], total: int, what: str, *, do: str) -> tuple[bool, str]:
    if wrong:
        return False, f"{len(wrong)} of {total} {what} differ: {_named(wrong)}. {do}"
    return True, f"{total} {what} compared, all equal"


def _named(wrong: Sequence[str]) -> str:
    """Name the first few offenders, and say how many more there are."""
    more = f" and {len(wrong) - MOST_NAMED} more" if len(wrong) > MOST_NAMED else ""
    return ", ".join(wrong[:MOST_NAMED]) + more


def _because(wrong: Sequence[str], do: str) -> str:
    return f": {_named(wrong)}. {do}" if wrong else ""


REPORT_IT = "This is a fault of the workbench: report it with the article."


def _files_in(case: Case) -> tuple[bool, str]:
    """Count files apart from the records in them; each loaded one of either kind became an article."""
    report = case.load_report
    is_file = report["line"].isna()
    counts = report[is_file]["outcome"].value_counts()
    loaded, duplicate, rejected = (int(counts.get(name, 0)) for name in ("loaded", "duplicate", "rejected"))
    became = int(((report["outcome"] == "loaded") & (report["doc_id"] != "")).sum())
    read = len(case.table("read_articles"))
    passed = loaded + duplicate + rejected == int(is_file.sum()) and became == read
    odd = report[~report["outcome"].isin(["loaded", "duplicate", "rejected"])]
    unread = report[(report["outcome"] == "loaded") & (report["doc_id"] != "")]
    unread = unread[~unread["doc_id"].isin(case.table("read_articles")["doc_id"])]
    wrong = [] if passed else [*odd["path"], *unread["path"]]
    return passed, (
        f"{int(is_file.sum())} files met = {loaded} loaded + {duplicate} duplicate + {rejected} rejected; "
        f"{became} articles reported as loaded, {read} read{_because(wrong, REPORT_IT)}"
    )


def _raw_of(case: Case) -> dict[str, str]:
    return dict(zip(case.articles["doc_id"], case.articles["raw"], strict=True))


def _slices(case: Case, frame: pd.DataFrame, *columns: str, what: str) -> tuple[bool, str]:
    """Compare the text that each row quotes with the characters of the raw text at its offsets."""
    doc_id, start, end, exact = columns
    raw = _raw_of(case)
    wrong = [
        f"'{quoted[:40]}' in {doc} at {begin}"
        for doc, begin, stop, quoted in zip(
            frame[doc_id], frame[start], frame[end], frame[exact], strict=True
        )
        if raw[doc][begin:stop] != quoted
    ]
    return _count(wrong, len(frame), what, do=REPORT_IT)


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


def _ids_are_single(case: Case) -> tuple[bool, str]:
    """Look for two figures under one id: a decision on one of them would be a decision on both."""
    found = case.table("found_figures")
    twice = found[found["figure_id"].duplicated(keep=False)]
    wrong = [f"'{row.exact}' in {row.doc_id} at {row.start} ({row.figure_id})" for row in twice.itertuples()]
    told = f"{len(found)} figures, {len(wrong)} of them under the id of another"
    return not wrong, told + _because(wrong, REPORT_IT)


def _links_are_sentences(case: Case) -> tuple[bool, str]:
    spans = set(zip(case.sentences["doc_id"], case.sentences["start"], case.sentences["end"], strict=True))
    links = case.links
    ends = [
        span
        for side in "ab"
        for span in zip(links[f"{side}_doc_id"], links[f"{side}_start"], links[f"{side}_end"], strict=True)
    ]
    wrong = [f"{doc} at {start}" for doc, start, end in ends if (doc, start, end) not in spans]
    return _count(wrong, len(ends), "ends of links and the sentences they name", do=REPORT_IT)


def _every_pair(case: Case) -> tuple[bool, str]:
    met = {frozenset(pair) for pair in zip(case.relations["a"], case.relations["b"], strict=True)}
    wanted = [pair for docs in case.compared_together for pair in combinations(docs, 2)]
    n = len(case.articles)
    told = f"{len(case.relations)} relations for {len(wanted)} pairs of {n} articles that report one event"
    missing = [f"{a} and {b}" for a, b in wanted if {a, b} not in met]
    passed = not missing and len(case.relations) == len(wanted)
    return passed, told if passed else told + _because(missing, REPORT_IT)


def _every_article_has_a_family(case: Case) -> tuple[bool, str]:
    placed, known = set(case.families["doc_id"]), set(case.articles["doc_id"])
    told = f"{len(placed)} articles placed in families, {len(known)} articles"
    return placed == known, told + _because(sorted(placed ^ known), REPORT_IT)


def _ledger_counts(case: Case) -> tuple[bool, str]:
    claimed = case.figures["claim_id"]
    stated, listed = int((claimed != "").sum()), int(case.ledger["n_figures"].sum())
    counts = claimed[claimed != ""].value_counts()
    told = case.ledger.set_index("claim_id")["n_figures"]
    wrong = sorted(
        f"claim {name} ({counts.get(name, 0)} figures, {told.get(name, 0)} in the ledger)"
        for name in {*counts.index, *told.index}
        if counts.get(name, 0) != told.get(name, 0)
    )
    said = f"{stated} figures carry a claim, {listed} are counted in the ledger"
    return stated == listed, said + _because(wrong, "Look at the decisions on these claims in reviews.csv.")


def _values_are_ordered(case: Case) -> tuple[bool, str]:
    found = case.figures
    odd = found[(found["value_low"] > found["value_high"]).fillna(False).astype(bool)]
    wrong = [
        f"'{row.exact}' in {row.doc_id} ({row.value_low:g} to {row.value_high:g}, {row.figure_id})"
        for row in odd.itertuples()
    ]
    do = "Correct the figure in notebook 03, or its row in reviews.csv: the lower end comes first."
    return not wrong, f"{len(found)} figures, {len(wrong)} with a lower end above the upper end" + _because(
        wrong, do
    )


_CHECKS: dict[str, Callable[[Case], tuple[bool, str]]] = {
    "every file is accounted for": _files_in,
    "every edit quotes the raw text": _edits,
    "every figure is a slice of the raw text": _figure_spans,
    "every figure has an id of its own": _ids_are_single,
    "no figure has its ends the wrong way round": _values_are_ordered,
    "every link joins two sentences": _links_are_sentences,
    "every drift is a slice of the raw text": _drift_spans,
    "every pair of articles has a relation": _every_pair,
    "every article has an origin": _every_article_has_a_family,
    "the ledger counts every figure once": _ledger_counts,
}
