"""Numbers, values, bounds, units and changes: what is a figure and what is none. All sentences are our own."""

import pytest

from workbench.numbers import find_quantities, vague_preset


def short(text):
    """Return (exact, low, high, modifier, unit) of every figure."""
    return [(q.exact, q.low, q.high, q.modifier, q.full_unit) for q in find_quantities(text)]


EXACT = [
    ("They counted 1,037 tents.", "1,037", 1037),
    ("They counted fifty tents.", "fifty", 50),
    ("The town has twenty-five hundred inhabitants.", "twenty-five hundred", 2500),
    ("It cost 12,34,567.89 in all.", "12,34,567.89", 1234567.89),
    ("About 4 hundred came.", "4 hundred", 400),
    ("Some 35 lakh people voted.", "35 lakh", 3500000),
    ("A total of 2.5 million fled.", "2.5 million", 2500000),
    ("They owe 60bn to the bank.", "60bn", 60e9),
    ("Half a million people marched.", "Half a million", 500000),
    ("A quarter of a million people marched.", "A quarter of a million", 250000),
    ("A million and a half people marched.", "A million and a half", 1500000),
    ("Two and a half thousand came.", "Two and a half thousand", 2500),
    ("One hundred and five cows died.", "One hundred and five", 105),
    ("Half a dozen boats sank.", "Half a dozen", 6),
    ("Two dozen boats sank.", "Two dozen", 24),
    ("One-third of the harvest is lost.", "One-third", 1 / 3),
    ("Two-thirds of the harvest is lost.", "Two-thirds", 2 / 3),
    ("A third of the harvest is lost.", "A third", 1 / 3),
    ("One in five households has no water.", "One in five", 0.2),
    ("It holds 2½ litres.", "2½", 2.5),
    ("It is 7 3/4 inches wide.", "7 3/4", 7.75),
    ("The rate was .5 percent.", ".5", 0.5),
    ("Demand grew sixfold.", "sixfold", 6),
    ("The reading was 3.1×10^4 counts.", "3.1×10^4", 31000),
    ("عدد ٣٠٠ people", "٣٠٠", 300),
]


@pytest.mark.parametrize(("text", "exact", "value"), EXACT)
def test_a_number_is_read(text, exact, value):
    found = find_quantities(text)
    assert exact in [q.exact for q in found]
    [quantity] = [q for q in found if q.exact == exact]
    assert quantity.value == pytest.approx(value)


BOUNDS = [
    ("More than 300 soldiers fled.", 300, None, "more_than"),
    ("At least 14 people died.", 14, None, "at_least"),
    ("No fewer than 14 people died.", 14, None, "at_least"),
    ("Up to 400 jobs will go.", None, 400, "at_most"),
    ("As many as 40 homes burned.", None, 40, "at_most"),
    ("Fewer than 20 homes burned.", None, 20, "less_than"),
    ("Nearly 1,600 came.", 1600, 1600, "nearly"),
    ("Roughly 90 came.", 90, 90, "about"),
    ("Some 300 residents left.", 300, 300, "about"),
    ("An estimated 300 residents left.", 300, 300, "about"),
    ("At least about 20 residents left.", 20, None, "at_least"),
    ("The group has taken over six districts.", 6, 6, "exact"),
    ("He was paid 100 over three years.", 100, 100, "exact"),
    ("Over 60 houses burned.", 60, None, "more_than"),
    ("A crowd of 500 or more gathered.", 500, None, "at_least"),
    ("A crowd of 500 or so gathered.", 500, 500, "about"),
    ("Between 10 and 15 boats sank.", 10, 15, "range"),
    ("The storm sank 10-15 boats.", 10, 15, "range"),
    ("The storm sank 10 to 15 boats.", 10, 15, "range"),
    ("It needs four to five thousand tents.", 4000, 5000, "range"),
    ("Two or three boats sank.", 2, 3, "range"),
    ("Several hundred people came.", 200, 999, "vague"),
    ("Dozens of people came.", 24, 99, "vague"),
    ("Tens of thousands of people came.", 10000, 99999, "vague"),
    ("A sub-300 crowd came.", None, 300, "less_than"),
]


@pytest.mark.parametrize(("text", "low", "high", "modifier"), BOUNDS)
def test_a_bound_is_read(text, low, high, modifier):
    quantity = find_quantities(text)[0]
    assert (quantity.low, quantity.high, quantity.modifier) == (low, high, modifier)


UNITS = [
    ("It is 910 kilometres long.", "km", "measure"),
    ("It is 910km long.", "km", "measure"),
    ("It covers 40 sq ft.", "ft2", "measure"),
    ("It was 40 deg Celsius.", "degC", "measure"),
    ("It was 98.6 °F.", "degF", "measure"),
    ("A 6.4-magnitude quake struck.", "magnitude", "measure"),
    ("A quake of magnitude 6.4 struck.", "magnitude", "measure"),
    ("He paid $2.5 million.", "USD", "money"),
    ("He paid US $5.", "USD", "money"),
    ("He has a $5 note.", "USD", "money"),
    ("He paid C$5.", "CAD", "money"),
    ("He paid 5 Swiss francs.", "CHF", "money"),
    ("He paid RM5.", "MYR", "money"),
    ("He paid 5 yuan.", "CNY", "money"),
    ("Profit was 361 million pounds.", "GBP", "money"),
    ("The parcel weighs 25 pounds.", "lb", "measure"),
    ("It rose 5%.", "percent", "percent"),
    ("It rose 5 percentage points.", "percentage point", "percent"),
    ("He served 20 years.", "year", "duration"),
    ("A 35-year-old man fell.", "year", "age"),
    ("The calf is three months old.", "month", "age"),
    ("Ana Petrov, 45, fell.", "year", "age"),
    ("It makes 3 tonnes a day.", "t per day", "measure"),
    ("They charge $80 per barrel.", "USD per barrel", "money"),
    ("They drove at 90 km/h.", "km/h", "measure"),
    ("They elected 90 members.", "", "count"),
    ("In 2015 Stone won 5 races.", "", "count"),
]


@pytest.mark.parametrize(("text", "unit", "kind"), UNITS)
def test_a_unit_is_read_and_never_made_up(text, unit, kind):
    [quantity] = find_quantities(text)
    assert (quantity.full_unit, quantity.kind) == (unit, kind)


NO_FIGURE = [
    "The talks were held on September 11.",
    "The talks were held on 5 July 2021.",
    "The talks began at 6:30 pm on Monday.",
    "The talks began at 10 a.m. in Oslo.",
    "He was born in 1984 and left in 2011.",
    "They ruled during the 1990s.",
    "The 2019-20 season was cut short.",
    "The file is dated 2021-07-05.",
    "He came third, she came 22nd.",
    "It was a third term for the mayor.",
    "See www.example.org/2021/300 for more.",
    "Write to desk77@example.org today.",
    "The 16x9 image is missing.",
    "He flew a Boeing 737 to the capital.",
    "The B52s flew past.",
    "The new iPhone 11 is out.",
    "A clause of Article 50 was invoked.",
    "They sat in Section 427 Row 21.",
    "One of the parties left.",
    "No one was hurt.",
    "One should never say so.",
    "He fought half-heartedly.",
    "The northern half of the country is calm.",
    "The flag flew at half-staff.",
    "COVID-19 closed the school.",
    "The index S&P 500 fell.",
    "Call 555-1234-777 for help.",
    "1. The council met again.",
    "On the other hand, one thing is sure.",
    "She teaches in her 30s.",
    "The version is 1.2.3 now.",
    "A 24/7 service began.",
    "The house at 16-18 Industrial Avenue burned.",
    "The flight left from Gate 12.",
    "The number is 00712.",
]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_what_only_looks_like_a_figure_is_none(text):
    assert short(text) == []


CHANGES = [
    ("Sales rose 5% to $120.", ["up", ""]),
    ("Sales fell by about 5 percent.", ["down"]),
    ("The stock was down 2.8%.", ["down"]),
    ("A 5% drop in sales hurt them.", ["down"]),
    ("They want to cut costs by 30 percent.", ["down"]),
    ("The index lost 190 points, or 0.6%.", ["down", "down"]),
    ("The toll rose to 58.", [""]),
    ("Sales were $120.", [""]),
    ("The firm posted a loss of $120.", [""]),
]


@pytest.mark.parametrize(("text", "changes"), CHANGES)
def test_an_amount_of_change_is_told_from_a_level(text, changes):
    assert [q.change for q in find_quantities(text)] == changes


def test_a_share_knows_its_whole():
    part, whole, *_ = find_quantities("Rebels hold 16 of the province's 27 districts.")
    assert (part.exact, part.whole, whole.exact, whole.whole) == ("16", 1, "27", None)


def test_a_share_of_nothing_numbered_has_no_whole():
    assert [q.whole for q in find_quantities("Two of their strongholds fell; 9 people fled.")] == [None, None]


def test_a_vote_is_one_figure():
    assert short("The motion passed 51-48.") == [("51-48", 48.0, 51.0, "range", "")]
    assert [q.kind for q in find_quantities("It passed by a vote of 231 to 196.")] == ["score"]


def test_a_restatement_in_brackets_has_the_bound_of_what_it_restates():
    first, second = find_quantities("Moths fly more than 100 kilometers (62 miles).")
    assert (first.modifier, second.modifier, second.same) == ("more_than", "more_than", 0)


def test_both_ends_of_a_change_are_figures():
    first, second = find_quantities("Membership fell from 40 to 30.")
    assert (first.value, second.value, second.partner) == (40, 30, 0)


def test_negatives():
    assert [q.low for q in find_quantities("It was -5C, then minus 12 degrees, then 3 degrees below zero.")][
        :3
    ] == [
        -5,
        -12,
        -3,
    ]


def test_a_list_shares_the_unit_that_stands_once():
    assert [(q.value, q.unit) for q in find_quantities("Prices rose 3, 5 and 10 percent.")] == [
        (3, "percent"),
        (5, "percent"),
        (10, "percent"),
    ]


def test_the_preset_of_vague_numbers_can_be_changed():
    preset = vague_preset() | {"dozens": (12.0, 60.0)}
    [quantity] = find_quantities("Dozens fled.", vague=preset)
    assert (quantity.low, quantity.high, quantity.modifier) == (12, 60, "vague")
