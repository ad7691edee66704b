"""JSON and JSON Lines: one article, a list of articles, or an answer of a news service with the list inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from workbench.errors import InputError
from workbench.load.decode import NESTED, is_deeper, parse_json
from workbench.load.fields import has_text, known, n_known
from workbench.load.readers import Reader
from workbench.load.readers.html import holds_elements, looks_like_html, page_text
from workbench.load.records import Found, Record, Rejected, Source

# NewsAPI and services like it give the beginning of a text and say how much is left.
CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+(\d+) chars\]\s*\Z")
MARKED_UP = re.compile(
    r"\s*<(p|div|span|article|section|h[1-6]|ul|ol|blockquote|b|strong|em|i)\b[^<>]*>(?=.*</\1>)",
    re.DOTALL | re.IGNORECASE,
)
NO_TEXT = "no body: only {names}; fetch the article itself and add it"
CUT_CHARS = 60
MAX_DEPTH = 4
DEEPEST = 100  # levels of lists and objects in one record: no news service has a tenth of that


def recognises_json(source: Source) -> bool:
    """Take text that is one JSON object or list, or is called JSON."""
    if source.is_binary or not source.head.startswith(("{", "[")):
        return False
    if source.suffix in JSON.endings:
        return True
    try:
        return _holds_records(parse_json(source.text).value)
    except ValueError:
        return False


def read_json(source: Source) -> Iterator[Found]:
    """Yield an article for each record of the list, or the one that the file is.

    Raises
    ------
    InputError
        If the file is not JSON, or holds no records.
    """
    try:
        parsed = parse_json(source.text)
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from error
    records = find_records(parsed.value)
    if records is None:
        yield record_of(parsed.value, None, parsed.warnings)
        return
    if not records:
        raise InputError("an empty list: no records")
    channel = _channel(parsed.value)
    for number, record in enumerate(records, start=1):
        told = {"publisher": channel, **record} if channel and isinstance(record, Mapping) else record
        yield record_of(told, number, parsed.warnings)


def _channel(value: Any) -> str:
    """Return the name of the channel whose messages an export of a messenger holds; empty for anything else."""
    if not isinstance(value, Mapping) or not isinstance(value.get("messages"), list):
        return ""
    name = value.get("name")
    return name if isinstance(name, str) else ""


def record_of(
    value: Any, number: int | None, warnings: tuple[str, ...] = (), *, what: str = "JSON field"
) -> Record | Rejected:
    """Return the article that a JSON value is, or why it is none.

    Examples
    --------
    >>> record_of({"text": "It rained.", "title": "Rain"}, 3).fields
    {'headline': 'Rain'}
    >>> record_of({"title": "Rain", "url": "https://example.org/rain"}, 3).reason
    'no body: only title, url; fetch the article itself and add it'
    """
    if is_deeper(value, DEEPEST):
        return Rejected(f"{NESTED}: more than {DEEPEST} levels", number)
    if not isinstance(value, Mapping):
        return Rejected(f"a {type(value).__name__} where an object with 'text' was expected", number)
    found = known(_lifted(value), what=what)
    if not found.text or not found.text.strip():
        names = ", ".join(str(key) for key in list(value)[:8]) or "an empty object"
        return Rejected(NO_TEXT.format(names=names), number)
    text = page_text(found.text) if _is_markup(found.text) else found.text
    spans, is_cut = _before_cut(text)
    warnings += (*is_cut, *found.warnings)
    return Record(text, number, found.name, found.fields, found.extra, warnings, spans)


def _before_cut(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Return the span before the mark that a text is cut there, and a warning; nothing where it is whole."""
    cut = CUT.search(text[-CUT_CHARS:])
    if not cut:
        return (), ()
    end = len(text) - len(cut[0])
    warning = f"the text is cut: {int(cut[1]):,} more characters stand on the page itself"
    return ((0, end),) if end else (), (warning,)


def _is_markup(text: str) -> bool:
    """Whether a text is HTML: it closes several elements, or opens with one of the elements of a page and closes it."""
    return looks_like_html(text) or (bool(MARKED_UP.match(text)) and holds_elements(text))


def find_records(value: Any, depth: int = 0) -> list[Any] | None:
    """Return the list of records in a JSON value, or None if it is a record itself.

    Examples
    --------
    >>> find_records({"status": "ok", "articles": [{"title": "Storm"}]})
    [{'title': 'Storm'}]
    >>> find_records({"title": "Storm", "text": "Rain.", "tags": [{"title": "weather"}]}) is None
    True
    """
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping) or depth > MAX_DEPTH or _is_article(value):
        return None
    lists = [found for item in value.values() if (found := _records_below(item, depth)) is not None]
    return max(lists, key=_n_articles, default=None)


def _records_below(value: Any, depth: int) -> list[Any] | None:
    if isinstance(value, list) and _n_articles(value) == 0:
        return None
    return find_records(value, depth + 1) if isinstance(value, list | Mapping) else None


def _n_articles(records: list[Any]) -> int:
    return sum(isinstance(record, Mapping) and n_known(record) > 0 for record in records)


def _is_article(value: Mapping[str, Any]) -> bool:
    texts = {key: item for key, item in value.items() if isinstance(item, str)}
    return has_text(texts)


def _holds_records(value: Any) -> bool:
    if isinstance(value, Mapping) and n_known(value) > 0:
        return True
    records = find_records(value)
    return bool(records) and _n_articles(records or []) > 0


def _lifted(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Lift the fields of inner objects ("fields": {"bodyText": …}) if the outer one has no text."""
    if _is_article(value):
        return value
    inner = [item for item in value.values() if isinstance(item, Mapping) and _is_article(item)]
    return {**inner[0], **value} if inner else value


JSON = Reader(
    "JSON",
    (".json",),
    "one article, a list of them, or what a news service answers (NewsAPI, Event Registry and others); cut texts "
    "and records without a body (Media Cloud, GDELT lists) are said one by one",
    recognises_json,
    read_json,
)


SNIFFED_LINES = 20
SNIFFED_CHARS = 100_000


def recognises_jsonl(source: Source) -> bool:
    """Take text most of whose first lines are objects: two at least, or one if the name says JSON Lines."""
    named = source.suffix in JSONL.endings
    if source.is_binary or not (named or source.head.startswith("{")):
        return False
    lines = [line for _, line in islice(lines_of(source.text), SNIFFED_LINES)]
    objects = sum(map(_is_object, lines))
    return objects * 2 > len(lines) and (named or objects > 1)


def read_jsonl(source: Source) -> Iterator[Record | Rejected]:
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


JSONL = Reader(
    "JSON Lines",
    (".jsonl", ".ndjson"),
    "one object a line with `text`, `body` or `content`; `id`, `title`, `publisher`, `published_at`, `author`, "
    "`url` and the like are understood, all other names are kept as columns",
    recognises_jsonl,
    read_jsonl,
)
