"""The articles as references: CSL-JSON for reference managers, BibTeX for LaTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

# What BibTeX would read as a command; https://www.bibtex.org/SpecialSymbols/
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL |= {char: rf"\{char}" for char in "&%$#_"}


def to_csl(articles: pd.DataFrame, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the articles as items of CSL-JSON (https://docs.citationstyles.org), without what is not known of them.

    Parameters
    ----------
    articles
        The table ``articles``.
    names
        What articles are called, by ``doc_id``.

    Examples
    --------
    >>> row = {"doc_id": "a", "headline": "Storm", "publisher": "Echo", "date_published": "2024-03-04", "byline": ""}
    >>> to_csl(pd.DataFrame([row | {"url": "", "language": "en", "date_retrieved": ""}]), {"a": "Echo, 4 Mar"})[0]["issued"]
    {'date-parts': [[2024, 3, 4]]}
    """
    return [_item(row, names[row["doc_id"]]) for row in articles.to_dict("records")]


def _item(row: Mapping[Any, Any], name: str) -> dict[str, Any]:
    known = {
        "id": row["doc_id"],
        "type": "article-newspaper",
        "title": row["headline"],
        "title-short": name,
        "container-title": row["publisher"],
        "author": [{"literal": row["byline"]}] if row["byline"] else [],
        "issued": _date(row["date_published"]),
        "accessed": _date(row["date_retrieved"]),
        "URL": row["url"],
        "language": row["language"],
    }
    return {field: value for field, value in known.items() if value}


def _date(day: str) -> dict[str, list[list[int]]]:
    parts = re.match(r"(\d{4})-(\d\d)-(\d\d)", day)
    return {"date-parts": [[int(part) for part in parts.groups()]]} if parts else {}


def to_bibtex(articles: pd.DataFrame) -> str:
    r"""Return the articles as entries of BibTeX, without what is not known of them.

    Parameters
    ----------
    articles
        The table ``articles``.

    Examples
    --------
    >>> row = {"doc_id": "storm #1", "headline": "50% lost", "publisher": "Echo", "date_published": "", "byline": "", "url": ""}
    >>> print(to_bibtex(pd.DataFrame([row])), end="")
    @article{storm-1,
      title = {50\% lost},
      journal = {Echo},
    }
    """
    keys = _keys(articles["doc_id"].tolist())
    return "\n".join(_entry(key, row) for key, row in zip(keys, articles.to_dict("records"), strict=True))


def _keys(docs: list[str]) -> list[str]:
    """Return a key for each article that BibTeX can read, no two the same."""
    plain = [re.sub(r"[^A-Za-z0-9]+", "-", doc).strip("-") or "article" for doc in docs]
    return [key if plain.index(key) == i else f"{key}-{i}" for i, key in enumerate(plain)]


def _entry(key: str, row: Mapping[Any, Any]) -> str:
    fields = {
        "title": row["headline"],
        "author": f"{{{_escaped(row['byline'])}}}" if row["byline"] else "",
        "journal": row["publisher"],
        "year": row["date_published"][:4],
        "month": row["date_published"][5:7],
        "day": row["date_published"][8:10],
        "url": row["url"],
    }
    lines = "".join(
        f"  {field} = {{{value if field in ('author', 'url') else _escaped(value)}}},\n"
        for field, value in fields.items()
        if value
    )
    return f"@article{{{key},\n{lines}}}\n"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))
