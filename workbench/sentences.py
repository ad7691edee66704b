"""Sentences of the cleaned articles, each with the span of the raw text it stands for.

Where a full stop may or may not end a sentence, the abbreviations of the lexicon decide first and the
library syntok decides the rest; everywhere else the case is plain and is decided here, which keeps it fast.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import pandas as pd

from workbench.clean.slips import abbreviations, sentence_starters
from workbench.lexicon import language_inside
from workbench.lexicon.reading import either, rows
from workbench.lexicon.units import units
from workbench.spans import Applied, Change, OffsetMap, apply_changes, cut, format_breaks, to_raw_span
from workbench.tables import as_table

PARTS_OF_FIELDS = {"headline": "headline", "subheading": "subheading", "caption": "caption"}
PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
CLOSED = re.compile(r"[.!?…。؟।:;,][\"'”’»)\]]*$")

# A mark that may end a sentence with the quotes and brackets that close behind it; white space follows, or, where
# the space was lost, a capital behind a plain word.
MARK = re.compile(
    r"(?P<mark>(?<![.!?…])[.!?…]++|[。！？।؟])(?P<close>[\"'”’»)\]]*)(?P<gap>\s+|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z])|(?<=[。！？]))"
)
BEFORE = re.compile(r"[\w.&'’-]*$")
AFTER = re.compile(r"[\"'“‘«(\[¿¡–—-]*\s*(?P<word>[\w.&'’-]*)")
BULLETS = frozenset(("•", "·", "▪", "●", "■", "*"))
LINE_BREAKS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", " "))
# Behind digits that begin a sentence no unit stands, as news spells such a number out: "magnitude 6. 1" with one of
# these behind it is a decimal with a blank in it.
_BESIDES_UNITS = (
    "magnitude",
    "million",
    "billion",
    "trillion",
    "on the Richter",
    "quake",
    "earthquake",
    "aftershock",
)
AFTER_DECIMAL = frozenset(_BESIDES_UNITS).union(
    *(unit.words for unit in units() if unit.kind in ("measure", "percent") and not unit.needs_number)
)
# So are digits that letters touch ("$9. 3m", no clock time or ordinal), and those that a comma or bracket closes.
BROKEN_DECIMAL = (
    rf"\. (?:0(?![\w.]|,\d)|\d{{1,2}}(?=[- ]{either(AFTER_DECIMAL)}\b| ?%|[,;)](?!\d)"
    r"|(?!(?:st|nd|rd|th|am|pm|[ap]|s)\b)[A-Za-z]{1,2}\b))"
)
# "He had a. 38-calibre round": the point of a calibre with the blank on its wrong side.
CALIBRE_BEHIND = re.compile(
    rf"\. \d{{2,3}}(?:[- ](?:caliber|calibre)\b| {either(row['word'] for row in rows('words') if row['role'] == 'weapon')}\b)"
)
DIGITS_BEFORE = re.compile(r"(?P<word>\b\w{0,12})[ $€£]?(?<![\w.,])\d{1,3}$")
LONGEST_WORD = 40
LONGEST_SUBHEADING = 200
LONGEST_SENTENCE = 1500
"""No sentence is longer (code points): what runs on is a list or a table, and is cut at white space, which keeps the
time of all that looks at a sentence as a whole linear in the length of the article."""
BLANKS = re.compile(r"\s+")
LONGEST_ASKED = 2000
"""No longer stretch (code points) is handed to the library, whose time grows faster than its text."""


def split_sentences(articles: pd.DataFrame, edits: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences of the articles: body, headline, subheadings and captions, in their order in the file.

    Parameters
    ----------
    articles
        Table ``articles``: ``raw``, ``start`` and ``end`` are read, and ``language`` where it is given.
    edits
        Table ``edits`` of the same articles. What was removed is no part of a sentence; a headline or caption
        that was moved into a field is, and ``part`` says so.

    Returns
    -------
    pandas.DataFrame
        Table ``sentences``. ``start`` and ``end`` are code points of the raw text; ``text`` is clean, and
        ``breaks`` leads back from it where an edit lies inside the sentence.

    Raises
    ------
    EditError
        If the edits of an article overlap.

    Examples
    --------
    >>> raw = "He met Gen. Reed at 3 p.m. Monday. . They spoke."
    >>> articles = pd.DataFrame([dict(doc_id="a", raw=raw, start=0, end=len(raw))])
    >>> edits = pd.DataFrame([dict(doc_id="a", start=34, end=36, before=" .", replacement="", action="removed", field="")])
    >>> split_sentences(articles, edits)[["start", "end", "text"]].values.tolist()
    [[0, 34, 'He met Gen. Reed at 3 p.m. Monday.'], [37, 48, 'They spoke.']]
    """
    by_article: dict[str, list[dict[str, Any]]] = {}
    for edit in edits.to_dict("records"):
        by_article.setdefault(edit["doc_id"], []).append(edit)
    languages = [name for name in ("language",) if name in articles.columns]
    rows = [
        row
        for article in articles[["doc_id", "raw", "start", "end", *languages]].to_dict("records")
        for row in _article_rows(article, by_article.get(article["doc_id"], []))
    ]
    return as_table(rows, "sentences")


def _article_rows(article: Mapping[str, Any], edits: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    raw, start, end = article["raw"], int(article["start"]), int(article["end"])
    done = [
        edit
        for edit in edits
        if edit["action"] != "flagged" and start <= edit["start"] and edit["end"] <= end
    ]
    changes = [Change(int(edit["start"]), int(edit["end"]), edit["replacement"]) for edit in done]
    body = apply_changes(raw, changes, start=start, end=end)
    found = [(body, *place, "") for place in _paragraphs(body.text)]
    for edit in done:
        part = PARTS_OF_FIELDS.get(edit["field"], "") if edit["action"] == "moved" else ""
        if part:
            piece = Applied(
                edit["before"].translate(LINE_BREAKS),
                OffsetMap((0,), (int(edit["start"]),), len(edit["before"])),
            )
            found += [(piece, 0, len(piece.text), part)]
    found.sort(key=lambda item: to_raw_span(item[0].offsets, *item[1:3]))
    language = article.get("language", "")
    rows = [row for paragraph, item in enumerate(found) for row in _sentence_rows(paragraph, language, *item)]
    return [{"doc_id": article["doc_id"], "sentence": number, **row} for number, row in enumerate(rows)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for found in PARAGRAPH.finditer(text):
        if not found.group().isspace():
            yield found.span()


def _sentence_rows(
    paragraph: int, language: str, piece: Applied, start: int, end: int, part: str
) -> Iterator[dict[str, Any]]:
    text = piece.text[start:end]
    part = part or ("subheading" if is_subheading(text) else "body")
    language = language_inside(text, language)
    for first, last in split_text(text):
        raw_start, raw_end = to_raw_span(piece.offsets, start + first, start + last)
        yield {
            "start": raw_start,
            "end": raw_end,
            "text": text[first:last],
            "part": part,
            "paragraph": paragraph,
            "breaks": format_breaks(cut(piece.offsets, start + first, start + last)),
            "language": language_inside(text[first:last], language),
        }


def is_subheading(text: str) -> bool:
    """Whether a paragraph is a heading inside the body: short, and not closed as a sentence is.

    Examples
    --------
    >>> [is_subheading(text) for text in ("What we know so far", "• Two bridges", "He left.")]
    [True, False, False]
    """
    if len(text) > LONGEST_SUBHEADING:
        return False
    words = text.split()
    return 0 < len(words) <= 12 and words[0] not in BULLETS and not CLOSED.search(text.rstrip()[-8:])


def split_text(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a paragraph.

    Examples
    --------
    >>> text = "The U.S. sent No. 3 on Jan. 5. It left."
    >>> [text[start:end] for start, end in split_text(text)]
    ['The U.S. sent No. 3 on Jan. 5.', 'It left.']
    """
    ends: list[tuple[int, int]] = []
    unsure: list[tuple[int, int]] = []
    for found in MARK.finditer(text):
        verdict = _ends_sentence(text, found)
        if verdict is None:
            unsure.append((found.end("close"), found.end()))
        elif verdict:
            ends.append((found.end("close"), found.end()))
    if unsure:
        ends = sorted([*ends, *_ask_library(text, ends, unsure)])
    spans, start = [], len(text) - len(text.lstrip())
    for end, following in ends:
        if end > start:
            spans.append((start, end))
            start = following
    last = len(text.rstrip())
    spans += [(start, last)] if last > start else []
    return [part for span in spans for part in _cut_long(text, *span)]


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or the parts of one that is too long, cut at the last white space that keeps them short."""
    while end - start > LONGEST_SENTENCE:
        stop = start + LONGEST_SENTENCE
        blanks = [blank.span() for blank in BLANKS.finditer(text, start + LONGEST_SENTENCE // 2, stop)]
        last, following = blanks[-1] if blanks else (stop, stop)
        yield start, start + len(text[start:last].rstrip())
        blank = BLANKS.match(text, following, end)
        start = blank.end() if blank else following
    if end > start:
        yield start, end


def _ends_sentence(text: str, found: re.Match[str]) -> bool | None:
    """Whether a sentence ends at the mark; None where only a closer look can tell."""
    if found.end() == len(text):
        return False
    follows = AFTER.match(text, found.end())
    word = follows["word"] if follows else ""
    if word[:1].islower() or (not word and found["mark"] == "."):
        return False
    if found["mark"] != "." or found["close"] or found["gap"] == "":
        return True
    if _is_broken_decimal(text, found.start()) or CALIBRE_BEHIND.match(text, found.start()):
        return False
    before = BEFORE.search(text, max(0, found.start() - LONGEST_WORD), found.start())
    return _stop_ends(before.group() if before else "", word)


def _is_broken_decimal(text: str, stop: int) -> bool:
    """Whether a full stop is the point of a decimal with a blank behind it: "magnitude 6. 1", no "July 5. 20 miles"."""
    before = DIGITS_BEFORE.search(text, max(0, stop - LONGEST_WORD), stop)
    if before is None or abbreviations().get(before["word"], "") == "month":
        return False
    return _fraction_behind().match(text, stop) is not None


@cache
def _fraction_behind() -> re.Pattern[str]:
    return re.compile(BROKEN_DECIMAL)


def _stop_ends(before: str, after: str) -> bool | None:
    kind = abbreviations().get(before.lstrip("'’"), "")
    starts = after in sentence_starters()
    if kind in ("title", "versus"):
        return False
    if kind in ("number", "month"):
        return not after[:1].isdigit() and (starts or None)
    if kind or (before[:1].isupper() and (len(before) == 1 or "." in before)):
        return starts
    if len(before) >= 4 or before.isdigit() or before.islower():
        return True
    return None


def _ask_library(
    text: str, ends: list[tuple[int, int]], unsure: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield those of the unsure places at which syntok ends a sentence; all of them in a stretch without end."""
    borders = [0, *(following for _, following in ends), len(text)]
    for i, places in groupby(unsure, key=lambda place: bisect_left(borders, place[0]) - 1):
        start, stop = borders[i], borders[i + 1]
        if stop - start > LONGEST_ASKED:
            yield from places
            continue
        found = _library_ends(text[start:stop])
        yield from (place for place in places if place[0] - start in found)


def _library_ends(text: str) -> set[int]:
    import syntok.segmenter
    import syntok.tokenizer

    tokens = syntok.tokenizer.Tokenizer().tokenize(text)
    last = (sentence[-1] for sentence in syntok.segmenter.split(tokens))
    return {token.offset + len(token.value) for token in last}
