"""Every table of the workbench: what a row is, its columns, their types, units and meaning.

This room is the one place where the tables are written down. The documentation, the checks and the exports read
it from here; every room makes its frames with :func:`as_table`.

Conventions that hold for all tables: unknown text is the empty string, an unknown number is missing (NaN or
``<NA>``), dates are ISO 8601 strings (``2021-07-05``), several values in one cell are joined by ``"; "``.
Offsets are code points of the raw text, half-open ``[start, end)``, and never refer to a cleaned text.
"""

from workbench.tables.frames import TABLES, as_table, describe, empty, rows_of, table
from workbench.tables.quantities import DECISIONS, KINDS, MODIFIERS, NOTHING, VERDICTS
from workbench.tables.schema import Column, Table
from workbench.tables.texts import DRIFT_KINDS

__all__ = [
    "DECISIONS",
    "DRIFT_KINDS",
    "KINDS",
    "MODIFIERS",
    "NOTHING",
    "TABLES",
    "VERDICTS",
    "Column",
    "Table",
    "as_table",
    "describe",
    "empty",
    "rows_of",
    "table",
]
