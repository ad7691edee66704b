"""Find the quantities of a text: numbers, values, bounds, units, changes and ranges, without a model.

The layers run in this order over the tokens: numerals, units, what is no figure, ages, bounds, changes, ranges, wholes.
"""

from __future__ import annotations

from bisect import bisect_left

from workbench.analysis import Analysis
from workbench.numbers.bounds import find_bound, find_change
from workbench.numbers.cardinals import literal_value
from workbench.numbers.exclusions import addresses, is_no_figure, is_one, is_round_count, stands_for_nobody
from workbench.numbers.lexing import Tokens
from workbench.numbers.numerals import find_numerals
from workbench.numbers.patterns import Rule, Rules
from workbench.numbers.quantity import UPPER_BOUNDS, Numeral, Quantity, Vague
from workbench.numbers.ranges import combine
from workbench.numbers.units import DASHES, Measured, find_unit
from workbench.numbers.vocabulary import changes, longest, vague_preset, word_list
from workbench.spans import merge_spans
from workbench.times import named_spans

CALIBRES = Rules(  # told by its digits, with a point before them or without
    Rule("N -? caliber|calibre", "a [38]-calibre round", "a [38] long round"),
    Rule(
        r"N:\..* -? <sort of weapon>? -? <sort of weapon>? -? <weapon>",
        "a [.22] semi-automatic rifle",
        "a [.22] inch hole",
    ),
    Rule(
        r"w ~. =N:\d{2,3} <sort of weapon>? pistol|handgun|revolver|rifle|shotgun|gun|round|bullet",
        "he drew a. [38] revolver",
        "he drew a. [38] revolvers fell",
    ),
)
SIGN_WORDS = ("minus", "negative")


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
    dated = merge_spans([*taken, *_dates(tokens, numerals, analysis)])
    found: list[Quantity] = []
    for numeral in numerals:
        measured = find_unit(tokens, numeral)
        spans = dated if _may_be_dated(tokens, numeral, measured) else taken
        if _overlaps(tokens, numeral, spans):
            continue
        spared = every_one and is_one(tokens, numeral) and not stands_for_nobody(tokens, numeral, measured)
        if spared or not is_no_figure(tokens, numeral, measured):
            found.append(_quantity(tokens, numeral, measured))
    return combine(tokens, found)


def _dates(tokens: Tokens, numerals: list[Numeral], analysis: Analysis | None) -> list[tuple[int, int]]:
    """Return the spans of the times in a text; they are looked for only where a number in digits could be in one."""
    if not any(numeral.digits for numeral in numerals):
        return []
    return named_spans((analysis or Analysis()).times(tokens.source))


def _may_be_dated(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number may be part of a date: one in digits that is no money and no round count."""
    return numeral.digits and measured.kind != "money" and not is_round_count(tokens, numeral)


def _overlaps(tokens: Tokens, numeral: Numeral, spans: list[tuple[int, int]]) -> bool:
    """Whether a numeral overlaps one of the spans, which lie in order and apart."""
    start, end = tokens.start[numeral.first], tokens.end[numeral.last - 1]
    before = bisect_left(spans, (end, end)) - 1
    return before >= 0 and start < spans[before][1]


def _quantity(tokens: Tokens, numeral: Numeral, measured: Measured) -> Quantity:
    if find_age(tokens, numeral, measured):
        measured.unit, measured.kind = "year", "age"
    elif measured.unit in ("", "caliber") and CALIBRES.fit(tokens, numeral, measured):
        measured.unit, measured.kind = "caliber", "measure"
        digits = tokens.text[numeral.first]
        measured.scale = 10.0 ** (len(digits) - 1) if digits[0] == "." else 1.0
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
    return "range" if numeral.low != numeral.high and modifier not in UPPER_BOUNDS else modifier


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
    if measured.kind == "money" and measured.first < numeral.first and _has_inner_minus(tokens, numeral):
        return numeral.first - 1, -1
    word = tokens.at(before)
    if word == "minus" and tokens.at(before - 1) == "or":
        return numeral.first, 1
    if word in SIGN_WORDS:
        return before, -1
    if word in ("-", "‑") and tokens.at(before - 1) in SIGN_WORDS:
        return before - 1, -1
    if tokens.at(measured.last) == "below" and tokens.at(measured.last + 1) in ("zero", "freezing"):
        return numeral.first, -1
    is_minus = numeral.digits and _is_minus(tokens, before, measured)
    return (before, -1) if is_minus else (numeral.first, 1)


def _has_inner_minus(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a dash joins the number to the sign of its currency: "$-3.4bn"."""
    dash = numeral.first - 1
    return tokens.at(dash) in DASHES and tokens.glued(dash) and tokens.glued(numeral.first)


def _is_minus(tokens: Tokens, dash: int, measured: Measured) -> bool:
    """Whether a dash touches the number behind it and nothing before it."""
    if tokens.at(dash) not in DASHES or not tokens.glued(measured.first) or tokens.glued(dash):
        return False
    return not _joins_numbers(tokens, dash)


def _joins_numbers(tokens: Tokens, dash: int) -> bool:
    """Whether a number stands before a dash, so that it is no sign: "3 -5", "5% -7%", "3 to -5"."""
    if tokens.is_sort(dash - 1, "n") or tokens.at(dash - 1) == "%":
        return True
    return tokens.at(dash - 1) == "to" and tokens.is_sort(dash - 2, "n")


# ---- ages ------------------------------------------------------------------------------------------------------------


OLDEST = 120
REACH = 8


def _of_death(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether somebody is said to have died before "at": "dies in prison at 77"; not "put the dead at 12"."""
    at = numeral.first - 1
    behind = tokens.at(numeral.last)
    if behind[:1].isalnum() and behind not in word_list("behind age"):
        return False
    for index in range(at - 1, max(-1, at - REACH), -1):
        if tokens.at(index) in ("died", "dies", "dead", "die"):
            return tokens.at(index - 1) not in ("of", "the", "where") or index < at - 1
        if tokens.is_sort(index, "n") or tokens.at(index) in (";", ":", "toll", "number"):
            return False
    return False


def _is_one_of_a_kind(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether somebody without a name stands before: "The chief executive, 58, who"."""
    noun, first = tokens.raw(numeral.first - 2), numeral.first
    if not noun.isalpha() or noun[-1] in "sS" or noun in word_list("temporal"):
        return False
    opens = first <= 4 and word_list("function").isdisjoint(tokens.low[: first - 1])
    return opens or any(tokens.at(first - back) in word_list("article") for back in (3, 4, 5))


def _counts_no_plural(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    following = tokens.at(numeral.last)
    return not (following[:1].isalpha() and following.endswith("s"))


def _rises_to_age(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether two numbers around a dash rise as ages of a group do: "adults 18-49"; not "beat the women 3-1"."""
    own = numeral.first
    ends = (own, own + 2) if tokens.at(own + 1) in DASHES else (own - 2, own)
    low, high = (literal_value(tokens.raw(end)) or 0.0 for end in ends)
    return low < high < OLDEST


AGES = Rules(
    Rule("<people> N ~-- ~#", "adults [18]-49 watched", "adults [49]-18 watched", _rises_to_age),
    Rule("<people> # ~-- ~N", "adults 18-[49] watched", "adults 49-[18] watched", _rises_to_age),
    Rule(
        "aged|ages|age <inside ages>|#|<number word>* <inside ages>|#|<number word>* N",
        "those aged 12, 15 and [18] left",
        "those of 12, 15 and [18] left",
    ),
    Rule(
        "age|ages of <inside ages>|#|<number word>* <inside ages>|#|<number word>* N",
        "at the age of 12 or [13] they left",
        "of 12 or [13] they left",
    ),
    Rule("at N", "she died in Arlen at [77].", "they put the dead at [77].", _of_death),
    Rule("as young|old as N !w", "boys as young as [12].", "boys as young as [12] weeks"),
    Rule("as young|old as N <function>", "boys as young as [12] were held", "boys as young as [12] weeks"),
    Rule("younger|older than N !w", "men older than [60].", "men older than [60] weeks"),
    Rule("younger|older than N <function>", "men older than [60] were spared", "men older than [60] weeks"),
    Rule(
        "nobody|anyone|anybody|everyone|everybody|someone|those over|under|above|below N",
        "nobody under [18] may vote",
        "nobody under [18] trees",
        _counts_no_plural,
    ),
    Rule(
        "<people> over|under|above|below N",
        "men over [60] were spared",
        "men over [60] hills",
        _counts_no_plural,
    ),
    Rule("<person> , N ,|.|;", "her son, [12], left", "her house, [12], is shut"),
    Rule("<person> , N $", "her son, [12]", "her house, [12]"),
    Rule("<person> , N and|or … ,|.|)|;", "her son, [12] or 13, left", "her son, [12] or 13 men"),
    Rule(
        r"aa , N:\d\d ,", "The chief executive, [58], left", "The executives, [58], left", _is_one_of_a_kind
    ),
    Rule("Ab-<month><weekday> , N ,|;", "Ann Lee, [45], left", "on July, [45], he left"),
    Rule("Ab-<month><weekday> Ab , N .", "with Ann Lee, [45].", "in Arlen, [45]."),
    Rule("Ab-<month><weekday> Ab , N $", "with Ann Lee, [45]", "in Arlen, [45]"),
    Rule("Ab-<month><weekday> II|III|IV|Jr|Sr .? , N ,|;", "Ann Lee III, [45], left", "Part III, [45] men"),
    Rule(") , N ,|;", "Ann Lee (left), [45], ran", "Arlen (Norland), [45] men"),
    Rule("Ab-<month><weekday> <month> , N>31 ,", "Ann August, [61], left", "Ann August, [12], left"),
    Rule("said|says Ab , N .|,", '"No," said Lee, [66].', "in Lee, [66]."),
    Rule("Ab-<month><weekday> Ab , N -- Aa", "Ann Lee, [23] - The Mail", "in Arlen, [23] - The Mail"),
    Rule("Ab , both N ,|.|and|of", "Ann and Bo Lee, both [31], left", "Arlen, both [31] men"),
    Rule("turning N !w", "on turning [18], she left", "turning [18] pages"),
    Rule("Ab-<month><weekday> , N -- who|whose|whom", "Lee, [16] - who hid", "in Arlen, [16] - all men"),
    Rule("Ab-<month><weekday> , ( w w? ) N ,|.", "Lee, (left) [16], and Ann", "Arlen, (left) [16] men"),
    Rule("Ab-<month><weekday> ( N )", "Ann Lee ([45]) left", "NATO ([45]) left"),
)


def find_age(tokens: Tokens, numeral: Numeral, measured: Measured) -> bool:
    """Whether a number without a unit is someone's age in years.

    Examples
    --------
    >>> from workbench.numbers.numerals import find_numerals
    >>> tokens = Tokens("Ann Miller, 45, has 3 sons aged 7 to 12.")
    >>> [find_age(tokens, n, Measured("", "count", n.first, n.last)) for n in find_numerals(tokens, {})]
    [True, False, True, True]
    """
    if measured.unit or measured.kind != "count" or not _may_be_years(tokens, numeral):
        return False
    return AGES.fit(tokens, numeral, measured) or _is_said_of_person(tokens, numeral.first, numeral.last)


def _may_be_years(tokens: Tokens, numeral: Numeral) -> bool:
    value = numeral.low
    if value is None or numeral.scale != 1 or numeral.shape != "plain" or is_one(tokens, numeral):
        return False
    return 0 < value < OLDEST and value == int(value)


def _is_name(tokens: Tokens, index: int) -> bool:
    word = tokens.raw(index)
    calendar = word.lower() in word_list("month") or word.lower() in word_list("weekday")
    return word[:1].isupper() and tokens.is_sort(index, "w") and not calendar and not word.isupper()


def _is_said_of_person(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a person is said to be this number: "she was 10", "he turned 50 in May", "who is now 63"."""
    index = first - 1
    while tokens.at(index) in word_list("inside age"):
        index -= 1
    if tokens.at(index) in ("be", "been"):
        index -= tokens.at(index - 1) in ("will", "would", "have", "has", "had", "to", "ll")
    elif tokens.at(index) not in word_list("is of age"):
        return False
    following = tokens.at(last)
    if following and following[0].isalnum() and following not in word_list("behind age"):
        return False
    return _opens_with_name(tokens, index, last) or any(
        tokens.at(index - back) in word_list("person word") for back in range(7)
    )


def _opens_with_name(tokens: Tokens, verb: int, last: int) -> bool:
    """Whether the sentence is a name of two or three words and a number: "Ann Miller was 95."."""
    ends = tokens.at(last) in (".", ",", "", "when")
    return ends and 2 <= verb <= 4 and all(_is_name(tokens, index) for index in range(verb))
