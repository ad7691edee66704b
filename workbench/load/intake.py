"""From the files of a folder to the tables ``articles`` and ``load_report``: every file and record gets its row."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from workbench.errors import InputError
from workbench.load.decode import check_encoding
from workbench.load.limits import LIMITS, Limits
from workbench.load.notes import Twin, copy_note, find_same, fingerprint, notes_on, stub_note, told_apart
from workbench.load.readers import Reader, reader_for
from workbench.load.records import Found, Ids, Member, Note, Record, Rejected, Source, Unread, clean_name
from workbench.load.walk import NOT_AN_ARTICLE, read_bytes, walk, why_not_an_article
from workbench.tables import as_table, empty, table

LOADED, DUPLICATE, REJECTED = "loaded", "duplicate", "rejected"
DOCUMENTED = tuple(column.name for column in table("articles").columns)
BLANK = "\ufeff\u200b\u00a0\x00 \t\r\n\f\v"
MORE = "more_columns"
# On a page with an article as short as this, a paywall's words may stand beside it.
MIN_ARTICLE_WORDS = 120


class Desk:
    """The rows so far, and what must be remembered to tell duplicates and to give names.

    Parameters
    ----------
    encoding
        How to read text files; None to tell it file by file.
    limits
        What one input may ask for.
    """

    def __init__(self, *, encoding: str | None = None, limits: Limits = LIMITS) -> None:
        self.encoding, self.limits = encoding, limits
        self.rows: list[dict[str, Any]] = []
        self.met: list[dict[str, Any]] = []
        self._ids = Ids()
        self._hashes: dict[str, list[str]] = {}
        self._texts: dict[bytes, list[Twin]] = {}
        self._columns: set[str] = set()

    def articles(self) -> pd.DataFrame:
        """Return the table ``articles``, undocumented columns behind the documented ones."""
        if not self.rows:
            return empty("articles")
        frame = pd.DataFrame(self.rows)
        extra = [name for name in frame.columns if name not in DOCUMENTED]
        return as_table(
            frame.assign(**{name: frame[name].fillna("").astype("str") for name in extra}), "articles"
        )

    def load_report(self) -> pd.DataFrame:
        """Return the table ``load_report``."""
        return as_table(self.met, "load_report")

    def report(
        self, path: str, outcome: str, reason: str, *, line: int | None = None, doc_id: str = ""
    ) -> None:
        """Add a row for a file or record that was met."""
        self.met.append(_report_row(path, outcome, reason, line=line, doc_id=doc_id))

    def take_file(self, path: Path, shown: str) -> None:
        """Read a file of the folder."""
        try:
            data = read_bytes(path, limit=self.limits.file_bytes)
        except InputError as error:
            self.report(shown, REJECTED, str(error))
        else:
            linked = path.resolve().name if path.is_symlink() else ""
            self.take(Source(shown, data, self.encoding, self.limits, linked=linked))

    def take(self, source: Source) -> str:
        """Read a file, with all that is inside it, and return what became of it."""
        if not source.data:
            self.report(source.path, REJECTED, "an empty file (0 bytes)")
            return REJECTED
        sha256 = hashlib.sha256(source.data).hexdigest()
        met = self._hashes.setdefault(sha256, [])
        same = find_same(met, source.told_by)
        if same:
            self.report(source.path, DUPLICATE, f"the same bytes as '{same}'")
            return DUPLICATE
        met.append(source.path)
        place = len(self.met)
        visit = _Visit(self, source, sha256)
        visit.read()
        if visit.row:
            self.met.insert(place, visit.row)
        return visit.outcome

    def add(self, record: Record, source: Source, sha256: str) -> tuple[str, str, str]:
        """Take in an article; return what became of it, why, and its name or its twin's."""
        reason = self.unfit(record)
        if reason:
            return REJECTED, reason, ""
        twins = self._texts.setdefault(fingerprint(record.raw), [])
        asking = Twin("", *told_by(record, source))
        same = [twin for twin in twins if not told_apart(twin, asking)]
        if same:
            return DUPLICATE, f"the same text as '{same[0].doc_id}'", same[0].doc_id
        doc_id, warnings = self._name(record, source)
        original = twins[0].doc_id if twins else ""
        twins.append(asking._replace(doc_id=doc_id))
        warnings += [copy_note(original)] if original else []
        told = {"doc_id": doc_id, "sha256": sha256, "copy_of": original}
        row = self.make_row(record, source, warnings) | told
        self.rows.append(row)
        return LOADED, row["warnings"], doc_id

    def unfit(self, record: Record) -> str:
        """Say why a record is no article; nothing if it is one."""
        if not record.raw.strip(BLANK):
            return "blank: nothing but white space"
        most = self.limits.article_chars
        if len(record.raw) > most:
            return f"{len(record.raw):,} characters; an article may have {most:,}: split it"
        return ""

    def _name(self, record: Record, source: Source) -> tuple[str, list[str]]:
        if record.number is None or record.name:
            wanted = record.name or source.stem
            doc_id = self._ids.give(wanted)
        else:
            wanted = self._ids.of_record(source.stem, record.number)
            doc_id = self._ids.give_record(source.stem, record.number)
        taken = doc_id != clean_name(wanted)
        return doc_id, [
            f"called '{doc_id}': another article is called '{wanted}' or nearly so"
        ] if taken else []

    def make_row(self, record: Record, source: Source, warnings: list[str]) -> dict[str, Any]:
        """Return the row of an article, before it has a name."""
        if not record.encoding:
            warnings = [*source.decoded.warnings, *warnings]
        warnings = [*warnings, *record.warnings, *_doubts(record), *notes_on(record.raw)]
        return {
            **dict.fromkeys(DOCUMENTED, ""),
            **self._extra(record),
            **record.fields,
            "source_file": source.path,
            "record": record.number,
            "encoding": record.encoding or source.decoded.encoding,
            "start": 0,
            "end": len(record.raw),
            "raw": record.raw,
            "main_spans": _written(record.main_spans),
            "caption_spans": _written(record.caption_spans),
            "n_words": 0,
            "warnings": "; ".join(dict.fromkeys(warnings)),
        }

    def _extra(self, record: Record) -> dict[str, str]:
        """Return the columns beyond the known ones; when there are too many, the rest goes into one."""
        kept, more = {}, {}
        for name, value in record.extra.items():
            if name in self._columns or len(self._columns) < self.limits.extra_columns:
                self._columns.add(name)
                kept[name] = value
            else:
                more[name] = value
        return kept | ({MORE: json.dumps(more, ensure_ascii=False)} if more else {})


def told_by(record: Record, source: Source) -> tuple[str, str, str, str]:
    """Return what an article is told by from another one of the same text: see :class:`Twin`."""
    fields = record.fields
    file = source.told_by if record.number is None else ""
    return record.name, file, fields.get("publisher", "").casefold(), fields.get("date_published", "")


class _Visit:
    """One file on its way in: what its reader yields, then the file's own row."""

    def __init__(self, desk: Desk, source: Source, sha256: str) -> None:
        self.desk, self.source, self.sha256 = desk, source, sha256
        self.outcome = REJECTED
        self.row: dict[str, Any] = {}
        self._own: list[tuple[str, str, str]] = []
        self._notes: list[str] = []
        self._outcomes: Counter[str] = Counter()
        self._last = 0

    def read(self) -> None:
        """Read the file and make its row."""
        reader = reader_for(self.source)
        for found in self._found(reader):
            self._take(found)
        self._close()

    def _found(self, reader: Reader) -> Any:
        try:
            yield from reader.read(self.source)
        except InputError as error:
            yield self._broken(str(error))
        except MemoryError:
            yield self._broken("larger than the memory of this machine")
        except Exception as error:
            # Parsers of other people's formats raise anything on a damaged file. It is said, with the file,
            # and the other files are read.
            yield self._broken(
                f"{reader.name} that cannot be read: {type(error).__name__}: {str(error)[:200]}"
            )

    def _broken(self, reason: str) -> Rejected:
        if not self._outcomes:
            return Rejected(reason)
        return Rejected(f"{reason}; the file was read up to here", self._last + 1)

    def _take(self, found: Found) -> None:
        if isinstance(found, Note):
            self._notes.append(found.text)
        elif isinstance(found, Member | Unread):
            self._last += 1
            self._outcomes[self._member(found)] += 1
        else:
            outcome = self._reject(found) if isinstance(found, Rejected) else self._load(found)
            self._say(found.number, outcome)

    def _say(self, number: int | None, row: tuple[str, str, str]) -> None:
        if number is None:
            self._own.append(row)
            return
        outcome, reason, doc_id = row
        self._last = number
        self._outcomes[outcome] += 1
        self.desk.report(self.source.path, outcome, reason, line=number, doc_id=doc_id)

    def _reject(self, found: Rejected) -> tuple[str, str, str]:
        return REJECTED, found.reason, ""

    def _load(self, found: Record) -> tuple[str, str, str]:
        return self.desk.add(found, self.source, self.sha256)

    def _member(self, member: Member | Unread) -> str:
        inside = self.source.member(member.name, member.data if isinstance(member, Member) else b"")
        reason = member.reason if isinstance(member, Unread) else ""
        reason = reason or next(
            filter(None, (why_not_an_article(part, top=False) for part in member.name.split("/"))), ""
        )
        if not reason and inside.depth > self.source.limits.depth:
            reason = f"more than {self.source.limits.depth} files inside each other: not opened"
        if reason:
            self.desk.report(inside.path, REJECTED, reason)
            return REJECTED
        return self.desk.take(inside)

    def _close(self) -> None:
        met = {outcome for outcome, _, _ in self._own} | set(self._outcomes)
        self.outcome = next((outcome for outcome in (LOADED, DUPLICATE) if outcome in met), REJECTED)
        doc_id = next((doc_id for _, _, doc_id in self._own if doc_id), "")
        reasons = [self._counted(), *(reason for _, reason, _ in self._own), *self._notes]
        self.row = _report_row(
            self.source.path, self.outcome, "; ".join(filter(None, reasons)), doc_id=doc_id
        )

    def _counted(self) -> str:
        """Return what became of the members of a file, or that there is no article in it."""
        if self._outcomes:
            return ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(self._outcomes.items()))
        return "" if self._own else "no article in it"


def _report_row(
    path: str, outcome: str, reason: str, *, line: int | None = None, doc_id: str = ""
) -> dict[str, Any]:
    return {"path": path, "line": line, "outcome": outcome, "doc_id": doc_id, "reason": reason}


def _doubts(record: Record) -> Iterator[str]:
    published = record.fields.get("date_published", "")
    if published > date.today().isoformat():
        yield f"the publication date {published} lies in the future"
    article = "\n".join(record.raw[start:end] for start, end in record.main_spans) or record.raw
    note = stub_note(article) or (stub_note(record.raw) if len(article.split()) < MIN_ARTICLE_WORDS else "")
    if note:
        yield note


def _written(spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(f"{start}:{end}" for start, end in spans)


Progress = Callable[[int, int, str], None]


class Loaded(NamedTuple):
    """Two tables: the articles as they were read, and what became of every file and record."""

    articles: pd.DataFrame
    load_report: pd.DataFrame


def load_articles(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Loaded:
    """Read every article in a case, a folder, or one file, whatever its format.

    Nothing is met in silence: the load report has one row for each file (``line`` missing) and, for a file of
    many records, one for each record (``line`` is its number). Files met = loaded + duplicate + rejected, and so
    with the records of each file. A file that is known to be no article (hidden, ``case.toml``, ``README`` …) is
    rejected with a reason that begins "not an article".

    A duplicate is the same file or record twice: the same text, white space and normal form apart, under the same
    name (the marks of a copy apart), and no other outlet or day where both are known. The same text under another
    name, outlet or day is an article, as what each outlet printed is what is compared; ``copy_of`` says whose text
    it is.

    Parameters
    ----------
    path
        A case (a folder with ``articles/`` inside), a bare folder of articles, or one file.
    encoding
        Read all text files in this encoding instead of telling it file by file.
    progress
        Called before each file with the number done, the number of all, and the path.
    limits
        What one input may ask for.

    Returns
    -------
    Loaded
        ``articles`` with ``raw`` and what the formats themselves say about an article filled in, ``text`` still
        empty; columns that the table does not document are kept behind. ``load_report``. Both may have no rows.

    Raises
    ------
    InputError
        If there is no such file or folder, it cannot be opened, or there is no such encoding.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("Rain fell for three days.")
    >>> _ = (folder / "a (1).txt").write_text("Rain fell  for three days.")
    >>> _ = (folder / "b.txt").write_text("Rain fell for three days.")
    >>> loaded = load_articles(folder)
    >>> loaded.articles[["doc_id", "copy_of"]].values.tolist()
    [['a', ''], ['b', 'a']]
    >>> loaded.load_report[["path", "outcome", "doc_id"]].values.tolist()
    [['a.txt', 'loaded', 'a'], ['b.txt', 'loaded', 'b'], ['a (1).txt', 'duplicate', 'a']]
    """
    check_encoding(encoding)
    entries = walk(Path(path))
    desk = Desk(encoding=encoding, limits=limits)
    for done, entry in enumerate(entries):
        if progress:
            progress(done, len(entries), entry.shown)
        if entry.reason:
            desk.report(entry.shown, REJECTED, entry.reason)
        else:
            desk.take_file(entry.path, entry.shown)
    return Loaded(desk.articles(), desk.load_report())


def needs_a_person(load_report: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a load report that somebody should look at: what was rejected, known non-articles apart.

    Examples
    --------
    >>> from workbench.tables import as_table
    >>> rows = [dict(path=".git", line=None, outcome="rejected", doc_id="", reason="not an article: hidden")]
    >>> len(needs_a_person(as_table(rows, "load_report")))
    0
    """
    passed_over = load_report["reason"].str.startswith(NOT_AN_ARTICLE)
    return load_report[(load_report["outcome"] == REJECTED) & ~passed_over].reset_index(drop=True)
