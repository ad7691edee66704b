"""The noun phrases that name a speaker: the subject of a verb of saying, across what is set off behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workbench.grammar import Word
from workbench.lexicon.reading import lists
from workbench.lexicon.word_classes import agency_names, sets_of_verbs

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})
INSIDE = NOMINAL | {"DET", "ADJ"}
QUOTES = frozenset('“”"„«»')
STOPS = frozenset(",;:—–()[]") | QUOTES
VERBAL = frozenset({"VERB", "AUX"})
LINKS = frozenset({"of", "for"})


@cache
def word_sets() -> dict[str, frozenset[str]]:
    """Return the words that show who stated something: the verbs by what they lead to, and those around them."""
    sets = {name: frozenset(words) for name, words in lists("attribution").items()}
    return sets | sets_of_verbs() | {"carrier_name": sets["outlet_name"] | agency_names()}


def listed(word: Word, name: str) -> bool:
    """Say whether a word stands in a list, as written or in its dictionary form."""
    words = word_sets()[name]
    return word.lemma in words or word.text.lower() in words


def is_time(word: Word) -> bool:
    """Say whether a word names a time, which stands beside speakers and is none."""
    return listed(word, "time")


def is_passive(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb is in the passive: a form of "be" or "get" before it."""
    j = i - 1
    while j >= 0 and words[j].upos in ("ADV", "PART"):
        j -= 1
    return j >= 0 and words[j].lemma in ("be", "get") and not words[i].text.lower().endswith("ing")


def group_start(words: Sequence[Word], i: int) -> int:
    """Return where the verb's auxiliaries and adverbs begin."""
    while i and (
        words[i - 1].upos in ("AUX", "ADV") or words[i - 1].text.lower() in ("also", "later", "earlier")
    ):
        i -= 1
    return i


def span_from(words: Sequence[Word], i: int) -> tuple[int, int]:
    """Return the noun phrase that begins at word ``i``: with its ``of`` and ``for``, without what is set off."""
    end = start = i
    while i < len(words) and not (
        is_time(words[i]) and i > start and words[i - 1].upos not in ("DET", "ADJ")
    ):
        if not _goes_on(words, i, start):
            break
        i += 1
        end = i
    while end > start and words[end - 1].upos in ("ADP", "CCONJ", "DET", "PUNCT"):
        end -= 1
    return start, end


def _goes_on(words: Sequence[Word], i: int, start: int) -> bool:
    word = words[i]
    if _stands_apart(words, i):
        return False
    if word.upos in INSIDE or word.text in ("'s", "’s", "'", "’", "-", "&", "/", "."):
        return word.text != "." or i + 1 < len(words)
    if word.upos == "PRON":
        return i == start or word.relation == "nmod:poss"
    if word.text.lower() in LINKS or word.upos == "CCONJ":
        return i > start and i + 1 < len(words)
    return modifying_verb(words, i)


def _stands_apart(words: Sequence[Word], i: int) -> bool:
    """Say whether a hyphen joins no words, but sets a clause off."""
    return words[i].text == "-" and words[i - 1].end < words[i].start


def modifying_verb(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle stands before the noun that it modifies: "the ruling party", "retired general"."""
    word = words[i]
    if word.upos == "VERB" and i and words[i - 1].text == "-" and words[i - 1].start == words[i - 2].end:
        return True  # "state-run"
    return (
        word.upos == "VERB"
        and word.relation in ("amod", "compound")
        and word.text.lower().endswith(("ed", "ing"))
    )


def strip_left(words: Sequence[Word], start: int, end: int) -> int:
    """Return where the noun phrase that ends at ``end`` begins, not before ``start``."""
    i = end
    while i > start and _belongs_left(words, i - 1, start, end):
        i -= 1
    while i < end and words[i].upos in ("CCONJ", "ADP", "PUNCT", "PART", "SCONJ", "ADV"):
        i += 1
    return i


def _belongs_left(words: Sequence[Word], i: int, start: int, end: int) -> bool:
    word = words[i]
    if _stands_apart(words, i):
        return False
    if word.upos in INSIDE or word.text in ("'s", "’s", "'", "’", "-", "&", ".", "/"):
        return True
    if word.upos == "PRON":
        return i == end - 1 or word.relation == "nmod:poss"
    if word.text.lower() in LINKS:
        return i > start and words[i - 1].upos in NOMINAL
    if word.upos == "CCONJ":
        return _joins_names(words, i, start)
    return modifying_verb(words, i)


def _joins_names(words: Sequence[Word], i: int, start: int) -> bool:
    """Say whether "and" joins two speakers: everything before it up to a clause's beginning is nominal too."""
    j = i - 1
    while j >= start and (words[j].upos in INSIDE or words[j].text.lower() in (*LINKS, "'s", "’s", "-")):
        j -= 1
    if j < start:
        j = start - 1
    opens = j < 0 or words[j].text in STOPS or words[j].upos in ("SCONJ",) or words[j].text.lower() == "that"
    return opens and j < i - 1


def can_speak(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a phrase can name a speaker: no number, no "it is" and no "people"."""
    if first >= last:
        return False
    head = words[head_of(words, first, last)]
    if words[first].text.lower() == "no":
        return False
    if head.upos in ("DET", "ADP", "PUNCT") or (is_time(head) and last - first == 1):
        return False
    if head.text.lower() == "those":
        return last - first > 1  # "those in charge"
    if head.upos == "PRON" and head.text.lower() not in ("he", "she", "they", "it"):
        return _is_misread_name(head)
    return head.upos != "NUM" and (head.text.lower() == "it" or not listed(head, "not_speaker"))


def _is_misread_name(word: Word) -> bool:
    """Say whether the tagger took a rare name for a pronoun: those are known one by one."""
    return word.text[0].isupper() and word.text.lower() not in word_sets()["pronoun"]


def head_of(words: Sequence[Word], first: int, last: int) -> int:
    """Return the word that a noun phrase is about: the last one before any preposition."""
    end = next(
        (i for i in range(first + 1, last) if words[i].upos == "ADP" and words[i].text[0].islower()), last
    )
    while (
        end - 1 > first
        and words[end - 1].upos not in ("NOUN", "PROPN", "PRON")
        and not listed(words[end - 1], "document")
    ):
        end -= 1
    return end - 1


def carries(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a noun phrase names one who carries news: an agency, a newspaper, a channel."""
    if first >= last:
        return False
    names = [word.text.lower() for word in words[first:last] if word.upos != "DET"]
    return " ".join(names).replace(" - ", "-") in word_sets()["carrier_name"] or listed(
        words[head_of(words, first, last)], "carrier"
    )


_RELATIVES = frozenset({"who", "which", "whose", "where"})


def subject_before(words: Sequence[Word], end: int) -> tuple[int, int] | None:
    """Return the noun phrase that a verb group starting at ``end`` has as its subject; a phrase set off is passed over."""
    for _ in range(3):
        end = _before_origin(words, _before_time(words, end))
        if end <= 0:
            return None
        set_off = words[end - 1].text in (",", ")", "—", "–", "-")
        opening = _set_off(words, end - 1) if set_off else _relative_opening(words, end)
        if not opening:
            return None if opening is None else _plain_or_named(words, end)
        titled = _titled(words, opening, end - 1) if set_off else None
        if titled:
            return titled
        end = _before_age(words, opening) if set_off else opening
    return None


def _plain_or_named(words: Sequence[Word], end: int) -> tuple[int, int] | None:
    """Return the phrase right before a word, or the name that it is set off behind as an office."""
    found = plain_subject(words, end)
    return found and (_named_before(words, *found) or found)


def _named_before(words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """Return the name that an office is set off behind: "Ana Ruiz, head of the port said"."""
    office = words[first].text.lower() in ("a", "an") or words[first].upos == "NOUN"
    if first < 2 or words[first - 1].text != "," or not office:
        return None
    name = plain_subject(words, first - 1) if listed(words[head_of(words, first, last)], "person") else None
    if name is None or any(word.upos != "PROPN" for word in words[slice(*name)]):
        return None
    return name if name[0] == 0 or words[name[0] - 1].text in STOPS else None


def _before_age(words: Sequence[Word], end: int) -> int:
    """Return where a name ends that an age follows before its office: "Ana Ruiz, 44, a driver, said"."""
    return end - 2 if end > 2 and words[end - 1].upos == "NUM" and words[end - 2].text == "," else end


def _before_time(words: Sequence[Word], end: int) -> int:
    """Return where a phrase set off ends that a time or a comma follows: "the firm (its name) today"."""
    while end > 1 and is_time(words[end - 1]) and words[end - 2].text in (")", ","):
        end -= 1
    return end - 1 if end > 1 and words[end - 1].text == "," and words[end - 2].text == ")" else end


def _before_origin(words: Sequence[Word], end: int) -> int:
    """Return where a bracket closes that a place follows: "Rep. Hall (D) of Ohio"."""
    i = end
    while i > 1 and words[i - 1].upos == "PROPN":
        i -= 1
    return (
        i - 1 if i > 1 and words[i - 1].text.lower() in ("of", "from") and words[i - 2].text == ")" else end
    )


def _relative_opening(words: Sequence[Word], end: int) -> int:
    """Return where a relative clause opens whose end was reached: "the club, which plays in Leeds"."""
    for j in range(end - 1, max(0, end - 25), -1):
        if words[j].text in STOPS:
            return 0
        if words[j].text.lower() in _RELATIVES and words[j].upos != "DET":
            if j + 1 < end and all(word.upos in INSIDE for word in words[j + 1 : end]):
                return 0  # "the blast, which officials said": the officials spoke
            return j - 1 if words[j - 1].text == "," else j
    return 0


def _is_name(words: Sequence[Word], first: int, last: int) -> bool:
    return first < last and words[head_of(words, first, last)].upos == "PROPN"


def _named_inside(words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """Return a name in apposition: "the health minister, Anna Novak, said"."""
    inside = words[first:last]
    whole = all(word.upos == "PROPN" or word.text in (".", "-") or word.text[0].isupper() for word in inside)
    named = whole and first < last and inside[0].upos != "DET" and inside[-1].upos in ("PROPN", "PUNCT")
    return (first, last) if named and inside[0].text not in QUOTES else None


def _titled(words: Sequence[Word], opening: int, close: int) -> tuple[int, int] | None:
    """Return an office with the name that is set off behind it: "the health minister, Anna Novak, said"."""
    named = _named_inside(words, opening + 1, close)
    office = plain_subject(words, opening)
    if not named or (office and _is_name(words, *office)):
        return None
    return (office[0], close) if office and listed(words[head_of(words, *office)], "person") else named


def _set_off(words: Sequence[Word], close: int) -> int | None:
    """Return the mark that opens what ends at ``close``: the comma before an apposition or relative clause."""
    opening = "(" if words[close].text == ")" else words[close].text
    for j in range(close - 1, max(-1, close - 25), -1):
        if words[j].text in QUOTES:
            return None
        if words[j].text == opening:
            inside = words[j + 1 : close]
            return j if j and _aside(inside) else None
    return None


def _aside(inside: Sequence[Word]) -> bool:
    """Say whether what stands between two marks is an apposition, a relative clause or a participle."""
    verb = next((i for i, word in enumerate(inside) if word.upos in VERBAL), None)
    if verb is None or inside[0].text.lower().endswith(("ed", "ing")):
        return True
    return any(
        word.text.lower() in _RELATIVES or (word.text == "that" and word.upos == "PRON")
        for word in inside[:verb]
    )


def plain_subject(words: Sequence[Word], end: int) -> tuple[int, int] | None:
    """Return the subject in the words right before ``end``, back to the last mark or verb."""
    start = end
    while start > 0 and words[start - 1].text not in STOPS and not _breaks(words, start - 1):
        start -= 1
    document = _document(words, start, end)
    if document:
        return document
    last = _cut_time(words, start, end)
    first = strip_left(words, start, last)
    first, last = _before_place(words, start, first, last)
    first = _those_in(words, start, first)
    return (first, last) if first < last and can_speak(words, first, last) else None


def _breaks(words: Sequence[Word], i: int) -> bool:
    """Say whether a clause ends here: at a conjunction, or a verb that is no participle inside the phrase."""
    word = words[i]
    if _issued(words, i):
        return False
    if word.upos == "SCONJ" or (word.text.lower() == "that" and word.upos != "DET"):
        return True
    if word.upos not in VERBAL or modifying_verb(words, i):
        return False
    return not (word.relation in ("acl", "amod") and word.text.lower().endswith(("ed", "ing", "n")))


def _issued(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle tells when a document came out: "a report released Tuesday says"."""
    if not i or i + 1 >= len(words) or not listed(words[i - 1], "document"):
        return False
    behind = is_time(words[i + 1]) or words[i + 1].upos == "ADP"
    return words[i].text.lower().endswith(("ed", "en", "sent", "made")) and behind


def _cut_time(words: Sequence[Word], start: int, end: int) -> int:
    """Return the end of the phrase without a time behind it: "officials on Monday said"."""
    last = end
    while last > start and (
        is_time(words[last - 1]) or (last < end and words[last - 1].upos in ("ADP", "NUM", "DET", "PUNCT"))
    ):
        last -= 1
    return last if last > start else end


def _before_place(words: Sequence[Word], start: int, first: int, last: int) -> tuple[int, int]:
    """Return the phrase that a place or a participle hangs on: "police in the city", "analysts polled by the bank"."""
    while first - 1 > start and words[first - 1].upos == "ADP":
        at = first - 1
        while (
            at > start + 1
            and words[at - 1].upos in ("ADJ", "VERB", "ADV")
            and not modifying_verb(words, at - 1)
        ):
            at -= 1
        new_first = strip_left(words, start, at)
        if new_first >= at or words[at - 1].upos not in ("NOUN", "PROPN") or is_time(words[at - 1]):
            break
        first, last = new_first, at
    return first, last


def _those_in(words: Sequence[Word], start: int, first: int) -> int:
    """Return where "those in charge" begins, where the phrase begins behind its preposition."""
    if first - 2 < start or words[first - 1].upos != "ADP" or words[first - 2].text.lower() != "those":
        return first
    return first - 2


def _document(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Return a document with what says where it comes from: "figures released by the ministry on Friday"."""
    for i in range(start, end):
        if words[i].upos == "NOUN" and listed(words[i], "document"):
            return strip_left(words, start, i + 1), _document_end(words, i + 1, end)
    return None


def _document_end(words: Sequence[Word], behind: int, end: int) -> int:
    """Return where the name of a document ends: with where it comes from, without when and how it came out."""
    if (
        behind < end
        and words[behind].upos == "VERB"
        and not any(w.text.lower() in ("by", "from") for w in words[behind:end])
    ):
        return behind
    last = _cut_time(words, behind, end) if end > behind else end
    while last > behind and words[last - 1].upos in ("VERB", "ADP", "AUX"):
        last -= 1
    return last


def main_subject(words: Sequence[Word], before: int, *, after: int = 0) -> tuple[int, int] | None:
    """Return the subject of the sentence, if it stands before word ``before`` and not before word ``after``."""
    subjects = [i for i in range(after, before) if words[i].relation.startswith("nsubj")]
    main = [i for i in subjects if words[i].head and words[words[i].head - 1].head in (0, before)]
    return _whole(words, [*main, *subjects][0], after) if subjects else None


def _whole(words: Sequence[Word], i: int, start: int) -> tuple[int, int] | None:
    first = strip_left(words, start, i + 1)
    last = max(span_from(words, i)[1], i + 1)
    return (first, last) if first < last and can_speak(words, first, last) else None
