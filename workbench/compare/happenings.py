"""What happened to the things that are counted: killed, hurt, held, closed; the words stand in the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workbench.compare.terms import find_terms
from workbench.lexicon.reading import rows

PHRASE = 4  # words of the longest phrase that tells a happening


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, in order; irregular forms meet too.

    Examples
    --------
    >>> stems("Soldiers fled") == stems("soldier flees")
    True
    """
    return [term.key for term in find_terms(text)]


@cache
def _runs() -> dict[tuple[str, ...], str]:
    return {
        tuple(stems(phrase.replace("_", " "))): row["happening"]
        for row in rows("happenings")
        for phrase in row["words"].split()
    }


def happenings_in(words: Sequence[str], least: int = 1) -> list[tuple[int, str]]:
    """Return where in a run of stems something happens, and what; the longest phrase of ``least`` words at each place.

    Examples
    --------
    >>> happenings_in(stems("the quake killed and injured people"))
    [(2, 'die'), (4, 'injure')]
    """
    held = (opening_happening(words[place : place + PHRASE], least) for place in range(len(words)))
    return [(place, happening) for place, happening in enumerate(held) if happening]


def opening_happening(words: Sequence[str], least: int = 1) -> str:
    """Return what the first stems of a run say to have happened, by the longest phrase of ``least`` words; else "".

    Examples
    --------
    >>> opening_happening(stems("killed and injured")), opening_happening(stems("the quake killed people"))
    ('die', '')
    """
    known = _runs()
    found = (known.get(tuple(words[:length]), "") for length in range(PHRASE, least - 1, -1))
    return next(filter(None, found), "")


@cache
def growing() -> frozenset[str]:
    """Return the happenings whose count goes on while the event does.

    Examples
    --------
    >>> "die" in growing(), "vote" in growing()
    (True, False)
    """
    return frozenset(row["happening"] for row in rows("happenings") if row["grows"] == "yes")


@cache
def akin() -> dict[str, str]:
    """Return the wider happening that a happening belongs to, for those that have one.

    Examples
    --------
    >>> akin()["displace"] == akin()["move"]
    True
    """
    return {row["happening"]: row["akin"] for row in rows("happenings") if row["akin"]}


@cache
def told() -> dict[str, str]:
    """Return the word by which a name says what happened.

    Examples
    --------
    >>> told()["die"], told()["miss"]
    ('killed', 'missing')
    """
    return {row["happening"]: row["told"] for row in rows("happenings")}
