"""Stretches of a sentence that belong together: what stands beside a figure, and what beside a verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.figures.speech_scope import Frame
from workbench.figures.speech_words import STOPS
from workbench.grammar import Word

_RELATIVE = frozenset(
    {"which", "who", "where", "when", "while", "after", "before", "as", "because", "although", "but"}
)


def word_at(words: Sequence[Word], offset: int) -> int:
    """Return the word that an offset of the text lies in, or the first one behind it."""
    return next((i for i, word in enumerate(words) if word.end > offset), len(words))


def segments(words: Sequence[Word]) -> list[int]:
    """Return the number of the stretch, between marks and conjunctions, that each word stands in.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> segments(parse(["Some 300 fled on Monday, and another 94 on Tuesday."])[0])
    [0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2]
    """
    numbers: list[int] = []
    number = 0
    for i in range(len(words)):
        number += bool(i) and _begins(words, i)
        numbers.append(number)
    return numbers


def _begins(words: Sequence[Word], i: int) -> bool:
    word = words[i]
    if word.upos == "CCONJ":
        return i + 1 < len(words) and not _joins_nouns(words, i)
    return word.text in STOPS or (
        word.text.lower() in _RELATIVE and word.upos in ("SCONJ", "PRON", "ADV", "CCONJ")
    )


def _joins_nouns(words: Sequence[Word], i: int) -> bool:
    """Say whether "and" joins two plain nouns: "men and women"; another number begins a stretch of its own."""
    return words[i - 1].upos in ("NOUN", "PROPN", "ADJ") and words[i + 1].upos in ("NOUN", "PROPN", "ADJ")


def stated(frames: Sequence[Frame], i: int) -> bool:
    """Say whether word ``i`` belongs to what somebody stated, not to the words about the stating.

    In "officials said on Monday that 5 had died" the day is the statement's, not the deaths'.
    """
    clauses = [frame for frame in frames if frame.kind != "citing"]
    return not clauses or any(_inside(frame.before, i) or _inside(frame.after, i) for frame in clauses)


def _inside(scope: tuple[int, int], i: int) -> bool:
    return scope[0] <= i < scope[1]
