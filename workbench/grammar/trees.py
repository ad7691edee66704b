"""From scores to trees: every word its best head, then exactly one root and no cycle, at the least cost."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


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
    steps = 1
    while steps < up.shape[1]:
        up = np.take_along_axis(up, up, 1)
        steps *= 2
    return up


def _repair(arcs: Floats, heads: Integers) -> Integers:
    heads = _one_root(arcs, heads)
    for _ in range(len(heads)):
        up = np.concatenate([np.zeros(1, np.int32), heads])
        top = _climb(up[None])[0]
        if not top.any():
            break
        cycle = _cycle(up, int(top[top.argmax()]))
        heads = _break(arcs, heads, cycle, _below(up, cycle))
    return heads


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


def _cycle(up: Integers, word: int) -> Integers:
    members, at = [word], int(up[word])
    while at != word:
        members.append(at)
        at = int(up[at])
    return np.array(members, np.int32)


def _below(up: Integers, cycle: Integers) -> NDArray[np.bool_]:
    """Mark all words whose way up ends in the cycle, its own members included."""
    reach = np.zeros(len(up), bool)
    reach[cycle] = True
    while True:
        wider = reach | reach[up]
        if (wider == reach).all():
            return reach
        reach = wider


def _break(arcs: Floats, heads: Integers, cycle: Integers, below: NDArray[np.bool_]) -> Integers:
    loose = cycle - 1
    outside = np.where(below[None, :], -np.inf, arcs[loose])
    outside[:, 0] = -np.inf
    cost = arcs[loose, heads[loose]] - outside.max(1)
    place = int(cost.argmin())
    heads[loose[place]] = outside[place].argmax()
    return heads
