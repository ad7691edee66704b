"""Abbreviations that end in a full stop without ending a sentence."""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import rows


@cache
def abbreviations() -> dict[str, str]:
    """Return the class of each abbreviation, without its last full stop.

    Examples
    --------
    >>> abbreviations()["Gen"], abbreviations()["p.m"]
    ('title', 'clock')
    """
    return {word: row["class"] for row in rows("abbreviations") for word in row["words"].split()}


@cache
def sentence_starters() -> frozenset[str]:
    """Return the words with a capital that mostly open a sentence.

    Examples
    --------
    >>> "However" in sentence_starters()
    True
    """
    return frozenset(word for row in rows("sentence_starters") for word in row["words"].split())
