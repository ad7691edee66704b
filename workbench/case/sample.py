"""Where the sample case is."""

from __future__ import annotations

from pathlib import Path


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
