"""All detectors in their order: where two of them meet in one place, the earlier one names the kind."""

from __future__ import annotations

from collections.abc import Callable

from workbench.compare.detect.claims import contraries, negations, quotations, tones
from workbench.compare.detect.counted import counted
from workbench.compare.detect.counting import numbers, quantities
from workbench.compare.detect.dates import dates
from workbench.compare.detect.degrees import alternatives, bounds, certainty, shares
from workbench.compare.detect.naming import names, part_of_itself, titles
from workbench.compare.detect.pair import Difference, Pair
from workbench.compare.detect.roles import attributions, directions
from workbench.compare.detect.updates import without_updates

DETECTORS: tuple[Callable[[Pair], list[Difference]], ...] = (
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


def find_differences(pair: Pair) -> list[Difference]:
    """List the facts in which two linked sentences differ, by the order of the detectors."""
    return without_updates(pair, [found for detect in DETECTORS for found in detect(pair)])
