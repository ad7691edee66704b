"""Forms of words that no ending explains, and the forms that the endings make."""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import lists


@cache
def irregular_forms(tag: str) -> dict[str, str]:
    """Return the dictionary form of each irregular form of a part of speech ("VERB" or "NOUN").

    Examples
    --------
    >>> irregular_forms("VERB")["fled"]
    'flee'
    """
    lines = (line.split() for line in lists("irregular")[tag])
    return {form: base for base, *forms in lines for form in (base, *forms)}


def forms_of(verb: str) -> frozenset[str]:
    """Return the forms that a verb may have, the irregular ones among them; some that it does not have as well.

    Examples
    --------
    >>> {"told", "telling", "tells"} <= forms_of("tell"), {"denied", "denies"} <= forms_of("deny")
    (True, True)
    """
    stem = verb.removesuffix("e")
    ended = {verb, verb + "s", verb + "es", stem + "ed", stem + "ing"}
    ended |= {stem + stem[-1] + "ed", stem + stem[-1] + "ing"}
    if verb.endswith("y"):
        ended |= {verb[:-1] + "ied", verb[:-1] + "ies"}
    return frozenset(ended | {form for form, base in irregular_forms("VERB").items() if base == verb})
