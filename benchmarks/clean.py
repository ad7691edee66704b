"""Speed of cleaning and of sentence splitting, and how time grows with number and length of the articles.

Run it with ``python benchmarks/clean.py``. The articles are made here from a fixed seed: a page of a news site with
the furniture that such pages have and 20 paragraphs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random
from typing import Any

import pandas as pd

from workbench.clean import clean_articles
from workbench.sentences import split_sentences, split_text
from workbench.tables import empty

WORDS = [
    "the",
    "river",
    "town",
    "storm",
    "officials",
    "said",
    "on",
    "Monday",
    "bridge",
    "road",
    "that",
    "water",
    "rose",
    "after",
    "crews",
    "closed",
    "two",
    "schools",
    "and",
    "300",
    "people",
    "left",
    "homes",
    "near",
    "Arbel",
    "while",
    "rain",
    "fell",
    "over",
    "the",
    "valley",
    "for",
    "a",
    "third",
    "day",
    "in",
    "a",
    "row",
]
TOP = (
    "Menu",
    "Home > News > Region",
    "Storm closes bridge and two schools near Arbel",
    "By Ana Reed",
    "May 4, 2020",
)
END = ("With reporting by AP and Reuters", "Related", "Mayor opens new library wing", "Leave a Reply")


def make_page(chance: Random, paragraphs: int) -> str:
    body = [
        " ".join(
            f"The {' '.join(chance.choices(WORDS, k=chance.randint(9, 26)))}."
            for _ in range(chance.randint(1, 4))
        )
        for _ in range(paragraphs)
    ]
    body.insert(paragraphs // 2, "READ  Ten plants for the balcony")
    return "\n\n".join((*TOP, *body, *END))


def frame(pages: list[str]) -> pd.DataFrame:
    blank = dict.fromkeys(empty("articles").columns)
    return pd.DataFrame([blank | {"doc_id": str(number), "raw": page} for number, page in enumerate(pages)])


def seconds(function: Callable[..., Any], *inputs: Any) -> tuple[float, Any]:
    start = time.perf_counter()
    result = function(*inputs)
    return time.perf_counter() - start, result


def measure(name: str, pages: list[str]) -> None:
    cleaning, cleaned = seconds(clean_articles, frame(pages))
    splitting, sentences = seconds(split_sentences, cleaned.articles, cleaned.edits)
    words = int(cleaned.articles["n_words"].sum())
    print(
        f"{name:28} {len(pages):6} articles {words:9} words  clean {len(pages) / cleaning:8.1f} articles/s "
        f"{words / cleaning:9.0f} words/s  split {len(sentences) / splitting:8.0f} sentences/s"
    )


def main() -> None:
    chance = Random(7)
    measure("warm up", [make_page(chance, 20)])
    for times in (1, 10, 100):
        measure(f"{times} times as many", [make_page(chance, 20) for _ in range(5 * times)])
    for times in (1, 10, 100):
        measure(f"{times} times as long", [make_page(chance, 20 * times)])
    text = [paragraph for _ in range(50) for paragraph in make_page(chance, 40).split("\n\n")]
    taken, spans = seconds(lambda: [span for paragraph in text for span in split_text(paragraph)])
    print(f"split_text alone: {len(spans) / taken:.0f} sentences/s")


if __name__ == "__main__":
    main()
