"""From sentences to words with tags and trees."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from operator import add
from typing import Any, NamedTuple, Protocol

from workbench.grammar.lemmas import lemma, load_rules
from workbench.grammar.model import Analysis, load_network
from workbench.grammar.tokens import find_tokens
from workbench.lexicon.saying import verbs_of_saying

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


def _join(pieces: list[Analysis]) -> Analysis:
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
    return Analysis(tags, heads, relations)


_make_word = partial(tuple.__new__, Word)  # what Word._make does, without a call of Python for each word


def _words(texts: list[str], starts: list[int], analysis: Analysis) -> list[Word]:
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
