"""Readability of the cleaned body, by textstat, with syllable counts that need no download.

textstat looks English syllables up in a dictionary that it downloads when first used; without a network it
fails. Here it is handed the dictionary and rules of syllapy (MIT) instead, and every score names that source.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.metadata import version
from types import ModuleType

import pandas as pd

from workbench.tables import as_table

# Below this the formulas say more about chance than about the text: their authors sampled 100 words.
MIN_WORDS = 100
_SCORES = ("flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog")


class _Pronunciations:
    """The mapping that textstat expects: a word's first entry has one digit-final phone a syllable."""

    def __getitem__(self, word: str) -> list[list[str]]:
        import syllapy

        return [["1"] * max(syllapy.count(word), 1)]


@contextmanager
def _imported_when_used(name: str) -> Iterator[None]:
    """Have modules that are imported meanwhile import another one only when they come to use it."""
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    vars(stand_in)["__getattr__"] = lambda attribute: getattr(import_module(name), attribute)
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        sys.modules.pop(name, None)


@cache
def _textstat() -> ModuleType:
    """Import textstat with its dictionary replaced: the original would be downloaded at this point.

    Only that dictionary needs nltk, whose import takes longer than all else here.
    """
    with _imported_when_used("nltk"):
        counts = import_module("textstat.backend.counts._count_syllables")
        setattr(counts, "get_cmudict", lambda lang: _Pronunciations())  # noqa: B010  a library's own name
        return import_module("textstat")


def score_readability(articles: pd.DataFrame) -> pd.DataFrame:
    """Score how hard each article is to read.

    A score is missing for a body under 100 words or in another language than English: the formulas were
    fitted to English passages of 100 words and mean nothing below that.

    Parameters
    ----------
    articles
        Columns ``doc_id``, ``text`` (the cleaned body) and ``language``.

    Returns
    -------
    pandas.DataFrame
        The table ``readability``: words and sentences counted, Flesch reading ease (0 to 100, higher is
        easier), Flesch-Kincaid grade and Gunning fog (US school years, higher is harder), and ``syllables``,
        the source of the syllable counts.

    Notes
    -----
    Flesch (1948), *A new readability yardstick*; Kincaid et al. (1975), Research Branch Report 8-75;
    Gunning (1952), *The Technique of Clear Writing*; all as implemented by textstat.

    Examples
    --------
    >>> text = "The river rose in the night. Two roads were cut. " * 12
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": [text], "language": ["en"]})
    >>> bool(score_readability(frame).loc[0, "flesch_reading_ease"] > 90)
    True
    """
    rows = [
        {"doc_id": row.doc_id, **_scores(row.text, row.language)}
        for row in articles[["doc_id", "text", "language"]].itertuples(index=False)
    ]
    return as_table(rows, "readability")


def _scores(text: str, language: str) -> dict[str, object]:
    textstat = _textstat()
    n_words = textstat.lexicon_count(text) if text.strip() else 0
    enough = n_words >= MIN_WORDS and language in ("en", "")
    return {
        "n_words": n_words,
        "n_sentences": textstat.sentence_count(text) if n_words else 0,
        **{name: getattr(textstat, name)(text) if enough else None for name in _SCORES},
        "syllables": f"syllapy {version('syllapy')}" if enough else "",
    }
