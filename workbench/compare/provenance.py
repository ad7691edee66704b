"""What articles tell of themselves: which news agency each names as its source, and when each was published."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import Literal

import pandas as pd

from workbench.clean.agencies import credit_names
from workbench.lexicon.reading import either

# "the Russian news agency X", "the X news agency": nobody introduces in this way the wire that he prints.
_INTRODUCED = re.compile(r"(?:agency|service|broadcaster|channel)\s+$", re.IGNORECASE)
_INTRODUCES = re.compile(r"\s+(?:news\s+|press\s+)?(?:agency|service)\b", re.IGNORECASE)

# An agency that no table lists is known by its last words, in the places where agencies sign and are thanked.
_UNLISTED = r"(?:[A-Z][\w&’'-]*\s+){1,3}(?:Wire|Newswire|News\s+Agency|Press\s+Agency|News\s+Service|Wire\s+Service)\b"
_A_WIRE = re.compile(_UNLISTED)
# "DOVER, March 9 (Name) - ": who stands in these brackets made the text.
_DATELINE = re.compile(r"(?:[A-Z]{2}[^()\n]{0,60})?\(([A-Z][^()\n]{1,40})\)\s*[-–—]")
_THANKED = re.compile(
    rf"\b(?i:reporting|material|files|reports|copy)\s+(?:by|from)\s+(?:[Tt]he\s+)?({_UNLISTED})"
)
# "(Reporting by Ann Lee in Arlen; Editing by Jo Lund)": one part of the work may be a sentence of the story, two are none.
_WORK = re.compile(r"\b(?:report|writ|edit|translat|produc|compil)\w*\s+by\s+(?=[A-Z])", re.IGNORECASE)
_HEAD = 3  # sentences of which one may begin with place and agency
# "By Name staff": the desk of that name wrote it. "(Name)" alone behind the text credits it.
_DESK = re.compile(
    r"(?<!\s)\s+(?:staff(?:\s+(?:writers?|reporters?))?|correspondents?|reporters?|newsroom|desk)$",
    re.IGNORECASE,
)
_CREDITED_AT_END = re.compile(r"\(([A-Z][^()\n]{1,40})\)\W*$")
_OF_A_BYLINE = re.compile(r"[,;|/·•]|\b(?:of|for|and|at)\b")


@cache
def _credited() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){either(credit_names())}(?!\w)")


def find_agencies(text: str) -> list[str]:
    """Return the agencies that a text names as a source, each once, the most often named first.

    An agency that is introduced as "the news agency X" is a third party and no source of the text.

    Source: own; the names stand in the table of agencies of :mod:`workbench.clean.agencies`.

    Examples
    --------
    >>> find_agencies("The mayor told Reuters so. The state news agency Belga had nothing.")
    ['Reuters']
    """
    found = [
        credit_names()[match.group()]
        for match in _credited().finditer(text)
        if not _is_third_party(text, match.start(), match.end())
    ]
    return sorted(dict.fromkeys(found), key=lambda name: -found.count(name))


def _is_third_party(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - 20) : start], text[end : end + 20]
    return bool(_INTRODUCED.search(before) or _INTRODUCES.match(behind))


def is_credit_line(text: str) -> bool:
    """Say whether a sentence only tells who worked on the text.

    Examples
    --------
    >>> is_credit_line("(Reporting by Ann Lee in Arlen; Editing by Jo Lund)")
    True
    >>> is_credit_line("The letter was written by Ann Lee.")
    False
    """
    return len(_WORK.findall(text)) > 1 or bool(_WORK.match(text.lstrip("( [")))


def credited(articles: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each article the agencies that sign it, that it thanks, or that its record gives.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["x"], "agencies": ["AFP"]})
    >>> credited(articles, pd.DataFrame({"doc_id": ["x"], "text": ["Belga reported it."]}))
    {'x': ['AFP']}
    """
    texts = _texts(sentences)
    recorded = zip(articles["doc_id"], articles["agencies"], strict=True)
    own, thanked = signed(articles, sentences), _thanked(articles)
    found = {}
    for doc_id, cell in recorded:
        known = [name for name in _split(cell) if _may_be_source(name, texts.get(doc_id, ""))]
        found[doc_id] = list(dict.fromkeys([*known, *own[doc_id], *thanked[doc_id]]))
    return found


def named_as_source(articles: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each article the agencies that it credits, and behind them those that its sentences cite.

    Whom a sentence cites made that sentence's news, not the article; only where the same text stands elsewhere, too,
    does it tell whose text that may be.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["x"], "agencies": ["AFP"]})
    >>> named_as_source(articles, pd.DataFrame({"doc_id": ["x"], "text": ["The mayor told Reuters so."]}))
    {'x': ['AFP', 'Reuters']}
    """
    texts = _texts(sentences)
    return {
        doc_id: list(dict.fromkeys([*names, *find_agencies(texts.get(doc_id, ""))]))
        for doc_id, names in credited(articles, sentences).items()
    }


def _texts(sentences: pd.DataFrame) -> dict[str, str]:
    found: dict[str, str] = sentences.groupby("doc_id", sort=False)["text"].agg("\n".join).to_dict()
    return found


def signed(articles: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each article the agencies that sign it: in the byline, or in brackets behind the place.

    An agency that is listed nowhere signs, too, if it is called a wire, a news agency or a news service, or if its desk is
    the byline of an article ("Harbour staff") and it stands in brackets behind the place there; of such a one brackets
    at the end of another article are a credit, too.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["x"], "agencies": [""], "byline": ["Ann Lee, Harbour Wire"]})
    >>> signed(articles, pd.DataFrame({"doc_id": ["x"], "text": ["It rained."]}))
    {'x': ['Harbour Wire']}
    """
    openings = (
        sentences.groupby("doc_id", sort=False)["text"].agg(lambda texts: list(texts[:_HEAD])).to_dict()
    )
    bylines = dict(
        zip(
            articles["doc_id"],
            articles["byline"] if "byline" in articles else [""] * len(articles),
            strict=True,
        )
    )
    brackets = {
        doc_id: [match.group(1) for text in openings.get(doc_id, []) if (match := _DATELINE.match(text))]
        for doc_id in bylines
    }
    desks = {doc_id: set(brackets[doc_id]) & _desks_of(byline) for doc_id, byline in bylines.items()}
    known = set().union(*desks.values())
    ends = sentences.groupby("doc_id", sort=False)["text"].last().to_dict() if known else {}
    found = {}
    for doc_id, cell in zip(articles["doc_id"], articles["agencies"], strict=True):
        recorded = [*_split(cell), *desks[doc_id]]
        names = [_wire(_DESK.sub("", part.strip()), recorded) for part in _OF_A_BYLINE.split(bylines[doc_id])]
        names += [_wire(name, [*recorded, *known]) for name in brackets[doc_id]]
        credit = _CREDITED_AT_END.search(ends.get(doc_id, ""))
        names += [credit.group(1)] if credit and credit.group(1) in known else []
        found[doc_id] = list(dict.fromkeys(filter(None, names)))
    return found


def _desks_of(byline: str) -> set[str]:
    """Return the names whose desk a byline is: "Harbour" of "Harbour staff"."""
    parts = [part.strip() for part in _OF_A_BYLINE.split(byline)]
    return {_DESK.sub("", part) for part in parts if _DESK.search(part)}


def _wire(name: str, recorded: list[str]) -> str:
    """Return the agency that a signature names; empty if it is none."""
    name = " ".join(name.split()).removeprefix("the ").removeprefix("The ")
    if name in recorded or _A_WIRE.fullmatch(name):
        return name
    return credit_names().get(name, "")


def _thanked(articles: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each article the unlisted agencies of lines such as "With reporting by ...", which cleaning cuts off."""
    if not {"raw", "start", "end"} <= set(articles):
        return {doc_id: [] for doc_id in articles["doc_id"]}
    columns = articles["doc_id"], articles["raw"], articles["start"], articles["end"]
    return {
        doc_id: [" ".join(match.group(1).split()) for match in _THANKED.finditer(raw[start:end])]
        for doc_id, raw, start, end in zip(*columns, strict=True)
    }


def _may_be_source(name: str, text: str) -> bool:
    """Whether a recorded agency is one that the text does not print, or no table lists and nobody introduces."""
    printed = list(re.finditer(rf"\b{re.escape(name)}\b", text))
    if not printed or name in credit_names():
        return not printed
    return not all(_is_third_party(text, match.start(), match.end()) for match in printed)


def _split(cell: str) -> list[str]:
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    return [credit_names().get(part, part) for part in parts]


# How one of two articles may be an update of the other: one outlet's own story, one of another moment, or one of which
# nobody knows the moment.
Later = Literal["", "own", "moment", "unknown"]


class Moments:
    """When each article was published: the day, and the time where it is known.

    Parameters
    ----------
    articles
        Table ``articles``.

    Examples
    --------
    >>> rows = [("x", "2021-07-05", "2021-07-05T22:30+00:00"), ("y", "2021-07-05", "2021-07-05T18:45-04:00"),
    ...         ("z", "2021-07-05", "")]
    >>> moments = Moments(pd.DataFrame(rows, columns=["doc_id", "date_published", "time_published"]))
    >>> moments.first("x", "y"), moments.first("x", "z")
    ('x', '')
    """

    def __init__(self, articles: pd.DataFrame) -> None:
        times = (
            articles["time_published"].fillna("") if "time_published" in articles else [""] * len(articles)
        )
        known = zip(articles["doc_id"], articles["date_published"], times, strict=True)
        self._known = {doc_id: (day[:10], time) for doc_id, day, time in known}
        outlets = articles["publisher"].fillna("") if "publisher" in articles else [""] * len(articles)
        self._outlets = {
            doc_id: name.casefold() for doc_id, name in zip(articles["doc_id"], outlets, strict=True)
        }

    def day(self, doc_id: str) -> str:
        """Return the day of publication as ISO 8601; empty where it is not known."""
        return self._known.get(doc_id, ("", ""))[0]

    def later(self, a: str, b: str) -> Later:
        """Return how one of two articles may be an update of the other."""
        outlet = self._outlets.get(a, "")
        if outlet and outlet == self._outlets.get(b):
            return "own"
        return "moment" if self.first(a, b) else "unknown"

    def first(self, a: str, b: str) -> str:
        """Return the earlier of two articles; empty if that is not known, or they are of one moment."""
        (a_day, a_time), (b_day, b_time) = (self._known.get(doc_id, ("", "")) for doc_id in (a, b))
        if a_time and b_time:
            moments = datetime.fromisoformat(a_time), datetime.fromisoformat(b_time)
            # A clock without its zone says nothing beside one with it.
            if (moments[0].tzinfo is None) == (moments[1].tzinfo is None):
                return _smaller(a, b, *(moment.isoformat() for moment in map(_universal, moments)))
        return _smaller(a, b, a_day, b_day) if a_day and b_day else ""


def _universal(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _smaller(a: str, b: str, of_a: str, of_b: str) -> str:
    return "" if of_a == of_b else a if of_a < of_b else b
