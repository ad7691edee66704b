"""The ledger: claims to filter; a claim opens into its figures, each in its sentence; buttons to decide."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.charts.labels import article_labels
from workbench.charts.ranges import chart_ranges
from workbench.errors import ReviewError
from workbench.explorers.base import Explorer
from workbench.explorers.markup import Html, Mark, evidence, highlight, markup_style, table
from workbench.explorers.words import days_in_words, value_in_words
from workbench.findings import plural
from workbench.tables import VERDICTS

ANY = "(any)"
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
    labels = article_labels(case.articles)
    raw = dict(zip(case.articles["doc_id"], case.articles["raw"], strict=True))
    files = dict(zip(case.articles["doc_id"], case.articles["source_file"], strict=True))
    rows = [
        {
            "source": labels[row.doc_id],
            "origin": family.get(row.doc_id, ""),
            "sentence": _sentence(row, sentences, raw),
            "stated_by": row.attributed_to,
            "for_when": days_in_words(row.as_of_low, row.as_of_high),
            "evidence": evidence(f"{files[row.doc_id]} {row.start}–{row.end}", row.figure_id),
        }
        for row in figures.itertuples()
    ]
    frame = pd.DataFrame(rows, columns=["source", "origin", "sentence", "stated_by", "for_when", "evidence"])
    return table(
        frame,
        cells={
            "sentence": lambda row: row.sentence,
            "evidence": lambda row: row.evidence,
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
            f'<details><summary><span class="verdict verdict-{row.verdict}">{row.verdict}</span> '
            f"{escape(row.claim)}: {escape(value_in_words(row.value_low, row.value_high, row.unit))} "
            f'<span class="quiet">{plural(row.n_articles, "article")}, {plural(row.n_families, "origin")}'
            f"{escape(looked)}</span></summary>"
            f"<p>{escape(row.why)}</p>{claim_figures(case, row.claim_id)}</details>"
        )
    return Html("".join(sections))


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
        self.said = widgets.HTML()
        self.name = widgets.Text(description="New name")
        self.other = widgets.Dropdown(description="Merge with")
        self.apart = widgets.SelectMultiple(description="Figures", rows=4, layout={"width": "60%"})
        self.source = widgets.Dropdown(options=["", *"ABCDEF"], description="Source")
        self.information = widgets.Dropdown(options=["", *"123456"], description="Information")
        self.note = widgets.Text(description="Note")
        for control in (self.verdict, self.word):
            control.observe(self._list, names="value")
        self.claim.observe(self._show, names="value")
        self.box = widgets.VBox(
            [
                widgets.HBox([self.verdict, self.word]),
                self.claim,
                self.view,
                self.chart,
                widgets.HBox([self._button("confirm"), self._button("reject"), self.note]),
                widgets.HBox([self.name, self._button("rename"), self.other, self._button("merge")]),
                widgets.HBox([self.apart, self._button("split")]),
                widgets.HBox([self.source, self.information, self._button("rate")]),
                self.said,
            ]
        )
        self._list()

    def _button(self, decision: str) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description=decision.capitalize())
        button.on_click(lambda _button: self._decide(decision))
        return button

    def _list(self, _change: Any = None) -> None:
        ledger, chosen = self.case.ledger, self.claim.value
        if self.verdict.value != ANY:
            ledger = ledger[ledger["verdict"] == self.verdict.value]
        if self.word.value.strip():
            ledger = ledger[ledger["claim"].str.contains(self.word.value.strip(), case=False, regex=False)]
        options = [
            (
                f"{row.claim}: {value_in_words(row.value_low, row.value_high, row.unit)} · {row.verdict}",
                row.claim_id,
            )
            for row in ledger.itertuples()
        ]
        ids = [claim_id for _, claim_id in options]
        self.claim.unobserve(self._show, names="value")  # the claim is shown once, when the list stands
        self.claim.options = options
        self.claim.value = chosen if chosen in ids else next(iter(ids), None)
        self.claim.observe(self._show, names="value")
        self._show()

    def _show(self, _change: Any = None) -> None:
        ledger = self.case.ledger
        row = next(ledger[ledger["claim_id"] == self.claim.value].itertuples(), None)
        if row is None:
            self.view.value = self.chart.value = ""
            return
        self.other.options = [
            (claim, claim_id)
            for claim_id, claim in zip(ledger["claim_id"], ledger["claim"], strict=True)
            if claim_id != row.claim_id
        ]
        figures = self.case.figures[self.case.figures["claim_id"] == row.claim_id]
        self.apart.options = [
            (f"{figure.exact} {figure.concept} · {figure.doc_id}", figure.figure_id)
            for figure in figures.itertuples()
        ]
        self.view.value = (
            f'<style>{markup_style()}</style><div class="wb"><h3>{escape(row.claim)}</h3>'
            f"<p><b>{row.verdict}</b>: {escape(row.why)}</p>{claim_figures(self.case, row.claim_id)}</div>"
        )
        drawn = chart_ranges(
            self.case.figures, ledger, self.case.articles, self.case.families, claims=[row.claim_id]
        )
        self.chart.value = drawn._repr_html_()

    def _decide(self, decision: str) -> None:
        fields: dict[str, Any] = {"note": self.note.value}
        if decision == "rename":
            fields["concept"] = self.name.value
        elif decision == "merge":
            fields["concept"] = self.other.value
        elif decision == "split":
            fields["figures"] = "; ".join(self.apart.value)
        elif decision == "rate":
            fields |= {"source_rating": self.source.value, "information_rating": self.information.value}
        if decision == "split" and not self.apart.value:
            self.said.value = "Choose the figures to split off first."
            return
        try:
            self.case.decide(self.claim.value, decision, **fields)
        except ReviewError as error:
            self.said.value = escape(f"Not recorded: {error}")
            return
        self.said.value = escape(f"Recorded: {decision}. It counts from now on, here and in the next report.")
        self.note.value = ""
        self._list()
