"""News agencies: one row each, with the spellings by which a text credits, introduces or names it."""

from __future__ import annotations

from functools import cache

from workbench.lexicon.reading import rows, spellings


@cache
def agency_spellings(*columns: str) -> dict[str, str]:
    """Return the agency that each spelling in some columns of the table stands for.

    ``names`` are plain wherever they stand, ``introduced`` tell of a third party ("the Belga news agency"), and
    ``ambiguous`` are short ones that stand for other things as well.

    Examples
    --------
    >>> agency_spellings("names")["Associated Press"]
    'AP'
    """
    return {
        spelling: row["name"]
        for row in rows("agencies")
        for column in columns
        for spelling in spellings(row[column])
    }


@cache
def agency_names() -> frozenset[str]:
    """Return every name of an agency in lower case, as one stands for the source of what is told.

    Examples
    --------
    >>> {"tanjug", "associated press", "lusa"} <= agency_names()
    True
    """
    every = {
        *agency_spellings("names", "introduced", "ambiguous"),
        *(row["name"] for row in rows("agencies")),
    }
    return frozenset(name.lower() for name in every)
