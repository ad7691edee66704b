"""The figures in the text: each marked in its article, with a card that says all that is known about it."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.charts.labels import article_labels
from workbench.errors import ReviewError
from workbench.explorers.articles import MOST_STATIC
from workbench.explorers.base import Explorer
from workbench.explorers.markup import Html, Mark, evidence, highlight, markup_style
from workbench.explorers.text import marked_text
from workbench.explorers.words import days_in_words, value_in_words
from workbench.findings import plural

ANY = "(any)"


def explore_figures(case: Case) -> Explorer:
    """Show each article with its figures marked; a click opens the card, where a person can decide.

    Parameters
    ----------
    case
        The case to look at; decisions are written to its ``reviews.csv``.
    """
    return Explorer("figures", static=lambda: _static(case), widget=lambda: _FigureView(case).box)


def in_words(figure: Any) -> str:
    """Return a figure as a reader would say it: bound, number, unit and what is counted.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> in_words(SimpleNamespace(exact="300", modifier="more_than", unit="", concept="troops"))
    'more than 300 troops'
    """
    bound = "" if figure.modifier in ("exact", "vague", "range") else figure.modifier.replace("_", " ")
    parts = (bound, figure.exact, figure.concept or figure.unit)
    return " ".join(part for part in parts if part)


def card(figure: Any) -> Html:
    """Return the card of a figure: value, bound, unit, what is counted, who said so, for when, where."""
    known = {
        "Reads": in_words(figure),
        "Value": value_in_words(figure.value_low, figure.value_high, figure.unit),
        "How exactly": figure.modifier.replace("_", " "),
        "Of what": figure.concept,
        "Stated by": figure.attributed_to + (f" (via {figure.via})" if figure.via else ""),
        "For when": days_in_words(figure.as_of_low, figure.as_of_high),
        "Where": figure.place,
        "Stands in": figure.part,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(str(value))}</dd>" for name, value in known.items() if value)
    return Html(f'<div class="card"><dl>{rows}</dl></div>')


def figure_marks(figures: pd.DataFrame) -> list[Mark]:
    """Return a mark for each figure, which reports its ``figure_id`` when clicked."""
    return [
        Mark(row.start, row.end, "figure", in_words(row), key=row.figure_id) for row in figures.itertuples()
    ]


def _static(case: Case) -> Html:
    labels = article_labels(case.articles)
    sections = []
    for article in case.articles.head(MOST_STATIC).itertuples():
        figures = case.figures[case.figures["doc_id"] == article.doc_id]
        items = "".join(
            f"<li>{evidence(in_words(row), row.figure_id)}{_by(row)}</li>" for row in figures.itertuples()
        )
        sections.append(
            f"<details><summary>{escape(labels[article.doc_id])}: {plural(len(figures), 'figure')}</summary><ul>{items}</ul></details>"
        )
    return Html("".join(sections))


def _by(figure: Any) -> str:
    said = f", stated by {figure.attributed_to}" if figure.attributed_to else ""
    days = days_in_words(figure.as_of_low, figure.as_of_high)
    when = f", for {days}" if days else ""
    return escape(said + when)


class _FigureView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        labels = article_labels(case.articles)
        docs = case.articles["doc_id"].tolist()
        self.article = widgets.Dropdown(options=[(labels[doc], doc) for doc in docs], description="Article")
        self.kind = widgets.Dropdown(options=[ANY, *sorted(set(case.figures["kind"]))], description="Kind")
        self.word = widgets.Text(description="Of what", placeholder="a word", continuous_update=False)
        self.text = marked_text()
        self.card = widgets.HTML()
        self.said = widgets.HTML()
        self.low, self.high = (widgets.FloatText(description=name) for name in ("Low", "High"))
        self.note = widgets.Text(description="Note")
        buttons = [self._button(decision) for decision in ("confirm", "correct", "reject")]
        self.decide_box = widgets.VBox(
            [widgets.HBox([self.low, self.high, self.note]), widgets.HBox(buttons)]
        )
        for control in (self.article, self.kind, self.word):
            control.observe(self._show, names="value")
        self.text.observe(self._choose, names="chosen")
        self.box = widgets.VBox(
            [
                widgets.HBox([self.article, self.kind, self.word]),
                self.text,
                self.card,
                self.decide_box,
                self.said,
            ]
        )
        self._show()

    def _button(self, decision: str) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description=decision.capitalize())
        button.on_click(lambda _button: self._decide(decision))
        return button

    def _shown(self) -> pd.DataFrame:
        figures = self.case.figures[self.case.figures["doc_id"] == self.article.value]
        if self.kind.value != ANY:
            figures = figures[figures["kind"] == self.kind.value]
        word = self.word.value.strip()
        return figures[figures["concept"].str.contains(word, case=False, regex=False)] if word else figures

    def _show(self, _change: Any = None) -> None:
        article = next(self.case.articles[self.case.articles["doc_id"] == self.article.value].itertuples())
        raw = article.raw[article.start : article.end]
        marked = highlight(raw, figure_marks(self._shown()), offset=article.start)
        self.text.chosen = ""
        self.text.markup = (
            f'<style>{markup_style()}</style><div class="wb"><div class="pane text">{marked}</div></div>'
        )
        self.card.value = '<p class="quiet">Click a figure to see what is known about it.</p>'
        self.decide_box.layout.display = "none"

    def _choose(self, _change: Any = None) -> None:
        chosen = self.case.figures[self.case.figures["figure_id"] == self.text.chosen]
        if chosen.empty:
            return
        figure = next(chosen.itertuples())
        self.card.value = f'<div class="wb">{card(figure)}</div>'
        self.low.value, self.high.value = (
            0.0 if pd.isna(value) else value for value in (figure.value_low, figure.value_high)
        )
        self.decide_box.layout.display = ""

    def _decide(self, decision: str) -> None:
        values = {"value_low": self.low.value, "value_high": self.high.value} if decision == "correct" else {}
        try:
            self.case.decide(self.text.chosen, decision, note=self.note.value, **values)
        except ReviewError as error:
            self.said.value = escape(f"Not recorded: {error}")
            return
        self.said.value = escape(f"Recorded: {decision}. It counts from now on, here and in the next report.")
        self.note.value = ""
        self._choose()
