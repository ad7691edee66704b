"""Compare what different news sources say about one event: who copied whom, every figure, one ledger.

This module only hands names on; each is loaded when first used, so that ``import workbench`` stays fast.

Examples
--------
>>> import workbench
>>> workbench.find_times("It was closed on July 5, 2021.", "")[0].low
'2021-07-05'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.analysis import Analysis as Analysis
    from workbench.analysis import tag_times as tag_times
    from workbench.analysis import tag_words as tag_words
    from workbench.case import Case as Case
    from workbench.clean import clean_articles as clean_articles
    from workbench.compare import adds_and_omits as adds_and_omits
    from workbench.compare import find_drifts as find_drifts
    from workbench.compare import find_families as find_families
    from workbench.compare import group_duplicates as group_duplicates
    from workbench.compare import group_events as group_events
    from workbench.compare import link_sentences as link_sentences
    from workbench.compare import relate_articles as relate_articles
    from workbench.figures import find_figures as find_figures
    from workbench.ledger import apply_reviews as apply_reviews
    from workbench.ledger import build_ledger as build_ledger
    from workbench.ledger import group_claims as group_claims
    from workbench.load import load_articles as load_articles
    from workbench.readability import score_readability as score_readability
    from workbench.sentences import split_sentences as split_sentences
    from workbench.times import find_times as find_times

__version__ = "0.1.0"

# name → the module that defines it, in the order in which the data flows
_NAMES = {
    "load_articles": "workbench.load",
    "clean_articles": "workbench.clean",
    "split_sentences": "workbench.sentences",
    "find_times": "workbench.times",
    "Analysis": "workbench.analysis",
    "tag_words": "workbench.analysis",
    "tag_times": "workbench.analysis",
    "score_readability": "workbench.readability",
    "find_figures": "workbench.figures",
    "group_events": "workbench.compare",
    "group_duplicates": "workbench.compare",
    "link_sentences": "workbench.compare",
    "relate_articles": "workbench.compare",
    "find_families": "workbench.compare",
    "adds_and_omits": "workbench.compare",
    "find_drifts": "workbench.compare",
    "group_claims": "workbench.ledger",
    "apply_reviews": "workbench.ledger",
    "build_ledger": "workbench.ledger",
    "Case": "workbench.case",
}

__all__ = sorted(_NAMES)


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'workbench' has no attribute '{name}'")
    return getattr(import_module(_NAMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
