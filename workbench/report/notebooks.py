"""Finds the notebooks, runs them on a case, one kernel at a time, and turns them into pages."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from workbench.errors import ReportError
from workbench.explorers.base import STATIC

CELL_SECONDS = 300
NOTEBOOK_SECONDS = 900
TRIES = 2


def notebook_folder() -> Path:
    """Return the folder of the notebooks: beside the package in a checkout, inside it when installed.

    Raises
    ------
    ReportError
        If there is none.

    Examples
    --------
    >>> any(path.suffix == ".ipynb" for path in notebook_folder().iterdir())
    True
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "notebooks", package / "notebooks"):
        if folder.is_dir():
            return folder
    raise ReportError(
        f"The notebooks are missing: neither {package.parent / 'notebooks'} nor {package / 'notebooks'} exists."
    )


def notebooks() -> list[Path]:
    """Return the numbered notebooks in order."""
    return sorted(path for path in notebook_folder().glob("*.ipynb") if re.match(r"\d", path.name))


def read_notebook(path: Path) -> Any:
    """Read a notebook.

    Raises
    ------
    ReportError
        If the file is no notebook.
    """
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # the library raises several kinds; the file is what matters
        raise ReportError(f"{path}: is not a notebook that can be read ({error}).") from error


def parameterize(notebook: Any, case: Path) -> Any:
    """Return a copy of a notebook that opens another case, by papermill's ``parameters`` cell."""
    from copy import deepcopy

    from papermill.parameterize import parameterize_notebook

    tagged = deepcopy(notebook)
    for cell in tagged.cells:
        cell.metadata.setdefault("tags", [])  # the library expects these to be there
    tagged.metadata.setdefault("papermill", {})
    return parameterize_notebook(tagged, {"CASE": str(case.resolve())}, report_mode=True)


def execute(notebook: Any, *, folder: Path, name: str) -> Any:
    """Run a notebook from top to bottom in a fresh kernel, and return it with its outputs.

    A kernel now and then hangs at its start: each cell and the whole notebook have a time limit, and a
    notebook that hit it is tried once more.

    Raises
    ------
    ReportError
        If a cell raises; the message names the notebook and shows the error.
    """
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    for attempt in range(TRIES):
        try:
            return _run(notebook, folder)
        except (CellTimeoutError, DeadKernelError, TimeoutError, RuntimeError) as error:  # how a kernel hangs
            if attempt + 1 == TRIES:
                raise ReportError(
                    f"{name}: did not finish, tried {TRIES} times ({type(error).__name__})."
                ) from error
        except CellExecutionError as error:
            raise ReportError(f"{name}: {error.ename}: {error.evalue}") from error
    raise AssertionError("unreachable")


def _run(notebook: Any, folder: Path) -> Any:
    import asyncio
    from copy import deepcopy

    from nbclient import NotebookClient

    client = NotebookClient(
        deepcopy(notebook),
        timeout=CELL_SECONDS,
        startup_timeout=60,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(folder)}},
    )

    async def within_limit() -> Any:
        running = client.async_execute(env={**os.environ, **KERNEL_ENVIRONMENT})
        return await asyncio.wait_for(running, NOTEBOOK_SECONDS)

    return asyncio.run(within_limit())


# Explorers show their static twins alone, and the debugger's warnings stay out of the outputs.
KERNEL_ENVIRONMENT = {STATIC: "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def notebook_title(notebook: Any, path: Path) -> str:
    """Return the first heading of a notebook, or its file's name."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found = re.search(r"^#\s+(.+)$", cell.source, flags=re.MULTILINE)
            if found:
                return found.group(1).strip()
    return path.stem


def to_html(notebook: Any) -> str:
    """Return the body of a page for an executed notebook: its words and outputs, without its code.

    Widgets are replaced by their static twins: of each output the HTML is taken, never the widget.
    """
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    priority = ["text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"]
    config = Config({"NbConvertBase": {"display_data_priority": priority}})
    exporter = HTMLExporter(
        config=config,
        template_name="basic",
        exclude_input=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(_without_parameters(notebook))
    return str(body)


def _without_parameters(notebook: Any) -> Any:
    from copy import deepcopy

    shown = deepcopy(notebook)
    hidden = {"parameters", "injected-parameters", "report-hide"}
    shown.cells = [cell for cell in shown.cells if not hidden & set(cell.metadata.get("tags", []))]
    return shown
