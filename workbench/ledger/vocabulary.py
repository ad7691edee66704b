"""The words that tell what is counted and what happened to it, read from the tables in ``vocab/``."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*\d|\d")


class Counted(NamedTuple):
    """A class of things that are counted: what it is a kind of, and what the word itself says happened."""

    name: str
    kind_of: str
    happening: str


def rows(name: str) -> list[dict[str, str]]:
    """Read a vocabulary table.

    Examples
    --------
    >>> rows("counted")[0]["counted"]
    'people'
    """
    text = files("workbench.ledger").joinpath("vocab", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def stem(word: str) -> str:
    """Cut a word's ending, so that its forms meet. Only for comparing: the result is not a word.

    The rules are those of Harman's S stemmer (1991), with -ed and -ing.

    Examples
    --------
    >>> stem("Soldiers") == stem("soldier"), stem("injured") == stem("injure"), stem("class")
    (True, True, 'class')
    """
    word = re.sub(r"['’]s?$", "", word.lower().replace("’", "'"))
    for ending, put in (("ies", "y"), ("sses", "ss"), ("s", ""), ("ed", ""), ("ing", ""), ("e", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us")):
            word = word[: len(word) - len(ending)] + put
            if ending != "s":
                break
    return word


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, in order.

    Examples
    --------
    >>> stems("Houses were damaged")
    ['hous', 'wer', 'damag']
    """
    return [stem(word) for word in WORD.findall(text)]


@cache
def happening_of() -> dict[tuple[str, ...], str]:
    """Return what each word or run of words says happened, by their stems."""
    return {
        tuple(stems(phrase.replace("_", " "))): row["happening"]
        for row in rows("happenings")
        for phrase in row["words"].split()
    }


@cache
def growing() -> frozenset[str]:
    """Return the happenings whose count goes on while the event does."""
    return frozenset(row["happening"] for row in rows("happenings") if row["grows"] == "yes")


@cache
def counted_of() -> dict[str, Counted]:
    """Return the class of each counted word, by its stem."""
    return {
        stem(word.rsplit("_", 1)[-1]): Counted(row["counted"], row["kind_of"], row["happening"])
        for row in rows("counted")
        for word in row["words"].split()
    }
