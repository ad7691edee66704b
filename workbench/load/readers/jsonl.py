"""JSON Lines: one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from workbench.load.json_values import parse_json
from workbench.load.readers import Reader
from workbench.load.records import Record, Rejected, Source

SNIFFED_LINES = 20
SNIFFED_CHARS = 100_000


def recognises(source: Source) -> bool:
    """Take text most of whose first lines are objects: two at least, or one if the name says JSON Lines."""
    named = source.suffix in READER.endings
    if source.is_binary or not (named or source.head.startswith("{")):
        return False
    lines = [line for _, line in islice(lines_of(source.text), SNIFFED_LINES)]
    objects = sum(map(_is_object, lines))
    return objects * 2 > len(lines) and (named or objects > 1)


def read(source: Source) -> Iterator[Record | Rejected]:
    """Yield a record for each line; a bad line is rejected by its number and the rest is read."""
    from workbench.load.readers.json import record_of

    for number, line in lines_of(source.text):
        try:
            parsed = parse_json(line)
        except ValueError as error:
            yield Rejected(f"not JSON: {error}", number)
            continue
        yield record_of(parsed.value, number, parsed.warnings)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines that are not blank with their numbers; only LF (or CR, if there is no LF) ends a line.

    Unicode's other line ends (U+2028, U+0085 …) may stand inside a JSON string.

    Examples
    --------
    >>> list(lines_of('{}\r\n\n{"a": "b\u2028c"}\n'))
    [(1, '{}'), (3, '{"a": "b\u2028c"}')]
    """
    separator = "\n" if "\n" in text else "\r"
    start, number = 0, 0
    while start < len(text):
        end = text.find(separator, start)
        end = len(text) if end < 0 else end
        number += 1
        line = text[start:end].strip(" \t\r\n")
        if line:
            yield number, line
        start = end + 1


def _is_object(line: str) -> bool:
    if len(line) > SNIFFED_CHARS:
        return line.startswith("{")
    try:
        return isinstance(parse_json(line).value, dict)
    except ValueError:
        return False


READER = Reader(
    "JSON Lines",
    (".jsonl", ".ndjson"),
    "one object a line with `text`, `body` or `content`; `id`, `title`, `publisher`, `published_at`, `author`, "
    "`url` and the like are understood, all other names are kept as columns",
    recognises,
    read,
)
