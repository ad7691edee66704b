"""Units against each other, and units that pint must know."""

import pytest

from workbench.errors import InputError
from workbench.lexicon.reading import rows
from workbench.numbers import convert

PHYSICAL = [
    "km",
    "m",
    "cm",
    "mm",
    "mi",
    "ft",
    "yd",
    "acre",
    "ha",
    "km2",
    "m3",
    "L",
    "gal",
    "kg",
    "g",
    "lb",
    "t",
    "degC",
    "degF",
    "km/h",
    "mph",
    "W",
    "kW",
    "MWh",
    "J",
    "Pa",
    "psi",
    "Hz",
    "day",
    "week",
    "year",
    "hour",
]


@pytest.mark.parametrize("unit", PHYSICAL)
def test_a_unit_of_the_table_converts_to_itself(unit):
    assert unit in {row["unit"] for row in rows("units")}
    assert convert(5, unit, unit) == pytest.approx(5)


@pytest.mark.parametrize(("value", "unit", "to"), [(1, "km", "kg"), (1, "USD", "EUR"), (1, "nonsense", "km")])
def test_what_cannot_be_converted_is_said_so(value, unit, to):
    with pytest.raises(InputError, match="Cannot convert"):
        convert(value, unit, to)
