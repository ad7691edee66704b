"""What the network is told of a word by itself, and what its first layer makes of it, computed once a word and kept."""

import re
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from workbench.grammar.network import Weights, normalise

FEATURES = ("form", "suffix3", "prefix3", "shape", "suffix2")

_DIGIT = re.compile(r"\d")
_RUNS = (
    (re.compile(r"[A-Z]+"), "X"),
    (re.compile(r"[a-z]+"), "x"),
    (re.compile(r"\d+"), "0"),
)
_LONGEST_FIGURE = 6
_LONGEST_SHAPE = 12


def normal_form(word: str) -> str:
    """Return the word in lower case with every digit a zero; long figures keep their last four characters.

    Examples
    --------
    >>> normal_form("Qaim"), normal_form("1,037"), normal_form("713-853-3989")
    ('qaim', '0,000', '000000')
    """
    form = word.lower().replace("’", "'").replace("‘", "'")
    zeros = _DIGIT.sub("0", form)
    return "00" + zeros[-4:] if zeros != form and len(zeros) > _LONGEST_FIGURE else zeros


def shape(word: str) -> str:
    """Return the word's outline: runs of capitals, small letters and digits as one ``X``, ``x``, ``0``.

    Examples
    --------
    >>> shape("McDonald"), shape("1,037"), shape("B-52s")
    ('XxXx', '0,0', 'X-0x')
    """
    for pattern, sign in _RUNS:
        word = pattern.sub(sign, word)
    return word[:_LONGEST_SHAPE]


def features(word: str) -> tuple[str, str, str, str, str]:
    """Return the word's features in the order of :data:`FEATURES`.

    Examples
    --------
    >>> features("Killed")
    ('killed', 'led', 'kil', 'Xx', 'ed')
    """
    form = normal_form(word)
    return form, form[-3:], form[:3], shape(word), form[-2:]


_T = TypeVar("_T", bound=np.generic)

_MOST = 16_000  # words kept, 2.7 kB each; then all are forgotten and it starts anew


class WordVectors:
    """A growing table of word vectors and of their share in the first convolution; row 0 is padding.

    ``vectors`` are the words' own; ``shares`` hold, side by side, what a word adds to the word behind it,
    to itself and to the word before it; ``cases`` tell capitalised words (1) from those in small letters (-1).
    """

    def __init__(self, weights: Weights, vocabulary: dict[str, list[str]]):
        self._index = [{value: at for at, value in enumerate(vocabulary[name])} for name in FEATURES]
        self._tables = [weights[name] @ weights[f"{name}.projection"] for name in FEATURES]
        self._bias = weights["vector.bias"]
        self._first = np.concatenate(np.split(weights["conv0"], 3), axis=1)
        self.vectors = np.zeros((1024, len(self._bias)), np.float32)
        self.shares = np.zeros((1024, self._first.shape[1]), np.float32)
        self.cases = np.zeros(1024, np.int8)
        self._rows: dict[str, int] = {}

    def look_up(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """Return the rows of the words of every sentence."""
        if len(self._rows) > _MOST:
            self._rows = {}
        rows = self._rows
        fresh = list(dict.fromkeys(word for words in sentences for word in words if word not in rows))
        if fresh:
            self._add(fresh)
        return [[rows[word] for word in words] for words in sentences]

    def _add(self, words: list[str]) -> None:
        begin = len(self._rows) + 1
        end = begin + len(words)
        self._rows.update(zip(words, range(begin, end), strict=True))
        if end > len(self.vectors):
            self.vectors = _longer(self.vectors, begin, 2 * end)
            self.shares = _longer(self.shares, begin, 2 * end)
            self.cases = _longer(self.cases, begin, 2 * end)
        numbers = [
            [index.get(value, 0) for index, value in zip(self._index, features(word), strict=True)]
            for word in words
        ]
        columns = np.array(numbers).T
        vectors = sum(table[column] for table, column in zip(self._tables, columns, strict=True)) + self._bias
        self.vectors[begin:end] = vectors
        self.shares[begin:end] = normalise(vectors) @ self._first
        self.cases[begin:end] = [_case(word) for word in words]


def _case(word: str) -> int:
    """Return 1 for a word with a capital, -1 for one without, 0 for capitals only and what has no letter first."""
    if word[0].isupper():
        return 1 if word[1:].islower() else 0
    return -1 if word[0].islower() else 0


def _longer(values: NDArray[_T], used: int, length: int) -> NDArray[_T]:
    longer = np.zeros((length, *values.shape[1:]), values.dtype)
    longer[:used] = values[:used]
    return longer
