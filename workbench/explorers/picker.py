"""A picker of cases for the start page."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any

from workbench.case import Case, sample_folder
from workbench.explorers.base import Explorer
from workbench.explorers.markup import Html
from workbench.store import default_root

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
