"""Speakers that a headline names by a mark alone: "Minister: 30 dead", "Two killed in crash - police"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.figures.speakers import carries, head_of
from workbench.figures.speech_scope import Frame
from workbench.figures.speech_words import VERBAL, listed
from workbench.grammar import Word


def headline_label(words: Sequence[Word]) -> list[Frame]:
    """Read a headline's "Minister: 30 dead" and "Two killed in crash - police"."""
    return [frame for frame in (_leading_label(words), _closing_label(words)) if frame][:1]


def _leading_label(words: Sequence[Word]) -> Frame | None:
    colon = next((i for i, word in enumerate(words[:8]) if word.text == ":"), 0)
    if not colon or any(word.upos in VERBAL for word in words[:colon]) or not _may_say(words, 0, colon):
        return None
    return Frame(colon, 0, colon, (0, 0), (colon + 1, len(words)), "clause")


def _closing_label(words: Sequence[Word]) -> Frame | None:
    marks: Iterator[int] = (
        i for i in range(len(words) - 1, max(0, len(words) - 6), -1) if words[i].text in ("-", "–", "—", ":")
    )
    dash = next(marks, 0)
    joined = dash and words[dash].text != ":" and words[dash].start == words[dash - 1].end
    if dash and words[dash].text != ":" and _is_outlet(words, dash + 1):
        return None
    if not dash or joined or not _may_say(words, dash + 1, len(words)):
        return None
    return Frame(dash, dash + 1, len(words), (0, dash), (0, 0), "closing")


def _is_outlet(words: Sequence[Word], first: int) -> bool:
    """Say whether a name behind a dash is that of the outlet itself, which closes many a headline on the web."""
    named = all(word.upos in ("PROPN", "DET") for word in words[first:])
    return named and carries(words, first, len(words))


def _may_say(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a label names one who speaks: a person, officials, police, a ministry, an agency."""
    if first >= last or any(word.upos == "NUM" for word in words[first:last]):
        return False
    head = words[head_of(words, first, last)]
    return listed(head, "person") or listed(head, "label") or carries(words, first, last)
