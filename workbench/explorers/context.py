"""Key word in context: every place where a word stands, with what stands around it."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.explorers.articles import article_at
from workbench.explorers.base import Explorer, in_row, marked_text
from workbench.explorers.markup import Html, Mark, highlight, markup_style, table
from workbench.findings import plural
from workbench.spans import parse_breaks, to_raw_span

WIDTH = 60
MOST = 200


def find_in_context(
    sentences: pd.DataFrame, word: str, *, width: int = WIDTH, parts: bool = False
) -> pd.DataFrame:
    """Find a word or phrase in the sentences, whatever its case.

    Parameters
    ----------
    sentences
        The table ``sentences``.
    word
        What to look for. ``*`` stands for any letters of a word, ``?`` for one; all else is taken literally.
    width
        How much to show on each side, in characters.
    parts
        Whether parts of words are found too; else whole words only.

    Returns
    -------
    pandas.DataFrame
        ``doc_id``, ``sentence``, ``place`` (its first character in the sentence, from 0), ``before``, ``exact``,
        ``after``, in the order of the text.

    Examples
    --------
    >>> frame = pd.DataFrame({"doc_id": ["a"], "sentence": [0], "text": ["The bridge fell; a bridge-keeper died."]})
    >>> find_in_context(frame, "bridge")["after"].tolist()
    [' fell; a bridge-keeper died.', '-keeper died.']
    >>> find_in_context(frame, "k*per")["exact"].tolist(), find_in_context(frame, "ridge", parts=True)["place"].tolist()
    (['keeper'], [5, 20])
    """
    columns = ["doc_id", "sentence", "place", "before", "exact", "after"]
    if not word.strip(" *?"):
        return pd.DataFrame(columns=columns)
    pattern = _pattern(word.strip(), parts=parts)
    rows = [
        (
            doc,
            number,
            hit.start(),
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


def _pattern(word: str, *, parts: bool) -> re.Pattern[str]:
    letters = "".join({"*": r"\w*", "?": r"\w"}.get(letter, re.escape(letter)) for letter in word)
    return re.compile(letters if parts else rf"(?<!\w){letters}(?!\w)", re.IGNORECASE)


def sort_context(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the places sorted by the words after or before them, nearest word first, or in the order of the text.

    Parameters
    ----------
    found
        What :func:`find_in_context` returns.
    by
        ``"after"``, ``"before"`` or ``"text"``.

    Examples
    --------
    >>> found = pd.DataFrame({"before": ["the old ", "a new "], "after": [" fell", " burned"]})
    >>> sort_context(found, "after")["after"].tolist(), sort_context(found, "before")["before"].tolist()
    ([' burned', ' fell'], ['a new ', 'the old '])
    """
    if by == "text" or found.empty:
        return found
    words = found[by].str.lower().str.findall(r"\w+")
    nearest = words.map(lambda said: said if by == "after" else said[::-1])
    return found.iloc[sorted(range(len(found)), key=lambda at: nearest.iloc[at])].reset_index(drop=True)


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
        widget=lambda: _ContextView(case, word).box,
    )


def _most_counted(case: Case) -> str:
    heads = case.figures["concept"].str.split().str[-1].dropna()
    return str(heads.mode().iloc[0]) if len(heads) else ""


def _lines(case: Case, word: str, *, by: str = "text", parts: bool = False) -> Html:
    found = sort_context(find_in_context(case.sentences, word, parts=parts), by)
    names = case.names
    shown = found.head(MOST).assign(source=lambda rows: rows["doc_id"].map(names))
    marked = [str(highlight(row.exact, [_jump(row)])) for row in shown.itertuples()]
    shown = shown.assign(exact=pd.Series(marked, index=shown.index, dtype="str"))
    left = f"; the first {MOST} are shown" if len(found) > MOST else ""
    caption = (
        f"{plural(len(found), 'place')} of “{word}” in {plural(found['doc_id'].nunique(), 'article')}{left}"
    )
    return table(
        shown[["source", "before", "exact", "after"]], cells={"exact": lambda row: row.exact}, caption=caption
    )


def _jump(row: Any) -> Mark:
    """Return the mark of a place: a click on it opens its article there."""
    key = f"{row.sentence}:{row.place}:{row.doc_id}"
    return Mark(0, len(row.exact), "link", "open its article here", key=key)


class _ContextView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case, word: str) -> None:
        import ipywidgets as widgets

        self.case = case
        self.word = widgets.Text(
            value=word or _most_counted(case), description="Word", placeholder="flood*, b?idge, number of"
        )
        self.by = widgets.Dropdown(
            options=[("text", "text"), ("words after", "after"), ("words before", "before")],
            description="Sort by",
        )
        self.parts = widgets.Checkbox(description="Parts of words too", indent=False)
        self.view, self.article = marked_text(), marked_text()
        for control in (self.word, self.by, self.parts):
            control.observe(self._show, names="value")
        self.view.observe(self._open, names="chosen")
        self.box = widgets.VBox([in_row(self.word, self.by, self.parts), self.view, self.article])
        self._show()

    def _show(self, _change: Any = None) -> None:
        lines = (
            _lines(self.case, self.word.value, by=self.by.value, parts=self.parts.value)
            if self.word.value.strip(" *?")
            else escape("Type a word.")
        )
        self.article.markup = self.view.chosen = ""
        self.view.markup = f'<style>{markup_style()}</style><div class="wb">{lines}</div>'

    def _open(self, _change: Any = None) -> None:
        if not self.view.chosen:
            return
        sentence, place, doc_id = self.view.chosen.split(":", 2)
        start, end = _raw_place(self.case, doc_id, int(sentence), int(place))
        self.article.chosen = self.view.chosen
        self.article.markup = article_at(
            self.case, doc_id, Mark(start, end, "link", "", key=self.view.chosen)
        )


def _raw_place(case: Case, doc_id: str, sentence: int, place: int) -> tuple[int, int]:
    """Return the word at a place of a sentence, in the raw text of its article."""
    sentences = case.sentences
    row = next(sentences[(sentences["doc_id"] == doc_id) & (sentences["sentence"] == sentence)].itertuples())
    word = re.match(r"\w+|.", row.text[place:])
    offsets = parse_breaks(row.start, row.breaks, len(row.text))
    return to_raw_span(offsets, place, place + (word.end() if word else 1))
