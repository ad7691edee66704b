"""Keeps what was computed on disk, named by the hash of all that went into it, so that a second run is fast.

What is kept is written beside its place and moved there in one step: a reader, a second process or a kill in the
middle of a write finds either the whole or nothing. It carries a checksum, which is verified on reading: a disk that
turned a bit costs time and no fact.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import pandas as pd

from workbench.errors import InputError, TableError
from workbench.export import replace_file
from workbench.tables import TABLES, as_table

KEEP_DAYS = 30
MOST_STATES = 4  # of a table that hangs on the decisions
AT_ONCE = 500  # articles after which a step keeps what it has made
MOST_PARTS = 4000  # files: the tables of some hundred events
CHECKSUM = 32  # bytes of a SHA-256 that stand before what is kept


@cache
def code_digest() -> str:
    """Return the hash of the package's own code and vocabulary: changed rules make old tables stale.

    Examples
    --------
    >>> len(code_digest())
    64
    """
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix not in {".pyc", ".html", ".js", ".css"}:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def input_digest(paths: Iterable[Path], *, root: Path | None = None, extra: str = "") -> str:
    """Return the hash of the files' names and bytes, of the code, and of ``extra`` settings.

    Names count from ``root`` where one is given: the same folder has the same hash by whatever path it is reached.
    What is no regular file (a pipe, a broken link, a file without read permission) counts by its name alone.

    Examples
    --------
    >>> input_digest([]) == input_digest([]) != input_digest([], extra="cp1252")
    True
    """
    digest = hashlib.sha256(f"{code_digest()}\0{pd.__version__}\0{extra}\0".encode())
    for path in sorted(paths):
        name = path if root is None else path.relative_to(root)
        digest.update(name.as_posix().encode("utf-8", "surrogateescape") + b"\0")
        if path.is_file():
            try:
                with path.open("rb") as stream:
                    digest.update(hashlib.file_digest(stream, "sha256").digest())
            except OSError:
                digest.update(b"unreadable")
    return digest.hexdigest()


class Store:
    """What was computed of one state of one case, on disk: tables, and anything else as bytes.

    Parameters
    ----------
    digest
        What :func:`input_digest` gave for the case.
    root
        Folder of all stores; by default ``WORKBENCH_CACHE`` or the user's cache folder. The value ``off``
        of that variable keeps nothing.
    tell
        Is called with a line of words when something is damaged; it is then as good as not there.
    """

    def __init__(
        self, digest: str, *, root: Path | None = None, tell: Callable[[str], None] = lambda line: None
    ) -> None:
        self.root = root if root is not None else default_root()
        self.folder = None if self.root is None else self.root / digest[:32]
        self._tell = tell

    def read(self, name: str, state: str = "") -> pd.DataFrame | None:
        """Return the stored table, or None if there is none that can be believed.

        ``state`` tells apart the tables of one name, where one of them hangs on more than the case's files.
        """
        kept = self.read_bytes(_place(name, state))
        if kept is None:
            return None
        try:
            frame = pd.read_parquet(io.BytesIO(kept))
            return as_table(frame, name) if name in TABLES else frame
        except (OSError, ValueError, TableError):  # written by another version of a library
            return None

    def write(self, name: str, frame: pd.DataFrame, state: str = "") -> None:
        """Store a table; where the folder cannot be written the work goes on without a cache."""
        if self.folder is not None:
            self.write_bytes(_place(name, state), _packed(frame))

    def read_bytes(self, name: str) -> bytes | None:
        """Return what is stored under a name, or None if it is not there or not as it was written."""
        if self.folder is None:
            return None
        try:
            kept = (self.folder / name).read_bytes()
        except OSError:
            return None
        if kept[:CHECKSUM] == self._checksum(name, kept[CHECKSUM:]):
            return kept[CHECKSUM:]
        self._tell(f"What was kept as '{name}' is damaged: it is made anew")
        return None

    def write_bytes(self, name: str, content: bytes) -> None:
        """Store bytes under a name, behind their checksum."""
        if self.folder is None:
            return
        try:
            with replace_file(self.folder / name) as stream:
                stream.write(self._checksum(name, content) + content)
        except InputError:
            self.folder = None

    def keep_newest(self, most: int, which: str = "*") -> None:
        """Delete the oldest of what is kept here under such names, beyond so many."""
        if self.folder is None:
            return
        with suppress(OSError):  # another process may delete the same at the same time
            kept = sorted(self.folder.glob(which), key=lambda path: path.stat().st_mtime)
            for path in kept[: max(0, len(kept) - most)]:
                path.unlink(missing_ok=True)

    def _checksum(self, name: str, content: bytes) -> bytes:
        """Return a hash of the bytes and of where they belong: what was put in another's place is no better."""
        place = f"{self.folder.name if self.folder else ''}\0{name}\0"
        return hashlib.sha256(place.encode() + content).digest()

    def prune(self) -> None:
        """Delete stores that nobody has written to for a month."""
        oldest = time.time() - KEEP_DAYS * 86_400
        for folder in self.root.glob("*/") if self.root is not None else ():
            with suppress(OSError):  # another process may delete the same at the same time
                if folder.stat().st_mtime < oldest:
                    shutil.rmtree(folder, ignore_errors=True)


class Parts:
    """What was computed of single articles and events of a case: it counts while they are as they were.

    A case to which an article is added computes what rests on that article, and no more. Parts are known by the content
    of the tables that they were made from.

    Parameters
    ----------
    store
        Where they are kept.
    extra
        What else they hang on.
    """

    def __init__(self, store: Store, *, extra: str = "") -> None:
        self._store, self._extra = store, extra
        store.keep_newest(MOST_PARTS)

    def of_all(
        self, names: Sequence[str], given: Sequence[pd.DataFrame], make: Callable[[], list[pd.DataFrame]]
    ) -> list[pd.DataFrame]:
        """Return tables of one event, made anew unless they were made of just these tables.

        Parameters
        ----------
        names
            What the tables are called.
        given
            What they are made from.
        make
            Makes them.
        """
        state = _content(given, self._extra)
        kept = [self._store.read(name, state) for name in names]
        found = [frame for frame in kept if frame is not None]
        if len(found) < len(names):
            found = make()
            for name, frame in zip(names, found, strict=True):
                self._store.write(name, frame, state)
        return found

    def of_each(
        self,
        name: str,
        given: Sequence[pd.DataFrame],
        make: Callable[[Sequence[pd.DataFrame]], pd.DataFrame],
        *,
        tell: Callable[[int, int], None] = lambda done, whole: None,
    ) -> pd.DataFrame:
        """Return a table of articles, of which only those are computed that are new or another.

        Parameters
        ----------
        name
            What the table is called; its rows tell their article in ``doc_id``, and so do those it is made from.
        given
            What it is made from.
        make
            Makes it from the rows of some of the articles. What it made is kept every :data:`AT_ONCE` articles.
        tell
            Is called before each of these times with how many articles are done and how many there are to do.
        """
        states = _content_by_article(given, self._extra)
        before, rows = self._read_each(name)
        same = {doc for doc, state in states.items() if before.get(doc) == state}
        rows = rows[rows["doc_id"].isin(same)]
        due = [doc for doc in states if doc not in same]
        for start in range(0, len(due), AT_ONCE) or [0]:
            tell(start, len(due))
            some = set(due[start : start + AT_ONCE])
            fresh = make([frame[frame["doc_id"].isin(some)].reset_index(drop=True) for frame in given])
            rows, same = _in_order([rows, fresh], list(states)), same | some
            if some or before != states:
                self._write_each(name, {doc: state for doc, state in states.items() if doc in same}, rows)
        return rows

    def _write_each(self, name: str, states: Mapping[str, str], rows: pd.DataFrame) -> None:
        head = json.dumps(
            states
        ).encode()  # in one file with the rows, so that neither stands without the other
        self._store.write_bytes(f"{name}.parts", head + b"\n" + _packed(rows))

    def _read_each(self, name: str) -> tuple[dict[str, str], pd.DataFrame]:
        head, _, body = (self._store.read_bytes(f"{name}.parts") or b"").partition(b"\n")
        try:
            return json.loads(head), pd.read_parquet(io.BytesIO(body))
        except (OSError, ValueError):  # there is none, or another version of a library wrote it
            return {}, pd.DataFrame({"doc_id": []})


def _packed(frame: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.to_parquet(stream)
    return stream.getvalue()


def _in_order(parts: Sequence[pd.DataFrame], docs: Sequence[str]) -> pd.DataFrame:
    """Return rows in the order of their articles, those of one article as they were."""
    whole = pd.concat([part for part in parts if len(part)] or list(parts[-1:]), ignore_index=True)
    place = {doc: at for at, doc in enumerate(docs)}
    return whole.iloc[whole["doc_id"].map(place).argsort(kind="stable")].reset_index(drop=True)


def _content(frames: Iterable[pd.DataFrame], extra: str) -> str:
    """Return a hash of all that stands in tables."""
    digest = hashlib.sha256(extra.encode("utf-8", "surrogatepass"))
    for frame in frames:
        told = [[str(name), frame[name].tolist()] for name in frame.columns]
        digest.update(json.dumps(told, default=str).encode())
    return digest.hexdigest()[:32]


def _content_by_article(frames: Sequence[pd.DataFrame], extra: str) -> dict[str, str]:
    """Return for each article a hash of its rows, in the order in which the first table has them."""
    docs = list(dict.fromkeys(doc for frame in frames for doc in frame["doc_id"]))
    parts = [dict(iter(frame.groupby("doc_id", sort=False))) for frame in frames]
    nothing = [frame.iloc[:0] for frame in frames]
    return {
        doc: _content([part.get(doc, none) for part, none in zip(parts, nothing, strict=True)], extra)
        for doc in docs
    }


def _place(name: str, state: str) -> str:
    return f"{name}.{state}.table" if state else f"{name}.table"


def default_root() -> Path | None:
    """Return the folder of all stores, or None where ``WORKBENCH_CACHE`` is ``off``."""
    setting = os.environ.get("WORKBENCH_CACHE", "")
    if setting.lower() == "off":
        return None
    if setting:
        return Path(setting)
    from platformdirs import user_cache_path

    return user_cache_path("workbench")
