"""Who speaks in each sentence of an article, with pronouns, short names and quotations resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from workbench.analysis import Analysis
from workbench.figures.quotations import REACH, Sentence, may_speak, quote_at, quotes_of, to_parse, turns_of
from workbench.figures.speakers import carries, head_of, listed, main_subject, word_sets
from workbench.figures.speech import find_frames
from workbench.figures.speech_scope import Frame
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
    definite = words[first].text.lower() == "the" and not titled
    if not titled:
        first = _behind_article(words, first, last)
    name = text[words[first].start : words[last - 1].end].strip(' ,;:“”"‘')
    head = words[head_of(words, first, last)]
    plural = any(word.upos == "CCONJ" for word in words[first:last]) or _is_plural(head)
    person = not plural and _is_person(words, first, last, definite=definite)
    return Speaker(
        name, head.text.lower(), "", person, plural or head.text.lower() in ("police", "authorities")
    )


def _behind_article(words: Sequence[Word], first: int, last: int) -> int:
    """Return where a name begins behind its article; other phrases keep theirs."""
    while first < last - 1 and words[first].text.lower() in ("the", "a", "an") and _named(words, first, last):
        first += 1
    return first


def _is_person(words: Sequence[Word], first: int, last: int, *, definite: bool) -> bool:
    head = words[head_of(words, first, last)]
    named = head.upos == "PROPN" and not definite and _personal(words, first, last)
    return named or listed(head, "person")


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
    plain = all(word.text[0].isupper() and not (word.text.isupper() and len(word.text) > 2) for word in names)
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
        self._turns = turns_of([each.text for each in sentences])
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
            named = found or named
        else:
            fuller = self._before(i, frame, lambda other: is_longer_name(other, named))
            named = fuller or named
        return named._replace(via=via)

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
                if (
                    other.kind != "citing"
                    and (j < i or other.verb < frame.verb)
                    and not self.inside_quote(j, other)
                ):
                    found = self.speaker(j, other)
                    if found.name and fits(found):
                        return found
        return None

    def _subject(self, i: int, frame: Frame, pronoun: str) -> Speaker | None:
        """Return the subject of this sentence or the one before, for a pronoun that follows no speaker."""
        for j, before in ((i, frame.first), (i - 1, None)):
            span = self._subject_span(j, before) if j >= 0 and self._one_text(i, j) else None
            if span is None:
                continue
            found = speaker_of(self.words(j), *span, self.sentences[j].text)
            if found.head not in ("he", "she", "it", "they") and agrees(pronoun, found):
                return found
        return None

    def _subject_span(self, j: int, before: int | None) -> tuple[int, int] | None:
        """Return the subject of a sentence, or of its words before a frame; none that is quoted or set off there."""
        words = self.words(j)
        span = main_subject(words, len(words) if before is None else before)
        if span is None or quote_at(self.quotes[j], (words[span[0]].start, words[span[0]].end)):
            return None
        # "The engineers, they say, left": what is told, not who tells it
        told = before is not None and all(word.text == "," for word in words[span[1] : before])
        return None if told else span

    def _one_text(self, i: int, j: int) -> bool:
        """Say whether two sentences belong to one text: a short paragraph may have been taken for a subheading."""
        parts = {self.sentences[i].part, self.sentences[j].part}
        return len(parts) == 1 or parts == {"body", "subheading"}

    def quote_speaker(self, i: int, quote: tuple[int, int]) -> Speaker:
        """Return who speaks in a quotation whose sentence names nobody."""
        introduced = self._before_colon(i, quote)
        if introduced:
            return introduced
        runs_on = quote[1] >= len(self.sentences[i].text)  # its speaker may stand at its end
        beside = (self._ahead(i, self.sentences[i].paragraph) if runs_on else None) or self._spoke_before(i)
        if beside:
            return beside
        told = self._main_subject(i - 1) if i and quote[0] <= 1 else NOBODY
        return told if told.person else NOBODY

    def _spoke_before(self, i: int) -> Speaker | None:
        """Return who spoke last in the sentences before a quotation, up to a paragraph that quotes nobody."""
        for j in range(i - 1, max(-1, i - REACH - 1), -1):
            if not self._one_text(i, j):
                return None
            outside = [frame for frame in self.frames(j) if not self.inside_quote(j, frame)]
            if outside:
                return self.speaker(j, outside[-1])
            if not self.quotes[j] and self.sentences[j].paragraph != self.sentences[i].paragraph:
                return None
        return None

    def answering(self, i: int, at: int) -> Speaker:
        """Return whose turn it is in an interview where a sentence has come to an offset; nobody in a question."""
        turn = next((who for j, start, who in reversed(self._turns) if (j, start) <= (i, at)), "Q")
        if turn not in "QA":
            return Speaker(turn, turn.lower())
        people = self._people_before(self._turns[0][0]) if turn == "A" else ()
        return next((one for one in people if one.person and one.name[0].isupper()), NOBODY)

    def _people_before(self, first: int) -> Iterator[Speaker]:
        """Yield whom the sentences before the first turn of an interview are about and who speaks in them."""
        for j in range(first - 1, max(-1, first - REACH - 1), -1):
            yield self._main_subject(j)
            yield from (self.speaker(j, frame) for frame in self.frames(j))

    def _main_subject(self, i: int) -> Speaker:
        """Return whom a sentence is about."""
        span = main_subject(self.words(i), len(self.words(i)))
        return speaker_of(self.words(i), *span, self.sentences[i].text) if span else NOBODY

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
        told = frame.kind == "clause" and not words[frame.verb].text.lower().endswith("ing")
        return heard or (told and listed(head, "document") and head.text.lower() != "reports")

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
