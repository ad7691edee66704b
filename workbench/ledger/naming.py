"""The name of a claim: what is counted, what happened to it, where and when, in few words and a fixed order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.compare.happenings import growing, stems, told
from workbench.ledger.accounts import states_of_their_own
from workbench.ledger.statements import Statement, in_words
from workbench.ledger.vocabulary import counted_class, unit_words
from workbench.lexicon.reading import rows

WORDS = 8
MOST = 0.5  # of a claim's statements that say a thing before it stands in the name
LEADING = re.compile(
    r"^(?:(?:the|an?|its|his|her|their|our|my|some|any|all|this|that|these|those|other|others|another|more|further|additional"
    r"|about|around|least|most|estimated|nearly|almost|total|of|up|to|as|many|much|few|several)\s+)+",
    re.I,
)
BEHIND = re.compile(
    r"\s+(?:who|that|which|where|when|whose|while|because|after|before|than|was|were|is|are|had|has|have)\b.*$"
)
LOOSE_END = re.compile(
    r"(?:\s+(?:of|in|for|to|from|on|at|near|with|by|and|or|the|a|an|between|against|as|about|'s|’s)|[\s,;:.\"“”'’(-])+$",
    re.I,
)
SPREAD = re.compile(r"[\"“”()\[\]]|\s-\s.*$")
YEAR = re.compile(r"(?:19|20)\d\d")
# What is measured, by the unit it is measured in; the noun itself may say it already.
CHANGES = {"up": "rise in", "down": "fall in"}


def name_claim_in_words(statements: Sequence[Statement]) -> str:
    """Return a name for a claim: what is counted, what happened to it, of which event and where.

    Parameters
    ----------
    statements
        The figures of one claim; at least one.

    Returns
    -------
    str
        At most about eight words; the value as a last resort.

    Examples
    --------
    >>> one = Statement(concept="the residents", counted="people", happening="die", event="1987")
    >>> name_claim_in_words([one])
    'people killed in 1987'
    >>> name_claim_in_words([Statement(concept="market value of Arlo Steel", kind="money", unit="USD")])
    'market value of Arlo Steel'
    >>> name_claim_in_words([Statement(concept="Oslo voters", kind="percent", unit="percent", change="up")])
    'rise in share of Oslo voters'
    """
    kind = _commonest(one.kind for one in statements)
    noun = _noun(statements)
    change = _commonest(one.change for one in statements)
    if kind == "count":
        name = _of_count(statements, noun)
    elif kind in ("percent", "share"):
        name = (
            _with("share of", noun, "share percentage percent rate proportion turnout containment growth")
            if noun
            else "share"
        )
    elif kind == "money":
        name = _of_money(statements, noun)
    elif kind == "age":
        name = f"age of {noun}" if noun else "age"
    elif kind == "duration":
        name = _with("time:", noun, "time period duration term sentence") if noun else "span of time"
    elif kind == "score":
        name = _with("result of", noun, "score result vote") if noun else "result"
    else:
        name = _of_measure(statements, noun)
    if change and sum(one.change == change for one in statements) > MOST * len(statements):
        name = f"{CHANGES[change]} {name}"
    return _cut(f"{name}{_where(statements, name)}".strip()) or in_words(statements[0])


def _of_count(statements: Sequence[Statement], noun: str) -> str:
    happening = _most(one.happening for one in statements)
    state = _most(one.state for one in statements)
    counted = counted_class(noun)
    classes = {_commonest(one.counted for one in statements), counted.name}
    people = "people" in classes or counted.happening in growing() - {"attend"}
    if people and (happening in growing() or state) and not _is_body(noun):
        noun = "people"
    if happening == "inhabit":
        return noun if "population" in noun.lower() else "population"
    tail = state if state in states_of_their_own() or _is_body(noun) else ""
    tail = tail or ("" if counted.happening == happening and noun != "people" else told().get(happening, ""))
    if not noun:
        return f"number {tail}".strip() if tail else ""
    return noun if not tail or set(stems(tail)) & set(stems(noun)) else f"{noun} {tail}"


def _is_body(noun: str) -> bool:
    return bool({"bodi", "corps"} & set(stems(noun)))


def _of_money(statements: Sequence[Statement], noun: str) -> str:
    happening = _most(one.happening for one in statements)
    if not noun:
        return f"money {told().get(happening, '')}".strip()
    if counted_class(noun).kind_of == "money" or counted_class(noun).name == "money":
        return noun
    if happening == "pay":
        return f"price or cost of {noun}"
    return (
        f"money {told()[happening]}: {noun}"
        if happening in told() and happening not in growing()
        else f"money: {noun}"
    )


def _of_measure(statements: Sequence[Statement], noun: str) -> str:
    unit = _commonest(one.unit for one in statements)
    what = next(
        (row["measured"] for row in rows("measured") if unit.partition(" per ")[0] in row["units"].split()),
        "",
    )
    if not noun:
        return what or f"number of {unit}"
    row = next((row for row in rows("measured") if row["measured"] == what), None)
    return _with(f"{what} of" if row and row["of"] else f"{what}:", noun, row["said_by"]) if row else noun


def _with(opening: str, noun: str, said_by: str) -> str:
    """Put what is measured before what it is of, unless the noun says it."""
    said = set(stems(said_by)) & set(stems(noun))
    return noun if said else f"{opening} {noun}"


def _noun(statements: Sequence[Statement]) -> str:
    """Return what is counted: the commonest noun phrase that is no speaker and no unit."""
    concepts = [_clean(one.concept) for one in statements if not _is_speaker(one)]
    usable = [noun for noun in concepts if _tells(noun)]
    labels = [label for one in statements if (label := _clean(one.label)) and _tells(label)]
    best = _commonest(usable) or _commonest(labels)
    # A longer phrase that begins with the noun tells more: "depth of the lake" for "depth".
    longer = [label for label in (*usable, *labels) if label.lower().startswith(f"{best.lower()} ")]
    return (
        _commonest(longer) if best and len(best.split()) == 1 and len(longer) * 3 > len(statements) else best
    )


def _tells(noun: str) -> bool:
    words = set(stems(noun))
    return bool(words - unit_words()) and not noun.replace(",", "").replace(".", "").isdigit()


def _is_speaker(one: Statement) -> bool:
    said, concept = set(stems(one.said_by)), set(stems(one.concept))
    return bool(concept) and concept <= said


def _clean(phrase: str) -> str:
    phrase = BEHIND.sub("", SPREAD.sub("", " ".join(phrase.split())))
    return " ".join(LOOSE_END.sub("", LEADING.sub("", phrase)).split()[:6])


def _where(statements: Sequence[Statement], name: str) -> str:
    """Return of which event and where, if most statements say so."""
    event = _most(one.event for one in statements)
    place = _most((one.place for one in statements), sep="; ")
    when = (
        f" in {event}" if YEAR.fullmatch(event) else f" ({event})" if event and not YEAR.search(event) else ""
    )
    new = place and not set(stems(place)) & set(stems(name))
    return f"{f' in {place}' if new else ''}{when}"


def _most(values: Iterable[str], *, sep: str = "") -> str:
    """Return what more than half of the statements say; empty if they do not."""
    told = [value.split(sep)[0] if sep else value for value in values]
    best = _commonest(told)
    return best if best and told.count(best) > MOST * len(told) else ""


def _cut(name: str) -> str:
    return LOOSE_END.sub("", " ".join(name.split()[:WORDS]))


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], len(value), value), default="")


def tell_apart(names: Sequence[str], statements: Sequence[Sequence[Statement]]) -> list[str]:
    """Return the names with the first value added wherever two claims would have the same.

    Examples
    --------
    >>> tell_apart(["the dead", "the lost"], [[], []])
    ['the dead', 'the lost']
    """
    many = {name for name, count in Counter(names).items() if count > 1}
    return [
        f"{name} ({in_words(group[0])})" if name in many else name
        for name, group in zip(names, statements, strict=True)
    ]
