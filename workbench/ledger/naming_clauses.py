"""The words of a sentence as names need them: a noun with what qualifies it, and what a verb says of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable
from functools import cache, cached_property
from itertools import pairwise

from workbench.compare.happenings import opening_happening, stems, told
from workbench.figures.tree import NOMINAL, Tree
from workbench.lexicon.reading import lists, rows, spellings
from workbench.lexicon.units import units
from workbench.lexicon.word_classes import is_person, singular, verbs_of_saying

BEFORE = frozenset({"compound", "amod", "flat", "fixed", "goeswith"})
HYPHEN = re.compile(r"(?:(?<!\s)\s+)?([-–])\s*")
DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]|.*(?:fer|mit|cur|pel|trol)")
LONG = 3  # letters of a word that a headline writes like a name
COMPLETING = frozenset({"obj", "xcomp", "ccomp"})
NOT = frozenset({"not", "n't", "never"})
RELATIVE = frozenset({"who", "whom", "that", "which"})
NEAR = 5  # words behind a noun in which its predicate stands
DEPTH = 4  # steps up the tree on which the doer of a verb, or what governs a noun, is sought
INHERITING = ("xcomp", "advcl", "conj")  # a verb without a subject of its own has that of the verb above
NEVER_DONE = frozenset(
    {"say", "tell", "think", "believe", "know", "find", "want", "expect"}
)  # not to what is counted
NO_DOING = frozenset({"be", "do", "mean", "include", "become", "seem", "appear"})


@cache
def words_for(use: str) -> frozenset[str]:
    """Return the words of one use in names, from the list of the lexicon.

    Examples
    --------
    >>> "north" in words_for("links"), "near" in words_for("links")
    (False, True)
    """
    return frozenset(lists("naming")[use])


@cache
def _units() -> frozenset[str]:
    """Return the words and signs of all units and currencies: they are no answer to what is measured."""
    words = [word for unit in units() for word in (*unit.words, *unit.symbols)]
    words += [
        word for row in rows("currencies") for word in (*spellings(row["names"]), *spellings(row["signs"]))
    ]
    return frozenset(word.lower() for word in words)


def is_unit(tree: Tree, number: int) -> bool:
    """Whether a word is a unit, a currency or a number; a name that is written like one is none away from a number."""
    if tree.upos(number) in ("NUM", "SYM"):
        return True
    beside = {tree.upos(number - 1), tree.upos(number + 1)} & {"NUM", "SYM"}
    return tree.lower(number) in _units() and (tree.upos(number) != "PROPN" or bool(beside))


def tells(tree: Tree, number: int, figure: Container[int]) -> bool:
    """Whether a word may be what a figure counts or measures."""
    return (
        tree.upos(number) in NOMINAL
        and number not in figure
        and not is_unit(tree, number)
        and not re.search(r"[$€£%]", tree.word(number).text)
        and not tree.is_temporal(number)
    )


class Clauses:
    """What the sentence of one figure says, put as parts of a name."""

    def __init__(self, tree: Tree, figure: range) -> None:
        self.tree, self.figure = tree, frozenset(figure)
        self.head = 0  # what is counted, which no clause of its own name repeats

    def noun(self, head: int, most: int = 5, *, behind: bool = True) -> list[int]:
        """Return a noun with what stands before it and, as far as there is room, the phrases behind it that a preposition opens."""
        head = self.compound(head)
        words = self._bare(head)
        if len(words) > most:
            words = [n for n in words if n not in self._owner_words(head)]
        words = self._untorn(words[-most:])
        if behind:
            for kid in self.tree.children[head]:
                if kid > head and self._is_phrase(kid) and (added := self.phrase(kid)):
                    if len(words) + len(added) > most:
                        break
                    words += added
        return sorted(set(words))

    def compound(self, number: int) -> int:
        """Return the last noun of a compound that a word stands in, as a part of it names another thing: "market" of "car parts market"."""
        tree, above = self.tree, self.tree.word(number).head
        while (
            above > number
            and tree.relation(number) == "compound"
            and self._is_row(number, above)
            and not self._is_titled
        ):
            number, above = above, tree.word(above).head
        return number

    def _is_row(self, first: int, last: int) -> bool:
        """Whether nothing but nouns and hyphens stands between two words."""
        between = range(first + 1, last + 1)
        return all(
            n not in self.figure and (self.tree.upos(n) in NOMINAL or self.tree.lower(n) in "-–")
            for n in between
        )

    def _untorn(self, words: list[int]) -> list[int]:
        """Return words with those that a hyphen ties to the first of them or to one within: "late-term", "closed-door"."""
        whole = set(words)
        for number in sorted(words, reverse=True):
            while self._is_tied(number) and number - 2 not in self.figure:
                number -= 2
                whole.add(number)
        return sorted(whole)

    def _is_tied(self, number: int) -> bool:
        """Whether a hyphen ties a word to the one before it."""
        tree = self.tree
        return number > 2 and self._between(number - 2, number) == "-" and tree.lower(number - 1) in "-–"

    def _owner_words(self, head: int) -> set[int]:
        """Return the words of whose a noun is: "the coastguard's"."""
        owners = [n for n in self.tree.children[head] if self.tree.word(n).relation == "nmod:poss"]
        return {n for owner in owners for n in (owner, *self.tree.children[owner])}

    def _is_phrase(self, kid: int) -> bool:
        case = self.tree.child(kid, "case")
        put = self.tree.lower(case) if case else ""
        numbered = put == "in" and self.tree.child(kid, "nummod")  # in how many places tells of no place
        return self.tree.relation(kid) == "nmod" and put in words_for("links") and not numbered

    def phrase(self, kid: int) -> list[int]:
        """Return a phrase behind its word, with the preposition; empty if it holds the figure, a number or only a time."""
        tree, kids = self.tree, self.tree.children[kid]
        if self.figure & {kid, *kids} or not tells(tree, kid, range(0)):
            return []
        opening = [n for n in kids if self._opens(n, kid)]
        two = tree.lower(tree.child(kid, "case")) == "between"
        rest = self._second(kid) if two else self._of_phrase(kid)
        return [*opening, *self._bare(kid), *rest] if rest or not two else []

    def _opens(self, number: int, kid: int) -> bool:
        """Whether a word opens the phrase of another: its preposition, or the article of a name."""
        tree = self.tree
        case = tree.relation(number) == "case" and number < kid
        return case or (tree.lower(number) == "the" and tree.upos(kid) == "PROPN")

    def _second(self, kid: int) -> list[int]:
        """Return the second of two things, with its conjunction: "and Dray" of "between Arlo and Dray"."""
        tree = self.tree
        joined = (n for n in tree.children[kid] if tree.relation(n) == "conj" and tells(tree, n, range(0)))
        other = next(joined, 0)
        word = tree.child(other, "cc") if other else 0
        return [word, *self._bare(other)] if word else []

    def _of_phrase(self, number: int) -> list[int]:
        """Return the phrase with "of" behind a word."""
        tree = self.tree
        behind = (n for n in tree.children[number] if n > number and self._is_phrase(n))
        deeper = next((n for n in behind if tree.lower(tree.child(n, "case")) == "of"), 0)
        return self.phrase(deeper) if deeper else []

    def _bare(self, head: int) -> list[int]:
        """Return a noun with the words before it that belong to it, and the rest of a name."""
        words = [head, *self._name_behind(head)]
        for kid in self.tree.children[head]:
            if self._belongs(kid, head) and self._qualifies(kid):
                words += self._with_its_own(kid)
        return sorted(set(words))

    def _name_behind(self, head: int) -> list[int]:
        """Return the name that stands right behind the noun which says what bears it: "trawler Ada Brenn"."""
        tree, words = self.tree, list[int]()
        if tree.upos(head) != "NOUN" or self._is_titled:
            return []
        while self._goes_on(head + len(words)):
            words.append(head + len(words) + 1)
        tied = words and (
            tree.word(words[0]).head in (head, *words) or tree.relation(words[0]) in ("appos", "flat")
        )
        owns = tree.lower(head + len(words) + 1) in ("'s", "’s")
        return words if tied and not owns and len(words) < LONG + 1 else []

    def _goes_on(self, number: int) -> bool:
        """Whether a name goes on, or begins, with the word behind another one, parted by a space only."""
        tree, later = self.tree, number + 1
        if (
            tree.upos(later) != "PROPN"
            or later in self.figure
            or is_unit(tree, later)
            or tree.is_temporal(later)
        ):
            return False
        return tree.word(later).start == tree.word(number).end + 1 and tree.word(later).text[0].isupper()

    def _belongs(self, kid: int, head: int) -> bool:
        """Whether a word stands before a noun and in its phrase, or goes on with its name."""
        relation = self.tree.relation(kid)
        before = relation in BEFORE or self.tree.word(kid).relation == "nmod:poss"
        return relation == "flat" or (before and kid < head)

    def _with_its_own(self, number: int) -> list[int]:
        """Return a word within a noun's phrase with what qualifies it, and the whole name of who has the noun."""
        tree, kids = self.tree, self.tree.children[number]
        words = [n for n in kids if tree.relation(n) in BEFORE | {"case"} and self._qualifies(n)]
        if tree.upos(number) == "PROPN" and tree.word(number).relation == "nmod:poss":
            words += [n for n in kids if tree.relation(n) == "flat"]
        return [*words, number]

    def _qualifies(self, number: int) -> bool:
        tree = self.tree
        return (
            number not in self.figure
            and not is_unit(tree, number)
            and tree.upos(number) not in ("PRON", "DET", "PUNCT")
            and tree.lower(number) not in words_for("loose")
            and (not tree.is_temporal(number) or tree.upos(number) == "PROPN")
        )

    def said(self, numbers: Iterable[int]) -> str:
        """Return words as a text, joined as in the sentence where they stand together there."""
        text, last = "", 0
        for number in sorted(set(numbers)):
            text += (self._between(last, number) if last else "") + self._written(number)
            last = number
        return HYPHEN.sub(r"\1", text).replace(" ’ s ", "’s ").replace(" ’s", "’s").replace(" 's", "'s")

    def _between(self, number: int, later: int) -> str:
        """Return what parts two words: nothing or a hyphen where the sentence has no space there."""
        word, end = self.tree.word, self.tree.word(number).end
        if later == number + 1:
            return " " if word(later).start > end else ""
        if later == number + 2 and word(number + 1).text in "-–":
            tied = word(number + 1).start == end and word(later).start == word(number + 1).end
            return "-" if tied else " "
        return " "

    def _written(self, number: int) -> str:
        """Return a word as it stands within a sentence: a common noun at its start or in a headline in lower case."""
        text = self.tree.word(number).text
        plain = text[:1].isupper() and text[1:].islower() and self.tree.upos(number) != "PROPN"
        return (
            text.lower()
            if plain and (number == 1 or self._is_titled) and not self._is_of_name(number)
            else text
        )

    @cached_property
    def _is_titled(self) -> bool:
        """Whether most words are written like names, as in many headlines, where a capital tells nothing."""
        long = [word.text for word in self.tree.words if len(word.text) > LONG]
        return sum(text[0].isupper() for text in long) > len(long) / 2

    def _is_of_name(self, number: int) -> bool:
        """Whether a word is an adjective of a place ("Chilean") or opens a name: "Blue Hill Lines" at a sentence's head."""
        tree, head = self.tree, self.tree.word(number).head
        opens = tree.relation(number) in ("compound", "flat", "amod") and head and tree.upos(head) == "PROPN"
        return bool(opens) or (tree.upos(number) == "ADJ" and number > 1)

    # --- what a verb says ------------------------------------------------------------------------------------------

    def pivot(self, number: int) -> int:
        """Return the word of a figure's phrase that a verb governs."""
        tree = self.tree
        while (
            tree.relation(number) in ("nummod", "compound", "advmod", "flat", "amod", "det")
            and tree.word(number).head
        ):
            number = tree.word(number).head
        while tree.relation(number) == "conj" and tree.upos(tree.word(number).head) in (
            *NOMINAL,
            "NUM",
            "SYM",
        ):
            number = tree.word(number).head
        return self.whole(number)

    def whole(self, number: int) -> int:
        """Return the total or the like that counts a noun, as that is what the verb governs: "a total of nine barges sank"."""
        tree = self.tree
        above = tree.word(number).head
        bunch = words_for("ends") | words_for("bunches")
        counts = above and (singular(tree.lower(above)) in bunch or tree.upos(above) in ("NUM", "SYM"))
        of = tree.relation(number) == "nmod" and tree.lower(tree.child(number, "case")) == "of"
        return above if counts and of else number

    def what_happened(self, head: int, number: int, room: int) -> str:
        """Return what is said of a noun as words to put behind it, in at most so many; empty where nothing telling is.

        A participle or a relative clause of its own comes first, then the verb that it is subject or object of.
        """
        own = self.own_clause(head, room) or (self.own_clause(number, room) if number != head else "")
        return own or self._of_verb(number, room) or self._where(head)

    def _where(self, head: int) -> str:
        """Return an adverb of place behind a noun: "about 90 people inside"."""
        near = (n for n in self.tree.children[head] if n > head and self.tree.lower(n) in words_for("places"))
        return next(map(self.tree.lower, near), "")

    def own_clause(self, head: int, room: int) -> str:
        """Return the first clause behind a noun that tells of it and fits."""
        tree = self.tree
        for kid in tree.children[head]:
            if kid < head or tree.relation(kid) != "acl" or tree.upos(kid) not in ("VERB", "ADJ"):
                continue
            told = self._qualifying(kid, room)
            if told and len(told.split()) <= room:
                return told
        return ""

    def _qualifying(self, verb: int, room: int) -> str:
        """Return a clause that qualifies a noun: "who fled", "sunk by storms", "to mend the pier"."""
        tree = self.tree
        if tree.word(verb).relation == "acl:relcl":
            return self._relative(verb, room)
        past = self._is_participle(verb)
        if past and tree.child(verb, "obj") > verb:
            return opened("who", self.clause(verb, room - 1, subject=False))
        if past or (tree.lower(verb).endswith("ing") and tree.lower(verb) != tree.word(verb).lemma):
            return self.clause(verb, room, subject=False)
        if tree.lower(tree.child(verb, "mark")) == "to":
            return opened("to", self.clause(verb, room - 1, subject=False))
        return ""

    def _relative(self, verb: int, room: int) -> str:
        tree = self.tree
        pronoun = next(
            (n for n in tree.children[verb] if n < verb and tree.lower(n) in ("who", "that", "which")), 0
        )
        if not pronoun or tree.relation(pronoun) != "nsubj" or self.is_empty(verb):
            return ""
        return opened(tree.lower(pronoun), self.clause(verb, room - 1, subject=False))

    def is_empty(self, verb: int) -> bool:
        """Whether a verb tells nothing of what is counted: it is said of nearly anything, or of what is stated."""
        lemma, tree = self.tree.word(verb).lemma, self.tree
        if tree.upos(verb) not in ("VERB", "ADJ"):
            return True
        relations = {tree.word(n).relation for n in tree.children[verb]}
        if "compound:prt" in relations:
            return False  # what goes off does not go
        stated = lemma in verbs_of_saying() and not (
            "nsubj:pass" in relations and relations.isdisjoint({"ccomp", "xcomp", "obl:agent"})
        )
        return stated or lemma in words_for("light")

    def _is_participle(self, verb: int) -> bool:
        text = self.tree.lower(verb)
        return text.endswith("ed") or text == participle(self.tree.word(verb).lemma)

    def _of_verb(self, number: int, room: int) -> str:
        tree = self.tree
        verb, relation = tree.word(number).head, tree.word(number).relation
        if not verb or room < 1:
            return ""
        if relation in ("nsubj", "nsubj:outer"):
            return self._being(number, verb, room) or self._doing(verb, room)
        if relation == "obj":
            return self._undergoing(number, verb, room)
        if self.is_empty(verb):
            return ""
        if relation == "nsubj:pass":
            rest = self._complements(verb, room - 1, without=number)
            return " ".join(filter(None, (self._negated(verb), tree.lower(verb), self.said(rest))))
        return self._did(verb, room) if relation == "obl:agent" else self._within(number, verb, room)

    def _undergoing(self, number: int, verb: int, room: int) -> str:
        """Return what is done to a noun, or whose it is."""
        lemma = self.tree.word(verb).lemma
        if lemma == "have":
            return self._had(verb, room)
        asked = is_person(self.tree.lower(number)) and lemma in words_for("asked")
        telling = asked or not self.is_empty(verb)
        return self._done(number, verb, room) if telling and not self._has_passive(verb) else ""

    def _did(self, verb: int, room: int) -> str:
        """Return what a noun did by which something was done: "the ship was met by tugs" gives "that met ship"."""
        tree = self.tree
        undergoer = tree.child(verb, "nsubj")
        if not undergoer or not tells(tree, undergoer, self.figure):
            return ""
        whom = self.noun(undergoer, min(3, room - 2), behind=False)
        return f"who {past(tree.word(verb).lemma)} {self.said(whom)}" if whom and room > 2 else ""

    def _within(self, number: int, verb: int, room: int) -> str:
        """Return what went on in, at or with a noun: "they vote at 40 booths" gives "at which Ardish vote"."""
        tree, case = self.tree, self.tree.lower(self.tree.child(number, "case"))
        is_phrase = tree.relation(number) == "obl" and verb < number and number not in self.figure
        people = is_person(tree.lower(number))
        if not is_phrase or case not in words_for("in_which") or (people and case == "in"):
            return ""
        return opened(f"{case} {'whom' if people else 'which'}", self.clause(verb, room - 2))

    def _had(self, verb: int, room: int) -> str:
        """Return whose a noun is by "have": "the town has nine wells" gives "of town"."""
        holder = self.tree.child(verb, "nsubj")
        whose = self.noun(holder, 3, behind=False) if holder and tells(self.tree, holder, range(0)) else []
        return f"of {self.said(whose)}" if whose and len(whose) < room else ""

    def _done(self, number: int, verb: int, room: int) -> str:
        """Return what is done to a noun, and by whom where nothing else completes the verb."""
        done = participle(self.tree.word(verb).lemma)
        rest = self.said(self._complements(verb, room - 1, without=number, plain=True))
        said = " ".join(filter(None, (self._negated(verb), done)))
        by = self._short_noun(self.doer(verb), room - 2)
        telling = rest.partition(" ")[0] not in ("", *words_for("beside"))
        if by and not telling and len(by.split()) < room - 1:
            return f"{said} by {by}"
        return f"{said} {rest}".strip()

    def _doing(self, verb: int, room: int) -> str:
        """Return what a noun does; of a verb that needs it only together with its object."""
        if self.is_passive(verb) or self._befalls(verb):
            told = self.said([verb, *self._complements(verb, room - 1)])
            return told if not self.is_empty(verb) or " " in told else ""
        held = self.is_empty(verb) and self.tree.word(verb).lemma in words_for("telling_with_object")
        if self.is_empty(verb) and not (held and self._complements(verb, room - 2)):
            return ""
        return opened("who", self.clause(verb, room - 1, subject=False))

    def _has_passive(self, verb: int) -> bool:
        return any(self.tree.word(n).relation == "aux:pass" for n in self.tree.children[verb])

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is in the passive, also where a headline leaves out its auxiliary: "nine barges taken"."""
        tree, text = self.tree, self.tree.lower(verb)
        if self._has_passive(verb):
            return True
        irregular = text == participle(tree.word(verb).lemma) and not text.endswith("ed")
        return irregular and not tree.child(verb, "aux") and text in only_participles()

    def _befalls(self, verb: int) -> bool:
        """Whether a verb without an object says what was done to its subject, as in headlines: "six people shot in Arlo"."""
        tree = self.tree
        alone = not (tree.child(verb, "obj") or tree.child(verb, "aux")) and self._is_participle(verb)
        return alone and opening_happening(stems(tree.lower(verb))) in words_for("undergone")

    def _being(self, number: int, root: int, room: int) -> str:
        """Return what a noun is said to be, or where: "400 people were inside", "30 were absent"."""
        tree = self.tree
        if tree.upos(root) == "ADV" and root > number:
            return tree.lower(root)
        if tree.upos(root) in NOMINAL and tree.child(root, "cop") and tree.child(root, "case"):
            phrase = self.phrase(root)
            return f"{self._negated(root)} {self.said(phrase)}".strip() if len(phrase) <= room else ""
        if tree.upos(root) == "NOUN" and root > number:
            return self._are(root, room)
        return self._quality(root) if tree.upos(root) == "ADJ" else ""

    def _are(self, root: int, room: int) -> str:
        """Return what several are said to be: "half of them are bakers" gives "who are bakers"."""
        tree = self.tree
        if tree.lower(tree.child(root, "cop")) not in ("are", "were") or not tells(tree, root, self.figure):
            return ""
        return f"who {self.said([*self._helpers(root), *self.noun(root, room - 2)])}"

    def _quality(self, adjective: int) -> str:
        """Return an adjective with its degree: "badly hurt"."""
        tree = self.tree
        if tree.lower(adjective) in words_for("open"):
            return ""
        adverbs = (n for n in tree.children[adjective] if tree.relation(n) == "advmod" and n < adjective)
        what = self._complements(adjective, 4)
        return self.said([*(n for n in adverbs if tree.lower(n) not in words_for("loose")), adjective, *what])

    def _negated(self, verb: int) -> str:
        negated = any(self.tree.lower(n) in NOT for n in self.tree.children[verb])
        return "not" if negated else ""

    # --- what completes a bare noun ----------------------------------------------------------------------------------

    def completion(self, number: int, room: int) -> str:
        """Return in what else a sentence puts a bare noun, also by a verb that alone tells little: "nets used by crews"."""
        tree, at = self.tree, self._governed(number)
        above, role = tree.word(at).head, tree.word(at).relation
        if not above or room < 2:
            return ""
        if role.startswith("nmod"):
            return self._of_noun(at, above, room)
        tells_nothing = NO_DOING | NEVER_DONE if role == "obj" else NO_DOING
        if tree.upos(above) not in ("VERB", "AUX") or tree.word(above).lemma in tells_nothing:
            return ""
        told = {
            "obj": self._done_by,
            "nsubj": self._that_did,
            "nsubj:pass": self._passive,
            "obl": self._by_way_of,
        }
        return told[role](at, above, room) if role in told else ""

    def _governed(self, number: int) -> int:
        """Return the word of the phrase of a noun that what it takes part in governs: of one of several, the first."""
        tree = self.tree
        for _ in range(DEPTH):
            above = tree.word(number).head
            counts = self.whole(number)
            if counts != number:
                number = counts
            elif (
                above
                and tree.relation(number) in ("conj", "appos")
                and tree.upos(above) in (*NOMINAL, "NUM", "SYM")
            ):
                number = above
            else:
                break
        return number

    def _of_noun(self, number: int, above: int, room: int) -> str:
        """Return whose or of what a noun is by the noun that it qualifies: "a crew of nine bakers", "the loss of two boats"."""
        tree = self.tree
        case = tree.lower(tree.child(number, "case"))
        if case not in ("of", "in", "at", "on", "with") or not tells(tree, above, self.figure):
            return ""
        if singular(tree.lower(above)) in words_for("fractions"):
            return ""
        happened = opening_happening(stems(tree.lower(above)))
        if happened and case == "of":
            return told().get(happened, "")
        whose = self.said(self.noun(above, min(3, room - 1), behind=False))
        put = "in" if singular(tree.lower(above)) in words_for("bodies") else "of"
        return f"{put} {whose}" if whose else ""

    def predicate_behind(self, last: int, room: int) -> str:
        """Return what the verb right behind a noun's last word says of it, wherever the tree hangs that: "found half of the boats had sunk"."""
        verb = self._verb_behind(last)
        if not verb:
            return ""
        if self.tree.upos(verb) == "ADJ" and not self.tree.child(verb, "case"):
            return " ".join(filter(None, (self._negated(verb), self._quality(verb))))
        told = self.clause(verb, room - 1, subject=False)
        telling = (" " in told and not self.is_empty(verb)) or len(told.split()) > 2
        return opened("who", told) if telling else ""

    def _verb_behind(self, last: int) -> int:
        """Return the verb or the predicate that begins right behind a word and is no participle of it; 0 if none does."""
        tree, verb = self.tree, last + 1
        if tree.upos(verb) == "AUX":
            verb = tree.word(verb).head
            return verb if last < verb <= last + NEAR and tree.relation(verb) != "acl" else 0
        if tree.upos(verb) != "VERB" or tree.lower(verb).endswith("ing"):
            return 0
        qualifies = tree.relation(verb) == "acl" and not tree.child(verb, "obj")
        return 0 if qualifies else verb

    def _done_by(self, number: int, verb: int, room: int) -> str:
        """Return what is done to a noun and by whom; of "have" whose it is."""
        lemma = self.tree.word(verb).lemma
        whom = self._short_noun(self.doer(verb), room - 1)
        if lemma == "have" or self._has_passive(verb):
            return opened("of", whom) if lemma == "have" else ""
        rest = self.said(self._complements(verb, room - 1, without=number, plain=True))
        done = " ".join(filter(None, (self._negated(verb), participle(lemma), rest)))
        if not whom:
            return done if rest or not self.is_empty(verb) else ""
        if len(f"{done} by {whom}".split()) > room:
            done = "" if self._negated(verb) else participle(lemma)
        return f"{done} by {whom}" if done else ""

    def _short_noun(self, number: int, room: int) -> str:
        """Return a noun with what stands before it, in few words; empty for no word."""
        return self.said(self.noun(number, min(3, room), behind=False)) if number else ""

    def _that_did(self, number: int, verb: int, room: int) -> str:
        told = self.clause(verb, room - 1, subject=False)
        alone = self.is_empty(verb) and " " not in told
        if self.tree.word(verb).lemma in verbs_of_saying():
            return "quoted" if is_person(self.tree.lower(number)) else ""
        return "" if alone else opened("who", told)

    def _passive(self, number: int, verb: int, room: int) -> str:
        rest = self.said(self._complements(verb, room - 1, without=number))
        return " ".join(filter(None, (self._negated(verb), self.tree.lower(verb), rest)))

    def _by_way_of(self, number: int, verb: int, room: int) -> str:
        """Return with, in, from or to what something is done: "boats built from old barrels" gives "from which boats were built"."""
        case, doer = self.tree.lower(self.tree.child(number, "case")), self.doer(verb)
        if self.tree.word(verb).lemma == "account" and case == "for":
            return opened("due to", self._short_noun(doer, room - 2))
        if case not in words_for("in_which") | {"to", "into", "for"} or is_person(self.tree.lower(number)):
            return ""
        by_doer = doer and not self._has_passive(verb)
        return opened(
            f"{case} which", self._somebody_does(doer, verb) if by_doer else self._something_is_done(verb)
        )

    def _somebody_does(self, doer: int, verb: int) -> str:
        """Return a subject with a verb that has no object."""
        if self.tree.child(verb, "obj"):
            return ""
        who, helpers = self._short_noun(doer, LONG), self._helpers(verb)
        were = self._were(doer) if not helpers and self.tree.lower(verb).endswith("ing") else ""
        return " ".join(filter(None, (who, were, self.said([*helpers, verb]))))

    def _something_is_done(self, verb: int) -> str:
        """Return an object with its verb in the passive."""
        thing = self.tree.child(verb, "obj")
        if not thing or not tells(self.tree, thing, self.figure) or self._is_above_figure(thing):
            return ""
        return f"{self._short_noun(thing, LONG)} {self._were(thing)} {participle(self.tree.word(verb).lemma)}"

    def _were(self, number: int) -> str:
        word = self.tree.lower(number)
        return "were" if singular(word) != word or word == "people" else "was"

    def event(self, verb: int, room: int) -> str:
        """Return what happened by a verb with the subject that it takes from elsewhere, else as what somebody was doing."""
        tree, doer = self.tree, self.doer(verb)
        if tree.word(verb).lemma in NO_DOING | verbs_of_saying():
            return ""
        if tree.upos(verb) == "NOUN":
            return self._being_as(verb, doer, room)
        particle = [n for n in tree.children[verb] if tree.word(n).relation == "compound:prt"]
        rest = self._complements(verb, room - 2)
        if self._lacks(verb, rest) or (self.is_empty(verb) and not rest):
            return ""
        if 0 < doer < verb and not self.is_passive(verb):
            return self._doer_did(doer, verb, [*particle, *rest], room)
        return self._doing_it(verb, [*particle, *rest])

    def _doing_it(self, verb: int, behind: Collection[int]) -> str:
        """Return what somebody was doing by a verb and the words behind it; nothing of a verb alone or in the passive."""
        doing = self.tree.upos(verb) == "VERB" and not self.is_passive(verb) and not self.is_empty(verb)
        doing = doing and not self._negated(verb)
        return f"{gerund(self.tree.word(verb).lemma)} {self.said(behind)}" if behind and doing else ""

    def _doer_did(self, doer: int, verb: int, rest: Collection[int], room: int) -> str:
        """Return a clause with a subject that stands elsewhere, its verb in a form that goes with it."""
        tree = self.tree
        who, helpers = self.said(self.noun(doer, min(3, room - 2), behind=False)), self._helpers(verb)
        finite = helpers or not (tree.lower(verb).endswith("ing") or tree.child(verb, "mark"))
        did = self.said([*helpers, verb]) if finite else past(tree.word(verb).lemma)
        return " ".join(filter(None, (who, did, self.said(rest))))

    def is_gerund(self, verb: int, told: str) -> bool:
        """Whether words that tell of a verb begin with what somebody was doing, and not with who did it."""
        return told.split()[0] in (gerund(self.tree.word(verb).lemma), "being") or (
            told.split()[0].endswith("ing") and self.tree.word(verb).lemma in verbs_of_saying()
        )

    def _being_as(self, number: int, doer: int, room: int) -> str:
        """Return as what somebody was something, where no subject tells who: "being member of band"."""
        tree = self.tree
        if (
            not tree.child(number, "cop")
            or tree.child(number, "case")
            or not tells(tree, number, self.figure)
        ):
            return ""
        what = self.said(self.noun(number, room - 2))
        if doer and doer < number:
            return f"{self.said(self.noun(doer, 2, behind=False))} was {what}"
        return f"being {what}" if is_person(tree.lower(number)) else ""

    def doer(self, verb: int) -> int:
        """Return who does what a verb says: its subject, that of the verb above, the noun that it qualifies, or whom a pronoun means."""
        for _ in range(DEPTH):
            if subject := self.tree.child(verb, "nsubj"):
                return self._if_telling(self._behind_pronoun(subject, verb))
            if self.tree.relation(verb) == "acl":
                return (
                    self._if_telling(self.tree.word(verb).head)
                    if self.tree.lower(verb).endswith("ing")
                    else 0
                )
            above = self.tree.word(verb).head
            if self.tree.relation(verb) not in INHERITING or self.tree.upos(above) != "VERB":
                return 0
            if whom := self._told_to_do(verb, above):
                return self._if_telling(whom)
            verb = above
        return 0

    def _if_telling(self, number: int) -> int:
        return number if number and tells(self.tree, number, self.figure) else 0

    def _behind_pronoun(self, subject: int, verb: int) -> int:
        """Return a subject, or what it means if it is a pronoun."""
        tree = self.tree
        if tree.lower(subject) in RELATIVE and tree.relation(verb) == "acl":
            return tree.word(verb).head
        return self._meant(subject, verb) if tree.upos(subject) == "PRON" else subject

    def _told_to_do(self, verb: int, above: int) -> int:
        """Return the object of the verb above where that, and not its subject, does what a verb says: "found him hiding"."""
        whom = self.tree.child(above, "obj")
        beside = self.tree.relation(verb) != "conj" and self.tree.lower(verb - 1) != ","
        return whom if beside and above < whom < verb else 0

    def _meant(self, pronoun: int, verb: int) -> int:
        """Return the subject of the verb above where a pronoun may mean it: "the council said it closed 14 halls"."""
        tree, above = self.tree, self.tree.word(verb).head
        while above and tree.relation(verb) == "conj":
            verb, above = above, tree.word(above).head
        if not above or tree.relation(verb) not in ("ccomp", "advcl", "xcomp", "parataxis"):
            return 0
        subject = tree.child(above, "nsubj")
        return (
            subject if subject and tells(tree, subject, self.figure) and self._agrees(pronoun, subject) else 0
        )

    def _agrees(self, pronoun: int, number: int) -> bool:
        tree, said, word = self.tree, self.tree.lower(pronoun), self.tree.lower(number)
        person = is_person(word)
        several = singular(word) != word or any(tree.relation(n) == "conj" for n in tree.children[number])
        named = tree.upos(number) == "PROPN"
        fits = {
            "it": not person and not several,
            "they": singular(word) != word,
            "he": not several and (person or named),
            "she": not several and (person or named),
        }
        return fits.get(said, False)

    def clause(self, verb: int, room: int, *, subject: bool = True) -> str:
        """Return a clause in few words: its subject, the verb with its auxiliaries, and what completes it."""
        tree = self.tree
        doer = self._doer(verb) if subject else 0
        if subject and not doer:
            return self._undergone(verb, room)
        said = self.noun(doer, 3, behind=False) if doer else []
        particle = [n for n in tree.children[verb] if tree.word(n).relation == "compound:prt"]
        core = [*said, *self._helpers(verb), verb, *particle]
        rest = self._complements(verb, room - len(core))
        return "" if doer > verb or self._lacks(verb, rest) else self.said([*core, *rest])

    def _doer(self, verb: int) -> int:
        """Return the subject of a verb that tells who or what that is; 0 for a pronoun."""
        doer = self.tree.child(verb, "nsubj")
        return doer if doer and tells(self.tree, doer, ()) else 0

    def _undergone(self, verb: int, room: int) -> str:
        """Return a clause whose subject is a pronoun, or has none, by its object: "she ran the mill" gives "mill was run"."""
        tree, thing = self.tree, self.tree.child(verb, "obj")
        if (
            thing == self.head
            or not thing
            or not tells(tree, thing, self.figure)
            or self._is_above_figure(thing)
        ):
            return ""
        if tree.child(thing, "case") or self.is_empty(verb) or self._negated(verb):
            return ""
        noun = self.said(self.noun(thing, min(4, room - 2)))
        were = "were" if singular(tree.lower(thing)) != tree.lower(thing) else "was"
        return f"{noun} {were} {participle(tree.word(verb).lemma)}"

    def _is_above_figure(self, number: int) -> bool:
        """Whether the figure stands in the phrase of a word."""
        at = min(self.figure)
        while at and at != number:
            at = self.tree.word(at).head
        return at == number

    def _lacks(self, verb: int, said: Collection[int]) -> bool:
        """Whether a verb is told without what completes it: its object, or what somebody is said to be or to do."""
        tree = self.tree
        completing = (n for n in tree.children[verb] if n > verb and tree.word(n).relation in COMPLETING)
        return any(
            n not in said and n not in (self.head, *self.figure) and not self._holds_figure(n)
            for n in completing
        )

    def _holds_figure(self, number: int) -> bool:
        return bool(self.figure & {*self.tree.children[number]})

    def _helpers(self, verb: int) -> list[int]:
        """Return what stands before a verb and belongs to it: auxiliaries, "not", the preposition of where something is."""
        tree = self.tree
        before = [n for n in tree.children[verb] if n < verb]
        helpers = [n for n in before if tree.relation(n) in ("aux", "cop") or tree.lower(n) in NOT]
        case = [n for n in before if tree.relation(n) == "case"] if tree.upos(verb) in NOMINAL else []
        return [*helpers, *case]

    def _complements(self, verb: int, room: int, *, without: int = 0, plain: bool = False) -> list[int]:
        """Return the object, and the phrases behind a verb that fit."""
        words = list[int]()
        for kid in self.tree.children[verb]:
            if kid < verb or kid in (without, self.head) or room < 1:
                continue
            added = self._complement(kid, room, plain=plain)
            if added is None:
                continue
            if not added or self.figure & {*added} or len(words) + len(added) > room:
                break
            words += added
        return words

    def _complement(self, kid: int, room: int, *, plain: bool) -> list[int] | None:
        """Return the words by which one child completes its verb; None for one that does not."""
        tree, relation = self.tree, self.tree.relation(kid)
        if tree.word(kid).relation == "compound:prt" and plain:
            return [kid]
        if relation == "obj" and tells(tree, kid, range(0)):
            return self.noun(kid, 4, behind=False)
        if relation == "obl" and tree.child(kid, "case") and self._is_short_phrase(kid):
            return self.phrase(kid)
        return self._open_clause(kid, room) if relation == "xcomp" and kid not in self.figure else None

    def _open_clause(self, verb: int, room: int) -> list[int]:
        """Return a verb that completes another, with its "to" and what completes it in turn."""
        mark = [n for n in self.tree.children[verb] if self.tree.relation(n) == "mark"]
        return [*mark, verb, *self._complements(verb, room - 1 - len(mark))]

    def _is_short_phrase(self, kid: int) -> bool:
        return tells(self.tree, kid, range(0)) and self.tree.lower(self.tree.child(kid, "case")) in words_for(
            "links"
        )


def opened(opening: str, told: str) -> str:
    """Return words with what opens them; empty where there are none.

    Examples
    --------
    >>> opened("who", "fled"), opened("who", "")
    ('who fled', '')
    """
    return f"{opening} {told}" if told else ""


LOOSE = frozenset({"of", "in", "for", "to", "from", "on", "at", "near", "with", "by", "and", "or", "the", "a", "an", "between", "as", "about",
                   "who", "that", "which", "was", "were", "is", "are", "has", "had", "have", "not", "be", "been", "than"})  # fmt: skip


def reads(name: str) -> bool:
    """Whether a name can be read: it neither begins nor ends with a word that wants another, says nothing twice, and closes what it opens.

    Examples
    --------
    >>> [reads(name) for name in ("boats sunk by storms", "boats sunk by", "an unhurt", "boats of boats", "boats (old")]
    [True, False, False, False, False]
    """
    words = name.split()
    if not words:
        return False
    ends = words[-1].lower() in LOOSE or words[0].lower() in LOOSE - {"at"}
    twice = any(one == other for one, other in pairwise(words))
    return (
        not (ends or twice or repeats(name))
        and name.count("(") == name.count(")")
        and any(map(str.isalpha, name))
    )


def repeats(name: str) -> bool:
    """Whether a word of some length stands twice in a name.

    Examples
    --------
    >>> repeats("boats of boats"), repeats("boats of ports")
    (True, False)
    """
    words = [
        singular(word)
        for word in name.lower().replace("-", " ").split()
        if len(word) > LONG and word not in LOOSE
    ]
    return len(words) != len(set(words)) and " and " not in name


@cache
def _irregular() -> dict[str, str]:
    """Return the past participle of each irregular verb: the last of its forms that no ending gives."""
    forms = (line.split() for line in lists("irregular")["VERB"])
    return {
        base: next((form for form in reversed(rest) if not form.endswith(("ing", "s"))), base)
        for base, *rest in forms
    }


@cache
def only_participles() -> frozenset[str]:
    """Return the forms of irregular verbs that are no past tense: "taken", but not "held"."""
    forms = (line.split() for line in lists("irregular")["VERB"])
    told = ([form for form in rest if not form.endswith(("ing", "s"))] for _, *rest in forms)
    return frozenset(known[1] for known in told if len(known) > 1)


def past(verb: str) -> str:
    """Return the past tense of a verb.

    Examples
    --------
    >>> [past(verb) for verb in ("meet", "take", "carry")]
    ['met', 'took', 'carried']
    """
    known = {base: forms for base, *forms in (line.split() for line in lists("irregular")["VERB"])}
    told = (form for form in known.get(verb, ()) if not form.endswith(("ing", "s")))
    return next(told, participle(verb))


def gerund(verb: str) -> str:
    """Return the form of a verb in "-ing".

    Examples
    --------
    >>> [gerund(verb) for verb in ("sail", "take", "run", "see", "lie")]
    ['sailing', 'taking', 'running', 'seeing', 'lying']
    """
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if DOUBLES.fullmatch(verb) else f"{verb}ing"


def participle(verb: str) -> str:
    """Return the past participle of a verb.

    Examples
    --------
    >>> [participle(verb) for verb in ("sink", "free", "carry", "stop", "visit", "cut")]
    ['sunk', 'freed', 'carried', 'stopped', 'visited', 'cut']
    """
    if verb in _irregular():
        return _irregular()[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    doubles = DOUBLES.fullmatch(verb)
    return f"{verb}{verb[-1]}ed" if doubles else f"{verb}ed"
