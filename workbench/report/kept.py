"""Keeps notebooks that have run on a case, so that the next report runs those only whose results may have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from workbench.case import Case
from workbench.case.steps import LIVE
from workbench.errors import ReportError
from workbench.report.notebooks import notebook_format

# What hangs on the analyst's decisions: a notebook that asks for none of it is the same after a decision.
DECIDED = frozenset(name for step in LIVE for name in step.tables)


def read_kept(case: Case, name: str, notebook: Any) -> Any:
    """Return a notebook as it came out of its last run on the case; None if it has to run.

    It counts while its cells, the files and settings of the case, the workbench's own code and, if it asks for what
    hangs on them, the decisions are as they were.

    Parameters
    ----------
    case
        The case.
    name
        The notebook's file.
    notebook
        The notebook, ready to run.
    """
    kept = case.read_kept(_place(name))
    if kept is None:
        return None
    head, _, body = kept.partition(b"\n")
    said = json.loads(head)
    if said["key"] != _key(notebook, said["asked"], case.decisions_digest):
        return None
    try:
        return notebook_format().reads(body.decode("utf-8"), as_version=4)
    except ValueError as error:  # pragma: no cover  it was written by us, and carries a checksum
        raise ReportError(f"{name}: the kept notebook cannot be read ({error}).") from error


def keep(case: Case, name: str, ready: Any, executed: Any, asked: Sequence[str], *, decisions: str) -> None:
    """Keep a notebook with its outputs, unless a decision was written meanwhile: nobody knows if it was read.

    Parameters
    ----------
    case
        The case.
    name
        The notebook's file.
    ready
        The notebook as it was before it ran.
    executed
        The notebook with its outputs.
    asked
        The tables that it read.
    decisions
        :attr:`~workbench.case.Case.decisions_digest` as it was before the notebook ran.
    """
    if case.decisions_digest != decisions:
        return
    head = json.dumps({"key": _key(ready, asked, decisions), "asked": sorted(asked)})
    body = notebook_format().writes(executed)
    case.write_kept(_place(name), f"{head}\n{body}".encode())


def _place(name: str) -> str:
    return f"{name}.run"


def _key(notebook: Any, asked: Sequence[str], decisions: str) -> str:
    cells = [(cell.cell_type, cell.source) for cell in notebook.cells]
    said = [cells, decisions if DECIDED & {*asked} else "", version("matplotlib"), version("ipywidgets")]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
