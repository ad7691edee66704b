"""What is shown in JupyterLab and answers there: a text whose marks and words can be chosen, a table that is sorted."""

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
    const shown = box.querySelector(".pane .chosen");
    if (shown) {  // the pane scrolls, the notebook stays where it is
      const pane = shown.closest(".pane");
      const above = shown.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      if (above < 0 || above > pane.clientHeight - 40) pane.scrollTop += above - pane.clientHeight / 3;
    }
  };
  const choose = (event) => {
    const mark = event.target.closest("[data-id]");
    if (!mark || (event.type === "keydown" && event.key !== "Enter")) return;
    model.set("chosen", mark.dataset.id);
    model.save_changes();
  };
  const letters = (text) => Array.from(text).length;  // code points, as the tables count
  const select = () => {
    const root = el.getRootNode();
    const chosen = root.getSelection ? root.getSelection() : document.getSelection();
    const text = box.querySelector(".text");
    if (!text || !chosen || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = letters(before.toString());
    model.set("selected", [start, start + letters(range.toString())]);
    model.save_changes();
  };
  box.addEventListener("mouseup", select);
  box.addEventListener("keyup", (event) => event.shiftKey && select());
  box.addEventListener("click", choose);
  box.addEventListener("keydown", choose);
  model.on("change:markup", draw);
  model.on("change:chosen", draw);
  draw();
}
export default { render };
"""


# A table with a box that leaves only the rows that hold all words typed into it.
_TABLE_SCRIPT = """
function render({ model, el }) {
  const box = document.createElement("div");
  box.innerHTML = model.get("markup");
  sortable(box);
  const table = box.querySelector("table.sortable");
  const groups = table && table.tBodies.length > 1;
  const rows = () => table ? (groups ? [...table.tBodies] : [...table.tBodies[0].rows]) : [];
  if (rows().length > 8) {
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "only rows with …";
    field.setAttribute("aria-label", "Only rows with");
    field.className = "filter";
    const count = document.createElement("span");
    count.className = "quiet";
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows()) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += !row.hidden;
      }
      count.textContent = words.length ? ` ${shown} of ${rows().length} rows` : "";
    });
    const line = document.createElement("p");
    line.append(field, count);
    box.querySelector(".wb").prepend(line);
  }
  el.append(box);
}
export default { render };
"""


@cache
def _table_class() -> Any:
    import anywidget
    import traitlets

    from workbench.explorers.markup import sorting_script

    class SortedTable(anywidget.AnyWidget):
        _esm = sorting_script() + _TABLE_SCRIPT
        markup = traitlets.Unicode().tag(sync=True)

    return SortedTable


def sorted_table(markup: str) -> Any:
    """Return a widget that shows a table whose columns are sorted by a click and whose rows are filtered by words.

    Parameters
    ----------
    markup
        What :func:`workbench.explorers.markup.table` made, with its style.
    """
    return _table_class()(markup=markup)


@cache
def _widget_class() -> Any:
    """Define the widget when one is first made: its library takes a while to import."""
    import anywidget
    import traitlets

    class MarkedText(anywidget.AnyWidget):
        _esm = _SCRIPT
        markup = traitlets.Unicode().tag(sync=True)
        chosen = traitlets.Unicode().tag(sync=True)
        selected = traitlets.List(traitlets.Int()).tag(sync=True)

    return MarkedText


def shown_place(raw: str, place: int) -> int:
    r"""Return where a character of a text as a page shows it stands in the text itself: a page shows one line break for two.

    Examples
    --------
    >>> shown_place("one\r\ntwo", 4), shown_place("one two", 4)
    (5, 4)
    """
    shown = 0
    for at, letter in enumerate(raw):
        if shown == place:
            return at
        shown += not (letter == "\r" and raw[at + 1 : at + 2] == "\n")
    return len(raw)


def marked_text(markup: str = "") -> Any:
    """Return a widget that shows markup made by :mod:`workbench.explorers.markup`.

    Its trait ``chosen`` takes the key of the mark that was clicked or chosen with Enter; ``selected`` takes the first
    character of the words that are selected, and the one behind the last, counted in the text as it is shown.
    """
    return _widget_class()(markup=markup)
