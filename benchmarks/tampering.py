"""Tampers with a sealed report in seeded ways, one at a time, and counts what ``verify`` catches and locates.

    python benchmarks/tampering.py BUNDLE [--times 1000] [--seed 1]

BUNDLE is made by ``workbench report CASE --seal``; the tampering is done on a copy. Caught: something is said not to hold.
Located: what is said names a file, or the row of the decisions, that was tampered with. False alarms: what is said of the
bundle before, and each time after the tampering was undone.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from workbench.report.verify import FILE, check

DECISIONS = "decisions.csv"


class Tampered(NamedTuple):
    """What was done, and what a person who reads the faults must find in them: one of these words."""

    kind: str
    names: list[str]


def tamper(folder: Path, random: Random) -> Tampered:
    """Tamper once with a bundle in one of the ways."""
    while True:
        done = random.choice(WAYS)(folder, random)
        if done is not None:
            return done


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _named(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def flip_a_byte(folder: Path, random: Random, among: str = "") -> Tampered | None:
    files = [path for path in _files(folder) if among in _named(folder, path) and path.stat().st_size]
    if not files:
        return None
    path = random.choice(files)
    content = bytearray(path.read_bytes())
    content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    path.write_bytes(content)
    return Tampered("a byte of " + (among or "any file"), [_named(folder, path)])


def leave_out_a_file(folder: Path, random: Random) -> Tampered:
    path = random.choice(_files(folder))
    path.unlink()
    return Tampered("a file left out", [_named(folder, path)])


def add_a_file(folder: Path, random: Random) -> Tampered:
    path = random.choice(_files(folder)).with_name(f"added-{random.randrange(10**6)}.txt")
    path.write_text("1,038", encoding="utf-8")
    return Tampered("a file added", [_named(folder, path)])


def swap_two_files(folder: Path, random: Random) -> Tampered | None:
    one, other = random.sample(_files(folder), 2)
    first, second = one.read_bytes(), other.read_bytes()
    if first == second:
        return None
    one.write_bytes(second)
    other.write_bytes(first)
    return Tampered("two files swapped", [_named(folder, one), _named(folder, other)])


def change_a_digit(folder: Path, random: Random) -> Tampered | None:
    """Change a digit of a table, a page or a source into another: the change that somebody has a reason for."""
    texts = [path for path in _files(folder) if path.suffix in (".csv", ".html", ".txt")]
    path = random.choice(texts)
    content = bytearray(path.read_bytes())
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    if not digits:
        return None
    place = random.choice(digits)
    content[place] = random.choice([byte for byte in range(48, 58) if byte != content[place]])
    path.write_bytes(content)
    return Tampered("a digit changed", [_named(folder, path)])


def _rows(folder: Path) -> list[list[str]]:
    with (folder / DECISIONS).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _put(folder: Path, rows: list[list[str]]) -> None:
    with (folder / DECISIONS).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def change_a_decision(folder: Path, random: Random) -> Tampered | None:
    rows = _rows(folder)
    if len(rows) < 2:
        return None
    place = random.randrange(1, len(rows))
    rows[place][random.randrange(len(rows[place]) - 2)] += "1"
    _put(folder, rows)
    return Tampered("a decision changed", [f"decisions, row {place}"])


def leave_out_a_decision(folder: Path, random: Random) -> Tampered | None:
    rows = _rows(folder)
    if len(rows) < 2:
        return None
    place = random.randrange(1, len(rows))
    _put(folder, rows[:place] + rows[place + 1 :])
    return Tampered("a decision left out", [f"number {place} was changed or left out"])


def move_a_decision(folder: Path, random: Random) -> Tampered | None:
    rows = _rows(folder)
    if len(rows) < 3:
        return None
    one, other = random.sample(range(1, len(rows)), 2)
    rows[one], rows[other] = rows[other], rows[one]
    _put(folder, rows)
    return Tampered("two decisions swapped", [f"decisions, row {one}", f"decisions, row {other}"])


WAYS: list[Callable[[Path, Random], Tampered | None]] = [
    flip_a_byte,
    *(
        lambda folder, random, among=among: flip_a_byte(folder, random, among)
        for among in ("sources/", "tables/", ".html", DECISIONS, FILE, "verify.py")
    ),
    leave_out_a_file,
    add_a_file,
    swap_two_files,
    change_a_digit,
    change_a_decision,
    leave_out_a_decision,
    move_a_decision,
]


def restore(folder: Path, kept: dict[str, bytes]) -> None:
    """Put every file of a bundle back as it was."""
    for path in _files(folder):
        if _named(folder, path) not in kept:
            path.unlink()
    for name, content in kept.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)


def measure(bundle: Path, *, times: int, seed: int) -> dict[str, Counter[str]]:
    """Tamper so many times with a copy of a bundle and count by kind: done, caught, located, false alarms."""
    random, counts = Random(seed), {name: Counter[str]() for name in ("done", "caught", "located", "alarms")}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "bundle"
        shutil.copytree(bundle, folder)
        kept = {_named(folder, path): path.read_bytes() for path in _files(folder)}
        for _ in range(times):
            counts["alarms"]["untouched"] += bool(check(folder))
            done = tamper(folder, random)
            faults = check(folder)
            counts["done"][done.kind] += 1
            counts["caught"][done.kind] += bool(faults)
            counts["located"][done.kind] += any(name in fault for fault in faults for name in done.names)
            restore(folder, kept)
        counts["alarms"]["untouched"] += bool(check(folder))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    counts = measure(given.bundle, times=given.times, seed=given.seed)
    for kind, done in sorted(counts["done"].items()):
        print(f"{kind:28} {done:5} caught {counts['caught'][kind]:5} located {counts['located'][kind]:5}")
    total = {name: sum(counted.values()) for name, counted in counts.items()}
    print(
        f"{'all':28} {total['done']:5} caught {total['caught']:5} located {total['located']:5} false alarms {total['alarms']}"
    )


if __name__ == "__main__":
    main()
