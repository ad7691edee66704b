"""HTML made of article text: everything is escaped here, and nowhere else is markup built from an article."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple

import pandas as pd


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
    keys = [mark.key for mark in over if mark.key]
    reports = f' data-id="{escape(keys[-1])}" tabindex="0" role="button"' if keys else ""
    return f'{targets}<mark class="{looks}"{tip}{reports}>{escape(text)}</mark>'


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
        return str(self)

    def __repr__(self) -> str:
        return f"<{len(self)} characters of HTML>"


_HEADS = {
    "doc_id": "article",
    "n_articles": "articles",
    "n_families": "origins",
    "n_words": "words",
    "value_low": "low",
    "value_high": "high",
    "as_of_low": "from",
    "as_of_high": "to",
}


def say(*lines: str) -> None:
    """Show findings in a notebook, a paragraph a line; what they quote from articles is escaped."""
    from IPython.display import display

    display(Html("".join(f'<p class="finding">{escape(line)}</p>' for line in lines)))


MOST_ROWS = 1000  # rows of a table that a page shows


def table(
    frame: pd.DataFrame,
    *,
    heads: Mapping[str, str] | None = None,
    cells: Mapping[str, Callable[[Any], str]] | None = None,
    caption: str = "",
) -> Html:
    """Return a frame as a sortable HTML table; every cell is escaped unless ``cells`` makes markup of it.

    Parameters
    ----------
    frame
        What to show; its index is left out.
    heads
        What to call a column; others keep their name, with spaces for underscores, or a shorter one that readers
        know.
    cells
        For a column, a function from a row (a named tuple) to markup.
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
    head = "".join(f'<th scope="col">{escape(heads.get(c, c.replace("_", " ")))}</th>' for c in frame.columns)
    shown = frame.head(MOST_ROWS)
    rows = "".join(_row(row, frame.columns, cells) for row in shown.itertuples(index=False))
    if len(shown) < len(frame):
        left = f"The first {len(shown):,} of {len(frame):,} rows; the table of the case has them all."
        caption = f"{caption} {left}".strip()
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    body = f'<table class="sortable">{said}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return Html(f'<div class="scroll" tabindex="0">{body}</div>')


def _row(row: Any, columns: Iterable[str], cells: Mapping[str, Callable[[Any], str]]) -> str:
    return "<tr>" + "".join(_cell(row, i, name, cells) for i, name in enumerate(columns)) + "</tr>"


def _cell(row: Any, i: int, name: str, cells: Mapping[str, Callable[[Any], str]]) -> str:
    if name in cells:
        return f"<td>{cells[name](row)}</td>"
    value = row[i]
    if isinstance(value, bool) or not pd.api.types.is_number(value):
        return f"<td>{'' if value is pd.NA else escape(str(value))}</td>"
    return f'<td class="number" data-sort="{value}">{number(value)}</td>'


def number(value: float | None) -> str:
    """Write a number as a reader expects it: thousands apart, no needless decimals, nothing for a missing one.

    Examples
    --------
    >>> number(1037.0), number(0.3333), number(float("nan"))
    ('1,037', '0.33', '')
    """
    if value is None or pd.isna(value):
        return ""
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) < 1e15 else f"{value:.3g}"
