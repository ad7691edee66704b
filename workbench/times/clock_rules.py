"""Rules for times of day, which tell no date."""

from __future__ import annotations

from workbench.times import intervals as iv
from workbench.times.intervals import When
from workbench.times.notation import Parts, Rule
from workbench.times.rule_parts import Made


def _clock(parts: Parts) -> Made:
    """Read a time of day, which tells no date."""
    return When("clock", iv.unknown)


def _bare_clock(parts: Parts) -> Made:
    before = (
        "at",
        "around",
        "about",
        "by",
        "until",
        "till",
        "before",
        "after",
        "from",
        "since",
        "between",
        "to",
    )
    return _clock(parts) if ":" in parts.tokens[0].text and parts.follows(*before) else None


def _noon(parts: Parts) -> Made:
    return _clock(parts) if parts.tokens[0].value == "clock" else None


_LOCAL = "(the? local time_word | local? time_word? zone | local time_word)?"


RULES = (
    # Time of day.
    Rule(f"(clock | digits) meridiem {_LOCAL}", "clock_atom", _clock),
    Rule(f"clock_meridiem {_LOCAL}", "clock_atom", _clock),
    Rule("(clock | digits) (local time_word | zone | local zone)", "clock_atom", _clock),
    Rule(f"plain_count oclock {_LOCAL}", "clock_atom", _clock),
    Rule("clock", "clock_atom", _bare_clock),
    Rule(f"part_of_day {_LOCAL}", "clock_atom", _noon),
)
