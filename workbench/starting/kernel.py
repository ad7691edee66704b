"""Starts a kernel whose notebook may lie in somebody else's case: nothing that lies beside it is run.

The kernel works in the folder of its notebook, so that a name of a file means there what it means in any notebook;
but it imports nothing from it, and what libraries look for in the working folder is not looked for there.
"""

from __future__ import annotations

import os
import pdb
import sys
from collections.abc import Sequence
from functools import partialmethod

from workbench.starting import own_folder

_OPTIONS = (
    "--InteractiveShellApp.ignore_cwd=True",
    "--IPCompleter.use_jedi=False",  # it loads what lies beside a notebook in order to complete names
)


def start(arguments: Sequence[str]) -> None:
    """Become a kernel, with the arguments that Jupyter gives to one."""
    _import_elsewhere()
    pdb.Pdb.__init__ = partialmethod(pdb.Pdb.__init__, readrc=False)  # type: ignore[assignment]
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance([*arguments, *_OPTIONS])


def _import_elsewhere() -> None:
    """Import what reads its settings from the working folder while that is one of ours."""
    notebooks = os.getcwd()  # noqa: PTH109
    os.chdir(own_folder())
    try:
        import matplotlib  # noqa: F401
    finally:
        os.chdir(notebooks)


if __name__ == "__main__":
    start(sys.argv[1:])
