"""Money whose name several countries share: which one is meant tells the country that the article speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from workbench.figures.lexing import Tokens
from workbench.figures.quantity import Quantity
from workbench.lexicon.reading import rows, spellings

_WORD = re.compile(r"[^\W\d_]+")


def settle_currency(sentences: Iterable[tuple[Tokens, list[Quantity]]], texts: Iterable[str]) -> None:
    """Give sums in "rupees" the currency of the country that an article names most often.

    ``sentences`` are those with figures, ``texts`` all sentences of the article.

    Sums whose currency is written out or has a sign of its own ("₹", "Pakistani rupees") stay. Between countries
    named equally often, and where none is named, the first in the lexicon counts.

    Examples
    --------
    >>> from workbench.figures.quantities import find_quantities
    >>> text = "Officials in Lahore paid Rs 500 each."
    >>> found = find_quantities(text)
    >>> settle_currency([(Tokens(text), found)], [text])
    >>> found[0].unit
    'PKR'
    """
    read = list(sentences)
    if not any(_is_shared(tokens, quantity) for tokens, found in read for quantity in found):
        return
    places = _places()
    named = Counter(places[word] for text in texts for word in _WORD.findall(text.lower()) if word in places)
    if not named:
        return
    order = list(dict.fromkeys(places.values()))
    unit = max(order, key=lambda one: named[one])
    for tokens, found in read:
        for quantity in found:
            if _is_shared(tokens, quantity):
                quantity.unit = unit


def _is_shared(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether the sum names its currency by a word that several countries use, and by no other."""
    if quantity.kind != "money" or quantity.unit not in _places().values():
        return False
    words = [word for word in tokens.low[quantity.first : quantity.last] if word.isalpha()]
    return not _names().isdisjoint(words) and _places().keys().isdisjoint(words[:-1] or words)


@cache
def _places() -> dict[str, str]:
    return {place: row["unit"] for row in rows("currency_places") for place in spellings(row["place"])}


@cache
def _names() -> frozenset[str]:
    return frozenset(word for row in rows("currency_places") for word in spellings(row["words"]))
