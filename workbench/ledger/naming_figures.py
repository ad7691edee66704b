"""What one figure is called: what is counted or measured and what happened to it, as its own sentence tells."""

from __future__ import annotations

import re
from functools import cache

from workbench.compare.happenings import growing
from workbench.figures.tree import NOMINAL, Tree
from workbench.ledger.naming_clauses import Clauses, is_unit, participle, reads, repeats, tells, words_for
from workbench.ledger.vocabulary import core_of, counted_class
from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import is_person, singular, verbs_of_saying

WORDS = 8  # of a name at most
DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "his", "her", "their", "our", "its", "two", "both"}
)
RELATIVE = frozenset({"who", "whom", "that", "which"})
OWNERS = frozenset({"its", "his", "her", "their"})
PLACING = frozenset({"in", "at", "near", "on", "from"})
PHRASE = re.compile(r"\s(?:of|in|at|on|for|from|to|with)\s")
SPELLED = {"min": "minute", "s": "second", "h": "hour"}
DIRECTION = r"(?:north|south|east|west)(?:[\s-]?(?:north|south|east|west)){0,2}(?:ern|wards?)?"
AWAY = re.compile(
    rf"\s?(?:[)\]]\s)?(?:[(\[][^)\]]*[)\]]\s)?(?:(?:away|further|farther|inland|offshore)\s)?(?:(?:to|at|in)\s)?(?:the\s)?"
    rf"(?:{DIRECTION}\s(?:of|from)|from|off|outside|beyond)\s(?:the\s)?",
    re.I,
)
ALONG = re.compile(
    r"\s?(?:[(\[][^)\]]*[)\]]\s)?(?:away|(?:up|down)(?:stream|river|hill|wind)|inland|offshore)\b", re.I
)
IS_DIRECTION = re.compile(DIRECTION, re.I)
OF_RATIO = re.compile(r"^[\s-]*times\s(?:as(?:\smany)?|more|the|higher|larger|bigger|fewer)\b")
NAME = r"[A-Z][\w’'.-]+(?:\s(?:d[aeiou]s?|bin|van|von|del|al|la|ben)\b)*(?:\s[A-Z][\w’'.-]+){0,2}"
SIDES = frozenset({"after", "before", "since", "prior"})
REACH = 12  # words before a span of time in which stands since what it was
NO_GIVING = frozenset({"have", "hold", "report", "earn", "make", "post"})  # whose the money is who does it
LARGE = re.compile(r"(?:thousand|million|billion)s?$", re.I)
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
    reader = _Figure(tree, figure, concept, unit)
    named = {
        "count": reader.often if unit == "time" else reader.count, "percent": reader.portion, "share": reader.portion, "duration": lambda: reader.duration(unit),
        "money": reader.money, "measure": reader.measure, "age": reader.age, "score": reader.score,
    }  # fmt: skip
    name = named.get(kind, reader.thing)()
    return name if reads(name) else ""


class _Figure:
    """A figure in the tree of its sentence."""

    def __init__(self, tree: Tree, figure: range, concept: str, unit: str) -> None:
        self.tree, self.figure, self.share, self.measured_in = tree, figure, False, unit
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
        if named := self._own_name(noun):
            return named
        told = self._what_happened(noun) or self._source() or self._among(noun) or self._completion(noun)
        if told.startswith("who ") and not self._are_people(noun):
            told = f"that {told[4:]}"
        return _short(f"{noun} {told}".strip())

    def _own_name(self, noun: str) -> str:
        """Return the name of a way, of one of a list by its place, of parts, or of what somebody has; else empty."""
        if self._is_way():
            return self._way()
        if place := self._own_place():
            return _short(f"{self._said_bare()} {place}")
        whose = self._whose() if self.head else ""
        return self._parts(noun) or (_short(f"{self._said_bare()} of {whose}") if whose else "")

    def often(self) -> str:
        """Return what was done so many times: "the mill was searched three times" gives "times mill was searched"."""
        verb = self._verb(self.top)
        if ratio := OF_RATIO.match(self.tree.text[self._end() :]):
            return self._as_many(verb) if ratio[0].endswith("as many") else ""
        told = self._clause(verb, WORDS - 1) if verb else ""
        return _short(f"times {told}") if told else ""

    def _as_many(self, verb: int) -> str:
        """Return of what there are so many times as many: "90 barns burned, four times as many as in May"."""
        doer = self.tree.child(verb, "nsubj") if verb else 0
        several = doer and singular(self.tree.lower(doer)) != self.tree.lower(doer)
        told = self.words.what_happened(doer, doer, 3) if several else ""
        return _short(f"times as many {self._said(doer, 3)} {told}".strip()) if several else ""

    def _end(self) -> int:
        return self.tree.word(self.figure[-1]).end

    def _is_way(self) -> bool:
        """Whether so many doors, blocks and the like are how far away something is."""
        tree, head = self.tree, self.head
        way = head and singular(tree.lower(head)) in words_for("ways")
        return bool(way) and tree.lower(head + 1) in words_for("away")

    def _way(self) -> str:
        """Return how far something was in doors, blocks and the like, and from where, or what was so far away."""
        name = f"distance in {self._said_bare()}"
        if target := self._target(self.head):
            return _short(f"{name} from {target}") or name
        verb = self._verb(self.head)
        told = self._clause(verb, WORDS - 4) if verb else ""
        return _short(f"{name} at which {told}") if told else name

    def _own_place(self) -> str:
        """Return where those are that are counted in a list: "12 barges in Arlo, 14 in Dray" gives "in Dray"."""
        tree = self.tree
        if not self.head or self.head > self.figure[0]:
            return ""
        if listed := self._listed_place():
            return listed
        if self.pivot == self.top:
            return ""
        behind = (n for n in tree.children[self.top] if n > self.top and tree.relation(n) in ("nmod", "obl"))
        phrase = next(
            (self.words.phrase(n) for n in behind if tree.lower(tree.child(n, "case")) in PLACING), []
        )
        return self.words.said(phrase)

    def _listed_place(self) -> str:
        """Return the place right behind a number that stands in a list without its noun: ", 14 in Dray county,"."""
        tree, first = self.tree, self.figure[-1] + 1
        opened = tree.lower(min(self.figure) - 1) in (",", ";", "and", "or") and tree.lower(first) in PLACING
        words = list[int]()
        for number in range(first + 1, min(first + 5, len(tree) + 1)):
            if tree.upos(number) not in ("PROPN", "NOUN", "ADJ") or is_unit(tree, number):
                break
            words.append(number)
        named = words and tree.word(words[0]).text[0].isupper() and not tree.is_temporal(words[0])
        return self.words.said([first, *words]) if opened and named else ""

    def _said_bare(self) -> str:
        return self.words.said(self.words.noun(self.head, 4, behind=False))

    def _what_happened(self, noun: str) -> str:
        """Return what happened to what is counted, unless its noun says so itself."""
        if counted_class(noun).happening in growing():
            return ""
        if self.share and (told := self._predicate_behind(WORDS - len(noun.split()))):
            return told
        governed = self._governed()
        told = self.words.what_happened(self.head or governed, governed, WORDS - len(noun.split()))
        return "" if self.share and " which " in f" {told}" else told

    def _completion(self, noun: str) -> str:
        """Return what else completes a noun that alone tells little."""
        if not self.head or PHRASE.search(noun) or counted_class(noun).happening in growing():
            return ""
        governed = self._governed()
        at = self.head if self._is_of(governed, self.head) else governed
        room = WORDS - len(noun.split())
        told = self.words.completion(at, room) or self._predicate_behind(room)
        if self.share and " which " in f" {told}" and not told.startswith("at "):
            return ""
        return "" if repeats(f"{noun} {told}") else told

    def _predicate_behind(self, room: int) -> str:
        """Return what the verb right behind a figure and its noun says: "found that 40 percent of the boats had sunk"."""
        last = max(self.unit, self.figure[-1])
        own = self.head and (
            self.head == last + 1
            or self._measured(self.unit) == self.head
            or self.head in range(last, last + 4)
        )
        end = max(self.words.noun(self.head, 6)) if own else last
        return self.words.predicate_behind(max(end, last), room) if self.head else ""

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

    def _among(self, noun: str) -> str:
        """Return of what those that are counted are part, where their noun alone says little: "a league of nine towns" gives "in league"."""
        tree, head = self.tree, self.head
        above = tree.word(head).head if head else 0
        if (
            not above
            or len(noun.split()) > 2
            or tree.relation(head) != "nmod"
            or not tells(tree, above, self.figure)
        ):
            return ""
        bodies = singular(tree.lower(above)) in words_for("bodies")
        of = tree.lower(tree.child(head, "case")) == "of"
        return f"in {self._said(above, 3)}" if of and bodies else ""

    def _whose(self) -> str:
        """Return whom a possessive pronoun before what is counted means: "Arlo wants to feed its 9,000 people"."""
        tree = self.tree
        owner = next((n for n in tree.children[self.head] if tree.word(n).relation == "nmod:poss"), 0)
        pronoun = tree.lower(owner) if owner else ""
        if pronoun not in OWNERS:
            return ""
        joined = tree.relation(self.head) == "conj" and tree.word(self.head).head == owner - 2
        above = owner - 2 if joined else 0  # "Arlo Steel and its 900 workers"
        if above and self._may_own(above, pronoun):
            return self._plain(above)
        return self._doer_above(pronoun)

    def _doer_above(self, pronoun: str) -> str:
        """Return the nearest subject that a pronoun may mean."""
        verb = self._verb(self.head)
        while verb:
            doer = self.tree.child(verb, "nsubj")
            aside = self.tree.lower(doer - 1) == "," and self.tree.word(verb).lemma in verbs_of_saying()
            if doer and doer != self.head and not aside:
                if self._may_own(doer, pronoun):
                    return self._plain(doer)
                if pronoun != "its":
                    return ""
            follows = pronoun == "its" or self.tree.relation(verb) in ("conj", "xcomp", "ccomp")
            verb = self._verb(verb) if follows else 0
        return ""

    def _may_own(self, number: int, pronoun: str) -> bool:
        """Whether a possessive pronoun may mean a word: "its" a thing or a name, "her" a person, "their" several."""
        tree, word = self.tree, self.tree.lower(number)
        person = is_person(word)
        several = singular(word) != word or any(tree.relation(n) == "conj" for n in tree.children[number])
        named = tree.upos(number) == "PROPN"
        fits = {"its": not person and not several, "their": several and not named}
        return tells(tree, number, self.figure) and fits.get(pronoun, named or (person and not several))

    def portion(self) -> str:
        """Return of what a share is: of those of whom something is said."""
        self.share = True
        return self.count()

    def _noun(self, most: int) -> str:
        """Return what is counted; two things that are counted together, and what stands in another sentence, as the concept puts it."""
        if self.concept and not self.named and (other := self._not_people()):
            return other
        said = self._said(self.head, most) if self.head else ""
        together = re.search(r"\s(?:and|or)\s", self.concept) and len(self.concept.split()) < WORDS - 2
        return self.concept if self.concept and (together or not self.named) else said

    def _not_people(self) -> str:
        """Return what a number without a noun counts where the words beside it tell that these are no people: hours of a day, money."""
        tree, last = self.tree, self.figure[-1]
        if tree.lower(last + 1) == "of" and tree.lower(last + 2) in ("every", "each", "the"):
            near = (n for n in (last + 3, last + 4) if is_unit(tree, n) and tree.upos(n) == "NOUN")
            return tree.lower(next(near, 0))
        verb = self._verb(self.top)
        spends = verb and tree.word(verb).lemma in words_for("paid") | words_for("spent")
        large = spends and LARGE.search(tree.slice(self.figure[0], last))
        return "money" if large and tree.relation(self.top) in ("obj", "nsubj") else ""

    def _are_people(self, noun: str) -> bool:
        known = counted_class(noun)
        return "people" in (known.name, known.kind_of)

    def _is_of(self, number: int, of: int) -> bool:
        return self.tree.word(number).head == of

    # --- spans of time ---------------------------------------------------------------------------------------------

    def duration(self, unit: str) -> str:
        """Return what a span of time is the length of, or between which moments it lies."""
        unit = SPELLED.get(unit, unit) or "day"
        units = f"{unit}s"
        readings = (self._in_prison, self._length, self._aside, self._is_length, self._to_do, self._spent)
        return next((name for read in readings if (name := _short(read(units)))), "")

    def _in_prison(self, units: str) -> str:
        """Return the name of a sentence by the verb that governs a span of time."""
        tree, at = self.tree, self.unit
        verb = tree.word(at).head
        judged = verb and tree.upos(verb) == "VERB" and tree.word(verb).lemma in words_for("judged")
        if not judged or tree.lower(tree.child(at, "case")) not in ("", "to", "for"):
            return ""
        whom = tree.child(verb, "nsubj") if self.words.is_passive(verb) else tree.child(verb, "obj")
        name = self._plain(whom) if whom else ""
        return f"sentence of {name} in {units}" if name else f"length of sentence in {units}"

    def _is_length(self, units: str) -> str:
        """Return of what a span is said to be the length: "the term of office is five years"."""
        subject = self._own_subject(self.unit)
        said = self._said(subject, 5) if subject and self.tree.child(self.unit, "cop") else ""
        if singular(self.tree.lower(subject)) in words_for("spans"):
            return f"{said} in {units}"
        return f"length of {said} in {units}" if said else ""

    def _to_do(self, units: str) -> str:
        """Return for what there was a span of time: "they had nine minutes to read it"."""
        tree, at = self.tree, self.unit
        if tree.word(self._verb(at) or at).lemma == "take":
            return ""
        verb = next((n for n in (at + 2, at + 3) if self._is_aim(n)), 0)
        if tree.lower(at + 1) in ("left", "remaining"):
            return self._left(units, verb)
        tied = verb and (tree.word(verb).head == at or verb == at + 2)
        told = self.words.clause(verb, 5, subject=False) if tied else ""
        return f"{units} to {told}" if told else ""

    def _is_aim(self, number: int) -> bool:
        return self.tree.upos(number) == "VERB" and self.tree.lower(number - 1) == "to"

    def _left(self, units: str, verb: int) -> str:
        """Return for what, or where, some time was left."""
        tree, left = self.tree, self.unit + 1
        place = next((n for n in tree.children[left] if tree.relation(n) == "obl"), 0)
        phrase = self.words.said(self.words.phrase(place)) if place else ""
        told = phrase or (f"to {self.words.clause(verb, 4, subject=False)}" if verb else "")
        return f"{units} left {told}" if told else ""

    def _length(self, units: str) -> str:
        """Return the name of a span that a noun is told to last: "two days of rain", "a two-day storm"."""
        tree, at = self.tree, self.unit
        of, governor = self._measured(at), self.words.compound(tree.word(at).head)
        if of:
            said = self._said(of, 5)
            return _short(
                f"{units} of {said} {self.words.own_clause(of, WORDS - 2 - len(said.split()))}".strip()
            )
        stands_before = tree.relation(at) in ("compound", "amod", "nummod") and governor > at
        if stands_before and is_person(tree.lower(governor)):
            return _short(f"{units} as {self._said(governor, 4)}")
        if stands_before and tells(tree, governor, self.figure):
            return _short(f"length of {self._said(governor, 4)} in {units}")
        return ""

    def _aside(self, units: str) -> str:
        """Return the name of a span that lies before or after something, or back from now."""
        at = self.unit
        if into := self._into(at):
            return f"{units} into {into}"
        verb = self._verb_beside(at)
        if verb and self._opening(at) == "after" and (told := self._event(verb, WORDS - 2)):
            return f"{units} until {told}"
        return self._beside(units) or self._from_now(units, verb)

    def _from_now(self, units: str, verb: int) -> str:
        """Return the name of a span by an adverb that puts it before or after what is told."""
        adverb = self.tree.lower(self._ago_or_later(self.unit))
        if adverb in ("", "after"):
            return ""
        back = adverb in words_for("ago")
        told = (self._noun_ago() if back else "") or (self._event(verb, WORDS - 2) if verb else "")
        return f"{units} {'since' if back else 'until'} {told}" if told else ""

    def _opening(self, at: int) -> str:
        """Return the preposition before a span of time and what only says how exact it is."""
        tree, number = self.tree, min(self.figure) - 1
        while number and tree.lower(number) in words_for("exactness"):
            number -= 1
        return (
            tree.lower(number)
            if tree.upos(number) in ("ADP", "SCONJ")
            else tree.lower(tree.child(at, "case"))
        )

    def _into(self, at: int) -> str:
        """Return what had lasted so long: "ten minutes into the flight"."""
        tree, head = self.tree, self.tree.word(at + 1).head if self.tree.has(at + 1) else 0
        return self._said(head, 4) if tree.lower(at + 1) == "into" and tells(tree, head, self.figure) else ""

    def _verb_beside(self, at: int) -> int:
        """Return the verb that a span of time belongs to: the one before it in its clause, where the tree ties it to one behind."""
        tree, verb = self.tree, self._verb(at)
        behind = range(at + 1, at + 3)
        if (verb and verb < at) or any(tree.lower(n) == "," for n in behind):
            return verb
        number = min(self.figure) - 1
        while number and tree.lower(number) not in (",", ";", "(", "-", "—", "–"):
            if tree.upos(number) == "VERB" and tree.lower(number) not in ("according", "including"):
                return number
            number -= 1
        return verb

    def _noun_ago(self) -> str:
        """Return the happening right before a span that lies back: "since the death of the mayor two years ago"."""
        tree, first = self.tree, min(self.figure)
        since = next((n for n in range(first - 1, max(0, first - REACH), -1) if tree.lower(n) == "since"), 0)
        head = tree.word(since).head if since else 0
        return self._said(head, 5) if head and tells(tree, head, self.figure) else ""

    def _ago_or_later(self, at: int) -> int:
        """Return the adverb that puts a span before or after now: "two days ago", "a week later"."""
        near = (n for n in (self.tree.word(at).head, *self.tree.children[at], at + 1) if n)
        return next((n for n in near if self.tree.lower(n) in words_for("ago") | words_for("later")), 0)

    def _beside(self, units: str) -> str:
        """Return the name of a span by what lies at its end: "two days before the vote"."""
        tree, at = self.tree, self.unit
        side = next((n for n in (at + 1, at + 2) if tree.lower(n) in SIDES), 0)
        if not side or tree.lower(side + 1) in (",", "."):
            return ""
        anchor = tree.word(side).head
        put = "before" if tree.lower(side) == "prior" else tree.lower(side)
        noun = self._said(anchor, 5) if tells(tree, anchor, self.figure) else ""
        happened = not noun and tree.upos(anchor) in ("VERB", "ADJ")
        told = self._event(anchor, WORDS - 2) if happened else noun
        return _short(f"{units} {put} {told}") if told else ""

    def _event(self, verb: int, room: int) -> str:
        """Return what happened by a verb, as a clause with its own subject or that which it takes from elsewhere, else by a participle."""
        tree = self.tree
        if tree.word(verb).lemma in verbs_of_saying() and (said := tree.child(verb, "ccomp")):
            verb = said
        return self._clause(verb, room) or self.words.event(verb, room)

    def _spent(self, units: str) -> str:
        """Return the name of a span for which, or in which, something went on."""
        at = self.unit
        verb, case = self._verb_beside(at), self.tree.lower(self.tree.child(at, "case"))
        if not verb:
            return ""
        lasted = self._lasted(at, verb, units, bare=not case)
        if lasted is not None:
            return lasted
        if doing := self._doing_within(at):
            return _short(f"{units} spent {doing}")
        if case == "of":
            return self._reached(at, units)
        if filled := self._filled(at):
            return f"{units} of {filled}"
        return self._went_on(verb, case, units)

    def _went_on(self, verb: int, case: str, units: str) -> str:
        """Return for, in or by which span of time something happened, or what it was spent doing."""
        told = self._event(verb, WORDS - 3)
        if told and self.words.is_gerund(verb, told):
            return f"{units} spent {told}"
        put = "in" if case in words_for("within") else case if case in ("by", "to") else "for"
        return f"{units} {put} which {told}" if told else ""

    def _taken_to(self, verb: int) -> str:
        """Return what somebody or something took a time to do: "it took two days to mend the pier"."""
        tree = self.tree
        behind = (n for n in tree.children[verb] if n > self.unit and tree.upos(n) == "VERB")
        done = next((n for n in behind if tree.lower(tree.child(n, "mark")) == "to"), 0)
        return self.words.clause(done, 5, subject=False) if done else ""

    def _filled(self, at: int) -> str:
        """Return what filled a span behind it: "30 mm of rain in two days" gives "rain"."""
        tree, noun = self.tree, self.tree.child(at, "case") - 1
        filled = noun > 0 and tree.lower(noun + 1) == "in" and tree.lower(tree.child(noun, "case")) == "of"
        return self._said(noun, 3) if filled and is_unit(tree, tree.word(noun).head) else ""

    def _lasted(self, at: int, verb: int, units: str, *, bare: bool) -> str | None:
        """Return what a span was spent on or what lasted so long; None where the verb says neither."""
        lemma = self.tree.word(verb).lemma
        if lemma in words_for("spent") and self.tree.relation(at) == "obj":
            what = self._doing_next(at) or self._doing_within(at) or self._time_spent_on(verb)
            return _short(f"{units} spent {what}") if what else self._spent_by(verb, units)
        if lemma in words_for("served") and self.tree.relation(at) == "obj":
            return self._spent_by(verb, units, "served")
        if lemma == "take" and (told := self._taken_to(verb)):
            return _short(f"{units} taken to {told}")
        if lemma in words_for("lasted") and bare:
            doer = self._noun_of(verb, "nsubj")
            return _short(f"length of {doer} in {units}") if doer else ""
        return None

    def _reached(self, at: int, units: str) -> str:
        """Return the name of a span that is said to be that of the noun before it: "a record of two days"."""
        tree, noun = self.tree, self.tree.child(at, "case") - 1
        if noun < 1 or not tells(tree, noun, self.figure):
            return ""
        said = self._said(noun, 4)
        return _short(f"{units} as {said}" if is_person(tree.lower(noun)) else f"{said} in {units}")

    def _doing_within(self, at: int) -> str:
        """Return what was done for a time by a participle behind it: "four days mending the pier"."""
        tree = self.tree
        near = (n for n in tree.children[at] if n > at and tree.word(n).relation in ("acl", "advcl"))
        verb = next((n for n in near if tree.lower(n).endswith("ing")), 0)
        return self.words.clause(verb, 5, subject=False) if verb and not self.words.is_empty(verb) else ""

    def _doing_next(self, at: int) -> str:
        """Return what was done for a time where that follows at once: "two days mending the pier"."""
        tree, verb = self.tree, at + 1
        is_done = tree.upos(verb) in ("VERB", "NOUN") and tree.lower(verb).endswith("ing")
        return self.words.clause(verb, 5, subject=False) if is_done else ""

    def _spent_by(self, verb: int, units: str, done: str = "spent") -> str:
        doer = self._noun_of(verb, "nsubj")
        return _short(f"{units} {done} by {doer}") if doer else f"{units} {done}" if done != "spent" else ""

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
        if gap := self._relativised(verb):
            noun = self.words.said(self.words.noun(gap, min(4, room - 2)))
            were = "were" if singular(tree.lower(gap)) != tree.lower(gap) else "was"
            return f"{noun} {were} {participle(tree.word(verb).lemma)}"
        told = self.words.clause(verb, room)
        if told and (not self.words.is_empty(verb) or len(told.split()) > 3):
            return told
        above = tree.word(verb).head
        if tree.relation(verb) == "acl" and above and tells(tree, above, self.figure):
            return self._qualified(above, verb, room)
        return ""

    def _relativised(self, verb: int) -> int:
        """Return the noun that a relative clause with a subject of its own says something is done to: "barges that storms sank"."""
        tree, above = self.tree, self.tree.word(verb).head
        if tree.word(verb).relation != "acl:relcl" or self.words.is_empty(verb):
            return 0
        doer, done = tree.child(verb, "nsubj"), tree.child(verb, "obj")
        passive = any(tree.word(n).relation == "aux:pass" for n in tree.children[verb])
        free = not passive and (not done or tree.lower(done) in RELATIVE)
        own = doer and tree.lower(doer) not in RELATIVE and free
        return above if own and tells(tree, above, self.figure) else 0

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
        readings = (
            self._bought, self._worth, self._of_what, self._of_noun, self._for_each, self._shifted, self._meant_for, self._paid,
            self._spent_on,
        )  # fmt: skip
        return next((name for read in readings if (name := _short(read(at)))), "")

    def _bought(self, at: int) -> str:
        """Return what was bought for a sum, also where a clause stands between: "bought Arlo Steel, which makes rails, for $5 million"."""
        tree = self.tree
        if self._opening(at) != "for":
            return ""
        for number in range(min(self.figure) - 1, 0, -1):
            word = tree.word(number).lemma
            verb = tree.upos(number) == "VERB" and word in words_for("bought")
            if verb and word not in words_for("asked_for") and (what := self._noun_of(number, "obj")):
                return f"price paid for {what}"
            if word in words_for("purchases") and (of := self._measured(number)):
                return f"price paid for {self._said(of, 4)}"
        return ""

    def _worth(self, at: int) -> str:
        """Return what is worth a sum."""
        tree, number = self.tree, min(self.figure) - 1
        while number and (tree.lower(number) in words_for("exactness") or tree.upos(number) == "SYM"):
            number -= 1
        if tree.lower(number) != "worth":
            return ""
        above = tree.word(number).head
        thing = next((n for n in (number - 1, above, tree.child(number, "nsubj")) if n and self._plain(n)), 0)
        return f"value of {self._said(thing, 5)}" if thing else ""

    def _of_what(self, at: int) -> str:
        """Return what the words right behind a sum say it is of: "$5 million in aid", "$5 for the ticket"."""
        role, thing = self._behind(at)
        if not thing or self.tree.child(thing, "nummod"):
            return ""
        noun = self._said(thing, 5)
        if len(noun.split()) == 1 and _is_money(noun):
            return f"{noun} {self._handed(at)}".strip()
        if role in ("for", "on"):
            paid = self.tree.word(self._verb(at) or at).lemma in words_for("paid")
            return f"price paid for {noun}" if paid and role == "for" else f"money {role} {noun}"
        return noun if _is_money(noun) else f"sum of {noun}"

    def _handed(self, at: int) -> str:
        """Return what was done with a sum and by whom, where it is but called cash, aid or the like."""
        verb = self._verb(at)
        if not verb or self.tree.relation(at) not in ("obj", "obl", "nmod"):
            return ""
        number = self.words.doer(verb)
        doer = self.words.said(self.words.noun(number, 3, behind=False)) if number else ""
        if self.words.is_passive(verb) or not doer:
            return ""
        ended = self.tree.lower(self.tree.child(at, "case")) == "with"
        if ended or self.tree.word(verb).lemma in NO_GIVING:
            return f"of {doer}"
        if self.tree.relation(at) != "obj":
            return ""
        known = self.tree.word(verb).lemma in words_for("paid") | words_for("asked_for")
        return f"{participle(self.tree.word(verb).lemma)} by {doer}" if known else ""

    def _behind(self, at: int) -> tuple[str, int]:
        """Return the preposition behind a sum and the noun that it governs."""
        tree, last = self.tree, max(at, self.figure[-1])
        role = tree.lower(last + 1)
        thing = tree.word(last + 1).head if role in ("of", "in", "for", "on") else 0
        return (role, thing) if thing > last and tells(tree, thing, self.figure) else ("", 0)

    def _of_noun(self, at: int) -> str:
        """Return the noun that has or is a sum: "a price of $5", "a $5 ticket", "shares at $5"."""
        tree, governor = self.tree, self.tree.word(at).head
        if not (governor and tells(tree, governor, self.figure)):
            return ""
        noun = self._said(governor, 5)
        if singular(tree.lower(governor)) in words_for("ends"):
            return self._noun_of(self._verb(governor), "nsubj")
        of = tree.relation(at) == "nmod" and tree.lower(tree.child(at, "case")) == "of"
        if of or _is_money(noun):
            return self._with_owner(governor, noun)
        return self._valued(at, governor, noun)

    def _valued(self, at: int, governor: int, noun: str) -> str:
        """Return the price of goods that a sum stands behind or that are several, the value of anything else."""
        relation, word = self.tree.relation(at), self.tree.lower(governor)
        if relation in ("nsubj", "appos"):
            return ""
        goods = (relation == "nmod" and at > governor) or singular(word) != word
        return _priced(noun) if goods else f"value of {noun}"

    def _for_each(self, at: int) -> str:
        """Return what has a price each: "$5 a ticket"."""
        tree = self.tree
        behind = (n for n in tree.children[at] if n > at and tree.relation(n) in ("appos", "nmod", "obl"))
        each = next(
            (n for n in behind if tree.lower(tree.child(n, "det", "case")) in ("a", "an", "per", "each")), 0
        )
        return f"price of {self._plain(each)}" if each and self._plain(each) else ""

    def _shifted(self, at: int) -> str:
        """Return what rose or fell by a sum: "the shares fell $2"."""
        verb = self._verb(at)
        moves = (
            verb
            and self.tree.lower(verb) in moving_verbs()
            and self.tree.word(verb).lemma != "lose"
            and self.tree.relation(at) in ("obj", "obl")
        )
        by = self.tree.lower(self.tree.child(at, "case"))
        return self._noun_of(verb, "nsubj") if moves and by in ("", "by") else ""

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
        if not verb:
            return ""
        lemma = self.tree.word(verb).lemma
        if self.words.is_passive(verb) and lemma in words_for("paid") | words_for("spent"):
            what = self._paid_for(verb)
            return f"money {participle(lemma)} {what}" if what else ""
        return self._costing(at, verb) if self.tree.relation(at) != "nsubj" else ""

    def _costing(self, at: int, verb: int) -> str:
        """Return what a sum is the cost, the value or the price of."""
        gap = self._relativised(verb)
        lemma, doer = self.tree.word(verb).lemma, self._said(gap, 4) if gap else self._noun_of(verb, "nsubj")
        if lemma in words_for("costs"):
            return f"{'cost' if lemma == 'cost' else 'value'} of {doer}" if doer else ""
        if lemma in words_for("comes_to"):
            return doer
        return self._paid_by(verb, doer) if lemma in words_for("paid") else self._swapped(at, verb, doer)

    def _swapped(self, at: int, verb: int, doer: str) -> str:
        """Return what changes hands at, for or to a sum."""
        role, thing = self.tree.lower(self.tree.child(at, "case")), self._noun_of(verb, "obj")
        if role == "to" and self.tree.child(verb, "obj"):
            return ""
        return _exchanged(thing or doer or self._moved(verb), self.tree.word(verb).lemma, role)

    def _moved(self, verb: int) -> str:
        """Return the subject of a verb that has none of its own: "the shares fell $2 to close at $40"."""
        while verb and self.tree.relation(verb) in ("xcomp", "advcl", "conj"):
            verb = self.tree.word(verb).head
            if doer := self._noun_of(verb, "nsubj"):
                return doer
        return ""

    def _paid_by(self, verb: int, doer: str) -> str:
        """Return what a sum was paid for or, where that is not told, who paid it."""
        if for_what := self._paid_for(verb):
            return f"money paid {for_what}"
        return f"price paid by {doer}" if doer else ""

    def _paid_for(self, verb: int) -> str:
        """Return for or on what a sum was paid or spent, with the preposition."""
        tree = self.tree
        phrases = (
            n for n in tree.children[verb] if tree.relation(n) == "obl" and tells(tree, n, self.figure)
        )
        what = next((n for n in phrases if tree.lower(tree.child(n, "case")) in ("for", "on")), 0)
        put = tree.lower(tree.child(what, "case")) if self.words.is_passive(verb) else "for"
        return f"{put} {self._said(what, 4)}" if what else ""

    def _spent_on(self, at: int) -> str:
        """Return what was done with a sum."""
        verb = self._verb(at)
        counts = self.tree.word(verb).lemma in words_for("costs") | words_for("comes_to")
        if self.tree.relation(at) != "obj" or self.words.is_empty(verb) or counts:
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
        opening = any(self.tree.lower(self.tree.child(n, "case")) == "with" and n < verb for n in seen)
        order = ("nsubj", "obj") if opening else ("obj", "nsubj")
        parts = (self.tree.child(verb, relation) for relation in order)
        return next((said for n in parts if n and n not in seen and (said := self._plain(n))), "")

    # --- measures and ages -----------------------------------------------------------------------------------------

    def measure(self) -> str:
        """Return what is measured: the extent of a thing, a distance, or a quality with what has it."""
        tree, at = self.tree, self._sign()
        if amount := self._amount(at):
            return amount
        along = ALONG.match(tree.text[tree.word(at).end :])
        what = (self._right_before() if along else "") or self._subject(at)
        if extent := self._extent(at):
            return _short(f"{extent} of {what}") if what else ""
        if target := self._target(at):
            return self._distance(what, target)
        if what and along:
            return f"distance of {what}"
        return self._quality(at)

    def _amount(self, at: int) -> str:
        """Return of what there is so much by volume or weight, and what happened to it: "weight of grain harvested"."""
        of = self._measured(at)
        row = next(
            (
                row
                for row in rows("measured")
                if self.measured_in.partition(" per ")[0] in row["units"].split()
            ),
            None,
        )
        if not of or row is None or row["measured"] not in ("volume", "weight"):
            return ""
        noun = self._said(of, 4)
        told = self.words.what_happened(of, at, 4) or self.words.completion(at, 5)
        each = self.measured_in.partition(" per ")[2]
        return _short(
            f"{row['measured']} of {noun} {told}".strip()
            + (f" per {SPELLED.get(each, each)}" if each else "")
        )

    def _right_before(self) -> str:
        """Return the noun right before a distance, by the name that it is of: "Arlo, a village two km upstream"."""
        tree, noun = self.tree, self.figure[0] - 1
        if noun < 1 or not tells(tree, noun, self.figure):
            return ""
        above = tree.word(noun).head
        named = tree.relation(noun) == "appos" and tree.upos(above) == "PROPN"
        return self._plain(above if named else noun)

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
        if named and named["name"].lower() not in DETERMINERS:
            return f"age of {named['name']}"
        return _short(f"age of {self._said(self.head, 4)}") if self.head else ""


@cache
def moving_verbs() -> frozenset[str]:
    """Return the forms of verbs that say that something rose or fell.

    Examples
    --------
    >>> {"rose", "dropped"} <= moving_verbs()
    True
    """
    return frozenset(row["word"] for row in rows("changes") if row["by"] == "verb")


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
