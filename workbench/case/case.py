"""A case: a folder of articles on one event, and every table that follows from it.

:class:`Case` is the one object with state. It knows a folder, computes each table once, when asked, and keeps
it on disk under the hash of the input (:mod:`workbench.store`).
"""

from __future__ import annotations

import hashlib
import os
import weakref
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

import pandas as pd

from workbench.case.by_event import Lot, foretell, part_in_lots
from workbench.case.progress import (
    FEWER,
    bounded,
    in_gigabytes,
    in_time,
    is_of_memory,
    memory_taken,
    memory_there,
    note_asked,
    notebook_progress,
)
from workbench.case.settings import (
    OF_ARTICLES,
    Settings,
    changed_files,
    checked_value,
    misnamed,
    sample_folder,
)
from workbench.case.steps import (
    EVENT,
    LIVE,
    STEP_OF,
    Grouper,
    Shared,
    Source,
    Step,
    decided,
    make,
    open_source,
)
from workbench.errors import CaseError, MemoryLimitError, ReviewError
from workbench.load.walk import is_our_own
from workbench.store import MOST_STATES, Parts, Store, code_digest, default_root, input_digest
from workbench.tables import NOTHING
from workbench.tables import table as table_of
from workbench.wording import article_names, listed

Progress = Callable[[str], None]

# Classes under which a notebook looks for no formulas: "$40 million to $55 million" is none.
PLAIN = "mathjax_ignore tex2jax_ignore"


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
    group
        Says which articles report one event, which are then compared with one another: from the columns ``doc_id``,
        ``headline`` and ``text`` of the articles to the table ``events``. Tables made by it are not kept on disk.

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
        group: Grouper | None = None,
    ) -> None:
        self.path = Path(path)
        if "://" in str(path):
            raise CaseError(
                f"'{path}' is an address, and the workbench fetches nothing: save the page (in the browser: Save As, "
                "complete or HTML only) into a folder, and give the folder."
            )
        if not self.path.exists():
            raise CaseError(f"There is no folder or file '{path}'. Give a folder of articles, or one file.")
        self._source = open_source(self.path, encoding=encoding, group=group)
        self._said, self.encoding = self._source.settings, self._source.encoding
        self._progress: Progress = progress or (lambda line: None)
        self._tables: dict[str, pd.DataFrame] = {}
        self._cache = cache and group is None  # what a function does cannot be told from its name
        self._store: Store | None = None
        self._parts: Parts | None = None
        self._passed_over: list[Path] = []
        self._read_at: tuple[int, int] | None = None
        self._named: tuple[pd.DataFrame, dict[str, str]] | None = None
        self._state: tuple[pd.DataFrame, str] | None = None
        self._done: list[dict[str, str]] = []
        self._undone: list[dict[str, str]] = []

    def __repr__(self) -> str:
        return f"Case({self.path.name!r})"

    def _repr_html_(self) -> str:
        from html import escape

        question = f"<p>{escape(self._said.question)}</p>" if self._said.question else ""
        return f'<div class="{PLAIN}"><p><b>{escape(self.title)}</b></p>{question}</div>'

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, progress: Progress | None = None) -> Case:
        """Open the case that a notebook is meant to be about.

        Parameters
        ----------
        path
            The case; None takes the one that JupyterLab was opened on (``WORKBENCH_CASE``), else the one in whose
            folder ``notebooks`` the notebook lies, else the sample.
        progress
            As for :class:`Case`; by default a line in the running notebook names each step.

        Raises
        ------
        CaseError
            If there is no such case.
        """
        chosen = path or os.environ.get("WORKBENCH_CASE") or _case_around() or sample_folder()
        case = cls(chosen, progress=progress or notebook_progress())
        Case._in_view = weakref.ref(case)
        return case

    @classmethod
    def in_view(cls) -> Case | None:
        """Return the case that the notebook has opened last, for what its outputs lead to; None where none is open."""
        return cls._in_view() if cls._in_view else None

    _in_view: ClassVar[weakref.ref[Case] | None] = None

    @property
    def title(self) -> str:
        """The case's title, from ``case.toml`` or the folder's name."""
        return self._said.title or self.path.resolve().stem.replace("_", " ").replace("-", " ")

    @property
    def names(self) -> dict[str, str]:
        """What to call each article in front of a reader, by ``doc_id``: outlet and day, no two the same."""
        articles = self.articles
        if self._named is None or self._named[0] is not articles:
            self._named = articles, article_names(articles)
        return dict(self._named[1])

    @property
    def reviews_path(self) -> Path:
        """Where the analyst's decisions are kept."""
        note_asked("reviews")
        return self._source.reviews_path

    @property
    def misnamed(self) -> list[str]:
        """What ``case.toml`` names that is not there, a line each, with the nearest name that is."""
        told = any(getattr(self._said, section) for section in OF_ARTICLES)
        if not told:
            return []
        named = ["doc_id", "source_file"]  # those that are left out too, and each story of a file of several
        read = self.table("read_articles")[named]
        return misnamed(self._said, pd.concat([self.articles[named], read]))

    @property
    def orphans(self) -> pd.DataFrame:
        """The decisions that have no effect: what they are on is no longer there, or of another kind; each with the reason."""
        from workbench.ledger import find_orphans

        return find_orphans(
            self.figures,
            self.reviews,
            besides=self._decidable,
            articles=self.articles,
            grouped=self.table("grouped_figures"),
        )

    @property
    def _decidable(self) -> dict[str, Collection[str]]:
        """What there is to decide on besides figures and claims, by its kind."""
        read = self.table("read_articles")
        files = {PurePosixPath(path).name for path in read["source_file"]}
        return {
            "edit": self.edits["edit_id"],
            "article": {*self.articles["doc_id"], *read["doc_id"], *files},
            "changed fact": self.table("found_drifts")["drift_id"],
            "pair of sentences": self._unlinked_here(),
        }

    def _unlinked_here(self) -> set[str]:
        """Return the pairs of sentences that were unlinked and of which both still stand in the articles."""
        unlinked = self.settings.unlinked
        if not unlinked:
            return set()
        from workbench.ledger import name_sentence

        texts = self.sentences
        known = {name_sentence(doc, text) for doc, text in zip(texts["doc_id"], texts["text"], strict=True)}
        return {pair for pair in unlinked if known.issuperset(pair.split("+"))}

    @property
    def left_out(self) -> dict[str, str]:
        """The articles that a person left out of the case, each with why; they stay in the folder and in ``load_report``."""
        told = self.settings.left_out
        return {name: why for name, why in told.items() if why != NOTHING} if told else {}

    @property
    def disagreements(self) -> pd.DataFrame:
        """Where people decided differently and nobody has settled it: see :func:`workbench.ledger.find_disagreements`."""
        from workbench.ledger import find_disagreements

        return find_disagreements(self.reviews)

    @property
    def settings(self) -> Settings:
        """What ``case.toml`` and the analyst's decisions say of the case and its articles."""
        return self._decided.settings

    @property
    def accepted_edits(self) -> frozenset[str]:
        """The flagged edits that the analyst had accepted when the case was first read: they are applied like any other."""
        return self._decided.accepted_edits

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by name, computing it and what it needs if that has not been done.

        Raises
        ------
        TableError
            If there is no such table.
        """
        note_asked(name)
        return self._table(name)

    def _table(self, name: str) -> pd.DataFrame:
        if name not in self._tables:
            step = STEP_OF.get(name)
            if step is None:
                table_of(name)  # raises, and lists the tables that exist
                raise CaseError(f"Table '{name}' is not computed from a case.")
            self._fetch(step)
        return self._tables[name]

    def _fetch(self, step: Step) -> None:
        """Read or make the tables of a step in no more memory than may be used, or say what to do where it is not enough."""
        most = memory_there()
        try:
            with bounded(most):
                return self._read_or_make(step)
        except Exception as error:
            if not is_of_memory(error):
                raise
        # Raised here, the error does not hold on to what the step had in memory.
        kept = "is kept, and the next run goes on from there" if self._open_store() else "is lost"
        raise MemoryLimitError(
            f"There is not enough memory for '{step.doing}': {in_gigabytes(most)} may be used. What was made before it "
            f"{kept}. {FEWER}"
        )

    def _read_or_make(self, step: Step) -> None:
        state = self._state_of(step)
        store = self._open_store() if step not in LIVE or state else None
        stored = [store.read(name, state) for name in step.tables] if store else [None]
        if any(frame is None for frame in stored):
            needed = [self._table(name) for name in step.needs]
            lots = self._lots() if step.over == EVENT else {}
            if "reviews" in step.tables:
                self._read_at = _stamp(self._source.reviews_path)
            if step not in LIVE:  # those take no time
                self._progress(step.doing)
            if step.tables == ("links",):
                self._foretell(needed[0], lots)
            source = self._decided if step.needs else self._source
            parts = self._open_parts() if step not in LIVE else None
            stored = list(make(step, source, needed, lots, parts=parts, tell=self._progress))
            for name, frame in zip(step.tables, stored, strict=True):
                if store and step not in LIVE:
                    store.write(name, frame)
        self._tables.update(zip(step.tables, stored, strict=True))
        if "articles" in step.tables and self._tables["articles"].empty and self.left_out:
            del self._tables["articles"]  # so that it is said again, to whoever asks again
            raise CaseError(self._all_left_out())

    def _foretell(self, sentences: pd.DataFrame, lots: dict[str, Lot]) -> None:
        """Say what comparing many articles will take, before it begins."""
        needs = foretell(sentences, lots)
        if needs is None:
            return
        most, peak = memory_there(), memory_taken() + needs.memory
        line = (
            f"{needs.n_articles:,} articles on one event are compared with one another. Estimated: "
            f"{in_gigabytes(peak)} of memory, of {in_gigabytes(most)} that may be used, and "
            f"{in_time(needs.seconds)} of processor time"
        )
        self._progress(f"{line}. {FEWER}" if peak > most else line)

    def _state_of(self, step: Step) -> str:
        """Return what the tables of a step hang on beside the files: a hash of the decisions, if on them."""
        if step not in LIVE or not step.needs:
            return ""
        reviews = self._table("reviews")
        if self._state is None or self._state[0] is not reviews:
            written = reviews.to_csv(index=False).encode("utf-8", "surrogatepass")
            self._state = reviews, hashlib.sha256(written).hexdigest()[:32]
        return self._state[1]

    def hand_on(self) -> None:
        """Keep the tables that hang on the decisions as they stand, for whoever opens the case next with the same ones.

        The others are kept as they are made. These are not: while a person decides, each would be written for nobody.
        """
        store = self._open_store()
        if store is None:
            return
        for step in LIVE:
            for name in (name for name in step.tables if step.needs and name in self._tables):
                store.write(name, self._tables[name], self._state_of(step))
                store.keep_newest(MOST_STATES, f"{name}.*.table")

    def _all_left_out(self) -> str:
        """Say that a case has no article left, and how one is taken back."""
        told = listed([f"{name} ({why})" for name, why in self.left_out.items()])
        return (
            f"Every article of '{self.path}' is left out of the case, so that there is nothing to compare: {told}. Take "
            "one back: delete its line under [left_out] in case.toml, or its row in reviews.csv."
        )

    @property
    def compared_together(self) -> list[list[str]]:
        """The articles that are compared with one another: those of each event, in their order."""
        together: dict[Lot, list[str]] = {}
        for doc_id, lot in self._lots().items():
            together.setdefault(lot, []).append(doc_id)
        return list(together.values())

    def _lots(self) -> dict[str, Lot]:
        """Return for each article with which others it is compared: those of its event."""
        events = self._table("events")
        return dict(zip(events["doc_id"], part_in_lots(events["event"]), strict=True))

    @cached_property
    def _decided(self) -> Source:
        """The source with the decisions that stood in the file when the case was first read."""
        return decided(self._source, self._table("reviews"))

    def _open_store(self) -> Store | None:
        if self._cache and self._store is None and default_root() is not None:
            root = self.path if self.path.is_dir() else self.path.resolve().parent
            files = self._input_files()
            # A link counts by where it leads: what lies in the folder is read anyway, what lies outside never.
            links = sorted(
                (str(path.relative_to(root)), str(path.readlink())) for path in files if path.is_symlink()
            )
            kept = [path for path in files if not path.is_symlink()]
            # A folder with the marks of a report is listed as one wherever it lies; one beside the articles comes and goes.
            passed = [str(path.relative_to(root)) for path in self._passed_over if path.parent != root]
            settings = f"{self.encoding}\0{sorted(self.accepted_edits)}{sorted(self._decided.put_back)}\0{links}\0{self.settings}\0{sorted(passed)}"
            self._store = Store(input_digest(kept, root=root, extra=settings), tell=self._progress)
            self._store.prune()
        return self._store

    def _open_parts(self) -> Parts | None:
        """Return what was made of single articles and events of this case, in whatever state it was."""
        if self._open_store() is None or self._parts:
            return self._parts
        whose = hashlib.sha256(
            f"{code_digest()}\0{pd.__version__}\0{self.path.resolve()}".encode("utf-8", "surrogatepass")
        )
        self._parts = Parts(
            Store(f"parts-{whose.hexdigest()}", tell=self._progress), extra=repr(self.settings)
        )
        return self._parts

    @property
    def decisions_digest(self) -> str:
        """A hash of the file of decisions as it stands; empty if there is none."""
        try:
            return hashlib.sha256(self._source.reviews_path.read_bytes()).hexdigest()
        except OSError:
            return ""

    def read_kept(self, name: str) -> bytes | None:
        """Return what was kept beside the tables of this state of the case's files; None if it is not there."""
        store = self._open_store()
        return store.read_bytes(name) if store else None

    def write_kept(self, name: str, content: bytes) -> None:
        """Keep something beside the tables, until the files or settings of the case change."""
        store = self._open_store()
        if store:
            store.write_bytes(name, content)

    def _input_files(self) -> list[Path]:
        if not self.path.is_dir():
            return [self.path.resolve()]
        kept, self._passed_over = [], []
        for root, folders, names in os.walk(self.path):
            self._passed_over += [Path(root) / name for name in folders if is_our_own(Path(root) / name)]
            folders[:] = [name for name in folders if Path(root) / name not in self._passed_over]
            kept += [Path(root) / name for name in names if name not in {"reviews.csv", "reviews.csv.lock"}]
        return kept

    def forget(self, *names: str) -> None:
        """Drop the named tables, or those that hang on the reviews, so that they are made anew when asked."""
        for name in names or [table for step in LIVE for table in step.tables]:
            self._tables.pop(name, None)

    def _take_up(self) -> None:
        """Let the decisions count that stand in the file by now: all tables where they say something of articles or edits."""
        before = self.__dict__.pop("_decided", None)
        self.forget()
        if before is not None and self._decided != before:
            self._tables.clear()
            self._store = self._parts = None

    def reread(self) -> None:
        """Let the decisions count that have been written since, by whomever; costs next to nothing if there are none."""
        if _stamp(self._source.reviews_path) != self._read_at:
            self._take_up()

    def read_anew(self) -> None:
        """Read everything anew when it is asked for: files were added to the case or taken out."""
        self.__dict__.pop("_decided", None)
        self._tables.clear()
        self._store = self._parts = None
        self._source = self._source._replace(shared=Shared())

    def decide(self, subject: str, decision: str, **fields: Any) -> None:
        """Record a decision of the analyst, and let it count from now on.

        Parameters
        ----------
        subject
            ``figure_id``, ``claim_id``, ``edit_id``, ``drift_id``, ``doc_id``, or a pair of linked sentences as
            :func:`workbench.ledger.name_links` names it.
        decision
            One of those that the table ``reviews`` lists; to add a figure there is :meth:`add_figure`.
        **fields
            Further columns of the table ``reviews``: ``note``, ``value_low``, ``concept`` (of a merge: the other
            claim), …

        Raises
        ------
        ReviewError
            If the decision is none of these, what it is about is not in the case (any more), or it cannot be written.
        """
        from workbench.ledger import append_review
        from workbench.ledger.decisions import kinds_of, of_another_kind

        if not self.path.exists():
            raise ReviewError(f"the case '{self.path}' is no longer there.")
        self.reread()
        about = [subject, fields.get("concept", "")] if decision == "merge" else [subject]
        if of_other := of_another_kind(
            {"subject": subject, "decision": decision}, kinds_of(self.figures, self._decidable)
        ):
            raise ReviewError(of_other.rpartition(":")[0] + ".")
        self._require([fields["doc_id"]] if decision == "add" else [name for name in about if name])
        held = self.figures.loc[self.figures["claim_id"].isin(set(about) - {""}), "figure_id"]
        if len(held):  # a decision on a claim follows its figures when claims are made anew
            fields.setdefault("figures", "; ".join(held))
        self._done.append(append_review(self.reviews_path, subject, decision, **fields))
        self._undone.clear()
        self._take_up()

    def set_article(self, doc_id: str, field: str, value: str, *, note: str = "") -> None:
        """Say what an article is: its publisher, time of publication, short name or origin; all that rests on it is made anew.

        Parameters
        ----------
        doc_id
            The article.
        field
            ``publisher``, ``published``, ``short_name``, ``origin`` (the agency or outlet whose report it prints: two
            articles with one origin are one voice), ``reliability`` (of its source, A to F) or ``left_out`` (why it does
            not belong in the case).
        value
            What it is; ``-`` takes back what ``case.toml`` or an earlier decision said.
        note
            Why.

        Raises
        ------
        CaseError
            If a time of publication is none.
        ReviewError
            If there is no such article or field, or the decision cannot be recorded.
        """
        if field == "left_out" and value != NOTHING and set(self.articles["doc_id"]) == {doc_id}:
            raise ReviewError("it is the only article of this case: there would be nothing left.")
        self.decide(doc_id, "set", field=field, value=checked_value(field, value, doc_id), note=note)

    def add_figure(self, doc_id: str, start: int, end: int, *, claim: str = "", **fields: Any) -> str:
        """Add a figure that was not found, and let it count from now on.

        Parameters
        ----------
        doc_id, start, end
            Its article and its characters there, in code points of the raw text, half-open.
        claim
            ``claim_id`` of the claim that it states; a claim of its own if it is left out.
        **fields
            What it says: ``value_low`` and ``value_high`` (one of them at least), ``kind``, ``unit``, ``concept``,
            ``modifier``, ``attributed_to``, ``as_of_low``, ``as_of_high``, and a ``note``.

        Returns
        -------
        str
            Its ``figure_id``.

        Raises
        ------
        ReviewError
            If these characters are not in the article, hold a figure already, or the decision cannot be recorded.
        """
        raw = dict(zip(self.articles["doc_id"], self.articles["raw"], strict=True)).get(doc_id, "")
        if not 0 <= start < end <= len(raw):
            raise ReviewError(f"the article '{doc_id}' has no characters {start} to {end}.")
        figures = self.figures
        there = figures[(figures["doc_id"] == doc_id) & (figures["start"] < end) & (figures["end"] > start)]
        if len(there):
            raise ReviewError(f"there is a figure already: {there['exact'].iloc[0]}. Click it to correct it.")
        place = f"{doc_id}\x1f{start}\x1f{raw[start:end]}"
        added = "a" + hashlib.blake2b(place.encode(), digest_size=6).hexdigest()
        if claim:
            fields["figures"] = "; ".join(figures.loc[figures["claim_id"] == claim, "figure_id"])
        said = {
            "kind": "count",
            **fields,
            "doc_id": doc_id,
            "start": start,
            "end": end,
            "exact": raw[start:end],
        }
        self.decide(added, "add", **said)
        return added

    def undo(self) -> None:
        """Take back the last decision that this case recorded, by removing its row from ``reviews.csv``.

        Raises
        ------
        ReviewError
            If there is none, or its row is not in the file any more.
        """
        from workbench.ledger import withdraw_review

        if not self._done:
            raise ReviewError("There is no decision to take back.")
        withdraw_review(self.reviews_path, self._done[-1])
        self._undone.append(self._done.pop())
        self._take_up()

    def redo(self) -> None:
        """Record the decision again that :meth:`undo` took back last, as it was, with its moment.

        Raises
        ------
        ReviewError
            If there is none, or it cannot be written.
        """
        from workbench.ledger import append_review

        if not self._undone:
            raise ReviewError("There is no decision to record again.")
        row = self._undone[-1]
        self._done.append(append_review(self.reviews_path, **row))
        self._undone.pop()
        self._take_up()

    @property
    def can_undo(self) -> bool:
        """Whether a decision of this session can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a decision that was taken back can be recorded again."""
        return bool(self._undone)

    def _require(self, subjects: Iterable[str]) -> None:
        """Refuse a decision on what is not in the case, or not in its files any more."""
        figures, edits, drifts = self.figures, self.edits, self.table("found_drifts")
        for subject in subjects:
            if subject in self.left_out or self._is_link(subject):
                continue
            behind = [
                *figures.loc[(figures["figure_id"] == subject) | (figures["claim_id"] == subject), "doc_id"],
                *edits.loc[edits["edit_id"] == subject, "doc_id"],
                *self.articles.loc[self.articles["doc_id"] == subject, "doc_id"],
                *drifts.loc[drifts["drift_id"] == subject, "doc_id"],
            ]
            if not behind:
                raise ReviewError(
                    f"there is no figure, claim, edit, changed fact or article '{subject}' here: another decision may have "
                    "changed that. Choose again."
                )
            changed = changed_files(self.path, self.articles[self.articles["doc_id"].isin(behind)])
            if changed:
                raise ReviewError(
                    f"{', '.join(changed)} changed on the disk after this was read. Run the notebook again "
                    "(Run, Run All Cells), then decide."
                )

    def _is_link(self, subject: str) -> bool:
        from workbench.ledger import name_links

        return "+" in subject and (subject in self.settings.unlinked or subject in name_links(self.links))

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
    def adds_and_omits(self) -> pd.DataFrame:
        """The table ``adds_and_omits``."""
        return self.table("adds_and_omits")

    @property
    def events(self) -> pd.DataFrame:
        """The table ``events``."""
        return self.table("events")

    @property
    def near_duplicates(self) -> pd.DataFrame:
        """The table ``near_duplicates``."""
        return self.table("near_duplicates")

    @property
    def accounts(self) -> pd.DataFrame:
        """The table ``accounts``."""
        return self.table("accounts")

    @property
    def dependence(self) -> pd.DataFrame:
        """The table ``dependence``: without what a verdict or an answer would be another."""
        return self.table("dependence")

    @property
    def stemma(self) -> pd.DataFrame:
        """The table ``stemma``: which statement of a claim was taken from which, and what changed on the way."""
        return self.table("stemma")

    @property
    def ledger(self) -> pd.DataFrame:
        """The table ``ledger``, with the analyst's decisions applied."""
        return self.table("ledger")

    @property
    def reviews(self) -> pd.DataFrame:
        """The table ``reviews``: the analyst's decisions as they stand in the case folder."""
        return self.table("reviews")


def _case_around() -> Path | None:
    """Return the case in whose folder of notebooks this process runs, if it does."""
    here = Path.cwd()
    return here.parent if here.name == "notebooks" and (here.parent / "articles").is_dir() else None


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file is written: its size and the moment; nothing if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
