"""Bounds that are denied, bounds of something else, bounds that stand apart from their number."""

from __future__ import annotations

import pytest

from workbench.numbers.quantities import find_quantities

DENIED = [
    ("Nothing under 500 euros was sold.", ["at_least"]),
    ("Nobody paid more than $300.", ["at_most"]),
    ("No one paid less than $300.", ["at_least"]),
    ("It will not take more than 30 days.", ["at_most"]),
    ("It won't cost more than $40.", ["at_most"]),
    ("He didn’t pay less than $300.", ["at_least"]),
    ("The pool is never more than 3 metres deep.", ["at_most"]),
    ("The police did not stop more than 300 people.", ["more_than"]),
    ("It is not known if more than 30 people died.", ["more_than"]),
    ("She did not come, and more than 30 others left.", ["more_than"]),
    ("There were hardly more than 30 people.", ["about"]),
    ("There were scarcely 30 people.", ["about"]),
    ("Sales rose barely 2 percent.", ["about"]),
]
COMPARED = [
    ("It is far more than the $2 billion of last year.", ["exact"]),
    ("The toll is higher than the 40 of last year.", ["exact"]),
    ("The index rose to more than the 200 mark.", ["more_than"]),
    ("It is more than 200 metres high.", ["more_than"]),
    ("It took as little as 10 minutes.", ["at_least"]),
    ("Rooms as cheap as $30 were let.", ["at_least"]),
    ("Hail as large as 3 inches fell.", ["at_most"]),
    ("Hail larger than 3 inches fell.", ["more_than"]),
    ("Cables thinner than 3 mm broke.", ["less_than"]),
]
APART = [
    ("It cost about US$4 million.", ["about"]),
    ("It cost around Rs. 4 crore.", ["about"]),
    ("It cost under A$400.", ["less_than"]),
    ("They wrote about Area 51.", []),
    ("Some 300 (or more) left.", ["at_least"]),
    ("It took 300 (approximately) to lift it.", ["about"]),
    ("The hall holds (about) 300 people.", ["about"]),
    ("The hall holds 300 (at least 40 of them seated).", ["exact", "at_least"]),
    ("The hall holds 300 (it was full).", ["exact"]),
]


@pytest.mark.parametrize(("text", "bounds"), [*DENIED, *COMPARED, *APART])
def test_bounds_what_it_bounds(text: str, bounds: list[str]) -> None:
    assert [quantity.modifier for quantity in find_quantities(text)] == bounds


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Children as young as 12 were held.", [("age", 12, None)]),
        ("Patients as old as 90 were held.", [("age", None, 90)]),
        ("Men older than 60 may leave.", [("age", 60, None)]),
        ("Trees older than 60 metres are tall.", [("measure", 60, None)]),
    ],
)
def test_reads_ages_by_their_bound(text: str, ends: list[tuple[str, int | None, int | None]]) -> None:
    assert [(quantity.kind, quantity.low, quantity.high) for quantity in find_quantities(text)] == ends


KINDS_OF_BOUNDS = (
    ("A third of children under age nine had it.", ["less_than", 9]),
    ("Boys of up to age nine were weighed.", ["at_most", 9]),
    ("Within half a mile of the pier two boats sank.", ["at_most", 0.5]),
    ("It fell within a month of the vote.", None),
    ("The levy is meant to keep the price from falling below $10 a sack.", ["at_least", 10]),
    ("The levy did not lift the price, which fell below $10 a sack.", ["less_than", 10]),
    ("They would take a higher price, say $20 a sack.", ["about", 20]),
    ("Miners say 20 men are missing.", ["exact", 20]),
    ("The toll is closer to 3,000.", ["about", 3000]),
    ("The port has 400 workers or fewer.", ["at_most", 400]),
    ("It has about (300) dollars left.", ["about", 300]),
    ("Wheat is close to the 12-year low.", ["exact", 12]),
    ("A dispute over 500 sheep went on.", ["exact", 500]),
    ("No more than five or six firms will last.", ["at_most", 6]),
    ("It put 20 or 30 thousand miners out of work.", ["range", 30000]),
    ("Six tremors, ranging from 5.9 to 5.1 in magnitude, followed.", ["range", 5.9]),
    ("The road is 1,200km [745 miles] long.", ["exact", 745]),
    ("The road is about 1,200km [745 miles] long.", ["about", 745]),
)


@pytest.mark.parametrize(("text", "expected"), KINDS_OF_BOUNDS)
def test_bounds_by_kind(text, expected):
    found = find_quantities(text)[-1:] if "half a mile" not in text else find_quantities(text)[:1]
    assert [[q.modifier, q.high if q.high is not None else q.low] for q in found] == [expected] * bool(
        expected
    )
