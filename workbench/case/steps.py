"""The way of the data as steps: which tables each needs and makes, and how.

A step imports its room when it runs, so that opening a case is fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from workbench.errors import CaseError

if TYPE_CHECKING:
    from workbench.case.case import Case


class Step(NamedTuple):
    """One arrow of the way of the data: the tables that it needs and makes, and how."""

    needs: tuple[str, ...]
    tables: tuple[str, ...]
    doing: str
    make: Callable[[Case], Sequence[pd.DataFrame]]


def _load(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.load import load_articles

    loaded = load_articles(case.path, encoding=case.encoding)
    if loaded.articles.empty:
        raise CaseError(_nothing_readable(case.path, loaded.load_report))
    return loaded


def _nothing_readable(path: Path, report: pd.DataFrame) -> str:
    if report.empty:
        return f"'{path}' is empty: put articles into it (text, HTML, Word, PDF, JSON, …) and try again."
    met = "; ".join(f"{row.path}: {row.reason}" for row in report.head(5).itertuples())
    return f"None of the {len(report)} files in '{path}' can be read. {met}"


def _clean(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.clean import clean_articles

    articles, edits, fields = clean_articles(case.table("read_articles"), accepted=case.accepted_edits)
    known = _with_known_dates(articles, case.settings.published)
    return _with_named_agencies(known, case.settings.agencies), edits, fields


def _with_known_dates(articles: pd.DataFrame, published: dict[str, str]) -> pd.DataFrame:
    """Fill in the publication dates that the analyst gave in ``case.toml``: they know more than the file."""
    known = articles["doc_id"].isin(published)
    return articles.assign(
        date_published=articles["date_published"].mask(
            known, articles["doc_id"].map(published).astype("str")
        ),
        date_basis=articles["date_basis"].mask(known, "given in case.toml"),
    )


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


def _sentences(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.sentences import split_sentences

    return (split_sentences(case.articles, case.edits),)


def _words(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.grammar import tag_words

    return (tag_words(case.sentences),)


def _times(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.times import tag_times

    return (tag_times(case.sentences, case.articles),)


def _readability(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.readability import score_readability

    return (score_readability(case.articles),)


def _find_figures(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.figures import find_figures

    return (find_figures(case.sentences, case.articles),)


def _links(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.compare import link_sentences

    return (link_sentences(case.sentences),)


def _relations(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.compare import relate_articles

    return (relate_articles(case.links, case.sentences, case.articles),)


def _families(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.compare import find_families

    return (find_families(case.relations, case.articles, case.links, case.sentences),)


def _events(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.compare import group_events

    return (group_events(case.articles),)


def _adds_and_omits(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.compare import adds_and_omits

    return (adds_and_omits(case.links, case.sentences, case.families),)


def _drifts(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.compare import find_drifts

    return (find_drifts(case.links, case.sentences, articles=case.articles),)


def _claims(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.ledger import group_claims

    return (group_claims(case.table("found_figures"), case.links, case.sentences),)


def _reviews(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.ledger import read_reviews

    return (read_reviews(case.reviews_path),)


def _decide(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.ledger import apply_reviews

    return (apply_reviews(case.table("grouped_figures"), case.reviews),)


def _ledger(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.ledger import build_ledger

    return (build_ledger(case.figures, case.articles, case.families, case.drifts, reviews=case.reviews),)


# Kept on disk under the hash of the input.
KEPT = (
    Step((), ("read_articles", "load_report"), "Reading the articles", _load),
    Step(("read_articles",), ("articles", "edits", "fields"), "Cleaning", _clean),
    Step(("articles", "edits"), ("sentences",), "Splitting into sentences", _sentences),
    Step(("sentences",), ("words",), "Tagging words", _words),
    Step(("sentences", "articles"), ("times",), "Finding dates", _times),
    Step(("articles",), ("readability",), "Scoring readability", _readability),
    Step(("sentences", "articles"), ("found_figures",), "Finding figures", _find_figures),
    Step(("sentences",), ("links",), "Comparing sentences", _links),
    Step(("links", "sentences", "articles"), ("relations",), "Relating articles", _relations),
    Step(("relations", "articles", "links", "sentences"), ("families",), "Finding origins", _families),
    Step(
        ("links", "sentences", "families"),
        ("adds_and_omits",),
        "Listing what each adds and omits",
        _adds_and_omits,
    ),
    Step(("articles",), ("events",), "Grouping by event", _events),
    Step(("links", "sentences", "articles"), ("drifts",), "Looking for changed facts", _drifts),
    Step(
        ("found_figures", "links", "sentences"),
        ("grouped_figures",),
        "Grouping figures into claims",
        _claims,
    ),
)
# These hang on the decisions of the analyst, which may be written at any moment: made anew, never stored.
LIVE = (
    Step((), ("reviews",), "Reading decisions", _reviews),
    Step(("grouped_figures", "reviews"), ("figures",), "Applying decisions", _decide),
    Step(
        ("figures", "articles", "families", "drifts", "reviews"), ("ledger",), "Building the ledger", _ledger
    ),
)
STEP_OF = {name: step for step in (*KEPT, *LIVE) for name in step.tables}
