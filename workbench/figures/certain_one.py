"""The word "one" where it stands for a certain thing or for anybody, and counts nothing: "one witness said"."""

from __future__ import annotations

from workbench.figures.lexing import Tokens
from workbench.figures.vocabulary import number_words, word_list

# How many words the noun behind "One" may have, and how far the words that tell of its fate are looked for.
LONGEST_NOUN = 5
FATE = 14


def is_certain_one(tokens: Tokens, index: int) -> bool:
    """Whether "one" introduces somebody or something of whom the text goes on to tell.

    "One witness said", "One firm with two owners", "One, a nurse, said", "in one case", "not one answer"; but
    "One man, a miner, was killed" counts the dead.

    Examples
    --------
    >>> is_certain_one(Tokens("One witness told police that he ran"), 0)
    True
    >>> is_certain_one(Tokens("One firefighter was treated for burns"), 0)
    False
    """
    before = tokens.at(index - 1)
    if before == "not" and tokens.is_sort(index + 1, "w"):
        return tokens.at(index + 1) not in word_list("not behind not one")
    if before == "in" and tokens.at(index + 1) in word_list("one instance"):
        return True
    if tokens.text[index] != "One" or _tells_fate(tokens, index):
        return False
    return _is_presented(tokens, index)


def _tells_fate(tokens: Tokens, index: int) -> bool:
    """Whether somebody was killed, hurt or held, so that it matters how many."""
    return any(tokens.at(at) in word_list("casualty") for at in range(index + 1, index + FATE))


def _is_presented(tokens: Tokens, index: int) -> bool:
    """Whether behind the noun the text says more of it, or lets it speak."""
    if tokens.is_sort(index + 1, "n") and tokens.at(index + 2) == "-":
        return True  # "One 16-year-old girl", "One 10-bed clinic": what is said of it is the figure
    for at in range(index + 1, index + 1 + LONGEST_NOUN):
        word = tokens.at(at)
        if word == ",":
            return tokens.at(at + 1) in word_list("presents")
        if word in word_list("presents behind noun") and at > index + 1:
            return True
        if not _may_be_of_noun(tokens, at):
            return False
    return False


def _may_be_of_noun(tokens: Tokens, at: int) -> bool:
    word = tokens.at(at)
    if word in number_words() or word in word_list("auxiliary of one"):
        return False
    return tokens.is_sort(at, "w") or word == "-" or tokens.is_sort(at, "n")


def is_anyone(tokens: Tokens, index: int) -> bool:
    """Whether "one" is anybody: "the way one is treated", "if one has the time".

    Examples
    --------
    >>> is_anyone(Tokens("much the way one is treated"), 3)
    True
    """
    asks, present = word_list("before anyone"), word_list("behind anyone")
    return tokens.at(index - 1) in asks and tokens.at(index + 1) in present
