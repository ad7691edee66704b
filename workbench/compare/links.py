"""Which sentences of two articles are one sentence reworked, which only state the same fact, and how sure that is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.compare.context import CONTEXT, Array, Blocks, carry_over, place_in_context, relay, runs_by_way
from workbench.compare.detect.amounts_and_dates import find_amounts
from workbench.compare.similarity import FEATURES, Corpus, build_corpus, compare_blocks
from workbench.compare.terms import Term, is_function_word, stem
from workbench.compare.wording import units
from workbench.lexicon import is_read
from workbench.lexicon.closed_classes import months, weekdays
from workbench.tables import as_table

_WORD = re.compile(r"\w+")
REUSE = ("verbatim", "light", "paraphrase")
# Sure enough to be looked at, by itself, in the light of the other articles.
_WORTH_A_LOOK = 0.001
_PLAUSIBLE = 0.01
_AT_ONCE = 50  # articles that one is measured beside at once: more would only take memory


class ArticlePair(NamedTuple):
    """What is known of the sentences of two articles; each entry is a matrix."""

    alone: Array
    quoted: Array
    runs: Array
    near: Array
    facts: Array
    ways: Array


class Found(NamedTuple):
    """A link: the rows of its two sentences, and what is said of it."""

    a: int
    b: int
    label: str
    score: float
    quoted: float
    runs: int


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
    pairs = _compare_articles(corpus, places)
    languages = frame["language"].where(frame["language"] != "", "en").to_numpy()
    found = list(_linked(corpus, pairs, places, languages, least, shared_facts))
    return as_table(_rows(frame, found), "links")


def _compare_articles(corpus: Corpus, places: list[Array]) -> dict[tuple[int, int], ArticlePair]:
    """Measure every two articles that have a pair of content words in common, one beside many at once."""
    sharing = np.triu(corpus.sharing(places), k=1)
    found: dict[tuple[int, int], ArticlePair] = {}
    for a, row in enumerate(sharing):
        others = np.flatnonzero(row).tolist()
        for i in range(0, len(others), _AT_ONCE):
            some = others[i : i + _AT_ONCE]
            beside = _measure(corpus, places[a], [places[b] for b in some])
            found |= {(a, b): pair for b, pair in zip(some, beside, strict=True)}
    return found


def _measure(corpus: Corpus, rows: Array, others: list[Array]) -> list[ArticlePair]:
    """Measure an article beside each of several; many small matrices would take far longer than one."""
    measured = compare_blocks(corpus, rows, np.concatenate(others))
    runs = np.expm1(measured["own_runs"]).round()
    parts = probability_alone(measured), measured["quoted"], runs, _nearness(measured), *_facts(measured)
    ends = np.cumsum([len(places) for places in others])[:-1]
    return [
        ArticlePair(*blocks) for blocks in zip(*(np.split(part, ends, axis=1) for part in parts), strict=True)
    ]


def _linked(
    corpus: Corpus,
    pairs: dict[tuple[int, int], ArticlePair],
    places: list[Array],
    languages: Array,
    least: float,
    shared_facts: bool,
) -> Iterator[Found]:
    scores = _scores(pairs)
    runs = Blocks({key: pair.runs for key, pair in pairs.items()})
    for (a, b), pair in pairs.items():
        score = carry_over(scores, pair.alone >= _PLAUSIBLE, a, b)
        carried = score > scores[a, b]
        telling = np.where(carried, runs_by_way(runs, a, b), pair.runs) if carried.any() else pair.runs
        one, other = languages[places[a]][:, None], languages[places[b]]
        reused = (score >= least) & (one == other)
        stated = (pair.facts > 0) & shared_facts & (one == other)
        for i, j in np.argwhere(stated):  # of a language that is not read only the wording is compared
            stated[i, j] = is_read(languages[places[a][i]])
        chosen = np.argwhere(reused | stated)
        for i, j in chosen:
            rows = int(places[a][i]), int(places[b][j])
            if not reused[i, j] and not is_shared(corpus, *rows, pair.ways[i, j]):
                continue
            texts = corpus.texts[places[a][i]], corpus.texts[places[b][j]]
            label = _label(*texts, near=bool(pair.near[i, j])) if reused[i, j] else "shared_fact"
            value = score[i, j] if reused[i, j] else pair.facts[i, j]
            yield Found(
                places[a][i], places[b][j], label, float(value), pair.quoted[i, j], int(telling[i, j])
            )


def _scores(pairs: dict[tuple[int, int], ArticlePair]) -> Blocks:
    """Probabilities in context for every two articles, in either order."""
    alone = Blocks({key: pair.alone for key, pair in pairs.items()})
    return Blocks({(a, b): _in_context(pair, alone, a, b) for (a, b), pair in pairs.items()})


def _in_context(pair: ArticlePair, alone: Blocks, a: int, b: int) -> Array:
    if not worth_a_look(pair.alone):  # no third article would change that
        return np.zeros(pair.alone.shape)
    return probability(pair.alone, pair.quoted, relay(alone, a, b))


@cache
def _weights(stage: str, names: tuple[str, ...]) -> tuple[Array, float]:
    path = files("workbench.compare") / "weights" / "links.json"
    document = json.loads(path.read_text(encoding="utf-8"))[stage]
    return np.array([document["weights"][name] for name in names]), float(document["intercept"])


def _logistic(measured: dict[str, Array], stage: str, names: tuple[str, ...]) -> Array:
    slope, intercept = _weights(stage, names)
    margin = sum(value * measured[name] for name, value in zip(names, slope, strict=True) if value)
    return 1 / (1 + np.exp(-(margin + intercept)))


def probability_alone(measured: dict[str, Array]) -> Array:
    """Turn what two sentences have in common into the probability that one is the other reworked."""
    return _logistic(measured, "alone", FEATURES)


def probability_of_passage(measured: dict[str, Array]) -> Array:
    """Return the same for passages that stand by themselves, at even odds beforehand."""
    return _logistic(measured, "passage", FEATURES)


def probability(alone: Array, quoted: Array, relayed: Array) -> Array:
    """Revise the probabilities of the pairs of two articles in the light of one another."""
    if not worth_a_look(alone):
        return np.zeros(alone.shape)
    return _logistic(place_in_context(alone, quoted, relayed), "in_context", CONTEXT)


def worth_a_look(alone: Array) -> bool:
    """Say whether any pair of sentences of two articles may come out as one reworked."""
    return bool(alone.size) and bool(alone.max() >= _WORTH_A_LOOK)


def _nearness(measured: dict[str, Array]) -> Array:
    """Whether most of the content stands in the same order, as in a light edit."""
    return (measured["order"] >= 0.6) & (measured["cover_product"] >= 0.6)


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


def _facts(measured: dict[str, Array]) -> tuple[Array, Array]:
    """Sentences with figures or names in common and enough else: the share in common, and by what it is told."""
    figure = (measured["numbers"] > 0) & (measured["names"] > 0) & (measured["cover_most"] >= 0.35)
    story = (measured["names"] >= 0.4) & (measured["cover_most"] >= 0.5) & (measured["mass"] >= 1.3)
    words = (measured["quoted"] >= 0.4) & (measured["cover_most"] >= 0.4) & (measured["mass"] >= 1.0)
    ways = np.select([words, story, figure], [BY_WORDS, BY_NAMES, BY_FIGURES], 0)
    return np.where(ways > 0, measured["cover_most"], 0.0), ways


def _rows(frame: pd.DataFrame, found: list[Found]) -> pd.DataFrame:
    rows = pd.DataFrame(found, columns=Found._fields)
    sides = []
    for letter in "ab":
        taken = frame.iloc[rows[letter].astype(int)][["doc_id", "start", "end", "text"]]
        sides.append(taken.reset_index(drop=True).add_prefix(f"{letter}_"))
    return pd.concat([*sides, rows[["label", "score", "quoted", "runs"]]], axis=1)


# By what two sentences were found to share a fact: quoted words, names with much else, or a figure with a name.
BY_WORDS, BY_NAMES, BY_FIGURES = 1, 2, 3


def is_shared(corpus: Corpus, one: int, other: int, way: int) -> bool:
    """Say whether two sentences have more in common than a date, or a number of different things.

    ``one`` and ``other`` are numbers of sentences, ``way`` tells by what they were found.

    Examples
    --------
    >>> from workbench.compare.similarity import build_corpus
    >>> corpus = build_corpus(["In Dover, four men died.", "Dover Mail costs £4 a month.", "Four men of Dover died."])
    >>> is_shared(corpus, 0, 1, BY_FIGURES), is_shared(corpus, 0, 2, BY_FIGURES)
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


SURE, LIKELY = 0.9, 0.7


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
    return "sure" if score >= SURE else "likely" if score >= LIKELY else "unsure"
