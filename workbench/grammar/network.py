"""The tagger and parser as numbers: a dilated convolution over word vectors, then biaffine head selection.

Sources: Strubell et al. 2017 (dilated convolutions for tagging), Dozat and Manning 2017 (biaffine attention),
Honnibal and Montani 2017 (hashed word features, maxout). Trained by ``benchmarks/train_grammar.py``, which holds
the same network in a form that can be differentiated.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]
Weights = dict[str, Floats]

DILATIONS = (1, 2, 4, 1)
FARTHEST = 16  # distances between a word and its head that the network tells apart
EPSILON = np.float32(1e-5)
IMPOSSIBLE = np.float32(-1e9)


class Prediction(NamedTuple):
    """What the network says of a batch: best tag, scores of heads (column 0 is the root), and label inputs."""

    upos: Integers
    arcs: Floats
    label_dependent: Floats
    label_head: Floats


def run(weights: Weights, vectors: Floats, lengths: Integers) -> Prediction:
    """Score a batch of sentences, given as word vectors padded with zeros to one length."""
    mask = (np.arange(vectors.shape[1]) < lengths[:, None]).astype(np.float32)
    hidden = _normalise(_convolve(weights, vectors, mask), mask)
    return Prediction(
        (hidden @ weights["upos"] + weights["upos.bias"]).argmax(-1).astype(np.int32),
        _score_arcs(weights, hidden, mask),
        hidden @ weights["label_dependent"] + weights["label_dependent.bias"],
        hidden @ weights["label_head"] + weights["label_head.bias"],
    )


def _normalise(values: Floats, mask: Floats) -> Floats:
    mean_square = np.einsum("bld,bld->bl", values, values) / np.float32(values.shape[-1])
    return values * (mask / np.sqrt(mean_square + EPSILON))[..., None]


def _convolve(weights: Weights, vectors: Floats, mask: Floats) -> Floats:
    sentences, length, width = vectors.shape
    window = np.zeros((sentences, length, 3 * width), np.float32)
    hidden = vectors
    for layer, dilation in enumerate(DILATIONS):
        normal = _normalise(hidden, mask)
        window[:, :, width : 2 * width] = normal
        window[:, :dilation, :width] = 0
        window[:, dilation:, :width] = normal[:, : max(length - dilation, 0)]
        window[:, max(length - dilation, 0) :, 2 * width :] = 0
        window[:, : max(length - dilation, 0), 2 * width :] = normal[:, dilation:]
        pieces = window.reshape(-1, 3 * width) @ weights[f"conv{layer}"]
        pieces += weights[f"conv{layer}.bias"]
        hidden = hidden + np.maximum(pieces[:, :width], pieces[:, width:]).reshape(vectors.shape)
    return hidden


@lru_cache(maxsize=512)
def _distances(length: int) -> Integers:
    places = np.arange(length, dtype=np.int32)
    return np.clip(places[None, :] - places[:, None], -FARTHEST, FARTHEST) + np.int32(FARTHEST)


def _score_arcs(weights: Weights, hidden: Floats, mask: Floats) -> Floats:
    sentences, length, _ = hidden.shape
    dependent = np.maximum(hidden @ weights["arc_dependent"] + weights["arc_dependent.bias"], 0)
    head = np.maximum(hidden @ weights["arc_head"] + weights["arc_head.bias"], 0)
    dependent = dependent @ weights["arc"] + weights["arc.bias"]
    scores = np.empty((sentences, length, length + 1), np.float32)
    np.matmul(dependent, head.transpose(0, 2, 1), out=scores[:, :, 1:])
    scores[:, :, 1:] += weights["arc_distance"][_distances(length)]
    scores[:, :, 1:] += ((1 - mask) * IMPOSSIBLE)[:, None, :]
    scores[:, :, 0] = dependent @ weights["arc_root"]
    places = np.arange(length)
    scores[:, places, places + 1] = IMPOSSIBLE
    return scores


def label_arcs(weights: Weights, prediction: Prediction, heads: Integers, *, root: int) -> Integers:
    """Return the number of the best relation of every word to its given head; that of the root is ``root``."""
    sentences, length, width = prediction.label_head.shape
    chosen = prediction.label_head[np.arange(sentences)[:, None], np.maximum(heads - 1, 0)]
    chosen[heads == 0] = weights["label_root"]
    both = np.empty((sentences, length, 2 * width), np.float32)
    np.maximum(prediction.label_dependent + chosen, 0, out=both[..., :width])
    np.tanh(np.float32(0.3) * prediction.label_dependent * chosen, out=both[..., width:])
    scores = both @ weights["label"] + weights["label.bias"]
    scores[..., root] = IMPOSSIBLE
    return np.where(heads == 0, root, scores.argmax(-1)).astype(np.int32)
