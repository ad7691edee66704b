"""What a figure counts that has no noun of its own: what another figure counts, or what it is said of."""

from __future__ import annotations

from workbench.figures.phrases import HYPHENS, Phrase, phrase_of, text_of
from workbench.figures.quantity import Quantity
from workbench.figures.said_of import add_said_of, names_thing
from workbench.figures.scene import Scene
from workbench.figures.tree import NOMINAL
from workbench.figures.vocabulary import word_list

# How many tokens from the beginning the whole stands in "Of the province's 27 districts, rebels took 16".
PARTITIVE_REACH = 8


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


def add_indirect(scene: Scene, place: int, earlier: str) -> None:
    """Write the concept of a figure that has no noun of its own; ``earlier`` is what the text counted last."""
    own = scene.quantities[place]
    relative = scene.tokens.at(own.last + 1) in ("whom", "which")
    other = None if relative else _named_by(scene, place)
    if other is not None:
        _inherit(own, other)
        return
    if (family := _family(scene, own)) != "":
        own.concept, own.counted = family, True
        return
    phrase = _antecedent(scene, own) if relative else None
    if phrase is not None:
        own.concept, own.noun, own.counted = text_of(scene.tree, phrase), phrase, True
        return
    own.concept = _of_casualties(scene, place) or _of_age(scene, own) or _of_them(scene, own)
    if own.concept:
        own.counted = True
        return
    add_said_of(scene, place)
    own.concept = own.concept or _elided(scene, place) or (earlier if own.kind == "count" else "")
    if not own.concept and (own.modifier == "vague" or scene.tokens.at(own.last + 1) in ("those", "them")):
        own.concept = "people"


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
    own.inner = other.inner


def _several(concept: str) -> str:
    """Return the noun as it is read for more than one: of a figure that shares "one person"."""
    return "people" if concept == "person" else concept


def _named_by(scene: Scene, place: int) -> Quantity | None:
    """Return the figure that says what this one counts: the one it restates, or another of its list."""
    own, tokens = scene.quantities[place], scene.tokens
    if own.whole is not None and own.whole < place and not _is_named_by_predicate(scene, place):
        return scene.quantities[own.whole]
    if own.same is not None and scene.quantities[own.same].concept:
        return scene.quantities[own.same]
    kinds: tuple[str, ...] = ()
    if _is_compared(scene, own):
        return next((q for q in scene.before(place) if _alike(own, q) and q.concept), None)
    if tokens.at(own.last) == "of" and tokens.at(own.last + 1) in word_list("pronoun of count"):
        kinds = ("count", "share")
    elif tokens.at(own.phrase - 1) == "which" and tokens.at(own.phrase - 2) == "of":
        kinds = (own.kind,)
    if _takes_part(scene, place):
        return scene.earlier_count(place)
    if kinds:
        return next((q for q in scene.before(place) if q.kind in kinds and q.concept), None)
    return _listed(scene, place)


def _is_named_by_predicate(scene: Scene, place: int) -> bool:
    """Whether the sentence says what they were: "of the 67 passengers, 40 were tourists"."""
    tree, span = scene.tree, scene.spans[place]
    top = tree.top(span) if span else 0
    return bool(top) and tree.relation(top) == "nsubj" and names_thing(tree, tree.word(top).head)


def _takes_part(scene: Scene, place: int) -> bool:
    """Whether a bare number is some of what "of" counts at the beginning, or the object of a verb that is repeated.

    "Of the 27 districts, rebels took 16"; "the defence called six witnesses; the state called 47".
    """
    own, tree, span = scene.quantities[place], scene.tree, scene.spans[place]
    if own.kind != "count" or not span or tree.relation(tree.top(span)) not in ("obj", "nsubj", "nsubj:pass"):
        return False
    other = scene.earlier_count(place)
    if other is None or other.noun is None:
        return False
    if tree.lower(1) == "of" and other.phrase <= PARTITIVE_REACH:
        return True
    verb, before = (tree.word(number).head for number in (tree.top(span), other.noun.head))
    return bool(verb and before) and verb != before and tree.lower(verb) == tree.lower(before)


def _is_compared(scene: Scene, own: Quantity) -> bool:
    """Whether the figure is set beside an earlier one: "up from 62", "against 35.9 percent", "120,000 more than"."""
    tokens, before = scene.tokens, scene.tokens.at(own.phrase - 1)
    if tokens.at(own.last) in ("more", "fewer") and tokens.at(own.last + 1) in ("than", ",", "."):
        return True
    if before == "from":
        return tokens.at(own.phrase - 2) in ("up", "down", "compared") or own.partner is not None
    return before in ("against", "versus") or (
        before in ("with", "to") and tokens.at(own.phrase - 2) == "compared"
    )


def _listed(scene: Scene, place: int) -> Quantity | None:
    """Return the figure before this one whose noun it shares: "1,037 troops … and another 94"."""
    own, tokens = scene.quantities[place], scene.tokens
    before = scene.quantities[place - 1] if place else None
    if before and before.concept and _alike(own, before) and _only_filler(scene, before, own):
        return before
    if own.kind != "count" or tokens.at(own.last) in word_list("casualty"):
        return None
    if tokens.at(own.phrase - 1) == "to" and tokens.at(own.phrase - 2) in word_list("running total"):
        return None
    if tokens.at(own.phrase - 1) in word_list("before elided") or tokens.at(own.first - 1) == "another":
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


def _of_casualties(scene: Scene, place: int) -> str:
    """Return who was killed, hurt or held where only the number stands: "and 16 injured", "killing 12".

    Those whom an earlier figure of the sentence counts so ("killing two officers and wounding five"), else people.
    """
    own = scene.quantities[place]
    if own.kind != "count" or own.unit or not scene.is_casualty(own):
        return ""
    earlier = (q for q in scene.before(place) if q.kind == "count" and q.counted and not q.inner)
    return _several(next((q.concept for q in earlier if scene.is_casualty(q, reach=4)), "people"))


def _of_age(scene: Scene, own: Quantity) -> str:
    """Return "person" for "the 36-year-old" with no noun behind it."""
    old = scene.tokens.low[own.last - 1].startswith("old") and scene.tokens.at(own.last - 2) in HYPHENS
    return "person" if own.kind == "age" and old else ""


def _of_them(scene: Scene, own: Quantity) -> str:
    """Return "people" for "two of them" where no figure before says who they are."""
    of_them = scene.tokens.at(own.last) == "of" and scene.tokens.at(own.last + 1) in ("them", "us", "those")
    return "people" if own.kind == "count" and of_them else ""


def _elided(scene: Scene, place: int) -> str:
    kind = scene.quantities[place].kind
    return next((q.concept for q in scene.before(place) if q.kind == kind and q.concept), "")
