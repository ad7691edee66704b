"""The names of what is measured: a span of time, a sum of money, a distance, each as a person would put it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.compare.happenings import growing, stems, told
from workbench.ledger.naming_clauses import words_for
from workbench.ledger.naming_figures import OF_RATIO
from workbench.ledger.statements import PLURAL_UNITS, Statement
from workbench.ledger.vocabulary import core_of, counted_class
from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import singular

WORDS = 8
MOST = 0.5  # of a claim's statements that say a thing before it stands in the name
ARTICLE = r"(?:(?:the|an?|its|his|her|their)\s)?"
AGO = re.compile(r"^[\s-]*(?:\w+\s)?(?:ago|earlier|back)\b")
SIDE = re.compile(
    r"^[\s-]*(?:\w+\s){0,3}(?P<side>before|after|since|until|prior\sto)\s(?:the|an?|this|that)\s(?P<noun>(?:[\w’'-]+\s?){1,3}?)(?=[.,;:]|$|\b(?:of|in|on|at)\s)"
)
FROM_NOW = re.compile(r"\b(?P<side>last|past|previous|next|coming)\s$", re.I)
UNTIL = re.compile(r"\b(?:within|after)\s(?:about\s|just\s|only\s|nearly\s|almost\s)?$", re.I)
TARGET = re.compile(
    r"^[\s-]*\w+\s(?:\([^)]*\),?\s)?(?:[a-z-]+\s){0,3}?(?:of|from|off|to)\s(?:the\s)?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})(?!\w|\s\w)"
)
OF_IN = re.compile(
    r"\bof\s(?P<noun>[a-z]+)\s(?:fell\s|had\sfallen\s)?(?:in|within|over)\s(?:the\slast\s|just\s|only\s)?$"
)
IN_WHICH = r"under|in|at|on|of|with|without|as"
# These happen to people only: a blast is not hurt.
TO_PEOPLE = frozenset(
    {"die", "injure", "infect", "detain", "move", "vote", "protest", "inhabit", "surrender", "vaccinate"}
)
# ... and these to things only: nobody is damaged or sold.
TO_THINGS = frozenset({"damage", "sell", "launder", "contain"})
SPELLED = {"min": "minutes", "s": "seconds", "h": "hours"}
EVERY = re.compile(r"\bevery\s$")
COUNTED = frozenset({"point"})  # a unit of no measure: an index and a player have points
NAMED_BY = frozenset({"caliber", "calibre"})  # a unit that itself says what is measured
SMALL = frozenset({"mm", "cm", "in"})  # "a 9 mm screw": rather how thick than how long
BODY_HEIGHTS = {
    "ft": (4.5, 7.5),
    "in": (54.0, 90.0),
    "m": (1.4, 2.2),
    "cm": (140.0, 220.0),
}  # of grown people
FAR = frozenset({"km", "mi", "mile", "nmi"})
SAYS_TIME = "time period duration term sentence delay"
SAYS_SHARE = "share percentage percent rate proportion turnout containment growth premium discount yield margin interest inflation unemployment"


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
    units = _units_of_time(commonest(one.unit for one in group))
    if spanned := commonest(_seen_from_now(one) for one in group):
        return f"length of {spanned} period in {units}"
    if not noun:
        return f"span of {units}"
    return noun if says(noun, SAYS_TIME) else _beside_or_within(group, units, noun)


def _beside_or_within(group: Sequence[Statement], units: str, noun: str) -> str:
    """Return the name of a span by what lies at its side, went on in it, or lasted so long."""
    if side := most(_side(one, noun) for one in group):
        return fitted(units, side)
    if happened := _went_on(group, noun):
        return fitted(f"{units} in which", noun, happened)
    if put := commonest(_put(one, noun) for one in group):
        return fitted(units, put)
    return (
        fitted(f"{units} spent by", noun) if _spends_time(noun) else fitted("length of", noun, f"in {units}")
    )


def _seen_from_now(one: Statement) -> str:
    """Return whether a span is the time just past or to come: "in the last ten years", "over the next two months"."""
    found = FROM_NOW.search(one.before)
    return "" if not found else "coming" if found["side"].lower() in ("next", "coming") else "past"


def _units_of_time(unit: str) -> str:
    unit, per, each = unit.partition(" per ")
    return SPELLED.get(unit) or (f"{unit}s{per}{each}" if unit in PLURAL_UNITS else unit or "time")


def _went_on(group: Sequence[Statement], noun: str) -> str:
    """Return what happened to a thing within a span of time, as a verb; empty where it cannot have happened to that."""
    happening = most(one.happening for one in group)
    if happening not in told() or happening == "pay" or not fits_thing(happening, noun):
        return ""  # time is spent, and paid for by nobody
    words = told()[happening].removeprefix("who ")
    if set(stems(words)) & set(stems(noun)):
        return ""
    return words if words != told()[happening] else f"{_were(noun)} {words}"


def _were(noun: str) -> str:
    return "were" if is_plural(noun) else "was"


def _spends_time(noun: str) -> bool:
    """Whether it spends time, and does not last: people, and who has a name."""
    return counted_class(noun).kind_of == "people" or noun[0].isupper()


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
    told_as = _sums()
    given = told_as.get(happening, "")
    if given.endswith(" for") and told_by.startswith(told_as["none"]):
        return f"{given}{told_by.removeprefix(told_as['none'])}"
    if len(told_by.split()) > 1:
        return told_by
    if not noun:
        return f"money {told().get(happening, '')}".strip()
    each = commonest(one.unit for one in group).partition(" per ")[2]
    if each:
        return fitted("" if _is_sum(group, noun, told_by) else "price of", noun, f"per {each}")
    return noun if _is_sum(group, noun, told_by) else fitted(_opening(group, noun, happening), noun)


def _is_sum(group: Sequence[Statement], noun: str, told_by: str) -> bool:
    """Whether a noun itself says that money is told of, or of what it is that rose or fell by a sum."""
    moved = bool(told_by) and told_by in noun and bool(most(one.change for one in group))
    return moved or "money" in (counted_class(noun).kind_of, counted_class(noun).name)


def _opening(group: Sequence[Statement], noun: str, happening: str) -> str:
    """Return what opens the name of a sum: by what happened with it, else what is done has a cost."""
    told_as = _sums()
    stated = happening or commonest(one.happening for one in group if one.happening in told_as)
    return told_as.get(stated) or told_as["pay" if " of " in noun else "none"]


def _sums() -> dict[str, str]:
    """Return what opens the name of a sum, by what happened with it."""
    return {row["happening"]: row["told"] for row in rows("sums")}


def name_share(group: Sequence[Statement], noun: str, told_by: str = "") -> str:
    """Return the name of a share, or of a change that is told in percent.

    Examples
    --------
    >>> name_share([Statement(kind="percent")], "Arlo voters"), name_share([Statement(change="up")], "output")
    ('share of Arlo voters', 'percentage rise in output')
    """
    if not noun or says(noun, SAYS_SHARE):
        return told_by or noun or "share"
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
    row = _measured_in(unit)
    if row is None:
        return _name_points(unit, noun)
    if not noun and (extent := most(_extent(one, noun) for one in group)):
        return extent
    return _name_by_row(group, noun, unit, row)


def _name_by_row(group: Sequence[Statement], noun: str, unit: str, row: dict[str, str]) -> str:
    """Return the name of a measure by what the lexicon knows of its unit."""
    says_itself = not noun or says(noun, row["said_by"])
    if row["of_what"] and says_itself:
        return f"{row['measured']} of {row['of_what']}"
    if target := _target(group, unit):
        return f"distance from {target}"
    if says_itself:
        return noun or row["measured"]
    return (
        _name_length(group, unit, noun)
        if row["measured"] == "distance"
        else fitted(f"{row['measured']} of", noun)
    )


def _measured_in(unit: str) -> dict[str, str] | None:
    """Return what the lexicon knows of what a unit measures."""
    return next((row for row in rows("measured") if unit in row["units"].split()), None)


def _name_points(unit: str, noun: str) -> str:
    """Return the name of what has a unit of no measure: "points of index"."""
    if noun and unit in COUNTED:
        return f"{unit}s of {noun}"
    return f"{unit} of {noun}" if noun and unit in NAMED_BY else noun or f"number of {unit}"


def _target(group: Sequence[Statement], unit: str) -> str:
    """Return from where most measure a long way: "40 km south of Arlo" gives "Arlo"."""
    if unit not in FAR:
        return ""
    return commonest(found["name"] for one in group if (found := TARGET.search(one.after)))


def _name_length(group: Sequence[Statement], unit: str, noun: str) -> str:
    """Return the name of what is measured in units of length: a distance, or how high, wide or large something is."""
    extent = most(_extent(one, noun) for one in group)
    if extent and extent != "distance":
        return fitted(f"{extent} of", noun)
    if unit in FAR:
        return fitted("distance from", noun)
    if most(one.change for one in group):
        return noun  # the name says that it rose or fell
    return fitted("height of" if _is_tall(noun) or _is_body_height(group, unit, noun) else "size of", noun)


def _is_body_height(group: Sequence[Statement], unit: str, noun: str) -> bool:
    """Whether a length is how tall a person is."""
    low, high = BODY_HEIGHTS.get(unit, (0.0, 0.0))
    return is_people(noun) and all(low <= one.low <= high for one in group)


def _is_tall(noun: str) -> bool:
    """Whether a thing is measured by its height."""
    core = core_of(noun).split()
    return bool(core) and singular(core[-1].lower()) in words_for("tall")


def _extent(one: Statement, noun: str) -> str:
    """Return what an adjective behind the unit says is measured, or what a measure right before its noun is of it."""
    words = [word.strip(".,;:()-").lower() for word in one.after.replace("-", " ").split()[:3]]
    named = {row["word"]: row["named"] for row in rows("extents")}
    found = next((named[word] for word in words if word in named), "")
    stands_before = bool(noun) and noun.split()[0].lower() in words[:2]
    if found or not stands_before:
        return found
    if _is_tall(noun):
        return "height"
    return "size" if one.unit in SMALL else "length"


def name_times(group: Sequence[Statement], noun: str) -> str:
    """Return the name of a count of times: how often, or how many times as many.

    Examples
    --------
    >>> name_times([Statement(unit="time", after=" times as many barns")], "barns")
    'times as many barns'
    """
    if label := commonest(one.label for one in group if one.label.startswith("times ")):
        return label
    noun = _done_so_often(group) if says(noun, "times once twice") else noun
    happening = most(one.happening for one in group)
    tail = told().get(happening, "").removeprefix("who ")
    if any(OF_RATIO.search(one.after) for one in group):
        return _name_ratio(group, noun, tail)
    active = is_people(noun) and happening not in growing()
    return fitted("times", noun, tail if active else _undergone(noun, tail))


def _done_so_often(group: Sequence[Statement]) -> str:
    """Return what the figures are called where that is not but "times"."""
    return commonest(one.label for one in group if not says(one.label, "times"))


def _undergone(noun: str, tail: str) -> str:
    return f"{_were(noun)} {tail}" if tail else ""


def _name_ratio(group: Sequence[Statement], noun: str, tail: str) -> str:
    """Return the name of how many times as many of something there are, or as much."""
    if not noun:
        many = any("as many" in one.after for one in group)
        return f"times as {'many' if many else 'much'} {tail}".strip()
    return f"times as many {noun} {tail}".strip() if is_plural(noun) else f"times as much {noun}".strip()


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
