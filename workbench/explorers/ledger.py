"""The ledger: claims to filter; a claim opens into its figures, each in its sentence; buttons to decide."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.charts.ranges import chart_ranges
from workbench.explorers.base import Explorer, in_row
from workbench.explorers.deciding import COUNTS, Recorder
from workbench.explorers.figures import decided
from workbench.explorers.markup import Html, Mark, evidence, highlight, markup_style, table, term
from workbench.findings import plural
from workbench.ledger import is_rejected
from workbench.tables import VERDICTS
from workbench.wording import named, origin_names, value_in_words

ANY = "(any)"
# The Admiralty code (NATO AJP-2.1): how far a source can be relied on, and what it says be believed.
SOURCE_RATINGS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
INFORMATION_RATINGS = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
CHOOSE = ("(choose a claim)", "")
REJECTED = (
    "It is left out of the counts of verdicts, the charts and the briefing from now on, and stays in the ledger, "
    "marked as rejected."
)
MOST_STATIC = 200  # claims that the static twin opens


def explore_ledger(case: Case) -> Explorer:
    """Show the claims with their verdicts; a claim opens into the figures and sentences behind it.

    Parameters
    ----------
    case
        The case to look at; decisions are written to its ``reviews.csv``.
    """
    return Explorer("ledger", static=lambda: _static(case), widget=lambda: _LedgerView(case).box)


def claim_figures(case: Case, claim_id: str) -> Html:
    """Return the figures of a claim as a table: source, family, the sentence with the number marked, speaker."""
    figures = case.figures[case.figures["claim_id"] == claim_id]
    sentences = case.sentences.set_index(["doc_id", "sentence"])
    family = case.families.drop_duplicates("doc_id").set_index("doc_id")["family"]
    labels = case.names
    origins = origin_names(case.families, labels)
    raw = dict(zip(case.articles["doc_id"], case.articles["raw"], strict=True))
    rows = [
        {
            "source": evidence(labels[row.doc_id], row.figure_id),
            "origin": origins.get(family.get(row.doc_id, ""), ""),
            "sentence": _sentence(row, sentences, raw),
            "stated_by": row.attributed_to,
            "as_of_low": row.as_of_low,
            "as_of_high": row.as_of_high,
            "decided": decided(row),
        }
        for row in figures.itertuples()
    ]
    columns = ["source", "origin", "sentence", "stated_by", "as_of_low", "as_of_high", "decided"]
    if not any(row["decided"] for row in rows):
        columns.remove("decided")
    frame = pd.DataFrame(rows, columns=columns)
    return table(
        frame,
        cells={
            "sentence": lambda row: row.sentence,
            "source": lambda row: row.source,
        },
    )


def _sentence(figure: Any, sentences: pd.DataFrame, raw: dict[str, str]) -> str:
    key = (figure.doc_id, figure.sentence)
    start, end = (
        sentences.loc[key, ["start", "end"]] if key in sentences.index else (figure.start, figure.end)
    )
    return highlight(
        raw[figure.doc_id][start:end], [Mark(figure.start, figure.end, "figure")], offset=int(start)
    )


def _static(case: Case) -> Html:
    sections = []
    for row in case.ledger.head(MOST_STATIC).itertuples():
        looked = f" · reviewed: {row.reviewed}" if row.reviewed else ""
        sections.append(
            f"<details><summary>{term('verdict', row.verdict, f'verdict verdict-{row.verdict}')} "
            f"{escape(row.claim)}: {escape(value_in_words(row.value_low, row.value_high, row.unit))} "
            f'<span class="quiet">{plural(row.n_articles, "article")}, {plural(row.n_families, "origin")}'
            f"{escape(looked)}</span></summary>"
            f"<p>{escape(named(row.why, case.names))}</p>{claim_figures(case, row.claim_id)}</details>"
        )
    return Html("".join(sections))


def _rated(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [("", ""), *((f"{grade}: {meaning}", grade) for grade, meaning in words.items())]


def _reviewed(claim: Any) -> str:
    return f"<p><b>Decided</b>: {escape(claim.reviewed)}</p>" if claim.reviewed else ""


class _LedgerView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        self.verdict = widgets.Dropdown(options=[ANY, *VERDICTS], description="Verdict")
        self.word = widgets.Text(description="About", placeholder="a word", continuous_update=False)
        self.claim = widgets.Select(description="Claim", rows=10, layout={"width": "100%"})
        self.view = widgets.HTML()
        self.chart = widgets.HTML()
        self.recorder = Recorder(case, self._list)
        self.said = self.recorder.said
        self.name = widgets.Text(description="New name")
        self.other = widgets.Dropdown(description="Merge with")
        self.apart = widgets.SelectMultiple(description="Figures", rows=4, layout={"width": "60%"})
        self.source = widgets.Dropdown(options=_rated(SOURCE_RATINGS), description="Source")
        self.information = widgets.Dropdown(options=_rated(INFORMATION_RATINGS), description="Information")
        self.note = widgets.Text(description="Note")
        for control in (self.verdict, self.word):
            control.observe(lambda _change: self.recorder.answer(self._list), names="value")
        self.claim.observe(self._answer, names="value")
        self.box = widgets.VBox(
            [
                in_row(self.verdict, self.word),
                self.claim,
                self.view,
                self.chart,
                in_row(self._button("confirm"), self._button("reject"), self.note),
                in_row(self.name, self._button("rename"), self.other, self._button("merge")),
                in_row(self.apart, self._button("split")),
                in_row(self.source, self.information, self._button("rate")),
                self.recorder.box,
            ]
        )
        self._list()

    def _button(self, decision: str) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description=decision.capitalize())
        button.on_click(lambda _button: self._decide(decision))
        return button

    def _answer(self, _change: Any) -> None:
        self.recorder.answer(self._show)

    def _list(self) -> None:
        ledger, chosen = self.case.ledger, self.claim.value
        if self.verdict.value != ANY:
            ledger = ledger[ledger["verdict"] == self.verdict.value]
        if self.word.value.strip():
            ledger = ledger[ledger["claim"].str.contains(self.word.value.strip(), case=False, regex=False)]
        options = [
            (
                f"{row.claim}: {value_in_words(row.value_low, row.value_high, row.unit)} · "
                f"{'rejected' if rejected else row.verdict}",
                row.claim_id,
            )
            for row, rejected in zip(ledger.itertuples(), is_rejected(ledger), strict=True)
        ]
        ids = [claim_id for _, claim_id in options]
        self.claim.unobserve(self._answer, names="value")  # the claim is shown once, when the list stands
        self.claim.options = options
        self.claim.value = chosen if chosen in ids else next(iter(ids), None)
        self.claim.observe(self._answer, names="value")
        self._show()

    def _show(self) -> None:
        ledger = self.case.ledger
        row = next(ledger[ledger["claim_id"] == self.claim.value].itertuples(), None)
        if row is None:
            self.view.value = self.chart.value = ""
            return
        others = ledger[ledger["claim_id"] != row.claim_id]
        alike = (others["unit"] == row.unit) & (others["kind"] == row.kind)
        others = others.assign(alike=alike).sort_values("alike", ascending=False, kind="stable")
        self.other.options = [CHOOSE, *zip(others["claim"], others["claim_id"], strict=True)]
        self.other.value = CHOOSE[1]
        figures = self.case.figures[self.case.figures["claim_id"] == row.claim_id]
        self.apart.options = [
            (f"{figure.exact} {figure.concept} · {self.case.names[figure.doc_id]}", figure.figure_id)
            for figure in figures.itertuples()
        ]
        self.view.value = (
            f'<style>{markup_style()}</style><div class="wb"><h3>{escape(row.claim)}</h3>'
            f"<p><b>{term('verdict', row.verdict)}</b>: {escape(named(row.why, self.case.names))}</p>{_reviewed(row)}{claim_figures(self.case, row.claim_id)}</div>"
        )
        drawn = chart_ranges(
            self.case.figures, ledger, self.case.articles, self.case.families, claims=[row.claim_id]
        )
        self.chart.value = drawn._repr_html_()

    def _decide(self, decision: str) -> None:
        fields = self._fields(decision)
        if missing := self._missing(decision, fields):
            self.recorder.say(f"Not recorded: {missing}")
            return
        counts = REJECTED if decision == "reject" else COUNTS
        if self.recorder.record(self.claim.value, decision, counts=counts, note=self.note.value, **fields):
            self.note.value = ""

    def _fields(self, decision: str) -> dict[str, str]:
        """Return what the boxes beside a button say."""
        if decision == "rate":
            return {"source_rating": self.source.value, "information_rating": self.information.value}
        boxes = {
            "rename": {"concept": self.name.value.strip()},
            "merge": {"concept": self.other.value or ""},
            "split": {"figures": "; ".join(self.apart.value)},
        }
        return boxes.get(decision, {})

    def _missing(self, decision: str, fields: dict[str, str]) -> str:
        """Say what has to be chosen first; nothing if all is there."""
        if not self.claim.value:
            return "choose a claim first."
        ask = {
            "rename": "type the new name first.",
            "merge": "choose the claim to merge it with first.",
            "split": "choose the figures to split off first.",
            "rate": "choose a rating first.",
        }
        return "" if decision not in ask or any(fields.values()) else ask[decision]
