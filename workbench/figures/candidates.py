"""What a figure may count that has no noun of its own: candidates, and what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from workbench.figures.tree import NOMINAL, Phrase, Scene, Tree, phrase_of, text_of, with_of
from workbench.numbers.quantity import Quantity
from workbench.numbers.vocabulary import word_list

PERSONAL = ("he", "she")
MEASURED = (*PERSONAL, "it", "they")


class Topic(NamedTuple):
    """Whom or what a sentence is about: its subject as written, and which pronouns may stand for it."""

    concept: str
    plural: bool
    person: bool


def topic_of(tree: Tree, earlier: Topic | None) -> Topic | None:
    """Return what a sentence is about; what the one before was about if its subject is a pronoun."""
    roots = tree.children[0]
    subjects = [kid for kid in tree.children[roots[0]] if tree.relation(kid) == "nsubj"] if roots else []
    if not subjects:
        return None
    if tree.upos(subjects[0]) == "PRON":
        return earlier if tree.lower(subjects[0]) in MEASURED else None
    return _as_topic(tree, subjects[0])


def _as_topic(tree: Tree, number: int) -> Topic | None:
    phrase = phrase_of(tree, number) if tree.upos(number) in NOMINAL else None
    if phrase is None or tree.is_temporal(number):
        return None
    word = tree.word(phrase.head)
    name = word.upos == "PROPN"
    plural = word.upos == "NOUN" and word.lemma != word.text.lower()
    person = word.lemma in word_list("person") or word.lemma in word_list("parent")
    people = name and _is_plain_name(tree, phrase)
    return Topic(text_of(tree, phrase), plural, person or people)


def _is_plain_name(tree: Tree, phrase: Phrase) -> bool:
    """Whether a name may be a person's: behind "the" it is a body's or a thing's."""
    return phrase.last - phrase.first < 3 and tree.lower(phrase.first - 1) != "the"


def stands_for(scene: Scene, number: int, topic: Topic | None) -> str:
    """Return what a pronoun stands for: the last subject before it in the sentence that fits, else the topic."""
    tree, pronoun = scene.tree, scene.tree.lower(number)
    for other in range(number - 1, 0, -1):
        if tree.word(other).head == tree.word(number).head or other in scene.covered:
            continue  # the subject of the verb whose object the pronoun is
        if tree.relation(other) == "nsubj" and tree.upos(other) in NOMINAL:
            found = _as_topic(tree, other)
            if found and may_stand_for(pronoun, found):
                return found.concept
    return topic.concept if topic and may_stand_for(pronoun, topic) else ""


def may_stand_for(pronoun: str, topic: Topic) -> bool:
    """Whether a pronoun may stand for a topic.

    Examples
    --------
    >>> [may_stand_for(word, Topic("bridge", plural=False, person=False)) for word in ("it", "she", "they")]
    [True, False, False]
    """
    if pronoun in PERSONAL:
        return topic.person and not topic.plural
    if pronoun in ("they", "them"):
        return topic.plural
    return not topic.person and not topic.plural


# How many words from the figure a candidate may stand, and how many of them are weighed on either side.
REACH = 45
MOST = 12
# The longest way through the tree, in steps, that is told apart from any longer one.
LONGEST_WAY = 5


class Candidate(NamedTuple):
    """Something that a figure may count: a word of the sentence, or (``at`` 0) what the text has named before."""

    at: int
    sort: str
    text: str = ""


class Memory(NamedTuple):
    """What the text before a sentence leaves to it.

    What was counted last, what the sentence before was about, and what was counted by each number so far.
    """

    earlier: str = ""
    topic: Topic | None = None
    counts: Mapping[float, str] = MappingProxyType({})


NOTHING = Memory()


def candidates_for(scene: Scene, place: int, memory: Memory) -> list[Candidate]:
    """Return what the figure at a place may count, in the order of the sentence."""
    own, span = scene.quantities[place], scene.spans[place]
    if not span or _is_of_somebody(scene, own, memory):
        return []
    found = [*_side(scene, own, range(span[0] - 1, 0, -1), memory)][::-1]
    found += _side(scene, own, range(span[-1] + 1, len(scene.tree) + 1), memory)
    found += _unsaid(own, memory)
    if own.kind == "duration" and (verb := _verb_above(scene.tree, scene.tree.top(span))):
        found.append(Candidate(0, "doing", _gerund(scene.tree.word(verb).lemma)))
    before = next((q for q in scene.before(place) if q.concept and q.noun is None), None)
    if before is not None and before.kind == own.kind:
        found.append(Candidate(0, "figure", before.concept))
    return found


def _unsaid(own: Quantity, memory: Memory) -> Iterator[Candidate]:
    """Yield what a figure of its kind may count though no word of the sentence names it."""
    if own.kind == "money":
        yield Candidate(0, "money", "money")
    if own.kind not in ("count", "share") or own.unit:
        return
    yield Candidate(0, "people", "people")
    if memory.earlier:
        yield Candidate(0, "earlier", memory.earlier)
    if own.value in memory.counts and own.value > 1:
        yield Candidate(0, "same", memory.counts[own.value])


def _is_of_somebody(scene: Scene, own: Quantity, memory: Memory) -> bool:
    """Whether a pronoun that stands for nobody known has the figure: "He is 35", in a text that names no man."""
    tree, number = scene.tree, scene.word(own.phrase) - 1
    while number > 1 and tree.upos(number) in ("AUX", "VERB", "ADV", "PART"):
        number -= 1
    pronoun = own.kind in ("age", "measure") and tree.lower(number) in MEASURED
    return pronoun and tree.relation(number) == "nsubj" and not stands_for(scene, number, memory.topic)


def _side(scene: Scene, own: Quantity, numbers: range, memory: Memory) -> Iterator[Candidate]:
    """Yield the candidates on one side of a figure, the nearest first."""
    tree, left, before = scene.tree, MOST, scene.word(own.phrase) - 1
    for number in numbers[:REACH]:
        sort = "" if number in scene.covered else _sort(tree, number, own, before)
        if not sort:
            continue
        meant = stands_for(scene, number, memory.topic) if sort == "pronoun" else ""
        if sort != "pronoun" or meant:
            yield Candidate(number, sort, meant)
            left -= 1
        if not left:
            return


def _sort(tree: Tree, number: int, own: Quantity, before: int) -> str:
    """Return what kind of candidate a word is; the empty string for none."""
    upos = tree.upos(number)
    if upos in NOMINAL:
        return "noun" if not _is_part(tree, number, before) and names_thing(tree, number) else ""
    if upos == "PRON":
        return "pronoun" if _is_pronoun_of_thing(tree, number) else ""
    if upos == "ADJ":
        named = tree.relation(number) in ("nsubj", "obj", "obl", "nmod") and not tree.is_temporal(number)
        return "adjective" if named and tree.lower(number - 1) != "at" else ""  # at least, at first
    return _sort_of_verb(tree, number, own) if upos == "VERB" else ""


def _is_pronoun_of_thing(tree: Tree, number: int) -> bool:
    """Whether a pronoun for what may be measured is a subject or object."""
    measured = tree.lower(number) in (*MEASURED, "them")
    return measured and tree.relation(number) in ("nsubj", "obj")


def _sort_of_verb(tree: Tree, number: int, own: Quantity) -> str:
    """Return what kind of candidate a verb is: a plural taken for a verb, or what somebody does for so long."""
    if tree.lower(number).endswith("s") and tree.upos(number + 1) == "VERB":
        return "noun" if tree.lower(number + 1).endswith("ing") else ""
    acts = own.kind == "duration" and tree.lower(number).endswith("ing")
    return "doing" if acts and tree.relation(number) not in ("amod", "compound") else ""


def _verb_above(tree: Tree, number: int) -> int:
    """Return the verb that a word hangs on by itself or through one noun; 0 if none or if it says nothing alone."""
    for _ in range(2):
        number = tree.word(number).head
        if number and tree.upos(number) == "VERB":
            return 0 if tree.word(number).lemma in word_list("verb that says nothing alone") else number
    return 0


def _gerund(lemma: str) -> str:
    """Return what somebody does as a noun.

    Examples
    --------
    >>> [_gerund(lemma) for lemma in ("wait", "drive", "sit", "agree", "lie")]
    ['waiting', 'driving', 'sitting', 'agreeing', 'lying']
    """
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    short = re.fullmatch(r"[^aeiou]{0,12}[aeiou][^aeiouwxy]", lemma)
    return lemma + (lemma[-1] if short else "") + "ing"


def _is_part(tree: Tree, number: int, before: int) -> bool:
    """Whether a noun only adds to the next one; not to what stands right before the figure, often a misread verb."""
    head = tree.word(number).head
    part = tree.relation(number) in ("compound", "flat") and tree.upos(head) in NOMINAL
    part = part and not tree.is_temporal(head) and not (number < before + 1 < head)
    return part and not (head == before and number == head - 1 and tree.lower(head).endswith("s"))


def names_thing(tree: Tree, number: int) -> bool:
    """Whether a word names something that can be counted or measured: no time, no "total", "average", "number"."""
    return tree.has(number) and (
        tree.upos(number) in NOMINAL
        and not tree.is_temporal(number)
        and tree.lower(number).partition("-")[0] not in word_list("direction")
        and (tree.lower(number) not in word_list("amount") or _in_name(tree, number))
    )


def _in_name(tree: Tree, number: int) -> bool:
    """Whether a noun that says how much is part of a name: the average of an index."""
    capitals = all(tree.has(one) and tree.word(one).text[0].isupper() for one in (number - 1, number))
    return capitals or tree.relation(number - 1) == "compound"


def phrase_for(scene: Scene, place: int, candidate: Candidate) -> tuple[str, Phrase | None]:
    """Return a candidate as written, and its noun phrase if it stands in the sentence."""
    if not candidate.at or candidate.text:
        return candidate.text, None
    tree = scene.tree
    phrase = phrase_of(tree, candidate.at, scene.covered) or Phrase(candidate.at, candidate.at, candidate.at)
    phrase = with_of(tree, _whole_name(scene, phrase), scene.spans[place])
    return text_of(tree, phrase), phrase


def _whole_name(scene: Scene, phrase: Phrase) -> Phrase:
    """Return a name up to its last capitalised word, in whatever way the parser joined them."""
    tree, last = scene.tree, phrase.last
    if tree.upos(last) != "PROPN":
        return phrase
    while last + 1 not in scene.covered and _carries_name_on(tree, last + 1):
        last += 1
    return Phrase(phrase.first, last, last) if last > phrase.last else phrase


def _carries_name_on(tree: Tree, number: int) -> bool:
    capital = tree.has(number) and tree.word(number).text[0].isupper() and not tree.is_temporal(number)
    named = tree.upos(number) == "PROPN" or (tree.upos(number) == "ADJ" and tree.upos(number + 1) == "PROPN")
    return capital and named
