"""The articles as they came beside the articles as cleaned, with every edit explained."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.explorers.base import Explorer
from workbench.explorers.deciding import Recorder
from workbench.explorers.markup import Html, Mark, highlight, markup_style, table
from workbench.findings import plural

ACCEPTED = "The text is cleaned anew when the notebook is run again."
MOST_STATIC = 25  # articles whose texts the static twin shows; the report has a page for each source file
_COLUMNS = ["action", "rule", "before", "replacement", "field", "reason"]


def explore_articles(case: Case) -> Explorer:
    """Show raw and clean side by side, each edit marked and explained; flagged edits can be accepted.

    Parameters
    ----------
    case
        The case to look at; decisions are written to its ``reviews.csv``.
    """
    return Explorer("articles", static=lambda: _static(case), widget=lambda: _widget(case))


def article_view(article: Any, edits: pd.DataFrame, label: str) -> str:
    """Return the markup of one article: raw with its edits marked, and clean, side by side."""
    called = escape(label)
    raw = article.raw[article.start : article.end]
    marks = edit_marks(edits)
    return (
        f'<div class="columns"><section class="pane" tabindex="0" aria-label="{called}, as it came"><h3>As it came</h3>'
        f'<div class="text">{highlight(raw, marks, offset=article.start)}</div></section>'
        f'<section class="pane" tabindex="0" aria-label="{called}, cleaned"><h3>Cleaned</h3>'
        f'<div class="text">{escape(article.text)}</div></section></div>'
    )


def edit_marks(edits: pd.DataFrame) -> list[Mark]:
    """Return a mark for each edit, which says what was done and why."""
    return [
        Mark(edit.start, edit.end, f"edit {edit.action}", f"{edit.action}: {edit.reason}")
        for edit in edits.itertuples()
    ]


def edits_in_short(edits: pd.DataFrame) -> pd.DataFrame:
    """Return the edits with the line breaks that were undone told in one row an article, where its first one stood.

    Examples
    --------
    >>> edits = pd.DataFrame({"doc_id": ["a", "a", "a"], "rule": ["unwrap", "advert", "unwrap"]})
    >>> edits = edits.assign(action="replaced", reason="a line break")
    >>> edits_in_short(edits)[["rule", "reason"]].values.tolist()
    [['unwrap', 'a line break: 2 times'], ['advert', 'a line break']]
    """
    unwrapped = edits["rule"] == "unwrap"
    counts = edits.loc[unwrapped, "doc_id"].value_counts().to_dict()
    told = [
        f"{reason}: {plural(counts[doc], 'time')}" if is_unwrap else reason
        for doc, reason, is_unwrap in zip(edits["doc_id"], edits["reason"], unwrapped, strict=True)
    ]
    short = edits.assign(reason=pd.Series(told, index=edits.index, dtype="str"))
    return short[~unwrapped | ~short[["doc_id", "rule"]].duplicated()]


def _edits_of(case: Case, doc_id: str) -> pd.DataFrame:
    return case.edits[case.edits["doc_id"] == doc_id]


def _static(case: Case) -> Html:
    labels = case.names
    sections = []
    for article in case.articles.head(MOST_STATIC).itertuples():
        edits = _edits_of(case, article.doc_id)
        sections.append(
            f"<details><summary>{escape(labels[article.doc_id])}: {plural(len(edits), 'edit')}</summary>"
            f"{article_view(article, edits, labels[article.doc_id])}{table(edits_in_short(edits)[_COLUMNS])}</details>"
        )
    left = len(case.articles) - len(sections)
    more = f'<p class="quiet">{left} more articles stand under the sources.</p>' if left > 0 else ""
    return Html("".join(sections) + more)


def _widget(case: Case) -> Any:
    import ipywidgets as widgets

    labels = case.names
    chooser = widgets.Dropdown(
        options=[(labels[doc], doc) for doc in case.articles["doc_id"]], description="Article"
    )
    view = widgets.HTML()
    accept = widgets.VBox()

    def show() -> None:
        article = next(case.articles[case.articles["doc_id"] == chooser.value].itertuples())
        edits = _edits_of(case, chooser.value)
        shown = article_view(article, edits, labels[chooser.value])
        view.value = f'<style>{markup_style()}</style><div class="wb">{shown}{table(edits_in_short(edits)[_COLUMNS])}</div>'
        accept.children = [
            _acceptance(recorder, edit) for edit in edits[edits["action"] == "flagged"].itertuples()
        ]

    recorder = Recorder(case, show)
    chooser.observe(lambda _change: recorder.answer(show), names="value")
    show()
    return widgets.VBox([chooser, view, accept, recorder.box])


def _acceptance(recorder: Recorder, edit: Any) -> Any:
    """Make the button that accepts a flagged edit: a decision like any other."""
    import ipywidgets as widgets

    reviews = recorder.case.reviews
    button = widgets.Button(description="Take out", tooltip=edit.reason)
    button.disabled = edit.edit_id in set(reviews.loc[reviews["decision"] == "accept", "subject"])

    def decide(_button: Any) -> None:
        recorder.record(edit.edit_id, "accept", counts=ACCEPTED, note=edit.reason)

    button.on_click(decide)
    return widgets.HBox([button, widgets.HTML(f"<q>{escape(edit.before[:120])}</q> {escape(edit.reason)}")])
