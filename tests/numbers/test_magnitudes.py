"""Numbers of the right size: thousands parted by a space, shortened ranges, mixed units, signs of money."""

from __future__ import annotations

import pytest

from workbench.figures import find_figures
from workbench.numbers.quantities import find_quantities
from workbench.tables import as_table

Row = tuple[str, list[tuple[float | None, float | None, str]]]


def read(text: str) -> list[tuple[float | None, float | None, str]]:
    return [(quantity.low, quantity.high, quantity.unit) for quantity in find_quantities(text)]


SPACED: list[Row] = [
    ("About 100 000 people fled.", [(1e5, 1e5, "")]),
    ("About 100\u00a0000 people fled.", [(1e5, 1e5, "")]),
    ("About 1\u2009250\u2009000 people fled.", [(1.25e6, 1.25e6, "")]),
    ("They lost 12 500 sheep.", [(12500, 12500, "")]),
    ("The hall cost R1 200 000.", [(1.2e6, 1.2e6, "ZAR")]),
    ("The hall cost $100 000.", [(1e5, 1e5, "USD")]),
    ("Between 10 000 and 15 000 marched.", [(1e4, 15e3, "")]),
    ("Some 10 000-15 000 marched.", [(1e4, 15e3, "")]),
    ("In 2019 200 people fled.", [(200, 200, "")]),
    ("On May 12 300 people fled.", [(300, 300, "")]),
    ("Flight 123 200 passengers waited for came.", [(200, 200, "")]),
    ("Call 0800 123 456 or 020 7946 0958.", []),
]
RANGES: list[Row] = [
    ("The town expects 3-5,000 visitors.", [(3000, 5000, "")]),
    ("The town expects 3–5,000 visitors.", [(3000, 5000, "")]),
    ("The mine holds 2-3,000,000 tonnes.", [(2e6, 3e6, "t")]),
    ("The town expects 3 to 5,000 visitors.", [(3, 5000, "")]),
    ("The town expects 300-5,000 visitors.", [(300, 5000, "")]),
    ("They planted 4-to-6-inch seedlings.", [(4, 6, "in")]),
    ("A 10- to 15-foot wave came.", [(10, 15, "ft")]),
    ("The rope is 500 metres to 2 km long.", [(0.5, 2, "km")]),
    ("It takes between 30 minutes and 2 hours.", [(0.5, 2, "hour")]),
    ("It lies 500 metres or 2 hours away.", [(500, 500, "m"), (2, 2, "hour")]),
]
HALVES: list[Row] = [
    ("It took one and one-half years.", [(1.5, 1.5, "year")]),
    ("It took two-and-a-half hours.", [(2.5, 2.5, "hour")]),
    ("A three-and-a-half-year war ended.", [(3.5, 3.5, "year")]),
    ("It took two and three-quarters hours.", [(2.75, 2.75, "hour")]),
    ("They lost two and a third of the crew.", [(2, 2, ""), (1 / 3, 1 / 3, "")]),
    ("He left two and a half-brother.", [(2, 2, "")]),
]
MONEY: list[Row] = [
    ("The scheme cost Rs. 500 crore.", [(5e9, 5e9, "INR")]),
    ("A ticket is Rs.50 now.", [(50, 50, "INR")]),
    ("Profit rose to dlrs 5 million.", [(5e6, 5e6, "USD")]),
    ("Profit rose to 5 mln dlrs.", [(5e6, 5e6, "USD")]),
    ("It paid $US30 million.", [(3e7, 3e7, "USD")]),
    ("It paid $A30 million.", [(3e7, 3e7, "AUD")]),
    ("It paid PS2.7m.", [(2.7e6, 2.7e6, "GBP")]),
    ("He plays on a PS5.", []),
    ("It went to Ms. 500 letters were left.", [(500, 500, "")]),
]


@pytest.mark.parametrize(("text", "figures"), [*SPACED, *RANGES, *HALVES, *MONEY])
def test_reads_the_size_that_is_meant(
    text: str, figures: list[tuple[float | None, float | None, str]]
) -> None:
    assert [row[2] for row in read(text)] == [row[2] for row in figures]
    assert [end for row in read(text) for end in row[:2]] == pytest.approx(
        [end for row in figures for end in row[:2]]
    )


UNITS_BY_CLASS = (
    # multiples and parts of units of the SI, in words and as symbols
    ("The flash lasted 40 microseconds.", "us"),
    ("A blood sample held 7 ng of it.", "ng"),
    ("The line carries 2 megavolts.", "MV"),
    ("Workers took up 30 microsieverts.", "uSv"),
    ("The field spent 9 petajoules.", "PJ"),
    ("It showed at 250 keV.", "keV"),
    # units of several words behind a hyphen
    ("A 40-square-mile area was shut.", "mi2"),
    ("The 300-nautical-mile leg begins in Torvik.", "nmi"),
    ("A 25-basis-point cut is likely.", "basis point"),
    # compound units and what amounts are reckoned by
    ("The river ran at 900 cubic feet per second.", "ft3/s"),
    ("Lead stood at 12 micrograms per litre.", "µg/L"),
    ("The line charges $30 per passenger.", "USD per passenger"),
    ("It took 4,000 man-hours.", "man-hour"),
    # money
    ("A clinic in Kisu got KSh. 40,000.", "KES"),
    ("The toll is 20 euro cents per kilometre.", "cent per km"),
    ("He paid 2,000 crowns.", "krone"),
    ("The duke left two crowns to the museum.", ""),
    # where an index stands
    ("The Norra index fell 41 points to 2,118.4.", "point"),
    ("Shares in Velden lost 3.1 percent to 18.20.", ""),
    ("The rate fell 0.2 percentage points to 5.3.", "percentage point"),
    ("They drove 7 hrs to Arlen.", "hour"),
)


@pytest.mark.parametrize(("text", "unit"), UNITS_BY_CLASS)
def test_units_are_known_by_class(text, unit):
    assert find_quantities(text)[-1].full_unit == unit


COUNTRIES = (
    ("Stockholm has to pay 300 million crowns.", "SEK"),
    ("Oslo offered 300 million crowns.", "NOK"),
    ("Prague asked for 300 million crowns.", "CZK"),
    ("Manila spent 300 million pesos.", "PHP"),
    ("Chile paid Peru 300 million pesos.", "CLP"),
    ("The firm spent 300 million pesos.", "peso"),
    ("Prague bought Norwegian crowns for 300 million Norwegian crowns.", "NOK"),
    ("Lahore spent Rs 500 million.", "PKR"),
)


@pytest.mark.parametrize(("text", "unit"), COUNTRIES)
def test_a_currency_that_countries_share_is_that_of_the_country_named(text, unit):
    row = {
        "doc_id": "a",
        "sentence": 0,
        "start": 0,
        "end": len(text),
        "text": text,
        "part": "body",
        "paragraph": 0,
        "breaks": "",
    }
    assert find_figures(as_table([row], "sentences"))["unit"].tolist() == [unit]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The storm has a pressure of 968 mb.", [(968, "mbar")]),
        ("The file holds 968 mb.", [(968, "Mbit")]),
        ("A rock passed 0.7 AU from the sun.", [(0.7, "au")]),
        ("The magnet reached 12 teslas.", [(12, "T")]),
        ("The shop sold 12 Teslas.", [(12, "")]),
        ("Pulses lasted 10 femtoseconds.", [(10, "fs")]),
        ("The 6ft 5in guard left.", [(6 + 5 / 12, "ft")]),
        ("A chill of minus 20F to minus 30F is likely.", [(-30, "degF")]),
        ("They lead the series 2-0.", [(0, "")]),
    ],
)
def test_letters_that_are_symbols_and_pairs_in_either_order(text, figures):
    assert [(q.low, q.unit) for q in find_quantities(text)] == [
        (pytest.approx(low), unit) for low, unit in figures
    ]
