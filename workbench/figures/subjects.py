"""The subjects of verbs of saying: across appositions, relative clauses, brackets, times and documents' origins."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.figures.speakers import can_speak, head_of, modifying_verb, phrase_from, strip_left
from workbench.figures.speech_words import INSIDE, QUOTES, STOPS, VERBAL, is_time, listed
from workbench.grammar import Word

_RELATIVES = frozenset({"who", "which", "whose", "where"})


def subject_before(words: Sequence[Word], end: int) -> tuple[int, int] | None:
    """Return the noun phrase that a verb group starting at ``end`` has as its subject; a phrase set off is passed over."""
    for _ in range(3):
        end = _before_time(words, end)
        if end <= 0:
            return None
        bracket = _bracket_before(words, end)
        if bracket:
            return _with_bracket(words, bracket, end)
        if words[end - 1].text in (",", ")", "—", "–", "-"):
            inner = _set_off(words, end - 1)
            if inner is None:
                return None
            titled = _titled(words, inner, end - 1)
            if titled:
                return titled
            end = _before_age(words, inner)
            if _is_object(words, end - 1):
                return None
            continue
        opening = _relative_opening(words, end)
        if opening:
            end = opening
            if _is_object(words, end - 1):
                return None  # what somebody wanted or did, not somebody who spoke
            continue
        return plain_subject(words, end)
    return None


def _before_age(words: Sequence[Word], end: int) -> int:
    """Return where a name ends that an age follows before its office: "Ana Ruiz, 44, a driver, said"."""
    return end - 2 if end > 2 and words[end - 1].upos == "NUM" and words[end - 2].text == "," else end


def _before_time(words: Sequence[Word], end: int) -> int:
    """Return where a phrase set off ends that a time follows: "the firm (its name) today"."""
    while end > 1 and is_time(words[end - 1]) and words[end - 2].text in (")", ","):
        end -= 1
    return end


def _bracket_before(words: Sequence[Word], end: int) -> int:
    """Return where a bracket opens that "of" or "from" follows up to ``end``: "Rep. Hall (D) of Ohio"; else 0."""
    i = end - 1
    while i > 0 and words[i].upos == "PROPN":
        i -= 1
    if i == end - 1 or words[i].text.lower() not in ("of", "from") or words[i - 1].text != ")":
        return 0
    return next((j for j in range(i - 2, max(0, i - 8), -1) if words[j].text == "("), 0)


def _with_bracket(words: Sequence[Word], bracket: int, end: int) -> tuple[int, int] | None:
    """Return the subject before a bracket with what stands in and behind it."""
    named = plain_subject(words, bracket)
    return named and (named[0], end)


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
    whole = all(word.upos == "PROPN" or word.text in (".", "-") for word in words[first:last])
    return (first, last) if whole and first < last and words[first].text not in QUOTES else None


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
    verb = next((i for i, word in enumerate(inside) if word.upos in VERBAL and not _adds(inside, i)), None)
    if verb is None or inside[0].text.lower().endswith(("ed", "ing")):
        return True
    return any(
        word.text.lower() in _RELATIVES or (word.text == "that" and word.upos == "PRON")
        for word in inside[:verb]
    )


def _adds(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle adds to the noun before it: "a driver named Carl Voss"."""
    behind_noun = i > 0 and words[i - 1].upos in ("NOUN", "PROPN")
    return behind_noun and words[i].relation == "acl" and words[i].text.lower().endswith(("ed", "en", "ing"))


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
    if _by_agent(words, i) or _issued(words, i):
        return False
    if word.upos == "SCONJ" or (word.text.lower() == "that" and word.upos != "DET"):
        return True
    if word.upos == "ADP" and word.relation == "mark":
        return True
    if word.upos not in VERBAL or modifying_verb(words, i):
        return False
    return not (word.relation in ("acl", "amod") and word.text.lower().endswith(("ed", "ing", "n")))


def _by_agent(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle with its agent follows a noun: "analysts polled by the bank"."""
    if not i or i + 1 >= len(words) or words[i + 1].text.lower() != "by" or words[i].upos != "VERB":
        return False
    return words[i - 1].upos == "NOUN" and words[i].text.lower().endswith(("ed", "en", "wn"))


def _issued(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle tells when a document came out: "a report released Tuesday says"."""
    if not i or i + 1 >= len(words) or not listed(words[i - 1], "document"):
        return False
    return words[i].text.lower().endswith(("ed", "en", "sent", "made")) and is_time(words[i + 1])


def _cut_time(words: Sequence[Word], start: int, end: int) -> int:
    """Return the end of the phrase without a time behind it: "officials on Monday said"."""
    last = end
    while (
        last > start
        and not _in_name(words, last - 1, start)
        and (
            is_time(words[last - 1])
            or (last < end and words[last - 1].upos in ("ADP", "NUM", "DET", "PUNCT"))
        )
    ):
        last -= 1
    return last if last > start else end


def _in_name(words: Sequence[Word], i: int, start: int) -> bool:
    """Say whether a word for a time is part of a name: "Today" with a capital behind a proper name."""
    return words[i].text == "Today" and i > start and words[i - 1].upos == "PROPN"


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


def _is_object(words: Sequence[Word], i: int) -> bool:
    """Say whether a noun is what the verb of its own clause aims at: "demanded reinforcements, which ..."."""
    verb = words[i].head - 1
    return (
        words[i].relation == "obj" and 0 <= verb < i and not any(word.text in STOPS for word in words[verb:i])
    )


def _those_in(words: Sequence[Word], start: int, first: int) -> int:
    """Return where "those in charge" begins, where the phrase begins behind its preposition."""
    if first - 2 < start or words[first - 1].upos != "ADP" or words[first - 2].text.lower() != "those":
        return first
    return first - 2


def _document(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Return a document with what says where it comes from: "figures released by the ministry on Friday"."""
    for i in range(start, end):
        if words[i].upos == "NOUN" and listed(words[i], "document"):
            if i + 1 < end and words[i + 1].upos in ("NOUN", "PROPN"):
                continue
            if any(word.upos == "ADP" and word.text.lower() in ("in", "on") for word in words[start:i]):
                return None
            first = strip_left(words, start, i + 1)
            last = _cut_time(words, i + 1, end) if end > i + 1 else end
            while last > i + 1 and words[last - 1].upos in ("VERB", "ADP", "AUX"):
                last -= 1
            return first, last
    return None


def main_subject(words: Sequence[Word], before: int) -> tuple[int, int] | None:
    """Return the subject of the sentence, if it stands before word ``before``."""
    for i, word in enumerate(words[:before]):
        if word.relation.startswith("nsubj") and word.head and words[word.head - 1].head in (0, before):
            return _whole(words, i)
    for i, word in enumerate(words[:before]):
        if word.relation.startswith("nsubj"):
            return _whole(words, i)
    return None


def _whole(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    first = strip_left(words, 0, i + 1)
    last = max(phrase_from(words, i)[1], i + 1)
    return (first, last) if first < last and can_speak(words, first, last) else None
