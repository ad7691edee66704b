"""What a figure counts or measures: the noun phrase, read from tags and tree.

In this order: what stands with the number itself, or what another figure of the same list counts (:mod:`direct`); the
most probable of what else the sentence and the text before it offer (:mod:`candidates`), by weights of features.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from workbench.figures.candidates import (
    LONGEST_WAY,
    NOTHING,
    Candidate,
    Memory,
    candidates_for,
    phrase_for,
    topic_of,
)
from workbench.figures.direct import add_direct, add_understood, named_by, share_from_next, share_from_whole
from workbench.figures.speakers import word_sets
from workbench.figures.tree import Phrase, Scene, Tree, past_bracket, subject_before
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantity import Quantity
from workbench.numbers.vocabulary import word_list


class View:
    """A figure in its sentence, as its candidates are looked at from it."""

    def __init__(self, scene: Scene, place: int) -> None:
        self.scene, self.place = scene, place
        self.own, self.span, self.tree = scene.quantities[place], scene.spans[place], scene.tree
        self.kind = _kind(self.own)
        self.begin = min(scene.word(self.own.phrase), self.span[0])
        self.end = past_bracket(self.tree, self.span, scene.covered)
        self.before, self.behind = _plain(self.tree, self.begin - 1), _plain(self.tree, self.end)
        top = self.tree.top(self.span)
        self.relation = self.tree.relation(top)
        self.ways = _ways_up(self.tree, top)
        self.verb = next((n for n in self.ways if self.tree.upos(n) in ("VERB", "AUX")), 0)
        self.doing = _verb_class(self.tree, self.verb)
        self.nouns = {q.noun.head: q for q in scene.quantities if q is not self.own and q.noun is not None}
        self.acting = _acting(scene, self.own, self.begin)
        self.by = self.own.by or ("level" if self.own.verb is not None else "")

    def features(self, candidates: list[Candidate]) -> list[list[str]]:
        """Return the named features of each candidate."""
        left = [one.at for one in candidates if 0 < one.at < self.begin][::-1]
        right = [one.at for one in candidates if one.at > self.span[-1]]
        ranks = {at: rank for side in (left, right) for rank, at in enumerate(side, 1)}
        return [self._of(one, ranks) if one.at else self._of_no_word(one) for one in candidates]

    def _of_no_word(self, one: Candidate) -> list[str]:
        tokens, kind, sort = self.scene.tokens, self.kind, one.sort
        harmed = "harm" if self.scene.is_casualty(self.own) else "plain"
        human = "they" if one.text.rpartition(" ")[2] in word_list("people") else "it"
        opens = "opens" if self.own.phrase == 0 else "inside"
        case = self.tree.child(self.verb, "nsubj", "obj") if self.verb else 0
        about = _plain(self.tree, case) if case else "none"
        of_them = tokens.at(self.own.last) == "of" and tokens.at(self.own.last + 1) in ("them", "those", "us")
        held = self.before in word_list("holds people") or self.before in word_list("leaves people")
        found = [
            sort,
            f"{sort} {kind}",
            f"{sort} {harmed}",
            f"{sort} {harmed} {human} {opens}",
            f"{sort} {self.relation}",
            f"{sort} {self.before}",
            f"{sort} < {self.behind}",
            f"{sort} {self.before} {harmed}",
            f"{sort} {self.relation} {self.doing}",
            f"{sort} {human} {self.own.modifier}",
            f"{sort} {about} {self.tree.upos(self.verb) if self.verb else ''}",
            f"{sort} {about} {self.before}",
        ]
        return [*found, f"{sort} them" if of_them else f"{sort} held" if held else f"{sort} else"]

    def _of(self, one: Candidate, ranks: dict[int, int]) -> list[str]:
        tree, kind, at = self.tree, self.kind, one.at
        side = "L" if at < self.begin else "R"
        rank = min(ranks.get(at, 0), 6)
        low, high = (at + 1, self.begin) if side == "L" else (self.span[-1] + 1, at)
        commas, verbs, figures = self._between(low, high)
        role, way = tree.relation(at), self._way(at)
        case = _plain(tree, tree.child(at, "case")) if tree.child(at, "case") else "none"
        named = _noun_class(tree, at) if one.sort == "noun" else one.sort
        where, apart = f"{side}{rank}", f"{commas}{verbs}{figures}"
        other = self._shared(at)
        following = _plain(tree, at + 1) + (_plain(tree, at + 2) if tree.lower(at + 1) == "," else "")
        found = (
            where,
            f"{where} {apart}",
            f"{side} {apart} {role}",
            way,
            f"{way} {self.before}",
            f"{way} < {self.behind}",
            f"{way} {self.by}",
            f"{way} {self.doing}",
            f"{where} {self.before}",
            f"{where} < {self.behind}",
            f"{side} {commas} {self.before}",
            f"{role} {tree.upos(at)} {side}",
            f"{role} {verbs} {self.before}",
            f"{role} {self.by} {side}",
            f"{role} {self.doing} {side}",
            named,
            f"{named} {where}",
            f"{named} {role} {side}",
            f"{named} {way}",
            f"case {case} {side}",
            f"case {case} {self.before} {side}",
            f"det {self._determiner(at)} {side}",
            f"{self.relation} {role} {commas}",
            f"{self.relation} {where}",
            f"{other} {figures}",
            f"{other} {self.before}",
            f"near {low >= high} {side} {self.before}",
            f"{one.sort} {role}",
            f"next {following}",
            f"next {following} {side} {self.before}",
            f"next {following} {apart} {side}",
            f"behind {self._leader(at)}",
            f"acts {at in self.acting} {self.by} {self.before}",
            f"acts {at in self.acting} {role} {commas}",
            f"acts {at in self.acting} {tree.upos(at)} {tree.lower(self.begin - 2)}{self.before}",
        )
        return [*(f"{kind} {one}" for one in found), *found]

    def _leader(self, at: int) -> str:
        """Return the noun that leads to a candidate by "of" where it says what is stated: the number of, the cost of."""
        tree = self.tree
        case = tree.child(at, "case")
        led = tree.lower(case - 1) if case and tree.lower(case) in ("of", "to") else ""
        return (
            led
            if led in word_list("amount")
            or led in word_list("number of")
            or led in word_list("measured noun")
            else "none"
        )

    def _between(self, low: int, high: int) -> tuple[int, int, int]:
        """Return how many marks, verbs and figures stand between, up to two of each."""
        tree, covered = self.tree, self.scene.covered
        commas = verbs = 0
        figures = set()
        for number in range(low, high):
            upos = tree.upos(number)
            if upos == "PUNCT":
                commas += tree.lower(number) not in ("-", "'", '"', "“", "”", ".", "(", ")")
            elif upos == "VERB":
                verbs += tree.relation(number) not in ("amod", "compound")
            if number in covered:
                figures.add(covered[number])
        return min(commas, 2), min(verbs, 2), min(len(figures), 2)

    def _way(self, at: int) -> str:
        """Return the relations from the figure up to a common word, and from there down to the candidate."""
        down: list[str] = []
        tree = self.tree
        while at not in self.ways:
            down.append(tree.relation(at))
            at = tree.word(at).head
            if not at or len(down) > LONGEST_WAY:
                return "far"
        up = self.ways[at]
        if len(up) + len(down) > LONGEST_WAY:
            return "far"
        return f"{'^'.join(up)}_{'_'.join(reversed(down))}"

    def _determiner(self, at: int) -> str:
        tree = self.tree
        kid = tree.child(at, "det") or tree.child(at, "nmod:poss")
        word = tree.lower(kid) if kid else "none"
        plural = tree.upos(at) == "NOUN" and tree.word(at).lemma != tree.lower(at)
        return f"{word if word in ('the', 'a', 'an', 'none') else 'other'} {'many' if plural else 'one'}"

    def _shared(self, at: int) -> str:
        """Return which other figure counts this noun already."""
        other = self.nouns.get(at)
        if other is None:
            return "free"
        alike = other.kind == self.own.kind and other.unit == self.own.unit
        harm = self.own.kind == "count" and self.scene.is_casualty(self.own)
        side = "before" if other.first < self.own.first else "behind"
        return f"{'alike' if alike else 'other'} {side} {'harm' if harm else ''}"


def _acting(scene: Scene, own: Quantity, begin: int) -> range:
    """Return the words of the subject that stands before the verb next to the figure, by word order alone."""
    tree, number = scene.tree, scene.word(own.verb) if own.verb is not None else begin - 1
    while number > 1 and (
        tree.upos(number) in ("ADV", "PART") or tree.lower(number) in ("at", "to", "by", "near")
    ):
        number -= 1
    verbless = tree.lower(number) in ("up", "down", "off") and tree.lower(number - 1) == ","
    number -= verbless  # "the brewer, down 4%"
    verb = verbless or own.verb is not None or tree.upos(number) in ("VERB", "AUX")
    phrase = subject_before(tree, number, scene.covered) if verb else None
    return range(phrase.head, phrase.head + 1) if phrase else range(0)


def _kind(own: Quantity) -> str:
    if own.kind != "measure":
        return own.kind
    return _unit_classes().get(own.unit, "measure")


@cache
def _unit_classes() -> dict[str, str]:
    """Return the units of lengths, areas, speeds and weights, which are said of different things."""
    classes = {
        "length": "m km cm mm in ft yd mi nmi fathom furlong",
        "area": "m2 km2 ft2 mi2 acre ha",
        "speed": "km/h mph m/s ft/s knot mach",
        "weight": "kg g t ton kt lb oz stone barrel L gal",
        "strength": "magnitude",
        "level": "point degC degF deg",
    }
    return {unit: name for name, units in classes.items() for unit in units.split()}


def _plain(tree: Tree, number: int) -> str:
    """Return a word of a closed class as it is, any other by its part of speech."""
    upos = tree.upos(number)
    if upos in ("ADP", "SCONJ", "AUX", "CCONJ", "PRON", "DET", "PUNCT", "PART"):
        return tree.lower(number)
    word = tree.lower(number)
    return word if word in word_list("tells of a figure") else upos or "end"


def _ways_up(tree: Tree, top: int) -> dict[int, list[str]]:
    """Return the words above a figure, each with the relations that lead up to it."""
    ways: dict[int, list[str]] = {}
    number = top
    way: list[str] = []
    while number and len(way) <= LONGEST_WAY and number not in ways:
        way = [*way, tree.relation(number)]
        number = tree.word(number).head
        if number:
            ways[number] = way
    return ways


def _verb_class(tree: Tree, verb: int) -> str:
    if not verb:
        return "none"
    word, lemma = tree.lower(verb), tree.word(verb).lemma
    for role in ("buys", "fines", "casualty", "holds people", "leaves people"):
        if word in word_list(role):
            return role
    if lemma in word_sets()["say"] or lemma in word_sets()["give"]:
        return "says"
    return lemma if lemma in word_list("verb of a figure") else tree.upos(verb)


def _noun_class(tree: Tree, number: int) -> str:
    """Return what sort of thing a noun names, by the lists of closed classes."""
    word, lemma = tree.lower(number), tree.word(number).lemma
    verb = tree.word(number).head
    if tree.relation(number) == "nsubj" and verb and _verb_class(tree, verb) == "says":
        return "speaker"
    if lemma in word_list("measured noun"):
        return lemma
    if lemma in word_list("quake"):
        return "quake"
    if word in word_list("people") or lemma in word_list("person"):
        return "people"
    if lemma in word_sets()["document"]:
        return "document"
    return "name" if tree.upos(number) == "PROPN" else "thing"


class Choice(NamedTuple):
    """What a figure counts, its noun phrase, how probable that is (0 to 1), and the reading that comes next."""

    concept: str
    noun: Phrase | None
    confidence: float
    second: str = ""


@cache
def _weights() -> dict[str, float]:
    text = files("workbench.figures").joinpath("weights", "concepts.json").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in json.loads(text)["weights"].items()}


def choose(scene: Scene, place: int, memory: Memory) -> Choice | None:
    """Return the most probable of what a figure may count; none if its sentence and the text before offer nothing."""
    candidates = candidates_for(scene, place, memory)
    if not candidates:
        return None
    shares = probabilities(View(scene, place).features(candidates), _weights())
    heads = _by_head(scene, candidates, shares)
    (confidence, first), (_, second) = (*heads[:2], (0.0, candidates[0]))[:2]
    concept, noun = phrase_for(scene, place, first)
    other = phrase_for(scene, place, second)[0] if len(heads) > 1 else ""
    return Choice(concept, noun, confidence, other)


def probabilities(features: list[list[str]], weights: dict[str, float]) -> list[float]:
    """Return the probability of each candidate: a softmax over the sums of the weights of its features."""
    scores = [sum(weights.get(name, 0.0) for name in one) for one in features]
    top = max(scores)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def _by_head(scene: Scene, candidates: list[Candidate], shares: list[float]) -> list[tuple[float, Candidate]]:
    """Return the candidates with one head as one, the most probable first."""
    found: dict[str, tuple[float, float, Candidate]] = {}
    for one, share in zip(candidates, shares, strict=True):
        head = one.text.rpartition(" ")[2].lower() or scene.tree.word(one.at).lemma
        total, best, kept = found.get(head, (0.0, 0.0, one))
        found[head] = (total + share, max(best, share), one if share > best else kept)
    return sorted(((total, one) for total, _, one in found.values()), key=lambda pair: -pair[0])


def add_concepts(tokens: Tokens, tree: Tree, quantities: list[Quantity], memory: Memory = NOTHING) -> None:
    """Write the concept of each figure of a sentence; ``memory`` is what the text before leaves to it."""
    if not len(tree):
        return
    scene = Scene(tokens, tree, quantities)
    for place in range(len(quantities)):
        add_direct(scene, place)
    for place in reversed(range(len(quantities) - 1)):
        share_from_whole(scene, place)
        share_from_next(scene, place)
    for place in range(len(quantities)):
        _add_one(scene, place, memory)
    for quantity in quantities:
        if not quantity.concept and quantity.whole is not None:
            quantity.concept, quantity.route = quantities[quantity.whole].concept, "shared"


def _add_one(scene: Scene, place: int, memory: Memory) -> None:
    """Write the concept of a figure that has none yet: by another figure, by words beside it, or the likeliest."""
    quantity = scene.quantities[place]
    if quantity.counted:
        quantity.route = quantity.route if quantity.route != "none" else "beside"
    elif not named_by(scene, place) and not add_understood(scene, place):
        _choose(scene, place, memory)


def _choose(scene: Scene, place: int, memory: Memory) -> None:
    """Write the most probable concept of a figure, how probable it is, and the reading that comes next."""
    own, choice = scene.quantities[place], choose(scene, place, memory)
    if choice:
        own.concept, own.noun, own.route = choice.concept, choice.noun, "chosen"
        own.share, own.second = choice.confidence, choice.second


def remember(memory: Memory, tree: Tree, quantities: list[Quantity]) -> Memory:
    """Return what a sentence leaves to the one behind it, and what was left to it before."""
    named = [q for q in quantities if q.kind == "count" and q.concept]
    counts = {**memory.counts, **{q.value: q.concept for q in named if q.counted}} if named else memory.counts
    return Memory(named[0].concept if named else "", topic_of(tree, memory.topic), counts)
