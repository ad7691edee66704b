"""News agencies: which ones a text credits or names."""

from __future__ import annotations

import re
from functools import cache

from workbench.lexicon.reading import either, rows, spellings

# "the state-run Nova news agency", "the Northern Press Agency": an agency that no table lists is known by what the text
# calls it; "the Swedish news agency TT" by what stands behind.
UNLISTED = re.compile(
    r"\b(?P<before>(?:[A-Z][\w’'-]+ ){0,3})(?P<kind>(?:[Nn]ews|[Pp]ress|[Ww]ire) [Aa]gency|News Service)\b"
    r"(?:,? (?P<behind>[A-Z]{2,6}\b|[A-Z][\w’-]*[a-z]\b(?! [A-Z])))?"
)
NOT_NAMES = frozenset(
    ["The", "A", "An", "Its", "Our", "Their", "His", "Her", "State", "Local", "Official", "National"]
)
# What was taken from an agency is a picture, not the report.
PICTURE_BEHIND = (
    r"(?! ?(?:[Pp]hoto|[Pp]hotograph|[Ii]mage|[Pp]icture|[Vv]ideo|[Ff]ootage|[Gg]raphic)(?:s|er|ers)?\b)"
)
PICTURE_BEFORE = re.compile(
    r"\b(?:photo|image|picture|photograph|credit|pic|illustration|video)s?(?: ?[:/|]| (?:by|via|from|courtesy(?: of)?)\b)"
    r"[^.;\n]{0,60}$|\bvia $",
    re.IGNORECASE,
)


@cache
def _nationalities() -> frozenset[str]:
    """Return the adjectives of countries: the names of languages, and what the names of currencies begin with."""
    from babel import Locale

    english = Locale("en")
    money = (str(name).split()[0] for name in english.currencies.values() if " " in str(name))
    return frozenset((*map(str, english.languages.values()), *money))


@cache
def mention_names() -> dict[str, str]:
    """Return the agency that each spelling in the lexicon stands for wherever it is printed.

    Examples
    --------
    >>> mention_names()["Associated Press"], mention_names()["Belga news agency"], mention_names().get("Belga")
    ('AP', 'Belga', None)
    """
    return _spellings("names", "introduced")


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
    return _spellings("names", "ambiguous")


def _spellings(*columns: str) -> dict[str, str]:
    return {
        spelling: row["name"]
        for row in rows("agencies")
        for column in columns
        for spelling in spellings(row[column])
    }


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@/-]){either(mention_names())}(?![\w-]){PICTURE_BEHIND}")


def find_agencies(text: str) -> list[tuple[str, int, int]]:
    """Return the agencies named in the text with the span of each first mention, in their order.

    Examples
    --------
    >>> find_agencies("With reporting by AP and Reuters; AP took the pictures.")
    [('AP', 18, 20), ('Reuters', 25, 32)]
    >>> find_agencies("The state-run Nova news agency quoted him.")
    [('Nova', 14, 18)]
    >>> find_agencies("The Swedish news agency TT and the Northern Press Agency agreed."), find_agencies("(AP Photo/A. Reed)")
    ([('TT', 24, 26), ('Northern Press Agency', 35, 56)], [])
    """
    found = [(mention_names()[match.group()], *match.span()) for match in _listed().finditer(text)]
    found += [_unlisted(match) for match in UNLISTED.finditer(text)]
    found = [one for one in found if not PICTURE_BEFORE.search(text[max(0, one[1] - 90) : one[1]])]
    first: dict[str, tuple[str, int, int]] = {}
    for name, start, end in sorted(found, key=lambda item: (item[1], -item[2])):
        covered = any(start < last and end > begin for _, begin, last in first.values())
        if name and not covered:
            first.setdefault(name, (name, start, end))
    return list(first.values())


def _unlisted(match: re.Match[str]) -> tuple[str, int, int]:
    """Return the agency's name and where it stands: with "Press Agency" if that is part of it, or what is behind."""
    words = match["before"].split()
    while words and words[0] in NOT_NAMES:
        words.pop(0)
    is_named = match["kind"].istitle()
    if not is_named:
        words = [word for word in words if word not in _nationalities()]
    name = " ".join(words)
    if name:
        start = match.start("before") + match["before"].rindex(words[0] if is_named else name)
        whole = f"{name} {match['kind']}" if is_named else name
        known = mention_names().get(f"{name} {match['kind']}") or mention_names().get(name)
        return known or whole, start, start + len(whole)
    behind = "" if is_named else match["behind"] or ""
    return mention_names().get(behind, behind), *(match.span("behind") if behind else match.span())
