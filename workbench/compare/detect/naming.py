"""Who did what to whom: names and titles that changed, directions turned round, statements given to another source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.clean.agencies import credit_names
from workbench.compare.alignment import (
    Difference,
    Range,
    SentencePair,
    alike,
    answering,
    content,
    free_parts,
    swap,
    words_of,
)
from workbench.compare.names import initials, is_name, name_runs, titled_names
from workbench.compare.wording import Phrase, Unit, find_phrases, function_words, units
from workbench.lexicon.reading import rows

_TITLE_CASE = 0.8
_EPITHETS = ("former", "ex", "late", "then", "acting", "the", "president", "minister")
_DATELINE = re.compile(r"[A-Z][A-Z.' ]{2,30}(?:, [\w. ]{2,30})?(?: \([\w /]{2,30}\))?:? ?(?:[–—―]|--?) ")


def names(pair: SentencePair) -> list[Difference]:
    """Names that stand in the same place and are not one name."""
    found = pair.words
    sure_a, sure_b = _free_names(pair), _free_names(pair.flipped())
    a, b = _free_names(pair, first=True), _free_names(pair.flipped(), first=True)
    return [
        swap(kind_of_name(found.b, y), pair, x, y)
        for x, y in answering(pair, a, b)
        if (x in sure_a or y in sure_b) and not one_name(found.a[slice(*x)], found.b[slice(*y)])
    ]


def _free_names(pair: SentencePair, *, first: bool = False) -> list[Range]:
    """Names of a without partner; a dateline holds none that its sentence speaks of, a headline writes all alike."""
    found = pair.words.a
    if not pair.light and _title_case(found):
        return []
    runs = name_runs(found, pair.background.casing, first=first)
    behind_dateline = _dateline(pair.a_text)
    first_place = sum(unit.start < behind_dateline for unit in found)
    runs = [(max(start, first_place), end) for start, end in runs if end > first_place]
    return [_with_epithet(pair, run) for run in free_parts(runs, pair.words.to_b)]


def _with_epithet(pair: SentencePair, run: Range) -> Range:
    """Take "former" and the like into a name: they stand between it and the words that it is compared by."""
    start = run[0]
    while (
        start > 0 and pair.words.to_b[start - 1] is None and pair.words.a[start - 1].text.lower() in _EPITHETS
    ):
        start -= 1
    return start, run[1]


def _title_case(found: Sequence[Unit]) -> bool:
    """Whether most words but the first are capitalised, as in a headline."""
    words = [unit for unit in found[1:] if unit.key not in function_words() and unit.text[0].isalpha()]
    return len(words) > 3 and sum(unit.text[0].isupper() for unit in words) > _TITLE_CASE * len(words)


def _dateline(text: str) -> int:
    """Where the sentence proper begins: behind "LAGOS, Nigeria (Reuters) - " if it opens with a dateline."""
    opening = _DATELINE.match(text)
    return opening.end() if opening else 0


def one_name(a: Sequence[Unit], b: Sequence[Unit]) -> bool:
    """Whether two names may be one: abbreviated, spelled another way, cut short or with a part in common.

    Examples
    --------
    >>> one_name(units("World Health Organization"), units("WHO")), one_name(units("Anna Berg"), units("Anna Holt"))
    (True, True)
    >>> one_name(units("Berg"), units("Holt")), one_name(units("Ron"), units("Ronald S"))
    (False, True)
    """
    a, b = (
        [unit for unit in side if unit.key not in function_words() or unit.text.isupper()] for side in (a, b)
    )
    short = {unit.text.lower().replace(".", "") for unit in (*a, *b)}
    if initials(a) in short or initials(b) in short:
        return True
    return any(x.key == y.key or alike(x, y) or _shortened(x, y) for x in a for y in b)


def _shortened(x: Unit, y: Unit) -> bool:
    """Whether one first name is the beginning of the other, as Ron is of Ronald."""
    short, long = sorted((x.text.lower(), y.text.lower()), key=len)
    return len(short) > 2 and long.startswith(short)


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    """Key of a word that tells what a name is of -> its kind."""
    return {units(row["word"])[0].key: row["kind"].replace("area", "place") for row in rows("name_heads")}


@lru_cache(maxsize=1)
def _areas() -> frozenset[str]:
    return frozenset(units(row["word"])[0].key for row in rows("name_heads") if row["kind"] == "area")


def kind_of_name(found: Sequence[Unit], where: Range) -> str:
    """Tell an organisation, a place or another name by its words and those around it.

    Examples
    --------
    >>> kind_of_name(units("the Interior Ministry said"), (1, 3)), kind_of_name(units("floods near Arlen"), (2, 3))
    ('organisation', 'place')
    """
    heads = [_heads()[unit.key] for unit in found[where[0] : where[1] + 1] if unit.key in _heads()]
    if heads:
        return heads[-1]
    previous = found[where[0] - 1].key if where[0] else ""
    return "place" if previous in ("in", "at", "near", "into", "=towards", "from", "outside") else "name"


def titles(pair: SentencePair) -> list[Difference]:
    """Report a name that one side gives to a title, where every other article gives that title to somebody else."""
    return [*_retitled(pair), *(one.flipped() for one in _retitled(pair.flipped()))]


def _retitled(pair: SentencePair) -> Iterator[Difference]:
    """Yield names of b behind a title that a, elsewhere, gives to another name and here to nobody."""
    found, known = pair.words, pair.background
    named = {name[0] - 1 for _, name in titled_names(found.a, known.casing)}
    for title, where in titled_names(found.b, known.casing):
        holder = known.titled.get(pair.a_doc_id, {}).get(title, frozenset())
        name = {unit.key for unit in found.b[slice(*where)]}
        partner = found.to_a[where[0] - 1]
        if partner is None or not holder or name & holder or partner in named:
            continue
        if any(found.to_a[at] is not None for at in range(*where)) or _known_elsewhere(name, pair):
            continue
        a, b = (partner, partner + 1), (where[0] - 1, where[1])
        words = words_of(found.b, where)
        told = f"the {title} is named “{words}”, whom no other article names"
        yield Difference("name", a, b, told, told, "b")


def _known_elsewhere(name: set[str], pair: SentencePair) -> bool:
    others = (keys for doc_id, keys in pair.background.keys.items() if doc_id != pair.b_doc_id)
    return any(name <= keys for keys in others)


def part_of_itself(pair: SentencePair) -> list[Difference]:
    """Report a place that became the owner of itself: "Arlen province" is no "province of Arlen's"."""
    return [*_possessed(pair), *(one.flipped() for one in _possessed(pair.flipped()))]


def _possessed(pair: SentencePair) -> Iterator[Difference]:
    found = pair.words
    for at in range(len(found.a) - 1):
        place, kind = found.to_b[at], found.to_b[at + 1]
        if place is None or kind is None or not _names_area(found.a[at], found.a[at + 1]):
            continue
        is_same = found.a[at].key == found.b[place].key and 0 < kind - place <= 2
        if is_same and _owns(pair.b_text, found.b[place]) and not _owns(pair.a_text, found.a[at]):
            yield swap("place", pair, (at, at + 2), (place, kind + 1))._replace(changed="b")


def _names_area(name: Unit, area: Unit) -> bool:
    """Whether a name with a capital stands before the word for an area without one: "Arlen province"."""
    return area.key in _areas() and name.text[0].isupper() and not area.text[0].isupper()


def _owns(text: str, unit: Unit) -> bool:
    return text[unit.end : unit.end + 2] in ("'s", "’s")


_BINDING = ("from", "for", "against", "by", "at")  # lost, they turn what happened to the word behind them


def directions(pair: SentencePair) -> list[Difference]:
    """Prepositions that turn a movement or a side round, or that a copy lost: "crossed from", "crossed"."""
    return [*_turned(pair), *_unbound(pair), *(one.flipped() for one in _unbound(pair.flipped()))]


def _turned(pair: SentencePair) -> Iterator[Difference]:
    found = pair.words
    theirs = {_object(found.b, one): one for one in find_phrases(found.b, "directions")}
    for one in find_phrases(found.a, "directions"):
        at = _object(found.a, one)
        partner = found.to_b[at] if at is not None else None
        other = theirs.get(partner) if partner is not None else None
        if at is None or other is None or partner is None:
            continue
        if _is_turn(one, other) and _same_verb(pair, one, other):
            yield swap("meaning", pair, (one.start, at + 1), (other.start, partner + 1))


def _is_turn(one: Phrase, other: Phrase) -> bool:
    """Whether two prepositions are of one kind and lead different ways."""
    return one.row["kind"] == other.row["kind"] and one.row["way"] != other.row["way"]


def _object(found: Sequence[Unit], one: Phrase) -> int | None:
    """Place of the content word that a preposition stands before, with at most an article between."""
    at = content(found, one.end, 1)
    return at if at < len(found) and at - one.end <= 2 else None


def _same_verb(pair: SentencePair, one: Phrase, other: Phrase) -> bool:
    """Whether the content words before two prepositions answer each other."""
    left, right = content(pair.words.a, one.start - 1, -1), content(pair.words.b, other.start - 1, -1)
    return left >= 0 and right >= 0 and pair.words.to_b[left] == right


@lru_cache(maxsize=1)
def _either_way() -> frozenset[str]:
    return frozenset(units(row["verb"])[0].key for row in rows("either_way"))


def _unbound(pair: SentencePair) -> Iterator[Difference]:
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
    if any(keys[: len(keys) - cut] in _agencies() for cut in range(3)):
        return True
    words = {unit.text.lower() for unit in found}
    is_introduced = "agency" in words and bool(words & {"news", "press"})
    return is_introduced or (len(keys) > 1 and _ends_as_agency(found))


def _ends_as_agency(found: Sequence[Unit]) -> bool:
    is_capitalised = all(unit.text[0].isupper() for unit in found[-2:])
    return is_capitalised and found[-1].text in ("Agency", "Press", "News", "Wire")


def attributions(pair: SentencePair) -> list[Difference]:
    """Statements whose source changed: another name, or the agency that carried it in the speaker's place."""
    found = pair.words
    a, b = find_speakers(pair.a_text, found.a), find_speakers(pair.b_text, found.b)
    return [
        *_agency_put_in(pair, a, b),
        *(one.flipped() for one in _agency_put_in(pair.flipped(), b, a)),
        *_other_names(pair, a, b),
    ]


def _agency_put_in(pair: SentencePair, a: list[Speaker], b: list[Speaker]) -> Iterator[Difference]:
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


def _other_names(pair: SentencePair, a: list[Speaker], b: list[Speaker]) -> Iterator[Difference]:
    """Yield a named source of a where b names another; one that both name is no difference."""
    found = pair.words
    for x in a:
        for y in b:
            if not (_named(pair, found.a, x) and _named(pair.flipped(), found.b, y)):
                continue
            names_a, names_b = found.a[slice(*x.name)], found.b[slice(*y.name)]
            if not (_is_agency(names_a) or _is_agency(names_b) or one_name(names_a, names_b)):
                yield swap(_kind(found.b, y), pair, x.name, y.name)


def _named(pair: SentencePair, found: Sequence[Unit], one: Speaker) -> bool:
    """Whether a source is a name without partner: nothing of it stands in the other sentence."""
    places = range(*one.name)
    alone = all(pair.words.to_b[at] is None or found[at].key in function_words() for at in places)
    return alone and any(is_name(found, at, pair.background.casing) for at in places)


def _kind(found: Sequence[Unit], one: Speaker) -> str:
    kind = kind_of_name(found, one.name)
    return "attribution" if kind == "place" else kind
