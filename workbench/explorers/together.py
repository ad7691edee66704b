"""Which case is open, and all its explorers in one place, a tab each: what is decided in one counts in the others."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

from workbench.case import Case, sample_folder
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
from workbench.store import default_root

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


SAID = (
    "Run this notebook from the top to open it here (Run, Run All Cells). Other notebooks stay with their case: write its "
    "path into their first cell, or start again with: workbench lab {path}"
)


MOST_REMEMBERED = 30


def remember_case(path: Path) -> None:
    """Keep the place of a case that was opened, for the picker; where that cannot be written, nothing is kept."""
    root = default_root()
    if root is None:
        return
    kept = [str(path.resolve()), *(str(case) for case in remembered_cases())]
    with suppress(OSError):
        root.mkdir(parents=True, exist_ok=True)
        part = root / f".{_OPENED}.{os.getpid()}"
        part.write_text("\n".join(list(dict.fromkeys(kept))[:MOST_REMEMBERED]) + "\n", encoding="utf-8")
        part.replace(root / _OPENED)


_OPENED = "opened-cases.txt"


def remembered_cases() -> list[Path]:
    """Return the cases that were opened on this machine and are still there, the last one first."""
    root = default_root()
    try:
        lines = (root / _OPENED).read_text(encoding="utf-8").splitlines() if root else []
    except (OSError, ValueError):
        return []
    return [Path(line) for line in lines if line and Path(line).exists()]


def known_cases(case: Case) -> list[Path]:
    """Return the open case, then those that were opened before, then the cases beside it and beside the sample.

    Examples
    --------
    >>> [path.name for path in known_cases(Case(sample_folder()))][0]
    'sample'
    """
    around = {
        folder for root in (case.path.resolve().parent, sample_folder().parent) for folder in root.iterdir()
    }
    cases = sorted(folder for folder in around if (folder / "articles").is_dir())
    return list(dict.fromkeys([case.path.resolve(), *remembered_cases(), *cases]))


def pick_case(case: Case) -> Explorer:
    """Let the analyst choose another case for this notebook; without a person in front, name the open one.

    Parameters
    ----------
    case
        The case that is open.
    """
    return Explorer(
        "picker", static=lambda: Html(f"<p>{escape(case.title)}</p>"), widget=lambda: _picker(case)
    )


def _picker(case: Case) -> Any:
    import ipywidgets as widgets

    options = [(folder.name, str(folder)) for folder in known_cases(case)]
    chooser = widgets.Dropdown(options=options, description="Case")
    said = widgets.HTML()

    def choose(change: dict[str, Any]) -> None:
        os.environ["WORKBENCH_CASE"] = change["new"]
        said.value = escape(SAID.format(path=shlex.quote(change["new"])))

    chooser.observe(choose, names="value")
    return widgets.VBox([chooser, said])
