"""What a figure counts that has no noun of its own: what another figure counts, or what it is said of."""

from __future__ import annotations

from workbench.figures.phrases import HYPHENS, Phrase, phrase_of, text_of
from workbench.figures.pronouns import Topic, measured_pronoun, stands_for
from workbench.figures.quantity import Quantity
from workbench.figures.said_of import add_said_of, names_thing
from workbench.figures.scene import Scene
from workbench.figures.spending import bought_or_fined
from workbench.figures.tree import NOMINAL
from workbench.figures.vocabulary import word_list

# How many tokens from the beginning the whole stands in "Of the province's 27 districts, rebels took 16".
PARTITIVE_REACH = 8

# How many words before "two of them" the plural may stand that they are of.
NEAREST_PLURAL = 25


# What a pronoun may be said to measure; a bare count counts what is left out behind it.
OF_PRONOUNS = frozenset({"measure", "percent", "age", "money"})


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


def add_indirect(scene: Scene, place: int, earlier: str, topic: Topic | None = None) -> None:
    """Write the concept of a figure that has no noun of its own; ``earlier`` is what the text counted last."""
    own = scene.quantities[place]
    relative = scene.tokens.at(own.last + 1) in ("whom", "which")
    other = None if relative or bought_or_fined(scene, place) else _named_by(scene, place)
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
    own.concept = (
        _held(scene, place)
        or _of_casualties(scene, place, earlier)
        or _of_age(scene, own)
        or _of_them(scene, own, earlier)
        or _left_out(scene, place, earlier)
    )
    if own.concept:
        own.counted = True
        return
    pronoun = measured_pronoun(scene, place)
    meant = stands_for(scene, pronoun, topic) if pronoun else ""
    if pronoun and scene.tree.relation(pronoun) != "nsubj":
        own.concept = meant if _is_thing(meant) else earlier or meant
    if not own.concept:
        add_said_of(scene, place)
    own.concept = own.concept or (meant if own.kind in OF_PRONOUNS else "")
    own.concept = own.concept or _elided(scene, place) or (earlier if own.kind in ("count", "share") else "")
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
        others = (q for q in scene.before(place) if _alike(own, q) and q.concept)
        return next((q for q in others if tokens.at(q.phrase - 1) != "including"), None)
    if tokens.at(own.last) == "of" and tokens.at(own.last + 1) in word_list("pronoun of count"):
        kinds = ("count", "share")
    elif tokens.at(own.phrase - 1) == "which" and tokens.at(own.phrase - 2) == "of":
        kinds = (own.kind,)
    total = tokens.at(own.phrase - 1) in ("to", "at") and tokens.at(own.phrase - 2) in ("total", "figure")
    if (own.kind == "count" and total) or (own.kind != "count" and tokens.at(own.last) in ("each", "apiece")):
        return scene.earlier_count(place)
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
    hurt = before is not None and not before.counted and scene.is_casualty(own)
    if before and before.concept and _alike(own, before) and not hurt and _only_filler(scene, before, own):
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


def _of_casualties(scene: Scene, place: int, earlier: str) -> str:
    """Return who was killed, hurt or held where only the number stands: "and 16 injured", "killing 12".

    Those whom an earlier figure of the sentence counts so ("killing two officers and wounding five"), else people
    whom an earlier figure counts ("inquiries into 10 executives; three were arrested"), else people.
    """
    own = scene.quantities[place]
    if own.kind != "count" or own.unit or not scene.is_casualty(own):
        return ""
    counts = [q for q in scene.before(place) if q.kind == "count" and q.counted and not q.inner]
    hurt = next((q.concept for q in counts if _is_hurt(scene, q)), "")
    opens = scene.tokens.at(own.phrase - 1) in ("", ";")
    named = counts[0].concept if counts else earlier if own.phrase == 0 else ""
    return _several(hurt or (named if opens and is_people(named) else "") or "people")


def _is_thing(concept: str) -> bool:
    """Whether a noun phrase names what can be counted, and is no toll or total of it."""
    return bool(concept) and concept.lower().rpartition(" ")[2] not in word_list("running total")


def _held(scene: Scene, place: int) -> str:
    """Return "people" where a verb says that they are housed or left: "houses 7,500", "left 300 without power"."""
    own, tokens = scene.quantities[place], scene.tokens
    if own.kind not in ("count", "share") or own.unit:
        return ""
    before, behind = tokens.at(own.phrase - 1), tokens.at(own.last)
    left = before in word_list("leaves people") and behind in word_list("people are left")
    room = before == "for" and tokens.at(own.phrase - 2) in word_list("room for people")
    return "people" if left or room or before in word_list("holds people") else ""


def _is_hurt(scene: Scene, other: Quantity) -> bool:
    """Whether a figure's noun stands beside the word of harm: "killing two officers", "two officers were killed"."""
    tokens, words = scene.tokens, word_list("casualty")
    if tokens.at(other.phrase - 1) in words:
        return True
    end = scene.token(other.noun.last + 1) if other.noun else other.last
    behind = [tokens.at(end + step) for step in range(3)]
    return tokens.at(end) not in (",", ";", "(") and not words.isdisjoint(behind)


def is_people(concept: str) -> bool:
    """Whether a noun phrase names people, by its first noun's ending or a list: "border guards", "executives"."""
    head = concept.lower().partition(" of ")[0].rpartition(" ")[2]
    return head in word_list("people") or head.removesuffix("s") in word_list("person") or _does(head)


def _does(head: str) -> bool:
    """Whether a plural ends as those do who do something: "workers", "investors", "activists", "policemen"."""
    return head.endswith(tuple(word_list("ending of people")))


def _of_age(scene: Scene, own: Quantity) -> str:
    """Return "person" for "the 36-year-old" with no noun behind it."""
    old = scene.tokens.low[own.last - 1].startswith("old") and scene.tokens.at(own.last - 2) in HYPHENS
    return "person" if own.kind == "age" and old else ""


def _of_them(scene: Scene, own: Quantity, earlier: str) -> str:
    """Return what "two of them" are where no figure before says it: the last plural, else people."""
    of_them = scene.tokens.at(own.last) == "of" and scene.tokens.at(own.last + 1) in ("them", "us", "those")
    if own.kind != "count" or not of_them:
        return ""
    tree, number = scene.tree, scene.word(own.phrase) - 1
    farthest = max(0, number - NEAREST_PLURAL)
    while number > farthest and not (tree.upos(number) == "NOUN" and tree.lower(number).endswith("s")):
        number -= 1
    found = number > farthest and number not in scene.covered
    phrase = phrase_of(tree, number, scene.covered) if found else None
    return text_of(tree, phrase) or earlier or "people"


def _left_out(scene: Scene, place: int, earlier: str) -> str:
    """Return what a bare figure means that is itself subject or object: "and now has 83", "one in 20 was checked"."""
    own, tree, span = scene.quantities[place], scene.tree, scene.spans[place]
    if (
        not span
        or own.change
        or own.by
        or own.verb is not None
        or own.kind not in ("count", "share", "money")
    ):
        return ""
    verbs = {tree.lower(scene.word(own.phrase) - 1), tree.lower(tree.word(tree.top(span)).head)}
    if own.kind == "money" and not verbs.isdisjoint(word_list("fines")):
        return "fine"
    relation = tree.relation(tree.top(span))
    if _acts(scene, own, span):
        default = {"money": "money", "count": earlier or "people"}.get(own.kind, earlier)
        return _elided(scene, place) or default
    if relation == "obj" and own.kind == "count" and not own.unit:
        before = scene.earlier_count(place)
        return before.concept if before else earlier or ("people" if own.modifier == "vague" else "")
    return ""


def _acts(scene: Scene, own: Quantity, span: range) -> bool:
    """Whether a figure is the subject of a verb behind it, and no predicate: "$6bn passed through the accounts"."""
    tree, before = scene.tree, scene.word(own.phrase) - 1
    if tree.upos(before) in ("AUX", "ADP"):
        return False
    if own.kind == "money" and tree.lower(before) == "that":
        return True
    verb = tree.word(tree.top(span)).head
    predicate = tree.child(verb, "cop") and tree.upos(verb) in NOMINAL and not tree.child(verb, "case")
    return tree.relation(tree.top(span)) == "nsubj" and verb > span[-1] and not predicate


def _elided(scene: Scene, place: int) -> str:
    kind = scene.quantities[place].kind
    return next((q.concept for q in scene.before(place) if q.kind == kind and q.concept), "")
