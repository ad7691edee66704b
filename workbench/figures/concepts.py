"""What a figure counts or measures: the noun phrase, read from tags and tree.

In this order: what stands right behind the number or behind its "of"; the noun that the figure itself modifies; the
noun that "of" or "at" hangs the figure on; what the verb says it of; what another figure of the list counts.
"""

from __future__ import annotations

from workbench.figures.lexing import Tokens
from workbench.figures.phrases import (
    HYPHENS,
    Phrase,
    phrase_from,
    phrase_of,
    subject_before,
    text_of,
    with_of,
)
from workbench.figures.quantity import Quantity
from workbench.figures.tree import NOMINAL, Tree
from workbench.figures.vocabulary import word_list


def add_concepts(tokens: Tokens, tree: Tree, quantities: list[Quantity], earlier: str = "") -> None:
    """Write the concept of each figure of a sentence; ``earlier`` is what the text counted last before it."""
    if not len(tree):
        return
    for quantity in quantities:
        own = tree.between(tokens.start[quantity.first], tokens.end[quantity.last - 1])
        if own:
            _add_direct(tree, quantity, own)
    for place, quantity in enumerate(quantities):
        if not quantity.counted:
            _add_indirect(tokens, tree, quantities, place, earlier)


def _add_direct(tree: Tree, quantity: Quantity, own: range) -> None:
    """Write what stands with the figure itself: "300 troops", "a third of the districts", "a $5 fee"."""
    phrase = _direct(tree, quantity, own)
    if phrase is not None:
        quantity.concept = text_of(tree, phrase)
        quantity.noun = phrase
        quantity.counted = True
        quantity.inner = quantity.kind == "count" and tree.lower(own[-1] + 1) in HYPHENS


def _direct(tree: Tree, quantity: Quantity, own: range) -> Phrase | None:
    if quantity.kind == "duration" and not quantity.change:
        return Phrase(own[-1], own[-1], own[-1])
    if quantity.kind == "count":
        return _counted(tree, own)
    if quantity.kind == "age":
        begin = own[-1] + 1
        return phrase_from(tree, begin) if tree.upos(begin) in ("NOUN", "PROPN", "ADJ") else None
    return _behind_of(tree, own) or _in_kind(tree, quantity, own) or _modified(tree, quantity, own)


def _counted(tree: Tree, own: range) -> Phrase | None:
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
    phrase = phrase_from(tree, begin)
    if phrase is None and tree.upos(begin) == "VERB" and tree.lower(begin).endswith("s"):
        # A word in -s right behind a number is a plural, whatever the tagger says.
        phrase = Phrase(begin, begin, begin)
    return with_of(tree, phrase) if phrase else None


def _hyphened(tree: Tree, begin: int) -> Phrase | None:
    """Return what is counted inside a compound: the judges of "a three-judge panel"."""
    if tree.upos(begin) not in (*NOMINAL, "ADJ", "VERB") or tree.word(begin).start > tree.word(begin - 1).end:
        return phrase_from(tree, begin)
    return Phrase(begin, begin, begin)


def _behind_of(tree: Tree, own: range) -> Phrase | None:
    if tree.lower(own[-1] + 1) != "of":
        return None
    phrase = phrase_from(tree, own[-1] + 2)
    return with_of(tree, phrase) if phrase and not tree.is_temporal(phrase.head) else None


def _in_kind(tree: Tree, quantity: Quantity, own: range) -> Phrase | None:
    """Return what money consists in: "$30 million in aid"."""
    if (
        quantity.kind != "money"
        or tree.lower(own[-1] + 1) != "in"
        or tree.upos(own[-1] + 2) not in ("NOUN", "ADJ")
    ):
        return None
    phrase = phrase_from(tree, own[-1] + 2)
    return with_of(tree, phrase) if phrase and not tree.is_temporal(phrase.head) else None


def _modified(tree: Tree, quantity: Quantity, own: range) -> Phrase | None:
    """Return the noun that the amount stands before: "a $150,000 contract", "the 6.1-inch display"."""
    begin = own[-1] + 1
    if tree.lower(begin) in HYPHENS:
        begin += 1
    capital = tree.has(begin) and tree.word(begin).text[0].isupper()
    if tree.upos(begin) not in ("NOUN", "PROPN", "ADJ", "NUM", "VERB") and not capital:
        return None
    if tree.is_temporal(begin):
        return None
    phrase = phrase_from(tree, begin)
    if phrase is None or tree.is_temporal(phrase.head):
        return None
    head = tree.word(tree.top(own)).head
    if head > own[-1] and head in range(phrase.first, phrase.last + 1):
        return with_of(tree, phrase)
    plural = tree.upos(own[-1]) == "NOUN" and tree.lower(own[-1]).endswith("s")
    beside = tree.upos(begin) in NOMINAL and quantity.kind != "percent" and not plural
    return with_of(tree, phrase) if beside else None


# ---- what the sentence says the figure of ----------------------------------------------------------------------------


def _add_indirect(tokens: Tokens, tree: Tree, quantities: list[Quantity], place: int, earlier: str) -> None:
    own = quantities[place]
    relative = tokens.at(own.last + 1) in ("whom", "which")
    other = None if relative else _named_by(tokens, quantities, place)
    if other is not None:
        own.concept, own.noun, own.counted = _several(other.concept), other.noun, other.counted
        return
    phrase = _antecedent(tokens, tree, own)
    if phrase is not None:
        own.concept, own.noun, own.counted = text_of(tree, phrase), phrase, True
        return
    own.concept = _of_casualties(tokens, quantities, place)
    if own.concept:
        own.counted = True
        return
    words = tree.between(tokens.start[own.first], tokens.end[own.last - 1])
    others = _others(tokens, tree, quantities, place)
    found = _said_by_verb(tokens, tree, own, others) or (_measured(tree, words, others) if words else None)
    if found is None:
        found = _before_copula(tokens, tree, own, others)
    if isinstance(found, Quantity):
        own.concept, own.noun = found.concept, found.noun
    else:
        own.concept, own.noun = text_of(tree, found), found
    own.concept = own.concept or _elided(quantities, place) or (earlier if own.kind == "count" else "")


def _antecedent(tokens: Tokens, tree: Tree, own: Quantity) -> Phrase | None:
    """Return what "whom" or "which" stands for: "forces, several hundred of whom crossed"."""
    if tokens.at(own.last) != "of" or tokens.at(own.last + 1) not in ("whom", "which"):
        return None
    number = tree.at(tokens.start[own.phrase]) - 1
    while number > 1 and tree.upos(number) not in NOMINAL:
        number -= 1
    return phrase_of(tree, number) if number else None


def _several(concept: str) -> str:
    """Return the noun as it is read for more than one: of a figure that shares "one person"."""
    return "people" if concept == "person" else concept


def _named_by(tokens: Tokens, quantities: list[Quantity], place: int) -> Quantity | None:
    """Return the figure that says what this one counts: the one it restates, or another of its list."""
    own = quantities[place]
    if own.same is not None and quantities[own.same].concept:
        return quantities[own.same]
    if tokens.at(own.last) == "of" and tokens.at(own.last + 1) in word_list("pronoun of count"):
        return next(
            (q for q in reversed(quantities[:place]) if q.kind in ("count", "share") and q.concept), None
        )
    if tokens.at(own.phrase - 1) == "which" and tokens.at(own.phrase - 2) == "of":
        return next((q for q in reversed(quantities[:place]) if q.kind == own.kind and q.concept), None)
    return _listed(tokens, quantities, place)


def _others(tokens: Tokens, tree: Tree, quantities: list[Quantity], place: int) -> dict[int, Quantity]:
    """Return the other figures of the sentence by the words that they cover."""
    return {
        number: other
        for other in quantities
        if other is not quantities[place]
        for number in tree.between(tokens.start[other.first], tokens.end[other.last - 1])
    }


def _listed(tokens: Tokens, quantities: list[Quantity], place: int) -> Quantity | None:
    """Return the figure whose noun a number of a list shares: "four or six doors", "1,037 … and another 94"."""
    own = quantities[place]
    for other, gap in _neighbours(tokens, quantities, place):
        if other.kind == own.kind and other.unit == own.unit and other.concept:
            words = [word for word in gap if word not in word_list("list filler")]
            if not words:
                return other
    if own.kind != "count" or tokens.at(own.last) in word_list("casualty"):
        return None
    if tokens.at(own.phrase - 1) not in word_list("before elided") and tokens.low[
        own.first - 1 : own.first
    ] != ["another"]:
        return None
    return next(
        (q for q in reversed(quantities[:place]) if q.kind == "count" and q.counted and not q.inner), None
    )


def _neighbours(tokens: Tokens, quantities: list[Quantity], place: int) -> list[tuple[Quantity, list[str]]]:
    found = []
    if place + 1 < len(quantities):
        following = quantities[place + 1]
        found.append((following, tokens.low[quantities[place].last : following.phrase]))
    if place:
        before = quantities[place - 1]
        found.append((before, tokens.low[before.last : quantities[place].phrase]))
    return found


def _of_casualties(tokens: Tokens, quantities: list[Quantity], place: int) -> str:
    """Return who was killed, hurt or held where only the number stands: "and 16 injured", "killing 12".

    Those whom an earlier figure of the sentence counts so ("killing two officers and wounding five"), else people.
    """
    own = quantities[place]
    if own.kind != "count" or own.unit or not _is_casualty(tokens, own):
        return ""
    earlier = (q for q in reversed(quantities[:place]) if q.kind == "count" and q.counted and not q.inner)
    return _several(next((q.concept for q in earlier if _is_casualty(tokens, q, reach=6)), "people"))


def _is_casualty(tokens: Tokens, own: Quantity, reach: int = 2) -> bool:
    around = [tokens.at(own.phrase - 1), *(tokens.at(own.last + step) for step in range(reach))]
    return any(word in word_list("casualty") for word in around)


def _elided(quantities: list[Quantity], place: int) -> str:
    own = quantities[place]
    for other in reversed(quantities[:place]):
        if other.kind == own.kind and other.concept:
            return other.concept
    return ""


def _said_by_verb(
    tokens: Tokens, tree: Tree, own: Quantity, others: dict[int, Quantity]
) -> Phrase | Quantity | None:
    """Return the subject of the verb of change before the figure: what rose, what was down."""
    if own.verb is None:
        return None
    verb = tree.at(tokens.start[own.verb])
    if tree.lower(verb) in ("up", "down", "off", "higher", "lower"):
        if tree.lower(verb - 1) in (",", "("):
            return others.get(verb - 2) or phrase_of(tree, verb - 2, others)
        verb -= tree.upos(verb - 1) in ("VERB", "AUX")
    if tree.upos(verb) in ("VERB", "AUX"):
        subject = subject_of(tree, verb, range(0))
        if subject:
            return subject
    return subject_before(tree, verb, others)


def _before_copula(tokens: Tokens, tree: Tree, own: Quantity, others: dict[int, Quantity]) -> Phrase | None:
    """Return what stands before the verb next to the figure: "the median price in May was $3.1 million"."""
    number = tree.at(tokens.start[own.phrase]) - 1
    while number > 1 and (
        tree.upos(number) in ("ADV", "DET", "PART") or tree.lower(number) in ("at", "to", "by")
    ):
        number -= 1
    return subject_before(tree, number, others) if tree.upos(number) in ("VERB", "AUX") else None


def _measured(tree: Tree, own: range, others: dict[int, Quantity]) -> Phrase | Quantity | None:
    """Climb from the figure to what it is said of: a noun it hangs on, or the object or subject of its verb.

    Where the way leads through another figure, what that one measures is what this one measures too.
    """
    number = tree.top(own)
    for _ in range(8):
        head = tree.word(number).head
        if not head or head in own:
            break
        if head in others and others[head].concept and others[head].kind != "duration":
            return others[head]
        if _names_thing(tree, head) and head not in others:
            phrase = phrase_of(tree, head, others)
            return with_of(tree, phrase, own) if phrase else None
        said_of = _object_of(tree, number, head, own, others) or subject_of(tree, head, own)
        if said_of:
            return said_of
        number = head
    return subject_of(tree, number, own)


def _object_of(tree: Tree, number: int, verb: int, own: range, others: dict[int, Quantity]) -> Phrase | None:
    """Return the object of a verb that the figure only adds to: "bought a stake for 92 million"."""
    if tree.relation(number) not in ("obl", "advmod", "nmod", "xcomp"):
        return None
    thing = tree.child(verb, "obj")
    if not thing or thing in own or thing in others or not _names_thing(tree, thing) or thing > own[0]:
        return None
    phrase = phrase_of(tree, thing)
    return with_of(tree, phrase, own) if phrase else None


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
    return with_of(tree, phrase, own) if phrase and not tree.is_temporal(subject) else None
