"""How every two articles are related: derived, copies of an absent original, or independent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from workbench.compare.copying import (
    Place,
    Shared,
    agreements,
    probability_of_copying,
    share_of_words,
    shared_sentences,
)
from workbench.compare.provenance import Moments, named_as_source, signed
from workbench.tables import as_table

WHOLLY = 0.85  # share of an article's words that stand in the other one
MUTUAL = 0.7  # share of either that stands in the other, where each has text of its own
LEAST = 0.5  # probability from which on text was copied
UNSURE = 0.4  # … as a part of that, from which on nobody can tell
QUOTATION = 0.5  # what two sentences share is mostly quotation from here on
DERIVED = ("wholly derived", "partly derived")
APART = ("independent", "unsure")
WITNESSES = 2  # sentences in which a third article must side with each of two


class Overlap(NamedTuple):
    """What two articles have in common: how probable copying is, shares of their words, sentences and facts."""

    a: str
    b: str
    copied: float = 0.0
    share_of_a: float = 0.0
    share_of_b: float = 0.0
    n_links: int = 0
    n_facts: int = 0

    @property
    def inner(self) -> str:
        """The article of which the larger share stands in the other."""
        return self.a if self.share_of_a > self.share_of_b else self.b

    @property
    def outer(self) -> str:
        """The other one, which holds more."""
        return self.b if self.inner == self.a else self.a

    def flipped(self) -> Overlap:
        """Return the same overlap with the articles exchanged."""
        return self._replace(a=self.b, b=self.a, share_of_a=self.share_of_b, share_of_b=self.share_of_a)


class Limits(NamedTuple):
    """From which share of words on an article is wholly derived, and from which probability on anything is."""

    wholly: float
    least: float


class Known(NamedTuple):
    """What else is known of the articles.

    ``agencies`` names those that an article names as its source, ``signed`` those whose own text it is; ``thirds``
    the articles that side with the first of two against the second; ``wholes`` every two of which the second holds
    nearly all of the first.
    """

    agencies: Mapping[str, list[str]]
    signed: Mapping[str, list[str]]
    moments: Moments
    thirds: Mapping[tuple[str, str], set[str]]
    wholes: frozenset[tuple[str, str]]

    def between(self, a: str, b: str) -> set[str]:
        """Return the articles that side now with one of two and now with the other."""
        return self.thirds.get((a, b), set()) & self.thirds.get((b, a), set())


def relate_articles(
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    wholly: float = WHOLLY,
    least: float = LEAST,
) -> pd.DataFrame:
    """Say how every two articles are related, and why.

    Only sentences of the body count. Headlines, captions, boilerplate and credit lines do not; a quotation, a list
    of names or a fact that both state in words of their own is no sign of copying.

    Parameters
    ----------
    links, sentences, articles
        The tables of these names.
    wholly
        Share of an article's words, 0 to 1, from which on it is wholly derived; higher is stricter.
    least
        Probability, 0 to 1, from which on text was copied; higher is stricter.

    Returns
    -------
    pandas.DataFrame
        Table ``relations``: every two articles once. Higher shares mean more text in common; ``confidence`` is
        calibrated on events that were not trained on.

    Raises
    ------
    TableError
        If a table lacks a column.

    Notes
    -----
    "siblings" means that neither is the other's original: the one that stands nearly whole in the other names a
    news agency as its source, which the other is not by its byline or dateline; or a third article sides in its
    wording now with one, now with the other; or each has much that the other lacks. Source: own; the probability is
    that of :mod:`workbench.compare.copying`, for the third article see :func:`workbench.compare.copying.agreements`.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> relate_articles(empty("links"), empty("sentences"), empty("articles")).empty
    True
    """
    pages, links = as_table(articles, "articles"), as_table(links, "links")
    overlaps = _overlaps(links, as_table(sentences, "sentences"), pages, least)
    known = Known(
        named_as_source(pages, sentences),
        signed(pages, sentences),
        Moments(pages),
        _thirds(links),
        frozenset(pair for pair, overlap in overlaps.items() if overlap.share_of_a >= wholly),
    )
    limits, texts = Limits(wholly, least), _texts(pages)
    rows = []
    for a, b in combinations(pages["doc_id"], 2):
        overlap = overlaps.get((a, b), Overlap(a, b))
        if texts[a] == texts[b]:
            overlap = overlap._replace(copied=1.0, share_of_a=1.0, share_of_b=1.0)
        rows.append(_row(overlap, known, limits))
    return as_table(rows, "relations")


def _texts(articles: pd.DataFrame) -> dict[str, str]:
    """Return the article whose text each one has: its own, or that of which it is a copy word for word.

    However short or formulaic the text is, the same text is no second report.
    """
    return {
        doc_id: copied or doc_id
        for doc_id, copied in zip(articles["doc_id"], articles["copy_of"], strict=True)
    }


def _row(overlap: Overlap, known: Known, limits: Limits) -> dict[str, object]:
    relation, reason = _judge(overlap, known, limits)
    return {
        "a": overlap.a,
        "b": overlap.b,
        "relation": relation,
        "share_of_a": overlap.share_of_a,
        "share_of_b": overlap.share_of_b,
        "evidence": f"{_counted(overlap)} {reason}",
        "source": _source(overlap, known) if relation in DERIVED else "",
        "confidence": 1 - overlap.copied if relation in APART else overlap.copied,
    }


def _overlaps(
    links: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, least: float
) -> dict[tuple[str, str], Overlap]:
    body = sentences[sentences["part"] == "body"]
    words: dict[Place, int] = {
        (doc_id, int(start)): len(text.split())
        for doc_id, start, text in zip(body["doc_id"], body["start"], body["text"], strict=True)
    }
    totals: Counter[str] = Counter()
    for (doc_id, _), n in words.items():
        totals[doc_id] += n
    found = {}
    for (a, b), shared in shared_sentences(links, sentences, articles).items():
        found[a, b] = _overlap((a, b), shared, words, totals, least)
        found[b, a] = found[a, b].flipped()
    return found


def _overlap(
    docs: tuple[str, str],
    shared: list[Shared],
    words: Mapping[Place, int],
    totals: Mapping[str, int],
    least: float,
) -> Overlap:
    copied = probability_of_copying(shared)
    # Quotations count once other text shows that there was copying: everybody prints an official's words.
    reused = [one for one in shared if one.reused and (copied >= least or one.quoted < QUOTATION)]
    sides = {one.place_a for one in reused}, {one.place_b for one in reused}
    share_a, share_b = (
        share_of_words(side, words, totals[doc]) for side, doc in zip(sides, docs, strict=True)
    )
    n_facts = sum(not one.reused for one in shared)
    return Overlap(*docs, copied, share_a, share_b, min(map(len, sides)), n_facts)


def _judge(overlap: Overlap, known: Known, limits: Limits) -> tuple[str, str]:
    low, high = sorted((overlap.share_of_a, overlap.share_of_b))
    if overlap.copied < limits.least * UNSURE:
        return "independent", "Nothing shows that one was copied from the other."
    if overlap.copied < limits.least or high == 0:
        return "unsure", "That is too little to tell a copy from chance."
    if high < limits.wholly and low < MUTUAL:
        return "partly derived", f"Most of the text is not shared. {_direction(overlap, known)}"
    return _copy_or_sibling(overlap, known, limits)


def _copy_or_sibling(overlap: Overlap, known: Known, limits: Limits) -> tuple[str, str]:
    wires = known.agencies.get(overlap.inner, [])
    if wires and not _is_the_wire(overlap, wires, known, limits):
        return "siblings", f"{overlap.inner} names {', '.join(wires)} as its source, not the other article."
    if known.between(overlap.a, overlap.b):
        return "siblings", _told_by_a_third(overlap, known)
    if max(overlap.share_of_a, overlap.share_of_b) < limits.wholly:
        return (
            "siblings",
            "Each has much that the other lacks: they are two copies of one longer text, which is not here.",
        )
    return (
        "wholly derived",
        f"Nearly all of {overlap.inner} stands in the other. {_direction(overlap, known)}",
    )


def _told_by_a_third(overlap: Overlap, known: Known) -> str:
    a, b = overlap.a, overlap.b
    thirds = sorted(known.between(a, b))
    at_hand = [t for t in thirds if (a, t) in known.wholes and (b, t) in known.wholes]
    third = next((t for t in at_hand if not known.between(a, t) | known.between(b, t)), "")
    origin = (
        f"both derive from {third} or from its source"
        if third
        else "all are copies of a text that is not here"
    )
    return f"{third or thirds[0]} agrees now with {a} against {b}, now with {b} against {a}: {origin}."


def _thirds(links: pd.DataFrame) -> dict[tuple[str, str], set[str]]:
    """Name for every two articles those that agree with the first against the second, in sentences enough."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (a, third, b), n in agreements(links).items():
        if n >= WITNESSES:
            found[a, b].add(third)
    return found


def _is_the_wire(overlap: Overlap, wires: list[str], known: Known, limits: Limits) -> bool:
    """Whether the fuller article is the text of the agency that the other one names, and was there in time."""
    in_time = known.moments.first(overlap.inner, overlap.outer) != overlap.inner
    whole = max(overlap.share_of_a, overlap.share_of_b) >= limits.wholly
    return whole and in_time and bool(set(wires) & set(known.signed.get(overlap.outer, [])))


def _source(overlap: Overlap, known: Known) -> str:
    """Return the article that the other one is derived from: the earlier one, or the one that an agency signs."""
    first = known.moments.first(overlap.a, overlap.b)
    if first:
        return first
    makers = [doc_id for doc_id in (overlap.a, overlap.b) if known.signed.get(doc_id)]
    return overlap.outer if makers == [overlap.outer] else ""


def _direction(overlap: Overlap, known: Known) -> str:
    source = _source(overlap, known)
    if not source:
        return "Which of the two was derived from the other is not known."
    copy = overlap.b if source == overlap.a else overlap.a
    wires = known.signed.get(source, [])
    told = f"{copy} is derived from {source}" + (
        f", which {wires[0]} signs" if wires else " or from its source"
    )
    return f"{copy} is the later one: {told}." if known.moments.first(source, copy) else f"{told}."


def _counted(overlap: Overlap) -> str:
    facts = f" Facts that both state in words of their own: {overlap.n_facts}." if overlap.n_facts else ""
    if not overlap.n_links:
        return f"No sentence of the body is reworked.{facts}"
    sentences = "1 sentence is" if overlap.n_links == 1 else f"{overlap.n_links} sentences are"
    return (
        f"{sentences} the same or reworked, that is {overlap.share_of_a:.0%} of the words of "
        f"{overlap.a} and {overlap.share_of_b:.0%} of {overlap.b}.{facts}"
    )
