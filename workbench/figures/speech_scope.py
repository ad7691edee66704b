"""Which words of a sentence a verb of saying governs: the clause behind it, or the one before its subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.figures.speakers import (
    QUOTES,
    STOPS,
    VERBAL,
    carries,
    group_start,
    head_of,
    is_passive,
    is_time,
    listed,
    span_from,
    subject_before,
    word_sets,
)
from workbench.grammar import Word


class Frame(NamedTuple):
    """A verb of saying (or "according to"): its speaker as words ``[first, last)``, and what it governs.

    ``before`` and ``after`` are the word ranges governed on either side of it, empty where it governs none;
    ``via`` the words of who carried the statement; ``kind`` is "clause", "closing", "relative", "source" ("according to") or "citing".
    """

    verb: int
    first: int
    last: int
    before: tuple[int, int]
    after: tuple[int, int]
    kind: str
    via: tuple[int, int] = (0, 0)


def next_comma(words: Sequence[Word], start: int, end: int) -> int:
    """Return the next comma, or ``end``."""
    return next((j for j in range(start, end) if words[j].text == ","), end)


def told(words: Sequence[Word], i: int, behind: int) -> tuple[tuple[int, int], int]:
    """Return whom it was told to, if that is one who carries news, and where the words behind begin."""
    if words[i].lemma not in ("tell", "inform") or behind != i + 1:
        return (0, 0), behind
    first, last = span_from(words, behind)
    return ((first, last) if carries(words, first, last) else (0, 0)), last


def scope_after(words: Sequence[Word], i: int, behind: int, *, turned: bool) -> tuple[int, int]:
    """Return what the verb governs behind it."""
    start = _skip_adverbials(words, behind)
    if start >= len(words):
        return 0, 0
    mark, following = words[start], words[start + 1].upos if start + 1 < len(words) else ""
    if mark.upos == "CCONJ" and following in VERBAL:
        return 0, 0  # "police said but declined to name them"
    if mark.text == ";" or (mark.text == "," and following == "CCONJ" and not turned):
        return start + 1, len(words)
    if turned or _ends_statement(words, i, mark):
        return _after_mark(words, start)
    return _scope_of_object(words, i, start)


def _ends_statement(words: Sequence[Word], i: int, mark: Word) -> bool:
    """Say whether a mark ends what stands before the verb, so that only a quotation can go on behind it."""
    quoted = mark.text in (",", "”", '"') and words[i].lemma not in word_sets()["give"]
    return quoted or mark.text in (".", "!", "?")


def _scope_of_object(words: Sequence[Word], i: int, start: int) -> tuple[int, int]:
    """Return what follows a verb; nothing if that is a thing found or feared where the verb needs a clause."""
    if words[i].lemma not in word_sets()["needs_clause"] or _leads_to_clause(words, i, start):
        return start, len(words)
    return (start, len(words)) if words[i].lemma in ("show", "find") and _studied(words, i) else (0, 0)


def _leads_to_clause(words: Sequence[Word], i: int, start: int) -> bool:
    """Say whether a clause follows, or "to" behind a promise, and not a thing found, shown or feared."""
    first = words[start]
    if first.upos == "PRON" and first.text.lower() not in word_sets()["clause_pronoun"]:
        return False
    if first.text.lower() == "that" or first.upos in ("PRON", "SCONJ", "PUNCT"):
        return True
    if words[i].lemma in ("show", "find"):
        return False
    if first.text.lower() == "to":
        return words[i].lemma in word_sets()["promise"]
    return any(
        word.head == i + 1 and word.relation == "ccomp" and word.upos in VERBAL for word in words[start:]
    )


def has_plain_object(words: Sequence[Word], i: int) -> bool:
    """Say whether a verb that needs a clause has a thing for its object: "added 16 points", "asked to see it"."""
    if words[i].lemma not in word_sets()["needs_clause"] or i + 1 >= len(words):
        return False
    if words[i].lemma in ("show", "find") and _studied(words, i):
        return False
    following = words[i + 1]
    if following.upos == "ADP" and words[i].lemma in word_sets()["may_close"]:
        return False
    return following.text not in STOPS and following.upos not in ("PUNCT", "ADV") and not is_time(following)


def taken_up(words: Sequence[Word], first: int, behind: int) -> tuple[int, int]:
    """Return what goes on behind a statement that stands inside its clause: "The storm, police said, killed 14"."""
    comma = _skip_adverbials(words, behind) if behind < len(words) else len(words)
    mark = first - 1
    if comma + 1 >= len(words) or words[comma].text != "," or mark <= 0 or words[mark].text != ",":
        return 0, 0
    complete = any(word.upos in VERBAL for word in words[:mark])
    verb = words[comma + 1].upos in VERBAL and not words[comma + 1].text.lower().endswith("ing")
    return (comma + 1, len(words)) if verb or not complete else (0, 0)


def _studied(words: Sequence[Word], i: int) -> bool:
    """Say whether a study, a poll or the like stands before "found" or "showed"; a court finds otherwise."""
    return any(listed(word, "document") or listed(word, "student") for word in words[max(0, i - 12) : i])


def _after_mark(words: Sequence[Word], start: int) -> tuple[int, int]:
    """Return what goes on behind a comma or full stop: a quotation that is taken up again."""
    if start + 1 < len(words) and listed(words[start + 1], "goes_on"):
        return start + 1, len(words)
    rest = [j for j in range(start, len(words)) if words[j].text in ("“", '"')]
    opening = rest[0] if rest else None
    return (opening, len(words)) if opening is not None and opening - start <= 12 else (0, 0)


def _skip_adverbials(words: Sequence[Word], i: int) -> int:
    """Return where "on Monday", "in a statement", "by phone" behind a verb end."""
    while i < len(words):
        if _tells_time(words, i) or words[i].upos == "ADV":
            i += 1
        elif _opens_adverbial(words, i):
            i = _behind_participle(words, max(_place_end(words, i + 1), i + 1))
            while i < len(words) and _tells_time(words, i):
                i += 1
        else:
            break
    return i


def _tells_time(words: Sequence[Word], i: int) -> bool:
    """Say whether a word is one of time, or the number behind one: "July 3"."""
    return is_time(words[i]) or (words[i].upos == "NUM" and i > 0 and is_time(words[i - 1]))


def _opens_adverbial(words: Sequence[Word], i: int) -> bool:
    preposition = words[i].upos == "ADP" and words[i].text.lower() not in ("that", "of", "than")
    return preposition and not _bounds(words, i)


def _behind_participle(words: Sequence[Word], i: int) -> int:
    """Return where the words go on behind "filed" in "said in court papers filed Tuesday"."""
    if i + 1 >= len(words) or words[i].upos != "VERB" or not listed(words[i - 1], "document"):
        return i
    following = words[i + 1]
    issued = words[i].text.lower().endswith(("ed", "en", "sent", "made", "put"))
    return i + 1 if issued and (is_time(following) or following.upos in ("ADP", "PUNCT")) else i


def _place_end(words: Sequence[Word], i: int) -> int:
    """Return where the phrase that begins at a word ends; a number behind a name begins what is stated."""
    end = span_from(words, i)[1]
    return next(
        (
            j
            for j in range(i + 1, end)
            if words[j].upos == "NUM" and words[j - 1].upos == "PROPN" and not is_time(words[j - 1])
        ),
        end,
    )


def _bounds(words: Sequence[Word], i: int) -> bool:
    """Say whether a preposition bounds a number that follows: "at least 3", "up to 40", "between 5 and 10"."""
    ahead = words[i + 1 : i + 3]
    if any(word.text.lower() in ("least", "most") for word in ahead[:1]):
        return True
    bounding = words[i].text.lower() in (
        "about",
        "around",
        "between",
        "over",
        "under",
        "up",
        "above",
        "below",
    )
    return bounding and any(word.upos in ("NUM", "SYM") or word.text.lower() == "half" for word in ahead)


def scope_before(
    words: Sequence[Word], first: int, after: tuple[int, int], behind: int, *, turned: bool
) -> tuple[int, int]:
    """Return what the verb governs before its subject: a clause that a comma or a quotation mark closes."""
    mark = first - 1
    if mark <= 0 or words[mark].text not in STOPS:
        return 0, 0
    if turned or after == (0, 0):
        return 0, mark
    parted = _closes_quotation(words, mark) or _mark_follows(words, behind)
    return (0, mark) if parted and any(word.upos in VERBAL for word in words[:mark]) else (0, 0)


def _closes_quotation(words: Sequence[Word], mark: int) -> bool:
    return words[mark].text in QUOTES or words[mark - 1].text in QUOTES


def _mark_follows(words: Sequence[Word], behind: int) -> bool:
    """Say whether a mark follows the verb, adverbials aside, so that what stood before may go on."""
    return behind < len(words) and words[_skip_adverbials(words, behind)].text in (",", "”", '"', ";")


def citation(words: Sequence[Word], i: int) -> Frame | None:
    """Read "X quoted Y as saying", "Y was quoted by X as saying", ", citing Y"."""
    if words[i].text.lower().endswith("ing"):
        first, last = span_from(words, i + 1)
        return Frame(i, first, last, (0, i), (last, len(words)), "citing") if first < last else None
    subject = subject_before(words, group_start(words, i))
    if subject is None:
        return None
    if is_passive(words, i):
        return _quoted_passive(words, i, subject)
    first, last = span_from(words, i + 1)
    saying = _saying_behind(words, last)
    if first >= last or saying is None:
        return None
    after = _clause_from(words, saying)
    before = (0, min(subject[0], first)) if after == (0, 0) else (0, 0)
    return Frame(i, first, last, before, after, "clause", subject)


def _clause_from(words: Sequence[Word], start: int) -> tuple[int, int]:
    """Return the words from one on if there is a verb among them."""
    return (start, len(words)) if any(word.upos in VERBAL for word in words[start:]) else (0, 0)


def _saying_behind(words: Sequence[Word], i: int) -> int | None:
    """Return where the words behind "as saying" begin."""
    for j in range(i, min(i + 6, len(words))):
        if words[j].text.lower() == "as" and j + 1 < len(words) and words[j + 1].text.lower().endswith("ing"):
            return j + 2
    return None


def _quoted_passive(words: Sequence[Word], i: int, subject: tuple[int, int]) -> Frame | None:
    via, at = (0, 0), i + 1
    if at < len(words) and words[at].text.lower() == "by":
        via = span_from(words, at + 1)
        at = via[1]
    saying = _saying_behind(words, at)
    if saying is None:
        return None
    after = (saying, len(words)) if any(word.upos in VERBAL for word in words[saying:]) else (0, 0)
    return Frame(i, *subject, (0, subject[0]) if after == (0, 0) else (0, 0), after, "clause", via)


def headline_label(words: Sequence[Word]) -> list[Frame]:
    """Read a headline's "Minister: 30 dead" and "Two killed in crash - police"."""
    return [frame for frame in (_leading_label(words), _closing_label(words)) if frame][:1]


def _leading_label(words: Sequence[Word]) -> Frame | None:
    colon = next((i for i, word in enumerate(words[:8]) if word.text == ":"), 0)
    if not colon or any(word.upos in VERBAL for word in words[:colon]) or not _may_say(words, 0, colon):
        return None
    return Frame(colon, 0, colon, (0, 0), (colon + 1, len(words)), "clause")


def _closing_label(words: Sequence[Word]) -> Frame | None:
    marks: Iterator[int] = (
        i for i in range(len(words) - 1, max(0, len(words) - 6), -1) if words[i].text in ("-", "–", "—", ":")
    )
    dash = next(marks, 0)
    joined = dash and words[dash].text != ":" and words[dash].start == words[dash - 1].end
    if dash and words[dash].text != ":" and _is_outlet(words, dash + 1):
        return None
    if not dash or joined or not _may_say(words, dash + 1, len(words)):
        return None
    return Frame(dash, dash + 1, len(words), (0, dash), (0, 0), "closing")


def _is_outlet(words: Sequence[Word], first: int) -> bool:
    """Say whether a name behind a dash is that of the outlet itself, which closes many a headline on the web."""
    named = all(word.upos in ("PROPN", "DET") for word in words[first:])
    return named and carries(words, first, len(words))


def _may_say(words: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a label names one who speaks: a person, officials, police, a ministry, an agency."""
    if first >= last or any(word.upos == "NUM" for word in words[first:last]):
        return False
    head = words[head_of(words, first, last)]
    return listed(head, "person") or listed(head, "label") or carries(words, first, last)
