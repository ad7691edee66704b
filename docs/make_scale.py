"""Writes docs/scale.md: what many articles need, reckoned from what the benchmark measured.

    python -m docs.make_scale

Every number of the page follows from ``benchmarks/results/engine.json`` (``benchmarks/engine.py``), from
``speed.json`` beside it (``benchmarks/speed.py``) and the constants of the engine; none is typed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workbench.case.by_event import MOST_COMPARED
from workbench.compare.events import TELLING, TERMS
from workbench.compare.signatures import BANDS, HASHES

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "engine.json"
SPEED = RESULTS.with_name("speed.json")
PAGE = ROOT / "docs" / "scale.md"
COLLECTIONS = (10_000_000, 1_000_000_000)
CORES = (32, 1000)
TO_CLEAN, TO_FIGURES = ("load", "clean"), ("sentences", "figures")
KEY_BYTES = 16  # a key and a row
NUMBER_BYTES = 8
EDGE_BYTES = 20
MEMORY_A_WORKER = 2  # GB, for batches and buckets; the benchmark's workers stay below it


def main() -> None:
    """Write the page."""
    engine, speed = (json.loads(path.read_text(encoding="utf-8")) for path in (RESULTS, SPEED))
    PAGE.write_text(page(engine, speed), encoding="utf-8")


def _waits(measured: dict[str, dict[str, float]]) -> str:
    """Return the section on one machine: what each thing takes that a person waits for."""
    rows = "".join(
        f"| {what} | {spent['processor']:.1f} | {spent['wall']:.1f} | {spent['megabytes']:,} |\n"
        for what, spent in measured.items()
    )
    return f"{WAITS}| what | processor seconds | seconds | largest process, MB |\n|---|---|---|---|\n{rows}"


def page(measured: dict[str, Any], waits: dict[str, dict[str, float]]) -> str:
    """Return the page for the results of the engine, and of what a person waits for."""
    costs = seconds_an_article(measured)
    parts = [
        HEAD,
        "\n",
        _costs(costs),
        "\n",
        _needs(measured, costs),
        "\n",
        _runs(measured),
        "\n",
        _first(measured),
        _waits(waits),
    ]
    return "".join(parts)


def seconds_an_article(measured: dict[str, Any]) -> dict[str, float]:
    """Return processor seconds an article of each stage.

    Grouping is what the largest run took in all, so that reading, sorting and joining are in it.
    """
    spent = measured["costs"]["milliseconds"]
    largest = measured["grow"]["runs"][-1]
    return {
        "load and clean": sum(spent[step] for step in TO_CLEAN) / 1000,
        "sentences and figures": sum(spent[step] for step in TO_FIGURES) / 1000,
        "signatures, sketches and grouping": largest["processor_seconds"] / largest["articles"],
        "comparison and ledger": spent["ledger"] / 1000,
    }


def bytes_shuffled(measured: dict[str, Any]) -> dict[str, float]:
    """Return bytes an article that pass from worker to worker, for each shuffle."""
    held = measured["costs"]["bytes"]
    own = 1 - measured["grow"]["runs"][-1]["copies"] / measured["grow"]["runs"][-1]["articles"]
    return {
        "bands": BANDS * KEY_BYTES,
        "topics": own * TELLING * (TELLING - 1) / 2 * KEY_BYTES,
        "tables for the ledger": held["articles"] + held["sentences"] + held["figures"],
    }


def _costs(costs: dict[str, float]) -> str:
    rows = "".join(f"| {stage} | {1000 * seconds:.2f} |\n" for stage, seconds in costs.items())
    return f"## What an article costs\n\n| stage | processor milliseconds |\n|---|---|\n{rows}"


def _needs(measured: dict[str, Any], costs: dict[str, float]) -> str:
    shuffled = bytes_shuffled(measured)
    arrays = HASHES * 4 + TERMS * 8
    rows = [
        ("processor hours", lambda n: f"{n * sum(costs.values()) / 3600:,.0f}"),
        *((f"— {stage}", _hours(seconds)) for stage, seconds in costs.items()),
        ("cores", lambda n: f"{_cores(n):,}"),
        ("hours on them", lambda n: f"{n * sum(costs.values()) / 3600 / _cores(n):,.1f}"),
        ("memory of the workers, GB", lambda n: f"{_cores(n) * MEMORY_A_WORKER:,}"),
        ("memory of the process that joins, GB", lambda n: f"{n * joining_bytes(measured) / 1e9:,.1f}"),
        ("signatures and sketches on the shared disk, GB", lambda n: f"{n * arrays / 1e9:,.0f}"),
        ("shuffled for the groups, GB", _gigabytes(shuffled["bands"] + shuffled["topics"])),
        ("shuffled for the ledger, GB", _gigabytes(shuffled["tables for the ledger"])),
    ]
    of_one = measured["costs"]["ledger_milliseconds"]
    note = NEEDS_NOTE.format(together=of_one["in an event with others"], alone=of_one["alone"])
    head = "".join(f" {n:,} articles |" for n in COLLECTIONS)
    body = "".join(
        f"| {what} |" + "".join(f" {value(n)} |" for n in COLLECTIONS) + "\n" for what, value in rows
    )
    return f"## What a collection needs\n\n| |{head}\n|---|{'---|' * len(COLLECTIONS)}\n{body}\n{note}"


def _hours(seconds: float) -> Any:
    return lambda n: f"{n * seconds / 3600:,.0f}"


def _gigabytes(of_one: float) -> Any:
    return lambda n: f"{n * of_one / 1e9:,.0f}"


def _cores(n: int) -> int:
    return dict(zip(COLLECTIONS, CORES, strict=True))[n]


def joining_bytes(measured: dict[str, Any]) -> float:
    """Return bytes an article in the process that settles names and joins pairs: hashes, numbers, pairs."""
    largest = measured["grow"]["runs"][-1]
    pairs = largest["copies"] / largest["articles"]
    return 2 * NUMBER_BYTES + 5 * NUMBER_BYTES + 2 * pairs * EDGE_BYTES


def _runs(measured: dict[str, Any]) -> str:
    runs = measured["grow"]["runs"]
    rows = "".join(
        f"| {run['articles']:,} | {run['seconds']:,.0f} | {run['processor_seconds']:,.0f} | {run['peak_GB']} "
        f"| {run['precision']} | {run['recall']} |\n"
        for run in runs
    )
    slopes = measured["grow"]["slopes"]
    return (
        f"## What was measured\n\nGrouped into copies and events by {measured['grow']['workers']} workers, {_machine(measured['grow'])}:\n\n"
        "| articles | seconds | processor seconds | peak memory, GB | precision of pairs | recall of pairs |\n"
        f"|---|---|---|---|---|---|\n{rows}\n"
        f"The slope of log processor seconds is {slopes['processor_seconds']} (1 is linear), that of log seconds "
        f"{slopes['seconds']}.\n"
    )


def _machine(measured: dict[str, Any]) -> str:
    on = measured["machine"]
    return (
        f"on {on['processors']} processors and {on['memory_GB']} GB of memory, where {on['others_at_work']} other "
        "processes were at work on average: processor seconds tell more than seconds"
    )


def _first(measured: dict[str, Any]) -> str:
    joined = COLLECTIONS[-1] * joining_bytes(measured) / 1e9
    costs = seconds_an_article(measured)
    share = costs["comparison and ledger"] / sum(costs.values())
    return FIRST.format(
        n=COLLECTIONS[-1],
        joined=joined,
        share=share,
        most=MOST_COMPARED,
        arrays=COLLECTIONS[-1] * (HASHES * 4 + TERMS * 8) / 1e12,
    )


HEAD = """\
# Beyond one machine

`workbench export INPUT --table all -o FOLDER --engine dask` runs the same functions on [Dask](https://docs.dask.org),
on worker processes of this machine or, with `--scheduler ADDRESS`, on any cluster whose workers share the folders of
input and output. The numbers below are reckoned by `docs/make_scale.py` from `benchmarks/results/engine.json`; measure on your
own machines with `python benchmarks/engine.py costs` before you order any. The articles of the benchmark are made by
it, of 150 to 350 words with a dozen figures; real ones are longer and pages take longer to clean.
"""
NEEDS_NOTE = """\
The ledger is what costs most: {together:.0f} processor milliseconds for an article that shares its event with others, as
every two of them are compared sentence by sentence, and {alone:.0f} for one that stands alone. Ask for `--table near_duplicates,events` first, and for the ledger of the events you want.
"""
FIRST = """\
## What would break first

1. **The joining process.** Names, duplicates and groups are settled in one process, which holds some numbers an
   article and the pairs that were found: {joined:,.0f} GB at {n:,} articles. Beyond what one machine has, the
   union must be done in rounds on the cluster.
2. **The shared disk.** The likeness of a pair is read from arrays in which each article has its row, at random
   places: {arrays:.1f} TB at {n:,} articles. On a network disk that is slow; signatures of 8 bits a hash would take a
   quarter, at some cost in precision.
3. **The ledger.** It is {share:.0%} of the processor time. An event of more than {most:,} articles is compared in
   lots of {most:,}, and each row of its ledger says so.
4. **The scheduler.** It holds a few kilobytes a task, and batches hold at most 5,000 articles: at {n:,} articles the
   input is better given in several runs, by month or by country, as one event seldom spans two.
"""
WAITS = """
## What a person waits for

On one machine, as the last run of `python benchmarks/speed.py` found it: `sample` is the report of the sample case, `many`
that of articles on several events, `one_event` what so many articles on one event take. Other work on the machine lengthens
the seconds, and little but the processor seconds compares.

"""

if __name__ == "__main__":
    main()
