"""Key word in context: every place where a word stands, with what stands around it."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.explorers.base import Explorer
from workbench.explorers.markup import Html, Mark, highlight, markup_style, table

WIDTH = 60
MOST = 200


def find_in_context(sentences: pd.DataFrame, word: str, *, width: int = WIDTH) -> pd.DataFrame:
    """Find a word or phrase in the sentences, whatever its case, at word boundaries.

    Parameters
    ----------
    sentences
        The table ``sentences``.
    word
        What to look for; it is taken literally.
    width
        How much to show on each side, in characters.

    Returns
    -------
    pandas.DataFrame
        ``doc_id``, ``sentence``, ``before``, ``exact``, ``after``, in the order of the text.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "sentence": [0], "text": ["The bridge fell; a bridge-keeper died."]})
    >>> find_in_context(frame, "bridge")["after"].tolist()
    [' fell; a bridge-keeper died.', '-keeper died.']
    """
    columns = ["doc_id", "sentence", "before", "exact", "after"]
    if not word.strip():
        return pd.DataFrame(columns=columns)
    pattern = re.compile(rf"(?<!\w){re.escape(word.strip())}(?!\w)", re.IGNORECASE)
    rows = [
        (
            doc,
            number,
            text[max(0, hit.start() - width) : hit.start()],
            hit.group(),
            text[hit.end() : hit.end() + width],
        )
        for doc, number, text in zip(
            sentences["doc_id"], sentences["sentence"], sentences["text"], strict=True
        )
        for hit in pattern.finditer(text)
    ]
    return pd.DataFrame(rows, columns=columns)


def explore_context(case: Case, word: str = "") -> Explorer:
    """Show every place where a word stands; without a word, the one that most figures are about.

    Parameters
    ----------
    case
        The case to look at.
    word
        The word to begin with.
    """
    return Explorer(
        "context",
        static=lambda: _lines(case, word or _most_counted(case)),
        widget=lambda: _widget(case, word),
    )


def _most_counted(case: Case) -> str:
    heads = case.figures["concept"].str.split().str[-1].dropna()
    return str(heads.mode().iloc[0]) if len(heads) else ""


def _lines(case: Case, word: str) -> Html:
    found = find_in_context(case.sentences, word)
    labels = case.names
    shown = found.head(MOST).assign(source=lambda rows: rows["doc_id"].map(labels))
    caption = f"{len(found)} places where “{word}” stands, in {found['doc_id'].nunique()} articles"
    cells = {"exact": lambda row: highlight(row.exact, [Mark(0, len(row.exact), "link")])}
    return table(shown[["source", "before", "exact", "after"]], cells=cells, caption=caption)


def _widget(case: Case, word: str) -> Any:
    import ipywidgets as widgets

    field = widgets.Text(value=word or _most_counted(case), description="Word", continuous_update=False)
    view = widgets.HTML()

    def show(_change: Any = None) -> None:
        lines = _lines(case, field.value) if field.value.strip() else escape("Type a word.")
        view.value = f'<style>{markup_style()}</style><div class="wb">{lines}</div>'

    field.observe(show, names="value")
    show()
    return widgets.VBox([field, view])
