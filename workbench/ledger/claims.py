"""Figures that state the same real-world quantity are brought together, whether or not they agree."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.analysis import Analysis
from workbench.compare import group_events
from workbench.ledger.alike import score_pairs
from workbench.ledger.columns import KINDS, NOBODY, Array, Columns, Links, make_columns
from workbench.ledger.evidence import Evidence, collect_evidence
from workbench.ledger.vocabulary import weights
from workbench.tables import as_table, empty, rows_of

TINY = 1e-9  # below any value that is told
CROWDED = 800  # figures with one thing in common, above which each is weighed against those of nearly its value only
WINDOW = 60  # ... so many to each side
LARGEST = (
    800  # figures that are joined at once: more are looked at in pieces, since time grows with their cube
)
CROWD = 60  # figures of one sentence from which it is a table: they are not weighed against each other
STEPS = 10  # to an order of magnitude
# What these are of is told by the whole sentence, so that all of one event may be one.
NAMELESS = [KINDS.index(kind) for kind in ("money", "share", "duration", "age", "score")]
LOUDEST = 4.0  # no single pair says more for or against two groups than this
NEAREST = 0.3  # how much a figure's nearest one of the other group counts, beside the average of all
NOT_WEIGHED = -4.0  # the log-odds of two figures that share nothing for which they would have been weighed
NEVER = -np.inf
NEAR_ONE = -2.0  # from this score on a figure of another claim may be one of this
TRAITS = (
    "single",
    "inside",
    "outside",
    "doublings",
    "near",
    "rival",
)  # the columns of traits, by their weights
LEAST_ALIKE = 0.12  # lower than for finding events: what is parted here can never meet again


def group_claims(
    figures: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    analysis: Analysis | None = None,
) -> pd.DataFrame:
    """Fill ``claim_id``: figures that state the same real-world quantity get the same one.

    The articles are first parted by the event they report. The evidence for two figures of one event is what they
    count, what happened to it, their time, the words around them, their values, and whether their sentences were
    found to be one reworked. Each piece adds to the log-odds that both state one quantity; groups are joined while
    their log-odds stay above zero, but never two that hold figures which cannot be one. Only figures with something
    in common are weighed against each other.

    Parameters
    ----------
    figures
        The table ``figures``.
    links
        The table ``links``.
    sentences
        The table ``sentences``.
    analysis
        What is known of the sentences already, as :func:`find_figures` left it.

    Returns
    -------
    pandas.DataFrame
        The table ``figures`` with ``claim_id``; a figure that nobody else states has a claim of its own.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> group_claims(empty("figures"), empty("links"), empty("sentences")).empty
    True
    """
    return claim_figures(figures, links, sentences, analysis=analysis).figures


class Claimed(NamedTuple):
    """The tables ``figures``, with ``claim_id``, and ``accounts``."""

    figures: pd.DataFrame
    accounts: pd.DataFrame


def claim_figures(
    figures: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    analysis: Analysis | None = None,
) -> Claimed:
    """Fill ``claim_id`` as :func:`group_claims` does, and tell what is known of each figure.

    Parameters
    ----------
    figures, links, sentences, articles
        The tables of those names; without ``articles`` the days of publication are not known.
    analysis
        What is known of the sentences already.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> claim_figures(empty("figures"), empty("links"), empty("sentences")).accounts.empty
    True
    """
    evidence = collect_evidence(figures, sentences, analysis=analysis)
    labels = _label_of(links, sentences)
    known = articles if articles is not None else empty("articles")
    published = dict(zip(known["doc_id"], known["date_published"], strict=True))
    found = [
        ([places[place] for place in group], sure)
        for places in _by_event(evidence, sentences)
        for group, sure in _group_event([evidence[place] for place in places], labels, published)
    ]
    groups = [group for group, _ in found]
    sure_of = {place: sure for group, sure in found for place in group}
    names = _name_groups(groups, list(figures["figure_id"]))
    claimed = figures.assign(claim_id=pd.Series(names, index=figures.index, dtype="str"))
    accounts = [
        {**account, "confidence": sure_of[place]}
        for place, account in enumerate(_accounts(evidence, published))
    ]
    return Claimed(as_table(claimed, "figures"), as_table(accounts, "accounts"))


def _accounts(evidence: Sequence[Evidence], published: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "figure_id": one.figure_id,
            "counted": one.counted.name,
            "label": one.label,
            "happening": one.happening,
            "group": "; ".join(sorted(one.slots.groups - {"people"})),
            "place": "; ".join(sorted(one.slots.places)),
            "event": _event(one, published.get(one.doc_id, "")),
            "day": one.slots.day,
            "extent": one.slots.extent,
            "state": one.slots.state,
            "stage": one.slots.stage,
            "read_from": one.slots.read_from,
        }
        for one in evidence
    ]


def _event(one: Evidence, published: str) -> str:
    """Return the year that a figure is said to be of, if it is not that of its article, else what marks another event."""
    years = sorted(one.years - {published[:4]})
    return years[0] if len(years) == 1 else one.slots.event


def _label_of(links: pd.DataFrame, sentences: pd.DataFrame) -> Links:
    number = {(row.doc_id, row.start): (row.doc_id, row.sentence) for row in rows_of(sentences)}
    one, other = (
        zip(links[f"{side}_doc_id"].tolist(), links[f"{side}_start"].tolist(), strict=True) for side in "ab"
    )
    ends = zip(one, other, links["label"].tolist(), strict=True)
    return {frozenset((number[a], number[b])): label for a, b, label in ends if a in number and b in number}


def _by_event(evidence: Sequence[Evidence], sentences: pd.DataFrame) -> list[list[int]]:
    """Return the places of the figures of each event: two events have no quantity in common."""
    told = sentences.groupby("doc_id", sort=False)["text"].agg(" ".join)
    texts = pd.DataFrame({"doc_id": told.index, "headline": "", "text": told.to_numpy()})
    event_of = dict(
        group_events(texts, least=LEAST_ALIKE, telling=False)[["doc_id", "event"]].itertuples(index=False)
    )
    events: dict[int, list[int]] = {}
    for place, one in enumerate(evidence):
        events.setdefault(event_of.get(one.doc_id, -1), []).append(place)
    return list(events.values())


def _group_event(
    evidence: Sequence[Evidence], links: Links, published: Mapping[str, str]
) -> list[tuple[list[int], float]]:
    """Return the groups of the figures of an event, by their places, each with how sure it is."""
    columns = make_columns(evidence, links, published)
    i, j = candidates(columns)
    scores, never = score_pairs(columns, i, j)
    groups = _with_former_values(join(len(evidence), i, j, scores, never), columns, (i, j), scores, never)
    return list(zip(groups, sureness(traits(groups, i, j, scores, never)).tolist(), strict=True))


def _with_former_values(
    groups: list[list[int]], columns: Columns, ends: tuple[Array, Array], scores: Array, never: Array
) -> list[list[int]]:
    """Put what was the value before a change with the one after it, of which its own sentence or article tells.

    On average it resembles no other value of the claim, so that joining by averages leaves it alone. Where others
    state that value too, their claim goes with it if the sentence tells of one toll that grew: "from 21 to 24".
    """
    i, j = ends
    grew = (columns.sentence[i] == columns.sentence[j]) & columns.grows[i] & columns.grows[j]
    told = (columns.formerly[i] != columns.formerly[j]) & (columns.doc[i] == columns.doc[j])
    told &= (scores > np.where(grew, NEAR_ONE, 0.0)) & ~never
    if not told.any():
        return groups
    group_of = _numbered(groups)
    barred = set(zip(i[never].tolist(), j[never].tolist(), strict=True))
    for at in np.flatnonzero(told)[np.argsort(-scores[told], kind="stable")].tolist():
        then, now = (i[at], j[at]) if columns.formerly[i[at]] else (j[at], i[at])
        old, new = group_of[int(then)], group_of[int(now)]
        is_free = bool(columns.formerly[groups[old]].all()) or bool(grew[at])
        if old != new and is_free and not _are_barred(groups[old], groups[new], barred):
            groups[new] = sorted([*groups[new], *groups[old]])
            group_of |= dict.fromkeys(groups[old], new)
            groups[old] = []
    return [group for group in groups if group]


def _numbered(groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return the number of the group in which each figure is."""
    return {place: number for number, group in enumerate(groups) for place in group}


def _are_barred(one: Sequence[int], other: Sequence[int], barred: set[tuple[int, int]]) -> bool:
    return any((min(pair), max(pair)) in barred for pair in product(one, other))


def name_claim(figure_ids: Iterable[str]) -> str:
    """Return the claim_id of a group of figures: made from the figures, so that the same group has the same name.

    Examples
    --------
    >>> name_claim(["f1", "f2"]) == name_claim(["f2", "f1"])
    True
    """
    joined = "\n".join(sorted(figure_ids))
    return f"c{hashlib.sha256(joined.encode()).hexdigest()[:10]}"


def _name_groups(groups: list[list[int]], figure_ids: list[str]) -> list[str]:
    names = [""] * len(figure_ids)
    for group in groups:
        name = name_claim(figure_ids[index] for index in group)
        for index in group:
            names[index] = name
    return names


def candidates(columns: Columns) -> tuple[Array, Array]:
    """Return the places of the pairs that are worth weighing: of one kind, and with something in common.

    That is what they count or its class, what happened to it, a linked sentence, or about the same value.
    """
    keys = [columns.head, columns.counted, columns.kind_of, columns.happening, *_sizes(columns)]
    keys.append(np.where(np.isin(columns.kind, NAMELESS), 0, NOBODY))
    found = [_pairs_of_linked(columns)]
    buckets = (members for key in keys for members in _buckets(columns.kind, key))
    found.extend(_pairs_within(members, columns) for members in buckets)
    both = np.sort(np.concatenate(found))
    both = both[np.diff(both, prepend=-1) > 0]
    i, j = both // max(1, len(columns.kind)), both % max(1, len(columns.kind))
    crowded = np.bincount(columns.sentence, minlength=1)[columns.sentence] > CROWD
    apart = ~((columns.sentence[i] == columns.sentence[j]) & crowded[i]) if len(i) else np.zeros(0, bool)
    return i[apart], j[apart]


def _pairs_within(members: Array, columns: Columns) -> Array:
    """Return all pairs of a bucket; of a crowded one those that are near in value (sorted neighbourhood, Hernández and Stolfo 1995)."""
    size = len(columns.kind)
    if len(members) <= CROWDED:
        i, j = np.triu_indices(len(members), 1)
        return members[i] * size + members[j]
    low, high = columns.low[members], columns.high[members]
    members = members[np.argsort(np.where(np.isnan(low), high, low), kind="stable")]
    ends = [(members[:-step], members[step:]) for step in range(1, WINDOW + 1)]
    return np.concatenate([np.minimum(a, b) * size + np.maximum(a, b) for a, b in ends])


def _sizes(columns: Columns) -> list[Array]:
    """Return two numbers for about how large each value is: any two that are nearly equal share one of them."""
    size = np.log10(np.maximum(np.abs(np.nan_to_num(np.fmax(columns.low, columns.high))), TINY)) - np.log10(
        TINY
    )
    return [np.floor(size * STEPS).astype(int), np.floor(size * STEPS + 0.5).astype(int)]


def _buckets(kind: Array, key: Array) -> list[Array]:
    """Return the places that have kind and key in common, each in ascending order."""
    places = np.flatnonzero(key != NOBODY)
    order = places[np.lexsort((places, key[places], kind[places]))]
    if not len(order):
        return []
    new = (np.diff(kind[order]) != 0) | (np.diff(key[order]) != 0)
    return [part for part in np.split(order, np.flatnonzero(new) + 1) if len(part) > 1]


def _pairs_of_linked(columns: Columns) -> Array:
    held: dict[int, list[int]] = {}
    for place, sentence in enumerate(columns.sentence.tolist()):
        held.setdefault(sentence, []).append(place)
    pairs = [
        min(a, b) * len(columns.kind) + max(a, b)
        for one, other in columns.labels
        for a in held[one]
        for b in held[other]
        if columns.kind[a] == columns.kind[b]
    ]
    return np.array(pairs, dtype=int)


def join(size: int, i: Array, j: Array, scores: Array, never: Array) -> list[list[int]]:
    """Join the two groups with the highest score until none is above zero or no two may be joined.

    The score of two groups is the average of their pairs (average linkage, Sokal and Michener 1958), mixed with the
    average of what each figure has with its nearest one in the other group, so that a long chain of values of one
    count holds together. Groups with a pair that cannot be one are never joined (cannot-link constraints, Davidson
    and Ravi 2005). Only figures that a chain of positive scores connects are looked at together.

    Parameters
    ----------
    size
        How many figures there are.
    i, j, scores, never
        The places of the figures of each weighed pair, its log-odds, and whether it cannot be one.

    Returns
    -------
    list of list of int
        The places of the figures of each group, in ascending order.

    Examples
    --------
    >>> places, others = np.array([0, 0, 1]), np.array([1, 2, 2])
    >>> join(4, places, others, np.array([2.0, 1.0, 1.0]), np.array([False, False, True]))
    [[0, 1], [2], [3]]
    """
    part_of = _parts(size, i[~never], j[~never], scores[~never])
    count = int(part_of.max(initial=-1)) + 1
    members = np.split(
        np.argsort(part_of, kind="stable"), np.cumsum(np.bincount(part_of, minlength=count))[:-1]
    )
    inside = np.flatnonzero(part_of[i] == part_of[j])
    inside = inside[np.argsort(part_of[i[inside]], kind="stable")]
    first = np.searchsorted(part_of[i[inside]], np.arange(count + 1))
    groups: list[list[int]] = []
    for number, places in enumerate(members):
        pairs = inside[first[number] : first[number + 1]]
        rows, columns = (np.searchsorted(places, ends[pairs]) for ends in (i, j))
        values = np.where(never[pairs], NEVER, scores[pairs])
        groups += [places[group].tolist() for group in _join_part(len(places), rows, columns, values)]
    return sorted(groups)


def _parts(size: int, i: Array, j: Array, scores: Array) -> Array:
    """Return the number of the part in which each figure is looked at: what positive scores connect, in pieces if it is large.

    Of a large part those are held together that higher scores connect; at last it is cut in the order of the figures.
    """
    part_of = connected(size, i[scores > 0], j[scores > 0])
    for least in range(1, int(LOUDEST)):
        held = np.bincount(part_of, minlength=1)[part_of] > LARGEST
        if not held.any():
            return part_of
        strong = (scores > np.where(held[i], least, 0.0)) & (part_of[i] == part_of[j])
        part_of = connected(size, i[strong], j[strong])
    order = np.argsort(part_of, kind="stable")
    first = np.searchsorted(part_of[order], part_of)
    within = np.empty(size, dtype=int)
    within[order] = np.arange(size)
    return np.unique(part_of * size + (within - first) // LARGEST, return_inverse=True)[1]


def connected(size: int, i: Array, j: Array) -> Array:
    """Return for each place the number of the part that it is in, where pairs of places connect the parts.

    Parts are numbered as they appear. Each place takes the least number among those it is paired with, until none is
    less: a few rounds, and no library to load for them.

    Examples
    --------
    >>> connected(5, np.array([4, 1]), np.array([0, 3])).tolist()
    [0, 1, 2, 1, 0]
    """
    part = np.arange(size)
    before = None
    while before is None or (part != before).any():
        before = part.copy()
        least = np.minimum(part[i], part[j])
        np.minimum.at(part, i, least)
        np.minimum.at(part, j, least)
        part = part[part]
    return np.unique(part, return_inverse=True)[1]


def _join_part(size: int, i: Array, j: Array, scores: Array) -> list[list[int]]:
    part = _Part(size, i, j, scores)
    while True:
        one, other = divmod(int(np.argmax(part.links)), size)
        if part.links[one, other] <= 0:
            return [np.flatnonzero(part.group == number).tolist() for number in np.unique(part.group)]
        part.merge(min(one, other), max(one, other))


class _Part:
    """Figures that a chain of positive scores connects: how near their groups are, kept up as groups are joined.

    ``sums`` holds the sum of the scores between two groups, ``best`` the highest score of each figure with a group.
    """

    def __init__(self, size: int, i: Array, j: Array, scores: Array) -> None:
        self.sums = np.full((size, size), max(NOT_WEIGHED, -LOUDEST))
        self.sums[i, j] = self.sums[j, i] = np.where(
            scores == NEVER, NEVER, np.clip(scores, -LOUDEST, LOUDEST)
        )
        np.fill_diagonal(self.sums, NEVER)
        self.best, self.links = self.sums.copy(), self.sums.copy()
        self.sizes, self.group = np.ones(size), np.arange(size)

    def merge(self, kept: int, gone: int) -> None:
        """Join two groups, and look how near the others are to the new one."""
        self.sums[kept] += self.sums[gone]
        self.sums[:, kept] = self.sums[kept]
        self.sums[gone], self.sums[:, gone] = NEVER, NEVER
        self.best[kept] = np.maximum(self.best[kept], self.best[gone])
        self.group[self.group == gone] = kept
        self.sizes[kept] += self.sizes[gone]
        self.links[gone], self.links[:, gone] = NEVER, NEVER
        self.links[kept] = self.links[:, kept] = self._near(kept)

    def _near(self, kept: int) -> Array:
        """Return how near each group is to one of them; those that cannot be joined with it are infinitely far."""
        open_to = np.isfinite(self.sums[kept])
        members = self.group == kept
        theirs = np.bincount(self.group, np.where(open_to[self.group], self.best[kept], 0.0), len(members))
        ours = np.where(open_to, self.best[:, members].mean(axis=1), 0.0)
        mean = self.sums[kept] / (self.sizes * self.sizes[kept])
        nearest = (theirs / self.sizes + ours) / 2
        return np.where(open_to, (1 - NEAREST) * mean + NEAREST * nearest, NEVER)


def traits(groups: Sequence[Sequence[int]], i: Array, j: Array, scores: Array, never: Array) -> Array:
    """Return a row for each group: whether it is one figure, its mean score inside, the best one outside, its doublings.

    The best score outside tells more the nearer it comes to being joined, so it stands there three times: as it is, as
    far as it lies above ``NEAR_ONE``, and as far as it speaks for joining.

    Parameters
    ----------
    groups
        The places of the figures of each claim of an event.
    i, j, scores, never
        The places of the figures of each weighed pair, its log-odds, and whether it cannot be one.

    Examples
    --------
    >>> ends = np.array([0, 0]), np.array([1, 2])
    >>> traits([[0, 1], [2]], *ends, np.array([2.0, -1.0]), np.array([False, False])).tolist()
    [[0.0, 2.0, -1.0, 1.0, -1.0, 0.0], [1.0, 0.0, -1.0, 0.0, -1.0, 0.0]]
    """
    size = sum(map(len, groups))
    group = np.zeros(size, dtype=int)
    for number, members in enumerate(groups):
        group[list(members)] = number
    cut = np.where(never, -LOUDEST, np.clip(scores, -LOUDEST, LOUDEST))
    inside, mine = group[i] == group[j], group[i]
    sums = np.bincount(mine[inside], cut[inside], len(groups))
    pairs = np.array([len(members) * (len(members) - 1) / 2 for members in groups], dtype=float)
    weighed = np.bincount(mine[inside], minlength=len(groups))
    mean = (sums + NOT_WEIGHED * (pairs - weighed)) / np.maximum(pairs, 1.0)
    best = np.full(len(groups), NOT_WEIGHED)
    for ends in (group[i], group[j]):
        np.maximum.at(best, ends[~inside], cut[~inside])
    many = np.array([math.log2(len(members)) for members in groups], dtype=float)
    bent = np.maximum(best, NEAR_ONE), np.maximum(best, 0.0)
    return np.column_stack([(pairs == 0).astype(float), mean, best, many, *bent])


def sureness(rows: Array) -> Array:
    """Return for rows of :func:`traits` the probability that each claim is right, 0 to 1.

    Of claims said at .9, nine in ten are right on events that were not fitted on: ``benchmarks/fit_claims.py`` fits
    the weights, a logistic regression (Cox 1958), and leaves whole events out.

    Examples
    --------
    >>> sure, unsure = sureness(np.array([[0.0, 4.0, -4.0, 1.0, -2.0, 0.0], [0.0, 0.5, 2.0, 1.0, 2.0, 2.0]]))
    >>> bool(0 <= unsure < sure <= 1)
    True
    """
    table = weights("confidence")
    values = np.array([table[name] for name in TRAITS])
    return np.asarray(1 / (1 + np.exp(-(table["start"] + rows @ values))))
