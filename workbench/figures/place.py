"""Where a figure is stated to hold: the place that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.figures.clauses import segments, stated, word_at
from workbench.figures.speakers import phrase_from
from workbench.figures.speech_scope import Frame
from workbench.figures.speech_words import is_time, listed
from workbench.grammar import Word


def place_of(words: Sequence[Word], frames: Sequence[Frame], span: tuple[int, int]) -> str:
    """Return the place that the sentence names beside a figure: a proper name behind "in" or "near".

    Parameters
    ----------
    words, frames
        The parsed sentence, and who speaks in it; where the speaker is does not count.
    span
        The figure, as offsets of the sentence's text.

    Returns
    -------
    str
        The phrase without its preposition; empty where the sentence names none.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> [words] = parse(["The floods killed 37 people in the province of Sindh on Monday."])
    >>> place_of(words, [], (18, 20))
    'province of Sindh'
    """
    at = word_at(words, span[0])
    number = segments(words)
    if at >= len(words):
        return ""
    found = [i for i in range(len(words) - 1) if _leads_to_place(words, i) and stated(frames, i)]
    here = [i for i in found if number[i] == number[at]]
    behind = [i for i in here if i > at]
    chosen = min(behind, default=None) if behind else max(here, default=None)
    if chosen is None and found and found[0] == 0:  # "In Dayton, Ohio, 5 people …"
        chosen = found[0]
    return _phrase(words, chosen + 1) if chosen is not None else ""


def _leads_to_place(words: Sequence[Word], i: int) -> bool:
    if words[i].upos != "ADP" or not listed(words[i], "locative"):
        return False
    first, last = phrase_from(words, i + 1)
    phrase = words[first:last]
    names = [
        word
        for word in phrase
        if word.upos == "PROPN" and not is_time(word) and not listed(word, "month_or_name")
    ]
    return bool(names) and not any(
        listed(word, "body") or listed(word, "person") or word.upos == "NUM" for word in phrase
    )


def _phrase(words: Sequence[Word], i: int) -> str:
    first, last = phrase_from(words, i)
    while first < last - 1 and words[first].upos in ("DET", "PRON"):
        first += 1
    last = _before_other_noun(words, first, last)
    while last > first + 1 and (is_time(words[last - 1]) or words[last - 1].upos in ("ADP", "PUNCT")):
        last -= 1
    parts = [_gap(words, j, first) + words[j].text for j in range(first, last)]
    return "".join(parts)


def _before_other_noun(words: Sequence[Word], first: int, last: int) -> int:
    """Return where the name of the place ends: "Homs province" is a place, in "Homs fighting" only Homs is."""
    for i in range(first + 1, last):
        plain = words[i].upos == "NOUN" and words[i].text[0].islower()
        if plain and words[i - 1].upos == "PROPN" and not listed(words[i], "geographic"):
            return i
    return last


def _gap(words: Sequence[Word], j: int, first: int) -> str:
    return " " if j > first and words[j].start > words[j - 1].end else ""
