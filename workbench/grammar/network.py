"""The tagger and parser as numbers: a dilated convolution over word vectors, biaffine head selection, then one tree.

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


# ---- from scores to trees --------------------------------------------------------------------------------------------


def best_trees(arcs: Floats, lengths: Integers) -> Integers:
    """Return the head of every word (from 1, 0 for the root) so that each sentence is one tree.

    Where the best heads do not make a tree, one root is chosen and each cycle is broken where it costs least.

    Parameters
    ----------
    arcs
        Scores by sentence, word and head; column 0 is the root. Higher is better.
    lengths
        Words in each sentence; rows beyond are not used.
    """
    heads = arcs.argmax(-1).astype(np.int32)
    for sentence in np.flatnonzero(~_are_trees(heads, lengths)):
        length = lengths[sentence]
        heads[sentence, :length] = _repair(
            arcs[sentence, :length, : length + 1], heads[sentence, :length].copy()
        )
    return heads


def _are_trees(heads: Integers, lengths: Integers) -> NDArray[np.bool_]:
    sentences, length = heads.shape
    real = np.arange(length) < lengths[:, None]
    up = np.zeros((sentences, length + 1), np.int32)
    np.multiply(heads, real, out=up[:, 1:])
    one_root = ((heads == 0) & real).sum(1) == 1
    return one_root & (_climb(up).max(1) == 0)


def _climb(up: Integers) -> Integers:
    """Follow the heads far enough that only words of a cycle, or below one, are not at the root."""
    rows = np.arange(len(up))[:, None]
    steps = 1
    while steps < up.shape[1]:
        up = up[rows, up]
        steps *= 2
    return up


def _repair(arcs: Floats, heads: Integers) -> Integers:
    heads = _one_root(arcs, heads)
    while True:
        up = [0, *heads.tolist()]
        tops = _tops(up)
        top = max(tops)
        if not top:
            return heads
        _break(arcs, heads, np.array(_cycle(up, top)), np.array(tops) == top)


def _one_root(arcs: Floats, heads: Integers) -> Integers:
    """Give the root to the word that gains most, or loses least, by it."""
    others = arcs[:, 1:]
    second = others.argmax(1).astype(np.int32) + 1
    gain = arcs[:, 0] - others.max(1, initial=-np.inf)
    roots = np.flatnonzero(heads == 0)
    root = roots[gain[roots].argmax()] if len(roots) else gain.argmax()
    heads = np.where(heads == 0, second, heads)
    heads[root] = 0
    return heads


def _tops(up: list[int]) -> list[int]:
    """Return for every word where its way up ends: at the root, 0, or at a word of a cycle."""
    tops = [0] + [-1] * (len(up) - 1)
    for word in range(1, len(up)):
        path, at = [], word
        while tops[at] < 0:
            tops[at] = word  # on the way, for now
            path.append(at)
            at = up[at]
        top = at if tops[at] == word and path else tops[at]
        for member in path:
            tops[member] = top
    return tops


def _cycle(up: list[int], word: int) -> list[int]:
    members, at = [word], up[word]
    while at != word:
        members.append(at)
        at = up[at]
    return members


def _break(arcs: Floats, heads: Integers, cycle: NDArray[np.int_], below: NDArray[np.bool_]) -> None:
    """Give one word of the cycle, in place, the head outside that costs least; what is below goes with it."""
    loose = cycle - 1
    outside = np.where(below[None, :], -np.inf, arcs[loose])
    outside[:, 0] = -np.inf
    cost = arcs[loose, heads[loose]] - outside.max(1)
    place = int(cost.argmin())
    heads[loose[place]] = outside[place].argmax()
