"""Figures that belong together: ranges, scores, lists that share a unit, restatements, parts of a whole."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from functools import cache

from workbench.lexicon.units import convert, names_of
from workbench.lexicon.word_classes import forms_of
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantity import UPPER_BOUNDS, Quantity
from workbench.numbers.units import DASHES, HYPHENS
from workbench.numbers.vocabulary import changes, longest, word_list

# The next smaller unit and how many make one: written together they are one amount.
_SMALLER = {"ft": ("in", 12), "stone": ("lb", 14), "lb": ("oz", 16), "hour": ("min", 60), "min": ("s", 60)}
# Times are added down the ladder, as far as they go: each unit and how many of it make the one before.
_LADDERS = ({"year": 1, "month": 12}, {"week": 1, "day": 7, "hour": 24, "min": 60, "s": 60})
_PARTS_OF_DEGREE = {"'": 60, "’": 60, "′": 60, '"': 3600, "”": 3600, "″": 3600}
MOST_WORDS_OF_WHOLE = 8  # from "of" to the number of the whole
LONGEST_NAME = 4  # words of a name in a list of people with their ages
MOST_ELIDED = 10  # "3-5,000" is from three thousand; from 3 to 50,000 nobody would shorten
_THOUSANDS = re.compile(r"\d{1,3}(?P<zeros>(?:,000)+)")
_MIXED = ("length", "weight", "time", "area", "volume")


def combine(tokens: Tokens, quantities: list[Quantity]) -> list[Quantity]:
    """Join the ends of ranges, let lists share a unit, and mark restatements and parts of a whole."""
    joined: list[Quantity] = []
    for quantity in _share_units(tokens, quantities):
        both = _join(tokens, joined[-1], quantity) if joined else None
        if both is None:
            joined.append(quantity)
        else:
            joined[-1] = both
    for place in range(1, len(joined)):
        joined[place] = _relate(tokens, joined, place)
    for place in range(len(joined)):
        joined[place].whole = _whole(tokens, joined, place)
    return joined


# ---- a unit for a list -----------------------------------------------------------------------------------------------


def _share_units(tokens: Tokens, quantities: list[Quantity]) -> list[Quantity]:
    """Give bare numbers of a list the unit that stands once behind it: "3, 5 and 10 percent"."""
    shared = list(quantities)
    for place in range(len(shared) - 2, -1, -1):
        shared[place] = _with_unit_behind(tokens, shared[place], shared[place + 1])
    for place in range(1, len(shared)):
        shared[place] = _with_age_before(tokens, shared[place - 1], shared[place])
    return shared


def _with_unit_behind(tokens: Tokens, own: Quantity, following: Quantity) -> Quantity:
    inches = tokens.at(own.first - 1) in DASHES and tokens.at(own.first - 2) in word_list("in ratio")
    if not own.bare or not following.unit or inches:
        return own
    sides = tokens.low[own.last : following.first] in (["by"], ["-", "by", "-"], ["x"], ["×"])
    if not sides and not _only(tokens, own.last, following.first, "list"):
        return own
    if following.kind == "money" and following.start > tokens.start[following.first]:
        return own
    return replace(own, unit=following.unit, kind=following.kind, rate=following.rate)


def _with_age_before(tokens: Tokens, before: Quantity, own: Quantity) -> Quantity:
    goes_on = _only(tokens, before.last, own.first, "list") or _names_the_next(tokens, before.last, own.first)
    aged = own.bare and before.kind == "age" and goes_on
    counts = tokens.at(own.last).isalpha() and tokens.at(own.last) not in word_list("list")
    return replace(own, unit=before.unit, kind="age") if aged and not counts else own


def _names_the_next(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a list of people goes on between two ages: ", and Ida," of "Abby, 7, and Ida, 3"."""
    between = [i for i in range(first, last) if tokens.low[i] not in word_list("list")]
    named = all(tokens.is_sort(i, "w") and tokens.raw(i)[:1].isupper() for i in between)
    return tokens.at(first) == "," == tokens.at(last - 1) and 1 <= len(between) <= LONGEST_NAME and named


def _only(tokens: Tokens, first: int, last: int, role: str) -> bool:
    """Whether nothing but words of one role stands between two tokens."""
    return first < last <= first + 3 and all(tokens.low[i] in word_list(role) for i in range(first, last))


# ---- ranges ----------------------------------------------------------------------------------------------------------


def _join(tokens: Tokens, a: Quantity, b: Quantity) -> Quantity | None:
    """Return one figure for two that are the ends of a range, a score or an amount in two units; else nothing."""
    gap = _link(tokens, a.last, b.first)
    if tokens.low[a.last : b.phrase] == [] and tokens.at(b.phrase) == "up":
        gap = []
    if b.first < a.last or len(gap) > 2 or a.numeral is None or b.numeral is None:
        return None
    return (
        _height(tokens, a, b, gap)
        or _time(tokens, a, b, gap)
        or _angle(tokens, a, b, gap)
        or _score(tokens, a, b, gap)
        or _range(tokens, a, b, gap)
        or _sum(tokens, a, b, gap)
    )


def _link(tokens: Tokens, first: int, last: int) -> list[str]:
    """Return what stands between two numbers, without the hyphens of "4-to-6-inch" and "10- to 15-foot"."""
    gap = tokens.low[first:last]
    if not 2 <= len(gap) <= 3 or gap[0] not in HYPHENS or gap[1] not in ("to", "or"):
        return gap
    return gap[1:2] if len(gap) == 2 or gap[2] in HYPHENS else gap


def _merge(tokens: Tokens, a: Quantity, b: Quantity, **changed: object) -> Quantity:
    start, end = a.start, b.end
    return replace(
        a,
        start=start,
        end=end,
        exact=tokens.source[start:end],
        last=b.last,
        **changed,  # type: ignore[arg-type]
    )


def _height(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> Quantity | None:
    """Add the smaller unit to the larger: "5-foot-8", "13st 4lb", "6 pounds 3 ounces", "1h 30m"."""
    small, parts = _SMALLER.get(a.unit, ("", 0))
    if not small or a.low is None or not 0 < b.value < parts or a.modifier in ("range", "vague"):
        return None
    of_clock = a.unit == "hour" and b.unit == "m" and tokens.at(a.last - 1) == "h"  # "1h 30m"
    written_out = (b.unit == small or of_clock) and gap in ([], ["-"], [","], ["and"])
    if not written_out and not (a.unit == "ft" and _are_feet_and_inches(tokens, a, b, gap)):
        return None
    added = b.value / parts
    return _merge(tokens, a, b, low=a.low + added, high=None if a.high is None else a.high + added)


def _time(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> Quantity | None:
    """Add a smaller unit of time: "2 days, 14 hours, 7 minutes and 10 seconds", "5 years and 6 months"."""
    added = gap in ([], [","], ["and"], [",", "and"]) and _is_written_out(a, b)
    part = _part_of_time(b.value, b.unit, a.unit)
    if not added or not part or a.low is None:
        return None
    if gap == [","] and tokens.at(b.last) in word_list("compares time"):
        return None  # "three weeks, two days longer"
    high = None if a.high is None else a.high + part
    return _merge(tokens, a, b, low=a.low + part, high=high, kind=b.kind)


def _part_of_time(value: float, unit: str, of: str) -> float:
    """Return an amount of a smaller unit of time in a larger one, or nothing if it is none or fills the next unit."""
    ladder = next((steps for steps in _LADDERS if unit in steps and of in steps), {})
    units = list(ladder)
    if not ladder or units.index(of) >= units.index(unit) or not 0 < value < ladder[unit]:
        return 0.0
    return value / math.prod(ladder[step] for step in units[units.index(of) + 1 : units.index(unit) + 1])


def _is_written_out(a: Quantity, b: Quantity) -> bool:
    """Whether both are numbers with a unit of their own, told as times or as an age, the second without a bound."""
    own = all(one.numeral is not None and one.last > one.numeral.last for one in (a, b))
    exact = b.modifier == "exact" and a.modifier not in ("range", "vague") and not a.rate
    return own and exact and a.kind == "duration" and b.kind in ("duration", "age")


def _angle(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> Quantity | None:
    """Add minutes and seconds of arc to degrees: 3° 30′, 5° 3' 2"."""
    end = max(b.last, b.numeral.last + 1 if b.numeral else 0)
    parts = _PARTS_OF_DEGREE.get(tokens.at(end - 1), 0)
    if a.unit != "deg" or gap or not parts or a.low is None or not 0 <= b.value < 60:
        return None
    value = a.low + b.value / parts
    return replace(_merge(tokens, a, b, low=value, high=value), last=end)


def _are_feet_and_inches(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> bool:
    """Whether only a hyphen or the mark of feet tells that inches follow: "5-foot-8", "5'8"."""
    if not tokens.glued(b.first):
        return False
    if gap in (["-"], ["‑"]):
        return b.bare and tokens.glued(b.first - 1)
    return not gap and tokens.at(a.last - 1) in ("'", "’", "′") and (b.bare or b.unit == "in")


def _score(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> Quantity | None:
    if len(gap) != 1 or not (a.bare and b.bare):
        return None
    if gap[0] in ("to", ":") and a.value > b.value and tokens.at(a.phrase - 1) != "from":
        return _vote(tokens, a, b)
    if gap[0] not in DASHES or not _is_written_as_score(tokens, a, b):
        return None
    low, high = sorted((a.value, b.value))
    return _merge(tokens, a, b, low=low, high=high, kind="score", modifier="range", change="", by="")


def _is_written_as_score(tokens: Tokens, a: Quantity, b: Quantity) -> bool:
    """Whether two numbers touch their dash and fall, "3-2", or rise beside a word of matches."""
    if not tokens.glued(a.last) or not tokens.glued(b.first) or max(a.value, b.value) > 999:
        return False
    near = tokens.low[max(0, a.first - 5) : a.first] + tokens.low[b.last : b.last + 4]
    return a.value >= b.value or not word_list("score").isdisjoint(near)


def _vote(tokens: Tokens, a: Quantity, b: Quantity) -> Quantity | None:
    """Return the score of "a vote of 231 to 196"."""
    if word_list("score").isdisjoint(tokens.low[max(0, a.first - 6) : a.first]):
        return None
    return _merge(tokens, a, b, low=b.value, high=a.value, kind="score", modifier="range", change="", by="")


def _range(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> Quantity | None:
    if not gap and _goes_up(tokens, a, b):
        gap, b = ["to"], replace(b, modifier="exact", low=b.high)
    if not _links_range(tokens, a, b, gap) or a.modifier == "vague" or b.modifier != "exact":
        return None
    mixed = _in_unit_of(a, b)
    if not _may_be_ends(a, b, mixed):
        return None
    low = mixed if mixed is not None else _scaled_like(a, b, elided=gap[0] in DASHES)
    low, high = _in_order(tokens, a, gap, low, b.value)
    if not low < high:
        return None
    measure = b if mixed is not None else a
    if mixed is not None and _stands_for_one(b) and not _stands_for_one(a):
        measure, low, high = a, a.value, a.value * high / low  # "six months to a year": in months
    return _merge(tokens, a, b, low=low, high=high, **_told_of_range(a, b, measure, gap)).bounded()


def _stands_for_one(quantity: Quantity) -> bool:
    """Whether an article stands for the number: "a year"."""
    return quantity.numeral is not None and quantity.numeral.shape == "unit"


def _may_be_ends(a: Quantity, b: Quantity, mixed: float | None) -> bool:
    """Whether two figures measure the same, if in two units, and are reckoned by the same."""
    if mixed is None and not _compatible(a, b):
        return False
    return not a.rate or not b.rate or a.rate == b.rate


def _told_of_range(a: Quantity, b: Quantity, measure: Quantity, gap: list[str]) -> dict[str, str]:
    """Return what a range takes from its ends: the unit of ``measure`` if it has one, rate, change and bound."""
    owner = measure if measure.unit else b
    bounded = gap[0] == "or" and a.modifier in UPPER_BOUNDS
    return {
        "unit": owner.unit,
        "kind": owner.kind,
        "rate": b.rate or a.rate,
        "change": a.change or (b.change if b.by == "after" else ""),
        "by": a.by or b.by,
        "modifier": a.modifier if bounded else "range",
    }


def _in_order(tokens: Tokens, a: Quantity, gap: list[str], low: float, high: float) -> tuple[float, float]:
    """Return the ends, turned round where that is how they are told; two that are alike where they tell of a change."""
    if tokens.at(a.phrase - 1) == "from" and tokens.at(a.phrase - 2) in word_list("ranges"):
        return min(low, high), max(low, high)
    if gap[0] != "to":
        return low, high
    if _is_change(tokens, a):
        return high, high
    return (high, low) if high < low < 0 else (low, high)  # "minus 20 to minus 30"


def _goes_up(tokens: Tokens, a: Quantity, b: Quantity) -> bool:
    """Whether the second end is told as "from 450 up to 900"."""
    up = b.modifier == "at_most" and tokens.at(b.phrase) == "up"
    return up and tokens.at(a.phrase - 1) == "from"


def _links_range(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> bool:
    """Whether the words between two numbers make them the ends of a range."""
    link = gap[0] if gap else ""
    if len(gap) == 2 and gap[1] not in DASHES:
        return False
    if link == "and":
        return "between" in (tokens.at(a.phrase - 1), tokens.at(a.first - 1))
    return (
        (link == "to" and not _is_move_to_price(tokens, a, b))
        or link in DASHES
        or (link == "or" and _near(a, b))
    )


def _is_move_to_price(tokens: Tokens, a: Quantity, b: Quantity) -> bool:
    """Whether a bare number moved a price to another one told in fractions: "rose 2 to 61 1/2"."""
    in_parts = tokens.at(b.last - 2) == "/" and tokens.is_sort(b.last - 1, "n")
    return in_parts and a.bare and longest(changes()[0], tokens, a.phrase - 1, -1)[0] is not None


def _near(a: Quantity, b: Quantity) -> bool:
    own_unit = a.numeral is not None and a.last > a.numeral.last
    low = _scaled_like(a, b, elided=False)  # "20 or 30 thousand"
    return (a.bare or (a.unit == b.unit and not own_unit)) and low < b.value <= 2 * low + 1


def _compatible(a: Quantity, b: Quantity) -> bool:
    if a.unit and b.unit:
        return a.unit == b.unit
    if a.unit:
        return a.kind == "money" and a.first != (a.numeral.first if a.numeral else 0)
    return a.kind == b.kind or not a.unit


def _in_unit_of(a: Quantity, b: Quantity) -> float | None:
    """Return a's value in b's unit where one range has two of a kind: "500 metres to 2 km"; else nothing."""
    if not a.unit or not b.unit or a.unit == b.unit or a.rate or b.rate:
        return None
    if not any({a.unit, b.unit} <= names_of(dimension) for dimension in _MIXED):
        return None
    return convert(a.value, a.unit, b.unit)


def _scaled_like(a: Quantity, b: Quantity, *, elided: bool) -> float:
    """Return a's value, scaled as b is where that stands once: "four to five thousand", "3-5,000"."""
    if not a.numeral or not b.numeral or a.numeral.scale != 1:
        return a.value
    if b.numeral.scale > 1:
        return a.value * b.numeral.scale if a.value <= b.numeral.mantissa else a.value
    groups = _THOUSANDS.fullmatch(b.exact)
    if not elided or groups is None or not a.exact.isdigit() or a.first != a.numeral.first:
        return a.value
    scale = 1000.0 ** groups.group("zeros").count(",")
    return a.value * scale if 1 < a.value < b.value / scale <= MOST_ELIDED * a.value else a.value


def _is_change(tokens: Tokens, a: Quantity) -> bool:
    """Whether "from a to b" tells of a change, so that both are figures of their own."""
    if tokens.at(a.phrase - 1) != "from":
        return bool(a.change)
    measured = False
    for index in range(a.phrase - 2, max(-1, a.phrase - 9), -1):
        word = tokens.at(index)
        measured = measured or word in word_list("measured noun") | word_list("level noun")
        if longest(changes()[0], tokens, index, -1)[0] and word not in ("up", "down", "off"):
            return True
        if word in _moving("moves a level") or (measured and word in _moving("takes a level")):
            return True
    return False


@cache
def _moving(role: str) -> frozenset[str]:
    """Return the forms of the verbs that move a level from one value to another: "raising the toll from 21 to 24"."""
    return frozenset(form for verb in word_list(role) for form in forms_of(verb))


def _sum(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> Quantity | None:
    """Add small coins to the amount before them: "13 dollars and forty-five cents", "17 USD 25"."""
    if a.kind != "money" or a.modifier == "vague" or gap not in ([], ["and"]) or a.unit in word_list("coin"):
        return None
    if not 0 < b.value < 100 or b.value != int(b.value):
        return None
    if b.unit not in word_list("coin") and not _are_bare_coins(tokens, a, b, gap):
        return None
    small = b.value / 100
    low = None if a.low is None else a.low + small
    return _merge(tokens, a, b, low=low, high=None if a.high is None else a.high + small)


def _are_bare_coins(tokens: Tokens, a: Quantity, b: Quantity, gap: list[str]) -> bool:
    """Whether a number without a word for coins is some: "17 USD 25", "four dollars and ten more"."""
    following = tokens.at(b.last)
    if not b.bare or (following[:1].isalpha() and following != "more"):
        return False
    return bool(gap) or a.last != (a.numeral.last if a.numeral else 0)


# ---- relations between figures ---------------------------------------------------------------------------------------


def _relate(tokens: Tokens, quantities: list[Quantity], place: int) -> Quantity:
    """Let a figure that restates the one before it have its bound and change; mark the end of a change."""
    before = quantities[place - 1]
    own = _with_change_before(tokens, before, quantities[place])
    gap = tokens.low[before.last : own.phrase]
    if own.bare and _ends(tokens, own.last):
        own = _with_unit_of_level(tokens, own, quantities[:place], gap)
    if gap in (["("], ["["], [",", "or"], ["or"]):
        return _restate(own, before, place - 1, bracket=gap[0] in "([")
    if gap != ["to"] or tokens.at(before.phrase - 1) != "from":
        return own
    if own.bare and before.unit and before.kind != "money":
        own = replace(own, unit=before.unit, kind=before.kind, rate=before.rate)
    return replace(own, partner=place - 1)


def _with_change_before(tokens: Tokens, before: Quantity, own: Quantity) -> Quantity:
    """Give a figure the change of the one before it: "fell by 3 % last year and by 5 % this year"."""
    shares = not own.change and before.change and own.unit == before.unit
    return (
        replace(own, change=before.change, by=before.by)
        if shares and tokens.at(own.phrase - 1) == "by"
        else own
    )


def _with_unit_of_level(tokens: Tokens, own: Quantity, earlier: list[Quantity], gap: list[str]) -> Quantity:
    """Give a bare number its unit where it is the level that a change before it led to, or came from."""
    if _is_level_behind(gap, earlier[-1]):
        return replace(own, unit=earlier[-1].unit, kind=earlier[-1].kind)
    if _is_index_level(tokens, earlier, own):
        return replace(own, unit="point", kind="measure")
    return own


def _is_level_behind(gap: list[str], before: Quantity) -> bool:
    """Whether a bare number is a share as well: "rose 5 % from 12", "0.2 percentage points to 5.3"; not "lost 2 % to 18"."""
    if before.kind != "percent" or gap not in (["from"], ["to"], [",", "from"]):
        return False
    return not (gap == ["to"] and before.change and before.unit == "percent")


def _is_index_level(tokens: Tokens, earlier: list[Quantity], own: Quantity) -> bool:
    """Whether a bare number is where an index stands: "fell 12 points to 7,425.8"; levels have a decimal or a comma."""
    written = any(mark in own.exact for mark in ",.")
    stands = tokens.at(own.phrase - 1) in ("to", "at")
    return written and stands and any(other.unit == "point" for other in earlier)


def _ends(tokens: Tokens, index: int) -> bool:
    """Whether nothing that could be counted follows."""
    return not tokens.is_sort(index, "w") or tokens.at(index) in word_list("function")


def _restate(own: Quantity, before: Quantity, place: int, *, bracket: bool) -> Quantity:
    if bracket and own.bare and before.bare and own.value != before.value:
        return own  # "200 (two of them women)"
    own = replace(own, same=place)
    if not own.change and own.kind in ("percent", "money", "measure"):
        own = replace(own, change=before.change, by=before.by)
    if (
        bracket
        and own.modifier == "exact"
        and own.kind == before.kind
        and before.modifier not in ("range", "vague")
    ):
        own = replace(own, modifier=before.modifier).bounded()
    return own


def _opens_with_whole(tokens: Tokens, first: Quantity) -> bool:
    """Whether the sentence opens with the whole: "Of the 67 passengers, 40 were …"."""
    return tokens.at(0) == "of" and first.kind == "count" and first.phrase <= 5


def _whole(tokens: Tokens, quantities: list[Quantity], place: int) -> int | None:
    """Return the place of the figure that this one is a part of: "16 of the province's 27 districts"."""
    own, index = quantities[place], quantities[place].last
    if own.kind not in ("count", "share", "percent"):
        return None
    if tokens.at(index) == "out":
        index += 1
    elif place and _opens_with_whole(tokens, quantities[0]):
        return 0 if own.whole is None else None
    if tokens.at(index) != "of" or place + 1 == len(quantities):
        return None
    return place + 1 if _is_whole_behind(tokens, index, quantities[place + 1]) else None


def _is_whole_behind(tokens: Tokens, index: int, following: Quantity) -> bool:
    """Whether "of" leads to a count with nothing but what it counts between."""
    if following.kind != "count" or not 0 < following.phrase - index <= MOST_WORDS_OF_WHOLE:
        return False
    stops = word_list("function") - word_list("determiner")
    return all(
        tokens.low[i] not in stops and (tokens.is_sort(i, "w") or tokens.low[i] == "-")
        for i in range(index + 1, following.phrase)
    )
