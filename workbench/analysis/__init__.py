"""Analysis: each sentence is analysed once, and what was found is handed to every room that needs it."""

from workbench.analysis.once import Analysis
from workbench.analysis.tables import tag_times, tag_words

__all__ = ["Analysis", "tag_times", "tag_words"]
