"""Charts in one visual language: each is a drawing with the frame behind it and a description in words."""

from workbench.charts.articles import chart_cleaning, chart_readability
from workbench.charts.coverage import chart_coverage
from workbench.charts.ranges import chart_ranges
from workbench.charts.sources import chart_reuse, chart_sources
from workbench.charts.style import Chart, family_colours, save_chart
from workbench.charts.timeline import chart_steps, chart_timeline

__all__ = [
    "Chart",
    "chart_cleaning",
    "chart_coverage",
    "chart_ranges",
    "chart_readability",
    "chart_reuse",
    "chart_sources",
    "chart_steps",
    "chart_timeline",
    "family_colours",
    "save_chart",
]
