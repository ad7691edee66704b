"""Figures that state the same real-world quantity are brought together, whether or not they agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from workbench.analysis import Analysis
from workbench.compare import group_events
from workbench.ledger.alike import score_pairs
from workbench.ledger.candidates import candidates
from workbench.ledger.columns import Links, make_columns
from workbench.ledger.evidence import Evidence, collect_evidence
from workbench.ledger.joining import join
from workbench.ledger.sureness import sureness, traits
from workbench.tables import as_table, empty

LEAST_ALIKE = 0.12  # lower than for finding events: what is parted here can never meet again


def group_claims(
    figures: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    analysis: Analysis | None = None,
) -> pd.DataFrame:
    """Fill ``claim_id``: figures that state the same real-world quantity get the same one.

    The articles are first parted by the event they report. The evidence for two figures of one event is what they
    count, what happened to it, their time, the words around them, their values, and whether their sentences were
    found to be one reworked. Each piece adds to the log-odds that both state one quantity; groups are joined while
    their log-odds stay above zero, but never two that hold figures which cannot be one. Only figures with something
    in common are weighed against each other.

    Parameters
    ----------
    figures
        The table ``figures``.
    links
        The table ``links``.
    sentences
        The table ``sentences``.
    analysis
        What is known of the sentences already, as :func:`find_figures` left it.

    Returns
    -------
    pandas.DataFrame
        The table ``figures`` with ``claim_id``; a figure that nobody else states has a claim of its own.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> group_claims(empty("figures"), empty("links"), empty("sentences")).empty
    True
    """
    return claim_figures(figures, links, sentences, analysis=analysis).figures


class Claimed(NamedTuple):
    """The tables ``figures``, with ``claim_id``, and ``accounts``."""

    figures: pd.DataFrame
    accounts: pd.DataFrame


def claim_figures(
    figures: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    analysis: Analysis | None = None,
) -> Claimed:
    """Fill ``claim_id`` as :func:`group_claims` does, and tell what is known of each figure.

    Parameters
    ----------
    figures, links, sentences, articles
        The tables of those names; without ``articles`` the days of publication are not known.
    analysis
        What is known of the sentences already.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> claim_figures(empty("figures"), empty("links"), empty("sentences")).accounts.empty
    True
    """
    evidence = collect_evidence(figures, sentences, analysis=analysis)
    labels = _label_of(links, sentences)
    known = articles if articles is not None else empty("articles")
    published = dict(zip(known["doc_id"], known["date_published"], strict=True))
    found = [
        ([places[place] for place in group], sure)
        for places in _by_event(evidence, sentences)
        for group, sure in _group_event([evidence[place] for place in places], labels, published)
    ]
    groups = [group for group, _ in found]
    sure_of = {place: sure for group, sure in found for place in group}
    names = _name_groups(groups, list(figures["figure_id"]))
    claimed = figures.assign(claim_id=pd.Series(names, index=figures.index, dtype="str"))
    accounts = [
        {**account, "confidence": sure_of[place]}
        for place, account in enumerate(_accounts(evidence, published))
    ]
    return Claimed(as_table(claimed, "figures"), as_table(accounts, "accounts"))


def _accounts(evidence: Sequence[Evidence], published: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "figure_id": one.figure_id,
            "counted": one.counted.name,
            "label": one.label,
            "happening": one.happening,
            "group": "; ".join(sorted(one.slots.groups - {"people"})),
            "place": "; ".join(sorted(one.slots.places)),
            "event": _event(one, published.get(one.doc_id, "")),
            "day": one.slots.day,
            "extent": one.slots.extent,
            "state": one.slots.state,
            "stage": one.slots.stage,
            "read_from": one.slots.read_from,
        }
        for one in evidence
    ]


def _event(one: Evidence, published: str) -> str:
    """Return the year that a figure is said to be of, if it is not that of its article, else what marks another event."""
    years = sorted(one.years - {published[:4]})
    return years[0] if len(years) == 1 else one.slots.event


def _label_of(links: pd.DataFrame, sentences: pd.DataFrame) -> Links:
    number = {(row.doc_id, row.start): (row.doc_id, row.sentence) for row in sentences.itertuples()}
    ends = zip(
        zip(links["a_doc_id"], links["a_start"], strict=True),
        zip(links["b_doc_id"], links["b_start"], strict=True),
        links["label"],
        strict=True,
    )
    return {frozenset((number[a], number[b])): label for a, b, label in ends if a in number and b in number}


def _by_event(evidence: Sequence[Evidence], sentences: pd.DataFrame) -> list[list[int]]:
    """Return the places of the figures of each event: two events have no quantity in common."""
    told = sentences.groupby("doc_id", sort=False)["text"].agg(" ".join)
    texts = pd.DataFrame({"doc_id": told.index, "headline": "", "text": told.to_numpy()})
    event_of = dict(group_events(texts, least=LEAST_ALIKE)[["doc_id", "event"]].itertuples(index=False))
    events: dict[int, list[int]] = {}
    for place, one in enumerate(evidence):
        events.setdefault(event_of.get(one.doc_id, -1), []).append(place)
    return list(events.values())


def _group_event(
    evidence: Sequence[Evidence], links: Links, published: Mapping[str, str]
) -> list[tuple[list[int], float]]:
    """Return the groups of the figures of an event, by their places, each with how sure it is."""
    columns = make_columns(evidence, links, published)
    i, j = candidates(columns)
    scores, never = score_pairs(columns, i, j)
    groups = join(len(evidence), i, j, scores, never)
    return list(zip(groups, sureness(traits(groups, i, j, scores, never)).tolist(), strict=True))


def name_claim(figure_ids: Iterable[str]) -> str:
    """Return the claim_id of a group of figures: made from the figures, so that the same group has the same name.

    Examples
    --------
    >>> name_claim(["f1", "f2"]) == name_claim(["f2", "f1"])
    True
    """
    joined = "\n".join(sorted(figure_ids))
    return f"c{hashlib.sha256(joined.encode()).hexdigest()[:10]}"


def _name_groups(groups: list[list[int]], figure_ids: list[str]) -> list[str]:
    names = [""] * len(figure_ids)
    for group in groups:
        name = name_claim(figure_ids[index] for index in group)
        for index in group:
            names[index] = name
    return names
