"""What a pronoun stands for where it is what a figure measures: "It weighs 40 tonnes", "put it at 6.5"."""

from __future__ import annotations

from typing import NamedTuple

from workbench.figures.phrases import Phrase, phrase_of, text_of
from workbench.figures.scene import Scene
from workbench.figures.tree import NOMINAL, Tree
from workbench.figures.vocabulary import word_list

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
            if found and agrees(pronoun, found):
                return found.concept
    return topic.concept if topic and agrees(pronoun, topic) else ""


def agrees(pronoun: str, topic: Topic) -> bool:
    """Whether a pronoun may stand for a topic.

    Examples
    --------
    >>> [agrees(word, Topic("bridge", plural=False, person=False)) for word in ("it", "she", "they")]
    [True, False, False]
    """
    if pronoun in PERSONAL:
        return topic.person and not topic.plural
    if pronoun in ("they", "them"):
        return topic.plural
    return not topic.person and not topic.plural
