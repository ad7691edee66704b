"""Rules for the top of a page: the headline and its repeats, the masthead, the date above or below the headline."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from workbench.clean.dates import DATE, read_date
from workbench.clean.page import Edit, Line, Page, edit_line

WORD = re.compile(r"\w+")
BARE_DATE = re.compile(
    rf"(?:{DATE})(?:[ ,|•·@–-]*(?:at )?\d{{1,2}}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{{2,4}})?)?\.?",
    re.IGNORECASE,
)
TITLE_TAIL = re.compile(r"\s+[|–—-]\s+(?P<outlet>[^|–—]{2,60})$")
MOST_WORDS, FEWEST_WORDS = 32, 4
SHARE_IN_BODY = 0.34
"""Share of a headline's content words that the first paragraphs take up again, at least."""


@cache
def outlet_words(kind: str) -> frozenset[str]:
    """Return the words of a kind from ``data/outlets.toml``: masthead, outlet or author."""
    text = files("workbench.clean").joinpath("data/outlets.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[kind].split())


def stems(text: str) -> set[str]:
    """Return the first six letters of the words with four letters or more, and the numbers: a rough content.

    Examples
    --------
    >>> sorted(stems("The flooded towns count 300 homes"))
    ['300', 'count', 'floode', 'homes', 'towns']
    """
    return {
        word[:6]
        for word in WORD.findall(text.casefold())
        if len(word) >= 4 or (word.isdigit() and len(word) > 1)
    }


def same_text(text: str) -> str:
    """Return the letters and digits alone, for comparing two printings of one line.

    Examples
    --------
    >>> same_text("Storm's toll: 12") == same_text("STORM’S TOLL – 12")
    True
    """
    return "".join(filter(str.isalnum, text.casefold()))


def is_title(line: Line) -> bool:
    r"""Whether the line could be a headline: some words, no full stop at its end.

    Examples
    --------
    >>> from workbench.clean.page import split_lines
    >>> [is_title(line) for line in split_lines("Bridge falls in storm\nIt fell at noon.", 0, 38)]
    [True, False]
    """
    return (
        FEWEST_WORDS <= line.n_words <= MOST_WORDS
        and len(line.text) <= 220
        and not line.text.rstrip("\"'”’)").endswith((".", ",", ";", ":"))
    )


def find_headline(page: Page) -> tuple[Line, ...]:
    """Return the line or the wrapped lines of the headline, or none.

    It is the line that says what the file's metadata calls the headline; otherwise, of the lines above the first
    paragraph that could be one, the one that shares most content with the first paragraphs.
    """
    known = same_text(page.known.get("headline", ""))
    if known:
        return next(((line,) for line in page.free if same_text(line.plain) == known), ())
    body = stems(" ".join(line.text for line in page.free[:40] if line.is_prose)[:4000])
    best: tuple[Line, ...] = ()
    most = 0.0
    for lines in _candidates(page.head):
        content = stems(" ".join(line.text for line in lines))
        shared = len(content & body)
        if shared >= max(2, SHARE_IN_BODY * len(content)) and shared > most:
            best, most = lines, shared
    return best


def _candidates(head: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    yield from ((line,) for line in head if is_title(line))
    for first, second in pairwise(head):
        wrapped = (
            second.number == first.number + 1 and not second.blank_before and 40 <= len(first.text) <= 110
        )
        if (
            wrapped
            and not first.is_closed
            and not second.is_closed
            and len(second.text) <= len(first.text) + 8
        ):
            yield (first, second)


def propose_headline(page: Page) -> Iterator[Edit]:
    """Propose to move the headline into its field and to remove every further printing of it."""
    found = find_headline(page)
    if not found:
        return
    start, end = found[0].start, found[-1].end
    yield Edit(start, end, "", "headline", "moved", "headline", "the headline above the first paragraph")
    text = same_text(page.raw[start:end])
    for line in page.free:
        if line in found or line.n_words > MOST_WORDS + 10:
            continue
        if same_text(line.plain) == text and len(text) >= 12:
            yield edit_line(line, "repeated-headline", "removed", "the headline once more")
        elif _page_title(line, text):
            yield edit_line(line, "repeated-headline", "removed", "the headline with the name of the site")


def _page_title(line: Line, text: str) -> bool:
    tail = TITLE_TAIL.search(line.plain)
    return bool(tail) and same_text(line.plain[: tail.start()]) == text if tail else False


def propose_masthead(page: Page) -> Iterator[Edit]:
    """Propose to take the site's name, slogan and clock above the headline out of the text.

    A date there is the day on which the page was fetched or printed, never the publication date, if a masthead
    stands beside it; by itself it says nothing certain and is flagged.
    """
    headline = next((edit for edit in page.edits if edit.rule == "headline"), None)
    above = [line for line in page.head if headline and line.end <= headline.start]
    names = [line for line in above if _is_name(line)]
    dates = [line for line in above if BARE_DATE.fullmatch(line.plain) and read_date(line.plain)]
    for i, line in enumerate(names):
        first = i == 0
        yield edit_line(
            line,
            "masthead",
            "moved" if first else "removed",
            "the name or slogan of the site above the headline",
            "publisher" if first else "",
        )
    for line in dates:
        action = "moved" if names else "flagged"
        yield edit_line(
            line,
            "site-clock",
            action,
            "a date above the headline: when the page was fetched",
            "date_retrieved",
        )


def _is_name(line: Line) -> bool:
    words = [word.casefold() for word in WORD.findall(line.plain)]
    return 1 <= len(words) <= 6 and not line.is_closed and bool(outlet_words("masthead") & set(words))


def propose_date_line(page: Page) -> Iterator[Edit]:
    """Propose to move a bare date between headline and first paragraph: the publication date."""
    headline = next((edit for edit in page.edits if edit.rule == "headline"), None)
    for line in page.head:
        if headline and line.start >= headline.end and BARE_DATE.fullmatch(line.plain):
            yield edit_line(line, "time-stamp", "moved", "a date between headline and text", "date_published")
