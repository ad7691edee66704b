"""A case: a folder of articles on one event, and every table that follows from it.

:class:`Case` is the one object with state. It knows a folder, computes each table once, when asked, and keeps
it on disk under the hash of the input (:mod:`workbench.store`).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from workbench.errors import CaseError
from workbench.store import Store, input_digest
from workbench.tables import table as table_of

Progress = Callable[[str], None]


class Settings(NamedTuple):
    """What ``case.toml`` says; everything in it is optional."""

    title: str = ""
    question: str = ""
    agencies: tuple[str, ...] = ()
    published: dict[str, str] = {}  # noqa: RUF012  never changed: a NamedTuple has no default factory
    event: dict[str, str] = {}  # noqa: RUF012
    encoding: str = ""


class Step(NamedTuple):
    """One arrow of the way of the data: the tables that it needs and makes, and how."""

    needs: tuple[str, ...]
    tables: tuple[str, ...]
    doing: str
    make: Callable[[Case], Sequence[pd.DataFrame]]


class Case:
    """A folder of articles on one event, and the tables that follow from it.

    Parameters
    ----------
    path
        A case folder (with ``articles/`` and, if wanted, ``case.toml`` and ``reviews.csv``), a bare folder of
        articles, one file, or a JSONL of ``{"id", "text"}`` rows.
    encoding
        How to read text files, where the workbench guesses wrongly.
    progress
        Is called with a line of words before each step that takes time.
    cache
        Whether tables are kept on disk between runs.

    Raises
    ------
    CaseError
        If the path does not exist, or holds nothing that can be read; the message says what was met.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "flood.txt").write_text("The river rose. About 40 houses were flooded.", encoding="utf-8")
    >>> Case(folder, cache=False).figures[["exact", "modifier", "concept"]].values.tolist()
    [['40', 'about', 'houses']]
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        encoding: str | None = None,
        progress: Progress | None = None,
        cache: bool = True,
    ) -> None:
        self.path = Path(path)
        if not self.path.exists():
            raise CaseError(f"There is no folder or file '{path}'. Give a folder of articles, or one file.")
        self.settings = _read_settings(self.path / "case.toml")
        self._encoding = encoding or self.settings.encoding or None
        self._progress: Progress = progress or (lambda line: None)
        self._tables: dict[str, pd.DataFrame] = {}
        self._cache = cache
        self._store: Store | None = None

    def __repr__(self) -> str:
        return f"Case({self.path.name!r})"

    def _repr_html_(self) -> str:
        from html import escape

        question = f"<p>{escape(self.settings.question)}</p>" if self.settings.question else ""
        return f"<p><b>{escape(self.title)}</b></p>{question}"

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, progress: Progress | None = None) -> Case:
        """Open the case that a notebook is meant to be about.

        Parameters
        ----------
        path
            The case; None takes the one that JupyterLab was opened on (``WORKBENCH_CASE``), else the sample.
        progress
            As for :class:`Case`.

        Raises
        ------
        CaseError
            If there is no such case.
        """
        return cls(path or os.environ.get("WORKBENCH_CASE") or sample_folder(), progress=progress)

    @property
    def title(self) -> str:
        """The case's title, from ``case.toml`` or the folder's name."""
        return self.settings.title or self.path.resolve().stem.replace("_", " ").replace("-", " ")

    @property
    def reviews_path(self) -> Path:
        """Where the analyst's decisions are kept."""
        return (self.path if self.path.is_dir() else self.path.parent) / "reviews.csv"

    @property
    def accepted_edits(self) -> frozenset[str]:
        """The flagged edits that the analyst has accepted: they are applied like any other."""
        reviews = self.reviews
        return frozenset(reviews.loc[reviews["decision"] == "accept", "subject"])

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by name, computing it and what it needs if that has not been done.

        Raises
        ------
        TableError
            If there is no such table.
        """
        if name not in self._tables:
            step = _STEP_OF.get(name)
            if step is None:
                table_of(name)  # raises, and lists the tables that exist
                raise CaseError(f"Table '{name}' is not computed from a case.")
            self._fetch(step)
        return self._tables[name]

    def _fetch(self, step: Step) -> None:
        store = self._open_store() if step not in _LIVE else None
        stored = [store.read(name) for name in step.tables] if store else [None]
        if any(frame is None for frame in stored):
            for name in step.needs:
                self.table(name)
            self._progress(step.doing)
            stored = list(step.make(self))
            for name, frame in zip(step.tables, stored, strict=True):
                if store:
                    store.write(name, frame)
        self._tables.update(zip(step.tables, stored, strict=True))

    def _open_store(self) -> Store | None:
        if self._cache and self._store is None:
            settings = f"{self._encoding}\0{sorted(self.accepted_edits)}"
            self._store = Store(input_digest(self._input_files(), extra=settings))
            self._store.prune()
        return self._store

    def _input_files(self) -> list[Path]:
        if not self.path.is_dir():
            return [self.path]
        kept = (Path(root) / name for root, _, names in os.walk(self.path) for name in names)
        return [path for path in kept if path.name not in {"reviews.csv", "reviews.csv.lock"}]

    def forget(self, *names: str) -> None:
        """Drop the named tables, or those that hang on the reviews, so that they are made anew when asked."""
        for name in names or [table for step in _LIVE for table in step.tables]:
            self._tables.pop(name, None)

    def decide(self, subject: str, decision: str, **fields: Any) -> None:
        """Record a decision of the analyst, and let it count from now on.

        Parameters
        ----------
        subject
            ``figure_id``, ``claim_id`` or ``edit_id``.
        decision
            confirm, correct, reject, merge, split, rename, rate or accept.
        **fields
            Further columns of the table ``reviews``: ``note``, ``value_low``, ``concept``, …

        Raises
        ------
        ReviewError
            If the decision is none of these, or cannot be written.
        """
        from workbench.ledger import append_review

        append_review(self.reviews_path, subject, decision, **fields)
        self.forget()

    # The tables, in the order in which the data flows.

    @property
    def articles(self) -> pd.DataFrame:
        """The table ``articles``."""
        return self.table("articles")

    @property
    def load_report(self) -> pd.DataFrame:
        """The table ``load_report``."""
        return self.table("load_report")

    @property
    def edits(self) -> pd.DataFrame:
        """The table ``edits``."""
        return self.table("edits")

    @property
    def fields(self) -> pd.DataFrame:
        """The table ``fields``."""
        return self.table("fields")

    @property
    def sentences(self) -> pd.DataFrame:
        """The table ``sentences``."""
        return self.table("sentences")

    @property
    def words(self) -> pd.DataFrame:
        """The table ``words``."""
        return self.table("words")

    @property
    def times(self) -> pd.DataFrame:
        """The table ``times``."""
        return self.table("times")

    @property
    def readability(self) -> pd.DataFrame:
        """The table ``readability``."""
        return self.table("readability")

    @property
    def figures(self) -> pd.DataFrame:
        """The table ``figures``, grouped into claims, with the analyst's decisions applied."""
        return self.table("figures")

    @property
    def links(self) -> pd.DataFrame:
        """The table ``links``."""
        return self.table("links")

    @property
    def drifts(self) -> pd.DataFrame:
        """The table ``drifts``."""
        return self.table("drifts")

    @property
    def relations(self) -> pd.DataFrame:
        """The table ``relations``."""
        return self.table("relations")

    @property
    def families(self) -> pd.DataFrame:
        """The table ``families``."""
        return self.table("families")

    @property
    def events(self) -> pd.DataFrame:
        """The table ``events``."""
        return self.table("events")

    @property
    def ledger(self) -> pd.DataFrame:
        """The table ``ledger``, with the analyst's decisions applied."""
        return self.table("ledger")

    @property
    def reviews(self) -> pd.DataFrame:
        """The table ``reviews``: the analyst's decisions as they stand in the case folder."""
        return self.table("reviews")


def sample_folder() -> Path:
    """Return the folder of the sample case: beside the package in a checkout, inside it when installed.

    Examples
    --------
    >>> (sample_folder() / "articles").is_dir()
    True
    """
    package = Path(__file__).resolve().parent
    return next(
        (
            folder
            for folder in (package.parent / "data" / "sample", package / "data" / "sample")
            if folder.is_dir()
        ),
        package / "data" / "sample",
    )


def _read_settings(path: Path) -> Settings:
    if not path.is_file():
        return Settings()
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(
            f"{path}: is not valid TOML ({error}). Mend it, or delete it: it is optional."
        ) from error
    return Settings(
        title=str(said.get("title", "")),
        question=str(said.get("question", "")),
        encoding=str(said.get("encoding", "")),
        agencies=tuple(map(str, _section(said, "agencies", path).get("names", ()))),
        published={doc: str(day) for doc, day in _section(said, "published", path).items()},
        event={key: str(value) for key, value in _section(said, "event", path).items()},
    )


def _section(said: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    section = said.get(name, {})
    if not isinstance(section, dict):
        raise CaseError(f"{path}: '{name}' must be a section, [{name}], and not a single value.")
    return section


# --- the way of the data, a step an arrow; functions import their room when first used, so that opening is fast


def _load(case: Case) -> Sequence[pd.DataFrame]:
    from workbench.load import load_articles

    loaded = load_articles(case.path, encoding=case._encoding)
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


_KEPT = (
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
_LIVE = (
    Step((), ("reviews",), "Reading decisions", _reviews),
    Step(("grouped_figures", "reviews"), ("figures",), "Applying decisions", _decide),
    Step(
        ("figures", "articles", "families", "drifts", "reviews"), ("ledger",), "Building the ledger", _ledger
    ),
)
_STEP_OF = {name: step for step in (*_KEPT, *_LIVE) for name in step.tables}
