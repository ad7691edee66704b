"""How likely two figures state the same real-world quantity: how their values compare, and all evidence weighed at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from workbench.ledger.columns import KINDS, LABELS, NOBODY, Array, Columns
from workbench.ledger.values import EXACT, SAME
from workbench.ledger.vocabulary import weights

EXCHANGE = 2.5  # orders of magnitude: no two currencies in which large sums are told lie further apart
LARGE = 100  # of smaller values the last digit counts
TELLING = 3  # digits from which a value is rather found out than said so
NO_DAY = -1e6
FAR = 60  # days: a count of another season is another count
HANDFUL = 10  # "several" is near to no number
TOLL = 0.9  # the least size of what is called a toll
NEAR = 0.177  # orders of magnitude: within a third of the larger value
EXCHANGE_ROUGH = 0.2  # orders of magnitude by which rates of exchange have moved
CLOSE = 0.08  # orders of magnitude: within a fifth of the larger value
FAR_OFF = 0.7  # orders of magnitude: five times the value is rather another thing
PART = 0.5  # of all people, from which on a class of them is rather all of them at another moment
SAME_ARTICLE = 0.1  # orders of magnitude: values of one article that lie nearer may be one, stated twice
FALLEN = 0.7  # of an earlier count: what only grows is not given so much lower later
# What money, a share or a span of time is of is told by the whole sentence, not by one noun.
AT_ONCE = 100_000  # pairs that are weighed together: each takes half a kilobyte
LOOSE = ("money", "share", "duration")
Amounts = dict[str, Array]


class Pairs(NamedTuple):
    """Pairs of figures of one event: the places of both, and how their values compare."""

    i: Array
    j: Array
    equal: Array
    rounded: Array
    fits: Array
    same_number: Array
    a_step: Array
    different: Array
    currencies: Array
    apart: Array


def compare(columns: Columns, i: Array, j: Array) -> Pairs:
    """Compare values: equal, one the other rounded, one able to hold the other, or excluding each other."""
    low, high = np.nan_to_num(columns.low, nan=-np.inf), np.nan_to_num(columns.high, nan=np.inf)
    comparable = columns.dimension[i] == columns.dimension[j]
    points = (low == high)[i] & (low == high)[j]
    near = np.where(columns.unit[i] == columns.unit[j], EXACT, SAME)
    ends = _close(low[i], low[j], near) & _close(high[i], high[j], near)
    lasting = (columns.kind[i] == KINDS.index("duration")) & (columns.unit[i] != columns.unit[j])
    equal = comparable & ends & (points | (columns.modifier[i] == columns.modifier[j])) & ~lasting
    bottom, top = low - columns.slack * np.abs(low), high + columns.slack * np.abs(high)
    touch = np.maximum(bottom[i], bottom[j]) <= np.minimum(top[i], top[j])
    rounded = comparable & ~equal & points & _is_rounded(columns, i, j)
    fits = comparable & touch & ~equal & ~rounded
    apart = _apart(columns, i, j)
    money = ~comparable & (columns.kind[i] == columns.kind[j]) & (apart < EXCHANGE)
    same = fits & _one_number(columns, i, j)
    fits = fits & ~same
    a_step = fits & _is_a_step(columns, i, j)
    return Pairs(
        i, j, equal, rounded, fits, same, a_step, comparable & ~equal & ~rounded & ~touch, money, apart
    )


def _close(a: Array, b: Array, near: Array) -> Array:
    with np.errstate(invalid="ignore"):
        return (a == b) | (np.abs(a - b) <= near * np.maximum(np.abs(a), np.abs(b)))


def _one_number(columns: Columns, i: Array, j: Array) -> Array:
    """Whether two values are one number with other bounds: 900 and up to 900."""
    value, point = (
        middle(columns),
        (columns.low == columns.high) | np.isnan(columns.low) | np.isnan(columns.high),
    )
    return point[i] & point[j] & ~columns.vague[i] & ~columns.vague[j] & (value[i] == value[j])


def middle(columns: Columns) -> Array:
    """Return one number for each value: its lower end, else its upper one."""
    return np.where(np.isnan(columns.low), columns.high, columns.low)


def _apart(columns: Columns, i: Array, j: Array) -> Array:
    """Return how many orders of magnitude two values lie apart, at most 3."""
    size = np.log10(np.maximum(np.abs(np.nan_to_num(middle(columns))), 1e-9))
    return np.minimum(np.abs(size[i] - size[j]), 3.0)


def _is_a_step(columns: Columns, i: Array, j: Array) -> Array:
    """Whether one value is the other cut off to fewer digits, and said to be so: 4,127 and more than 4,100."""
    value, digits = middle(columns), columns.digits
    step = 2 * np.where(digits[i] < digits[j], columns.half_step[i], columns.half_step[j])
    large = np.minimum(np.abs(value[i]), np.abs(value[j])) >= LARGE
    whole = ~columns.vague[i] & ~columns.vague[j] & (np.maximum(digits[i], digits[j]) >= TELLING)
    return (digits[i] != digits[j]) & large & whole & (np.abs(value[i] - value[j]) <= step)


def _is_rounded(columns: Columns, i: Array, j: Array) -> Array:
    """Whether one value is the other one rounded: 2,317,450 and 2.3 million, 10 km and 6 miles."""
    value, digits = middle(columns), columns.digits
    gap = np.abs(value[i] - value[j])
    step = np.where(digits[i] < digits[j], columns.half_step[i], columns.half_step[j])
    larger = np.maximum(np.abs(value[i]), np.abs(value[j]))
    cut = (digits[i] != digits[j]) & (larger >= LARGE) & (gap <= step)
    converted = (columns.unit[i] != columns.unit[j]) & (columns.kind[i] == KINDS.index("measure"))
    within = gap <= np.maximum(columns.half_step[i], columns.half_step[j])
    return cut | (converted & within)


def score_pairs(columns: Columns, i: Array, j: Array) -> tuple[Array, Array]:
    """Return the log-odds that figures state the same quantity, and which pairs cannot.

    The log-odds are the sum of the weights of the evidence (``weights/pairs.csv``); above zero is more likely than
    not.

    Parameters
    ----------
    columns
        The evidence of the figures of one event.
    i, j
        The places of the two figures of each pair.
    """
    parts = [slice(at, at + AT_ONCE) for at in range(0, max(1, len(i)), AT_ONCE)]
    scores, never = zip(*(_score(columns, i[part], j[part]) for part in parts), strict=True)
    return np.concatenate(scores), np.concatenate(never)


def _score(columns: Columns, i: Array, j: Array) -> tuple[Array, Array]:
    pairs, table = compare(columns, i, j), weights()
    scores = np.full(len(i), table["start"])
    for name, amount in weigh(columns, pairs).items():
        if table.get(name):
            scores += table[name] * amount
    return scores, cannot_be_one(columns, pairs)


def cannot_be_one(columns: Columns, pairs: Pairs) -> Array:
    """Whether two figures cannot state one quantity.

    A share is no count, a length no weight, a part not its whole; and two values that exclude each other do not
    stand in one sentence for one quantity, unless one is the value before a change of a count that goes on.
    """
    i, j = pairs.i, pairs.j
    part = (columns.part_of[i] == columns.figure[j]) | (columns.part_of[j] == columns.figure[i])
    kinds = columns.kind[i] != columns.kind[j]
    dimensions = (columns.dimension[i] != columns.dimension[j]) & ~(pairs.currencies & (columns.money[i]))
    together = (columns.sentence[i] == columns.sentence[j]) & pairs.different & ~_again(columns, i, j)
    same = (columns.person[i] != NOBODY) & (columns.person[i] == columns.person[j])
    two = columns.named[i] & columns.named[j] & columns.bags["concept_names"].apart(i, j)
    ages = columns.aged[i] & ((pairs.different & ~same) | two)
    scores = (columns.kind[i] == KINDS.index("score")) & ~pairs.equal
    together = together & ~_replaced(columns, i, j)
    return part | kinds | ages | scores | dimensions | together | _contradict(columns, pairs)


def _contradict(columns: Columns, pairs: Pairs) -> Array:
    """Whether the accounts of two counts contradict each other.

    One article has one count of a kind for one moment; some of a group are not all; those identified are not the
    dead, nor those on board; the whole of what stands still is no part of it; and what only grows is not given lower by a later article.
    """
    i, j, bags = pairs.i, pairs.j, columns.bags
    counts = (columns.kind[i] == KINDS.index("count")) & pairs.different
    plain = ~columns.vague & ~columns.formerly
    states = columns.state[i] != columns.state[j]
    article = (columns.doc[i] == columns.doc[j]) & plain[i] & plain[j] & pairs.different
    article &= (pairs.apart > SAME_ARTICLE) | states
    some, value = bags["groups"].whole > 0, np.nan_to_num(middle(columns))
    groups = (some[i] & ~some[j] & (value[i] < value[j])) | (some[j] & ~some[i] & (value[j] < value[i]))
    own_state = states & (columns.apart_state[i] | columns.apart_state[j])
    grows = columns.grows & ~columns.falls
    still = (columns.still[i] & grows[j]) | (columns.still[j] & grows[i])
    later = columns.published[i] > columns.published[j]
    earlier = columns.published[i] < columns.published[j]
    low, high = np.minimum(columns.low[i], columns.low[j]), np.maximum(columns.low[i], columns.low[j])
    fallen = ((later & (columns.low[i] == low)) | (earlier & (columns.low[j] == low))) & (low < FALLEN * high)
    fallen = fallen & grows[i] & grows[j] & plain[i] & plain[j]
    standing = (columns.total[i] != columns.total[j]) & ~columns.grows[i] & ~columns.grows[j]
    still &= columns.kind[i] == KINDS.index("count")
    contradict = article | still | (counts & (groups | own_state | fallen | standing))
    return contradict & ~_again(columns, i, j)


def _again(columns: Columns, i: Array, j: Array) -> Array:
    return (columns.said_again[i] == columns.figure[j]) | (columns.said_again[j] == columns.figure[i])


def _replaced(columns: Columns, i: Array, j: Array) -> Array:
    """Whether one is the value before a change of a count or a measure, and the other the one after."""
    counts = np.isin(columns.kind[i], [KINDS.index("count"), KINDS.index("measure")])
    return (columns.formerly[i] != columns.formerly[j]) & (counts | (columns.grows[i] & columns.grows[j]))


def weigh(columns: Columns, pairs: Pairs) -> Amounts:
    """Return the evidence for and against the figures of each pair being one: its name and amounts."""
    i, j = pairs.i, pairs.j
    found = (
        _values(columns, pairs) | _things(columns, pairs) | _times(columns, pairs) | _places(columns, pairs)
    )
    for name in ("above", "clause", "context", "qualifiers"):
        found[name] = columns.bags[name].overlap(i, j)
    counts = columns.kind[i] == KINDS.index("count")
    found["apart"] = np.where(pairs.different | found["currencies"], pairs.apart, 0.0)
    found["some_of_other"] = counts & (columns.some_of[i] != columns.some_of[j])
    found["total_same"] = columns.total[i] & columns.total[j]
    found["total_other"] = columns.total[i] != columns.total[j]
    found["change_other"] = columns.change[i] != columns.change[j]
    others = columns.others[i] != columns.others[j]
    found["others_other"] = others & ~columns.aged[i]
    found["others_other_age"] = others & columns.aged[i]
    found["rate_other"] = columns.rate[i] != columns.rate[j]
    return found | _accounts(columns, pairs)


def _accounts(columns: Columns, pairs: Pairs) -> Amounts:
    """Compare the accounts of two figures, slot by slot."""
    i, j = pairs.i, pairs.j
    bags, unequal = columns.bags, _unequal(pairs)
    counts = columns.kind[i] == KINDS.index("count")
    toll = counts & columns.grows[i] & columns.grows[j] & (columns.akin[i] == columns.akin[j])
    main, other = columns.main == 1, columns.main == 2
    where, groups = bags["where"], bags["groups"]
    day = (columns.day[i] != NOBODY) & (columns.day[j] != NOBODY)
    return {
        "equal_rare": (pairs.equal & ~columns.vague[i]) * np.minimum(columns.rare[i], columns.rare[j]),
        "main_one": unequal & toll & ((main[i] & other[j]) | (main[j] & other[i])),
        "main_both": unequal & toll & main[i] & main[j],
        "main_none": toll & other[i] & other[j],
        "group_same": groups.common(i, j) > 0,
        "group_one": (groups.whole[i] > 0) != (groups.whole[j] > 0),
        "group_other": groups.apart(i, j),
        "where_other": where.apart(i, j),
        "where_one_differs": unequal & ((where.whole[i] > 0) != (where.whole[j] > 0)),
        "where_same": where.common(i, j) > 0,
        "event_differs": unequal & (columns.event[i] != columns.event[j]),
        "event_equal": ~unequal & (columns.event[i] != columns.event[j]),
        "day_other": day & (columns.day[i] != columns.day[j]),
        "day_same": day & (columns.day[i] == columns.day[j]),
        "state_differs": unequal & counts & (columns.state[i] != columns.state[j]),
        "state_same": (columns.state[i] == columns.state[j]) & (columns.state[i] != NOBODY),
        "extent_differs": unequal & (columns.extent[i] != columns.extent[j]),
        "before_same": bags["before"].common(i, j) > 0,
        "after_other": bags["after"].apart(i, j),
        "companions": np.minimum(bags["companions"].common(i, j), 2),
        "lead_both": toll & columns.lead[i] & columns.lead[j],
        "names_apart": bags["names"].apart(i, j),
    }


def _unequal(pairs: Pairs) -> Array:
    return pairs.different | (pairs.fits & (pairs.apart > NEAR))


def _values(columns: Columns, pairs: Pairs) -> Amounts:
    i, j = pairs.i, pairs.j
    vague = pairs.equal & columns.vague[i]
    equal = pairs.equal & ~vague
    found: Amounts = {
        f"equal_{kind}": equal & (columns.kind[i] == number) for number, kind in enumerate(KINDS)
    }
    handful = columns.vague & (np.nan_to_num(columns.low) < HANDFUL)
    near = pairs.fits & (pairs.apart <= NEAR) & ~handful[i] & ~handful[j]
    runs = _run_on(columns, pairs)
    return found | {
        "equal_digits": (equal | pairs.same_number) * np.minimum(columns.digits[i] - 1.0, 3.0),
        "same_number": pairs.same_number,
        "equal_vague": vague,
        "rounded": pairs.rounded,
        "near": near,
        "a_step": pairs.a_step,
        "fits": pairs.fits & ~near,
        "vague_far": pairs.fits & ~near & (columns.vague[i] != columns.vague[j]),
        "different": pairs.different,
        **_currencies(columns, pairs),
        "running_kind": _run_on_in_kind(columns, pairs) * _size(columns, pairs),
        "only_ones": _only_ones(columns, pairs),
        "close": pairs.different & (pairs.apart < CLOSE) & (columns.doc[i] != columns.doc[j]),
        "running": runs * _size(columns, pairs),
        "running_elsewhere": runs
        & columns.bags["names"].apart(i, j)
        & (columns.kind[i] != KINDS.index("share")),
    }


def _size(columns: Columns, pairs: Pairs) -> Array:
    """Return how far a count is from a handful, 0 to 1: two and three victims rather are two counts than one.

    What is called a toll, or a share, goes on growing from the start.
    """
    i, j = pairs.i, pairs.j
    larger = np.maximum(np.nan_to_num(columns.low), np.nan_to_num(columns.high))
    size = np.minimum(np.log10(np.maximum(np.maximum(larger[i], larger[j]), 1.0)), 1.0)
    tolls = columns.tolls[i] | columns.tolls[j] | (columns.kind[i] == KINDS.index("share"))
    return np.where(tolls, np.maximum(size, TOLL), size)


def _currencies(columns: Columns, pairs: Pairs) -> Amounts:
    """Compare sums in two currencies: the same number is one currency by two names, about the same worth one sum."""
    i, j = pairs.i, pairs.j
    value = middle(columns)
    alike = pairs.currencies & (value[i] == value[j]) & (columns.digits[i] > 1)
    worth = np.log10(np.maximum(value * columns.dollars, 1e-9))
    near = pairs.currencies & ~alike & (np.abs(worth[i] - worth[j]) < EXCHANGE_ROUGH)
    return {
        "currencies_alike": alike,
        "currencies_near": near,
        "currencies": pairs.currencies & ~alike & ~near,
    }


def _run_on(columns: Columns, pairs: Pairs) -> Array:
    """Whether both may be one count at two moments: the same happened to things of one class, not to some of them."""
    i, j = pairs.i, pairs.j
    heads = (columns.head[i] == columns.head[j]) | (columns.general[i] & columns.general[j])
    heads = heads | (columns.kind[i] == KINDS.index("share"))
    same = (columns.akin[i] == columns.akin[j]) & columns.grows[i] & heads
    alike = _of_one_event(columns, i, j)
    values = _unequal(pairs) & ~columns.vague[i] & ~columns.vague[j]
    return values & same & alike & (columns.sentence[i] != columns.sentence[j])


def _of_one_event(columns: Columns, i: Array, j: Array) -> Array:
    """Whether nothing says of one only that it counts some of a whole, what lies back, or another event."""
    alike = (columns.some_of[i] == columns.some_of[j]) & (columns.of_history[i] == columns.of_history[j])
    return alike & (columns.event[i] == columns.event[j])


def _run_on_in_kind(columns: Columns, pairs: Pairs) -> Array:
    """Whether people and a class of people may be one count at two moments: 26 workers and 17 people missing.

    A class that is counted well below all people is rather a part of them: nine children of 44 dead.
    """
    i, j = pairs.i, pairs.j
    value = np.nan_to_num(middle(columns))
    wide = columns.general[i] & ~columns.general[j] & (value[j] >= PART * value[i])
    narrow = columns.general[j] & ~columns.general[i] & (value[i] >= PART * value[j])
    people = columns.class_of_people[i] | columns.class_of_people[j]
    same = (columns.happening[i] == columns.happening[j]) & columns.grows[i] & people & (wide | narrow)
    alike = _of_one_event(columns, i, j)
    values = _unequal(pairs) & ~columns.vague[i] & ~columns.vague[j]
    return values & same & alike & (columns.sentence[i] != columns.sentence[j])


def _only_ones(columns: Columns, pairs: Pairs) -> Array:
    """Whether two articles count one sort of thing, each once, and come to other values."""
    i, j = pairs.i, pairs.j
    named = (columns.counted[i] != NOBODY) & (columns.counted[i] == columns.counted[j])
    same = named | (columns.head[i] == columns.head[j])
    alike = columns.happening[i] == columns.happening[j]
    open_end = (columns.happening[i] == NOBODY) | (columns.happening[j] == NOBODY)
    once = (alike & columns.only_so[i] & columns.only_so[j]) | (open_end & columns.only[i] & columns.only[j])
    kinds = ~np.isin(columns.kind[i], [KINDS.index(kind) for kind in ("age", "score", "duration")])
    whole = ~(columns.some_of[i] | columns.some_of[j] | columns.rate[i] | columns.rate[j])
    whole &= ~columns.vague[i] & ~columns.vague[j] & (pairs.apart < FAR_OFF)
    whole &= columns.event[i] == columns.event[j]
    values = pairs.different | (pairs.fits & (pairs.apart > NEAR))
    return values & once & same & kinds & whole & (columns.doc[i] != columns.doc[j])


def _things(columns: Columns, pairs: Pairs) -> Amounts:
    i, j = pairs.i, pairs.j
    loose = np.isin(columns.kind[i], [KINDS.index(kind) for kind in LOOSE])
    known = (columns.head[i] != NOBODY) & (columns.head[j] != NOBODY) & ~columns.aged[i]
    same, alike, kind, kin = _relate_heads(columns, i, j)
    anybody = columns.anybody[i] & columns.anybody[j]
    heads = {
        "same": same & ~anybody,
        "anybody": anybody,
        "class": alike & ~same & ~anybody,
        "kind": kind & ~alike & ~same,
        "kin": kin & ~kind & ~alike & ~same,
        "apart": ~(same | alike | kind | kin) & _two_classes(columns, i, j, loose),
        "other": ~(same | alike | kind | kin),
    }
    found = {f"head_{name}": known & ~loose & is_so for name, is_so in heads.items()}
    found |= {f"head_{name}_loose": known & loose & is_so for name, is_so in heads.items()}
    both = (columns.happening[i] != NOBODY) & (columns.happening[j] != NOBODY) & ~columns.aged[i]
    same_sort = both & (columns.akin[i] == columns.akin[j]) & (columns.happening[i] != columns.happening[j])
    other = both & (columns.akin[i] != columns.akin[j])
    rival = other & columns.grows[i] & columns.grows[j] & (columns.kind[i] == KINDS.index("count"))
    named = (columns.person[i] != NOBODY) & (columns.person[j] != NOBODY)
    alike = named & (columns.person[i] == columns.person[j])
    half = other & (columns.grows[i] != columns.grows[j]) & (columns.kind[i] == KINDS.index("count"))
    return found | {
        "happening_half": half,
        "happening_open_small": _few_of_other(columns, pairs),
        "head_other_short": _short_of_other(columns, pairs),
        "happening_same": both & ~other & ~same_sort,
        "happening_akin": same_sort,
        "happening_rival": rival,
        "happening_other": other & ~rival,
        "names_other": columns.bags["concept_names"].apart(i, j) & ~columns.aged[i],
        "person_same": alike & columns.aged[i],
        "person_same_measure": alike & (columns.kind[i] == KINDS.index("measure")),
        "person_other": named & ~alike & columns.aged[i],
    }


def _few_of_other(columns: Columns, pairs: Pairs) -> Array:
    """Whether the same small number counts two sorts of things and only of one is told what happened to it.

    Small equal numbers are no evidence: a witness's four grandchildren are not the four who were killed.
    """
    i, j = pairs.i, pairs.j
    few = pairs.equal & (np.nan_to_num(columns.low[i]) < HANDFUL) & (columns.kind[i] == KINDS.index("count"))
    half_open = (columns.happening[i] == NOBODY) != (columns.happening[j] == NOBODY)
    named = (columns.head[i] != columns.head[j]) & ~columns.general[i] & ~columns.general[j]
    return few & half_open & named


def _short_of_other(columns: Columns, pairs: Pairs) -> Array:
    """Whether two things have the same measure, share or span of time, which has but one digit: two days, a third."""
    i, j = pairs.i, pairs.j
    kinds = np.isin(columns.kind[i], [KINDS.index(kind) for kind in ("duration", "measure", "share")])
    return pairs.equal & kinds & (columns.digits[i] <= 1) & (columns.head[i] != columns.head[j])


def _two_classes(columns: Columns, i: Array, j: Array, loose: Array) -> Array:
    """Whether both are of a class and, where the whole sentence tells, nothing like the same happened to them."""
    known = (columns.counted[i] != NOBODY) & (columns.counted[j] != NOBODY)
    alike = (columns.akin[i] == columns.akin[j]) & (columns.akin[i] != NOBODY)
    return known & ~(loose & alike)


def _relate_heads(columns: Columns, i: Array, j: Array) -> tuple[Array, Array, Array, Array]:
    """Return whether the same is counted, things of one class, one a kind of the other, or both kinds of a third."""
    known = (columns.counted[i] != NOBODY) & (columns.counted[j] != NOBODY)
    of_other = (columns.kind_of[i] == columns.counted[j]) | (columns.kind_of[j] == columns.counted[i])
    inside = columns.bags["heads"].inside(columns.bags["others"], i, j)
    both = (columns.kind_of[i] != NOBODY) & (columns.kind_of[i] == columns.kind_of[j])
    return (
        columns.head[i] == columns.head[j],
        known & (columns.counted[i] == columns.counted[j]),
        (known & of_other) | inside,
        both,
    )


def _times(columns: Columns, pairs: Pairs) -> Amounts:
    i, j = pairs.i, pairs.j
    gap = np.maximum(columns.since[i], columns.since[j]) - np.minimum(columns.until[i], columns.until[j])
    gap = np.nan_to_num(gap, nan=NO_DAY)
    dated = gap != NO_DAY
    years = columns.years[i] != columns.years[j]
    disjoint = columns.bags["years"].common(i, j) == 0
    two = columns.bags["years"].apart(i, j)
    return {
        "time_same": dated & (gap <= 0),
        "time_far": dated & (gap > FAR),
        "time_apart": np.where(
            dated & (gap > 0) & (gap <= FAR) & ~columns.grows[i], np.log1p(np.maximum(gap, 0)), 0.0
        ),
        "period_same": columns.bags["periods"].common(i, j) > 0,
        "role_other": (columns.role[i] != NOBODY) & (columns.role[i] != columns.role[j]),
        "place_other": columns.bags["place"].apart(i, j),
        "year_other": years * np.where(pairs.equal, 0.3 * two, disjoint),
    }


def _places(columns: Columns, pairs: Pairs) -> Amounts:
    i, j = pairs.i, pairs.j
    again = _again(columns, i, j)
    sentence = (columns.sentence[i] == columns.sentence[j]) & ~again
    sentence = sentence & ~(pairs.currencies & _currencies(columns, pairs)["currencies_near"])
    moved = sentence & (columns.formerly[i] != columns.formerly[j])
    doc = (columns.doc[i] == columns.doc[j]) & ~sentence & ~again
    moved |= doc & _run_on(columns, pairs) & (columns.formerly[i] != columns.formerly[j])
    doc &= ~moved
    label = columns.label(i, j)
    found: Amounts = {
        "said_again": again,
        "formerly": moved,
        "same_sentence": sentence & ~moved,
        "same_article": doc & ~pairs.different,
        "same_article_differs": doc & pairs.different,
    }
    for number, name in enumerate(LABELS):
        found[f"{name}_fits"] = (label == number) & ~pairs.different
        found[f"{name}_differs"] = (label == number) & pairs.different
    return found
