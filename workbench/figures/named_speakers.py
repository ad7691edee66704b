"""A speaker as the article names him, her or it: the name, and which pronouns may stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.figures.speakers import carries, head_of
from workbench.figures.speech_words import listed, word_sets
from workbench.grammar import Word


class Speaker(NamedTuple):
    """Somebody who spoke: the name as written, its head word, and whether it may be "he", "it" or "they"."""

    name: str
    head: str
    via: str = ""
    person: bool = False
    plural: bool = False


NOBODY = Speaker("", "")


def speaker_of(words: Sequence[Word], first: int, last: int, text: str) -> Speaker:
    """Return the speaker that words ``[first, last)`` name."""
    if first >= last:
        return NOBODY
    titled = any(word.text == "," for word in words[first:last])
    definite = words[first].text.lower() == "the"
    while first < last - 1 and words[first].text.lower() in ("the", "a", "an") and not titled:
        if not _named(words, first, last):
            break
        first += 1
    name = text[words[first].start : words[last - 1].end].strip(' ,;:“”"‘')
    head = words[head_of(words, first, last)]
    plural = any(word.upos == "CCONJ" for word in words[first:last]) or _is_plural(head)
    person = not plural and (
        listed(head, "person")
        or (head.upos == "PROPN" and _personal(words, first, last) and not (definite and not titled))
    )
    return Speaker(
        name, head.text.lower(), "", person, plural or head.text.lower() in ("police", "authorities")
    )


def _is_plural(head: Word) -> bool:
    """Say whether a word names several people; at the head of a sentence the tagger may take it for a name."""
    lower = head.text.lower()
    if head.upos == "NOUN":
        return lower != head.lemma
    return (
        lower.endswith("s")
        and lower[:-1] in word_sets()["person"] | word_sets()["student"] | word_sets()["label"]
    )


def _named(words: Sequence[Word], first: int, last: int) -> bool:
    return words[head_of(words, first, last)].upos == "PROPN"


def _personal(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a proper name is likely a person's: one to three plain words, no "of", no carrier of news."""
    names = [word for word in words[first:last] if word.upos == "PROPN"]
    plain = all(word.text[0].isupper() and not word.text.isupper() for word in names)
    return plain and len(names) <= 4 and not carries(words, first, last) and not _is_body(words[first:last])


def _is_body(words: Sequence[Word]) -> bool:
    return any(listed(word, "body") or word.text.lower() in ("of", "for") for word in words)


def agrees(pronoun: str, speaker: Speaker) -> bool:
    """Say whether a pronoun may stand for a speaker."""
    if pronoun in ("he", "she"):
        return speaker.person
    if pronoun == "they":
        return speaker.plural or (not speaker.person and _is_organised(speaker))
    return not speaker.person and not speaker.plural and not _is_somebody(speaker)


def _is_somebody(speaker: Speaker) -> bool:
    """Say whether "a baker" names a person: a body or document behind "a" is known by its word."""
    indefinite = speaker.name.lower().startswith(("a ", "an ", "one "))
    known = ("body", "document", "carrier", "label")
    return indefinite and not any(speaker.head in word_sets()[name] for name in known)


def may_be_human(speaker: Speaker) -> bool:
    """Say whether a speaker whose word no list knows may be a person: a plumber, not a suspension."""
    endings = tuple(word_sets()["thing_ending"])
    return (
        not speaker.plural
        and not speaker.head.endswith(endings)
        and speaker.head not in word_sets()["document"]
    )


def _is_organised(speaker: Speaker) -> bool:
    """Say whether several people stand behind a name: a proper name, or "the ministry"."""
    words = [word for word in speaker.name.split() if word.lower() not in ("a", "an", "the")]
    return speaker.head in word_sets()["body"] or any(word[0].isupper() for word in words)


def is_back_reference(name: str) -> bool:
    """Say whether a phrase points back: "the statement", "the ministry"."""
    words = name.lower().split()
    return len(words) == 2 and words[0] in ("the", "this", "that")


def is_agency(speaker: Speaker) -> bool:
    """Say whether "the agency" may mean a speaker: a survey, an institute or the like by its name, or initials."""
    names = [word for word in speaker.name.split() if word[0].isupper()]
    known = any(word.lower() in word_sets()["agency"] for word in names)
    return not speaker.person and (known or any(word.isupper() and len(word) > 2 for word in names))


def is_longer_name(other: Speaker, named: Speaker) -> bool:
    """Say whether another speaker is the same person under a fuller name."""
    if " " in named.name or not named.name[:1].isupper():
        return False
    return other.person and other.name.split()[-1] == named.name and other.name != named.name
