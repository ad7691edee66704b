"""The decisions of people as a reader wants them: on what, in words, what it became, and why."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.ledger.decisions import claim_of, figure_list
from workbench.ledger.marks import is_rejected

COLUMNS = (
    "at",
    "reviewer",
    "decision",
    "about",
    "became",
    "value_low",
    "value_high",
    "unit",
    "note",
    "evidence",
)


def retell_decisions(reviews: pd.DataFrame, figures: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the decisions with what each is about in words, oldest first.

    Parameters
    ----------
    reviews, figures, ledger
        The tables of those names, after the decisions.

    Returns
    -------
    pandas.DataFrame
        ``about`` names the figure with its article, or the claim, or else the subject as it stands in the file;
        ``became`` is the new name, thing counted or rating, or the claim merged with; ``evidence`` is the
        ``figure_id`` of a figure behind it, empty if there is none.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> retell_decisions(empty("reviews"), empty("figures"), empty("ledger")).empty
    True
    """
    known = {row["figure_id"]: row for row in figures.to_dict("records")}
    held = {name: row["claim_id"] for name, row in known.items()}
    claims = dict(zip(ledger["claim_id"], ledger["claim"], strict=True))
    rows = [
        {**review, "about": _about(review, known, held, claims), "became": _became(review, claims),
         "evidence": _evidence(review, known, held)}
        for review in reviews.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def retell_rejections(reviews: pd.DataFrame, figures: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Return the rejections that still hold, each once, with what they are about in words.

    Parameters
    ----------
    reviews, figures, ledger
        The tables of those names, after the decisions.

    Returns
    -------
    pandas.DataFrame
        The columns of :func:`retell_decisions`.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> retell_rejections(empty("reviews"), empty("figures"), empty("ledger")).empty
    True
    """
    held = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    out = {*figures.loc[is_rejected(figures), "figure_id"], *ledger.loc[is_rejected(ledger), "claim_id"]}
    known = set(ledger["claim_id"])
    holds = [
        review["decision"] == "reject"
        and bool(
            {review["subject"], "" if review["subject"] in held else claim_of(review, held, known)} & out
        )
        for review in reviews.to_dict("records")
    ]
    told = retell_decisions(reviews[holds], figures, ledger)
    return told.drop_duplicates("about", keep="last").reset_index(drop=True)


def _about(
    review: dict[str, Any], known: dict[str, dict[str, Any]], held: dict[str, str], claims: dict[str, str]
) -> str:
    subject = review["subject"]
    if subject in known:
        figure = known[subject]
        return f"{figure['exact']} {figure['concept'] or figure['unit']} in {figure['doc_id']}"
    return claims.get(claim_of(review, held, set(claims)), subject)


def _became(review: dict[str, Any], claims: dict[str, str]) -> str:
    given = claims.get(review["concept"], review["concept"])
    ratings = review["source_rating"] + review["information_rating"]
    return " ".join(part for part in (given, ratings) if part)


def _evidence(review: dict[str, Any], known: dict[str, dict[str, Any]], held: dict[str, str]) -> str:
    behind = [review["subject"], *figure_list(review["figures"])]
    of_claim = (name for name, claim in held.items() if claim and claim == review["subject"])
    return next((name for name in behind if name in known), next(of_claim, ""))
