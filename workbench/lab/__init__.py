"""Opens the notebooks in JupyterLab on a case."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from workbench.errors import CaseError
from workbench.report.notebooks import notebook_folder


def open_lab(case: str | None, *, port: int = 8888, browser: bool = True) -> int:
    """Open JupyterLab on the notebooks, which find the case by ``WORKBENCH_CASE``, and wait until it ends.

    Parameters
    ----------
    case
        A case folder; None for the sample.
    port
        Port on this machine; the next free one is taken if it is in use.
    browser
        Whether to open a browser; else the address is printed.

    Returns
    -------
    int
        JupyterLab's exit status.

    Raises
    ------
    CaseError
        If the case does not exist.
    """
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": config_path()}
    if case is not None:
        if not Path(case).exists():
            raise CaseError(f"There is no folder or file '{case}'. Give a folder of articles.")
        environment["WORKBENCH_CASE"] = str(Path(case).resolve())
    command = [
        *(sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1", f"--port={port}"),
        *(
            "--LabApp.news_url=",
            f"--ServerApp.root_dir={notebook_folder()}",
            "--LabApp.default_url=/lab/tree/00_start.ipynb",
        ),
    ]
    if not browser:
        command.append("--no-browser")
    return subprocess.call(command, env=environment)


def config_path() -> str:
    """Return where JupyterLab looks for settings: ours turn off its question about news, the rest is the user's."""
    ours = str(Path(__file__).parent / "settings")
    return os.pathsep.join(filter(None, [ours, os.environ.get("JUPYTER_CONFIG_PATH", "")]))
