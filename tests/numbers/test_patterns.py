"""Rules as rows: each takes the text beside it and leaves the other."""

import re

import pytest

from workbench.numbers import exclusions, quantities, vague_preset
from workbench.numbers.lexing import Tokens
from workbench.numbers.numerals import find_numerals
from workbench.numbers.patterns import Rule, Rules, compiled
from workbench.numbers.quantity import Numeral
from workbench.numbers.units import Measured, find_unit

TABLES = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (exclusions, quantities)
    for name, value in vars(module).items()
    if isinstance(value, Rules)
}
ROWS = [(name, rule) for name, table in TABLES.items() for rule in table.rules]


def fits(rule: Rule, marked: str) -> bool:
    """Whether a rule fits the number in square brackets, the inner ones where there are several."""
    found = re.search(r"\[([^][]*)\]", marked)
    before, rest = marked[: found.start()], marked[found.start() + 1 :]
    tokens = Tokens(before + rest.replace("]", "", 1))
    first = tokens.holding(len(before))
    assert tokens.start[first] == len(before), f"no word begins at the bracket of {marked!r}"
    last = tokens.holding(len(before) + rest.index("]") - 1) + 1
    there = [n for n in find_numerals(tokens, vague_preset()) if n.first <= first < n.last]
    numeral = there[0] if there else Numeral(first, last, None, None)
    return Rules(rule).fit(tokens, numeral, find_unit(tokens, numeral))


@pytest.mark.parametrize(("table", "rule"), ROWS, ids=[f"{name}: {rule.pattern}" for name, rule in ROWS])
def test_a_row_takes_its_example_and_leaves_the_other(table, rule):
    assert fits(rule, rule.takes), f"{table} leaves {rule.takes!r}"
    assert not fits(rule, rule.leaves), f"{table} takes {rule.leaves!r}"


@pytest.mark.parametrize("pattern", ["of the", "N and N", ""])
def test_a_pattern_has_one_number(pattern):
    with pytest.raises(ValueError, match="one number"):
        compiled(pattern)


OPERATORS = (
    ("of|from N", "of [3]", "to [3]"),
    ("~N", "x[3]", "x [3]"),
    ("=N", "x [3]", "x[3]"),
    ("!of N", "to [3]", "of [3]"),
    ("N !of", "[3]", "[3] of"),
    ("the big? N", "the [3]", "the small [3]"),
    ("^ the* N", "the the [3]", "a the [3]"),
    ("N $", "a [3]", "[3] a"),
    ("w-<month> N", "route [3]", "July [3]"),
    ("Aa N", "Élan [3]", "élan [3]"),
    ("N A<street>", "[3] Road", "[3] road"),
    ("N:\\d\\d", "[33]", "[333]"),
    ("N<25", "[24]", "[25]"),
    ("N>99", "[100]", "[99]"),
    ("N mm", "[6] 59", "[6] 60"),
)


@pytest.mark.parametrize(("pattern", "takes", "leaves"), OPERATORS, ids=lambda value: value)
def test_operators(pattern, takes, leaves):
    rule = Rule(pattern, takes, leaves)
    assert fits(rule, takes)
    assert not fits(rule, leaves)


def test_a_row_looks_at_the_number_and_no_further_than_its_items():
    tokens = Tokens("of 3 " * 2000)
    numeral = Numeral(1, 2, 3.0, 3.0, digits=True)
    assert Rules(Rule("of N of # of", "", "")).fit(tokens, numeral, Measured("", "count", 1, 2))
