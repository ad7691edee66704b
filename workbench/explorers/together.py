"""All explorers of a case in one place, a tab each: what is decided in one counts in the others."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from workbench.case import Case
from workbench.errors import WorkbenchError
from workbench.explorers.articles import explore_articles
from workbench.explorers.base import Explorer
from workbench.explorers.context import explore_context
from workbench.explorers.decisions import explore_decisions
from workbench.explorers.figures import explore_figures
from workbench.explorers.intake import add_articles
from workbench.explorers.ledger import explore_ledger
from workbench.explorers.markup import Html
from workbench.explorers.sources import explore_sources
from workbench.findings import origins, unreviewed, verdicts

# What a tab is called, and what stands in it.
TABS: dict[str, Callable[[Case], Explorer]] = {
    "Claims": explore_ledger,
    "Figures in the text": explore_figures,
    "Who copied whom": explore_sources,
    "Articles": explore_articles,
    "Find words": explore_context,
    "Where people differ": explore_decisions,
    "Add articles": add_articles,
}


def explore_case(case: Case) -> Explorer:
    """Show all explorers of a case as tabs; each is made when it is first opened, and anew when a decision was made since.

    Parameters
    ----------
    case
        The case to look at; decisions are written to its ``reviews.csv``.
    """
    return Explorer("case", static=lambda: _static(case), widget=lambda: _Tabs(case).box)


def _static(case: Case) -> Html:
    said = (verdicts(case.ledger), origins(case.articles, case.families), unreviewed(case.ledger))
    return Html("".join(f"<p>{escape(line)}</p>" for line in said))


class _Tabs:
    """The tabs, and with which decisions each was made."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        self.made: dict[int, str] = {}
        self.box = widgets.Tab([widgets.VBox() for _ in TABS], titles=list(TABS))
        self.box.observe(lambda _change: self._open(), names="selected_index")
        self.box.selected_index = 0
        self._open()

    def _open(self) -> None:
        """Make what stands in the open tab, unless it was made with the decisions that stand by now."""
        import ipywidgets as widgets

        at, state = self.box.selected_index, f"{self.case.decisions_digest} {len(self.case.articles)}"
        if at is None or self.made.get(at) == state:
            return
        explorer = list(TABS.values())[at]
        try:
            self.case.reread()
            shown = explorer(self.case).widget
        except WorkbenchError as error:
            shown = widgets.HTML(escape(str(error)))
        self.box.children[at].children = [shown]
        self.made[at] = state
