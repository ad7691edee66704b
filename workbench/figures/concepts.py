"""What a figure counts or measures: the noun phrase, read from tags and tree.

In this order: what stands with the number itself (:mod:`direct`); what another figure of the same list counts
(:mod:`indirect`); the most probable of what else the sentence and the text before it offer (:mod:`chooser`).
"""

from __future__ import annotations

from workbench.figures import chooser
from workbench.figures.candidates import NOTHING, Memory
from workbench.figures.direct import add_direct
from workbench.figures.indirect import add_understood, named_by, share_from_next, share_from_whole
from workbench.figures.lexing import Tokens
from workbench.figures.pronouns import topic_of
from workbench.figures.quantity import Quantity
from workbench.figures.scene import Scene
from workbench.figures.tree import Tree


def add_concepts(tokens: Tokens, tree: Tree, quantities: list[Quantity], memory: Memory = NOTHING) -> None:
    """Write the concept of each figure of a sentence; ``memory`` is what the text before leaves to it."""
    if not len(tree):
        return
    scene = Scene(tokens, tree, quantities)
    for place in range(len(quantities)):
        add_direct(scene, place)
    for place in reversed(range(len(quantities) - 1)):
        share_from_whole(scene, place)
        share_from_next(scene, place)
    for place, quantity in enumerate(quantities):
        if quantity.counted:
            quantity.route = quantity.route if quantity.route != "none" else "beside"
        elif not named_by(scene, place) and not add_understood(scene, place):
            _choose(scene, place, memory)
    for quantity in quantities:
        if not quantity.concept and quantity.whole is not None:
            quantity.concept, quantity.route = quantities[quantity.whole].concept, "shared"


def _choose(scene: Scene, place: int, memory: Memory) -> None:
    """Write the most probable concept of a figure, how probable it is, and the reading that comes next."""
    own, choice = scene.quantities[place], chooser.choose(scene, place, memory)
    if choice:
        own.concept, own.noun, own.route = choice.concept, choice.noun, "chosen"
        own.share, own.second = choice.confidence, choice.second


def remember(memory: Memory, tree: Tree, quantities: list[Quantity]) -> Memory:
    """Return what a sentence leaves to the one behind it, and what was left to it before."""
    named = [q for q in quantities if q.kind == "count" and q.concept]
    counts = {**memory.counts, **{q.value: q.concept for q in named if q.counted}} if named else memory.counts
    return Memory(named[0].concept if named else "", topic_of(tree, memory.topic), counts)
