"""Numbers that name a weapon, a flood or an hour, amounts in two units, and rupees by the country of the article."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.figures import find_figures
from workbench.numbers.quantities import find_quantities

NO_FIGURE = [
    "Between 10 and 11:30 the road was closed.",
    "The road was shut from 9 to 10:30.",
    "The road was shut from 9:30 to 12.",
    "A 1-in-100-year flood came.",
    "The 21st man came on the 1st.",
    "The class of '11 met.",
    "They drove a 4x4 to sell 5G phones.",
    "The S&P 500 and the Nikkei 225 rose.",
    "They saw NIL0 there.",
]
FIGURES = [
    ("He saw 10 and 11:30 came.", [(10, "")]),
    ("He won at 9:30 and 12 people cheered.", [(12, "")]),
    ("A gap of 9 mm and 100 mm of rain.", [(9, "mm"), (100, "mm")]),
    ("Flight 382 with 120 passengers landed.", [(120, "")]),
    ("He fired a 9mm pistol.", [(9, "mm")]),
    ("He weighs 13st 4lb now.", [(13 + 4 / 14, "stone")]),
    ("She weighs 11st 7lb now.", [(11.5, "stone")]),
    ("The 21st 4 men left.", [(4, "")]),
    ("He is 5ft 6in tall.", [(5.5, "ft")]),
    ("He is 5'6\" tall.", [(5.5, "ft")]),
    ("The baby weighed 6 pounds 4 ounces.", [(6.25, "lb")]),
    ("They mixed 6 pounds of flour and 4 ounces of salt.", [(6, "lb"), (4, "oz")]),
    ("It was 20 C outside and fell to -5 C by night.", [(20.0, "degC"), (-5.0, "degC")]),
    ("She taught 30 C pupils; hall 4 C was full.", [(30.0, ""), (4.0, "")]),
    ("Gusts reached 80 km / h.", [(80.0, "km")]),
    ("It said so on Friday, raising the toll from 21 to 24.", [(21.0, ""), (24.0, "")]),
    ("The plan lifted the price from $3 to $4.", [(3.0, "USD"), (4.0, "USD")]),
    ("The fix takes a crew from 5 to 10 days.", [(5.0, "day")]),
    ("They sent aid from 3 to 5 countries.", [(3.0, "")]),
]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_holds_no_figure(text: str) -> None:
    assert [quantity.exact for quantity in find_quantities(text)] == []


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_reads_value_and_unit(text: str, figures: list[tuple[float, str]]) -> None:
    found = find_quantities(text)
    assert [quantity.low for quantity in found] == pytest.approx([value for value, _ in figures])
    assert [quantity.unit for quantity in found] == [unit for _, unit in figures]


@pytest.mark.parametrize(
    ("texts", "units"),
    [
        (["Farmers near Lahore were paid.", "Each got Rs 500."], ["PKR"]),
        (["Farmers near Jaffna were paid.", "Each got 500 rupees."], ["LKR"]),
        (["Farmers near Jaffna were paid.", "Each got ₹500."], ["INR"]),
        (["Farmers near Lahore were paid.", "Each got 500 Indian rupees."], ["INR"]),
        (["Farmers were paid.", "Each got Rs. 500."], ["INR"]),
        (["India and Pakistan met.", "Indian farmers got Rs 500 and $5."], ["INR", "USD"]),
    ],
)
def test_tells_rupees_by_the_country(texts: list[str], units: list[str]) -> None:
    sentences = pd.DataFrame(
        [
            {"doc_id": "a", "sentence": i, "start": 0, "end": len(text), "text": text}
            | {"part": "body", "paragraph": i, "breaks": ""}
            for i, text in enumerate(texts)
        ]
    )
    assert find_figures(sentences)["unit"].tolist() == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The tremor's magnitude was put at 6.2, then raised to 6.4.", ["magnitude", "magnitude"]),
        ("The mayor raised the levy to 6.4.", [""]),
        ("They face 11 unpaid days.", ["day"]),
        ("Three shot days after the vote died.", [""]),
        ("In Arlen 12 were killed.", [""]),
        ("The iPhone 12 costs more.", []),
        ("The 3M-14 rocket hit a quay.", []),
        ("The Boeing 737-800 left.", []),
        ("The Group of 7 met in Arlen.", []),
        ("A group of 7 nurses met in Arlen.", [""]),
        ("It holds 10^400 states.", []),
        ("The sum is over $140 billion _ off its peak.", ["USD"]),
    ],
)
def test_names_and_units_by_kind(text, units):
    assert [quantity.unit for quantity in find_quantities(text)] == units
