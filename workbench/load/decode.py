"""From bytes to text and from text to JSON, and how it was done.

The order is: byte order mark, the pattern of NUL bytes that UTF-16 leaves, strict UTF-8, what the file itself
declares (HTML, XML), Windows-1252. On news files this order is right more often than statistical detectors;
one of those is asked only for a second opinion, which becomes a warning and changes nothing.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from workbench.errors import InputError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# Declared names that browsers read as Windows-1252 (WHATWG Encoding Standard).
LATIN = {"iso8859-1", "ascii", "cp1252"}
NOT_ASCII = re.compile("[^\x00-\x7f]")
# What "surrogateescape" makes of a stray byte, and what Windows-1252 makes of it; the five bytes that it
# leaves open become C1 controls, as in browsers, so that nothing is lost.
STRAY = {
    0xDC00 + byte: bytes([byte]).decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252")
    for byte in range(0x80, 0x100)
}
HEAD = 4096
SECOND_OPINION_BYTES = 20_000


class Decoded(NamedTuple):
    """A file's text, how its bytes were read, and what a person should know about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, encoding: str | None = None) -> Decoded:
    r"""Decode a file's bytes, by the override if there is one.

    Parameters
    ----------
    data
        The bytes of the file.
    encoding
        An encoding that a person has given; it wins over everything else.

    Returns
    -------
    Decoded
        The text without a byte order mark, line ends as they are; the encoding; warnings.

    Examples
    --------
    >>> decode("Zürich".encode("utf-16"))
    Decoded(text='Zürich', encoding='utf-16-le', warnings=())
    >>> decode(b"It\x92s Z\xfcrich")[:2]
    ('It’s Zürich', 'cp1252')
    """
    if encoding:
        return _by_override(data, encoding)
    for mark, name in MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    wide = utf16_pattern(data)
    if wide:
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)


def check_encoding(encoding: str | None) -> None:
    """Raise InputError if Python knows no text encoding of that name.

    Examples
    --------
    >>> check_encoding("latin-1")
    >>> check_encoding("latin-one")
    Traceback (most recent call last):
    ...
    workbench.errors.InputError: There is no text encoding 'latin-one'. Examples: utf-8, cp1252, utf-16-le.
    """
    if encoding is None:
        return
    try:
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        raise InputError(
            f"There is no text encoding '{encoding}'. Examples: utf-8, cp1252, utf-16-le."
        ) from error


def utf16_pattern(data: bytes) -> str:
    """Tell UTF-16 without a mark by its NUL bytes: all on one side, on at least a tenth of the places.

    Examples
    --------
    >>> utf16_pattern("plain words".encode("utf-16-be")), utf16_pattern(b"plain words")
    ('utf-16-be', '')
    """
    head = data[:HEAD]
    pairs = len(head) // 2
    if pairs < 2 or b"\0" not in head:
        return ""
    high, low = head[0::2].count(0), head[1::2].count(0)
    if max(high, low) < 0.1 * pairs or min(high, low) > 0.02 * pairs:
        return ""
    return "utf-16-be" if high > low else "utf-16-le"


def _by_override(data: bytes, encoding: str) -> Decoded:
    name = codecs.lookup(encoding).name
    for mark, _ in MARKS:
        if data.startswith(mark) and name.startswith("utf"):
            data = data[len(mark) :]
            break
    return _lenient(data, name)


def _marked(data: bytes, encoding: str) -> Decoded:
    if encoding != "utf-8":
        return _lenient(data, encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8-sig")
    except UnicodeDecodeError:
        return _not_utf8(data)


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        return Decoded(text, encoding, (f"{text.count(chr(0xFFFD))} place(s) are not valid {encoding}",))


def _not_utf8(data: bytes) -> Decoded:
    """Read bytes that are not UTF-8: as declared, as UTF-8 with strays, else as Windows-1252."""
    declared = _declared(data)
    if declared:
        return Decoded(data.decode(declared, "replace"), declared)
    text, strays = _with_strays(data)
    if len(NOT_ASCII.findall(text)) > len(strays):
        line = _first_bad_line(data)
        return Decoded(
            text,
            "utf-8+cp1252",
            (
                f"mixed encodings: {len(strays)} byte(s), the first in line {line}, are not UTF-8 and were read "
                f"as cp1252",
            ),
        )
    return Decoded(text, "cp1252", _second_opinion(data))


def _first_bad_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _declared(data: bytes) -> str:
    found = DECLARED.search(data[:HEAD])
    if not found:
        return ""
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
        data[:HEAD].decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return "" if name.startswith("utf") or name in LATIN else name


def _with_strays(data: bytes) -> tuple[str, list[str]]:
    """Read as UTF-8, and every byte that is none as Windows-1252."""
    text = data.decode("utf-8", "surrogateescape")
    return text.translate(STRAY), re.findall("[\udc80-\udcff]", text)


def _second_opinion(data: bytes) -> tuple[str, ...]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SECOND_OPINION_BYTES]).best()
    if best is None or not best.alphabets or _western(best.encoding):
        return ()
    return (f"read as cp1252, but it may be {best.encoding}: if so, give the encoding",)


def _western(name: str) -> bool:
    # Code pages that put the letters of western Europe and typographic marks where Windows-1252 does, or nearly.
    return name in {"ascii", "utf_8"} or name in _WESTERN


_WESTERN = {
    *("cp1252", "cp1250", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_15", "iso8859_9", "iso8859_2"),
    *("iso8859_14", "iso8859_16", "iso8859_10", "iso8859_13", "iso8859_4", "iso8859_3", "mac_roman"),
    *("hp_roman8", "cp437", "cp850", "cp858"),
}


SURROGATE = re.compile("[\ud800-\udfff]")


NESTED = "nested too deeply"


class Parsed(NamedTuple):
    """A JSON value, and what was odd about it."""

    value: Any
    warnings: tuple[str, ...]


def parse_json(text: str) -> Parsed:
    r"""Parse JSON.

    Raises
    ------
    ValueError
        If it is not JSON; the message says where.

    Examples
    --------
    >>> parse_json('{"a": 1, "a": NaN, "b": "\\ud83d"}')
    Parsed(value={'a': None, 'b': '�'}, warnings=('NaN is no JSON value: left empty',
    "key 'a' stands twice in one object: the last one counts", 'half of a character (a lone surrogate) replaced by U+FFFD'))
    """
    warnings: dict[str, None] = {}

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            seen: set[str] = set()
            for key, _ in items:
                if key in seen:
                    warnings[f"key {key[:60]!r} stands twice in one object: the last one counts"] = None
                seen.add(key)
        return found

    def constant(name: str) -> None:
        warnings[f"{name} is no JSON value: left empty"] = None

    try:
        value = json.loads(
            text, object_pairs_hook=pairs, parse_constant=constant, parse_int=_integer, strict=False
        )
    except RecursionError as error:
        raise ValueError(NESTED) from error
    if r"\ud" in text or r"\uD" in text:
        try:
            value, halves = _whole(value)
        except RecursionError as error:
            raise ValueError(NESTED) from error
        if halves:
            warnings["half of a character (a lone surrogate) replaced by U+FFFD"] = None
    return Parsed(value, tuple(warnings))


def is_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects stand inside each other in more levels than that; it goes down no deeper than that.

    Examples
    --------
    >>> is_deeper({"a": [1]}, 2), is_deeper({"a": [[1]]}, 2)
    (False, True)
    """
    level = [value]
    for _ in range(levels):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _integer(digits: str) -> int | str:
    # Python refuses to read integers of thousands of digits; they are no quantity we could use.
    return int(digits) if len(digits) < 1000 else digits


def _whole(value: Any) -> tuple[Any, int]:
    """Replace lone surrogates in all strings of a value; return it and how many there were."""
    if isinstance(value, str):
        return SURROGATE.subn("\ufffd", value)
    if isinstance(value, list):
        return _all_whole(value)
    if isinstance(value, dict):
        (keys, n_in_keys), (parts, n_in_parts) = _all_whole(value), _all_whole(value.values())
        return dict(zip(keys, parts, strict=True)), n_in_keys + n_in_parts
    return value, 0


def _all_whole(values: Iterable[Any]) -> tuple[list[Any], int]:
    pairs = [_whole(value) for value in values]
    return [whole for whole, _ in pairs], sum(n for _, n in pairs)
