"""Number expressions: value, bound, unit and range, as they stand in a text; and what is no figure."""

from workbench.lexicon.units import convert
from workbench.numbers.quantities import find_quantities
from workbench.numbers.quantity import Quantity
from workbench.numbers.vocabulary import vague_preset

__all__ = ["Quantity", "convert", "find_quantities", "vague_preset"]
