"""Who copied whom: sentences that are one reworked, how articles relate, and how many origins there are."""

from workbench.compare.families import find_families
from workbench.compare.links import link_sentences
from workbench.compare.relations import relate_articles

__all__ = ["find_families", "link_sentences", "relate_articles"]
