"""What articles and the words of the tables are called in front of a reader, the same in every table, chart and sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import NamedTuple

import pandas as pd

from workbench.wording.values import day_in_words, moment_in_words

_HASH = re.compile(r"(?=[0-9a-f-]*\d)[0-9a-f-]{12,}|\d{9,}", re.IGNORECASE)  # what a machine calls a file
_WORD_ENDS = re.compile(r"[\s_]+|(?<=\w)-+(?=\w)|(?<=[a-z])\.(?=\w)")


def article_names(articles: pd.DataFrame) -> dict[str, str]:
    r"""Return what to call each article, no two the same: what ``case.toml`` says, else its outlet and its day.

    Where the outlet is not known, the name of the file stands for it, without what all files have in common, and of a
    file that a machine has named, its number in the case. Articles of one outlet and day are told apart by their
    time, else by a letter, in the order of the case.

    Parameters
    ----------
    articles
        The table ``articles``; ``publisher``, ``date_published``, ``time_published`` and ``short_name`` count where
        they are there.

    Examples
    --------
    >>> docs = ["a", "b", "c"]
    >>> frame = pd.DataFrame({"doc_id": docs, "publisher": ["Radio One", "Radio One", ""], "date_published": "2021-07-03"})
    >>> [name.replace("\xa0", " ") for name in article_names(frame).values()]
    ['Radio One, 3 Jul (a)', 'Radio One, 3 Jul (b)', 'c, 3 Jul']
    """
    docs = articles["doc_id"].tolist()
    columns = {
        name: _column(articles, name)
        for name in ("publisher", "date_published", "time_published", "short_name")
    }
    outlets = [
        outlet or of_file for outlet, of_file in zip(columns["publisher"], _file_names(docs), strict=True)
    ]
    years = {day[:4] for day in columns["date_published"] if day}
    days = [day_in_words(day, year=len(years) > 1) for day in columns["date_published"]]
    names = [_joined(outlet, day) for outlet, day in zip(outlets, days, strict=True)]
    names = _told_apart(names, columns["time_published"])
    chosen = columns["short_name"]
    return dict(
        zip(docs, _lettered([own or name for own, name in zip(chosen, names, strict=True)]), strict=True)
    )


def _column(articles: pd.DataFrame, name: str) -> list[str]:
    return articles[name].tolist() if name in articles else [""] * len(articles)


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _told_apart(names: Sequence[str], times: Sequence[str]) -> list[str]:
    """Add the time to names that are the same."""
    twins = _twins(names)
    return [
        _joined(name, time) if _seen(name) in twins else name for name, time in zip(names, times, strict=True)
    ]


def _lettered(names: Sequence[str]) -> list[str]:
    """Add a letter to names that are the same, a number where there are more than letters."""
    twins, met, told, taken = _twins(names), dict[str, int](), list[str](), set(map(_seen, names))
    for name in names:
        said, seen = name, _seen(name)
        while seen in twins and _seen(said) in taken:
            met[seen] = met.get(seen, 0) + 1
            said = f"{name} ({_letter(met[seen])})"
        taken.add(_seen(said))
        told.append(said)
    return told


def _seen(name: str) -> str:
    """Return a name as a reader sees it, to whom all spaces are alike."""
    return " ".join(name.split())


def _twins(names: Sequence[str]) -> set[str]:
    series = pd.Series(map(_seen, names), dtype="str")
    return set(series[series.duplicated(keep=False)])


def _letter(number: int) -> str:
    return chr(ord("a") + number - 1) if number <= 26 else str(number)


def _file_names(docs: Sequence[str]) -> list[str]:
    """Return a readable name for each file: its words, without those that all have in common at their beginning."""
    files = [_words(PurePosixPath(doc.partition("#")[0]).name or doc) for doc in docs]
    shared = _shared(files) if len(set(docs)) > 1 else 0
    read = [" ".join(_unnumbered(words[shared:])) for words in files]
    return [
        f"Article {number}" if not name or _HASH.fullmatch(name.replace(" ", "-")) else _story(name, doc)
        for number, (name, doc) in enumerate(zip(read, docs, strict=True), start=1)
    ]


def _words(file: str) -> list[str]:
    return [word for word in _WORD_ENDS.split(file) if word] or [file]


def _shared(files: Sequence[Sequence[str]]) -> int:
    """Count the words that all names begin with; each keeps at least one."""
    most = min(len(words) for words in files) - 1
    return next((i for i in range(most) if len({words[i] for words in files}) > 1), max(most, 0))


def _unnumbered(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if len(words) > 1 and words[0].isdigit() else words


def _story(name: str, doc: str) -> str:
    """Say which story of a file of several it is."""
    number = doc.partition("#")[2]
    return f"{name}, story {number}" if number else name


def named(text: str, names: Mapping[str, str]) -> str:
    r"""Return a text with what articles are called in place of each ``doc_id``, and days as readers say them.

    Examples
    --------
    >>> named("Only storm#2 states it; storm does not.", {"storm": "Radio One", "storm#2": "Radio Two"})
    'Only Radio Two states it; Radio One does not.'
    >>> named("12 (2021-07-04 09:30) against 14 (2021-07-05)", {}).replace("\xa0", " ")
    '12 (4 Jul 2021, 09:30) against 14 (5 Jul 2021)'
    """
    text = _UNNAMED.sub(_NO_TEXT, _MOMENT.sub(lambda found: moment_in_words(found[1], found[2] or ""), text))
    told = [doc for doc in names if doc in text]
    if not told:
        return text
    longest_first = "|".join(re.escape(doc) for doc in sorted(told, key=len, reverse=True))
    return re.sub(rf"(?<![\w#])(?:{longest_first})(?![\w#])", lambda found: names[found[0]], text)


_MOMENT = re.compile(r"(?<![\w-])(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d))?(?![\w-])")
_UNNAMED = re.compile(r"an unnamed wire story(?: \(F\d+\))?")
_NO_TEXT = "a text that we do not have"


def listed(names: Iterable[str], *, most: int = 4) -> str:
    """Write a few names in a row, and say how many more there are.

    Examples
    --------
    >>> listed(["A", "B", "C"]), listed("ABCDEF", most=3)
    ('A, B and C', 'A, B, C and 3 more')
    """
    known = list(names)
    if len(known) > most:
        return f"{', '.join(known[:most])} and {len(known) - most} more"
    return " and ".join(filter(None, [", ".join(known[:-1]), *known[-1:]]))


def shorten(text: str, width: int) -> str:
    """Cut a text to a width in characters at the end of a word, marking the cut.

    Examples
    --------
    >>> shorten("districts in the north", 14), shorten("districts", 5)
    ('districts in…', 'dist…')
    """
    if len(text) <= width:
        return text
    kept = text[: width - 1]
    at_word = kept.rpartition(" ")[0] if text[width - 1] != " " else kept
    return f"{(at_word if len(at_word) > width // 2 else kept).rstrip(' ,;:')}…"


def origin_names(families: pd.DataFrame, names: Mapping[str, str]) -> dict[str, str]:
    """Return what to call each origin: its wire or first text where known, else the articles that share it.

    Parameters
    ----------
    families
        The table ``families``.
    names
        What articles are called, as :func:`article_names` gives it.

    Examples
    --------
    >>> rows = [("a", "F1", "own"), ("b", "F2", "latent"), ("c", "F2", "latent"), ("d", "F3", "Lumen")]
    >>> frame = pd.DataFrame(rows, columns=["doc_id", "family", "origin"])
    >>> list(origin_names(frame, {"a": "A", "b": "B", "c": "C", "d": "D"}).values())
    ['A', 'a text that we do not have (B and C)', 'Lumen']
    """
    told = {}
    for family, rows in families.groupby("family", sort=False):
        origin, members = str(rows["origin"].iloc[0]), [names.get(doc, doc) for doc in rows["doc_id"]]
        if origin == "latent":
            told[str(family)] = f"{_NO_TEXT} ({listed(members)})"
        else:
            told[str(family)] = members[0] if origin == "own" else names.get(origin, origin)
    twins = _twins(list(told.values()))
    return {
        family: f"{name} ({listed(_members(families, family, names))})" if _seen(name) in twins else name
        for family, name in told.items()
    }


def _members(families: pd.DataFrame, family: str, names: Mapping[str, str]) -> list[str]:
    return [names.get(doc, doc) for doc in families.loc[families["family"] == family, "doc_id"]]


class Term(NamedTuple):
    """A word of the tables: what is shown for it, and what it means in plain words."""

    said: str
    means: str


@cache
def glossary() -> dict[tuple[str, str], Term]:
    """Return every term by its kind (``verdict``, ``relation``, ``word``, …) and its name in the tables."""
    text = files("workbench.wording").joinpath("data", "glossary.toml").read_text(encoding="utf-8")
    return {
        (kind, name): Term(**entry)
        for kind, entries in tomllib.loads(text).items()
        for name, entry in entries.items()
    }


def plain_word(kind: str, name: str) -> str:
    """Return what a word of the tables is called in front of a reader; the word itself where nothing is said of it.

    Examples
    --------
    >>> plain_word("relation", "siblings"), plain_word("verdict", "agree"), plain_word("kind", "money")
    ('two copies of one text that we do not have', 'agree', 'money')
    """
    term = glossary().get((kind, name))
    return term.said if term else name.replace("_", " ")


def explain(kind: str, name: str) -> str:
    """Return what a word of the tables means, for a hover help; empty where nothing is said of it.

    Examples
    --------
    >>> explain("verdict", "single")
    'One origin alone states it, however many articles print it.'
    """
    term = glossary().get((kind, name))
    return term.means if term else ""
