"""Tables as files: CSV, JSON lines, Parquet and Excel, each replaced in one step."""

from __future__ import annotations

import csv
import glob
import json
import os
import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from workbench.errors import InputError

# https://owasp.org/www-community/attacks/CSV_Injection: a spreadsheet takes a cell that begins so for a formula.
FORMULA = re.compile(r"[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]")
# Valid in JSON, but many readers of JSON lines end a line there.
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CELL_LIMIT = 32_767  # characters in one cell, https://support.microsoft.com/office/1672b34d
WRITE_SECONDS = 3600  # no file takes that long to write: a part that is older is a killed writer's
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def write_table(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a table to a file whose format follows from its ending, and return the path.

    The file appears whole or not at all: it is written beside its place and then moved there.

    Parameters
    ----------
    frame
        Any table. It is not changed.
    path
        Ends in ``.csv`` (UTF-8 with a header, formulas escaped), ``.jsonl`` (a row a line, unknown numbers as null),
        ``.parquet`` or ``.xlsx`` (one sheet). Folders that are missing are made.

    Raises
    ------
    InputError
        If the ending is another one, or the file cannot be written there.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "figures.csv"
    >>> write_table(pd.DataFrame({"exact": ["=1+1"], "value_low": [300.0]}), target).name
    'figures.csv'
    >>> print(target.read_text())
    exact,value_low
    '=1+1,300.0
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"Cannot write '{path}': the ending must be one of {', '.join(ENDINGS)}.")
    with replace_file(path) as stream:
        ENDINGS[ending](frame, stream)
    return path


def write_workbook(tables: Mapping[str, pd.DataFrame], path: str | Path) -> Path:
    """Write several tables into one Excel file, a sheet each, and return the path.

    Text is stored as text, so that no cell is taken for a formula; a cell longer than Excel allows is cut and says so.

    Raises
    ------
    InputError
        If the file cannot be written there, or no table was given.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "case.xlsx"
    >>> write_workbook({"ledger": pd.DataFrame({"claim": ["=1+1"]})}, target).name
    'case.xlsx'
    >>> pd.read_excel(target, sheet_name="ledger").loc[0, "claim"]
    '=1+1'
    """
    if not tables:
        raise InputError(f"Cannot write '{path}': an Excel file needs at least one table.")
    with replace_file(path) as stream:
        _write_sheets(tables, stream)
    return Path(path)


def escape_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with an apostrophe before every text that a spreadsheet would take for a formula.

    Names of columns are texts too: those that a table does not document come from the files of others.

    Examples
    --------
    >>> escape_formulas(pd.DataFrame({"note": ["@SUM(A1)", "fine"], "value": [-1, 2]}))["note"].tolist()
    ["'@SUM(A1)", 'fine']
    """
    return _each_text(frame, _escaped).rename(columns=lambda name: _escaped(str(name)))


def _escaped(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


@contextmanager
def replace_file(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of ``path`` only when everything was written.

    Raises
    ------
    InputError
        If the folder or file cannot be written, or a ValueError says so of its content.

    Examples
    --------
    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "new" / "note.txt"
    >>> with replace_file(target) as stream:
    ...     _ = stream.write(b"whole")
    >>> target.read_bytes()
    b'whole'
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_up(path)
        with part.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except (OSError, ValueError) as error:  # a path with a NUL, or values that the format cannot hold
        raise InputError(f"Cannot write '{path}': {getattr(error, 'strerror', None) or error}.") from error
    finally:
        with suppress(OSError, ValueError):
            part.unlink()


def _clear_up(path: Path) -> None:
    """Delete what writers of this file have left behind that were killed."""
    oldest = time.time() - WRITE_SECONDS
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with suppress(OSError):  # another writer may delete it at the same time
            if part.stat().st_mtime < oldest:
                part.unlink()


def _each_text(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """Apply a change to every string in the table, also to those among other objects."""
    return frame.assign(
        **{
            name: frame[name].map(lambda value: change(value) if isinstance(value, str) else value)
            for name in _texts(frame)
        }
    )


def _texts(frame: pd.DataFrame) -> list[Any]:
    """Return the names of the columns that may hold text."""
    return [name for name in frame if frame[name].dtype.kind not in "biufcmM"]


def _encodable(frame: pd.DataFrame) -> pd.DataFrame:
    """Replace lone surrogates, which no UTF-8 file can hold, by the replacement character."""
    return _each_text(
        frame, lambda value: value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _write_csv(frame: pd.DataFrame, stream: BinaryIO) -> None:
    sound = escape_formulas(_encodable(frame))
    # The library leaves a carriage return unquoted, and a reader would begin a new row there, perhaps with a formula.
    torn = any("\r" in value for name in _texts(sound) for value in (str(name), *map(str, sound[name])))
    quoting = csv.QUOTE_NONNUMERIC if torn else csv.QUOTE_MINIMAL
    sound.to_csv(stream, index=False, encoding="utf-8", lineterminator="\n", quoting=quoting)


def _write_jsonl(frame: pd.DataFrame, stream: BinaryIO) -> None:
    for row in _plain(_encodable(frame)).to_dict("records"):
        line = json.dumps(row, ensure_ascii=False, default=str).translate(LINE_ENDS)
        stream.write(f"{line}\n".encode())


def _write_parquet(frame: pd.DataFrame, stream: BinaryIO) -> None:
    _encodable(frame).to_parquet(stream, index=False)


def _write_excel(frame: pd.DataFrame, stream: BinaryIO) -> None:
    _write_sheets({"table": frame}, stream)


def _write_sheets(tables: Mapping[str, pd.DataFrame], stream: BinaryIO) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, frame in tables.items():
        sheet = book.create_sheet(SHEET_NAME.sub(" ", name)[:31])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, name) for name in frame.columns])
        for row in _plain(_encodable(frame)).itertuples(index=False, name=None):
            sheet.append([_cell(sheet, value) for value in row])
    book.save(stream)


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    text = NOT_IN_XML.sub("\ufffd", value)
    if len(text) > CELL_LIMIT:
        mark = f" [cut, {len(text)} characters in all]"
        text = text[: CELL_LIMIT - len(mark)] + mark
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with plain Python values, and None for what is unknown."""
    objects = frame.astype(object)
    return objects.where(frame.notna(), None)


ENDINGS: dict[str, Callable[[pd.DataFrame, BinaryIO], None]] = {
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".parquet": _write_parquet,
    ".xlsx": _write_excel,
}
