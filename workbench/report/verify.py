"""Checks a sealed report with nothing but Python: ``python verify.py [FOLDER] [--seal HASH]``. Exit status 0: all holds.

It proves that every file is the one that was sealed, that every figure stands in its source at its place, that its value
follows from its characters (or a decision, or a stated convention), that the answers follow from the figures, and that
every number of the briefing is a value, a count of rows, files or checks, or in a text that is quoted. It does not prove
that a source tells the truth, that no figure was missed, that a figure belongs to its claim, or who sealed the report.
"""

import csv
import gzip
import hashlib
import html
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

# fmt: off
WORDS = {word: float(place) for place, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"])}
WORDS |= {word: 10.0 * place for place, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)} | {"a": 1.0, "an": 1.0, "once": 1.0, "twice": 2.0, "couple": 2.0, "pair": 2.0, "no": 0.0, "day": 1.0}
PARTS = {"half": 1 / 2, "halve": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "hundredth": 1 / 100, "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅕": 1 / 5}
SCALES = {"dozen": 12.0, "score": 20.0, "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "m": 1e6, "mn": 1e6, "crore": 1e7, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12}
PIECE = re.compile(r"\d+/\d+|\d+(?:[,.'\u00a0\u202f]\d+)*|[½¼⅓⅛⅕¾⅔]|[a-z]+")
JOINED = re.compile(r"\b(?:to|or|and|through|until)\b|[-–—−]")
NUMBER = re.compile(r"(?<![\w.])\d+(?:[,.]\d+)*(?!\w)")
PLAIN = re.compile(r"-?\d*(?:\.\d+)?|[\d: ]*")  # a number, or a place in a text: what is known of it is a value or a count
ESCAPED = re.compile(r"^'(?=[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20])")  # a spreadsheet would have taken it for a formula
Json: TypeAlias = dict[str, Any]
FILE, SEAL, ENDS = "manifest.json", "seal", ("value_low", "value_high")

def digest(content: object) -> str:
    """Return the SHA-256 of a value in one way of writing it as JSON."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

def seal_of(manifest: Json) -> str:
    """Return the hash of a manifest without its seal."""
    return digest({key: value for key, value in manifest.items() if key != SEAL})

def written(content: object) -> str:
    """Return JSON as it stands in the files of a report."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

def amounts(text: str) -> list[float]:
    """Return what digits mean: with commas or points as separators of thousands, or one as that of decimals."""
    plain = re.sub(r"['\u00a0\u202f]", "", text)
    grouped = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", plain).replace(",", ".")
    return [float(one) for one in dict.fromkeys([grouped, plain.replace(",", ".")]) if one.count(".") < 2]

def reading(text: str, scale: float = 1.0) -> set[float]:
    """Return the values that one number in digits or words may have."""
    total, current, seen = [0.0], [0.0], False
    for piece in PIECE.findall(text):
        one = piece[:-1] if piece[:-1] in SCALES or piece[:-1] in PARTS else piece
        if one in SCALES and SCALES[one] >= 1000:
            total, current = [t + (c or 1.0) * SCALES[one] for t in total for c in current], [0.0]
        elif one in SCALES:
            current = [(c or 1.0) * SCALES[one] for c in current]
        elif one in PARTS:
            current = [c * PARTS[one] for c in current if c] + [c + PARTS[one] for c in current]
        elif "/" in one:
            current = [c + float(top) / (float(bottom) or 1.0) for c in current for top, bottom in [one.split("/")]]
        elif one[0].isdigit():
            current = [c + amount for c in current for amount in amounts(one)]
        elif one in WORDS:
            current = [c + WORDS[one] for c in current]
        seen = seen or one in SCALES or one in PARTS or one in WORDS or one[0].isdigit()
    return {(t + c) * scale for t in total for c in current} if seen else set()

def readings(text: str) -> set[float]:
    """Return every value that the characters of a figure may have: of the whole, and of each end of a range."""
    low, parts = text.lower(), JOINED.split(text.lower())
    whole = reading(JOINED.sub(" ", low)) | reading(re.sub(r"\ban?\b", " ", JOINED.sub(" ", low)))
    scales = {SCALES[one.rstrip("s")] for one in PIECE.findall(parts[-1]) if one.rstrip("s") in SCALES}
    return whole.union(*(reading(part, scale) for part in [*parts, *low.replace(" and a ", " ").split(" to ")] for scale in {1.0, *scales}))

def same(one: float, others: Iterable[float], within: float = 0.0) -> bool:
    """Whether a value is one of others, but for the last digits of a computer's arithmetic, or those not printed."""
    return any(abs(one - other) <= max(within, 1e-6 * max(1.0, abs(one))) for other in others)

def rows_of(folder: Path, manifest: Json, name: str) -> list[dict[str, str]]:
    """Read a table."""
    path = folder / manifest["tables"][name]
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    csv.field_size_limit(1 << 30)
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return [{key: ESCAPED.sub("", cell) for key, cell in row.items()} for row in rows]

def check_files(folder: Path, manifest: Json) -> Iterator[str]:
    """Name every file that was changed, left out, added or put in the place of another."""
    files = manifest["files"]
    owner, of = {hashed: name for name, hashed in files.items()}, {source[kind]: doc for doc, source in manifest["sources"].items() for kind in ("text", "file")}
    for name, hashed in files.items():
        path, whose = folder / name, f" (the source of {of[name]})" if name in of else ""
        if not path.is_file() or path.is_symlink():
            yield f"{name}: is left out{whose}"
        elif (found := hashlib.sha256(path.read_bytes()).hexdigest()) != hashed:
            yield f"{name}: was changed{whose}" + (f": it holds what belongs into {owner[found]}" if found in owner else "")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
    yield from (f"{name}: was added" for name in sorted(there - set(files) - {FILE}))

def check_decisions(manifest: Json, tables: Json) -> Iterator[str]:
    """Name every decision that was changed, left out, added or moved: each row carries the hash of the one before."""
    cells = [list(row.values()) for row in tables["decisions"]]
    own, sealed = [digest(row[:-2]) for row in cells], manifest["decision_hashes"]
    for place, (row, mine) in enumerate(zip(cells, own, strict=True)):
        said, before = f"decisions, row {place + 1}: the decision on '{tables['decisions'][place]['subject']}'", cells[place - 1][-1] if place else ""
        if sealed[place : place + 1] != [mine]:
            yield f"{said} was moved: it was number {sealed.index(mine) + 1}" if mine in sealed else f"{said} was changed or added"
        if row[-2:] != [before, digest([before, *row[:-2]])]:
            yield f"{said} does not follow from the one before it"
    yield from (f"decisions: number {place + 1} was changed or left out" for place, mine in enumerate(sealed) if mine not in own)

def check_sources(folder: Path, manifest: Json, tables: Json) -> Iterator[str]:
    """Check that texts are the characters of their files, figures those of their texts, and values theirs."""
    texts: dict[str, str] = {}
    decided: dict[str, list[float]] = {}
    for row in tables["decisions"]:
        ends = [float(row[end]) for end in ENDS if row.get(end)]
        decided.setdefault(row["subject"], []).extend(ends)
        decided.setdefault(f"{row['doc_id']} {row['start'].partition('.')[0]}", []).extend(ends)
    for doc, source in manifest["sources"].items():
        texts[doc] = (folder / source["text"]).read_bytes().decode("utf-8")
        if source["read_as"] and texts[doc] not in (folder / source["file"]).read_bytes().decode(source["read_as"], "replace"):
            yield f"{source['text']}: is not the text of {source['file']}"
    for row in tables["figures"]:
        said = f"figure {row['figure_id']}, {row['doc_id']}, characters {row['start']} to {row['end']}"
        found = texts.get(row["doc_id"], "")[int(row["start"]) : int(row["end"])]
        if found != row["exact"]:
            yield f"{said}: the source has '{found}', the table '{row['exact']}'"
        read, stated = readings(found), manifest["conventions"].get(found.lower(), []) if row["modifier"] == "vague" else []
        values = read.union((value * factor for one, other, factor in manifest["conversions"] if other == row["unit"] for value in read), stated, decided.get(row["figure_id"], []), decided.get(f"{row['doc_id']} {row['start']}", []))
        yield from (f"{said}: {end} {row[end]} does not follow from '{found}'" for end in ENDS if row[end] and not same(float(row[end]), values))

def check_answers(manifest: Json, tables: Json) -> Iterator[str]:
    """Check that the ends and best value of each claim are those of its figures (of a dispute: are stated; which stand against each other is taken as stated)."""
    factors = {(one, other): factor for one, other, factor in manifest["conversions"]}
    for claim in tables["ledger"]:
        group = [row for row in tables["figures"] if row["claim_id"] == claim["claim_id"]]
        exact = [row for row in group if row["modifier"] != "vague"] or group
        ends = [float(row[end]) * factors.get((row["unit"], claim["unit"]), 1.0) for row in exact for end in ENDS if row[end]]
        said = f"claim {claim['claim_id']} ({claim['claim']})"
        limits, slack = dict(zip(ENDS, (ends, ends) if claim.get("verdict") in ("conflict", "unresolved") else (ends and [min(ends)], ends and [max(ends)]), strict=True)), 0.01 * (len({row["unit"] for row in exact}) > 1)  # 12.2 in are told as 310 mm
        yield from (f"{said}: {end} {claim[end]} is not that of its figures" for end in ENDS if claim[end] and not same(float(claim[end]), limits[end], slack * abs(float(claim[end]))))
        if claim["value_best"] and not same(float(claim["value_best"]), ends):
            yield f"{said}: no figure states the answer {claim['value_best']}"
        if int(claim["n_articles"]) != len({row["doc_id"] for row in group}):
            yield f"{said}: its figures stand in {len({row['doc_id'] for row in group})} articles, not {claim['n_articles']}"

def check_briefing(folder: Path, manifest: Json, tables: Json) -> Iterator[str]:
    """Name every number that the briefing prints and that is neither a value, nor a count, nor in a text it quotes."""
    main = (folder / manifest["briefing"]).read_text(encoding="utf-8").partition("<main")[2].partition("</main")[0]
    shown = html.unescape(re.sub(r"<(style|script|svg)\b.*?</\1>|<[^>]*>", " ", main, flags=re.S))
    record = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    counted = f"{len(record['inputs'])} {sum(one['passed'] for one in record['checks'])} {len(record['checks'])} {record['digest'][:16]}"
    known = {"0", *NUMBER.findall(" ".join([manifest["title"], manifest["question"], *manifest["notices"], counted, *(one[name] for one in record["checks"] for name in ("name", "compared"))]))}
    for rows in tables.values():
        texts = [re.sub(r"(?<=\d)[TZ]", " ", cell) for row in rows for cell in row.values() if not PLAIN.fullmatch(cell)]
        known |= {one for text in texts for number in NUMBER.findall(text) for one in (number, number.lstrip("0"))}
        counts = [Counter(row[name] for row in rows) for name in (rows[0] if rows else ())]
        known |= {f"{n:,}" for found in counts for n in (len(rows), len(found), *found.values(), *(len(rows) - one for one in found.values()))}
    values = {float(row[name]) for table in ("figures", "ledger") for row in tables[table] for name in (*ENDS, "value_best") if row.get(name)}
    for number in dict.fromkeys(NUMBER.findall(shown)):
        within = 0.5 * 10.0 ** -len(number.partition(".")[2]) if "." in number else 0.0
        if number not in known and not any(same(one, values, within) for one in amounts(number)):
            yield f"{manifest['briefing']}: prints {number}, which no figure, count or quotation gives"

def check(folder: Path, seal: str = "") -> list[str]:
    """Return what does not hold, in words; nothing if all does."""
    try:
        manifest = json.loads(content := (folder / FILE).read_bytes().decode("utf-8"))
        faults = [] if seal_of(manifest) == manifest[SEAL] and content == written(manifest) else [f"{FILE}: was changed since it was sealed"]
        faults += [f"{FILE}: its seal is {manifest[SEAL]}, not {seal}: it was sealed anew"] if seal not in ("", manifest[SEAL]) else []
        faults += check_files(folder, manifest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return [f"{FILE}: cannot be read ({type(error).__name__}: {error}); without it nothing can be checked"]
    try:
        tables = {name: rows_of(folder, manifest, name) for name in manifest["tables"]}
        faults += [*check_decisions(manifest, tables), *check_sources(folder, manifest, tables), *check_answers(manifest, tables), *check_briefing(folder, manifest, tables)]
    except Exception as error:  # a file that was changed can be broken in any way; it is named above
        return [*faults, f"the rest cannot be checked ({type(error).__name__}: {error})"]
    return faults

def summary(folder: Path, faults: list[str]) -> str:
    """Say in a sentence what was found, and what is taken from the workbench without a check."""
    if faults:
        return f"What does not hold: {len(faults)}."
    manifest, record = (json.loads((folder / name).read_text(encoding="utf-8")) for name in (FILE, "report.json"))
    stated = [source["read_as"] for source in manifest["sources"].values()].count("")
    failed = "".join(f" A check failed when it was made: {one['name']} ({one['compared']})." for one in record["checks"] if not one["passed"])
    return (f"All holds: {len(manifest['files'])} files, {len(manifest['decision_hashes'])} decisions, every figure, answer and number of the briefing. Taken as stated: which figures are one claim, {len(manifest['conversions'])} factors between units, {len(manifest['conventions'])} vague words, how {stated} texts were taken out of their files.{failed}")

if __name__ == "__main__":
    asked, _, kept = " ".join(sys.argv[1:]).partition("--seal")
    broken = check(where := Path(asked.strip() or Path(__file__).parent), kept.strip())
    print("\n".join([*broken, summary(where, broken)]))
    sys.exit(2 if broken else 0)
