"""One glossary: what the words of the tables are called in front of a reader, and what they mean."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Term(NamedTuple):
    """A word of the tables: what is shown for it, and what it means in plain words."""

    said: str
    means: str


@cache
def glossary() -> dict[tuple[str, str], Term]:
    """Return every term by its kind (``verdict``, ``relation``, ``word``, …) and its name in the tables."""
    text = files("workbench.wording").joinpath("data", "glossary.toml").read_text(encoding="utf-8")
    return {
        (kind, name): Term(**entry)
        for kind, entries in tomllib.loads(text).items()
        for name, entry in entries.items()
    }


def plain_word(kind: str, name: str) -> str:
    """Return what a word of the tables is called in front of a reader; the word itself where nothing is said of it.

    Examples
    --------
    >>> plain_word("relation", "siblings"), plain_word("verdict", "agree"), plain_word("kind", "money")
    ('two copies of one text that we do not have', 'agree', 'money')
    """
    term = glossary().get((kind, name))
    return term.said if term else name.replace("_", " ")


def explain(kind: str, name: str) -> str:
    """Return what a word of the tables means, for a hover help; empty where nothing is said of it.

    Examples
    --------
    >>> explain("verdict", "single")
    'One origin alone states it, however many articles print it.'
    """
    term = glossary().get((kind, name))
    return term.means if term else ""
