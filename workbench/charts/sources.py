"""Who copied whom: how much of each article stands in each other one, and the map of origins."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from workbench.charts.style import (
    INK,
    PAPER,
    QUIET,
    Chart,
    axis_names,
    family_colours,
    in_style,
    new_figure,
    title,
)
from workbench.findings import plural

# Above so many articles the shares are told by colour alone; the frame has them. Inches.
MOST_SHARES, LARGEST = 24, 14.0


@in_style
def chart_reuse(articles: pd.DataFrame, relations: pd.DataFrame) -> Chart:
    """Draw the share of each article (row) that is reworked in each other (column).

    Parameters
    ----------
    articles, relations
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has a row and a column an article, in percent; the diagonal is empty.
    """
    docs = articles["doc_id"].tolist()
    frame = _matrix(docs, relations)
    labels = axis_names(articles)
    size = min(0.62 * len(docs), LARGEST)
    figure, axes = new_figure(width=max(5.0, 3.2 + size * 1.3), height=2.4 + size)
    axes.imshow(frame, cmap="Blues", vmin=0, vmax=100, aspect="auto")
    small = {} if len(docs) <= MOST_SHARES else {"fontsize": max(2.0, 66 * size / len(docs))}
    names = [labels[doc] for doc in docs]
    axes.set_xticks(
        range(len(docs)),
        names,
        rotation=28 if not small else 90,
        ha="right" if not small else "center",
        color=INK,
        **small,
    )
    axes.set_yticks(range(len(docs)), names, **small)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if len(docs) <= MOST_SHARES:
        _write_shares(axes, frame)
    axes.set_xlabel("… stands in this one", color=QUIET)
    axes.set_ylabel("share of this article that …", color=QUIET)
    title(axes, "Reuse", f"% of the body's words, {plural(len(docs), 'article')}")
    return Chart("reuse", figure, frame.rename_axis("doc_id").reset_index(), _alt(frame, labels))


def _matrix(docs: list[str], relations: pd.DataFrame) -> pd.DataFrame:
    place = {doc: i for i, doc in enumerate(docs)}
    shares = np.full((len(docs), len(docs)), np.nan)
    for row in relations.itertuples():
        shares[place[row.a], place[row.b]] = row.share_of_a * 100
        shares[place[row.b], place[row.a]] = row.share_of_b * 100
    return pd.DataFrame(shares, index=docs, columns=docs)


def _write_shares(axes: object, frame: pd.DataFrame) -> None:
    for i, doc in enumerate(frame.index):
        for j, other in enumerate(frame.columns):
            share = frame.loc[doc, other]
            if pd.notna(share):
                axes.text(j, i, f"{share:.0f}", ha="center", va="center", color=PAPER if share > 55 else INK)  # type: ignore[attr-defined]


def _alt(frame: pd.DataFrame, labels: dict[str, str]) -> str:
    pairs = frame.rename_axis("doc").reset_index().melt("doc").set_index(["doc", "variable"])["value"]
    stacked = pairs.dropna().sort_values(ascending=False)
    if stacked.empty or stacked.iloc[0] == 0:
        return f"No sentence of the {len(frame)} articles is reworked in another."
    doc, other = stacked.index[0]
    return (
        f"Heat map of reuse among {len(frame)} articles. The most: {stacked.iloc[0]:.0f} % of {labels[doc]} "
        f"stands in {labels[other]}."
    )


# More arcs than these are a blot; the frame has them all. The height is in inches.
MOST_ARCS, MOST_WRITTEN, TALLEST = 200, 60, 40.0


@in_style
def chart_sources(articles: pd.DataFrame, relations: pd.DataFrame, families: pd.DataFrame) -> Chart:
    """Draw the articles grouped by origin, with an arc between two that share reworked text.

    Parameters
    ----------
    articles, relations, families
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has one row an arc: the two articles, their relation and the larger share, in percent; an
        arc is the thicker, the more is shared.
    """
    placed = families.drop_duplicates("doc_id").sort_values(["family", "doc_id"]).reset_index(drop=True)
    rows = {doc: y for y, doc in enumerate(placed["doc_id"])}
    colours = family_colours(families)
    labels = axis_names(articles)
    figure, axes = new_figure(height=1.2 + min(0.42 * max(len(rows), 1), TALLEST))
    for y, row in enumerate(placed.itertuples()):
        axes.plot([0], [y], marker="o", markersize=10, color=colours[row.family])
        _write_article(axes, labels[row.doc_id], y)
    arcs = _arcs(relations)
    drawn = arcs.nlargest(MOST_ARCS, "share", keep="first")
    for arc in drawn.itertuples():
        _draw_arc(axes, rows[arc.a], rows[arc.b], arc.share, written=len(drawn) <= MOST_WRITTEN)
    _write_families(axes, placed, colours)
    axes.set_xlim(-3.4, 6)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_axis_off()
    title(
        axes,
        "Source map",
        f"{plural(len(rows), 'article')}, {plural(placed['family'].nunique(), 'independent origin')}; {_joined(arcs)}",
    )
    alt = (
        f"{plural(len(rows), 'article')} in {plural(placed['family'].nunique(), 'family', 'families')}; "
        f"pairs that share reworked text: {len(arcs)}."
    )
    return Chart("sources", figure, arcs, alt)


def _write_article(axes: Any, label: str, y: int) -> None:
    place = {"xytext": (-12, 0), "textcoords": "offset points", "va": "center", "ha": "right"}
    axes.annotate(label, (0, y), color=INK, **place)


def _joined(arcs: pd.DataFrame) -> str:
    if len(arcs) <= MOST_ARCS:
        return "an arc joins shared text"
    return f"arcs join the {MOST_ARCS} pairs of {len(arcs):,} that share most"


def _arcs(relations: pd.DataFrame) -> pd.DataFrame:
    share = (relations[["share_of_a", "share_of_b"]].max(axis=1) * 100).round(1)
    shared = relations[["a", "b", "relation"]].assign(share=share)
    return shared[(share > 0) & (relations["relation"] != "independent")].reset_index(drop=True)


def _draw_arc(axes: Any, top: int, bottom: int, share: float, *, written: bool) -> None:
    from matplotlib.patches import Arc

    span = abs(top - bottom)
    axes.add_patch(
        Arc(
            (0.12, (top + bottom) / 2),
            0.55 * span,
            span,
            theta1=-90,
            theta2=90,
            color=QUIET,
            linewidth=0.6 + share / 22,
            alpha=0.7,
        )
    )
    if not written:
        return
    axes.annotate(
        f"{share:.0f} %",
        (0.12 + 0.55 * span, (top + bottom) / 2),
        xytext=(3, 0),
        textcoords="offset points",
        va="center",
        color=QUIET,
        fontsize=7.5,
    )


def _write_families(axes: Any, placed: pd.DataFrame, colours: dict[str, str]) -> None:
    for family, group in placed.groupby("family", sort=False):
        origin = group["origin"].iloc[0]
        axes.annotate(
            f"{family}: {origin}" if origin not in family else family,
            (4, group.index.to_numpy().mean()),
            va="center",
            color=colours[family],
            fontsize=9,
            fontweight="bold",
        )
