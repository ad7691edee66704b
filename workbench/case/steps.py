"""The way of the data as steps: which tables each needs and makes, of how many articles at once, and how.

The list is the same for a case and for the engine; both run its steps by :func:`make`. A step imports its room when
it runs, so that opening a case is fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from workbench.case.by_event import Lot, joined_by_claims, nothing_of_pairs, rows_by_lot, stack
from workbench.case.progress import Pace
from workbench.case.settings import Settings, of_articles, read_settings, tell_of_articles, with_decided
from workbench.errors import CaseError
from workbench.tables import TABLES, empty

if TYPE_CHECKING:
    from workbench.analysis import Analysis
    from workbench.store import Parts

Grouper = Callable[[pd.DataFrame], pd.DataFrame]
"""From the columns doc_id, headline and text of ``articles`` to the table ``events``."""

# What a step is made of at once. Whoever has all articles in one process may give a step more than it asks for, but
# for EVENT: what compares articles is made for each event by itself, so that its rows do not depend on other events.
FOLDER, ARTICLE, COLLECTION, EVENT = "folder", "article", "collection", "event"


class Shared:
    """What steps of one process hand on beside the tables; another process begins with nothing."""

    @cached_property
    def analysis(self) -> Analysis:
        """What is known of the sentences: each is analysed once, by whichever step asks first."""
        from workbench.analysis import Analysis

        return Analysis()

    def __reduce__(self) -> tuple[type[Shared], tuple[()]]:
        return Shared, ()


class Source(NamedTuple):
    """What the tables come from: files, and what the analyst says about them.

    ``group`` says which articles report one event; None is :func:`workbench.compare.group_events`. ``cleaned``: the
    texts are clean bodies already. ``reserved`` are names of articles that stand in other batches, ``lot`` says which
    articles a step is given.
    """

    path: Path
    reviews_path: Path
    encoding: str | None
    settings: Settings
    shared: Shared
    accepted_edits: frozenset[str] = frozenset()
    put_back: frozenset[str] = frozenset()
    group: Grouper | None = None
    cleaned: bool = False
    reserved: Collection[str] = ()
    lot: Lot = Lot()


def open_source(
    path: Path, *, encoding: str | None = None, group: Grouper | None = None, cleaned: bool = False
) -> Source:
    """Return the source of a case folder, a folder of articles or a file, before any decision is read.

    Raises
    ------
    CaseError
        If its ``case.toml`` cannot be understood.
    """
    settings = read_settings(path / "case.toml")
    reviews = (path if path.is_dir() else path.parent) / "reviews.csv"
    encoding = encoding or settings.encoding or None
    return Source(path, reviews, encoding, settings, Shared(), group=group, cleaned=cleaned)


def decided(source: Source, reviews: pd.DataFrame) -> Source:
    """Return the source with what people decided before anything is read: edits accepted, and what holds of articles."""
    from workbench.ledger import decisions_that_stand

    reviews = decisions_that_stand(reviews)
    last = reviews[reviews["decision"].isin(("accept", "put_back"))].drop_duplicates("subject", keep="last")
    accepted, back = (
        frozenset(last.loc[last["decision"] == decision, "subject"]) for decision in ("accept", "put_back")
    )
    return source._replace(
        accepted_edits=accepted, put_back=back, settings=with_decided(source.settings, reviews)
    )


class Step(NamedTuple):
    """One arrow of the way of the data: the tables that it needs and makes, and how.

    ``make`` takes the source and the needed tables in their order, and returns those it makes; ``over`` says of how
    much at once, ``of_pairs`` that a lone article has no rows in them.
    """

    needs: tuple[str, ...]
    tables: tuple[str, ...]
    doing: str
    over: str
    make: Callable[..., Sequence[pd.DataFrame]]
    of_pairs: bool = False


def shape(name: str) -> str:
    """Return the documented table whose columns a table has: some stand for a stage on the way to one.

    Examples
    --------
    >>> shape("grouped_figures"), shape("links")
    ('figures', 'links')
    """
    return name if name in TABLES else name.partition("_")[2]


def make(
    step: Step,
    source: Source,
    needed: Sequence[pd.DataFrame],
    lot_of: Mapping[str, Lot],
    *,
    parts: Parts | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> list[pd.DataFrame]:
    """Make the tables of a step, those that compare articles lot by lot.

    Parameters
    ----------
    step
        One of :data:`STEPS`.
    source
        What the tables come from.
    needed
        The tables that the step needs, in its order.
    lot_of
        The lot of each article, for a step that works event by event.
    parts
        What was made of single articles and events before; without it all is made anew.
    tell
        Is called now and then with a line that says how much is done.
    """
    if step.over == ARTICLE and parts and len(step.tables) == 1:
        return [_make_of_articles(step, source, needed, parts, tell)]
    if step.over != EVENT:
        return list(step.make(source, *needed))
    if "figures" in step.needs:
        lot_of = joined_by_claims(lot_of, needed[step.needs.index("figures")])
    by_lot = [rows_by_lot(frame, lot_of) for frame in needed]
    lots, pace, made = sorted(set(lot_of.values())), Pace(), []
    for number, lot in enumerate(lots):
        if pace.is_due:
            done, whole = (sum(one.n_articles**2 for one in some) for some in (lots[:number], lots))
            tell(f"{step.doing}: event {pace.told(number, len(lots), work=done / whole)}")
        made.append(_make_of_lot(step, source._replace(lot=lot), [part[lot] for part in by_lot], parts))
    made = made or [[empty(shape(name)) for name in step.tables]]
    return [put_together([tables[at] for tables in made], name) for at, name in enumerate(step.tables)]


def _make_of_articles(
    step: Step, source: Source, needed: Sequence[pd.DataFrame], parts: Parts, tell: Callable[[str], None]
) -> pd.DataFrame:
    pace = Pace()

    def told(done: int, whole: int) -> None:
        if pace.is_due:
            tell(f"{step.doing}: article {pace.told(done, whole)}")

    return parts.of_each(step.tables[0], needed, lambda given: step.make(source, *given)[0], tell=told)


def put_together(parts: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    """Return parts of a table as the whole one, in its order."""
    whole = stack(parts, shape(name))
    if name != "ledger" or len(parts) == 1:
        return whole
    from workbench.ledger import in_order

    return in_order(whole)


def _make_of_lot(
    step: Step, source: Source, needed: Sequence[pd.DataFrame], parts: Parts | None
) -> Sequence[pd.DataFrame]:
    nothing = nothing_of_pairs(source.lot, [shape(name) for name in step.tables]) if step.of_pairs else None
    if nothing is not None or parts is None:
        return step.make(source, *needed) if nothing is None else nothing
    given = [*needed, pd.DataFrame([source.lot])]
    return parts.of_all(step.tables, given, lambda: list(step.make(source, *needed)))


def _by(
    room: str, function: str, *, last: str = "", analysed: bool = False
) -> Callable[..., Sequence[pd.DataFrame]]:
    """Return a maker that hands the needed tables to a function of a room, the last one by name if it has one.

    One that looks at what is ``analysed`` in the sentences is handed that as well.
    """

    def make(source: Source, *tables: pd.DataFrame) -> Sequence[pd.DataFrame]:
        call = getattr(import_module(f"workbench.{room}"), function)
        if analysed:
            call = partial(call, analysis=source.shared.analysis)
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

    if source.cleaned:
        n_words = read["raw"].str.split().str.len()
        return read.assign(text=read["raw"], n_words=n_words), empty("edits"), empty("fields")
    articles, edits, fields = clean_articles(
        read,
        accepted=source.accepted_edits,
        put_back=source.put_back,
        published=of_articles(source.settings.published, read),
        reserved=source.reserved,
    )
    told = _with_named_agencies(tell_of_articles(articles, source.settings), source.settings.agencies)
    out = of_articles(source.settings.left_out, told)
    return [frame[~frame["doc_id"].isin(out)].reset_index(drop=True) for frame in (told, edits, fields)]


def _links(source: Source, sentences: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.compare import link_sentences
    from workbench.ledger import without_unlinked

    return (without_unlinked(link_sentences(sentences), source.settings.unlinked),)


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


def _group(source: Source, articles: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.compare import group_events

    return ((source.group or group_events)(articles),)


def _families(source: Source, *tables: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.compare import find_families

    found = find_families(*tables)
    return (found.assign(family=source.lot.prefix + found["family"]) if source.lot.prefix else found,)


def _claims(source: Source, *tables: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.ledger.claims import claim_figures

    return claim_figures(*tables, analysis=source.shared.analysis)


def _ledger(source: Source, *tables: pd.DataFrame) -> Sequence[pd.DataFrame]:
    from workbench.ledger import build_ledger

    figures, articles, families, drifts, links, sentences, accounts, reviews = tables
    ledger = build_ledger(
        figures, articles, families, drifts, links=links, sentences=sentences, accounts=accounts,
        reviews=reviews, question=source.settings.question,
    )  # fmt: skip
    said = source.lot.warning
    warned = [f"{text}; {said}" if text else said for text in ledger["warnings"]] if said else None
    return (ledger if warned is None else ledger.assign(warnings=warned),)


# Kept on disk under the hash of the input.
KEPT = (
    Step((), ("read_articles", "load_report"), "Reading the articles", FOLDER, _load),
    Step(("read_articles",), ("articles", "edits", "fields"), "Cleaning", ARTICLE, _clean),
    Step(
        ("articles", "edits"),
        ("sentences",),
        "Splitting into sentences",
        ARTICLE,
        _by("sentences", "split_sentences"),
    ),
    Step(("sentences",), ("words",), "Tagging words", ARTICLE, _by("analysis", "tag_words", analysed=True)),
    Step(
        ("sentences", "articles"),
        ("times",),
        "Finding dates",
        ARTICLE,
        _by("analysis", "tag_times", analysed=True),
    ),
    Step(
        ("articles",),
        ("readability",),
        "Scoring readability",
        ARTICLE,
        _by("readability", "score_readability"),
    ),
    Step(
        ("sentences", "articles"),
        ("found_figures",),
        "Finding figures",
        ARTICLE,
        _by("figures", "find_figures", analysed=True),
    ),
    Step(
        ("articles",), ("near_duplicates",), "Grouping copies", COLLECTION, _by("compare", "group_duplicates")
    ),
    Step(("articles",), ("events",), "Grouping by event", COLLECTION, _group),
    Step(
        ("sentences",),
        ("links",),
        "Comparing sentences",
        EVENT,
        _links,
        of_pairs=True,
    ),
    Step(
        ("links", "sentences", "articles"),
        ("relations",),
        "Relating articles",
        EVENT,
        _by("compare", "relate_articles"),
        of_pairs=True,
    ),
    Step(("relations", "articles", "links", "sentences"), ("families",), "Finding origins", EVENT, _families),
    Step(
        ("links", "sentences", "families"),
        ("adds_and_omits",),
        "Listing what each adds and omits",
        EVENT,
        _by("compare", "adds_and_omits"),
    ),
    Step(
        ("links", "sentences", "articles"),
        ("found_drifts",),
        "Looking for changed facts",
        EVENT,
        _by("compare", "find_drifts", last="articles", analysed=True),
        of_pairs=True,
    ),
    Step(
        ("found_figures", "links", "sentences", "articles"),
        ("grouped_figures", "accounts"),
        "Grouping figures into claims",
        EVENT,
        _claims,
    ),
)
# These hang on the decisions of the analyst, which may be written at any moment: made anew with each, and kept only
# where a report hands them on (:meth:`~workbench.case.Case.hand_on`).
LIVE = (
    Step((), ("reviews",), "Reading decisions", FOLDER, _reviews),
    Step(
        ("grouped_figures", "reviews", "articles", "sentences"),
        ("figures",),
        "Applying decisions",
        COLLECTION,
        _by("ledger", "apply_reviews"),
    ),
    Step(
        ("found_drifts", "reviews"),
        ("drifts",),
        "Applying decisions on changed facts",
        COLLECTION,
        _by("ledger", "apply_drift_reviews"),
    ),
    Step(
        ("figures", "articles", "families", "drifts", "links", "sentences", "accounts", "reviews"),
        ("ledger",),
        "Building the ledger",
        EVENT,
        _ledger,
    ),
    Step(
        ("figures", "articles", "families", "links", "sentences", "accounts", "grouped_figures", "reviews"),
        ("dependence",),
        "Looking for what verdicts depend on",
        EVENT,
        _by("ledger", "find_dependence"),
    ),
    Step(
        ("figures", "articles", "families", "links", "sentences", "accounts"),
        ("stemma",),
        "Tracing statements",
        EVENT,
        _by("ledger", "trace_statements"),
    ),
)
STEPS = (*KEPT, *LIVE)
STEP_OF = {name: step for step in STEPS for name in step.tables}


def steps_for(tables: Iterable[str]) -> list[Step]:
    """Return the steps that make the tables and all that they need, in their order.

    Examples
    --------
    >>> [step.tables for step in steps_for(["sentences"])][1:]
    [('articles', 'edits', 'fields'), ('sentences',)]
    """
    wanted = set(tables)
    for step in reversed(STEPS):
        if wanted & {*step.tables}:
            wanted |= {*step.needs} | ({"events"} if step.over == EVENT else set())
    return [step for step in STEPS if wanted & {*step.tables}]
