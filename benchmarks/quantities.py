"""Export our quantities of single sentences in the form in which quantity benchmarks score them.

    python benchmarks/quantities.py SENTENCES.jsonl PREDICTIONS.jsonl

SENTENCES holds ``{"id", "text"}`` a line; whatever else a line holds is not read. The benchmarks have habits of their
own, which are translated here and nowhere else: a count's unit is the counted noun in its dictionary form, its
concept is what the sentence says it of; a concept is a list of words without articles; "one" counts, also as a
pronoun before "of"; two ends of "from 5 to 10" are a range; a noun of change ("a 5 % drop") marks no change.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from workbench.figures.concepts import add_concepts
from workbench.figures.tree import NOMINAL, Phrase, Scene, Tree, phrase_from, phrase_of, with_of
from workbench.grammar import parse
from workbench.lexicon.reading import rows as table
from workbench.lexicon.units import units
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantities import quantities_of
from workbench.numbers.quantity import Quantity
from workbench.numbers.vocabulary import vague_preset

CHANGE = {"more_than": ">", "at_least": ">", "less_than": "<", "at_most": "<", "about": "~", "nearly": "~"}


def unit_names() -> dict[str, str]:
    names = {unit.unit: unit.name for unit in units()}
    for row in table("currencies"):
        names[row["unit"]] = row["names"].split("|")[0]
    names.update({"USD": "dollar", "s": "second", "min": "minute"})
    return names


NAMES = unit_names()


def unit_name(unit: str) -> str:
    return NAMES.get(unit, unit)


def origin_unit(scene: Scene, place: int) -> str:
    tokens, quantity, tree = scene.tokens, scene.quantities[place], scene.tree
    if quantity.unit == "penny" and tokens.low[quantity.last - 1] == "p":
        return "point"
    if quantity.kind == "age":
        return f"{unit_name(quantity.unit)} of age"
    if quantity.kind in ("count", "score", "share") and not quantity.unit and not quantity.counted:
        return ""
    if quantity.kind in ("count", "score", "share") and not quantity.unit:
        phrase = quantity.noun
        last = phrase and (phrase.first if quantity.inner else phrase.head)
        name = noun_lemmas(tree.slice(phrase.first, last) if phrase else quantity.concept, tree)
    else:
        name = unit_name(quantity.unit)
    return f"{name} per {unit_name(quantity.rate)}" if quantity.rate and name else name


def noun_lemmas(concept: str, tree: Tree) -> str:
    lemmas = {word.text: word.lemma for word in tree.words}
    words = [lemmas.get(word, word).lower() for word in re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", concept)]
    return " ".join(word for word in words if word not in STOP)


STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "in",
        "on",
        "to",
        "for",
        "from",
        "by",
        "at",
        "across",
        "with",
        "its",
        "their",
        "his",
        "her",
        "'s",
        "s",
    ]
)
ADDING = frozenset(
    ["of", "in", "for", "across", "from", "with", "among", "on", "at"]
)  # prepositions that add to a noun


def concept_words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+(?:[-&./'][^\W_]+)*", text.lower())
    return [word.removesuffix("'s") for word in found if word not in STOP]


def origin_concept(scene: Scene, place: int) -> list[str]:
    """Return the words that the origin names: a count's or duration's subject, else what is measured and by whom."""
    tree, quantity, own = scene.tree, scene.quantities[place], scene.spans[place]
    phrase = quantity.noun
    if quantity.kind in ("count", "score", "share") and quantity.counted and not quantity.unit:
        if phrase is None:
            return []
        if quantity.value == 1 and tree.lower(own[-1] + 1) == "of":
            return []
        if quantity.inner:
            return whole_phrase(scene, phrase)[1:]
        if phrase.last > phrase.head and tree.lower(phrase.head + 1) == "of":
            return concept_words(tree.slice(phrase.head + 2, phrase.last))
        counted = range(phrase.first, phrase.last + 1)
        return whole_phrase(scene, subject_above(tree, counted, acts=True))
    if quantity.kind == "duration":
        return whole_phrase(scene, subject_above(tree, own))
    words = whole_phrase(scene, phrase) or concept_words(quantity.concept)
    if not own:
        return words
    if quantity.kind == "percent" and tree.lower(own[-1] + 1) == "of":
        return words
    changes = quantity.by or quantity.verb is not None
    subject = whole_phrase(scene, subject_above(tree, own)) if quantity.counted or not changes else []
    return list(dict.fromkeys([*qualifiers_before(tree, own, phrase), *words, *subject]))


def qualifiers_before(tree: Tree, own: range, phrase: Phrase | None) -> list[str]:
    """Return the adjectives of a noun that stand before its figure: "the iconic 40-acre estate"."""
    begin = own[0]
    while (
        phrase
        and tree.upos(begin - 1) == "ADJ"
        and tree.word(begin - 1).head in range(phrase.first, phrase.last + 1)
    ):
        begin -= 1
    return concept_words(tree.slice(begin, own[0] - 1)) if begin < own[0] else []


def whole_phrase(scene: Scene, phrase: Phrase | None) -> list[str]:
    """Return the words of a noun phrase with what "of", "in", "for" … add to it, without figures and times."""
    if phrase is None:
        return []
    tree, last = scene.tree, phrase.last
    while tree.upos(last + 1) == "ADP" and tree.lower(last + 1) in ADDING:
        added = phrase_from(tree, last + 2, scene.covered)
        if added is None or last + 2 in scene.covered or tree.is_temporal(added.head):
            break
        if tree.relation(added.head) != "nmod":
            break
        last = with_of(tree, added).last
    words = (
        " " * (tree.word(number).start > tree.word(number - 1).end if number > 1 else 0)
        + tree.word(number).text
        for number in range(phrase.first, last + 1)
        if number not in scene.covered
    )
    return owner_words(tree, phrase.first) + concept_words("".join(words))


def owner_words(tree: Tree, first: int) -> list[str]:
    """Return the words of whose it is: "London's index"."""
    if tree.lower(first - 1) not in ("'s", "’s") or tree.upos(first - 2) not in NOMINAL:
        return []
    begin = first - 2
    while tree.upos(begin - 1) in NOMINAL and not tree.is_temporal(begin - 1):
        begin -= 1
    return [] if tree.is_temporal(first - 2) else concept_words(tree.slice(begin, first - 2))


def subject_above(tree: Tree, own: range, *, acts: bool = False) -> Phrase | None:
    """Return the nearest subject above; with ``acts`` none above a subject, which acts itself."""
    number = tree.top(own)
    for _ in range(8):
        if not number or (acts and tree.relation(number) == "nsubj"):
            return None
        found = subject_of(tree, number, own)
        if found:
            return found
        number = tree.word(number).head
    return None


def subject_of(tree: Tree, verb: int, own: range) -> Phrase | None:
    """Return the noun phrase that is a verb's subject, or what its relative pronoun stands for."""
    subjects = [kid for kid in tree.children[verb] if tree.relation(kid) == "nsubj"]
    if not subjects:
        return None
    subject = max((kid for kid in subjects if kid < verb), default=subjects[0])
    if subject in own:
        return None
    if tree.upos(subject) == "PRON":
        above = tree.word(verb).head
        return phrase_of(tree, above) if tree.relation(verb) == "acl" and above else None
    phrase = phrase_of(tree, subject)
    return with_of(tree, phrase, own) if phrase and not tree.is_temporal(subject) else None


def origin_value(quantity: Quantity) -> float | list[float]:
    low, high = quantity.low, quantity.high
    if quantity.modifier == "vague" and low is not None and high is not None:
        return [low, high + 1]
    if quantity.modifier == "range" and low is not None and high is not None:
        return [low, high]
    return quantity.value


def origin_change(quantity: Quantity) -> str:
    bound = CHANGE.get(quantity.modifier, "=")
    if quantity.change and quantity.by in ("verb", "sign") and bound in ("=", "~"):
        return quantity.change
    return bound


def is_counted(quantity: Quantity) -> bool:
    """Whether the origin counts it as a quantity: no "several", no bare score."""
    few = quantity.modifier == "vague" and (quantity.high or 0) < 10
    return not few and (quantity.kind != "score" or quantity.counted)


def record(scene: Scene, place: int) -> dict:
    quantity = scene.quantities[place]
    return {
        "value": origin_value(quantity),
        "unit": origin_unit(scene, place),
        "change": origin_change(quantity),
        "concept": origin_concept(scene, place),
        "span": [quantity.start, quantity.end],
    }


def export(row: dict, tokens: Tokens, quantities: list[Quantity], tree: Tree) -> dict:
    add_concepts(tokens, tree, quantities)
    scene = Scene(tokens, tree, quantities)
    records: list[dict] = []
    for place, quantity in enumerate(quantities):
        if not is_counted(quantity):
            continue
        records.append(record(scene, place))
        if quantity.partner == place - 1 and len(records) > 1:
            end = records.pop()
            ends = sorted((quantities[place - 1].value, quantity.value))
            records[-1] |= {"value": ends, "unit": end["unit"] or records[-1]["unit"], "change": "="}
    return {"id": row["id"], "quantities": records}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("predictions", type=Path)
    arguments = parser.parse_args()
    lines = arguments.sentences.read_text(encoding="utf-8").splitlines()
    rows = [{key: row[key] for key in ("id", "text")} for row in map(json.loads, filter(None, lines))]
    vague = vague_preset()
    trees = parse([row["text"] for row in rows])
    with arguments.predictions.open("w", encoding="utf-8") as handle:
        for row, words in zip(rows, trees, strict=True):
            tokens = Tokens(row["text"])
            found = quantities_of(tokens, vague, every_one=True)
            handle.write(json.dumps(export(row, tokens, found, Tree(row["text"], words))) + "\n")


if __name__ == "__main__":
    main()
