"""Who did what to whom: directions turned round, and statements laid in another mouth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.clean.agencies import credit_names
from workbench.compare.detect.naming import kind_of_name, one_name
from workbench.compare.detect.pair import Difference, Pair, Range, content, swap, words_of
from workbench.compare.names import is_name
from workbench.compare.phrases import Phrase, find_phrases
from workbench.compare.wording import Unit, function_words, units
from workbench.lexicon.reading import rows

_BINDING = ("from", "for", "against", "by", "at")  # lost, they turn what happened to the word behind them


def directions(pair: Pair) -> list[Difference]:
    """Prepositions that turn a movement or a side round, or that a copy lost: "crossed from", "crossed"."""
    return [*_turned(pair), *_unbound(pair), *(one.flipped() for one in _unbound(pair.flipped()))]


def _turned(pair: Pair) -> Iterator[Difference]:
    found = pair.words
    theirs = {_object(found.b, one): one for one in find_phrases(found.b, "directions")}
    for one in find_phrases(found.a, "directions"):
        at = _object(found.a, one)
        partner = found.to_b[at] if at is not None else None
        other = theirs.get(partner) if partner is not None else None
        if at is None or other is None or partner is None:
            continue
        if (
            one.row["kind"] == other.row["kind"]
            and one.row["way"] != other.row["way"]
            and _same_verb(pair, one, other)
        ):
            yield swap("meaning", pair, (one.start, at + 1), (other.start, partner + 1))


def _object(found: Sequence[Unit], one: Phrase) -> int | None:
    """Place of the content word that a preposition stands before, with at most an article between."""
    at = content(found, one.end, 1)
    return at if at < len(found) and at - one.end <= 2 else None


def _same_verb(pair: Pair, one: Phrase, other: Phrase) -> bool:
    """Whether the content words before two prepositions answer each other."""
    left, right = content(pair.words.a, one.start - 1, -1), content(pair.words.b, other.start - 1, -1)
    return left >= 0 and right >= 0 and pair.words.to_b[left] == right


@lru_cache(maxsize=1)
def _either_way() -> frozenset[str]:
    return frozenset(units(row["verb"])[0].key for row in rows("either_way"))


def _unbound(pair: Pair) -> Iterator[Difference]:
    """Yield prepositions of a that b lost between the same verb and the same object."""
    found = pair.words
    for at, unit in enumerate(found.a):
        if unit.text not in _BINDING or not 0 < at < len(found.a) - 1 or found.to_b[at] is not None:
            continue
        verb, after = found.to_b[at - 1], content(found.a, at + 1, 1)
        thing = found.to_b[after] if after < len(found.a) else None
        if verb is None or thing is None or found.a[at - 1].key in function_words() | _either_way():
            continue
        if content(found.b, verb + 1, 1) == thing and not _prepositions(found.b[verb + 1 : thing]):
            a, b = (at - 1, after + 1), (verb, thing + 1)
            x, y = words_of(found.a, a), words_of(found.b, b)
            yield Difference("meaning", a, b, f"“{x}” became “{y}”", f"“{y}” became “{x}”", "b")


def _prepositions(found: Sequence[Unit]) -> bool:
    bare = {"the", "a", "an", "his", "her", "its", "their"}
    return any(unit.key not in bare for unit in found)


class Speaker(NamedTuple):
    """Who a sentence says stated something: the units that name it, and the units of the reporting words."""

    name: Range
    reporting: Range
    carrier: bool


def find_speakers(text: str, found: Sequence[Unit]) -> list[Speaker]:
    """Find whom a sentence gives as its sources, by the words that stand beside verbs of saying.

    Examples
    --------
    >>> found = units("The bridge is safe, Mayor Ann Lee said, according to Acme News.")
    >>> [words_of(found, one.name) for one in find_speakers("The bridge is safe, Mayor Ann Lee said, according to Acme News.", found)]
    ['Mayor Ann Lee', 'Acme News']
    """
    speakers = []
    for one in find_phrases(found, "saying", "verb", filled="reports"):
        verb = found[one.end - 1]
        if one.row["reports"] == "verb" and (
            verb.text.endswith("ing") or (verb.text[0].isupper() and not verb.opens)
        ):
            continue  # "saying" follows its speaker at any distance, and "State" is a name
        name = _behind(text, found, one.end) if one.row["reports"] == "phrase" else _beside(text, found, one)
        if name:
            reporting = (min(name[0], one.start), max(name[1], one.end))
            speakers.append(Speaker(name, reporting, one.row["reports"] == "carrier"))
    return speakers


def _beside(text: str, found: Sequence[Unit], one: Phrase) -> Range | None:
    """Find the words before a verb of saying, or, where nobody stands there, the words behind it."""
    end = one.start
    while end > 0 and found[end - 1].key in ("have", "has", "had", "also", "later", "=also"):
        end -= 1
    start = end
    while start > 0 and end - start < 6 and not _parted(text, found, start) and _may_name(found[start - 1]):
        start -= 1
    if start < end and not _parted(text, found, end):
        return (start, end)
    return _behind(text, found, one.end)


def _behind(text: str, found: Sequence[Unit], start: int) -> Range | None:
    end = start
    while end < len(found) and end - start < 6 and not _parted(text, found, end) and _may_name(found[end]):
        end += 1
    return (start, end) if end > start else None


def _parted(text: str, found: Sequence[Unit], at: int) -> bool:
    """Whether punctuation other than a point of an abbreviation stands before a unit."""
    return 0 < at < len(found) and any(
        mark in text[found[at - 1].end : found[at].start] for mark in ',;:“”"()–—'
    )


def _may_name(unit: Unit) -> bool:
    return unit.key not in function_words() or unit.key in (
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "mr",
        "mrs",
        "ms",
        "dr",
    )


@lru_cache(maxsize=1)
def _agencies() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(unit.key for unit in units(name)) for name in credit_names())


def _is_agency(found: Sequence[Unit]) -> bool:
    keys = tuple(unit.key for unit in found if unit.key not in function_words())
    capitals = len(keys) > 1 and all(unit.text[0].isupper() for unit in found[-2:])
    words = {unit.text.lower() for unit in found}
    introduced = "agency" in words and bool(words & {"news", "press"})
    named = introduced or (capitals and found[-1].text in ("Agency", "Press", "News", "Wire"))
    return named or any(keys[: len(keys) - cut] in _agencies() for cut in range(3))


def attributions(pair: Pair) -> list[Difference]:
    """Statements whose source changed: another name, or the agency that carried it in the speaker's place."""
    found = pair.words
    a, b = find_speakers(pair.a_text, found.a), find_speakers(pair.b_text, found.b)
    return [
        *_agency_put_in(pair, a, b),
        *(one.flipped() for one in _agency_put_in(pair.flipped(), b, a)),
        *_other_names(pair, a, b),
    ]


def _agency_put_in(pair: Pair, a: list[Speaker], b: list[Speaker]) -> Iterator[Difference]:
    """Yield agencies that b gives as its source where a, which does not name them, gives another."""
    found = pair.words
    if any(_is_agency(found.a[slice(*one.name)]) for one in a):
        return
    for one in b:
        if not a or not _is_agency(found.b[slice(*one.name)]):
            continue
        told = f"the source “{words_of(found.a, a[0].name)}”", f"“{words_of(found.b, one.name)}”"
        yield Difference(
            "attribution",
            a[0].reporting,
            one.reporting,
            f"{told[0]} became the agency {told[1]}",
            f"the agency {told[1]} became {told[0]}",
            "b",
        )


def _other_names(pair: Pair, a: list[Speaker], b: list[Speaker]) -> Iterator[Difference]:
    """Yield a named source of a where b names another; one that both name is no difference."""
    found = pair.words
    for x in a:
        for y in b:
            if not (_named(pair, found.a, x) and _named(pair.flipped(), found.b, y)):
                continue
            names_a, names_b = found.a[slice(*x.name)], found.b[slice(*y.name)]
            if not (_is_agency(names_a) or _is_agency(names_b) or one_name(names_a, names_b)):
                yield swap(_kind(found.b, y), pair, x.name, y.name)


def _named(pair: Pair, found: Sequence[Unit], one: Speaker) -> bool:
    """Whether a source is a name without partner: nothing of it stands in the other sentence."""
    places = range(*one.name)
    alone = all(pair.words.to_b[at] is None or found[at].key in function_words() for at in places)
    return alone and any(is_name(found, at, pair.background.casing) for at in places)


def _kind(found: Sequence[Unit], one: Speaker) -> str:
    kind = kind_of_name(found, one.name)
    return "attribution" if kind == "place" else kind
