"""The articles as they came beside the articles as cleaned, with every edit explained."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.explorers.base import Explorer, Recorder, in_row
from workbench.explorers.markup import Html, Mark, highlight, markup_style, table
from workbench.findings import plural
from workbench.tables import NOTHING

SET = "All that rests on it was made anew here; run the cells above again to see it there."
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
    return Explorer("articles", static=lambda: _static(case), widget=lambda: _ArticleView(case).box)


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


def article_at(case: Case, doc_id: str, mark: Mark) -> str:
    """Return the markup of an article as it came with one place marked, for :func:`marked_text` to scroll to."""
    article = next(case.articles[case.articles["doc_id"] == doc_id].itertuples())
    text = highlight(article.raw[article.start : article.end], [mark], offset=article.start)
    return (
        f'<style>{markup_style()}</style><div class="wb"><h3>{escape(case.names[doc_id])}</h3>'
        f'<div class="pane text" tabindex="0">{text}</div></div>'
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


class _ArticleView:
    """The widgets of the explorer and what happens when one is used."""

    # What can be said of an article: field, description, what an empty box asks for, the column that holds it now.
    FIELDS = (
        ("publisher", "Outlet", "who published it", "publisher"),
        ("published", "Published", "2024-01-31 or 2024-01-31T14:05", "time_published"),
        ("short_name", "Short name", "what to call it here", "short_name"),
        ("origin", "Origin", "whose report it prints: an agency, an outlet", "origin"),
    )

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        self.chooser = widgets.Dropdown(description="Article")
        self.view, self.accept = widgets.HTML(), widgets.VBox()
        self.boxes = {
            field: widgets.Text(description=called, placeholder=asks)
            for field, called, asks, _ in self.FIELDS
        }
        self.note = widgets.Text(description="Note")
        self.set = widgets.Button(description="Set", tooltip="Record what was changed in the boxes")
        self.set.on_click(lambda _button: self._set())
        self.recorder = Recorder(case, self._show)
        self._name()
        self.chooser.observe(lambda _change: self.recorder.answer(self._show), names="value")
        self.box = widgets.VBox(
            [
                self.chooser,
                in_row(*self.boxes.values(), self.note, self.set),
                self.recorder.box,
                self.accept,
                self.view,
            ]
        )
        self._show()

    def _name(self) -> None:
        names, chosen = self.case.names, self.chooser.value
        self.chooser.options = [(names[doc], doc) for doc in self.case.articles["doc_id"]]
        self.chooser.value = chosen or self.case.articles["doc_id"].iloc[0]

    def _article(self) -> Any:
        return next(self.case.articles[self.case.articles["doc_id"] == self.chooser.value].itertuples())

    def _held(self) -> dict[str, str]:
        """Return what is known of the article now, by field."""
        article = self._article()
        held = {field: getattr(article, column) for field, _, _, column in self.FIELDS}
        return held | {"published": held["published"] or article.date_published}

    def _show(self) -> None:
        article, edits = self._article(), _edits_of(self.case, self.chooser.value)
        shown = article_view(article, edits, self.case.names[article.doc_id])
        self.view.value = f'<style>{markup_style()}</style><div class="wb">{shown}{table(edits_in_short(edits)[_COLUMNS])}</div>'
        for field, value in self._held().items():
            self.boxes[field].value = value
        self.accept.children = [
            _acceptance(self.recorder, edit) for edit in edits[edits["action"] == "flagged"].itertuples()
        ]

    def _set(self) -> None:
        held = self._held()
        changed = {
            field: box.value.strip() for field, box in self.boxes.items() if box.value.strip() != held[field]
        }
        if not changed:
            self.recorder.say("Nothing was changed: type what the article is into a box first.")
            return
        doc_id, note = self.chooser.value, self.note.value
        for field, value in changed.items():  # each is a decision of its own

            def record(field: str = field, value: str = value) -> None:
                self.case.set_article(doc_id, field, value or NOTHING, note=note)

            if not self.recorder.attempt("set", record, counts=SET):
                return
        self.note.value = ""
        self._name()


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
