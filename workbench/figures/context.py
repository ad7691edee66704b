"""For whom, when and where a figure is stated: what the rest of the article says about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.analysis import Analysis
from workbench.figures.attribution import attribute_in, word_at
from workbench.figures.discourse import Discourse
from workbench.figures.quotations import Sentence
from workbench.figures.speakers import STOPS, is_time, listed, span_from
from workbench.figures.speech_scope import Frame
from workbench.grammar import Word
from workbench.times import Time

_RELATIVE = frozenset(
    {"which", "who", "where", "when", "while", "after", "before", "as", "because", "although", "but"}
)


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
    chosen = _nearest_place([i for i in found if number[i] == number[at]], at)
    if chosen is None and found[:1] == [0]:  # "In Dayton, Ohio, 5 people …"
        chosen = 0
    return _phrase(words, chosen + 1) if chosen is not None else ""


def _nearest_place(places: Sequence[int], at: int) -> int | None:
    """Return the first place behind a figure, else the last one before it."""
    behind = min((i for i in places if i > at), default=None)
    return max(places, default=None) if behind is None else behind


def _leads_to_place(words: Sequence[Word], i: int) -> bool:
    if words[i].upos != "ADP" or not listed(words[i], "locative"):
        return False
    first, last = span_from(words, i + 1)
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
    first, last = span_from(words, i)
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


# A time in another part of the sentence governs a figure only so many words away.
_REACH = 18
_COMPARED = frozenset({"from", "than", "with", "to", "against"})


def as_of(
    words: Sequence[Word],
    frames: Sequence[Frame],
    times: Sequence[Time],
    span: tuple[int, int],
    anchor: str,
    *,
    figures: Sequence[tuple[int, int]] = (),
) -> tuple[str, str]:
    """Return the first and last day for which a figure is stated; both empty where the sentence does not tell.

    Parameters
    ----------
    words, frames, times
        The parsed sentence, who speaks in it, and its time expressions.
    span
        The figure, as offsets of the sentence's text.
    anchor
        Publication date, ISO 8601; the end of "since June". Empty if unknown.
    figures
        All figures of the sentence, so that each finds the time that is nearest to it.

    Notes
    -----
    A time in the figure's own stretch of the sentence comes first, then one in another part of what was stated,
    then the time of the statement.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> from workbench.times import find_times
    >>> text = "Guards said on Monday that 300 had fled on July 3 and another 94 on July 4."
    >>> times = find_times(text, "2021-07-05")
    >>> from workbench.figures.speech import find_frames
    >>> [words] = parse([text])
    >>> as_of(words, find_frames(words), times, (64, 66), "2021-07-05")
    ('2021-07-04', '2021-07-04')
    """
    usable = [time for time in times if _may_date(words, time, span)]
    if not usable:
        return "", ""
    time = _governing(words, frames, usable, span, figures)
    if time and time.bound == "since" and _tells_of(words, time, span):
        return time.low, time.high
    return _days(time, anchor) if time else ("", "")


def _may_date(words: Sequence[Word], time: Time, span: tuple[int, int]) -> bool:
    """Say whether a time may date a figure: it has days, is not the figure itself, and belongs to no noun."""
    is_figure = time.start < span[1] and span[0] < time.end and not time.quantity
    if is_figure or not (time.low or time.high):
        return False
    return not (_names_something(words, time) or _dates_another(words, time, span))


def _dates_another(words: Sequence[Word], time: Time, span: tuple[int, int]) -> bool:
    """Say whether a time dates only a noun, by a clause or participle: "the bridge, built in 1987, carried 300 cars".

    Where the noun is what is counted, its days are the figure's ("31 people killed on Friday"), but a year is not if more
    is told of it: "the 300 workers hired in 2015 will go".
    """
    figure = word_at(words, span[0])
    clause = _clause_of_noun(words, word_at(words, time.start))
    if clause is None or figure >= len(words) or clause in _above(words, figure):
        return False
    noun = words[clause].head - 1
    is_counted = noun == figure or words[figure].head - 1 == noun
    return not is_counted or (time.kind == "year" and words[noun].relation.startswith("nsubj"))


def _clause_of_noun(words: Sequence[Word], i: int) -> int | None:
    """Return the verb of the relative clause or participle that a word stands in."""
    above = _above(words, i)
    return next((at for at in above if words[at].relation.startswith("acl")), None)


def _above(words: Sequence[Word], i: int) -> list[int]:
    """Return a word and what it hangs on, up to the root."""
    found: list[int] = []
    while 0 <= i < len(words) and i not in found:
        found.append(i)
        i = words[i].head - 1
    return found


def _tells_of(words: Sequence[Word], time: Time, span: tuple[int, int]) -> bool:
    """Say whether a figure stands in the clause that tells of a time: "since 2004, when 31 boats sank"."""
    behind = word_at(words, time.end)
    after = [word.text.lower() for word in words[behind : behind + 2]]
    return span[0] > time.end and "when" in after and after[0] in (",", "when")


def _names_something(words: Sequence[Word], time: Time) -> bool:
    """Say whether a time only names a thing: "the July 4 attack", "the 2012 election"."""
    first, behind = word_at(words, time.start), word_at(words, time.end)
    named = (
        behind < len(words)
        and words[behind].upos in ("NOUN", "PROPN")
        and words[behind].start <= time.end + 1
    )
    return named and first > 0 and words[first - 1].upos in ("DET", "PRON", "ADJ", "PART", "VERB")


def _governing(
    words: Sequence[Word],
    frames: Sequence[Frame],
    times: Sequence[Time],
    span: tuple[int, int],
    figures: Sequence[tuple[int, int]],
) -> Time | None:
    at = word_at(words, span[0])
    places = [(time, word_at(words, time.start)) for time in times]
    said = [pair for pair in places if not stated(frames, pair[1])]
    facts = [pair for pair in places if pair not in said and _may_govern(words, pair, span, figures)]
    own = _of_facts(words, facts, at, figures)
    return _nearest(said, at) if own is None and stated(frames, at) else own


def _of_facts(
    words: Sequence[Word],
    facts: Sequence[tuple[Time, int]],
    at: int,
    figures: Sequence[tuple[int, int]],
) -> Time | None:
    """Return the time in the figure's own stretch, else the one that opens the sentence, else the nearest free one."""
    number = segments(words)
    here = [pair for pair in facts if _segment(number, pair[1]) == _segment(number, at)]
    if here:
        return _nearest(here, at)
    opening = [pair[0] for pair in facts if pair[1] < at and _opens(words, pair[1])]
    return (
        opening[0]
        if opening
        else _nearest_free(number, facts, at, [word_at(words, start) for start, _ in figures])
    )


def _segment(number: Sequence[int], i: int) -> int:
    return number[min(i, len(number) - 1)] if number else 0


def _nearest(pairs: Sequence[tuple[Time, int]], at: int) -> Time | None:
    """Return the nearest time, of two equally near the one behind the figure; None if there is none."""
    nearest = min(pairs, key=lambda pair: (abs(pair[1] - at), -pair[1]), default=None)
    return None if nearest is None else nearest[0]


def _opens(words: Sequence[Word], i: int) -> bool:
    """Say whether a time stands at the head of the sentence: "Since June, …", "On Monday night …"."""
    return (
        all(word.upos in ("ADP", "SCONJ", "DET", "ADJ", "ADV", "PUNCT", "NUM", "NOUN") for word in words[:i])
        and i <= 6
    )


def _nearest_free(
    number: Sequence[int], facts: Sequence[tuple[Time, int]], at: int, figures: Sequence[int]
) -> Time | None:
    """Return the nearest time within reach that stands beside no figure: it would belong to that one."""
    taken = {_segment(number, place) for place in figures}
    near = [pair for pair in facts if abs(pair[1] - at) <= _REACH]
    return _nearest([pair for pair in near if _segment(number, pair[1]) not in taken], at)


def _may_govern(
    words: Sequence[Word], pair: tuple[Time, int], span: tuple[int, int], figures: Sequence[tuple[int, int]]
) -> bool:
    """Say whether a time can be the figure's own: what is compared with belongs to the figure right before it."""
    time, place = pair
    before = words[place - 1].text.lower() if place else ""
    if time.bound or (before not in _COMPARED and time.kind != "relative"):
        return True
    if before in _COMPARED:
        return time.kind not in ("relative", "year", "month", "quarter", "ago") or before == "to"
    nearest = max((start for start, end in figures if end <= time.start), default=span[0])
    return nearest == span[0]


def _days(time: Time, anchor: str) -> tuple[str, str]:
    """Return the days that a time with its preposition means: "since June 22" lasts until publication."""
    if time.bound == "since":
        return time.low, max(anchor[:10], time.high) if anchor else ""
    if time.bound in ("until", "by", "before"):
        return "", time.high
    if time.bound == "after":
        return time.low, ""
    return time.low, time.high


__all__ = ["Context", "Sentence", "contexts_of"]


class Context(NamedTuple):
    """Who stated a figure and who carried it, the days for which it is stated, and where; empty if not told."""

    attributed_to: str = ""
    via: str = ""
    route: str = "none"
    as_of_low: str = ""
    as_of_high: str = ""
    place: str = ""


def contexts_of(
    sentences: Sequence[Sentence], anchor: str = "", *, analysis: Analysis | None = None
) -> list[list[Context]]:
    """Return the context of every figure of an article, sentence by sentence.

    Parameters
    ----------
    sentences
        All sentences of one article, in order, with the spans of their figures.
    anchor
        Publication date, ISO 8601; empty if unknown.
    analysis
        What is known of the sentences already.

    Examples
    --------
    >>> contexts_of([Sentence("On Sunday, 37 people died in Sindh, officials said.", [(11, 13)])], "2021-07-05")
    [[Context(attributed_to='officials', via='', route='closing', as_of_low='2021-07-04', as_of_high='2021-07-04', place='Sindh')]]
    """
    discourse = Discourse(sentences, analysis)
    times = discourse.analysis.times_in_turn((sentence.text for sentence in sentences), anchor)
    return [_of_sentence(discourse, i, found, anchor) for i, found in enumerate(times)]


def _of_sentence(discourse: Discourse, i: int, times: Sequence[Time], anchor: str) -> list[Context]:
    sentence, words = discourse.sentences[i], discourse.words(i)
    if not sentence.figures or not words:
        return [Context()] * len(sentence.figures)
    frames = discourse.frames(i)
    return [
        Context(
            *attribute_in(discourse, i, span),
            *as_of(words, frames, times, span, anchor, figures=sentence.figures),
            place_of(words, frames, span),
        )
        for span in sentence.figures
    ]
