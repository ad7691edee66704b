"""Find the quantities of a text: numbers, values, bounds, units, changes and ranges, without a model.

The layers run in this order over the tokens: numerals, units, what is no figure, bounds, changes, ranges, wholes.
"""

from __future__ import annotations

from bisect import bisect_left

from workbench.analysis import Analysis
from workbench.figures.ages import find_age
from workbench.figures.bounds import find_bound, find_change
from workbench.figures.calendars import is_round_count
from workbench.figures.exclusions import addresses, is_no_figure, is_one, stands_for_nobody
from workbench.figures.lexing import Tokens
from workbench.figures.numeral import Numeral, Vague
from workbench.figures.numerals import find_numerals
from workbench.figures.quantity import Quantity
from workbench.figures.ranges import combine
from workbench.figures.units import DASHES, Measured, find_unit
from workbench.figures.vocabulary import changes, longest, vague_preset
from workbench.spans import merge_spans
from workbench.times import named_spans


def find_quantities(text: str, *, vague: Vague | None = None) -> list[Quantity]:
    """Find every figure in a text and read its value, bound, unit and change.

    Parameters
    ----------
    text
        A sentence, or any text.
    vague
        Ends for vague number words; the default preset if not given.

    Returns
    -------
    list of Quantity
        From left to right. What is counted is not read here: that needs the grammar.

    Examples
    --------
    >>> [(q.exact, q.low, q.high, q.modifier, q.unit) for q in find_quantities("More than 300 troops, $2.5m")]
    [('300', 300.0, None, 'more_than', ''), ('2.5m', 2500000.0, 2500000.0, 'exact', 'USD')]
    """
    return quantities_of(Tokens(text), vague_preset() if vague is None else vague)


def quantities_of(
    tokens: Tokens, vague: Vague, *, analysis: Analysis | None = None, every_one: bool = False
) -> list[Quantity]:
    """Find the figures among the tokens of a text; see :func:`find_quantities`.

    What ``analysis`` knows of the times in the text is not looked for again. ``every_one`` takes "one" for a figure also where it only stands for a thing ("one of the").
    """
    numerals = find_numerals(tokens, vague)
    taken = merge_spans(addresses(tokens.source))
    dates: list[tuple[int, int]] = []
    if any(numeral.digits for numeral in numerals):
        dates = named_spans((analysis or Analysis()).times(tokens.source))
    dated = merge_spans([*taken, *dates])
    found: list[Quantity] = []
    for numeral in numerals:
        measured = find_unit(tokens, numeral)
        may_be_dated = numeral.digits and measured.kind != "money" and not is_round_count(tokens, numeral)
        if _overlaps(tokens, numeral, dated if may_be_dated else taken):
            continue
        spared = every_one and is_one(tokens, numeral) and not stands_for_nobody(tokens, numeral.first)
        if spared or not is_no_figure(tokens, numeral, measured):
            found.append(_quantity(tokens, numeral, measured))
    return combine(tokens, found)


def _overlaps(tokens: Tokens, numeral: Numeral, spans: list[tuple[int, int]]) -> bool:
    """Whether a numeral overlaps one of the spans, which lie in order and apart."""
    start, end = tokens.start[numeral.first], tokens.end[numeral.last - 1]
    before = bisect_left(spans, (end, end)) - 1
    return before >= 0 and start < spans[before][1]


def _quantity(tokens: Tokens, numeral: Numeral, measured: Measured) -> Quantity:
    if find_age(tokens, numeral, measured):
        measured.unit, measured.kind = "year", "age"
    first, sign = _sign(tokens, numeral, measured)
    measured.first = min(first, measured.first)
    modifier, phrase = find_bound(tokens, measured)
    change, by, verb = find_change(tokens, measured, phrase)
    low, high = (None if end is None else end * sign * measured.scale for end in (numeral.low, numeral.high))
    start, end = tokens.start[first], tokens.end[numeral.last - 1]
    quantity = Quantity(
        start=start,
        end=end,
        exact=tokens.source[start:end],
        low=low,
        high=high,
        modifier=_modifier(numeral, modifier),
        unit=measured.unit,
        kind=measured.kind,
        change=change,
        by=by,
        verb=verb if by == "verb" else _level_verb(tokens, phrase),
        rate=measured.rate,
        first=measured.first,
        last=measured.last,
        phrase=min(phrase, first),
        numeral=numeral,
    )
    return quantity.bounded()


def _modifier(numeral: Numeral, modifier: str) -> str:
    if numeral.shape == "vague":
        return "vague"
    return "range" if numeral.low != numeral.high else modifier


def _level_verb(tokens: Tokens, phrase: int) -> int | None:
    """Return the token of the verb of change in "rose to 120", which states a level."""
    index = phrase - 1
    while tokens.at(index) in ("to", "at", "from", "as"):
        index -= 1
    found, reached = longest(changes()[0], tokens, index, -1)
    return reached + 1 if found and index < phrase - 1 and found[1] == "verb" else None


def _sign(tokens: Tokens, numeral: Numeral, measured: Measured) -> tuple[int, int]:
    """Return the first token of the number with its sign, and the sign: "-5", "minus 130", "5 degrees below zero"."""
    before = measured.first - 1
    word = tokens.at(before)
    if word == "minus" and tokens.at(before - 1) == "or":
        return numeral.first, 1
    if word in ("minus", "negative") or (
        word in ("-", "‑") and tokens.at(before - 1) in ("minus", "negative")
    ):
        return before - (word not in ("minus", "negative")), -1
    if tokens.at(measured.last) == "below" and tokens.at(measured.last + 1) in ("zero", "freezing"):
        return numeral.first, -1
    if word not in DASHES or not tokens.glued(measured.first) or tokens.glued(before):
        return numeral.first, 1
    after_number = tokens.is_sort(before - 1, "n") or tokens.at(before - 1) == "%"
    if tokens.at(before - 1) == "to" and tokens.is_sort(before - 2, "n"):
        after_number = True  # the second end of a range: "3 to -5"
    return (numeral.first, 1) if after_number or not numeral.digits else (before, -1)
