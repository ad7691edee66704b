"""For whom, when and where a figure is stated: what the rest of the article says about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.figures.attribution import Sentence, attribute

__all__ = ["Context", "Sentence", "contexts_of"]


class Context(NamedTuple):
    """Who stated a figure and who carried it, the days for which it is stated, and where; empty if not told."""

    attributed_to: str = ""
    via: str = ""
    as_of_low: str = ""
    as_of_high: str = ""
    place: str = ""


def contexts_of(sentences: Sequence[Sentence], anchor: str = "") -> list[list[Context]]:
    """Return the context of every figure of an article, sentence by sentence.

    Parameters
    ----------
    sentences
        All sentences of one article, in order, with the spans of their figures.
    anchor
        Publication date, ISO 8601; empty if unknown.

    Examples
    --------
    >>> contexts_of([Sentence("The floods killed 37 people, officials said.", [(18, 20)])])[0][0].attributed_to
    'officials'
    """
    return [[Context(one.attributed_to, one.via) for one in found] for found in attribute(sentences)]
