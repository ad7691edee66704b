"""Which source states which claim: a matrix of claims and sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.charts.style import (
    GRID,
    INK,
    QUIET,
    SHAPES,
    Chart,
    axis_names,
    family_looks,
    family_of,
    in_families,
    in_style,
    leading,
    new_figure,
    title,
    told_apart,
)
from workbench.findings import plural
from workbench.wording import shorten

MAX_CLAIMS = 25
MOST_ARTICLES = 24  # columns whose names can be read


@in_style
def chart_coverage(
    figures: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame, families: pd.DataFrame
) -> Chart:
    """Draw which articles (columns) state which claims (rows), each mark in the colour and shape of the article's family.

    Parameters
    ----------
    figures, ledger, articles, families
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has a row a claim and a column an article: how many figures state the claim there. At most
        25 claims are drawn, those with the most origins first, and at most 24 articles, those of one origin together.
    """
    order = ledger.sort_values(["n_origins", "n_articles", "claim_id"], ascending=[False, False, True])
    shown = order.head(MAX_CLAIMS)
    docs = articles["doc_id"].tolist()
    counts = figures.pivot_table(index="claim_id", columns="doc_id", values="figure_id", aggfunc="count")
    counts = counts.reindex(index=shown["claim_id"], columns=docs).fillna(0).astype("int64")
    drawn = counts[in_families(_telling(counts), families)]
    figure, axes = new_figure(width=max(7.4, 3.4 + 0.4 * len(drawn.columns)), height=2.2 + 0.27 * len(drawn))
    looks = family_looks(families)
    labels = axis_names(articles)
    _draw_marks(axes, drawn, families, dict(zip(ledger["claim_id"], ledger["claim"], strict=True)), labels)
    axes.set_xticks(
        range(len(drawn.columns)), [labels[doc] for doc in drawn], rotation=28, ha="right", color=INK
    )
    axes.set_yticks(range(len(drawn)), [shorten(claim, 44) for claim in shown["claim"]])
    axes.set_xlim(-0.6, len(drawn.columns) - 0.4)
    axes.set_ylim(len(drawn) - 0.4, -0.6)
    axes.grid(True, color=GRID)
    subtitle = (
        f"{len(counts)} of {plural(len(ledger), 'claim')}, {_of(len(drawn.columns), len(docs))}, "
        f"{plural(len(looks), 'origin')} ({told_apart(looks)})"
    )
    title(axes, "Who states what", subtitle)
    frame = counts.rename_axis(columns=None).reset_index().merge(ledger[["claim_id", "claim"]], on="claim_id")
    everywhere = int((counts > 0).all(axis=1).sum())
    alt = (
        f"Matrix of {len(counts)} claims and {len(docs)} articles; {everywhere} claims stand in all of them."
    )
    return Chart("coverage", figure, frame, alt)


def _telling(counts: pd.DataFrame) -> list[str]:
    """Return the articles that state most of the claims, in their order: the names of more cannot be read."""
    most = set((counts > 0).sum().sort_values(ascending=False, kind="stable").head(MOST_ARTICLES).index)
    return [doc for doc in counts.columns if doc in most]


def _of(n_drawn: int, n_articles: int) -> str:
    every = plural(n_articles, "article")
    return every if n_drawn == n_articles else f"the {n_drawn} of {every} that state most of them"


def _draw_marks(
    axes: Any, counts: pd.DataFrame, families: pd.DataFrame, said: Mapping[str, str], names: Mapping[str, str]
) -> None:
    looks, family = family_looks(families), family_of(families)
    for x, doc in enumerate(counts.columns):
        stated = [y for y, count in enumerate(counts[doc]) if count]
        colour, shape = looks.get(family.get(doc, ""), (QUIET, SHAPES[0]))
        marks = axes.scatter([x] * len(stated), stated, s=60, color=colour, marker=shape, zorder=3)
        marks.set_urls([leading(counts.index[y], f"{said[counts.index[y]]}, {names[doc]}") for y in stated])
