"""Counts that differ because time went on: a later toll is an update, and no change that a copy made."""

from __future__ import annotations

from workbench.compare.detect.amounts import find_amounts
from workbench.compare.detect.pair import Difference, Pair, Range, closeness

# Shares of words in common from which on a sentence with another number is a copy of it, and no later report: where
# the two are known to be of two moments, and where nobody knows.
_COPY, _UNDATED_COPY = 0.85, 0.4


def without_updates(pair: Pair, found: list[Difference]) -> list[Difference]:
    """Leave out the counts that differ between two moments of a running story.

    An outlet that prints another count later has updated its own. Between outlets it is an update, too, unless the
    sentence is the same but for that one number.
    """
    near, counts = closeness(pair.words), [one for one in found if _is_count(pair, one)]
    copied = {
        "own": False,
        "moment": len({one.a[1] for one in counts}) == 1 and near >= _COPY,
        "unknown": near >= _UNDATED_COPY,
        "": True,
    }
    return found if copied[pair.later] else [one for one in found if one not in counts]


def _is_count(pair: Pair, one: Difference) -> bool:
    """Whether a difference is one of how many, which may grow; a share, a sum or a measure is none."""
    if one.kind not in ("number", "quantity"):
        return False
    return _counts(pair.a_text, one.a) and _counts(pair.b_text, one.b)


def _counts(text: str, where: Range) -> bool:
    amounts = [one for one in find_amounts(text) if one.start < where[1] and where[0] < one.end]
    return any(one.kind == "count" and not one.unit for one in amounts)
