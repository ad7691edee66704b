"""Units of measure and time: one row each, with all that any room wants to know of a unit, and how one becomes another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from workbench.errors import InputError
from workbench.lexicon.reading import rows, spellings
from workbench.starting import import_without

MICRO = "µμ"  # the sign and the Greek letter look alike


class UnitOfMeasure(NamedTuple):
    """A unit: its name in the tables, the kind of figure that it makes, its name in words, and how it is written.

    ``dimension`` is what it measures. Of a unit that ``needs_number`` the words mean other things as well, so that
    without a number they are no unit: "a point". The column ``prefixes`` holds those that its symbol may have before it.
    """

    unit: str
    kind: str
    name: str
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    dimension: str = ""
    needs_number: bool = False


@cache
def units() -> tuple[UnitOfMeasure, ...]:
    """Return the units of the lexicon, and their multiples and parts that have no row of their own.

    Examples
    --------
    >>> {unit.unit: unit.words for unit in units()}["acre"]
    ('acre', 'acres')
    >>> {unit.unit: unit.symbols for unit in units()}["uV"]
    ('µV', 'μV')
    """
    listed = {row["unit"]: _of_row(row) for row in rows("units")}
    made = [
        _prefixed(listed[row["unit"]], row["prefixes"].split()) for row in rows("units") if row["prefixes"]
    ]
    known = {word for unit in listed.values() for word in (unit.unit, *unit.words)}
    fresh = (unit for units in made for unit in units if known.isdisjoint((unit.unit, *unit.words)))
    return (*listed.values(), *fresh)


def _of_row(row: Mapping[str, str]) -> UnitOfMeasure:
    return UnitOfMeasure(
        row["unit"],
        row["kind"],
        row["name"],
        tuple(spellings(row["words"])),
        tuple(spellings(row["symbols"])),
        row["dimension"] or "",
        row["needs_number"] == "yes",
    )


def _prefixed(base: UnitOfMeasure, with_symbols: Sequence[str]) -> Iterator[UnitOfMeasure]:
    """Yield the multiples and parts of a unit; only those listed have a symbol: "pm" is a time of day, "TV" a set."""
    words, own = base.words or (base.name, f"{base.name}s"), _symbols_to_prefix(base)
    for row in rows("prefixes"):
        prefix, word = row["symbol"], row["word"]
        signs = [sign + symbol for symbol in own for sign in (MICRO if prefix == "µ" else prefix)]
        yield base._replace(
            unit=prefix.replace("µ", "u") + base.unit,
            name=word + base.name,
            words=tuple(word + one for one in words),
            symbols=tuple(signs) if prefix in with_symbols else (),
            needs_number=False,
        )


def _symbols_to_prefix(base: UnitOfMeasure) -> list[str]:
    """Return the symbols of a unit that are as long as its first one, or its name in the tables."""
    short = len(base.symbols[0]) if base.symbols else 0
    return [symbol for symbol in base.symbols if len(symbol) == short] or [base.unit]


@cache
def units_of_articles() -> dict[str, str]:
    """Return the words that mean one of a unit behind "a" or "per", with their units.

    Examples
    --------
    >>> words = units_of_articles()
    >>> words["acre"], "point" in words
    ('acre', False)
    """
    measured = [unit for unit in units() if unit.kind in ("duration", "measure") and not unit.needs_number]
    return {word: unit.unit for unit in measured for word in unit.words}


@cache
def names_of(dimension: str) -> frozenset[str]:
    """Return the units of a dimension by their names in the tables.

    Examples
    --------
    >>> "ha" in names_of("area")
    True
    """
    return frozenset(unit.unit for unit in units() if unit.dimension == dimension)


@cache
def _written() -> dict[str, tuple[str, str]]:
    return {unit.unit: _one_and_many(unit) for unit in units()}


def _one_and_many(unit: UnitOfMeasure) -> tuple[str, str]:
    """Return how a unit is written behind one and behind several: its word if it is named by it, else its sign."""
    if unit.words[:1] == (unit.unit,):
        return unit.unit, unit.words[min(1, len(unit.words) - 1)]
    sign = unit.symbols[0] if unit.symbols else unit.unit
    return sign, sign


def unit_behind(unit: str, *, many: bool = True) -> str:
    """Return a unit as a reader expects it behind a number: a word in the plural, or its sign.

    Examples
    --------
    >>> unit_behind("acre"), unit_behind("acre", many=False), unit_behind("mi2"), unit_behind("USD")
    ('acres', 'acre', 'mi²', 'USD')
    """
    return _written().get(unit, (unit, unit))[many]


@cache
def _registry() -> Any:
    # takes a third of a second to load, and few need it
    return import_without("pint", "dask").UnitRegistry(autoconvert_offset_to_baseunit=True)


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
