"""What a figure counts or measures: the noun phrase, read from tags and tree.

In this order: what stands with the number itself (:mod:`direct`); what another figure of the same list counts; what
the sentence says the figure of (:mod:`indirect`); what the text counted last.
"""

from __future__ import annotations

from workbench.figures.direct import add_direct
from workbench.figures.indirect import add_indirect, share_from_next, share_from_whole
from workbench.figures.lexing import Tokens
from workbench.figures.pronouns import Topic
from workbench.figures.quantity import Quantity
from workbench.figures.scene import Scene
from workbench.figures.tree import Tree


def add_concepts(
    tokens: Tokens,
    tree: Tree,
    quantities: list[Quantity],
    earlier: str = "",
    topic: Topic | None = None,
) -> None:
    """Write the concept of each figure of a sentence.

    ``earlier`` is what the text counted last before it, ``topic`` what the sentence before was about.
    """
    if not len(tree):
        return
    scene = Scene(tokens, tree, quantities)
    for place in range(len(quantities)):
        add_direct(scene, place)
    for place in reversed(range(len(quantities) - 1)):
        share_from_whole(scene, place)
        share_from_next(scene, place)
    for place, quantity in enumerate(quantities):
        if not quantity.counted:
            add_indirect(scene, place, earlier, topic)
    for quantity in quantities:
        if not quantity.concept and quantity.whole is not None:
            quantity.concept = quantities[quantity.whole].concept
