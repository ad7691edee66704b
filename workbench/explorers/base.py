"""What every explorer is: a widget in JupyterLab and a static twin everywhere else."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from typing import Any

from workbench.case import PLAIN
from workbench.case.progress import STATIC
from workbench.explorers.markup import Html, markup_style


class Explorer:
    """Something to look at and click in JupyterLab, with a static twin for the report.

    Parameters
    ----------
    name
        What it is, in a word or two.
    static
        Makes the static twin.
    widget
        Makes the widget, when it is first shown.
    """

    def __init__(self, name: str, *, static: Callable[[], Html], widget: Callable[[], Any]) -> None:
        self.name = name
        self._make_static = static
        self._make_widget = widget

    @cached_property
    def static(self) -> Html:
        """The static twin: markup that needs no kernel."""
        return Html(f'<style>{markup_style()}</style><div class="wb {PLAIN}">{self._make_static()}</div>')

    @cached_property
    def widget(self) -> Any:
        """The widget."""
        return self._make_widget()

    def __repr__(self) -> str:
        return f"Explorer({self.name!r})"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": self.static}
        if not os.environ.get(STATIC):
            shown = self.widget._repr_mimebundle_()
            bundle |= {kind: data for kind, data in shown.items() if kind != "text/plain"}
        return bundle


def in_row(*controls: Any) -> Any:
    """Return controls side by side, and below each other where the window is narrow."""
    import ipywidgets as widgets

    return widgets.HBox(list(controls), layout={"flex_flow": "row wrap"})
