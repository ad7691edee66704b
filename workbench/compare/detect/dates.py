"""Dates that changed; the same day in other words is none."""

from __future__ import annotations

from workbench.compare.detect.pair import Difference, Pair, answering, free, swap
from workbench.compare.wording import calendar_words


def dates(pair: Pair) -> list[Difference]:
    """Weekdays or months that stand in the same place and differ."""
    found = pair.words
    a, b = (
        free([(at, at + 1) for at, unit in enumerate(side) if unit.key in calendar_words()], partners)
        for side, partners in ((found.a, found.to_b), (found.b, found.to_a))
    )
    return [swap("date", pair, x, y) for x, y in answering(found, a, b, 2)]
