"""The figures in the text: each marked in its article, with a card that says all that is known about it."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.errors import ReviewError
from workbench.explorers.articles import MOST_STATIC, edit_marks
from workbench.explorers.base import Explorer, in_row
from workbench.explorers.deciding import Recorder, read_end, write_end
from workbench.explorers.markup import Html, Mark, evidence, highlight, markup_style
from workbench.explorers.text import marked_text
from workbench.findings import plural
from workbench.wording import days_in_words, value_in_words

ANY = "(any)"
REJECTED = "It is left out of ledger, charts and briefing from now on, and stays marked in its text."


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
        "Decided": figure.reviewed,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(str(value))}</dd>" for name, value in known.items() if value)
    return Html(f'<div class="card"><dl>{rows}</dl></div>')


def figure_marks(figures: pd.DataFrame) -> list[Mark]:
    """Return a mark for each figure, which reports its ``figure_id`` when clicked; what was decided is marked too."""
    return [
        Mark(
            row.start,
            row.end,
            look_of(row),
            ", ".join(filter(None, (in_words(row), decided(row)))),
            key=row.figure_id,
        )
        for row in figures.itertuples()
    ]


def look_of(figure: Any) -> str:
    """Return how a figure is marked in its text: as one that counts, was corrected, or was rejected.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> look_of(SimpleNamespace(reviewed="rejected by ana, 2026-11-20"))
    'figure rejected'
    """
    verb = next((verb for verb in ("rejected", "corrected") if figure.reviewed.startswith(verb)), "")
    return f"figure {verb}".rstrip()


def decided(figure: Any) -> str:
    """Return what a person decided on a figure, with the value that counts if it was corrected.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> known = {"value_low": 71e6, "value_high": 71e6, "unit": "USD", "concept": ""}
    >>> decided(SimpleNamespace(reviewed="corrected by ana, 2026-11-20", **known))
    'corrected by ana, 2026-11-20: 71 million USD'
    """
    if "corrected" not in figure.reviewed:
        return str(figure.reviewed)
    value = value_in_words(figure.value_low, figure.value_high, figure.unit)
    return f"{figure.reviewed}: {value or figure.concept}"


def _static(case: Case) -> Html:
    labels = case.names
    sections = []
    for article in case.articles.head(MOST_STATIC).itertuples():
        figures = case.figures[case.figures["doc_id"] == article.doc_id]
        items = "".join(
            f"<li>{evidence(in_words(row), row.figure_id)}{_by(row)}{_decided(row)}</li>"
            for row in figures.itertuples()
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


def _decided(figure: Any) -> str:
    return f" · <b>{escape(decided(figure))}</b>" if figure.reviewed else ""


class _FigureView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        labels = case.names
        docs = case.articles["doc_id"].tolist()
        self.article = widgets.Dropdown(options=[(labels[doc], doc) for doc in docs], description="Article")
        self.kind = widgets.Dropdown(options=[ANY, *sorted(set(case.figures["kind"]))], description="Kind")
        self.word = widgets.Text(description="Of what", placeholder="a word", continuous_update=False)
        self.text = marked_text()
        self.card = widgets.HTML()
        self.recorder = Recorder(case, self._redraw)
        self.said = self.recorder.said
        self.low, self.high = (widgets.Text(description=name, placeholder="open") for name in ("Low", "High"))
        self.unit = widgets.Text(description="Unit", placeholder="none")
        self.counted = widgets.Text(description="Counts", placeholder="what the figure counts")
        self.note = widgets.Text(description="Note")
        buttons = [self._button(decision) for decision in ("confirm", "correct", "reject")]
        self.decide_box = widgets.VBox(
            [in_row(self.low, self.high, self.unit, self.counted, self.note), in_row(*buttons)]
        )
        for control in (self.article, self.kind, self.word):
            control.observe(lambda _change: self.recorder.answer(self._show), names="value")
        self.text.observe(lambda _change: self.recorder.answer(self._choose), names="chosen")
        self.box = widgets.VBox(
            [
                in_row(self.article, self.kind, self.word),
                self.text,
                self.card,
                self.decide_box,
                self.recorder.box,
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

    def _show(self) -> None:
        self.text.chosen = ""
        self.card.value = '<p class="quiet">Click a figure to see what is known about it.</p>'
        self.decide_box.layout.display = "none"
        self._draw()

    def _draw(self) -> None:
        article = next(self.case.articles[self.case.articles["doc_id"] == self.article.value].itertuples())
        raw = article.raw[article.start : article.end]
        edits = self.case.edits[self.case.edits["doc_id"] == article.doc_id]
        taken_out = edit_marks(edits[edits["action"].isin(["removed", "moved"])])
        marked = highlight(raw, [*taken_out, *figure_marks(self._shown())], offset=article.start)
        self.text.markup = (
            f'<style>{markup_style()}</style><div class="wb"><div class="pane text">{marked}</div></div>'
        )

    def _redraw(self) -> None:
        self._draw()
        self._choose()

    def _chosen(self) -> Any:
        figures = self.case.figures
        return next(figures[figures["figure_id"] == self.text.chosen].itertuples(), None)

    def _choose(self) -> None:
        figure = self._chosen()
        if figure is None:
            return
        self.card.value = f'<div class="wb">{card(figure)}</div>'
        self.low.value, self.high.value = (
            write_end(value) for value in (figure.value_low, figure.value_high)
        )
        self.unit.value, self.counted.value = figure.unit, figure.concept
        self.decide_box.layout.display = ""

    def _decide(self, decision: str) -> None:
        if not self.text.chosen:
            self.recorder.say("Click a figure in the text first.")
            return
        said = {"note": self.note.value}
        if decision == "correct":
            self._correct(said)
        elif decision == "reject":
            self._record(decision, said, counts=REJECTED)
        else:
            self._record(decision, said)

    def _correct(self, said: dict[str, Any]) -> None:
        try:
            low, high = read_end("Low", self.low.value), read_end("High", self.high.value)
        except ReviewError as error:
            self.recorder.say(f"Not recorded: {error}")
            return
        figure = self._chosen()
        before = figure and [write_end(figure.value_low), write_end(figure.value_high)]
        ends = ["" if end is None else write_end(end) for end in (low, high)]
        fields: dict[str, Any] = {} if ends == before else {"value_low": low, "value_high": high}
        for name, control in (("unit", self.unit), ("concept", self.counted)):
            if control.value.strip() not in ("", getattr(figure, name, "")):
                fields[name] = control.value.strip()
        if not fields:
            self.recorder.say("Nothing was changed: all is as it was. To agree, press Confirm.")
            return
        self._record("correct", said, **fields)

    def _record(self, decision: str, said: dict[str, Any], **fields: Any) -> None:
        if self.recorder.record(self.text.chosen, decision, **said, **fields):
            self.note.value = ""
