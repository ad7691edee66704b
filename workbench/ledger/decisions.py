"""Decisions of the analyst: put into effect on figures and claims, marked on them, and told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from workbench.ledger.claims import name_claim
from workbench.tables import NOTHING, as_table, table
from workbench.tables.schema import NUMBER

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
WORDS = ("unit", "concept", "attributed_to", "as_of_low", "as_of_high")
CHANGED = ("value_low", "value_high", "modifier", *WORDS)
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


def apply_reviews(
    figures: pd.DataFrame, reviews: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures as the analyst decided: corrected, rejected, added, and their claims merged and split.

    Decisions take effect in their order, so that a later one on the same figure stands. A decision on a claim
    follows the figures it was made on (``reviews.figures``), so that it holds when claims are made anew.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``.
    reviews
        The table ``reviews``, oldest first.
    articles, sentences
        The tables of those names: a figure that was added counts as long as its characters stand where they stood.

    Returns
    -------
    pandas.DataFrame
        The table ``figures`` with a further column ``reviewed``: what holds of all that was decided on the figure,
        and by whom and when the last was. A rejected figure has no claim.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> apply_reviews(*map(empty, ("figures", "reviews", "articles", "sentences"))).empty
    True
    """
    figures = _with_added(figures, reviews, articles, sentences)
    place = {figure_id: number for number, figure_id in enumerate(figures["figure_id"])}
    columns = {name: list(figures[name]) for name in CHANGED}
    decided: dict[str, list[dict[str, Any]]] = {}
    claims = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    members = _members(claims)
    for review in reviews.to_dict("records"):
        if review["decision"] in OF_FIGURES and review["subject"] in place:
            decided.setdefault(review["subject"], []).append(review)
            _correct(columns, place[review["subject"]], review)
        elif review["decision"] in ("merge", "split"):
            _regroup(claims, members, review)
    columns["reviewed"] = [mark_decisions(decided.get(name, ())) for name in figures["figure_id"]]
    columns["claim_id"] = [
        "" if says_rejected(mark) else claims[name]
        for name, mark in zip(figures["figure_id"], columns["reviewed"], strict=True)
    ]
    return as_table(figures.assign(**columns), "figures")


def apply_drift_reviews(drifts: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """Return the changed facts without those that the analyst dismissed.

    Parameters
    ----------
    drifts
        The table ``drifts`` as it was found.
    reviews
        The table ``reviews``, oldest first.

    Returns
    -------
    pandas.DataFrame
        The table ``drifts`` with a further column ``reviewed``: what was decided, by whom and when.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> apply_drift_reviews(empty("drifts"), empty("reviews")).empty
    True
    """
    decided: dict[str, list[dict[str, Any]]] = {}
    for review in reviews[reviews["subject"].isin(drifts["drift_id"])].to_dict("records"):
        decided.setdefault(review["subject"], []).append(review)
    marks = [mark_decisions(decided.get(name, ())) for name in drifts["drift_id"]]
    marked = drifts.assign(reviewed=pd.Series(marks, index=drifts.index, dtype="str"))
    return as_table(marked[~marked["reviewed"].str.startswith(PAST["dismiss"])], "drifts")


def find_orphans(figures: pd.DataFrame, reviews: pd.DataFrame) -> pd.DataFrame:
    """Return the decisions whose figures are no longer there, because the article changed or was taken out.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``, before or after the decisions.
    reviews
        The table ``reviews``.

    Returns
    -------
    pandas.DataFrame
        The rows of ``reviews`` that have no effect, with a further column ``reason``. Empty is good.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> find_orphans(empty("figures"), empty("reviews")).empty
    True
    """
    known = set(figures["figure_id"]) | set(figures["claim_id"])
    reasons = [
        ""
        if any(name in known for name in [review["subject"], *figure_list(review["figures"])])
        else "no figure or claim of this case is the one that was decided on; the article may have changed"
        for review in reviews.to_dict("records")
    ]
    marked = reviews.assign(reason=pd.Series(reasons, index=reviews.index, dtype="str"))
    return marked[marked["reason"] != ""].reset_index(drop=True)


def figure_list(cell: str) -> list[str]:
    """Return the figure_ids in a cell of ``reviews.figures``.

    Examples
    --------
    >>> figure_list("f1; f2")
    ['f1', 'f2']
    """
    return [name for name in cell.split("; ") if name]


def claim_of(review: dict[str, Any], claims: dict[str, str], known: set[str]) -> str:
    """Return the claim that a decision is about: the one that now holds most of its figures; empty if there is none.

    Parameters
    ----------
    review
        A row of ``reviews``.
    claims
        The claim of each figure.
    known
        The claims that are there.

    Examples
    --------
    >>> claim_of({"subject": "old", "figures": "f1; f2; f3"}, {"f1": "a", "f2": "b", "f3": "b"}, {"a", "b"})
    'b'
    """
    held = Counter(claims[name] for name in figure_list(review["figures"]) if claims.get(name))
    if held:
        return min(held, key=lambda name: (-held[name], name))
    return review["subject"] if review["subject"] in known else claims.get(review["subject"], "")


def _members(claims: dict[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for name, claim in claims.items():
        members.setdefault(claim, []).append(name)
    return members


def _correct(columns: dict[str, list[Any]], number: int, review: dict[str, Any]) -> None:
    if review["decision"] != "correct":
        return
    for name in WORDS:
        columns[name][number] = _put(review[name], columns[name][number])
    low, high = review["value_low"], review["value_high"]
    if not (pd.isna(low) and pd.isna(high)):
        columns["modifier"][number] = _modifier(low, high, columns["modifier"][number])
        columns["value_low"][number], columns["value_high"][number] = low, high
    columns["modifier"][number] = review["modifier"] or columns["modifier"][number]


def _put(said: str, before: str) -> str:
    """Return what a cell of a decision makes of what was there: nothing said leaves it."""
    return "" if said == NOTHING else said or before


def _with_added(
    figures: pd.DataFrame, reviews: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures with those that the analyst added, each in the claim of the figures named with it."""
    added = reviews[reviews["decision"] == "add"].drop_duplicates("subject", keep="last")
    if added.empty:
        return figures
    raw = dict(zip(articles["doc_id"], articles["raw"], strict=True))
    claims = dict(zip(figures["figure_id"], figures["claim_id"], strict=True))
    rows = [
        _added(review, claims, sentences)
        for review in added.to_dict("records")
        if review["subject"] not in claims and _stands(review, raw) and not _is_found(review, figures)
    ]
    if not rows:
        return figures
    extended = pd.concat([figures, as_table(rows, "figures")], ignore_index=True)
    return extended.sort_values(["doc_id", "start"], kind="stable", ignore_index=True)


def _is_found(review: dict[str, Any], figures: pd.DataFrame) -> bool:
    """Whether a figure was found where one was added: it is corrected, and not counted twice."""
    there = figures["doc_id"] == review["doc_id"]
    return bool((there & (figures["start"] < review["end"]) & (figures["end"] > review["start"])).any())


def _stands(review: dict[str, Any], raw: dict[str, str]) -> bool:
    """Whether the characters of an added figure stand in its article where they stood when it was added."""
    return raw.get(review["doc_id"], "")[int(review["start"]) : int(review["end"])] == review["exact"]


def _added(review: dict[str, Any], claims: dict[str, str], sentences: pd.DataFrame) -> dict[str, Any]:
    around = sentences[(sentences["doc_id"] == review["doc_id"]) & (sentences["start"] <= review["start"])]
    sentence = around.iloc[-1].to_dict() if len(around) else {}
    held = Counter(claims[name] for name in figure_list(review["figures"]) if claims.get(name))
    low, high = review["value_low"], review["value_high"]
    kept = {name: review[name] for name in ("doc_id", "start", "end", "exact", "kind")}
    return (
        {column.name: None if column.dtype == NUMBER else "" for column in table("figures").columns}
        | kept
        | {name: _put(review[name], "") for name in WORDS}
        | {
            "figure_id": review["subject"],
            "value_low": low,
            "value_high": high,
            "modifier": review["modifier"] or _modifier(low, high, "exact"),
            "sentence": sentence.get("sentence", 0),
            "part": sentence.get("part", "body"),
            "in_body": sentence.get("part", "body") == "body",
            "claim_id": held.most_common(1)[0][0] if held else name_claim([review["subject"]]),
        }
    )


def _modifier(low: float, high: float, before: str) -> str:
    """Return how exactly a corrected value is stated: its ends say so."""
    if pd.isna(high):
        return before if before in ("more_than", "at_least") else "at_least"
    if pd.isna(low):
        return before if before in ("less_than", "at_most") else "at_most"
    if low == high:
        return before if before in ("about", "nearly") else "exact"
    return "range"


def _regroup(claims: dict[str, str], members: dict[str, list[str]], review: dict[str, Any]) -> None:
    """Merge the claims of the named figures, or split the named figures off."""
    named = [name for name in figure_list(review["figures"]) if name in claims]
    if review["decision"] == "split":
        _move(claims, members, named, name_claim(named))
        return
    joined = {claims[name] for name in named} | ({review["subject"], review["concept"]} & set(members))
    into = review["subject"] if review["subject"] in joined else min(joined, default="")
    for claim in sorted(joined - {into}):
        _move(claims, members, list(members.get(claim, ())), into)


def _move(claims: dict[str, str], members: dict[str, list[str]], names: list[str], into: str) -> None:
    for name in names:
        members[claims[name]].remove(name)
        members.setdefault(into, []).append(name)
        claims[name] = into


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
