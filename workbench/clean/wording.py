"""Rules for lines known by their wording: the furniture of news sites, credits, captions and time stamps.

The wordings stand in ``data/furniture.toml`` and ``data/credits.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from workbench.clean.dates import DATE, MONTH, WEEKDAY
from workbench.clean.page import STRAIGHT, Edit, Line, Page, edit_line

LONGEST = 600
"""No line of furniture is longer (code points); longer lines are not matched, which keeps the time linear."""

ZONE = r"(?: ?\(?(?:[A-Z]{2,4}|local time|eastern|pacific)\b\)?)?"
TIME = rf"(?:\d{{1,2}}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?{ZONE}|\d{{1,2}} ?[ap]\.?m\.?{ZONE})"
PARTS = {
    "<DATE>": DATE,
    "<TIME>": TIME,
    "<WEEKDAY>": WEEKDAY,
    "<MONTH>": MONTH,
    "<REST>": r"(?:[ ,|•·–/-].{0,100}(?<!\.))?",
}
# A closed line in which somebody speaks is the body, however it begins: "Subscribe to that, she said, and you lose."
SPEECH = re.compile(
    r"\b(?:said|says|say|told|asked|asks|added|adds|argued|joked|warned|wrote|according to)\b", re.IGNORECASE
)
QUOTES = ('"', "“", "‘", "'", "«", "„")
TOKENS = re.compile(r"[\s|/,·•:]+")
SENTENCE_GAP = re.compile(r"(?<=[.!?…\"”’)])\s+(?=\S)")
QUOTED = re.compile(r"[\"“”«»]")
MOST_SENTENCES, LONGEST_SENTENCE = 6, 240
BREADCRUMB = re.compile(r"\s*[>»›→]\s*")
# What stands in no path of a site: a tag, whose bracket is no arrow, and the end of a sentence.
NO_PATH = re.compile(r"</?[A-Za-z][^<>]*>|[^\W\d_]{3}[.!?…][\"'”’)]*(?=[\s<]|\Z)")


class Written:
    """A pattern that is compiled when it is first tried: of a file's many most are never."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.text, re.IGNORECASE)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return what the pattern takes of a text if that is all of it."""
        return self._compiled.fullmatch(text)


class Wording(NamedTuple):
    """A kind of furniture: how it is worded in each zone of a page, and what is done about it."""

    rule: str
    action: str
    field: str
    reason: str
    anywhere: Written | None
    head: Written | None
    tail: Written | None
    sentence: Written | None
    words: frozenset[str]
    least: int

    def is_made_of(self, tokens: Set[str]) -> bool:
        """Whether the tokens of a line are all among its words, and enough."""
        return bool(tokens) and tokens <= self.words and self.least <= len(tokens)

    def fits(self, text: str, zones: Iterable[str]) -> bool:
        """Whether one of its patterns for these zones of a page fits a whole text."""
        patterns = (getattr(self, zone) for zone in zones)
        return any(pattern.fullmatch(text) for pattern in patterns if pattern)


@cache
def wordings(file: str, language: str) -> tuple[Wording, ...]:
    """Return the wordings of a data file for texts in a language, in the order in which they are tried."""
    text = files("workbench.clean").joinpath("data", file).read_text(encoding="utf-8")
    return tuple(
        Wording(
            row["rule"],
            row["action"],
            row.get("field", ""),
            row["reason"],
            _pattern(row.get("anywhere", ())),
            _pattern((*row.get("head", ()), *row.get("edge", ()))),
            _pattern((*row.get("tail", ()), *row.get("edge", ()))),
            _pattern(row.get("sentence", ())),
            frozenset(row.get("words", "").split()),
            row.get("least", 1),
        )
        for row in tomllib.loads(text)["wording"]
        if row.get("language", "en") in (language or "en", "any")
    )


def _pattern(patterns: Sequence[str]) -> Written | None:
    text = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, part in PARTS.items():
        text = text.replace(name, part)
    return Written(text) if text else None


@cache
def _all_of(file: str, language: str, zone: str) -> Written | None:
    rows = (getattr(wording, zone) for wording in wordings(file, language))
    return _pattern([row.text for row in rows if row])


@cache
def _all_words(file: str, language: str) -> frozenset[str]:
    return frozenset().union(*(wording.words for wording in wordings(file, language)))


def words_of(file: str, rule: str, language: str = "en") -> frozenset[str]:
    """Return the words that lines of a rule are made of."""
    return frozenset().union(*(row.words for row in wordings(file, language) if row.rule == rule))


def any_fits(file: str, language: str, text: str, zone: str = "anywhere") -> bool:
    """Whether some wording of the file fits the text in a zone of a page: one pattern, for speed."""
    pattern = _all_of(file, language, zone)
    return bool(pattern and pattern.fullmatch(text))


def propose_furniture(page: Page) -> Iterator[Edit]:
    """Propose an edit for every line whose wording is that of site furniture wherever it stands."""
    return _propose("furniture.toml", page, page.free)


def propose_furniture_sentences(page: Page) -> Iterator[Edit]:
    """Propose to remove the sentences at the end of a paragraph that are furniture: page marks, pleas for support."""
    choices = [row for row in wordings("furniture.toml", page.language) if row.sentence]
    for line in page.free:
        start, last = len(line.text), None
        for begin, end in _sentences_from_the_end(line.text):
            sentence = line.text[begin:end].translate(STRAIGHT)
            fits = (
                None if SPEECH.search(sentence) or QUOTED.search(sentence) else _sentence(choices, sentence)
            )
            if fits is None:
                break
            start, last = len(line.text[:begin].rstrip()), fits
        if last:
            yield Edit(line.start + start, line.end, "", last.rule, last.action, last.field, last.reason)


def _sentence(choices: Iterable[Wording], sentence: str) -> Wording | None:
    return next((row for row in choices if row.sentence and row.sentence.fullmatch(sentence)), None)


def _sentences_from_the_end(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the last sentences of a line, the last one first, as long as they are short."""
    end = len(text)
    for _ in range(MOST_SENTENCES):
        reach = max(0, end - LONGEST_SENTENCE)
        begin = max((found.end() for found in SENTENCE_GAP.finditer(text, reach, end)), default=0)
        if end == 0 or end - begin >= LONGEST_SENTENCE:
            return
        yield begin, end
        end = len(text[:begin].rstrip())


def propose_edge_furniture(page: Page) -> Iterator[Edit]:
    """Propose an edit for the lines around the article whose wording is that of furniture there."""
    return _propose("furniture.toml", page, (*page.head, *page.tail))


def propose_credits(page: Page) -> Iterator[Edit]:
    """Propose to move captions, agency credits, picture credits and time stamps into fields."""
    return _propose("credits.toml", page, page.free)


def propose_edge_credits(page: Page) -> Iterator[Edit]:
    """Propose to move the bylines around the article into a field."""
    return _propose("credits.toml", page, (*page.head, *page.tail))


ENTRY_TIME = re.compile(TIME, re.IGNORECASE)
FEWEST_ENTRIES = 3


def _entry_times(page: Page) -> frozenset[int]:
    """Return the lines that are times of the entries of a live report: several times, each above a paragraph."""
    found = [line.number for line in page.free if ENTRY_TIME.fullmatch(line.plain)]
    prose = {line.number for line in page.free if line.is_prose}
    entries = [number for number in found if {number + 1, number + 2} & prose]
    return frozenset(entries if len(entries) >= FEWEST_ENTRIES else ())


def _propose(file: str, page: Page, lines: Iterable[Line]) -> Iterator[Edit]:
    entries = _entry_times(page)
    for line in lines:
        wording = match_wording(line, page, file) if len(line.text) <= LONGEST else None
        if wording and line.number not in entries:
            yield edit_line(line, wording.rule, wording.action, wording.reason, wording.field)


def match_wording(line: Line, page: Page, file: str) -> Wording | None:
    """Return the first wording that fits the whole line where it stands, or None."""
    zones, tokens = _zones(line, page, file), _tokens(line)
    if not zones and not (tokens and tokens <= _all_words(file, page.language)):
        return None
    fitting = (
        row for row in wordings(file, page.language) if row.is_made_of(tokens) or row.fits(line.plain, zones)
    )
    if _speaks(line):
        fitting = (row for row in fitting if row.action != "removed")
    return next(fitting, None)


def _speaks(line: Line) -> bool:
    """Whether somebody speaks in a line: it is the body then, however it begins."""
    return line.text.startswith(QUOTES) or bool(line.is_closed and SPEECH.search(line.plain))


def _zones(line: Line, page: Page, file: str) -> list[str]:
    """Return the columns of wordings that are tried on a line where it stands."""
    zones = ["anywhere"]
    zones += ["head"] if line.number < page.first_prose else []
    zones += ["tail"] if line.number > page.last_prose >= 0 else []
    return [zone for zone in zones if any_fits(file, page.language, line.plain, zone)]


def _tokens(line: Line) -> set[str]:
    return set(filter(None, TOKENS.split(line.plain.casefold()))) if len(line.plain) < 300 else set()


def propose_breadcrumbs(page: Page) -> Iterator[Edit]:
    """Propose to remove the path of a page: ``News > World > Asia``."""
    for line in page.free:
        may_be = len(line.text) <= 200 and not line.is_closed and not NO_PATH.search(line.plain)
        steps = BREADCRUMB.split(line.plain) if may_be else []
        if len(steps) >= 3 and all(0 < len(step.split()) <= 12 for step in steps):
            yield edit_line(line, "breadcrumbs", "removed", "the path to the page on the site")
