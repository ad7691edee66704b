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

from workbench.engine import ENGINE_TABLES, read_output, run_alone, run_engine
from workbench.engine.cluster import open_cluster

RESULTS = Path(__file__).parent / "results" / "engine.json"
SIZES = (3_000, 10_000, 30_000)
FULL = (10_000, 100_000, 1_000_000)
WORKERS = 2


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
    alone = run_alone(path)
    equal = {name: read_output(done.folder, name).equals(alone[name]) for name in ENGINE_TABLES}
    print(f"tables of {done.n_articles} articles: {sum(equal.values())} of {len(equal)} identical")
    for name in (name for name, same_table in equal.items() if not same_table):
        print(f"  {name} differs")
    return {"articles": done.n_articles, "identical": equal}


def costs(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    from workbench.clean import clean_articles
    from workbench.compare.signatures import band_keys, sign
    from workbench.compare.sketches import count_terms, weigh
    from workbench.engine.alone import group_alone
    from workbench.engine.ledgers import compare_events
    from workbench.figures import find_figures
    from workbench.load import load_articles
    from workbench.sentences import split_sentences

    n = 400
    path = folder / "costs.parquet"
    write_news(path, n, figures=True)
    load_articles(path)
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[[], Any]) -> Any:
        started = time.process_time()
        result = work()
        spent[step] = spent.get(step, 0.0) + time.process_time() - started
        return result

    find_figures(split_sentences(*clean_articles(load_articles(path).articles.head(5))[:2]))
    read = timed("load", lambda: load_articles(path).articles)
    articles, edits, _ = timed("clean", lambda: clean_articles(read))
    sentences = timed("sentences", lambda: split_sentences(articles, edits))
    found = timed("figures", lambda: find_figures(sentences, articles))
    texts = articles["text"].tolist()
    timed("signatures", lambda: band_keys(sign(texts)))
    counts = timed("sketches", lambda: count_terms(texts))
    timed("sketches", lambda: weigh(counts, counts.seen))
    placed = group_alone(articles, sentences, found)
    shared = placed[0]["_event"].duplicated(keep=False)
    events = set(placed[0].loc[shared, "_event"])
    with_others = [frame[frame["_event"].isin(events)] for frame in placed]
    lonely = [frame[~frame["_event"].isin(events)] for frame in placed]
    n_claims = len(timed("ledger", lambda: compare_events(*with_others))["ledger"])
    others, spent["ledger"] = spent["ledger"], 0.0
    n_claims += len(timed("ledger", lambda: compare_events(*lonely))["ledger"])
    of_one = {
        "in an event with others": others / int(shared.sum()),
        "alone": spent["ledger"] / int((~shared).sum()),
    }
    spent["ledger"] += others
    sizes = {
        "text": int(articles["text"].str.len().mean()),
        "articles": bytes_of(articles),
        "sentences": bytes_of(sentences),
        "figures": bytes_of(found),
    }
    milliseconds = {step: round(1000 * seconds / n, 3) for step, seconds in spent.items()}
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
