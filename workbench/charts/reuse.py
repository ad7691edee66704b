"""How much of each article stands, reworded or not, in each other one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbench.charts.style import INK, PAPER, QUIET, Chart, axis_names, in_style, new_figure, title
from workbench.findings import plural

# Above so many articles the shares are told by colour alone; the frame has them. Inches.
MOST_WRITTEN, LARGEST = 24, 14.0


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
    small = {} if len(docs) <= MOST_WRITTEN else {"fontsize": max(2.0, 66 * size / len(docs))}
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
    if len(docs) <= MOST_WRITTEN:
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
