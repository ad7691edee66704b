"""The committed notebooks: re-run and compared with their stored outputs by nbval, or stored anew."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from workbench.report.notebooks import (
    CELL_SECONDS,
    KERNEL_ENVIRONMENT,
    NOTEBOOK_SECONDS,
    execute,
    notebook_folder,
    notebook_format,
    notebooks,
    read_notebook,
)
from workbench.starting import environment, python_command


def unexecuted_cells(path: Path) -> list[int]:
    """Return the numbers of the code cells that were not executed in order, counted from 1.

    nbval passes a notebook whose cells were never run, so this is checked apart.
    """
    cells = [cell for cell in read_notebook(path).cells if cell.cell_type == "code" and cell.source.strip()]
    return [number for number, cell in enumerate(cells, start=1) if cell.execution_count != number]


def validate_notebooks(*, progress: Callable[[str], None] = lambda line: None) -> int:
    """Re-run each committed notebook in a fresh kernel and compare every output with the stored one.

    Returns
    -------
    int
        The exit status: 0 if all are equal, 2 if not; what differs is printed by nbval.
    """
    stale = {path.name: cells for path in notebooks() if (cells := unexecuted_cells(path))}
    for name, cells in stale.items():
        progress(
            f"{name}: the code cells {', '.join(map(str, cells))} were not executed in order; run 'make notebooks'"
        )
    failed = [path.name for path in notebooks() if not _agrees(path, progress)]
    for name in failed:
        progress(
            f"{name}: its outputs differ from the stored ones (see above); run 'make notebooks' if that is meant"
        )
    return 2 if stale or failed else 0


def _agrees(path: Path, progress: Callable[[str], None]) -> bool:
    progress(f"Validating {path.name}")
    command = [
        *python_command(
            "-m",
            "pytest",
            "--nbval",
            "-q",
            "-p",
            "no:cacheprovider",
            "--override-ini=addopts=",
        ),
        *(
            f"--nbval-cell-timeout={CELL_SECONDS}",
            f"--rootdir={notebook_folder()}",
            "-c",
            "/dev/null",
            str(path),
        ),
    ]
    try:
        done = subprocess.run(
            command,
            cwd=notebook_folder(),
            env=environment(**KERNEL_ENVIRONMENT),
            timeout=NOTEBOOK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def refresh_notebooks() -> None:
    """Run the committed notebooks from top to bottom and store them with their outputs."""
    for path in notebooks():
        refresh(path)


def refresh(path: Path) -> None:
    """Run a notebook from top to bottom and store it with its outputs, without what differs by run."""
    notebook = execute(read_notebook(path), folder=notebook_folder(), name=path.name)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook_format().write(notebook, path)
