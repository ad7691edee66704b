"""Articles of one text: the same file twice, or one text printed under another name, outlet or day."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from workbench.load.walk import NUMBERED, is_copy


class Twin(NamedTuple):
    """What is remembered of an article to tell whether another one of the same text is the same article.

    ``name`` is its own id, if it has one; ``file`` the path of its file, if it is the only article in it.
    """

    doc_id: str
    name: str
    file: str
    publisher: str
    published: str


def told_apart(one: Twin, other: Twin) -> bool:
    """Say whether two articles of one text are two: their ids, names, outlets or days differ, where both are known.

    Examples
    --------
    >>> post = Twin("a", "", "post/a.txt", "the post", "2021-07-05")
    >>> told_apart(post, post._replace(file="backup/a (1).txt")), told_apart(post, post._replace(file="post/b.txt"))
    (False, True)
    >>> told_apart(post, post._replace(published="2021-07-06")), told_apart(post, post._replace(published=""))
    (True, False)
    """
    if one.file and other.file and not same_name(one.file, other.file):
        return True
    known = ((one.name, other.name), (one.publisher, other.publisher), (one.published, other.published))
    return any(mine and its and mine != its for mine, its in known)


def same_name(one: str, other: str) -> bool:
    """Say whether two paths lead to files of one name, the marks of a copy and the ending apart.

    Examples
    --------
    >>> same_name("a/storm.txt", "b.zip!Storm.txt"), same_name("storm.txt", "storm (1).txt"), same_name("x.txt", "storm copy.txt")
    (True, True, True)
    >>> same_name("storm-1.txt", "storm-2.txt"), same_name("post.txt", "echo.txt")
    (False, False)
    """
    first, second = _file_name(one), _file_name(other)
    if any(is_copy(name, ()) for name in (first, second)):
        return True
    stems = [PurePosixPath(name).stem.casefold() for name in (first, second)]
    originals = [NUMBERED.sub("", stem) for stem in stems]
    return stems[0] in (stems[1], originals[1]) or stems[1] == originals[0]


def find_same(paths: Iterable[str], path: str) -> str:
    """Return the first of the paths that leads to a file of the same name; empty if none does."""
    return next((known for known in paths if same_name(known, path)), "")


def fingerprint(raw: str) -> bytes:
    """Return a hash of a text, the same for texts that differ only in white space and normal form."""
    text = " ".join(unicodedata.normalize("NFC", raw).split())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def copy_note(original: str) -> str:
    """Return what is said of an article that has the text of another one."""
    return f"the same text as '{original}': counted as an article, never as a voice of its own"


def _file_name(path: str) -> str:
    return path.rpartition("!")[2].rpartition("/")[2]
