"""Measure the comparison of articles: predictions in the form of the public scorers, and speed beside difflib.

Run from the project's root: ``python benchmarks/reuse.py TASK INPUT [-o OUTPUT.jsonl]``.

``links``      INPUT: folder of articles or ``derived`` JSONL → links between sentences, for ``align``
``relations``  INPUT: ``derived`` JSONL → wholly, partially or non and the share, for ``pairs``
``answers``    INPUT: ``short_answers`` JSONL → cut, light, heavy or non, for ``pairs``
``paraphrase`` INPUT: ``paraphrase`` JSONL → probability that two passages are one reworked, for ``pairs``
``speed``      INPUT: folder of articles or JSONL → pairs of articles a second in one run, beside difflib over the same sentences
"""

import argparse
import difflib
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from workbench.compare import grade_reuse, link_sentences, match_passages, relate_articles
from workbench.tables import as_table, table

# How the public set calls what the workbench calls wholly derived, partly derived and independent.
CLASSES = {"wholly derived": "wholly", "siblings": "wholly", "partly derived": "partially"}


def read(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def sentences_of(row: dict) -> pd.DataFrame:
    """Return the two texts of a row as sentences: one a line, as the set was made."""
    rows = []
    for side in "ab":
        start = 0
        for line in row[side].split("\n"):
            if line.strip():
                rows.append(
                    {
                        "doc_id": f"{row['id']}#{side}",
                        "sentence": len(rows),
                        "start": start,
                        "end": start + len(line),
                        "text": line,
                        "part": "body",
                        "paragraph": len(rows),
                        "breaks": "",
                    }
                )
            start += len(line) + 1
    return as_table(rows, "sentences")


def articles_of(sentences: pd.DataFrame) -> pd.DataFrame:
    blank = {column.name: "" if column.dtype == "str" else 0 for column in table("articles").columns}
    return as_table([blank | {"doc_id": doc_id} for doc_id in sentences["doc_id"].unique()], "articles")


def folder_sentences(folder: Path) -> pd.DataFrame:
    from workbench.clean import clean_articles
    from workbench.load import load_articles
    from workbench.sentences import split_sentences

    cleaned = clean_articles(load_articles(folder).articles)
    return split_sentences(cleaned.articles, cleaned.edits)


def links(path: Path) -> Iterator[dict]:
    frames = [folder_sentences(path)] if path.is_dir() else map(sentences_of, read(path))
    for frame in frames:
        # A second story has its own row, but the scorers know files.
        rename = (lambda doc_id: doc_id.split("#")[0]) if path.is_dir() else str
        for row in link_sentences(frame).itertuples():
            yield {
                "a": {"doc": rename(row.a_doc_id), "start": int(row.a_start), "end": int(row.a_end)},
                "b": {"doc": rename(row.b_doc_id), "start": int(row.b_start), "end": int(row.b_end)},
                "label": row.label,
                "score": row.score,
            }


def relations(path: Path) -> Iterator[dict]:
    for row in read(path):
        sentences = sentences_of(row)
        found = relate_articles(link_sentences(sentences), sentences, articles_of(sentences)).iloc[0]
        label = CLASSES.get(found["relation"], "non" if found["relation"] == "independent" else "unsure")
        yield {"id": row["id"], "label": label, "score": float(found["share_of_b"])}


def answers(path: Path) -> Iterator[dict]:
    for row in read(path):
        graded = grade_reuse(row["a"], row["b"])
        yield {"id": row["id"], "label": graded.label, "score": graded.share}


def paraphrase(path: Path) -> Iterator[dict]:
    for row in read(path):
        yield {"id": row["id"], "score": match_passages(row["a"], row["b"])}


def difflib_over(frame: pd.DataFrame) -> None:
    """Compare every sentence of every two articles by :mod:`difflib`."""
    sides = [group["text"].tolist() for _, group in frame.groupby("doc_id", sort=False)]
    for one, other in itertools.combinations(sides, 2):
        for a, b in itertools.product(one, other):
            difflib.SequenceMatcher(None, a, b).ratio()


def speed(path: Path, n_articles: int = 12) -> Iterator[dict]:
    """Link the first articles of a folder, or the first originals of a set, in one run, and do it by difflib."""
    frame = folder_sentences(path) if path.is_dir() else pd.concat(map(sentences_of, read(path)))
    frame = frame.drop_duplicates(["doc_id", "start"]).drop_duplicates(["text", "start"])
    docs = frame["doc_id"].unique()[:n_articles]
    frame = as_table(frame[frame["doc_id"].isin(docs)], "sentences")
    n_pairs = len(docs) * (len(docs) - 1) // 2
    link_sentences(frame)  # loads what is loaded once
    ours, theirs = seconds(lambda: link_sentences(frame)), seconds(lambda: difflib_over(frame))
    yield {
        "articles": len(docs),
        "pairs_per_second": round(n_pairs / ours, 1),
        "difflib_pairs_per_second": round(n_pairs / theirs, 1),
        "times_difflib": round(theirs / ours, 1),
    }


def seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


TASKS = {task.__name__: task for task in (links, relations, answers, paraphrase, speed)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("input", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    text = "".join(json.dumps(row) + "\n" for row in TASKS[options.task](options.input))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
