"""Names and duplicates across batches, told as one process tells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.engine.batches import MARK, Batch, ReadBatch
from workbench.load.intake import DUPLICATE, LOADED
from workbench.load.notes import Twin, copy_note, find_same, told_apart
from workbench.load.records import Ids, clean_name
from workbench.tables import as_table

Array = np.ndarray[Any, Any]
_COUNTS = re.compile(r"(?:[\d,]+ (?:loaded|duplicate|rejected)(?:, )?)+")


class Settled(NamedTuple):
    """What became of an article: its name, or that of its twin, and what is to be said."""

    outcome: str
    doc_id: str
    said: str
    copy_of: str = ""


class Names(NamedTuple):
    """What is settled about a batch: its doubted articles, files in several batches, names used elsewhere."""

    settled: dict[int, Settled]
    totals: dict[str, Counter[str]]
    heads: bool
    reserved: Mapping[str, int]


def settle_names(
    batches: Sequence[Batch],
    read: Sequence[tuple[Array, Counter[str]]],
    sightings: Callable[[int], pd.DataFrame],
) -> list[Names]:
    """Settle names and duplicates of all batches.

    ``read`` holds, for each batch, the hashes that its articles are told by and what became of its records;
    ``sightings`` returns those of a batch, and is asked for the batches with something in doubt only.
    """
    settled = settle(in_doubt([keys for keys, _ in read]), sightings)
    totals: dict[str, Counter[str]] = {}
    for batch, (_, counts), ends in zip(batches, read, settled, strict=True):
        if batch.kind != "files":
            moved = sum(end.outcome == DUPLICATE for end in ends.values())
            total = totals.setdefault(batch.files[0].shown, Counter())
            total.update(counts)
            total.update({DUPLICATE: moved, LOADED: -moved})
    return [
        Names(ends, {} if batch.first else totals, batch.first == 0, _reserved(batch, batches))
        for batch, ends in zip(batches, settled, strict=True)
    ]


def _reserved(batch: Batch, batches: Sequence[Batch]) -> dict[str, int]:
    """Return the last record of the batch's file, if others read on in it: its records have names like stem#2."""
    if batch.kind == "files" or batch.first:
        return {}
    entry = batch.files[0]
    last = max(other.last for other in batches if other.files[0].path == entry.path)
    return {Ids.of_record(entry.path.stem, 1): last}


def in_doubt(keys: Sequence[Array]) -> list[Array]:
    """Return for each batch the articles whose name or text another one may have, too: most have neither.

    Examples
    --------
    >>> [rows.tolist() for rows in in_doubt([np.array([[1, 5], [2, 6]]), np.array([[3, 5]])])]
    [[0], [0]]
    """
    whole = np.concatenate([*keys, np.zeros((0, 2), dtype=np.uint64)])
    doubt = _repeated(whole[:, 0]) | _repeated(whole[:, 1]) | (whole[:, 0] == 0)
    ends = np.cumsum([len(key) for key in keys])
    return [np.flatnonzero(doubt[end - len(key) : end]) for key, end in zip(keys, ends, strict=True)]


def _repeated(hashes: Array) -> Array:
    order = np.argsort(hashes, kind="stable")
    same = hashes[order][1:] == hashes[order][:-1]
    found = np.zeros(len(hashes), dtype=bool)
    found[order[1:][same]] = found[order[:-1][same]] = True
    return found


def settle(doubted: Sequence[Array], sightings: Callable[[int], pd.DataFrame]) -> list[dict[int, Settled]]:
    """Settle what becomes of the doubted articles, in their order; ``sightings`` returns those of a batch."""
    ids, twins, files = Ids(), {}, {}  # type: ignore[var-annotated]
    found: list[dict[int, Settled]] = []
    for number, rows in enumerate(doubted):
        seen = sightings(number).iloc[rows] if len(rows) else pd.DataFrame()
        found.append(
            {
                int(row): _settle(one, ids, twins, files)
                for row, one in zip(rows, seen.itertuples(), strict=True)
            }
        )
    return found


def _settle(one: Any, ids: Ids, twins: dict[str, list[Twin]], files: dict[str, list[str]]) -> Settled:
    if pd.isna(one.number):
        paths = files.setdefault(one.sha256, [])
        if same_file := find_same((path for path in paths if path != one.path), one.file):
            return Settled(DUPLICATE, "", f"the same bytes as '{same_file}'")
        paths.append(one.path)
    met = twins.setdefault(one.text, [])
    asking = Twin("", one.name, one.file, one.publisher, one.published)
    same = [twin for twin in met if not told_apart(twin, asking)]
    if same:
        return Settled(DUPLICATE, same[0].doc_id, f"the same text as '{same[0].doc_id}'")
    doc_id = ids.give(one.wanted) if one.name or pd.isna(one.number) else ids.give_free(one.wanted)
    said = [] if doc_id == clean_name(one.asked) else [_called(doc_id, one.asked)]
    original = met[0].doc_id if met else ""
    said += [copy_note(original)] if original else []
    met.append(asking._replace(doc_id=doc_id))
    return Settled(LOADED, doc_id, "; ".join(said), original)


def _called(doc_id: str, asked: str) -> str:
    return f"called '{doc_id}': another article is called '{asked}' or nearly so"


def _ends(read: ReadBatch, settled: dict[int, Settled]) -> list[Settled]:
    """Return what becomes of each article of a batch; those that are not in doubt get their names."""
    names = zip(read.sightings["asked"], read.sightings["wanted"], strict=True)
    return [
        settled.get(row) or Settled(LOADED, name, "" if name == clean_name(asked) else _called(name, asked))
        for row, (asked, name) in enumerate(names)
    ]


def name_articles(read: ReadBatch, settled: dict[int, Settled]) -> pd.DataFrame:
    """Return the articles of a batch that are no duplicates, each with its name."""
    ends = _ends(read, settled)
    kept = [end.outcome == LOADED for end in ends]
    warnings = [_fill(text, end.said) for text, end in zip(read.articles["warnings"], ends, strict=True)]
    told = {"doc_id": [end.doc_id for end in ends], "copy_of": [end.copy_of for end in ends]}
    named = read.articles.assign(**told, warnings=warnings)
    return as_table(named[kept], "articles")


def name_report(
    read: ReadBatch, settled: dict[int, Settled], totals: dict[str, Counter[str]], *, heads: bool
) -> pd.DataFrame:
    """Return the load report of a batch with names and duplicates filled in.

    ``totals`` are the records of the files that stand in several batches; ``heads`` says that the row of such a
    file stands in this batch.
    """
    ends = _ends(read, settled)
    rows = [
        _report_row(row, ends)
        for row in read.load_report.to_dict("records")
        if heads or row["reason"] != MARK or not pd.isna(row["line"])
    ]
    moved = Counter(row["path"] for row in rows if row.pop("moved") and not pd.isna(row["line"]))
    return as_table([_head(row, totals, moved) for row in rows], "load_report")


def _report_row(row: dict[str, Any], ends: Sequence[Settled]) -> dict[str, Any]:
    if not row["doc_id"] or row["outcome"] != LOADED:
        return row | {"moved": False}
    end = ends[int(row["doc_id"])]
    reason = end.said if end.outcome == DUPLICATE else _fill(row["reason"], end.said)
    return row | {
        "outcome": end.outcome,
        "doc_id": end.doc_id,
        "reason": reason,
        "moved": end.outcome == DUPLICATE,
    }


def _head(row: dict[str, Any], totals: dict[str, Counter[str]], moved: Counter[str]) -> dict[str, Any]:
    if not pd.isna(row["line"]):
        return row
    if row["reason"] == MARK:
        return row | _summed(totals[row["path"]], "")
    if moved[row["path"]]:
        counts = Counter(
            {word: int(n.replace(",", "")) for n, word in re.findall(r"([\d,]+) (\w+)", row["reason"])}
        )
        counts.update({DUPLICATE: moved[row["path"]], LOADED: -moved[row["path"]]})
        return row | _summed(+counts, _COUNTS.sub("", row["reason"], count=1))
    return row


def _summed(counts: Counter[str], rest: str) -> dict[str, str]:
    said = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(counts.items()) if n)
    outcome = next((outcome for outcome in (LOADED, DUPLICATE) if counts[outcome]), "rejected")
    return {"outcome": outcome, "reason": said + rest}


def _fill(text: str, said: str) -> str:
    return "; ".join(filter(None, (said if part == MARK else part for part in text.split("; "))))
