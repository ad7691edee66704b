"""The folder of a case: where the sample is, and whether the files are still those that were read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

from workbench.errors import InputError


def changed_files(path: Path, articles: pd.DataFrame) -> list[str]:
    """Return the files of these articles that are gone or have other content than when they were read.

    A file inside an archive is only known to be gone when the archive is.

    Parameters
    ----------
    path
        The case.
    articles
        Rows of the table ``articles``.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> changed_files(Path("."), empty("articles"))
    []
    """
    from workbench.load.walk import walk

    read = dict(zip(articles["source_file"], articles["sha256"], strict=True))
    if not read:
        return []
    try:
        there = {entry.shown: entry.path for entry in walk(path) if not entry.reason}
    except InputError:
        return sorted(read)
    return sorted(name for name, sha256 in read.items() if not _is_same(name, sha256, there))


def _is_same(name: str, sha256: str, there: dict[str, Path]) -> bool:
    if name not in there:
        return any(name.startswith(shown) for shown in there)
    try:
        with there[name].open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False


def sample_folder() -> Path:
    """Return the folder of the sample case: beside the package in a checkout, inside it when installed.

    Examples
    --------
    >>> (sample_folder() / "articles").is_dir()
    True
    """
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "data" / "sample"
    return beside if beside.is_dir() else package / "data" / "sample"
