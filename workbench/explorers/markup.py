"""HTML made of article text: everything is escaped here, and nowhere else is markup built from an article."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from types import SimpleNamespace
from typing import Any, NamedTuple

import pandas as pd

from workbench.case import PLAIN
from workbench.explorers.words import days_in_words, number, value_in_words


@cache
def markup_style() -> str:
    """Return the style sheet of marked text, the same in a notebook and in the report."""
    return files("workbench.explorers").joinpath("markup.css").read_text(encoding="utf-8")


class Mark(NamedTuple):
    """A stretch of text to mark: where, how it looks (a CSS class), and what it says when pointed at.

    ``anchor`` is what a link can lead to; ``key`` is what a click in a notebook reports.
    """

    start: int
    end: int
    look: str
    title: str = ""
    anchor: str = ""
    key: str = ""


def highlight(text: str, marks: Iterable[Mark], *, offset: int = 0) -> str:
    """Return a text as HTML with its marks; marks may overlap or nest.

    Parameters
    ----------
    text
        The text, unescaped.
    marks
        What to mark; offsets count from ``offset``.
    offset
        Where ``text`` begins in the text that the marks refer to.

    Examples
    --------
    >>> highlight("<b> 94 men", [Mark(4, 6, "figure", "94")])
    '&lt;b&gt; <mark class="figure" title="94">94</mark> men'
    """
    placed = sorted(
        mark._replace(start=max(mark.start - offset, 0), end=min(mark.end - offset, len(text)))
        for mark in marks
        if mark.end > offset and mark.start < offset + len(text)
    )
    cuts = sorted({0, len(text), *(mark.start for mark in placed), *(mark.end for mark in placed)})
    opened: set[str] = set()
    pieces, over, coming = [], list[Mark](), 0
    for start, end in itertools.pairwise(cuts):
        over = [mark for mark in over if mark.end > start]
        while coming < len(placed) and placed[coming].start <= start:
            over += [placed[coming]] if placed[coming].end > start else []
            coming += 1
        pieces.append(_piece(text[start:end], over, opened))
    return "".join(pieces)


def _piece(text: str, over: Sequence[Mark], opened: set[str]) -> str:
    if not over:
        return escape(text)
    looks = escape(" ".join(dict.fromkeys(mark.look for mark in over)))
    titles = escape(" · ".join(dict.fromkeys(mark.title for mark in over if mark.title)))
    anchors = [mark.anchor for mark in over if mark.anchor and mark.anchor not in opened]
    opened.update(anchors)
    targets = "".join(f'<span id="{escape(anchor)}" tabindex="-1"></span>' for anchor in anchors)
    tip = f' title="{titles}"' if titles else ""
    named = " ".join(dict.fromkeys(mark.anchor for mark in over if mark.anchor))
    whole = f' data-for="{escape(named)}"' if named else ""  # a mark that others split is one all the same
    keys = [mark.key for mark in over if mark.key]
    reports = f' data-id="{escape(keys[-1])}" tabindex="0" role="button"' if keys else ""
    return f'{targets}<mark class="{looks}"{tip}{whole}{reports}>{escape(text)}</mark>'


def evidence(words: object, anchor: str) -> str:
    """Return words that the report turns into a link to the characters in the original file.

    Examples
    --------
    >>> evidence("1,037", "f-12ab")
    '<span class="evidence" data-evidence="f-12ab">1,037</span>'
    """
    return f'<span class="evidence" data-evidence="{escape(anchor)}">{escape(str(words))}</span>'


class Html(str):
    """Text that is markup already, and so is not escaped again; a notebook shows it as markup."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        style = f"<style>{markup_style()}</style>" if "<table" in self else ""
        return f'{style}<div class="wb {PLAIN}">{self}</div>'

    def __repr__(self) -> str:
        return f"<{len(self)} characters of HTML>"


_HEADS = {
    "doc_id": "article",
    "n_articles": "articles",
    "n_families": "origins",
    "n_words": "words",
    "value_low": "value",
    "as_of_low": "for when",
}


def say(*lines: str) -> None:
    """Show findings in a notebook, a paragraph a line; what is no markup yet is escaped."""
    from IPython.display import display

    shown = [line if isinstance(line, Html) else escape(line) for line in lines]
    display(Html("".join(f'<p class="finding">{line}</p>' for line in shown)))


MOST_ROWS = 1000  # rows of a table that a page shows


def table(
    frame: pd.DataFrame,
    *,
    heads: Mapping[str, str] | None = None,
    cells: Mapping[str, Callable[[Any], str]] | None = None,
    caption: str = "",
) -> Html:
    """Return a frame as a sortable HTML table; every cell is escaped unless ``cells`` makes markup of it.

    The two ends of a value and its unit are one column, as are the two ends of a span of days.

    Parameters
    ----------
    frame
        What to show; its index is left out.
    heads
        What to call a column; others keep their name, with spaces for underscores, or a shorter one that readers
        know.
    cells
        For a column, a function from a row (the columns are its attributes) to markup.
    caption
        What the table shows, in words.

    Examples
    --------
    >>> "&lt;b&gt;" in table(pd.DataFrame({"claim": ["<b>"]}))
    True
    """
    if frame.empty:
        return Html(f'<p class="quiet">{escape(caption or "Nothing to list.")}</p>')
    heads, cells = {**_HEADS, **(heads or {})}, cells or {}
    columns = [name for name in frame.columns if not _is_folded(name, frame.columns)]
    head = "".join(f'<th scope="col">{escape(heads.get(c, c.replace("_", " ")))}</th>' for c in columns)
    shown = frame.head(MOST_ROWS)
    rows = "".join(_row(row, columns, cells) for row in shown.to_dict("records"))
    if len(shown) < len(frame):
        left = f"The first {len(shown):,} of {len(frame):,} rows; the table of the case has them all."
        caption = f"{caption} {left}".strip()
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    body = f'<table class="sortable">{said}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return Html(f'<div class="scroll" tabindex="0">{body}</div>')


# A column that is shown in the cell of another one, where that one is in the table.
_FOLDED = {"value_high": "value_low", "unit": "value_low", "as_of_high": "as_of_low"}


def _is_folded(name: str, columns: Iterable[str]) -> bool:
    return _FOLDED.get(name, name) != name and _FOLDED[name] in columns


def _row(row: Mapping[str, Any], columns: Iterable[str], cells: Mapping[str, Callable[[Any], str]]) -> str:
    known = SimpleNamespace(**row)
    return (
        "<tr>"
        + "".join(f"<td>{cells[name](known)}</td>" if name in cells else _cell(row, name) for name in columns)
        + "</tr>"
    )


def _cell(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if name == "value_low" and "value_high" in row:
        low, high = value, row["value_high"]
        first = high if pd.isna(low) else low
        return _number_cell(value_in_words(low, high, row.get("unit", "")), first)
    if name == "as_of_low" and "as_of_high" in row:
        days = days_in_words(value, row["as_of_high"]).split(" to ")  # a line may break between, never within
        return f'<td class="days">{" to ".join(f"<span>{escape(day)}</span>" for day in days)}</td>'
    if name == "verdict":
        return f'<td><span class="verdict verdict-{escape(value)}">{escape(value)}</span></td>'
    if name in ("modifier", "label"):
        return f"<td>{escape(value.replace('_', ' '))}</td>"
    if isinstance(value, bool) or not pd.api.types.is_number(value):
        return f"<td>{'' if value is pd.NA else escape(str(value))}</td>"
    return _number_cell(number(value), value)


def _number_cell(said: str, value: float) -> str:
    return f'<td class="number" data-sort="{"" if pd.isna(value) else value}">{escape(said)}</td>'
