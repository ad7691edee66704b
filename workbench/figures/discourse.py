"""Who speaks in each sentence of an article, with pronouns, short names and quotations resolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.analysis import Analysis
from workbench.figures.named_speakers import (
    NOBODY,
    Speaker,
    agrees,
    is_agency,
    is_back_reference,
    is_longer_name,
    may_be_human,
    speaker_of,
)
from workbench.figures.neighbours import REACH, Sentence, may_speak, quotes_of, to_parse
from workbench.figures.quotations import quote_at
from workbench.figures.speakers import head_of, owner_of
from workbench.figures.speech import find_frames
from workbench.figures.speech_scope import Frame
from workbench.figures.speech_words import listed
from workbench.figures.subjects import main_subject
from workbench.grammar import Word

# How near a speaker must be for a pronoun to mean him rather than the sentence's own subject.
_NEAR = 2

# No sentence has more words; what has is a table or a broken file, and names no speaker.
LONGEST = 400


class Discourse:
    """An article's frames and speakers, each worked out when first asked for."""

    def __init__(self, sentences: Sequence[Sentence], analysis: Analysis | None = None) -> None:
        self.sentences = sentences
        self.analysis = analysis or Analysis()
        self.quotes = quotes_of(sentences)
        self._words = {i: one.words for i, one in enumerate(sentences) if one.words is not None}
        self._frames: dict[int, list[Frame]] = {}
        self._speakers: dict[tuple[int, int], Speaker] = {}
        self._read()

    def _read(self) -> None:
        """Parse what the figures need in one batch, and resolve its speakers from the first sentence on."""
        needed = to_parse(self.sentences)
        missing = [i for i in needed if i not in self._words]
        self.analysis.parse(self.sentences[i].text for i in missing)
        self._words.update((i, self.analysis.words(self.sentences[i].text)) for i in missing)
        for i in needed:
            for frame in self.frames(i):
                self.speaker(i, frame)

    def words(self, i: int) -> Sequence[Word]:
        """Return the words of a sentence; none if nothing needed it, or if it is longer than any sentence."""
        words = self._words.get(i, ())
        return words if len(words) <= LONGEST else ()

    def frames(self, i: int) -> list[Frame]:
        """Return who says what in a sentence."""
        if i not in self._frames:
            sentence = self.sentences[i]
            speaks = may_speak(sentence.text) or sentence.part == "headline"
            self._frames[i] = (
                find_frames(self.words(i), headline=sentence.part == "headline") if speaks else []
            )
        return self._frames[i]

    def inside_quote(self, i: int, frame: Frame) -> bool:
        """Say whether a frame stands inside a quotation."""
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
            if found is None and named.head == "agency":
                found = self._before(i, frame, is_agency)
            named = found or self._issuer(i, frame, named.head) or named
        else:
            fuller = self._before(i, frame, lambda other: is_longer_name(other, named))
            named = fuller or named
        return named._replace(via=via)

    def _issuer(self, i: int, frame: Frame, document: str) -> Speaker | None:
        """Return who spoke just before in the document that is meant: "The firm said in a statement"."""
        if not listed(self.words(i)[head_of(self.words(i), frame.first, frame.last)], "document"):
            return None
        for j in range(i - 1, max(-1, i - REACH - 1), -1):
            said = [word.text.lower() for word in self.words(j)]
            if document in said[2:] and said[said.index(document, 2) - 2] == "in":
                frames = self._stated(j)
                return self.speaker(j, frames[-1]) if frames else None
        return None

    def _meant(self, i: int, frame: Frame, pronoun: str) -> Speaker | None:
        """Return whom a pronoun means: one who spoke just before, the subject, or one who spoke earlier."""
        near = self._before(i, frame, lambda other: agrees(pronoun, other), reach=0)
        if near is None and i and not self.frames(i - 1):
            near = self._subject(
                i, frame, pronoun
            )  # the sentence before tells of somebody and nobody speaks in it
        near = near or self._before(i, frame, lambda other: agrees(pronoun, other), reach=_NEAR)
        found = near or self._subject(i, frame, pronoun)
        if found is None and pronoun in ("he", "she"):
            found = self._before(i, frame, may_be_human, reach=_NEAR)
        return found or self._before(i, frame, lambda other: agrees(pronoun, other))

    def _before(
        self, i: int, frame: Frame, fits: Callable[[Speaker], bool], reach: int = REACH
    ) -> Speaker | None:
        """Return the last speaker before a frame that fits."""
        for j in range(i, max(-1, i - reach - 1), -1):
            for other in reversed(self.frames(j)):
                if (j < i or other.verb < frame.verb) and not self.inside_quote(j, other):
                    found = self.speaker(j, other)
                    if found.name and fits(found):
                        return found
        return None

    def _subject(self, i: int, frame: Frame, pronoun: str) -> Speaker | None:
        """Return the subject of this sentence or the one before, for a pronoun that follows no speaker."""
        for j, before in ((i, frame.first), (i - 1, None)):
            if j < 0 or not self._one_text(i, j):
                continue
            words = self.words(j)
            span = main_subject(words, len(words) if before is None else before)
            if span is None or quote_at(self.quotes[j], (words[span[0]].start, words[span[0]].end)):
                continue
            owner = owner_of(words, *span)
            for first, last in (span, owner) if owner else (span,):
                found = speaker_of(words, first, last, self.sentences[j].text)
                if found.name and found.head not in ("he", "she", "it", "they") and agrees(pronoun, found):
                    return found
        return None

    def _one_text(self, i: int, j: int) -> bool:
        """Say whether two sentences belong to one text: a short paragraph may have been taken for a subheading."""
        parts = {self.sentences[i].part, self.sentences[j].part}
        return len(parts) == 1 or parts == {"body", "subheading"}

    def quote_speaker(self, i: int, quote: tuple[int, int]) -> Speaker:
        """Return who speaks in a quotation whose sentence names nobody."""
        paragraph = self.sentences[i].paragraph
        introduced = self._before_colon(i, quote)
        if introduced:
            return introduced
        if quote[1] >= len(self.sentences[i].text):  # it runs on: its speaker may stand at its end
            ahead = self._ahead(i, paragraph)
            if ahead:
                return ahead
        for j in range(i - 1, max(-1, i - REACH - 1), -1):
            if not self._one_text(i, j):
                break
            outside = [frame for frame in self.frames(j) if not self.inside_quote(j, frame)]
            if outside:
                return self.speaker(j, outside[-1])
            if not self.quotes[j] and self.sentences[j].paragraph != paragraph:
                break
        return NOBODY

    def carried(self, i: int) -> Speaker:
        """Return who goes on in a sentence that names nobody: what a court hears or a document tells, in its paragraph."""
        if self._stated(i):
            return NOBODY
        paragraph = self.sentences[i].paragraph
        for j in range(i - 1, max(-1, i - REACH - 1), -1):
            if self.sentences[j].paragraph != paragraph or self.quotes[j]:
                return NOBODY
            frames = self._stated(j)
            if frames:
                return self.speaker(j, frames[0]) if self._goes_on(j, frames[0]) else NOBODY
        return NOBODY

    def _stated(self, i: int) -> list[Frame]:
        return [
            frame for frame in self.frames(i) if frame.kind != "relative" and not self.inside_quote(i, frame)
        ]

    def _goes_on(self, i: int, frame: Frame) -> bool:
        """Say whether the sentences behind may go on without naming the speaker anew."""
        words = self.words(i)
        head = words[head_of(words, frame.first, frame.last)]
        heard = words[frame.verb].lemma == "hear"
        return heard or (frame.kind == "clause" and listed(head, "document"))

    def _before_colon(self, i: int, quote: tuple[int, int]) -> Speaker | None:
        """Return the subject of what a colon before a quotation closes: ``An insider puts it this way: "…"``."""
        before = [word for word in self.words(i) if word.end <= quote[0]]
        if not before or before[-1].text != ":":
            return None
        span = main_subject(self.words(i), len(before) - 1)
        found = speaker_of(self.words(i), *span, self.sentences[i].text) if span else NOBODY
        return found if found.person or found.plural else None

    def _ahead(self, i: int, paragraph: int) -> Speaker | None:
        for j in range(i + 1, min(len(self.sentences), i + REACH + 1)):
            if self.sentences[j].paragraph != paragraph or not self.quotes[j]:
                return None
            outside = [frame for frame in self.frames(j) if not self.inside_quote(j, frame)]
            if outside:
                return self.speaker(j, outside[0])
        return None
