"""The drifts as a claim asks for them: which of them lie where its figures stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

Span = tuple[str, int, int]  # an article, and [start, end) of its raw text


class _Places(NamedTuple):
    """Where the drifts of one article lie: their spans and numbers by start, and the length of the longest span."""

    spans: Sequence[tuple[int, int, int]]
    longest: int

    def meeting(self, start: int, end: int) -> list[int]:
        """Return the numbers of the drifts that overlap ``[start, end)``."""
        first = bisect_left(self.spans, (start - self.longest,))
        last = bisect_left(self.spans, (end,))
        return [number for _, stop, number in self.spans[first:last] if start < stop]


class Changes(NamedTuple):
    """The drifts in words, and where each lies: in the article that changed a fact, and in the one that did not."""

    told: Sequence[str]
    places: dict[str, _Places]

    def meeting(self, spans: Iterable[Span]) -> list[str]:
        """Return in words the drifts that overlap one of the spans, in their order.

        Examples
        --------
        >>> drift = dict(doc_id="b", start=7, end=9, exact="41", reference_doc_id="a", reference_start=5,
        ...     reference_end=7, reference_exact="14")
        >>> changes = read_changes(pd.DataFrame([drift]))
        >>> changes.meeting([("a", 5, 7), ("b", 8, 9)]), changes.meeting([("a", 7, 9), ("b", 5, 7), ("c", 5, 7)])
        (["b has '41' where a has '14'"], [])
        """
        numbers = {
            number
            for doc_id, start, end in spans
            if doc_id in self.places
            for number in self.places[doc_id].meeting(start, end)
        }
        return [self.told[number] for number in sorted(numbers)]


def read_changes(drifts: pd.DataFrame) -> Changes:
    """Lay out the table ``drifts`` so that each claim finds its own without going through all.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> read_changes(empty("drifts")).meeting([("a", 0, 5)])
    []
    """
    told: list[str] = []
    places: dict[str, list[tuple[int, int, int]]] = {}
    for number, row in enumerate(drifts.itertuples()):
        told.append(
            f"{row.doc_id} has '{row.exact}' where {row.reference_doc_id} has '{row.reference_exact}'"
        )
        places.setdefault(row.doc_id, []).append((row.start, row.end, number))
        places.setdefault(row.reference_doc_id, []).append((row.reference_start, row.reference_end, number))
    return Changes(told, {doc_id: _laid_out(spans) for doc_id, spans in places.items()})


def _laid_out(spans: Sequence[tuple[int, int, int]]) -> _Places:
    return _Places(sorted(spans), max(end - start for start, end, _ in spans))
