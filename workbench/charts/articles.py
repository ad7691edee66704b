"""The articles: how much of each was cleaned away, moved into a field or flagged, and how hard each is to read."""

from __future__ import annotations

import pandas as pd

from workbench.charts.style import (
    GRID,
    QUIET,
    Chart,
    article_anchor,
    axis_names,
    in_style,
    lead,
    new_figure,
    title,
)
from workbench.findings import plural

_SHARES = {"kept": "#c9d8e6", "moved": "#56b4e9", "removed": "#d55e00", "flagged": "#e69f00"}


@in_style
def chart_cleaning(articles: pd.DataFrame, edits: pd.DataFrame) -> Chart:
    """Draw which share of each article's characters was kept, moved into a field, removed or flagged.

    Parameters
    ----------
    articles, edits
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has ``doc_id``, ``label`` and the characters kept, moved, removed and flagged. Flagged
        characters are still in the text: a person has to look.
    """
    frame = _characters(articles, edits)
    figure, axes = new_figure(height=1.3 + 0.42 * len(frame))
    left = pd.Series(0.0, index=frame.index)
    total = frame[list(_SHARES)].sum(axis=1).clip(lower=1)
    for share, colour in _SHARES.items():
        width = frame[share] / total * 100
        bars = axes.barh(frame["label"], width, left=left, color=colour, label=share, height=0.62)
        for bar, doc, label in zip(bars, frame["doc_id"], frame["label"], strict=True):
            lead(bar, article_anchor(doc), label)
        left += width
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.xaxis.grid(True, color=GRID)
    axes.set_xlabel("share of the raw text's characters, %", color=QUIET)
    figure.legend(ncols=4, frameon=False, loc="outside lower left", fontsize=8)
    title(axes, "What was cleaned", plural(len(frame), "article"))
    gone = frame["removed"].sum() / max(total.sum(), 1) * 100
    alt = (
        f"Bars for {len(frame)} articles: {gone:.0f} % of all characters were removed, "
        f"{int(frame['flagged'].sum())} characters are flagged for a person to look at."
    )
    return Chart("cleaning", figure, frame, alt)


def _characters(articles: pd.DataFrame, edits: pd.DataFrame) -> pd.DataFrame:
    sized = edits.assign(size=edits["end"] - edits["start"])
    by_action = sized.pivot_table(
        index="doc_id", columns="action", values="size", aggfunc="sum", fill_value=0
    )
    by_action = by_action.reindex(
        index=articles["doc_id"], columns=["moved", "removed", "flagged"], fill_value=0
    )
    length = (articles["end"] - articles["start"]).set_axis(articles["doc_id"])
    labels = axis_names(articles)
    return (
        by_action.assign(kept=(length - by_action.sum(axis=1)).clip(lower=0))
        .reset_index()
        .assign(label=lambda frame: frame["doc_id"].map(labels))[["doc_id", "label", *_SHARES]]
        .rename_axis(columns=None)
        .astype(dict.fromkeys(_SHARES, "int64"))
    )


_COLOUR = "#0072b2"


@in_style
def chart_readability(articles: pd.DataFrame, readability: pd.DataFrame) -> Chart:
    """Draw the Flesch reading ease of each article, with its words beside it.

    Parameters
    ----------
    articles, readability
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has ``doc_id``, ``label``, ``n_words`` and ``flesch_reading_ease`` (0 to 100, higher is easier;
        missing for a text too short or in another language).
    """
    labels = axis_names(articles)
    frame = readability[["doc_id", "n_words", "flesch_reading_ease"]].assign(
        label=lambda rows: rows["doc_id"].map(labels)
    )[["doc_id", "label", "n_words", "flesch_reading_ease"]]
    figure, axes = new_figure(height=1.3 + 0.36 * len(frame))
    axes.set_yticks(range(len(frame)), frame["label"])
    axes.set_ylim(len(frame) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.xaxis.grid(True, color=GRID)
    for y, row in enumerate(frame.itertuples()):
        scored = pd.notna(row.flesch_reading_ease)
        if scored:
            (mark,) = axes.plot(
                [row.flesch_reading_ease], [y], linestyle="", marker="o", color=_COLOUR, markersize=7
            )
            lead(mark, article_anchor(row.doc_id), row.label)
        words = f"{row.n_words:,} words" if scored else f"{row.n_words:,} words: no score"
        at = row.flesch_reading_ease if scored else 0
        axes.annotate(
            words, (at, y), xytext=(9, 0), textcoords="offset points", va="center", color=QUIET, fontsize=8
        )
    axes.set_xlabel("Flesch reading ease, 0 hard to 100 easy", color=QUIET)
    title(axes, "Readability", f"{plural(len(frame), 'article')}; syllables by {_source(readability)}")
    return Chart("readability", figure, frame, _alt(frame))


def _source(readability: pd.DataFrame) -> str:
    sources = sorted(set(readability["syllables"]) - {""})
    return ", ".join(sources) or "no source, as no article was scored"


def _alt(frame: pd.DataFrame) -> str:
    scored = frame.dropna(subset=["flesch_reading_ease"]).sort_values("flesch_reading_ease")
    if scored.empty:
        return f"None of the {len(frame)} articles is long enough to be scored."
    hard, easy = scored.iloc[0], scored.iloc[-1]
    return (
        f"Reading ease of {len(frame)} articles, from {hard['flesch_reading_ease']:.0f} ({hard['label']}) "
        f"to {easy['flesch_reading_ease']:.0f} ({easy['label']})."
    )
