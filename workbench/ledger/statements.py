"""The figures of one claim with what weighs them: origin, publisher, date, and who stated them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

GENERIC = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "s",
        "official",
        "officials",
        "authorities",
        "authority",
        "spokesman",
        "spokeswoman",
        "source",
        "sources",
        "statement",
    ]
)


class Statement(NamedTuple):
    """A figure of a claim, with the origin and date of its article."""

    figure_id: str
    doc_id: str
    family: str
    publisher: str
    published: str
    since: str
    until: str
    exact: str
    low: float
    high: float
    modifier: str
    unit: str
    concept: str
    kind: str
    said_by: str
    via: str
    part: str
    start: int
    end: int


def collect_statements(
    figures: pd.DataFrame, articles: pd.DataFrame, families: pd.DataFrame
) -> dict[str, list[Statement]]:
    """Return the statements of each claim, in the order of publication.

    Parameters
    ----------
    figures
        The table ``figures`` with ``claim_id``; figures without one are left out.
    articles, families
        The tables of those names. An article that is in no family is an origin of its own.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> collect_statements(empty("figures"), empty("articles"), empty("families"))
    {}
    """
    family = dict(zip(families["doc_id"], families["family"], strict=True))
    publisher = dict(zip(articles["doc_id"], articles["publisher"], strict=True))
    published = dict(zip(articles["doc_id"], articles["date_published"], strict=True))
    claims: dict[str, list[Statement]] = {}
    for row in figures[figures["claim_id"] != ""].itertuples():
        doc = row.doc_id
        made = _statement(row, family.get(doc, doc), publisher.get(doc, ""), published.get(doc, ""))
        claims.setdefault(row.claim_id, []).append(made)
    return {name: sorted(group, key=by_publication) for name, group in claims.items()}


def by_publication(one: Statement) -> tuple[str, str, int]:
    """Sort key: earliest publication first, those without a date last."""
    return one.published or "9999", one.doc_id, one.start


def _statement(row: Any, family: str, publisher: str, published: str) -> Statement:
    return Statement(
        figure_id=row.figure_id,
        doc_id=row.doc_id,
        family=family,
        publisher=publisher,
        published=published,
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
        start=int(row.start),
        end=int(row.end),
    )


def distinct(values: Iterable[str]) -> list[str]:
    """Return the values that are not empty, each once, in their order.

    Examples
    --------
    >>> distinct(["b", "", "a", "b"])
    ['b', 'a']
    """
    return [value for value in dict.fromkeys(values) if value]


def in_words(one: Statement) -> str:
    """Return a value as a person would write it.

    Examples
    --------
    >>> from types import SimpleNamespace as Value
    >>> in_words(Value(low=1000.0, high=float("nan"), modifier="more_than", unit="", kind="count", exact="1,000"))
    'more than 1,000'
    """
    if one.modifier == "vague":
        return one.exact.lower()
    ends = [number_in_words(end, one.kind) for end in dict.fromkeys((one.low, one.high)) if end == end]
    value = " to ".join(ends) or one.exact
    hedge = "" if one.modifier in ("exact", "range") else one.modifier.replace("_", " ") + " "
    return f"{hedge}{value} {one.unit}".strip()


def number_in_words(value: float, kind: str) -> str:
    """Return a number with its thousands set off; a share as the plain fraction it is, if it is one.

    Examples
    --------
    >>> number_in_words(20000.0, "count"), number_in_words(1 / 3, "share"), number_in_words(4.5, "measure")
    ('20,000', '1/3', '4.5')
    """
    from fractions import Fraction

    if kind == "share" and 0 < value < 1:
        plain = Fraction(value).limit_denominator(10)
        if abs(float(plain) - value) < 1e-6:
            return str(plain)
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"
