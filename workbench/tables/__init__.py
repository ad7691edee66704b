"""Every table of the workbench: what a row is, its columns, their types, units and meaning.

This room is the one place where the tables are written down. The documentation, the checks and the exports read
it from here; every room makes its frames with :func:`as_table`.

Conventions that hold for all tables: unknown text is the empty string, an unknown number is missing (NaN or
``<NA>``), dates are ISO 8601 strings (``2021-07-05``), several values in one cell are joined by ``"; "``.
Offsets are code points of the raw text, half-open ``[start, end)``, and never refer to a cleaned text.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

import pandas as pd

from workbench.errors import TableError
from workbench.tables.quantities import DECISIONS, KINDS, MODIFIERS, NOTHING, QUANTITIES, VERDICTS
from workbench.tables.schema import TEXT, Column, Table
from workbench.tables.texts import COMPARISON, DRIFT_KINDS, TEXTS

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

TABLES: dict[str, Table] = {table.name: table for table in (*TEXTS, *COMPARISON, *QUANTITIES)}


# What people call a table whose name says how it is made.
ASKED_FOR = {
    "claims": "ledger", "origins": "families", "copies": "relations", "decisions": "reviews", "changes": "drifts",
    "dates": "times", "files": "load_report", "sources": "articles",
}  # fmt: skip


def table(name: str) -> Table:
    """Look up a table by name.

    Raises
    ------
    TableError
        If there is no table of that name; the message lists those that exist.

    Examples
    --------
    >>> table("relations").row
    'two articles'
    """
    if name not in TABLES:
        meant = ASKED_FOR.get(name) or next(iter(get_close_matches(name, TABLES, n=1)), "")
        hint = f" Perhaps '{meant}' is meant, of which a row is {TABLES[meant].row}." if meant else ""
        raise TableError(f"There is no table '{name}'.{hint} The tables are: {', '.join(sorted(TABLES))}.")
    return TABLES[name]


def as_table(rows: pd.DataFrame | Iterable[Mapping[str, Any]], name: str) -> pd.DataFrame:
    """Return the rows as the named table: documented columns first and in order, each with its type.

    Columns that the table does not document are kept behind the documented ones.

    Raises
    ------
    TableError
        If a documented column that is not optional is missing, cannot take its type, or holds a value outside its vocabulary.

    Examples
    --------
    >>> rows = [dict(a="x", b="y", relation="independent", share_of_a=0, share_of_b=0, evidence="")]
    >>> as_table(rows, "relations").loc[0, "relation"]
    'independent'
    """
    wanted = table(name).columns
    names = [column.name for column in wanted]
    frame = rows if isinstance(rows, pd.DataFrame) else _framed(rows, name)
    if frame.empty and not len(frame.columns):
        frame = pd.DataFrame(columns=names)
    frame = _with_optional(frame, wanted)
    missing = [column for column in names if column not in frame.columns]
    if missing:
        raise TableError(f"Table '{name}' lacks the column(s) {', '.join(missing)}.")
    frame = _in_order(frame, names).reset_index(drop=True)
    return frame.assign(**_retyped(frame, table(name)))


def _with_optional(frame: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
    """Return a frame with the optional columns that it lacks, unknown in every row."""
    unknown = {
        one.name: "" if one.dtype == TEXT else None
        for one in columns
        if one.optional and one.name not in frame.columns
    }
    return frame.assign(**unknown) if unknown else frame


def _in_order(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return a frame with the columns of these names first."""
    ordered = [*names, *(column for column in frame.columns if column not in names)]
    return frame if list(frame.columns) == ordered else frame[ordered]


def _retyped(frame: pd.DataFrame, wanted: Table) -> dict[str, pd.Series]:
    """Return the columns that do not have their type yet, with it; most have, and small frames are made by the many."""
    held = {column.name: frame[column.name] for column in wanted.columns}
    typed = {column.name: _typed(held[column.name], column, wanted.name) for column in wanted.columns}
    return {name: values for name, values in typed.items() if values is not held[name]}


def _framed(rows: Iterable[Mapping[str, Any]], name: str) -> pd.DataFrame:
    try:
        return pd.DataFrame(list(rows))
    except (TypeError, ValueError, OverflowError) as error:  # half a character, a number beyond all types
        raise TableError(f"Table '{name}' cannot hold these rows: {error}.") from error


def _typed(values: pd.Series, column: Column, table_name: str) -> pd.Series:
    try:
        typed = values if _fits(values, column) else _cast(values, column)
    except (TypeError, ValueError, OverflowError) as error:
        raise TableError(
            f"Table '{table_name}', column '{column.name}' must be {column.dtype}: {error}."
        ) from error
    if column.allowed:
        odd = sorted(set(typed.unique()) - set(column.allowed))
        if odd:
            raise TableError(
                f"Table '{table_name}', column '{column.name}' holds {', '.join(map(repr, odd))}; "
                f"allowed: {', '.join(map(repr, column.allowed))}."
            )
    return typed


def _fits(values: pd.Series, column: Column) -> bool:
    return values.dtype == _dtype(column.dtype) and not (column.dtype == TEXT and values.hasnans)


def _cast(values: pd.Series, column: Column) -> pd.Series:
    return values.fillna("").astype(TEXT) if column.dtype == TEXT else values.astype(column.dtype)


@cache
def _dtype(name: str) -> Any:
    return pd.api.types.pandas_dtype(name)


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a table as named tuples, without the index: of few rows with many columns far faster than pandas does.

    Examples
    --------
    >>> [row.doc_id for row in rows_of(pd.DataFrame({"doc_id": ["a", "b"], "n": [1, 2]}))]
    ['a', 'b']
    """
    columns = (frame[name].tolist() for name in frame.columns)
    return map(_row_class(tuple(map(str, frame.columns)))._make, zip(*columns, strict=True))


@cache
def _row_class(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)


def empty(name: str) -> pd.DataFrame:
    """Return the named table with no rows.

    Examples
    --------
    >>> empty("families").columns.tolist()
    ['doc_id', 'family', 'origin', 'confidence', 'taken', 'shares_with']
    """
    return _empty(name).copy()


@cache
def _empty(name: str) -> pd.DataFrame:
    return as_table([], name)


def describe(name: str) -> pd.DataFrame:
    """Return the columns of a table with their types, units and meaning, one a row.

    Examples
    --------
    >>> describe("families").loc[3, "unit"]
    '0 to 1'
    """
    return pd.DataFrame([column._asdict() for column in table(name).columns]).assign(
        allowed=lambda frame: frame["allowed"].map(", ".join)
    )
