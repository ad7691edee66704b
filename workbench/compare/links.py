"""Which sentences of two articles are one sentence reworked, which only state the same fact, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from workbench.compare.context import EVEN, Array
from workbench.compare.detect.amounts_and_dates import find_amounts
from workbench.compare.measured import (
    BY_NAMES,
    BY_WORDS,
    WORTH_A_LOOK,
    Folded,
    fold,
    measure,
    probability_in_context,
)
from workbench.compare.similarity import Corpus, build_corpus
from workbench.compare.terms import Term, is_function_word, stem
from workbench.compare.thirds import SURE, Event, RunsByWay, carry_over, event_of, relay, ways_of
from workbench.compare.wording import units
from workbench.lexicon import is_read
from workbench.lexicon.word_classes import months, weekdays
from workbench.tables import as_table

_WORD = re.compile(r"\w+")
REUSE = ("verbatim", "light", "paraphrase")
_PLAUSIBLE = 0.01  # by itself, from which a third article may make a link of a pair
_FAINT = 5e-5  # what a pair counts that has nothing in common worth a look


def link_sentences(sentences: pd.DataFrame, *, least: float = 0.5, shared_facts: bool = True) -> pd.DataFrame:
    """Link the sentences of every two articles that are one sentence reworked, or that state one fact.

    Only sentences in one language are linked.

    A sentence may have several links to the same article: it was split there, or two were merged. What both
    articles print in quotation marks counts little by itself: everybody prints an official's words.

    Parameters
    ----------
    sentences
        Table ``sentences`` of all articles.
    least
        Least probability, 0 to 1, at which two sentences are called one reworked; higher is stricter.
    shared_facts
        Whether sentences that state the same fact in words of their own are linked, too.

    Returns
    -------
    pandas.DataFrame
        Table ``links``. For ``verbatim``, ``light`` and ``paraphrase`` the ``score`` is the probability that
        the two are one sentence reworked, 0 to 1, higher is surer: of links at 0.9 nine in ten should be
        right. For ``shared_fact`` it is the share of the shorter sentence that the other one has, too.
        Two further columns: ``quoted`` is the share of what both have in common that both print in quotation
        marks, 0 to 1; ``runs`` the number of runs of four or five words in common that hold no name.

    Raises
    ------
    TableError
        If ``sentences`` lacks a column.

    Notes
    -----
    Source: own; weights of ``weights/links.json``, trained by ``benchmarks/train_links.py``.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("x", "The river burst its banks on Monday, and 40 families left their homes."),
    ...         ("y", "On Monday the river burst its banks and 40 families left their houses.")]
    >>> frame = pd.DataFrame([dict(doc_id=d, sentence=0, start=0, end=len(t), text=t, part="body",
    ...                            paragraph=0, breaks="") for d, t in rows])
    >>> link_sentences(frame)["label"].tolist()
    ['light']
    """
    frame = as_table(sentences, "sentences")
    places = list(frame.groupby("doc_id", sort=False).indices.values())
    corpus = build_corpus(frame["text"].tolist(), frame["doc_id"].tolist())
    languages = frame["language"].where(frame["language"] != "", "en").to_numpy()
    folded = fold(corpus, languages.tolist())
    event = event_of(folded, places, measure(corpus, folded.first))
    beside = _beside(event, corpus.sharing(places))
    scores = _scores(event, beside, min(least, EVEN))
    cells = _cells(event, beside, scores, least, _stated(event, languages) if shared_facts else None)
    return as_table(_rows(frame, _Linked(corpus, folded, languages).of(event, cells)), "links")


class Cell(NamedTuple):
    """Two sentences that may be linked, by number: whether as one reworked, or by a fact, and what is known of them."""

    a: Array
    b: Array
    reused: Array
    value: Array
    quoted: Array
    near: Array
    ways: Array
    runs: Array


def _beside(event: Event, sharing: Array) -> list[Array]:
    """Return for each article the sentences of the later ones that have any words in common with it."""
    nothing = np.zeros(0, dtype=np.int64)
    later = (np.flatnonzero(row[a + 1 :]) + a + 1 for a, row in enumerate(sharing))
    return [np.concatenate([nothing, *(event.places[b] for b in others)]) for others in later]


def _alone(event: Event, here: Array, columns: Array) -> Array:
    return event.measured.alone[event.kind[here]].toarray()[:, event.kind[columns]]


def _scores(event: Event, beside: Sequence[Array], least: float) -> Any:
    """Return the probabilities in context of every two sentences that come out at least so likely, as a sparse matrix."""
    from scipy.sparse import coo_array

    ways = ways_of(event.measured.alone, least=SURE)
    found = [np.zeros((3, 0))]
    for here, columns in zip(event.places, beside, strict=True):
        alone = _alone(event, here, columns)
        kept = _worth_a_look(alone, event.article[columns])
        columns, alone = columns[kept], alone[:, kept]
        if len(columns):
            quoted = event.measured.quoted[event.kind[here]].toarray()[:, event.kind[columns]]
            relayed = relay(event, ways, here, columns)
            score = probability_in_context(
                np.maximum(alone, _FAINT), quoted, relayed, _starts(event.article[columns])
            )
            i, j = np.nonzero(score >= least)
            found.append(np.stack([here[i], columns[j], score[i, j]]))
    one, other, score = np.concatenate(found, axis=1)
    places = np.append(one, other).astype(np.int64), np.append(other, one).astype(np.int64)
    size = len(event.kind)
    return coo_array((np.append(score, score), places), shape=(size, size)).tocsr()


def _starts(article: Array) -> Array:
    """Return the first column of each article, of columns that stand article after article."""
    return np.flatnonzero(np.append(True, article[1:] != article[:-1]))


def _worth_a_look(alone: Array, article: Array) -> Array:
    """Return the columns of the articles of which any pair is worth a look: no third article would change the others."""
    if not alone.size:
        return np.zeros(0, dtype=np.int64)
    starts = _starts(article)
    likely = np.maximum.reduceat(alone.max(axis=0), starts) >= WORTH_A_LOOK
    return np.flatnonzero(np.repeat(likely, np.diff(np.append(starts, len(article)))))


def _stated(event: Event, languages: Array) -> Any:
    """Return what every two distinct sentences have in common that may state one fact, in languages that are read."""
    from scipy.sparse import diags_array

    read = np.zeros(event.measured.facts.shape[0])
    read[event.kind] = [is_read(language) for language in languages]
    return (diags_array(read) @ event.measured.facts).tocsr()


def _cells(event: Event, beside: Sequence[Array], scores: Any, least: float, facts: Any) -> Iterator[Cell]:
    """Yield what is linked of each article and the later ones, in their order."""
    ways, by_way, measured = ways_of(scores, least=EVEN), RunsByWay(event), event.measured
    for here, columns in zip(event.places, beside, strict=True):
        if not len(columns):
            continue
        score = scores[here].toarray()[:, columns]
        carried = carry_over(event, scores, ways, here, columns)
        if carried.any():
            carried *= _alone(event, here, columns) >= _PLAUSIBLE
        raised = carried > score
        value = np.where(raised, carried, score)
        rows, kinds = event.kind[here], event.kind[columns]
        stated = 0.0 * value if facts is None else facts[rows].toarray()[:, kinds]
        i, j = np.nonzero((value >= least) | (stated > 0))
        order = np.lexsort((j, i, event.article[columns[j]]))
        i, j = i[order], j[order]
        a, b = here[i], columns[j]
        quoted, near, how, runs = (
            _at(matrix, rows[i], kinds[j])
            for matrix in (measured.quoted, measured.near, measured.ways, measured.runs)
        )
        reused = value[i, j] >= least
        for at in np.flatnonzero(raised[i, j] & reused):
            runs[at] = by_way(int(a[at]), int(b[at]))
        yield Cell(a, b, reused, np.where(reused, value[i, j], stated[i, j]), quoted, near, how, runs)


def _at(matrix: Any, rows: Array, columns: Array) -> Array:
    """Return cells of a sparse matrix."""
    return np.asarray(matrix[rows, columns], dtype=float).ravel() if len(rows) else np.zeros(0)


class _Linked:
    """Decides what links say; of two distinct sentences once, however many copies they have."""

    def __init__(self, corpus: Corpus, folded: Folded, languages: Array) -> None:
        self._corpus, self._languages = corpus, languages
        self._first = folded.first
        self._labels: dict[tuple[int, int, bool], str] = {}

    def of(self, event: Event, cells: Iterable[Cell]) -> pd.DataFrame:
        """Return a row for each link: numbers of the sentences, label, score, share quoted, runs in common."""
        parts = [self._part(event, cell) for cell in cells]
        names = ["a", "b", "label", "score", "quoted", "runs"]
        columns = zip(*parts, strict=True) if parts else [()] * len(names)
        return pd.DataFrame(
            {
                name: np.concatenate(column) if column else []
                for name, column in zip(names, columns, strict=True)
            }
        )

    def _part(self, event: Event, cell: Cell) -> tuple[Array, ...]:
        one_language = self._languages[cell.a] == self._languages[cell.b]
        told = zip(
            event.kind[cell.a].tolist(),
            event.kind[cell.b].tolist(),
            cell.reused,
            cell.near,
            cell.ways,
            strict=True,
        )
        labels = np.array([self._label(*each) for each in told], dtype=object)
        kept = one_language & (labels != "")
        return tuple(
            column[kept]
            for column in (cell.a, cell.b, labels, cell.value, cell.quoted, cell.runs.astype(np.int64))
        )

    def _label(self, one: int, other: int, reused: bool, near: float, way: float) -> str:
        """Return the label of a link between two distinct sentences; empty if they only seem to share a fact."""
        key = one, other, reused
        if key not in self._labels:
            a, b = int(self._first[one]), int(self._first[other])
            if reused:
                label = _label(self._corpus.texts[a], self._corpus.texts[b], near=bool(near))
            else:
                label = "shared_fact" if is_shared(self._corpus, a, b, int(way)) else ""
            self._labels[key] = label
        return self._labels[key]


def _label(a: str, b: str, *, near: bool) -> str:
    """Name how near the wording is; a changed word of content or figure is never verbatim."""
    from rapidfuzz.distance import Levenshtein

    one, other = (_WORD.findall(text.lower()) for text in (a, b))
    if Levenshtein.distance(one, other, score_cutoff=1) > 1:
        return "light" if near else "paraphrase"
    changes = Levenshtein.editops(one, other)
    changed = [one[c.src_pos] for c in changes if c.tag != "insert"]
    changed += [other[c.dest_pos] for c in changes if c.tag != "delete"]
    if all(is_function_word(word) for word in changed):
        return "verbatim"
    return "light" if near else "paraphrase"


def _rows(frame: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    sides = []
    for letter in "ab":
        taken = frame.iloc[found[letter].to_numpy(dtype=int)][["doc_id", "start", "end", "text"]]
        sides.append(taken.reset_index(drop=True).add_prefix(f"{letter}_"))
    return pd.concat([*sides, found[["label", "score", "quoted", "runs"]]], axis=1)


def is_shared(corpus: Corpus, one: int, other: int, way: int) -> bool:
    """Say whether two sentences have more in common than a date, or a number of different things.

    ``one`` and ``other`` are numbers of sentences, ``way`` tells by what they were found.

    Examples
    --------
    >>> from workbench.compare.similarity import build_corpus
    >>> corpus = build_corpus(["In Dover, four men died.", "Dover Mail costs £4 a month.", "Four men of Dover died."])
    >>> is_shared(corpus, 0, 1, 3), is_shared(corpus, 0, 2, 3)
    (False, True)
    """
    if way == BY_WORDS:
        return True
    a, b = corpus.terms[one], corpus.terms[other]
    if not (_names(a) & _names(b)) - _calendar():
        return False
    return way == BY_NAMES or _one_figure((corpus.texts[one], a), (corpus.texts[other], b))


def _names(terms: Sequence[Term]) -> set[str]:
    return {term.key for term in terms if term.is_name and not term.is_number}


@cache
def _calendar() -> frozenset[str]:
    return frozenset(stem(name) for name in months(short=False) | weekdays(short=False))


def _one_figure(a: tuple[str, Sequence[Term]], b: tuple[str, Sequence[Term]]) -> bool:
    """Whether a number that both have is a figure of one kind and unit in both, or a figure in neither."""
    ours, theirs = _figures(*a), _figures(*b)
    return any(ours[key] & theirs[key] for key in ours.keys() & theirs.keys())


def _figures(text: str, terms: Sequence[Term]) -> dict[str, set[tuple[str, str]]]:
    """Return for each number of a sentence the kinds and units of figure that it stands in; empty ones for none."""
    found = units(text)
    spans = [(found[one.start].start, found[one.end - 1].end, one) for one in find_amounts(text)]
    kinds: dict[str, set[tuple[str, str]]] = {}
    for term in terms:
        if term.is_number:
            inside = {(one.kind, one.unit) for start, end, one in spans if start <= term.start < end}
            kinds.setdefault(term.key, set()).update(inside or {("", "")})
    return kinds


CERTAIN, LIKELY = 0.9, 0.7


def reliability(scores: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> pd.DataFrame:
    """Compare what scores promise with what came true.

    Parameters
    ----------
    scores
        Probabilities, 0 to 1.
    right
        Whether each was right.
    bins
        Number of classes of equal width.

    Returns
    -------
    pandas.DataFrame
        One row a class that is not empty: ``low`` and ``high`` (its ends), ``n``, ``promised`` (mean score)
        and ``kept`` (share that was right), both 0 to 1. The nearer the two, the better.

    Notes
    -----
    Source: reliability diagram, Murphy and Winkler 1977.

    Examples
    --------
    >>> reliability([0.95, 0.95, 0.12], [True, True, False])[["n", "kept"]].to_numpy().tolist()
    [[1.0, 0.0], [2.0, 1.0]]
    """
    frame = pd.DataFrame({"score": np.asarray(scores, dtype=float), "right": np.asarray(right, dtype=float)})
    frame["class"] = np.clip((frame["score"] * bins).astype(int), 0, bins - 1)
    found = frame.groupby("class", sort=True).agg(
        n=("score", "size"), promised=("score", "mean"), kept=("right", "mean")
    )
    found = found.assign(low=found.index / bins, high=(found.index + 1) / bins)
    return found[["low", "high", "n", "promised", "kept"]].reset_index(drop=True)


def how_sure(score: float) -> str:
    """Put the score of a link in a word: ``sure``, ``likely`` or ``unsure``.

    Examples
    --------
    >>> [how_sure(score) for score in (0.97, 0.8, 0.55)]
    ['sure', 'likely', 'unsure']
    """
    return "sure" if score >= CERTAIN else "likely" if score >= LIKELY else "unsure"
