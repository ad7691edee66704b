"""A case: a folder of articles on one event, and every table that follows from it."""

from workbench.case.case import PLAIN, Case, Progress
from workbench.case.settings import Settings, sample_folder

__all__ = ["PLAIN", "Case", "Progress", "Settings", "sample_folder"]
