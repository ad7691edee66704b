"""Statements passed on: "X quoted Y as saying", "Y was quoted as saying by X", ", citing Y"."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.figures.speakers import carries, phrase_from
from workbench.figures.speech_scope import Frame
from workbench.figures.speech_words import VERBAL, group_start, is_passive
from workbench.figures.subjects import subject_before
from workbench.grammar import Word


def citation(words: Sequence[Word], i: int) -> Frame | None:
    """Read "X quoted Y as saying", "Y was quoted by X as saying", ", citing Y"."""
    if words[i].text.lower().endswith("ing"):
        first, last = phrase_from(words, i + 1)
        return Frame(i, first, last, (0, i), (last, len(words)), "citing") if first < last else None
    group = group_start(words, i)
    subject = subject_before(words, group)
    if subject is None:
        return None
    if is_passive(words, i):
        return _quoted_passive(words, i, subject)
    first, last = phrase_from(words, i + 1)
    saying = _saying_behind(words, last)
    if first >= last or saying is None:
        return None
    after = (saying, len(words)) if any(word.upos in VERBAL for word in words[saying:]) else (0, 0)
    before = (0, min(subject[0], first)) if after == (0, 0) else (0, 0)
    speaker, via = (first, last), subject
    if carries(words, first, last) and not carries(words, *subject):
        speaker, via = via, speaker
    return Frame(i, *speaker, before, after, "clause", via)


def _saying_behind(words: Sequence[Word], i: int) -> int | None:
    """Return where the words behind "as saying" begin."""
    for j in range(i, min(i + 6, len(words))):
        if words[j].text.lower() == "as" and j + 1 < len(words) and words[j + 1].text.lower().endswith("ing"):
            return j + 2
    return None


def _quoted_passive(words: Sequence[Word], i: int, subject: tuple[int, int]) -> Frame | None:
    via, at = (0, 0), i + 1
    if at < len(words) and words[at].text.lower() == "by":
        via = phrase_from(words, at + 1)
        at = via[1]
    saying = _saying_behind(words, at)
    if saying is None:
        return None
    if saying < len(words) and words[saying].text.lower() == "by":
        via = phrase_from(words, saying + 1)
        saying = via[1]
    after = (saying, len(words)) if any(word.upos in VERBAL for word in words[saying:]) else (0, 0)
    return Frame(i, *subject, (0, subject[0]) if after == (0, 0) else (0, 0), after, "clause", via)
