"""How every two articles are related: derived, siblings of an absent original, or independent."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from workbench.compare.credits import credited
from workbench.compare.links import REUSE
from workbench.tables import as_table

WHOLLY = 0.8  # share of an article's words that stand in the other one
PARTLY = 0.04
UNSURE = 0.015


class Reuse(NamedTuple):
    """How much of two articles is reworked from one another."""

    share_of_a: float
    share_of_b: float
    n_links: int


def relate_articles(
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    wholly: float = WHOLLY,
    partly: float = PARTLY,
) -> pd.DataFrame:
    """Say how every two articles are related, and why.

    Only reworked sentences of the body count. Headlines, captions and facts that both state in words of
    their own do not.

    Parameters
    ----------
    links, sentences, articles
        The tables of these names.
    wholly
        Share of an article's words, 0 to 1, from which on it is wholly derived; higher is stricter.
    partly
        Share of an article's words, 0 to 1, from which on it is partly derived; higher is stricter.

    Returns
    -------
    pandas.DataFrame
        Table ``relations``: every two articles once. Higher shares mean more text in common.

    Raises
    ------
    TableError
        If a table lacks a column.

    Notes
    -----
    Source: own. "siblings" means that both rework an original that is not among the articles.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> relate_articles(empty("links"), empty("sentences"), empty("articles")).empty
    True
    """
    body = _body(as_table(sentences, "sentences"))
    reuse = _reused(as_table(links, "links"), body)
    sources = credited(as_table(articles, "articles"), sentences)
    rows = []
    for a, b in combinations(articles["doc_id"], 2):
        shared = reuse.get((a, b), Reuse(0.0, 0.0, 0))
        relation, evidence = _judge(a, b, shared, sources, wholly, partly)
        rows.append(
            {
                "a": a,
                "b": b,
                "relation": relation,
                "share_of_a": shared.share_of_a,
                "share_of_b": shared.share_of_b,
                "evidence": evidence,
            }
        )
    return as_table(rows, "relations")


def _body(sentences: pd.DataFrame) -> pd.DataFrame:
    body = sentences[sentences["part"] == "body"]
    return body.assign(n_words=body["text"].str.split().str.len())


def _reused(links: pd.DataFrame, body: pd.DataFrame) -> dict[tuple[str, str], Reuse]:
    words = body.set_index(["doc_id", "start"])["n_words"].to_dict()
    total = body.groupby("doc_id")["n_words"].sum()
    found = {}
    copied = links[links["label"].isin(REUSE)]
    for (a, b), group in copied.groupby(["a_doc_id", "b_doc_id"], sort=False):
        inside = [
            (a, s) in words and (b, t) in words
            for s, t in zip(group["a_start"], group["b_start"], strict=True)
        ]
        kept = group[inside]
        shares = [
            sum(words[doc, start] for start in kept[f"{side}_start"].unique()) / max(total.get(doc, 0), 1)
            for side, doc in (("a", a), ("b", b))
        ]
        found[a, b] = Reuse(shares[0], shares[1], len(kept))
        found[b, a] = Reuse(shares[1], shares[0], len(kept))
    return found


def _judge(
    a: str, b: str, shared: Reuse, sources: Mapping[str, list[str]], wholly: float, partly: float
) -> tuple[str, str]:
    low, high = sorted((shared.share_of_a, shared.share_of_b))
    said = _shares(a, b, shared)
    if high < UNSURE:
        return "independent", f"No sentence of the body is reworked: {said}"
    if high < partly:
        return "unsure", f"Too little in common to tell: {said}"
    if high >= wholly:
        inner = a if shared.share_of_a >= shared.share_of_b else b
        wires = sources.get(inner, [])
        if wires:
            return (
                "siblings",
                f"{said} {inner} names {', '.join(wires)} as its source, not the other article.",
            )
        return "wholly derived", f"{said} Nearly all of {inner} stands in the other article."
    if low >= wholly / 2:
        return (
            "siblings",
            f"{said} Each has text that the other lacks, so that both derive from an original not at hand.",
        )
    return "partly derived", said


def _shares(a: str, b: str, shared: Reuse) -> str:
    return (
        f"{shared.n_links} links; {shared.share_of_a:.0%} of the words of {a} and {shared.share_of_b:.0%} of {b} "
        "stand in reworked sentences."
    )
