"""Convert a figure from one unit to another, so that miles can be set beside kilometres."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from workbench.errors import InputError


@cache
def _registry() -> Any:
    from pint import UnitRegistry  # takes a third of a second to load, and few need it

    return UnitRegistry(autoconvert_offset_to_baseunit=True)


def _spelt(unit: str) -> str:
    """Return a unit as pint spells it: ``km2`` is ``km**2`` there."""
    return re.sub(r"(?<=[a-z])([23])(?![\w*])", r"**\1", unit)


def convert(value: float, unit: str, to: str) -> float:
    """Return a value in another unit.

    Parameters
    ----------
    value
        The value, in ``unit``.
    unit, to
        Units as in the table of figures: ``km``, ``degF``, ``t``, ``mi``. Money is not converted: that needs a rate
        and a day.

    Raises
    ------
    InputError
        If one of the units is unknown, or they measure different things.

    Examples
    --------
    >>> round(convert(100, "mi", "km"), 1), round(convert(212, "degF", "degC"), 1)
    (160.9, 100.0)
    """
    try:
        return float(_registry().Quantity(value, _spelt(unit)).to(_spelt(to)).magnitude)
    except Exception as error:  # pint's errors share no base class with those of its parser
        raise InputError(f"Cannot convert {value:g} from '{unit}' to '{to}': {error}.") from error
