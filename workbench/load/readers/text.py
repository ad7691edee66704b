"""Plain text and Markdown: the raw layer is the file."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import InputError
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source


def recognises(source: Source) -> bool:
    """Take whatever no other reader has taken."""
    return True


def read(source: Source) -> Iterator[Found]:
    """Yield the file's text as one article.

    Raises
    ------
    InputError
        If the file is no text.
    """
    if source.is_binary:
        raise InputError("no text in any known encoding and no known format")
    yield Record(source.text)


READER = Reader(
    "plain text",
    (".txt", ".text", ".md", ".markdown"),
    "one article a file, in any encoding (UTF-8, UTF-16 and Windows-1252 are told apart; others can be given)",
    recognises,
    read,
)
