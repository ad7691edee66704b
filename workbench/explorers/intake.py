"""Articles are put into a case by pasting their text or dropping their files: what is there is never overwritten."""

from __future__ import annotations

import base64
import binascii
import re
from functools import cache
from html import escape
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.case import Case, sample_folder
from workbench.errors import CaseError, WorkbenchError
from workbench.explorers.base import Explorer, in_row
from workbench.explorers.markup import Html
from workbench.findings import plural
from workbench.load import needs_a_person

_SCRIPT = """
function render({ model, el }) {
  const box = document.createElement("label");
  box.textContent = "Drop files here, or choose them: ";
  box.style.cssText = "display:block;border:2px dashed currentColor;border-radius:8px;padding:1.2rem;margin:.4rem 0";
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.multiple = true;
  box.append(chooser);
  const send = async (files) => {
    const read = (file) => new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done({ name: file.name, content: String(reader.result).split(",")[1] || "" });
      reader.readAsDataURL(file);
    });
    model.set("files", await Promise.all([...files].map(read)));
    model.save_changes();
  };
  chooser.addEventListener("change", () => send(chooser.files));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    send(event.dataTransfer.files);
  });
  el.append(box);
}
export default { render };
"""


def add_articles(case: Case) -> Explorer:
    """Let a person paste the text of an article, or drop files; they go into the folder of the case's articles.

    Parameters
    ----------
    case
        The case that they are put into.
    """
    return Explorer(
        "add articles",
        static=lambda: Html(f"<p>{plural(len(case.articles), 'article')} in the case.</p>"),
        widget=lambda: _AddView(case).box,
    )


def put_article(case: Case, name: str, content: bytes) -> Path:
    """Write an article into the folder of a case's articles, under a name that no file has yet, and return its path.

    Parameters
    ----------
    case
        The case; a folder of one's own.
    name
        What to call the file; folders in it are left out.
    content
        Its bytes.

    Raises
    ------
    CaseError
        If the case is the sample or a single file, there is nothing in the article, or it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("The river rose.")
    >>> [put_article(Case(folder, cache=False), "a.txt", b"It fell.").name for _ in range(2)]
    ['a-2.txt', 'a-3.txt']
    """
    if case.path.resolve() == sample_folder().resolve():
        raise CaseError("this is the sample: make a case of your own with 'workbench new NAME', and open it.")
    if not case.path.is_dir():
        raise CaseError(f"'{case.path}' is one file: put it into a folder, and open that.")
    if not content.strip():
        raise CaseError(f"there is nothing in '{name}'.")
    folder = case.path / "articles" if (case.path / "articles").is_dir() else case.path
    plain = (
        re.sub(r"[^\w.() -]+", "-", PurePosixPath(name.replace("\\", "/")).name).strip(". ") or "article.txt"
    )
    stem, ending = Path(plain).stem[:120], Path(plain).suffix
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{ending}" for number in count(1))
    for each in names:
        try:
            with (folder / each).open("xb") as stream:
                stream.write(content)
            return folder / each
        except FileExistsError:
            continue
        except OSError as error:
            raise CaseError(f"'{folder / each}' cannot be written: {error.strerror}.") from error
    raise AssertionError  # pragma: no cover  numbers do not end


@cache
def _dropping() -> Any:
    import anywidget
    import traitlets

    class Dropped(anywidget.AnyWidget):
        _esm = _SCRIPT
        files: Any = traitlets.List().tag(sync=True)

    return Dropped


class _AddView:
    """The widgets of the explorer and what happens when one is used."""

    def __init__(self, case: Case) -> None:
        import ipywidgets as widgets

        self.case = case
        self.dropped = _dropping()()
        self.text = widgets.Textarea(
            placeholder="or paste the text of an article here, its headline first",
            layout={"width": "90%"},
            rows=8,
        )
        self.text.description = "Text"
        self.name = widgets.Text(description="Called", placeholder="Evening Post, 3 Jul")
        self.add = widgets.Button(description="Add", tooltip="Put the pasted text into the case")
        self.said = widgets.HTML()
        self.add.on_click(lambda _button: self._paste())
        self.dropped.observe(lambda _change: self._drop(), names="files")
        self.box = widgets.VBox([self.dropped, self.text, in_row(self.name, self.add), self.said])

    def _paste(self) -> None:
        name = f"{self.name.value.strip() or 'pasted'}.txt"
        if self._put([(name, self.text.value.encode("utf-8", "replace"))]):
            self.text.value = self.name.value = ""

    def _drop(self) -> None:
        try:
            files = [
                (str(file["name"]), base64.b64decode(file["content"], validate=True))
                for file in self.dropped.files
            ]
        except (KeyError, TypeError, binascii.Error) as error:
            self.said.value = escape(f"What was dropped cannot be read ({error}).")
            return
        if files:
            self._put(files)

    def _put(self, files: list[tuple[str, bytes]]) -> bool:
        """Put files into the case, read it anew, and say what became of them."""
        try:
            paths = [put_article(self.case, name, content) for name, content in files]
            self.case.read_anew()
            unread = needs_a_person(self.case.load_report)
        except WorkbenchError as error:
            self.said.value = escape(f"Not added: {error}")
            return False
        names = {path.name for path in paths}
        failed = [f"{row.path}: {row.reason}" for row in unread.itertuples() if Path(row.path).name in names]
        told = [
            f"Put into the case: {', '.join(sorted(names))}. It has {plural(len(self.case.articles), 'article')} now; "
            "run the cells above, and the other notebooks, again to see it there.",
            *(f"Not read: {line}" for line in failed),
        ]
        self.said.value = "".join(f"<p>{escape(line)}</p>" for line in told)
        return True
