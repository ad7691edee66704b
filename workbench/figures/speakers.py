"""The noun phrases that name a speaker: where they begin and end beside a verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.figures.speech_words import (
    INSIDE,
    LINKS,
    NOMINAL,
    STOPS,
    is_time,
    listed,
    word_sets,
)
from workbench.grammar import Word


def phrase_from(words: Sequence[Word], i: int) -> tuple[int, int]:
    """Return the noun phrase that begins at word ``i``: with its ``of`` and ``for``, without what is set off."""
    end = start = i
    while i < len(words) and not (
        is_time(words[i]) and i > start and words[i - 1].upos not in ("DET", "ADJ")
    ):
        if not _goes_on(words, i, start):
            break
        i += 1
        end = i
    while end > start and words[end - 1].upos in ("ADP", "CCONJ", "DET", "PUNCT"):
        end -= 1
    return start, end


def _goes_on(words: Sequence[Word], i: int, start: int) -> bool:
    word = words[i]
    if _joining_dash(words, i) is False:
        return False
    if word.upos in INSIDE or word.text in ("'s", "’s", "'", "’", "-", "&", "/", "."):
        return word.text != "." or i + 1 < len(words)
    if word.upos == "PRON":
        return i == start or word.relation == "nmod:poss"
    if word.text.lower() in LINKS or word.upos == "CCONJ":
        return i > start and i + 1 < len(words) and _nominal_ahead(words, i + 1)
    return modifying_verb(words, i)


def _joining_dash(words: Sequence[Word], i: int) -> bool | None:
    """Say whether a hyphen joins two words; one that stands apart sets a clause off. None for any other word."""
    if words[i].text != "-":
        return None
    return (
        i > 0
        and i + 1 < len(words)
        and words[i - 1].end == words[i].start
        and words[i].end == words[i + 1].start
    )


def _nominal_ahead(words: Sequence[Word], i: int) -> bool:
    while i < len(words) and (words[i].upos in ("DET", "ADJ", "NUM") or words[i].relation == "nmod:poss"):
        i += 1
    return i < len(words) and words[i].upos in NOMINAL


def modifying_verb(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle stands before the noun that it modifies: "the ruling party", "retired general"."""
    word = words[i]
    if word.upos == "VERB" and i and words[i - 1].text == "-" and words[i - 1].start == words[i - 2].end:
        return True  # "state-run"
    if i and words[i - 1].upos in ("PROPN", "PRON"):
        return False  # "Hall discounted rumours" is a clause
    return (
        word.upos == "VERB"
        and word.relation in ("amod", "compound")
        and word.text.lower().endswith(("ed", "ing"))
    )


def strip_left(words: Sequence[Word], start: int, end: int) -> int:
    """Return where the noun phrase that ends at ``end`` begins, not before ``start``."""
    i = end
    while i > start and _belongs_left(words, i - 1, start, end):
        i -= 1
    while i < end and (
        words[i].upos in ("CCONJ", "ADP", "PUNCT", "PART", "SCONJ", "ADV") or _leading_time(words, i, end)
    ):
        i += 1
    return i


def _leading_time(words: Sequence[Word], i: int, end: int) -> bool:
    return is_time(words[i]) and i + 1 < end and words[i + 1].upos in ("DET", "PROPN", "NUM", "PRON")


def _belongs_left(words: Sequence[Word], i: int, start: int, end: int) -> bool:
    word = words[i]
    if word.text in STOPS:
        return False
    if _joining_dash(words, i) is False:
        return False
    if word.upos in INSIDE or word.text in ("'s", "’s", "'", "’", "-", "&", ".", "/"):
        return True
    if word.upos == "PRON":
        return i == end - 1 or word.relation == "nmod:poss"
    if word.text.lower() in LINKS:
        return i > start and words[i - 1].upos in NOMINAL
    if word.upos == "CCONJ":
        return _joins_names(words, i, start)
    return modifying_verb(words, i)


def _joins_names(words: Sequence[Word], i: int, start: int) -> bool:
    """Say whether "and" joins two speakers: everything before it up to a clause's beginning is nominal too."""
    j = i - 1
    while j >= start and (words[j].upos in INSIDE or words[j].text.lower() in (*LINKS, "'s", "’s", "-")):
        j -= 1
    if j < start:
        j = start - 1
    opens = j < 0 or words[j].text in STOPS or words[j].upos in ("SCONJ",) or words[j].text.lower() == "that"
    return opens and j < i - 1


def can_speak(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a phrase can name a speaker: no number, no "it is" and no "people"."""
    if first >= last:
        return False
    head = words[head_of(words, first, last)]
    if head.upos in ("DET", "ADP", "PUNCT") or (is_time(head) and last - first == 1):
        return False
    if head.upos == "PRON" and head.text.lower() not in ("he", "she", "they", "it"):
        return _is_misread_name(head)
    return head.upos != "NUM" and (head.text.lower() == "it" or not listed(head, "not_speaker"))


def _is_misread_name(word: Word) -> bool:
    """Say whether the tagger took a rare name for a pronoun: those are known one by one."""
    return word.text[0].isupper() and word.text.lower() not in word_sets()["pronoun"]


def head_of(words: Sequence[Word], first: int, last: int) -> int:
    """Return the word that a noun phrase is about: the last one before any "of" or "for"."""
    end = next((i for i in range(first + 1, last) if words[i].text.lower() in LINKS), last)
    while (
        end - 1 > first
        and words[end - 1].upos not in ("NOUN", "PROPN", "PRON")
        and not listed(words[end - 1], "document")
    ):
        end -= 1
    return end - 1


def carries(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a noun phrase names one who carries news: an agency, a newspaper, a channel."""
    if first >= last:
        return False
    names = [word.text.lower() for word in words[first:last] if word.upos != "DET"]
    return " ".join(names).replace(" - ", "-") in word_sets()["carrier_name"] or listed(
        words[head_of(words, first, last)], "carrier"
    )


def owner_of(words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """Return whose a noun phrase is: the company of "the company's shares"."""
    mark = next((i for i in range(first + 1, last) if words[i].text in ("'s", "’s")), 0)
    return (first, mark) if mark else None
