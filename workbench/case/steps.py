"""The way of the data as steps: which tables each needs and makes, and how.

A step imports its room when it runs, so that opening a case is fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from workbench.case.settings import Settings
from workbench.case.told import of_articles, tell_of_articles
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

    published = of_articles(source.settings.published, read)
    articles, edits, fields = clean_articles(read, accepted=source.accepted_edits, published=published)
    told = tell_of_articles(articles, source.settings)
    return _with_named_agencies(told, source.settings.agencies), edits, fields


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


def _claims(_source: Source, *tables: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.ledger.claims import claim_figures

    return claim_figures(*tables)


def _ledger(source: Source, *tables: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.ledger import build_ledger

    figures, articles, families, drifts, links, sentences, accounts, reviews = tables
    ledger = build_ledger(
        figures, articles, families, drifts, links=links, sentences=sentences, accounts=accounts,
        reviews=reviews, question=source.settings.question,
    )  # fmt: skip
    return (ledger,)


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
        ("grouped_figures", "accounts"),
        "Grouping figures into claims",
        _claims,
    ),
)
# These hang on the decisions of the analyst, which may be written at any moment: made anew, never stored.
LIVE = (
    Step((), ("reviews",), "Reading decisions", _reviews),
    Step(
        ("grouped_figures", "reviews", "articles", "sentences"),
        ("figures",),
        "Applying decisions",
        _by("ledger", "apply_reviews"),
    ),
    Step(
        ("figures", "articles", "families", "drifts", "links", "sentences", "accounts", "reviews"),
        ("ledger",),
        "Building the ledger",
        _ledger,
    ),
)
STEP_OF = {name: step for step in (*KEPT, *LIVE) for name in step.tables}
