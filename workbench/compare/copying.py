"""How sure it is that two articles share copied text, and what the wordings of a third one say about their descent."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.compare.context import log_odds
from workbench.compare.links import REUSE
from workbench.compare.provenance import is_credit_line, signed
from workbench.compare.terms import find_terms

EVIDENCE = (
    "odds",  # log odds of the link; 0 for a shared fact, whose score is no probability
    "runs",  # log of the number of three words in a row in common that say something
    "rare",  # log of the words in common that no other article has, nearly whole copies of the two left aside
    "words",  # log of the words of the shorter sentence that are neither name nor figure
    "fact",  # the two only state one fact
    "one_hand",  # one outlet published both articles, or one agency signs both
)

IN_A_ROW, TELLING = (
    3,
    2,
)  # words of a run in common, and how many of them are neither name, figure nor function word
NEARLY_WHOLE = 0.6  # of an article's sentences that stand in another, for it to be no other report

Place = tuple[str, int]  # a sentence: its article, and where it starts


class Shared(NamedTuple):
    """A link between two sentences of the body: what it says for copying, and how much of it is quotation."""

    place_a: Place
    place_b: Place
    label: str
    quoted: float
    telling: float

    @property
    def reused(self) -> bool:
        """Whether one sentence is the other reworked."""
        return self.label in REUSE


def shared_sentences(
    links: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame
) -> dict[tuple[str, str], list[Shared]]:
    """Return for every two articles the links between sentences of their bodies.

    Credit lines ("Reporting by ...") are left out: they tell who worked on a text, not what stands in it.
    ``telling`` of each is the probability, 0 to 1, that it shows copying by itself. What both print in quotation
    marks shows none: everybody prints an official's words.

    Notes
    -----
    Source: own; weights of ``weights/relations.json``, trained by ``benchmarks/train_relations.py``.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> shared_sentences(empty("links"), empty("sentences"), empty("articles"))
    {}
    """
    found: defaultdict[tuple[str, str], list[Shared]] = defaultdict(list)
    rows, values = evidence_of(links, sentences, articles)
    told = weigh(values)
    quoted = rows["quoted"] if "quoted" in rows else pd.Series(0.0, index=rows.index)
    columns = (rows[name].tolist() for name in ("a_doc_id", "a_start", "b_doc_id", "b_start", "label"))
    for a, a_start, b, b_start, label, share, by_itself in zip(
        *columns, quoted.tolist(), told.tolist(), strict=True
    ):
        one = Shared((a, a_start), (b, b_start), label, share, by_itself * (1 - share))
        found[a, b].append(one)
    return dict(found)


def evidence_of(
    links: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the links between sentences of bodies, and of each a row of ``EVIDENCE``."""
    body = sentences[sentences["part"] == "body"]
    kept = {
        (doc_id, start)
        for doc_id, start, text in zip(body["doc_id"], body["start"], body["text"], strict=True)
        if not is_credit_line(text)
    }
    ends = [
        zip(links[f"{side}_doc_id"].tolist(), links[f"{side}_start"].tolist(), strict=True) for side in "ab"
    ]
    inside = [one in kept and other in kept for one, other in zip(*ends, strict=True)]
    rows = links[pd.Series(inside, index=links.index, dtype=bool)]
    fact = (~rows["label"].isin(REUSE)).to_numpy(dtype=float)
    makers = _makers(articles, sentences)
    rare = _rare_words(rows, body)
    both = [
        (_wording(a), _wording(b))
        for a, b in zip(rows["a_text"].tolist(), rows["b_text"].tolist(), strict=True)
    ]
    runs, words = [len(a.runs & b.runs) for a, b in both], [min(a.n, b.n) for a, b in both]
    pairs = zip(rows["a_doc_id"].tolist(), rows["b_doc_id"].tolist(), strict=True)
    one_hand = [float(bool(makers.get(a, set()) & makers.get(b, set()))) for a, b in pairs]
    odds = log_odds(rows["score"].to_numpy(dtype=float)) * (1 - fact)
    counted = (np.log1p(np.array(numbers, dtype=float)) for numbers in (runs, rare, words))
    return rows, np.column_stack([odds, *counted, fact, np.array(one_hand)])


class _Wording(NamedTuple):
    """What is a sentence's own: how many words are neither name nor figure, which tell something, which stand in a row."""

    n: int
    telling: frozenset[str]
    runs: frozenset[tuple[str, ...]]


@lru_cache(maxsize=50_000)  # a sentence has links to many others
def _wording(text: str) -> _Wording:
    """Read a sentence's wording: a place with its state, or a list of people, has none; a quotation's is another's."""
    terms = find_terms(text)
    own = [not (term.is_name or term.is_number) for term in terms]
    telling = [
        here and not (term.is_function or term.in_quotation) for term, here in zip(terms, own, strict=True)
    ]
    places = range(len(terms) - IN_A_ROW + 1)
    return _Wording(
        sum(own),
        frozenset(term.key for term, tells in zip(terms, telling, strict=True) if tells),
        frozenset(
            tuple(term.key for term in terms[at : at + IN_A_ROW])
            for at in places
            if sum(telling[at : at + IN_A_ROW]) >= TELLING
            and not any(term.in_quotation for term in terms[at : at + IN_A_ROW])
        ),
    )


def _rare_words(rows: pd.DataFrame, body: pd.DataFrame) -> list[int]:
    """Count for each link the telling words that its sentences share and no third article has.

    What all reports of an event have to say, they say in the same few words. A third one that is itself nearly whole a
    copy of one of the two is no witness of that.
    """
    having: defaultdict[str, set[str]] = defaultdict(set)
    for doc_id, text in zip(body["doc_id"], body["text"], strict=True):
        for word in _wording(text).telling:
            having[word].add(doc_id)
    copies = _copies(rows, body)
    found = []
    for a, b, a_text, b_text in zip(
        rows["a_doc_id"], rows["b_doc_id"], rows["a_text"], rows["b_text"], strict=True
    ):
        known = {a, b} | copies.get(a, set()) | copies.get(b, set())
        shared = _wording(a_text).telling & _wording(b_text).telling
        found.append(sum(having[word] <= known for word in shared))
    return found


def _copies(rows: pd.DataFrame, body: pd.DataFrame) -> dict[str, set[str]]:
    """Return for each article those that hold half of it, or of which it holds half, word for word or nearly so."""
    total = Counter(body["doc_id"])
    near = rows[rows["label"].isin(("verbatim", "light"))]
    held: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for a, a_start, b, b_start in zip(
        *(near[f"{side}_{name}"] for side in "ab" for name in ("doc_id", "start")), strict=True
    ):
        held[a, b].add(a_start)
        held[b, a].add(b_start)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for (one, other), starts in held.items():
        if len(starts) >= NEARLY_WHOLE * total[one]:
            found[one].add(other)
            found[other].add(one)
    return found


def _makers(articles: pd.DataFrame, sentences: pd.DataFrame) -> dict[str, set[str]]:
    """Return for each article its outlet and the agencies that sign it."""
    found = {doc_id: set(names) for doc_id, names in signed(articles, sentences).items()}
    for doc_id, publisher in zip(articles["doc_id"], articles["publisher"], strict=True):
        if publisher:
            found[doc_id].add(publisher.casefold())
    return found


@cache
def _weights() -> tuple[np.ndarray, float]:
    path = files("workbench.compare") / "weights" / "relations.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    return np.array([document["weights"][name] for name in EVIDENCE]), float(document["intercept"])


def weigh(values: np.ndarray) -> np.ndarray:
    """Turn rows of ``EVIDENCE`` into probabilities that each link by itself shows copying."""
    slope, intercept = _weights()
    return 1 / (1 + np.exp(-(values @ slope + intercept)))


def best_of_each(shared: Sequence[Shared]) -> list[Shared]:
    """Keep for each sentence its most telling link, so that none counts twice.

    Examples
    --------
    >>> links = [Shared(("a", 0), ("b", n), "light", 0.0, told) for n, told in ((0, 0.4), (9, 0.6))]
    >>> [one.telling for one in best_of_each(links)]
    [0.6]
    """
    taken: set[Place] = set()
    kept = []
    for one in sorted(shared, key=lambda link: (-link.telling, link.place_a, link.place_b)):
        if not {one.place_a, one.place_b} & taken:
            taken |= {one.place_a, one.place_b}
            kept.append(one)
    return kept


def probability_of_copying(shared: Sequence[Shared]) -> float:
    """Return how probable it is that any of two articles' shared sentences was copied.

    One sentence alike may be chance or a fact that everybody prints; several are not.

    Notes
    -----
    Source: noisy or, Pearl 1988.

    Examples
    --------
    >>> links = [Shared(("a", n), ("b", n), "light", 0.0, 0.5) for n in (0, 9)]
    >>> probability_of_copying(links), probability_of_copying([])
    (0.75, 0.0)
    """
    return float(1 - np.prod([1 - one.telling for one in best_of_each(shared)]))


def share_of_words(places: set[Place], words: Mapping[Place, int], total: int) -> float:
    """Return the share of an article's words that stand in some of its sentences."""
    return sum(words.get(place, 0) for place in places) / max(total, 1)


MAX_THIRDS = 8  # a wire story may stand in hundreds of papers; a few witnesses are enough
MIN_WORDS = 2  # content words that agree against the third article, for a sentence to count


def agreements(links: pd.DataFrame) -> Counter[tuple[str, str, str]]:
    """Count the sentences in which two articles agree in words that a third one lacks.

    The key (a, b, c) stands for "a and b agree against c", where all three have the sentence. If b were
    copied from c alone, a and b could not agree against c: such a count speaks for an original of a and b
    that c is not.

    Parameters
    ----------
    links
        Table ``links``.

    Notes
    -----
    Source: the common-error method of textual criticism (Maas 1927), applied to shared readings.

    Examples
    --------
    >>> from workbench.tables import empty
    >>> agreements(empty("links"))
    Counter()
    """
    words, partners = _linked_sentences(links)
    in_order = {one: sorted(others) for one, others in partners.items()}
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in sorted(partners):
        for two in (other for other in in_order[one] if one[0] < other[0]):
            shared, theirs = words[one] & words[two], partners[two]
            if len(shared) < MIN_WORDS:
                continue
            for three in islice(filter(theirs.__contains__, in_order[one]), MAX_THIRDS):
                if three[0] not in (one[0], two[0]) and len(shared - words[three]) >= MIN_WORDS:
                    counts[one[0], two[0], three[0]] += 1
    for (a, b, c), n in list(counts.items()):
        counts[b, a, c] = n
    return counts


def _linked_sentences(
    links: pd.DataFrame,
) -> tuple[dict[Place, frozenset[str]], dict[Place, set[Place]]]:
    words: dict[Place, frozenset[str]] = {}
    partners: dict[Place, set[Place]] = defaultdict(set)
    reused = links[links["label"].isin(REUSE)]
    sides = [[reused[f"{side}_{name}"].tolist() for name in ("doc_id", "start", "text")] for side in "ab"]
    for a_doc, a_start, a_text, b_doc, b_start, b_text in zip(*sides[0], *sides[1], strict=True):
        a, b = (a_doc, a_start), (b_doc, b_start)
        for place, text in ((a, a_text), (b, b_text)):
            if place not in words:
                words[place] = frozenset(t.key for t in find_terms(text) if not t.is_function)
        partners[a].add(b)
        partners[b].add(a)
    return words, partners
