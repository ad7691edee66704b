"""What the workbench itself wrote: its reports are no articles, wherever they stand, and nothing else is a report."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

RECORD = "report.json"
MADE_BY = "workbench report"
IN_WORK = "-in-work-"
_MOST_BYTES = 50_000_000  # a record lists files and checks; one that is larger is none


def report_record(folder: Path) -> dict[str, Any] | None:
    """Return what ``report.json`` in a folder holds, or None if the folder is no report that the workbench wrote.

    It is one if the file says so, and lists the files of the report, the first page among them, which is there.

    Examples
    --------
    >>> report_record(Path("nowhere")) is None
    True
    """
    try:
        path = folder / RECORD
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        record = json.loads(path.read_bytes())
        first_page = (folder / "index.html").is_file()
    except (OSError, ValueError, RecursionError):
        return None
    return record if first_page and _is_ours(record) else None


def is_our_own(path: str | os.PathLike[str]) -> bool:
    """Whether a path is a report, or the folder in which one is being built: neither holds articles.

    Examples
    --------
    >>> is_our_own("articles")
    False
    """
    folder = Path(path)
    try:
        if folder.name.startswith(".") and IN_WORK in folder.name:
            return (folder / "lock").is_file()
    except OSError:
        return False
    return report_record(folder) is not None


def _is_ours(record: object) -> bool:
    if not isinstance(record, dict) or record.get("made_by") != MADE_BY:
        return False
    files = record.get("files")
    return isinstance(files, list) and all(isinstance(name, str) for name in files) and "index.html" in files
