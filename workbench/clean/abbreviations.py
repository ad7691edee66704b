"""Abbreviations that end in a full stop without ending a sentence."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def abbreviations() -> dict[str, str]:
    """Return the class of each abbreviation in ``data/abbreviations.csv``, without its last full stop.

    Examples
    --------
    >>> abbreviations()["Gen"], abbreviations()["p.m"]
    ('title', 'clock')
    """
    table = files("workbench.clean").joinpath("data/abbreviations.csv").read_text(encoding="utf-8")
    return {word: row["class"] for row in csv.DictReader(table.splitlines()) for word in row["words"].split()}


@cache
def sentence_starters() -> frozenset[str]:
    """Return the words with a capital that mostly open a sentence, from ``data/sentence_starters.csv``.

    Examples
    --------
    >>> "However" in sentence_starters()
    True
    """
    table = files("workbench.clean").joinpath("data/sentence_starters.csv").read_text(encoding="utf-8")
    return frozenset(table.split()[1:])
