"""The names of what is measured: a span of time, a sum of money, a distance, each as a person would put it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.compare.happenings import growing, stems, told
from workbench.ledger.naming_clauses import words_for
from workbench.ledger.statements import PLURAL_UNITS, Statement
from workbench.ledger.vocabulary import core_of, counted_class
from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import singular

WORDS = 8
MOST = 0.5  # of a claim's statements that say a thing before it stands in the name
ARTICLE = r"(?:(?:the|an?|its|his|her|their)\s)?"
AGO = re.compile(r"^[\s-]*(?:\w+\s)?(?:ago|earlier)\b")
SIDE = re.compile(
    r"^[\s-]*(?:\w+\s){0,2}(?P<side>before|after|since|until)\s(?:the|an?)\s(?P<noun>(?:[\w’'-]+\s?){1,3}?)(?=[.,;:]|$|\b(?:of|in|on|at)\s)"
)
UNTIL = re.compile(r"\b(?:within|after)\s(?:about\s|just\s|only\s|nearly\s|almost\s)?$", re.I)
TARGET = re.compile(
    r"^[\s-]*\w+\s(?:\([^)]*\),?\s)?(?:[a-z-]+\s){0,3}?(?:of|from|off|to)\s(?:the\s)?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})(?!\w|\s\w)"
)
OF_IN = re.compile(
    r"\bof\s(?P<noun>[a-z]+)\s(?:fell\s|had\sfallen\s)?(?:in|within|over)\s(?:the\slast\s|just\s|only\s)?$"
)
IN_WHICH = r"under|in|at|on|of|with|without|as"
# These happen to people only: a blast is not hurt.
TO_PEOPLE = frozenset({"die", "injure", "infect", "detain"})
# ... and these to things only: nobody is damaged or sold.
TO_THINGS = frozenset({"damage", "sell", "launder", "contain"})
SPELLED = {"min": "minutes", "s": "seconds", "h": "hours"}
EVERY = re.compile(r"\bevery\s$")
OF_RATIO = re.compile(r"^[\s-]*times\s(?:as|more|the|higher|larger|bigger|fewer)\b")
COUNTED = frozenset({"point"})  # a unit of no measure: an index and a player have points
SMALL = frozenset({"mm", "cm"})  # "a 9 mm screw": rather how thick than how long
FAR = frozenset({"km", "mi", "mile", "nmi"})
SAYS_TIME = "time period duration term sentence delay"
SAYS_SHARE = "share percentage percent rate proportion turnout containment growth"


def name_duration(group: Sequence[Statement], noun: str) -> str:
    """Return the name of a span of time: what lies before, after or within it.

    Examples
    --------
    >>> name_duration([Statement(unit="day", happening="take")], "villages")
    'days in which villages were taken'
    >>> name_duration([Statement(unit="day", after=" days before the vote.")], "vote")
    'days before vote'
    >>> name_duration([Statement(unit="hour")], "shift")
    'length of shift in hours'
    """
    unit = commonest(one.unit for one in group)
    units = SPELLED.get(unit) or (f"{unit}s" if unit in PLURAL_UNITS else unit or "time")
    if not noun or says(noun, SAYS_TIME):
        return noun or f"span of {units}"
    side = most(_side(one, noun) for one in group)
    if side:
        return fitted(units, side)
    happening = most(one.happening for one in group)
    if happening in told() and fits_thing(happening, noun):
        words = told()[happening].removeprefix("who ")
        verb = words if words != told()[happening] else f"{'were' if is_plural(noun) else 'was'} {words}"
        return fitted(f"{units} in which", noun, verb)
    put = commonest(_put(one, noun) for one in group)
    if put:
        return fitted(units, put)
    if counted_class(noun).kind_of == "people" or noun[0].isupper():
        return fitted(f"{units} spent by", noun)
    return fitted("length of", noun, f"in {units}")


def _put(one: Statement, noun: str) -> str:
    """Return what filled the time: "of drought" by "ten years of drought", "of rain" by "20 mm of rain in two days"."""
    filled = OF_IN.search(one.before)
    if filled:
        return f"of {filled['noun']}"
    at = rf"(?P<put>{IN_WHICH})\s{ARTICLE}(?P<noun>{re.escape(noun)})\b"
    found = re.search(rf"^[\s-]*\w*\s{at}", one.after, re.I) or re.search(rf"\b{at}", one.before[-40:], re.I)
    return f"{found['put'].lower()} {noun}" if found else ""


def _side(one: Statement, noun: str) -> str:
    side = SIDE.search(one.after)
    if side:
        return f"{side['side']} {side['noun'].strip()}"
    if AGO.search(one.after):
        return f"since {noun}"
    if EVERY.search(one.before):
        return f"between {noun}"
    return f"until {noun}" if is_plural(noun) and UNTIL.search(one.before) else ""


def name_money(group: Sequence[Statement], noun: str, told_by: str = "") -> str:
    """Return the name of a sum: what it was the price of, or who was granted, fined or robbed of it.

    Examples
    --------
    >>> name_money([Statement(kind="money", happening="grant")], "harbour"), name_money([], "repair of the pier")
    ('money granted for harbour', 'cost of repair of the pier')
    """
    happening = most(one.happening for one in group)
    told_as = {row["happening"]: row["told"] for row in rows("sums")}
    given = told_as.get(happening, "")
    if given.endswith(" for") and told_by.startswith(told_as["none"]):
        return f"{given}{told_by.removeprefix(told_as['none'])}"
    if len(told_by.split()) > 1:
        return told_by
    if not noun:
        return f"money {told().get(happening, '')}".strip()
    if "money" in (counted_class(noun).kind_of, counted_class(noun).name):
        return noun
    stated = happening or commonest(one.happening for one in group if one.happening in told_as)
    lead = told_as.get(stated) or told_as["pay" if " of " in noun else "none"]
    return fitted(lead, noun)


def name_share(group: Sequence[Statement], noun: str, told_by: str = "") -> str:
    """Return the name of a share, or of a change that is told in percent.

    Examples
    --------
    >>> name_share([Statement(kind="percent")], "Arlo voters"), name_share([Statement(change="up")], "output")
    ('share of Arlo voters', 'percentage rise in output')
    """
    if not noun or says(noun, SAYS_SHARE):
        return noun or "share"
    change = most(one.change for one in group if not one.before.rstrip().endswith(" to"))
    return (
        f"percentage {'rise' if change == 'up' else 'fall'} in {noun}"
        if change
        else f"share of {told_by or noun}"
    )


def name_measure(group: Sequence[Statement], noun: str) -> str:
    """Return the name of a measure: its kind, by the unit or the adjective behind it, and what it is of.

    Examples
    --------
    >>> name_measure([Statement(unit="km", after=" km from Arlo")], "Arlo")
    'distance from Arlo'
    >>> name_measure([Statement(unit="m", after=" metres high")], "tower")
    'height of tower'
    """
    unit = commonest(one.unit for one in group).partition(" per ")[0]
    row = next((row for row in rows("measured") if unit in row["units"].split()), None)
    if row is None:
        return f"{unit}s of {noun}" if noun and unit in COUNTED else noun or f"number of {unit}"
    if row["of_what"] and (not noun or says(noun, row["said_by"])):
        return f"{row['measured']} of {row['of_what']}"
    target = commonest(found["name"] for one in group if (found := TARGET.search(one.after)))
    if unit in FAR and target:
        return f"distance from {target}"
    if not noun or says(noun, row["said_by"]):
        return noun or row["measured"]
    if row["measured"] != "distance":
        return fitted(f"{row['measured']} of", noun)
    extent = most(_extent(one, noun) for one in group)
    if extent and extent != "distance":
        return fitted(f"{extent} of", noun)
    if unit not in FAR and most(one.change for one in group):
        return noun  # the name says that it rose or fell
    tall = singular((core_of(noun).split() or [""])[-1].lower()) in words_for("tall")
    return fitted("distance from" if unit in FAR else "height of" if tall else "size of", noun)


def _extent(one: Statement, noun: str) -> str:
    """Return what an adjective behind the unit says is measured, or what a measure right before its noun is of it."""
    words = [word.strip(".,;:()-").lower() for word in one.after.replace("-", " ").split()[:3]]
    named = {row["word"]: row["named"] for row in rows("extents")}
    found = next((named[word] for word in words if word in named), "")
    stands_before = bool(noun) and noun.split()[0].lower() in words[:2]
    if found or not stands_before:
        return found
    core = core_of(noun).split()
    if core and singular(core[-1].lower()) in words_for("tall"):
        return "height"
    return "size" if one.unit in SMALL else "length"


def name_times(group: Sequence[Statement], noun: str) -> str:
    """Return the name of a count of times: how often, or how many times as many.

    Examples
    --------
    >>> name_times([Statement(unit="time", after=" times as many barns")], "barns")
    'times as many barns'
    """
    if says(noun, "times"):
        noun = commonest(one.label for one in group if not says(one.label, "times"))
    ratio = any(OF_RATIO.search(one.after) for one in group)
    happening = most(one.happening for one in group)
    tail = told().get(happening, "").removeprefix("who ")
    if ratio and not noun:
        return f"times as {'many' if any('as many' in one.after for one in group) else 'much'} {tail}".strip()
    if ratio:
        return f"times as many {noun} {tail}".strip() if is_plural(noun) else f"times as much {noun}".strip()
    active = is_people(noun) and happening not in growing()
    be = "" if active else "were " if is_plural(noun) else "was "
    return fitted("times", noun, f"{be}{tail}" if tail else "")


def says(noun: str, words: str) -> bool:
    """Whether a noun phrase itself says what is measured."""
    return bool(set(stems(words)) & set(stems(noun)))


def is_people(noun: str) -> bool:
    """Whether a noun phrase is of people; a bare name may be of a person, too."""
    counted = counted_class(noun)
    return "people" in (counted.name, counted.kind_of) or (bool(noun) and noun[0].isupper())


def fits_thing(happening: str, noun: str) -> bool:
    """Whether it can have happened to what a phrase names.

    Examples
    --------
    >>> fits_thing("injure", "blasts"), fits_thing("injure", "sailors"), fits_thing("damage", "barns")
    (False, True, True)
    """
    known = counted_class(noun)
    if happening in TO_THINGS:
        return not is_people(noun) or noun[:1].isupper()
    return happening not in TO_PEOPLE or is_people(noun) or bool(known.happening)


def is_plural(noun: str) -> bool:
    """Whether what a phrase counts is in the plural.

    Examples
    --------
    >>> is_plural("barns of the village"), is_plural("barn")
    (True, False)
    """
    core = core_of(noun).split()
    return bool(core) and (core[-1].lower() == "people" or singular(core[-1].lower()) != core[-1].lower())


def fitted(opening: str, noun: str, end: str = "") -> str:
    """Put a name together; a noun that makes it too long is told without what follows it."""
    whole = " ".join(filter(None, (opening, noun, end)))
    return whole if len(whole.split()) <= WORDS else " ".join(filter(None, (opening, core_of(noun), end)))


def most(values: Iterable[str]) -> str:
    """Return what more than half of the values are; empty if they are not of one mind."""
    stated = list(values)
    best = commonest(stated)
    return best if best and stated.count(best) > MOST * len(stated) else ""


def commonest(values: Iterable[str]) -> str:
    """Return the commonest value that is not empty, the shortest of several."""
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], len(value), value), default="")
