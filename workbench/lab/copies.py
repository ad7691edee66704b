"""The notebooks of a case: copies without results, which keep what an analyst adds to them."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from workbench.errors import CaseError
from workbench.report.notebooks import notebook_format, notebooks, read_notebook
from workbench.store import default_root

_ORIGIN = "workbench"  # the key of a copy's metadata that says what it was made of


def copy_notebooks(case: Path) -> Path:
    """Put the notebooks beside a case, as far as they are not there, and return their folder.

    A case folder has them in ``notebooks/``, from where they find the case wherever it is moved; a bare folder or a
    file, in which nothing of ours belongs, in the user's cache. A copy holds no results: those of the sample would
    be taken for the case's. A copy that nobody changed is made anew when the workbench's own notebook has changed.

    Parameters
    ----------
    case
        A case folder, a folder of articles or one file; it must exist.

    Raises
    ------
    CaseError
        If the folder cannot be written, or it or a notebook in it is a link: in a case of somebody else it may lead to any
        file.
    """
    folder = _place(case.resolve())
    _refuse_links(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for original in notebooks():
            if _is_due(folder / original.name, original):
                _write(folder / original.name, _copy(original))
    except OSError as error:
        raise CaseError(
            f"The notebooks of the case cannot be put into '{folder}': {error.strerror}."
        ) from error
    return folder


def _refuse_links(folder: Path) -> None:
    links = [path for path in (folder, *(folder / one.name for one in notebooks())) if path.is_symlink()]
    if links:
        raise CaseError(f"'{links[0]}' is a link: put what it leads to in its place, or delete it.")


def foreign_notebooks(folder: Path) -> list[Path]:
    """Return the notebooks of a case that neither the workbench nor this user's JupyterLab has written.

    JupyterLab signs what it saves once its user has run it, with a key of this user on this machine; whatever a
    notebook says of itself counts for nothing.

    Parameters
    ----------
    folder
        The folder of the case's notebooks, once :func:`copy_notebooks` has been there.

    Raises
    ------
    ReportError
        If one is no notebook that can be read.
    """
    ours = [_copy(original) for original in notebooks()]
    return [path for path in _shown(folder) if not (_is_file(path) and _is_known(read_notebook(path), ours))]


def trust_notebooks(paths: Iterable[Path]) -> None:
    """Sign notebooks as this user's own, as ``jupyter trust`` does."""
    for path in filter(_is_file, paths):
        _notary().sign(read_notebook(path))


def _shown(folder: Path) -> list[Path]:
    """Return the notebooks that JupyterLab shows in a folder: what is hidden, it does not."""
    found = (path.relative_to(folder) for path in folder.rglob("*.ipynb"))
    return [folder / path for path in sorted(found) if not any(part.startswith(".") for part in path.parts)]


def _is_file(path: Path) -> bool:
    """Whether a notebook is a file here: no link, and no pipe, which would be waited for."""
    return path.is_file() and not path.is_symlink()


def _is_known(notebook: Any, ours: Sequence[Any]) -> bool:
    return notebook in ours or bool(_notary().check_signature(notebook))


def _notary() -> Any:
    from nbformat.sign import NotebookNotary

    return NotebookNotary()


def _place(case: Path) -> Path:
    """Return where the notebooks of a case belong."""
    if (case / "articles").is_dir():
        return case / "notebooks"
    root = default_root() or Path(tempfile.gettempdir()) / "workbench"
    name = f"{case.stem}-{hashlib.sha256(str(case).encode(errors='surrogateescape')).hexdigest()[:8]}"
    return root / "notebooks" / name


def _copy(original: Path) -> Any:
    from copy import deepcopy

    copied = deepcopy(read_notebook(original))
    for cell in copied.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    copied.metadata[_ORIGIN] = {"sources": _digest(copied)}
    return copied


def _is_due(copy: Path, original: Path) -> bool:
    """Whether a copy is missing, or has been left as it was made while its original has changed."""
    if not copy.exists():
        return True
    kept, current = read_notebook(copy), _digest(read_notebook(original))
    unchanged = kept.metadata.get(_ORIGIN, {}).get("sources") == _digest(kept)
    return unchanged and current != _digest(kept)


def _digest(notebook: Any) -> str:
    sources = json.dumps([(cell.cell_type, cell.source) for cell in notebook.cells])
    return hashlib.sha256(sources.encode()).hexdigest()[:16]


def _write(path: Path, notebook: Any) -> None:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with part.open("x", encoding="utf-8") as stream:  # not through a link that lies there
        notebook_format().write(notebook, stream)
    part.replace(path)
