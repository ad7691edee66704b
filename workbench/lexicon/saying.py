"""Verbs of saying: one row each, with what the verb leads to and where its speaker may stand.

Columns of ``saying.csv``:

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

from workbench.lexicon.reading import rows, spellings

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
