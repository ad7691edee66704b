"""Units of measure and time: one row each, with all that any room wants to know of a unit."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from workbench.lexicon.reading import rows, spellings


class Unit(NamedTuple):
    """A unit: its name in the tables, the kind of figure that it makes, its name in words, and how it is written.

    ``dimension`` is what it measures. Of a unit that ``needs_number`` the words mean other things as well, so that
    without a number they are no unit: "a point".
    """

    unit: str
    kind: str
    name: str
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    dimension: str = ""
    needs_number: bool = False


@cache
def units() -> tuple[Unit, ...]:
    """Return the units of the lexicon.

    Examples
    --------
    >>> next(unit.words for unit in units() if unit.unit == "acre")
    ('acre', 'acres')
    """
    return tuple(
        Unit(
            row["unit"],
            row["kind"],
            row["name"],
            tuple(spellings(row["words"])),
            tuple(spellings(row["symbols"])),
            row["dimension"] or "",
            row["needs_number"] == "yes",
        )
        for row in rows("units")
    )


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
