"""A readable name for a claim, made from its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.compare.terms import find_terms
from workbench.ledger.statements import Statement, in_words

WORDS = 7
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
    named = [_following(one) for one in statements if one.part == "body"]
    fitting = [name for name in named if concept and name.lower().startswith(concept.lower().split()[0])]
    best = max(fitting, key=lambda name: len(name.split()), default="")
    if len(best.split()) > len(concept.split()):
        return best
    leading = max((_leading(one) for one in statements), key=lambda name: len(name.split()), default="")
    return (
        concept
        if len(concept.split()) > 2 or not leading
        else f"{concept}: {leading} …"
        if concept
        else leading
    )


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
    return " ".join(CLAUSE_END.split(one.before)[-1].split()[-WORDS:])
