"""Charts in one visual language: each is a drawing with the frame behind it and a description in words."""

from workbench.charts.cleaning import chart_cleaning
from workbench.charts.ranges import chart_ranges
from workbench.charts.reuse import chart_reuse
from workbench.charts.style import Chart, family_colours, save_chart

__all__ = ["Chart", "chart_cleaning", "chart_ranges", "chart_reuse", "family_colours", "save_chart"]
