"""From the files of a folder to the tables ``articles`` and ``load_report``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from workbench.load.decode import check_encoding
from workbench.load.desk import REJECTED, Desk
from workbench.load.limits import LIMITS, Limits
from workbench.load.walk import NOT_AN_ARTICLE, walk

Progress = Callable[[int, int, str], None]


class Loaded(NamedTuple):
    """Two tables: the articles as they were read, and what became of every file and record."""

    articles: pd.DataFrame
    load_report: pd.DataFrame


def load_articles(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Loaded:
    """Read every article in a case, a folder, or one file, whatever its format.

    Nothing is met in silence: the load report has one row for each file (``line`` missing) and, for a file of
    many records, one for each record (``line`` is its number). Files met = loaded + duplicate + rejected, and so
    with the records of each file. A file that is known to be no article (hidden, ``case.toml``, ``README`` …) is
    rejected with a reason that begins "not an article".

    A duplicate is the same file or record twice: the same text, white space and normal form apart, under the same
    name (the marks of a copy apart), and no other outlet or day where both are known. The same text under another
    name, outlet or day is an article, as what each outlet printed is what is compared; ``copy_of`` says whose text
    it is.

    Parameters
    ----------
    path
        A case (a folder with ``articles/`` inside), a bare folder of articles, or one file.
    encoding
        Read all text files in this encoding instead of telling it file by file.
    progress
        Called before each file with the number done, the number of all, and the path.
    limits
        What one input may ask for.

    Returns
    -------
    Loaded
        ``articles`` with ``raw`` and what the formats themselves say about an article filled in, ``text`` still
        empty; columns that the table does not document are kept behind. ``load_report``. Both may have no rows.

    Raises
    ------
    InputError
        If there is no such file or folder, it cannot be opened, or there is no such encoding.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Rain fell for three days.")
    >>> _ = (folder / "a (1).txt").write_text("Rain fell  for three days.")
    >>> _ = (folder / "b.txt").write_text("Rain fell for three days.")
    >>> loaded = load_articles(folder)
    >>> loaded.articles[["doc_id", "copy_of"]].values.tolist()
    [['a', ''], ['b', 'a']]
    >>> loaded.load_report[["path", "outcome", "doc_id"]].values.tolist()
    [['a.txt', 'loaded', 'a'], ['b.txt', 'loaded', 'b'], ['a (1).txt', 'duplicate', 'a']]
    """
    check_encoding(encoding)
    entries = walk(Path(path))
    desk = Desk(encoding=encoding, limits=limits)
    for done, entry in enumerate(entries):
        if progress:
            progress(done, len(entries), entry.shown)
        if entry.reason:
            desk.report(entry.shown, REJECTED, entry.reason)
        else:
            desk.take_file(entry.path, entry.shown)
    return Loaded(desk.articles(), desk.load_report())


def needs_a_person(load_report: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a load report that somebody should look at: what was rejected, known non-articles apart.

    Examples
    --------
    >>> from workbench.tables import as_table
    >>> rows = [dict(path=".git", line=None, outcome="rejected", doc_id="", reason="not an article: hidden")]
    >>> len(needs_a_person(as_table(rows, "load_report")))
    0
    """
    passed_over = load_report["reason"].str.startswith(NOT_AN_ARTICLE)
    return load_report[(load_report["outcome"] == REJECTED) & ~passed_over].reset_index(drop=True)
