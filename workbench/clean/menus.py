"""Rules for what a site prints above every page: the row of its sections, its name with a slogan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.clean.heading import is_heading, outlet_words
from workbench.clean.metadata import site_name
from workbench.clean.page import Edit, Line, Page, edit_line
from workbench.clean.wording import words_of

LONGEST = 400
BRACKETED = re.compile(r"(?:[\[<][^\[\]<>]{1,32}[\]>][\s|·•]{0,4}){3,40}")
BRACKETS = re.compile(r"[\[\]<>]")
SEPARATOR = re.compile(r"\s*[|·•]\s*|\s{2,}")
STOPS = re.compile(r"[.!?;:,\d]")
FEWEST_ITEMS, LONGEST_ITEM, MOST_WORDS = 3, 30, 4
SHARE_KNOWN = 0.3
"""Share of a menu's items that are known names of sections, at least, where no brackets show it to be a menu."""
RULES = "*=~_#+-"
SLOGAN = re.compile(r"(?<!\s)\s+[-–—|:·]\s+|:\s+")
SMALL_WORDS = frozenset(["of", "the", "and", "for", "in", "on"])


def menu_items(text: str) -> list[str]:
    """Return the items of a line that is printed as a row of links, or none.

    There are three at least, short, without stops or digits, each opening with a capital; they stand in brackets,
    or a rule, a dot or two spaces stand between them.

    Examples
    --------
    >>> menu_items("[ Front ] [ Letters ] [ Donate ]")
    ['Front', 'Letters', 'Donate']
    >>> menu_items("News  Sport  Obituaries")
    ['News', 'Sport', 'Obituaries']
    >>> menu_items("Reed and Moss were there | 40 others were not | none died")
    []
    """
    if len(text) > LONGEST:
        return []
    pieces = (BRACKETS if BRACKETED.fullmatch(text) else SEPARATOR).split(text)
    items = [item for item in (piece.strip(" \t|·•") for piece in pieces) if item]
    return items if len(items) >= FEWEST_ITEMS and all(map(_is_item, items)) else []


def _is_item(item: str) -> bool:
    is_short = len(item) <= LONGEST_ITEM and len(item.split()) <= MOST_WORDS
    return is_short and item[0].isupper() and not STOPS.search(item)


def is_menu(text: str) -> bool:
    """Whether a line is surely a menu: links in brackets, or a row in which enough are names of sections.

    Examples
    --------
    >>> is_menu("[ Tides ] [ Ferries ] [ Moorings ]"), is_menu("Tides · News · Sport")
    (True, True)
    >>> is_menu("Ana Reed | Jo Lund | Ida Moss")
    False
    """
    items = menu_items(text)
    words = words_of("furniture.toml", "navigation")
    known = sum(set(item.casefold().split()) <= words for item in items)
    return bool(items) and (text.startswith(("[", "<")) or known >= max(2, SHARE_KNOWN * len(items)))


def propose_menus(page: Page) -> Iterator[Edit]:
    """Propose to remove the menus around the article; one that opens with the name of the site gives the publisher."""
    for line in (*page.head, *page.tail):
        if not line.is_closed and is_menu(line.text):
            if line.number < page.first_prose and _is_site(site_name(line.text), page):
                yield edit_line(
                    line, "menu", "moved", "the menu of the site, which opens with its name", "publisher"
                )
            else:
                yield edit_line(line, "menu", "removed", "the menu of the site")


def _is_site(name: str, page: Page) -> bool:
    """Whether the file's properties call the site so, or an outlet's word stands in a name of several."""
    words = name.casefold().split()
    is_titled = name.casefold() == page.known.get("file_title", "").strip().casefold()
    return len(words) > 1 and (is_titled or bool(outlet_words("masthead") & set(words)))


def propose_slogans(page: Page) -> Iterator[Edit]:
    """Propose to move the site's name and slogan into the publisher: ``The Lantern - news from the valley``.

    It is known by the outlet's word in the slogan, and by the rules around it, the article or the outlet's word in
    the name. If no other line below it can be the headline it may be that itself, and is left alone.
    """
    titles = [line for line in page.head if is_heading(line, page)]
    for line in titles:
        if not has_slogan(line):
            return
        if any(title.number > line.number and not has_slogan(title) for title in titles):
            yield edit_line(line, "masthead", "moved", "the name and slogan of the site", "publisher")


def has_slogan(line: Line) -> bool:
    """Whether a line is the name of an outlet with a slogan behind it."""
    name, *rest = SLOGAN.split(line.plain.strip("=~_ "), maxsplit=1)
    words, slogan = name.split(), {word.casefold() for word in re.findall(r"\w+", "".join(rest))}
    if not 1 <= len(words) <= 6 or not all(word[0].isupper() or word in SMALL_WORDS for word in words):
        return False
    is_marked = words[0] == "The" or bool(outlet_words("masthead") & {word.casefold() for word in words})
    says_outlet = bool(slogan & (outlet_words("outlet") | outlet_words("slogan")))
    return says_outlet and not slogan & outlet_words("live") and (is_marked or _is_ruled(line.text))


def _is_ruled(text: str) -> bool:
    """Whether rules stand at both ends of a line, as around a masthead of plain text."""
    return all(char in RULES for char in text[:2] + text[-2:])
