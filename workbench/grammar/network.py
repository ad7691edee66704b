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


def run(weights: Weights, vectors: Floats, shares: Floats, lengths: Integers) -> Prediction:
    """Score a batch of sentences padded with zeros to one length.

    Parameters
    ----------
    weights
        The trained weights by name.
    vectors, shares
        Of every word its vector and its shares in the first layer, see ``WordVectors``.
    lengths
        Words in each sentence.
    """
    mask = (np.arange(vectors.shape[1]) < lengths[:, None]).astype(np.float32)
    hidden = vectors + _maxout(_first_layer(shares) + weights["conv0.bias"])
    for layer in range(1, len(DILATIONS)):
        window = _window(normalise(hidden) * mask[..., None], DILATIONS[layer])
        hidden += _maxout(window @ weights[f"conv{layer}"] + weights[f"conv{layer}.bias"])
    hidden = normalise(hidden) * mask[..., None]
    return Prediction(
        _dense(weights, "upos", hidden).argmax(-1).astype(np.int32),
        _score_arcs(weights, hidden, mask),
        _dense(weights, "label_dependent", hidden),
        _dense(weights, "label_head", hidden),
    )


def normalise(values: Floats) -> Floats:
    """Return the vectors scaled to a mean square of one (Zhang and Sennrich 2019)."""
    mean_square = np.einsum("...d,...d->...", values, values) / np.float32(values.shape[-1])
    scaled: Floats = values * (1 / np.sqrt(mean_square + EPSILON))[..., None]
    return scaled


def _dense(weights: Weights, name: str, values: Floats) -> Floats:
    return values @ weights[name] + weights[f"{name}.bias"]


def _maxout(pieces: Floats) -> Floats:
    half = pieces.shape[-1] // 2
    return np.maximum(pieces[..., :half], pieces[..., half:])


def _first_layer(shares: Floats) -> Floats:
    width = shares.shape[-1] // 3
    pieces = shares[..., width : 2 * width].copy()
    pieces[:, 1:] += shares[:, :-1, :width]
    pieces[:, :-1] += shares[:, 1:, 2 * width :]
    return pieces


def _window(values: Floats, dilation: int) -> Floats:
    """Put beside each word the words so far before and behind it, or zeros."""
    sentences, length, width = values.shape
    window = np.zeros((sentences, length, 3 * width), np.float32)
    inside = max(length - dilation, 0)
    window[:, dilation:, :width] = values[:, :inside]
    window[:, :, width : 2 * width] = values
    window[:, :inside, 2 * width :] = values[:, dilation:]
    return window


@lru_cache(maxsize=512)
def _distances(length: int) -> Integers:
    places = np.arange(length, dtype=np.int32)
    return np.clip(places[None, :] - places[:, None], -FARTHEST, FARTHEST) + np.int32(FARTHEST)


def _score_arcs(weights: Weights, hidden: Floats, mask: Floats) -> Floats:
    sentences, length, _ = hidden.shape
    dependent = _dense(weights, "arc", np.maximum(_dense(weights, "arc_dependent", hidden), 0))
    head = np.maximum(_dense(weights, "arc_head", hidden), 0)
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
