"""Who the article says stated a figure, sentence by sentence through an article."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from workbench.figures.discourse import NOBODY, Discourse
from workbench.figures.quotations import Sentence, quote_at
from workbench.figures.speakers import carries
from workbench.figures.speech_scope import Frame
from workbench.grammar import Word


class Attribution(NamedTuple):
    """Who stated a figure, and who carried the statement; empty where the article names nobody.

    ``route`` is how that was found: by what frame, and whether a pronoun or a short name had to be resolved.
    """

    attributed_to: str
    via: str = ""
    route: str = "none"


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
    [[Attribution(attributed_to='officials', via='', route='closing')]]
    """
    article = Discourse(sentences)
    return [
        [attribute_in(article, i, span) for span in sentence.figures] for i, sentence in enumerate(sentences)
    ]


def attribute_in(article: Discourse, i: int, span: tuple[int, int]) -> Attribution:
    """Return who stated the figure at ``span`` of sentence ``i``."""
    within = quote_at(article.quotes[i], span)
    outside = [frame for frame in article.frames(i) if not (within and article.inside_quote(i, frame))]
    if any(_names(article.words(i), frame, span) for frame in outside):
        return Attribution("", "", "none beside")
    inner, outer = _frames_over(article, i, outside, span)
    if inner is None:
        return _unframed(article, i, span, within)
    found = _stated(article, i, inner, outer)
    route = _route(article, i, inner, outer) if found.attributed_to else "unresolved"
    return found._replace(route=route)


def _frames_over(
    article: Discourse, i: int, frames: Sequence[Frame], span: tuple[int, int]
) -> tuple[Frame | None, Frame | None]:
    """Return the frame that governs a figure and the one around it; what is cited counts where news is carried."""
    words = article.words(i)
    inner, outer = governing(words, [frame for frame in frames if frame.kind != "citing"], span)
    cited, _ = governing(words, [frame for frame in frames if frame.kind == "citing"], span)
    if inner is None:
        return (cited if cited and _carrier_before(article, i, cited) else None), None
    if cited and _carries(article, i, inner):
        return cited, inner
    return inner, outer


def _unframed(
    article: Discourse, i: int, span: tuple[int, int], within: tuple[int, int] | None
) -> Attribution:
    """Return who stated a figure that no frame governs: who answers, who is quoted, or who goes on."""
    answer = article.answering(i, span[0])
    if answer.name:
        speaker, route = answer, "interview"
    elif within:
        speaker, route = article.quote_speaker(i, within), "quoted"
    else:
        speaker, route = article.carried(i), "carried"
    return Attribution(speaker.name, speaker.via, route if speaker.name else _silence(article, i, within))


def _names(words: Sequence[Word], frame: Frame, span: tuple[int, int]) -> bool:
    """Say whether a figure is part of a speaker's name, "two officials said", and no part of what is stated."""
    return any(word.start <= span[0] < word.end for word in words[frame.first : frame.last])


def _silence(article: Discourse, i: int, within: tuple[int, int] | None) -> str:
    """Return in what sort of sentence nobody is found: a quotation, one where somebody speaks, or a plain one."""
    return "none quoted" if within else "none beside" if article.frames(i) else "none"


def _route(article: Discourse, i: int, inner: Frame, outer: Frame | None) -> str:
    word = article.words(i)[inner.first].text.lower()
    meant = " meant" if word in ("he", "she", "it", "they") else ""
    return f"{inner.kind}{meant}{' inside' if outer else ''}"


def _carrier_before(article: Discourse, i: int, frame: Frame) -> bool:
    """Say whether one who carries news cites: a mayor who cites the weather service states nothing of its."""
    words = article.words(i)
    return any(carries(words, j, j + 1) for j in range(frame.verb) if words[j].upos in ("NOUN", "PROPN"))


def _carries(article: Discourse, i: int, frame: Frame) -> bool:
    return carries(article.words(i), frame.first, frame.last)


def _stated(article: Discourse, i: int, inner: Frame, outer: Frame | None) -> Attribution:
    """Return the speaker of the inner frame via the outer one, or the outer one if it is no carrier of news."""
    speaker = article.speaker(i, inner)
    carrier = article.speaker(i, outer) if outer else NOBODY
    if outer and carrier.name and not _carries(article, i, outer):
        return (
            Attribution(speaker.name, speaker.via)
            if outer.kind == "source"
            else Attribution(carrier.name, carrier.via)
        )
    return Attribution(speaker.name, speaker.via or (carrier.name if carrier.name != speaker.name else ""))


def governing(
    words: Sequence[Word], frames: Sequence[Frame], span: tuple[int, int]
) -> tuple[Frame | None, Frame | None]:
    """Return the frame that governs the figure at ``span``, and the one that this frame stands in, if any."""
    at = word_at(words, span[0])
    over = [frame for frame in frames if _governs(frame, at)]
    clauses = [frame for frame in over if _is_clause_over(frame, at)]
    others = [frame for frame in over if frame not in clauses]
    if not clauses:
        inner, outer, *_ = (*others, None, None)
        return inner, outer
    return _around_clause(words, clauses, others, at)


def word_at(words: Sequence[Word], offset: int) -> int:
    """Return the word that an offset of the text lies in, or the first one behind it."""
    return next((i for i, word in enumerate(words) if word.end > offset), len(words))


def _is_clause_over(frame: Frame, at: int) -> bool:
    return frame.kind in ("clause", "relative") and frame.after[0] <= at < frame.after[1]


def _around_clause(
    words: Sequence[Word], clauses: Sequence[Frame], others: Sequence[Frame], at: int
) -> tuple[Frame | None, Frame | None]:
    """Return the last clause and what it stands in; a nearer source, or who reports a finding, comes before it."""
    inner = clauses[-1]
    nearer = next((frame for frame in others if _is_nearer(words, frame, inner, at)), None)
    if nearer:
        return nearer, inner if nearer.kind == "source" and carries(words, inner.first, inner.last) else None
    closing = next((frame for frame in others if frame.kind == "closing"), None)
    if closing and words[inner.verb].lemma in ("find", "show", "indicate", "suggest"):
        return closing, None  # "Tests found it in 11 wells, the ministry said"
    return inner, _outer(words, clauses, others)


def _outer(words: Sequence[Word], clauses: Sequence[Frame], others: Sequence[Frame]) -> Frame | None:
    """Return what the last clause stands in: a clause before it, or else a source or one who carries news."""
    *before, inner = clauses
    nested = (frame for frame in before if _nested(words, frame, inner))
    carriers = (
        frame for frame in others if frame.kind == "source" or carries(words, frame.first, frame.last)
    )
    return next(chain(nested, carriers), None)


def _is_nearer(words: Sequence[Word], frame: Frame, inner: Frame, at: int) -> bool:
    """Say whether a source behind a figure stands nearer than the clause's verb before it, with a mark between these.

    "Radio said the search went on after the storm, which killed 40, according to the ministry"; "Police said they
    were out; 12 homes had burned, officials said".
    """
    if not inner.verb < at < frame.verb:
        return False
    between = [word.text for word in words[inner.verb : at]]
    if frame.kind == "source":
        return frame.verb > 0 and words[frame.verb - 1].text == "," and "," in between
    return frame.kind == "closing" and ";" in between


def _governs(frame: Frame, at: int) -> bool:
    return frame.before[0] <= at < frame.before[1] or frame.after[0] <= at < frame.after[1]


def _nested(words: Sequence[Word], outer: Frame, inner: Frame) -> bool:
    """Say whether one statement is the content of another, not its neighbour: "A said 5 died, but B said 7"."""
    between = words[outer.after[0] : inner.first]
    return not any(word.upos == "CCONJ" or word.text in (";", ",", ".") for word in between)
