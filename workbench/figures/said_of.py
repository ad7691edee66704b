"""What the sentence says a figure of: the noun it hangs on, the subject or object of its verb."""

from __future__ import annotations

from collections.abc import Collection

from workbench.figures.phrases import Phrase, phrase_from, phrase_of, subject_before, text_of, with_of
from workbench.figures.quantity import Quantity
from workbench.figures.scene import Scene
from workbench.figures.spending import bought_or_fined
from workbench.figures.tree import NOMINAL, Tree
from workbench.figures.vocabulary import word_list

# How many words before its verb a subject may begin, and what it never reaches over.
REACH = 25
CLAUSE_ENDS = (",", ";", ":", "(", ")", "that", "and", "but", "while")


def add_said_of(scene: Scene, place: int) -> None:
    """Write what the sentence says a figure of, as its concept; the surest reading first."""
    own, words = scene.quantities[place], scene.spans[place]
    found = (
        _brought_to(scene, place)
        or _beside(scene, place)
        or _relative(scene, place)
        or _said_by_verb(scene, place)
        or bought_or_fined(scene, place)
        or (_climb(scene, place) if words else None)
        or _before_verb(scene, place)
        or _apposed(scene, place)
        or _main_subject(scene)
    )
    if isinstance(found, Quantity):
        own.concept, own.noun = found.concept, found.noun
    else:
        own.concept, own.noun = text_of(scene.tree, found), found


def _said_by_verb(scene: Scene, place: int) -> Phrase | Quantity | None:
    """Return the subject of the verb of change before the figure: what rose, what was down."""
    own, tree = scene.quantities[place], scene.tree
    if own.verb is None:
        return None
    verb = scene.word(own.verb)
    if counted := _number_of(scene, verb):
        return counted
    if tree.lower(verb) in ("up", "down", "off", "higher", "lower"):
        if tree.lower(verb - 1) in (",", "("):
            return _before_comma(scene, place, verb - 2)
        verb -= tree.upos(verb - 1) in ("VERB", "AUX")
    if tree.upos(verb) in ("VERB", "AUX"):
        subject = subject_of(tree, verb, range(0)) or _having(tree, verb)
        if subject:
            return subject
    return subject_before(tree, verb, scene.covered)


def _having(tree: Tree, verb: int) -> Phrase | None:
    """Return whose participle a verb is: "the deficit hit a peak, having risen by $4bn", "after falling 6%"."""
    ing = tree.lower(verb).endswith("ing") and tree.upos(verb - 1) in ("SCONJ", "ADP", "ADV")
    if tree.relation(verb) != "advcl" or not (ing or tree.lower(verb - 1) == "having"):
        return None
    return subject_of(tree, tree.word(verb).head, range(0))


def _brought_to(scene: Scene, place: int) -> Phrase | None:
    """Return what is counted where "that brings the number of dead to 88"."""
    number = scene.word(scene.quantities[place].phrase) - 1
    return _number_of(scene, number) if scene.tree.lower(number) == "to" else None


def _number_of(scene: Scene, behind: int) -> Phrase | None:
    """Return what is counted where "the number of people killed by the storm in the city has risen"."""
    tree, number = scene.tree, behind - 1
    while number > max(1, behind - REACH) and tree.lower(number) not in CLAUSE_ENDS:
        if tree.lower(number) in word_list("number of") and tree.lower(number + 1) == "of":
            begin = number + 2 + (tree.upos(number + 2) == "DET")
            alone = Phrase(begin, begin, begin) if tree.upos(begin) == "ADJ" else None
            return phrase_from(tree, number + 2, scene.covered) or alone
        number -= 1
    return None


def _apposed(scene: Scene, place: int) -> Phrase | None:
    """Return the noun before the comma that leads to the figure: "the dam, 74 metres high"."""
    if scene.tokens.at(scene.quantities[place].phrase - 1) != ",":
        return None
    number = scene.word(scene.quantities[place].phrase) - 2
    if number in scene.covered or not names_thing(scene.tree, number):
        return None
    return phrase_of(scene.tree, _topmost(scene, number), scene.covered)


def _topmost(scene: Scene, number: int) -> int:
    """Return the noun that a noun only adds to: the limit of "the limit for cash payments"."""
    tree = scene.tree
    while tree.relation(number) == "nmod" and 0 < tree.word(number).head < number:
        above = tree.word(number).head
        if above in scene.covered or not names_thing(tree, above):
            break
        number = above
    return number


def _main_subject(scene: Scene) -> Phrase | None:
    """Return the subject of the sentence, as the last resort."""
    roots = scene.tree.children[0]
    subject = _nominal_subject(scene.tree, roots[0]) if roots else 0
    return subject_of(scene.tree, roots[0], range(0)) if subject and subject not in scene.covered else None


def _before_comma(scene: Scene, place: int, number: int) -> Phrase | Quantity | None:
    """Return what "…, up 9%" is said of: the figure or the noun before the comma, else the figure before it."""
    tree = scene.tree
    if number not in scene.covered and names_thing(tree, number):
        verb = number if tree.child(number, "case") else 0
        verb = tree.word(number).head if verb and tree.relation(number) == "obl" else verb
        subject = subject_of(tree, verb, range(0)) if verb else None
        return subject or phrase_of(tree, number, scene.covered)
    before = scene.covered.get(number, place - 1)
    return _speaking(scene, before) if before >= 0 else None


def _beside(scene: Scene, place: int) -> Phrase | None:
    """Return the noun right before the figure: "a rate of 1.4%", "the ferry (80 metres)", "Dow +0.2%"."""
    own, tree, tokens = scene.quantities[place], scene.tree, scene.tokens
    before = tokens.at(own.phrase - 1)
    limit = own.kind != "count" and tokens.at(own.phrase) in word_list("limit")
    if before not in ("of", "(") and own.by != "sign" and not limit:
        return None
    number = scene.word(own.phrase) - (1 if own.by == "sign" or limit else 2)
    if own.by == "sign" and tokens.at(own.phrase) not in ("+", "plus", "-", "−"):
        number -= 1
    name = tree.upos(number) == "NUM" and tree.upos(number - 1) == "PROPN"
    noun = names_thing(tree, number) or (tree.upos(number) == "ADJ" and tree.upos(number - 1) == "DET")
    if number in scene.covered or not (noun or name):
        return None
    outer = tree.word(number).head
    if (
        before == "of"
        and tree.lower(number - 1) == "of"
        and tree.word(tree.top(scene.spans[place])).head == outer
    ):
        return phrase_of(tree, outer, scene.covered)  # "a margin of error of 3 points"
    phrase = phrase_of(tree, number - name, scene.covered)
    return phrase and Phrase(phrase.first, number, number)


def _relative(scene: Scene, place: int) -> Phrase | None:
    """Return what "which" stands for before the figure's verb: "the flats, which range from 50 to 90 m²"."""
    own, tree = scene.quantities[place], scene.tree
    number = scene.word(own.phrase) - 1
    for behind in (number + 1, number):
        if own.kind == "measure" and _is_participle(tree, behind):
            return _described(scene, behind - 1)
    for _ in range(5):
        if tree.lower(number) in word_list("describes a noun"):
            return _described(scene, number - 1)
        if tree.upos(number) not in ("ADP", "ADV", "AUX", "VERB", "DET", "PART", "PRON"):
            break
        if tree.lower(number) in ("which", "that", "who"):
            break
        number -= 1
    if tree.lower(number) not in ("which", "that", "who"):
        return None
    number -= 1 + (tree.lower(number - 1) == ",")
    return phrase_of(tree, number, scene.covered) if names_thing(tree, number) else None


def _is_participle(tree: Tree, number: int) -> bool:
    """Whether a word tells more of the plural before it: "temperatures topping 40 degrees"."""
    ing = tree.upos(number) == "VERB" and tree.lower(number).endswith("ing")
    return ing and tree.upos(number - 1) == "NOUN" and tree.lower(number - 1).endswith("s")


def _described(scene: Scene, number: int) -> Phrase | None:
    """Return the noun before "worth", "valued at", "weighing"."""
    if number in scene.covered:
        other = _speaking(scene, scene.covered[number])
        return other.noun if other else None
    return phrase_of(scene.tree, number, scene.covered) if names_thing(scene.tree, number) else None


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
    if tree.child(number, "cop") and (subject := _subject(scene, number, own)):
        return subject
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
    elif names_thing(tree, head) and not (head > own[-1] and tree.lower(head) in word_list("level")):
        noun = _topmost(scene, head) if tree.relation(number) == "appos" else head
        phrase = phrase_of(tree, noun, scene.covered)
        return with_of(tree, phrase, own) if phrase else None
    return _object_of(scene, number, head, own) or _subject(scene, head, own)


def _subject(scene: Scene, verb: int, own: range) -> Phrase | Quantity | None:
    """Return the subject of a verb, or the figure that it is."""
    subject = _nominal_subject(scene.tree, verb)
    if subject in scene.covered and subject not in own:
        return _speaking(scene, scene.covered[subject])
    return subject_of(scene.tree, verb, own, scene.covered)


def _object_of(scene: Scene, number: int, verb: int, own: range) -> Phrase | None:
    """Return the object of a verb that the figure only adds to: "bought a stake for 92 million"."""
    tree = scene.tree
    score = scene.quantities[scene.covered[own[0]]].kind == "score"
    if score or tree.relation(number) not in ("obl", "advmod", "nmod", "xcomp"):
        return None
    thing = tree.child(verb, "obj")
    if not thing or thing in scene.covered or not names_thing(tree, thing) or thing > own[0]:
        return None
    phrase = phrase_of(tree, thing, scene.covered)
    return with_of(tree, phrase, own) if phrase else None


def names_thing(tree: Tree, number: int) -> bool:
    """Whether a word names something that can be counted or measured: no time, no "total", "average", "number"."""
    return tree.has(number) and (
        tree.upos(number) in NOMINAL
        and not tree.is_temporal(number)
        and (tree.lower(number) not in word_list("amount") or tree.relation(number - 1) == "compound")
    )


def _nominal_subject(tree: Tree, verb: int) -> int:
    """Return the subject nearest before a verb, where the parser gives it several; 0 if it has none."""
    subjects = [kid for kid in tree.children[verb] if tree.relation(kid) == "nsubj"]
    before = [kid for kid in subjects if kid < verb]
    return before[-1] if before else subjects[0] if subjects else 0


def subject_of(tree: Tree, verb: int, own: range, blocked: Collection[int] = ()) -> Phrase | None:
    """Return the noun phrase that is a verb's subject, or what its relative pronoun stands for."""
    subject = _nominal_subject(tree, verb)
    if not subject or subject in own:
        return None
    if tree.upos(subject) == "PRON":
        if tree.relation(verb) == "acl" and tree.word(verb).head:
            return phrase_of(tree, tree.word(verb).head)
        return None
    phrase = phrase_of(tree, subject, blocked)
    return with_of(tree, phrase, own) if phrase and not tree.is_temporal(subject) else None
