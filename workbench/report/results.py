"""The results of a report as tables: their digest, their files, and how two reports differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from workbench.case import Case
from workbench.errors import ReportError
from workbench.export import write_table
from workbench.report.packing import pack, stored

# table → the columns that say which row is which, for comparing two reports
RESULTS: dict[str, tuple[str, ...]] = {
    "articles": ("doc_id",),
    "load_report": ("path", "line"),
    "edits": ("doc_id", "start", "end", "rule"),
    "figures": ("figure_id",),
    "links": ("a_doc_id", "a_start", "b_doc_id", "b_start"),
    "drifts": ("doc_id", "start", "end", "kind"),
    "relations": ("a", "b"),
    "families": ("doc_id", "family"),
    "adds_and_omits": ("doc_id", "what", "source_doc_id", "start"),
    "ledger": ("claim_id",),
    "reviews": ("at", "reviewer", "subject", "decision"),
    "readability": ("doc_id",),
}
# table → the column that says to a reader what a row is about
_SAYS = {"figures": "exact", "ledger": "claim", "drifts": "exact", "articles": "headline"}
_DIGITS = 9  # significant digits that count: beyond them processors differ


class Moved(NamedTuple):
    """What moved in a table between two reports."""

    table: str
    added: int
    removed: int
    changed: int
    rows: pd.DataFrame


def result_tables(case: Case) -> dict[str, pd.DataFrame]:
    """Return the tables that make up the results; the raw text is left out, its hash stands for it."""
    return {name: case.table(name).drop(columns="raw", errors="ignore") for name in RESULTS}


def digest(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Return a hash for each table, the same on every run of the same input.

    Examples
    --------
    >>> frame = pd.DataFrame({"value": [0.1 + 0.2]})
    >>> digest({"t": frame}) == digest({"t": pd.DataFrame({"value": [0.3]})})
    True
    """
    return {name: hashlib.sha256(_canonical(frame).encode()).hexdigest() for name, frame in tables.items()}


def digest_of_digests(digests: dict[str, str]) -> str:
    """Return one hash for all tables."""
    return hashlib.sha256(
        "".join(f"{name}={digests[name]}\n" for name in sorted(digests)).encode()
    ).hexdigest()


def _canonical(frame: pd.DataFrame) -> str:
    return frame.to_csv(index=False, float_format=f"%.{_DIGITS}g", lineterminator="\n")


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> dict[str, str]:
    """Write each table as CSV into a folder, a large one packed, and return the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return {name: pack(write_table(frame, folder / f"{name}.csv")).name for name, frame in tables.items()}


def compare_results(old: Path, new: Path) -> list[Moved]:
    """Compare the tables of two reports.

    Parameters
    ----------
    old, new
        Folders of two reports, each with ``tables/*.csv``, large ones packed as ``*.csv.gz``.

    Returns
    -------
    list of Moved
        One entry for each table that differs, with the rows that were added, removed or changed.

    Raises
    ------
    ReportError
        If ``old`` holds no report.
    """
    if not (old / "tables").is_dir():
        raise ReportError(f"'{old}' holds no report to compare with: there is no folder '{old / 'tables'}'.")
    both = [_compare(name, keys, old, new) for name, keys in RESULTS.items()]
    return [moved for moved in both if moved.added or moved.removed or moved.changed]


def _compare(name: str, keys: Iterable[str], old: Path, new: Path) -> Moved:
    keys = list(keys)
    before, after = (_read(stored(folder / "tables" / f"{name}.csv"), keys) for folder in (old, new))
    shared = [column for column in after.columns if column in before.columns and column not in keys]
    merged = before.merge(after, on=keys, how="outer", suffixes=("_old", "_new"), indicator="_where")
    both = merged["_where"] == "both"
    differs = pd.Series(False, index=merged.index)
    for column in shared:
        differs |= both & (merged[f"{column}_old"] != merged[f"{column}_new"])
    return Moved(
        name,
        added=int((merged["_where"] == "right_only").sum()),
        removed=int((merged["_where"] == "left_only").sum()),
        changed=int(differs.sum()),
        rows=_told(merged[differs | ~both], keys, shared, says=_SAYS.get(name, "")),
    )


def _read(path: Path, keys: list[str]) -> pd.DataFrame:
    if not path.is_file():
        return pd.DataFrame(columns=keys)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [key for key in keys if key not in frame.columns]
    if missing:
        raise ReportError(f"{path}: lacks the column(s) {', '.join(missing)}; it is not a table of a report.")
    return frame.drop_duplicates(keys)


def _told(rows: pd.DataFrame, keys: list[str], shared: list[str], *, says: str = "") -> pd.DataFrame:
    """Say for each row what happened to it, and for a changed one, a line each, which columns from what to what."""
    what = rows["_where"].map({"left_only": "removed", "right_only": "added", "both": "changed"}).astype(str)
    details = [_change(row, shared) if row["_where"] == "both" else "" for _, row in rows.iterrows()]
    about = {says: rows[f"{says}_new"].fillna(rows[f"{says}_old"])} if says in shared else {}
    return rows[keys].assign(**about, what=what, change=details).reset_index(drop=True)


def _change(row: pd.Series, shared: list[str]) -> str:
    moved = [c for c in shared if row[f"{c}_old"] != row[f"{c}_new"] and c != "text"]
    return "\n".join(f"{c}: {row[f'{c}_old'] or 'empty'} → {row[f'{c}_new'] or 'empty'}" for c in moved)
