"""A sentence with its words, its tree and its figures, and the noun phrases in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Container, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from workbench.grammar import Word
from workbench.numbers.lexing import Tokens
from workbench.numbers.quantity import Quantity
from workbench.numbers.vocabulary import word_list

NOMINAL = frozenset({"NOUN", "PROPN"})


class Tree:
    """The words of a sentence, numbered from 1 as their heads are, with the questions that rules put to them."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self.text = text
        self.words = words
        self._starts = [word.start for word in words]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each word; of the root under 0."""
        kids: list[list[int]] = [[] for _ in range(len(self.words) + 1)]
        for number, word in enumerate(self.words, 1):
            kids[word.head].append(number)
        return kids

    def word(self, number: int) -> Word:
        """Return a word by its number."""
        return self.words[number - 1]

    def has(self, number: int) -> bool:
        """Whether there is a word of this number."""
        return 0 < number <= len(self.words)

    def lower(self, number: int) -> str:
        """Return a word in lower case; the empty string beyond either end."""
        return self.words[number - 1].text.lower() if self.has(number) else ""

    def upos(self, number: int) -> str:
        """Return a word's part of speech; the empty string beyond either end."""
        return self.words[number - 1].upos if self.has(number) else ""

    def at(self, offset: int) -> int:
        """Return the number of the word that holds or follows an offset's character; at least 1."""
        return max(1, bisect_right(self._starts, offset))

    def between(self, start: int, end: int) -> range:
        """Return the numbers of the words that overlap ``[start, end)``."""
        first = self.at(start)
        if self.words and self.words[first - 1].end <= start:
            first += 1
        return range(first, bisect_right(self._starts, max(start, end - 1)) + 1)

    def top(self, numbers: range) -> int:
        """Return the word of a stretch whose head lies outside of it; the last one if there is none."""
        for number in numbers:
            if self.word(number).head not in numbers:
                return number
        return numbers[-1] if numbers else 0

    def relation(self, number: int) -> str:
        """Return a word's relation without its subtype; the empty string behind the last one."""
        if number > len(self.words):
            return ""
        return self.words[number - 1].relation.partition(":")[0]

    def child(self, number: int, *relations: str) -> int:
        """Return the first dependent with one of these relations (a subtype counts); 0 if there is none."""
        for kid in self.children[number] if number <= len(self.words) else ():
            if self.word(kid).relation.partition(":")[0] in relations:
                return kid
        return 0

    def is_temporal(self, number: int) -> bool:
        """Whether a word names a time, which is never what is counted or measured."""
        return self.lower(number) in word_list("weekday") or self.lower(number) in word_list("temporal")

    def slice(self, first: int, last: int) -> str:
        """Return the text from one word to another, both included."""
        return self.text[self.word(first).start : self.word(last).end]


REACH = 12


class Scene:
    """A sentence: its tokens, its tree, its figures, and which words each figure covers, unit included."""

    def __init__(self, tokens: Tokens, tree: Tree, quantities: list[Quantity]) -> None:
        self.tokens, self.tree, self.quantities = tokens, tree, quantities
        self.spans = [tree.between(tokens.start[q.first], tokens.end[q.last - 1]) for q in quantities]
        self.covered = {number: place for place, span in enumerate(self.spans) for number in span}

    def word(self, token: int) -> int:
        """Return the number of the word that holds a token."""
        return self.tree.at(self.tokens.start[token])

    def token(self, number: int) -> int:
        """Return the token that holds a word of the tree; the number of tokens beyond the end."""
        if not self.tree.has(number):
            return len(self.tokens)
        return self.tokens.holding(self.tree.word(number).start)

    def before(self, place: int) -> Iterator[Quantity]:
        """Yield the figures before this one, the nearest first; not those of a page-long list."""
        yield from reversed(self.quantities[max(0, place - REACH) : place])

    def earlier_count(self, place: int) -> Quantity | None:
        """Return the nearest figure before this one that counts something named beside it."""
        for other in self.before(place):
            if other.kind == "count" and other.counted and not other.inner:
                return other
        return None

    def is_casualty(self, quantity: Quantity, reach: int = 3) -> bool:
        """Whether the words beside a figure say that somebody was killed, hurt or held."""
        tokens = self.tokens
        around = [tokens.at(quantity.phrase - 1), *(tokens.at(quantity.last + step) for step in range(reach))]
        return any(word in word_list("casualty") for word in around)


LONGEST = 12
QUOTES = ("'", '"', "“", "”", "‘", "’")


def first_of_name(tree: Tree, last: int) -> int:
    """Return the first word of the name that ends with a word; a nickname in quotation marks is part of it."""
    first = last
    while first > last - LONGEST and _goes_back(tree, first):
        first -= 1
    return first


def _goes_back(tree: Tree, first: int) -> bool:
    if tree.upos(first - 1) == "PROPN":
        return not tree.is_temporal(first - 1)
    return tree.lower(first - 1) in QUOTES and tree.upos(first - 2) == tree.upos(first) == "PROPN"


def names_before(tree: Tree, number: int, head: int) -> bool:
    """Whether a name begins before the words that the parser gave to its head: "Dow Jones Industrial Average"."""
    if head - number > LONGEST or tree.upos(head) != "PROPN" or not tree.word(number).text[0].isupper():
        return False
    return tree.upos(number - 1) == "PROPN" and not tree.is_temporal(number - 1)


def names_on(tree: Tree, number: int, head: int) -> bool:
    """Whether a name goes on behind its head: "Maria Lopez", "ASX 200"."""
    if tree.upos(number) == "NUM" and tree.upos(number - 1) == "PROPN":
        return tree.lower(number).isdigit()
    joined = (
        tree.relation(number) in ("flat", "nmod", "nummod", "compound") and tree.word(number).head == head
    )
    return tree.upos(number) in ("PROPN", "NUM") and joined


HYPHENS = ("-", "‐", "‑", "–", "/", "&")


class Phrase(NamedTuple):
    """A noun phrase: its first word, its last one and its head, all by number."""

    first: int
    last: int
    head: int


def phrase_from(tree: Tree, begin: int, blocked: Container[int] = ()) -> Phrase | None:
    """Return the noun phrase that begins at a word: qualifiers and nouns, without determiner and possessor.

    "the province's 27 districts" is "districts"; "Afghan army, police and intelligence soldiers" is whole.
    """
    first, head = _nouns_from(tree, begin, blocked)
    if not head:
        return None
    head = _without_direction(tree, first, _without_time(tree, first, head))
    last = head + (
        tree.upos(head) == "PROPN" and tree.upos(head + 1) == "NUM" and tree.lower(head + 1).isdigit()
    )
    return Phrase(first, last, last) if head else None


MOST_WORDS = 25
_POSSESSIVE = ("'s", "’s", "'", "’")


def _nouns_from(tree: Tree, begin: int, blocked: Container[int]) -> tuple[int, int]:
    """Return the first and the last word of qualifiers and nouns behind the possessor, if any; 0 for none."""
    number, first, head, owned = begin, 0, 0, False
    while number <= min(len(tree), begin + MOST_WORDS):
        role = _role(tree, number, blocked, first, head)
        if role == "end" or (role == "owner" and owned and head):
            break
        if role == "owner":
            owned, number, first, head = True, number + 2, 0, 0
            continue
        first = {"noun": first or number, "qualifier": number, "stop": 0}.get(role, first)
        head = number if role == "noun" else head
        number += 1
    return first, head


def _role(tree: Tree, number: int, blocked: Container[int], first: int, head: int) -> str:
    """Return what a word is to a phrase: a noun or owner, its first qualifier, a stop, its end; "" inside of it."""
    if number in blocked or tree.lower(number) in word_list("stops a phrase"):
        return "end" if head else "stop"
    if tree.upos(number) in NOMINAL and not _is_verbal(tree, number):
        return "owner" if tree.lower(number + 1) in _POSSESSIVE else "noun"
    if head:
        return _role_behind(tree, number)
    return _role_before(tree, number, bool(first))


def _role_before(tree: Tree, number: int, begun: bool) -> str:
    """Return what a word before the noun is to its phrase."""
    if not _may_precede(tree, number, begun):
        return "end"
    return "qualifier" if not begun and _may_be_first(tree, number) else ""


def _role_behind(tree: Tree, number: int) -> str:
    """Return what a word behind the noun is to its phrase."""
    return "" if _goes_on(tree, number) else "end"


def _may_be_first(tree: Tree, number: int) -> bool:
    qualifies = tree.upos(number) in ("ADJ", "VERB", "ADV", "NUM", "X", "SYM")
    return qualifies and not _drops(tree, number)


def _is_verbal(tree: Tree, number: int) -> bool:
    return tree.upos(number - 1) == "PART" and tree.lower(number - 1) == "to"


def _drops(tree: Tree, number: int) -> bool:
    return tree.lower(number) in word_list("not a qualifier") or tree.upos(number) == "NUM"


def _goes_on(tree: Tree, number: int) -> bool:
    """Whether the phrase goes on behind a noun: a hyphen inside a word, or a list of qualifiers to a later noun."""
    text = tree.lower(number)
    if text == "&" and tree.upos(number - 1) == tree.upos(number + 1) == "PROPN":
        return True
    if text in HYPHENS:
        return tree.word(number).start == tree.word(number - 1).end and tree.has(number + 1)
    if tree.lower(number - 1) in HYPHENS and tree.word(number).start == tree.word(number - 1).end:
        return tree.upos(number) in ("ADJ", "VERB", "ADV")
    if tree.upos(number) == "ADJ" and tree.upos(number + 1) in NOMINAL:
        return _qualifies_next(tree, number)
    return text in (",", "and", "or") and _list_goes_on(tree, number)


def _qualifies_next(tree: Tree, number: int) -> bool:
    """Whether an adjective behind a noun belongs to the next one."""
    if _is_plural(tree, number - 1) and tree.lower(number).endswith("ed"):
        return False  # a verb that the tagger took for an adjective: "17 parties fielded candidates"
    return tree.word(number).head > number and tree.relation(number) in ("amod", "compound")


def _list_goes_on(tree: Tree, number: int) -> bool:
    """Whether a comma or "and" joins qualifiers of one noun: "army, police and intelligence soldiers"."""
    before = tree.word(number - 1)
    if tree.lower(number - 1).endswith("s") and before.upos == "NOUN":
        return False
    later = number + 1
    while tree.has(later) and later < number + 8:
        if _is_plural(tree, later) and tree.upos(later + 1) not in NOMINAL:
            return later > number + 1 or before.head == later
        if tree.upos(later) not in ("NOUN", "PROPN", "ADJ") and tree.lower(later) not in (
            ",",
            "and",
            "or",
            "-",
        ):
            return False
        later += 1
    return False


def _is_plural(tree: Tree, number: int) -> bool:
    text = tree.lower(number)
    return tree.upos(number) == "NOUN" and text.endswith("s") and not text.endswith("ss")


def _may_precede(tree: Tree, number: int, begun: bool) -> bool:
    """Whether a word may stand between the number and the noun that it counts."""
    upos, text = tree.upos(number), tree.lower(number)
    if upos in ("ADJ", "NUM", "SYM", "X") or text in (*HYPHENS, "'s", "’s", "“", "”", '"', "‘"):
        return True
    if upos == "VERB":
        return _verb_precedes(tree, number, begun)
    if upos == "ADV":
        return _adverb_precedes(tree, number)
    if upos == "CCONJ" or text == ",":
        return begun and _joins_qualifiers(tree, number)
    return upos in ("DET", "PRON") and not begun and tree.relation(number) in ("det", "nmod", "predet")


def _verb_precedes(tree: Tree, number: int, begun: bool) -> bool:
    """Whether a participle qualifies a later noun, by its relation or where it opens the phrase."""
    qualifies = tree.relation(number) in ("amod", "compound") and tree.word(number).head > number
    opens = not begun and tree.lower(number).endswith("ed") and tree.upos(number + 1) in ("ADJ", "NOUN")
    return qualifies or opens


def _adverb_precedes(tree: Tree, number: int) -> bool:
    if tree.word(number).text[:1].isupper():
        return True
    return tree.upos(number + 1) in ("ADJ", "VERB", "NUM") and tree.relation(number) == "advmod"


def _joins_qualifiers(tree: Tree, number: int) -> bool:
    qualifiers = ("ADJ", "VERB")
    return tree.upos(number - 1) in qualifiers and tree.upos(number + 1) in (*qualifiers, "NOUN")


def _without_time(tree: Tree, first: int, head: int) -> int:
    """Return the head without words of time behind it: "300 troops Monday"."""
    while head >= first and (tree.is_temporal(head) or tree.upos(head) not in NOMINAL):
        if tree.lower(head) in word_list("counted time") and tree.upos(head) == "NOUN":
            break
        head -= 1
    return head if head >= first else 0


def _without_direction(tree: Tree, first: int, head: int) -> int:
    """Return the head without a direction behind a plural: "10 blocks east of the bridge"."""
    beside = (
        head > first and tree.lower(head) in word_list("direction") and tree.lower(head - 1).endswith("s")
    )
    return head - 1 if beside else head


def name_ending(tree: Tree, last: int) -> Phrase | None:
    """Return the name that ends with a word, in whatever way the parser joined it: "Ann 'Annie' Miller"."""
    return Phrase(first_of_name(tree, last), last, last) if tree.upos(last) == "PROPN" else None


def phrase_of(tree: Tree, head: int, blocked: Collection[int] = ()) -> Phrase | None:
    """Return the noun phrase that a word heads: what stands before it as its qualifiers, and names behind it.

    No word of ``blocked`` (those of other figures) is part of it.
    """
    gerund = tree.relation(head) == "nsubj" and tree.lower(head).endswith("ing")
    if tree.upos(head) not in (*NOMINAL, "ADJ", "X") and not gerund:
        return None
    first, last = _first_before(tree, head, blocked), head
    while tree.has(last + 1) and last + 1 not in blocked and names_on(tree, last + 1, head):
        last += 1
    while first < head and _leads_in(tree, first):
        first += 1
    return Phrase(first, last, head)


def _first_before(tree: Tree, head: int, blocked: Collection[int]) -> int:
    """Return the first of the words before a head that qualify it or begin its name."""
    first = head
    while tree.has(first - 1) and first - 1 not in blocked and _qualifies(tree, first - 1, first, head):
        first -= 1
    while first - 1 not in blocked and names_before(tree, first, head):
        first -= 1
    return first


def _leads_in(tree: Tree, number: int) -> bool:
    """Whether the first word of a phrase is none of its qualifiers: "the June wheat contract" is named by its month."""
    dated = tree.is_temporal(number) and tree.relation(number) != "compound"
    return dated or _drops(tree, number) or not tree.lower(number)[0].isalnum()


def _qualifies(tree: Tree, number: int, following: int, head: int) -> bool:
    upos, text = tree.upos(number), tree.lower(number)
    if text in HYPHENS:
        return tree.word(number).end == tree.word(following).start and tree.has(number - 1)
    if upos in ("ADJ", "NOUN", "PROPN", "NUM", "VERB", "X") and tree.relation(number) in _BEFORE:
        return _hangs_below(tree, number, head)
    if tree.lower(following) in HYPHENS:
        return upos not in ("PUNCT", "VERB", "AUX")
    return False


_BEFORE = ("amod", "compound", "flat", "nummod", "conj", "nmod", "goeswith", "advmod")


def _hangs_below(tree: Tree, number: int, head: int) -> bool:
    """Whether a word hangs below the head of the phrase, however deep (not deeper than eight steps)."""
    for _ in range(8):
        number = tree.word(number).head
        if number == head:
            return True
        if not number:
            return False
    return False


_BESIDE_VERB = ("AUX", "ADV", "PART")


def subject_before(tree: Tree, verb: int, blocked: Collection[int] = ()) -> Phrase | None:
    """Return the noun phrase that stands before a verb as its subject, by word order alone.

    For verbs that the parser took for something else. The subject may carry phrases of its own ("revenue in the
    quarter rose"); it begins behind the nearest comma, verb, conjunction or other figure.
    """
    end = next((number for number in range(verb - 1, 0, -1) if tree.upos(number) not in _BESIDE_VERB), 0)
    if tree.upos(end) == "VERB" and tree.lower(end).endswith("s") and tree.upos(end + 1) == "AUX":
        return Phrase(end, end, end)  # a plural that the tagger took for a verb
    begin = _begin_of_subject(tree, end, blocked)
    phrase = phrase_from(tree, begin) if begin <= end else None
    if phrase is None or phrase.first > end or tree.is_temporal(phrase.head):
        return None
    return with_of(tree, Phrase(phrase.first, end, end) if phrase.head > end else phrase)


def _begin_of_subject(tree: Tree, end: int, blocked: Collection[int]) -> int:
    """Return the first word of the subject that ends with a word; one behind it if there is none."""
    begin = end + 1
    while begin > 1 and begin - 1 not in blocked and _inside_subject(tree, begin - 1, end):
        begin -= 1
    while begin <= end and tree.upos(begin) in ("ADP", "CCONJ", "SCONJ", "PUNCT"):
        begin += 1
    return begin


def _inside_subject(tree: Tree, number: int, end: int) -> bool:
    upos, text = tree.upos(number), tree.lower(number)
    if upos in NOMINAL or upos in ("ADJ", "DET", "ADP", "NUM", "PART", "X", "SYM") or text in HYPHENS:
        return text not in ("to", "while", "as")
    if upos == "VERB":
        return tree.relation(number) == "amod"
    joins = text in ("and", "&") and tree.upos(number - 1) in NOMINAL and tree.upos(number + 1) in NOMINAL
    return (joins and number < end) or (upos == "PRON" and text in word_list("determiner"))


def with_of(tree: Tree, phrase: Phrase, own: range = range(0)) -> Phrase:
    """Return the phrase with what "of" adds to it ("members of the security force") and with equals of its head.

    The figure itself, ``own``, is never part of the phrase: "a depth of 10 km" is "depth".
    """
    last = phrase.last
    if tree.lower(last + 1) == "of":
        inner = phrase_from(tree, last + 2)
        if inner and not tree.is_temporal(inner.head) and not set(own) & set(range(last + 1, inner.last + 1)):
            if tree.lower(phrase.head) in word_list("most of"):
                return inner
            last = inner.last
    elif tree.lower(last + 1) in ("and", "or", "&"):
        other = phrase_from(tree, last + 2)
        if other and _is_equal(tree, phrase.head, other, last + 2):
            last = other.last
    return Phrase(phrase.first, last, phrase.head)


def _is_equal(tree: Tree, head: int, other: Phrase, begin: int) -> bool:
    """Whether the phrase behind "and" is counted too: a plural without a number of its own, and no verb."""
    plural = tree.lower(head).endswith("s") and tree.lower(other.head).endswith("s")
    if not plural or other.first != begin or tree.lower(other.last + 1) == "to":
        return False
    joined = (head, tree.word(head).head) if begin - 2 == head else (head,)
    inside = range(begin, other.last + 1)
    if any(tree.relation(word) == "conj" and tree.word(word).head in joined for word in inside):
        return True
    return tree.relation(other.head) == tree.relation(head) and tree.word(begin - 1).head in inside


def past_bracket(tree: Tree, own: range, covered: Container[int]) -> int:
    """Return the word behind a figure, and behind a bracket that holds nothing but a figure or that ends it."""
    number = own[-1] + 1
    if tree.lower(number) == "(":
        end = number + 1
        while end in covered or tree.upos(end) == "ADV":
            end += 1
        return end + 1 if tree.lower(end) == ")" and end > number + 1 else number
    return number + (tree.lower(number) == ")")


def text_of(tree: Tree, phrase: Phrase | None) -> str:
    """Return the phrase as written, on one line; the empty string for none."""
    return (
        "" if phrase is None else " ".join(tree.slice(phrase.first, phrase.last).split()).strip(" \"'“”‘’,")
    )
