"""What one figure is called: what is counted or measured and what happened to it, as its own sentence tells."""

from __future__ import annotations

import re

from workbench.figures.tree import NOMINAL, Tree
from workbench.ledger.naming_clauses import Clauses, is_unit, tells
from workbench.ledger.vocabulary import core_of, counted_class
from workbench.lexicon.people import singular
from workbench.lexicon.reading import rows

WORDS = 8  # of a name at most
SPELLED = {"min": "minute", "s": "second", "h": "hour"}
AGO, LATER = frozenset({"ago", "earlier"}), frozenset({"later", "afterwards", "after"})
SPENT = frozenset({"spend", "devote"})
LASTED = frozenset({"last", "take", "endure", "run"})
COSTS = frozenset({"cost", "worth", "value", "price"})
BOUGHT = frozenset({"buy", "purchase", "acquire", "get", "obtain"})
PAID = frozenset({"pay", "spend"})
WITHIN = frozenset({"in", "within", "over", "during", "throughout"})
MEASURES = frozenset("measurement estimate depth altitude height elevation magnitude speed velocity length width distance level weight temperature radius area size value price cost".split())
DIRECTIONS = frozenset(
    "north south east west northeast northwest southeast southwest off from of outside away above below inside into".split()
)


def name_figure(tree: Tree, figure: range, *, kind: str = "count", unit: str = "", concept: str = "") -> str:
    """Return what a figure is called: a noun phrase with what happened to it; empty where the sentence does not tell.

    Parameters
    ----------
    tree, figure
        The tree of its sentence, and its words there.
    kind, unit, concept
        As in the table ``figures``.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> def named(text, number, **told):
    ...     tree, at = Tree(text, parse([text])[0]), text.index(number)
    ...     return name_figure(tree, tree.between(at, at + len(number)), **told)
    >>> named("The depth of the lake near Arlo is 40 metres.", "40", kind="measure", unit="m")
    'depth of lake near Arlo'
    >>> named("Storms sank 14 fishing boats.", "14", concept="fishing boats")
    'fishing boats sunk by Storms'
    """
    if not figure:
        return ""
    reader = _Figure(tree, figure, concept)
    named = {
        "count": reader.count, "percent": reader.portion, "share": reader.portion, "duration": lambda: reader.duration(unit),
        "money": reader.money, "measure": reader.measure, "age": reader.age,
    }  # fmt: skip
    return named.get(kind, reader.thing)()


class _Figure:
    """A figure in the tree of its sentence."""

    def __init__(self, tree: Tree, figure: range, concept: str) -> None:
        self.tree, self.figure, self.share = tree, figure, False
        self.words = Clauses(tree, figure)
        self.top = tree.top(figure)
        self.pivot = self.words.pivot(self.top)
        self.concept, self.named = concept, self._named(concept)
        self.head = self.named or (self._near() if not concept else 0)
        self.unit = next((n for n in (self.top, tree.word(self.top).head) if n and is_unit(tree, n) and tree.upos(n) in NOMINAL), self.top)

    def _named(self, concept: str) -> int:
        """Return where the head of the concept stands, the place next to the figure."""
        core = core_of(concept).replace("-", " ").split()
        held = [n for n in range(1, len(self.tree) + 1) if core and self.tree.lower(n) == core[-1].lower()]
        held = [n for n in held if tells(self.tree, n, self.figure)]
        at = min(held, key=lambda n: abs(n - self.top), default=0)
        above = self.tree.word(at).head if at else 0
        qualifies = at and self.tree.relation(at) == "compound" and above and tells(self.tree, above, self.figure)
        return above if qualifies else at

    def _near(self) -> int:
        """Return the noun that the figure stands in or, where a verb stands between, the verb's subject or object."""
        tree, at, seen = self.tree, self.top, set(self.figure)
        while at:
            if at not in seen or tree.upos(at) in NOMINAL:
                if tells(tree, at, self.figure):
                    return at
                if tree.upos(at) in ("VERB", "AUX", "ADJ"):
                    return self._around(at)
            seen.add(at)
            of = self._measured(at)
            if of:
                return of
            subject = tree.child(at, "nsubj") if at not in self.figure or is_unit(tree, at) else 0
            if subject and tells(tree, subject, self.figure):
                return subject
            at = tree.word(at).head
        return self._around(self.top)

    def _measured(self, unit: int) -> int:
        """Return what a unit is of: "40 percent of the voters"; 0 if nothing is said."""
        tree = self.tree
        return next(
            (
                kid for kid in tree.children[unit]
                if tree.relation(kid) == "nmod" and tree.lower(tree.child(kid, "case")) == "of" and tells(tree, kid, self.figure)
            ),
            0,
        )  # fmt: skip

    def _around(self, verb: int) -> int:
        found = (self.tree.child(verb, relation) for relation in ("nsubj", "obj", "obl"))
        return next((n for n in found if n and tells(self.tree, n, self.figure)), 0)

    # --- counts and shares -----------------------------------------------------------------------------------------

    def thing(self) -> str:
        """Return what is counted, with what qualifies it."""
        return self.words.said(self.words.noun(self.head, 6)) if self.head else ""

    def count(self) -> str:
        noun = self._noun()
        if not noun:
            return ""
        room = WORDS - len(noun.split())
        # A share is governed by its "percent", a count by the noun that it stands before, or alone by its verb.
        alone = self.share or self.pivot in self.figure or self.head == self.pivot or self._is_of(self.head, self.pivot)
        pivot = self.pivot if alone or not self.head else self.head
        told = "" if counted_class(noun).happening else self.words.what_happened(self.head or pivot, pivot, room)
        if told.startswith("who ") and not self._are_people(noun):
            told = f"that {told[4:]}"
        return _short(f"{noun} {told}".strip())

    def portion(self) -> str:
        """Return of what a share is: of those of whom something is said."""
        self.share = True
        return self.count()

    def _noun(self) -> str:
        """Return what is counted; two things that are counted together, and what stands in another sentence, as the concept puts it."""
        said = self.words.said(self.words.noun(self.head, 5)) if self.head else ""
        together = re.search(r"\s(?:and|or)\s", self.concept) and len(self.concept.split()) < WORDS - 2
        return self.concept if self.concept and (together or not self.named) else said

    def _are_people(self, noun: str) -> bool:
        known = counted_class(noun)
        return "people" in (known.name, known.kind_of)

    def _is_of(self, number: int, of: int) -> bool:
        return self.tree.word(number).head == of

    # --- spans of time ---------------------------------------------------------------------------------------------

    def duration(self, unit: str) -> str:
        unit = SPELLED.get(unit, unit) or "day"
        tree, words, units = self.tree, self.words, f"{unit}s"
        at = self.unit
        governor = tree.word(at).head
        of = self._measured(at)
        if of:
            return _short(f"{units} of {words.said(words.noun(of, 5))}")
        if tree.relation(at) in ("compound", "amod", "nummod", "nmod") and governor and tells(tree, governor, self.figure):
            if tree.relation(at) != "nmod" and governor > at:
                return _short(f"length of {words.said(words.noun(governor, 4))} in {units}")
            role = tree.lower(tree.child(at, "case"))
            if role in ("after", "before", "since"):
                return ""
        adverb = next((n for n in (governor, *tree.children[at]) if n and tree.lower(n) in AGO | LATER), 0)
        verb = self._verb(at)
        if adverb and verb:
            anchor = next((n for n in tree.children[at] + tree.children[adverb] if tree.relation(n) in ("nmod", "obl") and tells(tree, n, self.figure)), 0)
            if tree.lower(adverb) == "after" and anchor:
                return _short(f"{units} after {words.said(words.noun(anchor, 4))}")
            told = self._clause(verb, WORDS - 2)
            return f"{units} {'since' if tree.lower(adverb) in AGO else 'until'} {told}" if told else ""
        side = next((n for n in range(at + 1, min(at + 3, len(tree) + 1)) if tree.lower(n) in ("after", "before", "since")), 0)
        if side:
            anchor = tree.word(side).head
            if tells(tree, anchor, self.figure):
                return _short(f"{units} {tree.lower(side)} {words.said(words.noun(anchor, 5))}")
            if tree.upos(anchor) == "VERB" and (told := self._clause(anchor, WORDS - 2)):
                return f"{units} {tree.lower(side)} {told}"
        if not verb:
            return ""
        lemma, case = tree.word(verb).lemma, tree.lower(tree.child(at, "case"))
        if lemma in SPENT and tree.relation(at) == "obj":
            doing = tree.child(verb, "advcl", "xcomp", "obl")
            what = words.clause(doing, 5, subject=False) if doing and tree.upos(doing) == "VERB" else words.said(words.phrase(doing)) if doing else ""
            return _short(f"{units} spent {what}") if what else ""
        if lemma in LASTED and not case:
            doer = tree.child(verb, "nsubj")
            return _short(f"length of {words.said(words.noun(doer, 4))} in {units}") if doer and tells(tree, doer, self.figure) else ""
        told = self._clause(verb, WORDS - 3)
        if not told:
            return ""
        return f"{units} {'in' if case in WITHIN else 'for'} which {told}"

    def _verb(self, number: int) -> int:
        """Return the next verb above a word."""
        tree, at = self.tree, self.tree.word(number).head
        while at and tree.upos(at) not in ("VERB", "AUX"):
            at = tree.word(at).head
        return at

    def _clause(self, verb: int, room: int) -> str:
        """Return what happened by a verb: with its subject, or of a relative clause with what that qualifies."""
        tree = self.tree
        told = self.words.clause(verb, room)
        if told and not self.words.is_empty(verb):
            return told
        if told and len(told.split()) > 3:
            return told
        above = tree.word(verb).head
        if tree.relation(verb) == "acl" and above and tells(tree, above, self.figure):
            noun = self.words.said(self.words.noun(above, 3, behind=False))
            rest = self.words.clause(verb, room - len(noun.split()), subject=False)
            passive = tree.word(verb).relation == "acl" and not tree.lower(verb).endswith("ing")
            return f"{noun} {'were' if singular(noun.split()[-1]) != noun.split()[-1] else 'was'} {rest}" if passive else f"{noun} {rest}"
        return ""

    # --- money -----------------------------------------------------------------------------------------------------

    def money(self) -> str:
        tree, words = self.tree, self.words
        at = self._sign()
        governor, relation = tree.word(at).head, tree.relation(at)
        of = self._of(at, ("of", "in", "for", "on"))
        if of:
            role = tree.lower(tree.child(of, "case"))
            noun = words.said(words.noun(of, 5))
            if role in ("for", "on"):
                return _short(f"money {role} {noun}")
            return _short(noun if _is_money(noun) else f"cost of {noun}" if role == "of" and "damage" in noun else f"value of {noun}")
        if governor and tells(tree, governor, self.figure):
            return self._sum_of(at, governor)
        verb = self._verb(at)
        aim = next((n for n in tree.children[at] if tree.relation(n) in ("acl", "advcl") and tree.lower(tree.child(n, "mark")) == "to"), 0)
        if aim:
            return _short(f"money to {words.clause(aim, 6, subject=False)}")
        if relation == "nsubj" or not verb:
            return ""
        return self._paid(at, verb)

    def _sign(self) -> int:
        """Return the currency of the figure, or its number where that stands for it."""
        tree, at = self.tree, self.top
        above = tree.word(at).head
        while above and is_unit(tree, above) and tree.relation(at) in ("nummod", "compound", "flat", "nmod"):
            at, above = above, tree.word(above).head
        return at

    def _of(self, at: int, roles: tuple[str, ...]) -> int:
        tree = self.tree
        return next(
            (kid for kid in tree.children[at] if kid > at and tree.relation(kid) == "nmod" and tree.lower(tree.child(kid, "case")) in roles and tells(tree, kid, self.figure)),
            0,
        )

    def _sum_of(self, at: int, governor: int) -> str:
        """Return the name of a sum that a noun has or is: "a price of $5", "a $5 ticket", "shares at $5"."""
        tree, words = self.tree, self.words
        relation = tree.relation(at)
        noun = words.said(words.noun(governor, 5))
        if relation == "nmod" and at > governor:
            if _is_money(noun) or tree.lower(tree.child(at, "case")) == "of":
                return _short(self._with_owner(governor, noun))
            return _short(f"price of {noun}")
        if relation in ("nsubj", "appos"):
            return _short(self._with_owner(governor, noun) if _is_money(noun) else "")
        if _is_money(noun):
            return _short(self._with_owner(governor, noun))
        many = singular(tree.lower(governor)) != tree.lower(governor)
        return _short(f"{'price' if many else 'value'} of {noun}")

    def _paid(self, at: int, verb: int) -> str:
        tree, words = self.tree, self.words
        lemma, role = tree.word(verb).lemma, tree.lower(tree.child(at, "case"))
        doer, thing = self._noun_of(verb, "nsubj"), self._noun_of(verb, "obj")
        passive = tree.word(tree.child(verb, "nsubj")).relation.endswith("pass") if tree.child(verb, "nsubj") else False
        if lemma in COSTS:
            return _short(f"{'cost' if lemma == 'cost' else 'value'} of {doer}") if doer else ""
        if lemma in BOUGHT and role == "for" and (thing or doer):
            return _short(f"price paid for {thing or doer}")
        if lemma in PAID:
            for_what = next((n for n in tree.children[verb] if tree.relation(n) == "obl" and tree.lower(tree.child(n, "case")) in ("for", "on") and tells(tree, n, self.figure)), 0)
            if for_what:
                return _short(f"money paid for {words.said(words.noun(for_what, 4))}")
            return _short(f"price paid by {doer}") if doer else ""
        if role in ("at", "for", "to", "from") and (doer or thing):
            noun = thing or doer
            return _short(noun if _is_money(noun) else f"price of {noun}")
        if words.is_empty(verb):
            return ""
        if tree.relation(at) == "obj":
            done = words.what_happened(at, at, 5)
            return _short(f"money {done}") if done else ""
        if passive and doer:
            return ""
        return ""

    def _noun_of(self, verb: int, relation: str) -> str:
        number = self.tree.child(verb, relation)
        return self.words.said(self.words.noun(number, 4)) if number and tells(self.tree, number, self.figure) else ""

    def _with_owner(self, number: int, noun: str) -> str:
        """Return a quality with what has it, where the sentence tells: "Arlo has a debt of $5" gives "debt of Arlo"."""
        if " of " in noun or "'s " in noun or "’s " in noun:
            return noun
        owner = self._owner(number)
        return f"{noun} of {owner}" if owner else noun

    def _owner(self, number: int) -> str:
        tree = self.tree
        verb = tree.word(number).head
        if not verb or tree.upos(verb) not in ("VERB", "AUX", "NOUN"):
            return ""
        relation = tree.relation(number)
        if relation not in ("obj", "obl", "conj"):
            return ""
        place = tree.child(verb, "obj") if relation == "obl" else 0
        for candidate in (place, tree.child(verb, "nsubj")):
            if candidate and candidate != number and tells(tree, candidate, self.figure):
                return self.words.said(self.words.noun(candidate, 3, behind=False))
        if tree.word(verb).relation == "acl:relcl" and tells(tree, tree.word(verb).head, self.figure):
            return self.words.said(self.words.noun(tree.word(verb).head, 3, behind=False))
        if tree.relation(verb) in ("advcl", "xcomp", "conj") and tree.word(verb).head:
            doer = tree.child(tree.word(verb).head, "nsubj")
            if doer and tells(tree, doer, self.figure):
                return self.words.said(self.words.noun(doer, 3, behind=False))
        return ""

    # --- measures and ages -----------------------------------------------------------------------------------------

    def measure(self) -> str:
        tree, words = self.tree, self.words
        at = self._sign()
        governor = tree.word(at).head
        extent = self._extent(at)
        target = self._target(at)
        if extent:
            return _short(f"{extent} of {self._subject(at)}") if self._subject(at) else ""
        if target:
            what = self._subject(at)
            return _short(f"distance of {what} from {target}" if what and what != target else f"distance from {target}")
        named = next((n for n in (governor, self.head) if n and n not in self.figure and _is_measure(tree.lower(n))), 0)
        return _short(self._with_owner(named, words.said(words.noun(named, 5)))) if named else ""

    def _extent(self, at: int) -> str:
        """Return what an adjective behind the unit says is measured."""
        named = {row["word"]: row["named"] for row in rows("extents")}
        near = range(at + 1, min(at + 4, len(self.tree) + 1))
        word = next((self.tree.lower(n) for n in near if self.tree.lower(n) in named), "")
        return named.get(word, "") if word not in ("away", "radius", "below") else ""

    def _target(self, at: int) -> str:
        """Return from where a distance is measured."""
        tree = self.tree
        if not any(tree.lower(n) in DIRECTIONS for n in range(at + 1, min(at + 6, len(tree) + 1))):
            return ""
        for n in range(at + 1, min(at + 12, len(tree) + 1)):
            case = tree.lower(tree.child(n, "case"))
            if tells(tree, n, self.figure) and case in ("of", "from", "off") and tree.relation(n) in ("nmod", "obl"):
                return self.words.said(self.words.noun(n, 4))
        return ""

    def _subject(self, at: int) -> str:
        tree = self.tree
        verb = self._verb(at)
        above = tree.word(at).head
        if tree.relation(at) == "nmod" and above and tells(tree, above, self.figure):
            return self._plain(above)
        number = tree.child(verb, "nsubj") if verb else tree.child(above, "nsubj") if above else 0
        qualified = tree.word(verb).head if verb and tree.relation(verb) == "acl" else 0
        return next((self._plain(n) for n in (number, qualified) if n and self._plain(n)), "")

    def _plain(self, number: int) -> str:
        """Return a thing that may be measured: neither a measure itself nor a direction."""
        word = self.tree.lower(number)
        if not tells(self.tree, number, self.figure) or _is_measure(word) or word in DIRECTIONS:
            return ""
        return self.words.said(self.words.noun(number, 3, behind=False))

    def age(self) -> str:
        """Return whose age it is: the person by name where the sentence names one."""
        tree = self.tree
        if not self.head:
            return ""
        name = next((n for n in tree.children[self.head] if tree.upos(n) == "PROPN" and tree.relation(n) in ("appos", "flat")), 0)
        above = tree.word(self.head).head
        if not name and tree.relation(self.head) == "appos" and above and tree.upos(above) == "PROPN":
            name = above
        return _short(f"age of {self.words.said(self.words.noun(name or self.head, 4))}")


def _is_money(noun: str) -> bool:
    known = counted_class(noun)
    return "money" in (known.kind_of, known.name) or "price" in (known.kind_of, known.name)


def _is_measure(word: str) -> bool:
    return word in MEASURES or singular(word) in MEASURES


def _short(name: str) -> str:
    return name if 0 < len(name.split()) <= WORDS + 1 else ""
