"""Where a copy changed a fact: typed differences between linked sentences, each charged to one article."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import pandas as pd

from workbench.analysis import Analysis
from workbench.compare.alignment import Range, SentencePair, align, closeness
from workbench.compare.detect import Difference, find_differences
from workbench.compare.links import REUSE
from workbench.compare.names import Background, read_background, titled_names
from workbench.compare.provenance import Later, Moments
from workbench.compare.wording import function_words, units
from workbench.errors import TableError
from workbench.lexicon import is_read
from workbench.spans import raw_span
from workbench.tables import as_table, empty

Place = tuple[str, int]  # an article and where a sentence of it begins in the raw text


class Siblings:
    """The articles that have a sentence's words in sentences of their own, by the links between them.

    Articles are bits of a number, one number for each word: to unite and to count them takes no time, however many
    links a sentence has.

    Parameters
    ----------
    links
        The rows of the table ``links``.

    Examples
    --------
    >>> rows = [("a", "It rained in Dover."), ("b", "It rained in Arlen."), ("c", "In Dover it rained.")]
    >>> links = [dict(a_doc_id=a, a_start=0, a_text=x, b_doc_id=b, b_start=0, b_text=y)
    ...          for a, x in rows for b, y in rows if a < b]
    >>> siblings = Siblings(links)
    >>> siblings.count({"dover"}, ("a", 0), ("b", 0)), siblings.count({"arlen"}, ("a", 0), ("b", 0))
    (1, 0)
    """

    def __init__(self, links: Iterable[Mapping[str, Any]]) -> None:
        self._bits: dict[str, int] = {}
        self._linked: defaultdict[Place, int] = defaultdict(int)
        self._having: defaultdict[Place, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        for (place, text), bits in self._by_wording(links).items():
            self._linked[place] |= bits
            having = self._having[place]
            for key in keys_of(text):
                having[key] |= bits

    def _by_wording(self, links: Iterable[Mapping[str, Any]]) -> dict[tuple[Place, str], int]:
        """Return the articles in which each sentence is linked with each wording: copies have one in common."""
        found: defaultdict[tuple[Place, str], int] = defaultdict(int)
        for link in links:
            a, b = (link["a_doc_id"], link["a_start"]), (link["b_doc_id"], link["b_start"])
            found[a, link["b_text"]] |= self._bit(b[0])
            found[b, link["a_text"]] |= self._bit(a[0])
        return found

    def _bit(self, doc_id: str) -> int:
        return self._bits.setdefault(doc_id, 1 << len(self._bits))

    def count(self, keys: Iterable[str], *places: Place) -> int:
        """Count the third articles that have all these words in sentences linked with one of two places."""
        third = self._linked[places[0]] | self._linked[places[1]]
        for doc_id, _ in places:
            third &= ~self._bit(doc_id)
        one, other = (self._having[place] for place in places)
        for key in keys:
            third &= one.get(key, 0) | other.get(key, 0)
        return third.bit_count()


@lru_cache(maxsize=20_000)
def keys_of(text: str) -> frozenset[str]:
    """Return the keys of a sentence's words.

    Examples
    --------
    >>> sorted(keys_of("It rained twice."))
    ['it', 'rain', 'twic']
    """
    return frozenset(unit.key for unit in units(text))


_LONGEST = 400  # units
_GOOD_PART = 0.5  # share of an article's sentences from which on it is a copy and no report of another moment
_NEARLY_ALL = 0.7  # share of words with a partner
_OF_A_LINK = ("a_doc_id", "a_start", "a_text", "b_doc_id", "b_start", "b_text", "label")


class _Wordings(NamedTuple):
    """What decides how two linked sentences differ: links that agree in it have the same differences.

    The dates are those of the two articles, which tell what "Saturday" means. Their ids are empty where it makes no
    difference in which articles the sentences stand. ``later`` tells how one may be an update of the other.
    """

    a_text: str
    b_text: str
    label: str
    a_date: str
    b_date: str
    a_doc_id: str
    b_doc_id: str
    later: Later


class _Side(NamedTuple):
    """One end of a difference: the article, the raw span, and the words that stand there."""

    doc_id: str
    start: int
    end: int
    exact: str
    keys: frozenset[str]


class _Candidate(NamedTuple):
    """A difference between two articles, before it is decided which of them changed the fact."""

    kind: str
    changed: _Side
    reference: _Side
    explanation: str
    votes: int


def find_drifts(
    links: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    analysis: Analysis | None = None,
) -> pd.DataFrame:
    """Find the places where a reworked sentence changed a fact.

    Parameters
    ----------
    links, sentences : pandas.DataFrame
        The tables of those names. A link labelled ``shared_fact`` is compared only where nearly all words agree:
        who writes a fact in own words may know better, who reworks a sentence may not.
    articles : pandas.DataFrame, optional
        The table of that name. Its publication dates tell which article came first, and what "Saturday" means.
    analysis : Analysis, optional
        What is known of the sentences already, as :func:`find_figures` left it.

    Returns
    -------
    pandas.DataFrame
        The table ``drifts``, one row a place. A drift is charged to the article that stands against its
        siblings; where they are even, to the one published later; where that is not known, to side b.

    Raises
    ------
    TableError
        If a frame lacks a column of its table.

    Notes
    -----
    Source: own. Words are aligned, detectors compare what has no partner (:mod:`workbench.compare.detect`); the
    wordings that count as equal, and those that exclude each other, stand in the lexicon. Sentences
    of more than 400 words are lists or broken text, and not compared.

    Examples
    --------
    >>> from workbench.compare.drifts import find_drifts
    >>> texts = ["Police in Dover held 14 men.", "Police in Dover held 41 men."]
    >>> sentences = pd.DataFrame(
    ...     [dict(doc_id=d, sentence=0, start=0, end=28, text=t, part="body", paragraph=0, breaks="")
    ...      for d, t in zip("ab", texts)]
    ... )
    >>> links = pd.DataFrame([dict(a_doc_id="a", a_start=0, a_end=28, a_text=texts[0], b_doc_id="b", b_start=0,
    ...     b_end=28, b_text=texts[1], label="light", score=0.9)])
    >>> find_drifts(links, sentences)[["doc_id", "exact", "kind", "explanation"]].values.tolist()
    [['b', '41', 'number', '“14” became “41”']]
    """
    links, sentences = as_table(links, "links"), as_table(sentences, "sentences")
    rows = _in_read_languages(links, sentences)[list(_OF_A_LINK)].to_dict("records")
    judge = _Judge(rows, articles, sentences["doc_id"].value_counts().to_dict())
    breaks = dict(
        zip(zip(sentences["doc_id"], sentences["start"], strict=True), sentences["breaks"], strict=True)
    )
    background = read_background(sentences["doc_id"], sentences["text"])
    found = [
        judge.decide(
            link, difference, (_end(link, "a", difference.a, breaks), _end(link, "b", difference.b, breaks))
        )
        for link, difference in _differences(rows, background, judge, analysis or Analysis())
    ]
    raws = (
        {}
        if articles is None or "raw" not in articles
        else dict(zip(articles["doc_id"], articles["raw"], strict=True))
    )
    return as_table(
        _identified(_quoted(row, raws) for row in _rows(_settle(found, judge.likely_source))), "drifts"
    )


def _identified(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each changed fact an id that stays when the articles change elsewhere."""
    named, seen = [], Counter[tuple[str, ...]]()
    for row in rows:
        content = tuple(
            row[name] for name in ("doc_id", "reference_doc_id", "kind", "exact", "reference_exact")
        )
        seen[content] += 1
        key = "\x1f".join((*content, str(seen[content])))
        named.append(
            {"drift_id": "d" + hashlib.blake2b(key.encode("utf-8"), digest_size=6).hexdigest(), **row}
        )
    return named


def _in_read_languages(links: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the links between sentences in a language that is read: of others only the wording is compared."""
    read = sentences["language"].map(is_read).astype(bool)
    if read.all():
        return links
    unread = set(zip(sentences["doc_id"][~read], sentences["start"][~read], strict=True))
    places = zip(links["a_doc_id"], links["a_start"], strict=True)
    return links[pd.Series([place not in unread for place in places], index=links.index, dtype="bool")]


def _quoted(row: dict[str, Any], raws: dict[str, str]) -> dict[str, Any]:
    """Quote the raw text: between its words the sentence may lack a line break or a character that none can see."""
    for side in ("", "reference_"):
        raw = raws.get(row[f"{side}doc_id"], "")
        row[f"{side}exact"] = raw[row[f"{side}start"] : row[f"{side}end"]] or row[f"{side}exact"]
    return row


def _differences(
    links: Iterable[dict[str, Any]], background: Background, judge: _Judge, analysis: Analysis
) -> Iterator[tuple[dict[str, Any], Difference]]:
    """Yield each link with each of its differences; two wordings are compared once, however often they are linked."""
    known: dict[_Wordings, list[Difference]] = {}

    @cache
    def titled(text: str) -> bool:
        return bool(titled_names(units(text), background.casing))

    for link in links:
        if link["a_text"] == link["b_text"]:
            continue
        wordings = _wordings(link, judge, titled)
        if wordings not in known:
            known[wordings] = _compare(wordings, background, analysis)
        for difference in known[wordings]:
            yield link, difference


def _wordings(link: dict[str, Any], judge: _Judge, titled: Callable[[str], bool]) -> _Wordings:
    """Return what a link is compared by; ``titled`` says whether a sentence names the holder of a title."""
    texts, doc_ids = (link["a_text"], link["b_text"]), (link["a_doc_id"], link["b_doc_id"])
    a_day, b_day = map(judge.moments.day, doc_ids)
    # Who holds a title is the one thing that the rest of an article tells.
    told = doc_ids if any(map(titled, texts)) else ("", "")
    later = judge.later(*doc_ids)
    return _Wordings(texts[0], texts[1], link["label"], a_day, b_day, told[0], told[1], later)


def _compare(wordings: _Wordings, background: Background, analysis: Analysis) -> list[Difference]:
    texts = wordings.a_text, wordings.b_text
    if max(len(units(text)) for text in texts) > _LONGEST:
        return []
    pair = SentencePair(
        wordings.a_doc_id,
        wordings.b_doc_id,
        *texts,
        align(*texts),
        background,
        wordings.label != "paraphrase",
        analysis,
        wordings.a_date,
        wordings.b_date,
        wordings.later,
    )
    return find_differences(pair) if _comparable(pair, wordings.label) else []


def _comparable(pair: SentencePair, label: str) -> bool:
    return label != "shared_fact" or closeness(pair.words) >= _NEARLY_ALL


def _end(link: dict[str, Any], letter: str, where: Range, breaks: dict[Place, str]) -> _Side:
    place = link[f"{letter}_doc_id"], link[f"{letter}_start"]
    return _side(place, link[f"{letter}_text"], breaks.get(place, ""), where)


@lru_cache(maxsize=20_000)  # what a copy changed differs from all the other copies
def _side(place: Place, text: str, breaks: str, where: Range) -> _Side:
    doc_id, begin = place
    found = units(text)[slice(*where)]
    start, end = found[0].start, found[-1].end
    keys = frozenset(unit.key for unit in found if unit.key not in function_words())
    return _Side(doc_id, *raw_span(begin, breaks, start, end), text[start:end], keys)


class _Judge:
    """Decides which of two articles changed a fact."""

    def __init__(
        self, links: Sequence[dict[str, Any]], articles: pd.DataFrame | None, sizes: Mapping[str, int]
    ) -> None:
        self.siblings = Siblings(links)
        self._copies = _copies(links, sizes)
        self.moments = Moments(_dated(articles))

    def later(self, a: str, b: str) -> Later:
        """Return how one of two articles may be an update of the other: another outlet's copy is none."""
        found = self.moments.later(a, b)
        return "" if found != "own" and frozenset((a, b)) in self._copies else found

    def likely_source(self, candidate: _Candidate) -> tuple[bool, str, str]:
        """Sort key of the article that a fact is compared with: first one that the changed article was copied with, then the earliest."""
        reference = candidate.reference.doc_id
        copied = frozenset((candidate.changed.doc_id, reference)) in self._copies
        return not copied, self.moments.day(reference) or "9999", reference

    def decide(self, link: dict[str, Any], difference: Difference, sides: tuple[_Side, _Side]) -> _Candidate:
        """Charge the difference to one of its two articles."""
        a, b = sides
        places = (link["a_doc_id"], link["a_start"]), (link["b_doc_id"], link["b_start"])
        for_a, for_b = (self.siblings.count(side.keys, *places) for side in sides)
        b_first = self.moments.first(a.doc_id, b.doc_id) == b.doc_id
        a_changed = for_b > for_a or (for_a == for_b and _a_changed(difference.changed, b_first=b_first))
        changed, reference = (a, b) if a_changed else (b, a)
        explanation = difference.backward if a_changed else difference.forward
        return _Candidate(difference.kind, changed, reference, explanation, abs(for_a - for_b))


def _copies(links: Iterable[dict[str, Any]], sizes: Mapping[str, int]) -> set[frozenset[str]]:
    """Return every two articles of which one stands to a good part in the other; ``sizes`` counts sentences."""
    shared: defaultdict[frozenset[str], defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for link in links:
        if link["label"] in REUSE:
            pair = shared[frozenset((link["a_doc_id"], link["b_doc_id"]))]
            for side in "ab":
                pair[link[f"{side}_doc_id"]].add(link[f"{side}_start"])
    return {
        pair
        for pair, places in shared.items()
        if any(len(starts) >= _GOOD_PART * sizes.get(doc_id, 1) for doc_id, starts in places.items())
    }


def _dated(articles: pd.DataFrame | None) -> pd.DataFrame:
    """Return the articles with what is needed of them; none where none are given."""
    if articles is None:
        return empty("articles")
    missing = {"doc_id", "date_published"} - set(articles.columns)
    if missing:
        raise TableError(f"Table 'articles' lacks the column(s) {', '.join(sorted(missing))}.")
    return articles


def _a_changed(told: str, *, b_first: bool) -> bool:
    """Whether the wording itself, or else that b was first, puts the change on side a."""
    return told == "a" or (not told and b_first)


def _settle(
    found: Iterable[_Candidate], likely_source: Callable[[_Candidate], tuple[bool, str, str]]
) -> list[_Candidate]:
    """Keep one drift a place, the best supported, against the likeliest source, and never the same difference from both sides."""
    kept: list[_Candidate] = []
    changed_in: defaultdict[str, list[_Candidate]] = defaultdict(list)  # what may overlap is in one article
    for candidate in sorted(
        found, key=lambda one: (-one.votes, one.changed, likely_source(one), one.reference)
    ):
        here, there = changed_in[candidate.changed.doc_id], changed_in[candidate.reference.doc_id]
        if not any(_overlap(candidate.changed, other.changed) for other in here) and not any(
            _overlap(candidate.changed, other.reference) and _overlap(candidate.reference, other.changed)
            for other in there
        ):
            kept.append(candidate)
            here.append(candidate)
    return sorted(kept, key=lambda one: (one.changed.doc_id, one.changed.start))


def _overlap(one: _Side, other: _Side) -> bool:
    return one.doc_id == other.doc_id and one.start < other.end and other.start < one.end


def _rows(found: Iterable[_Candidate]) -> list[dict[str, Any]]:
    return [
        {
            "doc_id": one.changed.doc_id,
            "start": one.changed.start,
            "end": one.changed.end,
            "exact": one.changed.exact,
            "kind": one.kind,
            "reference_doc_id": one.reference.doc_id,
            "reference_start": one.reference.start,
            "reference_end": one.reference.end,
            "reference_exact": one.reference.exact,
            "explanation": one.explanation,
        }
        for one in found
    ]
