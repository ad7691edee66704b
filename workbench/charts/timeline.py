"""Claims over time: how a quantity moved, as steps by origin, and for which days each source states a figure."""

from __future__ import annotations

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
    in_style,
    lead,
    new_figure,
    new_panels,
    on_axis,
    title,
)
from workbench.findings import plural
from workbench.ledger.values import in_common_unit
from workbench.wording import origin_names, shorten

MAX_CLAIMS = 20
MOST_DAYS = 9  # days of which each has its name on the axis


@in_style
def chart_timeline(
    figures: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame, families: pd.DataFrame
) -> Chart:
    """Draw the days for which figures are stated, a row a claim, in the colour and shape of each source's family.

    Parameters
    ----------
    figures, ledger, articles, families
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has one row a figure with a known date: claim, source, family, value in words, first and last
        day, of claims of which more than one day or value is stated. The axis spans the days around the event; a
        figure for a day long before it is not drawn.
    """
    frame = _telling(_dated(figures, ledger, articles, families))
    claims = frame.drop_duplicates("claim_id").head(MAX_CLAIMS)
    drawn = frame[frame["claim_id"].isin(claims["claim_id"])]
    figure, axes = new_figure(height=1.8 + 0.36 * max(len(claims), 1))
    rows = {claim: y for y, claim in enumerate(claims["claim_id"])}
    looks = family_looks(families)
    for row in drawn.itertuples():
        _draw_days(axes, row, rows[row.claim_id], looks.get(row.family, (QUIET, SHAPES[0])))
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
    title(axes, "For when", f"{said}; what is stated once, or for no day near the event, is left out")
    alt = f"Timeline of {said} by the days for which they are stated."
    return Chart("timeline", figure, frame.drop(columns=["first_day", "last_day"]), alt)


def _telling(dated: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of claims of which more than one day or value is stated: the others need no picture."""
    told = dated.drop_duplicates(["claim_id", "exact", "last_day"])["claim_id"].value_counts()
    return dated[dated["claim_id"].map(told) > 1].reset_index(drop=True)


def _draw_days(axes: Any, row: Any, y: int, look: tuple[str, str]) -> None:
    (colour, shape), days = look, [row.first_day, row.last_day]
    axes.plot(days, [y, y], color=colour, linewidth=7, alpha=0.4, solid_capstyle="round")
    (mark,) = axes.plot(days[1:], [y], linestyle="", marker=shape, color=colour, markersize=5)
    lead(mark, row.figure_id, f"{row.exact}, {row.source}")


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
        told = axes.annotate(
            shorten(" → ".join(_without_repeats(by_day)), 44),
            (stated["last_day"].max(), rows[str(claim)]),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            color=INK,
            fontsize=8,
        )
        lead(told, str(claim), stated["claim"].iloc[0])


def _each_once(values: pd.Series) -> str:
    """Join values, the same one in another case only once."""
    return ", ".join({value.casefold(): value for value in reversed(list(values))}.values())


def _without_repeats(values: pd.Series) -> list[str]:
    """Return values in order, without those that say the same as the one before."""
    return [value for value, before in zip(values, ["", *values], strict=False) if value != before]


def _days(axes: Any) -> None:
    """Name the days below an axis as they are named everywhere else; the year stands at the first of each."""
    from matplotlib.dates import AutoDateLocator, DateLocator, DayLocator, num2date
    from matplotlib.ticker import FuncFormatter

    first, last = axes.get_xlim()
    few = last - first <= MOST_DAYS  # an automatic choice would name hours, which no figure has
    locator: DateLocator = DayLocator() if few else AutoDateLocator(minticks=3, maxticks=MOST_DAYS - 2)
    axes.xaxis.set_major_locator(locator)

    def name(place: float, at: int | None) -> str:
        day = num2date(place)
        return f"{day.day} {day:%b}" + (f"\n{day.year}" if not at or (day.month, day.day) == (1, 1) else "")

    axes.xaxis.set_major_formatter(FuncFormatter(name))
    axes.margins(x=0.12)


# --- how a quantity moved

MOST_MOVED = 3  # claims that are drawn
MOST_ORIGINS = 7  # origins with a line of their own; the rest is one


@in_style
def chart_steps(
    figures: pd.DataFrame,
    ledger: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    *,
    claims: list[str] | None = None,
) -> Chart:
    """Draw how the stated values of a quantity moved with time, as steps, a line an origin.

    Parameters
    ----------
    figures, ledger, articles, families
        The tables of those names.
    claims
        ``claim_id`` of those to draw; by default the first three of the ledger whose values moved from day to day.

    Returns
    -------
    Chart
        Its frame has one row a figure: claim, source, family, the moment for which it holds (as the sentence says, else
        when the article was published), the two ends in the unit of the claim (missing where open). A value is a mark,
        a bound an arrow from its closed end, a range or a vague word a bar.
    """
    frame = _moments(figures, ledger, articles, families)
    chosen = [name for name in ledger["claim_id"] if claims is None or name in claims]
    moved = [name for name in chosen if _moves(frame[frame["claim_id"] == name])][:MOST_MOVED]
    frame = frame[frame["claim_id"].isin(moved)].reset_index(drop=True)
    if not moved:
        figure, axes = new_figure(width=5.8, height=0.8)
        axes.set_axis_off()
        title(axes, "Over time", "no quantity moved from one day to another")
        return Chart("steps", figure, frame, "No quantity moved from one day to another.")
    figure, panels = new_panels([1] * len(moved), width=5.8, height=0.4 + 3.1 * len(moved))
    names = origin_names(families, axis_names(articles))
    said = dict(zip(ledger["claim_id"], ledger["claim"], strict=True))
    for axes, claim in zip(panels, moved, strict=True):
        _draw_steps(axes, frame[frame["claim_id"] == claim], names, family_looks(families))
        title(axes, shorten(said[claim], 56), "as stated by each origin, by the moment for which it holds")
    alt = (
        f"How {'; '.join(shorten(said[claim], 56) for claim in moved)} moved: {plural(len(frame), 'figure')} from "
        f"{plural(frame['family'].nunique(), 'origin')}, from {frame['moment'].min():%d %b} to {frame['moment'].max():%d %b}."
    )
    return Chart("steps", figure, frame.assign(moment=frame["moment"].astype("str")), alt)


def _moments(
    figures: pd.DataFrame, ledger: pd.DataFrame, articles: pd.DataFrame, families: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures of claims with their moments, in the unit of their claim; those without either are left out."""
    units, family, names = (
        dict(zip(ledger["claim_id"], ledger["unit"], strict=True)),
        family_of(families),
        axis_names(articles),
    )
    published = {
        row.doc_id: f"{row.date_published} {getattr(row, 'time_published', '')}".strip()
        for row in articles.itertuples()
    }
    rows = []
    for row in figures[figures["claim_id"].isin(ledger["claim_id"])].itertuples():
        factor = in_common_unit(units[row.claim_id], row.unit)[1]
        moment = pd.to_datetime(
            row.as_of_high or row.as_of_low or published[row.doc_id] or None, errors="coerce", utc=True
        )
        if pd.isna(moment) or factor is None or pd.isna(factor):
            continue
        rows.append(
            {
                "claim_id": row.claim_id,
                "figure_id": row.figure_id,
                "source": names[row.doc_id],
                "family": family.get(row.doc_id, ""),
                "moment": moment.tz_localize(None),
                "value_low": row.value_low * factor,
                "value_high": row.value_high * factor,
                "modifier": row.modifier,
                "unit": units[row.claim_id],
            }
        )
    columns = (
        "claim_id",
        "figure_id",
        "source",
        "family",
        "moment",
        "value_low",
        "value_high",
        "modifier",
        "unit",
    )
    return pd.DataFrame(rows, columns=list(columns)).sort_values(["moment", "figure_id"], ignore_index=True)


def _closed(rows: pd.DataFrame) -> pd.Series:
    """Return the end of each value that is stated: the lower one, of an upper bound the upper one."""
    return rows["value_low"].fillna(rows["value_high"])


def _moves(rows: pd.DataFrame) -> bool:
    """Whether what is stated differs between two days."""
    if rows.empty:
        return False
    stated = rows[rows["modifier"] != "vague"]
    by_day = _closed(stated).groupby(stated["moment"].dt.date).agg(["min", "max"])
    return len(by_day) > 1 and len({*by_day["min"], *by_day["max"]}) > 1


def _draw_steps(
    axes: Any, rows: pd.DataFrame, names: dict[str, str], looks: dict[str, tuple[str, str]]
) -> None:
    first = rows["family"].value_counts().head(MOST_ORIGINS).index
    others = sorted(set(rows["family"]) - set(first))
    end = rows["moment"].max()
    for family in first:
        stated = rows[rows["family"] == family]
        _draw_origin(axes, stated, looks.get(family, (QUIET, SHAPES[0])), names[family], end)
    if others:
        rest = rows[rows["family"].isin(others)]
        axes.plot(rest["moment"], _closed(rest), linestyle="", marker=".", color=QUIET, label="other origins")
    lowest, highest = (
        rows[["value_low", "value_high"]].min().min(),
        rows[["value_low", "value_high"]].max().max(),
    )
    if lowest >= 0 and lowest < highest * 0.7:
        axes.set_ylim(0, highest * 1.12)
    unit, from_zero = rows["unit"].iloc[0], axes.get_ylim()[0] <= 0
    note = "" if from_zero else "the axis does not begin at zero"
    axes.set_ylabel("; ".join(filter(None, (unit, note))), color=QUIET)
    axes.yaxis.set_major_formatter(on_axis)
    axes.grid(True, color=GRID)
    _days(axes)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=2, frameon=False, fontsize=8.5)


def _draw_origin(axes: Any, rows: pd.DataFrame, look: tuple[str, str], name: str, end: pd.Timestamp) -> None:
    """Draw what an origin states: steps from value to value, which stand to the end; bounds as arrows, ranges as bars."""
    (colour, shape), stated = look, rows[rows["modifier"] != "vague"]
    last = stated.drop_duplicates("moment", keep="last")
    if len(last):
        level = _closed(last).tolist()
        axes.plot(
            [*last["moment"], end], [*level, level[-1]], color=colour, linewidth=1.5, alpha=0.6,
            drawstyle="steps-post",
        )  # fmt: skip
    label = shorten(name, 34)  # of the first mark: the legend names an origin once
    for row, value in zip(stated.itertuples(), _closed(stated), strict=True):
        (mark,) = axes.plot(
            [row.moment], [value], linestyle="", marker=shape, color=colour, markersize=6.5, label=label
        )
        lead(mark, row.figure_id, f"{on_axis(value)}, {row.source}")
        label = ""
    for row in rows.itertuples():
        if pd.notna(row.value_low) and pd.notna(row.value_high):
            if row.value_low < row.value_high:
                ends = [row.value_low, row.value_high]
                axes.plot([row.moment] * 2, ends, color=colour, linewidth=5, alpha=0.3)
            continue
        place, up = (row.value_low, 14) if pd.isna(row.value_high) else (row.value_high, -14)
        if pd.notna(place):
            axes.annotate(
                "", (row.moment, place), xytext=(0, up), textcoords="offset points",
                arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1.3},
            )  # fmt: skip
