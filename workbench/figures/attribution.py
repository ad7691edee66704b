"""Who the article says stated a figure, sentence by sentence through an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from workbench.figures.named_speakers import (
    NOBODY,
    Speaker,
    agrees,
    is_back_reference,
    is_longer_name,
    speaker_of,
)
from workbench.figures.quotations import Spans, quote_at, quoted_spans
from workbench.figures.speakers import carries, head_of, main_subject
from workbench.figures.speech import find_frames
from workbench.figures.speech_scope import Frame
from workbench.figures.speech_words import listed, word_sets
from workbench.grammar import Word, parse

# How many sentences back a pronoun or an unfinished quotation may reach.
_REACH = 6
_NEAR = 2


class Attribution(NamedTuple):
    """Who stated a figure, and who carried the statement; empty where the article names nobody."""

    attributed_to: str
    via: str = ""


class Sentence(NamedTuple):
    """A sentence of an article: its text, its figures as spans of that text, and where it stands.

    ``words`` is its parse if there is one; else it is parsed when it is needed.
    """

    text: str
    figures: Spans
    part: str = "body"
    paragraph: int = 0
    words: Sequence[Word] | None = None


def attribute(sentences: Sequence[Sentence]) -> list[list[Attribution]]:
    """Say for every figure of an article who the article says stated it.

    Parameters
    ----------
    sentences
        The sentences of one article, in order.

    Returns
    -------
    list
        For every sentence one :class:`Attribution` a figure. Both fields are empty where nobody is named: a wrong
        speaker is worse than none.

    Notes
    -----
    A verb of saying, "according to", "citing" or a headline's label opens a frame with a speaker and the words it
    governs. Quotations that run over sentences take the speaker that stands at their end, else the one before;
    "he", "it", "they" and "the statement" stand for whoever spoke before.

    Examples
    --------
    >>> text = "The floods killed 37 people, officials said on Monday."
    >>> attribute([Sentence(text, [(18, 20)])])
    [[Attribution(attributed_to='officials', via='')]]
    """
    article = _Article(sentences)
    return [
        [article.attribution(i, span) for span in sentence.figures] for i, sentence in enumerate(sentences)
    ]


class _Article:
    """An article's frames and speakers, each worked out when first asked for."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.quotes = quoted_spans([each.text for each in sentences], [each.paragraph for each in sentences])
        self._words: dict[int, Sequence[Word]] = {}
        self._frames: dict[int, list[Frame]] = {}
        self._speakers: dict[tuple[int, int], Speaker] = {}
        self._parse_ahead()

    def _parse_ahead(self) -> None:
        """Parse in one batch what the figures may need."""
        needed = sorted(self._needed())
        for i, words in zip(
            needed, parse([self.sentences[i].text for i in needed]) if needed else [], strict=True
        ):
            self._words[i] = words

    def _needed(self) -> set[int]:
        needed: set[int] = set()
        for i, sentence in enumerate(self.sentences):
            if sentence.figures and self._looks_around(i):
                near = range(max(0, i - _REACH), min(len(self.sentences), i + _REACH + 1))
                needed |= {j for j in near if j == i - 1 or _may_speak(self.sentences[j].text)}
            if sentence.figures:
                needed.add(i)
        return {i for i in needed if self.sentences[i].words is None}

    def _looks_around(self, i: int) -> bool:
        return bool(self.quotes[i]) or _refers_back().search(self.sentences[i].text) is not None

    def words(self, i: int) -> Sequence[Word]:
        if i not in self._words:
            given = self.sentences[i].words
            self._words[i] = parse([self.sentences[i].text])[0] if given is None else given
        return self._words[i]

    def frames(self, i: int) -> list[Frame]:
        if i not in self._frames:
            sentence = self.sentences[i]
            speaks = _may_speak(sentence.text) or sentence.part == "headline"
            self._frames[i] = (
                find_frames(self.words(i), headline=sentence.part == "headline") if speaks else []
            )
        return self._frames[i]

    def attribution(self, i: int, span: tuple[int, int]) -> Attribution:
        """Return who stated the figure at ``span`` of sentence ``i``."""
        within = quote_at(self.quotes[i], span)
        outside = [frame for frame in self.frames(i) if not (within and self._inside(i, frame))]
        stated = [frame for frame in outside if frame.kind != "citing"]
        inner, outer = governing(self.words(i), stated, span)
        cited, _ = governing(self.words(i), [frame for frame in outside if frame.kind == "citing"], span)
        if inner is None and cited is None:
            speaker = self._quote_speaker(i, within) if within else NOBODY
            return Attribution(speaker.name, speaker.via)
        if inner is None or (cited and self._carries(i, inner)):
            inner, outer = cited, inner
        assert inner is not None
        return self._stated(i, inner, outer)

    def _carries(self, i: int, frame: Frame) -> bool:
        return carries(self.words(i), frame.first, frame.last)

    def _stated(self, i: int, inner: Frame, outer: Frame | None) -> Attribution:
        """Return the speaker of the inner frame via the outer one, or the outer one if it is no carrier of news."""
        speaker = self.speaker(i, inner)
        carrier = self.speaker(i, outer) if outer else NOBODY
        if outer and carrier.name and not self._carries(i, outer):
            return (
                Attribution(speaker.name, speaker.via)
                if outer.kind == "source"
                else Attribution(carrier.name, carrier.via)
            )
        return Attribution(
            speaker.name, speaker.via or (carrier.name if carrier.name != speaker.name else "")
        )

    def _inside(self, i: int, frame: Frame) -> bool:
        at = self.words(i)[frame.verb].start
        return any(low <= at < high for low, high in self.quotes[i])

    def speaker(self, i: int, frame: Frame) -> Speaker:
        """Return who a frame's speaker is, with pronouns resolved."""
        key = i, frame.verb
        if key not in self._speakers:
            self._speakers[key] = NOBODY  # a speaker that would be found through itself is nobody
            self._speakers[key] = self._resolve(i, frame)
        return self._speakers[key]

    def _resolve(self, i: int, frame: Frame) -> Speaker:
        words = self.words(i)
        named = speaker_of(words, frame.first, frame.last, self.sentences[i].text)
        via = speaker_of(words, *frame.via, self.sentences[i].text).name if frame.via[1] else ""
        if named.head in ("he", "she", "it", "they"):
            found = self._meant(i, frame, named.head)
            return found._replace(via=via) if found else NOBODY
        if is_back_reference(named.name):
            found = self._before(
                i, frame, lambda other: named.head in other.name.lower().split() and other.name != named.name
            )
            if found is None and listed(words[head_of(words, frame.first, frame.last)], "document"):
                found = self._before(i, frame, lambda other: True)
            named = found or named
        else:
            fuller = self._before(i, frame, lambda other: is_longer_name(other, named))
            named = fuller or named
        return named._replace(via=via)

    def _meant(self, i: int, frame: Frame, pronoun: str) -> Speaker | None:
        """Return whom a pronoun means: one who spoke just before, the subject, or one who spoke earlier."""
        near = self._before(i, frame, lambda other: agrees(pronoun, other), reach=_NEAR)
        found = near or self._subject(i, frame, pronoun)
        if found is None and pronoun in ("he", "she"):
            found = self._before(i, frame, lambda other: not other.plural, reach=_NEAR)
        return found or self._before(i, frame, lambda other: agrees(pronoun, other))

    def _before(
        self, i: int, frame: Frame, fits: Callable[[Speaker], bool], reach: int = _REACH
    ) -> Speaker | None:
        """Return the last speaker before a frame that fits."""
        for j in range(i, max(-1, i - reach - 1), -1):
            if (
                j not in self._words
                and self.sentences[j].words is None
                and not _may_speak(self.sentences[j].text)
            ):
                continue
            for other in reversed(self.frames(j)):
                if (
                    (j < i or other.verb < frame.verb)
                    and (found := self.speaker(j, other)).name
                    and fits(found)
                ):
                    return found
        return None

    def _subject(self, i: int, frame: Frame, pronoun: str) -> Speaker | None:
        """Return the subject of this sentence or the one before, for a pronoun that follows no speaker."""
        for j, before in ((i, frame.first), (i - 1, None)):
            if j < 0 or self.sentences[j].part != self.sentences[i].part:
                continue
            words = self.words(j)
            span = main_subject(words, len(words) if before is None else before)
            found = speaker_of(words, *span, self.sentences[j].text) if span else NOBODY
            if found.name and agrees(pronoun, found):
                return found
        return None

    def _quote_speaker(self, i: int, quote: tuple[int, int]) -> Speaker:
        """Return who speaks in a quotation whose sentence names nobody."""
        paragraph = self.sentences[i].paragraph
        if quote[1] >= len(self.sentences[i].text):  # it runs on: its speaker may stand at its end
            ahead = self._ahead(i, paragraph)
            if ahead:
                return ahead
        for j in range(i - 1, max(-1, i - _REACH - 1), -1):
            if self.sentences[j].part != self.sentences[i].part:
                break
            outside = [frame for frame in self.frames(j) if not self._inside(j, frame)]
            if outside:
                return self.speaker(j, outside[-1])
            if not self.quotes[j] and self.sentences[j].paragraph != paragraph:
                break
        return NOBODY

    def _ahead(self, i: int, paragraph: int) -> Speaker | None:
        for j in range(i + 1, min(len(self.sentences), i + _REACH + 1)):
            if self.sentences[j].paragraph != paragraph or not self.quotes[j]:
                return None
            outside = [frame for frame in self.frames(j) if not self._inside(j, frame)]
            if outside:
                return self.speaker(j, outside[0])
        return None


def governing(
    words: Sequence[Word], frames: Sequence[Frame], span: tuple[int, int]
) -> tuple[Frame | None, Frame | None]:
    """Return the frame that governs the figure at ``span``, and the one that this frame stands in, if any."""
    at = next((i for i, word in enumerate(words) if word.end > span[0]), len(words))
    over = [frame for frame in frames if _governs(frame, at)]
    clauses = [
        frame
        for frame in over
        if frame.kind in ("clause", "relative") and frame.after[0] <= at < frame.after[1]
    ]
    others = [frame for frame in over if frame not in clauses]
    if not clauses:
        return (others[0], others[1] if len(others) > 1 else None) if others else (None, None)
    inner = clauses[-1]
    outer = [frame for frame in clauses[:-1] if _nested(words, frame, inner)] + others
    return inner, outer[0] if outer else None


def _governs(frame: Frame, at: int) -> bool:
    if frame.first <= at < frame.last:
        return False
    return frame.before[0] <= at < frame.before[1] or frame.after[0] <= at < frame.after[1]


def _nested(words: Sequence[Word], outer: Frame, inner: Frame) -> bool:
    """Say whether one statement is the content of another, not its neighbour: "A said 5 died, but B said 7"."""
    between = words[outer.after[0] : inner.first]
    return not any(word.upos == "CCONJ" or word.text in (";", ",") for word in between)


@cache
def _refers_back() -> re.Pattern[str]:
    return re.compile(r"\b(?:he|she|it|they|the|this)\b", re.IGNORECASE)


@cache
def _speech_forms() -> re.Pattern[str]:
    """Return what a sentence must hold to name a speaker: a verb of saying in any form, or "according to"."""
    sets = word_sets()
    stems = {
        verb.rstrip("e")[:-1] if verb.endswith("y") else verb.rstrip("e")
        for verb in sets["say"] | sets["give"] | sets["cite"]
    }
    irregular = "according to|sa(?:y|id)|told|wrote|found|thought|put|plac|sh[oe]w|quot|cit"
    return re.compile(rf"\b(?:{irregular}|{'|'.join(sorted(stems, key=len, reverse=True))})", re.IGNORECASE)


def _may_speak(text: str) -> bool:
    return _speech_forms().search(text) is not None
