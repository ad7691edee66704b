"""The ledger: claims to filter; a claim opens into its figures, each in its sentence; buttons to decide."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.charts.ranges import chart_ranges
from workbench.explorers.articles import article_at
from workbench.explorers.base import (
    COUNTS,
    INFORMATION_RATINGS,
    SOURCE_RATINGS,
    Explorer,
    Recorder,
    in_row,
    marked_text,
    rated,
)
from workbench.explorers.leads import claim_figures, claims_figures, linked, live
from workbench.explorers.markup import Html, Mark, markup_style, term
from workbench.findings import plural
from workbench.ledger import is_rejected
from workbench.tables import VERDICTS
from workbench.wording import claim_values, named, plain_word

ANY = "(any)"
# What a claim can be looked for by: whether a person has looked at it.
LOOKED = {
    "by nobody yet": lambda ledger: ledger["reviewed"] == "",
    "by a person": lambda ledger: ledger["reviewed"] != "",
    "pinned": lambda ledger: ledger["pinned"],
}
OF_SEVERAL = ("confirm", "reject", "pin", "unresolved", "tag")  # decisions on every claim that is chosen
URGENT = {"conflict": 0, "updated": 1}  # the others after these
NEXT = "The claim that nobody has looked at and that most needs it: conflicts first"
TIPS = {
    "confirm": "What the workbench says of every chosen claim is right",
    "reject": "Every chosen claim is wrong, or of no interest",
    "pin": "Put every chosen claim first, as an answer to the case's question; press again to take it from there",
    "unresolved": "The sources do not allow an answer, and the report says so",
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


def _static(case: Case) -> Html:
    shown, names = case.ledger.head(MOST_STATIC), case.names
    sections, values = [], claim_values(case.ledger, case.figures)
    opened = claims_figures(case, shown["claim_id"])
    for row in shown.itertuples():
        looked = f" · reviewed: {row.reviewed}" if row.reviewed else ""
        sections.append(
            f"<details><summary>{term('verdict', row.verdict, f'verdict verdict-{row.verdict}')} "
            f"{escape(row.claim)}: {escape(values[row.claim_id])} "
            f'<span class="quiet">{plural(row.n_articles, "article")}, {plural(row.n_families, "origin")}'
            f"{escape(looked)}</span></summary>"
            f"<p>{escape(named(row.why, names))}</p>{opened[row.claim_id]}</details>"
        )
    return Html("".join(sections))


def _reviewed(claim: Any) -> str:
    return f"<p><b>Decided</b>: {escape(claim.reviewed)}</p>" if claim.reviewed else ""


class _LedgerView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        self.word = widgets.Text(description="Find", placeholder="claim, source, speaker, tag")
        said = [(plain_word("verdict", verdict), verdict) for verdict in VERDICTS]
        self.verdict = widgets.Dropdown(options=[(ANY, ANY), *said], description="Verdict")
        self.looked = widgets.Dropdown(options=[ANY, *LOOKED], description="Checked")
        self.count = widgets.HTML()
        self.claim = widgets.SelectMultiple(description="Claim", rows=12, layout={"width": "100%"})
        self.view, self.article = marked_text(), marked_text()
        self.chart = live("", case)
        self.recorder = Recorder(case, self._list)
        self.said = self.recorder.said
        self.name = widgets.Text(description="New name")
        self.other = widgets.Dropdown(description="Merge with")
        self.apart = widgets.SelectMultiple(description="Figures", rows=4, layout={"width": "60%"})
        self.source = widgets.Dropdown(options=rated(SOURCE_RATINGS), description="Source")
        self.information = widgets.Dropdown(options=rated(INFORMATION_RATINGS), description="Information")
        self.tag = widgets.Text(description="Tag", placeholder="a word")
        self.note = widgets.Text(description="Note")
        self.next = widgets.Button(description="Next to check", tooltip=NEXT, layout={"width": "auto"})
        self.next.on_click(lambda _button: self.recorder.answer(self._to_next))
        for control in (self.verdict, self.word, self.looked):
            control.observe(lambda _change: self.recorder.answer(self._list), names="value")
        self.claim.observe(self._answer, names="value")
        self.view.observe(lambda _change: self.recorder.answer(self._open), names="chosen")
        self.more = widgets.Accordion([self._rarer()], titles=["Rename, merge, split, rate, tag"])
        listed = widgets.VBox(
            [self.claim, self.count, self.article], layout={"flex": "1 1 26rem", "min_width": "0"}
        )
        opened = widgets.VBox(
            [self.view, self.chart], layout={"flex": "1 1 32rem", "min_width": "0", "padding": "0 0 0 1rem"}
        )
        self.box = widgets.VBox(
            [
                in_row(self.word, self.verdict, self.looked),
                in_row(*map(self._button, ("confirm", "reject", "pin", "unresolved")), self.next, self.note),
                self.recorder.box,
                self.more,
                in_row(listed, opened),
            ]
        )
        self._list()

    def _rarer(self) -> Any:
        """Return the boxes of the decisions that are taken less often."""
        import ipywidgets as widgets

        return widgets.VBox(
            [
                in_row(self.name, self._button("rename"), self.other, self._button("merge")),
                in_row(self.apart, self._button("split")),
                in_row(self.source, self.information, self._button("rate")),
                in_row(self.tag, self._button("tag")),
            ]
        )

    def _button(self, decision: str) -> Any:
        import ipywidgets as widgets

        tip = TIPS.get(decision, "")
        button = widgets.Button(description=decision.capitalize(), tooltip=tip, layout={"width": "auto"})
        button.on_click(lambda _button: self._decide(decision))
        return button

    @property
    def opened(self) -> str:
        """The claim that is shown: the first of those chosen; empty if there is none."""
        return next(iter(self.claim.value), "")

    def _answer(self, _change: Any) -> None:
        self.recorder.answer(self._show)

    def _listed(self) -> pd.DataFrame:
        """Return the claims that match all that is looked for."""
        ledger = self.case.ledger
        if self.verdict.value != ANY:
            ledger = ledger[ledger["verdict"] == self.verdict.value]
        if self.looked.value != ANY:
            ledger = ledger[LOOKED[self.looked.value](ledger)]
        return ledger[[_mentions(row, self.word.value, self.case.names) for row in ledger.itertuples()]]

    def _list(self) -> None:
        ledger, chosen = self._listed(), self.claim.value
        values = claim_values(ledger, self.case.figures)
        options = [
            (
                f"{'★ ' if row.pinned else ''}{row.claim}: {values[row.claim_id]} · "
                f"{'rejected' if rejected else plain_word('verdict', row.verdict)}",
                row.claim_id,
            )
            for row, rejected in zip(ledger.itertuples(), is_rejected(ledger), strict=True)
        ]
        ids = [claim_id for _, claim_id in options]
        every = len(self.case.ledger)
        told = (
            f"{len(ids)} of {plural(every, 'claim')}"
            if ids
            else "No claim matches. Clear a box above to see more."
        )
        self.count.value = f'<p class="quiet">{told}</p>'
        self.claim.unobserve(self._answer, names="value")  # the claim is shown once, when the list stands
        self.claim.options = options
        self.claim.value = tuple(name for name in chosen if name in ids) or tuple(ids[:1])
        self.claim.observe(self._answer, names="value")
        self._show()

    def _to_next(self) -> None:
        """Choose the claim that most needs a person: nobody has looked, and its sources exclude each other or it stands first."""
        ledger = self.case.ledger
        left = ledger[ledger["reviewed"] == ""]
        if left.empty:
            self.recorder.say("Every claim has been looked at.")
            return
        urgent = left.assign(order=left["verdict"].map(URGENT).fillna(len(URGENT)))
        self.word.value, self.verdict.value, self.looked.value = "", ANY, ANY
        self.claim.value = (urgent.sort_values("order", kind="stable")["claim_id"].iloc[0],)

    def _show(self) -> None:
        ledger = self.case.ledger
        row = next(ledger[ledger["claim_id"] == self.opened].itertuples(), None)
        self.article.markup = ""
        if row is None:
            self.view.markup = self.chart.markup = ""
            return
        self.view.chosen = ""
        others = ledger[ledger["claim_id"] != row.claim_id]
        alike = (others["unit"] == row.unit) & (others["kind"] == row.kind)
        others = others.assign(alike=alike).sort_values("alike", ascending=False, kind="stable")
        self.other.options = [CHOOSE, *zip(others["claim"], others["claim_id"], strict=True)]
        self.other.value = CHOOSE[1]
        # What was typed for the claim before is no decision on this one; what it was rated is.
        self.name.value = self.tag.value = self.note.value = ""
        self.source.value, self.information.value = row.source_rating, row.information_rating
        figures = self.case.figures[self.case.figures["claim_id"] == row.claim_id]
        names = self.case.names
        self.apart.options = [
            (f"{figure.exact} {figure.concept} · {names[figure.doc_id]}", figure.figure_id)
            for figure in figures.itertuples()
        ]
        tags = f"<p><b>Tags</b>: {escape(row.tags)}</p>" if row.tags else ""
        self.view.markup = (
            f'<style>{markup_style()}</style><div class="wb"><h3>{escape(row.claim)}</h3>'
            f"<p><b>{term('verdict', row.verdict)}</b>: {escape(named(row.why, names))}</p>{tags}{_reviewed(row)}"
            f"{claim_figures(self.case, row.claim_id)}"
            '<p class="quiet">Click a marked number to open its article there.</p></div>'
        )
        self._draw_chart(row.claim_id, figures, ledger)

    def _draw_chart(self, claim_id: str, figures: pd.DataFrame, ledger: pd.DataFrame) -> None:
        """Draw the values of the sources; one value alone needs no picture."""
        if len(figures[["value_low", "value_high"]].drop_duplicates()) < 2:
            self.chart.markup = ""
            return
        drawn = chart_ranges(
            self.case.figures, ledger, self.case.articles, self.case.families, claims=[claim_id]
        )
        self.chart.markup = linked(drawn._repr_html_(), self.case)

    def _open(self) -> None:
        """Show the article of the figure that was clicked, at the figure."""
        figures = self.case.figures
        figure = next(figures[figures["figure_id"] == self.view.chosen].itertuples(), None)
        if figure is None:
            self.article.markup = ""
            return
        mark = Mark(figure.start, figure.end, "figure", figure.exact, key=figure.figure_id)
        self.article.chosen = figure.figure_id
        self.article.markup = article_at(self.case, figure.doc_id, mark)

    def _decide(self, decision: str) -> None:
        fields = self._fields(decision)
        if missing := self._missing(decision, fields):
            self.recorder.say(f"Not recorded: {missing}")
            return
        counts, note = REJECTED if decision == "reject" else COUNTS, self.note.value
        if decision == "merge" and len(self.claim.value) > 1:
            self._merge_chosen(note)
            return
        chosen = self.claim.value if decision in OF_SEVERAL else (self.opened,)
        for number, claim in enumerate(chosen, start=1):
            made = self._unpin(claim) if decision == "pin" else decision
            if not self.recorder.record(claim, made, counts=counts, note=note, **fields):
                return
            if number > 1:
                self.recorder.say(f"Recorded: {decision}, for {plural(number, 'claim')}. {counts}")

    def _merge_chosen(self, note: str) -> None:
        """Merge the claims that are chosen together: one after the other with what the first has become."""
        figures = self.case.figures
        first, *others = self.claim.value
        of_first = figures.loc[figures["claim_id"] == first, "figure_id"].iloc[0]
        for other in others:
            now = self.case.figures.set_index("figure_id")["claim_id"]
            if not self.recorder.record(other, "merge", concept=now[of_first], note=note):
                return
        self.recorder.say(f"Recorded: merge, of {plural(len(others) + 1, 'claim')}. {COUNTS}")

    def _unpin(self, claim_id: str) -> str:
        """Return what the button Pin means for a claim: one that is pinned is taken from its place."""
        pinned = self.case.ledger.set_index("claim_id")["pinned"]
        return "unpin" if pinned.get(claim_id, False) else "pin"

    def _fields(self, decision: str) -> dict[str, str]:
        """Return what the boxes beside a button say."""
        if decision == "rate":
            return {"source_rating": self.source.value, "information_rating": self.information.value}
        several = len(self.claim.value) > 1
        boxes = {
            "rename": {"concept": self.name.value.strip()},
            "merge": {"concept": self.opened if several else self.other.value or ""},
            "split": {"figures": "; ".join(self.apart.value)},
            "tag": {"value": self.tag.value.strip()},
        }
        return boxes.get(decision, {})

    def _missing(self, decision: str, fields: dict[str, str]) -> str:
        """Say what has to be chosen first; nothing if all is there."""
        if not self.claim.value:
            return "choose a claim first."
        ask = {
            "rename": "type the new name first.",
            "merge": "choose two claims or more in the list, or the claim to merge it with.",
            "split": "choose the figures to split off first.",
            "rate": "choose a rating first.",
            "tag": "type the tag first.",
        }
        return "" if decision not in ask or any(fields.values()) else ask[decision]


def _mentions(claim: Any, words: str, names: Mapping[str, str]) -> bool:
    """Whether each of the words stands in a claim's name, its sources, its speakers or its tags."""
    sources = " ".join(names.get(doc, doc) for doc in claim.articles.split("; "))
    told = f"{claim.claim} {sources} {claim.stated_by} {claim.origins} {claim.tags}".lower()
    return all(word in told for word in words.lower().split())
