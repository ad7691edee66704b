"""Rules for years, decades, centuries, quarters and seasons."""

from __future__ import annotations

from workbench.times import intervals as iv
from workbench.times.calendar_rules import Made
from workbench.times.intervals import Day, Interval, When, add_months, third, year_interval
from workbench.times.tokens import Parts, Rule


def _year(parts: Parts) -> Made:
    year, position = parts.get("year_number"), parts.get("position|edge", "")
    if not position:
        return When("year", iv.always(*year_interval(year)), year)
    return When("part_of_year", iv.always(*third(year_interval(year), position)), year)


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
    return When("decade", iv.always(*(third(whole, position) if position else whole)), start)


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

    def resolve(frame: iv.Frame) -> Interval | None:
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


def _season(parts: Parts) -> Made:
    (first, last), year = parts.get("season|season_or_verb"), parts.get("year_number")
    which = parts.get("which")
    if which is None:
        return When("season", iv.months_of_year(first, last, year), year)
    if which == 0:
        return When("season", iv.seen_from(lambda anchor: _season_of(anchor, first, last)))
    return When("season", lambda frame: iv.months_of_year(first, last, None)(_beyond(frame, which)))


def _season_of(anchor: Day, first: int, last: int) -> Interval | None:
    return iv.months_of_year(first, last, anchor.year)(iv.Frame(anchor))


def _beyond(frame: iv.Frame, which: int) -> iv.Frame:
    """Return the frame seen from far enough that the season now running does not count."""
    anchor = frame.anchor and add_months(frame.anchor, 3 * which)
    return iv.Frame(anchor, which)


RULES = (
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
)
