"""Time expressions in English news, as days: found, and resolved against the publication date."""

from workbench.times.find import Time, find_times, named_spans
from workbench.times.table import tag_times

__all__ = ["Time", "find_times", "named_spans", "tag_times"]
