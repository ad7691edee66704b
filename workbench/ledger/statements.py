"""The figures of one claim with what weighs them: origin, publisher, date, and who stated them."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

import pandas as pd

from workbench.compare.happenings import growing
from workbench.compare.surroundings import FORMERLY, SAID_EARLIER
from workbench.ledger.origins import Sources, Voice, find_origins, read_sources
from workbench.tables import rows_of

LATEST = "T99"  # sorts behind every time of its day
OF_ACCOUNT = ("counted", "happening", "label", "state", "extent", "event", "place")
PLURAL_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "time"})
HEAD, AT_HEAD = 600, 60  # characters of an article, and of a line there, in which its day stands
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{MONTH})(?!\w)|\b(?P<month_first>{MONTH})\s(?P<day_behind>\d{{1,2}})\b"
)
# What a sentence says of the moment of a count, and not of what happened.
CLOCK = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|now|noon|midnight|morning|evening|night|\d{1,2}(?::\d\d)?\s?[ap]\.?m)"
AS_OF = re.compile(
    rf"\b(?:as\sof|by|until|till|through)\s(?:(?:late|early|mid-?|the|end\sof|on)\s?){{0,3}}(?:{CLOCK}|{MONTH})\b",
    re.I,
)
AROUND = 80  # characters to each side that are looked at
TITLE = re.compile(
    r"^(?:an?|the|some|mr|mrs|ms|miss|dr|prof|sir|dame)\b\.?\s+|\b(?:spokes(?:man|woman|person)|statement|officials?|sources?)\b(?:\s+(?:for|of|from|at|by))?"
    r"(?:\s+the\b)?|[’']s\b|\s+\(.*\)$",
    re.I,
)


class Statement(NamedTuple):
    """A figure of a claim, with its origin and the date of its article, to the minute where that is known.

    ``origin`` is what its origin is called for this claim, ``happening`` and ``counted`` what happened to what, as its
    account says. ``before`` and ``after`` are the raw characters around it, ``formerly`` says that the article gives it as the value before a change.
    ``day_named`` is the day at the head of an article that names no year, as ``--05-06``.
    """

    figure_id: str = ""
    doc_id: str = ""
    family: str = ""
    origin: str = ""
    publisher: str = ""
    published: str = ""
    since: str = ""
    until: str = ""
    exact: str = ""
    low: float = math.nan
    high: float = math.nan
    modifier: str = "exact"
    unit: str = ""
    concept: str = ""
    kind: str = "count"
    said_by: str = ""
    via: str = ""
    part: str = "body"
    start: int = 0
    end: int = 0
    before: str = ""
    after: str = ""
    formerly: bool = False
    day_named: str = ""
    happening: str = ""
    counted: str = ""
    label: str = ""
    state: str = ""
    extent: str = ""
    event: str = ""
    place: str = ""
    change: str = ""
    sentence: int = 0
    sure: float = math.nan


def collect_statements(
    figures: pd.DataFrame,
    articles: pd.DataFrame,
    families: pd.DataFrame,
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    accounts: pd.DataFrame,
) -> dict[str, list[Statement]]:
    """Return the statements of each claim with their origins, in the order of publication.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``; figures without one are left out.
    articles, families, links, sentences, accounts
        The tables of those names. An article that is in no family is an origin of its own.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> tables = ["figures", "articles", "families", "links", "sentences", "accounts"]
    >>> collect_statements(*map(empty, tables))
    {}
    """
    known = {row.doc_id: row for row in rows_of(articles)}
    placed = {row.doc_id: row for row in rows_of(families)}
    told = {row.figure_id: row for row in rows_of(accounts)}
    sources = read_sources(articles, families, links, sentences)
    claims: dict[str, list[Statement]] = {}
    for row in rows_of(figures[figures["claim_id"] != ""]):
        made = _statement(row, known.get(row.doc_id), placed.get(row.doc_id), told.get(row.figure_id))
        claims.setdefault(row.claim_id, []).append(made)
    firsts = frozenset(doc_id for doc_id, wire in sources.wire.items() if wire == doc_id)
    return {
        name: with_origins(sorted(with_history(group), key=lambda one: by_publication(one, firsts)), sources)
        for name, group in claims.items()
    }


def of_several(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the claims that more than one article states.

    Examples
    --------
    >>> of_several(pd.DataFrame({"claim_id": ["c", "c", "d", ""], "doc_id": ["a", "b", "a", "b"]})).index.tolist()
    [0, 1]
    """
    docs: dict[str, set[str]] = {"": set()}
    for claim, doc in zip(figures["claim_id"], figures["doc_id"], strict=True):
        if claim:
            docs.setdefault(claim, set()).add(doc)
    return figures[[len(docs[claim]) > 1 for claim in figures["claim_id"]]]


def figure_origins(*tables: pd.DataFrame) -> dict[str, str]:
    """Return what the origin of each figure of a claim is called, by ``figure_id``.

    Parameters
    ----------
    *tables
        What :func:`collect_statements` takes.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> figure_origins(*map(empty, ["figures", "articles", "families", "links", "sentences", "accounts"]))
    {}
    """
    return {one.figure_id: one.origin for group in collect_statements(*tables).values() for one in group}


def with_history(group: Sequence[Statement]) -> list[Statement]:
    """Return the statements of a claim, those marked of which their article says both that it was said earlier and what is said now.

    Examples
    --------
    >>> now, then = Statement(doc_id="a", low=12.0), Statement(doc_id="a", low=19.0, before="Police earlier had reported ")
    >>> [one.formerly for one in with_history([now, then])], [one.formerly for one in with_history([then])]
    ([False, True], [False])
    """
    earlier = [not one.formerly and bool(SAID_EARLIER.search(one.before)) for one in group]
    now = {
        one.doc_id for one, is_earlier in zip(group, earlier, strict=True) if not (is_earlier or one.formerly)
    }
    return [
        one._replace(formerly=one.formerly or (is_earlier and one.doc_id in now))
        for one, is_earlier in zip(group, earlier, strict=True)
    ]


def with_origins(group: Sequence[Statement], sources: Sources) -> list[Statement]:
    """Return the statements of a claim with what the origin of each is called."""
    voices = [Voice(one.doc_id, one.sentence, one.said_by, one.via) for one in group]
    origins = find_origins(voices, sources)
    return [one._replace(origin=origin.name) for one, origin in zip(group, origins, strict=True)]


def by_publication(one: Statement, firsts: Container[str] = ()) -> tuple[str, str, int]:
    """Sort key: earliest publication first, those without a date last.

    Of an article whose day is known but not its time, nobody knows whether it came first that day: one from which others
    are known to derive (``firsts``) stands before the others of its day, any other behind them.

    Examples
    --------
    >>> copy, wire = Statement(doc_id="a", published="2024-04-09"), Statement(doc_id="b", published="2024-04-09T08:30")
    >>> [one.doc_id for one in sorted([copy, wire], key=by_publication)]
    ['b', 'a']
    >>> [one.doc_id for one in sorted([copy, wire], key=lambda one: by_publication(one, {"a"}))]
    ['a', 'b']
    """
    known = one.published or "9999"
    if "T" not in known and one.doc_id not in firsts:
        known += LATEST
    return known, one.doc_id, one.start


def moment(one: Statement) -> str:
    """Return the moment for which a statement holds: as of which it is stated, else when it was published.

    Of a count that goes on, only what the sentence says of the count is taken: the day on which it happened is no day of
    the count.

    Examples
    --------
    >>> toll = Statement(until="2024-04-09", published="2024-04-11T08:30", happening="die")
    >>> moment(toll), moment(toll._replace(after=" people had died by Tuesday evening"))
    ('2024-04-11T08:30', '2024-04-09')
    """
    said = one.until
    if said and one.happening in growing() and not _is_as_of(one):
        said = ""
    return said or one.published or one.day_named or one.until


def _is_as_of(one: Statement) -> bool:
    return bool(AS_OF.search(one.before) or AS_OF.search(one.after))


def when(day: str) -> str:
    """Return a day as it is written: an ISO date, or day and month where no year is known.

    Examples
    --------
    >>> when("2021-07-05"), when("--05-06")
    ('2021-07-05', '6 May')
    """
    if not day.startswith("--"):
        return day.replace("T", " ").replace("Z", " UTC")
    return f"{int(day[5:])} {MONTHS[int(day[2:4]) - 1].title()}"


def day_at_head(text: str) -> str:
    r"""Return the day that stands at the head of an article without a year; empty if there is none.

    Examples
    --------
    >>> day_at_head("Ten dead in flood\\n\\nTOLVA, May 5 (Meridian Press) - A flood")
    '--05-05'
    >>> day_at_head("TOLVA, 7 of May (Agency Lumera). The flood"), day_at_head("Ten dead in flood on the river")
    ('--05-07', '')
    """
    for line in text[:HEAD].splitlines():
        if found := DAY.search(line[:AT_HEAD]):
            month = found["month"] or found["month_first"]
            number = int(found["day"] or found["day_behind"])
            return f"--{MONTHS.index(month[:3].lower()) + 1:02d}-{number:02d}" if 0 < number < 32 else ""
    return ""


def _statement(row: Any, article: Any, place: Any, account: Any) -> Statement:
    publisher = article.publisher if article is not None else ""
    start, end = int(row.start), int(row.end)
    raw = article.raw if article is not None else ""
    return Statement(
        figure_id=row.figure_id,
        doc_id=row.doc_id,
        family=place.family if place is not None else row.doc_id,
        origin=row.doc_id,
        publisher=publisher,
        published=_published(article) if article is not None else "",
        since=row.as_of_low,
        until=row.as_of_high,
        exact=row.exact,
        low=row.value_low,
        high=row.value_high,
        modifier=row.modifier,
        unit=row.unit,
        concept=row.concept,
        kind=row.kind,
        said_by=row.attributed_to,
        via=row.via,
        part=row.part,
        start=start,
        end=end,
        before=raw[max(0, start - AROUND) : start],
        after=raw[end : end + AROUND],
        formerly=bool(FORMERLY.search(raw, max(0, start - AROUND), start)),
        day_named=day_at_head(raw[int(article.start) : int(article.end)]) if article is not None else "",
        **({name: getattr(account, name) for name in OF_ACCOUNT} if account is not None else {}),
        change=row.change,
        sure=account.confidence if account is not None else math.nan,
        sentence=row.sentence,
    )


def _published(article: Any) -> str:
    """Return when an article was published: the day, or the minute where that is known, in UTC where its zone is."""
    if not article.date_published or not article.time_published:
        return str(article.date_published)
    time = datetime.fromisoformat(article.time_published)
    if time.tzinfo is None:
        return time.isoformat(timespec="minutes")
    try:
        time = time.astimezone(UTC)
    except OverflowError:  # at the edge of the calendar
        return str(article.date_published)
    return f"{time.replace(tzinfo=None).isoformat(timespec='minutes')}Z"


def distinct(values: Iterable[str]) -> list[str]:
    """Return the values that are not empty, each once, in their order.

    Examples
    --------
    >>> distinct(["b", "", "a", "b"])
    ['b', 'a']
    """
    return [value for value in dict.fromkeys(values) if value]


class Said(Protocol):
    """What is said by somebody."""

    @property
    def said_by(self) -> str:
        """Who says it; empty where no speaker was found."""


def speakers(statements: Iterable[Said]) -> list[str]:
    """Return who is said to have stated a claim, each once, however their title was put.

    "A spokesman for the fire service" and "the fire service" are one source; of its names the shortest is given. A name
    that ends another one's, "Ms Reed" that of "harbour chief Ana Reed", is that source where it ends no third one's.

    Examples
    --------
    >>> from types import SimpleNamespace as Said
    >>> speakers([Said(said_by="a spokesman for the fire service"), Said(said_by="the fire service"), Said(said_by="")])
    ['the fire service']
    >>> speakers([Said(said_by="harbour chief Ana Reed"), Said(said_by="Ms Reed"), Said(said_by="the ministry")])
    ['harbour chief Ana Reed', 'the ministry']
    """
    named: dict[str, str] = {}
    for one in statements:
        key = " ".join(TITLE.sub(" ", one.said_by).lower().split()) or one.said_by.lower()
        if key and (key not in named or len(one.said_by) < len(named[key])):
            named[key] = one.said_by
    return [name for key, name in named.items() if sum(other.endswith(f" {key}") for other in named) != 1]


def in_words(one: Statement) -> str:
    """Return a value as a person would write it.

    Examples
    --------
    >>> from types import SimpleNamespace as Value
    >>> in_words(Value(low=1000.0, high=float("nan"), modifier="more_than", unit="", kind="count", exact="1,000"))
    'more than 1,000'
    """
    if one.modifier == "vague":
        return f"{one.exact.lower()} {_unit(one.unit, 2)}".strip()
    ends = [end for end in dict.fromkeys((one.low, one.high)) if end == end]
    value = " to ".join(number_in_words(end, one.kind) for end in ends) or one.exact
    hedge = "" if one.modifier in ("exact", "range") else one.modifier.replace("_", " ") + " "
    return f"{hedge}{value} {_unit(one.unit, ends[-1] if ends else 2)}".strip()


def _unit(unit: str, number: float) -> str:
    return f"{unit}s" if unit in PLURAL_UNITS and number != 1 else unit


def number_in_words(value: float, kind: str) -> str:
    """Return a number with its thousands set off; a share as the plain fraction it is, if it is one.

    Examples
    --------
    >>> number_in_words(20000.0, "count"), number_in_words(1 / 3, "share"), number_in_words(8.5e7, "money")
    ('20,000', '1/3', '85 million')
    """
    if kind == "share" and 0 < value < 1:
        plain = Fraction(value).limit_denominator(10)
        if abs(float(plain) - value) < 1e-6:
            return str(plain)
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if abs(value) >= size and value / size == round(value / size, 3):
            return f"{value / size:,.10g}{word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
