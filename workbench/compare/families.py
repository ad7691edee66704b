"""Which articles have one origin, what that origin is, and what each adds to its family or leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from workbench.compare.links import REUSE
from workbench.compare.provenance import credited, named_as_source
from workbench.compare.relations import APART
from workbench.tables import as_table

JOINED = ("wholly derived", "siblings")


def find_families(
    relations: pd.DataFrame, articles: pd.DataFrame, links: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Group the articles by origin: those that derive from one another or from one absent original.

    An article that only borrows some sentences is a report of its own. Articles of which a person said that they print
    one origin are one family, and it is called by that.

    Parameters
    ----------
    relations, articles, links, sentences
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        Table ``families``, one row an article. ``origin`` is the agency that an article of the family credits or
        that signs one; where none does, the article that all others are wholly derived from, if dates show it. ``confidence`` is 0 to 1, higher is surer. The number of
        different families is the number of independent origins.

    Raises
    ------
    TableError
        If a table lacks a column.

    Notes
    -----
    Source: own: connected components of the relations "wholly derived" and "siblings".

    Examples
    --------
    >>> from workbench.tables import empty
    >>> find_families(empty("relations"), empty("articles"), empty("links"), empty("sentences")).empty
    True
    """
    pairs = as_table(relations, "relations").fillna({"confidence": 1.0})
    doc_ids = as_table(articles, "articles")["doc_id"].tolist()
    sources = credited(articles, sentences), named_as_source(articles, sentences)
    told, sharing = _told_by_hand(articles), _sharing(pairs)
    taken = _taken(sharing, links, sentences)
    rows = []
    for n, members in enumerate(_components(doc_ids, [*_derived(pairs), *_pairs_of_one(told)]), start=1):
        origin = _most([told[doc] for doc in members if doc in told]) or _origin(members, *sources, pairs)
        rows += [
            {
                "doc_id": doc_id,
                "family": f"F{n}",
                "origin": origin,
                "confidence": 1.0 if doc_id in told else _confidence(doc_id, members, pairs),
                "taken": taken.get(doc_id, 0.0),
                "shares_with": "; ".join(sharing.get(doc_id, ())),
            }
            for doc_id in members
        ]
    return as_table(rows, "families")


def _sharing(pairs: pd.DataFrame) -> dict[str, list[str]]:
    """Return for each article those that it shares copied text with."""
    related = pairs[~pairs["relation"].isin(APART)]
    found: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in zip(related["a"], related["b"], strict=True):
        found[a].append(b)
        found[b].append(a)
    return found


def _taken(sharing: dict[str, list[str]], links: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, float]:
    """Return for each article the share of its words that stands in any of those it shares copied text with."""
    kept = links[links["label"].isin(REUSE)]
    ends = zip(*(kept[f"{side}_{name}"] for side in "ab" for name in ("doc_id", "start")), strict=True)
    copied = {
        place
        for a, a_start, b, b_start in ends
        if b in sharing.get(a, ())
        for place in ((a, a_start), (b, b_start))
    }
    words: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    body = sentences[sentences["part"] == "body"]
    for doc_id, start, text in zip(body["doc_id"], body["start"], body["text"], strict=True):
        n = len(text.split())
        words[doc_id][0] += n
        words[doc_id][1] += n if (doc_id, start) in copied else 0
    return {doc_id: there / max(total, 1) for doc_id, (total, there) in words.items()}


def _told_by_hand(articles: pd.DataFrame) -> dict[str, str]:
    """Return the origin of each article of which a person named one."""
    if "origin" not in articles:
        return {}
    told = articles.loc[articles["origin"] != "", ["doc_id", "origin"]]
    return dict(told.itertuples(index=False, name=None))


def _pairs_of_one(told: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the articles of one origin, each with the first one of it, however its name is written."""
    first: dict[str, str] = {}
    return [(first.setdefault(" ".join(origin.casefold().split()), doc), doc) for doc, origin in told.items()]


def _derived(pairs: pd.DataFrame) -> list[tuple[str, str]]:
    joined = pairs[pairs["relation"].isin(JOINED)]
    return list(zip(joined["a"], joined["b"], strict=True))


def _most(names: list[str]) -> str:
    """Return the commonest of several names, of those the first in the alphabet; empty if there is none."""
    return max(sorted(set(names)), key=names.count, default="")


def _components(doc_ids: list[str], joined: Iterable[tuple[str, str]]) -> list[list[str]]:
    head = {doc_id: doc_id for doc_id in doc_ids}

    def find(doc_id: str) -> str:
        while head[doc_id] != doc_id:
            doc_id = head[doc_id]
        return doc_id

    for one, other in joined:
        head[find(other)] = find(one)
    groups: dict[str, list[str]] = {}
    for doc_id in doc_ids:
        groups.setdefault(find(doc_id), []).append(doc_id)
    return list(groups.values())


def _origin(
    members: list[str], thanked: dict[str, list[str]], named: dict[str, list[str]], pairs: pd.DataFrame
) -> str:
    """Return the one agency that members credit, or, of a text that several print, the one that it cites."""
    wire = _one_agency(members, thanked) or (len(members) > 1 and _one_agency(members, named))
    return wire or ("own" if len(members) == 1 else _original(members, pairs) or "latent")


def _one_agency(members: list[str], agencies: dict[str, list[str]]) -> str:
    """Return the agency that most members have as their only one; empty if none has a single one."""
    found = [agencies[doc_id][0] for doc_id in members if len(agencies.get(doc_id, [])) == 1]
    return _most(found)


def _original(members: list[str], pairs: pd.DataFrame) -> str:
    """Return the article that every other one of a family is wholly derived from; empty if none is known."""
    if "source" not in pairs:
        return ""
    derived = pairs[
        (pairs["relation"] == "wholly derived") & pairs["a"].isin(members) & pairs["b"].isin(members)
    ]
    counts = derived["source"].value_counts()
    return next((doc_id for doc_id in members if counts.get(doc_id, 0) == len(members) - 1), "")


def _confidence(doc_id: str, members: list[str], pairs: pd.DataFrame) -> float:
    """Return how sure it is that an article is bound to its family, or, for a lone one, that it stands by itself.

    A text is bound by the surest of its relations. What a lone one took from another is the share that stands there,
    as far as it is sure that anything was taken.
    """
    bound, taken = [], [0.0]
    for row in pairs[(pairs["a"] == doc_id) | (pairs["b"] == doc_id)].itertuples():
        copied = row.confidence if row.relation not in APART else 1 - row.confidence
        other, share = (row.b, row.share_of_a) if row.a == doc_id else (row.a, row.share_of_b)
        if other in members:
            bound.append(copied)
        else:
            taken.append(copied * share)
    return max(bound) if bound else 1 - max(taken)


Place = tuple[str, int]


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


def _partners(links: pd.DataFrame) -> dict[Place, set[Place]]:
    partners: dict[Place, set[Place]] = defaultdict(set)
    for a, s, b, t in zip(
        links["a_doc_id"], links["a_start"], links["b_doc_id"], links["b_start"], strict=True
    ):
        partners[a, int(s)].add((b, int(t)))
        partners[b, int(t)].add((a, int(s)))
    return partners


def _reworked(links: pd.DataFrame) -> dict[Place, set[Place]]:
    return _partners(links[links["label"].isin(REUSE)])


def _family(body: pd.DataFrame, families: pd.DataFrame | None) -> dict[str, str]:
    if families is None:
        return dict.fromkeys(body["doc_id"], "all")
    return dict(zip(families["doc_id"], families["family"], strict=True))


def _added(body: pd.DataFrame, partners: dict[Place, set[Place]]) -> Iterator[dict[str, Any]]:
    for row in body.itertuples():
        if not partners.get((row.doc_id, int(row.start))):
            yield _listed(row.doc_id, "adds", row, 1)


def _omitted(
    body: pd.DataFrame,
    partners: dict[Place, set[Place]],
    reworked: dict[Place, set[Place]],
    family: dict[str, str],
) -> Iterator[dict[str, Any]]:
    members: dict[str, list[str]] = defaultdict(list)
    for doc_id in dict.fromkeys(body["doc_id"]):
        members[family.get(doc_id, doc_id)].append(doc_id)
    shown: set[tuple[str, Place]] = set()
    for row in body.itertuples():
        place = (row.doc_id, int(row.start))
        versions = {place} | reworked.get(place, set())
        having = {doc for doc, _ in versions | partners.get(place, set())}
        for doc_id in members[family.get(row.doc_id, row.doc_id)]:
            if doc_id not in having and (doc_id, place) not in shown:
                shown |= {(doc_id, version) for version in versions}
                yield _listed(doc_id, "omits", row, len({doc for doc, _ in versions}))


def _listed(doc_id: str, what: str, sentence: Any, n_articles: int) -> dict[str, Any]:
    return {
        "doc_id": doc_id,
        "what": what,
        "source_doc_id": sentence.doc_id,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "n_articles": n_articles,
    }
