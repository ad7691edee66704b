"""Which sentences of two articles are one sentence reworked, and which only state the same fact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

from workbench.compare.similarity import FEATURES, Array, Corpus, build_corpus, compare_blocks
from workbench.tables import as_table

REUSE = ("verbatim", "light", "paraphrase")


def link_sentences(sentences: pd.DataFrame, *, least: float = 0.5, shared_facts: bool = True) -> pd.DataFrame:
    """Link the sentences of every two articles that are one sentence reworked, or that state one fact.

    A sentence may have several links to the same article: it was split there, or two were merged.

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
        Table ``links``. ``score`` is the probability that the label's claim is right, 0 to 1, higher is surer.

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
    corpus = build_corpus(frame["text"].tolist())
    rows = [
        _row(frame, i, j, label, score) for i, j, label, score in _linked(frame, corpus, least, shared_facts)
    ]
    return as_table(rows, "links")


def _linked(
    frame: pd.DataFrame, corpus: Corpus, least: float, shared_facts: bool
) -> Iterator[tuple[int, int, str, float]]:
    places = list(frame.groupby("doc_id", sort=False).indices.values())
    for n, rows in enumerate(places):
        for others in places[n + 1 :]:
            measured = compare_blocks(corpus, rows, others)
            score = probability(measured)
            facts = _facts(measured) if shared_facts else np.zeros(score.shape)
            for i, j in zip(*np.nonzero((score >= least) | (facts > 0)), strict=True):
                if score[i, j] >= least:
                    yield rows[i], others[j], _wording(measured, i, j), float(score[i, j])
                else:
                    yield rows[i], others[j], "shared_fact", float(facts[i, j])


@cache
def _weights() -> tuple[Array, float]:
    path = files("workbench.compare") / "weights" / "links.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    return np.array([document["weights"][name] for name in FEATURES]), float(document["intercept"])


def probability(measured: dict[str, Array]) -> Array:
    """Turn what two sentences have in common into the probability that one is the other reworked."""
    slope, intercept = _weights()
    margin = sum(value * measured[name] for name, value in zip(FEATURES, slope, strict=True))
    return 1 / (1 + np.exp(-(margin + intercept)))


def _wording(measured: dict[str, Array], i: int, j: int) -> str:
    if measured["characters"][i, j] >= 0.97 and measured["cover_least"][i, j] >= 0.97:
        return "verbatim"
    near = measured["order"][i, j] >= 0.6 and measured["cover_product"][i, j] >= 0.6
    return "light" if near else "paraphrase"


def _facts(measured: dict[str, Array]) -> Array:
    """Sentences that share figures or names and enough weight; the score is the share in common."""
    anchored = (measured["numbers"] > 0) | (measured["names"] >= 0.5)
    enough = (measured["cover_most"] >= 0.5) & (measured["mass"] >= 1.3)
    return np.where(anchored & enough, measured["cover_product"], 0.0)


def _row(frame: pd.DataFrame, i: int, j: int, label: str, score: float) -> dict[str, Any]:
    row: dict[str, Any] = {"label": label, "score": score}
    for letter, place in (("a", i), ("b", j)):
        sentence = frame.iloc[place]
        row |= {f"{letter}_{name}": sentence[name] for name in ("doc_id", "start", "end", "text")}
    return row
