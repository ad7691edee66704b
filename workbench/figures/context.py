"""For whom, when and where a figure is stated: what the rest of the article says about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.analysis import Analysis
from workbench.figures.asof import as_of
from workbench.figures.attribution import attribute_in
from workbench.figures.discourse import Discourse
from workbench.figures.neighbours import Sentence
from workbench.figures.place import place_of

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
    return [_of_sentence(discourse, i, anchor) for i in range(len(sentences))]


def _of_sentence(discourse: Discourse, i: int, anchor: str) -> list[Context]:
    sentence, words = discourse.sentences[i], discourse.words(i)
    if not sentence.figures or not words:
        return [Context()] * len(sentence.figures)
    frames, times = discourse.frames(i), discourse.analysis.times(sentence.text, anchor)
    return [
        Context(
            *attribute_in(discourse, i, span),
            *as_of(words, frames, times, span, anchor, figures=sentence.figures),
            place_of(words, frames, span),
        )
        for span in sentence.figures
    ]
