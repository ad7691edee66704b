"""Origins, claim by claim: who could have got a figure wrong independently of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import pandas as pd

from workbench.clean.agencies import UNLISTED, credit_names
from workbench.compare.provenance import find_agencies, signed
from workbench.tables import rows_of

NOT_NAMED = ("own", "latent", "")
REWORKED = ("verbatim", "light", "paraphrase")
# A name that is not only "the newspaper" or "the website": some word but the first is written like a name.
NAMED = re.compile(r"(?:^(?:the\s+)?|\s)(?!The\b)[A-Z][\w&’'.-]*")
# What a medium is called, with its name behind it or none: "state television", "the news agency TT".
MEDIUM = re.compile(
    r"\b(?:television|TV|radio|newspaper|daily|broadcaster|news\s(?:agency|website|site|channel|service)|newswire|wire\sservice)"
    r"(?:\s[A-Z][\w’'-]*)*$"
)
# Media at large are nobody in particular, also where such words open a sentence: "Local media reported".
AT_LARGE = re.compile(
    r"(?:(?:the|some|many|several|various|other|local|state|national|foreign|international|regional|news|press|social|media)\s)*"
    r"(?:media|press|news|newspapers|dailies|broadcasters|outlets|channels|stations|agencies|reports?|websites)(?:\sreports?)?",
    re.I,
)
Sentence = tuple[str, int]


class Sources(NamedTuple):
    """What is known of the articles that tells whether two are one origin.

    ``names`` holds the outlets and agencies that stand for each article, the first one to be shown; ``family`` the group
    of reworked texts it belongs to, ``wire`` what that group's origin is called where it is known; ``reworked`` for a sentence the
    sentences that are one reworked, of articles that were found to share copied text: two reports of one fact may
    hit on the same words.
    """

    names: Mapping[str, tuple[str, ...]]
    family: Mapping[str, str]
    wire: Mapping[str, str]
    outlets: frozenset[str]
    reworked: Mapping[Sentence, frozenset[Sentence]]


class Voice(NamedTuple):
    """What tells the origin of one statement: its article and sentence, and who is said to have carried it."""

    doc_id: str
    sentence: int
    said_by: str
    via: str


class Origin(NamedTuple):
    """An origin of a claim: what it is called, and the articles that rest on it for this claim."""

    name: str
    doc_ids: tuple[str, ...]


def read_sources(
    articles: pd.DataFrame, families: pd.DataFrame, links: pd.DataFrame, sentences: pd.DataFrame
) -> Sources:
    """Read from the tables of those names what tells which articles, and which sentences, have one origin.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> read_sources(*map(empty, ["articles", "families", "links", "sentences"])).outlets
    frozenset()
    """
    signs = signed(articles, sentences)
    names = {
        row.doc_id: tuple(dict.fromkeys(filter(None, (row.origin, *signs[row.doc_id], row.publisher))))
        for row in rows_of(articles)
    }
    sharing = {
        (doc_id, other)
        for doc_id, others in zip(families["doc_id"], families["shares_with"], strict=True)
        for other in others.split("; ")
    }
    copied = [pair in sharing for pair in zip(links["a_doc_id"], links["b_doc_id"], strict=True)]
    kept = links[links["label"].isin(REWORKED) & pd.Series(copied, index=links.index, dtype=bool)]
    number = {(row.doc_id, row.start): (row.doc_id, row.sentence) for row in rows_of(sentences)}
    ends = zip(
        zip(kept["a_doc_id"], kept["a_start"], strict=True),
        zip(kept["b_doc_id"], kept["b_start"], strict=True),
        strict=True,
    )
    return Sources(
        names=names,
        family=dict(zip(families["doc_id"], families["family"], strict=True)),
        wire=dict(zip(families["doc_id"], families["origin"], strict=True)),
        outlets=frozenset(key_of(name) for name in articles["publisher"] if name),
        reworked=_neighbours((number[a], number[b]) for a, b in ends if a in number and b in number),
    )


def _neighbours(pairs: Iterable[tuple[Sentence, Sentence]]) -> dict[Sentence, frozenset[Sentence]]:
    held: dict[Sentence, set[Sentence]] = {}
    for a, b in pairs:
        held.setdefault(a, set()).add(b)
        held.setdefault(b, set()).add(a)
    return {sentence: frozenset(others) for sentence, others in held.items()}


@lru_cache(maxsize=10_000)
def key_of(name: str) -> str:
    """Return what two spellings of one outlet or agency have in common.

    Examples
    --------
    >>> key_of("The Harbour Post") == key_of("harbour post"), key_of("Associated Press") == key_of("AP")
    (True, True)
    >>> key_of("Lumera News Agency") == key_of("Lumera")
    True
    """
    name = " ".join(name.split())
    listed = credit_names().get(name) or credit_names().get(name.removeprefix("The ").removeprefix("the "))
    return re.sub(r"^the\b|\b(?:news|press|wire)\s?(?:agency|service)$|\W+", "", (listed or name).casefold())


@lru_cache(maxsize=10_000)
def carrier(said_by: str, via: str, outlets: frozenset[str] = frozenset()) -> str:
    """Return the agency or outlet that an article only carries a statement of; empty if it carries nobody's.

    Examples
    --------
    >>> carrier("the ministry", "Reuters"), carrier("The Associated Press", ""), carrier("the mayor", "")
    ('Reuters', 'AP', '')
    >>> carrier("state television", ""), carrier("the police", "the newspaper"), carrier("", "Local media")
    ('state television', '', '')
    """
    told = via if NAMED.search(via) and not AT_LARGE.fullmatch(via) else _medium(said_by, outlets)
    listed = find_agencies(told or (said_by if key_of(said_by) in _agencies() else ""))
    if listed:
        return listed[0]
    unlisted = UNLISTED.search(told)
    return unlisted[0].strip() if unlisted else told


def _medium(said_by: str, outlets: frozenset[str]) -> str:
    """Return who speaks if that is an outlet of the case, or is called a newspaper, a broadcaster and the like."""
    is_one = said_by and (key_of(said_by) in outlets or MEDIUM.search(said_by))
    return said_by if is_one else ""


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.casefold().replace(" ", "") for name in credit_names().values())


def find_origins(voices: Sequence[Voice], sources: Sources) -> list[Origin]:
    """Return the origin of each statement of a claim; statements of one origin get the same one.

    Articles share an origin when one outlet published them, one agency signs them, or one reworks the other or both
    one absent text; for one claim also where they share copied text and the very sentences that state it are one
    reworked. A statement that is only carried has its carrier as origin, and not the article; what an article that
    carries one origin states of the claim in its own voice besides is no second report.

    Parameters
    ----------
    voices
        The statements of one claim, in their order.
    sources
        What is known of the articles.
    """
    groups = _Groups()
    heads = [_head(voice, sources, groups) for voice in voices]
    for doc_id, carriers in _carriers(voices, heads).items():
        if len(carriers) == 1:
            groups.join(("article", doc_id), *carriers)
    placed: dict[Sentence, tuple[str, str]] = {}
    for voice, head in zip(voices, heads, strict=True):
        placed.setdefault((voice.doc_id, voice.sentence), head)
    for sentence, head in placed.items():
        for other in sorted(sources.reworked.get(sentence, frozenset()) & placed.keys()):
            groups.join(head, placed[other])
    roots = [groups.root(head) for head in heads]
    found = {root: _origin(root, roots, voices, heads, sources) for root in dict.fromkeys(roots)}
    told_apart = dict(zip(found, _told_apart(list(found.values())), strict=True))
    return [told_apart[root] for root in roots]


def _carriers(voices: Sequence[Voice], heads: Sequence[tuple[str, str]]) -> dict[str, set[tuple[str, str]]]:
    """Return for each article that states a claim in its own voice, too, those of whom it carries statements of it."""
    found: dict[str, set[tuple[str, str]]] = {
        voice.doc_id: set() for voice, head in zip(voices, heads, strict=True) if head[0] == "article"
    }
    for voice, head in zip(voices, heads, strict=True):
        if head[0] != "article" and voice.doc_id in found:
            found[voice.doc_id].add(head)
    return found


def article_origins(
    articles: pd.DataFrame, families: pd.DataFrame, links: pd.DataFrame, sentences: pd.DataFrame
) -> dict[str, str]:
    """Return what the origin of each article is called where a claim names it, by ``doc_id``.

    Parameters
    ----------
    articles, families, links, sentences
        The tables of those names.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> article_origins(*map(empty, ["articles", "families", "links", "sentences"]))
    {}
    """
    docs = articles["doc_id"].tolist()
    whole = [Voice(doc, -1, "", "") for doc in docs]
    found = find_origins(whole, read_sources(articles, families, links, sentences))
    return {doc: origin.name for doc, origin in zip(docs, found, strict=True)}


def _told_apart(origins: Sequence[Origin]) -> list[Origin]:
    """Return the origins, those of one name with an article of each behind it."""
    called = [origin.name for origin in origins]
    return [
        one._replace(name=f"{one.name} ({one.doc_ids[0]})") if called.count(one.name) > 1 else one
        for one in origins
    ]


def _head(voice: Voice, sources: Sources, groups: _Groups) -> tuple[str, str]:
    """Return the node that a statement hangs on, its article's joined with outlet, agency and family."""
    carried = carrier(voice.said_by, voice.via, sources.outlets)
    names = sources.names.get(voice.doc_id, ())
    article = ("article", voice.doc_id)
    groups.join(article, ("family", sources.family.get(voice.doc_id, voice.doc_id)))
    for name in names:
        groups.join(article, ("name", key_of(name)))
    return ("name", key_of(carried)) if carried else article


def _origin(
    root: tuple[str, str],
    roots: Sequence[tuple[str, str]],
    voices: Sequence[Voice],
    heads: Sequence[tuple[str, str]],
    sources: Sources,
) -> Origin:
    own = [(voice, head) for voice, head, at in zip(voices, heads, roots, strict=True) if at == root]
    docs = tuple(dict.fromkeys(voice.doc_id for voice, _ in own))
    return Origin(_name(own, docs, sources), docs)


def _name(own: Sequence[tuple[Voice, tuple[str, str]]], docs: Sequence[str], sources: Sources) -> str:
    """Return what to call an origin: its agency or outlet, the wire of its family, or an article."""
    reports = [voice.doc_id for voice, head in own if head[0] == "article"]
    if not reports:
        return carrier(own[0][0].said_by, own[0][0].via, sources.outlets)
    names = _names_of(reports, sources, alone=len(docs) == 1)
    if names:
        return max(dict.fromkeys(names), key=names.count)
    return docs[0] if len(docs) == 1 else f"an unnamed wire story ({sources.family.get(docs[0], docs[0])})"


def _names_of(reports: Sequence[str], sources: Sources, *, alone: bool) -> list[str]:
    """Return what the articles of an origin are signed with or published by, or what the wire of their family is called."""
    named = [sources.names[doc][0] for doc in reports if sources.names.get(doc)]
    wires = [wire for doc in reports if (wire := sources.wire.get(doc, "")) not in NOT_NAMED]
    # Of two names one has the text from the other, or both from a wire.
    of_one = len(set(map(key_of, named))) == 1
    return (named if of_one else wires) or named or ([] if alone else wires)


class _Groups:
    """Sets of nodes that are joined pair by pair (union-find, Galler and Fischer 1964)."""

    def __init__(self) -> None:
        self.parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(self, node: tuple[str, str]) -> tuple[str, str]:
        """Return the node that stands for the set of a node."""
        at = self.parent.setdefault(node, node)
        while at != self.parent[at]:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        """Make the sets of two nodes one."""
        self.parent[self.root(other)] = self.root(one)


def origins_in_words(origins: Iterable[Origin]) -> str:
    """Return the origins of a claim, each with the number of its articles where it has more than one.

    Examples
    --------
    >>> origins_in_words([Origin("AP", ("a", "b")), Origin("Radio One", ("c",))])
    'AP (2 articles); Radio One'
    """
    told = [
        f"{one.name} ({len(one.doc_ids)} articles)" if len(one.doc_ids) > 1 else one.name
        for one in dict.fromkeys(origins)
    ]
    return "; ".join(told)
