"""JSON as it is found: duplicate keys, NaN, lone surrogates and endless nesting are said, not passed on."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

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
        parts = [_whole(item) for item in value]
        return [part for part, _ in parts], sum(n for _, n in parts)
    if isinstance(value, dict):
        keys = [_whole(key) for key in value]
        parts = [_whole(item) for item in value.values()]
        whole = {key: part for (key, _), (part, _) in zip(keys, parts, strict=True)}
        return whole, sum(n for _, n in keys) + sum(n for _, n in parts)
    return value, 0
