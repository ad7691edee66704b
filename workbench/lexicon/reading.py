"""Reads the tables of the lexicon, and composes patterns from their words."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGE = "en"


@cache
def rows(name: str, language: str = LANGUAGE) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of the lexicon; several spellings stand in one cell, with ``|`` between them.

    Examples
    --------
    >>> rows("agencies")[1]["name"]
    'AFP'
    """
    return tuple(csv.DictReader(_text(f"{name}.csv", language).splitlines()))


def lists(name: str, language: str = LANGUAGE) -> dict[str, Any]:
    """Return the lists of a file of the lexicon that holds several.

    Examples
    --------
    >>> "said" in lists("tense")["back"]
    True
    """
    return tomllib.loads(_text(f"{name}.toml", language))


def lines(name: str, language: str = LANGUAGE) -> list[str]:
    """Return the lines of a plain list of the lexicon, without comments.

    Examples
    --------
    >>> "profit" in lines("money")
    True
    """
    text = _text(f"{name}.txt", language).splitlines()
    return [line for line in text if line and not line.startswith("#")]


def _text(name: str, language: str) -> str:
    return (files("workbench.lexicon") / language / name).read_text(encoding="utf-8")


def spellings(cell: str) -> list[str]:
    """Return the spellings in a cell.

    Examples
    --------
    >>> spellings("acre|acres"), spellings("")
    (['acre', 'acres'], [])
    """
    return [word for word in cell.split("|") if word]


def either(words: Iterable[str]) -> str:
    """Return words as the alternatives of a pattern, the longest first.

    Raises
    ------
    ValueError
        If there are none: an empty group would match everywhere.

    Examples
    --------
    >>> either(["AP", "Reuters", "APA"])
    '(?:Reuters|APA|AP)'
    """
    ordered = sorted(filter(None, words), key=lambda word: (-len(word), word))
    if not ordered:
        raise ValueError(
            "A pattern was to be made of the words of a table, but there are none: see workbench/lexicon."
        )
    return f"(?:{'|'.join(map(re.escape, ordered))})"
