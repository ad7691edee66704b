"""The figures in the text: each marked in its article, with a card that says all that is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.errors import ReviewError
from workbench.explorers.articles import MOST_STATIC, edit_marks
from workbench.explorers.base import (
    COUNTS,
    Explorer,
    Recorder,
    in_row,
    marked_text,
    read_end,
    shown_place,
    write_end,
)
from workbench.explorers.markup import Html, Mark, evidence, highlight, markup_style
from workbench.figures import find_figures
from workbench.findings import plural
from workbench.tables import KINDS, MODIFIERS, NOTHING, as_table
from workbench.wording import days_in_words, value_in_words

ANY = "(any)"
HINT = (
    "Click a figure to see what is known about it; select words in the text to add a figure that was missed."
)
NO_FIGURE = "No figure of this article matches."
OWN_CLAIM = ("(a claim of its own)", "")
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
        "Of what": _of_what(figure),
        "Stated by": figure.attributed_to + (f" (via {figure.via})" if figure.via else ""),
        "Chain of sources": figure.chain,
        "How sure": _how_sure(figure),
        "For when": days_in_words(figure.as_of_low, figure.as_of_high),
        "Where": figure.place,
        "Stands in": figure.part,
        "Decided": figure.reviewed,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(str(value))}</dd>" for name, value in known.items() if value)
    return Html(f'<div class="card"><dl>{rows}</dl></div>')


UNSURE = 0.6  # below it more than four in ten of a kind are wrong, and the second reading is worth a look


def _of_what(figure: Any) -> str:
    """Return what is counted, with the reading that comes next where it is unsure."""
    unsure = figure.concept_confidence < UNSURE and figure.concept_second
    return f"{figure.concept} (unsure; perhaps {figure.concept_second})" if unsure else figure.concept


def _how_sure(figure: Any) -> str:
    """Return in percent how sure value, concept and speaker are; empty where that is not known."""
    known = {
        "value": figure.confidence,
        "of what": figure.concept_confidence,
        "who says so": figure.speaker_confidence,
    }
    return ", ".join(f"{name} {share:.0%}" for name, share in known.items() if share == share)


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


class _Form:
    """The boxes of a decision on a figure: what they held, and what a person made of it.

    An empty box of an end is open; an empty box that was full takes away what the machine found.
    """

    WORDS = ("unit", "concept", "attributed_to", "as_of_low", "as_of_high")

    def __init__(self) -> None:
        import ipywidgets as widgets

        self.low, self.high = (widgets.Text(description=name, placeholder="open") for name in ("Low", "High"))
        self.how = widgets.Dropdown(
            options=[(how.replace("_", " "), how) for how in MODIFIERS], description="How"
        )
        self.unit = widgets.Text(description="Unit", placeholder="none")
        self.counted = widgets.Text(description="Counts", placeholder="what the figure counts")
        self.speaker = widgets.Text(description="Stated by", placeholder="nobody is named")
        self.first, self.last = (
            widgets.Text(description=name, placeholder="2024-01-31") for name in ("From day", "To day")
        )
        self.note = widgets.Text(description="Note")
        self.words = dict(
            zip(self.WORDS, (self.unit, self.counted, self.speaker, self.first, self.last), strict=True)
        )
        self.before: dict[str, Any] = {}
        self.box = widgets.VBox(
            [
                in_row(self.low, self.high, self.how, self.unit, self.counted),
                in_row(self.speaker, self.first, self.last, self.note),
            ]
        )

    def fill(self, held: Mapping[str, Any]) -> None:
        """Show what is known of a figure."""
        self.before = dict(held)
        self.low.value, self.high.value = write_end(held["value_low"]), write_end(held["value_high"])
        self.how.value = held["modifier"]
        for name, control in self.words.items():
            control.value = held[name]
        self.note.value = ""

    def changes(self) -> dict[str, Any]:
        """Return what a person changed, as the columns of a decision.

        Raises
        ------
        ReviewError
            If an end is no number.
        """
        low, high = read_end("Low", self.low.value), read_end("High", self.high.value)
        ends = ["" if end is None else write_end(end) for end in (low, high)]
        held = [write_end(self.before["value_low"]), write_end(self.before["value_high"])]
        fields: dict[str, Any] = {} if ends == held else {"value_low": low, "value_high": high}
        for name, control in self.words.items():
            if control.value.strip() != self.before[name]:
                fields[name] = control.value.strip() or NOTHING
        if self.how.value != self.before["modifier"]:
            fields["modifier"] = self.how.value
        return fields


BLANK = {
    "value_low": float("nan"),
    "value_high": float("nan"),
    "modifier": "exact",
    **dict.fromkeys(_Form.WORDS, ""),
}


class _FigureView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        labels = case.names
        docs = case.articles["doc_id"].tolist()
        self.article = widgets.Dropdown(options=[(labels[doc], doc) for doc in docs], description="Article")
        self.kind = widgets.Dropdown(options=[ANY, *sorted(set(case.figures["kind"]))], description="Kind")
        self.word = widgets.Text(description="Of what", placeholder="a word")
        self.text = marked_text()
        self.card = widgets.HTML()
        self.recorder = Recorder(case, self._redraw)
        self.said = self.recorder.said
        self.form = _Form()
        self.kind_added = widgets.Dropdown(options=KINDS, description="Kind")
        self.claim = widgets.Dropdown(description="Claim")
        self.buttons = in_row(*map(self._button, ("confirm", "correct", "reject")))
        self.adding = in_row(self.kind_added, self.claim, self._button("add"))
        self.decide_box = widgets.VBox([self.form.box, self.buttons, self.adding])
        for control in (self.article, self.kind, self.word):
            control.observe(lambda _change: self.recorder.answer(self._show), names="value")
        self.text.observe(lambda _change: self.recorder.answer(self._choose), names="chosen")
        self.text.observe(lambda _change: self.recorder.answer(self._select), names="selected")
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
        self.text.selected = []
        hint = HINT if len(self._shown()) else f"{NO_FIGURE} {HINT}"
        self.card.value = f'<p class="quiet">{hint}</p>'
        self.decide_box.layout.display = "none"
        self._draw()

    def _article(self) -> Any:
        return next(self.case.articles[self.case.articles["doc_id"] == self.article.value].itertuples())

    def _draw(self) -> None:
        article = self._article()
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
        self.form.fill(figure._asdict())
        self._offer(adding=False)

    def _offer(self, *, adding: bool) -> None:
        self.decide_box.layout.display = ""
        self.buttons.layout.display = "none" if adding else ""
        self.adding.layout.display = "" if adding else "none"

    def _place(self) -> tuple[int, int]:
        """Return where the selected words stand in the raw text."""
        article = self._article()
        raw = article.raw[article.start : article.end]
        start, end = (article.start + shown_place(raw, place) for place in self.text.selected)
        return start, end

    def _select(self) -> None:
        """Offer to add the selected words as a figure, with what can be read from them filled in."""
        if len(self.text.selected) != 2:
            return
        start, end = self._place()
        figures = self._shown()
        if ((figures["start"] < end) & (figures["end"] > start)).any():
            return  # somebody selects a figure to copy it
        self.text.chosen = ""
        words = self._article().raw[start:end]
        self.form.fill(BLANK | _read_words(words))
        ledger = self.case.ledger
        self.claim.options = [OWN_CLAIM, *zip(ledger["claim"], ledger["claim_id"], strict=True)]
        self.claim.value = OWN_CLAIM[1]
        self.card.value = f"<p>Add <q>{escape(words[:200])}</q> as a figure?</p>"
        self._offer(adding=True)

    def _decide(self, decision: str) -> None:
        said = {"note": self.form.note.value}
        if decision == "add":
            self._add(said)
        elif not self.text.chosen:
            self.recorder.say("Click a figure in the text first.")
        elif decision == "correct":
            self._correct(said)
        else:
            counts = REJECTED if decision == "reject" else COUNTS
            self.recorder.record(self.text.chosen, decision, counts=counts, **said)

    def _correct(self, said: dict[str, Any]) -> None:
        try:
            fields = self.form.changes()
        except ReviewError as error:
            self.recorder.say(f"Not recorded: {error}")
            return
        if not fields:
            self.recorder.say("Nothing was changed: all is as it was. To agree, press Confirm.")
            return
        self.recorder.record(self.text.chosen, "correct", **said, **fields)

    def _add(self, said: dict[str, Any]) -> None:
        if len(self.text.selected) != 2:
            self.recorder.say("Select the words of the figure in the text first.")
            return
        start, end = self._place()

        def record() -> None:
            self.form.before = dict(BLANK)  # what was read from the words is the person's now
            fields = {"kind": self.kind_added.value, **self.form.changes(), **said}
            self.text.chosen = self.case.add_figure(
                self.article.value, start, end, claim=self.claim.value, **fields
            )

        self.recorder.attempt("add", record)


def _read_words(words: str) -> dict[str, Any]:
    """Return what the workbench reads from the selected words; nothing where it reads no figure or several."""
    row = {"doc_id": "", "sentence": 0, "start": 0, "end": len(words), "text": words}
    sentence = as_table([row | {"part": "body", "paragraph": 0, "breaks": ""}], "sentences")
    found = find_figures(sentence)
    if len(found) != 1:
        return {}
    return {name: found.loc[0, name] for name in ("value_low", "value_high", "modifier", "unit", "concept")}
