"""Hand results on: tables as files, evidence as web annotations, claims as claim reviews."""

from workbench.export.files import ENDINGS, escape_formulas, replace_file, write_table, write_workbook

__all__ = ["ENDINGS", "escape_formulas", "replace_file", "write_table", "write_workbook"]
