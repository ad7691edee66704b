"""The folder of a case: what ``case.toml`` says, where the sample is, whether the files are still those that were read."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from workbench.errors import CaseError, InputError
from workbench.tables import NOTHING


class Settings(NamedTuple):
    """What ``case.toml`` says; everything in it is optional.

    ``published`` holds a day or, where the time is known, ``2024-01-31T14:05``; it and the last three say something of
    articles, by ``doc_id`` or by the name of a file. ``unlinked`` are pairs of sentences that a person unlinked: no file
    says that.
    """

    title: str = ""
    question: str = ""
    agencies: tuple[str, ...] = ()
    encoding: str = ""
    published: dict[str, str] = {}  # noqa: RUF012  never changed: a NamedTuple has no default factory
    publishers: dict[str, str] = {}  # noqa: RUF012
    short_names: dict[str, str] = {}  # noqa: RUF012
    origins: dict[str, str] = {}  # noqa: RUF012
    reliability: dict[str, str] = {}  # noqa: RUF012
    left_out: dict[str, str] = {}  # noqa: RUF012
    unlinked: tuple[str, ...] = ()


OF_ARTICLES = ("published", "publishers", "short_names", "origins", "reliability", "left_out")
SECTION_OF = {
    "published": "published",
    "publisher": "publishers",
    "short_name": "short_names",
    "origin": "origins",
    "reliability": "reliability",
    "left_out": "left_out",
}
RELIABILITIES = "A", "B", "C", "D", "E", "F"  # Admiralty code, NATO AJP-2.1
_KNOWN = ("title", "question", "encoding", "agencies", *OF_ARTICLES)


def read_settings(path: Path) -> Settings:
    """Read a ``case.toml``; one that is not there says nothing.

    Raises
    ------
    CaseError
        If it is no TOML, is a link, holds a setting that is not known, or a value of another kind than belongs
        there; the message names the file.

    Examples
    --------
    >>> read_settings(Path("no-such-case.toml")).title
    ''
    """
    if path.is_symlink():  # in a case of somebody else it may lead to any file
        raise CaseError(f"{path}: is a link. Put the file itself in its place, or delete it: it is optional.")
    if not path.is_file():
        return Settings()
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError) as error:  # a number of 5,000 digits is a plain ValueError
        raise CaseError(
            f"{path}: is not valid TOML ({error}). Mend it, or delete it: it is optional."
        ) from error
    unknown = sorted(set(said) - set(_KNOWN))
    if unknown:
        raise CaseError(f"{path}: '{unknown[0]}' is not a setting. Known are: {', '.join(_KNOWN)}.")
    named: dict[str, Any] = {name: dict(_named(said, name, path)) for name in OF_ARTICLES[1:]}
    return Settings(
        title=_text(said, "title", path),
        question=_text(said, "question", path),
        encoding=_text(said, "encoding", path),
        agencies=_names(_section(said, "agencies", path), path),
        published={doc: _moment(day, doc, path) for doc, day in _flat(_section(said, "published", path))},
        **named,
    )


def with_decided(settings: Settings, reviews: pd.DataFrame) -> Settings:
    """Return the settings with what people said of articles in their decisions, which stands before the file.

    Parameters
    ----------
    settings
        What ``case.toml`` says.
    reviews
        The table ``reviews``: of its rows those that set a field of an article; the last one on a field stands.

    Examples
    --------
    >>> reviews = pd.DataFrame([{"decision": "set", "subject": "a", "field": "origin", "value": "Lumera"}])
    >>> with_decided(Settings(origins={"b": "Tolva Post"}), reviews).origins
    {'b': 'Tolva Post', 'a': 'Lumera'}
    """
    told: dict[str, Any] = {section: dict(getattr(settings, section)) for section in OF_ARTICLES}
    for row in reviews[reviews["decision"] == "set"].itertuples():
        section = told[SECTION_OF[row.field]]
        section[row.subject] = (
            row.value
        )  # that nothing is known is told, too: it stands before the name of a file
    unlinked = reviews.loc[reviews["decision"] == "unlink", "subject"]
    return settings._replace(**told, unlinked=tuple(sorted(set(unlinked))))


def checked_value(field: str, value: str, doc_id: str) -> str:
    """Return what is said of an article as it is kept; a time of publication as ISO 8601.

    Raises
    ------
    CaseError
        If it is no day.
    """
    if field != "published" or value == NOTHING:
        return " ".join(value.split())
    return _moment(value, doc_id, Path("reviews.csv"))


def _text(said: dict[str, Any], name: str, path: Path) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise CaseError(f"{path}: '{name}' must be text in quotes, not {value!r:.60}.")
    return value


def _names(section: dict[str, Any], path: Path) -> tuple[str, ...]:
    names = section.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise CaseError(f'{path}: \'names\' of [agencies] must be a list of texts, like ["AP", "Reuters"].')
    return tuple(names)


def _moment(value: Any, doc_id: str, path: Path) -> str:
    """Return a day, with its time to the minute if that is said, as ISO 8601, written as text or as TOML's own date."""
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        told = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
    except ValueError as error:
        raise CaseError(
            f"{path}: the date of '{doc_id}' in [published] must read like 2024-01-31 or 2024-01-31T14:05, "
            f"not {str(value)!r:.60}."
        ) from error
    timed = isinstance(value, datetime) or ":" in str(value)
    return told.isoformat(timespec="minutes") if timed else told.date().isoformat()


def _named(said: dict[str, Any], name: str, path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a section says of each article: a name, as text."""
    for doc_id, value in _flat(_section(said, name, path)):
        if not isinstance(value, str) or not value.strip():
            raise CaseError(
                f"{path}: '{doc_id}' in [{name}] must be a name in quotes, not {str(value)!r:.60}."
            )
        if name == "reliability" and value not in RELIABILITIES:
            raise CaseError(f"{path}: '{doc_id}' in [reliability] must be one of A to F, not {value!r:.60}.")
        yield doc_id, " ".join(value.split())


def _flat(section: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield names and values; ``storm.txt = …`` without quotes is to TOML a table ``storm`` with a name ``txt``."""
    for name, value in section.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _section(said: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    section = said.get(name, {})
    if not isinstance(section, dict):
        raise CaseError(f"{path}: '{name}' must be a section, [{name}], and not a single value.")
    return section


def of_articles(told: Mapping[str, str], articles: pd.DataFrame) -> dict[str, str]:
    """Return what is told of articles by ``doc_id``; a name that is a file's, with its ending, is the file's articles'.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["storm", "storm#2"], "source_file": ["in/storm.txt", "in/storm.txt"]})
    >>> of_articles({"storm.txt": "Radio One"}, articles)
    {'storm': 'Radio One', 'storm#2': 'Radio One', 'storm.txt': 'Radio One'}
    """
    files = {
        doc: PurePosixPath(path).name
        for doc, path in zip(articles["doc_id"], articles["source_file"], strict=True)
    }
    by_file = {doc: told[name] for doc, name in files.items() if name in told}
    return {name: value for name, value in {**by_file, **told}.items() if value != NOTHING}


def tell_of_articles(articles: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the table ``articles`` with the publishers, short names, origins and reliabilities of ``case.toml``.

    What is not told stays as the files say.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["storm"], "source_file": ["storm.txt"], "publisher": [""]})
    >>> tell_of_articles(articles, Settings(publishers={"storm": "Radio One"}))["publisher"].tolist()
    ['Radio One']
    """
    columns = {
        "publisher": settings.publishers,
        "short_name": settings.short_names,
        "origin": settings.origins,
        "reliability": settings.reliability,
    }
    given = {}
    for column, told in columns.items():
        by_article = of_articles(told, articles)
        known = articles[column] if column in articles else [""] * len(articles)
        said = [by_article.get(doc, before) for doc, before in zip(articles["doc_id"], known, strict=True)]
        given[column] = pd.Series(said, index=articles.index, dtype="str")
    return articles.assign(**given)


def misnamed(settings: Settings, articles: pd.DataFrame) -> list[str]:
    """Say which names ``case.toml`` gives that no article or file has, each with the nearest one that there is.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["storm"], "source_file": ["storm.txt"]})
    >>> misnamed(Settings(published={"storm.txt": "2024-05-01", "strom": "2024-05-02"}), articles)
    ["case.toml: [published] names 'strom', but no article is called so: did you mean 'storm'?"]
    """
    docs = sorted(set(articles["doc_id"]))
    names = {*docs, *(PurePosixPath(path).name for path in articles["source_file"])}
    lines = []
    for section in OF_ARTICLES:
        for name in (name for name in getattr(settings, section) if name not in names):
            near = get_close_matches(name, docs, n=1, cutoff=0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"the articles are {', '.join(docs[:8])}."
            lines.append(f"case.toml: [{section}] names '{name}', but no article is called so: {hint}")
    return lines


def changed_files(path: Path, articles: pd.DataFrame) -> list[str]:
    """Return the files of these articles that are gone or have other content than when they were read.

    A file inside an archive is only known to be gone when the archive is.

    Parameters
    ----------
    path
        The case.
    articles
        Rows of the table ``articles``.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> changed_files(Path("."), empty("articles"))
    []
    """
    from workbench.load.walk import walk

    read = dict(zip(articles["source_file"], articles["sha256"], strict=True))
    if not read:
        return []
    try:
        there = {entry.shown: entry.path for entry in walk(path) if not entry.reason}
    except InputError:
        return sorted(read)
    return sorted(name for name, sha256 in read.items() if not _is_same(name, sha256, there))


def _is_same(name: str, sha256: str, there: dict[str, Path]) -> bool:
    if name not in there:
        return any(name.startswith(shown) for shown in there)
    try:
        with there[name].open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False


def sample_folder() -> Path:
    """Return the folder of the sample case: beside the package in a checkout, inside it when installed.

    Examples
    --------
    >>> (sample_folder() / "articles").is_dir()
    True
    """
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / "data" / "sample"
    return beside if beside.is_dir() else package / "data" / "sample"
