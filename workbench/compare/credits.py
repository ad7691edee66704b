"""Which news agency an article names as its source."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from workbench.clean.agencies import credit_names, spelled

# "the Russian news agency X", "the X news agency": nobody introduces in this way the wire that he prints.
_INTRODUCED = re.compile(r"(?:agency|service|broadcaster|channel)\s+$", re.IGNORECASE)
_INTRODUCES = re.compile(r"\s+(?:news\s+|press\s+)?(?:agency|service)\b", re.IGNORECASE)


@cache
def _credited() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{spelled(credit_names())})(?!\w)")


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


def credited(articles: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each article the agencies that its record or its sentences name as a source.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["x"], "agencies": ["AFP"]})
    >>> credited(articles, pd.DataFrame({"doc_id": ["x"], "text": ["AFP reported it."]}))
    {'x': ['AFP']}
    """
    texts = sentences.groupby("doc_id", sort=False)["text"].agg("\n".join).to_dict()
    recorded = dict(zip(articles["doc_id"], articles["agencies"], strict=True))
    return {
        doc_id: _sources(_split(recorded[doc_id]), texts.get(doc_id, "")) for doc_id in articles["doc_id"]
    }


def _sources(recorded: list[str], text: str) -> list[str]:
    """Agencies of the record and of the text, but for those that the text only introduces as others'."""
    found = find_agencies(text)
    kept = [name for name in recorded if name in found or not re.search(rf"\b{re.escape(name)}\b", text)]
    return list(dict.fromkeys([*kept, *found]))


def _split(cell: str) -> list[str]:
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    return [credit_names().get(part, part) for part in parts]
