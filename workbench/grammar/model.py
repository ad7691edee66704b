"""Our own parser: weights and vocabulary from ``weights/``, run with numpy alone."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np

from workbench.grammar.features import FEATURES, features
from workbench.grammar.network import Floats, Weights, label_arcs, run
from workbench.grammar.trees import best_trees

_BATCH = 640  # words a batch: large enough for BLAS, small enough for a processor's cache
_CACHE = 60_000  # word vectors kept, 384 bytes each


class Analysis(NamedTuple):
    """Tags, heads (from 1, 0 for the root) and relations of the words of one sentence."""

    tags: list[str]
    heads: list[int]
    relations: list[str]


class Network:
    """The trained network with its vocabulary; give it words, it gives tags, heads and relations."""

    def __init__(self, weights: Weights, vocabulary: dict[str, list[str]]):
        self._weights = weights
        self._index = [{value: at for at, value in enumerate(vocabulary[name])} for name in FEATURES]
        self._tables = [weights[name] @ weights[f"{name}.projection"] for name in FEATURES]
        self._tags = np.array(vocabulary["upos"], object)
        self._relations = np.array(vocabulary["relations"], object)
        self._root = vocabulary["relations"].index("root")
        self._known: dict[str, int] = {}
        self._vectors = np.zeros((1024, len(weights["vector.bias"])), np.float32)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Return the analysis of every sentence, each given as its words; cost is square in a sentence's length."""
        rows = self._look_up(sentences)
        results = [Analysis([], [], [])] * len(rows)
        for members in _batches(rows):
            for at, analysis in zip(members, self._run([rows[at] for at in members]), strict=True):
                results[at] = analysis
        return results

    def _run(self, rows: list[list[int]]) -> list[Analysis]:
        lengths = np.array([len(row) for row in rows], np.int32)
        places = np.zeros((len(rows), int(lengths[-1])), np.int64)
        for place, row in enumerate(rows):
            places[place, : len(row)] = row
        prediction = run(self._weights, self._vectors[places], lengths)
        heads = best_trees(prediction.arcs, lengths)
        relations = self._relations[label_arcs(self._weights, prediction, heads, root=self._root)].tolist()
        tags = self._tags[prediction.upos].tolist()
        return [
            Analysis(tag[:length], head[:length], relation[:length])
            for tag, head, relation, length in zip(
                tags, heads.tolist(), relations, lengths.tolist(), strict=True
            )
        ]

    def _look_up(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        if len(self._known) > _CACHE:
            self._known = {}
        known = self._known
        fresh = list(dict.fromkeys(word for words in sentences for word in words if word not in known))
        if fresh:
            self._add(fresh)
        return [[known[word] for word in words] for words in sentences]

    def _add(self, words: list[str]) -> None:
        begin = len(self._known)
        self._known.update(zip(words, range(begin, begin + len(words)), strict=True))
        if len(self._known) > len(self._vectors):
            larger = np.zeros((2 * len(self._known), self._vectors.shape[1]), np.float32)
            larger[:begin] = self._vectors[:begin]
            self._vectors = larger
        numbers = np.array(
            [
                [index.get(value, 0) for index, value in zip(self._index, features(word), strict=True)]
                for word in words
            ]
        )
        vectors = sum(table[numbers[:, column]] for column, table in enumerate(self._tables))
        self._vectors[begin : begin + len(words)] = vectors + self._weights["vector.bias"]


def _batches(rows: list[list[int]]) -> list[list[int]]:
    """Group sentences by length, shortest first, so that each group holds about as many words; leave out the empty."""
    batches: list[list[int]] = []
    for at in sorted(range(len(rows)), key=lambda at: len(rows[at])):
        if not rows[at]:
            continue
        if not batches or (len(batches[-1]) + 1) * len(rows[at]) > _BATCH:
            batches.append([])
        batches[-1].append(at)
    return batches


@cache
def load_network() -> Network:
    """Load the weights that come with the package, once."""
    folder = files(__package__).joinpath("weights")
    vocabulary = json.loads(folder.joinpath("vocabulary.json").read_text(encoding="utf-8"))
    with np.load(BytesIO(folder.joinpath("weights.npz").read_bytes()), allow_pickle=False) as stored:
        return Network(_restore({name: stored[name] for name in stored.files}), vocabulary)


def _restore(stored: dict[str, np.ndarray]) -> dict[str, Floats]:
    return {
        name: values.astype(np.float32) * stored[f"{name}.scale"].astype(np.float32)
        if f"{name}.scale" in stored
        else values
        for name, values in stored.items()
        if not name.endswith(".scale")
    }
