"""Which sentences of two articles are one sentence reworked, and which only state the same fact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.compare.context import CONTEXT, Array, Blocks, carry_over, place_in_context, relay, runs_by_way
from workbench.compare.corpus import Corpus, build_corpus
from workbench.compare.shared_facts import BY_FIGURES, BY_NAMES, BY_WORDS, is_shared
from workbench.compare.similarity import FEATURES, compare_blocks
from workbench.compare.terms import is_function_word
from workbench.lexicon import is_read
from workbench.tables import as_table

_WORD = re.compile(r"\w+")
REUSE = ("verbatim", "light", "paraphrase")
# Sure enough to be looked at, by itself, in the light of the other articles.
_WORTH_A_LOOK = 0.001
_PLAUSIBLE = 0.01
_AT_ONCE = 50  # articles that one is measured beside at once: more would only take memory


class Pair(NamedTuple):
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


def _compare_articles(corpus: Corpus, places: list[Array]) -> dict[tuple[int, int], Pair]:
    """Measure every two articles that have a pair of content words in common, one beside many at once."""
    sharing = np.triu(corpus.sharing(places), k=1)
    found: dict[tuple[int, int], Pair] = {}
    for a, row in enumerate(sharing):
        others = np.flatnonzero(row).tolist()
        for i in range(0, len(others), _AT_ONCE):
            some = others[i : i + _AT_ONCE]
            beside = _measure(corpus, places[a], [places[b] for b in some])
            found |= {(a, b): pair for b, pair in zip(some, beside, strict=True)}
    return found


def _measure(corpus: Corpus, rows: Array, others: list[Array]) -> list[Pair]:
    """Measure an article beside each of several; many small matrices would take far longer than one."""
    measured = compare_blocks(corpus, rows, np.concatenate(others))
    runs = np.expm1(measured["own_runs"]).round()
    parts = probability_alone(measured), measured["quoted"], runs, _nearness(measured), *_facts(measured)
    ends = np.cumsum([len(places) for places in others])[:-1]
    return [Pair(*blocks) for blocks in zip(*(np.split(part, ends, axis=1) for part in parts), strict=True)]


def _linked(
    corpus: Corpus,
    pairs: dict[tuple[int, int], Pair],
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


def _scores(pairs: dict[tuple[int, int], Pair]) -> Blocks:
    """Probabilities in context for every two articles, in either order."""
    alone = Blocks({key: pair.alone for key, pair in pairs.items()})
    return Blocks({(a, b): _in_context(pair, alone, a, b) for (a, b), pair in pairs.items()})


def _in_context(pair: Pair, alone: Blocks, a: int, b: int) -> Array:
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
