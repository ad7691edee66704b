"""A readable name for a claim, made from its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.compare.terms import find_terms
from workbench.ledger.statements import Statement, in_words

WORDS = 8
FEWEST = 2  # words before a figure that tell anything
# How exactly a value is stated, and its currency, are no part of a name.
HEDGE_END = re.compile(
    r"(?:\s?(?:\b(?:(?:at|no|not)\s(?:least|most|more\sthan|less\sthan)|(?:more|less|fewer)\sthan|up\sto|as\smany\sas|an\sestimated|close\sto"
    r"|about|around|some|nearly|almost|over|roughly|only|just)|[$£€]))\s?$",
    re.I,
)
# A name ends where the clause does, or where the next figure begins.
CLAUSE_END = re.compile(
    r"[,;:.!?()\[\]\"“”„«»—–\n\d]|\s-\s|\s(?:and|but|after|when|while|because|who|which)\s"
)


def name_claim_in_words(statements: Sequence[Statement]) -> str:
    """Return a name for a claim: what is counted, and the words that follow it where it is stated best.

    Parameters
    ----------
    statements
        The figures of one claim; at least one.

    Returns
    -------
    str
        Words of one of the articles; the value as a last resort.
    """
    concept = _commonest(one.concept for one in statements)
    told = [one for one in statements if one.part == "body"] or list(statements)
    named = [_following(one) for one in told]
    fitting = [name for name in named if concept and name.lower().startswith(concept.lower().split()[0])]
    best = max(fitting, key=lambda name: len(name.split()), default="")
    if len(best.split()) > len(concept.split()):
        return best
    quotes = [_quoted(one) for one in told]
    quoted = max(quotes, key=lambda name: (_holds(name, concept), len(name.split())), default="")
    if not quoted or len(concept.split()) > 2:
        return concept or quoted
    return quoted if _holds(quoted, concept) else f"{concept}: {quoted}".removeprefix(": ")


def _quoted(one: Statement) -> str:
    """Return the words before and behind a figure, with a mark where it stands; empty if there are too few."""
    before, after = _leading(one), _following(one)
    if len(before.split()) < FEWEST:
        return ""
    return f"{before} … {after}".strip()


def _holds(text: str, concept: str) -> bool:
    told = {term.key for term in find_terms(f"the {text}")}
    return not concept or find_terms(f"the {concept}")[-1].key in told


def tell_apart(names: Sequence[str], statements: Sequence[Sequence[Statement]]) -> list[str]:
    """Return the names with the first value added wherever two claims would have the same.

    Examples
    --------
    >>> tell_apart(["the dead", "the lost"], [[], []])
    ['the dead', 'the lost']
    """
    many = {name for name, count in Counter(names).items() if count > 1}
    return [
        f"{name} ({in_words(group[0])})" if name in many else name
        for name, group in zip(names, statements, strict=True)
    ]


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], -len(value), value), default="")


def _following(one: Statement) -> str:
    words = CLAUSE_END.split(one.after, maxsplit=1)[0].split()[:WORDS]
    while words and all(term.is_function for term in find_terms(words[-1].lower())):
        words.pop()
    return " ".join(words)


def _leading(one: Statement) -> str:
    return " ".join(HEDGE_END.sub("", CLAUSE_END.split(one.before)[-1]).split()[-WORDS:])
