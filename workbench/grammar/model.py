"""Our own parser: weights and vocabulary from ``weights/``, run with numpy alone."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.grammar.network import Floats, Integers, Weights, label_arcs, run
from workbench.grammar.trees import best_trees
from workbench.grammar.vectors import WordVectors

_BATCH = 640  # words a batch: large enough for BLAS, small enough for a processor's cache


class Analysis(NamedTuple):
    """Tags, heads (from 1, 0 for the root) and relations of the words of one sentence."""

    tags: list[str]
    heads: list[int]
    relations: list[str]


class Network:
    """The trained network with its vocabulary; give it words, it gives tags, heads and relations."""

    def __init__(self, weights: Weights, vocabulary: dict[str, list[str]]):
        self.weights = weights
        self.vocabulary = vocabulary
        self.words = WordVectors(weights, vocabulary)
        self.known_forms = frozenset(vocabulary["form"])
        self.tags = np.array(vocabulary["upos"], object)
        self.relations = np.array(vocabulary["relations"], object)
        self._noun, self._name = (vocabulary["upos"].index(tag) for tag in ("NOUN", "PROPN"))
        self._root = vocabulary["relations"].index("root")

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Return the analysis of every sentence, each given as its words; cost is square in a sentence's length."""
        rows = self.words.look_up(sentences)
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
        prediction = run(self.weights, self.words.vectors[places], self.words.shares[places], lengths)
        heads = best_trees(prediction.arcs, lengths)
        relations = self.relations[label_arcs(self.weights, prediction, heads, root=self._root)].tolist()
        tags = self.tags[self._names(prediction.upos, self.words.cases[places])].tolist()
        return [
            Analysis(tag[:length], head[:length], relation[:length])
            for tag, head, relation, length in zip(
                tags, heads.tolist(), relations, lengths.tolist(), strict=True
            )
        ]

    def _names(self, tags: Integers, cases: NDArray[np.int8]) -> Integers:
        """Call a noun a name where it alone has a capital in a sentence mostly in small letters, and no name without one."""
        small = (cases < 0).sum(1) > (cases > 0).sum(1)
        names = (tags == self._noun) & (cases > 0) & small[:, None]
        names[:, 0] = False
        common = (tags == self._name) & (cases < 0) & (cases > 0).any(1, keepdims=True)
        return np.where(names, self._name, np.where(common, self._noun, tags))


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
        return Network(restore({name: stored[name] for name in stored.files}), vocabulary)


def restore(stored: dict[str, np.ndarray]) -> dict[str, Floats]:
    """Return the weights as they were before they were stored in eight bits with a scale."""
    return {
        name: values.astype(np.float32) * stored[f"{name}.scale"].astype(np.float32)
        if f"{name}.scale" in stored
        else values
        for name, values in stored.items()
        if not name.endswith(".scale")
    }
