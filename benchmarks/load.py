"""Measure workbench.load: articles per second for text and HTML beside trafilatura on the same pages, and growth.

    uv run python benchmarks/load.py [--articles N] [--json FILE]

The articles are made by this script, from a fixed seed: sentences of common words in several page layouts with
navigation, teasers, comments, captions and footers. Times are CPU seconds of one process, so that other work on
the machine counts little. "F1" compares what is taken for the article with the text that was put there, over runs
of four words; higher is better. Growth is time per article (or per word) beside the smallest size: 1 is linear.
"""

import argparse
import atexit
import json
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from made_news import COMMON
from trafilatura import extract

from workbench.load import load_articles

WORDS = [*COMMON, "12", "45", "1,400"]
WORD = re.compile(r"\w+")
SIZES = (1, 10, 100)


def sentence(draw: random.Random, n_words: int = 0) -> str:
    words = draw.choices(WORDS, k=n_words or draw.randint(8, 28))
    return " ".join(words).capitalize() + "."


def paragraphs(draw: random.Random, n: int) -> list[str]:
    return [" ".join(sentence(draw) for _ in range(draw.randint(1, 4))) for _ in range(n)]


def text_of(seed: int, n_paragraphs: int = 12) -> list[str]:
    return paragraphs(random.Random(seed), n_paragraphs)


def page_of(seed: int, body: list[str]) -> str:
    """Dress an article as a page: the layout goes by the seed."""
    draw = random.Random(seed + 1_000_000)
    layout = LAYOUTS[seed % len(LAYOUTS)]
    menu = "".join(f"<li><a href='/{n}'>{sentence(draw, 2)}</a></li>" for n in range(30))
    teasers = "".join(
        f"<div class='teaser'><h3><a href='/t{n}'>{sentence(draw, 7)}</a></h3><p>{sentence(draw, 12)}</p></div>"
        for n in range(8)
    )
    comments = "".join(f"<li class='comment'><b>Reader {n}</b><p>{sentence(draw)}</p></li>" for n in range(5))
    head = (
        f"<title>{sentence(draw, 7)} | The Paper</title><meta property='og:site_name' content='The Paper'>"
        "<meta property='article:published_time' content='2022-04-02T08:00:00Z'><meta charset='utf-8'>"
    )
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"{layout(draw, body)}<aside class='related'>{teasers}</aside><section class='comments'><ul>{comments}</ul></section>"
        f"<footer><p>Copyright 2024 The Paper. All rights reserved.</p><ul>{menu}</ul></footer></body></html>"
    )


def semantic(draw: random.Random, body: list[str]) -> str:
    figure = f"<figure><img src='a.jpg'><figcaption>{sentence(draw, 9)}</figcaption></figure>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return f"<main><article><h1>{sentence(draw, 7)}</h1><p class='byline'>By A. Reed</p>{figure}{text}</article></main>"


def divisions(draw: random.Random, body: list[str]) -> str:
    text = "".join(f"<p>{paragraph.replace(' the ', ' <a href=x>the</a> ')}</p>" for paragraph in body)
    return f"<div id='content'><h1>{sentence(draw, 7)}</h1><div class='story-body'>{text}</div></div>"


def breaks(draw: random.Random, body: list[str]) -> str:
    return f"<div class='post'><h2>{sentence(draw, 7)}</h2><div class='entry-content'>{'<br><br>'.join(body)}</div></div>"


def table(draw: random.Random, body: list[str]) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return f"<table><tr><td width='20%'>{sentence(draw, 4)}</td><td><h1>{sentence(draw, 7)}</h1>{text}</td></tr></table>"


LAYOUTS: tuple[Callable[[random.Random, list[str]], str], ...] = (semantic, divisions, breaks, table)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def folder_of(files: dict[str, str]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="load-"))
    atexit.register(shutil.rmtree, folder)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def speed(n: int) -> pd.DataFrame:
    texts = {f"{seed:05}.txt": "\n\n".join(text_of(seed)) for seed in range(n)}
    pages = {f"{seed:05}.html": page_of(seed, text_of(seed)) for seed in range(n)}
    text_folder, page_folder = folder_of(texts), folder_of(pages)

    def theirs() -> None:
        for path in sorted(page_folder.iterdir()):
            extract(path.read_bytes(), include_comments=False, with_metadata=True, output_format="json")

    load_articles(page_folder / "00000.html"), extract(pages["00000.html"])  # libraries load when first used
    rows = [
        ("text", "workbench", seconds(lambda: load_articles(text_folder))),
        ("HTML", "workbench", seconds(lambda: load_articles(page_folder))),
        ("HTML", "trafilatura", seconds(theirs)),
    ]
    return pd.DataFrame(
        [
            {"input": kind, "by": by, "articles": n, "articles per second": round(n / taken, 1)}
            for kind, by, taken in rows
        ]
    )


def f1(found: str, wanted: str) -> float:
    a, b = Counter(grams(found)), Counter(grams(wanted))
    shared = sum((a & b).values())
    return 2 * shared / max(1, sum(a.values()) + sum(b.values()))


def grams(text: str) -> Iterator[tuple[str, ...]]:
    words = WORD.findall(text)
    return zip(*(words[n:] for n in range(4)), strict=False)


def accuracy(n: int) -> pd.DataFrame:
    bodies = {seed: text_of(seed) for seed in range(n)}
    pages = {seed: page_of(seed, body) for seed, body in bodies.items()}
    articles = load_articles(folder_of({f"{seed:05}.html": page for seed, page in pages.items()})).articles
    ours = [main_text(row) for row in articles.itertuples()]
    theirs = [extract(page, include_comments=False) or "" for page in pages.values()]
    wanted = ["\n".join(body) for body in bodies.values()]
    return pd.DataFrame(
        [
            {"by": by, "pages": n, "F1": round(sum(map(f1, found, wanted)) / n, 4)}
            for by, found in (("workbench", ours), ("trafilatura", theirs))
        ]
    )


def main_text(row: object) -> str:
    spans = [tuple(map(int, span.split(":"))) for span in str(row.main_spans).split()]
    return "\n".join(row.raw[start:end] for start, end in spans) if spans else str(row.raw)


def growth(n: int) -> pd.DataFrame:
    """Load 1, 10 and 100 times as many articles, and articles 1, 10 and 100 times as long."""
    rows: list[dict[str, object]] = []
    for kind in ("text", "HTML"):
        rows += [measured(kind, "number", times, n * times, 12) for times in SIZES]
        rows += [measured(kind, "length", times, max(2, n // 4), 12 * times) for times in SIZES]
    frame = pd.DataFrame(rows)
    base = frame.groupby(["input", "of"])["seconds per unit"].transform("first")
    return frame.assign(growth=(frame["seconds per unit"] / base).round(2)).drop(columns="seconds per unit")


def measured(kind: str, of: str, times: int, n: int, n_paragraphs: int) -> dict[str, object]:
    bodies = {seed: text_of(seed, n_paragraphs) for seed in range(n)}
    files = (
        {f"{seed}.txt": "\n\n".join(body) for seed, body in bodies.items()}
        if kind == "text"
        else {f"{seed}.html": page_of(seed, body) for seed, body in bodies.items()}
    )
    folder = folder_of(files)
    taken = min(seconds(lambda: load_articles(folder)) for _ in range(3 if n * times < 500 else 1))
    units = sum(map(len, files.values())) if of == "length" else n
    return {
        "input": kind,
        "of": of,
        "times": times,
        "seconds": round(taken, 3),
        "seconds per unit": taken / units,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    tables = {
        "speed": speed(options.articles),
        "accuracy": accuracy(options.articles),
        "growth": growth(max(4, options.articles // 10)),
    }
    for name, frame in tables.items():
        print(f"\n{name}\n{frame.to_string(index=False)}")
    if options.json:
        found = {name: frame.to_dict("records") for name, frame in tables.items()}
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
