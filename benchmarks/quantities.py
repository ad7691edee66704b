"""Export our quantities of single sentences in the form in which quantity benchmarks score them.

    python benchmarks/quantities.py SENTENCES.jsonl PREDICTIONS.jsonl [--style newsquant|rtext]

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
from workbench.figures.indirect import subject_of
from workbench.figures.lexing import Tokens
from workbench.figures.phrases import Phrase, text_of
from workbench.figures.quantities import quantities_of
from workbench.figures.quantity import Quantity
from workbench.figures.tree import Tree
from workbench.figures.vocabulary import read_rows, vague_preset, word_list
from workbench.grammar import parse

CHANGE = {"more_than": ">", "at_least": ">", "less_than": "<", "at_most": "<", "about": "~", "nearly": "~"}


def unit_names() -> dict[str, str]:
    names = {row["unit"]: row["name"] for row in read_rows("units.csv")}
    for row in read_rows("currencies.csv"):
        names[row["unit"]] = row["names"].split("|")[0]
    names.update({"USD": "dollar", "s": "second", "min": "minute"})
    return names


NAMES = unit_names()


def unit_name(unit: str) -> str:
    return NAMES.get(unit, unit)


def origin_unit(quantity: Quantity, tree: Tree) -> str:
    if quantity.kind == "age":
        return f"{unit_name(quantity.unit)} of age"
    if quantity.kind in ("count", "score", "share") and not quantity.unit and not quantity.counted:
        return ""
    if quantity.kind in ("count", "score", "share") and not quantity.unit:
        phrase = quantity.noun
        name = noun_lemmas(tree.slice(phrase.first, phrase.head) if phrase else quantity.concept, tree)
    else:
        name = unit_name(quantity.unit)
    return f"{name} per {unit_name(quantity.rate)}" if quantity.rate and name else name


def noun_lemmas(concept: str, tree: Tree) -> str:
    lemmas = {word.text: word.lemma for word in tree.words}
    words = [lemmas.get(word, word).lower() for word in re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", concept)]
    return " ".join(word for word in words if word not in STOP)


STOP = word_list("not a concept word")


def concept_words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+(?:[-&./'][^\W_]+)*", text.lower())
    return [word.removesuffix("'s") for word in found if word not in STOP]


def origin_concept(tokens: Tokens, quantity: Quantity, tree: Tree) -> str:
    """Return what a count or a duration is said of: the "of" behind its noun, else the subject of its verb."""
    phrase = quantity.noun
    if quantity.kind in ("count", "score", "share") and quantity.counted and not quantity.unit:
        if phrase is None:
            return ""
        if phrase.last > phrase.head and tree.lower(phrase.head + 1) == "of":
            return tree.slice(phrase.head + 2, phrase.last)
        return text_of(tree, subject_above(tree, range(phrase.first, phrase.last + 1)))
    if quantity.kind == "duration":
        own = tree.between(tokens.start[quantity.first], tokens.end[quantity.last - 1])
        return text_of(tree, subject_above(tree, own))
    return quantity.concept


def subject_above(tree: Tree, own: range) -> Phrase | None:
    number = tree.top(own)
    for _ in range(8):
        number = tree.word(number).head if number else 0
        if not number:
            return None
        found = subject_of(tree, number, own)
        if found:
            return found
    return None


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


def export(row: dict, tokens: Tokens, quantities: list[Quantity], tree: Tree) -> dict:
    add_concepts(tokens, tree, quantities)
    out = []
    for quantity in quantities:
        concept = origin_concept(tokens, quantity, tree)
        out.append(
            {
                "value": origin_value(quantity),
                "unit": origin_unit(quantity, tree),
                "change": origin_change(quantity),
                "concept": concept_words(concept),
                "span": [quantity.start, quantity.end],
            }
        )
    return {"id": row["id"], "quantities": out}


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
            found = quantities_of(tokens, vague)
            handle.write(json.dumps(export(row, tokens, found, Tree(row["text"], words))) + "\n")


if __name__ == "__main__":
    main()
