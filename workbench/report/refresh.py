"""Re-runs the committed notebooks on the sample and stores their outputs: ``make notebooks``."""

from __future__ import annotations

from pathlib import Path

from workbench.report.notebooks import execute, notebook_folder, notebook_format, notebooks, read_notebook


def refresh(path: Path) -> None:
    """Run a notebook from top to bottom and store it with its outputs, without what differs by run."""
    notebook = execute(read_notebook(path), folder=notebook_folder(), name=path.name)
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook_format().write(notebook, path)


if __name__ == "__main__":
    for each in notebooks():
        refresh(each)
