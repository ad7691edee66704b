"""Explorers: look at a case in JupyterLab and correct it by hand, each with a static twin for the report."""

from workbench.explorers.articles import edits_in_short, explore_articles
from workbench.explorers.base import Explorer
from workbench.explorers.context import explore_context
from workbench.explorers.decisions import explore_decisions, tell_disagreements
from workbench.explorers.figures import explore_figures
from workbench.explorers.intake import add_articles
from workbench.explorers.ledger import explore_ledger
from workbench.explorers.sources import explore_sources, explore_timeline, source_tree
from workbench.explorers.together import explore_case, pick_case

__all__ = [
    "Explorer",
    "add_articles",
    "edits_in_short",
    "explore_articles",
    "explore_case",
    "explore_context",
    "explore_decisions",
    "explore_figures",
    "explore_ledger",
    "explore_sources",
    "explore_timeline",
    "pick_case",
    "source_tree",
    "tell_disagreements",
]
