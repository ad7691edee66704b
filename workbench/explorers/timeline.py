"""The timeline: figures by the days for which they are stated."""

from __future__ import annotations

from typing import Any

from workbench.case import Case
from workbench.charts.timeline import chart_timeline
from workbench.explorers.base import Explorer
from workbench.explorers.markup import Html
from workbench.ledger import what_counts

ALL = "(all)"


def explore_timeline(case: Case) -> Explorer:
    """Show for which days each source states its figures; the widget narrows it to one verdict or word.

    Parameters
    ----------
    case
        The case to look at.
    """
    return Explorer("timeline", static=lambda: _drawn(case, ALL, ""), widget=lambda: _widget(case))


def _drawn(case: Case, verdict: str, word: str) -> Html:
    figures, ledger = what_counts(case.figures, case.ledger)
    if verdict != ALL:
        ledger = ledger[ledger["verdict"] == verdict]
    if word.strip():
        ledger = ledger[ledger["claim"].str.contains(word.strip(), case=False, regex=False)]
    figures = figures[figures["claim_id"].isin(ledger["claim_id"])]
    return Html(chart_timeline(figures, ledger, case.articles, case.families)._repr_html_())


def _widget(case: Case) -> Any:
    import ipywidgets as widgets

    verdict = widgets.Dropdown(options=[ALL, *sorted(set(case.ledger["verdict"]))], description="Verdict")
    word = widgets.Text(description="About", placeholder="a word", continuous_update=False)
    view = widgets.HTML()

    def show(_change: Any = None) -> None:
        view.value = _drawn(case, verdict.value, word.value)

    for control in (verdict, word):
        control.observe(show, names="value")
    show()
    return widgets.VBox([widgets.HBox([verdict, word]), view])
