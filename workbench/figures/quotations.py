"""What is quoted in the sentences of an article, and which of them must be parsed to say who stated its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from workbench.figures.speakers import word_sets
from workbench.grammar import Word
from workbench.lexicon.word_classes import forms_of, verbs_of_saying

Spans = Sequence[tuple[int, int]]

# How many sentences back a pronoun may reach, and on an unfinished quotation beyond its paragraph.
REACH = 4
# An interview has more turns than this.
_FEWEST = 3
_MARK = re.compile('[“”"]')


def quoted_spans(texts: Sequence[str], paragraphs: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Return what is quoted in each sentence; a quotation may run on into the next.

    It ends with its paragraph, unless the first mark behind that closes one: some texts part every sentence.

    Examples
    --------
    >>> quoted_spans(["He said: “Five died.", "Two live.” That was all."], [0, 0])
    [[(9, 20)], [(0, 10)]]
    """
    found: list[list[tuple[int, int]]] = []
    still_open, paragraph = False, -1
    for i, (text, current) in enumerate(zip(texts, paragraphs, strict=True)):
        if current != paragraph:
            still_open, paragraph = still_open and _closes_later(texts[i : i + REACH + 1]), current
        spans, still_open = _quoted(text, still_open)
        found.append(spans)
    return found


def _closes_later(texts: Sequence[str]) -> bool:
    """Say whether the first mark to come closes a quotation: a paragraph that opens one anew shows that it was over."""
    for text in texts:
        marks = _MARK.findall(text)
        if marks:
            return marks[0] == "”" or (marks[0] == '"' and len(marks) % 2 == 1 and not text.startswith('"'))
    return False


def _quoted(text: str, still_open: bool) -> tuple[list[tuple[int, int]], bool]:
    spans: list[tuple[int, int]] = []
    start = 0 if still_open else -1
    for mark in _MARK.finditer(text):
        opens = mark.group() == "“" or (mark.group() == '"' and start < 0)
        if opens and start < 0:
            start = mark.start()
        elif not opens and start >= 0:
            spans.append((start, mark.end()))
            start = -1
    if start >= 0:
        spans.append((start, len(text)))
    return spans, start >= 0


def quote_at(quotes: Spans, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the quotation that a span begins in."""
    return next(((low, high) for low, high in quotes if low <= span[0] < high), None)


# A mark that opens a turn of an interview: "Q.", "A:", or a name and a colon where a sentence begins.
_TURN = re.compile(r"(?:^|(?<=\s))(?P<turn>[QA])[.:](?=\s|$)|^(?P<name>[A-Z][\w.'’ -]{1,40}):(?=\s)")


def turns_of(texts: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return where the turns of an interview begin, as sentence and offset, and whose each is; none in other texts.

    Questions and answers take turns, and a name that opens them does so more than once.

    Examples
    --------
    >>> turns_of(["Q. How many came?", "A. Some 300. Q. And now?", "A. None."])
    [(0, 0, 'Q'), (1, 0, 'A'), (1, 13, 'Q'), (2, 0, 'A')]
    >>> turns_of(["The mayor of Dole: 300 came.", "Vitamin A. is scarce."])
    []
    """
    marks = _marks_of_turns(texts)
    asked = [mark for mark in marks if mark[2] in "QA"]
    if _takes_turns([mark[2] for mark in asked]):
        return asked
    counts = Counter(mark[2] for mark in marks if mark[2] not in "QA")
    named = [mark for mark in marks if counts[mark[2]] > 1]
    return named if len(set(map(itemgetter(2), named))) > 1 else []


def _marks_of_turns(texts: Sequence[str]) -> list[tuple[int, int, str]]:
    return [
        (i, mark.start(), mark["turn"] or mark["name"])
        for i, text in enumerate(texts)
        for mark in _TURN.finditer(text)
    ]


def _takes_turns(letters: Sequence[str]) -> bool:
    """Say whether questions and answers follow one another, often enough for an interview."""
    return len(letters) > _FEWEST and letters[0] == "Q" and all(a != b for a, b in pairwise(letters))


# How often the sentence that is looked up may itself refer back: "Rosa Fuentes said", "Fuentes said", "she said".
_HOPS = 2


class Sentence(NamedTuple):
    """A sentence of an article: its text, its figures as spans of that text, and where it stands.

    ``words`` is its parse if there is one; else it is parsed when it is needed.
    """

    text: str
    figures: Spans
    part: str = "body"
    paragraph: int = 0
    words: Sequence[Word] | None = None


def to_parse(sentences: Sequence[Sentence]) -> list[int]:
    """Return which sentences of an article :func:`attribute` needs parsed: those with figures, and who spoke before.

    A caller with many articles parses them all in one batch, which is several times faster, and hands in the words.

    Examples
    --------
    >>> to_parse([Sentence("Gomez said it rained.", []), Sentence("He said 5 had died.", [(8, 9)])])
    [0, 1]
    """
    quotes = quotes_of(sentences)
    needed = {i for i, sentence in enumerate(sentences) if sentence.figures}
    needed = needed.union(_introduction(sentences), *(_meant_before(sentences, i) for i in needed))
    needed = needed.union(*(_told_before(sentences, i) for i in needed))
    fresh = needed
    for _ in range(_HOPS):
        around = (_near(sentences, i) for i in fresh if _looks_around(sentences[i], quotes[i]))
        fresh = set().union(*around) - needed
        needed = needed | fresh
    return sorted(needed)


def quotes_of(sentences: Sequence[Sentence]) -> list[list[tuple[int, int]]]:
    """Return what is quoted in each sentence."""
    return quoted_spans([each.text for each in sentences], [each.paragraph for each in sentences])


def _introduction(sentences: Sequence[Sentence]) -> set[int]:
    """Return the sentences before the first turn of an interview: they say who answers."""
    turns = turns_of([each.text for each in sentences])
    return set(range(max(0, turns[0][0] - REACH), turns[0][0])) if turns else set()


def _meant_before(sentences: Sequence[Sentence], i: int) -> list[int]:
    """Return the sentences that say whom the pronoun means that opens a sentence."""
    first = i
    while first > max(0, i - REACH) and _OPENS.match(sentences[first].text):
        first -= 1
    return list(range(first, i))


def _told_before(sentences: Sequence[Sentence], i: int) -> list[int]:
    """Return the sentences before one in its paragraph, if what a court hears or a document tells may go on in it."""
    first = i
    while first > max(0, i - REACH) and sentences[first - 1].paragraph == sentences[i].paragraph:
        first -= 1
        if may_speak(sentences[first].text):
            words = _WORD.findall(sentences[first].text.lower())
            going_on = any(word.rstrip("s") in word_sets()["document"] or word == "heard" for word in words)
            return list(range(first, i)) if going_on else []
    return []


def _near(sentences: Sequence[Sentence], i: int) -> list[int]:
    """Return the sentences around one that may name its speaker."""
    around = range(max(0, i - REACH), min(len(sentences), i + REACH + 1))
    return [j for j in around if j == i - 1 or may_speak(sentences[j].text)]


def _looks_around(sentence: Sentence, quotes: Spans) -> bool:
    """Say whether a sentence may leave it to its neighbours to name the speaker."""
    speaks = may_speak(sentence.text) and _refers_back().search(sentence.text) is not None
    whole = any(low <= 1 or high >= len(sentence.text) - 1 for low, high in quotes)
    return speaks or (whole and not may_speak(sentence.text))


@cache
def _refers_back() -> re.Pattern[str]:
    """Return what speaks of somebody named before: a pronoun, "the statement said", or a surname alone."""
    between = "(?:has |have |had |also |later |then |further )?"
    forms = "|".join(sorted(speech_forms()))
    common = "(?:said|says|told|added)"
    pronoun = rf"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey) {between}(?:{forms})\b|^(?:He|She|It|They)\b.*, [a-z]+ing\b"
    phrase = rf"\b(?:[Tt]he|[Tt]his) [\w-]+ {between}{common}\b"
    surname = rf"(?:^|[,”\"] )[A-Z][\w-]+ {between}{common}\b|said [A-Z][\w-]+[.,]"
    return re.compile(f"{pronoun}|{phrase}|{surname}")


@cache
def speech_forms() -> frozenset[str]:
    """Return every form of the verbs of saying, and "according".

    Examples
    --------
    >>> {"said", "told", "announcing", "denied", "admitted"} - speech_forms()
    {'denied'}
    """
    return frozenset(form for verb in verbs_of_saying() for form in forms_of(verb)) | {"according"}


_WORD = re.compile("[a-z]+")
_OPENS = re.compile(r"(?:He|She|It|They)\b")


@lru_cache(maxsize=8192)
def may_speak(text: str) -> bool:
    """Say whether a sentence holds a word that may name a speaker."""
    return not speech_forms().isdisjoint(_WORD.findall(text.lower()))
