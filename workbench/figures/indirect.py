"""What a figure counts that has no noun of its own: what another figure counts, or what is understood."""

from __future__ import annotations

from workbench.figures.phrases import Phrase, phrase_of, text_of
from workbench.figures.quantity import Quantity
from workbench.figures.scene import Scene
from workbench.figures.tree import NOMINAL
from workbench.figures.vocabulary import word_list
from workbench.lexicon.people import are_people

# How many words may name who was fined before the amount follows.
FINED_REACH = 5


def share_from_next(scene: Scene, place: int) -> None:
    """Let a number of a list have the noun that stands once behind it: "four-, five- and six-cylinder"."""
    own, following = scene.quantities[place], scene.quantities[place + 1]
    if scene.tokens.at(own.phrase - 1) in ("to", "at"):
        return
    if (
        not own.counted
        and following.counted
        and _alike(own, following)
        and _only_filler(scene, own, following)
    ):
        _inherit(own, following)


def share_from_whole(scene: Scene, place: int) -> None:
    """Let a part have the noun of the whole that follows it: "6 of his team-high 11 rebounds"."""
    own = scene.quantities[place]
    if own.whole is not None and own.whole > place and scene.quantities[own.whole].counted:
        _inherit(own, scene.quantities[own.whole])


def named_by(scene: Scene, place: int) -> bool:
    """Let a figure have what another one says that it counts; say whether one does."""
    relative = scene.tokens.at(scene.quantities[place].last + 1) in ("whom", "which")
    other = None if relative else _named_by(scene, place)
    if other is not None:
        _inherit(scene.quantities[place], other)
    return other is not None


def add_understood(scene: Scene, place: int) -> bool:
    """Write what the words beside a figure leave no doubt of: a mother of three, a fine, those who crossed."""
    own = scene.quantities[place]
    relative = scene.tokens.at(own.last + 1) in ("whom", "which")
    phrase = _antecedent(scene, own) if relative else None
    own.concept, own.noun = text_of(scene.tree, phrase) or _family(scene, own) or _fined(scene, own), phrase
    own.counted = bool(own.concept)
    own.route = "understood" if own.concept else own.route
    return own.counted


def _fined(scene: Scene, own: Quantity) -> str:
    """Return "fine" for what somebody was fined."""
    tree, number = scene.tree, scene.word(own.phrase) - 1
    for _ in range(FINED_REACH):
        if tree.upos(number) not in ("NOUN", "PROPN", "DET", "ADJ"):
            break
        number -= 1
    return "fine" if own.kind == "money" and tree.lower(number) in word_list("fines") else ""


def _family(scene: Scene, own: Quantity) -> str:
    """Return whom "a mother of three" has; the empty string where no parent stands before the number."""
    tokens = scene.tokens
    if own.kind != "count" or tokens.at(own.phrase - 1) != "of":
        return ""
    kin = tokens.at(own.phrase - 2)
    return (
        "children"
        if kin in word_list("parent")
        else "grandchildren"
        if kin in word_list("grandparent")
        else ""
    )


def _inherit(own: Quantity, other: Quantity) -> None:
    own.concept, own.noun, own.counted = _several(other.concept), other.noun, other.counted
    own.inner, own.second, own.share = other.inner, other.second, other.share
    own.route = "chosen" if other.route == "chosen" else "shared"


def _several(concept: str) -> str:
    """Return the noun as it is read for more than one: of a figure that shares "one person"."""
    return "people" if concept == "person" else concept


def _named_by(scene: Scene, place: int) -> Quantity | None:
    """Return the figure that says what this one counts: the whole that it is a part of, or the one it restates."""
    own, tokens = scene.quantities[place], scene.tokens
    if own.whole is not None and own.whole < place:
        return scene.quantities[own.whole]
    if own.same is not None and scene.quantities[own.same].concept:
        return scene.quantities[own.same]
    if own.kind != "count" and tokens.at(own.last) in ("each", "apiece"):
        return scene.earlier_count(place)
    return None


def _alike(a: Quantity, b: Quantity) -> bool:
    return a.kind == b.kind and a.unit == b.unit


def _only_filler(scene: Scene, a: Quantity, b: Quantity) -> bool:
    """Whether nothing but commas and words of a list stand between two figures."""
    between = scene.tokens.low[a.last : b.phrase]
    return len(between) <= 4 and all(word in word_list("list filler") for word in between)


def _antecedent(scene: Scene, own: Quantity) -> Phrase | None:
    """Return what "whom" or "which" stands for: "forces, several hundred of whom crossed"."""
    tree = scene.tree
    if scene.tokens.at(own.last) != "of":
        return None
    number = scene.word(own.phrase) - 1
    while number > 1 and tree.upos(number) not in NOMINAL:
        number -= 1
    return phrase_of(tree, number) if number else None


def is_people(concept: str) -> bool:
    """Whether a noun phrase names people, by its first noun: "border guards", "executives of the bank"."""
    head = concept.lower().partition(" of ")[0].rpartition(" ")[2]
    return head in word_list("people") or head.removesuffix("s") in word_list("person") or are_people(head)
