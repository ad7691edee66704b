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
