"""What kinds of fact differ between two linked sentences: one small detector for each kind, in their order.

Where two of them meet in one place, the earlier one names the kind.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.compare.alignment import Difference, SentencePair
from workbench.compare.detect.amounts_and_dates import dates
from workbench.compare.detect.claims import (
    alternatives,
    bounds,
    certainty,
    contraries,
    negations,
    quotations,
    shares,
    tones,
)
from workbench.compare.detect.counts import counted, numbers, quantities, without_updates
from workbench.compare.detect.naming import attributions, directions, names, part_of_itself, titles

__all__ = ["Difference", "find_differences"]

DETECTORS: tuple[Callable[[SentencePair], list[Difference]], ...] = (
    numbers,
    counted,
    dates,
    titles,
    names,
    negations,
    quantities,
    attributions,
    directions,
    part_of_itself,
    contraries,
    quotations,
    tones,
    certainty,
    shares,
    alternatives,
    bounds,
)


def find_differences(pair: SentencePair) -> list[Difference]:
    """List the facts in which two linked sentences differ, by the order of the detectors."""
    return without_updates(pair, [found for detect in DETECTORS for found in detect(pair)])
