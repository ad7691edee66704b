"""Articles that are only the beginning of one: a paywall stands where the rest would be."""

from __future__ import annotations

import re
from functools import cache

from workbench.lexicon.reading import either, rows

# Above this length a line about subscribing is an advert inside a whole article.
MAX_STUB_WORDS = 200


def stub_note(text: str) -> str:
    """Return a warning if a text is short and asks its reader to subscribe or log in; empty otherwise.

    Parameters
    ----------
    text
        All text of the article, what surrounds it included.

    Examples
    --------
    >>> stub_note("Crews shored up the levee. Subscribe to continue reading.")
    "perhaps cut by a paywall: 9 words with 'subscribe to continue'"
    >>> stub_note("Crews shored up the levee.")
    ''
    """
    n_words = len(text.split(maxsplit=MAX_STUB_WORDS))
    found = _phrases().search(text) if n_words <= MAX_STUB_WORDS else None
    return f"perhaps cut by a paywall: {n_words} words with '{found[0].lower()}'" if found else ""


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b{either(row['phrase'] for row in rows('paywall'))}\b", re.IGNORECASE)
