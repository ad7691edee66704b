"""Readers: a module for each family of formats, and the table of them.

How to add a reader
-------------------
1. In the module of its family, or in one of its own, write two functions and a row:

   ``recognises_<format>(source) -> bool``
       Whether this reader is the one for the file. Look at the content (``source.data``, or ``source.head``: the
       decoded beginning in lower case); the ending ``source.suffix`` may only settle what content leaves open.
       It must be quick, and must never raise.
   ``read_<format>(source) -> Iterator[Record | Rejected | Note | Member]``
       Yield a :class:`~workbench.load.records.Record` for each article. ``raw`` is *all* of the text that the
       file or record holds; what of it is the article goes into ``main_spans``, so that the cleaning can show
       what it takes away. Known facts go into ``fields`` under the names of the table ``articles``, through
       :func:`workbench.load.fields.known`, which also says how the date is known; everything else into
       ``extra``. Yield a :class:`~workbench.load.records.Rejected` with the record's number and the reason for
       what cannot be read and carry on, a :class:`~workbench.load.records.Member` for a file inside the file
       (it is then read like any other), a :class:`~workbench.load.records.Note` for something about the whole
       file. Raise :class:`~workbench.errors.InputError` if the rest of the file cannot be read. Limits are in
       ``source.limits``. Parsing is left to a well-kept library, imported inside the function.
   ``<FORMAT> = Reader(name, endings, what, recognises, read)``
       ``what`` is the line shown by :func:`formats_help` to whoever fills a case folder.

2. Add it to ``ORDER`` below. The first reader that recognises a file reads it, so the place counts:
   formats that are told by their first bytes stand before those that are told by their text, and special ones
   before general ones (a Nexis export in docx before any docx).
3. Add rows to ``tests/load/test_readers.py``: a file written after the format's structure, what must come out, and one
   damaged file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from workbench.load.records import Found, Source

ORDER = (
    *("documents.PDF", "documents.RTF", "documents.DOCX", "documents.ODT", "tables.PARQUET"),
    *("archives.ZIP", "archives.WARC", "archives.GZIP", "text.BINARY", "archives.MBOX", "archives.EML"),
    *("json.JSONL", "json.JSON", "xml.SGML", "xml.FEED", "html.FACTIVA_HTML", "html.HTML", "xml.XML"),
    *("tables.CSV", "text.PLAIN_TEXT"),
)


class Reader(NamedTuple):
    """A format: its name, usual endings, what it is for, how it is recognised and read."""

    name: str
    endings: tuple[str, ...]
    what: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Iterator[Found]]


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers in the order in which they are asked."""
    places = (place.split(".") for place in ORDER)
    return tuple(getattr(import_module(f"{__name__}.{module}"), name) for module, name in places)


@cache
def known_endings() -> frozenset[str]:
    """Return the usual file name endings of all formats."""
    return frozenset(ending for reader in readers() for ending in reader.endings)


def reader_for(source: Source) -> Reader:
    """Return the first reader that recognises the file; the last one, plain text, takes whatever is left.

    Examples
    --------
    >>> reader_for(Source("page.html", b"Just a sentence, saved under the wrong name.")).name
    'plain text'
    """
    return next(reader for reader in readers() if reader.recognises(source))


def formats_help() -> str:
    """Return what may go into a folder of articles, as Markdown, from the table of readers.

    Examples
    --------
    >>> print(formats_help())
    # What may go into this folder
    ...
    | plain text | .txt .text .md .markdown | ...
    """
    rows = (
        f"| {reader.name} | {' '.join(reader.endings)} | {reader.what} |"
        for reader in readers()
        if reader.endings
    )
    return "\n".join([HELP_HEAD, *rows, "", HELP_TAIL])


HELP_HEAD = """\
# What may go into this folder

Put the articles here as you have them: one file each, or many in one file. The type is told by what is in a
file, not by its name, and nothing in this folder is ever changed.

| format | usual endings | what is read |
|---|---|---|"""

HELP_TAIL = """\
Subfolders are read as well. An article's name in all tables (`doc_id`) is its file's name without the ending, so
short names that you recognise help. Hidden files, `README*`, notebooks and the files of the workbench itself
(`case.toml`, `reviews.csv`, `datapackage.json`, `report/`) are not read as articles. What cannot be read, and
why, stands in the table `load_report`.
"""
