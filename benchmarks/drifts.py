"""Export drifts, copied passages and same-event groups for a scorer, and say how long they took.

    uv run python benchmarks/drifts.py drift CASE_OR_PAIRS -o PRED.jsonl
    uv run python benchmarks/drifts.py spans PAIRS -o PRED.jsonl
    uv run python benchmarks/drifts.py groups ARTICLES -o PRED.jsonl

CASE is what ``workbench`` takes. PAIRS is a JSONL of {"id", "a", "b"}: each pair is a case of two articles, ID#a
and ID#b, read and cleaned like any other. ARTICLES is a JSONL of {"id", "text"}. What is written:

- drift: {"doc", "start", "end", "kind"}, a place where the article changed a fact; the story of a file is not told;
- spans: {"id", "spans": [{"a_start", "a_end", "b_start", "b_end"}]}, passages that both texts have;
- groups: {"id", "group"}, the event that an article reports.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.case import Case
from workbench.clean import clean_articles
from workbench.compare import find_drifts, find_passages, group_events, link_sentences
from workbench.load import load_articles
from workbench.sentences import split_sentences

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def drift_rows(path: Path) -> Iterator[Row]:
    if path.suffix == ".jsonl" and "a" in read_rows(path)[0]:
        frames = pair_drifts(path)
    else:
        frames = iter([Case(path, cache=False).drifts])
    for frame in frames:
        for row in frame.itertuples():
            yield {
                "doc": file_of(row.doc_id),
                "start": int(row.start),
                "end": int(row.end),
                "kind": row.kind,
            }


def file_of(doc_id: str) -> str:
    name, _, story = doc_id.rpartition("#")
    return name if story.isdigit() else doc_id


def pair_drifts(path: Path) -> Iterator[pd.DataFrame]:
    pairs = read_rows(path)
    articles, edits, _ = clean_articles(load_pairs(pairs))
    sentences = split_sentences(articles, edits)
    by_article = dict(list(sentences.groupby("doc_id", sort=False)))
    for pair in pairs:
        both = [by_article[key] for key in (f"{pair['id']}#a", f"{pair['id']}#b") if key in by_article]
        if len(both) == 2:
            mine = pd.concat(both, ignore_index=True)
            yield find_drifts(link_sentences(mine), mine)


def load_pairs(pairs: list[Row]) -> pd.DataFrame:
    """Read the texts of pairs through the front door; a text that several pairs share is an article of each."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        rows = ({"id": f"{pair['id']}#{side}", "text": pair[side]} for pair in pairs for side in "ab")
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return load_articles(file).articles


def span_rows(path: Path) -> Iterator[Row]:
    for pair in read_rows(path):
        yield {"id": pair["id"], "spans": find_passages(pair["a"], pair["b"]).to_dict("records")}


def group_rows(path: Path) -> Iterator[Row]:
    rows = read_rows(path)
    articles = pd.DataFrame(
        {"doc_id": [row["id"] for row in rows], "headline": "", "text": [row["text"] for row in rows]}
    )
    for row in group_events(articles).itertuples():
        yield {"id": row.doc_id, "group": int(row.event)}


TASKS = {"drift": drift_rows, "spans": span_rows, "groups": group_rows}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("input", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    began = time.perf_counter()
    rows = list(TASKS[given.task](given.input))
    seconds = time.perf_counter() - began
    given.output.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} rows in {seconds:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
