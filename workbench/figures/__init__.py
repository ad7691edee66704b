"""Figures: how many, of what, how exactly, for when, on whose word."""

from workbench.figures.find import find_figures
from workbench.figures.quantities import find_quantities
from workbench.figures.quantity import Quantity
from workbench.figures.vocabulary import vague_preset
from workbench.lexicon.units import convert

__all__ = ["Quantity", "convert", "find_figures", "find_quantities", "vague_preset"]
