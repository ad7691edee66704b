"""HTML made of article text: everything is escaped here, and nowhere else is markup built from an article."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from types import SimpleNamespace
from typing import Any, NamedTuple

import pandas as pd

from workbench.case import PLAIN, Case
from workbench.case.progress import STATIC
from workbench.charts.style import Chart
from workbench.wording import (
    bounded,
    days_in_words,
    explain,
    moment_in_words,
    named,
    number,
    plain_word,
)


@cache
def markup_style() -> str:
    """Return the style sheet of marked text, the same in a notebook and in the report."""
    return files("workbench.explorers").joinpath("markup.css").read_text(encoding="utf-8")


@cache
def sorting_script() -> str:
    """Return the script by which the columns of tables are sorted, the same in a notebook and in the report."""
    return files("workbench.explorers").joinpath("sortable.js").read_text(encoding="utf-8")


class Mark(NamedTuple):
    """A stretch of text to mark: where, how it looks (a CSS class), and what it says when pointed at.

    ``anchor`` is what a link can lead to, ``key`` what a click in a notebook reports, ``href`` where the mark itself
    leads.
    """

    start: int
    end: int
    look: str
    title: str = ""
    anchor: str = ""
    key: str = ""
    href: str = ""


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
    href = next((mark.href for mark in over if mark.href), "")
    words = f'<a href="{escape(href)}">{escape(text)}</a>' if href else escape(text)
    return f'{targets}<mark class="{looks}"{tip}{whole}{reports}>{words}</mark>'


def evidence(words: object, anchor: str) -> str:
    """Return words that the report turns into a link to the characters in the original file.

    Examples
    --------
    >>> evidence("1,037", "f-12ab")
    '<span class="evidence" data-evidence="f-12ab">1,037</span>'
    """
    return f'<span class="evidence" data-evidence="{escape(anchor)}">{escape(str(words))}</span>'


class Html(str):
    """Text that is markup already, and so is not escaped again; a notebook shows it as markup.

    In JupyterLab its tables can be sorted and filtered, and evidence is a link that opens the article at the place.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        style = f"<style>{markup_style()}</style>" if "<table" in self else ""
        return f'{style}<div class="wb {PLAIN}">{self}</div>'

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": self._repr_html_()}
        if not os.environ.get(STATIC) and any(sign in self for sign in _LIVE):
            from workbench.explorers.leads import live

            shown, _ = live(bundle["text/html"], Case.in_view())._repr_mimebundle_()
            bundle |= {kind: data for kind, data in shown.items() if kind != "text/plain"}
        return bundle

    def __repr__(self) -> str:
        return f"<{len(self)} characters of HTML>"


_LIVE = (
    '<table class="sortable',
    "data-evidence=",
)  # what a click does something to, where there is a kernel


def show_chart(chart: Chart) -> Html:
    """Return a chart whose marks lead to the evidence for them, in a notebook as in the report.

    Parameters
    ----------
    chart
        What a function of :mod:`workbench.charts` drew.
    """
    return Html(chart._repr_html_())


# What readers call a column: a word of the glossary, or these.
_HEADS = {
    "doc_id": "article",
    "a": "this article",
    "b": "and this",
    "a_doc_id": "article",
    "b_doc_id": "other article",
    "reference_doc_id": "reworked from",
    "source_doc_id": "from",
    "n_articles": "articles",
    "n_words": "words",
    "date_published": "published",
    "date_basis": "how the day is known",
    "share_of_a": "share of this",
    "share_of_b": "share of that",
    "part": "stands in",
    "a_text": "its sentence",
    "b_text": "the other's sentence",
    "label": "how alike",
    "n_sentences": "sentences",
    "flesch_reading_ease": "Flesch reading ease",
    "flesch_kincaid_grade": "Flesch-Kincaid grade",
    "gunning_fog": "Gunning fog",
}
_TERMS = {
    "n_families": "origin",
    "n_origins": "origin",
    "family": "origin",
    "attributed_to": "speaker",
    "stated_by": "speaker",
    "value_low": "value",
    "as_of_low": "as_of",
    "why": "why",
    "reviewed": "reviewed",
    "confidence": "confidence",
    "claim": "claim",
}
# Columns whose words are terms of the glossary, and the columns that name articles, alone or within a text.
_PLAIN = frozenset({"verdict", "relation", "label", "what", "action", "modifier"})
_DOCS = frozenset({"doc_id", "a", "b", "a_doc_id", "b_doc_id", "reference_doc_id", "source_doc_id"})
_TELLS_OF_DOCS = frozenset(
    {"why", "lineage", "explanation", "evidence", "articles", "reason", "about", "warnings"}
)
_DAYS = frozenset({"date_published", "date_retrieved", "at"})
_SHARES = frozenset({"share", "share_of_a", "share_of_b"})


def say(*lines: str) -> None:
    """Show findings in a notebook, a paragraph a line; what is no markup yet is escaped."""
    from IPython.display import display

    shown = [line if isinstance(line, Html) else escape(line) for line in lines]
    display(Html("".join(f'<p class="finding">{line}</p>' for line in shown)))


def term(kind: str, name: str, look: str = "") -> str:
    """Return a word of the tables in plain words, which says what it means when pointed at.

    Examples
    --------
    >>> term("verdict", "single", "verdict")
    '<abbr class="verdict" title="One origin alone states it, however many articles print it.">one origin</abbr>'
    """
    means, looks = explain(kind, name), f' class="{escape(look)}"' if look else ""
    said = escape(plain_word(kind, name))
    if not means:
        return f"<span{looks}>{said}</span>" if look else said
    return f'<abbr{looks} title="{escape(means)}">{said}</abbr>'


MOST_ROWS = 1000  # rows of a table that a page shows


def table(
    frame: pd.DataFrame,
    *,
    heads: Mapping[str, str] | None = None,
    cells: Mapping[str, Callable[[Any], str]] | None = None,
    caption: str = "",
    names: Mapping[str, str] | None = None,
    below: Sequence[str] = (),
    anchor: str = "",
) -> Html:
    """Return a frame as a sortable HTML table; every cell is escaped unless ``cells`` makes markup of it.

    The two ends of a value, its unit and its bound (``modifier``; ``words`` of a vague one) are one column, as are the
    two ends of a span of days. On a narrow screen each
    row is a card that names its columns.

    Parameters
    ----------
    frame
        What to show; its index is left out.
    heads
        What to call a column; others have the name that the glossary gives them, or their own with spaces for
        underscores.
    cells
        For a column, a function from a row (the columns are its attributes) to markup.
    caption
        What the table shows, in words.
    names
        What articles are called, by ``doc_id``.
    below
        Columns that stand on a second line of their row, over its whole width: reasons and warnings.
    anchor
        The column whose value a link can lead to.

    Examples
    --------
    >>> "&lt;b&gt;" in table(pd.DataFrame({"claim": ["<b>"]}))
    True
    """
    if frame.empty:
        return Html(f'<p class="quiet">{escape(caption or "Nothing to list.")}</p>')
    columns = [name for name in frame.columns if not _is_folded(name, frame.columns) and name != anchor]
    across = [name for name in columns if name not in below]
    shape = _Shape(
        across, [name for name in below if name in columns], heads or {}, cells or {}, names or {}, anchor
    )
    shown = frame.head(MOST_ROWS)
    rows = "".join(shape.row(row) for row in shown.to_dict("records"))
    if len(shown) < len(frame):
        left = f"The first {len(shown):,} of {len(frame):,} rows; the table of the case has them all."
        caption = f"{caption} {left}".strip()
    said = f"<caption>{escape(caption)}</caption>" if caption else ""
    rows = rows if shape.below else f"<tbody>{rows}</tbody>"
    wide = " wide" if len(across) > MOST_COLUMNS else ""
    body = f'<table class="sortable{wide}">{said}<thead><tr>{shape.head()}</tr></thead>{rows}</table>'
    return Html(f'<div class="scroll" tabindex="0">{body}</div>')


_LONG = re.compile(r"[^\s-]{25,}")  # letters in a row that no narrow column holds
_PIECE = 12


def breakable(text: str) -> str:
    """Escape a text, and let a line end inside what is too long for a column: an address, a name without spaces.

    Examples
    --------
    >>> breakable("a & b"), breakable("x" * 25)
    ('a &amp; b', 'xxxxxxxxxxxx<wbr>xxxxxxxxxxxx<wbr>x')
    """
    pieces, at = list[str](), 0
    for word in _LONG.finditer(text):
        parts = [word[0][i : i + _PIECE] for i in range(0, len(word[0]), _PIECE)]
        pieces += [escape(text[at : word.start()]), "<wbr>".join(map(escape, parts))]
        at = word.end()
    return "".join([*pieces, escape(text[at:])])


MOST_COLUMNS = 7  # a table with more stands as cards sooner, and is printed on its side

# A column that is shown in the cell of another one, where that one is in the table.
_FOLDED = {
    "value_high": "value_low",
    "unit": "value_low",
    "modifier": "value_low",
    "words": "value_low",
    "as_of_high": "as_of_low",
    "time_published": "date_published",
}


def _is_folded(name: str, columns: Iterable[str]) -> bool:
    return _FOLDED.get(name, name) != name and _FOLDED[name] in columns


class _Shape(NamedTuple):
    """How the rows of a table are shown: the columns across and below, their heads, what makes markup of a cell."""

    across: Sequence[str]
    below: Sequence[str]
    heads: Mapping[str, str]
    cells: Mapping[str, Callable[[Any], str]]
    names: Mapping[str, str]
    anchor: str

    def called(self, name: str) -> str:
        """Return what a column is called."""
        if name in self.heads:
            return self.heads[name]
        if name == "value_low":
            return "value"
        return (
            plain_word("word", _TERMS[name]) if name in _TERMS else _HEADS.get(name, name.replace("_", " "))
        )

    def head(self) -> str:
        return "".join(
            f'<th scope="col"{_tip(explain("word", _TERMS.get(name, "")))}>{escape(self.called(name))}</th>'
            for name in self.across
        )

    def row(self, row: Mapping[str, Any]) -> str:
        known = SimpleNamespace(**row)
        place = f' id="{escape(str(row[self.anchor]))}"' if self.anchor else ""
        across = "".join(self._cell(row, known, name) for name in self.across)
        if not self.below:
            return f"<tr{place}>{across}</tr>"
        lines = "".join(self._line(row, known, name) for name in self.below)
        more = f'<tr class="below"><td colspan="{len(self.across)}">{lines}</td></tr>' if lines else ""
        return f"<tbody{place}><tr>{across}</tr>{more}</tbody>"

    def _line(self, row: Mapping[str, Any], known: Any, name: str) -> str:
        said = self.cells[name](known) if name in self.cells else breakable(self._told(name, row[name]))
        called = "" if name in _SPEAKS_FOR_ITSELF else f"<b>{escape(self.called(name))}:</b> "
        return f"<div>{called}{said}</div>" if said else ""

    def _cell(self, row: Mapping[str, Any], known: Any, name: str) -> str:
        label = f' data-label="{escape(self.called(name))}"'
        if name in self.cells:
            return f"<td{label}>{self.cells[name](known)}</td>"
        look, sort, said = _shown(row, name, self._told)
        return f"<td{label}{look}{sort}>{said}</td>"

    def _told(self, name: str, value: Any) -> str:
        """Return a value of a column as text, with articles called by their names."""
        text = "" if value is None or value is pd.NA or value != value else str(value)
        if name in _DOCS:
            return self.names.get(text, text)
        return named(text, self.names) if name in _TELLS_OF_DOCS else text


_SPEAKS_FOR_ITSELF = frozenset({"why"})


def _tip(said: str) -> str:
    return f' title="{escape(said)}"' if said else ""


def _shown(row: Mapping[str, Any], name: str, told: Callable[[str, Any], str]) -> tuple[str, str, str]:
    """Return how a cell looks, what it is sorted by, both as attributes, and what it says, as markup."""
    value = row[name]
    if name == "value_low" and "value_high" in row:
        low, high = value, row["value_high"]
        bound, words = str(row.get("modifier", "")), str(row.get("words", ""))
        said = bounded(low, high, bound, unit=row.get("unit", ""), exact=words)
        return _numeric(said, high if pd.isna(low) else low)
    if name == "as_of_low" and "as_of_high" in row:
        return _days(days_in_words(value, row["as_of_high"]), value or row["as_of_high"])
    if name in _DAYS:
        return _days(
            moment_in_words(told(name, value), str(row.get("time_published", ""))), told(name, value)
        )
    if name in _PLAIN:
        look = f"verdict verdict-{value}" if name == "verdict" else ""
        return "", "", term(name, str(value), look)
    if isinstance(value, bool) or not pd.api.types.is_number(value):
        return "", "", breakable(told(name, value))
    return _numeric(f"{value * 100:.0f} %" if name in _SHARES else number(value), value)


def _days(said: str, sort: str) -> tuple[str, str, str]:
    return ' class="days"', f' data-sort="{escape(sort)}"', escape(said)


def _numeric(said: str, value: float) -> tuple[str, str, str]:
    return ' class="number"', f' data-sort="{"" if pd.isna(value) else value}"', escape(said)
