"""Figures: of what, how exactly, for when, on whose word; how many is read by :mod:`workbench.numbers`."""

from workbench.figures.find import find_figures

__all__ = ["find_figures"]
