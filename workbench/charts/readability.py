"""How hard each article is to read, with its length beside it."""

from __future__ import annotations

import pandas as pd

from workbench.charts.style import GRID, QUIET, Chart, axis_names, in_style, new_figure, title
from workbench.findings import plural

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
            axes.plot([row.flesch_reading_ease], [y], marker="o", color=_COLOUR, markersize=7)
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
