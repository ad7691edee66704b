"""Names of persons, places and organisations that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workbench.compare.alignment import alike
from workbench.compare.detect.pair import Difference, Pair, Range, answering, free_parts, swap, words_of
from workbench.compare.names import initials, name_runs, titled_names
from workbench.compare.wording import Unit, function_words, units
from workbench.lexicon.reading import rows

_TITLE_CASE = 0.8
_EPITHETS = ("former", "ex", "late", "then", "acting", "the", "president", "minister")
_DATELINE = re.compile(r"[A-Z][A-Z.' ]{2,30}(?:, [\w. ]{2,30})?(?: \([\w /]{2,30}\))?:? ?(?:[–—―]|--?) ")


def names(pair: Pair) -> list[Difference]:
    """Names that stand in the same place and are not one name."""
    found = pair.words
    sure_a, sure_b = _free_names(pair), _free_names(pair.flipped())
    a, b = _free_names(pair, first=True), _free_names(pair.flipped(), first=True)
    return [
        swap(kind_of_name(found.b, y), pair, x, y)
        for x, y in answering(pair, a, b)
        if (x in sure_a or y in sure_b) and not one_name(found.a[slice(*x)], found.b[slice(*y)])
    ]


def _free_names(pair: Pair, *, first: bool = False) -> list[Range]:
    """Names of a without partner; a dateline holds none that its sentence speaks of, a headline writes all alike."""
    found = pair.words.a
    if not pair.light and _title_case(found):
        return []
    runs = name_runs(found, pair.background.casing, first=first)
    behind_dateline = _dateline(pair.a_text)
    first_place = sum(unit.start < behind_dateline for unit in found)
    runs = [(max(start, first_place), end) for start, end in runs if end > first_place]
    return [_with_epithet(pair, run) for run in free_parts(runs, pair.words.to_b)]


def _with_epithet(pair: Pair, run: Range) -> Range:
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


def titles(pair: Pair) -> list[Difference]:
    """Report a name that one side gives to a title, where every other article gives that title to somebody else."""
    return [*_retitled(pair), *(one.flipped() for one in _retitled(pair.flipped()))]


def _retitled(pair: Pair) -> Iterator[Difference]:
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


def _known_elsewhere(name: set[str], pair: Pair) -> bool:
    others = (keys for doc_id, keys in pair.background.keys.items() if doc_id != pair.b_doc_id)
    return any(name <= keys for keys in others)


def part_of_itself(pair: Pair) -> list[Difference]:
    """Report a place that became the owner of itself: "Arlen province" is no "province of Arlen's"."""
    return [*_possessed(pair), *(one.flipped() for one in _possessed(pair.flipped()))]


def _possessed(pair: Pair) -> Iterator[Difference]:
    found = pair.words
    for at in range(len(found.a) - 1):
        place, kind = found.to_b[at], found.to_b[at + 1]
        if (
            place is None
            or kind is None
            or found.a[at].key != found.b[place].key
            or found.a[at + 1].key not in _areas()
        ):
            continue
        if found.a[at + 1].text[0].isupper() or not found.a[at].text[0].isupper():
            continue
        if (
            0 < kind - place <= 2
            and _owns(pair.b_text, found.b[place])
            and not _owns(pair.a_text, found.a[at])
        ):
            yield swap("place", pair, (at, at + 2), (place, kind + 1))._replace(changed="b")


def _owns(text: str, unit: Unit) -> bool:
    return text[unit.end : unit.end + 2] in ("'s", "’s")
