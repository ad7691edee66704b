"""What people decided: where two of them differ, and who settles it."""

from __future__ import annotations

from html import escape
from typing import Any

from workbench.case import Case
from workbench.explorers.base import Explorer, Recorder, in_row
from workbench.explorers.markup import Html
from workbench.ledger import retell_decisions

NO_TWO = "No two people decided differently."
SETTLED = "It is settled: the others' decisions on it stay in reviews.csv and count no more."


def explore_decisions(case: Case) -> Explorer:
    """Show where people decided differently; somebody settles it by saying whose decision stands.

    Parameters
    ----------
    case
        The case to look at; decisions are written to its ``reviews.csv``.
    """
    return Explorer("decisions", static=lambda: tell_disagreements(case), widget=lambda: _Settling(case).box)


def tell_disagreements(case: Case) -> Html:
    """Return where people decided differently, as a list: what each said, and whose decision counts until it is settled."""
    lines = "".join(f"<li>{_told(row, case)}</li>" for row in case.disagreements.itertuples())
    return Html(f"<ul>{lines}</ul>" if lines else f'<p class="quiet">{NO_TWO}</p>')


def _told(row: Any, case: Case) -> str:
    counts = f"until it is settled, the decision of {row.stands or 'somebody'} counts"
    return (
        f"<b>{escape(_about(row.subject, case))}</b>, {escape(row.of)}: {escape(row.said)}; {escape(counts)}."
    )


def _about(subject: str, case: Case) -> str:
    """Return in words what decisions are about; an article by its name."""
    if subject in case.names:
        return case.names[subject]
    row = case.reviews[case.reviews["subject"] == subject].tail(1)
    return str(retell_decisions(row, case.figures, case.ledger)["about"].iloc[0])


class _Settling:
    """A line for each disagreement, with a button for each person."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        self.lines, self.note = widgets.VBox(), widgets.Text(description="Note")
        self.recorder = Recorder(case, self._show)
        self.box = widgets.VBox([self.lines, self.note, self.recorder.box])
        self._show()

    def _show(self) -> None:
        import ipywidgets as widgets

        found = list(self.case.disagreements.itertuples())
        self.note.layout.display = "" if found else "none"
        self.lines.children = [self._line(row) for row in found] or [widgets.HTML(NO_TWO)]

    def _line(self, row: Any) -> Any:
        import ipywidgets as widgets

        buttons = [self._button(row.subject, who) for who in row.people]
        return in_row(widgets.HTML(_told(row, self.case)), *buttons)

    def _button(self, subject: str, who: str) -> Any:
        import ipywidgets as widgets

        button = widgets.Button(description=f"{who} is right", tooltip=f"The decision of {who} stands")

        def settle(_button: Any) -> None:
            self.recorder.record(subject, "settle", counts=SETTLED, value=who, note=self.note.value)

        button.on_click(settle)
        return button
