"""The first layer of rules: dates, months, years, weekdays, clock times and stretches of time on their own."""

from __future__ import annotations

import functools

from workbench.times import intervals as iv
from workbench.times.intervals import Day, When
from workbench.times.notation import Layer, Parts, Rule, layer

Made = When | None

# Units that a calendar date cannot be told from: "the last minute", "a second ago".
_FINE = ("second", "minute", "hour")


def _iso(parts: Parts) -> Made:
    text = parts.all("iso_date")[0].text
    try:
        day = Day.fromisoformat(text[:10])
    except ValueError:
        return None
    return When("day", iv.always(day), day.year)


def _numeric(parts: Parts) -> Made:
    """Read 25/12/2021; where day and month could change places (5/7/2021) it stays unresolved."""
    text = parts.tokens[0].text
    numbers = [int(number) for number in text.replace(".", "/").replace("-", "/").split("/")]
    if len(str(numbers[0])) == 4:
        return When("day", lambda frame: (Day(*numbers),) * 2, numbers[0])
    first, second, year = numbers
    if max(first, second) > 31 or (first > 12 and second > 12) or not (first and second):
        return None
    if len(text.replace(".", "/").replace("-", "/").split("/")[2]) == 2 or (
        first != second and max(first, second) <= 12
    ):
        return When("day", iv.unknown)
    day, month = (first, second) if first > 12 else (second, first)
    return When("day", lambda frame: (Day(year, month, day),) * 2, year)


def _month_day(parts: Parts) -> Made:
    days = [token.value for token in parts.all("day_number|ordinal_number")]
    month, year = parts.get("any_month"), parts.get("year_number")
    if not 1 <= days[0] <= days[-1] <= 31:
        return None
    return When("day", iv.day_of_month(month, days[0], year, days[-1]), year)


def _day_range(parts: Parts) -> Made:
    first, last = (int(day) for day in parts.all("day_range")[0].text.replace("–", "-").split("-"))
    year = parts.get("year_number")
    return (
        When("range", iv.day_of_month(parts.get("any_month"), first, year, last), year)
        if first < last
        else None
    )


def _month(parts: Parts) -> Made:
    year, position = parts.get("year_number"), parts.get("position|edge", "")
    kind = "part_of_month" if position else "month"
    return When(kind, iv.whole_month(parts.get("any_month"), year, position), year)


def _bare_month(parts: Parts) -> Made:
    """Read a month alone; one that is also a name only where the words about it speak for a month."""
    month = parts.tokens[0]
    if month.kind != "month" and not _reads_as_month(parts):
        return None
    return _month(parts)


def _reads_as_month(parts: Parts) -> bool:
    after = parts.after.text if parts.after else ""
    if parts.follows("in", "since", "during", "until", "till", "through", "by", "as of"):
        return not (after[:1].isupper() and parts.follows("by", "through", "until", "till"))
    if parts.follows("the"):
        return after[:1].islower()
    return after in ("'s", "’s") and parts.tokens[0].text not in ("May", "August")


def _part_of_month(parts: Parts) -> Made:
    """Read "the first half of June", "the second week of July"."""
    number, month, year = parts.get("ordinal_word"), parts.get("any_month"), parts.get("year_number")
    if parts.get("quarter") == 6 and number <= 2:
        first, last = (1, 15) if number == 1 else (16, 31)
    elif parts.get("unit") == "week" and number <= 4:
        first, last = 7 * number - 6, 7 * number
    else:
        return None

    def make(y: int) -> iv.Interval:
        low, high = iv.month_interval(y, month)
        return low.replace(day=first), low.replace(day=min(last, high.day))

    return When("part_of_month", iv.yearly(make, year), year)


def _which_month(parts: Parts) -> Made:
    """Read "last May", "next March": the one before or after publication."""
    month, which = parts.get("any_month"), parts.get("which")
    if which == 0:
        return When("month", iv.seen_from(lambda anchor: iv.month_interval(anchor.year, month)))

    def from_anchor(anchor: Day) -> iv.Interval:
        year = (
            anchor.year + (which < 0 and month >= anchor.month) * -1 + (which > 0 and month <= anchor.month)
        )
        return iv.month_interval(year, month)

    return When("month", iv.seen_from(from_anchor))


def _month_of_year(parts: Parts) -> Made:
    """Read "May of last year" and "June 5 last year"."""
    month, which = parts.get("any_month"), parts.get("which")
    day = parts.get("day_number|ordinal_number")
    if parts.get("unit") != "year":
        return None

    def from_anchor(anchor: Day) -> iv.Interval:
        year = anchor.year + which
        return (Day(year, month, day),) * 2 if day else iv.month_interval(year, month)

    return When("day" if day else "month", iv.seen_from(from_anchor))


def _months(parts: Parts) -> Made:
    """Read "April to June": from the first day of one month to the last of the other."""
    first, last = (token.value for token in parts.all("full_month"))
    year = parts.get("year_number")
    leads = ("from", "between") if not parts.all("and") else ("between", "in", "during", "since")
    if year is None and not parts.follows(*leads):
        return None
    return When("range", iv.months_of_year(first, last, year), year)


def _year(parts: Parts) -> Made:
    year, position = parts.get("year_number"), parts.get("position|edge", "")
    if not position:
        return When("year", iv.always(*iv.year_interval(year)), year)
    return When("part_of_year", iv.always(*iv.third(iv.year_interval(year), position)), year)


# A year alone may be an amount; before these words or marks it is none.
_YEAR_BEFORE = (
    "in",
    "since",
    "during",
    "the",
    "its",
    "his",
    "her",
    "their",
    "our",
    "'s",
    "’s",
    "(",
    "a",
    "until",
    "till",
)


def _bare_year(parts: Parts) -> Made:
    number = parts.tokens[0].value
    sure = parts.follows("in", "since", "during", "until", "till", "year", "as of")
    ordinary = 1600 <= number <= 2100 and (number % 100 or parts.follows("his", "her", "'s", "’s"))
    recent = 1950 <= number <= 2035 and number % 100
    counted = not recent and _plural_noun_after(parts) and not parts.follows(*_YEAR_BEFORE)
    if counted or not (sure or ordinary):
        return None
    return _year(parts)


def _years(parts: Parts) -> Made:
    """Read "from 2000 to 2006"."""
    first, last = (token.value for token in parts.all("year_number"))
    return When("range", iv.always(Day(first, 1, 1), Day(last, 12, 31)), last) if first < last else None


def _plural_noun_after(parts: Parts) -> bool:
    """Say whether a lower-case word in -s follows, with a lower-case word before: "attacked 1950 villages"."""
    after = parts.after.text if parts.after and parts.after.kind == "other" else ""
    before = parts.before.text if parts.before else ""
    plural = len(after) > 3 and after.endswith("s") and not after.endswith("ss") and after.islower()
    return plural and not before[:1].isupper()


def _year_range(parts: Parts) -> Made:
    first, last = parts.tokens[0].text.replace("–", "-").replace("/", "-").split("-")
    end = int(last if len(last) == 4 else first[:2] + last)
    if not 1500 <= int(first) < end <= 2100:
        return None
    return When("range", iv.always(Day(int(first), 1, 1), Day(end, 12, 31)), end)


def _decade(parts: Parts) -> Made:
    token = parts.all("decade_number|decade_word")[0]
    position = parts.get("position|edge", "")
    start = token.value
    if start < 100:
        if not (token.text[0] in "'’" or parts.follows("the")):
            return None
        start += 1900
    whole = Day(start, 1, 1), Day(start + 9, 12, 31)
    return When("decade", iv.always(*(iv.third(whole, position) if position else whole)), start)


def _century(parts: Parts) -> Made:
    number = parts.get("ordinal") + parts.get("number_word", 0)
    if parts.get("unit") != "century" or number > 30:
        return None
    return When("century", lambda frame: (Day(number * 100 - 99, 1, 1), Day(number * 100, 12, 31)))


def _quarter(parts: Parts) -> Made:
    number, months = parts.get("ordinal_word|quarter_number"), parts.get("quarter")
    if months is None:
        months = 6 if parts.all("quarter_number")[0].text[0] == "H" else 3
    if number * months > 12:
        return None
    year, which = parts.get("year_number"), parts.get("which")
    last = number * months
    if which is not None and parts.get("unit") == "year":
        return When(
            "quarter",
            iv.seen_from(
                lambda anchor: iv.months_of_year(last - months + 1, last, anchor.year + which)(
                    iv.Frame(anchor)
                )
            ),
        )
    if year is None and months == 6:
        return None
    return When("quarter" if year else "bare_quarter", _complete(last - months + 1, last, year), year)


def _complete(first: int, last: int, year: int | None) -> iv.Resolver:
    """Resolve months of a year to the last time that they were over at publication."""
    resolver = iv.months_of_year(first, last, year)
    if year:
        return resolver

    def resolve(frame: iv.Frame) -> iv.Interval | None:
        if frame.anchor is None or frame.tense > 0:
            return resolver(frame)
        found = iv.months_of_year(first, last, frame.anchor.year)(frame)
        if found and found[1] > frame.anchor:
            found = iv.months_of_year(first, last, frame.anchor.year - 1)(frame)
        return found

    return resolve


def _fiscal(parts: Parts) -> Made:
    """Read "fiscal 2020": a company's own year, whose days the text does not tell."""
    return When("fiscal_year", iv.unknown, parts.get("year_number"))


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
    word = which.text.lower()
    if unit == 3:
        return When("bare_quarter", iv.calendar_unit(which.value, "quarter"))
    if unit in _FINE or unit == 6 or (parts.follows("the") and parts.after and parts.after.kind == "of"):
        return None
    if word in ("previous", "preceding", "following"):
        return When("relative", iv.from_reference(which.value, unit))
    if unit in ("day", "century") or parts.all("unit")[0].text.lower().endswith("s"):
        return When("vague", iv.unknown)
    if word == "past" or (parts.follows("the") and word in ("last", "next", "coming")):
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


def _season(parts: Parts) -> Made:
    (first, last), year = parts.get("season|season_or_verb"), parts.get("year_number")
    which = parts.get("which")
    if which is None:
        return When("season", iv.months_of_year(first, last, year), year)
    if which == 0:
        return When("season", iv.seen_from(lambda anchor: _season_of(anchor, first, last)))
    return When("season", lambda frame: iv.months_of_year(first, last, None)(_beyond(frame, which)))


def _season_of(anchor: Day, first: int, last: int) -> iv.Interval | None:
    return iv.months_of_year(first, last, anchor.year)(iv.Frame(anchor))


def _beyond(frame: iv.Frame, which: int) -> iv.Frame:
    """Return the frame seen from far enough that the season now running does not count."""
    anchor = frame.anchor and iv.add_months(frame.anchor, 3 * which)
    return iv.Frame(anchor, which)


def _holiday(parts: Parts) -> Made:
    year = parts.get("year_number")
    return When("holiday", iv.holiday(parts.get("holiday"), year), year)


def _event(parts: Parts) -> Made:
    day = Day.fromisoformat(parts.get("event"))
    return When("event", iv.always(day), day.year)


def _clock(parts: Parts) -> Made:
    """Read a time of day, which tells no date."""
    return When("clock", iv.unknown)


def _bare_clock(parts: Parts) -> Made:
    before = (
        "at",
        "around",
        "about",
        "by",
        "until",
        "till",
        "before",
        "after",
        "from",
        "since",
        "between",
        "to",
    )
    return _clock(parts) if ":" in parts.tokens[0].text and parts.follows(*before) else None


def _noon(parts: Parts) -> Made:
    return _clock(parts) if parts.tokens[0].value == "clock" else None


_DAYS = "day_number|ordinal_number"
_MONTH = "(full_month | month_short dot?)"
_LOCAL = "(the? local time_word | local? time_word? zone | local time_word)?"

_RULES = (
    Rule("calendar_word? iso_date", "day_atom", _iso),
    Rule("numeric_date", "day_atom", _numeric),
    Rule("event", "day_atom", _event),
    Rule("holiday (comma? year_number)?", "day_atom", _holiday),
    # A day of a month.
    Rule(f"{_MONTH} the? ({_DAYS}) (of_in)? which unit", "day_atom", _month_of_year),
    Rule(f"{_MONTH} day_range (comma? year_number)?", "day_atom", _day_range),
    Rule(f"day_range {_MONTH} (comma? year_number)?", "day_atom", _day_range),
    Rule(
        f"({_DAYS}) (to | dash | and) ({_DAYS}) of? {_MONTH} (comma? year_number)?",
        "day_atom",
        _month_day,
    ),
    Rule(
        f"(?<!in) {_MONTH} ({_DAYS}) (to | dash) ({_DAYS}) (comma? year_number)? (?!dot? any_month)",
        "day_atom",
        _month_day,
    ),
    Rule(
        f"(?<!in) {_MONTH} ({_DAYS}) and ({_DAYS}) (comma? year_number)? (?!other | dot? any_month)",
        "day_atom",
        _month_day,
    ),
    Rule(f"{_MONTH} the? ({_DAYS}) comma? year_number", "day_atom", _month_day),
    Rule(f"({_DAYS}) of? {_MONTH} comma? year_number", "day_atom", _month_day),
    Rule(f"(?<!in) {_MONTH} the? ({_DAYS})", "day_atom", _month_day),
    Rule(f"({_DAYS}) of? {_MONTH}", "day_atom", _month_day),
    # A month, or a part of one.
    Rule(
        f"(position dash? | edge dash) (of_in? the?)? {_MONTH} (comma? of_in? year_number)? (?!day_number)",
        "span_atom",
        _month,
    ),
    Rule(f"position in {_MONTH} (comma? of_in? year_number)? (?!day_number)", "span_atom", _month),
    Rule(f"edge of the? {_MONTH} (comma? of_in? year_number)?", "span_atom", _month),
    Rule(
        "ordinal_word (quarter | unit) of_in the? any_month (comma? of_in? year_number)?",
        "span_atom",
        _part_of_month,
    ),
    Rule(f"{_MONTH} of_in? which unit", "span_atom", _month_of_year),
    Rule("full_month (to | dash | and) full_month (comma? of? year_number)?", "span_atom", _months),
    Rule("which full_month (?!dot? day_number)", "span_atom", _which_month),
    Rule(f"{_MONTH} comma? of? year_number", "span_atom", _month),
    Rule("full_month", "span_atom", _bare_month),
    # Quarters, years, decades, centuries.
    Rule(
        "(ordinal_word quarter | quarter_number) of_in? (the? fiscal? unit)? year_number",
        "span_atom",
        _quarter,
    ),
    Rule("year_number (ordinal_word quarter | quarter_number)", "span_atom", _quarter),
    Rule("ordinal_word quarter of_in? which unit", "span_atom", _quarter),
    Rule("(ordinal_word quarter | quarter_number)", "span_atom", _quarter),
    Rule("from year_number (to | dash) year_number (?!amount_after)", "span_atom", _years),
    Rule("between year_number and year_number (?!amount_after)", "span_atom", _years),
    Rule("fiscal unit? year_number", "span_atom", _fiscal),
    Rule("(position dash? of_in? | edge of the? unit?) year_number", "span_atom", _year),
    Rule("(position dash? | edge of) the? (decade_number | decade_word)", "span_atom", _decade),
    Rule("decade_number | decade_word", "span_atom", _decade),
    Rule("(number_word dash)? ordinal dash? unit", "span_atom", _century),
    Rule("(?<!amount_before) year_range", "span_atom", _year_range),
    Rule("season of_in? year_number", "span_atom", _season),
    Rule("season_or_verb of_in year_number", "span_atom", _season),
    Rule("which (season | season_or_verb)", "span_atom", _season),
    Rule("(?<!amount_before) year_number (?!amount_after)", "span_atom", _bare_year),
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
    # Time of day.
    Rule(f"(clock | digits) meridiem {_LOCAL}", "clock_atom", _clock),
    Rule(f"clock_meridiem {_LOCAL}", "clock_atom", _clock),
    Rule("(clock | digits) (local time_word | zone | local zone)", "clock_atom", _clock),
    Rule(f"plain_count oclock {_LOCAL}", "clock_atom", _clock),
    Rule("clock", "clock_atom", _bare_clock),
    Rule(f"part_of_day {_LOCAL}", "clock_atom", _noon),
)


@functools.cache
def atoms() -> Layer:
    """Return the first layer, compiled."""
    return layer(_RULES)
