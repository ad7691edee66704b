"""Seals a report: its sources and decisions beside the pages, a manifest of hashes, and the file that checks it all."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.export import write_table
from workbench.ledger.values import in_common_unit
from workbench.lexicon.units import names_of, units
from workbench.report.verify import ESCAPED, FILE, SEAL, digest, readings, same, seal_of, written

BRIEFING = "index.html"  # the page that a report opens with
DECISIONS = "decisions.csv"
VERIFIER = "verify.py"


def add_evidence(
    case: Case, folder: Path, record: dict[str, Any], notices: Sequence[str] = ()
) -> dict[str, Any]:
    """Put beside the pages of a report what it is checked by, and return what the manifest says of it.

    Parameters
    ----------
    case
        The case.
    folder
        The report, with its pages and tables.
    record
        What ``report.json`` holds.
    notices
        What the first page says needs a person: words of the workbench, whose numbers follow from nothing.

    Returns
    -------
    dict
        Where the tables, sources, decisions and the briefing are, and what is stated and not computed: the meaning of
        vague words and the factors between units.
    """
    sources = _add_sources(case, folder / "sources")
    hashes = _write_decisions(case.reviews, folder / DECISIONS)
    shutil.copyfile(Path(__file__).with_name(VERIFIER), folder / VERIFIER)
    _write(_provenance(record, case.reviews), folder / "provenance.json")
    _write(_crate(record, folder), folder / "ro-crate-metadata.json")
    return {
        "title": record["title"],
        "question": record["question"],
        "notices": list(notices),
        "built": record["built"],
        "versions": record["versions"],
        "inputs": {entry["source_file"]: entry["sha256"] for entry in record["inputs"]},
        "tables": {name: table["file"] for name, table in record["tables"].items()}
        | {"decisions": DECISIONS},
        "briefing": BRIEFING,
        "decision_hashes": hashes,
        "sources": sources,
        "conventions": _conventions(case.figures),
        "conversions": _conversions(case.figures, case.ledger),
    }


def write_manifest(folder: Path, evidence: dict[str, Any]) -> str:
    """Write the manifest of a report that is complete, with a hash of each file, and return its seal.

    The seal is the SHA-256 of the manifest: whoever keeps it elsewhere, or has it signed or stamped, can tell later
    that nothing was sealed anew.
    """
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != FILE
    }
    manifest = {**evidence, "files": files}
    manifest[SEAL] = seal_of(manifest)
    _write(manifest, folder / FILE)
    return str(manifest[SEAL])


def _write(content: Any, path: Path) -> None:
    path.write_bytes(written(content).encode())


# --- sources and decisions


def _add_sources(case: Case, folder: Path) -> dict[str, dict[str, str]]:
    """Copy each file as it came, and beside it the text that offsets refer to; say where both are."""
    folder.mkdir()
    placed: dict[str, tuple[str, bytes]] = {}
    sources = {}
    for number, row in enumerate(case.articles.itertuples(), start=1):
        if row.source_file not in placed:
            placed[row.source_file] = _copy(case.path, row, folder, len(placed) + 1)
        file, content = placed[row.source_file]
        text = folder / f"text-{number:04}.txt"
        text.write_bytes(row.raw.encode())
        sources[row.doc_id] = {
            "text": f"{folder.name}/{text.name}",
            "file": file,
            "read_as": _read_as(row.raw, content, row.encoding),
        }
    return sources


def _copy(case: Path, row: Any, folder: Path, number: int) -> tuple[str, bytes]:
    """Copy a file under a name of ours; a member of an archive comes with the whole archive."""
    name = row.source_file.partition("!")[0]
    for path in (case / name, case.parent / name, case):
        if path.is_file():
            content = path.read_bytes()
            if "!" in row.source_file or hashlib.sha256(content).hexdigest() == row.sha256:
                copied = folder / f"file-{number:04}{_ending(path)}"
                copied.write_bytes(content)
                return f"{folder.name}/{copied.name}", content
    return "", b""


def _ending(path: Path) -> str:
    """Return what a copy's name ends in: nothing that a browser would run, since it lies beside the pages."""
    return path.suffix.lower() if path.suffix[1:].isalnum() and path.suffix.lower() not in _RUN else ".source"


_RUN = {".html", ".htm", ".xhtml", ".svg", ".xml", ".js", ".mht", ".mhtml"}


def _read_as(raw: str, content: bytes, encoding: str) -> str:
    """Return the encoding in which a text stands in its file as it is; empty where it was taken out of a format."""
    try:
        return encoding if raw in content.decode(encoding, "replace") else ""
    except LookupError:
        return ""


def _write_decisions(reviews: pd.DataFrame, path: Path) -> list[str]:
    """Write the decisions, each with the hash of the one before and its own, and return the hashes of their cells."""
    cells = reviews.astype(object).where(reviews.notna(), "").astype(str)
    chained, last, hashes = [], "", []
    for row in cells.itertuples(index=False, name=None):
        shown = [ESCAPED.sub("", cell) for cell in row]
        before, last = last, digest([last, *shown])
        hashes.append(digest(shown))
        chained.append([*row, before, last])
    write_table(pd.DataFrame(chained, columns=[*cells.columns, "previous", "hash"]), path)
    return hashes


# --- what is stated


def _conventions(figures: pd.DataFrame) -> dict[str, list[float]]:
    """Return what the vague words of a case stand for."""
    vague = figures[figures["modifier"] == "vague"]
    found: dict[str, set[float]] = {}
    for row in vague.itertuples():
        ends = {end for end in (row.value_low, row.value_high) if end == end}
        found.setdefault(row.exact.lower(), set()).update(ends)
    return {words: sorted(ends) for words, ends in sorted(found.items())}


def _conversions(figures: pd.DataFrame, ledger: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Return the factor from each unit of a figure to that of its claim, and of an end of a range to the other's, where they differ."""
    claims = dict(zip(ledger["claim_id"], ledger["unit"], strict=True))
    pairs = {(row.unit, claims[row.claim_id]) for row in figures.itertuples() if row.claim_id in claims}
    ranges = figures[(figures["modifier"] == "range") & (figures["unit"] != "")]
    pairs |= {(one, row.unit) for row in ranges.itertuples() for one in _units_within(row)}
    return [(one, other, in_common_unit(other, one)[1]) for one, other in sorted(pairs) if one != other]


def _units_within(row: Any) -> set[str]:
    """Return the units from which an end of a range was converted: "six months to a year" is told in months."""
    values = readings(row.exact)
    ends = [end for end in (row.value_low, row.value_high) if not pd.isna(end) and not same(end, values)]
    alike = {name for one in units() if one.unit == row.unit for name in names_of(one.dimension)}
    return {
        unit
        for unit in (alike if ends else ())
        if any(same(end, [value * in_common_unit(row.unit, unit)[1] for value in values]) for end in ends)
    }


# --- provenance, as archives take it


def _provenance(record: dict[str, Any], reviews: pd.DataFrame) -> dict[str, Any]:
    """Return who made what of what, as W3C PROV in its JSON form (https://www.w3.org/submissions/prov-json/)."""
    inputs = {f"wb:input-{entry['sha256'][:16]}": entry for entry in record["inputs"]}
    people = sorted({name for name in reviews["reviewer"] if name})
    tables = {f"wb:table-{name}": table for name, table in record["tables"].items()}
    made = [*tables, "wb:report"]
    return {
        "prefix": {"wb": "urn:workbench:", "prov": "http://www.w3.org/ns/prov#"},
        "entity": {
            **{
                key: {"wb:path": entry["source_file"], "wb:sha256": entry["sha256"]}
                for key, entry in inputs.items()
            },
            **{key: {"wb:path": table["file"], "wb:rows": table["rows"]} for key, table in tables.items()},
            "wb:decisions": {"wb:path": DECISIONS},
            "wb:report": {"prov:label": record["title"], "wb:digest": record["digest"]},
        },
        "activity": {"wb:run": {"prov:endTime": record["built"], "prov:label": "workbench report"}},
        "agent": {
            "wb:software": {"prov:type": "prov:SoftwareAgent", "wb:version": record["versions"]["workbench"]},
            **{f"wb:person-{place}": {"prov:label": name} for place, name in enumerate(people, start=1)},
        },
        "used": _relations("used", "prov:activity", "prov:entity", ["wb:run"], [*inputs, "wb:decisions"]),
        "wasGeneratedBy": _relations("made", "prov:activity", "prov:entity", ["wb:run"], made),
        "wasDerivedFrom": _relations(
            "from", "prov:usedEntity", "prov:generatedEntity", inputs, ["wb:report"]
        ),
        "wasAssociatedWith": _relations("with", "prov:activity", "prov:agent", ["wb:run"], ["wb:software"]),
        "wasAttributedTo": _relations(
            "by",
            "prov:entity",
            "prov:agent",
            ["wb:decisions"],
            [f"wb:person-{i}" for i in range(1, len(people) + 1)],
        ),
    }


def _relations(name: str, one: str, other: str, ones: Any, others: Any) -> dict[str, dict[str, str]]:
    pairs = [(a, b) for a in ones for b in others]
    return {f"_:{name}{place}": {one: a, other: b} for place, (a, b) in enumerate(pairs, start=1)}


def _crate(record: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the metadata by which archives take a folder: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1)."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    about = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"}}
    dataset = {
        "@id": "./",
        "@type": "Dataset",
        "name": record["title"],
        "description": record["question"]
        or f"What articles on '{record['title']}' state in figures, compared.",
        "datePublished": record["built"],
        "license": "Rights in the sources stay with their publishers.",
        "hasPart": [{"@id": name} for name in files],
        "mentions": {"@id": "#run"},
    }
    run = {
        "@id": "#run",
        "@type": "CreateAction",
        "instrument": {"@id": "#workbench"},
        "object": [{"@id": name} for name in files if name.startswith("sources/")],
        "result": {"@id": "./"},
        "endTime": record["built"],
    }
    software = {
        "@id": "#workbench",
        "@type": "SoftwareApplication",
        "name": "workbench",
        "version": record["versions"]["workbench"],
    }
    about["conformsTo"] = {"@id": "https://w3id.org/ro/crate/1.1"}
    parts = [{"@id": name, "@type": "File"} for name in files]
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [about, dataset, run, software, *parts],
    }
