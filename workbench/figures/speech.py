"""Who says what in a sentence: verbs of saying, "according to", "citing", and a headline's label."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.figures.speakers import (
    QUOTES,
    STOPS,
    VERBAL,
    can_speak,
    group_start,
    head_of,
    is_passive,
    listed,
    main_subject,
    plain_subject,
    span_from,
    subject_before,
    word_sets,
)
from workbench.figures.speech_scope import (
    Frame,
    citation,
    has_plain_object,
    headline_label,
    next_comma,
    scope_after,
    scope_before,
    taken_up,
    told,
)
from workbench.grammar import Word
from workbench.lexicon.word_classes import are_people
from workbench.numbers.vocabulary import word_list


def find_frames(words: Sequence[Word], *, headline: bool = False) -> list[Frame]:
    """Find who says what in a sentence.

    Parameters
    ----------
    words
        The parsed sentence.
    headline
        Whether it is a headline, where "Minister: 30 dead" names a speaker.

    Returns
    -------
    list of Frame
        In the order of the sentence.

    Examples
    --------
    >>> from workbench.grammar import parse
    >>> [words] = parse(["The floods killed 37 people, officials said on Monday."])
    >>> [" ".join(word.text for word in words[frame.first : frame.last]) for frame in find_frames(words)]
    ['officials']
    """
    found: list[Frame] = []
    for i, word in enumerate(words):
        frame = _frame_at(words, i, word, found)
        if frame is not None:
            found.append(frame)
    return found or (headline_label(words) if headline else [])


def _frame_at(words: Sequence[Word], i: int, word: Word, found: list[Frame]) -> Frame | None:
    lower = word.text.lower()
    if lower == "according" and i + 1 < len(words) and words[i + 1].text.lower() == "to":
        return _source(words, i, i + 2)
    if lower == "by":
        return _reckoned(words, i)
    if word.upos not in VERBAL and not _misread(words, i):
        return None
    return _frame_of_verb(words, i, found)


def _frame_of_verb(words: Sequence[Word], i: int, found: list[Frame]) -> Frame | None:
    lemma = words[i].lemma
    if lemma in word_sets()["cite"]:
        return citation(words, i)
    if lemma in word_sets()["counted_by"] and _is_reduced(words, i):
        return _counted_by(words, i)
    agent = _by_agent(words, i) if lemma in word_sets()["agent"] or _impersonal(words, i) else 0
    if agent:
        return _source(words, i, agent)
    return _saying(words, i, found) if _speaks(words, i) else None


def _impersonal(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb of saying has "it" for its subject: "it was revealed by the harbour board that"."""
    says = words[i].lemma in word_sets()["say"] | word_sets()["give"]
    return says and words[group_start(words, i) - 1].text.lower() == "it"


def _reckoned(words: Sequence[Word], i: int) -> Frame | None:
    """Read "by the ministry's count", "by official estimates": whoever reckoned stated the sentence around it."""
    first, last = span_from(words, i + 1)
    if last - first < 2 or not listed(words[last - 1], "reckoning"):
        return None
    return Frame(i, first, last, (0, first), (last, len(words)), "source")


def _is_reduced(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle with its agent stands behind a number or noun: "20,000 counted by the organisers"."""
    if not i or i + 2 >= len(words) or words[i + 1].text.lower() != "by" or is_passive(words, i):
        return False
    quoted = i > 1 and words[i - 1].text in QUOTES
    behind = words[i - 1].upos in ("NUM", "NOUN", "SYM") or quoted
    return behind and words[i].text.lower().endswith(("ed", "en", "st"))


def _counted_by(words: Sequence[Word], i: int) -> Frame | None:
    """Read "the 1.3 billion expected by analysts": the speaker of the phrase before it alone."""
    first, last = span_from(words, i + 2)
    if not can_speak(words, first, last):
        return None
    start = i
    while start and words[start - 1].upos not in VERBAL and words[start - 1].text not in (",", ";", ":"):
        start -= 1
    return Frame(i, first, last, (0, 0), (start, i), "relative")


def _by_agent(words: Sequence[Word], i: int) -> int:
    """Return where the agent of "was estimated by X", "was put at 5 by X", "as reported by X" begins, or 0."""
    if not (is_passive(words, i) or (i > 0 and words[i - 1].text.lower() == "as")):
        return 0
    for j in range(i + 1, min(i + 8, len(words) - 1)):
        if words[j].text.lower() == "by":
            return j + 1 if can_speak(words, *span_from(words, j + 1)) else 0
        if words[j].text in STOPS or words[j].upos in VERBAL:
            return 0
    return 0


def _misread(words: Sequence[Word], i: int) -> bool:
    """Say whether this is "said", "says" or "estimates that" under a wrong tag."""
    lower = words[i].text.lower()
    if lower in ("said", "says"):
        return True
    as_plural = lower.endswith("s") and i > 0 and lower[:-1] in word_sets()["say"] | word_sets()["give"]
    return as_plural and _is_no_plural(words, i)


def _is_no_plural(words: Sequence[Word], i: int) -> bool:
    """Say whether a form in -s, taken for a noun, is the verb: "estimates that", ", the Daily News reports."."""
    before, following = words[i - 1], words[i + 1].text.lower() if i + 1 < len(words) else "."
    if following == "that":
        return before.upos not in ("DET", "ADJ", "ADP", "PART", "VERB")
    if following in ("he", "she", "they", "it"):
        return before.upos not in ("DET", "ADP", "PART", "VERB")
    return following == "." and (before.upos == "PROPN" or _is_known(before)) and _closes(words, i)


def _closes(words: Sequence[Word], i: int) -> bool:
    """Say whether a name set off by a comma and this verb close the sentence: ", the Daily News reports."."""
    j = i - 1
    while j > 0 and words[j].upos in ("PROPN", "DET", "ADJ", "NOUN"):
        j -= 1
    named = words[i - 1].upos == "PROPN" or words[j + 1].upos == "DET"
    return j > 0 and words[j].text == "," and named


def _is_known(word: Word) -> bool:
    """Say whether a noun names one who is known to speak."""
    return any(listed(word, name) for name in ("person", "body", "label", "document", "student", "carrier"))


def _speaks(words: Sequence[Word], i: int) -> bool:
    lemma, sets = words[i].lemma, word_sets()
    if lemma == "hear" and i and listed(words[i - 1], "bench"):
        return not _denied(words, i)
    if lemma in sets["witness"]:
        return _witnessed(words, i)
    if lemma in sets["put"]:
        return _puts_level(words, i)
    if lemma == "identify":
        return _identifies(words, i)
    return _speaks_of(words, i) if lemma in sets["speak_of"] else _states(words, i)


def _puts_level(words: Sequence[Word], i: int) -> bool:
    return any(_leads_to_level(words, j) for j in range(i + 1, min(i + 15, len(words) - 1)))


def _identifies(words: Sequence[Word], i: int) -> bool:
    return any(later.text == "as" for later in words[i + 1 : i + 8]) and not is_passive(words, i)


def _speaks_of(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].text == "of" and not _denied(words, i)


def _states(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb of saying tells here what somebody states."""
    misread = _misread(words, i)
    if words[i].lemma not in word_sets()["say"] | word_sets()["give"] and not misread:
        return False
    described = not misread and (_adjectival(words, i) or _tells_fate(words, i))
    return not (_denied(words, i) or is_passive(words, i) or _infinitive(words, i) or described)


def _witnessed(words: Sequence[Word], i: int) -> bool:
    """Say whether one who is known to speak stands before "described", "measured": a room measures 5 metres, too."""
    span = subject_before(words, group_start(words, i))
    if span is None or words[i].text.lower().endswith("ing") or _denied(words, i) or is_passive(words, i):
        return False
    return any(_is_known(word) or word.text.lower() in ("he", "she") for word in words[slice(*span)])


def _leads_to_level(words: Sequence[Word], j: int) -> bool:
    """Say whether "put" goes on to a value: "at 30", "on about 36%"; not "on trial"."""
    ahead = words[j + 1 : j + 3]
    if words[j].text == "to" and words[j - 1].text.lower() in ("nearer", "closer", "near", "close"):
        return True
    return words[j].text == "at" or (words[j].text == "on" and any(word.upos == "NUM" for word in ahead))


def _denied(words: Sequence[Word], i: int) -> bool:
    return any(word.text.lower() in ("not", "n't", "n’t", "never") for word in words[max(0, i - 2) : i])


def _infinitive(words: Sequence[Word], i: int) -> bool:
    return i > 0 and words[i - 1].text.lower() == "to" and not (i > 2 and words[i - 2].text.lower() == "on")


def _adjectival(words: Sequence[Word], i: int) -> bool:
    """Say whether this is a participle before a noun: "an estimated 300", "the reported losses"."""
    before = words[i - 1] if i else None
    relations = ("amod", "det", "nummod", "case")
    participle = words[i].text.lower().endswith("ed") and words[i].relation in relations
    # "a handgun believed to be his"
    reduced = (
        words[i].relation in ("acl", "xcomp") and i + 1 < len(words) and words[i + 1].text in ("to", "of")
    )
    before_noun = before is not None and before.upos in ("DET", "ADP", "ADJ") and before.lemma != "that"
    return participle or reduced or before_noun


def _tells_fate(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb tells what became of people: "11 confirmed dead", "the blast claimed 30 lives"."""
    following = words[i + 1].text.lower() if i + 1 < len(words) else ""
    if (
        words[i].text.lower().endswith("ed")
        and following in word_list("casualty")
        and not following.endswith("ing")
    ):
        return True
    return words[i].lemma == "claim" and any(
        word.lemma in ("life", "victim") for word in words[i + 1 : i + 7]
    )


def _saying(words: Sequence[Word], i: int, found: list[Frame]) -> Frame | None:
    if words[i].text.lower().endswith("ing") and words[max(0, i - 1)].upos not in ("AUX", "ADV"):
        return _participle(words, i, found)
    group = group_start(words, i)
    if _follows_relative(words, group):
        return _relative(words, i, group) if words[i].lemma in word_sets()["say"] else None
    inverted = _inverted(words, i, group)
    if inverted and not (_is_thing(words, *inverted) and subject_before(words, group)):
        return _framed(words, i, *inverted, turned=True)
    span = _shared_subject(words, group) or subject_before(words, group)
    return _framed(words, i, *span, turned=False) if span else None


def _follows_relative(words: Sequence[Word], group: int) -> bool:
    """Say whether a relative pronoun stands before a verb."""
    if not group or words[group - 1].upos == "SCONJ":
        return False
    return words[group - 1].text.lower() in ("who", "which", "that")


def _inverted(words: Sequence[Word], i: int, group: int) -> tuple[int, int] | None:
    """Return the subject behind the verb: ``"…," said Maria Gomez``."""
    start = i + 1
    behind_mark = group > 0 and words[group - 1].text in STOPS
    if start >= len(words) or not behind_mark or not _may_turn(words, i, group):
        return None
    first, last = span_from(words, start)
    if not _may_be_speaker(words, first, last):
        return None
    return None if _opens_clause(words, last) or _verb_ahead(words, last) else (first, last)


def _may_be_speaker(words: Sequence[Word], first: int, last: int) -> bool:
    return first != last and can_speak(words, first, last) and not listed(words[last - 1], "time")


def _opens_clause(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb, "that" or a possessive follows, adverbs aside: then the phrase before is part of it."""
    at = next((j for j in range(i, len(words)) if words[j].upos != "ADV"), len(words))
    return at < len(words) and (words[at].upos in VERBAL or words[at].text.lower() in ("that", "'s", "’s"))


def _is_thing(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a phrase names no one who is known to speak: "said the lack of help" tells what was said."""
    head = words[head_of(words, first, last)]
    single = head.text.lower() == head.lemma
    counted = words[first].upos == "NUM" and not are_people(head.text.lower())
    return head.upos == "NOUN" and (single or counted) and not _is_known(head)


def _verb_ahead(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb follows in this stretch: then the phrase is its subject, not the one who said so."""
    for word in words[i:]:
        if word.text in STOPS or word.text.lower() in (
            "who",
            "which",
            "that",
            "as",
            "when",
            "after",
            "before",
        ):
            return False
        if word.upos in VERBAL and word.relation not in ("acl", "amod", "compound", "acl:relcl"):
            return not word.text.lower().endswith("ing")
    return False


def _may_turn(words: Sequence[Word], i: int, group: int) -> bool:
    """Say whether a verb may stand before its subject: "say" anywhere, others only behind a quotation."""
    if words[i].lemma == "say" or words[i].text.lower() in ("said", "says"):
        return True
    if _quoted_before(words, group):
        return words[i].lemma in word_sets()["turns"]
    after_clause = (
        group > 2 and words[group - 1].text == "," and any(word.upos in VERBAL for word in words[: group - 1])
    )
    return after_clause and words[i].lemma in word_sets()["turns_plainly"] and words[group].upos != "AUX"


def _quoted_before(words: Sequence[Word], group: int) -> bool:
    return any(word.text in QUOTES for word in words[max(0, group - 2) : group])


def _shared_subject(words: Sequence[Word], group: int) -> tuple[int, int] | None:
    """Return the subject of an earlier verb: "X confirmed the fall and said most …"."""
    if not group or words[group - 1].upos != "CCONJ":
        return None
    stop = max((j for j in range(group) if words[j].text == "."), default=-1)  # of a sentence not parted
    return main_subject(words, group, after=stop + 1)


def _framed(words: Sequence[Word], i: int, first: int, last: int, *, turned: bool) -> Frame | None:
    """Work out what the verb governs on either side of it."""
    behind = max(i + 1, last) if turned else i + 1
    via, behind = told(words, i, behind)
    after = scope_after(words, i, behind, turned=turned)
    if after == (0, 0) and not turned and has_plain_object(words, i):
        return None
    before = scope_before(words, min(first, i), after, behind, turned=turned)
    if after == (0, 0):
        after = taken_up(words, min(first, i), behind)
    antecedent = _antecedent(words, first)
    if antecedent is not None:
        return Frame(i, first, last, (antecedent, first), after, "clause", via)
    before, after = _settled(words, i, (first, last), (before, after), turned=turned)
    return Frame(i, first, last, before, after, "clause" if after != (0, 0) else "closing", via)


def _settled(
    words: Sequence[Word],
    i: int,
    subject: tuple[int, int],
    scopes: tuple[tuple[int, int], tuple[int, int]],
    *,
    turned: bool,
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the scopes before and behind a verb as far as its kind, and a conjunction before its subject, let it."""
    (first, last), (before, after) = subject, scopes
    clause_only = words[i].lemma in word_sets()["clause_only"]
    closes = after == (0, 0) and _may_close(words, i, first, last)
    if clause_only and not turned and not closes:
        before = (0, 0)
    if _is_subordinate(words, first):
        after = after[0], next_comma(words, after[0], after[1])
    if before == after == (0, 0) and not clause_only:
        before = (0, min(first, i))
    return before, after


def _is_subordinate(words: Sequence[Word], first: int) -> bool:
    """Say whether a subordinating conjunction stands before a subject."""
    return first > 0 and (words[first - 1].upos == "SCONJ" or listed(words[first - 1], "subordinator"))


def _antecedent(words: Sequence[Word], first: int) -> int | None:
    """Return where what "whom" or "which" stands for begins: "ferries, 12 of which the owner said had sunk"."""
    relative = words[first - 1] if first > 1 else None
    if (
        relative is None
        or relative.upos != "PRON"
        or relative.text.lower() not in ("who", "whom", "which", "that")
    ):
        return None
    start = first - 1
    while start and words[start - 1].upos not in VERBAL and words[start - 1].text not in STOPS:
        start -= 1
    return start


def _may_close(words: Sequence[Word], i: int, first: int, last: int) -> bool:
    """Say whether a verb that wants a clause may stand behind what was stated: ", records show", ", police believe"."""
    shown = any(listed(words[head_of(words, first, last)], name) for name in ("document", "student"))
    return words[i].lemma in word_sets()["may_close"] or (shown and words[i].lemma in word_sets()["shown"])


def _relative(words: Sequence[Word], i: int, group: int) -> Frame | None:
    """Read "Gomez, who said 5 had died, …": up to the comma that closes the clause."""
    end = group - 1
    if end and words[end - 1].text == ",":
        end -= 1
    span = plain_subject(words, end)
    if span is None:
        return None
    close = next_comma(words, i + 1, len(words))
    return Frame(i, *span, (0, 0), (i + 1, close), "relative")


def _participle(words: Sequence[Word], i: int, found: list[Frame]) -> Frame | None:
    """Read ", saying 5 had died": the speaker is the sentence's."""
    if i == 0 or not (
        words[i - 1].text in (",", "by", "while", "—", "–", "to", "after") or _of_document(words, i)
    ):
        return None
    if found and found[-1].kind not in ("source", "citing"):
        span: tuple[int, int] | None = (found[-1].first, found[-1].last)
    elif _of_document(words, i):
        span = _issuer(words, i)
    else:
        span = main_subject(words, i)
    return Frame(i, *span, (0, 0), (i + 1, len(words)), "clause") if span else None


def _issuer(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """Return who issued the document whose content a participle tells: the subject of the verb before it."""
    verb = next((j for j in range(i - 2, 0, -1) if words[j].upos == "VERB"), 0)
    return subject_before(words, group_start(words, verb)) if verb else None


def _of_document(words: Sequence[Word], i: int) -> bool:
    """Say whether a participle tells what a document holds: "published estimates suggesting that"."""
    return listed(words[i - 1], "document") and i + 1 < len(words) and words[i + 1].text == "that"


def _source(words: Sequence[Word], i: int, start: int) -> Frame | None:
    """Read "according to X": it governs the whole sentence around it."""
    first, last = span_from(words, start)
    if first == last and start + 1 < len(words) and words[start].upos in ("VERB", "ADV"):
        last = span_from(words, start + 1)[1]  # only a noun phrase can stand here, whatever its tag
    if first < last and listed(words[head_of(words, first, last)], "document"):
        last = _document_end(words, last)
    if first >= last or listed(words[head_of(words, first, last)], "not_speaker"):
        return None
    return Frame(i, first, last, (0, first), (last, len(words)), "source")


def _document_end(words: Sequence[Word], i: int) -> int:
    """Return the end of "by the ministry" or "released by the ministry" behind a document."""
    if i < len(words) and words[i].text.lower() in (
        "released",
        "issued",
        "published",
        "compiled",
        "published",
    ):
        i += 1
    if i + 1 < len(words) and words[i].text.lower() in ("by", "from"):
        return span_from(words, i + 1)[1]
    return i if i and words[i - 1].upos != "VERB" else i - 1
