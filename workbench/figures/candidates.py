"""What a figure may count that has no noun of its own: candidates, and what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from workbench.figures.phrases import Phrase, past_bracket, phrase_of, subject_before, text_of, with_of
from workbench.figures.pronouns import MEASURED, Topic, stands_for
from workbench.figures.quantity import Quantity
from workbench.figures.scene import Scene
from workbench.figures.speech_words import word_sets
from workbench.figures.tree import NOMINAL, Tree
from workbench.figures.vocabulary import word_list

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
    if not span:
        return []
    found = [*_side(scene, own, range(span[0] - 1, 0, -1), memory)][::-1]
    found += _side(scene, own, range(span[-1] + 1, len(scene.tree) + 1), memory)
    if own.kind in ("count", "share") and not own.unit:
        found.append(Candidate(0, "people", "people"))
        if memory.earlier:
            found.append(Candidate(0, "earlier", memory.earlier))
        if own.value in memory.counts and own.value > 1:
            found.append(Candidate(0, "same", memory.counts[own.value]))
    if own.kind == "money":
        found.append(Candidate(0, "money", "money"))
    if own.kind == "duration" and (verb := _verb_above(scene.tree, scene.tree.top(span))):
        found.append(Candidate(0, "doing", _gerund(scene.tree.word(verb).lemma)))
    before = next((q for q in scene.before(place) if q.concept and q.noun is None), None)
    if before is not None and before.kind == own.kind:
        found.append(Candidate(0, "figure", before.concept))
    return found


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
    upos, relation = tree.upos(number), tree.relation(number)
    if upos in NOMINAL:
        return "noun" if not _is_part(tree, number, before) and names_thing(tree, number) else ""
    if upos == "PRON":
        return "pronoun" if tree.lower(number) in (*MEASURED, "them") and relation in ("nsubj", "obj") else ""
    if upos == "ADJ" and relation in ("nsubj", "obj", "obl", "nmod"):
        return "" if tree.is_temporal(number) else "adjective"
    if upos == "VERB" and tree.lower(number).endswith("s") and tree.upos(number + 1) == "VERB":
        return "noun" if tree.lower(number + 1).endswith("ing") else ""  # a plural taken for a verb
    acts = upos == "VERB" and own.kind == "duration" and tree.lower(number).endswith("ing")
    return "doing" if acts and relation not in ("amod", "compound") else ""


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
    verb = own.verb is not None or tree.upos(number) in ("VERB", "AUX")
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
