"""What kinds of fact differ between two linked sentences: one small detector for each kind."""

from workbench.compare.detect.detectors import find_differences
from workbench.compare.detect.pair import Difference

__all__ = ["Difference", "find_differences"]
