"""The report: the same notebooks re-run on a case, checked, as pages that anyone can open and verify."""

from workbench.report.build import Built, build_report
from workbench.report.committed import validate_notebooks

__all__ = ["Built", "build_report", "validate_notebooks"]
