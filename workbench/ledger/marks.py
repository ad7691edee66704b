"""What holds of all decisions on one figure or claim, as the mark that is shown beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

OF_FIGURES = ("confirm", "correct", "reject", "add")
PAST = {
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
    "rename": "renamed",
    "rate": "rated",
    "accept": "accepted",
    "add": "added",
    "pin": "pinned",
    "unpin": "unpinned",
    "tag": "tagged",
    "unresolved": "left unresolved",
    "dismiss": "dismissed",
    "set": "set",
}
# A decision takes the place of earlier ones of these kinds; one that is corrected has to be confirmed anew.
REPLACES = {
    "confirm": ("confirm", "reject", "dismiss"),
    "reject": ("confirm", "reject"),
    "correct": ("confirm", "reject"),
    "pin": ("unpin",),
    "unpin": ("pin",),
    "dismiss": ("confirm",),
}


def mark_decisions(reviews: Iterable[dict[str, Any]]) -> str:
    """Return what holds of the decisions on one thing: a rejection first, and who made the last one, and when.

    Parameters
    ----------
    reviews
        Rows of ``reviews``, oldest first.

    Examples
    --------
    >>> by = {"reviewer": "ana", "at": "2026-11-20T10:00:00+00:00"}
    >>> mark_decisions([{"decision": "correct", **by}, {"decision": "confirm", **by}])
    'corrected, confirmed by ana, 2026-11-20'
    >>> mark_decisions([{"decision": "reject", **by}, {"decision": "rename", **by}])
    'rejected, renamed by ana, 2026-11-20'
    >>> mark_decisions([])
    ''
    """
    held: list[str] = []
    signature = ""
    for review in reviews:
        kind = review["decision"]
        held = [one for one in held if one not in (kind, *REPLACES.get(kind, ()))] + [kind]
        signature = _signature(review)
    verbs = sorted((PAST[kind] for kind in held), key=lambda verb: verb != PAST["reject"])
    return f"{', '.join(verbs)}{signature}"


def _signature(review: dict[str, Any]) -> str:
    who = f" by {review['reviewer']}" if review["reviewer"] else ""
    return f"{who}, {review['at'][:10]}".rstrip(", ")


def says_rejected(mark: str) -> bool:
    """Say whether a mark made by :func:`mark_decisions` is that of something rejected.

    Examples
    --------
    >>> says_rejected("rejected by ana, 2026-11-20"), says_rejected("confirmed by ana, 2026-11-20")
    (True, False)
    """
    return mark.startswith(PAST["reject"])


def is_rejected(frame: pd.DataFrame) -> pd.Series:
    """Say of each figure or claim whether a person rejected it.

    Parameters
    ----------
    frame
        The table ``figures`` or ``ledger``; without a column ``reviewed`` nobody has decided anything.

    Examples
    --------
    >>> is_rejected(pd.DataFrame({"reviewed": ["", "rejected by ana, 2026-11-20"]})).tolist()
    [False, True]
    """
    marks = frame["reviewed"] if "reviewed" in frame else [""] * len(frame)
    return pd.Series([says_rejected(mark) for mark in marks], index=frame.index, dtype="bool")


def what_counts(figures: pd.DataFrame, ledger: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the figures and the claims without what a person rejected.

    Parameters
    ----------
    figures, ledger
        The tables of those names, after the decisions.

    Returns
    -------
    tuple of pandas.DataFrame
        The tables ``figures`` and ``ledger``, with fewer rows. The figures of a rejected claim are left out too.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_id": ["c1", "c2"], "reviewed": ["", "rejected by ana, 2026-11-20"]})
    >>> figures, ledger = what_counts(pd.DataFrame({"claim_id": ["c1", "c2", ""]}), claims)
    >>> figures["claim_id"].tolist(), ledger["claim_id"].tolist()
    (['c1'], ['c1'])
    """
    counted = ledger[~is_rejected(ledger)].reset_index(drop=True)
    kept = figures["claim_id"].isin(counted["claim_id"])
    return figures[kept].reset_index(drop=True), counted
