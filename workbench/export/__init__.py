"""Hand results on: tables as files, evidence as web annotations, claims as claim reviews."""

from workbench.export.annotations import annotate_figures
from workbench.export.claims import review_claims
from workbench.export.files import ENDINGS, escape_formulas, replace_file, write_table, write_workbook

__all__ = [
    "ENDINGS",
    "annotate_figures",
    "escape_formulas",
    "replace_file",
    "review_claims",
    "write_table",
    "write_workbook",
]
