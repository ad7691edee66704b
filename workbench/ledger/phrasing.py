"""Ways of putting a figure in which the noun that is counted stands elsewhere, or is left out."""

from __future__ import annotations

import re

from workbench.ledger.vocabulary import counted_class

PEOPLED = r"(?:city|town|village|hamlet|suburb|island|district|region|province|state|country|county|nation|capital|port|municipality|settlement|community|parish)"
HEDGE = r"(?:(?:about|around|some|over|nearly|almost|just|roughly|more|fewer|less|than|under|up|to|only|at|least|most|close|an|estimated|approximately)\s+){0,3}"
# "home to 1.4 million", "a town of 22,000", "the city's 1.4m people", "1,800 inhabitants"
BEFORE_POPULATION = re.compile(
    rf"(?:\b(?:is\s)?home\sto\s|\bpopulation\s(?:of|is|was)\s|\b{PEOPLED}\sof\s){HEDGE}$", re.I
)
BEFORE_ITS_PEOPLE = re.compile(
    rf"\b(?:{PEOPLED}['’]s|(?-i:[A-Z]\w+)['’]s(?=\s(?:\w+\s)*$)|its|(?:feed|govern|rule)s?\sits)\s{HEDGE}$",
    re.I,
)
ITS_PEOPLE = re.compile(
    r"(?:\s?(?:million|m))?\s(?:people|residents|inhabitants|citizens|souls|population)\b", re.I
)
INHABITANTS = re.compile(r"(?:\s?(?:million|m))?\s(?:inhabitants|souls)\b", re.I)
SETTLED = re.compile(
    r"(?:\s?(?:million|m))?(?=\s(?:people|residents|inhabitants|souls|citizens)\b|\s?[,.;:)]|\s(?:in|on|near|for|that|where|which|and|about|north|south|east|west)\b|$)",
    re.I,
)
# "nine of the dead were children"
PREDICATE = re.compile(
    r"\s+of\s+(?:the|those|these|its|them)\b(?:\s\w{1,20}){0,2}?\s(?:were|was|are|is|had\sbeen)\s((?:\w{1,20}\s?){1,3})",
    re.I,
)
# "police put the number at 5,500", "the organisers spoke of 20,000"
ITS_NUMBER = re.compile(
    r"\b(?:the|that|this|its|their)\s(?:number|figure|total|count|tally|crowd|turnout|estimate|attendance|toll)\s(?:at|was|is|as|of|to)\s"
    rf"{HEDGE}[\"“]?{HEDGE}$",
    re.I,
)
SPOKEN_OF = re.compile(
    r"\b(?:said|says?|claim(?:s|ed)?|estimat(?:es|ed)|spoke\sof|speaks?\sof|counted|reported|insist(?:s|ed)?|puts?\s(?:it|them|this|that)\s(?:at|near(?:er)?(?:\sto)?|close(?:r)?\sto))\s"
    rf"(?:(?:it|there)\s(?:was|were|is|are|had\sbeen)\s)?{HEDGE}[\"“]?{HEDGE}$",
    re.I,
)
AGAINST = re.compile(rf"\b(?:against|versus|compared\swith|not)\s(?:the\s)?{HEDGE}[\"“]?{HEDGE}$", re.I)
COUNTED_BY = re.compile(
    r"[\"”’,]*\s(?:counted|given|claimed|reported|estimated|put\sforward|announced)\sby\b", re.I
)
NOTHING_BEHIND = re.compile(
    r"[\"”’,]*\s?(?:[.;:,)\"”–—]|$|(?:counted|given|claimed|reported|estimated|put\sforward)?\s?(?:by|according)\b)",
    re.I,
)


def says_population(before: str, after: str) -> bool:
    """Whether a count is of those who live somewhere, by what stands before and behind it.

    Examples
    --------
    >>> says_population("a town of ", " people"), says_population("The blast killed ", " people")
    (True, False)
    >>> says_population("the city's ", " people"), says_population("the city's ", " buses")
    (True, False)
    """
    if BEFORE_POPULATION.search(before):
        return SETTLED.match(after) is not None
    return bool(BEFORE_ITS_PEOPLE.search(before) and ITS_PEOPLE.match(after))


def says_inhabitants(after: str) -> bool:
    """Whether the noun behind a count says that it is of those who live somewhere.

    Examples
    --------
    >>> says_inhabitants(" inhabitants"), says_inhabitants(" people")
    (True, False)
    """
    return INHABITANTS.match(after) is not None


def what_they_were(after: str) -> str:
    """Return what some of a group are said to have been: "children" of "nine of the dead were children".

    Examples
    --------
    >>> what_they_were(" of the dead were children from the hostel"), what_they_were(" of the dead were found")
    ('children', '')
    """
    told = PREDICATE.match(after)
    words = told[1].split() if told else []
    return next(
        (
            word
            for word in words
            if counted_class(word).kind_of == "people" and not counted_class(word).happening
        ),
        "",
    )


def refers_back(before: str, after: str) -> bool:
    """Whether a figure is another value for what was counted just before: "police put the number at 5,500".

    Examples
    --------
    >>> refers_back("Police put the number at ", "."), refers_back("Police said ", " people came")
    (True, False)
    >>> refers_back("The organisers spoke of ", ".")
    True
    """
    if COUNTED_BY.match(after) and AGAINST.search(before):
        return True
    if not NOTHING_BEHIND.match(after):
        return False
    return bool(ITS_NUMBER.search(before) or SPOKEN_OF.search(before))


AT_A_MOMENT = re.compile(
    r"(?:[\s-](?:second|minute|hour|day|night|week|fortnight|month|year|decade)s?)?\s(?:(?P<word>ago|before|after|later|earlier|previously|afterwards)\b|into\b)",
    re.I,
)
BEHIND_MOMENT = re.compile(rf"\b(?P<word>after|within|until|in\sthe\snext|in\sthe\scoming)\s{HEDGE}$", re.I)
SAME_ROLE = {"previously": "before", "earlier": "before", "later": "after", "afterwards": "after"}


def role_in_time(before: str, after: str) -> str:
    """Return how a span of time stands in its sentence: from now or from another moment, or, empty, by itself as a length.

    Examples
    --------
    >>> role_in_time("He married two ", " weeks ago."), role_in_time("Two ", " weeks after his death")
    ('ago', 'after')
    >>> role_in_time("Eight ", " days of clashes")
    ''
    """
    told = AT_A_MOMENT.match(after) or BEHIND_MOMENT.search(before)
    word = (told["word"] or "").lower() if told else ""
    return SAME_ROLE.get(word, word)
