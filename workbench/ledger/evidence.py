"""What is known about each figure that tells which real-world quantity it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from workbench.ledger.vocabulary import WORD, Counted, counted_of, happening_of, stem, stems

FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "as",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "who",
        "which",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "it",
        "they",
        "he",
        "she",
        "we",
        "said",
        "says",
        "more",
        "than",
        "about",
        "some",
        "least",
        "most",
        "nearly",
        "around",
        "up",
        "over",
        "only",
        "also",
        "but",
        "not",
        "other",
        "another",
    ]
)
OF = re.compile(r"\b(?:of|in|from|at|on|who|that|which|with|for)\b")
NO_CLASS = Counted("", "", "")


class Evidence(NamedTuple):
    """A figure with what stands around it; words are stems (see :mod:`workbench.ledger.vocabulary`)."""

    figure_id: str
    doc_id: str
    sentence: tuple[str, int]
    kind: str
    unit: str
    low: float
    high: float
    modifier: str
    head: str
    counted: Counted
    happening: str
    qualifiers: frozenset[str]
    context: frozenset[str]
    names: frozenset[str]
    since: str
    until: str
    said_by: frozenset[str]
    part_of: str


def collect_evidence(figures: pd.DataFrame, sentences: pd.DataFrame) -> list[Evidence]:
    """Describe each figure by what it counts, what happened, and the words and names around it.

    Parameters
    ----------
    figures
        The table ``figures``.
    sentences
        The table ``sentences`` that the figures were found in.

    Returns
    -------
    list of Evidence
        One for each figure, in their order.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> collect_evidence(empty("figures"), empty("sentences"))
    []
    """
    texts = {(row.doc_id, row.sentence): row for row in sentences.itertuples()}
    rivals = figures.groupby(["doc_id", "sentence"], sort=False)["exact"].agg(list).to_dict()
    return [
        _describe(row, texts.get((row.doc_id, row.sentence)), rivals[(row.doc_id, row.sentence)])
        for row in figures.itertuples()
    ]


def _describe(row: Any, sentence: Any, rivals: Sequence[str]) -> Evidence:
    text = sentence.text if sentence is not None else row.exact
    before, after = _sides(text, row.exact, 0 if sentence is None else row.start - sentence.start, rivals)
    head, qualifiers = split_concept(row.concept)
    counted = counted_of().get(head, NO_CLASS)
    return Evidence(
        figure_id=row.figure_id,
        doc_id=row.doc_id,
        sentence=(row.doc_id, row.sentence),
        kind=row.kind,
        unit=row.unit,
        low=row.value_low,
        high=row.value_high,
        modifier=row.modifier,
        head=head,
        counted=counted,
        happening=counted.happening or _happening(before, after),
        qualifiers=qualifiers,
        context=frozenset(stems(text)) - FUNCTION_WORDS,
        names=frozenset(_names(text)),
        since=row.as_of_low,
        until=row.as_of_high,
        said_by=frozenset(stems(row.attributed_to)) - FUNCTION_WORDS,
        part_of=row.part_of,
    )


def split_concept(concept: str) -> tuple[str, frozenset[str]]:
    """Return the stem of the thing that a concept counts, and the stems of its other words.

    Examples
    --------
    >>> head, qualifiers = split_concept("members of the Afghan security force")
    >>> head, sorted(qualifiers)
    ('member', ['afghan', 'forc', 'security'])
    """
    core = [word for word in stems(OF.split(concept)[0]) if word not in FUNCTION_WORDS]
    words = [word for word in stems(concept) if word not in FUNCTION_WORDS]
    head = (core or words or [""])[-1]
    return head, frozenset(words) - {head}


def _sides(text: str, exact: str, near: int, rivals: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the stems before and after a figure, as far as the next figure of the sentence."""
    places = [match.start() for match in re.finditer(re.escape(exact), text)]
    place = min(places, key=lambda found: abs(found - near), default=0)
    before, after = text[:place], text[place + len(exact) :]
    for rival in rivals:
        after = re.split(rf"\b{re.escape(rival)}\b", after, maxsplit=1)[0]
        before = re.split(rf"\b{re.escape(rival)}\b", before)[-1]
    return stems(before), stems(after)


def _happening(before: list[str], after: list[str]) -> str:
    """Return what happened to the thing: the nearest word for it, behind the figure rather than before it."""
    following = [(place, name) for place, name in _happenings(after)]
    leading = [(len(before) - place + 4, name) for place, name in _happenings(before)]
    return min(following + leading, default=(0, ""))[1]


def _happenings(words: list[str]) -> list[tuple[int, str]]:
    known = happening_of()
    return [
        (place, known[run])
        for place in range(len(words))
        for length in (4, 3, 2, 1)
        if (run := tuple(words[place : place + length])) in known
    ]


def _names(text: str) -> list[str]:
    """Return the stems of the words written with a capital inside the sentence."""
    return [
        stem(match.group())
        for match in WORD.finditer(text)
        if match.group()[0].isupper() and match.start() > 0
    ]
