"""Reads the tables of the lexicon, and composes patterns from their words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

LANGUAGE = "en"


@cache
def rows(name: str, language: str = LANGUAGE) -> tuple[dict[str, str], ...]:
    """Return the rows of a table of the lexicon; several spellings stand in one cell, with ``|`` between them.

    Examples
    --------
    >>> rows("agencies")[1]["name"]
    'AFP'
    """
    text = (files("workbench.lexicon") / language / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


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
