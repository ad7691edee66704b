"""News agencies: which ones a text credits or names."""

from __future__ import annotations

import re
from functools import cache

from workbench.lexicon.agencies import agency_spellings
from workbench.lexicon.reading import either

# "the state-run Nova news agency": an agency that no table lists is known by what the text calls it.
UNLISTED = re.compile(r"\b((?:[A-Z][\w’'-]+ ){1,3})(?:[Nn]ews|[Pp]ress) [Aa]gency\b")
NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "Its",
        "Our",
        "Their",
        "His",
        "Her",
        "State",
        "Local",
        "Official",
        "National",
        "Russian",
        "Chinese",
        "Iranian",
        "Turkish",
    ]
)


@cache
def mention_names() -> dict[str, str]:
    """Return the agency that each spelling in the lexicon stands for wherever it is printed.

    Examples
    --------
    >>> mention_names()["Associated Press"], mention_names()["Belga news agency"], mention_names().get("Belga")
    ('AP', 'Belga', None)
    """
    return agency_spellings("names", "introduced")


@cache
def credit_names() -> dict[str, str]:
    """Return the agency that each spelling stands for in which a text credits it.

    To call it "the Belga news agency" introduces a third party, and is no credit; short spellings that stand for
    other things as well are none by themselves, but are where the question is which agency a text rests on.

    Examples
    --------
    >>> credit_names()["Associated Press"], credit_names().get("Belga news agency"), credit_names()["Belga"]
    ('AP', None, 'Belga')
    """
    return agency_spellings("names", "ambiguous")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@/-]){either(mention_names())}(?![\w-])")


def find_agencies(text: str) -> list[tuple[str, int, int]]:
    """Return the agencies named in the text with the span of each first mention, in their order.

    Examples
    --------
    >>> find_agencies("With reporting by AP and Reuters; AP took the pictures.")
    [('AP', 18, 20), ('Reuters', 25, 32)]
    >>> find_agencies("The state-run Nova news agency quoted him.")
    [('Nova', 14, 18)]
    """
    found = [(mention_names()[match.group()], *match.span()) for match in _listed().finditer(text)]
    found += [_unlisted(match) for match in UNLISTED.finditer(text)]
    first: dict[str, tuple[str, int, int]] = {}
    for name, start, end in sorted(found, key=lambda item: item[1:]):
        covered = any(start < last and end > begin for _, begin, last in first.values())
        if name and not covered:
            first.setdefault(name, (name, start, end))
    return list(first.values())


def _unlisted(match: re.Match[str]) -> tuple[str, int, int]:
    words = match.group(1).split()
    while words and words[0] in NOT_NAMES:
        words.pop(0)
    name = " ".join(words)
    start = match.start() + match.group(1).rindex(name) if name else match.start()
    return mention_names().get(name, name), start, start + len(name)
