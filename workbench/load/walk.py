"""Walking a folder: every file is met once, in one order, and whatever is not read is said."""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import os
import re
import stat
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from workbench.errors import InputError
from workbench.load.limits import LIMITS, size

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


def place_of(path: Path) -> str:
    """Return where a case is, as a hash: a report that is passed on does not tell the folders of its maker.

    Examples
    --------
    >>> len(place_of(Path(".")))
    16
    """
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]


def _made_here(folder: Path) -> bool:
    """Whether a report is of a folder that it lies in, or of what lies beside it: that no sender of articles can know."""
    record = report_record(folder)
    if record is None:  # one that is being built has none yet
        return True
    around = itertools.chain(folder.resolve().parents, folder.parent.iterdir())
    return any(place_of(path) == record.get("case") for path in around)


def _is_ours(record: object) -> bool:
    if not isinstance(record, dict) or record.get("made_by") != MADE_BY:
        return False
    files = record.get("files")
    return isinstance(files, list) and all(isinstance(name, str) for name in files) and "index.html" in files


NOT_AN_ARTICLE = "not an article: "
OUR_REPORT = (
    f"{NOT_AN_ARTICLE}a report that the workbench made or is making, by its report.json or its name: not read"
)
NOT_OF_THIS_PLACE = (
    "a folder with the marks of a report, but not of one that was made of a case here: not read. Move it elsewhere if it "
    "is a report, delete its report.json if it holds articles"
)
MAX_FOLDER_DEPTH = 40
NUMBERED = re.compile(r"(?: ?\(\d{1,3}\)|[-_~]\d{1,3})\Z")
COPY_WORDS = re.compile(r"[\s_()-]")


class Entry(NamedTuple):
    """Something met in the folder: a file to read (``reason`` empty), or something passed over, and why."""

    path: Path
    shown: str
    reason: str = ""


def walk(path: Path) -> list[Entry]:
    """List what a case folder, a bare folder of articles, or one file holds, in the order of their names.

    In a case, the folder with ``articles/`` inside, only that folder is walked. What by its name is no article
    (``data/not_articles.csv``: hidden files, ``case.toml``, ``README*`` …) is listed with the reason, a report of ours
    that stands among the articles too: whatever bears its marks is named.

    Raises
    ------
    InputError
        If there is no such file or folder, it cannot be opened, or it is neither, or its ``articles`` is a link that
        leads out of it.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise InputError(
            f"'{path}' cannot be opened ({_cause(error)}). Give a folder of articles, or one file."
        ) from error
    if stat.S_ISREG(mode):
        return [Entry(path, shown(path.name))]
    if not stat.S_ISDIR(mode):
        raise InputError(f"'{path}' is neither a folder nor a file. Give a folder of articles, or one file.")
    articles = path / "articles"
    start = articles if articles.is_dir() else path
    if _leads_out(articles, path):
        raise InputError(
            f"'{articles}' is a link that leads out of the case: give the folder that it leads to."
        )
    try:
        next(os.scandir(start), None)
    except OSError as error:
        raise InputError(f"The folder '{start}' cannot be opened ({_cause(error)}).") from error
    return list(_walk(start, path, top=start == path))


def read_bytes(path: Path, *, limit: int = LIMITS.file_bytes) -> bytes:
    """Read a regular file of at most ``limit`` bytes.

    Raises
    ------
    InputError
        If it is gone, may not be read, is no regular file (a pipe would never end) or is too large.
    """
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to waits for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be opened: {_cause(error)}") from error
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise InputError("neither a file nor a folder (a pipe, socket or device)")
        if status.st_size > limit:
            raise InputError(f"{size(status.st_size)}; the limit is {size(limit)}: split the file")
        try:
            # As much is set aside as is asked for; a file of the system says that it has no size.
            return stream.read(max(status.st_size, 1 << 20) + 1)
        except OSError as error:
            raise InputError(f"cannot be read: {_cause(error)}") from error


def why_not_an_article(name: str, *, top: bool) -> str:
    """Return why a name is none of an article; empty if it may be one.

    Examples
    --------
    >>> why_not_an_article(".DS_Store", top=False), why_not_an_article("storm.txt", top=True)
    ('not an article: a hidden file or folder', '')
    """
    for pattern, where, reason in _not_articles():
        if (top or where == "anywhere") and fnmatchcase(name.lower(), pattern):
            return NOT_AN_ARTICLE + reason
    return ""


def shown(path: str | os.PathLike[str]) -> str:
    """Write a path so that any file or table can hold it, with forward slashes."""
    text = os.fspath(path).replace(os.sep, "/")
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@cache
def _not_articles() -> tuple[tuple[str, str, str], ...]:
    text = (files("workbench.load") / "data" / "not_articles.csv").read_text(encoding="utf-8")
    return tuple((row["pattern"], row["where"], row["reason"]) for row in csv.DictReader(text.splitlines()))


def _walk(start: Path, root: Path, *, top: bool) -> Iterator[Entry]:
    met = {_identity(start)}
    stack = [(start, 0)]
    while stack:
        folder, depth = stack.pop()
        children = _children(folder)
        if isinstance(children, str):
            yield Entry(folder, _relative(folder, root), children)
            continue
        folders = []
        for child in children:
            if is_our_own(child):
                told = OUR_REPORT if _made_here(child) else NOT_OF_THIS_PLACE
                yield Entry(child, _relative(child, root), told)
                continue
            entry = _entry(child, root, top=top and folder == start)
            if entry is None:
                folders.append(child)
            else:
                yield entry
        yield from _refused(folders, root, met, depth)
        stack.extend((child, depth + 1) for child in reversed(folders))


def _refused(folders: list[Path], root: Path, met: set[tuple[int, int]], depth: int) -> Iterator[Entry]:
    """Take folders off the list that were met before or lie too deep; say so."""
    for child in list(folders):
        identity = _identity(child)
        if identity in met:
            reason = "the same folder as one that is read already, by a link: not read twice"
        elif depth >= MAX_FOLDER_DEPTH:
            reason = f"more than {MAX_FOLDER_DEPTH} folders deep: not read"
        else:
            met.add(identity)
            if child.suffix and _looks_like_a_file(child.name):
                yield Entry(
                    child, _relative(child, root), "a folder named like a file: the files inside are read"
                )
            continue
        folders.remove(child)
        yield Entry(child, _relative(child, root), reason)


def _looks_like_a_file(name: str) -> bool:
    from workbench.load.readers import known_endings

    return Path(name).suffix.lower() in known_endings()


def _entry(child: Path, root: Path, *, top: bool) -> Entry | None:
    """Return what to do with a child, or None for a folder to walk into."""
    reason = why_not_an_article(child.name, top=top)
    if not reason and _leads_out(child, root):
        reason = "a link that leads out of the folder: not followed; copy what it leads to into the folder"
    if reason:
        return Entry(child, _relative(child, root), reason)
    try:
        if child.is_dir():
            return None
        child.stat()
    except OSError as error:
        what = "a link to nothing" if child.is_symlink() else "cannot be opened"
        return Entry(child, _relative(child, root), f"{what}: {_cause(error)}")
    return Entry(child, _relative(child, root))


def _leads_out(path: Path, root: Path) -> bool:
    """Whether a path is a link to something outside a folder: in a case of somebody else, to any file there is."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to nothing or to itself leads nowhere
        return False


def _children(folder: Path) -> list[Path] | str:
    try:
        children = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except OSError as error:
        return f"the folder cannot be opened: {_cause(error)}"
    names = frozenset(path.name for path in children)
    return sorted(children, key=lambda path: is_copy(path.name, names))


def is_copy(name: str, names: Collection[str]) -> bool:
    """Whether a file is named like the copy of another: it is read last, so that of twins it is the duplicate.

    A number behind a name is the mark of a copy only beside the file of that name.

    Examples
    --------
    >>> is_copy("storm copy 2.txt", []), is_copy("storm (1).txt", ["storm.txt"]), is_copy("storm-1.txt", [])
    (True, True, False)
    """
    path = PurePath(name)
    original = f"{NUMBERED.sub('', path.stem)}{path.suffix}"
    if original != name and original in names:
        return True
    words = [word for word in COPY_WORDS.split(path.stem.casefold()) if word]
    if len(words) > 2 and words[-1].isdigit():
        words.pop()
    return words[:2] == ["copy", "of"] or (len(words) > 1 and words[-1] == "copy")


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (-1, hash(path))
    return (status.st_dev, status.st_ino)


def _relative(path: Path, root: Path) -> str:
    return shown(path.relative_to(root))


def _cause(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
