"""What every explorer with buttons shares: a decision is recorded, what became of it is said, and it is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from workbench.case import Case
from workbench.errors import ReviewError, WorkbenchError

COUNTS = "It counts from now on, here and in the next report; run the cells above again to see it there."
BACK = "To take it back: Undo, or delete its row in reviews.csv."
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d{1,3})?")


class Recorder:
    """The line under the buttons: what became of the last decision, and a button that takes it back.

    Parameters
    ----------
    case
        The case that is decided on.
    after
        Is called when what counts has changed, to show it.
    """

    def __init__(self, case: Case, after: Callable[[], None]) -> None:
        import ipywidgets as widgets

        self.case, self.after = case, after
        self.said = widgets.HTML()
        self.undo = widgets.Button(description="Undo", tooltip="Take the last decision back")
        self.undo.layout.display = "none"
        self.undo.on_click(lambda _button: self.answer(self._take_back))
        self.box = widgets.HBox([self.undo, self.said])

    def say(self, words: str) -> None:
        """Show a line of words under the buttons; they are escaped."""
        self.said.value = escape(words)

    def record(self, subject: str, decision: str, *, counts: str = COUNTS, **fields: Any) -> bool:
        """Record a decision and say what it does from now on, or why it was not recorded; return whether it was."""
        return self.attempt(decision, lambda: self.case.decide(subject, decision, **fields), counts=counts)

    def attempt(self, decision: str, record: Callable[[], Any], *, counts: str = COUNTS) -> bool:
        """Do what records a decision, and say what it does from now on, or why it was not recorded."""
        try:
            record()
        except WorkbenchError as error:
            self.say(f"Not recorded: {error}")
            return False
        self.undo.layout.display = ""
        self.say(f"Recorded: {decision}. {counts} {BACK}")
        self.answer(self.after)
        return True

    def answer(self, show: Callable[[], None]) -> None:
        """Let newer decisions of others count, and show something; say what went wrong if that fails."""
        try:
            self.case.reread()
            show()
        except WorkbenchError as error:
            self.say(str(error))

    def _take_back(self) -> None:
        self.case.undo()
        self.undo.layout.display = "none"
        self.say("Taken back: its row is gone from reviews.csv.")
        self.after()


def read_end(name: str, text: str) -> float | None:
    """Read an end of a value as a person typed it; an empty one is open.

    Raises
    ------
    ReviewError
        If it is no number.

    Examples
    --------
    >>> read_end("Low", "2,100"), read_end("High", " ")
    (2100.0, None)
    """
    typed = text.strip()
    if not typed:
        return None
    if not _NUMBER.fullmatch(typed) or not re.search(r"\d", typed):
        raise ReviewError(f"{name} must be a number like 2,100 or 0.5, not '{typed}'; an empty one is open.")
    return float(typed.replace(",", ""))


def write_end(value: float) -> str:
    """Write an end of a value so that it reads back as the same number; a missing one is empty.

    Examples
    --------
    >>> write_end(2000.0), write_end(0.5), write_end(float("nan"))
    ('2000', '0.5', '')
    """
    if value != value:
        return ""
    return repr(float(value)).removesuffix(".0")
