"""Hand results on: tables as files, evidence as web annotations, claims as claim reviews."""

from workbench.export.files import ENDINGS, escape_formulas, replace_file, write_table, write_workbook
from workbench.export.standards import annotate_figures, review_claims

__all__ = [
    "ENDINGS",
    "annotate_figures",
    "escape_formulas",
    "replace_file",
    "review_claims",
    "write_table",
    "write_workbook",
]
