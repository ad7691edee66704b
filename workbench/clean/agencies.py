"""Who makes news: the agencies that a text credits, and how lines name outlets, authors and what these are."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from workbench.lexicon.reading import either
from workbench.lexicon.word_classes import agency_spellings

# "the state-run Nova news agency", "the Montanian news agency Nova": an agency that no table lists is known by what
# the text calls it. Where a name stands behind, what stands before tells only whose agency it is.
UNLISTED = re.compile(
    r"\b((?:[A-Z][\w’'-]+ ){0,3})((?:[Nn]ews|[Pp]ress) [Aa]gency)\b(?:,? ([A-Z][\w-]+(?: [A-Z][\w-]+){0,2}))?"
)
_OF_A_COUNTRY = re.compile(
    r"(?:The|An?|Its|Our|Their|His|Her|State|Local|Official|National"
    r"|[A-Z][a-z]+(?:ish|ese|ian|ean|ani|can|aqi|aeli|emi|ench|utch)|Greek|Swiss|Thai|German|Czech|.+[’']s)"
)
# Where a text says on whom it rests: at its head behind the place, in a line of thanks, at its end.
MOST_CREDITED = 8  # agencies in one line of thanks, after the first
_CREDIT = (
    r"^[^()\n]{{2,60}}\((?:The )?({name})\)\s*[-–—]",
    r"(?:^[^\w\n]{{0,20}}|[.!?(;]\s*|\b(?i:with|additional|further|using)\s+(?:\w+\s+)?)"
    r"(?i:reporting|material|files|reports|copy|information)\s+(?i:by|from)\s+({names})",
    r"({names})\s+contributed\s+to\s+this\s+(?:report|story|article)\b",
    r"(?:\bCopyright\b|©|\([cC]\))(?:\s*\(?[cC©]\)?)?(?:\s+\d{{4}})?,?\s+(?:by\s+)?({names})",
    r"^\(?(?:Source|Via)\s?:\s+({names})\W*$",
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
    return re.compile(rf"(?<![\w@/-]){either(mention_names())}(?![\w-]){PICTURE_BEHIND}")


def find_agencies(text: str) -> list[tuple[str, int, int]]:
    """Return the agencies named in the text with the span of each first mention, in their order.

    Examples
    --------
    >>> find_agencies("With reporting by AP and Reuters; AP took the pictures.")
    [('AP', 18, 20), ('Reuters', 25, 32)]
    >>> find_agencies("The state-run Nova news agency quoted him.")
    [('Nova', 14, 18)]
    >>> [find_agencies(f"The Montanian news agency {name}reported it.") for name in ("Nova ", "")]
    [[('Nova', 26, 30)], []]
    >>> find_agencies("The Northern Press Agency agreed."), find_agencies("(AP Photo/A. Reed)")
    ([('Northern Press Agency', 4, 25)], [])
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


def find_credits(text: str) -> list[tuple[str, int, int]]:
    """Return the agencies that a text says it rests on, with the span of each; whom it only cites is none of them.

    Examples
    --------
    >>> find_credits("ORLAVA, Montania (AP) - It rained, Reuters reported.")
    [('AP', 18, 20)]
    >>> [name for name, *_ in find_credits("The Associated Press and AFP contributed to this report.")]
    ['AP', 'AFP']
    """
    found: dict[str, tuple[str, int, int]] = {}
    for pattern in _credits():
        for match in pattern.finditer(text):
            for name, start, end in find_agencies(match[1]):
                found.setdefault(name, (name, match.start(1) + start, match.start(1) + end))
    return sorted(found.values(), key=lambda one: one[1])


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    name = rf"(?:[Tt]he\s+)?{either(mention_names())}(?![\w-])"
    names = rf"{name}(?:(?:,\s+|,?\s+and\s+){name}){{0,{MOST_CREDITED}}}"
    return tuple(re.compile(pattern.format(name=name, names=names), re.MULTILINE) for pattern in _CREDIT)


def _unlisted(match: re.Match[str]) -> tuple[str, int, int]:
    """Return the agency that is introduced: the name behind the words, else what is left of the one before them."""
    words = match[1].split()
    while words and _OF_A_COUNTRY.fullmatch(words[0]):
        words.pop(0)
    if words and match[2] == "Press Agency":  # that is part of its name; "Nova News Agency" is Nova as well
        whole = f"{' '.join(words)} {match[2]}"
        start = match.start(2) - len(whole) + len(match[2])
        name = mention_names().get(whole) or mention_names().get(" ".join(words)) or whole
        return name, start, match.end(2)
    if match[3] and not words:
        name, start = match[3], match.start(3)
    else:
        name = " ".join(words)
        start = match.start(1) + match[1].rindex(name) if name else match.start()
    return mention_names().get(name, name), start, start + len(name)


@cache
def outlet_words(kind: str) -> frozenset[str]:
    """Return the words of a kind from ``data/outlets.toml``: masthead, slogan, live, outlet or author."""
    text = files("workbench.clean").joinpath("data/outlets.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind].split())


CAPITALISED = r"[A-Z][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?"
PERSON = rf"{CAPITALISED}(?: (?:(?!(?:FOR|IN|AT|AND) ){CAPITALISED}|d[aeiu]|del|della|van|von|der|den|al|el|bin|la|le)){{1,4}}"
BYLINE = re.compile(
    r"^\W*(?:(?:written|posted|story|report|text|words|published|reported) )?by:?\s+|^(?:authors?|reporter|byline|writer|text|words) ?: ?",
    re.IGNORECASE,
)
PERSONS = re.compile(
    rf"(?P<names>{PERSON}(?:(?:, | and | & |, and ){PERSON})*)(?: (?:in|for|at|FOR|IN|AT) {CAPITALISED}(?: {CAPITALISED}){{0,4}})?"
)
SMALL = frozenset(["of", "the", "and", "for", "in", "on"])


def is_outlet(text: str) -> bool:
    """Whether a few words, all with capitals, are the name of an outlet by one of them.

    Examples
    --------
    >>> [is_outlet(text) for text in ("The Reed Valley Post", "Ana Reed", "Post your comment")]
    [True, False, False]
    """
    words = re.findall(r"[^\W_]+", text)
    is_name = all(word[0].isupper() or word in SMALL for word in words)
    return 2 <= len(words) <= 6 and is_name and not outlet_words("masthead").isdisjoint(map(str.lower, words))


def is_role(text: str) -> bool:
    """Whether a few words tell what somebody is who writes.

    Examples
    --------
    >>> [is_role(text) for text in ("Staff Writer", "north correspondent", "Ana Reed")]
    [True, True, False]
    """
    words = re.findall(r"[^\W_]+", text.lower())
    return 1 <= len(words) <= 5 and words[-1] in outlet_words("author")


def names_of(text: str) -> str:
    """Return the names of the persons of which a text consists, without "by" before and the place behind them.

    Examples
    --------
    >>> names_of("By Ana Reed and Jo van Lund in Moss Bay"), names_of("Heavy rain fell"), names_of("Reed Valley Post")
    ('Ana Reed and Jo van Lund', '', '')
    """
    found = PERSONS.fullmatch(BYLINE.sub("", text.strip(" .")))
    if found is None or is_role(text) or is_outlet(found["names"]):
        return ""
    words = set(re.findall(r"[^\W_]+", found["names"].lower()))
    return found["names"] if words.isdisjoint(outlet_words("section")) else ""
