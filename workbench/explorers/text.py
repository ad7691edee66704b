"""A text with marks that report when they are clicked or chosen by key."""

from __future__ import annotations

from functools import cache
from typing import Any

_SCRIPT = """
function render({ model, el }) {
  const box = document.createElement("div");
  el.append(box);
  const draw = () => {
    box.innerHTML = model.get("markup");
    const chosen = model.get("chosen");
    for (const mark of box.querySelectorAll("[data-id]")) {
      mark.classList.toggle("chosen", mark.dataset.id === chosen);
    }
  };
  const choose = (event) => {
    const mark = event.target.closest("[data-id]");
    if (!mark || (event.type === "keydown" && event.key !== "Enter")) return;
    model.set("chosen", mark.dataset.id);
    model.save_changes();
  };
  box.addEventListener("click", choose);
  box.addEventListener("keydown", choose);
  model.on("change:markup", draw);
  model.on("change:chosen", draw);
  draw();
}
export default { render };
"""


@cache
def _widget_class() -> Any:
    """Define the widget when one is first made: its library takes a while to import."""
    import anywidget
    import traitlets

    class MarkedText(anywidget.AnyWidget):
        _esm = _SCRIPT
        markup = traitlets.Unicode().tag(sync=True)
        chosen = traitlets.Unicode().tag(sync=True)

    return MarkedText


def marked_text(markup: str = "") -> Any:
    """Return a widget that shows markup made by :mod:`workbench.explorers.markup`.

    Its trait ``chosen`` takes the key of the mark that was clicked or chosen with Enter.
    """
    return _widget_class()(markup=markup)
