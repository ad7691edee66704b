"""Rules for slips inside a line: stray words, doubled stops, glued prefixes, hidden characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workbench.clean.dates import DATE
from workbench.clean.page import Edit, Page, edit_line
from workbench.clean.stories import SEPARATOR
from workbench.lexicon.reading import rows


@cache
def abbreviations() -> dict[str, str]:
    """Return the class of each abbreviation, without its last full stop.

    Examples
    --------
    >>> abbreviations()["Gen"], abbreviations()["p.m"]
    ('title', 'clock')
    """
    return {word: row["class"] for row in rows("abbreviations") for word in row["words"].split()}


@cache
def sentence_starters() -> frozenset[str]:
    """Return the words with a capital that mostly open a sentence.

    Examples
    --------
    >>> "However" in sentence_starters()
    True
    """
    return frozenset(word for row in rows("sentence_starters") for word in row["words"].split())


# A lower-case word with its own full stop behind a closed sentence. What stands before the first stop must be a
# plain word that is no abbreviation, for behind an abbreviation a sentence goes on.
STRAY = re.compile(
    r"(?<![\w.&'’-])(?P<before>[a-z]{3,29}|[A-Z][a-z]{4,29})\.[\"”’]?(?P<stray> [a-z]{3,20}\.)(?=$|\s+[\"“‘]?[A-Z])"
)
DOUBLED_STOP = re.compile(r"(?<=[\w\"”’)])([.!?])([ ]\.)(?![ ]?\.)(?=\s|$)")
TWO_STOPS = re.compile(r"(?<=[a-z\"”’)])\.(\.)(?=\s|$)")
DOUBLED_COMMA = re.compile(r"(?<=\w),( ?,)(?= )")
QUOTE_BEFORE = re.compile(r"([,.!?]) ([”’])(?=[A-Za-z])(?!(?:s|t|d|m|re|ll|ve)\b)")
QUOTE_SPACE = re.compile(r"(?<=\w)( )(?=[”’][.,;!?])")
HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]+")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]+")
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
LABEL = (
    r"(?:(?:date|published|publication|posted|updated|created|released?|pub)(?:[ _-]?(?:date|time|on|at))?)"
)
GLUED = re.compile(
    rf"(?P<prefix>(?:{LABEL}\s*+(?:[:=-]\s*+)?)(?:{DATE})(?:[T ,]+\d{{1,2}}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?Z?)?[\s|:;,–—-]*)(?-i:(?=[\"“‘A-Z]))",
    re.IGNORECASE,
)
LONGEST_PREFIX = 200
# News services give the beginning of a text and say how much is left: "… [+2381 chars]".
CUT_TAIL = re.compile(r"(?P<mark>(?:…|\.\.\.)?[ \t\r\n]*\[\+(?P<left>\d{1,9}) chars\])\s*\Z")
CUT_REACH = 60


def propose_stray_tokens(page: Page) -> Iterator[Edit]:
    """Propose to remove a single lower-case word that stands behind the end of a sentence with a stop of its own."""
    for line in page.free:
        for found in STRAY.finditer(line.text):
            if found["before"] in abbreviations():
                continue
            yield _part(
                line.start,
                found,
                "stray",
                "stray-token",
                "a word left behind the end of the sentence, with a full stop of its own",
            )


def propose_doubled_stops(page: Page) -> Iterator[Edit]:
    """Propose to remove the second of two full stops or commas; an ellipsis is left alone."""
    for line in page.free:
        for pattern, group in ((DOUBLED_STOP, 2), (TWO_STOPS, 1), (DOUBLED_COMMA, 1)):
            for found in pattern.finditer(line.text):
                if not _in_ellipsis(line.text, found):
                    yield _part(line.start, found, group, "doubled-stop", "the same stop twice")


def _in_ellipsis(text: str, found: re.Match[str]) -> bool:
    before, behind = text[max(found.start() - 2, 0) : found.start()], text[found.end() : found.end() + 2]
    return before.strip().endswith(".") or behind.lstrip().startswith(".")


def propose_cut_tail(page: Page) -> Iterator[Edit]:
    """Propose to remove what a news service puts where it cut the text off: "… [+2381 chars]"."""
    end = page.start + len(page.raw[page.start : page.end].rstrip())
    found = CUT_TAIL.search(page.raw, max(page.start, end - CUT_REACH), end)
    if found:
        reason = f"the service's mark that it cut the text off: {int(found['left']):,} more characters"
        yield Edit(*found.span("mark"), "", "cut-tail", "removed", "", reason)


def propose_quote_spacing(page: Page) -> Iterator[Edit]:
    """Propose to move a space that stands on the wrong side of a closing quotation mark."""
    reason = "a space on the wrong side of the quotation mark"
    for line in page.free:
        for found in QUOTE_BEFORE.finditer(line.text):
            start = line.start + found.start()
            yield Edit(start + 1, start + 3, f"{found.group(2)} ", "quote-spacing", "replaced", "", reason)
        for found in QUOTE_SPACE.finditer(line.text):
            yield _part(line.start, found, 1, "quote-spacing", reason)


def propose_hidden_characters(page: Page) -> Iterator[Edit]:
    """Propose to remove characters that cannot be seen; direction marks only where no text runs right to left."""
    patterns = [HIDDEN] if page.language in RIGHT_TO_LEFT else [HIDDEN, BIDI]
    for pattern in patterns:
        for found in pattern.finditer(page.raw, page.start, page.end):
            yield Edit(*found.span(), "", "hidden-character", "removed", "", "characters that cannot be seen")


def propose_glued_prefix(page: Page) -> Iterator[Edit]:
    """Propose to move a labelled date that is glued to the first sentence."""
    first = next(iter(page.free), None)
    found = GLUED.match(first.text, 0, LONGEST_PREFIX) if first else None
    if first and found and found.end() < len(first.text):
        yield Edit(
            first.start,
            first.start + found.end(),
            "",
            "glued-prefix",
            "moved",
            "date_published",
            "a labelled date glued to the first sentence",
        )


def _part(start: int, found: re.Match[str], group: int | str, rule: str, reason: str) -> Edit:
    first, last = found.span(group)
    return Edit(start + first, start + last, "", rule, "removed", "", reason)


LINE_END = re.compile(r"(?:\r\n|[\n\r\u2028])[ \t]*+(?P<next>\w*+)")
WRAPPED_HYPHEN = re.compile(r"[a-z]-\Z")
PRINTED_WORD = re.compile(r"\w+(?:['’.-]\w+)*+")
LONGEST_HEAD = 60


def propose_unwrapping(page: Page) -> Iterator[Edit]:
    """Propose to put a space for each line break inside a paragraph that was wrapped.

    After a hyphen nothing is put; the hyphen itself goes if the page has the word without it elsewhere.
    """
    words: frozenset[str] | None = None
    for line in page.free:
        for start, end, following in _breaks(line.text):
            first, last = line.start + start, line.start + end
            before = line.text[max(0, start - LONGEST_HEAD) : start]
            if not WRAPPED_HYPHEN.search(before):
                yield Edit(first, last, " ", "unwrap", "replaced", "", "a line break inside a paragraph")
                continue
            if words is None:
                words = frozenset(PRINTED_WORD.findall(page.raw, page.start, page.end))
            is_one_word = before[:-1].rsplit(maxsplit=1)[-1] + following in words
            yield Edit(
                first - is_one_word,
                last,
                "",
                "unwrap",
                "removed",
                "",
                "a word that was broken at the line's end",
            )


def _breaks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the span of each line break with the blanks around it, and the word behind it."""
    done = 0
    for found in LINE_END.finditer(text):
        blank = len(text[done : found.start()].rstrip(" \t"))
        yield done + blank, found.start("next"), found["next"]
        done = found.start("next")


def propose_dividers(page: Page) -> Iterator[Edit]:
    """Propose to remove the lines that hold no letter and no digit, or only number the texts of a collection."""
    for line in page.free:
        if len(line.text) <= 100 and (SEPARATOR.fullmatch(line.text) or not any(map(str.isalnum, line.text))):
            yield edit_line(line, "divider", "removed", "a rule between parts of the page")
