"""Each event by itself: what compares articles is made event by event, in one process as on many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import process_time
from typing import NamedTuple

import pandas as pd

from workbench.tables import as_table, empty

MOST_COMPARED = (
    2000  # articles that are compared with one another: a larger event is compared in several lots
)
_WORTH_TELLING = 200  # articles of a lot, from which it is said beforehand what they take
_SAMPLE = 50
_LINK_BYTES, _PAIR_BYTES = 1800, 5000  # that a link and a pair of articles take at the peak
_STEPS = 6  # time of all steps to that of the links
OF_ARTICLE = ("doc_id", "a_doc_id", "a")  # the column that says which article a row is about


class Lot(NamedTuple):
    """Articles that are compared with one another: those of an event, or so many of them as can be.

    ``event`` and ``part`` say which they are, ``n_articles`` how many the whole event has.
    """

    event: int = 0
    part: int = 0
    n_articles: int = 2

    @property
    def prefix(self) -> str:
        """What the names of its families begin with; those of the first event have theirs plain."""
        return f"E{self.event}.{self.part + 1}." if self.part else f"E{self.event}." if self.event else ""

    @property
    def warning(self) -> str:
        """What each line of its ledger has to say; nothing where the event was compared as a whole."""
        if self.n_articles <= MOST_COMPARED:
            return ""
        return f"the event's {self.n_articles:,} articles were compared in lots of {MOST_COMPARED:,}"


def part_in_lots(events: Iterable[int]) -> list[Lot]:
    """Return the lot of each article, of the numbers of their events.

    Examples
    --------
    >>> [lot.prefix for lot in part_in_lots([0, 1, 0])]
    ['', 'E1.', '']
    """
    numbers = pd.Series(list(events), dtype="int64")
    parts = numbers.groupby(numbers).cumcount() // MOST_COMPARED
    sizes = numbers.map(numbers.value_counts())
    return [Lot(*row) for row in zip(numbers.tolist(), parts.tolist(), sizes.tolist(), strict=True)]


class Needs(NamedTuple):
    """What comparing the articles of a case is likely to take: processor seconds, and bytes of memory more than before."""

    n_articles: int
    seconds: float
    memory: float


def foretell(sentences: pd.DataFrame, lot_of: Mapping[str, Lot]) -> Needs | None:
    """Estimate what comparing the articles will take, of a sample that is compared; None where that is next to nothing.

    Parameters
    ----------
    sentences
        Table ``sentences``.
    lot_of
        The lot of each article.

    Notes
    -----
    Source: own. Each article is compared with each other one of its lot, so that links and time grow with the pairs; what a
    link and a pair take was measured on articles of ``benchmarks/many_articles.py``, each printed many times over.
    """
    from workbench.compare import link_sentences

    lots: dict[Lot, list[str]] = {}
    for doc_id, lot in lot_of.items():
        lots.setdefault(lot, []).append(doc_id)
    largest = max(lots.values(), key=len, default=[])
    if len(largest) < _WORTH_TELLING:
        return None
    chosen = largest[:: len(largest) // _SAMPLE][:_SAMPLE]
    started = process_time()
    n_links = len(link_sentences(sentences[sentences["doc_id"].isin(chosen)]))
    seconds = process_time() - started
    times = sum(_pairs(len(lot)) for lot in lots.values()) / _pairs(len(chosen))
    memory = times * (n_links * _LINK_BYTES + _pairs(len(chosen)) * _PAIR_BYTES)
    return Needs(len(largest), times * seconds * _STEPS, memory)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def rows_by_lot(frame: pd.DataFrame, lot_of: Mapping[str, Lot]) -> dict[Lot, pd.DataFrame]:
    """Return the rows of each lot; each lot gets those that are about no article, such as a decision on a claim."""
    column = next((name for name in OF_ARTICLE if name in frame.columns), None)
    lots = sorted(set(lot_of.values()))
    if column is None or len(lots) == 1:
        return dict.fromkeys(lots, frame)
    number = {lot: place for place, lot in enumerate(lots)}
    of_row = frame[column].map({doc_id: number[lot] for doc_id, lot in lot_of.items()})
    of_none = (frame[column] == "").to_numpy()
    if of_none.any():
        places = of_row.to_numpy()
        return {lot: frame[of_none | (places == at)].reset_index(drop=True) for at, lot in enumerate(lots)}
    places = frame.groupby(of_row.to_numpy()).indices
    nothing = frame.iloc[:0]
    return {
        lot: frame.iloc[places[at]].reset_index(drop=True) if at in places else nothing
        for at, lot in enumerate(lots)
    }


def joined_by_claims(lot_of: Mapping[str, Lot], figures: pd.DataFrame) -> dict[str, Lot]:
    """Put the lots together that have figures of one claim, because a person has merged them."""
    if len(set(lot_of.values())) < 2:
        return dict(lot_of)
    claimed = figures[figures["claim_id"] != ""]
    pairs = pd.DataFrame({"claim": claimed["claim_id"], "lot": claimed["doc_id"].map(lot_of)})
    head: dict[Lot, Lot] = {}

    def find(lot: Lot) -> Lot:
        while head.get(lot, lot) != lot:
            lot = head[lot]
        return lot

    for _, lots in pairs.drop_duplicates().groupby("claim")["lot"]:
        first, *others = sorted({find(lot) for lot in lots})
        head |= dict.fromkeys(others, first)
    return {doc_id: find(lot) for doc_id, lot in lot_of.items()}


def nothing_of_pairs(lot: Lot, tables: Sequence[str]) -> list[pd.DataFrame] | None:
    """Return empty tables if the article of a lot is alone: there is nothing to compare it with."""
    return [empty(name) for name in tables] if lot.n_articles == 1 else None


def stack(frames: Sequence[pd.DataFrame], shape: str) -> pd.DataFrame:
    """Return parts of a table as one; those without rows do not decide the types of further columns."""
    filled = [frame for frame in frames if len(frame)] or list(frames[:1])
    return as_table(filled[0] if len(filled) == 1 else pd.concat(filled, ignore_index=True), shape)
