"""The first layer of rules: dates, months, years, weekdays, clock times and stretches of time on their own."""

from __future__ import annotations

import functools

from workbench.times import clock_rules, day_rules, month_rules, relative_rules, year_rules
from workbench.times.notation import Layer, layer


@functools.cache
def atoms() -> Layer:
    """Return the first layer, compiled; rules for longer and surer expressions come first."""
    ordered = (day_rules, month_rules, year_rules, relative_rules, clock_rules)
    return layer([rule for module in ordered for rule in module.RULES])
