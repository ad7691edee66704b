"""Who copied whom: sentences that are one reworked, how articles relate, and how many origins there are."""

from workbench.compare.drifts import find_drifts
from workbench.compare.events import MOST_BESIDE, group_events
from workbench.compare.families import adds_and_omits, find_families
from workbench.compare.links import how_sure, link_sentences, reliability
from workbench.compare.passages import find_passages, grade_reuse, match_passages
from workbench.compare.relations import relate_articles
from workbench.compare.signatures import group_duplicates, near_duplicates

__all__ = [
    "MOST_BESIDE",
    "adds_and_omits",
    "find_drifts",
    "find_families",
    "find_passages",
    "grade_reuse",
    "group_duplicates",
    "group_events",
    "how_sure",
    "link_sentences",
    "match_passages",
    "near_duplicates",
    "relate_articles",
    "reliability",
]
