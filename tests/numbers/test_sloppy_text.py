"""Numbers as hurried news writes them: dates and times with slips, heights, one of a unit, "one" that counts nothing."""

from __future__ import annotations

import pytest

from workbench.numbers.quantities import find_quantities

Row = tuple[str, list[str]]


def found(text: str) -> list[str]:
    return [quantity.exact for quantity in find_quantities(text)]


NO_FIGURE = [
    "The ferry sails at 9: 00 PM, at 5 : 15 am and at 11 p. m. every night.",
    "It was shut by 6: 40 a. m. or 8: 30 p. m. Thursday.",
    "Posted 11 / 23 / 2007 4: 12 PM",
    "Updated 10. 11. 2012, 2: 48: 40 PM",
    "Results from May 9 2014, 7: 25p",
    "The vote began on Dec.14 and closed early Aug. 2.",
    "The bill falls due dec. 12, 1994.",
    "Call (800) 555-0134 or +44 20 7946 0958.",
    "A neighbour called 911 at once.",
    "A Boeing 747-8 followed the Boeing 747-400.",
    "Shots came from the 3400 block of Elm Street.",
    "He lived at 24 Oak St. near the 605 Freeway.",
    "1.",
    "3. What will the bank do?",
    "Day six of the siege began as World War Two had ended.",
    "Phase two began in May, and chapter three is done.",
    "It was a successful one, and the 2nd one he wrote.",
    "It is a new plan, one it hopes will work.",
    "She mourned a loved one.",
    "They clutched one another's hands.",
    "A third was also shot.",
    "A 911 caller rang; more 911 calls came.",
    "The hut at 325 E. Dahlia Ave. burned.",
    "The couple had lived there; a couple was seen.",
    "From the 1970s on, until 1914 and since 1648, nothing changed.",
    "A 2008 second-quarter report is out.",
    "He waited a day and a mile further on an hour passed.",
    "No-one saw the all-in-one kit burn in one fell swoop.",
    "She is in two minds, he wants two birds and takes forty winks.",
    "She thought twice about the double doors and the triple jump.",
    "The 12U girls won.",
]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_holds_no_figure(text: str) -> None:
    assert found(text) == []


FIGURES: list[Row] = [
    ("Some 2, 000ft below, 12, 000 people wait.", ["2, 000", "12, 000"]),
    ("The state called 47 of its pilots.", ["47"]),
    ("They beat Leeds 51-50.", ["51-50"]),
    ("It gives the Alliance 118 of the 225 seats.", ["118", "225"]),
    ("She hit 7-for-14 and he made 1-of-16.", ["7", "14", "1", "16"]),
    ("Worker Kills 2 Women in Factory Shooting", ["2"]),
    ("A couple of days passed, and a couple hundred men came.", ["A couple", "a couple hundred"]),
    ("At least one of the pumps failed.", ["one"]),
    ("The party has a one-seat majority.", ["one"]),
    ("About 1900 troops and 2000 homes remain.", ["1900", "2000"]),
    ("The 10-second lap took 30 seconds.", ["10", "30"]),
    ("A 12-block area and 3 blocks were closed.", ["12", "3"]),
    ("He paid 5p, then 12p a share.", ["5", "12"]),
]


@pytest.mark.parametrize(("text", "exact"), FIGURES)
def test_finds_every_figure(text: str, exact: list[str]) -> None:
    assert found(text) == exact


READ = [
    ("The firm made Kr1.12bn.", "1.12bn", 1.12e9, 1.12e9, "exact", "krone"),
    ("The fine was kr 200m.", "200m", 2e8, 2e8, "exact", "krone"),
    ("The boss dies in prison at 77.", "77", 77, 77, "exact", "year"),
    ("He fell 600m while climbing.", "600", 600, 600, "exact", "m"),
    ("It took six or seven years.", "six or seven", 6, 7, "range", "year"),
    ("Ann Miller was 95.", "95", 95, 95, "exact", "year"),
    ("After a quarter-century he left.", "a quarter", 0.25, 0.25, "exact", "century"),
    ("They kept more than a half-century of peace.", "a half", 0.5, None, "more_than", "century"),
    ("The war lasted more than a decade.", "a decade", 1, None, "more_than", "decade"),
    ("They met in less than a day.", "a day", None, 1, "less_than", "day"),
    ("He walked nearly a mile.", "a mile", 1, 1, "nearly", "mi"),
    ("It burned in the next minute or two.", "minute or two", 1, 2, "range", "min"),
    ("He is 6-foot-3 and strong.", "6-foot-3", 6.25, 6.25, "exact", "ft"),
    ("She is 5 feet 6 inches tall.", "5 feet 6", 5.5, 5.5, "exact", "ft"),
    ("A magnitude-6.1 quake struck.", "6.1", 6.1, 6.1, "exact", "magnitude"),
    ("It needs 100-plus houses.", "100", 100, None, "at_least", ""),
    ("Some 20-odd cows fled.", "20", 20, 20, "about", ""),
    ("He dribbled over two defenders.", "two", 2, 2, "exact", ""),
    ("They talked about the 15 years.", "15", 15, 15, "exact", "year"),
    ("It killed well over two hundred people.", "two hundred", 200, None, "more_than", ""),
    ("This put the number of dead at 12.", "12", 12, 12, "exact", ""),
    ("The launch was put off twice last spring.", "twice", 2, 2, "exact", "time"),
    ("Fares are more than twice those of Quell.", "twice", 2, None, "more_than", "time"),
    ("He admits a double murder.", "double", 2, 2, "exact", ""),
    ("She is a triple Olympic champion.", "triple", 3, 3, "exact", ""),
    ("Twin bombings shook the port.", "Twin", 2, 2, "exact", ""),
    ("It rains after decades of drought.", "decades", 2, 9, "vague", "decade"),
    ("The inn was full for three nights.", "three", 3, 3, "exact", "night"),
    ("He kept a .38 revolver.", ".38", 38, 38, "exact", "caliber"),
    ("She found a 22-calibre round.", "22", 22, 22, "exact", "caliber"),
    ("He drew a. 38 revolver.", "38", 38, 38, "exact", "caliber"),
    ("They sold 4, 250 lamps.", "4, 250", 4250, 4250, "exact", ""),
    ("The choir has 1 , 150 singers.", "1 , 150", 1150, 1150, "exact", ""),
    ("The farm has 6. 4 hectares.", "6. 4", 6.4, 6.4, "exact", "ha"),
    ("Shares of Quell fell to $14. 85, a low.", "14. 85", 14.85, 14.85, "exact", "USD"),
    ("It got $7. 5m in loans.", "7. 5m", 7.5e6, 7.5e6, "exact", "USD"),
    ("The walk took 31 / 2 hours.", "31 / 2", 3.5, 3.5, "exact", "hour"),
    ("Some 11/4 inches of rain fell.", "11/4", 1.25, 1.25, "about", "in"),
    ("She slept 7 1-2 hours.", "7 1-2", 7.5, 7.5, "exact", "hour"),
    ("He waited 5\ufffd weeks.", "5\ufffd", 5, 6, "range", "week"),
    ("The wad of a 12-gauge shotgun lay there.", "12", 12, 12, "exact", "gauge"),
    ("The server is just 4U high.", "4", 4, 4, "exact", "U"),
    ("Votes are counted within ten days.", "ten", None, 10, "at_most", "day"),
    ("Crews came within a minute or two.", "minute or two", None, 2, "at_most", "min"),
    ("It rang more than two hours after the blast.", "two", 2, None, "more_than", "hour"),
    ("The loss is of the order of 60 boats.", "60", 60, 60, "about", ""),
]


@pytest.mark.parametrize(("text", "exact", "low", "high", "modifier", "unit"), READ)
def test_reads_value_bound_and_unit(
    text: str, exact: str, low: float | None, high: float | None, modifier: str, unit: str
) -> None:
    [one] = find_quantities(text)
    assert (one.exact, one.low, one.high, one.modifier, one.unit) == (exact, low, high, modifier, unit)


def test_an_age_at_death_is_an_age_and_a_toll_is_none() -> None:
    assert [q.kind for q in find_quantities("She died at home in Leeds at 91.")] == ["age"]
    assert [q.kind for q in find_quantities("This put the number of dead at 12.")] == ["count"]


def test_a_level_of_percent_lends_its_unit_to_the_one_it_came_from() -> None:
    assert [q.unit for q in find_quantities("The rate fell to 7.2 percent from 7.5.")] == ["percent"] * 2
    assert [q.unit for q in find_quantities("Cells are 8-by-12 feet.")] == ["ft"] * 2
    assert [q.unit for q in find_quantities("It rose 5 percent from 12 plants.")] == ["percent", ""]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("On July 1, 240 people came.", [240]),
        ("Lots of 1, 240 and 300 boats burned.", [1, 240, 300]),
        ("She won in 1, 120 and 340 starts.", [1, 120, 340]),
        ("Ann Reed, 31, 240 others and a dog fled.", [31, 240]),
        ("It ended at 9. 21st Street was shut.", [9]),
        ("She is 5-foot-7,140 pounds.", [5 + 7 / 12, 140]),
        ("He won 5 1-2 and lost 0-2.", [5, 1, 0]),
        ("A fee of $20 (5,000 CLP) or 21 US$ is due.", [20, 5000, 21]),
        ("A fund of up to $20 (CLP 18,000) is set.", [None, None]),
        ("Peaks of 62 miles (100 km) or higher count.", [62, 100]),
        ("It hit 200 (two of them women) or so.", [200, 2]),
    ],
)
def test_a_blank_or_a_slip_joins_no_two_figures(text: str, figures: list[float | None]) -> None:
    assert [quantity.low for quantity in find_quantities(text)] == pytest.approx(figures)


def test_a_number_in_the_cell_before_leaves_a_number_with_a_loose_comma_whole():
    assert found("In all 12\t1, 000 people were hurt.") == ["12", "1, 000"]
