"""Rules for what is seen from the day of publication: weekdays, "last month", "two weeks ago", and whether a sentence looks ahead."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from workbench.lexicon.reading import lists
from workbench.times import intervals as iv
from workbench.times.calendar_rules import Made
from workbench.times.intervals import When
from workbench.times.tokens import Parts, Rule, Token

# Words further away than this belong to another clause.
_REACH = 14


@functools.cache
def _cues() -> dict[str, int]:
    read = lists("tense")
    return dict.fromkeys(read["ahead"], 1) | dict.fromkeys(read["back"], -1)


@functools.cache
def _leading() -> frozenset[str]:
    return frozenset(lists("tense")["leading"])


def _direction(word: str) -> int:
    lower = word.lower()
    return _cues().get(lower, -1 if len(lower) > 4 and lower.endswith("ed") else 0)


def _first(words: Iterable[Token]) -> int:
    return next((found for found in (_direction(token.text) for token in words) if found), 0)


def _last_before(before: Sequence[Token]) -> int:
    """Return where the nearest words before a date point: "will be held" and "agreed to meet" ahead."""
    for i in range(len(before) - 1, -1, -1):
        word, previous = before[i].text.lower(), before[i - 1].text.lower() if i else ""
        if (previous == "be" and _direction(word)) or (word == "to" and previous in _leading()):
            return 1
        if i > 1 and previous == "to" and before[i - 2].text.lower() in _leading():
            return 1
        if found := _direction(word):
            return found
    return 0


_IS_ON = [[verb, preposition] for verb in ("is", "are", "'s", "’s") for preposition in ("on", "in")]


def tense_at(found: Sequence[Token], i: int) -> int:
    """Return -1 where the words around token ``i`` look back, 1 where they look ahead, 0 where they do not tell."""
    before = found[max(0, i - _REACH) : i]
    if [token.text.lower() for token in before[-2:]] in _IS_ON:
        return 1  # "the summit is on Friday"
    shown = _last_before(before) or _first(found[i + 1 : i + 1 + _REACH])
    leads = before[-1].text.lower() if before else ""
    return shown or int(leads in ("by", "until", "till"))


# Units that a calendar date cannot be told from: "the last minute", "a second ago".
_FINE = ("second", "minute", "hour")


def _deictic(parts: Parts) -> Made:
    return When("deictic", iv.days_from(parts.get("deictic")))


def _day_beyond(parts: Parts) -> Made:
    """Read "the day before yesterday"."""
    side = parts.get("before")
    deictic = parts.get("deictic")
    return (
        When("deictic", iv.days_from(deictic + side))
        if parts.get("unit") == "day" and deictic == side
        else None
    )


def _which_part(parts: Parts) -> Made:
    """Read "last night", "this morning"."""
    which = parts.get("which")
    if (
        parts.get("part_of_day") == "clock"
        or which > 0
        or parts.tokens[0].text.lower() not in ("last", "this")
    ):
        return None
    return When("deictic", iv.days_from(which))


def _which_unit(parts: Parts) -> Made:
    """Read "last month" (of the calendar), "the past week" (up to publication), "the previous day" (unknown)."""
    which, unit = parts.all("which")[-1], parts.get("unit|quarter")
    if unit == 3:
        return When("bare_quarter", iv.calendar_unit(which.value, "quarter"))
    if unit in (*_FINE, 6) or _is_part_of_something(parts):
        return None
    word, definite = which.text.lower(), parts.follows("the")
    if word in ("previous", "preceding", "following") or (definite and word == "next" and unit == "day"):
        return When("relative", iv.from_reference(which.value, unit))
    if unit in ("day", "century") or parts.all("unit")[0].text.lower().endswith("s"):
        return When("vague", iv.unknown)
    return _running_unit(which, unit, definite=definite)


def _is_part_of_something(parts: Parts) -> bool:
    """Whether "of" follows: "the last month of the war"."""
    return parts.follows("the") and parts.after is not None and parts.after.kind == "of"


def _running_unit(which: Token, unit: str, *, definite: bool) -> When:
    word = which.text.lower()
    if word == "past" or (definite and word in ("last", "next", "coming")):
        return When("duration", iv.stretch(which.value, 1, unit))
    return When(unit, iv.calendar_unit(which.value, unit))


def _count(parts: Parts) -> int:
    return sum(token.value for token in parts.all("count"))


def _quantity(parts: Parts) -> tuple[int, int]:
    inside = parts.all("count|number_word|dash|vague_number|unit") + parts.all("count")
    return min(token.start for token in inside), max(token.end for token in parts.all("unit"))


_VERB_BEFORE = (
    "will",
    "would",
    "to",
    "could",
    "can",
    "should",
    "may",
    "might",
    "must",
    "not",
    "n't",
    "n’t",
    "t",
)


def _stretch(parts: Parts) -> Made:
    """Read "the past three days", "the next 24 hours"; not "the talks will last three days"."""
    if parts.all("which")[0].text == "last" and parts.follows(*_VERB_BEFORE):
        return None
    counts_other = parts.tokens[-1].text.lower()[-1:] != "s" and parts.tokens[0].kind not in ("last", "next")
    if counts_other and _count(parts) > 1:
        return None  # "12 men, and 14 last year" is no stretch of 14 years
    found = iv.stretch(parts.get("which"), _count(parts), parts.get("unit"))
    return When("duration", found, quantity=_quantity(parts))


def _vague_stretch(parts: Parts) -> Made:
    return When("vague", iv.unknown)


def _ago(parts: Parts) -> Made:
    """Read "two weeks ago"."""
    return When("ago", iv.away(-_count(parts), parts.get("unit")), quantity=_quantity(parts))


def _earlier(parts: Parts) -> Made:
    """Read "a year earlier", "three days later": from what the sentence spoke of before."""
    found = iv.from_reference(parts.get("earlier") * _count(parts), parts.get("unit"))
    return When("relative", found, quantity=_quantity(parts))


def _same(parts: Parts) -> Made:
    """Read "the same day", "that week", "that night"."""
    unit = parts.get("unit") or "day"
    if unit in _FINE or parts.tokens[-1].text.lower().endswith("s"):
        return None
    return When("relative", iv.same_unit(unit))


def _weekend(parts: Parts) -> Made:
    if not (parts.all("which") or parts.follows("the")) or parts.tokens[-1].text.endswith("s"):
        return None
    return When("weekend", iv.weekend(parts.get("which")))


def _weekday(parts: Parts) -> Made:
    token = parts.all("any_weekday")[0]
    if token.kind == "weekday_short" and not (parts.all("dot") or parts.follows("on", "since", "until")):
        return None
    return When("weekday", iv.weekday(token.value, parts.get("which")))


def _past_weekday(parts: Parts) -> Made:
    """Read "this past Sunday"."""
    return When("weekday", iv.weekday(parts.get("weekday"), None))


def _weekday_of_week(parts: Parts) -> Made:
    """Read "Tuesday of last week"."""
    if parts.get("unit") != "week":
        return None
    return When("weekday", iv.weekday_of_week(parts.get("weekday"), parts.get("which")))


RULES = (
    # Seen from the day of publication.
    Rule("unit before deictic", "day_atom", _day_beyond),
    Rule("deictic", "day_atom", _deictic),
    Rule("which part_of_day", "day_atom", _which_part),
    Rule("this last weekday", "day_atom", _past_weekday),
    Rule("weekday of? which unit", "day_atom", _weekday_of_week),
    Rule("which? (weekday | weekday_short dot?)", "day_atom", _weekday),
    Rule("which? weekend", "span_atom", _weekend),
    Rule("(last | next) (plain_count | number_word dash number_word) unit", "span_atom", _stretch),
    Rule("(plain_count | number_word dash number_word) (last | next) unit", "span_atom", _stretch),
    Rule("(last | next) one_article? vague_number of? unit", "vague_atom", _vague_stretch),
    Rule("this? which (unit | quarter)", "span_atom", _which_unit),
    Rule("recent unit", "vague_atom", _vague_stretch),
    Rule("(count | number_word dash number_word) unit ago", "span_atom", _ago),
    Rule("one_article? vague_number of? unit ago", "vague_atom", _vague_stretch),
    Rule("unit ago", "vague_atom", _vague_stretch),
    Rule("(count | number_word dash number_word) unit earlier", "span_atom", _earlier),
    Rule("same (unit | part_of_day)", "span_atom", _same),
)
