"""What the sentence says a figure of, where no noun stands with the number itself."""

from __future__ import annotations

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
from workbench.figures.scene import Scene
from workbench.figures.tree import NOMINAL, Tree
from workbench.figures.vocabulary import word_list


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
    phrase = _antecedent(scene, own) if relative else None
    if phrase is not None:
        own.concept, own.noun, own.counted = text_of(scene.tree, phrase), phrase, True
        return
    own.concept = _of_casualties(scene, place) or _of_age(scene, own) or _of_them(scene, own)
    if own.concept:
        own.counted = True
        return
    _add_said_of(scene, place)
    own.concept = own.concept or _elided(scene, place) or (earlier if own.kind == "count" else "")
    if not own.concept and (own.modifier == "vague" or scene.tokens.at(own.last + 1) in ("those", "them")):
        own.concept = "people"


def _inherit(own: Quantity, other: Quantity) -> None:
    own.concept, own.noun, own.counted = _several(other.concept), other.noun, other.counted


def _several(concept: str) -> str:
    """Return the noun as it is read for more than one: of a figure that shares "one person"."""
    return "people" if concept == "person" else concept


def _add_said_of(scene: Scene, place: int) -> None:
    own, words = scene.quantities[place], scene.spans[place]
    found = (
        _beside(scene, place)
        or _relative(scene, place)
        or _said_by_verb(scene, place)
        or _spent_on(scene, place)
        or (_climb(scene, place) if words else None)
        or _before_verb(scene, place)
        or _apposed(scene, place)
        or _main_subject(scene)
    )
    if isinstance(found, Quantity):
        own.concept, own.noun = found.concept, found.noun
    else:
        own.concept, own.noun = text_of(scene.tree, found), found


# ---- another figure says it ------------------------------------------------------------------------------------------


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
    if kinds:
        return next((q for q in scene.before(place) if q.kind in kinds and q.concept), None)
    return _listed(scene, place)


def _is_named_by_predicate(scene: Scene, place: int) -> bool:
    """Whether the sentence says what they were: "of the 67 passengers, 40 were tourists"."""
    tree, span = scene.tree, scene.spans[place]
    top = tree.top(span) if span else 0
    return bool(top) and tree.relation(top) == "nsubj" and _names_thing(tree, tree.word(top).head)


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


# ---- a verb or a noun says it ----------------------------------------------------------------------------------------


def _said_by_verb(scene: Scene, place: int) -> Phrase | Quantity | None:
    """Return the subject of the verb of change before the figure: what rose, what was down."""
    own, tree = scene.quantities[place], scene.tree
    if own.verb is None:
        return None
    verb = scene.word(own.verb)
    if tree.lower(verb) in ("up", "down", "off", "higher", "lower"):
        if tree.lower(verb - 1) in (",", "("):
            return _before_comma(scene, place, verb - 2)
        verb -= tree.upos(verb - 1) in ("VERB", "AUX")
    if tree.upos(verb) in ("VERB", "AUX"):
        subject = subject_of(tree, verb, range(0))
        if subject:
            return subject
    return subject_before(tree, verb, scene.covered)


def _apposed(scene: Scene, place: int) -> Phrase | None:
    """Return the noun before the comma that leads to the figure: "the dam, 74 metres high"."""
    if scene.tokens.at(scene.quantities[place].phrase - 1) != ",":
        return None
    number = scene.word(scene.quantities[place].phrase) - 2
    if number in scene.covered or not _names_thing(scene.tree, number):
        return None
    return phrase_of(scene.tree, number, scene.covered)


def _main_subject(scene: Scene) -> Phrase | None:
    """Return the subject of the sentence, as the last resort."""
    roots = scene.tree.children[0]
    subject = _nominal_subject(scene.tree, roots[0]) if roots else 0
    return subject_of(scene.tree, roots[0], range(0)) if subject and subject not in scene.covered else None


def _before_comma(scene: Scene, place: int, number: int) -> Phrase | Quantity | None:
    """Return what "…, up 9%" is said of: the figure or the noun before the comma, else the figure before it."""
    if number not in scene.covered and _names_thing(scene.tree, number):
        return phrase_of(scene.tree, number, scene.covered)
    before = scene.covered.get(number, place - 1)
    return _speaking(scene, before) if before >= 0 else None


def _beside(scene: Scene, place: int) -> Phrase | None:
    """Return the noun right before the figure: "a rate of 1.4%", "the ferry (80 metres)", "Dow +0.2%"."""
    own, tree, tokens = scene.quantities[place], scene.tree, scene.tokens
    before = tokens.at(own.phrase - 1)
    if before not in ("of", "(") and own.by != "sign":
        return None
    number = scene.word(own.phrase) - (1 if own.by == "sign" else 2)
    if own.by == "sign" and tokens.at(own.phrase) not in ("+", "plus", "-", "−"):
        number -= 1
    name = tree.upos(number) == "NUM" and tree.upos(number - 1) == "PROPN"
    noun = _names_thing(tree, number) or (tree.upos(number) == "ADJ" and tree.upos(number - 1) == "DET")
    if number in scene.covered or not (noun or name):
        return None
    phrase = phrase_of(tree, number - name, scene.covered)
    return phrase and Phrase(phrase.first, number, number)


def _relative(scene: Scene, place: int) -> Phrase | None:
    """Return what "which" stands for before the figure's verb: "the flats, which range from 50 to 90 m²"."""
    tree, number = scene.tree, scene.word(scene.quantities[place].phrase) - 1
    for _ in range(5):
        if tree.lower(number) in word_list("describes a noun"):
            return _described(scene, number - 1)
        if tree.upos(number) not in ("ADP", "ADV", "AUX", "VERB", "DET", "PART"):
            break
        if tree.lower(number) in ("which", "that", "who"):
            break
        number -= 1
    if tree.lower(number) not in ("which", "that", "who"):
        return None
    number -= 1 + (tree.lower(number - 1) == ",")
    return phrase_of(tree, number, scene.covered) if _names_thing(tree, number) else None


def _described(scene: Scene, number: int) -> Phrase | None:
    """Return the noun before "worth", "valued at", "weighing"."""
    if number in scene.covered:
        other = _speaking(scene, scene.covered[number])
        return other.noun if other else None
    return phrase_of(scene.tree, number, scene.covered) if _names_thing(scene.tree, number) else None


def _spent_on(scene: Scene, place: int) -> Phrase | None:
    """Return what money goes to or comes from where its noun is left out: "spent $40 million on roads"."""
    own, tree = scene.quantities[place], scene.tree
    behind = scene.spans[place][-1] + 1 if scene.spans[place] else 0
    if (
        own.kind != "money"
        or own.change
        or own.verb is not None
        or tree.lower(behind) not in word_list("spent on")
    ):
        return None
    if tree.upos(scene.word(own.phrase) - 1) not in ("VERB", "ADP"):
        return None
    phrase = phrase_from(tree, behind + 1, scene.covered)
    if phrase is None or tree.upos(phrase.head) == "PROPN" or tree.is_temporal(phrase.head):
        return None
    return with_of(tree, phrase)


def _speaking(scene: Scene, place: int) -> Quantity | None:
    """Return a figure if it says what it measures."""
    other = scene.quantities[place]
    return other if other.concept and other.kind != "duration" else None


def _before_verb(scene: Scene, place: int) -> Phrase | None:
    """Return what stands before the verb next to the figure: "the median price in May was $3.1 million"."""
    tree, number = scene.tree, scene.word(scene.quantities[place].phrase) - 1
    while number > 1 and (
        tree.upos(number) in ("ADV", "DET", "PART") or tree.lower(number) in ("at", "to", "by")
    ):
        number -= 1
    return subject_before(tree, number, scene.covered) if tree.upos(number) in ("VERB", "AUX") else None


def _climb(scene: Scene, place: int) -> Phrase | Quantity | None:
    """Climb from the figure to what it is said of: a noun it hangs on, or the object or subject of its verb.

    Where the way leads through another figure, what that one measures is what this one measures too.
    """
    tree, own = scene.tree, scene.spans[place]
    number = tree.top(own)
    for _ in range(8):
        head = tree.word(number).head
        if not head or head in own:
            break
        step = _step(scene, number, head, own)
        if step:
            return step
        number = head
    return _subject(scene, number, own)


def _step(scene: Scene, number: int, head: int, own: range) -> Phrase | Quantity | None:
    tree = scene.tree
    if head in scene.covered:
        other = _speaking(scene, scene.covered[head])
        if other:
            return other
    elif _names_thing(tree, head):
        phrase = phrase_of(tree, head, scene.covered)
        return with_of(tree, phrase, own) if phrase else None
    return _object_of(scene, number, head, own) or _subject(scene, head, own)


def _subject(scene: Scene, verb: int, own: range) -> Phrase | Quantity | None:
    """Return the subject of a verb, or the figure that it is."""
    subject = _nominal_subject(scene.tree, verb)
    if subject in scene.covered and subject not in own:
        return _speaking(scene, scene.covered[subject])
    return subject_of(scene.tree, verb, own)


def _object_of(scene: Scene, number: int, verb: int, own: range) -> Phrase | None:
    """Return the object of a verb that the figure only adds to: "bought a stake for 92 million"."""
    tree = scene.tree
    if tree.relation(number) not in ("obl", "advmod", "nmod", "xcomp"):
        return None
    thing = tree.child(verb, "obj")
    if not thing or thing in scene.covered or not _names_thing(tree, thing) or thing > own[0]:
        return None
    phrase = phrase_of(tree, thing, scene.covered)
    return with_of(tree, phrase, own) if phrase else None


def _names_thing(tree: Tree, number: int) -> bool:
    """Whether a word names something that can be counted or measured: no time, no "total", "average", "number"."""
    return tree.has(number) and (
        tree.upos(number) in NOMINAL
        and not tree.is_temporal(number)
        and tree.lower(number) not in word_list("amount")
    )


def _nominal_subject(tree: Tree, verb: int) -> int:
    """Return the subject nearest before a verb, where the parser gives it several; 0 if it has none."""
    subjects = [kid for kid in tree.children[verb] if tree.relation(kid) == "nsubj"]
    before = [kid for kid in subjects if kid < verb]
    return before[-1] if before else subjects[0] if subjects else 0


def subject_of(tree: Tree, verb: int, own: range) -> Phrase | None:
    """Return the noun phrase that is a verb's subject, or what its relative pronoun stands for."""
    subject = _nominal_subject(tree, verb)
    if not subject or subject in own:
        return None
    if tree.upos(subject) == "PRON":
        if tree.relation(verb) == "acl" and tree.word(verb).head:
            return phrase_of(tree, tree.word(verb).head)
        return None
    phrase = phrase_of(tree, subject)
    return with_of(tree, phrase, own) if phrase and not tree.is_temporal(subject) else None
