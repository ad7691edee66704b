"""Plain text and Markdown: the raw layer is the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.errors import InputError
from workbench.load.fields import has_text, known
from workbench.load.nexis import articles_or_one
from workbench.load.readers import Reader
from workbench.load.records import Found, Record, Source

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[A-Za-z][^\r\n]*\r?\n|[ \t-][^\r\n]*\r?\n)+?)---[ \t]*\r?\n")
FRONT_CHARS = 10_000
PAIR = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]+([^\r\n]*)", re.MULTILINE)


def recognises(source: Source) -> bool:
    """Take whatever no other reader has taken."""
    return True


def read(source: Source) -> Iterator[Found]:
    """Yield the file's text as one article, or the articles of a Nexis export.

    Raises
    ------
    InputError
        If the file is no text.
    """
    if source.is_binary:
        raise InputError("no text in any known encoding and no known format")
    front = FRONT_MATTER.match(source.text[:FRONT_CHARS])
    if front:
        yield _with_front_matter(source.text, front)
    else:
        yield from articles_or_one(Record(source.text))


def _with_front_matter(text: str, front: re.Match[str]) -> Record:
    """Read the names and values that a Markdown file begins with; plain ones only, without YAML's references."""
    pairs = {match[1]: match[2].strip().strip("\"'") for match in PAIR.finditer(front[1]) if match[2].strip()}
    found = known({name: value for name, value in pairs.items() if not has_text([name])}, what="front matter")
    return Record(
        text,
        fields=found.fields,
        extra=found.extra,
        warnings=found.warnings,
        main_spans=((front.end(), len(text)),) if text[front.end() :].strip() else (),
    )


READER = Reader(
    "plain text",
    (".txt", ".text", ".md", ".markdown"),
    "one article a file, in any encoding (UTF-8, UTF-16 and Windows-1252 are told apart; others can be given)",
    recognises,
    read,
)
