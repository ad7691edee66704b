"""Who copied whom: how much of each article stands in each other one, and the origins as a tree of their articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from workbench.charts.style import (
    INK,
    PAPER,
    QUIET,
    Chart,
    axis_names,
    family_looks,
    family_of,
    in_families,
    in_style,
    new_figure,
    title,
)
from workbench.findings import plural
from workbench.wording import origin_names, shorten

MOST_COMPARED = 24  # articles of the matrix: the names of more cannot be read beside it
MOST_LINES, MOST_OF_ONE = (
    40,
    8,
)  # lines of the tree, and articles below one origin or text; the rest is counted
NAMED_ALONE = 12  # reports of their own that the tree names


@in_style
def chart_reuse(articles: pd.DataFrame, relations: pd.DataFrame, families: pd.DataFrame) -> Chart:
    """Draw the share of each article (row) that is reworked in each other (column), articles of one origin together.

    Parameters
    ----------
    articles, relations, families
        The tables of those names.

    Returns
    -------
    Chart
        Its frame has a row and a column an article, in percent, in the order of the table; the diagonal is empty. Of
        more than 24 articles those are drawn that share most text.
    """
    docs = articles["doc_id"].tolist()
    frame = _matrix(docs, relations)
    if not (frame > 0).any(axis=None):
        return _nothing_shared(frame)
    drawn = in_families(_most_shared(frame), families)
    labels = axis_names(articles)
    size = 0.62 * len(drawn)
    figure, axes = new_figure(width=max(5.0, 3.2 + size * 1.3), height=2.4 + size)
    shares = frame.loc[drawn, drawn]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=100, aspect="auto")
    names = [labels[doc] for doc in drawn]
    axes.set_xticks(range(len(drawn)), names, rotation=28, ha="right", color=INK)
    axes.set_yticks(range(len(drawn)), names)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _write_shares(axes, shares)
    _frame_families(axes, drawn, families)
    axes.set_xlabel("… stands in this one", color=QUIET)
    axes.set_ylabel("share of this article that …", color=QUIET)
    of = plural(len(docs), "article")
    said = of if len(drawn) == len(docs) else f"the {len(drawn)} of {of} that share most"
    title(axes, "Reuse", f"% of the body's words, {said}; a frame holds articles of one origin")
    return Chart("reuse", figure, frame.rename_axis("doc_id").reset_index(), _alt(frame, labels))


def _nothing_shared(frame: pd.DataFrame) -> Chart:
    figure, axes = new_figure(width=5.8, height=0.8)
    axes.set_axis_off()
    title(axes, "Reuse", f"no sentence of {plural(len(frame), 'article')} is reworked in another")
    return Chart("reuse", figure, frame.rename_axis("doc_id").reset_index(), _alt(frame, {}))


def _matrix(docs: list[str], relations: pd.DataFrame) -> pd.DataFrame:
    place = {doc: i for i, doc in enumerate(docs)}
    shares = np.full((len(docs), len(docs)), np.nan)
    for row in relations.itertuples():
        shares[place[row.a], place[row.b]] = row.share_of_a * 100
        shares[place[row.b], place[row.a]] = row.share_of_b * 100
    return pd.DataFrame(shares, index=docs, columns=docs)


def _most_shared(frame: pd.DataFrame) -> list[str]:
    most = np.fmax(frame.max(axis=1).fillna(0), frame.max(axis=0).fillna(0))
    kept = set(most.sort_values(ascending=False, kind="stable").head(MOST_COMPARED).index)
    return [doc for doc in frame.index if doc in kept]


def _frame_families(axes: Any, drawn: Sequence[str], families: pd.DataFrame) -> None:
    from matplotlib.patches import Rectangle

    family = family_of(families)
    groups = pd.Series([family.get(doc, "") for doc in drawn])
    for _, rows in groups.groupby(groups, sort=False):
        if len(rows) > 1:
            first, side = rows.index[0] - 0.5, len(rows)
            axes.add_patch(Rectangle((first, first), side, side, fill=False, edgecolor=INK, linewidth=1.6))


def _write_shares(axes: Any, frame: pd.DataFrame) -> None:
    for i, doc in enumerate(frame.index):
        for j, other in enumerate(frame.columns):
            share = frame.loc[doc, other]
            if pd.notna(share):
                axes.text(j, i, f"{share:.0f}", ha="center", va="center", color=PAPER if share > 55 else INK)


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


# --- the tree of origins


def origin_tree(relations: pd.DataFrame, families: pd.DataFrame) -> pd.DataFrame:
    """Return the articles below the text that each was taken from, the origin of most articles first.

    Parameters
    ----------
    relations, families
        The tables of those names.

    Returns
    -------
    pandas.DataFrame
        A row an article, in the order of the tree: ``family``, ``doc_id``, ``parent`` (the article of the same family
        that it is derived from and shares most with; empty where none is known), ``level`` (0 directly below the
        origin), and ``share``: how much of it stands reworked in its parent, or, where none is known, in the others of
        its origin, in percent.

    Examples
    --------
    >>> families = pd.DataFrame({"doc_id": ["a", "b", "c"], "family": ["F2", "F1", "F2"], "taken": [0.5, 0.0, 0.8]})
    >>> one = {"a": "a", "b": "c", "relation": "wholly derived", "source": "a", "share_of_a": 0.5, "share_of_b": 0.8}
    >>> origin_tree(pd.DataFrame([one]), families)[["doc_id", "parent", "level", "share"]].values.tolist()
    [['a', '', 0, 50.0], ['c', 'a', 1, 80.0], ['b', '', 0, 0.0]]
    """
    family = family_of(families)
    parents = _parents(relations, family)
    sizes = pd.Series(list(family.values()), dtype="str").value_counts()
    taken = dict(zip(families["doc_id"], families["taken"] * 100, strict=True))
    below: dict[str, list[str]] = {}
    for doc in family:
        below.setdefault(parents.get(doc, ("", 0.0))[0] or f"of {family[doc]}", []).append(doc)
    rows: list[tuple[str, str, str, int, float]] = []
    for name in sorted(sizes.index, key=lambda name: (-sizes[name], name)):
        waiting = [(doc, 0) for doc in reversed(below.get(f"of {name}", []))]
        while waiting:
            doc, level = waiting.pop()
            parent, share = parents.get(doc, ("", round(taken[doc], 1)))
            rows.append((name, doc, parent, level, share))
            waiting += [(child, level + 1) for child in reversed(below.get(doc, []))]
    return pd.DataFrame(rows, columns=["family", "doc_id", "parent", "level", "share"])


def _parents(relations: pd.DataFrame, family: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Return the article that each is derived from, and the share of it that stands there; no article is its own."""
    found: dict[str, tuple[str, float]] = {}
    for row in relations[relations["source"] != ""].itertuples():
        doc, share = (row.b, row.share_of_b) if row.source == row.a else (row.a, row.share_of_a)
        if family.get(doc) == family.get(row.source) and share * 100 > found.get(doc, ("", 0.0))[1]:
            found[doc] = (row.source, round(share * 100, 1))
    for doc in list(found):  # three that each rework the next would have no beginning
        seen, at = {doc}, found[doc][0]
        while at in found and at not in seen:
            seen.add(at)
            at = found[at][0]
        if at == doc:
            del found[doc]
    return found


@in_style
def chart_sources(articles: pd.DataFrame, relations: pd.DataFrame, families: pd.DataFrame) -> Chart:
    """Draw the origins as a tree: below each the articles that were taken from it, in the order of the copying.

    Parameters
    ----------
    articles, relations, families
        The tables of those names.

    Returns
    -------
    Chart
        Its frame is that of :func:`origin_tree`, with every article. Of an origin with many articles the first are
        drawn and the others counted; reports of their own stand together at the end.
    """
    tree = origin_tree(relations, families)
    labels = axis_names(articles)
    lines = _lines(tree, origin_names(families, labels), labels)
    figure, axes = new_figure(width=6.4, height=0.9 + 0.27 * max(len(lines), 1))
    looks = family_looks(families)
    for y, line in enumerate(lines):
        _draw_line(axes, y, line, looks)
    axes.set_xlim(-0.2, 10)
    axes.set_ylim(len(lines) - 0.4, -0.7)
    axes.set_axis_off()
    n_origins = tree["family"].nunique()
    said = f"{plural(len(tree), 'article')}, {plural(n_origins, 'independent origin')}"
    title(axes, "Source map", f"{said}; % of it that stands in the one above, or the others")
    copied = int((tree["level"] > 0).sum())
    return Chart(
        "sources", figure, tree, f"Tree of {said}; {plural(copied, 'article')} below the one reworked."
    )


_Line = tuple[int, str, str, str]  # level, words, quiet words behind them, family of the mark


def _lines(tree: pd.DataFrame, origins: Mapping[str, str], labels: Mapping[str, str]) -> list[_Line]:
    """Return the lines of the drawing: what does not fit is counted."""
    lines: list[_Line] = []
    sizes = tree["family"].value_counts()
    groups = [(str(name), rows) for name, rows in tree.groupby("family", sort=False) if len(rows) > 1]
    for at, (name, rows) in enumerate(groups):
        if len(lines) > MOST_LINES:
            n_left = sum(len(left) for _, left in groups[at:])
            lines.append((0, f"and {plural(len(groups) - at, 'more origin')}", plural(n_left, "article"), ""))
            break
        lines.append((0, shorten(origins[name], 52), f"{plural(len(rows), 'article')}, one voice", name))
        for row in rows.head(MOST_OF_ONE).itertuples():
            share = f"{row.share:.0f} %" if row.share else ""
            lines.append((1 + row.level, labels[row.doc_id], share, ""))
        if len(rows) > MOST_OF_ONE:
            lines.append((1, f"and {len(rows) - MOST_OF_ONE} more", "", ""))
    return [*lines, *_alone(tree[tree["family"].map(sizes) == 1], labels)]


def _alone(tree: pd.DataFrame, labels: Mapping[str, str]) -> list[_Line]:
    if tree.empty:
        return []
    named = [(1, labels[row.doc_id], "", str(row.family)) for row in tree.head(NAMED_ALONE).itertuples()]
    left = len(tree) - len(named)
    more = [(1, f"and {left} more", "", "")] if left else []
    return [(0, "Reports of their own", plural(len(tree), "article"), ""), *named, *more]


def _draw_line(axes: Any, y: int, line: _Line, looks: Mapping[str, tuple[str, str]]) -> None:
    level, words, quiet, family = line
    x = 0.45 * level
    if level:  # the branch that it hangs on
        axes.plot([x - 0.4, x - 0.4, x - 0.12], [y - 0.75, y, y], color=QUIET, linewidth=0.9)
    if family:
        colour, shape = looks[family]
        axes.plot([x], [y], marker=shape, markersize=7, color=colour)
    weight = "normal" if level else "bold"
    said = axes.annotate(
        words, (x, y), xytext=(9, 0), textcoords="offset points", va="center", color=INK, fontweight=weight
    )
    if quiet:
        axes.annotate(
            quiet, (1, 0), xycoords=said, xytext=(7, 0), textcoords="offset points", color=QUIET, fontsize=8
        )
