"""Time expressions in English news, as days: found, and resolved against the publication date."""

from workbench.times.find import Time, find_times, named_spans

__all__ = ["Time", "find_times", "named_spans"]
