"""What every explorer is made of: a widget with its static twin, a text to click in, and the recording of decisions."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from html import escape
from typing import Any

from workbench.case import PLAIN, Case
from workbench.case.progress import STATIC
from workbench.errors import ReviewError, WorkbenchError
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


COUNTS = "It counts from now on, here and in the next report; run the cells above again to see it there."
BACK = "To take it back: Undo, or delete its row in reviews.csv."
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d{1,3})?")


# The Admiralty code (NATO AJP-2.1): how far a source can be relied on, and what it says be believed.
SOURCE_RATINGS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
INFORMATION_RATINGS = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


def rated(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the grades of a rating with their meanings, to choose from; the first is none."""
    return [("", ""), *((f"{grade}: {meaning}", grade) for grade, meaning in words.items())]


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
        self.undo.on_click(lambda _button: self.answer(self._take_back))
        self.redo = widgets.Button(description="Redo", tooltip="Record again what was taken back last")
        self.redo.on_click(lambda _button: self.answer(self._record_again))
        self.box = widgets.HBox([self.undo, self.redo, self.said])
        self._offer()

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
        self._offer()
        self.say(f"Recorded: {decision.replace('_', ' ')}. {counts} {BACK}")
        self.answer(self.after)
        return True

    def answer(self, show: Callable[[], None]) -> None:
        """Let newer decisions of others count, and show something; say what went wrong if that fails."""
        try:
            self.case.reread()
            show()
        except WorkbenchError as error:
            self.say(str(error))

    def _offer(self) -> None:
        """Show the buttons that have something to do."""
        self.undo.layout.display = "" if self.case.can_undo else "none"
        self.redo.layout.display = "" if self.case.can_redo else "none"

    def _take_back(self) -> None:
        self.case.undo()
        self._offer()
        self.say("Taken back: its row is gone from reviews.csv.")
        self.after()

    def _record_again(self) -> None:
        self.case.redo()
        self._offer()
        self.say("Recorded again: its row stands in reviews.csv as it did.")
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


_SCRIPT = """
function render({ model, el }) {
  const box = document.createElement("div");
  box.className = "marked";
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
    const mark = event.target.closest("[data-id], [data-evidence]");
    if (!mark || (event.type === "keydown" && event.key !== "Enter")) return;
    model.set("chosen", mark.dataset.id ?? mark.dataset.evidence);
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


# Tables with a box that leaves only the rows that hold all words typed into it; links that ask for what they lead to.
_LIVE_SCRIPT = """
const filtered = (table, place) => {
  const groups = table.tBodies.length > 1;
  const rows = () => (groups ? [...table.tBodies] : [...table.tBodies[0].rows]);
  if (rows().length <= 8) return;
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
  place.prepend(line);
};
const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
};
function render({ model, el }) {
  const box = document.createElement("div");
  box.dataset.lmSuppressShortcuts = "true";  // a key that is pressed on a link is no command of the notebook
  const place = document.createElement("dialog");  // it stands above the notebook, which stays where it is
  place.className = "wb-place jp-ThemedContainer";
  place.setAttribute("aria-label", "Evidence");
  place.dataset.lmSuppressShortcuts = "true";
  const body = document.createElement("div");
  const seen = [];
  const back = button("Back", () => { seen.pop(); show(); });
  const head = document.createElement("p");
  head.append(back, button("Close", () => place.close()));
  place.append(head, body);
  const show = () => {
    back.hidden = seen.length < 2;
    body.innerHTML = seen.at(-1);
    (body.querySelector("mark.chosen") ?? body.firstElementChild)?.scrollIntoView({ block: "center" });
  };
  model.on("msg:custom", (told) => {
    seen[seen.length - 1] = told.markup;
    if (place.open) show();
  });
  const ask = (event) => {
    if (event.type === "keydown" && event.key !== "Enter") return;
    const link = event.target.closest("[data-leads]");
    if (!link || link.closest(".wb-place") !== (place.open ? place : null)) return;
    event.preventDefault();
    if (!place.open) seen.length = 0;
    seen.push("<p>One moment …</p>");
    show();
    if (!place.open) place.showModal();
    model.send({ leads: link.dataset.leads });
  };
  el.addEventListener("click", ask);
  el.addEventListener("keydown", ask);
  place.addEventListener("click", (event) => event.target === place && place.close());
  const draw = () => {
    box.innerHTML = model.get("markup");
    sortable(box);
    for (const table of box.querySelectorAll("table.sortable")) filtered(table, table.closest(".wb"));
  };
  model.on("change:markup", draw);
  draw();
  el.append(box, place);
}
export default { render };
"""


@cache
def _live_class() -> Any:
    import anywidget
    import traitlets

    from workbench.explorers.markup import sorting_script

    class Live(anywidget.AnyWidget):
        _esm = sorting_script() + _LIVE_SCRIPT
        markup = traitlets.Unicode().tag(sync=True)

    return Live


def live_html(markup: str, lead: Callable[[str], str]) -> Any:
    """Return a widget that shows markup: its tables are sorted by a click and filtered by words, its links open in front.

    Parameters
    ----------
    markup
        The markup, with its style; what has ``data-leads`` is a link.
    lead
        Is called with what a link leads to, and returns the markup that is shown then.
    """
    widget = _live_class()(markup=markup)
    widget.on_msg(lambda _widget, asked, _buffers: widget.send({"markup": lead(str(asked.get("leads", "")))}))
    return widget


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
