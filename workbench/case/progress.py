"""What a long step shows in a notebook: one line that names it, and is gone when the cell is done."""

from __future__ import annotations

import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

# Set while notebooks run without a person in front: nobody is there to read a line of progress.
STATIC = "WORKBENCH_STATIC"
STOPPED = "Stopped at: {step}. What was done before is kept; run the cell again to go on from there."


# Set while a notebook of a report runs: the file that takes the name of each table that it asks for.
ASKED = "WORKBENCH_ASKED"


def note_asked(name: str) -> None:
    """Write down that a table was asked for, where somebody wants to know what a notebook hangs on.

    Examples
    --------
    >>> note_asked("links")  # nobody does
    """
    wanted = os.environ.get(ASKED)
    if wanted:
        with Path(wanted).open("a", encoding="utf-8") as stream:
            stream.write(f"{name}\n")


def notebook_progress() -> Callable[[str], None] | None:
    """Return what shows the steps of a case in the running notebook; None where there is none, or no reader.

    Examples
    --------
    >>> notebook_progress() is None  # there is no notebook around this example
    True
    """
    if os.environ.get(STATIC):
        return None
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:  # pragma: no cover  a dependency of JupyterLab
        return None
    shell = get_ipython()
    return NotebookProgress(shell) if getattr(shell, "kernel", None) is not None else None


class NotebookProgress:
    """Shows the step that runs below the cell that asked for it.

    Parameters
    ----------
    shell
        IPython's shell of the notebook.
    """

    def __init__(self, shell: Any) -> None:
        self._handle: Any = None
        self._step = ""
        shell.events.register("post_run_cell", self._done)

    def __call__(self, step: str) -> None:
        """Name the step that begins."""
        self._step = step
        self._show(f"{step} … (the stop button of the toolbar interrupts it)")

    def _show(self, line: str) -> None:
        from IPython.display import HTML, display

        shown = HTML(f'<p class="quiet">{escape(line)}</p>' if line else "")
        if self._handle is None:
            self._handle = display(shown, display_id=True)
        else:
            self._handle.update(shown)

    def _done(self, result: Any) -> None:
        """Take the line away when the cell is done, or say where a person stopped it."""
        if self._handle is None:
            return
        stopped = isinstance(result.error_in_exec, KeyboardInterrupt)
        self._show(STOPPED.format(step=self._step) if stopped else "")
        self._handle = None
