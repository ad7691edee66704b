"""Claims over time: for which days each source states a figure."""

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
)
from workbench.findings import plural
from workbench.wording import shorten

MAX_CLAIMS = 20
MOST_DAYS = 9  # days of which each has its name on the axis


@in_style
def chart_timeline(
    figures: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame, families: pd.DataFrame
) -> Chart:
    """Draw the days for which figures are stated, a row a claim, in the colour of each source's family.

    Parameters
    ----------
    figures, ledger, articles, families
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has one row a figure with a known date: claim, source, family, value in words, first and last
        day. Figures without a date are counted in the subtitle, not drawn. The axis spans the days around the
        event; a figure for a day long before it is counted, not drawn.
    """
    frame = _dated(figures, ledger, articles, families)
    claims = frame.drop_duplicates("claim_id").head(MAX_CLAIMS)
    drawn = frame[frame["claim_id"].isin(claims["claim_id"])]
    figure, axes = new_figure(height=1.8 + 0.36 * max(len(claims), 1))
    rows = {claim: y for y, claim in enumerate(claims["claim_id"])}
    colours = family_colours(families)
    for row in drawn.itertuples():
        _draw_days(axes, row, rows[row.claim_id], colours.get(row.family, QUIET))
    _write_values(axes, drawn, rows)
    axes.set_yticks(range(len(claims)), [shorten(claim, 44) for claim in claims["claim"]])
    axes.set_ylim(len(claims) - 0.4, -0.6)
    axes.xaxis.grid(True, color=GRID)
    if drawn.empty:
        axes.set_axis_off()
    else:
        _days(axes)
    of = plural(frame["claim_id"].nunique(), "claim")
    said = f"{plural(len(drawn), 'figure')} of {of if len(drawn) == len(frame) else f'{len(claims)} of {of}'}"
    undated = len(figures) - len(frame)
    title(
        axes,
        "For when",
        f"{said}; {plural(undated, 'figure')} without a day near the event",
    )
    alt = f"Timeline of {said} by the days for which they are stated."
    return Chart("timeline", figure, frame.drop(columns=["first_day", "last_day"]), alt)


def _draw_days(axes: Any, row: Any, y: int, colour: str) -> None:
    days = [row.first_day, row.last_day]
    axes.plot(days, [y, y], color=colour, linewidth=7, alpha=0.4, solid_capstyle="round")
    axes.plot(days[1:], [y], marker="o", color=colour, markersize=5)


def _dated(
    figures: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame, families: pd.DataFrame
) -> pd.DataFrame:
    dated = figures[(figures["as_of_high"] != "") & (figures["claim_id"] != "")]
    frame = (
        dated[["claim_id", "figure_id", "doc_id", "exact", "as_of_low", "as_of_high"]]
        .merge(families.drop_duplicates("doc_id")[["doc_id", "family"]], on="doc_id", how="left")
        .merge(ledger[["claim_id", "claim"]], on="claim_id", how="left")
        .assign(
            source=lambda rows: rows["doc_id"].map(axis_names(articles)),
            first_day=lambda rows: pd.to_datetime(
                rows["as_of_low"].where(rows["as_of_low"] != "", rows["as_of_high"]), errors="coerce"
            ),
            last_day=lambda rows: pd.to_datetime(rows["as_of_high"], errors="coerce"),
        )
        .dropna(subset=["first_day", "last_day"])
    )
    near = (frame["last_day"].median() - frame["first_day"]).abs() <= pd.Timedelta(days=60)
    return frame[near].sort_values(["last_day", "claim_id", "figure_id"]).reset_index(drop=True)


def _write_values(axes: Any, drawn: pd.DataFrame, rows: dict[str, int]) -> None:
    """Write what is stated once a claim, right of its last day: earlier days first, joined by arrows."""
    for claim, stated in drawn.groupby("claim_id", sort=False):
        by_day = stated.groupby("last_day")["exact"].agg(_each_once)
        axes.annotate(
            shorten(" → ".join(_without_repeats(by_day)), 44),
            (stated["last_day"].max(), rows[str(claim)]),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=8,
        )


def _each_once(values: pd.Series) -> str:
    """Join values, the same one in another case only once."""
    return ", ".join({value.casefold(): value for value in reversed(list(values))}.values())


def _without_repeats(values: pd.Series) -> list[str]:
    """Return values in order, without those that say the same as the one before."""
    return [value for value, before in zip(values, ["", *values], strict=False) if value != before]


def _days(axes: Any) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, DateLocator, DayLocator

    first, last = axes.get_xlim()
    few = last - first <= MOST_DAYS  # an automatic choice would name hours, which no figure has
    locator: DateLocator = DayLocator() if few else AutoDateLocator(minticks=3, maxticks=MOST_DAYS)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.margins(x=0.12)
