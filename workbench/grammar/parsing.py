"""From sentences to words with tags and trees: our own parser, its weights run with numpy alone."""

import json
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from importlib.resources import files
from io import BytesIO
from operator import add
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.grammar.network import Floats, Integers, Weights, best_trees, label_arcs, run
from workbench.grammar.vectors import WordVectors
from workbench.grammar.words import find_tokens, lemma, load_rules
from workbench.lexicon.word_classes import verbs_of_saying

_BATCH = 640  # words a batch: large enough for BLAS, small enough for a processor's cache


class SentenceParse(NamedTuple):
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

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[SentenceParse]:
        """Return the analysis of every sentence, each given as its words; cost is square in a sentence's length."""
        rows = self.words.look_up(sentences)
        results = [SentenceParse([], [], [])] * len(rows)
        for members in _batches(rows):
            for at, analysis in zip(members, self._run([rows[at] for at in members]), strict=True):
                results[at] = analysis
        return results

    def _run(self, rows: list[list[int]]) -> list[SentenceParse]:
        lengths = np.array([len(row) for row in rows], np.int32)
        places = np.zeros((len(rows), int(lengths[-1])), np.int64)
        for place, row in enumerate(rows):
            places[place, : len(row)] = row
        prediction = run(self.weights, self.words.vectors[places], self.words.shares[places], lengths)
        heads = best_trees(prediction.arcs, lengths)
        relations = self.relations[label_arcs(self.weights, prediction, heads, root=self._root)].tolist()
        tags = self.tags[self._names(prediction.upos, self.words.cases[places])].tolist()
        return [
            SentenceParse(tag[:length], head[:length], relation[:length])
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


# Sentences analysed at once: enough to fill batches of one length, few enough to bound the memory.
_AT_ONCE = 2048
_CHARACTERS_AT_ONCE = 300_000

# Words scored against each other at once. Longer texts are cut, so that the cost stays in proportion.
_LONGEST = 160
_CLAUSE_ENDS = frozenset(";:.!?,)")


class Word(NamedTuple):
    """A word of a sentence: ``[start, end)`` of the given text, ``head`` counted from 1, 0 for the root."""

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    head: int
    relation: str


class Parser(Protocol):
    """Whatever can stand in for :func:`parse`: spaCy or another library behind the same call."""

    def __call__(self, texts: Sequence[str], /) -> list[list[Word]]:
        """Return the words of every text, offsets in that text."""


def parse(texts: Sequence[str]) -> list[list[Word]]:
    """Cut each sentence into words and give each its lemma, part of speech, head and relation.

    Words, tags and relations are those of Universal Dependencies for English, relations with their subtypes
    (``nsubj:pass``). Every sentence that holds a word has one root; an empty text has no words. Many sentences
    in one call are analysed several times faster than one by one.

    Parameters
    ----------
    texts
        English sentences. A long text may be given whole: beyond 160 words it is analysed in pieces, whose
        roots hang on the first one's as ``parataxis``.

    Returns
    -------
    list
        For every text its words in order; ``start`` and ``end`` are code points of the text given.

    References
    ----------
    Trained on UD English EWT 2.15 and open documents of GUM; ``benchmarks/grammar.py`` measures it, ``benchmarks/train_grammar.py`` trains it.

    Examples
    --------
    >>> [words] = parse(["The floods killed 37 people, officials said."])
    >>> [(word.text, word.upos, word.head, word.relation) for word in words][3:5]
    [('37', 'NUM', 5, 'nummod'), ('people', 'NOUN', 3, 'obj')]
    """
    return [words for portion in _portions(texts) for words in _parse(portion)]


def _portions(texts: Sequence[str]) -> Iterator[list[str]]:
    portion: list[str] = []
    size = 0
    for text in texts:
        portion.append(text)
        size += len(text)
        if len(portion) == _AT_ONCE or size >= _CHARACTERS_AT_ONCE:
            yield portion
            portion, size = [], 0
    yield portion


def _parse(texts: list[str]) -> list[list[Word]]:
    tokens = [find_tokens(text) for text in texts]
    pieces = [_cut(words) for words, _ in tokens]
    with _blas().limit(limits=1, user_api="blas"):
        analyses = iter(load_network().analyse([piece for cut in pieces for piece in cut]))
    joined = (_join([next(analyses) for _ in cut]) for cut in pieces)
    return [_words(*found, analysis) for found, analysis in zip(tokens, joined, strict=True)]


@cache
def _blas() -> Any:
    """Return the libraries of linear algebra: on matrices this small their threads wait for each other."""
    import numpy as np  # noqa: F401  loads the libraries that are then found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _cut(words: list[str]) -> list[list[str]]:
    """Cut a sentence that is too long behind the last clause that fits, or where it must be."""
    pieces = []
    while len(words) > _LONGEST:
        ends = (at for at in range(_LONGEST, _LONGEST // 2, -1) if words[at - 1] in _CLAUSE_ENDS)
        end = next(ends, _LONGEST)
        pieces.append(words[:end])
        words = words[end:]
    return [*pieces, words]


def _join(pieces: list[SentenceParse]) -> SentenceParse:
    """Put the pieces of a sentence together: their roots hang on the first one's."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    root = first.heads.index(0) + 1
    tags, heads, relations = list(first.tags), list(first.heads), list(first.relations)
    for piece in pieces[1:]:
        shift = len(heads)
        heads += [head + shift if head else root for head in piece.heads]
        relations += [
            relation if head else "parataxis"
            for head, relation in zip(piece.heads, piece.relations, strict=True)
        ]
        tags += piece.tags
    return SentenceParse(tags, heads, relations)


_make_word = partial(tuple.__new__, Word)  # what Word._make does, without a call of Python for each word


def _words(texts: list[str], starts: list[int], analysis: SentenceParse) -> list[Word]:
    ends = map(add, starts, map(len, texts))
    lemmas = map(_lemma, texts, analysis.tags)
    return list(map(_make_word, zip(texts, starts, ends, lemmas, *analysis, strict=True)))


@lru_cache(maxsize=50_000)
def _lemma(word: str, upos: str) -> str:
    return lemma(word, upos, load_rules(), _known_forms())


@cache
def _known_forms() -> frozenset[str]:
    """Return the words that a dictionary form may be: those of the treebank and the verbs of the lexicon."""
    return load_network().known_forms | verbs_of_saying()
