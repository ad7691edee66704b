"""A picker of cases for the start page."""

from __future__ import annotations

import os
import shlex
from html import escape
from pathlib import Path
from typing import Any

from workbench.case import Case, sample_folder
from workbench.explorers.base import Explorer
from workbench.explorers.markup import Html

SAID = (
    "Run this notebook from the top to open it here (Run, Run All Cells). Other notebooks stay with their case: write its "
    "path into their first cell, or start again with: workbench lab {path}"
)


def known_cases(case: Case) -> list[Path]:
    """Return the cases beside the one that is open and beside the sample, the open one first.

    Examples
    --------
    >>> [path.name for path in known_cases(Case(sample_folder()))]
    ['sample', 'toll']
    """
    around = {
        folder for root in (case.path.resolve().parent, sample_folder().parent) for folder in root.iterdir()
    }
    cases = sorted(folder for folder in around if (folder / "articles").is_dir())
    return list(dict.fromkeys([case.path.resolve(), *cases]))


def pick_case(case: Case) -> Explorer:
    """Let the analyst choose another case for this notebook; without a person in front, name the open one.

    Parameters
    ----------
    case
        The case that is open.
    """
    return Explorer(
        "picker", static=lambda: Html(f"<p>{escape(case.title)}</p>"), widget=lambda: _widget(case)
    )


def _widget(case: Case) -> Any:
    import ipywidgets as widgets

    options = [(folder.name, str(folder)) for folder in known_cases(case)]
    chooser = widgets.Dropdown(options=options, description="Case")
    said = widgets.HTML()

    def choose(change: dict[str, Any]) -> None:
        os.environ["WORKBENCH_CASE"] = change["new"]
        said.value = escape(SAID.format(path=shlex.quote(change["new"])))

    chooser.observe(choose, names="value")
    return widgets.VBox([chooser, said])
