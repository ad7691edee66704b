"""What a figure counts or measures: the noun phrase, read from tags and tree.

In this order: what stands right behind the number or behind its "of"; the noun that the figure itself modifies; the
noun that "of" or "at" hangs the figure on; what the verb says it of; what an earlier figure of the list counts.
"""

from __future__ import annotations

from workbench.figures.lexing import Tokens
from workbench.figures.phrases import Phrase, phrase_from, phrase_of, text_of, with_of
from workbench.figures.quantity import Quantity
from workbench.figures.tree import NOMINAL, Tree
from workbench.figures.vocabulary import word_list


def add_concepts(tokens: Tokens, tree: Tree, quantities: list[Quantity], earlier: str = "") -> None:
    """Write the concept of each figure of a sentence; ``earlier`` is what the text counted last before it."""
    for place, quantity in enumerate(quantities):
        if not len(tree):
            return
        phrase = find_concept(tokens, tree, quantity)
        quantity.concept = text_of(tree, phrase)
        if not quantity.concept:
            quantity.concept = _inherited(tokens, tree, quantities, place) or earlier


def find_concept(tokens: Tokens, tree: Tree, quantity: Quantity) -> Phrase | None:
    """Return the noun phrase that a figure counts or measures, or nothing if its sentence holds none."""
    own = tree.between(tokens.start[quantity.first], tokens.end[quantity.last - 1])
    if not own:
        return None
    if quantity.kind == "duration" and not quantity.change:
        return Phrase(own[-1], own[-1], own[-1])
    if quantity.kind == "count":
        return _counted(tree, quantity, own) or _measured(tree, own, count=True)
    if quantity.kind == "age":
        return _aged(tree, own)
    return _behind_of(tree, own) or _modified(tree, quantity, own) or _measured(tree, own)


def _counted(tree: Tree, quantity: Quantity, own: range) -> Phrase | None:
    begin = own[-1] + 1
    if tree.lower(begin) in ("-", "–", "‑"):
        begin += 1
    if tree.lower(begin) == "more":
        begin += 1
    if tree.lower(begin) == "out" and tree.lower(begin + 1) == "of":
        begin += 1
    if tree.lower(begin) == "of":
        begin += 1
        if tree.upos(begin) == "PRON" and tree.lower(begin) in ("them", "these", "those", "whom", "which"):
            return None
    phrase = phrase_from(tree, begin)
    return with_of(tree, phrase) if phrase else None


def _behind_of(tree: Tree, own: range) -> Phrase | None:
    if tree.lower(own[-1] + 1) not in ("of", "in") or tree.is_temporal(own[-1] + 2):
        return None
    if tree.lower(own[-1] + 1) == "in":
        return None
    phrase = phrase_from(tree, own[-1] + 2)
    return with_of(tree, phrase) if phrase and not tree.is_temporal(phrase.head) else None


def _modified(tree: Tree, quantity: Quantity, own: range) -> Phrase | None:
    """Return the noun that the amount stands before: "a $150,000 contract", "the 6.1-inch display"."""
    top = tree.top(own)
    head = tree.word(top).head
    begin = own[-1] + 1
    if tree.lower(begin) in ("-", "–"):
        begin += 1
    if tree.upos(begin) not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") or tree.is_temporal(begin):
        return None
    phrase = phrase_from(tree, begin)
    if phrase is None or tree.is_temporal(phrase.head):
        return None
    if head > own[-1] and head in range(phrase.first, phrase.last + 1):
        return with_of(tree, phrase)
    return with_of(tree, phrase) if tree.upos(begin) in NOMINAL and quantity.kind != "percent" else None


def _aged(tree: Tree, own: range) -> Phrase | None:
    begin = own[-1] + 1
    phrase = phrase_from(tree, begin) if tree.upos(begin) in ("NOUN", "PROPN", "ADJ") else None
    return phrase or _measured(tree, own)


def _measured(tree: Tree, own: range, *, count: bool = False) -> Phrase | None:
    """Climb from the figure to what it is said of: a noun it hangs on, or the subject or object of its verb."""
    number = tree.top(own)
    for _ in range(8):
        head = tree.word(number).head
        if not head or head in own:
            break
        listed = count and tree.relation(number) in ("conj", "parataxis", "list")
        if _names_thing(tree, head) and not listed:
            phrase = phrase_of(tree, head)
            return with_of(tree, phrase) if phrase else None
        subject = subject_of(tree, head, own)
        if subject:
            return subject
        number = head
    return subject_of(tree, number, own)


def _names_thing(tree: Tree, number: int) -> bool:
    """Whether a word names something that can be counted or measured: no time, no "total", "average", "number"."""
    return (
        tree.upos(number) in NOMINAL
        and not tree.is_temporal(number)
        and tree.lower(number) not in word_list("amount")
    )


def subject_of(tree: Tree, verb: int, own: range) -> Phrase | None:
    """Return the noun phrase that is a verb's subject, or what its relative pronoun stands for."""
    subject = tree.child(verb, "nsubj")
    if not subject or subject in own:
        return None
    if tree.upos(subject) == "PRON":
        if tree.relation(verb) == "acl" and tree.word(verb).head:
            return phrase_of(tree, tree.word(verb).head)
        return None
    phrase = phrase_of(tree, subject)
    return with_of(tree, phrase) if phrase and not tree.is_temporal(subject) else None


def _inherited(tokens: Tokens, tree: Tree, quantities: list[Quantity], place: int) -> str:
    """Return what an earlier figure of the sentence counts, for one whose noun is left out."""
    own = quantities[place]
    if own.same is not None:
        return quantities[own.same].concept
    for other in reversed(quantities[:place]):
        if other.kind == own.kind and other.concept:
            return other.concept
    following = tokens.at(own.last)
    before = tokens.at(own.phrase - 1)
    if own.kind == "count" and (following in word_list("casualty") or before in word_list("casualty")):
        return "people"
    return ""
