"""What money is for where its noun is left out: what it buys, what it goes to, what a fine is called."""

from __future__ import annotations

from workbench.figures.phrases import Phrase, past_bracket, phrase_from, phrase_of, with_of
from workbench.figures.quantity import Quantity
from workbench.figures.scene import Scene
from workbench.figures.tree import NOMINAL
from workbench.figures.vocabulary import word_list

# How many words before its price the verb of a purchase may stand.
REACH = 40


def bought_or_fined(scene: Scene, place: int) -> Phrase | None:
    """Return what an amount of money that is no change is paid, raised or given for; none if nothing says so."""
    own = scene.quantities[place]
    if own.kind != "money" or own.change or own.verb is not None or not scene.spans[place]:
        return None
    return _bought(scene, own) or _spent_on(scene, place) or _meant_for(scene, place)


def _bought(scene: Scene, own: Quantity) -> Phrase | None:
    """Return what changes hands: "agreed to buy the mill, one of the oldest in the county, for $3 million"."""
    tree, number = scene.tree, scene.word(own.phrase) - 1
    if tree.lower(number) != "for":
        return None
    farthest = max(1, number - REACH)
    while number > farthest and not (tree.upos(number) == "VERB" and tree.lower(number) in word_list("buys")):
        number -= 1
    thing = tree.child(number, "obj") if tree.lower(number) in word_list("buys") else 0
    if not thing or thing in scene.covered or tree.upos(thing) not in NOMINAL:
        return None
    phrase = phrase_of(tree, thing, scene.covered)
    return with_of(tree, phrase) if phrase else None


def _spent_on(scene: Scene, place: int) -> Phrase | None:
    """Return what money goes to or comes from: "spent $40 million on roads", "$3m (£2.4m) from its fund"."""
    own, tree = scene.quantities[place], scene.tree
    before = scene.word(own.phrase) - 1
    payer = tree.upos(before) in NOMINAL and tree.relation(before) in ("obj", "iobj")
    if before < 1 or (tree.upos(before) in (*NOMINAL, "AUX", "PUNCT") and not payer):
        return None
    behind = past_bracket(tree, scene.spans[place], scene.covered)
    source = tree.lower(behind) == "from" and tree.upos(behind + 1) != "PRON"
    if tree.lower(behind) not in word_list("spent on") or source:
        return None  # "released $3m from its fund", but no donor: "wants $3m from ministers"
    begin = behind + 1
    while begin in scene.covered:
        begin += 1
    phrase = phrase_from(tree, begin, scene.covered)
    if phrase is None or tree.upos(phrase.head) == "PROPN" or tree.is_temporal(phrase.head):
        return None
    return with_of(tree, phrase)


def _meant_for(scene: Scene, place: int) -> Phrase | None:
    """Return what is done with the money: "agreed to pay $4 million to settle charges"."""
    tree, behind = scene.tree, past_bracket(scene.tree, scene.spans[place], scene.covered)
    if tree.lower(behind) != "to" or tree.upos(behind + 1) != "VERB":
        return None
    phrase = phrase_from(tree, behind + 2, scene.covered)
    if phrase is None or phrase.first > behind + 5 or tree.is_temporal(phrase.head):
        return None
    return with_of(tree, phrase)
