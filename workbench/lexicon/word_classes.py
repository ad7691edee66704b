"""Classes of words: closed ones, forms that no ending explains, nouns for people, news agencies, verbs of saying.

Columns of ``saying.csv``, the verbs of saying, one row each with what the verb leads to and where its speaker may stand:

``leads_to``
    "clause" ("say that …"), "noun" ("announce the closure" as well), "level" ("put the toll at"), "sight" (what somebody
    saw or measured), "source" ("citing the ministry"), "toll" ("gave a toll of"), "hearing" (what a court hears).
``marks``
    "needs_clause": its object is a noun so often that only "that", a pronoun or a clause counts. "clause_only": what
    stands before it is never what was stated ("the suspect, police believe, fled"). "may_close": it may stand behind
    what was stated, of whoever is said to think so; "shown": so may this one, of documents. "promise": "to" leads to a
    statement, too; "speak_of": "of" does. "counted_by": "the 300 expected by analysts". "agent": "was estimated by".
``turns``
    "quotation": it may stand before its speaker behind a quotation ("…," opined Gomez); "clause": also without one.
``reports``
    How a change of speaker shows in a reworked sentence: "verb", "carrier" (who quotes another) or "phrase" (what
    stands before the speaker); empty if it does not tell who stated something.
"""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import lists, rows, spellings

PLAIN = ("unit", "teen", "ten")  # of the roles in numbers.csv: a number by itself, below a hundred
LAST_ORDINAL = 10


@cache
def number_values() -> dict[str, int]:
    """Return the plain number words below a hundred, and the ordinals up to the tenth, with their values.

    Examples
    --------
    >>> number_values()["fifty"], number_values()["third"]
    (50, 3)
    """
    cardinals = {row["word"]: int(row["value"]) for row in rows("numbers") if row["role"] in PLAIN}
    ordinals = {word: int(value) for word, value in lists("times")["ordinal_word"].items()}
    return {word: value for word, value in ordinals.items() if value <= LAST_ORDINAL} | cardinals


@cache
def counting_words() -> dict[str, int]:
    """Return the cardinals from one on, as they count days and weeks.

    Examples
    --------
    >>> counting_words()["two"], "zero" in counting_words()
    (2, False)
    """
    cardinals = {row["word"]: int(row["value"]) for row in rows("numbers") if row["role"] in PLAIN}
    return {word: value for word, value in cardinals.items() if value}


@cache
def months(*, short: bool = True) -> frozenset[str]:
    """Return the names of months in lower case, with or without abbreviations.

    Examples
    --------
    >>> {"march", "sept"} <= months(), "sept" in months(short=False)
    (True, False)
    """
    times = lists("times")
    return frozenset({*times["month"], *times["month_or_name"], *(times["month_short"] if short else ())})


@cache
def weekdays(*, short: bool = True) -> frozenset[str]:
    """Return the names of the days of the week in lower case, with or without abbreviations.

    Examples
    --------
    >>> len(weekdays(short=False))
    7
    """
    times = lists("times")
    return frozenset({*times["weekday"], *(times["weekday_short"] if short else ())})


@cache
def function_words(question: str) -> frozenset[str]:
    """Return the words that carry grammar and not content, in lower case, as one question takes them.

    Parameters
    ----------
    question
        "likeness": what adds little to the likeness of two sentences. "changes": what changes no fact when it changes.
        "figures": what is no noun that a number could count or name.

    Examples
    --------
    >>> "the" in function_words("likeness"), "border" in function_words("likeness")
    (True, False)
    """
    return frozenset(row["word"] for row in rows("function_words") if row[f"in_{question}"])


@cache
def irregular_forms(tag: str = "") -> dict[str, str]:
    """Return the dictionary form of each irregular form of a part of speech ("VERB" or "NOUN"), or of either.

    Examples
    --------
    >>> irregular_forms("VERB")["fled"]
    'flee'
    >>> irregular_forms("NOUN")["leaves"], irregular_forms()["leaves"]
    ('leaf', 'leave')
    """
    told = lists("irregular")
    lines = (line.split() for name in ([tag] if tag else ["NOUN", "VERB", "EITHER"]) for line in told[name])
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


@cache
def moving_words() -> frozenset[str]:
    """Return the words behind which "from 21 to 24" tells of two values, the earlier and the later: "rose", "raising".

    Examples
    --------
    >>> {"up", "rose", "raising", "brought"} <= moving_words(), "ran" in moving_words()
    (True, False)
    """
    said = {row["word"] for row in rows("changes") if row["by"] == "verb"}
    movers = (row["word"] for row in rows("words") if row["role"] in ("moves a level", "takes a level"))
    return frozenset(said).union(*map(forms_of, movers))


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


@cache
def agency_spellings(*columns: str) -> dict[str, str]:
    """Return the agency that each spelling in some columns of the table stands for.

    ``names`` are plain wherever they stand, ``introduced`` tell of a third party ("the Belga news agency"), and
    ``ambiguous`` are short ones that stand for other things as well.

    Examples
    --------
    >>> agency_spellings("names")["Associated Press"]
    'AP'
    """
    return {
        spelling: row["name"]
        for row in rows("agencies")
        for column in columns
        for spelling in spellings(row[column])
    }


@cache
def agency_names() -> frozenset[str]:
    """Return every name of an agency in lower case, as one stands for the source of what is told.

    Examples
    --------
    >>> {"tanjug", "associated press", "lusa"} <= agency_names()
    True
    """
    every = {
        *agency_spellings("names", "introduced", "ambiguous"),
        *(row["name"] for row in rows("agencies")),
    }
    return frozenset(name.lower() for name in every)


# The names under which the rules of speech ask for the verbs that lead to something.
LEADS_TO = {
    "clause": "say",
    "noun": "give",
    "level": "put",
    "sight": "witness",
    "source": "cite",
    "toll": "toll_verb",
    "hearing": "hearing_verb",
}


@cache
def sets_of_verbs() -> dict[str, frozenset[str]]:
    """Return the verbs of saying by what they lead to and by their marks.

    Examples
    --------
    >>> "announce" in sets_of_verbs()["give"], "announce" in sets_of_verbs()["turns"]
    (True, True)
    """
    sets: dict[str, set[str]] = {}
    for row in rows("saying"):
        turns = {"quotation": "turns", "clause": "turns_plainly"}
        names = [*spellings(row["marks"]), *(turns[where] for where in spellings(row["turns"]))]
        for name in names + ([LEADS_TO[row["leads_to"]]] if row["leads_to"] else []):
            sets.setdefault(name, set()).add(row["verb"])
    return {name: frozenset(verbs) for name, verbs in sets.items()}


@cache
def verbs_of_saying() -> frozenset[str]:
    """Return every verb that leads to what somebody stated.

    Examples
    --------
    >>> {"say", "give", "put"} <= verbs_of_saying()
    True
    """
    return frozenset(row["verb"] for row in rows("saying") if row["leads_to"])
