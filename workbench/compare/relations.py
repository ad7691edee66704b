"""How every two articles are related: derived, siblings of an absent original, or independent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from workbench.compare.credits import credited, signed
from workbench.compare.links import REUSE
from workbench.compare.stemma import agreements
from workbench.tables import as_table

WHOLLY = 0.85  # share of an article's words that stand in the other one
MUTUAL = 0.7  # share of either that stands in the other, where each has text of its own
PARTLY = 0.05
UNSURE = 0.03
QUOTATION = 0.5  # what two sentences share is mostly quotation from here on
PROOF = 0.9  # score from which on a link shows copying even without a run of words in common
DERIVED = ("wholly derived", "partly derived")
WITNESSES = 2  # sentences in which a third article must side with each of two


class Thresholds(NamedTuple):
    """Shares of words, 0 to 1, from which on an article is wholly or partly derived."""

    wholly: float
    partly: float


class Overlap(NamedTuple):
    """What two articles have in common: shares of their words, reworked sentences, facts in own words."""

    a: str
    b: str
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


Place = tuple[str, int]  # a sentence: its article, and where it starts


class Shared(NamedTuple):
    """A link between two sentences of the body: whether it is text reworked, and shows that by itself."""

    place_a: Place
    place_b: Place
    reused: bool
    proof: bool


class Known(NamedTuple):
    """What else is known of the articles.

    ``signed`` names the agencies whose own text it is; ``thirds`` those that side with the first of two against the
    second; ``wholes`` every two of which the second holds nearly all of the first.
    """

    agencies: Mapping[str, list[str]]
    signed: Mapping[str, list[str]]
    dates: Mapping[str, str]
    thirds: Mapping[tuple[str, str], set[str]]
    wholes: frozenset[tuple[str, str]]

    def between(self, a: str, b: str) -> set[str]:
        """Return the articles that side now with one of two and now with the other."""
        return self.thirds.get((a, b), set()) & self.thirds.get((b, a), set())

    def day(self, doc_id: str) -> str:
        """Return the day of publication; empty if it is not known."""
        return self.dates.get(doc_id, "")[:10]


def relate_articles(
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    wholly: float = WHOLLY,
    partly: float = PARTLY,
) -> pd.DataFrame:
    """Say how every two articles are related, and why.

    Only reworked sentences of the body count. Headlines, captions, boilerplate and facts that both state in
    words of their own do not.

    Parameters
    ----------
    links, sentences, articles
        The tables of these names.
    wholly
        Share of an article's words, 0 to 1, from which on it is wholly derived; higher is stricter.
    partly
        Share of an article's words, 0 to 1, from which on it is partly derived; higher is stricter.

    Returns
    -------
    pandas.DataFrame
        Table ``relations``: every two articles once. Higher shares mean more text in common. A further column,
        ``source``, names the one of the two that the other is derived from; empty where that is not known.

    Raises
    ------
    TableError
        If a table lacks a column.

    Notes
    -----
    "siblings" means that neither is the other's original: the one that stands nearly whole in the other names a
    news agency as its source, which the other is not by its byline or dateline; or a third article sides in its wording now with
    one, now with the other; or each has much that the other lacks. Source: own; for the third article see
    :func:`workbench.compare.stemma.agreements`.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> relate_articles(empty("links"), empty("sentences"), empty("articles")).empty
    True
    """
    pages = as_table(articles, "articles")
    overlaps = _overlaps(as_table(links, "links"), as_table(sentences, "sentences"))
    known = Known(
        credited(pages, sentences),
        signed(pages, sentences),
        dict(zip(pages["doc_id"], pages["date_published"], strict=True)),
        _thirds(links),
        frozenset(pair for pair, overlap in overlaps.items() if overlap.share_of_a >= wholly),
    )
    texts = _texts(pages)
    rows = []
    for a, b in combinations(pages["doc_id"], 2):
        overlap = overlaps.get((a, b), Overlap(a, b))
        if texts[a] == texts[b]:
            overlap = overlap._replace(share_of_a=1.0, share_of_b=1.0)
        relation, reason = _judge(overlap, known, Thresholds(wholly, partly))
        rows.append(
            {
                "a": a,
                "b": b,
                "relation": relation,
                "share_of_a": overlap.share_of_a,
                "share_of_b": overlap.share_of_b,
                "evidence": f"{_counted(overlap)} {reason}",
                "source": _source(overlap, known) if relation in DERIVED else "",
            }
        )
    return as_table(rows, "relations")


def _texts(articles: pd.DataFrame) -> dict[str, str]:
    """Return the article whose text each one has: its own, or that of which it is a copy word for word.

    However short or formulaic the text is, the same text is no second report.
    """
    return {
        doc_id: copied or doc_id
        for doc_id, copied in zip(articles["doc_id"], articles["copy_of"], strict=True)
    }


def _overlaps(links: pd.DataFrame, sentences: pd.DataFrame) -> dict[tuple[str, str], Overlap]:
    body = sentences[sentences["part"] == "body"]
    words: dict[Place, int] = {
        (doc_id, int(start)): len(text.split())
        for doc_id, start, text in zip(body["doc_id"], body["start"], body["text"], strict=True)
    }
    totals: Counter[str] = Counter()
    for (doc_id, _), n in words.items():
        totals[doc_id] += n
    shared: defaultdict[tuple[str, str], list[Shared]] = defaultdict(list)
    for one in _shared(links):
        if one.place_a in words and one.place_b in words:
            shared[one.place_a[0], one.place_b[0]].append(one)
    found = {}
    for (a, b), links_of in shared.items():
        overlap = _overlap(a, b, links_of, words, totals)
        found[a, b] = overlap
        found[b, a] = overlap._replace(a=b, b=a, share_of_a=overlap.share_of_b, share_of_b=overlap.share_of_a)
    return found


def _shared(links: pd.DataFrame) -> Iterator[Shared]:
    columns = links["a_doc_id"], links["a_start"], links["b_doc_id"], links["b_start"]
    reused, proof = links["label"].isin(REUSE), _is_proof(links)
    for a, a_start, b, b_start, copied, proves in zip(*columns, reused, proof, strict=True):
        yield Shared((a, int(a_start)), (b, int(b_start)), bool(copied), bool(proves))


def _overlap(
    a: str, b: str, shared: list[Shared], words: Mapping[Place, int], totals: Mapping[str, int]
) -> Overlap:
    copied = [one for one in shared if one.reused]
    proven = [one for one in copied if one.proof]
    # Quotations and loose likeness count once other text shows that there was copying.
    if max(_shares(proven, words, totals, (a, b))) < PARTLY:
        copied = proven
    return Overlap(a, b, *_shares(copied, words, totals, (a, b)), len(copied), len(shared) - len(copied))


def _is_proof(links: pd.DataFrame) -> pd.Series:
    """Links that show copying by themselves: everybody prints an official's words, and names the same names."""
    if not {"quoted", "runs"} <= set(links.columns):
        return pd.Series(True, index=links.index)
    return (links["quoted"] < QUOTATION) & ((links["runs"] >= 1) | (links["score"] >= PROOF))


def _shares(
    shared: list[Shared], words: Mapping[Place, int], totals: Mapping[str, int], docs: tuple[str, str]
) -> tuple[float, float]:
    sides = {one.place_a for one in shared}, {one.place_b for one in shared}
    a, b = (
        sum(words[place] for place in side) / max(totals[doc_id], 1)
        for side, doc_id in zip(sides, docs, strict=True)
    )
    return a, b


def _judge(overlap: Overlap, known: Known, limits: Thresholds) -> tuple[str, str]:
    low, high = sorted((overlap.share_of_a, overlap.share_of_b))
    if high < UNSURE:
        return "independent", "Nothing shows that one was copied from the other."
    if high < min(limits.partly, limits.wholly):
        return "unsure", "That is too little to tell a copy from chance."
    if high < limits.wholly and low < MUTUAL:
        return "partly derived", f"Most of the text is not shared. {_direction(overlap, known)}"
    return _copy_or_sibling(overlap, known, limits)


def _copy_or_sibling(overlap: Overlap, known: Known, limits: Thresholds) -> tuple[str, str]:
    a, b = overlap.a, overlap.b
    wires = known.agencies.get(overlap.inner, [])
    if wires and not _is_the_wire(overlap, wires, known, limits):
        return "siblings", f"{overlap.inner} names {', '.join(wires)} as its source, not the other article."
    thirds = sorted(known.between(a, b))
    if thirds:
        at_hand = [t for t in thirds if (a, t) in known.wholes and (b, t) in known.wholes]
        third = next((t for t in at_hand if not known.between(a, t) | known.between(b, t)), "")
        origin = (
            f"both derive from {third} or from its source."
            if third
            else "all derive from an original that is not at hand."
        )
        return (
            "siblings",
            f"{third or thirds[0]} agrees now with {a} against {b}, now with {b} against {a}: {origin}",
        )
    if max(overlap.share_of_a, overlap.share_of_b) < limits.wholly:
        return "siblings", "Each has much that the other lacks, as copies of one longer original do."
    return (
        "wholly derived",
        f"Nearly all of {overlap.inner} stands in the other. {_direction(overlap, known)}",
    )


def _thirds(links: pd.DataFrame) -> dict[tuple[str, str], set[str]]:
    """Name for every two articles those that agree with the first against the second, in sentences enough."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for (a, third, b), n in agreements(links).items():
        if n >= WITNESSES:
            found[a, b].add(third)
    return found


def _is_the_wire(overlap: Overlap, wires: list[str], known: Known, limits: Thresholds) -> bool:
    """Whether the fuller article is the text of the agency that the other one names, and was there in time."""
    inner, outer = known.day(overlap.inner), known.day(overlap.outer)
    in_time = not inner or not outer or outer <= inner
    whole = max(overlap.share_of_a, overlap.share_of_b) >= limits.wholly
    return whole and in_time and bool(set(wires) & set(known.signed.get(overlap.outer, [])))


def _source(overlap: Overlap, known: Known) -> str:
    """Return the article that the other one is derived from: the earlier one, or the one that an agency signs."""
    a, b = overlap.a, overlap.b
    first, second = known.day(a), known.day(b)
    if first and second and first != second:
        return a if first < second else b
    makers = [doc_id for doc_id in (a, b) if known.signed.get(doc_id)]
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
    first, second = known.day(source), known.day(copy)
    return f"{copy} is the later one: {told}." if first and second and first < second else f"{told}."


def _counted(overlap: Overlap) -> str:
    facts = f" Facts that both state in words of their own: {overlap.n_facts}." if overlap.n_facts else ""
    if not overlap.n_links:
        return f"No sentence of the body is reworked.{facts}"
    return (
        f"Pairs of reworked sentences: {overlap.n_links}, that is {overlap.share_of_a:.0%} of the words of "
        f"{overlap.a} and {overlap.share_of_b:.0%} of {overlap.b}.{facts}"
    )
