"""Rules for the top of a page: headline and repeats, masthead, date, the row of a site's sections, its name with a slogan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.clean.agencies import is_outlet, is_role, names_of, outlet_words
from workbench.clean.dates import BETWEEN, read_date, read_stamp
from workbench.clean.metadata import site_name
from workbench.clean.page import Edit, Line, Page, edit_line
from workbench.clean.wording import match_wording, words_of

WORD = re.compile(r"\w+")
CLOCK = re.compile(r"\d{1,2}[:.] ?\d\d\b ?(?:[ap]\. ?m|[AP]M|[A-Z]{3,4}\b|$)")
LONGEST_STAMP = 200
PATH = re.compile(r"(?:home|main|news|.{1,30}[>»›/|:])", re.IGNORECASE)
MOST_WORDS, FEWEST_WORDS = 32, 4
NEAR = 4
SHARE_IN_BODY = 0.34
"""Share of a headline's content words that the first paragraphs take up again, at least."""


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
        and not CLOCK.search(line.text)
        and not is_outlet(line.plain.partition("(")[0])
        and 3 * sum(word[0].isalpha() for word in WORD.findall(line.text)) >= 2 * line.n_words
    )


def find_headline(page: Page) -> Line | None:
    """Return the line of the headline, or None.

    It is the line that says what the file's metadata calls the headline; otherwise, of the lines above the first
    paragraph that could be one, the one that shares most content with the first paragraphs.
    """
    known = same_text(page.known.get("headline", "")) or _titled(page)
    if known:
        return next((line for line in page.free if same_text(line.plain) == known), None)
    return _most_taken_up([line for line in page.head if is_title(line) and not is_credit(line, page)], page)


def _most_taken_up(titles: list[Line], page: Page) -> Line | None:
    """Return the title that shares most content with the first paragraphs, the shorter one of two; none if none does."""
    body = stems(" ".join(line.text for line in page.free[:40] if line.is_prose)[:4000])
    return max(
        (line for line in titles if _is_taken_up(line, body)),
        key=lambda line: len(stems(line.text) & body) - line.n_words / 1000,
        default=None,
    )


def _is_taken_up(line: Line, body: set[str]) -> bool:
    """Whether the first paragraphs take up enough of a line for a headline."""
    content = stems(line.text)
    return len(content & body) >= max(2, SHARE_IN_BODY * len(content))


def _titled(page: Page) -> str:
    """Return the title in the file's properties if it is printed above the first paragraph like a headline."""
    title = same_text(page.known.get("file_title", ""))
    is_printed = title and any(
        same_text(line.plain) == title and is_heading(line, page) for line in page.head
    )
    return title if is_printed else ""


def is_credit(line: Line, page: Page) -> bool:
    """Whether a line is worded as a byline or a time stamp where it stands."""
    wording = match_wording(line, page, "credits.toml")
    return wording is not None and wording.rule in ("byline", "time-stamp")


def is_heading(line: Line, page: Page) -> bool:
    """Whether a line could be the headline: a title, and no masthead, byline or time stamp."""
    return is_title(line) and not line.is_closed and not _is_name(line) and not is_credit(line, page)


def _only_title(page: Page) -> Line | None:
    """Return the one title above the first paragraph, if there is only one."""
    titles = [line for line in page.head if is_heading(line, page)]
    return titles[0] if len(titles) == 1 and page.first_prose < len(page.lines) else None


def propose_headline(page: Page) -> Iterator[Edit]:
    """Propose to move the headline into its field and to remove every further printing of it.

    A path of the page or a page title that ends or begins with the headline is a printing of it too.
    """
    found = find_headline(page)
    alone = None if found else _only_title(page)
    if alone:
        # Furniture beside it shows that this is the top of a page; without any it may be the body's first line.
        is_top = any(edit.start < page.lines[page.first_prose].start for edit in page.edits)
        reason = "the only title above the first paragraph"
        yield edit_line(alone, "headline", "moved" if is_top else "flagged", reason, "headline")
    if not found:
        return
    yield edit_line(found, "headline", "moved", "the headline above the first paragraph", "headline")
    text = same_text(found.plain)
    for line in page.free:
        if line is not found and len(text) >= 12 and line.n_words <= MOST_WORDS + 10 and _repeats(line, text):
            yield edit_line(line, "repeated-headline", "removed", "the headline once more")


def _repeats(line: Line, text: str) -> bool:
    own = same_text(line.plain)
    if own == text:
        return True
    if len(text) < 24 or line.is_closed:
        return False
    more = len(own) - len(text)
    is_path = own.endswith(text) and bool(PATH.match(line.plain)) and more <= 60
    return is_path or (own.startswith(text) and more <= 30)


def headline_edit(page: Page) -> Edit | None:
    """Return the edit that moved the headline, if there is one."""
    return next((edit for edit in page.edits if edit.rule == "headline" and edit.action == "moved"), None)


def propose_masthead(page: Page) -> Iterator[Edit]:
    """Propose to take the site's name, slogan and clock above the headline out of the text.

    A date there is the day on which the page was fetched or printed, not the publication date, if another date stands
    below the headline or it stands above the site's name or furniture. Right under the outlet's name, as newspapers
    print it, it is the publication date; by itself it is not certain and is flagged.
    """
    headline = headline_edit(page)
    above = [line for line in page.head if headline and line.end <= headline.start]
    names = list(filter(_is_name, above))
    reason = "the name or slogan of the site above the headline"
    yield from (edit_line(line, "masthead", "moved", reason, "publisher") for line in names[:1])
    yield from (edit_line(line, "masthead", "removed", reason) for line in names[1:])
    action = "moved" if names or (headline and _is_dated_below(page, headline)) else "flagged"
    for line in filter(_is_date, above):
        day = _is_day_of_issue(line, names, page)
        yield (
            edit_line(line, "time-stamp", "moved", day, "date_published")
            if day
            else edit_line(
                line,
                "site-clock",
                action,
                "a date above the headline: when the page was fetched",
                "date_retrieved",
            )
        )


def _is_day_of_issue(line: Line, names: Sequence[Line], page: Page) -> str:
    """Return how one knows that a date above the headline is the day of publication; empty if one does not."""
    known = page.known.get("date_published", "")
    if known and read_date(line.plain) == known:
        return "the day that the file states"
    headline = headline_edit(page)
    if ISO_MOMENT.fullmatch(line.plain):
        return "a time to the minute as programs write it"
    is_under_name = any(0 < line.number - name.number <= 2 for name in names)
    is_site = any(edit.end <= line.start and edit.action == "removed" for edit in page.edits)
    is_alone = headline and not known and not is_site and not _is_dated_below(page, headline)
    return "a date under the outlet's name, and no other at the head" if is_under_name and is_alone else ""


ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S{0,16}")


def _is_date(line: Line) -> bool:
    stamp = read_stamp(line.plain) if len(line.text) <= LONGEST_STAMP else None
    return bool(stamp and stamp.is_bare)


def _is_dated_below(page: Page, headline: Edit) -> bool:
    """Whether an edit below the headline takes out a date."""
    below = (edit for edit in page.edits if edit.start >= headline.end)
    return any(read_date(page.raw[edit.start : edit.end][:200]) for edit in below)


def _is_name(line: Line) -> bool:
    words = [word.casefold() for word in WORD.findall(line.plain)]
    return 1 <= len(words) <= 6 and not line.is_closed and bool(outlet_words("masthead") & set(words))


def propose_date_line(page: Page) -> Iterator[Edit]:
    """Propose to move a bare date near the headline or the byline: the publication date."""
    headline = headline_edit(page)
    places = [edit.end for edit in page.edits if edit.rule in ("headline", "byline")]
    for line in page.free:
        below = headline and line.start >= headline.end and line.number < page.first_prose
        beside = any(0 <= line.start - place <= NEAR for place in places)
        if (below or beside) and _is_date(line):
            yield edit_line(line, "time-stamp", "moved", "a date beside headline or byline", "date_published")


def propose_stamps(page: Page) -> Iterator[Edit]:
    """Propose to move the lines above the article that hold a labelled date, or one beside an author's or outlet's name.

    A date alone is left: above the headline it may be the day on which the page was fetched.
    """
    for line in page.free:
        stamp = read_stamp(line.plain) if len(line.text) <= LONGEST_STAMP else None
        if stamp and not stamp.is_bare and all(map(_is_known_beside, stamp.rest)):
            if stamp.published:
                yield edit_line(line, "time-stamp", "moved", PUBLISHED, "date_published")
            else:
                yield edit_line(line, "time-stamp", "removed", "says when the page was changed")
        elif line.is_prose:
            return


PUBLISHED = "says when the page was published"


def _is_known_beside(part: str) -> bool:
    """Whether a part of a line with a date is an author, what they are, an outlet, or a place in capitals."""
    return bool(names_of(part)) or is_role(part) or is_outlet(part) or (part.isupper() and len(part) > 2)


def propose_names(page: Page) -> Iterator[Edit]:
    """Propose to move names that stand alone between headline and text: of the author, beside a date or above the text, and of the outlet."""
    headline = headline_edit(page)
    lines = [line for line in page.head if headline and line.start >= headline.end]
    if not lines or page.first_prose == len(page.lines):
        return
    stamped = {_row(page, edit.start) for edit in page.edits if edit.rule in BESIDE_NAMES}
    body = page.raw[page.lines[page.first_prose].start : page.end]
    for line in lines:
        row = _row(page, line.start)
        is_beside = any(abs(row - other) <= 2 for other in stamped)
        found = _naming(line, body, is_beside=is_beside or len(lines) == 1)
        if found:
            stamped.add(row)
            yield found


def _row(page: Page, place: int) -> int:
    return page.raw.count("\n", page.start, place)


def _naming(line: Line, body: str, *, is_beside: bool) -> Edit | None:
    """Return the edit for a line that is nothing but an author, what they are and for whom they write, or an outlet."""
    first, *others = [part for part in map(str.strip, BETWEEN.split(line.plain)) if part] or [""]
    if names_of(first) and first not in body and (is_beside or others) and all(map(_is_behind_name, others)):
        return edit_line(line, "byline", "moved", "a name alone between headline and text", "byline")
    if is_beside and not others and is_outlet(first):
        return edit_line(line, "masthead", "moved", "the outlet's name below the headline", "publisher")
    if is_beside and not others and (is_role(first) or HANDLE.fullmatch(first)):
        return edit_line(line, "byline", "removed", "what the author is, beside the name")
    return None


def _is_behind_name(part: str) -> bool:
    return is_role(part) or is_outlet(part)


HANDLE = re.compile(r"@[\w.]{2,40}")
BESIDE_NAMES = frozenset(["time-stamp", "byline"])


def propose_split_bylines(page: Page) -> Iterator[Edit]:
    """Propose to move a byline that is broken over two lines: ``By``, and below it the name."""
    for first, second in pairwise(page.free):
        if (
            first.plain.casefold() in ("by", "by:")
            and second.number == first.number + 1
            and second.n_words <= 6
        ):
            yield Edit(first.start, second.end, "", "byline", "moved", "byline", "names the author")


LONGEST = 400
BRACKETED = re.compile(r"(?:[\[<][^\[\]<>]{1,32}[\]>][\s|·•]{0,4}){3,40}")
BRACKETS = re.compile(r"[\[\]<>]")
SEPARATOR = re.compile(r"\s*[|·•]\s*|\s{2,}")
STOPS = re.compile(r"[.!?;:,\d]")
FEWEST_ITEMS, LONGEST_ITEM, MENU_WORDS = 3, 30, 4
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
    is_short = len(item) <= LONGEST_ITEM and len(item.split()) <= MENU_WORDS
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
