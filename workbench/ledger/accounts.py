"""The account of a figure: what is counted, who, where, which event, which day, part or whole, as its own sentence tells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from workbench.ledger.vocabulary import counted_class
from workbench.lexicon.reading import rows

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
AT_A_MOMENT = re.compile(
    r"(?:[\s-](?:second|minute|hour|day|night|week|fortnight|month|year|decade)s?)?\s(?:(?P<word>ago|before|after|later|earlier|previously|afterwards)\b|into\b)",
    re.I,
)
BEHIND_MOMENT = re.compile(rf"\b(?P<word>after|within|until|in\sthe\snext|in\sthe\scoming)\s{HEDGE}$", re.I)
SAME_ROLE = {"previously": "before", "earlier": "before", "later": "after", "afterwards": "after"}
EARLIER = "an earlier event"
AROUND = 90  # characters to each side in which a phrase that says something of a figure stands
CLAUSE = re.compile(r"[,;:.!?()\[\]\"“”„«»—–]|\s-\s|\s(?:and|but|while|after|when|as)\s")
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec)"
NAME = r"(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
IN_PLACE = re.compile(
    rf"\b(?:in|at|near|outside|around|from|across|of)\s(?:the\s)?(?:[a-z]+\s(?:of\s)?){{0,3}}?(?P<name>{NAME})"
)
DATES = re.compile(rf"\b(?:{WEEKDAY}|{MONTH})\b")
OF_DAY = re.compile(rf"\b(?P<day>{WEEKDAY})['’]s\b|\b(?:on|late|early)\s(?P<on>{WEEKDAY})\b")
# A day that belongs to the count or to who speaks, and not to what happened.
OF_COUNT = re.compile(
    rf"\b(?:as\sof|by|until|till|rose|risen|rises?|climb\w*|reach\w*|stood|stands?|said|says|told|announced|reported|up\sto|revised|raised|put)\b[^.;]{{0,60}}?{WEEKDAY}",
    re.I,
)
SINCE = re.compile(
    rf"\bsince\s(?:the\s\w+\s(?:began|started|broke)|the\s(?:start|beginning|outbreak)|{MONTH}|(?:19|20)\d\d|then|last)\b"
)
EARLY = re.compile(
    r"\b(?:preliminar\w+|initial(?:ly)?|at\sfirst|first\s(?:thought|believed|reported|said))\b", re.I
)
REVISED = re.compile(r"\b(?:revised|corrected|upgraded|downgraded|updated|lowered)\b", re.I)
FINAL = re.compile(r"\b(?:final|definitive|official)\s(?:death\s)?(?:toll|count|tally|figure|result)\b", re.I)
TOTAL = re.compile(r"\b(?:total|overall|in\sall|altogether|combined|both|toll)\b", re.I)


class Slots(NamedTuple):
    """What a sentence tells of one of its figures; an empty slot is open."""

    groups: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    event: str = ""
    day: str = ""
    extent: str = ""
    stage: str = ""
    state: str = ""
    read_from: str = ""


@lru_cache(maxsize=1)
def _event() -> str:
    """Return a pattern for the words that name what happens once and harms: a quake, an attack, a fire."""
    return rf"(?:{'|'.join(row['event'] for row in rows('happens'))})"


@lru_cache(maxsize=1)
def _other_events() -> re.Pattern[str]:
    """Return what marks another event: a time that lies back, or a thing of the kind that was not this one."""
    phrases = [row["phrase"].replace("{event}", _event()) for row in rows("other_events")]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.I)


@lru_cache(maxsize=1)
def _after_another() -> re.Pattern[str]:
    """Return how a sentence sets an event behind another one of which it goes on to tell: "the fire comes a week after"."""
    subject = rf"\b(?:the|this|that|it|[\w-]{{1,40}}['’]s)\b[^.;]{{0,40}}\b{_event()}\b[^.;]{{0,40}}?"
    return re.compile(rf"{subject}\b(?:comes?|came)\s[^.;]{{0,40}}?\bafter\b", re.I)


def follows_another(text: str) -> bool:
    """Whether a sentence sets this event behind another one of the kind, of which it goes on to tell.

    Examples
    --------
    >>> follows_another("The fire in Arlo comes a week after a blaze in Dray killed nine people.")
    True
    >>> follows_another("The arrest came a week after the fire.")
    False
    """
    return bool(_after_another().search(text))


@lru_cache(maxsize=1)
def _states() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what became of people or bodies besides that they died or were hurt, and the words that say so."""
    return tuple((row["state"], re.compile(rf"\b(?:{row['words']})\b", re.I)) for row in rows("states"))


@lru_cache(maxsize=1)
def states_of_their_own() -> frozenset[str]:
    """Return the states of which the count is never that of all: of the dead some are identified.

    Examples
    --------
    >>> "identified" in states_of_their_own(), "recovered" in states_of_their_own()
    (True, False)
    """
    return frozenset(row["state"] for row in rows("states") if row["counts"] == "own")


def read_slots(text: str, start: int, end: int, concept: str, *, part: bool) -> Slots:
    """Read the account of the figure at ``[start, end)`` of a sentence.

    Parameters
    ----------
    text, start, end
        The sentence, and where the figure stands in it.
    concept
        What it counts.
    part
        Whether it is known to count a part of something.

    Examples
    --------
    >>> text = "Tuesday's blast in Arlo killed 12 people, among them nine children."
    >>> read_slots(text, 31, 33, "people", part=False).day
    'Tuesday'
    >>> sorted(read_slots(text, 53, 57, "children", part=True).groups)
    ['children']
    >>> read_slots("Last year a flood killed 19 people.", 25, 27, "people", part=False).event
    'last year'
    """
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    behind = CLAUSE.split(after, maxsplit=1)[0]
    opening = _opening(text, start)
    ahead = CLAUSE.split(before)[-1]
    others = _other_events()
    other = (
        others.search(f"{ahead} # {behind}") or SINCE.search(f"{before} # {after}") or others.search(opening)
    )
    day = _day(ahead, behind, before)
    found = Slots(
        groups=groups_in(concept),
        places=_places(behind) | _places(opening),
        event=EARLIER if follows_another(text[:start]) else other[0].lower() if other else "",
        day=day,
        extent="part" if part else "whole" if TOTAL.search(f"{opening} {ahead} {behind}") else "",
        stage=_stage(before + after),
        state=next(
            (name for name, told in _states() if told.search(f"{concept} {behind}") or told.search(ahead)), ""
        ),
    )
    return found._replace(read_from=_told(found, opening))


def groups_in(concept: str) -> frozenset[str]:
    """Return the classes of people that a concept names among all: children, police, foreigners.

    Examples
    --------
    >>> sorted(groups_in("women and children")), sorted(groups_in("people who died"))
    (['children', 'women'], [])
    """
    classes = (counted_class(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", concept))
    return frozenset(one.name for one in classes if one.kind_of == "people" and not one.happening)


def _opening(text: str, start: int) -> str:
    """Return what opens a sentence before its first comma, if the figure stands behind that: "In Arlo, 12 died"."""
    first = text.find(",")
    return text[:first] if 0 < first < min(start, AROUND) else ""


def _places(text: str) -> frozenset[str]:
    names = (found["name"] for found in IN_PLACE.finditer(text))
    return frozenset(name for name in names if not DATES.search(name))


def _day(ahead: str, behind: str, before: str) -> str:
    """Return the weekday on which it happened, where the words next to the figure name one."""
    if OF_COUNT.search(f"{ahead} # {behind}") or OF_COUNT.search(before):
        return ""
    told = OF_DAY.search(behind) or OF_DAY.search(ahead)
    return (told["day"] or told["on"]) if told else ""


def _stage(around: str) -> str:
    stages = (("final", FINAL), ("revised", REVISED), ("early", EARLY))
    return next((name for name, pattern in stages if pattern.search(around)), "")


def _told(slots: Slots, opening: str) -> str:
    """Say where each slot was read."""
    told = []
    if slots.groups:
        told.append("group: what is counted")
    if slots.places:
        told.append("place: " + ("how the sentence opens" if _places(opening) else "the words behind it"))
    if slots.event:
        told.append(f"event: '{slots.event}'")
    if slots.day:
        told.append(f"day: '{slots.day}'")
    return "; ".join(told)


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
