"""Time expressions in English news, as days: found, and resolved against the publication date."""

from workbench.times.find import Marked, Time, find_times, last_named, mark_times, named_spans, resolve_times

__all__ = ["Marked", "Time", "find_times", "last_named", "mark_times", "named_spans", "resolve_times"]
