"""What each source states for a claim: exact values as dots, bounds as arrows, ranges and vague words as bands."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.charts.style import (
    GRID,
    INK,
    PAPER,
    QUIET,
    SHAPES,
    Chart,
    axis_names,
    family_looks,
    in_style,
    lead,
    new_figure,
    new_panels,
    on_axis,
    title,
)
from workbench.findings import plural
from workbench.ledger.values import in_common_unit
from workbench.wording import shorten

MAX_CLAIMS = 8


@in_style
def chart_ranges(
    figures: pd.DataFrame,
    ledger: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    *,
    claims: list[str] | None = None,
) -> Chart:
    """Draw the figures of the claims that several articles state, by source.

    Parameters
    ----------
    figures, ledger, articles, families
        The tables of those names.
    claims
        ``claim_id`` of those to draw; by default the eight most disputed ones; what all articles state alike is not drawn.

    Returns
    -------
    Chart
        Its frame has one row a figure: claim, source, family, modifier, the two ends (missing where open) in
        the unit of the claim, and ``stated_unit``, the article's own. What cannot be converted into the claim's
        unit, such as another currency, keeps its own and is drawn on an axis of its own.
    """
    chosen = claims if claims is not None else _most_disputed(figures, ledger)
    frame = _rows(figures, ledger, articles, families, chosen)
    figure = _small_multiples(frame, family_looks(families), ledger)
    n_families = frame["family"].nunique()
    alt = (
        f"{plural(len(chosen), 'claim')} with {plural(len(frame), 'figure')} from "
        f"{plural(frame['doc_id'].nunique(), 'article')} and {plural(n_families, 'independent origin')}; each figure is drawn as a dot, an arrow for a bound or a band for a range."
    )
    return Chart("ranges", figure, frame, alt)


# What is worth a drawing first: where statements exclude each other, then where they moved or differ in exactness.
_DISPUTED = ("conflict", "updated", "compatible")


def _most_disputed(figures: pd.DataFrame, ledger: pd.DataFrame) -> list[str]:
    """Return the claims that a drawing tells something of: not those of which every article gives the same value."""
    shared = ledger[ledger["n_articles"] > 1]
    values = (
        figures[["claim_id", "value_low", "value_high", "modifier"]]
        .drop_duplicates()["claim_id"]
        .value_counts()
    )
    differ = shared[shared["claim_id"].map(values).fillna(0) > 1]
    weight = {verdict: number for number, verdict in enumerate(_DISPUTED)}
    ranked = differ.assign(disputed=differ["verdict"].map(weight).fillna(len(weight)))
    order = ranked.sort_values(
        ["disputed", "n_origins", "n_articles", "claim_id"], ascending=[True, False, False, True]
    )
    return order["claim_id"].head(MAX_CLAIMS).tolist()


def _rows(
    figures: pd.DataFrame,
    ledger: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    chosen: list[str],
) -> pd.DataFrame:
    order = {claim: i for i, claim in enumerate(chosen)}
    columns = ["claim_id", "doc_id", "exact", "value_low", "value_high", "modifier", "unit", "figure_id"]
    return (
        figures[figures["claim_id"].isin(chosen)][columns]
        .merge(families.drop_duplicates("doc_id")[["doc_id", "family"]], on="doc_id", how="left")
        .merge(ledger[["claim_id", "claim", "verdict", "unit"]], on="claim_id", suffixes=("", "_of_claim"))
        .assign(source=lambda frame: frame["doc_id"].map(axis_names(articles)))
        .pipe(_in_unit_of_claim)
        .sort_values(
            ["claim_id", "unit", "family", "doc_id"],
            key=lambda column: column.map(order) if column.name == "claim_id" else column,
            kind="stable",
        )
        .reset_index(drop=True)
    )


def _in_unit_of_claim(rows: pd.DataFrame) -> pd.DataFrame:
    """Convert the ends into the unit of the claim where that can be done."""
    factor = pd.Series(
        [in_common_unit(*units)[1] for units in zip(rows["unit_of_claim"], rows["unit"], strict=True)],
        index=rows.index,
        dtype="float64",
    )
    known = factor.notna()
    return rows.assign(
        value_low=rows["value_low"] * factor.fillna(1.0),
        value_high=rows["value_high"] * factor.fillna(1.0),
        unit=rows["unit_of_claim"].where(known, rows["unit"]),
        stated_unit=rows["unit"],
    ).drop(columns="unit_of_claim")


def _small_multiples(frame: pd.DataFrame, looks: dict[str, tuple[str, str]], ledger: pd.DataFrame) -> Any:
    drawn = list(frame.groupby(["claim_id", "unit"], sort=False))
    if not drawn:
        figure, axes = new_figure(height=1.2)
        axes.set_axis_off()
        title(axes, "Figures by source", "no claim of several articles is stated with different values")
        return figure
    figure, panels = new_panels(
        [len(rows) + 2.2 for _, rows in drawn], height=1.2 + 0.75 * len(drawn) + 0.24 * len(frame)
    )
    verdicts = ledger.set_index("claim_id")
    for panel, ((claim, _unit), rows) in zip(panels, drawn, strict=True):
        _panel(panel, rows, looks)
        row = verdicts.loc[claim]
        title(
            panel,
            shorten(row["claim"], 70),
            f"{row['verdict']} · {plural(row['n_articles'], 'article')}, {plural(row['n_origins'], 'origin')}",
        )
    return figure


def _panel(axes: Any, rows: pd.DataFrame, looks: dict[str, tuple[str, str]]) -> None:
    low, high = rows[["value_low", "value_high"]].min().min(), rows[["value_low", "value_high"]].max().max()
    apart = high - low
    # Values that nearly agree are drawn near each other: the axis never shows less than a tenth of the value.
    reach = (max(apart * 0.15, abs(high) * 0.02) if apart else abs(high) * 0.1) or 1.0
    for y, row in enumerate(rows.itertuples()):
        for artist in _mark(axes, y, row, looks.get(row.family, (QUIET, SHAPES[0])), reach):
            lead(artist, row.figure_id, f"{row.exact}, {row.source}")
    axes.set_yticks(range(len(rows)), rows["source"])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    left = low - 1.8 * reach
    axes.set_xlim(
        max(left, -0.03 * high) if low >= 0 else left, high + 3.2 * reach
    )  # nothing is counted below zero
    _ticks(axes, rows)
    axes.xaxis.grid(True, color=GRID)
    axes.tick_params(axis="x", labelsize=8)
    from_zero = axes.get_xlim()[0] <= 0
    unit = rows["unit"].iloc[0]
    note = "" if from_zero else "the axis does not begin at zero"
    axes.set_xlabel("; ".join(filter(None, (unit, note))), color=QUIET, fontsize=8)


def _ticks(axes: Any, rows: pd.DataFrame) -> None:
    """Label the axis in whole numbers where every value is one: nobody counts half a district."""
    from matplotlib.ticker import MaxNLocator

    whole = (rows[["value_low", "value_high"]].fillna(0) % 1 == 0).all(axis=None)
    axes.xaxis.set_major_locator(MaxNLocator(nbins="auto", integer=bool(whole), min_n_ticks=1))
    axes.xaxis.set_major_formatter(on_axis)


def _mark(axes: Any, y: int, row: Any, look: tuple[str, str], reach: float) -> list[Any]:
    """Draw one figure, and return its marks: a bound is an arrow from its closed end, a range a band, anything else a dot."""
    (colour, shape), low, high = look, row.value_low, row.value_high
    if pd.isna(low) and pd.isna(high):
        return []
    closed = high if pd.isna(low) else low
    if pd.notna(low) and pd.notna(high) and high > low:
        marks = axes.plot([low, high], [y, y], color=colour, linewidth=6, alpha=0.45, solid_capstyle="butt")
        axes.plot(
            [low, high], [y, y], color=colour, linestyle="", marker="|", markersize=6
        )  # if it is narrow
    elif pd.isna(low) or pd.isna(high):
        lowest = 0.0 if closed >= 0 else closed - reach
        tip = max(closed - reach, lowest) if pd.isna(low) else closed + reach
        axes.annotate(
            "", (tip, y), (closed, y), arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.6}
        )
        marks = axes.plot([closed], [y], linestyle="", marker="|", color=colour, markersize=9)
    else:
        hollow = row.modifier in ("about", "nearly")
        marks = axes.plot(
            [low],
            [y],
            linestyle="",
            marker=shape,
            color=colour,
            markersize=6,
            markerfacecolor=PAPER if hollow else colour,
        )
    end = high if pd.notna(high) else low + reach
    words = (
        f"{row.modifier.replace('_', ' ')} {row.exact}"
        if row.modifier not in ("exact", "vague", "range")
        else row.exact
    )
    words += f" {row.stated_unit}" if row.stated_unit != row.unit else ""
    told = axes.annotate(
        words, (end, y), xytext=(8, 0), textcoords="offset points", va="center", color=INK, fontsize=8
    )
    return [*marks, told]
