"""Forms of words that no ending explains, and nouns for people: a list, because an ending does not tell a baker from a toaster."""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import lists, rows


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


LEAST_BEFORE = 3  # letters before the part of a compound that names its person: a "shopkeeper", no "looker"
NOT_OF_A_PART = frozenset({"pacemaker", "timekeeper", "human", "german", "roman", "shaman", "talisman"})


def singular(noun: str) -> str:
    """Return a lower-case noun without the ending of its plural; a stem would not tell an office from an officer.

    Examples
    --------
    >>> [singular(noun) for noun in ("bakers", "firemen", "ladies", "wives", "witnesses", "people", "boss")]
    ['baker', 'fireman', 'lady', 'wife', 'witness', 'person', 'boss']
    """
    if noun in ("people", "persons"):
        return "person"
    irregular = irregular_forms("NOUN").get(noun, noun)
    if irregular != noun:
        return irregular
    for ending, put in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("s", "")):
        if noun.endswith(ending) and not noun.endswith("ss"):
            return noun.removesuffix(ending) + put
    return noun


@cache
def _people() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the nouns for people, and the last parts of compounds that are."""
    listed = [(row["class"], word) for row in rows("people") for word in row["words"].split()]
    return frozenset(word for kind, word in listed if kind != "part"), tuple(
        word for kind, word in listed if kind == "part"
    )


@cache
def is_person(noun: str) -> bool:
    """Whether a lower-case noun, also in the plural, names a person by what one does or is.

    Examples
    --------
    >>> [is_person(noun) for noun in ("baker", "toasters", "skyscrapers", "winemakers", "seismologists", "burger")]
    [True, False, False, True, True, False]
    """
    one = singular(noun)
    listed, parts = _people()
    if one in listed:
        return True
    of_parts = one.endswith(parts) and len(one) >= LEAST_BEFORE + min(map(len, filter(one.endswith, parts)))
    return of_parts and one not in NOT_OF_A_PART


def are_people(noun: str) -> bool:
    """Whether a lower-case noun is a plural that names people; "others" are, too.

    Examples
    --------
    >>> [are_people(noun) for noun in ("bakers", "baker", "toasters", "others", "men")]
    [True, False, False, True, True]
    """
    return noun == "others" or (singular(noun) != noun and is_person(noun))
