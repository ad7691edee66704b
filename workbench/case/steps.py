"""The way of the data as steps: which tables each needs and makes, and how.

A step imports its room when it runs, so that opening a case is fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pandas as pd

from workbench.case.settings import Settings
from workbench.errors import CaseError


class Source(NamedTuple):
    """What the tables of a case come from: its files, and what the analyst says about them."""

    path: Path
    reviews_path: Path
    encoding: str | None
    settings: Settings
    accepted_edits: frozenset[str]


class Step(NamedTuple):
    """One arrow of the way of the data: the tables that it needs and makes, and how.

    ``make`` takes the source of the case and the needed tables in their order, and returns those it makes.
    """

    needs: tuple[str, ...]
    tables: tuple[str, ...]
    doing: str
    make: Callable[..., Sequence[pd.DataFrame]]


def _by(room: str, function: str, *, last: str = "") -> Callable[..., Sequence[pd.DataFrame]]:
    """Return a maker that hands the needed tables to a function of a room, the last one by name if it has one."""

    def make(_source: Source, *tables: pd.DataFrame) -> Sequence[pd.DataFrame]:
        call = getattr(import_module(f"workbench.{room}"), function)
        return (call(*tables[:-1], **{last: tables[-1]}) if last else call(*tables),)

    return make


def _load(source: Source) -> Sequence[pd.DataFrame]:
    from workbench.load import load_articles

    loaded = load_articles(source.path, encoding=source.encoding)
    if loaded.articles.empty:
        raise CaseError(_nothing_readable(source.path, loaded.load_report))
    return loaded


def _nothing_readable(path: Path, report: pd.DataFrame) -> str:
    if report.empty or report["reason"].str.startswith("not an article").all():
        folder = path / "articles" if (path / "articles").is_dir() else path
        return f"'{folder}' is empty: put articles into it (text, HTML, Word, PDF, JSON, …) and try again."
    met = "; ".join(f"{row.path}: {row.reason}" for row in report.head(5).itertuples())
    return f"None of the {len(report)} files in '{path}' can be read. {met}"


def _clean(source: Source, read: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.clean import clean_articles

    articles, edits, fields = clean_articles(
        read, accepted=source.accepted_edits, published=_named_dates(source.settings.published, read)
    )
    return _with_named_agencies(articles, source.settings.agencies), edits, fields


def _named_dates(published: Mapping[str, str], articles: pd.DataFrame) -> dict[str, str]:
    """Return the dates of ``case.toml`` by ``doc_id``; a name that is a file's, with its ending, is the file's articles'."""
    files = {
        doc: PurePosixPath(path).name
        for doc, path in zip(articles["doc_id"], articles["source_file"], strict=True)
    }
    by_file = {doc: published[name] for doc, name in files.items() if name in published}
    return {**by_file, **published}


def misnamed_dates(published: Mapping[str, str], articles: pd.DataFrame) -> list[str]:
    """Say which names of ``[published]`` no article or file has, each with the nearest one that there is.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["storm"], "source_file": ["storm.txt"]})
    >>> misnamed_dates({"storm.txt": "2024-05-01", "strom": "2024-05-02"}, articles)
    ["case.toml: [published] names 'strom', but no article is called so: did you mean 'storm'?"]
    """
    docs = sorted(set(articles["doc_id"]))
    names = {*docs, *(PurePosixPath(path).name for path in articles["source_file"])}
    lines = []
    for name in (name for name in published if name not in names):
        near = get_close_matches(name, docs, n=1, cutoff=0.5)
        hint = f"did you mean '{near[0]}'?" if near else f"the articles are {', '.join(docs[:8])}."
        lines.append(f"case.toml: [published] names '{name}', but no article is called so: {hint}")
    return lines


def _with_named_agencies(articles: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """Add the agencies of ``case.toml`` to the articles that credit or name them."""
    stories = [
        raw[start:end]
        for raw, start, end in zip(articles["raw"], articles["start"], articles["end"], strict=True)
    ]
    named = [
        [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", story)] for story in stories
    ]
    lists = [
        "; ".join(dict.fromkeys([*filter(None, known.split("; ")), *found]))
        for known, found in zip(articles["agencies"], named, strict=True)
    ]
    return articles.assign(agencies=pd.Series(lists, index=articles.index, dtype="str"))


def _reviews(source: Source) -> Sequence[pd.DataFrame]:
    from workbench.ledger import read_reviews

    return (read_reviews(source.reviews_path),)


# Kept on disk under the hash of the input.
KEPT = (
    Step((), ("read_articles", "load_report"), "Reading the articles", _load),
    Step(("read_articles",), ("articles", "edits", "fields"), "Cleaning", _clean),
    Step(
        ("articles", "edits"), ("sentences",), "Splitting into sentences", _by("sentences", "split_sentences")
    ),
    Step(("sentences",), ("words",), "Tagging words", _by("grammar", "tag_words")),
    Step(("sentences", "articles"), ("times",), "Finding dates", _by("times", "tag_times")),
    Step(("articles",), ("readability",), "Scoring readability", _by("readability", "score_readability")),
    Step(("sentences", "articles"), ("found_figures",), "Finding figures", _by("figures", "find_figures")),
    Step(("sentences",), ("links",), "Comparing sentences", _by("compare", "link_sentences")),
    Step(
        ("links", "sentences", "articles"),
        ("relations",),
        "Relating articles",
        _by("compare", "relate_articles"),
    ),
    Step(
        ("relations", "articles", "links", "sentences"),
        ("families",),
        "Finding origins",
        _by("compare", "find_families"),
    ),
    Step(
        ("links", "sentences", "families"),
        ("adds_and_omits",),
        "Listing what each adds and omits",
        _by("compare", "adds_and_omits"),
    ),
    Step(("articles",), ("events",), "Grouping by event", _by("compare", "group_events")),
    Step(("articles",), ("near_duplicates",), "Grouping copies", _by("compare", "group_duplicates")),
    Step(
        ("links", "sentences", "articles"),
        ("drifts",),
        "Looking for changed facts",
        _by("compare", "find_drifts", last="articles"),
    ),
    Step(
        ("found_figures", "links", "sentences"),
        ("grouped_figures",),
        "Grouping figures into claims",
        _by("ledger", "group_claims"),
    ),
)
# These hang on the decisions of the analyst, which may be written at any moment: made anew, never stored.
LIVE = (
    Step((), ("reviews",), "Reading decisions", _reviews),
    Step(("grouped_figures", "reviews"), ("figures",), "Applying decisions", _by("ledger", "apply_reviews")),
    Step(
        ("figures", "articles", "families", "drifts", "reviews"),
        ("ledger",),
        "Building the ledger",
        _by("ledger", "build_ledger", last="reviews"),
    ),
)
STEP_OF = {name: step for step in (*KEPT, *LIVE) for name in step.tables}
