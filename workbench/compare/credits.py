"""Which news agency an article names as its source."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from workbench.compare.terms import vocabulary

# "the Russian news agency X": a writer does not introduce the wire that he prints in this way.
_INTRODUCED = re.compile(r"(?:agency|service|broadcaster|channel)\s+$", re.IGNORECASE)


@cache
def _agencies() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {
        name.strip(): row["agency"] for row in vocabulary("agencies") for name in row["names"].split(";")
    }
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), names


def find_agencies(text: str) -> list[str]:
    """Return the agencies that a text names as a source, each once, the most often named first.

    An agency that is introduced as "the news agency X" is a third party and no source of the text.

    Source: own; the names stand in ``vocab/agencies.csv``.

    Examples
    --------
    >>> find_agencies("The mayor told Reuters so. The state news agency Belga had nothing.")
    ['Reuters']
    """
    pattern, names = _agencies()
    found = [
        names[match.group()]
        for match in pattern.finditer(text)
        if not _INTRODUCED.search(text[max(0, match.start() - 20) : match.start()])
    ]
    return sorted(dict.fromkeys(found), key=lambda name: -found.count(name))


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
        doc_id: list(dict.fromkeys([*_split(recorded[doc_id]), *find_agencies(texts.get(doc_id, ""))]))
        for doc_id in articles["doc_id"]
    }


def _split(cell: str) -> list[str]:
    _, names = _agencies()
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    return [names.get(part, part) for part in parts]
