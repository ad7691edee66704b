"""Find the numbers of a sentence and read their values: digits, words, fractions, scale words, vague numbers.

No model is needed for this layer. A reader looks at the tokens from one place on and returns a
:class:`Numeral` or nothing; each token is read a bounded number of times, so time grows with length.
"""

from __future__ import annotations

from workbench.figures.cardinals import read_cardinal
from workbench.figures.fractions import read_fraction
from workbench.figures.lexing import Tokens
from workbench.figures.numeral import Numeral, Vague
from workbench.figures.vague import read_vague
from workbench.figures.vocabulary import word_list


def find_numerals(tokens: Tokens, vague: Vague) -> list[Numeral]:
    """Return the numbers of a sentence, from left to right, whether or not they are figures.

    Examples
    --------
    >>> from workbench.figures.vocabulary import vague_preset
    >>> [n.low for n in find_numerals(Tokens("2.5 million and twenty-five hundred"), vague_preset())]
    [2500000.0, 2500.0]
    """
    found: list[Numeral] = []
    words, index = _openers(), 0
    while index < len(tokens):
        if tokens.sort[index] == "n" or tokens.low[index] in words:
            numeral = read_numeral(tokens, index, vague)
            if numeral is not None:
                found.append(numeral)
                index = numeral.last
                continue
        index += 1
    return found


def _openers() -> frozenset[str]:
    return word_list("opener")


def read_numeral(tokens: Tokens, index: int, vague: Vague) -> Numeral | None:
    """Read the number that begins at a token, or return nothing."""
    return read_vague(tokens, index, vague) or read_fraction(tokens, index) or read_cardinal(tokens, index)
