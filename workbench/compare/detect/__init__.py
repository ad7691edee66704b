"""What kinds of fact differ between two linked sentences: one small detector for each kind."""

from workbench.compare.alignment import Difference
from workbench.compare.detect.detectors import find_differences

__all__ = ["Difference", "find_differences"]
