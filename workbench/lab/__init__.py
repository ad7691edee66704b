"""Opens the notebooks in JupyterLab on a case."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from workbench.case import Progress, sample_folder
from workbench.errors import CaseError
from workbench.explorers.together import remember_case
from workbench.lab.copies import copy_notebooks, foreign_notebooks, trust_notebooks
from workbench.report.notebooks import notebook_folder
from workbench.starting import absolute_alone, environment, own_folder, python_command


def open_lab(
    case: str | None,
    *,
    port: int = 8888,
    browser: bool = True,
    trust: bool = False,
    progress: Progress = lambda line: None,
) -> int:
    """Open JupyterLab on the notebooks of a case, and wait until it ends; where it can, this process becomes JupyterLab.

    The sample has the workbench's own notebooks, with their stored results; every other case has copies of them
    (:func:`workbench.lab.copies.copy_notebooks`), so that no result of one case is shown as another's.

    Parameters
    ----------
    case
        A case folder; None for the sample.
    port
        Port on this machine; the next free one is taken if it is in use.
    browser
        Whether to open a browser; else the address is printed.
    trust
        Whether to open a case with notebooks that others have written, and to take them for this user's own from
        then on.
    progress
        Is called with a line of words before JupyterLab starts.

    Returns
    -------
    int
        JupyterLab's exit status.

    Raises
    ------
    CaseError
        If the case does not exist, is empty, or its notebooks cannot be written; if others have written some of
        them, and ``trust`` is not set.
    """
    around = environment(JUPYTER_CONFIG_PATH=config_path())
    folder = notebook_folder()
    if case is not None and not _is_sample(Path(case)):
        folder = copy_notebooks(_checked(case))
        _settle_foreign(foreign_notebooks(folder), trust=trust)
        around["WORKBENCH_CASE"] = str(Path(case).resolve())
        remember_case(Path(case))
    progress(f"The notebooks are in {folder}. Ctrl+C stops JupyterLab.")
    command = [
        *python_command("-m", "jupyterlab", "--ip=127.0.0.1", f"--port={port}"),
        *(
            "--LabApp.news_url=",
            f"--ServerApp.root_dir={folder}",
            "--LabApp.default_url=/lab/tree/00_start.ipynb",
        ),
    ]
    if not browser:
        command.append("--no-browser")
    if os.name == "posix" and os.geteuid() == 0:
        command.append("--allow-root")  # as in a container; it listens on this machine alone, with a token
    return _become(command, around)


def _settle_foreign(paths: list[Path], *, trust: bool) -> None:
    if trust:
        trust_notebooks(paths)
    elif paths:
        raise CaseError(
            "Neither the workbench nor your JupyterLab has written "
            + ", ".join(f"'{path}'" for path in paths)
            + ". Whoever opens a notebook may run what is in it: read it in a text editor first, then add --trust "
            "to open the case with it, or delete it to get the workbench's own."
        )


def _become(command: list[str], around: dict[str, str]) -> int:
    """Run a command in place of this process, so that what stops this one stops it, and nothing is left running."""
    if os.name == "posix":
        sys.stderr.flush()
        os.chdir(own_folder())
        os.execve(command[0], command, around)
    return subprocess.call(command, env=around, cwd=own_folder())


def _is_sample(case: Path) -> bool:
    return case.exists() and case.resolve() == sample_folder().resolve()


def _checked(case: str) -> Path:
    if not Path(case).exists():
        raise CaseError(f"There is no folder or file '{case}'. Give a folder of articles.")
    articles = Path(case, "articles")
    folder = articles if articles.is_dir() else Path(case)
    if folder.is_dir() and not any(folder.iterdir()):
        raise CaseError(f"'{folder}' is empty: put articles into it, then open the case.")
    return Path(case)


def config_path() -> str:
    """Return where JupyterLab looks for settings: ours turn off its question about news, the rest is the user's."""
    ours = str(Path(__file__).parent / "settings")
    theirs = absolute_alone(os.environ.get("JUPYTER_CONFIG_PATH", ""))
    return os.pathsep.join(filter(None, [ours, theirs]))
