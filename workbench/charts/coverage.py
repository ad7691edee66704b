"""Which source states which claim: a matrix of claims and sources."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts.style import (
    GRID,
    INK,
    QUIET,
    Chart,
    axis_names,
    family_colours,
    in_style,
    new_figure,
    title,
    told_apart,
)
from workbench.findings import plural
from workbench.wording import shorten

MAX_CLAIMS = 25
MOST_SLANTED = 24  # names of articles that stand beside each other at a slant


@in_style
def chart_coverage(
    figures: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame, families: pd.DataFrame
) -> Chart:
    """Draw which articles (columns) state which claims (rows), each dot in the colour of the article's family.

    Parameters
    ----------
    figures, ledger, articles, families
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has a row a claim and a column an article: how many figures state the claim there. At most
        25 claims are drawn, those with the most origins first.
    """
    order = ledger.sort_values(["n_origins", "n_articles", "claim_id"], ascending=[False, False, True])
    shown = order.head(MAX_CLAIMS)
    docs = articles["doc_id"].tolist()
    counts = figures.pivot_table(index="claim_id", columns="doc_id", values="figure_id", aggfunc="count")
    counts = counts.reindex(index=shown["claim_id"], columns=docs).fillna(0).astype("int64")
    many = len(docs) > MOST_SLANTED
    figure, axes = new_figure(width=16.0 if many else 8.0, height=2.2 + 0.27 * len(counts))
    colours = family_colours(families)
    labels = axis_names(articles)
    _draw_dots(axes, counts, families, size=12 if many else 70)
    _name_columns(axes, [labels[doc] for doc in docs])
    axes.set_yticks(range(len(counts)), [shorten(claim, 44) for claim in shown["claim"]])
    axes.set_xlim(-0.6, len(docs) - 0.4)
    axes.set_ylim(len(counts) - 0.4, -0.6)
    axes.grid(True, color=GRID)
    subtitle = (
        f"{len(counts)} of {plural(len(ledger), 'claim')}, {plural(len(docs), 'article')}, "
        f"{plural(len(colours), 'origin')} ({told_apart(colours)})"
    )
    title(axes, "Who states what", subtitle)
    frame = counts.rename_axis(columns=None).reset_index().merge(ledger[["claim_id", "claim"]], on="claim_id")
    everywhere = int((counts > 0).all(axis=1).sum())
    alt = (
        f"Matrix of {len(counts)} claims and {len(docs)} articles; {everywhere} claims stand in all of them."
    )
    return Chart("coverage", figure, frame, alt)


def _draw_dots(axes: Any, counts: pd.DataFrame, families: pd.DataFrame, *, size: int) -> None:
    colours = family_colours(families)
    family = families.drop_duplicates("doc_id").set_index("doc_id")["family"]
    for x, doc in enumerate(counts.columns):
        stated = [y for y, count in enumerate(counts[doc]) if count]
        colour = colours.get(family.get(doc, ""), QUIET)
        axes.scatter([x] * len(stated), stated, s=size, color=colour, zorder=3)


def _name_columns(axes: Any, names: list[str]) -> None:
    """Write the names below the columns: at a slant, or upright and small where there are many."""
    places = range(len(names))
    if len(names) > MOST_SLANTED:
        axes.set_xticks(places, names, rotation=90, fontsize=max(2.0, 800 / len(names)), color=INK)
    else:
        axes.set_xticks(places, names, rotation=28, ha="right", color=INK)
