"""What only one article says, and what the articles of its family say that it leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbench.compare.links import REUSE
from workbench.tables import as_table

Sentence = tuple[str, int]


def adds_and_omits(
    links: pd.DataFrame, sentences: pd.DataFrame, families: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List for each article what only it says, and what its siblings say that it leaves out.

    An article adds a sentence of its body that has no link of any kind to another article. It omits a
    sentence of its family that no sentence of it is linked to; of several versions of it, one row names one
    and counts the articles that have it.

    Parameters
    ----------
    links, sentences
        The tables of these names.
    families
        Table ``families``; omissions are looked for among the articles of one family. Without it, among all.

    Returns
    -------
    pandas.DataFrame
        Table ``adds_and_omits``. The more articles have what one omits, the more it matters.

    Raises
    ------
    TableError
        If a table lacks a column.

    Notes
    -----
    Source: own.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> adds_and_omits(empty("links"), empty("sentences")).empty
    True
    """
    body = as_table(sentences, "sentences").query("part == 'body'")
    partners = _partners(as_table(links, "links"))
    family = _family(body, families)
    rows = [*_added(body, partners), *_omitted(body, partners, _reworked(links), family)]
    return as_table(rows, "adds_and_omits")


def _partners(links: pd.DataFrame) -> dict[Sentence, set[Sentence]]:
    partners: dict[Sentence, set[Sentence]] = defaultdict(set)
    for a, s, b, t in zip(
        links["a_doc_id"], links["a_start"], links["b_doc_id"], links["b_start"], strict=True
    ):
        partners[a, int(s)].add((b, int(t)))
        partners[b, int(t)].add((a, int(s)))
    return partners


def _reworked(links: pd.DataFrame) -> dict[Sentence, set[Sentence]]:
    return _partners(links[links["label"].isin(REUSE)])


def _family(body: pd.DataFrame, families: pd.DataFrame | None) -> dict[str, str]:
    if families is None:
        return dict.fromkeys(body["doc_id"], "all")
    return dict(zip(families["doc_id"], families["family"], strict=True))


def _added(body: pd.DataFrame, partners: dict[Sentence, set[Sentence]]) -> Iterator[dict[str, Any]]:
    for row in body.itertuples():
        if not partners.get((row.doc_id, int(row.start))):
            yield _row(row.doc_id, "adds", row, 1)


def _omitted(
    body: pd.DataFrame,
    partners: dict[Sentence, set[Sentence]],
    reworked: dict[Sentence, set[Sentence]],
    family: dict[str, str],
) -> Iterator[dict[str, Any]]:
    members: dict[str, list[str]] = defaultdict(list)
    for doc_id in dict.fromkeys(body["doc_id"]):
        members[family.get(doc_id, doc_id)].append(doc_id)
    shown: set[tuple[str, Sentence]] = set()
    for row in body.itertuples():
        place = (row.doc_id, int(row.start))
        versions = {place} | reworked.get(place, set())
        having = {doc for doc, _ in versions | partners.get(place, set())}
        for doc_id in members[family.get(row.doc_id, row.doc_id)]:
            if doc_id not in having and (doc_id, place) not in shown:
                shown |= {(doc_id, version) for version in versions}
                yield _row(doc_id, "omits", row, len({doc for doc, _ in versions}))


def _row(doc_id: str, what: str, sentence: Any, n_articles: int) -> dict[str, Any]:
    return {
        "doc_id": doc_id,
        "what": what,
        "source_doc_id": sentence.doc_id,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "n_articles": n_articles,
    }
