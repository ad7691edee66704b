"""A case: a folder of articles on one event, and every table that follows from it."""

from workbench.case.case import PLAIN, Case, Progress
from workbench.case.folder import sample_folder
from workbench.case.settings import Settings

__all__ = ["PLAIN", "Case", "Progress", "Settings", "sample_folder"]
