"""Outlets by their addresses, and headlines without the outlet's name behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

SEPARATOR = re.compile(r"(?:(?<!\s)\s+)?(?P<bar>\||»|::|•|·)\s*|(?<!\s)\s+(?P<dash>[–—-]{1,2})\s+")
WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
# An address inside an address: of an archive, a cache, a translation.
INNER = re.compile(r".+?(https?:/{1,2}(?!/)\S+)", re.IGNORECASE)
LABELS = frozenset(("www", "m", "amp", "mobile", "edition", "beta", "us", "uk", "eu", "en", "rss", "feeds"))
# The last word of a newspaper's or station's name; words that also end headlines are left out.
NAMES_END = frozenset(
    [
        "news",
        "times",
        "post",
        "herald",
        "tribune",
        "gazette",
        "telegraph",
        "chronicle",
        "examiner",
        "inquirer",
        "courier",
        "newspaper",
    ]
)
MOST_WORDS, FEWEST_LEFT = 5, 3


def outlet_address(url: str) -> str:
    """Return the name of the site that an address belongs to: of an archived page, the site that was archived.

    Examples
    --------
    >>> outlet_address("https://www.example.org/2021/07/05/storm"), outlet_address("http://amp.news.example.org:80/a")
    ('example.org', 'news.example.org')
    >>> outlet_address("https://keep.example/web/2013/http://example.org/a"), outlet_address("storm.html")
    ('example.org', '')
    """
    inner = INNER.match(url)
    try:
        host = urlsplit(inner[1] if inner else url).hostname or ""
    except ValueError:
        return ""
    labels = host.split(".")
    while len(labels) > 2 and (labels[0] in LABELS or re.fullmatch(r"www\d+", labels[0])):
        labels.pop(0)
    return ".".join(labels) if len(labels) > 1 and not labels[-1].isdigit() else ""


def without_outlet(headline: str, *, publisher: str = "", url: str = "", titles: Iterable[str] = ()) -> str:
    """Return a headline without the names of outlet and section that a page's title puts around it.

    What is behind the last bar or dash is taken off if it names the publisher or the site, if the page prints the rest
    as a heading of its own, or if it ends as names of newspapers and stations do.

    Examples
    --------
    >>> without_outlet("Storm kills five near Lower Reed | Reed Valley News"), without_outlet("Rain - heavy at times")
    ('Storm kills five near Lower Reed', 'Rain - heavy at times')
    >>> without_outlet("Storm kills five in Arva - WXRV", url="https://www.wxrv.example/storm")
    'Storm kills five in Arva'
    >>> without_outlet("Storm kills five | World | The Lantern", publisher="Lantern")
    'Storm kills five'
    """
    headline = " ".join(unescape(unescape(headline)).split())
    printed = {_letters(title) for title in titles}
    known = [_letters(publisher), _letters(outlet_address(url))]
    while True:
        shorter = _shorter(headline, known, printed)
        if shorter == headline:
            return headline
        headline = shorter


def _shorter(headline: str, known: list[str], printed: set[str]) -> str:
    borders = list(SEPARATOR.finditer(headline))
    if not borders:
        return headline
    last, first = borders[-1], borders[0]
    kept, behind = headline[: last.start()], headline[last.end() :]
    if len(WORD.findall(kept)) >= FEWEST_LEFT and (
        _letters(kept) in printed or _is_outlet(behind, known, is_bar=bool(last["bar"]))
    ):
        return _without_section(kept)
    kept, before = headline[first.end() :], headline[: first.start()]
    is_name = _letters(before) in {*known, *(f"the{name}" for name in known if name)} and bool(
        _letters(before)
    )
    return kept if is_name and len(WORD.findall(kept)) >= FEWEST_LEFT else headline


def _without_section(headline: str) -> str:
    """Take off what stands between the headline and the outlet: one or two words behind a bar."""
    borders = [border for border in SEPARATOR.finditer(headline) if border["bar"]]
    if not borders:
        return headline
    kept, behind = headline[: borders[-1].start()], headline[borders[-1].end() :]
    is_section = len(WORD.findall(behind)) <= 2 and len(WORD.findall(kept)) >= FEWEST_LEFT
    return kept if is_section else headline


def _is_outlet(text: str, known: list[str], *, is_bar: bool) -> bool:
    words = WORD.findall(text)
    if not 0 < len(words) <= MOST_WORDS:
        return False
    letters = _letters(text)
    if any(name and (letters == name or letters == f"the{name}") for name in known):
        return True
    held = [any(_letters(word) in name for name in known) for word in words if len(word) > 2]
    if held and (all(held) or (is_bar and held[0])):
        return True
    is_name = words[-1].casefold() in NAMES_END and all(word[:1].isupper() for word in words if len(word) > 3)
    return is_name and (is_bar or len(words) > 1)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
