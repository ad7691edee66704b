"""The results of a report as tables: their digest, their files, and how two reports differ."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from workbench.case import Case
from workbench.errors import ReportError
from workbench.export import write_table
from workbench.load.walk import OUR_REPORT, RECORD
from workbench.wording.values import bounded, value_in_words

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
    "dependence": ("claim_id", "kind"),
    "stemma": ("claim_id", "figure_id"),
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
    said: tuple[str, ...] = ()  # of the ledger: what moved, a sentence for each claim


def result_tables(case: Case) -> dict[str, pd.DataFrame]:
    """Return the tables that make up the results; the raw text is left out, its hash stands for it.

    The reports that were met among the files are left out too: results do not move because a report was written.
    """
    tables = {name: case.table(name).drop(columns="raw", errors="ignore") for name in RESULTS}
    met = tables["load_report"]
    return tables | {"load_report": met[met["reason"] != OUR_REPORT].reset_index(drop=True)}


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


class Earlier(NamedTuple):
    """The results of a report that was written before: its folder, its record, its tables as text."""

    folder: Path
    record: dict[str, Any]
    tables: dict[str, pd.DataFrame]


def read_results(folder: Path) -> Earlier:
    """Read the results of an earlier report to compare with.

    Raises
    ------
    ReportError
        If the folder holds no report, or one that is damaged; the message names the file.
    """
    record = _read_record(folder / RECORD)
    tables = {}
    for name, keys in RESULTS.items():
        if name in record["tables"]:
            tables[name] = _read(stored(folder / "tables" / f"{name}.csv"), keys)
    return Earlier(folder, record, tables)


def _read_record(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise ReportError(
            f"'{path.parent}' holds no report to compare with: '{path}' cannot be read ({error}). Name the folder "
            f"of a whole report."
        ) from error
    tables = record.get("tables") if isinstance(record, dict) else None
    if not isinstance(tables, dict) or not set(tables) & set(RESULTS):
        raise ReportError(
            f"'{path.parent}' holds no report to compare with: '{path}' lists no tables. Name the folder of a "
            f"whole report."
        )
    return record


def compare_results(old: Earlier, new: Earlier) -> list[Moved]:
    """Compare the tables of two reports: by their digests first, and row by row where those differ.

    Parameters
    ----------
    old, new
        What :func:`read_results` gave for the two.

    Returns
    -------
    list of Moved
        One entry for each table that differs, with the rows that were added, removed or changed.
    """
    return [
        _compare(name, list(keys), *(report.tables.get(name, _no_rows(keys)) for report in (old, new)))
        for name, keys in RESULTS.items()
        if _digest_in(old.record, name) != _digest_in(new.record, name)
    ]


def _digest_in(record: dict[str, Any], name: str) -> object:
    entry = record["tables"].get(name)
    return entry.get("sha256") if isinstance(entry, dict) else None


def _no_rows(keys: Iterable[str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(keys), dtype=str)


def _compare(name: str, keys: list[str], before: pd.DataFrame, after: pd.DataFrame) -> Moved:
    shared = [column for column in after.columns if column in before.columns and column not in keys]
    merged = _numbered(before, keys).merge(
        _numbered(after, keys), on=[*keys, _TURN], how="outer", suffixes=("_old", "_new"), indicator="_where"
    )
    both = merged["_where"] == "both"
    differs = pd.Series(False, index=merged.index)
    for column in shared:
        differs |= both & (merged[f"{column}_old"] != merged[f"{column}_new"])
    moved = differs | ~both
    return Moved(
        name,
        added=int((merged["_where"] == "right_only").sum()),
        removed=int((merged["_where"] == "left_only").sum()),
        changed=int(differs.sum()),
        rows=_told(merged[moved], keys, shared, says=_SAYS.get(name, ""))
        if moved.any()
        else _told_of_table(before, after),
        said=_claims_that_moved(before, after) if name == "ledger" else (),
    )


def _claims_that_moved(before: pd.DataFrame, after: pd.DataFrame) -> tuple[str, ...]:
    """Say in the order of the ledger which claims have another value or verdict, which are new, and which are gone.

    Claims are told by their names: an id changes with the first figure of a claim.
    """
    if "claim" not in before or "claim" not in after:
        return ()
    old, new = (
        dict(zip(frame["claim"], map(_answered, frame.to_dict("records")), strict=True))
        for frame in (before, after)
    )
    moved = [
        f"{name}: {old[name]} → {said}" for name, said in new.items() if name in old and old[name] != said
    ]
    fresh = [
        f"{name}: {said}, which the earlier report does not have"
        for name, said in new.items()
        if name not in old
    ]
    gone = [
        f"{name}: was {said}, and is no claim of its own any more"
        for name, said in old.items()
        if name not in new
    ]
    return (*moved, *fresh, *gone)


def _answered(row: dict[Any, Any]) -> str:
    """Return value and verdict of a claim as a reader says them."""
    ends = (float(row.get(name) or "nan") for name in ("value_best", "value_low", "value_high"))
    best, low, high = ends
    modifier, unit = row.get("modifier", ""), row.get("unit", "")
    known = best == best and row.get("verdict") != "conflict"
    value = bounded(best, best, modifier, unit=unit) if known else value_in_words(low, high, unit)
    verdict = "one origin" if row.get("verdict") == "single" else row.get("verdict", "")
    return ", ".join(filter(None, ("a rough number" if modifier == "vague" else value, verdict)))


_TURN = "_turn"


def _numbered(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Give rows of one key a number, so that each of them is compared with one of the other side."""
    return frame.assign(**{_TURN: frame.groupby(keys, sort=False).cumcount()})


def _told_of_table(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Say what else differs between two tables whose rows are equal as far as both have them."""
    added = [f"column {name} added" for name in after.columns if name not in before.columns]
    removed = [f"column {name} removed" for name in before.columns if name not in after.columns]
    said = [*added, *removed] or ["the order of rows or columns"]
    return pd.DataFrame({"what": ["changed"] * len(said), "change": said})


def _read(path: Path, keys: Iterable[str]) -> pd.DataFrame:
    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (
        OSError,
        EOFError,
        ValueError,
        zlib.error,
        MemoryError,
    ) as error:  # the parser's own are ValueErrors
        raise ReportError(
            f"{path}: cannot be read as a table of an earlier report ({error or type(error).__name__}). Compare "
            f"with a report that is whole, or delete this one."
        ) from error
    missing = [key for key in keys if key not in frame.columns]
    if missing:
        raise ReportError(
            f"{path}: lacks the column(s) {', '.join(missing)}; it is not a table of a report. Compare with a "
            f"report that is whole, or delete this one."
        )
    return frame


def _told(rows: pd.DataFrame, keys: list[str], shared: list[str], *, says: str = "") -> pd.DataFrame:
    """Say for each row what happened to it, and for a changed one, a line each, which columns from what to what."""
    what = rows["_where"].map({"left_only": "removed", "right_only": "added", "both": "changed"}).astype(str)
    details = [_change(row, shared) if row["_where"] == "both" else "" for _, row in rows.iterrows()]
    about = {says: rows[f"{says}_new"].fillna(rows[f"{says}_old"])} if says in shared else {}
    return rows[keys].assign(**about, what=what, change=details).reset_index(drop=True)


# What moves by itself when something else did, and says nothing to a reader.
_UNTOLD = frozenset(
    ["text", "confidence", "importance", "claim_id", "family", "families", "n_families", "lineage"]
)


def _change(row: pd.Series, shared: list[str]) -> str:
    moved = [c for c in shared if row[f"{c}_old"] != row[f"{c}_new"] and c not in _UNTOLD]
    return "\n".join(f"{c}: {row[f'{c}_old'] or 'empty'} → {row[f'{c}_new'] or 'empty'}" for c in moved)


LARGE = 1_000_000  # bytes from which a file is packed: smaller ones open with a click


def pack(path: Path, *, large: int = LARGE) -> Path:
    """Put a file of at least ``large`` bytes into a gzip file of the same bytes, and return where it is then.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "links.csv"
    >>> _ = path.write_text("a,b" * 100)
    >>> pack(path).name, pack(path, large=100).name
    ('links.csv', 'links.csv.gz')
    """
    if path.stat().st_size < large:
        return path
    packed = path.with_name(f"{path.name}.gz")
    packed.write_bytes(
        gzip.compress(path.read_bytes(), mtime=0)
    )  # without a time: the same bytes on every run
    path.unlink()
    return packed


def stored(path: Path) -> Path:
    """Return where a file is that may have been packed.

    Examples
    --------
    >>> stored(Path("nowhere/links.csv")).name
    'links.csv'
    """
    packed = path.with_name(f"{path.name}.gz")
    return packed if packed.is_file() else path
