"""Plain text and Markdown, whose raw layer is the file; and files that hold no text at all, named by their first bytes."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache
from html import unescape
from importlib.resources import files
from itertools import dropwhile, pairwise
from typing import Any

from workbench.errors import InputError
from workbench.load.fields import has_text, known, n_known
from workbench.load.nexis import articles_or_one
from workbench.load.readers import Reader, known_endings
from workbench.load.records import Found, Record, Rejected, Source

HEAD = 4096


def recognises_binary(source: Source) -> bool:
    """Take what begins like a known binary format, or is no text in any known encoding."""
    return source.is_binary or (b"\0" in source.data[:HEAD] and bool(_signature(source.data)))


def read_binary(source: Source) -> Iterator[Found]:
    """Yield why the file is not read."""
    yield Rejected(_signature(source.data) or "no text in any known encoding, and no known format")


def _signature(data: bytes) -> str:
    return next(
        (what for offset, mark, what in _signatures() if data[offset : offset + len(mark)] == mark), ""
    )


@cache
def _signatures() -> tuple[tuple[int, bytes, str], ...]:
    text = (files("workbench.load") / "data" / "signatures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((int(row["offset"]), bytes.fromhex(row["bytes"]), row["what"]) for row in rows)


BINARY = Reader("no text", (), "", recognises_binary, read_binary)


FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[A-Za-z][^\r\n]*\r?\n|[ \t-][^\r\n]*\r?\n)+?)---[ \t]*\r?\n")
TOML_FRONT = re.compile(r"\+\+\+[ \t]*\r?\n(.*?\n)\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FRONT_CHARS = 10_000
TOLD_NAME = re.compile(r"[a-z][\w-]*")
PAIR = re.compile(r"([A-Za-z][\w -]{0,40}):(?:[ \t]+(.*)|[ \t]*\Z)")
# "Publisher: The Lantern", in Markdown also "**Publisher:** The Lantern".
HEADER_LINE = re.compile(r"(?:[-*] )?\**([A-Za-z][A-Za-z _-]{0,24}?)\**:\**(?:[ \t]+(\S.{0,300}))?")
FEWEST_HEADER_LINES, MOST_ARTICLES = 2, 10_000
LINE = re.compile(r"[^\n]*(?:\n|\Z)")
FOLDED = re.compile(r"[>|][+-]?\d?|")
ELEMENT = re.compile(
    r"</?(p|div|span|a|br|hr|h[1-6]|figure|figcaption|img|table|thead|tbody|tr|td|th|ul|ol|li|em|strong|b|i|u|blockquote|section|"
    r"article|sup|sub|iframe|video|picture|source)\b[^<>]*>",
    re.IGNORECASE,
)
INLINE = frozenset(("span", "a", "em", "strong", "b", "i", "u", "sup", "sub", "img"))
STRUCTURES = {
    "markup": re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?>"),
    "JSON": re.compile(r"\"[\w @-]{1,40}\"\s*:"),
    "TeX": re.compile(r"\\(?:begin|end|section|textbf|emph|documentclass|item)\b"),
}
FEWEST_MARKS, CHARS_TO_A_MARK = 5, 400


def recognises_text(source: Source) -> bool:
    """Take whatever no other reader has taken."""
    return True


def read_text(source: Source) -> Iterator[Found]:
    """Yield the file's text as one article, or the articles of a Nexis export.

    Raises
    ------
    InputError
        If the file is no text.
    """
    if source.is_binary:
        raise InputError("no text in any known encoding and no known format")
    front = _front_matter(source.text[:FRONT_CHARS])
    if front:
        yield _with_front_matter(source.text, *front)
        return
    notes = (*_named_otherwise(source.suffix), *_structures(source.text[:FRONT_CHARS]))
    found = list(articles_or_one(Record(source.text, warnings=notes)))
    alone = found[0] if len(found) == 1 else None
    if isinstance(alone, Record) and not alone.number and not alone.fields:
        found = list(_with_header_lines(alone))
    yield from found


def _named_otherwise(suffix: str) -> Iterator[str]:
    """Say that a file's name promises another format than the plain text that it holds."""
    if suffix in known_endings() and suffix not in PLAIN_TEXT.endings:
        yield f"named {suffix}, but nothing in it is of that format: read as plain text"


def _structures(head: str) -> Iterator[str]:
    """Say that a text has a structure that is not read."""
    for what, pattern in STRUCTURES.items():
        found = len(pattern.findall(head))
        if found >= FEWEST_MARKS and found * CHARS_TO_A_MARK >= len(head):
            yield f"looks like {what}, but is no format that is known: read as plain text"


def _front_matter(head: str) -> tuple[int, dict[str, str]] | None:
    """Return where the front matter of a Markdown file ends and what it says; None for running text between rules.

    Plain names and values are read, without YAML's references; between lines of ``+++`` stands TOML.
    """
    front = FRONT_MATTER.match(head)
    if front:
        pairs = _pairs(front[1]) if _is_all_pairs(front[1]) else {}
        is_told = n_known(pairs) > 0 or all(map(TOLD_NAME.fullmatch, pairs))
        return (front.end(), pairs) if pairs and is_told else None
    front = TOML_FRONT.match(head)
    if not front:
        return None
    try:
        return front.end(), dict(_stated(tomllib.loads(front[1].replace("\r\n", "\n"))))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _with_header_lines(record: Record) -> Iterator[Record]:
    """Yield a text with what the lines at its top state of it, "Title: …", "Publisher: …", at least two of them.

    A heading of Markdown may stand above them; the article begins behind the last one. Where such lines stand further
    down as well, an article begins at each.
    """
    _, values, _ = _header(record.raw[:FRONT_CHARS])
    if not _states(values):
        yield record
        return
    again = re.compile(rf"\n[ \t\r]*\n(?={re.escape(next(iter(values)))}[ \t]*:)")
    may_begin = [found.end() for found in again.finditer(record.raw)]
    begins = [
        at for at in may_begin[:MOST_ARTICLES] if _states(_header(record.raw[at : at + FRONT_CHARS])[1])
    ]
    for number, (start, end) in enumerate(pairwise([0, *begins, len(record.raw)]), start=1):
        yield _headed(record, record.raw[start:end], number if begins else None)


def _states(values: Mapping[str, str]) -> bool:
    """Whether lines state something of an article: two of the names are known, and half of them at least."""
    return n_known(values) >= FEWEST_HEADER_LINES and 2 * n_known(values) >= len(values)


def _headed(record: Record, raw: str, number: int | None) -> Record:
    heading, values, end = _header(raw[:FRONT_CHARS])
    found = known(values, what="header line")
    fields = {"headline": heading, **found.fields} if heading else found.fields
    return record._replace(
        raw=raw,
        number=number,
        fields=fields,
        extra=found.extra,
        warnings=(*record.warnings, *found.warnings),
        main_spans=((end, len(raw)),) if raw[end:].strip() else (),
    )


def _header(head: str) -> tuple[str, dict[str, str], int]:
    """Return the heading above the lines that state something of a text, what they state, and where they end."""
    lines = [(found.end(), found[0].strip()) for found in LINE.finditer(head)]
    opening = next((number for number, (_, text) in enumerate(lines) if text), len(lines))
    is_heading = opening < len(lines) and lines[opening][1].startswith("#")
    heading = lines[opening][1].strip("# ") if is_heading else ""
    stated = list(dropwhile(lambda line: not line[1], lines[opening + is_heading :]))
    values: dict[str, str] = {}
    end = 0
    for end_of_line, text in stated:
        pair = HEADER_LINE.fullmatch(text)
        if pair is None or not pair[2] or pair[1] in values:
            break
        values[pair[1]], end = pair[2], end_of_line
    behind = next((line for line in stated[len(values) :] if line[1]), (0, ""))
    opens_text = HEADER_LINE.fullmatch(behind[1])
    if opens_text and not opens_text[2] and has_text([opens_text[1]]):
        end = behind[0]
    return heading, values, end


def _is_all_pairs(front: str) -> bool:
    """Whether each line that is not indented, and is no item of a list, gives a name its value."""
    return all(PAIR.match(line) for line in front.splitlines() if line[:1].isalpha())


def _stated(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the names and values of TOML as text; those of its tables come after, where no other has the name."""
    tables = [value for value in values.values() if isinstance(value, Mapping)]
    inner = {name: value for table in tables for name, value in _stated(table)}
    own = {name: value for name, value in values.items() if not isinstance(value, Mapping)}
    for name, value in {**inner, **own}.items():
        if isinstance(value, list):
            yield name, "; ".join(map(str, value))
        else:
            yield name, value.isoformat() if isinstance(value, date | time) else str(value)


def _with_front_matter(text: str, end: int, pairs: Mapping[str, str]) -> Record:
    found = known({name: value for name, value in pairs.items() if not has_text([name])}, what="front matter")
    body = text[end:]
    if len(ELEMENT.findall(body)) > 1:
        body = _without_elements(body)
    return Record(
        text[:end] + body,
        fields=found.fields,
        extra=found.extra,
        warnings=tuple(note for note in found.warnings if "running text" not in note),
        main_spans=((end, end + len(body)),) if body.strip() else (),
    )


def _pairs(front: str) -> dict[str, str]:
    """Return names and values; a value may go on below, folded, or be a list."""
    values: dict[str, str] = {}
    name = ""
    for line in front.splitlines():
        pair = PAIR.match(line)
        if pair:
            name, value = pair[1], (pair[2] or "").strip()
            values[name] = "" if FOLDED.fullmatch(value) else _plain(value)
        elif name and line.strip():
            values[name] = _continued(values[name], line.strip())
    return {name: value for name, value in values.items() if value}


def _continued(value: str, piece: str) -> str:
    gap = "; " if piece.startswith("- ") else " "
    return (value + gap if value else "") + _plain(piece.removeprefix("- "))


def _plain(value: str) -> str:
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(filter(None, (piece.strip().strip("\"'") for piece in value[1:-1].split(","))))
    return value.strip("\"'") if value[:1] in "\"'" else value


def _without_elements(body: str) -> str:
    """Take the HTML out of a text in Markdown, whose lines stay as they are."""
    parted = ELEMENT.sub(lambda tag: "" if tag[1].lower() in INLINE else "\n\n", body)
    return re.sub(r"\n\s*\n\s*", "\n\n", unescape(parted)).strip() + "\n"


PLAIN_TEXT = Reader(
    "plain text",
    (".txt", ".text", ".md", ".markdown"),
    "one article a file, in any encoding (UTF-8, UTF-16 and Windows-1252 are told apart; others can be given); lines at its "
    "top that state something of it ('Title: …', 'Publisher: …') are read, and begin an article wherever they stand again",
    recognises_text,
    read_text,
)
