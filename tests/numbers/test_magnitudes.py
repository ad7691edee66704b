"""Numbers of the right size: thousands parted by a space, shortened ranges, mixed units, signs of money."""

from __future__ import annotations

import pytest

from workbench.figures import find_figures
from workbench.numbers.quantities import find_quantities
from workbench.tables import as_table

Row = tuple[str, list[tuple[float | None, float | None, str]]]


def read(text: str) -> list[tuple[float | None, float | None, str]]:
    return [(quantity.low, quantity.high, quantity.full_unit) for quantity in find_quantities(text)]


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
    ("It paid US$2.2bn–2.5bn.", [(2.2e9, 2.5e9, "USD")]),
    ("The road is 12km–15km long.", [(12, 15, "km")]),
    ("The XTR-25 index and the km-30 post.", []),
    ("It ran for 2h 15m.", [(2.25, 2.25, "hour")]),
    ("It ran for two hours and 45 minutes.", [(2.75, 2.75, "hour")]),
    ("He ran it in 4 minutes 30 seconds.", [(4.5, 4.5, "min")]),
    ("It lasts 3 hours and 400 metres on.", [(3, 3, "hour"), (400, 400, "m")]),
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
OTHER_HANDS: list[Row] = [
    ("Some 7'400 voters in Oltmatt chose.", [(7400, 7400, "")]),
    ("A loss of CHF 3’150’000.50 was booked.", [(3150000.5, 3150000.5, "CHF")]),
    ("The ladder is 12'6 long, he said in '99.", [(12.5, 12.5, "ft")]),
    ("The flare set free 3.1E25 joules.", [(3.1e25, 3.1e25, "J")]),
    ("A trace of 4e-6 grams was left.", [(4e-6, 4e-6, "g")]),
    ("They sat in row 12E and seat 4E2F.", []),
    ("Some 1E+999 of them are too many.", []),
    ("The county spent £3·2m on it.", [(3.2e6, 3.2e6, "GBP")]),
    ("The ridge rose 0·4 metres.", [(0.4, 0.4, "m")]),
    ("A dish held 2·10^6 cells.", [(2e6, 2e6, "")]),
    ("The error is 10⁻⁵ of the whole.", [(1e-5, 1e-5, "")]),
    ("It held 6 × 10⁷ spores.", [(6e7, 6e7, "")]),
    ("About 40³ of them came.", [(40, 40, "")]),
    ("Some 2,5-3 million stayed.", [(2.5e6, 3e6, "")]),
    ("The mast leans by 4° 30'.", [(4.5, 4.5, "deg")]),
    ("It turned 2° 6′ 36″ to the left.", [(2.11, 2.11, "deg")]),
    ("The tug sank at 54°12′N, 7° 53' 30\" E.", []),
    ("It was found at 12.25° S in the bay.", []),
    ("A line 5° north of it was drawn.", [(5, 5, "deg")]),
    ("Wards 3/4/5 were shut.", []),
    ("Only 2/3 of it and 1/8 of that stayed.", [(2 / 3, 2 / 3, ""), (1 / 8, 1 / 8, "")]),
    ("The plank is 4-3/8 inches wide.", [(4.375, 4.375, "in")]),
    ("A 1-1/2-mile path was cleared.", [(1.5, 1.5, "mi")]),
    ("They lost 3-1 and 0-2.", [(1, 3, ""), (0, 2, "")]),
    ("The year closed at €-7.5m.", [(-7.5e6, -7.5e6, "EUR")]),
    ("Its result was US$-80 million.", [(-8e7, -8e7, "USD")]),
    ("Tickets cost $5-8 each.", [(5, 8, "USD")]),
]
PER_NUMBER: list[Row] = [
    ("The rate fell to 7.5 per 100,000.", [(7.5, 7.5, "per 100,000")]),
    ("The isle had 6 deaths per 1,000 births.", [(6, 6, "per 1,000")]),
    ("Two per million fall ill.", [(2, 2, "per 1,000,000")]),
    ("The car burns 6 litres per 100 km.", [(6, 6, "L")]),
    ("They drew 40 per cent of 1,000 votes.", [(40, 40, "percent"), (1000, 1000, "")]),
    ("The bond pays 1.25 % a year.", [(1.25, 1.25, "percent per year")]),
    ("Debt grows by 2 percent per month.", [(2, 2, "percent per month")]),
    ("It lost 6 percent a year earlier.", [(6, 6, "percent")]),
]
UNITS_AS_ENDS: list[Row] = [
    ("The work takes three months to a year.", [(3, 12, "month")]),
    ("It takes a day to a week.", [(1 / 7, 1, "week")]),
    ("The wait is a week to twelve days.", [(7, 12, "day")]),
    ("They need an hour to 80 minutes.", [(60, 80, "min")]),
    ("It lay a mile to two miles away.", [(1, 2, "mi")]),
    ("He gave 30 days to a friend.", [(30, 30, "day")]),
    ("They walked an hour to 12 villages.", [(12, 12, "")]),
]
EIGHTHS: list[Row] = [
    ("Shares of Hallam rose 5/8 to 33 1/4.", [(0.625, 0.625, ""), (33.25, 33.25, "")]),
    ("Corran fell 2 to 61 3/8.", [(2, 2, ""), (61.375, 61.375, "")]),
    ("The pit is 1 1/2 to 2 1/2 feet deep.", [(1.5, 2.5, "ft")]),
]
NUMBERED: list[Row] = [
    ("The PlayDeck 5 sold 2 million in a week.", [(2e6, 2e6, "")]),
    ("Stores said the Orbit 7 sold well.", []),
    ("The Orbit 7 phones are dear.", []),
    ("Patients with type 1 diabetes wait.", []),
    ("Stage 4 cancers rose in 12 towns.", [(12, 12, "")]),
    ("Chart 2 shows that 40 shops closed.", [(40, 40, "")]),
    ("The toll, as Table 3 shows, is 18.", [(18, 18, "")]),
    ("In LaVerne 12 houses burned.", [(12, 12, "")]),
    ("On Labour Day 12 people drowned.", [(12, 12, "")]),
    ("It gave the Greens 12 seats.", [(12, 12, "")]),
    ("Of this type 2 planes were lost.", [(2, 2, "")]),
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


WRITTEN = [*SPACED, *RANGES, *HALVES, *OTHER_HANDS, *PER_NUMBER, *UNITS_AS_ENDS, *EIGHTHS, *NUMBERED, *MONEY]


@pytest.mark.parametrize(("text", "figures"), WRITTEN)
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


SEVERAL_UNITS = [
    ("It took 3 days, 4 hours, 30 minutes and 36 seconds.", [(3.18792, "day")]),
    ("She was given 6 years and 3 months.", [(6.25, "year")]),
    ("The trip took three weeks, two days longer than planned.", [(3, "week"), (2, "day")]),
    ("He was away for 3 months, then 2 years.", [(3, "month"), (2, "year")]),
    ("Gusts of 90 kilometres (56 miles) per hour felled trees.", [(90, "km/h"), (56, "mph")]),
    ("The pass lies 90 kilometres (56 miles) away.", [(90, "km"), (56, "mi")]),
    ("The jet crossed Arlen at Mach 1.4.", [(1.4, "Mach")]),
    ("The yard lost 80m in a season.", [(80e6, "")]),
    ("The climber lost 80m of height.", [(80, "m")]),
    ("A wave of 12m broke over the pier.", [(12, "m")]),
    ("The mill paid about 45m for the site.", [(45e6, "")]),
    ("It was 20 C outside.", [(20, "degC")]),
    ("They bought 20 C batteries.", [(20, "")]),
    ("The trawler sank 12 nm off the coast.", [(12, "nmi")]),
    ("The chip is made at 5 nm.", [(5, "nm")]),
    ("A score of men waited.", [(20, "")]),
    ("A score of 80 is needed.", [(80, "")]),
    ("The mill stood still for 11 of every 12 hours.", [(0.916667, "")]),
    ("Among adults 18-49 it did well.", [(18, "year")]),
    ("They beat the women 3-1.", [(1, "")]),
    ("One said the smoke was black.", []),
    ("One known survivor left.", [(1, "")]),
    ("Two 757 airliners landed.", [(2, "")]),
    ("Some 757 trees fell.", [(757, "")]),
]


@pytest.mark.parametrize(("text", "figures"), SEVERAL_UNITS)
def test_amounts_in_several_units_and_letters_of_two_meanings(text, figures):
    found = [(round(one.low or 0, 5), one.unit) for one in find_quantities(text)]
    assert found == [(pytest.approx(value, abs=1e-4), unit) for value, unit in figures]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("The council will raise fees by 5 percent.", "up"),
        ("Slashing its costs by 5 percent, it survived.", "down"),
        ("The fund raised $5m.", ""),
    ],
)
def test_verbs_of_change_in_every_form(text, change):
    assert [one.change for one in find_quantities(text)] == [change]
