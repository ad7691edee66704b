"""Measure the engine on Dask: grouping from thousands to a million articles, workers, signatures, cost per article.

    python benchmarks/engine.py TASK [--full] [--json FILE]

``grow``        articles grouped into copies and events on two workers: seconds, processor seconds, peak memory,
                precision and recall of pairs, and the slope of log time; ``--full`` goes on to 1,000,000
``signatures``  signatures a second beside rensa alone and datasketch alone, tokenising counted in all
``workers``     figures of the same articles by one worker and by two
``same``        tables of the cluster beside those of one process
``costs``       processor seconds an article of each step, which docs/scale.md reckons with

The articles are made by this script, from a fixed seed (``made_news.py``). Processor seconds are those of all
processes together; on a machine with other work they tell more than seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: a worker is one thread
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd
import psutil
from made_news import Newsroom, score_pairs, write_news

from workbench.case import Case
from workbench.case.by_event import Lot, part_in_lots
from workbench.case.steps import ARTICLE, COLLECTION, EVENT, FOLDER, LIVE, STEPS, Step, make, open_source
from workbench.engine import ENGINE_TABLES, read_output, run_engine
from workbench.engine.cluster import open_cluster

RESULTS = Path(__file__).parent / "results" / "engine.json"
SIZES = (3_000, 10_000, 30_000)
FULL = (10_000, 100_000, 1_000_000)
WORKERS = 2
# The steps that each article costs by itself, by the first table that they make.
STAGES = {"read_articles": "load", "articles": "clean", "sentences": "sentences", "found_figures": "figures"}


class Watch:
    """Seconds, processor seconds and peak memory (private pages) of this process and all that it starts."""

    def __init__(self) -> None:
        self.peak, self._cpu, self._stop = 0, {}, threading.Event()  # type: ignore[var-annotated]
        self.seconds = 0.0

    @property
    def processor_seconds(self) -> float:
        return float(sum(last - first for first, last in self._cpu.values()))

    def _look(self) -> None:
        own, memory = psutil.Process(), 0
        for process in (own, *own.children(recursive=True)):
            try:
                times = process.cpu_times()
                memory += process.memory_full_info().uss
            except psutil.Error:
                continue
            spent = times.user + times.system
            first, _ = self._cpu.get(process.pid, (spent if process == own else 0.0, 0.0))
            self._cpu[process.pid] = (first, spent)
        self.peak = max(self.peak, memory)

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            self._look()

    @contextmanager
    def on(self) -> Iterator[None]:
        """Watch what is done inside."""
        self._look()
        thread = threading.Thread(target=self._watch, daemon=True)
        started = time.perf_counter()
        thread.start()
        try:
            yield
        finally:
            self.seconds = time.perf_counter() - started
            self._stop.set()
            thread.join()
            self._look()


def grow(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    sizes = options.sizes or (FULL if options.full else SIZES)
    earlier = {} if options.sizes is None else read_results(options.json).get("grow", {})
    rows = {row["articles"]: row for row in earlier.get("runs", [])}
    rows |= {n: grouped(folder, n) for n in sizes}
    frame = pd.DataFrame([rows[n] for n in sorted(rows)])
    print(frame.to_string(index=False))
    slopes = {column: slope(frame["articles"], frame[column]) for column in ("seconds", "processor_seconds")}
    print(f"slope of log time, {frame['articles'].iloc[0]:,} to {frame['articles'].iloc[-1]:,}: {slopes}")
    return {"runs": frame.to_dict("records"), "slopes": slopes, "workers": WORKERS}


def grouped(folder: Path, n: int) -> dict[str, Any]:
    path, output = folder / f"news-{n}.parquet", folder / f"groups-{n}"
    origins = made(path, n)
    watch = Watch()
    with watch.on():
        run_engine(
            path, output, tables=["near_duplicates", "events"], cleaned=True, workers=WORKERS, progress=say
        )
    found = read_output(output, "near_duplicates")["group"].to_numpy(dtype=int)
    precision, recall = score_pairs(found, origins)
    return {
        "articles": n,
        "seconds": round(watch.seconds, 1),
        "processor_seconds": round(watch.processor_seconds, 1),
        "peak_GB": round(watch.peak / 1e9, 2),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "copies": int((origins != np.arange(n)).sum()),
        "largest_group": int(np.bincount(found).max()),
    }


def made(path: Path, n: int) -> np.ndarray[Any, Any]:
    """Make the articles, or take those of an earlier run."""
    answers = path.with_suffix(".npy")
    if not answers.exists():
        np.save(answers, write_news(path, n))
    return np.load(answers)


def slope(x: pd.Series, y: pd.Series) -> float:
    return round(float(np.polyfit(np.log(x), np.log(y), 1)[0]), 3)


def signatures(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    from workbench.compare.signatures import sign

    texts = Newsroom().write(2000)["text"].tolist()
    ways: dict[str, Callable[[list[str]], object]] = {
        "workbench": sign,
        "rensa alone": rensa_alone,
        "datasketch alone": datasketch_alone,
    }
    for way in ways.values():
        way(texts[:50])
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(5):  # in turn, so that other work on the machine meets all alike
        for name, way in ways.items():
            started = time.process_time()
            way(texts)
            taken[name].append(time.process_time() - started)
    rates = {name: round(len(texts) / float(np.median(times))) for name, times in taken.items()}
    beside = {name: round(rates["workbench"] / rate, 2) for name, rate in rates.items()}
    print(pd.DataFrame({"signatures a second": rates, "workbench beside it": beside}).to_string())
    return {"a_second": rates, "workbench_beside": beside}


def rensa_alone(texts: list[str]) -> object:
    from rensa import RMinHash

    return [one.digest() for one in map(_rensa, texts, [RMinHash] * len(texts))]


def _rensa(text: str, minhash: Any) -> Any:
    found = minhash(num_perm=128, seed=7)
    found.update(shingles(text))
    return found


def datasketch_alone(texts: list[str]) -> object:
    from datasketch import MinHash

    sets = [[shingle.encode() for shingle in shingles(text)] for text in texts]
    return [one.hashvalues for one in MinHash.generator(sets, num_perm=128, seed=7)]


def shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[at : at + 3]) for at in range(max(len(words) - 2, 1))]


def workers(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Find the figures of the same articles by one worker and by two that have loaded what they need."""
    n = 10_000 if options.full else 1500
    path, few = folder / "figures.parquet", folder / "few.parquet"
    write_news(path, n, figures=True)
    write_news(few, 80, figures=True)
    taken = {number: figures_by(path, few, folder, number) for number in (1, 2)}
    times = round(taken[1] / taken[2], 2)
    print(f"figures of {n:,} articles: {taken[1]:.1f} s by 1 worker, {taken[2]:.1f} s by 2, {times} times")
    return {"articles": n, "seconds": taken, "times": times}


def figures_by(path: Path, few: Path, folder: Path, n_workers: int) -> float:
    marks: list[float] = []

    def note(line: str) -> None:
        if line.startswith("Cleaning and finding figures") and not marks:
            marks.append(time.perf_counter())

    with open_cluster(workers=n_workers) as client:
        scheduler = client.scheduler_info()["address"]
        wanted: dict[str, Any] = {"tables": ["found_figures"], "scheduler": scheduler}
        run_engine(few, folder / f"few-{n_workers}", size=5, **wanted)
        run_engine(path, folder / f"figures-{n_workers}", size=100, progress=note, **wanted)
        return round(time.perf_counter() - marks[0], 1)


def same(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    path = folder / "same.parquet"
    write_news(path, 150, figures=True)
    done = run_engine(path, folder / "same", workers=WORKERS, size=40)
    case = Case(path, cache=False)
    equal = {name: read_output(done.folder, name).equals(case.table(name)) for name in ENGINE_TABLES}
    print(f"tables of {done.n_articles} articles: {sum(equal.values())} of {len(equal)} identical")
    for name in (name for name, same_table in equal.items() if not same_table):
        print(f"  {name} differs")
    return {"articles": done.n_articles, "identical": equal}


def costs(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    from workbench.compare.events import count_terms, weigh
    from workbench.compare.signatures import band_keys, sign

    n = options.articles
    path, few = folder / "costs.parquet", folder / "few.parquet"
    write_news(path, n, figures=True)
    write_news(few, 5, figures=True)
    Case(few, cache=False).table("ledger")  # what is loaded once is no cost of an article
    source, spent = open_source(path), Counter[str]()
    tables: dict[str, pd.DataFrame] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        result = work()
        spent[name] += time.process_time() - started
        return result

    def run(step: Step, held: dict[str, pd.DataFrame], lots: dict[str, Lot]) -> None:
        needed = [held[name] for name in step.needs]
        held |= dict(zip(step.tables, make(step, source, needed, lots), strict=True))

    for step in STEPS:
        if step.over in (FOLDER, ARTICLE) or step.tables[0] in ("near_duplicates", "events"):
            timed(STAGES.get(step.tables[0], "others"), lambda step=step: run(step, tables, {}))
    texts = tables["articles"]["text"].tolist()
    timed("signatures", lambda: band_keys(sign(texts)))
    counts = timed("sketches", lambda: count_terms(texts))
    timed("sketches", lambda: weigh(counts, counts.seen))
    events = tables["events"]
    shared = events["event"].duplicated(keep=False).to_numpy()
    of_one, n_claims = {}, 0
    for kind, chosen in (("in an event with others", shared), ("alone", ~shared)):
        held = of_articles(tables, set(events.loc[chosen, "doc_id"]))
        lots = dict(zip(held["events"]["doc_id"], part_in_lots(held["events"]["event"]), strict=True))
        before = spent["ledger"]
        for step in STEPS:
            if step.over == EVENT or (step in LIVE and step.over == COLLECTION):
                timed("ledger", lambda step=step, held=held, lots=lots: run(step, held, lots))
        of_one[kind] = (spent["ledger"] - before) / max(int(chosen.sum()), 1)
        n_claims += len(held["ledger"])
    sizes = {"text": int(tables["articles"]["text"].str.len().mean())}
    names = {"articles": "articles", "sentences": "sentences", "figures": "found_figures"}
    sizes |= {name: bytes_of(tables[table]) for name, table in names.items()}
    milliseconds = {
        stage: round(1000 * spent[stage] / n, 3)
        for stage in (*STAGES.values(), "signatures", "sketches", "ledger")
    }
    found = tables["found_figures"]
    print(pd.Series(milliseconds, name="ms an article").to_string())
    print(f"bytes an article: {sizes}; {len(found) / n:.1f} figures and {n_claims / n:.1f} claims an article")
    ledgers = {kind: round(1000 * seconds, 1) for kind, seconds in of_one.items()}
    print(f"ms of the ledger, of an article {ledgers}")
    return {
        "articles": n,
        "milliseconds": milliseconds,
        "ledger_milliseconds": ledgers,
        "bytes": sizes,
        "figures": round(len(found) / n, 1),
    }


def of_articles(tables: dict[str, pd.DataFrame], doc_ids: set[str]) -> dict[str, pd.DataFrame]:
    """Return the tables with the rows of some articles."""
    return {
        name: frame[frame["doc_id"].isin(doc_ids)].reset_index(drop=True)
        if "doc_id" in frame and name != "load_report"
        else frame
        for name, frame in tables.items()
    }


def bytes_of(frame: pd.DataFrame) -> int:
    """Bytes a row of the articles in memory, as a shuffle moves it."""
    return int(frame.memory_usage(deep=True, index=False).sum() / frame["doc_id"].nunique())


def say(line: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


TASKS = {task.__name__: task for task in (grow, signatures, workers, same, costs)}


def machine() -> dict[str, Any]:
    """Say what the figures are taken on, and how many other processes were at work."""
    return {
        "processors": os.cpu_count(),
        "memory_GB": round(psutil.virtual_memory().total / 2**30),
        "others_at_work": round(os.getloadavg()[0], 1),
    }


def read_results(path: Path | None) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8")) if path and path.exists() else {}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--full", action="store_true", help="the long measurements: up to 1,000,000 articles")
    parser.add_argument("--sizes", type=int, nargs="+", help="grow: these sizes, beside those in the file")
    parser.add_argument("--articles", type=int, default=400, help="costs: of so many articles")
    parser.add_argument("--folder", type=Path, help="keep what is made here, and use what is there")
    parser.add_argument("--json", type=Path, help="add the result to this file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="engine-") as folder:
        on = machine()
        result = TASKS[options.task](options.folder or Path(folder), options) | {"machine": on}
    if options.json:
        kept = read_results(options.json) | {options.task: result}
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
