"""What is said of long work: how much of it is done, how long the rest will take; in a notebook one line, gone at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

# Set while notebooks run without a person in front: nobody is there to read a line of progress.
STATIC = "WORKBENCH_STATIC"
STOPPED = "Stopped at: {step}. What was done before is kept; run the cell again to go on from there."


SECONDS_BETWEEN_LINES = 5
WORTH_SAYING = 10  # seconds that are left


class Pace:
    """How long the rest of some work will take, if it goes on as it went.

    Parameters
    ----------
    clock
        Returns seconds.

    Examples
    --------
    >>> seconds = iter([0, 0, 30, 55])
    >>> pace = Pace(lambda: next(seconds))
    >>> pace.told(0, 4), pace.told(1, 4), pace.told(2, 4)
    ('0 of 4', '1 of 4, about 2 min left', '2 of 4, about 60 s left')
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = self._said = clock()

    @property
    def is_due(self) -> bool:
        """Whether nothing was said for a while."""
        return self._clock() - self._said > SECONDS_BETWEEN_LINES

    def told(self, done: int, whole: int, *, work: float | None = None) -> str:
        """Say how many parts are done and how long the others will take.

        ``work`` is the share of the work that is done, 0 to 1, where parts differ; by default that of the parts.
        """
        return f"{done:,} of {whole:,}{self.left(done / whole if work is None else work)}"

    def left(self, share: float) -> str:
        """Say how long the rest will take of work of which so much is done, 0 to 1; nothing where that is not worth saying."""
        self._said = self._clock()
        seconds = (self._said - self._began) * (1 - share) / share if share else 0.0
        return f", {in_time(seconds)} left" if seconds >= WORTH_SAYING else ""


def in_time(seconds: float) -> str:
    """Return a time to wait in words, as roughly as it is known.

    Examples
    --------
    >>> in_time(14), in_time(95), in_time(7000)
    ('about 10 s', 'about 2 min', 'about 2 h')
    """
    if seconds < 60:
        return f"about {max(1, round(seconds / 10)) * 10} s"
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes < 90 else f"about {round(minutes / 60)} h"


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
