"""Compare what different news sources say about one event: who copied whom, every figure, one ledger.

This module only hands names on; each is loaded when first used, so that ``import workbench`` stays fast.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# name → the module that defines it, in the order in which the data flows
_NAMES = {
    "load_articles": "workbench.load",
    "clean_articles": "workbench.clean",
    "split_sentences": "workbench.sentences",
    "tag_words": "workbench.grammar",
    "find_times": "workbench.times",
    "find_figures": "workbench.figures",
    "link_sentences": "workbench.compare",
    "find_drifts": "workbench.compare",
    "relate_articles": "workbench.compare",
    "find_families": "workbench.compare",
    "build_ledger": "workbench.ledger",
    "score_readability": "workbench.readability",
    "Case": "workbench.case",
}

__all__ = sorted(_NAMES)


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"module 'workbench' has no attribute '{name}'")
    return getattr(import_module(_NAMES[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
