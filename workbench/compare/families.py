"""Which articles have one origin, and what that origin is."""

from __future__ import annotations

import pandas as pd

from workbench.compare.credits import credited
from workbench.tables import as_table

JOINED = ("wholly derived", "siblings")


def find_families(
    relations: pd.DataFrame, articles: pd.DataFrame, links: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Group the articles by origin: those that derive from one another or from one absent original.

    An article that only borrows some sentences is a report of its own.

    Parameters
    ----------
    relations, articles, links, sentences
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        Table ``families``, one row an article. ``origin`` is the agency that an article of the family credits or
        that signs one; where none does, the article that all others are wholly derived from, if dates show it. ``confidence`` is 0 to 1, higher is surer. The number of
        different families is the number of independent origins.

    Raises
    ------
    TableError
        If a table lacks a column.

    Notes
    -----
    Source: own: connected components of the relations "wholly derived" and "siblings".

    Examples
    --------
    >>> from workbench.tables import empty
    >>> find_families(empty("relations"), empty("articles"), empty("links"), empty("sentences")).empty
    True
    """
    pairs = as_table(relations, "relations")
    doc_ids = as_table(articles, "articles")["doc_id"].tolist()
    sources = credited(articles, sentences)
    rows = []
    for n, members in enumerate(_components(doc_ids, pairs), start=1):
        origin = _origin(members, sources, pairs)
        rows += [
            {
                "doc_id": doc_id,
                "family": f"F{n}",
                "origin": origin,
                "confidence": _confidence(doc_id, members, pairs),
            }
            for doc_id in members
        ]
    return as_table(rows, "families")


def _components(doc_ids: list[str], pairs: pd.DataFrame) -> list[list[str]]:
    head = {doc_id: doc_id for doc_id in doc_ids}

    def find(doc_id: str) -> str:
        while head[doc_id] != doc_id:
            doc_id = head[doc_id]
        return doc_id

    for row in pairs[pairs["relation"].isin(JOINED)].itertuples():
        head[find(row.b)] = find(row.a)
    groups: dict[str, list[str]] = {}
    for doc_id in doc_ids:
        groups.setdefault(find(doc_id), []).append(doc_id)
    return list(groups.values())


def _origin(members: list[str], sources: dict[str, list[str]], pairs: pd.DataFrame) -> str:
    named = [sources[doc_id][0] for doc_id in members if len(sources.get(doc_id, [])) == 1]
    if named:
        return max(sorted(set(named)), key=named.count)
    return "own" if len(members) == 1 else _original(members, pairs) or "latent"


def _original(members: list[str], pairs: pd.DataFrame) -> str:
    """Return the article that every other one of a family is wholly derived from; empty if none is known."""
    if "source" not in pairs:
        return ""
    derived = pairs[
        (pairs["relation"] == "wholly derived") & pairs["a"].isin(members) & pairs["b"].isin(members)
    ]
    counts = derived["source"].value_counts()
    return next((doc_id for doc_id in members if counts.get(doc_id, 0) == len(members) - 1), "")


def _confidence(doc_id: str, members: list[str], pairs: pd.DataFrame) -> float:
    """Share that binds it to its family, or, for a lone one, the share that it has of its own."""
    of_a, of_b = pairs[pairs["a"] == doc_id], pairs[pairs["b"] == doc_id]
    shares = dict(zip(of_a["b"], of_a["share_of_a"], strict=True)) | dict(
        zip(of_b["a"], of_b["share_of_b"], strict=True)
    )
    inside = [share for other, share in shares.items() if other in members]
    return max(inside) if inside else 1 - max(shares.values(), default=0.0)
