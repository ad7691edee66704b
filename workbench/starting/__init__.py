"""Starting other processes so that none of them runs code that lies in a case or in the current folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KERNEL_MODULE = "workbench.starting.kernel"
_PACKAGE = HERE.parent


def python_command(*arguments: str) -> list[str]:
    """Return the command of a Python that imports nothing from its working folder, nor from beside its script.

    Examples
    --------
    >>> python_command("-m", "jupyterlab")[1:]
    ['-P', '-m', 'jupyterlab']
    """
    return [sys.executable, "-P", *arguments]


def own_folder() -> str:
    """Return the folder in which a process of ours works: one of the package, which no case can reach.

    What a library looks for in the working folder (``matplotlibrc``, ``node_modules``, templates) it finds there.
    """
    return str(HERE)


def kernel_folders() -> list[str]:
    """Return where Jupyter is to look for kernels: ours comes first."""
    from jupyter_core.paths import jupyter_path

    return [str(HERE / "jupyter" / "kernels"), *jupyter_path("kernels")]


def environment(**added: str) -> dict[str, str]:
    """Return the environment of a process of ours.

    It is this one's with kernels that import nothing from the folder of a notebook (:mod:`workbench.starting.kernel`),
    and without search paths that mean whatever folder is the current one.

    Parameters
    ----------
    **added
        What else it holds.

    Examples
    --------
    >>> environment(WORKBENCH_CASE="mine")["WORKBENCH_CASE"]
    'mine'
    """
    kept = dict(os.environ)
    if "PYTHONPATH" in kept:
        kept["PYTHONPATH"] = absolute_alone(kept["PYTHONPATH"])
    kept["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(HERE / "jupyter"), absolute_alone(kept.get("JUPYTER_PATH", ""))])
    )
    return kept | {"NoDefaultCurrentDirectoryInExePath": "1"} | added  # Windows looks there for programs, too


def absolute_alone(paths: str) -> str:
    """Leave out of a search path what is relative: it is looked for in the current folder.

    Examples
    --------
    >>> absolute_alone(os.pathsep.join(["", "lib", os.path.abspath("lib")])) == os.path.abspath("lib")
    True
    """
    return os.pathsep.join(path for path in paths.split(os.pathsep) if Path(path).is_absolute())


def import_without(name: str, *optional: str) -> Any:
    """Import a module as if modules that it can do without were not installed; those that are loaded stay.

    Parameters
    ----------
    name
        The module.
    *optional
        What it would load for things that are not wanted of it.

    Returns
    -------
    Any
        The module.

    Examples
    --------
    >>> import_without("json", "numpy").dumps([1])
    '[1]'
    """
    modules: dict[str, Any] = sys.modules
    hidden = [other for other in optional if other not in modules]
    modules.update(dict.fromkeys(hidden))  # None says to the import system: it is not to be had
    try:
        return import_module(name)
    finally:
        for other in hidden:
            del modules[other]


def import_part(package: str, module: str) -> Any:
    """Import one module of a package, and nothing that the package itself would import.

    Parameters
    ----------
    package
        The package, of which the module needs nothing but what lies beside it.
    module
        The module in it.

    Returns
    -------
    Any
        The module.

    Examples
    --------
    >>> import_part("json", "scanner").NUMBER_RE.match("1.5")[0]
    '1.5'
    """
    found = find_spec(package)
    if package in sys.modules or found is None:
        return import_module(f"{package}.{module}")
    shell = sys.modules[package] = module_from_spec(found)
    try:
        return import_module(f"{package}.{module}")
    finally:
        if sys.modules.get(package) is shell:
            del sys.modules[package]


@contextmanager
def safe_children() -> Iterator[None]:
    """Have every Python that a library starts meanwhile import nothing from the current folder."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def leave_out_current_folder() -> None:
    """Take the current folder off the path of this process, unless the workbench itself lies in it.

    It is there when Python was started with ``-m``, and where ``PYTHONPATH`` has an empty part.
    """
    here = os.getcwd()  # noqa: PTH109 (a folder that is gone is no reason to fail later than need be)
    sys.path[:] = [path for path in sys.path if not _means_current(path, here)]


def _means_current(path: str, here: str) -> bool:
    if Path(path).is_absolute() and path != here:
        return False
    return not (Path(here) / _PACKAGE.name).samefile(_PACKAGE) if _holds_package(here) else True


def _holds_package(folder: str) -> bool:
    return (Path(folder) / _PACKAGE.name).is_dir()
