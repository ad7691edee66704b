"""Which language a text is in, from its script and its function words."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files

SAMPLE = 6000
WORD = re.compile(r"[^\W\d_]+")
# Scripts that stand for one language in news; Arabic and Cyrillic are shared and decided by function words.
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)


@cache
def function_words() -> dict[str, tuple[str, ...]]:
    """Return the languages in which each function word is used, from ``data/function_words.csv``."""
    table = files("workbench.clean").joinpath("data/function_words.csv").read_text(encoding="utf-8")
    words: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(table.splitlines()):
        for word in row["words"].split():
            words[word] = (*words.get(word, ()), row["language"])
    return words


def guess_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language, or the empty string where it cannot be told.

    The language whose function words cover most of the text wins, if they cover at least 15 % of it and a tenth
    more than the next language's do; scripts used for one language decide by themselves. Too short a text
    (under 12 words) has no language.

    Examples
    --------
    >>> guess_language("The river rose over its banks on Monday and the town was cut off for a day.")
    'en'
    >>> guess_language("Der Fluss ist am Montag über die Ufer getreten und die Stadt war einen Tag lang nicht erreichbar.")
    'de'
    >>> guess_language("Kabul 1,037")
    ''
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample)) or 1
    for code, script in SCRIPTS:
        if len(script.findall(sample)) > 0.3 * letters or (
            code == "ja" and len(script.findall(sample)) > 0.1 * letters
        ):
            return code
    words = WORD.findall(sample.casefold())
    counts = Counter(code for word in words for code in function_words().get(word, ()))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(words) < 12 or not ranked or ranked[0][1] < 0.15 * len(words):
        return ""
    return "" if len(ranked) > 1 and ranked[0][1] < 1.1 * ranked[1][1] else ranked[0][0]
