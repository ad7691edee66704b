"""What one figure is called: what is counted or measured and what happened to it, as its own sentence tells."""

from __future__ import annotations

import re

from workbench.figures.tree import NOMINAL, Tree
from workbench.ledger.naming_clauses import Clauses, is_unit, tells, words_for
from workbench.ledger.vocabulary import core_of, counted_class
from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import is_person, singular

WORDS = 8  # of a name at most
SPELLED = {"min": "minute", "s": "second", "h": "hour"}
DIRECTION = r"(?:north|south|east|west)(?:[\s-]?(?:north|south|east|west)){0,2}(?:ern|wards?)?"
AWAY = re.compile(
    rf"\s?(?:[(\[][^)\]]*[)\]]\s)?(?:(?:away|further|farther|inland|offshore)\s)?(?:(?:to|at|in)\s)?(?:the\s)?"
    rf"(?:{DIRECTION}\s(?:of|from)|from|off|outside|beyond)\s(?:the\s)?",
    re.I,
)
ALONG = re.compile(
    r"\s?(?:[(\[][^)\]]*[)\]]\s)?(?:away|(?:up|down)(?:stream|river|hill|wind)|inland|offshore)\b", re.I
)
IS_DIRECTION = re.compile(DIRECTION, re.I)
NAME = r"[A-Z][\w’'.-]+(?:\s(?:d[aeiou]s?|bin|van|von|del|al|la|ben)\b)*(?:\s[A-Z][\w’'.-]+){0,2}"
NAME_REACH = 300  # characters before an age in which the name ends that it belongs to
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
        "money": reader.money, "measure": reader.measure, "age": reader.age, "score": reader.score,
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
        core = core_of(concept).replace("-", " ").lower().split()
        if not core:
            return 0
        held = [n for n in range(1, len(self.tree) + 1) if self.tree.lower(n) == core[-1]]
        held = [n for n in held if tells(self.tree, n, self.figure)]
        at = min(held, key=lambda n: abs(n - self.top), default=0)
        above = self.tree.word(at).head if at else 0
        qualifies = above and self.tree.relation(at) == "compound" and tells(self.tree, above, self.figure)
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
            if said_of := self._measured(at) or self._own_subject(at):
                return said_of
            at = tree.word(at).head
        return self._around(self.top)

    def _own_subject(self, number: int) -> int:
        """Return the subject of what a word says of it: "the toll is 40"; 0 if there is none."""
        if number in self.figure and not is_unit(self.tree, number):
            return 0
        subject = self.tree.child(number, "nsubj")
        return subject if subject and tells(self.tree, subject, self.figure) else 0

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
        """Return what is counted and what happened to it, whose it is, or of what it is a part."""
        noun = self._noun(4 if self.share else 5)
        if not noun:
            return ""
        self.words.head = self.head
        if parts := self._parts(noun):
            return parts
        if self.head and (whose := self._whose()):
            return _short(f"{noun} of {whose}")
        told = self._what_happened(noun) or self._source()
        if told.startswith("who ") and not self._are_people(noun):
            told = f"that {told[4:]}"
        return _short(f"{noun} {told}".strip())

    def _what_happened(self, noun: str) -> str:
        """Return what happened to what is counted, unless its noun says so itself."""
        if counted_class(noun).happening:
            return ""
        governed = self._governed()
        return self.words.what_happened(self.head or governed, governed, WORDS - len(noun.split()))

    def _governed(self) -> int:
        """Return the word that a verb governs: of a share its "percent", of a count its noun or, where it stands alone, itself."""
        alone = (
            self.share
            or self.pivot in self.figure
            or self.head == self.pivot
            or self._is_of(self.head, self.pivot)
        )
        return self.pivot if alone or not self.head else self.words.whole(self.head)

    def _parts(self, noun: str) -> str:
        """Return what one thing has so many of, of a number tied to a noun by a hyphen: "a nine-room house"."""
        tree, last = self.tree, self.figure[-1]
        part = last + 2 if tree.lower(last + 1) in ("-", "–") else 0
        tied = part and tree.word(last + 1).start == tree.word(last).end if part and tree.has(part) else False
        if not tied or part >= self.head or not tells(tree, part, self.figure):
            return ""
        thing = noun.split()
        rest = " ".join(thing[1:]) if thing[0].lower() == tree.lower(part) else noun
        return _short(f"{plural(tree.lower(part))} of {rest}") if rest else ""

    def _source(self) -> str:
        """Return what comes from the things that are counted: "crews from nine ports" gives "of crews"."""
        tree, above = self.tree, self.tree.word(self.head).head if self.head else 0
        from_them = (
            above
            and tree.relation(self.head) == "nmod"
            and tree.lower(tree.child(self.head, "case")) == "from"
        )
        return f"of {self._said(above, 2)}" if from_them and tells(tree, above, self.figure) else ""

    def _whose(self) -> str:
        """Return the name that a possessive pronoun before what is counted means: "Arlo wants to feed its 9,000 people"."""
        tree = self.tree
        if not any(
            tree.word(n).relation == "nmod:poss" and tree.lower(n) == "its" for n in tree.children[self.head]
        ):
            return ""
        verb = self._verb(self.head)
        while verb:
            doer = tree.child(verb, "nsubj")
            if doer and tree.upos(doer) == "PROPN":
                return self._plain(doer)
            verb = self._verb(verb)
        return ""

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
        if stands_before and is_person(tree.lower(governor)):
            return _short(f"{units} as {self._said(governor, 4)}")
        if stands_before and tells(tree, governor, self.figure):
            return _short(f"length of {self._said(governor, 4)} in {units}")
        return ""

    def _aside(self, units: str) -> str:
        """Return the name of a span that lies before or after something, or back from now."""
        tree, at = self.tree, self.unit
        verb, adverb = self._verb(at), self._ago_or_later(at)
        if verb and tree.lower(tree.child(at, "case")) == "after" and (told := self._clause(verb, WORDS - 2)):
            return f"{units} until {told}"
        if adverb and verb and tree.lower(adverb) != "after":
            told = self._clause(verb, WORDS - 2)
            side = "since" if tree.lower(adverb) in words_for("ago") else "until"
            return f"{units} {side} {told}" if told else ""
        return self._beside(units)

    def _ago_or_later(self, at: int) -> int:
        """Return the adverb that puts a span before or after now: "two days ago", "a week later"."""
        near = (n for n in (self.tree.word(at).head, *self.tree.children[at]) if n)
        return next((n for n in near if self.tree.lower(n) in words_for("ago") | words_for("later")), 0)

    def _beside(self, units: str) -> str:
        """Return the name of a span by what lies at its end: "two days before the vote"."""
        tree, at = self.tree, self.unit
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
            what = self._time_spent_on(verb)
            return _short(f"{units} spent {what}") if what else ""
        if lemma in words_for("lasted") and not case:
            doer = self._noun_of(verb, "nsubj")
            return _short(f"length of {doer} in {units}") if doer else ""
        told = self._clause(verb, WORDS - 3)
        return f"{units} {'in' if case in words_for('within') else 'for'} which {told}" if told else ""

    def _time_spent_on(self, verb: int) -> str:
        """Return what time was spent on: "days mending the pier", "days at sea"."""
        on = self.tree.child(verb, "advcl", "xcomp", "obl")
        if not on:
            return ""
        if self.tree.upos(on) == "VERB":
            return self.words.clause(on, 5, subject=False)
        return self.words.said(self.words.phrase(on))

    def score(self) -> str:
        """Return in what a result was reached."""
        verb = self._verb(self.top)
        told = self._clause(verb, WORDS - 2) if verb else ""
        return f"result when {told}" if told else ""

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
        if told and (not self.words.is_empty(verb) or len(told.split()) > 3):
            return told
        above = tree.word(verb).head
        if tree.relation(verb) == "acl" and above and tells(tree, above, self.figure):
            return self._qualified(above, verb, room)
        return ""

    def _qualified(self, number: int, verb: int, room: int) -> str:
        """Return a noun and the relative clause behind it as a clause: "barges sunk by storms" gives "barges were sunk by storms"."""
        noun = self.words.said(self.words.noun(number, 3, behind=False))
        rest = self.words.clause(verb, room - len(noun.split()), subject=False)
        if self.tree.word(verb).relation != "acl" or self.tree.lower(verb).endswith("ing"):
            return f"{noun} {rest}"
        last = noun.split()[-1]
        return f"{noun} {'were' if singular(last) != last else 'was'} {rest}"

    # --- money -----------------------------------------------------------------------------------------------------

    def money(self) -> str:
        """Return what a sum is, was paid for, or is meant for."""
        at = self._sign()
        readings = (self._of_what, self._of_noun, self._for_each, self._meant_for, self._paid, self._spent_on)
        return next((name for read in readings if (name := _short(read(at)))), "")

    def _of_what(self, at: int) -> str:
        """Return what the words right behind a sum say it is of: "$5 million in aid", "$5 for the ticket"."""
        role, thing = self._behind(at)
        if not thing:
            return ""
        noun = self._said(thing, 5)
        if role in ("for", "on"):
            return f"money {role} {noun}"
        return noun if _is_money(noun) else f"sum of {noun}"

    def _behind(self, at: int) -> tuple[str, int]:
        """Return the preposition behind a sum and the noun that it governs."""
        tree, last = self.tree, max(at, self.figure[-1])
        role = tree.lower(last + 1)
        thing = tree.word(last + 1).head if role in ("of", "in", "for", "on") else 0
        return (role, thing) if thing > last and tells(tree, thing, self.figure) else ("", 0)

    def _of_noun(self, at: int) -> str:
        """Return the noun that has or is a sum: "a price of $5", "a $5 ticket", "shares at $5"."""
        tree, relation = self.tree, self.tree.relation(at)
        governor = tree.word(at).head
        if not (governor and tells(tree, governor, self.figure)):
            return ""
        noun = self._said(governor, 5)
        if _is_money(noun) or (relation == "nmod" and tree.lower(tree.child(at, "case")) == "of"):
            return self._with_owner(governor, noun)
        if relation in ("nsubj", "appos"):
            return ""
        goods = (relation == "nmod" and at > governor) or singular(tree.lower(governor)) != tree.lower(
            governor
        )
        return _priced(noun) if goods else f"value of {noun}"

    def _for_each(self, at: int) -> str:
        """Return what has a price each: "$5 a ticket"."""
        tree = self.tree
        behind = (n for n in tree.children[at] if n > at and tree.relation(n) in ("appos", "nmod", "obl"))
        each = next(
            (n for n in behind if tree.lower(tree.child(n, "det", "case")) in ("a", "an", "per", "each")), 0
        )
        return f"price of {self._plain(each)}" if each and self._plain(each) else ""

    def _meant_for(self, at: int) -> str:
        """Return what a sum is to do: "$5 million to mend the pier"."""
        tree, verb = self.tree, self._verb(at)
        given = tree.relation(at) in ("obj", "obl") and verb
        places = [*tree.children[at], *(tree.children[verb] if given else ())]
        clauses = (n for n in places if n > at and tree.relation(n) in ("acl", "advcl"))
        aim = next((n for n in clauses if tree.lower(tree.child(n, "mark")) == "to"), 0)
        told = self.words.clause(aim, 6, subject=False) if aim else ""
        return f"money to {told}" if told else ""

    def _paid(self, at: int) -> str:
        """Return what was bought or what costs a sum, by the verb that governs it."""
        verb = self._verb(at)
        if not verb or self.tree.relation(at) == "nsubj":
            return ""
        lemma, doer = self.tree.word(verb).lemma, self._noun_of(verb, "nsubj")
        if lemma in words_for("costs"):
            return f"{'cost' if lemma == 'cost' else 'value'} of {doer}" if doer else ""
        if lemma in words_for("comes_to"):
            return doer
        if lemma in words_for("paid"):
            return self._paid_by(verb, doer)
        role = self.tree.lower(self.tree.child(at, "case"))
        return _exchanged(self._noun_of(verb, "obj") or doer, lemma, role)

    def _paid_by(self, verb: int, doer: str) -> str:
        """Return what a sum was paid for or, where that is not told, who paid it."""
        if for_what := self._paid_for(verb):
            return f"money paid for {for_what}"
        return f"price paid by {doer}" if doer else ""

    def _paid_for(self, verb: int) -> str:
        tree = self.tree
        phrases = (
            n for n in tree.children[verb] if tree.relation(n) == "obl" and tells(tree, n, self.figure)
        )
        for_what = next((n for n in phrases if tree.lower(tree.child(n, "case")) in ("for", "on")), 0)
        return self._said(for_what, 4) if for_what else ""

    def _spent_on(self, at: int) -> str:
        """Return what was done with a sum."""
        verb = self._verb(at)
        if self.tree.relation(at) != "obj" or self.words.is_empty(verb):
            return ""
        done = self.words.what_happened(at, at, 5)
        return f"money {done}" if done else ""

    def _sign(self) -> int:
        """Return the currency of the figure, or its number where that stands for it."""
        tree, at = self.tree, self.top
        above = tree.word(at).head
        while above and is_unit(tree, above) and tree.relation(at) in ("nummod", "compound", "flat", "nmod"):
            at, above = above, tree.word(above).head
        return at

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
        above = tree.word(number).head
        if tree.relation(number) in ("compound", "amod", "nmod") and (said := self._plain(above)):
            return said  # "a magnitude 5 quake", "a quake of magnitude 5"
        verb = self._verb(number)
        while verb:
            if said := self._taking_part(verb, seen):
                return said
            above = tree.word(verb).head
            if tree.relation(verb) == "acl" and above not in seen:
                return self._plain(above)
            if tree.relation(verb) not in ("advcl", "xcomp", "conj"):
                return ""
            seen.add(verb)
            verb = above if tree.upos(above) in ("VERB", "AUX") else 0
        return ""

    def _taking_part(self, verb: int, seen: set[int]) -> str:
        """Return the object or else the subject of a verb, if that is a thing that may be measured."""
        parts = (self.tree.child(verb, relation) for relation in ("obj", "nsubj"))
        return next((said for n in parts if n and n not in seen and (said := self._plain(n))), "")

    # --- measures and ages -----------------------------------------------------------------------------------------

    def measure(self) -> str:
        """Return what is measured: the extent of a thing, a distance, or a quality with what has it."""
        tree, at = self.tree, self._sign()
        what = self._subject(at)
        if extent := self._extent(at):
            return _short(f"{extent} of {what}") if what else ""
        if target := self._target(at):
            return self._distance(what, target)
        if what and ALONG.match(tree.text[tree.word(at).end :]):
            return f"distance of {what}"
        return self._quality(at)

    def _quality(self, at: int) -> str:
        """Return the quality that a figure is the measure of, with what has it: "depth of lake"."""
        tree = self.tree
        near = (n for n in (tree.word(at).head, self.head) if n and n not in self.figure)
        named = next((n for n in near if _is_measure(tree.lower(n))), 0)
        return _short(self._with_owner(named, self._said(named, 5))) if named else ""

    def _distance(self, subject: str, target: str) -> str:
        """Return the name of a distance from a place: that of what is counted where it is a subject, else of the verb's subject."""
        is_subject = self.named and self.tree.relation(self.named) == "nsubj"
        what = (self._plain(self.named) if is_subject else "") or subject
        if not what or set(what.split()) & set(target.split()):
            return _short(f"distance from {target}")
        return _short(f"distance of {what} from {target}")

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
        return next(filter(None, map(self._plain, filter(None, (number, qualified)))), "")

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
        behind = NAMED_BEHIND.match(text[last:])
        next_word = self.tree.at(last + behind.end() + 1) if behind else 0
        if behind and self.tree.upos(next_word) == "NOUN":
            behind = None  # "a 16-year-old Arlo High student" is no Arlo High
        named = behind or NAMED_BEFORE.search(text[max(0, first - NAME_REACH) : first])
        if named:
            return f"age of {named['name']}"
        return _short(f"age of {self._said(self.head, 4)}") if self.head else ""


def plural(noun: str) -> str:
    """Return a noun for several.

    Examples
    --------
    >>> plural("storey"), plural("party"), plural("coach")
    ('storeys', 'parties', 'coaches')
    """
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def _exchanged(what: str, verb: str, role: str) -> str:
    """Return the name of a sum that changes hands for something: what was bought with it, or what it is the price of."""
    if verb in words_for("bought") and role == "for" and what:
        return f"price paid for {what}"
    if not what or role not in ("at", "for", "to", "from"):
        return ""
    return what if _is_money(what) else _priced(what)


def _priced(noun: str) -> str:
    """Return what a noun costs: what is done has a cost, a thing a price."""
    return f"{'cost' if ' of ' in noun else 'price'} of {noun}"


def _is_money(noun: str) -> bool:
    known = counted_class(noun)
    return "money" in (known.kind_of, known.name) or "price" in (known.kind_of, known.name)


def _is_measure(word: str) -> bool:
    return word in words_for("measures") or singular(word) in words_for("measures")


def _short(name: str) -> str:
    return name if 0 < len(name.split()) <= WORDS + 1 else ""
