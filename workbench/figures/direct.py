"""What a figure counts by what stands with it, by another figure of its list, or by words that leave no doubt."""

from __future__ import annotations

from collections.abc import Container

from workbench.figures.tree import (
    HYPHENS,
    NOMINAL,
    Phrase,
    Scene,
    Tree,
    name_ending,
    past_bracket,
    phrase_from,
    phrase_of,
    text_of,
    with_of,
)
from workbench.lexicon.word_classes import are_people
from workbench.numbers.quantity import Quantity
from workbench.numbers.units import rate_at
from workbench.numbers.vocabulary import word_list


def add_direct(scene: Scene, place: int) -> None:
    """Write what stands with the figure itself: "300 troops", "a third of the districts", "a $5 fee"."""
    quantity, own = scene.quantities[place], scene.spans[place]
    phrase = _direct(scene, quantity, own) if own else None
    if phrase is None:
        return
    quantity.concept = text_of(scene.tree, phrase)
    quantity.noun = phrase
    quantity.counted = True
    quantity.inner = quantity.kind == "count" and scene.tree.lower(own[-1] + 1) in HYPHENS
    if quantity.kind == "count" and not quantity.rate:
        quantity.rate = rate_at(scene.tokens, scene.token(phrase.last + 1))[0]


def _direct(scene: Scene, quantity: Quantity, own: range) -> Phrase | None:
    tree = scene.tree
    if quantity.unit == "time":
        return _multiplied(tree, own) or _lasting(tree, own) or Phrase(own[-1], own[-1], own[-1])
    if quantity.kind == "duration" and not quantity.change:
        return _lasting(tree, own)
    if quantity.kind == "count":
        return _counted(tree, own, scene.covered) or _moved(scene, quantity)
    if quantity.kind == "age":
        return _aged(scene, quantity, own)
    if quantity.by == "noun":
        return _changing(tree, own)
    return _measured(scene, quantity, own)


MOST_BETWEEN_ENDS = 4  # words from "from" to the "to" of the other end


def _moved(scene: Scene, quantity: Quantity) -> Phrase | None:
    """Return the level that is moved: "raising the toll from 21 to 24", "bringing the number to 12"."""
    tokens, before = scene.tokens, quantity.phrase - 1
    if tokens.at(before) == "to":
        ends = range(before - 1, max(0, before - 1 - MOST_BETWEEN_ENDS), -1)
        before = next((at for at in ends if tokens.at(at) == "from"), before)
    if tokens.at(before) not in ("from", "to"):
        return None
    if tokens.at(before - 1) not in word_list("moved level"):
        return None
    return phrase_of(scene.tree, scene.word(before - 1), scene.covered)


def _multiplied(tree: Tree, own: range) -> Phrase | None:
    """Return what is taken so many times: "three times the amount"."""
    return _thing_from(tree, own[-1] + 2) if tree.lower(own[-1] + 1) in word_list("definite") else None


def _thing_from(tree: Tree, begin: int) -> Phrase | None:
    """Return the noun phrase from a word on, with what "of" adds; None if it is none or names a time."""
    phrase = phrase_from(tree, begin)
    return with_of(tree, phrase) if phrase and not tree.is_temporal(phrase.head) else None


def _measured(scene: Scene, quantity: Quantity, own: range) -> Phrase | None:
    """Return what an amount is an amount of, by the words behind it."""
    if _is_level(scene, quantity) or _is_strength(scene, quantity):
        return None
    return (
        _behind_of(scene, own)
        or _burned(scene, quantity, own)
        or _part_of(scene.tree, quantity, own)
        or _in_kind(scene.tree, quantity, own, scene.covered)
        or _modified(scene, quantity, own)
    )


def _burned(scene: Scene, quantity: Quantity, own: range) -> Phrase | None:
    """Return an area itself where a verb acts on it: "burned 5,000 acres (2,000 hectares)", "grew to 40 hectares"."""
    tree, stated = scene.tree, own
    if quantity.unit not in word_list("area") or len(own) < 2:
        return None
    if quantity.same is not None and scene.spans[quantity.same]:
        stated = scene.spans[quantity.same]
    acted = tree.relation(tree.top(stated)) == "obj" or tree.lower(stated[0] - 1) == "to"
    return Phrase(own[-1], own[-1], own[-1]) if acted and tree.upos(own[-1] + 1) not in NOMINAL else None


def _is_level(scene: Scene, quantity: Quantity) -> bool:
    """Whether a share is what something came to: "the deficit rose to 7% of output" is no share of the output."""
    level = scene.tokens.at(quantity.phrase - 1) in ("to", "at", "from")
    moved = quantity.verb is not None or scene.tree.upos(scene.word(quantity.phrase) - 2) == "VERB"
    return level and quantity.kind == "percent" and moved


def _is_strength(scene: Scene, quantity: Quantity) -> bool:
    """Whether a magnitude belongs to the noun before it: "a quake of 6.2 magnitude shook the coast"."""
    return quantity.unit == "magnitude" and scene.tokens.at(quantity.phrase - 1) == "of"


def _lasting(tree: Tree, own: range) -> Phrase | None:
    """Return what lasts so long: "a 10-year sentence", "16 hours of talks", "three months' pay"."""
    begin = own[-1] + 1
    behind = tree.upos(begin) in (*NOMINAL, "ADJ") or tree.relation(min(begin, len(tree))) == "amod"
    compound = len(own) > 1 and tree.lower(own[-1] - 1) in HYPHENS and behind
    owned = tree.lower(begin) in ("'", "’", "'s", "’s")
    begin += 1 + (tree.lower(begin + 1) == "worth") if owned else 0
    begin += 1 if tree.lower(begin) == "of" else 0
    if not (compound or owned or tree.lower(begin - 1) == "of"):
        return None
    return _thing_from(tree, begin)


def _changing(tree: Tree, own: range) -> Phrase | None:
    """Return what changed by the figure: "a fall of 23% in net profit"."""
    return _thing_from(tree, own[-1] + 2) if tree.lower(own[-1] + 1) in ("in", "of", "for") else None


def _part_of(tree: Tree, quantity: Quantity, own: range) -> Phrase | None:
    """Return the whole of "one quarter the power", "half their seats", where no "of" leads to it."""
    if quantity.kind != "share" or tree.lower(own[-1] + 1) not in word_list("definite"):
        return None
    return _thing_from(tree, own[-1] + 2)


def _aged(scene: Scene, quantity: Quantity, own: range) -> Phrase | None:
    """Return who is of an age: the noun behind "54-year-old", the group before "over 65"."""
    tree, begin = scene.tree, own[-1] + 1
    name = own[0] - 2
    if tree.lower(own[-1]) in ("old", "olds") and tree.lower(begin - 2) in HYPHENS:
        return _so_old(tree, own, scene.covered)
    if tree.lower(own[0] - 1) in (",", "(") and tree.upos(name) in NOMINAL and not tree.is_temporal(name):
        return name_ending(tree, name) or phrase_of(tree, name, scene.covered)
    group, bounds = scene.word(quantity.phrase) - 1, ("over", "under", "above", "below")
    if scene.tokens.at(quantity.phrase) in bounds and tree.upos(group) in NOMINAL:
        return phrase_of(tree, group, scene.covered)
    return _aged_behind(tree, begin, scene.covered)


def _so_old(tree: Tree, own: range, covered: Container[int]) -> Phrase | None:
    """Return who is "a 54-year-old": the noun or the name behind it, behind a comma too, or else nobody but that."""
    begin = own[-1] + 1
    if tree.lower(begin) == "," and tree.upos(begin + 1) == "PROPN":
        begin += 1
    return _aged_behind(tree, begin, covered) or Phrase(own[0], own[-1], own[-1])


def _aged_behind(tree: Tree, begin: int, covered: Container[int]) -> Phrase | None:
    if tree.lower(begin).endswith("s") and tree.upos(begin + 1) in ("DET", "NUM", "PRON", "SCONJ"):
        return None  # a verb that the tagger took for a noun: "The 41-year-old faces 25 years"
    if tree.lower(begin + 1) == "by":
        return None  # "a 16-year-old hit by"
    return phrase_from(tree, begin, covered) if tree.upos(begin) in ("NOUN", "PROPN", "ADJ") else None


def _counted(tree: Tree, own: range, covered: Container[int]) -> Phrase | None:
    begin = own[-1] + 1
    if tree.lower(begin) in HYPHENS and tree.has(begin + 1):
        return _hyphened(tree, begin + 1)
    if tree.lower(begin) == "more":
        begin += 1
    if tree.lower(begin) == "out" and tree.lower(begin + 1) == "of":
        begin += 1
    if tree.lower(begin) == "of":
        begin += 1
        if tree.lower(begin) in word_list("pronoun of count"):
            return None
    return _counted_from(tree, begin, covered)


def _counted_from(tree: Tree, begin: int, covered: Container[int]) -> Phrase | None:
    """Return what is counted where it begins at a word or behind other figures."""
    if tree.lower(begin) in word_list("holds people") and begin + 1 in covered:
        return None  # "one housing 1,120"
    while begin in covered:
        begin += 1
    if _is_plural_verb(tree, begin):
        return with_of(tree, Phrase(begin, begin, begin))
    phrase = _agreeing(tree, phrase_from(tree, begin, covered)) or _those_who_are(tree, begin)
    return with_of(tree, phrase) if phrase else None


def _those_who_are(tree: Tree, begin: int) -> Phrase | None:
    """Return people who are called by what they are: "18 of the dead", "seven of the most severely injured"."""
    if tree.lower(begin) != "the":
        return None
    head = begin + 1
    while tree.upos(head) == "ADV" and head < begin + 4:
        head += 1
    described = head > begin + 1 and tree.upos(head) == "NOUN"
    alone = (described or tree.upos(head) in ("ADJ", "VERB")) and tree.upos(head + 1) not in (
        *NOMINAL,
        "ADJ",
        "NUM",
    )
    return Phrase(begin + 1, head, head) if alone else None


def _agreeing(tree: Tree, phrase: Phrase | None) -> Phrase | None:
    """Return the phrase up to its plural where what follows is a verb taken for a noun: "40 traders place bets"."""
    if phrase is None or _is_many(tree, phrase.head) or tree.upos(phrase.head) == "PROPN":
        return phrase
    plurals = [word for word in range(phrase.first, phrase.head) if _is_many(tree, word)]
    if (
        not plurals
        or tree.lower(phrase.first - 1) in (*HYPHENS, "one", "1")
        or tree.upos(phrase.head + 1) in ("PUNCT", "")
    ):
        return phrase
    return Phrase(phrase.first, plurals[-1], plurals[-1])


def _is_many(tree: Tree, number: int) -> bool:
    """Whether a common noun is a plural by its dictionary form."""
    word = tree.word(number)
    return word.upos == "NOUN" and word.lemma != word.text.lower() and tree.lower(number + 1) not in HYPHENS


def _is_plural_verb(tree: Tree, number: int) -> bool:
    """Whether the tagger took a plural for a verb: a word in -s right behind a number is what it counts."""
    if tree.lower(number - 1) in ("one", "1"):
        return False
    return tree.upos(number) == "VERB" and tree.lower(number).endswith("s") and tree.upos(number - 1) == "NUM"


def _hyphened(tree: Tree, begin: int) -> Phrase | None:
    """Return what a compound counts: the "judge" of "a 12-judge panel"."""
    if tree.upos(begin) in ("PUNCT", "CCONJ"):
        return None
    described = tree.upos(begin) == "ADJ"  # "a 300-strong crew"
    return (phrase_from(tree, begin) if described else None) or Phrase(begin, begin, begin)


def _behind_of(scene: Scene, own: range) -> Phrase | None:
    """Return what "of" leads to, across the same amount in brackets: "200 million euros ($265 million) of damage"."""
    tree = scene.tree
    begin = past_bracket(tree, own, scene.covered)
    if tree.lower(begin) != "of":
        return None
    if tree.lower(begin + 1) in word_list("pronoun of count"):
        return _those(tree, begin + 1)
    return _thing_from(tree, begin + 1)


def _those(tree: Tree, number: int) -> Phrase | None:
    """Return "those polled", "those surveyed"."""
    if tree.lower(number) != "those" or tree.upos(number + 1) != "VERB":
        return None
    return Phrase(number, number + 1, number + 1)


def _in_kind(tree: Tree, quantity: Quantity, own: range, covered: Container[int]) -> Phrase | None:
    """Return what money consists in: "$30 million in aid"."""
    begin = past_bracket(tree, own, covered)
    noun = tree.upos(begin + 1) in ("NOUN", "ADJ")
    if tree.lower(begin + 1) in word_list("paid in") and _is_price(tree, own):
        return None
    if quantity.kind != "money" or tree.lower(begin) != "in" or not noun:
        return None
    return _thing_from(tree, begin + 1)


def _is_price(tree: Tree, own: range) -> bool:
    """Whether "for" stands before an amount, up to its hedge: "bought the mill for about $3 million"."""
    return any(tree.lower(number) == "for" for number in range(max(1, own[0] - 3), own[0]))


def _modified(scene: Scene, quantity: Quantity, own: range) -> Phrase | None:
    """Return the noun that the amount stands before: "a $150,000 contract", "the 6.1-inch display"."""
    tree, begin = scene.tree, past_bracket(scene.tree, own, scene.covered)
    if _leads_away(tree, own[-1] + 1) or _leads_away(tree, begin):
        return None  # what lies there is meant, not from where it is measured
    begin = _past_figures(tree, begin, scene.covered)
    phrase = phrase_from(tree, begin, scene.covered) if _may_begin(tree, begin) else None
    if phrase is None or tree.is_temporal(phrase.head) or tree.lower(phrase.head) in word_list("level"):
        return None
    if quantity.by == "after":
        return _changed(tree, phrase)
    governed = _hangs_in(tree, own, phrase) or _stands_beside(tree, quantity, own, begin)
    return with_of(tree, phrase) if governed else None


def _past_figures(tree: Tree, begin: int, covered: Container[int]) -> int:
    """Return the first word behind a hyphen and behind other figures with their hyphens."""
    if tree.lower(begin) in HYPHENS:
        begin += 1
    while begin in covered or (tree.lower(begin) in HYPHENS and begin - 1 in covered):
        begin += 1
    return begin


def _hangs_in(tree: Tree, own: range, phrase: Phrase) -> bool:
    """Whether the parser lets the figure depend on a word of the phrase behind it."""
    head = tree.word(tree.top(own)).head
    return head > own[-1] and head in range(phrase.first, phrase.last + 1)


def _stands_beside(tree: Tree, quantity: Quantity, own: range, begin: int) -> bool:
    """Whether a noun follows a figure that is no plural of its own."""
    plural = tree.upos(own[-1]) == "NOUN" and tree.lower(own[-1]).endswith("s")
    kinds = ("NOUN",) if quantity.kind == "percent" else NOMINAL
    return tree.upos(begin) in kinds and not plural


def _leads_away(tree: Tree, number: int) -> bool:
    """Whether a direction follows a distance: "45 km north of the city", "12 miles off the coast"."""
    compass = tree.lower(number).partition("-")[0] in word_list("direction")
    return compass or tree.lower(number) in ("off", "from", "away")


def _changed(tree: Tree, noun: Phrase) -> Phrase:
    """Return what a noun of change is said of: "a 19% drop in exports", "the 7% share price increase"."""
    if tree.lower(noun.last + 1) in ("in", "of", "for") and not tree.is_temporal(noun.last + 2):
        phrase = phrase_from(tree, noun.last + 2)
        if phrase and not tree.is_temporal(phrase.head) and tree.upos(phrase.head) != "PROPN":
            return with_of(tree, phrase)
    if tree.upos(noun.head - 1) in NOMINAL and noun.first < noun.head:
        return Phrase(noun.first, noun.head - 1, noun.head - 1)
    return noun


def _may_begin(tree: Tree, number: int) -> bool:
    if not tree.has(number) or tree.is_temporal(number):
        return False
    capital = tree.word(number).text[0].isupper() and tree.upos(number) != "PRON"
    return capital or tree.upos(number) in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")


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
    """Let a part have the noun of the whole that follows it: "7 of her career-best 12 saves"."""
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
