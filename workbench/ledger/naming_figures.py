"""What one figure is called: what is counted or measured and what happened to it, as its own sentence tells."""

from __future__ import annotations

import re

from workbench.figures.tree import NOMINAL, Tree
from workbench.ledger.naming_clauses import Clauses, is_unit, tells, words_for
from workbench.ledger.vocabulary import core_of, counted_class
from workbench.lexicon.people import singular
from workbench.lexicon.reading import rows

WORDS = 8  # of a name at most
SPELLED = {"min": "minute", "s": "second", "h": "hour"}
DIRECTION = r"(?:north|south|east|west)(?:[\s-]?(?:north|south|east|west)){0,2}(?:ern|wards?)?"
AWAY = re.compile(
    rf"\s?(?:[(\[][^)\]]*[)\]]\s)?(?:(?:away|further|farther|inland|offshore)\s)?(?:(?:to|at|in)\s)?(?:the\s)?"
    rf"(?:{DIRECTION}\s(?:of|from)|from|off|outside|beyond)\s(?:the\s)?",
    re.I,
)
IS_DIRECTION = re.compile(DIRECTION, re.I)
NAME = r"[A-Z][\w’'.-]+(?:\s(?:d[aeiou]s?|bin|van|von|del|al|la|ben)\b)*(?:\s[A-Z][\w’'.-]+){0,2}"
NAMED_BEFORE = re.compile(rf"(?P<name>{NAME}),?\s(?:(?:an?|the|his|her|their|now|aged?)\s)?$")
NAMED_BEHIND = re.compile(rf"[\s-]years?[\s-]old(?:\s[a-z][\w-]+){{0,3}},?\s(?P<name>{NAME})")


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
    'fishing boats sunk by storms'
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
        self.unit = next(
            (
                n
                for n in (self.top, tree.word(self.top).head)
                if n and is_unit(tree, n) and tree.upos(n) in NOMINAL
            ),
            self.top,
        )

    def _named(self, concept: str) -> int:
        """Return where the head of the concept stands, the place next to the figure."""
        core = core_of(concept).replace("-", " ").split()
        held = [n for n in range(1, len(self.tree) + 1) if core and self.tree.lower(n) == core[-1].lower()]
        held = [n for n in held if tells(self.tree, n, self.figure)]
        at = min(held, key=lambda n: abs(n - self.top), default=0)
        above = self.tree.word(at).head if at else 0
        qualifies = (
            at and self.tree.relation(at) == "compound" and above and tells(self.tree, above, self.figure)
        )
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
        return self._said(self.head, 6) if self.head else ""

    def count(self) -> str:
        noun = self._noun(4 if self.share else 5)
        if not noun:
            return ""
        room = WORDS - len(noun.split())
        # A share is governed by its "percent", a count by the noun that it stands before, or alone by its verb.
        alone = (
            self.share
            or self.pivot in self.figure
            or self.head == self.pivot
            or self._is_of(self.head, self.pivot)
        )
        pivot = self.pivot if alone or not self.head else self.head
        told = (
            "" if counted_class(noun).happening else self.words.what_happened(self.head or pivot, pivot, room)
        )
        if told.startswith("who ") and not self._are_people(noun):
            told = f"that {told[4:]}"
        return _short(f"{noun} {told}".strip())

    def portion(self) -> str:
        """Return of what a share is: of those of whom something is said."""
        self.share = True
        return self.count()

    def _noun(self, most: int) -> str:
        """Return what is counted; two things that are counted together, and what stands in another sentence, as the concept puts it."""
        said = self._said(self.head, most) if self.head else ""
        together = re.search(r"\s(?:and|or)\s", self.concept) and len(self.concept.split()) < WORDS - 2
        return self.concept if self.concept and (together or not self.named) else said

    def _are_people(self, noun: str) -> bool:
        known = counted_class(noun)
        return "people" in (known.name, known.kind_of)

    def _is_of(self, number: int, of: int) -> bool:
        return self.tree.word(number).head == of

    # --- spans of time ---------------------------------------------------------------------------------------------

    def duration(self, unit: str) -> str:
        """Return what a span of time is the length of, or between which moments it lies."""
        unit = SPELLED.get(unit, unit) or "day"
        return self._length(f"{unit}s") or self._aside(f"{unit}s") or self._spent(f"{unit}s")

    def _length(self, units: str) -> str:
        """Return the name of a span that a noun is told to last: "two days of rain", "a two-day storm"."""
        tree, at = self.tree, self.unit
        of, governor = self._measured(at), tree.word(at).head
        if of:
            return _short(f"{units} of {self._said(of, 5)}")
        stands_before = tree.relation(at) in ("compound", "amod", "nummod") and governor > at
        if stands_before and tells(tree, governor, self.figure):
            return _short(f"length of {self._said(governor, 4)} in {units}")
        return ""

    def _aside(self, units: str) -> str:
        """Return the name of a span that lies before or after something, or back from now."""
        tree, at = self.tree, self.unit
        adverbs = (n for n in (tree.word(at).head, *tree.children[at]) if n)
        adverb = next((n for n in adverbs if tree.lower(n) in words_for("ago") | words_for("later")), 0)
        verb = self._verb(at)
        if adverb and verb and tree.lower(adverb) != "after":
            told = self._clause(verb, WORDS - 2)
            return (
                f"{units} {'since' if tree.lower(adverb) in words_for('ago') else 'until'} {told}"
                if told
                else ""
            )
        near = range(at + 1, min(at + 3, len(tree) + 1))
        side = next((n for n in near if tree.lower(n) in ("after", "before", "since")), 0)
        anchor = tree.word(side).head if side else 0
        if anchor and tells(tree, anchor, self.figure):
            return _short(f"{units} {tree.lower(side)} {self._said(anchor, 5)}")
        told = self._clause(anchor, WORDS - 2) if anchor and tree.upos(anchor) == "VERB" else ""
        return f"{units} {tree.lower(side)} {told}" if told else ""

    def _spent(self, units: str) -> str:
        """Return the name of a span for which, or in which, something went on."""
        tree, at = self.tree, self.unit
        verb = self._verb(at)
        if not verb:
            return ""
        lemma, case = tree.word(verb).lemma, tree.lower(tree.child(at, "case"))
        if lemma in words_for("spent") and tree.relation(at) == "obj":
            doing = tree.child(verb, "advcl", "xcomp", "obl")
            is_verb = doing and tree.upos(doing) == "VERB"
            what = (
                self.words.clause(doing, 5, subject=False)
                if is_verb
                else self.words.said(self.words.phrase(doing))
                if doing
                else ""
            )
            return _short(f"{units} spent {what}") if what else ""
        if lemma in words_for("lasted") and not case:
            doer = self._noun_of(verb, "nsubj")
            return _short(f"length of {doer} in {units}") if doer else ""
        told = self._clause(verb, WORDS - 3)
        return f"{units} {'in' if case in words_for('within') else 'for'} which {told}" if told else ""

    def _said(self, number: int, most: int) -> str:
        return self.words.said(self.words.noun(number, most))

    def _verb(self, number: int) -> int:
        """Return the next word above that heads a clause: a verb, or what something is said to be."""
        tree, at = self.tree, self.tree.word(number).head
        while at and tree.upos(at) not in ("VERB", "AUX") and not tree.child(at, "cop"):
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
            return (
                f"{noun} {'were' if singular(noun.split()[-1]) != noun.split()[-1] else 'was'} {rest}"
                if passive
                else f"{noun} {rest}"
            )
        return ""

    # --- money -----------------------------------------------------------------------------------------------------

    def money(self) -> str:
        tree, words = self.tree, self.words
        at = self._sign()
        governor, relation = tree.word(at).head, tree.relation(at)
        of = self._of(at, ("of", "in", "for", "on"))
        if of:
            role = tree.lower(tree.child(of, "case"))
            noun = self._said(of, 5)
            if role in ("for", "on"):
                return _short(f"money {role} {noun}")
            return _short(
                noun
                if _is_money(noun)
                else f"cost of {noun}"
                if role == "of" and "damage" in noun
                else f"value of {noun}"
            )
        if governor and tells(tree, governor, self.figure):
            return self._sum_of(at, governor)
        verb = self._verb(at)
        aim = next(
            (
                n
                for n in tree.children[at]
                if tree.relation(n) in ("acl", "advcl") and tree.lower(tree.child(n, "mark")) == "to"
            ),
            0,
        )
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
            (
                kid
                for kid in tree.children[at]
                if kid > at
                and tree.relation(kid) == "nmod"
                and tree.lower(tree.child(kid, "case")) in roles
                and tells(tree, kid, self.figure)
            ),
            0,
        )

    def _sum_of(self, at: int, governor: int) -> str:
        """Return the name of a sum that a noun has or is: "a price of $5", "a $5 ticket", "shares at $5"."""
        tree = self.tree
        relation = tree.relation(at)
        noun = self._said(governor, 5)
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
        passive = (
            tree.word(tree.child(verb, "nsubj")).relation.endswith("pass")
            if tree.child(verb, "nsubj")
            else False
        )
        each = next(
            (
                n
                for n in tree.children[at]
                if n > at
                and tree.relation(n) in ("appos", "nmod", "obl")
                and tree.child(n, "det", "case")
                and self._plain(n)
            ),
            0,
        )
        if each and tree.lower(tree.child(each, "det", "case")) in ("a", "an", "per", "each"):
            return f"price of {self._plain(each)}"
        if lemma in words_for("costs"):
            return _short(f"{'cost' if lemma == 'cost' else 'value'} of {doer}") if doer else ""
        if lemma in words_for("bought") and role == "for" and (thing or doer):
            return _short(f"price paid for {thing or doer}")
        if lemma in words_for("paid"):
            for_what = next(
                (
                    n
                    for n in tree.children[verb]
                    if tree.relation(n) == "obl"
                    and tree.lower(tree.child(n, "case")) in ("for", "on")
                    and tells(tree, n, self.figure)
                ),
                0,
            )
            if for_what:
                return _short(f"money paid for {self._said(for_what, 4)}")
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
        return self._said(number, 4) if number and tells(self.tree, number, self.figure) else ""

    def _with_owner(self, number: int, noun: str) -> str:
        """Return a quality with what has it, where the sentence tells: "Arlo has a debt of $5" gives "debt of Arlo"."""
        if " of " in noun or "'s " in noun or "’s " in noun:
            return noun
        owner = self._owner(number)
        return f"{noun} of {owner}" if owner else noun

    def _owner(self, number: int) -> str:
        """Return what has a quality: the object or the subject of the verb above it, or what a relative clause qualifies."""
        tree, seen = self.tree, {number}
        if tree.relation(number) in ("nsubj", "root"):
            return ""
        verb = self._verb(number)
        while verb:
            for relation in ("obj", "nsubj"):
                candidate = tree.child(verb, relation)
                if candidate and candidate not in seen and (said := self._plain(candidate)):
                    return said
            above = tree.word(verb).head
            if tree.relation(verb) == "acl" and above not in seen:
                return self._plain(above)
            if tree.relation(verb) not in ("advcl", "xcomp", "conj"):
                return ""
            seen.add(verb)
            verb = above if tree.upos(above) in ("VERB", "AUX") else 0
        return ""

    # --- measures and ages -----------------------------------------------------------------------------------------

    def measure(self) -> str:
        tree = self.tree
        at = self._sign()
        governor = tree.word(at).head
        extent = self._extent(at)
        target = self._target(at)
        if extent:
            return _short(f"{extent} of {self._subject(at)}") if self._subject(at) else ""
        if target:
            is_subject = self.named and tree.relation(self.named) == "nsubj"
            what = (self._plain(self.named) if is_subject else "") or self._subject(at)
            what = "" if set(what.split()) & set(target.split()) else what
            return _short(
                f"distance of {what} from {target}" if what and what != target else f"distance from {target}"
            )
        named = next(
            (n for n in (governor, self.head) if n and n not in self.figure and _is_measure(tree.lower(n))), 0
        )
        return _short(self._with_owner(named, self._said(named, 5))) if named else ""

    def _extent(self, at: int) -> str:
        """Return what an adjective behind the unit says is measured."""
        named = {row["word"]: row["named"] for row in rows("extents")}
        near = range(at + 1, min(at + 4, len(self.tree) + 1))
        word = next((self.tree.lower(n) for n in near if self.tree.lower(n) in named), "")
        return named.get(word, "") if word not in ("away", "radius", "below") else ""

    def _target(self, at: int) -> str:
        """Return from where a distance is measured: "40 km (25 miles) south of Arlo" gives "Arlo"."""
        tree = self.tree
        end = tree.word(at).end
        found = AWAY.match(tree.text[end:])
        number = tree.at(end + found.end()) if found else 0
        if not number or number in self.figure:
            return ""
        near = range(number, min(number + 5, len(tree) + 1))
        head = next((n for n in near if tells(tree, n, self.figure)), 0)
        while (
            head and tree.relation(head) in ("compound", "amod", "nmod:poss") and tree.word(head).head in near
        ):
            head = tree.word(head).head
        return self._said(head, 4) if head else ""

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
        if not tells(self.tree, number, self.figure) or _is_measure(word) or IS_DIRECTION.fullmatch(word):
            return ""
        words = self.words.noun(number, 3, behind=False)
        return self.words.said(n for n in words if self.tree.lower(n) not in words_for("scales"))

    def age(self) -> str:
        """Return whose age it is: the person by name where the sentence names one."""
        text, first, last = (
            self.tree.text,
            self.tree.word(self.figure[0]).start,
            self.tree.word(self.figure[-1]).end,
        )
        named = NAMED_BEHIND.match(text[last:]) or NAMED_BEFORE.search(text[:first])
        if named:
            return f"age of {named['name']}"
        return _short(f"age of {self._said(self.head, 4)}") if self.head else ""


def _is_money(noun: str) -> bool:
    known = counted_class(noun)
    return "money" in (known.kind_of, known.name) or "price" in (known.kind_of, known.name)


def _is_measure(word: str) -> bool:
    return word in words_for("measures") or singular(word) in words_for("measures")


def _short(name: str) -> str:
    return name if 0 < len(name.split()) <= WORDS + 1 else ""
