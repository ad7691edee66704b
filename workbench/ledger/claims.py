"""Figures that state the same real-world quantity are brought together, whether or not they agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from workbench.ledger.alike import NEVER, Links, Setting, dimension, score_pair, set_the_scene
from workbench.ledger.evidence import Evidence, collect_evidence
from workbench.tables import as_table

FURTHEST = 100.0  # turns log-odds into distances, which must not be negative


def group_claims(
    figures: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
) -> pd.DataFrame:
    """Fill ``claim_id``: figures that state the same real-world quantity get the same one.

    The evidence for two figures is what they count, what happened to it, their time, the words around them, their
    values, and whether their sentences were found to be one reworked. Each piece adds to the log-odds that both
    state one quantity; groups are joined while their average log-odds stay above zero (average linkage, Sokal and
    Michener 1958).

    Parameters
    ----------
    figures
        The table ``figures``.
    links
        The table ``links``.
    sentences
        The table ``sentences``.

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
    evidence = collect_evidence(figures, sentences)
    scores = _score_pairs(evidence, set_the_scene(evidence, _label_of(links, sentences)))
    groups = _join(scores)
    names = _name_groups(groups, list(figures["figure_id"]))
    return as_table(figures.assign(claim_id=pd.Series(names, index=figures.index, dtype="str")), "figures")


def _label_of(links: pd.DataFrame, sentences: pd.DataFrame) -> Links:
    number = {(row.doc_id, row.start): (row.doc_id, row.sentence) for row in sentences.itertuples()}
    ends = zip(
        zip(links["a_doc_id"], links["a_start"], strict=True),
        zip(links["b_doc_id"], links["b_start"], strict=True),
        links["label"],
        strict=True,
    )
    return {frozenset((number[a], number[b])): label for a, b, label in ends if a in number and b in number}


def _score_pairs(evidence: Sequence[Evidence], setting: Setting) -> np.ndarray:
    scores = np.full((len(evidence), len(evidence)), NEVER)
    alike: dict[str, list[int]] = {}
    for i, one in enumerate(evidence):
        earlier = alike.setdefault(dimension(one), [])
        for j in earlier:
            scores[i, j] = scores[j, i] = score_pair(one, evidence[j], setting)
        earlier.append(i)
    return scores


def _join(scores: np.ndarray) -> list[list[int]]:
    """Join the two groups with the highest average score until none is above zero."""
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import squareform

    if len(scores) < 2:
        return [[index] for index in range(len(scores))]
    apart = FURTHEST - scores
    np.fill_diagonal(apart, 0.0)
    labels = fcluster(average(squareform(apart, checks=False)), FURTHEST, criterion="distance")
    groups: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        groups.setdefault(int(label), []).append(index)
    return list(groups.values())


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
